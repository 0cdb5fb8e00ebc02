"""Every picture's numbers are those of its file: reckoned here another way, or asked of the program."""

import numpy as np
import pandas as pd
import pytest
import sanshe
from scipy import stats


@pytest.fixture(scope="module")
def data(paired):
    with sanshe.open(paired) as opened:
        yield opened


@pytest.fixture(scope="module")
def points(swept):
    with sanshe.open(swept) as opened:
        yield opened


def of(data, values, scenario) -> np.ndarray:
    """A scenario's runs in the order of their replicates."""
    runs = np.flatnonzero(data["scenario"].values == scenario)
    runs = runs[np.argsort(data["replicate"].values[runs])]
    return values.isel(run=runs).values


def t_interval(rows: np.ndarray) -> tuple[np.ndarray, ...]:
    mean, error = rows.mean(axis=0), stats.sem(rows, axis=0)
    half = stats.t.ppf(0.975, len(rows) - 1) * error
    return mean, mean - half, mean + half


def close(picture_rows: pd.DataFrame, expected) -> None:
    for column, values in zip(("mean", "low", "high"), expected):
        np.testing.assert_allclose(
            picture_rows[column], values, rtol=1e-7, atol=1e-9, err_msg=column
        )


def lines(picture, axes: int = 0) -> dict[str, np.ndarray]:
    """What stands on the paper, by the scenario's name."""
    drawn = picture.figure.axes[axes].lines
    return {line.get_label(): line.get_ydata() for line in drawn}


def test_bands_of_a_stock_are_months(data):
    picture = sanshe.plot(data, "so_registered")
    whole = data["so_registered"].isel(district=0).sum("org_class")
    for name, rows in picture.data.groupby("scenario"):
        close(rows, t_interval(of(data, whole, name)))
        np.testing.assert_array_equal(rows["time"], data["time"])
        np.testing.assert_allclose(lines(picture)[name], rows["mean"])
    assert picture.data["scenario"].nunique() == 3


def test_bands_of_a_flow_are_totals_of_twelve_months_in_large_units(data):
    picture = sanshe.plot(data, "public_spending", smooth=True)
    total = data["public_spending"].sum("spending")
    runs = of(data, total, "budget-double")
    years = np.lib.stride_tricks.sliding_window_view(runs, 12, axis=1).sum(axis=2)
    rows = picture.data[picture.data["scenario"] == "budget-double"]
    close(rows, t_interval(years))
    np.testing.assert_allclose(lines(picture)["budget-double"], rows["mean"] / 1e6)
    assert "million yuan" in picture.alt


def test_a_rate_ends_where_the_table_does(data):
    picture = sanshe.plot(data, "wait_mean")
    table = sanshe.compare(data, "wait_mean").set_index("scenario")
    last = picture.data.groupby("scenario")["mean"].last()
    for name in ("budget-double", "no-zero-threshold"):
        assert last[name] == pytest.approx(table["scenario_mean"][name], rel=1e-9)
    assert last["nanjing"] == pytest.approx(table["baseline_mean"].iloc[0], rel=1e-9)


def test_months_are_drawn_where_they_are_asked_for(data):
    picture = sanshe.plot(data, "cases_served", smooth=False, scenarios=["nanjing"])
    served = ~data["service"].isin(["mediation"])
    whole = data["cases_served"].isel(district=0, service=served.values).sum("service")
    close(picture.data, t_interval(of(data, whole, "nanjing")))
    assert "Each month's total" in picture.alt and "without mediation" in words(picture)


@pytest.mark.parametrize("at", [None, "2014-12"])
def test_differences_of_a_stock_are_those_of_the_table_in_each_month(data, at):
    picture = sanshe.plot(data, "so_filed", kind="difference")
    for _, row in sanshe.compare(data, "so_filed", at=at).iterrows():
        mine = picture.data[picture.data["scenario"] == row["scenario"]]
        mine = (
            mine.iloc[-1] if at is None else mine[mine["time"] == "2014-12-01"].iloc[0]
        )
        expected = row[["difference", "low", "high"]].to_numpy(float)
        np.testing.assert_allclose(
            mine[["mean", "low", "high"]].to_numpy(float), expected, rtol=1e-7
        )


