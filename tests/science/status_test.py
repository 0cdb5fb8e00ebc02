"""What legal status is worth comes from who pays: no factor carries the effect of the zero threshold.

Laws 5 and 6 of the model's specification, with few pairs: the zero threshold's effect on the number of registered
organizations is a log ratio of pairs that share their luck. A factor at its neutral value must leave a third of it; and
what one class finds open must not move a class that shares no payer with it.
"""

import math
import statistics

import pytest
from nanjing import baseline

WITH, WITHOUT = "nanjing", "no-zero-threshold"
PAIRS = ["--scale=0.1", "--replicates=4", "--until=2017-12-31"]
MORE_PAIRS = ["--scale=0.1", "--replicates=10", "--until=2017-12-31"]
CLASSES = ["home_care", "social_work_agencies", "community_professional"]
# A factor, and the value at which it does nothing; those that stand together do nothing together.
NEUTRAL = {
    "gifts to filed groups": {"donors.filed": 1},
    "what villagers spend": {"reach.rural_spending": 1},
    "what incomes spend": {f"spending.{band}": 1 for band in ("dibao", "low", "high")},
    "whom incomes can pay": {
        f"spending.finds_{band}": 1 for band in ("dibao", "low", "middle")
    },
    "who volunteers": {
        f"volunteers.{why}": 0 for why in ("trust", "cohesion", "retired", "contact")
    },
    "who joins": {f"members.{why}": 0 for why in ("cohesion", "retired")},
    "graduates of villages": {"reach.village_graduates": 1},
    "institutions that know of everybody": {
        f"buying.suits.{kind}": 1 for kind in ("estates", "schools", "firms")
    },
    "what founders misjudge": {"founding.error": 0},
    "money that donors keep": {"donors.keep": 0},
}


def registered(run: baseline.Run, **kinds: str) -> float:
    return run.stock("so_registered", "2017-12", **kinds)


def effects(runs, settings: dict[str, float], pairs: list[str] = PAIRS) -> list[float]:
    """Of the zero threshold, by pair."""
    options = [f"--set={name}={value:g}" for name, value in settings.items()]
    before, after = (runs(*pairs, *options, scenario=name) for name in (WITHOUT, WITH))
    return [math.log(registered(a) / registered(b)) for a, b in zip(after, before)]


@pytest.fixture(scope="module")
def plain(runs):
    found = effects(runs, {})
    print(f"effect of the zero threshold: {statistics.mean(found):.3f}")
    return found


def test_the_zero_threshold_adds_organizations(runs):
    """Beyond what luck would do in one experiment of a hundred: Student's t of ten pairs, one side."""
    found = effects(runs, {}, MORE_PAIRS)
    error = statistics.stdev(found) / math.sqrt(len(found))
    assert statistics.mean(found) > 2.82 * error


@pytest.mark.parametrize("factor", NEUTRAL)
def test_no_factor_carries_it(runs, plain, factor):
    left = effects(runs, NEUTRAL[factor])
    share = statistics.mean(left) / statistics.mean(plain)
    print(f"{factor}: {share:.2f} of the effect is left")
    assert share > 1 / 3


@pytest.mark.parametrize("kind", CLASSES)
def test_opening_one_class_moves_it_and_nobody_apart_from_it(runs, kind):
    desk = "--set=registration.desk=10000"
    shut = [f"--set=registration.zero_threshold.{name}=false" for name in CLASSES]
    one = [option for option in shut if kind not in option]
    before = runs(*PAIRS, desk, *shut, scenario=WITH)
    after = runs(*PAIRS, desk, *one, scenario=WITH)
    more, less = (
        sum(registered(run, org_class=kind) for run in side) for side in (after, before)
    )
    assert more > 1.1 * less
    for a, b in zip(after, before):
        for name in ("so_registered", "foundings", "so_revenue"):
            for apart in ("fee_based_schools", "associations"):
                until = slice("2010-01", "2014-06")  # twelve months after the opening
                mine, other = (
                    run.series(name, org_class=apart).sel(time=until) for run in (a, b)
                )
                assert (mine == other).all(), f"{name} of {apart}"
