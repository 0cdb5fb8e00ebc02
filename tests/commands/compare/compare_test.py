"""`compare` from outside: every figure against SciPy's, computed from the file with xarray; the three outputs; refusals."""

import io
import json

import h5py
import numpy
import pandas
import program
from comparing import call, compared, near, numbers, opened
from edited import edited, swept
import pytest
from scipy import stats

REPLICATES = 6


def check_row(row, before, after):
    """Every figure of a row from the numbers of its pairs."""
    known = ~(numpy.isnan(before) | numpy.isnan(after))
    before, after = before[known], after[known]
    n, difference = len(before), after - before
    assert row["pairs"] == n
    mean = difference.mean()
    mean = mean if abs(mean) > 1e-14 else 0  # what is left is the sum's rounding
    assert near(row["baseline_mean"], before.mean())
    assert near(row["scenario_mean"], after.mean())
    assert near(row["difference"], mean)
    assert near(row["least"], difference.min()) and near(row["most"], difference.max())
    sign = numpy.sign(mean)
    assert near(row["same_sign"], (numpy.sign(difference) == sign).mean())
    error = stats.sem(difference)
    if error > 0:
        low, high = stats.t.interval(0.95, n - 1, mean, error)
        for end, value in (("low", low), ("high", high)):
            for name in (end, f"mean_{end}_95"):
                assert abs(row[name] - value) <= 1e-8 * (high - low)
        assert near(row["p"], stats.ttest_rel(after, before).pvalue)

        def excludes_zero(count):
            half = stats.t.ppf(0.975, count - 1) * error * numpy.sqrt(n / count)
            return half < abs(mean)

        # Where a thousand million pairs would not do, none are said to.
        doubtful = low <= 0 <= high and excludes_zero(10**9)
        assert (row["needed"] is not None) == doubtful
        if doubtful:
            assert excludes_zero(row["needed"])
            assert not excludes_zero(row["needed"] - 1)
        both = before.var() + after.var()
        assert near(row["variance_reduction"], both / difference.var())
    else:
        assert row["low"] == row["high"] == row["difference"]
    assert near(row["baseline_sd"], before.std(ddof=1))
    assert near(row["scenario_sd"], after.std(ddof=1))
    if before.std() > 0 and after.std() > 0:
        assert near(row["correlation"], numpy.corrcoef(before, after)[0, 1])
    if before.mean() != 0:
        ratio = after.mean() / before.mean()
        # the delta method, from the covariance matrix
        gradient = numpy.array([-ratio, 1]) / before.mean()
        spread = numpy.sqrt(max(gradient @ numpy.cov(before, after) @ gradient, 0) / n)
        half = stats.t.ppf(0.975, n - 1) * spread
        assert row["ratio"] == pytest.approx(ratio)
        assert row["ratio_low"] == pytest.approx(ratio - half, rel=1e-6)
        assert row["ratio_high"] == pytest.approx(ratio + half, rel=1e-6)
        turn = 100 * numpy.sign(before.mean())
        assert row["percent"] == pytest.approx(turn * (ratio - 1), abs=1e-9)
        ends = sorted(turn * (ratio + side * half - 1) for side in (-1, 1))
        assert row["percent_low"] == pytest.approx(ends[0], rel=1e-6, abs=1e-6)
        assert row["percent_high"] == pytest.approx(ends[1], rel=1e-6, abs=1e-6)


def rounded(before, after):
    """What only the rounding of sums tells apart is the same."""
    return numpy.where(numpy.isclose(before, after, rtol=5e-10, atol=0), before, after)


def check_all(file, rows, until=None):
    for (scenario, name), row in rows.items():
        value = numbers(file, name, until)
        before, after = value[row["baseline"]].values, value[scenario].values
        check_row(row, before, rounded(before, after))


def holm(p):
    """Holm's adjusted p, the slow way: p holds at a level if all smaller ones do."""
    order = numpy.argsort(p)
    scaled = [p[i] * (len(p) - rank) for rank, i in enumerate(order)]
    out = numpy.empty(len(p))
    out[order] = numpy.minimum(1, numpy.maximum.accumulate(scaled))
    return out


