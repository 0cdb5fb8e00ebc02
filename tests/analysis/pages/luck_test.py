"""The page of shared luck: what it says of known figures, whole on a small run, and as it lies in the tree."""

import json
import math

import pytest
from pages import luck
from tree import ROOT, program


def row(name: str, saved: object, **more: object) -> dict:
    known = {
        "series": name,
        "baseline": "a",
        "scenario": "b",
        "pairs": 20,
        "percent": 1.0,
        "baseline_mean": 100.0,
        "scenario_mean": 101.0,
        "baseline_sd": 1.0,
        "scenario_sd": 1.0,
        "correlation": 0.5,
        "variance_reduction": saved,
    }
    return known | more


def test_what_multiplies_its_noise_cannot_save_more():
    assert luck.most_saved(row("x", 2.0, scenario_sd=2.0)) == 5
    assert luck.most_saved(row("x", 2.0, scenario_sd=0.5)) == 5
    assert luck.most_saved(row("x", 2.0)) == math.inf
    # from the definition: twice a number, and the number
    noise = [-1.0, 0.5, 0.25, 3.0]
    variance = lambda v: sum((x - sum(v) / 4) ** 2 for x in v)  # noqa: E731
    twice = [2 * x for x in noise]
    difference = [b - a for a, b in zip(noise, twice)]
    assert (variance(noise) + variance(twice)) / variance(difference) == pytest.approx(5)  # fmt: skip


def test_verdicts():
    assert luck.verdict(row("x", 10.0)) == "yes"
    assert luck.verdict(row("x", 4.0, scenario_sd=2.0)).startswith("cannot")
    assert luck.verdict(row("x", 4.0)).startswith("no")
    assert luck.verdict(row("x", 1.0, baseline_sd=0.0)).startswith("cannot")


def test_the_headlines_are_named():
    told = json.loads(program("describe", "series", "--format", "json"))
    assert set(luck.NAMED) <= {s["name"] for s in told["series"]}
    page = luck.page({"differences": [row("backlog", 2.5), row("need_met_value", 1.5)]}, 0.1)  # fmt: skip
    named = page.split("## All series")[0]
    assert named.index("| `need_met_value`") < named.index("| `backlog`")


def test_the_page_sorts_what_it_is_told():
    told = [
        row("backlog", 2.5),
        row("births", "inf"),
        row("studios", None),
        row("need_incidence", 707.3),
        row("inspection_fail_rate", None) | {"pairs": 0},
    ]
    page = luck.page({"differences": told}, 0.1)
    table = page.split("## All series")[1]
    assert table.index("need_incidence") < table.index("backlog")
    assert "Never different in any pair: `births`." in page
    assert "Without any noise to share: `studios`." in page
    assert "Undefined in these runs: `inspection_fail_rate`." in page
    assert "| `need_incidence` | +1.0 % | 1 % | 0.99 % | 0.500 | 707 |" in page


def monthly() -> list[str]:
    """Every monthly series of the model."""
    told = json.loads(program("describe", "series", "--format", "json"))
    return [s["name"] for s in told["series"] if "time" in s["dimensions"]]


def test_a_real_comparison_makes_a_page(tmp_path):
    files = [ROOT / f"scenarios/{name}.toml" for name in ("nanjing", "budget-double")]
    out = tmp_path / "x.h5"
    options = ["--scale=0.01", "--until=2015-12-31", "--replicates=3", "--quiet"]
    program("run", *files, *options, "-o", out)
    told = program("compare", out, "--series", "all", "--json")
    page = luck.page(json.loads(told), 0.01)
    defined = [d["series"] for d in json.loads(told)["differences"] if d["pairs"] > 1]
    assert len(defined) > 100
    assert [name for name in defined if f"`{name}`" not in page] == []


def test_the_page_in_the_tree_knows_every_series():
    page = (ROOT / "models/city/LUCK.md").read_text()
    assert [name for name in monthly() if f"`{name}`" not in page] == []
    assert "20 pairs at scale 0.1" in page
