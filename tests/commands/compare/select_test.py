"""`--select` of `compare` and `export`: the same as xarray's selection; means by weight; what cannot be chosen."""

import csv
import io
import json

import numpy
import pytest
from comparing import adds_up, call, compared, near, numbers, opened

SELECTED = {"service": "elder_care", "zone": "village"}
WORDS = ["--select", ",".join(f"{axis}={label}" for axis, label in SELECTED.items())]


def means(file, name, **labels):
    """Of the runs of both scenarios."""
    value = numbers(file, name, **labels)
    return value["village"].mean(), value["more"].mean()


def same(value, expected):
    return value == pytest.approx(expected, rel=1e-12, abs=0)


@pytest.mark.parametrize(
    "name, labels",
    [
        ("wait_by_zone", SELECTED),
        ("wait_by_zone", {"service": "elder_care"}),
        ("wait_by_zone", {"zone": "village"}),
        ("wait_by_zone", {"zone": "village", "district": "hills"}),
        ("served_by_zone", {"zone": "village"}),
        ("awareness_rate", {"district": "hills"}),
        ("awareness_rate", {}),
        ("cases_served", {"service": "mediation"}),
        ("casework_hours", {"means": "user"}),
        ("money_out", {"account": "treasury"}),
        ("caseload", {}),
    ],
)
def test_it_is_xarrays(village, name, labels):
    words = [f"--select={axis}={label}" for axis, label in labels.items()]
    row = compared(village, "--series", name, *words)["more", name]
    before, after = means(village, name, **labels)
    assert same(row["baseline_mean"], before) and same(row["scenario_mean"], after)
    told = ", ".join(f"{axis}={label}" for axis, label in sorted(labels.items()))
    assert row["selected"] == (told or None)
    assert (row["without"] is None) == (
        "service" in labels or name in ("money_out", "caseload")
    )


def by_place(data, name, year, where):
    """A yearly series of the communities of one district or zone, of each run."""
    here = (data[where[0]] == where[1]).values
    series = data[name].sel(year=year).isel(community=here).astype(float)
    axes = series.dims[1:]
    if adds_up(data[name]):
        return series.sum(axes)
    weight = (
        data[data[name].attrs["weight"]]
        .sel(year=year)
        .isel(community=here)
        .astype(float)
    )
    if "service" in weight.dims and "service" not in axes:
        weight = weight.isel(service=(data["service_direct"] != 1).values).sum(
            "service"
        )
    weight = weight.where(series.notnull(), 0)
    return (series * weight).sum(axes) / weight.sum(axes)


@pytest.mark.parametrize("where", [("community_district", "hills"), ("community_zone", "village")])  # fmt: skip
@pytest.mark.parametrize(
    "name",
    ["population_by_community", "wait_mean_by_community", "share_60plus_by_community"],
)
def test_places_of_yearly_series(village, name, where):
    key = where[0].removeprefix("community_")
    row = compared(village, "--series", name, "--select", f"{key}={where[1]}", "--at", "2015-06")["more", name]  # fmt: skip
    data = opened(village)
    values = by_place(data, name, 2014, where).values
    scenario = data["scenario"].values.astype(str)
    assert same(row["baseline_mean"], values[scenario == "village"].mean())
    assert same(row["scenario_mean"], values[scenario == "more"].mean())
    assert (row["from"], row["until"]) == ("2010-01", "2014-12")
    text = call("compare", village, "--series", name, "--at", "2015-06").stdout
    assert f"{name}, {'' if 'wait' in name else 'December '}2014" in text


def test_a_flow_of_years_is_their_total(village):
    name = "expressed_demand_by_community"
    row = compared(village, "--series", name)["more", name]
    data = opened(village)
    direct = (data["service_direct"] == 1).values
    sums = data[name].isel(service=~direct).sum(["year", "community", "service"]).values
    assert same(row["baseline_mean"], sums[data["scenario"].values.astype(str) == "village"].mean())  # fmt: skip


def test_of_the_headlines_those_are_left_that_have_the_axis(village):
    told = call("compare", village, "--select", "service=elder_care").stdout
    assert "service=elder_care, 2010-01 to 2017-12" in told
    assert "cases_served" in told and "so_registered" not in told
    with_district = call("compare", village, "--select", "district=hills").stdout
    assert "so_registered" in with_district


def test_a_ratio_is_of_the_chosen_cells(village):
    words = ["--select", "service=elder_care", "--ratio", "need_met_value/cases_served"]
    (ratio, _) = json.loads(call("compare", village, "--json", *words).stdout)["ratios"]
    over, under = (
        numbers(village, name, service="elder_care")
        for name in ("need_met_value", "cases_served")
    )
    assert ratio["over"]["series"] == "need_met_value"
    assert ratio["selected"] == "service=elder_care"
    expected = (over["more"] - over["village"]).mean() / (under["more"] - under["village"]).mean()  # fmt: skip
    assert ratio["undefined"] or near(ratio["value"], expected)
    assert "service=elder_care, need_met_value over cases_served" in " ".join(call("compare", village, *words).stdout.split())  # fmt: skip


