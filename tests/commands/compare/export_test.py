"""`export`: every value of a run file, to the last bit, as a tidy table or as JSON; refusals; pipes that break."""

import csv
import io
import json
import math
import struct
import subprocess
import sys
from pathlib import Path

import numpy
import pandas
import pytest
import xarray
from edited import edited, swept
from program import (
    BAD_DATA,
    DONE,
    IO,
    NO_INPUT,
    PROGRAM,
    ROOT,
    SCENARIO,
    SMALL,
    USAGE,
    WOULD_OVERWRITE,
    call,
    refused,
    scenario,
    unsanitized,
)

pytestmark = pytest.mark.usefixtures("own_folder")

CITY = PROGRAM.parent / "sanshe"
SERIES = "so_registered,mean_trust,wait_mean,purchase_spending,population_by_community,unmet_by_community"


@pytest.fixture
def city():
    """Two scenarios of the village with other periods, so that values are missing."""
    village = ROOT / "scenarios/village.toml"
    text = village.read_text().replace("2017-12-31", "2012-06-30")
    Path("short.toml").write_text(text)
    subprocess.run(
        [CITY, "run", village, "short.toml", "--replicates", "2", "-o", "city.h5"],
        check=True,
        capture_output=True,
    )
    return "city.h5"


def export(file, *words):
    done = subprocess.run(
        [CITY, "export", file, *words], check=True, capture_output=True, text=True
    )
    return done.stdout


def bits(value):
    return "" if math.isnan(value) else struct.pack("<d", value).hex()


def asked(file):
    there = set(xarray.open_dataset(file).data_vars)
    names = [name for name in SERIES.split(",") if name in there]
    assert len(names) >= 4 and any(name.endswith("_by_community") for name in names)
    return names


def test_csv_has_every_value_to_the_last_bit(city):
    names = asked(city)
    rows = csv.DictReader(io.StringIO(export(city, "--series", ",".join(names))))
    columns = rows.fieldnames
    first = ["scenario", "replicate", "seed", "population.scale", "series", "time"]
    assert columns[:6] == first and "district_label" in columns
    assert columns[-2:] == ["value", "unit"]
    axes = [name for name in columns[6:-2] if not name.endswith("_label")]
    found = {}
    for row in rows:
        labels = frozenset((axis, row[axis]) for axis in axes if row[axis])
        run = (row["scenario"], int(row["replicate"]))
        key = (row["series"], run, row["time"], labels)
        assert key not in found
        found[key] = (row["value"], row["unit"])

    data = xarray.open_dataset(city)
    count = missing = 0
    for name in names:
        one = data[name]
        moment = one.dims[1]
        times = (
            [f"{year}-01-01" for year in one.year.values]
            if moment == "year"
            else [str(time)[:10] for time in one.time.values]
        )
        unit = one.attrs.get("currency", one.attrs["units"])
        labels = [(axis, one[axis].values) for axis in one.dims[2:]]
        for index, value in numpy.ndenumerate(one.values):
            run = (str(one.scenario.values[index[0]]), int(one.replicate[index[0]]))
            where = frozenset((a, str(l[i])) for (a, l), i in zip(labels, index[2:]))
            told, in_unit = found.pop((name, run, times[index[1]], where))
            assert (bits(float(told)) if told else "") == bits(float(value))
            assert in_unit == unit
            count += 1
            missing += told == ""
    assert found == {}
    assert count > 10_000 and 0 < missing < count


def test_json_is_the_data_set_that_xarray_reads(city):
    data = xarray.open_dataset(city).drop_vars(["time_bnds", "step"])
    again = xarray.Dataset.from_dict(json.loads(export(city, "--format", "json")))
    assert set(again.data_vars) == set(data.data_vars)
    for name, one in again.data_vars.items():
        assert one.dims == data[name].dims
        numpy.testing.assert_array_equal(
            one.values.astype(float).view("int64")[~numpy.isnan(data[name].values)],
            data[name]
            .values.astype(float)
            .view("int64")[~numpy.isnan(data[name].values)],
        )
        assert (
            numpy.isnan(one.values.astype(float)) == numpy.isnan(data[name].values)
        ).all()
        for attribute in ("long_name", "cell_methods"):
            assert one.attrs[attribute] == data[name].attrs[attribute]
    for name in ("scenario", "replicate", "district", "community_x", "year"):
        assert (again[name].values == data[name].values).all()
    assert (again.time.values.astype("datetime64[ns]") == data.time.values).all()
    texts = {key: text for key, text in data.attrs.items() if isinstance(text, str)}
    assert again.attrs == texts


