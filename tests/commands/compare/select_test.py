"""`compare --select`: of chosen cells, the same as xarray's selection."""

import json

import numpy
import pytest
from comparing import call, compared, near, opened

SELECTED = {"service": "elder_care", "zone": "village"}
WORDS = ["--select", ",".join(f"{axis}={label}" for axis, label in SELECTED.items())]


def chosen(file, name, **labels):
    """Of each run, by scenario."""
    data = opened(file)
    series = data[name]
    series = series.isel(district=0) if "district" in series.dims else series
    for axis, label in labels.items():
        at = list(data[axis].values.astype(str)).index(label)
        series = series.isel({axis: at})
    return data["scenario"].values.astype(str), series


def test_it_is_xarrays(village):
    row = compared(village, "--series", "wait_by_zone", *WORDS)["more", "wait_by_zone"]
    scenario, series = chosen(village, "wait_by_zone", **SELECTED)
    ends = numpy.nanmean(series.values[:, -12:], axis=1)
    assert near(row["baseline_mean"], ends[scenario == "village"].mean())
    assert near(row["scenario_mean"], ends[scenario == "more"].mean())
    assert row["selected"] == "service=elder_care, zone=village"


def test_what_stands_apart_may_be_chosen(village):
    row = compared(
        village, "--series", "cases_served", "--select", "service=mediation"
    )["more", "cases_served"]
    scenario, series = chosen(village, "cases_served", service="mediation")
    sums = series.values.reshape(len(scenario), -1).sum(axis=1)
    assert near(row["baseline_mean"], sums[scenario == "village"].mean())
    assert row["without"] is None


def test_of_the_headlines_those_are_left_that_have_the_axis(village):
    told = call("compare", village, "--select", "service=elder_care").stdout
    assert "service=elder_care, 2010-01 to 2017-12" in told
    assert "cases_served" in told and "so_registered" not in told
    with_district = call("compare", village, "--select", "district=hills").stdout
    assert "so_registered" in with_district


def test_a_ratio_is_of_the_chosen_cells(village):
    words = ["--select", "service=elder_care", "--ratio", "need_met_value/cases_served"]
    told = json.loads(call("compare", village, "--json", *words).stdout)["ratios"]
    assert told[0]["over"]["series"] == "need_met_value"


@pytest.mark.parametrize(
    "words, says",
    [
        (["--select", "service"], "is no choice of a label"),
        (["--select", "servce=elder_care"], "did you mean service?"),
        (["--select", "service=elder_car"], "did you mean elder_care?"),
        (["--select", "zone=town", "--select", "zone=village"], "both town and village"),
        (["--select", "zone=town", "--series", "so_registered"], "is not told by zone"),
        (["--select", "zone=town,org_class=nothing"], "label of org_class"),
    ],
)  # fmt: skip
def test_refusals(village, words, says):
    assert says in call("compare", village, *words, code=64).stderr
