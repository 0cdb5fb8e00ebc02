"""The numbers of pictures are those of the program's tables, and of the file."""

import json

import numpy as np
import pytest
import sanshe
import xarray as xr
from sanshe import measured
from sanshe.drawing import footer
from sanshe.measured import Unanswerable, chosen, estimate, summed
from tree import program


def told(file, *words) -> list[dict]:
    return json.loads(program("compare", file, "--json", *words))["differences"]


@pytest.mark.parametrize("words", [(), ("--at=2012-06",)])
@pytest.mark.parametrize("of", ["paired", "swept"])
def test_differences_and_intervals_are_the_programs(of, words, request):
    file = request.getfixturevalue(of)
    until = words[0][5:] if words else None
    with sanshe.open(file) as data:
        rows = told(file, *words)
        assert len(rows) >= 9
        for row in rows:
            numbers = summed(chosen(data, row["series"]), until)
            rows_of = measured.paired(numbers, row["scenario"], row["baseline"])
            found = estimate(rows_of, data)
            mine = [found.mean, found.low, found.high]
            its = [row[key] for key in ("difference", "low", "high")]
            np.testing.assert_allclose(
                mine, np.array(its, dtype=float), rtol=1e-7, err_msg=row["series"]
            )
            assert found.over_points == (of == "swept")
            assert found.count == (15 if of == "swept" else row["pairs"])


def test_a_selection_is_that_of_the_file_and_of_the_program(paired):
    select = {"service": "elder_care", "zone": "village", "district": "luhe"}
    with sanshe.open(paired) as data:
        found = chosen(data, "wait_by_zone", select)
        expected = data["wait_by_zone"].sel(select)
        np.testing.assert_array_equal(found, expected)
        words = {**select, "district": "六合", "service": "elder care"}
        np.testing.assert_array_equal(chosen(data, "wait_by_zone", words), expected)
        chose = ",".join(f"{key}={label}" for key, label in select.items())
        row = told(paired, "--series=served_by_zone", f"--select={chose}")[0]
        numbers = summed(chosen(data, "served_by_zone", select))
        found = measured.paired(numbers, row["scenario"], row["baseline"])
        assert float(found.mean()) == pytest.approx(row["difference"], rel=1e-12)


def test_communities_are_selected_by_what_labels_them(paired):
    with sanshe.open(paired) as data:
        name = "backlog_by_community"
        found = chosen(data, name, {"community_district": "luhe"})
        here = (data["community_district"] == "luhe").values
        served = ~data["service"].isin(["mediation"]).values
        cells = data[name].isel(community=here, service=served)
        np.testing.assert_array_equal(found, cells.sum(["community", "service"]))
        for label in ("luhe", "六合"):
            same = chosen(data, name, {"district": label})
            np.testing.assert_array_equal(found, same)


def test_districts_are_without_the_whole_and_services_without_mediation(paired):
    with sanshe.open(paired) as data:
        by = chosen(data, "cases_served", keep=["district"])
        assert by.dims == ("run", "time", "district")
        assert "city" not in by["district"].values
        np.testing.assert_array_equal(by.sum("district"), chosen(data, "cases_served"))
        assert by.attrs["without"] == "mediation"
        mediation = chosen(data, "cases_served", {"service": "mediation"})
        every = data["cases_served"].isel(district=0).sum("service")
        np.testing.assert_array_equal(mediation + chosen(data, "cases_served"), every)


def test_means_are_weighted_by_what_they_are_means_of(paired):
    with sanshe.open(paired) as data:
        data = data.load()
        data["take_up_rate"].attrs["weight"] = "need_prevalence"
        found = chosen(data, "take_up_rate")
        served = ~data["service"].isin(["mediation"]).values
        city = data.isel(district=0, service=served)
        expected = city["cases_active"].sum("service") / city["need_prevalence"].sum(
            "service"
        )
        np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_means_without_a_weight_are_refused_with_their_groups(paired):
    with sanshe.open(paired) as data:
        data["wait_by_service"].attrs.pop("weight", None)
        with pytest.raises(Unanswerable, match="no sum over service.*elder_care"):
            chosen(data, "wait_by_service")


