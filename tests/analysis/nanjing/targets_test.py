"""Targets are well said, and measured on a small run."""

import pytest
from nanjing import baseline, targets
from nanjing.target import EMERGENT, FITTED, INPUT
from sanshe import Unreadable


def test_each_target_is_measured(small):
    figures = targets.measure(small[0])
    assert [figure.target for figure in figures if len(figure.values) != 2] == []


def test_without_its_runs_a_target_is_not_run(small):
    alone = baseline.Run(small[0][0].data, small[0][0].scenario)
    (figure,) = (
        each
        for each in targets.measure([alone])
        if each.target.read is baseline.served_when_doubled
    )
    assert figure.verdict == "not run" and not figure.holds


def test_samples_are_counted_up(small):
    run = small[0][0]
    assert 4e6 < run.stock("population", "2016-12") < 20e6
    assert 0.7 < run.rate("share_urban", "2016-12", "2016-12") < 0.95


def test_a_file_without_the_baseline_is_refused(village):
    with pytest.raises(Unreadable, match="no run of nanjing"):
        baseline.runs(village)


@pytest.mark.parametrize("target", targets.TARGETS, ids=lambda target: target.name)
def test_each_target_says_what_it_is(target):
    assert target.least < target.most and target.source
    assert bool(target.pushes) == (target.label != INPUT)
    assert target.label in (INPUT, FITTED, EMERGENT)
