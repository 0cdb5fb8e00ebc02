"""The page of samples: whole on a small run, and as it lies in the tree."""

import pytest
from pages import scales
from tree import ROOT


def test_a_sample_is_held_against_the_whole(small):
    page = scales.page(small[0], small[0])
    assert "2 replicates at scale 0.01 and\n2 replicates at scale 0.01" in page
    assert page.count("| +0% |") == len(scales.COUNTS + scales.RATES)


def test_flows_are_a_year_per_residents(small):
    flow = small[0][0].flow("cases_served", scales.FIRST, scales.LAST) / 8
    people = small[0][0].stock("population", "2016-12")
    assert scales.per_10k(small[0][0], "cases_served") == pytest.approx(
        flow / people * 1e4, rel=0.1
    )


def test_the_page_in_the_tree_has_each_series():
    written = (ROOT / "models/city/SCALES.md").read_text()
    assert all(f"| `{name}` |" in written for name in scales.COUNTS + scales.RATES)