def test_a_selection_is_drawn_by_name_and_in_words(data):
    select = {"service": "elder_care", "zone": "village", "district": "六合"}
    picture = sanshe.plot(data, "served_by_zone", select, "difference", smooth=False)
    cells = data["served_by_zone"].sel(
        service="elder_care", zone="village", district="luhe"
    )
    for name, rows in picture.data.groupby("scenario"):
        expected = of(data, cells, name) - of(data, cells, "nanjing")
        close(rows, t_interval(expected))
    assert "(elder care, village, 六合)" in picture.headline


def test_multiples_have_a_panel_for_each_group(data):
    picture = sanshe.plot(
        data, "cases_served", kind="multiples", by="service", difference=False
    )
    groups = picture.data.groupby(["service", "scenario"])
    assert len(groups) == 6 * 3
    for (service, name), rows in groups:
        cells = data["cases_served"].isel(district=0).sel(service=service)
        runs = of(data, cells, name)
        years = np.lib.stride_tricks.sliding_window_view(runs, 12, axis=1).sum(axis=2)
        close(rows, t_interval(years))
    titles = [axes.get_title(loc="left") for axes in picture.figure.axes]
    assert [title for title in titles if title] == [
        str(name).replace("_", " ") for name in picture.data["service"].unique()
    ]
    drawn = lines(picture, 0)["budget-double"]
    first = picture.data[picture.data["service"] == picture.data["service"][0]]
    first = first[first["scenario"] == "budget-double"]
    np.testing.assert_allclose(drawn, first["mean"])


def test_multiples_of_districts_are_differences(data):
    picture = sanshe.plot(data, "so_registered", kind="multiples")
    assert picture.data["district"].nunique() == 11
    mine = (
        picture.data[picture.data["district"] == "jiangning"].groupby("scenario").last()
    )
    for _, row in sanshe.compare(
        data, "so_registered", select={"district": "jiangning"}
    ).iterrows():
        assert mine["mean"][row["scenario"]] == pytest.approx(row["difference"])
        assert mine["low"][row["scenario"]] == pytest.approx(row["low"])


def test_a_tornado_of_policies_has_the_tables_bars(data):
    picture = sanshe.plot(data, "need_met_value", kind="tornado", at=2015)
    table = sanshe.compare(data, "need_met_value", at=2015).set_index("scenario")
    table = table.loc[table["difference"].abs().sort_values(ascending=False).index]
    assert list(picture.data["scenario"]) == list(table.index)
    close(picture.data, (table["difference"], table["low"], table["high"]))
    widths = [bar.get_width() for bar in picture.figure.axes[0].patches]
    by = table["difference"].iloc[0] / widths[0]
    np.testing.assert_allclose(widths, table["difference"] / by)
    assert round(by, 6) in (1.0, 1e3, 1e6)


def test_a_tornado_of_a_sweep_has_thirds_of_points(points):
    picture = sanshe.plot(points, "need_met_value", kind="tornado")
    served = (points["service"] != "mediation").values
    value = points["need_met_value"].isel(district=0, service=served)
    frame = value.sum(["service", "means", "time"]).to_dataframe(name="value")
    varied = {
        "need.incidence.elder_care": "need_incidence_elder_care",
        "help_seeking.intercept": "help_seeking_intercept",
    }
    by = frame.groupby([*varied.values(), "scenario"])["value"].mean().unstack()
    effect = (by["money"] - by["village"]).rename("effect").reset_index()
    assert len(effect) == 15
    for _, row in picture.data.iterrows():
        ordered = effect.sort_values(varied[row["name"]])["effect"]
        assert row["low"] == pytest.approx(ordered.iloc[:5].mean())
        assert row["high"] == pytest.approx(ordered.iloc[-5:].mean())
        p = stats.ttest_ind(ordered.iloc[:5], ordered.iloc[-5:], equal_var=False).pvalue
        assert row["p"] == pytest.approx(p) and row["told"] == (p < 0.05)


def test_a_tornado_knows_which_points_there_are(points):
    """Of a sweep that is sealed unfinished: the first points of one scenario are not there."""
    varied = "need_incidence_elder_care"
    gone = np.unique(points[varied])[:5]
    kept = ~((points["scenario"] == "money") & points[varied].isin(gone))
    some = points.isel(run=kept.values)
    picture = sanshe.plot(some, "need_met_value", kind="tornado")
    served = (some["service"] != "mediation").values
    value = some["need_met_value"].isel(district=0, service=served)
    frame = value.sum(["service", "means", "time"]).to_dataframe(name="value")
    by = frame.groupby([varied, "scenario"])["value"].mean().unstack()
    effect = (by["money"] - by["village"]).dropna().sort_index()
    assert len(effect) == 10
    row = picture.data.set_index("name").loc["need.incidence.elder_care"]
    assert row["low"] == pytest.approx(effect.iloc[:3].mean(), rel=0.5)
    assert row["low"] in [pytest.approx(effect.iloc[:n].mean()) for n in (3, 4)]