def test_every_figure_of_the_headlines_is_scipys(village):
    rows = compared(village)
    assert len(rows) == 2 * 12
    without = {name: row["without"] for (_, name), row in rows.items()}
    assert without["cases_served"] == without["need_met_value"] == "mediation"
    assert without["disputes_mediated"] is without["public_spending"] is None
    assert {row["interval"] for row in rows.values()} == {"simulation noise only"}
    assert {row["interval_of"] for row in rows.values()} == {"mean (Student's t)"}
    assert {row["sweep_method"] for row in rows.values()} == {None}
    assert {(row["from"], row["until"]) for row in rows.values()} == {("2010-01", "2017-12")}  # fmt: skip
    check_all(village, rows)
    changed = [row for row in rows.values() if row["scenario"] == "more"]
    adjusted = holm(numpy.array([row["p"] for row in changed]))
    for row, expected in zip(changed, adjusted):
        assert near(row["p_holm"], expected)
        assert row["stands_out"] == (expected <= 0.05)
    assert any(row["stands_out"] for row in changed)
    assert any(row["needed"] for row in changed)


def test_every_monthly_series(village):
    done = call("compare", village, "--series", "all", "--json")
    rows = {(d["scenario"], d["series"]): d for d in json.loads(done.stdout)["differences"]}  # fmt: skip
    data = opened(village)
    names = [name for name in data.data_vars if data[name].dims[:2] == ("run", "time")]  # fmt: skip
    told = [name for scenario, name in rows if scenario == "more"]
    left = [name for name in names if name not in told]
    assert told == [name for name in names if name in told]
    assert {"money_in", "money_out", "money_held", "service_quality"} <= set(left)
    assert all(f" {name}" in done.stderr for name in left) and len(left) < 20
    defined = {k: r for k, r in rows.items() if r["pairs"] > 1}
    assert len(defined) > 2 * 110
    check_all(village, defined)


def test_the_same_scenario_differs_in_nothing(village):
    rows = [r for r in compared(village).values() if r["scenario"] == "same"]
    assert {(r["difference"], r["p"], r["same_sign"]) for r in rows} == {(0, 1, 1)}
    assert {r["variance_reduction"] for r in rows if r["baseline_sd"]} == {"inf"}
    assert not any(r["stands_out"] for r in rows)


def test_until_a_month(village):
    rows = compared(village, "--at", "2013-06", "--series", "all")
    assert {row["until"] for row in rows.values()} == {"2013-06"}
    check_all(village, {k: r for k, r in rows.items() if r["pairs"] > 1}, until=42)  # fmt: skip
    assert rows == compared(village, "--at", "2013-06-30", "--series", "all")
    assert compared(village, "--at", "2017-12") == compared(village)


def test_another_baseline_turns_it_round(village):
    rows = compared(village, "--baseline", "more", "--series", "backlog")
    assert list(rows) == [("village", "backlog"), ("same", "backlog")]
    check_all(village, rows)
    there, back = (
        compared(village, "--series", "backlog")["more", "backlog"],
        rows["village", "backlog"],
    )
    assert there["difference"] == -back["difference"]


def test_csv_is_json(village):
    table = pandas.read_csv(
        io.StringIO(call("compare", village, "--csv").stdout),
        float_precision="round_trip",
    )
    rows = list(compared(village).values())
    assert list(table.columns) == list(rows[0])
    for (_, line), row in zip(table.iterrows(), rows, strict=True):
        for name, value in row.items():
            same = pandas.isna(line[name]) if value is None else line[name] == (numpy.inf if value == "inf" else value)  # fmt: skip
            assert same, name


