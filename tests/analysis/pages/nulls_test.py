"""Scenarios that show nothing: which they are, what moves all the same, and that each has a reason."""

import re
import tomllib

from pages import nulls
from tree import ROOT


def row(series: str, low: float, high: float, p: float = 0.5, percent=1.0) -> dict:
    told = {"scenario": "x", "series": series, "low": low, "high": high}
    return told | {"p": p, "percent": percent, "difference": 7.0}


def test_holm():
    assert nulls.together([0.01, None, 0.04, 0.03]) == [0.03, None, 0.06, 0.06]


def test_nothing_is_said_where_a_headline_differs():
    assert nulls.paragraph([row("a", -1, 1), row("b", 1, 2)], [], "x") == []
    assert nulls.paragraph([row("a", None, None)], [], "x") == []


def test_what_moves_is_named_the_surest_first():
    every = [
        row("a", 1, 2, 0.01),
        row("seats", 3, 5, 0.001, None),
        row("b", -1, 1),
        row("never", 0, 0),
    ]
    text, _ = nulls.paragraph([row("a", -1, 1)], every, "x")
    assert "in no headline below.** Of 3 series looked at together (Holm) " in text
    assert "(Holm) `seats` from none to 7, `a` by +1.0 %. Why: not known." in text
    text, _ = nulls.paragraph([row("a", -1, 1)], [row("b", -1, 1)], "x")
    assert "(Holm) none surely moves." in text


def test_each_scenario_of_the_page_that_shows_nothing_has_its_reason():
    page = (ROOT / "scenarios" / "README.md").read_text()
    sections = {
        text.split("\n", 1)[0]: text for text in re.split(r"^## ", page, flags=re.M)[1:]
    }
    none = {name for name, text in sections.items() if "in no headline below" in text}
    assert none, "no scenario shows nothing: is the page whole?"
    reasons = set(tomllib.loads(nulls.REASONS.read_text()))
    assert none <= reasons <= set(sections)