def test_a_band_of_a_sweep_is_the_range_of_its_points(points):
    picture = sanshe.plot(points, "backlog", kind="difference", smooth=False)
    served = (points["service"] != "mediation").values
    total = points["backlog"].isel(district=0, service=served).sum("service")
    frame = total.to_dataframe(name="value").reset_index()
    keys = ["need_incidence_elder_care", "time", "scenario"]
    by = frame.groupby(keys)["value"].mean().unstack("scenario")
    months = (by["money"] - by["village"]).groupby("time")
    close(picture.data, (months.mean(), months.min(), months.max()))
    assert "15 points × 2" in words(picture)
    assert "range of the points" in picture.alt


def test_tiles_have_the_tables_numbers(data):
    picture = sanshe.map(data, "so_registered", scenario="budget-double")
    written = texts(picture)
    for _, row in picture.data.iterrows():
        select = {"district": row["district"]}
        table = sanshe.compare(data, "so_registered", select=select)
        its = table[table["scenario"] == "budget-double"].iloc[0]
        mine = [row["mean"], row["low"], row["high"]]
        expected = its[["difference", "low", "high"]].to_numpy(float)
        np.testing.assert_allclose(mine, expected, rtol=1e-7, atol=1e-12)
        told = its["low"] > 0 or its["high"] < 0
        assert row["told"] == told
        number = f"{its['difference']:+.3g}".replace("-", "−")
        assert number.removeprefix("+" if number == "+0" else "") in written


def test_tiles_per_residents(data):
    picture = sanshe.map(data, "cases_served", difference=False, per=10_000)
    served = (data["service"] != "mediation").values
    cases = data["cases_served"].isel(service=served).sum("service")
    each = (cases / data["population"] * 10_000).sum("time")
    for _, row in picture.data.iterrows():
        runs = of(data, each.sel(district=row["district"]), "nanjing")
        assert row["mean"] == pytest.approx(runs.mean())


def test_communities_are_those_of_the_snapshot(data):
    picture = sanshe.map(data, "backlog_by_community", at=2015)
    served = (data["service"] != "mediation").values
    cells = (
        data["backlog_by_community"].isel(service=served).sum("service").sel(year=2015)
    )
    rows = of(data, cells, "budget-double") - of(data, cells, "nanjing")
    close(picture.data, t_interval(rows))
    np.testing.assert_array_equal(picture.data["x"], data["community_x"])
    assert "synthetic" in picture.alt and "synthetic" in words(picture)


def test_a_map_of_some_communities_has_those_alone(data):
    picture = sanshe.map(data, "backlog_by_community", {"district": "luhe"}, at=2015)
    here = (data["community_district"] == "luhe").values
    assert 0 < here.sum() < here.size
    np.testing.assert_array_equal(picture.data["x"], data["community_x"][here])
    assert set(picture.data["district"]) == {"luhe"}


def test_the_frontier_has_the_tables_intervals(data):
    picture = sanshe.frontier(data)
    rows = picture.data.set_index("scenario")
    for series, kind in (("need_met_value", "effect"), ("public_spending", "cost")):
        for _, row in sanshe.compare(data, series).iterrows():
            mine = rows.loc[row["scenario"]]
            for end, column in (("", "difference"), ("_low", "low"), ("_high", "high")):
                assert mine[kind + end] == pytest.approx(row[column], rel=1e-7)
    costs, effects = rows["cost"], rows["effect"]
    for name in rows.index:
        others = (
            [0.0, *costs[effects > effects[name]]]
            if effects[name] < 0
            else [*costs[effects > effects[name]]]
        )
        beaten = any(other <= costs[name] for other in others)
        assert rows["on_frontier"][name] != beaten


def words(picture) -> str:
    """All that is written on the sheet, in one line."""
    return " ".join(text.replace("\n", " ") for text in texts(picture))


def texts(picture) -> list[str]:
    figure = picture.figure
    inside = [text for axes in figure.axes for text in axes.texts]
    return [text.get_text() for text in [*figure.texts, *inside]]
