"""The page of factors: what it says of known figures, whole on a small run, and as it lies in the tree."""

import json
import tomllib

import pytest
from pages import factors
from tree import BUILD, ROOT, program, tool


def effect(*values: float) -> factors.Effect:
    return factors.Effect(values)


def test_a_share_is_a_ratio_of_means():
    usual = effect(0.4, 0.5, 0.6)
    half = factors.share(usual, effect(0.2, 0.25, 0.3))
    assert half.kept == pytest.approx(0.5) and half.low == pytest.approx(half.high)
    assert not half.lost
    nothing = factors.share(usual, effect(0.001, -0.001, 0.0))
    assert nothing.kept == pytest.approx(0, abs=0.01) and nothing.lost
    noisy = factors.share(usual, effect(1.0, -1.0, 0.0))
    assert noisy.kept == pytest.approx(0) and not noisy.lost


def test_what_cannot_be_told_from_nothing_is_not_looked_at():
    assert effect(0.4, 0.5, 0.6).clear
    assert not effect(0.4, -0.5, 0.6).clear


def told() -> list[dict]:
    return json.loads(program("describe", "parameters", "--format", "json"))


def baseline() -> dict:
    return tomllib.loads((ROOT / "scenarios/nanjing.toml").read_text())


def test_every_factor_is_tried_or_neutral_already():
    found, already = factors.factors(told(), baseline())
    declared = [one["path"] for one in told() if isinstance(one["neutral"], float)]
    assert sorted([*found, *already]) == sorted(declared) and len(found) > 40
    assert found["donors.filed"] == {"donors.filed": 1}
    rows = found["need.ratio_80.<service>"]
    assert rows["need.ratio_80.elder_care"] == 1 and len(rows) == 7


def test_a_factor_that_carries_an_effect_is_named():
    usual = {("zero threshold", "services"): effect(0.4, 0.5, 0.6)}
    gone = {
        "some.factor": {("zero threshold", "services"): effect(0.001, -0.001, 0.0)},
        "other.factor": {("zero threshold", "services"): effect(0.4, 0.5, 0.6)},
    }
    runs = factors.Runs(BUILD, 0.05, 3, "2017-12-31")
    page = factors.page(usual, gone, ["third.factor"], set(), runs)
    assert "**Lost** with `some.factor` (zero threshold, services)." in page
    assert "| `other.factor` | 1.00 (1.00 to 1.00) |" in page
    excused = factors.named(
        "## Factors that are a mechanism themselves\n\n- `some.factor`: asked in surveys.\n\n## Next\n\n- `other.factor`\n"
    )
    assert excused == {"some.factor"}
    page = factors.page(usual, gone, [], excused, runs)
    assert "No factor carries any of these effects, but for what" in page
    assert "can measure: `some.factor` (zero threshold, services)." in page


def test_what_few_pairs_cannot_tell_is_said():
    told = factors.verdict([], [], [("twice the money", "services")] * 2)
    assert "too few to tell of 2 on twice the money, services: there" in told


def test_a_small_run_makes_a_page():
    options = "--scale=0.01 --pairs=2 --until=2015-12-31 --only donors.keep".split()
    done = tool("factors", *options, package=ROOT / "analysis/pages")
    assert done.returncode == 0, done.stderr
    assert "| `donors.keep` |" in done.stdout
    assert "2 pairs that share their luck" in done.stdout


def test_the_page_in_the_tree_has_each_factor():
    page = (ROOT / "models/city/FACTORS.md").read_text()
    found, already = factors.factors(told(), baseline())
    assert [path for path in found if f"| `{path}` |" not in page] == []
    assert [path for path in already if f"`{path}`" not in page] == []