def test_pandas_reads_it_as_the_help_says(city):
    export(city, "--series", "so_registered", "-o", "table.csv")
    table = pandas.read_csv("table.csv", parse_dates=["time"])
    assert table.time.dtype == "datetime64[ns]" and table.value.dtype == "float64"
    whole = table.query("district == 'city' and scenario == 'village'")
    mine = whole.groupby(["replicate", "time"]).value.sum().unstack()
    data = xarray.open_dataset(city)["so_registered"].isel(district=0)
    theirs = data.sum("org_class").values[:2]
    numpy.testing.assert_array_equal(mine.values, theirs)


def test_swept_parameters_are_columns():
    call("run", SCENARIO, *SMALL, "--replicates", "2", "-o", "x.h5")
    with edited("x.h5") as file:
        swept(file, "service.capacity", [4.0, 0.1])
        swept(file, "fair.regime", ["open", 'so "called", open'])
    table = pandas.read_csv(io.StringIO(call("export", "x.h5").stdout))
    assert list(table.columns) == [
        "scenario",
        "replicate",
        "seed",
        "service.capacity",
        "fair.regime",
        "series",
        "time",
        "service",
        "value",
        "unit",
    ]
    second = table[table.replicate == 1]
    assert set(second["service.capacity"]) == {0.1}
    assert set(second["fair.regime"]) == {'so "called", open'}
    told = json.loads(call("export", "x.h5", "--format", "json").stdout)
    assert told["coords"]["service.capacity"]["data"] == [4.0, 0.1]


def test_what_is_wrong_is_said():
    call("run", SCENARIO, *SMALL, "-o", "x.h5")
    refused(USAGE, "export", says=["one run file"])
    refused(USAGE, "export", "x.h5", "x.h5", says=["one run file"])
    refused(USAGE, "export", "x.h5", "--format", "xml", says=["csv or json"])
    refused(
        USAGE,
        "export",
        "x.h5",
        "--series",
        "served,unmett",
        says=["did you mean unmet"],
    )
    refused(USAGE, "export", "x.h5", "--series", "", says=["is given an empty value"])
    refused(USAGE, "export", "x.h5", "--series", "unmet,", says=['no series ""'])
    refused(USAGE, "export", "x.h5", "-o", "/dev/null", says=["no name for a file"])
    refused(NO_INPUT, "export", "y.h5", says=["y.h5: error: does not exist"])
    refused(NO_INPUT, "export", "y.h5", "-o", "y.csv", says=["does not exist"])
    refused(BAD_DATA, "export", SCENARIO, says=["is no run file"])
    refused(WOULD_OVERWRITE, "export", "x.h5", "-o", "x.h5", says=["exists already"])
    refused(IO, "export", "x.h5", "-o", "no/x.csv", says=["cannot be written"])
    call("export", "x.h5", "-o", "x.csv")
    assert Path("x.csv").read_text() == call("export", "x.h5").stdout
    refused(WOULD_OVERWRITE, "export", "x.h5", "-o", "x.csv", says=["--force"])
    call("export", "x.h5", "--format", "json", "-o", "x.csv", "--force")
    json.loads(Path("x.csv").read_text())

    whole = Path("x.h5").read_bytes()
    for cut in (len(whole) // 3, len(whole) - 100):
        Path("cut.h5").write_bytes(whole[:cut])
        refused(BAD_DATA, "export", "cut.h5", "-o", "cut.csv", says=["cut.h5: error: "])


def test_a_reader_may_leave_and_a_disk_may_be_full(city):
    line = f"{CITY} export {city} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("scenario,") and done.stdout.endswith(f"\n{DONE}\n")
    assert done.stderr == ""
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [CITY, "export", city], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == IO
    assert b"no space is left on the disk" in done.stderr


@unsanitized
def test_memory_is_that_of_one_run():
    words = ["--replicates", "3000", "--until", "2011-12-31", "-o", "x.h5"]
    call("run", scenario("a.toml", "[population]\nsize = 1000\n"), *words)
    measure = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [PROGRAM, "export", "x.h5", "-o", "x.csv"]
    done = subprocess.run(
        [sys.executable, "-S", "-c", measure, *command],
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path("x.csv").stat().st_size > 20e6
    assert int(done.stdout) < 60_000  # kB
