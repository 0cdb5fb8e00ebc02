"""The page of validation: whole on a small run, and as it lies in the tree."""

from nanjing import composition, targets
from pages import validation
from sanshe.markdown import number
from tree import ROOT, tool

ROWS = [row for rows in composition.TABLES.values() for row in rows]


def test_a_small_run_makes_a_page(small):
    page = validation.page(small[0], small[0])
    assert "| holds |" in page and "| missed |" in page
    assert "| one hospice organization | 0 of 1 | not run |" in page
    assert page.count("|  | not run |") >= 1, "hospice is not among these runs"
    assert "replicates at scale 0.01 and" in page


def test_the_page_in_the_tree_has_all_of_it():
    page = (ROOT / "models/city/VALIDATION.md").read_text()
    for target in targets.TARGETS:
        assert f"| {target.name} | {target.dated} | {target.range()} |" in page
        assert all(f"| {target.name} | `{push}` |" in page for push in target.pushes)
    for row in ROWS:
        assert f"| {row.name} | {number(row.expected)} |" in page


def test_makers_are_called_as_tools_are(village):
    maker = {"package": ROOT / "analysis/pages"}
    assert "population.scale" in tool("luck", "--help", **maker).stdout
    done = tool("validation", village, village, **maker)
    assert done.returncode == 65 and "no run of nanjing" in done.stderr
