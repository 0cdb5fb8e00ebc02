"""What `compare` says of sweeps, whose points are what is counted, against NumPy and SciPy from the file itself."""

import io
import json
from pathlib import Path

import numpy
import pandas
import program
import xarray
from comparing import call, compared, near, numbers
from scipy import stats

HASTE = """extends = "yardstick.toml"
title = "Haste"
question = "Does it matter when fewer are served?"
expect = "A little."
[service]
capacity = 3
"""


def swept(method, more="", replicates=2):
    """A sweep of the yardstick, whose policy sets one of the two parameters that are swept."""
    Path("yardstick.toml").write_text(Path(program.SCENARIO).read_text())
    for file, text in (
        ("haste.toml", HASTE),
        (
            "design.toml",
            'scenarios = ["yardstick.toml", "haste.toml"]\n'
            f'method = "{method}"\nreplicates = {replicates}\n{more}',
        ),
    ):
        Path(file).write_text(text)
    program.call("sweep", "design.toml", "-o", "s", "--set", "population.size=20000", "--quiet")  # fmt: skip
    program.call("seal", "s", "-o", "s.h5", "--quiet")
    return "s.h5"


RANGES = """
[[parameter]]
name = "need.base"
range = [0.001, 0.004]
[[parameter]]
name = "waiting.patience"
range = [3, 24]
"""
VALUES = """
[[parameter]]
name = "need.base"
values = [0.001, 0.003, 0.004]
[[parameter]]
name = "service.capacity"
values = [2, 5]
"""


def test_a_file_that_was_sealed_early_says_so(own_folder):
    swept("sobol", "points = 8" + RANGES)
    program.call("sweep", "design.toml", "-o", "t", "--set", "population.size=20000", "--part", "1/2", "--quiet")  # fmt: skip
    program.call("seal", "t", "-o", "t.h5", "--quiet")
    note = "note: 16 of the 32 runs of its design are in the file"
    assert note in call("compare", "t.h5", executable=program.PROGRAM).stderr
    assert "of its design" not in call("compare", "s.h5", executable=program.PROGRAM).stderr  # fmt: skip


def by_point(file, name, points):
    """Mean differences of the runs of each point, and what they are in per cent, in the order of the design."""
    value = numbers(Path(file).absolute(), name)
    after = numpy.array([scenario == "haste" for scenario, *_ in value.index])
    value = value.values
    before, after = (value[part].reshape(points, -1).mean(1) for part in (~after, after))  # fmt: skip
    return after - before, 100 * (after / before - 1)


def test_where_most_points_lie_is_numpys(own_folder):
    file = swept("sobol", "points = 64" + RANGES)
    rows = compared(file, "--series", "all", executable=program.PROGRAM)
    assert len(rows) == 4
    for (_, name), row in rows.items():
        difference, percent = by_point(file, name, 64)
        assert (row["points"], row["pairs"]) == (64, 128)
        assert (row["interval_of"], row["sweep_method"]) == ("95 % of the points", "sobol")  # fmt: skip
        for what, values in (("", difference), ("percent_", percent)):
            low, high = numpy.quantile(values, [0.025, 0.975])
            assert near(row[what + "low"], low) and near(row[what + "high"], high)
        low, high = stats.t.interval(0.95, 63, difference.mean(), stats.sem(difference))  # fmt: skip
        assert near(row["mean_low_95"], low) and near(row["mean_high_95"], high)
        assert near(row["p"], stats.ttest_1samp(difference, 0).pvalue)
        assert row["same_sign"] == (numpy.sign(difference) == numpy.sign(row["difference"])).mean()  # fmt: skip
        assert row["high"] - row["low"] > 2 * (high - low), "it is not that of the mean"
    assert any(row["stands_out"] for row in rows.values())
    text = " ".join(call("compare", file, executable=program.PROGRAM).stdout.split())
    assert "2.5 to 97.5 % quantile of 64 points, each the mean of its pairs" in text
    assert "The mean over the points clearly differs from 0 in" in text