def test_the_table_has_the_same_figures(village):
    text = call("compare", village).stdout
    assert (
        "more against village, 2010-01 to 2017-12, means of 6 pairs, scale 1:" in text
    )
    assert "simulation noise only (95 %, Student's t, 6 pairs of equal luck)" in text
    part = text.split("same against village")[0]
    rows = [row for row in compared(village).values() if row["scenario"] == "more"]
    lines = [line for line in part.splitlines() if line.startswith("  ")]
    for row in rows:
        name = row["series"]
        if row["without"]:
            name += "*"
        line = next(line for line in lines if line.startswith(f"  {name}, "))
        if row["difference"] == 0:
            continue
        assert len(line) <= 120
        shown = line.replace(",", "").split()
        unit = 1e6 if "(M " in line else 1
        for name in ("baseline_mean", "difference", "low", "high"):
            # four digits that matter, or whole numbers
            assert any(
                abs(float(word) * unit - row[name]) <= max(0.5 * unit if abs(row[name]) >= 1000 * unit else 0, 5e-4 * abs(row[name]))
                for word in shown
                if word.lstrip("+-").replace(".", "", 1).replace("e-", "").isdigit()
            ), (name, line)  # fmt: skip
        assert f" {100 * row['same_sign']:.0f} %" in line
        if abs(row["percent"]) >= 0.1:
            assert f" {row['percent']:+.1f} +/- " in line
        if row["needed"]:
            assert f"{row['series']} {row['needed']:,}" in " ".join(part.split())
    clear = [row["series"] for row in rows if row["stands_out"]]
    assert f"{len(clear)} of these 12 series stand out" in part
    assert all(name in part.split("stand out")[1] for name in clear)
    assert "\n  * without mediation\n" in part
    assert call("compare", village).stderr == ""


def with_swept(village, folder, name, of_runs):
    """A copy whose runs differ in a swept parameter too, as a sweep writes them."""
    file = folder / "swept.h5"
    file.write_bytes(village.read_bytes())
    with edited(file) as data:
        swept(data, name, of_runs)
    return file


def scenario_and_replicate(file):
    data = opened(file)
    return data["scenario"].values.astype(str), data["replicate"].values


DESIGN = """scenarios = ["village.toml", "more.toml"]
replicates = 2
method = "lhs"
points = 6
[[parameter]]
name = "need.incidence.elder_care"
range = [0.5, 1.5]
[[parameter]]
name = "registration.regime"
"""


def test_points_of_a_sweep_are_what_is_counted(village, tmp_path):
    """A real sweep: six points of two pairs each."""
    (village.parent / "design.toml").write_text(DESIGN)
    file = tmp_path / "sweep.h5"
    call("sweep", "design.toml", "-o", tmp_path / "d", "--until", "2012-12-31", "--quiet", cwd=village.parent)  # fmt: skip
    call("seal", tmp_path / "d", "-o", file)
    swept = opened(file)["need_incidence_elder_care"].values
    assert len(set(swept)) == 6
    rows = compared(file)
    assert len(rows) == 12
    for (scenario, name), row in rows.items():
        assert (row["pairs"], row["points"]) == (12, 6)
        assert row["interval"] == "parameter uncertainty (and simulation noise)"
        assert (row["interval_of"], row["sweep_method"]) == ("all points", "lhs")
        value = numbers(file, name)
        table = pandas.DataFrame({"value": value.values, "point": swept})
        table["scenario"], table["replicate"] = zip(*value.index)
        wide = table.pivot(
            index=["point", "replicate"], columns="scenario", values="value"
        )
        wide["difference"] = wide["more"] - wide["village"]
        difference = wide["difference"].groupby("point").mean()
        assert near(row["difference"], difference.mean())
        assert near(row["low"], difference.min()) and near(row["least"], row["low"])
        assert near(row["high"], difference.max()) and near(row["most"], row["high"])
        if difference.std() > 1e-12:
            low, high = stats.t.interval(
                0.95, 5, difference.mean(), stats.sem(difference)
            )
            assert near(row["mean_low_95"], low) and near(row["mean_high_95"], high)
        # luck is what differs between the replicates of a point
        pooled = wide.groupby("point").var().mean()
        if pooled["difference"] > 1e-12:
            saved = (pooled["village"] + pooled["more"]) / pooled["difference"]
            assert near(row["variance_reduction"], saved)
        assert near(row["baseline_sd"], numpy.sqrt(pooled["village"]))
    text = " ".join(call("compare", file).stdout.split())
    assert "means of 6 points (12 pairs)" in text
    assert "parameter uncertainty (and simulation noise): from the least to the most of 6 points, each the mean of its pairs" in text  # fmt: skip


def test_runs_without_partner_are_counted(village, tmp_path):
    scenario, replicate = scenario_and_replicate(village)
    # two runs of `more` are at a point where the baseline has none
    lost = (scenario == "more") & (replicate < 2)
    file = with_swept(village, tmp_path, "choice", lost.astype(float))
    done = call("compare", file, "--json")
    rows = {(d["scenario"], d["series"]): d for d in json.loads(done.stdout)["differences"]}  # fmt: skip
    note = "more against village: 2 runs and 2 runs have no partner and are left out"
    assert note in done.stderr and json.loads(done.stdout)["notes"] == [note]
    assert rows["more", "cases_served"]["pairs"] == REPLICATES - 2
    assert rows["same", "cases_served"]["pairs"] == REPLICATES


