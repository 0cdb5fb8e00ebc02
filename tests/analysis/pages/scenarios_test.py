"""The page of scenarios: whole on a small run, and as it lies in the tree."""

from pages import scenarios
from tree import BUILD, ROOT


def test_the_page_is_made_from_the_files(small):
    measured = scenarios.measure([small[1]], BUILD / "sanshe")
    page = scenarios.page(scenarios.read(ROOT / "scenarios"), measured, 0.01)
    assert "2 pairs that share their luck, at scale 0.01" in page
    assert "public spending, in all (`public_spending`, million CNY)" in page
    assert (
        "worth of the help given without mediation, in all (`need_met_value`, million CNY)"
        in page
    )
    assert "cases served without mediation, in all (`cases_served`)" in page
    assert page.count("**What came out:** against the baseline, ") == 2
    assert "18 differences are looked at together" in page
    assert "| [budget-double](#budget-double) | " in page.split("moves")[1]
    assert "- 2014-01-01: `budget.fair_per_resident` × 2.0" in page
    head = (
        "|  | baseline | difference |  | 95 % interval | whole city |\n| --- | ---: |"
    )
    assert head in page


def test_the_whole_city_stands_beside_the_sample(small):
    measured = scenarios.measure([small[1]], BUILD / "sanshe", [small[1]])
    (row,) = [
        row
        for row in measured["differences"]
        if (row["scenario"], row["series"]) == ("budget-double", "public_spending")
    ]
    same = f"{row['percent']:+.1f} %"
    (table,) = scenarios.outcome(measured | {"differences": [row]}, "budget-double")
    assert table.splitlines()[-1].endswith(f"| {same} |")


def test_only_what_is_sure_of_all_is_in_the_matrix():
    def one(scenario, p, percent):
        return {"scenario": scenario, "p": p, "percent": percent, "difference": 7}

    told = [
        [one("a", 0.001, 3.04), one("b", 0.002, -1)],
        *([[one("a", 0.5, 9), one("b", 0.04, None)]] * 8),
    ]
    ratio = {"scenario": "a", "undefined": False, "value": 5120.0, "low": 4900.0, "high": 5500.0}  # fmt: skip
    lost = {"scenario": "b", "undefined": True}
    measured = {"asked": told, "ratios": [ratio, lost]}
    _, _, table, _ = scenarios.matrix(measured, ["a", "b"])
    a, b = table.splitlines()[2:]
    assert a == "| [a](#a) | +3.0" + " | ·" * 8 + " | 5,120 (4,900 to 5,500) |"
    assert b == "| [b](#b) | -1.0" + " | ·" * 8 + " | undefined |"
    fewer = [{"scenario": "a", "series": "cases_served", "difference": -7}]
    _, _, table, _ = scenarios.matrix(measured | {"differences": fewer}, ["a"])
    assert "| a case lost saves 5,120 (4,900 to 5,500) |" in table


def row(series: str, difference: float, low: float, high: float, **more) -> dict:
    known = {
        "scenario": "x",
        "baseline": "nanjing",
        "series": series,
        "unit": "count",
        "without": None,
    }
    amounts = {"baseline_mean": 50e6, "difference": difference, "low": low, "high": high}  # fmt: skip
    return known | amounts | more


def test_one_sentence_sets_services_apart_and_costs_beside():
    told = [
        row("public_spending", 5e6, 4e6, 6e6, unit="CNY"),
        row("need_met_value", 2e6, 1e6, 3e6, unit="CNY", without="mediation"),
        row("disputes_mediated", 7, -2, 16),
        row("so_filed", 7, 2, 16),
    ]
    assert scenarios.sentence({"differences": told}, "x") == [
        "**What came out:** against the baseline, worth of the help given without mediation differs by +2 million CNY, "
        "+4.0 % (95 % interval +1 to +3); no difference in disputes mediated can be told from chance (95 % interval -2 "
        "to +16); and public spending differs by +5 million CNY, +10.0 % (95 % interval +4 to +6).",
        "",
    ]
    same = row("disputes_mediated", 0, 0, 0)
    assert "disputes mediated does not differ." in scenarios.clause(same) + "."
    assert scenarios.sentence({"differences": [same | {"low": None}]}, "x") == []


def test_what_one_of_the_two_has_nothing_of_is_not_compared():
    nothing = row("delivered_share", None, None, None, measure="mean_of_last_12_months")
    (table,) = scenarios.outcome(
        {"differences": [nothing | {"baseline_mean": None}]}, "x"
    )
    assert table.splitlines()[-1].count("nothing to compare") == 1


def test_the_page_in_the_tree_has_each_file():
    page = (ROOT / "scenarios/README.md").read_text()
    found = scenarios.read(ROOT / "scenarios")
    for name, scenario in found.items():
        compared = "extends" in scenario
        assert f"| [{name}](#{name}) | {scenario['question']} |" in page
        assert f"## {name}\n\n**{scenario['title']}.** {scenario['question']}" in page
        assert scenario["expect"] in page
        assert scenario["question"].endswith("?")
        if compared:
            assert all(f"- {lever}\n" in page for lever in scenarios.levers(scenario))
            assert "might" in scenario["expect"]
