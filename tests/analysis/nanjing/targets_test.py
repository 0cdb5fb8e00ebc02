"""The page of validation and the page of scenarios: whole on a small run, and as they lie in the tree."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "sanshe"
sys.path.insert(0, str(ROOT / "analysis"))
import baseline  # noqa: E402
import composition  # noqa: E402
import scales  # noqa: E402
import scenarios  # noqa: E402
import targets  # noqa: E402
import validation  # noqa: E402
from target import EMERGENT, FITTED, INPUT  # noqa: E402

ROWS = [row for rows in composition.TABLES.values() for row in rows]


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> tuple[list[baseline.Run], dict]:
    """Two replicates of the baseline and of twice the money, and what the program says of them."""
    file = tmp_path_factory.mktemp("run") / "small.h5"
    files = [
        ROOT / f"scenarios/{name}.toml"
        for name in (baseline.BASELINE, baseline.DOUBLED)
    ]
    options = ["--scale=0.01", "--replicates=2", "--json", "--quiet", "-o", file]
    done = subprocess.run(
        [PROGRAM, "run", *files, *options], capture_output=True, text=True, check=True
    )
    return baseline.runs(file), json.loads(done.stdout)


def test_each_target_is_measured(small):
    figures = targets.measure(small[0])
    assert [figure.target for figure in figures if len(figure.values) != 2] == []
    page = validation.page(small[0])
    assert "| holds |" in page and "| missed |" in page and "| not run |" not in page
    assert "replicates at scale 0.01" in page


def test_a_sample_is_held_against_the_whole(small):
    page = scales.page(small[0], small[0])
    assert "2 replicates at scale 0.01 and 2 replicates at scale 0.01" in page
    assert page.count("| +0% |") == len(scales.COUNTS + scales.RATES)
    flow = small[0][0].flow("cases_served", scales.FIRST, scales.LAST) / 8
    people = small[0][0].stock("population", "2016-12")
    assert scales.per_10k(small[0][0], "cases_served") == pytest.approx(
        flow / people * 1e4, rel=0.1
    )
    written = (ROOT / "models/city/SCALES.md").read_text()
    assert all(f"| `{name}` |" in written for name in scales.COUNTS + scales.RATES)


def test_without_its_runs_a_target_is_not_run(small):
    alone = baseline.Run(small[0][0].data, small[0][0].scenario)
    (figure,) = (
        each
        for each in targets.measure([alone])
        if each.target.read is baseline.served_when_doubled
    )
    assert figure.verdict == "not run" and not figure.holds


def test_samples_are_counted_up(small):
    run = small[0][0]
    assert 4e6 < run.stock("population", "2016-12") < 20e6
    assert 0.7 < run.rate("share_urban", "2016-12", "2016-12") < 0.95


@pytest.mark.parametrize("target", targets.TARGETS, ids=lambda target: target.name)
def test_each_target_says_what_it_is(target):
    assert target.least < target.most and target.source
    assert bool(target.pushes) == (target.label != INPUT)
    assert target.label in (INPUT, FITTED, EMERGENT)


def test_the_page_of_validation_has_all_of_it():
    page = (ROOT / "models/city/VALIDATION.md").read_text()
    for target in targets.TARGETS:
        assert f"| {target.name} | {target.label} | {target.range()} |" in page
        assert all(f"| {target.name} | `{push}` |" in page for push in target.pushes)
    for row in ROWS:
        assert f"| {row.name} | {validation.number(row.expected)} |" in page


def test_the_page_of_scenarios_is_made_from_their_files(small):
    page = scenarios.page(scenarios.read(ROOT / "scenarios"), small[1], 0.01)
    assert "2 pairs that share their luck, at scale 0.01" in page
    assert (
        "paid for purchased services, in all (`purchase_spending`, million CNY)" in page
    )
    assert "- 2014-01-01: `budget.fair_per_resident` × 2.0" in page


def test_the_page_of_scenarios_has_each_file():
    page = (ROOT / "scenarios/README.md").read_text()
    for name, scenario in scenarios.read(ROOT / "scenarios").items():
        assert f"| [{name}](#{name}) | {scenario['question']} |" in page
        assert f"## {name}\n\n**{scenario['title']}.** {scenario['question']}" in page
        assert scenario["expect"] in page
        for lever in (
            scenarios.levers(scenario)
            if name not in (scenarios.BASELINE, scenarios.APART)
            else []
        ):
            assert f"- {lever}\n" in page
        assert scenario["question"].endswith("?")
        assert (
            name in (scenarios.BASELINE, scenarios.APART)
            or "might" in scenario["expect"]
        )
