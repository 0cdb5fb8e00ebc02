"""Targets are well said, and measured on a small run."""

import dataclasses
import re

import pytest
from nanjing import baseline, target, targets
from nanjing.target import FITTED, INPUT, PREDICTED
from sanshe import Unreadable


def test_each_target_is_measured(small):
    figures = targets.measure(small[0])
    silent = [figure.target for figure in figures if len(figure.values) != 2]
    assert {one.prediction for one in silent} <= targets.ELSEWHERE


def test_without_its_runs_a_target_is_not_run(small):
    alone = baseline.Run(small[0][0].data, small[0][0].scenario)
    (figure,) = (
        each
        for each in targets.measure([alone])
        if each.target.read is baseline.served_when_doubled
    )
    assert figure.verdict == "not run" and not figure.holds


@pytest.mark.parametrize(
    ("sample", "whole", "verdict"),
    [
        ((1, 2, 9), (2,), "holds"),
        ((1, 2, 9), (), "holds"),
        ((1, 2, 9), (4,), "missed in the whole city"),
        ((5, 5), (2,), "missed in the sample"),
        ((5, 5), (4,), "missed"),
        ((5,), (), "missed"),
        ((), (2,), "not run"),
    ],
)
def test_a_target_holds_in_the_sample_and_in_the_whole_city(sample, whole, verdict):
    one = dataclasses.replace(targets.TARGETS[0], least=1, most=3)
    figure = target.Figure(one, sample, whole)
    assert figure.verdict == verdict and figure.holds == (verdict == "holds")


def test_samples_are_counted_up(small):
    run = small[0][0]
    assert 4e6 < run.stock("population", "2016-12") < 20e6
    assert 0.7 < run.rate("share_urban", "2016-12", "2016-12") < 0.95


def test_a_file_without_the_baseline_is_refused(village):
    with pytest.raises(Unreadable, match="no run of nanjing"):
        baseline.runs(village)


@pytest.mark.parametrize("one", targets.TARGETS, ids=lambda one: one.name)
def test_each_target_says_what_it_is(one):
    assert one.least < one.most and one.source
    assert re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", one.dated)
    assert one.label in (INPUT, FITTED, PREDICTED)
    pushed = one.label != INPUT and one.prediction not in targets.ELSEWHERE
    assert bool(one.pushes) == pushed


def test_nothing_was_fitted_to_what_is_dated_later():
    late = [
        one.name
        for one in targets.TARGETS
        if one.label == FITTED
        and one.dated > target.CALIBRATED_UP_TO
        and not one.lasting
    ]
    assert late == []


def test_what_predicts_was_used_for_nothing():
    used = [
        one.name for one in targets.TARGETS if one.prediction and one.label != PREDICTED
    ]
    assert used == []
    assert len({one.prediction for one in targets.TARGETS} - {""}) == 9


def test_labels_follow_what_sources_say():
    said = target.said(
        [
            "assumed, fitted to 'a, in towns', 'b (1/year)' and 'c'; swept",
            "set to 'c' by hand",
            "fitted to a life table",
            "assumed, offset to 'd'",
        ]
    )
    assert said == {
        "a, in towns": FITTED,
        "b (1/year)": FITTED,
        "c": INPUT,
    }


def test_sources_name_figures_that_there_are():
    """A figure that is misspelt in a source would count as predicted."""
    names = {one.name for one in targets.TARGETS}
    assert set(target.said(target.sources())) <= names


def test_tolerances_are_only_written_in_the_data():
    assert {one.name for one in targets.TARGETS if one.read} == set(targets.READINGS)
