"""The page of scenarios: whole on a small run, and as it lies in the tree."""

from pages import scenarios
from tree import ROOT


def test_the_page_is_made_from_the_files(small):
    page = scenarios.page(scenarios.read(ROOT / "scenarios"), small[1], 0.01)
    assert "2 pairs that share their luck, at scale 0.01" in page
    assert (
        "paid for purchased services, in all (`purchase_spending`, million CNY)" in page
    )
    assert "- 2014-01-01: `budget.fair_per_resident` × 2.0" in page
    assert "|  | baseline | difference |  | 95 % interval |\n| --- | ---: |" in page


def test_the_page_in_the_tree_has_each_file():
    page = (ROOT / "scenarios/README.md").read_text()
    for name, scenario in scenarios.read(ROOT / "scenarios").items():
        compared = name not in (scenarios.BASELINE, scenarios.APART)
        assert f"| [{name}](#{name}) | {scenario['question']} |" in page
        assert f"## {name}\n\n**{scenario['title']}.** {scenario['question']}" in page
        assert scenario["expect"] in page
        assert scenario["question"].endswith("?")
        if compared:
            assert all(f"- {lever}\n" in page for lever in scenarios.levers(scenario))
            assert "might" in scenario["expect"]