def test_money_that_accounts_pay_each_other_is_not_added_up(paired):
    with sanshe.open(paired) as data:
        with pytest.raises(Unanswerable, match="both sides.*governments"):
            chosen(data, "money_out")
        found = chosen(data, "money_out", {"account": "households"})
        np.testing.assert_allclose(
            found, data["money_out"].sel(account="households").sum("purpose")
        )


def test_numbers_per_residents_are_of_each_month(paired):
    with sanshe.open(paired) as data:
        found = chosen(data, "cases_served", keep=["district"], per=10_000)
        people = data["population"].isel(district=slice(1, None))
        total = chosen(data, "cases_served", keep=["district"])
        np.testing.assert_allclose(found, total / people * 10_000)
        rate = chosen(data, "wait_mean", per=10_000)
        np.testing.assert_array_equal(rate, data["wait_mean"].isel(district=0))


def test_what_is_not_there_is_said_with_the_nearest(paired):
    with sanshe.open(paired) as data:
        for words, match in [
            (("case_served", {}), "mean cases_served"),
            (("cases_served", {"servce": "elder_care"}), "mean service"),
            (("cases_served", {"service": "eldercare"}), "mean elder_care"),
            (("wait_mean", {"service": "elder_care"}), "no 'service'.*district"),
        ]:
            with pytest.raises(Unanswerable, match=match):
                chosen(data, *words)
        with pytest.raises(Unanswerable, match="before the first month"):
            summed(chosen(data, "backlog"), "2001")


def test_points_that_are_a_sample_have_the_middle_95_per_cent():
    rows = xr.DataArray(np.arange(41.0), dims="row")
    runs = {"p": ("run", np.arange(41.0), {"parameter": "a.b"})}
    data = xr.Dataset(coords=runs, attrs={"sweep_method": "lhs"})
    found = estimate(rows, data)
    assert (found.low, found.high) == (1.0, 39.0)
    data.attrs["sweep_method"] = "grid"
    found = estimate(rows, data)
    assert (found.low, found.high, found.chosen_points) == (0.0, 40.0, True)


def test_a_tidy_table_has_the_files_cells(swept):
    with sanshe.open(swept) as data:
        frame = sanshe.to_pandas(data, "backlog", {"district": "hills"})
        assert list(frame.columns) == [
            "scenario",
            "replicate",
            "need_incidence_elder_care",
            "help_seeking_intercept",
            "time",
            "district",
            "service",
            "backlog",
        ]
        cells = data["backlog"].sel(district="hills")
        assert frame["backlog"].sum() == int(cells.sum())
        assert len(frame) == cells.size


def test_pairs_that_are_not_defined_do_not_count():
    rows = xr.DataArray(
        np.array([1.0, 1.1, np.nan, np.nan, np.nan, np.nan]), dims="row"
    )
    runs = {"replicate": ("run", np.arange(6))}
    found = estimate(rows, xr.Dataset(coords=runs))
    assert found.count == 2 and not found.enough and not found.told


def test_of_few_pairs_there_is_their_range():
    rows = xr.DataArray(
        np.array([[1.0, np.nan, np.nan], [4.0, 2.0, np.nan], [3.0, 2.5, np.nan]]),
        dims=("row", "time"),
    )
    data = xr.Dataset(coords={"replicate": ("run", np.arange(3))})
    found = estimate(rows, data)
    np.testing.assert_array_equal(found.low, [1.0, 2.0, np.nan])
    np.testing.assert_array_equal(found.high, [4.0, 2.5, np.nan])
    assert footer.interval(found) == "lowest to highest of 3"
    assert not np.any(found.told)
    alone = estimate(rows[:1], data)
    assert np.all(np.isnan(alone.low)) and footer.interval(alone) == ""