def test_which_is_best_at_how_many_points(own_folder):
    """Of each scenario the share of points at which its mean over replicates is the largest; a seeded bootstrap of it."""
    file = swept("random", "points = 21" + RANGES)
    told = json.loads(call("compare", file, "--json", executable=program.PROGRAM).stdout)  # fmt: skip
    ranks = {rank["series"]: rank for rank in told["ranks"]}
    assert list(ranks) == ["waiting", "served", "unmet", "mean_trust"]
    rng = numpy.random.default_rng(1)
    for name, rank in ranks.items():
        difference, _ = by_point(file, name, 21)
        won = numpy.where(difference > 0, 1, numpy.where(difference == 0, 0.5, 0))
        assert (rank["counted"], rank["count"], rank["best"]) == ("points", 21, "largest")  # fmt: skip
        assert near(rank["shares"]["haste"], won.mean())
        assert near(rank["shares"]["yardstick"], 1 - won.mean())
        drawn = won[rng.integers(0, 21, (10_000, 21))].mean(axis=1)
        first = drawn > 0.5 if rank["first"] == "haste" else drawn < 0.5
        assert abs(rank["sure"] - first.mean()) < 0.03
    text = call("compare", file, executable=program.PROGRAM).stdout
    assert "Best in what share of 21 points, of all scenarios:" in text


def test_one_at_a_time_pairs_where_the_policy_sets_what_is_swept(own_folder):
    """Where the point leaves `service.capacity` alone, the two scenarios have their own: it is one point all the same."""
    file = swept("one-at-a-time", VALUES)
    with xarray.open_dataset(file) as data:
        assert set(data["service_capacity"].values[data["service_capacity_is_set"].values == 0]) == {3, 4}  # fmt: skip
    done = call("compare", file, "--series", "all", "--json", executable=program.PROGRAM)  # fmt: skip
    told = json.loads(done.stdout)
    assert done.stderr == "" and len(told["notes"]) == 1
    assert {rank["sure"] for rank in told["ranks"]} == {None}, "no sample"
    assert "the points of a one-at-a-time design are no independent sample" in told["notes"][0]  # fmt: skip
    for row in told["differences"]:
        assert (row["points"], row["pairs"]) == (6, 12)
        difference, _ = by_point(file, row["series"], 6)
        assert near(row["difference"], difference.mean())
        assert near(row["low"], difference.min()) and near(row["high"], difference.max())  # fmt: skip
        none = ("mean_low_95", "mean_high_95", "p", "p_holm", "stands_out", "needed")
        assert {row[name] for name in none} == {None}
    # at the two points that give the capacity nothing differs
    waiting, _ = by_point(file, "waiting", 6)
    assert list(waiting == 0) == [False] * 4 + [True] * 2
    text = call("compare", file, executable=program.PROGRAM).stdout
    assert "No interval of the mean and no verdict" in text
    assert "In doubt" not in text and "differs from" not in text
    table = pandas.read_csv(io.StringIO(call("compare", file, "--csv", executable=program.PROGRAM).stdout))  # fmt: skip
    assert table[list(none)].isna().all().all()


def test_a_row_that_is_there_twice_counts_twice(own_folder):
    Path("points.csv").write_text("need.base\n0.001\n0.003\n0.003\n0.003\n0.004\n")
    file = swept("table", 'table = "points.csv"')
    done = call("compare", file, "--series", "waiting", "--json", executable=program.PROGRAM)  # fmt: skip
    told = json.loads(done.stdout)
    (row,) = told["differences"]
    assert told["notes"] == [] and (row["points"], row["pairs"]) == (5, 10)
    difference, _ = by_point(file, "waiting", 5)
    assert difference[1] == difference[2] == difference[3] != difference[0]
    assert near(row["difference"], difference.mean())
    assert near(row["p"], stats.ttest_1samp(difference, 0).pvalue)
