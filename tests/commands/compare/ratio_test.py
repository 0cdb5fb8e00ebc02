"""`compare --ratio`: one difference over another, against NumPy and SciPy from the file itself; what is undefined."""

import json

import numpy
import program
import pytest
from comparing import call, near, numbers
from points_test import RANGES, by_point, swept
from scipy import stats

RATIO = "public_spending/station_casework_hours"


def told(file, *ratios, scenario="more"):
    words = [word for ratio in ratios for word in ("--ratio", ratio)]
    found = json.loads(call("compare", file, "--json", *words).stdout)["ratios"]
    return [ratio for ratio in found if ratio["scenario"] == scenario]


def differences(file, name):
    value = numbers(file, name)
    return (value["more"] - value["village"]).to_numpy()


def test_it_is_fiellers(village):
    (ratio,) = told(village, RATIO)
    over, under = (differences(village, name) for name in RATIO.split("/"))
    n = len(over)
    assert ratio["counted"] == n and ratio["method"] == "Fieller"
    assert near(ratio["value"], over.mean() / under.mean())
    t = stats.t.ppf(0.975, n - 1)
    variance = numpy.cov(over, under) / n
    squared = under.mean() ** 2 - t**2 * variance[1, 1]
    roots = numpy.roots(
        [
            squared,
            -2 * (over.mean() * under.mean() - t**2 * variance[0, 1]),
            over.mean() ** 2 - t**2 * variance[0, 0],
        ]
    )
    assert squared > 0 and not ratio["undefined"]
    assert near(ratio["low"], min(roots)) and near(ratio["high"], max(roots))
    assert ratio["over"]["unit"] == "CNY" and ratio["under"]["unit"] == "hour"


def test_points_of_a_sweep_are_drawn_again(own_folder):
    file = swept("sobol", "points = 16" + RANGES)
    words = ["--json", "--ratio", "waiting/served"]
    first, again = (
        json.loads(call("compare", file, *words, executable=program.PROGRAM).stdout)
        for _ in range(2)
    )
    (ratio,) = first["ratios"]
    assert first == again, "a seed of its own"
    waiting, served = (by_point(file, name, 16)[0] for name in ("waiting", "served"))
    assert ratio["counted"] == 16 and ratio["method"] == "bootstrap over points"
    assert near(ratio["value"], waiting.mean() / served.mean())
    drawn = stats.bootstrap(
        (waiting, served),
        lambda over, under, axis: over.mean(axis) / under.mean(axis),
        paired=True,
        method="percentile",
        random_state=1,
    ).confidence_interval
    width = drawn.high - drawn.low
    assert abs(ratio["low"] - drawn.low) < width / 10
    assert abs(ratio["high"] - drawn.high) < width / 10


def test_it_stands_below_the_table_which_is_as_without_it(village):
    plain = call("compare", village, "--series", "so_registered").stdout
    with_ratio = call(
        "compare", village, "--series", "so_registered", "--ratio", RATIO
    ).stdout
    assert with_ratio.startswith(plain)
    lines = with_ratio[len(plain) :].split("\n")
    text = " ".join(line.strip() for line in lines)
    assert "more against village: public_spending over station_casework_hours" in text
    assert "Fieller, 6 pairs" in text
    assert "undefined, as station_casework_hours may not differ at all" in text, "same"


def test_what_may_not_differ_is_no_denominator(village):
    (ratio,) = told(village, RATIO, scenario="same")
    assert ratio["undefined"]
    assert ratio["value"] is ratio["low"] is ratio["high"] is None


@pytest.mark.parametrize(
    "words, says",
    [
        (["--ratio", "public_spending"], "is no ratio of two series"),
        (["--ratio", "a/b/c"], "is no ratio of two series"),
        (["--ratio", "public_spendin/backlog"], "did you mean public_spending?"),
        (["--ratio", RATIO, "--csv"], "none for a ratio"),
    ],
)
def test_refusals(village, words, says):
    assert says in call("compare", village, *words, code=64).stderr