def test_a_text_may_be_swept(village, tmp_path):
    _, replicate = scenario_and_replicate(village)
    texts = numpy.array(["fair", "tender"], dtype=object)[replicate % 2]
    file = with_swept(village, tmp_path, "award.by", texts)
    assert compared(file)["more", "cases_served"]["points"] == 2


def test_any_model(own_folder):
    for name, text in (("a.toml", ""), ("b.toml", "[service]\ncapacity = 5\n")):
        program.scenario(name, text)
    program.call(
        "run", "a.toml", "b.toml", *program.SMALL, "--replicates", "5", "-o", "x.h5"
    )
    file = "x.h5"
    rows = compared(file, executable=program.PROGRAM)
    assert [name for _, name in rows] == ["waiting", "served", "unmet", "mean_trust"]
    check_all(file, rows)


def refused(*words, code, says):
    done = call("compare", *words, code=code)
    assert done.stdout == ""
    assert done.stderr.count("error: ") == 1 and says in done.stderr, done.stderr


def test_refusals(village, tmp_path):
    usage = program.USAGE
    refused(village, "--baseline", "mor", code=usage, says="did you mean more?")
    refused(village, "--series", "backlog,case_served", code=usage, says="did you mean cases_served?")  # fmt: skip
    refused(village, "--series", "money_out", code=usage, says="money_out over all of account would have the same thing twice")  # fmt: skip
    refused(village, "--series", "service_quality", code=usage, says="service_quality is a mean in each service")  # fmt: skip
    refused(village, "--whole", "--per", "100", code=usage, says="do not go together")
    refused(village, "--per", "0", code=usage, says="whole number from 1")
    refused(village, "--at", "2018-01", code=usage, says="they have 2010-01 to 2017-12")
    for date in ("2016-02-30", "2016-13", "June", "2016-06-40", "2016/06"):
        refused(village, "--at", date, code=usage, says=f"--at {date} is no month")
    refused(village, "--json", "--csv", code=usage, says="choose one")
    refused(code=usage, says="one run file")
    refused(village, village, code=usage, says="one run file")
    refused(tmp_path / "none.h5", code=program.NO_INPUT, says="does not exist")
    refused(tmp_path, code=program.NO_INPUT, says="is no file")
    (tmp_path / "a.h5.part").mkdir()
    for name in ("a.h5.part", "a.h5.part/"):
        refused(f"{tmp_path}/{name}", code=program.NO_INPUT, says="unfinished run")
    refused(tmp_path / "a.h5", code=program.NO_INPUT, says="not finished yet")
    (tmp_path / "plan-1.json").write_text("{}")
    refused(tmp_path, code=program.NO_INPUT, says=f"`seal {tmp_path} -o FILE`")


def test_no_pairs(village, tmp_path):
    call("run", "village.toml", "-o", tmp_path / "one.h5", "--quiet", cwd=village.parent)  # fmt: skip
    refused(tmp_path / "one.h5", code=program.USAGE, says="the file has one scenario: village")  # fmt: skip
    scenario, _ = scenario_and_replicate(village)
    file = with_swept(village, tmp_path, "point", pandas.factorize(scenario)[0])
    refused(file, code=program.USAGE, says="no run of another scenario makes a pair with one of village")  # fmt: skip


def test_files_that_are_none(village, tmp_path):
    file = tmp_path / "damaged.h5"
    whole = village.read_bytes()
    for content, says in (
        (b"title = 'a scenario'", "it is not HDF5"),
        (whole[: len(whole) // 2], "cannot be read"),
        (whole[:100] + b"\xff" * 4000 + whole[4100:], ""),
    ):
        file.write_bytes(content)
        refused(file, code=program.BAD_DATA, says=says)
    with h5py.File(file, "w") as data:
        data["x"] = [1.0]
    refused(file, code=program.BAD_DATA, says="is no run file: it has no variable scenario")  # fmt: skip
