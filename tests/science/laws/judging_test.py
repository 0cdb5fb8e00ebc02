"""The judge itself: it lets pass what agrees with a law, and finds what does not."""

import random

import law
import pytest
from law import at_least, at_most, broken, log_ratio, paired, within

ABOUT_ONE = [1.1, 0.9, 1.05, 0.95, 1.0, 1.02, 0.98]


def shifted(by):
    return [value + by for value in ABOUT_ONE]


def test_an_inequality_fails_only_where_its_interval_lies_on_the_other_side():
    rises = paired([0] * 7, ABOUT_ONE)
    assert broken([at_least("x", rises)]) == []
    assert broken([at_most("x", rises)]) != []
    unclear = paired([0, 0, 0], [-3.0, 1.0, 1.0])
    assert broken([at_least("x", unclear), at_most("x", unclear)]) == []


def test_a_tolerance_fails_only_where_the_interval_lies_wholly_outside():
    seen = paired([0] * 7, ABOUT_ONE)
    low, high = seen.interval()
    assert broken([within("x", seen, 0.9, 0.5 * (low + 1))]) == []
    assert broken([within("x", seen, high + 0.01, 2)]) != []
    assert broken([within("x", seen, 0, low - 0.01)]) != []


def test_what_never_varies_is_judged_by_its_value():
    same = paired([1, 1, 1], [1, 1, 1])
    assert broken([at_least("x", same), at_most("x", same)]) == []
    assert broken([at_least("x", paired([1, 1, 1], [0, 0, 0]))]) != []


def test_ratios_of_cities_that_share_no_luck():
    ratio = log_ratio(shifted(1), ABOUT_ONE)  # twice as much
    assert ratio.mean == pytest.approx(0.693, abs=0.001)
    low, high = ratio.interval()
    assert low < 0.693 < high < 1


def test_many_true_laws_pass_together_and_one_false_among_them_is_found():
    luck = random.Random(1)
    true = [
        at_least(f"{i}", paired([0] * 20, [luck.gauss(0, 1) for _ in range(20)]))
        for i in range(2000)
    ]
    alone = [finding for finding in true if broken([finding])]
    assert alone, "of two thousand some look wrong alone"
    assert broken(true) == []
    false = at_least("false", paired([0] * 20, [luck.gauss(-4, 1) for _ in range(20)]))
    assert broken([*true, false]) == [false]


def test_draws_are_plausible_and_do_not_depend_on_their_number(monkeypatch):
    ranges = {one["path"]: one["plausible"] for one in law.assumed()}
    assert len(ranges) > 100
    monkeypatch.setattr(law, "DRAWS", 3)
    first, *drawn = law.draws("a law", "economy.wage")
    assert first.options() == []
    assert len({draw.values for draw in drawn}) == 3
    for draw in drawn:
        assert {path for path, _ in draw.values} == set(ranges) - {"economy.wage"}
        assert all(ranges[p][0] <= value <= ranges[p][1] for p, value in draw.values)
    monkeypatch.setattr(law, "DRAWS", 1)
    assert law.draws("a law", "economy.wage")[1] == drawn[0]
    assert law.draws("another")[1].values != drawn[0].values
