"""Headlines say what the interval supports, and no more."""

import numpy as np
import pytest
import sanshe
from invented import of_points, opened, run_file
from sanshe.drawing import headline
from sanshe.measured import chosen, paired, summed
from sanshe.words import Unit
from scipy import stats


def of_two(**how) -> str:
    return sanshe.plot(
        opened(run_file(**how)), "so_registered", kind="difference"
    ).headline


def test_a_difference_whose_interval_leaves_0_out_is_said():
    assert of_two(replicates=6) == (
        "no-zero-threshold: registered organizations at the end of 2011, 10 % lower"
    )
    assert "higher" in of_two(replicates=6, loss=-5.0)


def test_fewer_than_five_pairs_are_too_few_for_a_verdict():
    for replicates in (2, 4):
        few = f"in the mean of {replicates} pairs, too few for a verdict"
        assert of_two(replicates=replicates).endswith(few)
    assert of_two(replicates=1).endswith(
        "in the mean of one pair, too few for a verdict"
    )
    assert "verdict" not in of_two(replicates=5)


def test_what_never_differs_is_the_same():
    assert of_two(replicates=6, loss=0.0).endswith("no difference at all")


@pytest.mark.parametrize("effect", [0.0, 0.5, 1.0, 2.0])
def test_it_is_said_exactly_where_a_paired_t_test_says_it(effect):
    said = set()
    for seed in range(20):
        data = opened(run_file(replicates=8, loss=0.0))
        luck = np.random.default_rng(seed).normal(effect, 2, size=(8, 1))
        values = data["burnout"].values.copy()
        values[8:] += luck
        data["burnout"] = data["burnout"].copy(data=values)
        series = chosen(data, "burnout")
        found = headline.finding(data, summed(series), "no-zero-threshold", "nanjing")
        p = stats.ttest_1samp(luck[:, 0], 0).pvalue
        text = headline.against(data, series, [found], Unit(series, 500))
        assert found.told == (p < 0.05)
        assert ("told from chance" in text) == (p >= 0.05)
        assert ("higher" in text or "lower" in text) == (p < 0.05)
        said.add(found.told)
    assert said == ({True, False} if effect in (0.5, 1.0, 2.0) else said)


def test_a_sweep_says_at_how_many_points():
    def of(effects):
        return sanshe.plot(of_points(effects), "cases", kind="difference").headline

    assert of([3.0] * 15).endswith("higher at all 15 points")
    assert of([3.0] * 13 + [-1.0, -2.0]).endswith("higher at 13 of 15 points")
    assert of([-3.0] * 14 + [0.0]).endswith("lower at 14 of 15 points")


def test_several_policies_each_have_their_own_words():
    data = opened(run_file(("a", "b", "c"), 6))
    text = sanshe.plot(data, "so_registered").headline
    assert text == (
        "Registered organizations at the end of 2011: b, 10 % lower; c, 21 % lower"
    )
    many = opened(run_file(("a", "b", "c", "d", "e"), 6))
    text = sanshe.plot(many, "so_registered").headline
    assert ": lower in 4 of 4 policies; most with e, 41 % lower" in text


def test_groups_are_counted():
    data = opened(run_file(replicates=6))
    text = sanshe.plot(data, "so_registered", kind="multiples").headline
    assert text.endswith("lower in 2 of 2 districts")
    data = opened(run_file(replicates=6, loss=0.0))
    text = sanshe.map(data, "so_registered").headline
    assert text.endswith("in none of 2 districts is a difference told from chance")
    data = opened(run_file(replicates=2))
    text = sanshe.map(data, "so_registered").headline
    assert text.endswith("lower in 2 of 2 districts; 2 pairs are too few for a verdict")


def test_one_scenario_goes_from_the_first_year_to_the_last():
    data = opened(run_file(("nanjing",), 6))
    text = sanshe.plot(data, "so_registered").headline
    series = chosen(data, "so_registered").mean("run")
    ends = [f"{float(series[at]):.0f}" for at in (0, -1)]
    assert text == (
        f"nanjing: registered organizations from {ends[0]} (2010) to {ends[1]} (2011)"
    )
    still = data.copy()
    still["so_registered"] = still["so_registered"].copy(
        data=np.random.default_rng(1).integers(0, 900, still["so_registered"].shape)
    )
    text = sanshe.plot(still, "so_registered").headline
    assert text.endswith("no change told from chance")


def test_the_frontier_says_cost_and_effect():
    text = sanshe.frontier(opened(run_file(replicates=6))).headline
    assert text.startswith("no-zero-threshold: worth of help given lower (−")
    assert ", public spending lower (−" in text
    data = opened(run_file(replicates=2))
    assert sanshe.frontier(data).headline.endswith("2 pairs are too few for a verdict")


def test_shares_differ_in_percentage_points():
    data = opened(run_file(replicates=6))
    rate = data["burnout"] / 1000
    rate.attrs = {
        "units": "1",
        "long_name": "Share of all",
        "cell_methods": "time: mean",
    }
    data["burnout_rate"] = rate
    picture = sanshe.plot(data, "burnout_rate", kind="tornado")
    assert "percentage points lower" in picture.headline
    numbers = summed(chosen(data, "burnout_rate"))
    mean = float(paired(numbers, "no-zero-threshold", "nanjing").mean())
    assert f"−{abs(100 * mean):.3g} percentage points" in picture.alt


def test_of_many_the_first_is_named_where_pairs_tell_it_from_the_next():
    def of(more):
        data = opened(run_file(("a", "b", "c", "d", "e"), 6, loss=0.0))
        values = data["burnout"].values.copy()
        luck = np.random.default_rng(3).normal(0, 1, size=(6, 1))
        for at, effect in enumerate([5, 10, 20, more], start=1):
            values[6 * at : 6 * at + 6] += effect + luck * at
        data["burnout"] = data["burnout"].copy(data=values)
        return sanshe.plot(data, "burnout", kind="tornado").headline

    assert of(60).endswith("higher in 4 of 4 policies; most with e, 12 % higher")
    assert of(20.5).endswith("higher in 4 of 4 policies")


def test_what_is_per_residents_says_so():
    data = opened(run_file(replicates=6))
    city = (("run", "time", "district"), np.full((12, 24, 3), 50_000))
    data["population"] = (*city, {"units": "count", "cell_methods": "time: point"})
    picture = sanshe.plot(data, "so_registered", per=10_000)
    assert (
        "registered organizations per 10,000 residents at the end" in picture.headline
    )
    plain = sanshe.plot(data, "so_registered").data
    np.testing.assert_allclose(picture.data["mean"], plain["mean"] / 5)