@pytest.mark.parametrize(
    "words, says",
    [
        (["--select", "service"], "is no choice of a label"),
        (["--select", "servce=elder_care"], "did you mean service?"),
        (["--select", "service=elder_car"], "did you mean elder_care?"),
        (["--select", "zone=town", "--select", "zone=village"], "both town and village"),
        (["--select", "zone=town", "--series", "so_registered"], "is not told by zone"),
        (["--select", "zone=town", "--series", "so_registered"], "wait_by_zone"),
        (["--select", "zone=town,org_class=nothing"], "label of org_class"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["compare", "export"])
def test_refusals(village, command, words, says):
    assert says in call(command, village, *words, code=64).stderr


def exported(file, *words):
    table = csv.DictReader(io.StringIO(call("export", file, *words).stdout))
    return list(table)


def test_export_has_the_chosen_cells_alone(village):
    rows = exported(village, "--series", "wait_by_zone", *WORDS)
    data = opened(village)["wait_by_zone"]
    assert len(rows) == data.sizes["run"] * data.sizes["time"] * data.sizes["district"]
    assert {(row["service"], row["zone"]) for row in rows} == {tuple(SELECTED.values())}
    assert {row["population.scale"] for row in rows} == {"1"}
    whole = exported(village, "--series", "wait_by_zone")
    assert rows == [row for row in whole if row["service"] == "elder_care" and row["zone"] == "village"]  # fmt: skip
    told = json.loads(call("export", village, "--format", "json", "--series", "backlog_by_community", "--select", "district=hills").stdout)  # fmt: skip
    here = told["coords"]["community"]["data"]
    assert here and all(name.startswith("hills_") for name in here)
    assert set(told["coords"]["community_district"]["data"]) == {"hills"}
    data = opened(village)
    at = [list(data["community"].values.astype(str)).index(name) for name in here]
    values = data["backlog_by_community"].isel(community=at).values
    assert numpy.array_equal(numpy.array(told["data_vars"]["backlog_by_community"]["data"]), values)  # fmt: skip


def test_per_so_many_heads(village):
    """Month by month: of a flow's total each month counts by its own heads."""
    words = ["--per", "10000", "--select", "district=hills"]
    data = opened(village)
    at = list(data["district"].values.astype(str)).index("hills")
    people = data["population"].isel(district=at)
    for name in ("cases_served", "so_registered"):
        row = compared(village, "--series", name, *words)["more", name]
        value = data[name].isel(district=at)
        if "service" in value.dims:
            value = value.isel(service=(data["service_direct"] != 1).values)
        rate = value.sum(value.dims[2:]) / people * 10_000
        rate = rate.sum("time") if name == "cases_served" else rate.isel(time=-1)
        mine = rate.values[data["scenario"].values.astype(str) == "village"].mean()
        assert same(row["baseline_mean"], mine)
        assert (row["per"], row["per_of"]) == (10_000, "population")
    text = call("compare", village, *words).stdout
    assert "cases_served* per 10,000, total" in text
    assert "per 10,000: of population, month by month" in text
    assert "wait_mean, last year" in text, "means stay what they are"
    rows = exported(village, "--series", "so_registered", *words)
    first = data["so_registered"].isel(district=at, run=0, time=0, org_class=0) / people.isel(run=0, time=0)  # fmt: skip
    assert same(float(rows[0]["value"]), float(first) * 10_000)
    assert rows[0]["basis"] == "per 10000 of population"


def test_the_whole_of_a_sample(village, tmp_path):
    for name, words in {"sample": ["--scale", "0.5"], "all": []}.items():
        call("run", "village.toml", "more.toml", "-o", tmp_path / f"{name}.h5", "--until", "2011-12-31", "--quiet", *words, cwd=village.parent)  # fmt: skip
    sample = tmp_path / "sample.h5"
    plain, whole = compared(sample), compared(sample, "--whole")
    for key, row in whole.items():
        grows = row["whole_estimated"]
        assert grows == (row["unit"] in ("count", "CNY") or row["measure"] == "total")
        factor = 2 if grows else 1
        assert near(row["baseline_mean"], plain[key]["baseline_mean"] * factor)
        assert row["scale"] == 0.5 and not plain[key]["whole_estimated"]
    text = " ".join(call("compare", sample, "--whole").stdout.split())
    assert "the whole, estimated from scale 0.5:" in text
    assert "are estimates for the whole: those of the sample, divided by its scale" in text  # fmt: skip
    assert ", scale 0.5:" in call("compare", sample).stdout
    assert ", scale 1:" in call("compare", tmp_path / "all.h5").stdout
    assert "and no estimate" in call("compare", tmp_path / "all.h5", "--whole").stdout
    rows, plain = (exported(sample, "--series", "backlog,wait_mean", *words) for words in (["--whole"], []))  # fmt: skip
    for row, before in zip(rows, plain, strict=True):
        estimate = row["series"] == "backlog"
        assert ("estimate" in row["basis"]) == estimate
        if row["value"]:
            assert float(row["value"]) == float(before["value"]) * (2 if estimate else 1)  # fmt: skip
        assert row["population.scale"] == before["population.scale"] == "0.5"
