"""`describe file` against a run file as h5py sees it: the same variables, types, dimensions and attributes."""
import json
import os
import subprocess
from pathlib import Path

import h5py
import pytest
from patience import HANG

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("SANSHE_BUILD", ROOT / "build"))
# A model without yearly series and one with them, and the words that make a small run of each.
RUNS = {
    "yardstick": [
        "models/yardstick/yardstick.toml",
        "--set",
        "population.size=20000",
        "--until",
        "2010-03-31",
    ],
    "sanshe": ["scenarios/village.toml", "--until", "2010-12-31"],
}
OF_HDF5 = {
    "CLASS",
    "NAME",
    "DIMENSION_LIST",
    "REFERENCE_LIST",
    "_Netcdf4Dimid",
    "_Netcdf4Coordinates",
}


def run(program, *words):
    done = subprocess.run(
        [BUILD / program, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=HANG,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module", params=RUNS)
def program(request):
    return request.param


@pytest.fixture(scope="module")
def said(program):
    return json.loads(run(program, "describe", "file", "--format", "json"))


@pytest.fixture(scope="module")
def file(program, tmp_path_factory):
    path = tmp_path_factory.mktemp("layout") / "run.h5"
    run(program, "run", *RUNS[program], "-o", path)
    with h5py.File(path) as opened:
        yield opened


def type_of(variable):
    if variable.dtype.kind == "S":
        return "char"
    return "double" if variable.dtype == "f8" else variable.dtype.name


def dimensions_of(variable):
    own = variable.name[1:]
    if variable.attrs.get("CLASS") != b"DIMENSION_SCALE":
        return ", ".join(scales[0].name[1:] for scales in variable.dims)
    return own if len(variable.shape) == 1 else f"{own}, {own}_length"


def test_variables(said, file):
    variables = {
        name: (type_of(v), dimensions_of(v))
        for name, v in file.items()
        if isinstance(v, h5py.Dataset) and "long_name" in v.attrs
    }
    assert variables == {
        v["name"]: (v["type"], v["dimensions"])
        for v in said["coordinates"] + said["series"]
        if not v["name"].startswith("<parameter>")  # of a sweep
    }


def test_dimensions(said, file):
    scales = {
        name for name, v in file.items() if v.attrs.get("CLASS") == b"DIMENSION_SCALE"
    }
    of_sweeps = {name for name in said["dimensions"] if name.startswith("<")}
    assert scales == set(said["dimensions"]) - of_sweeps


def test_attributes_of_series(said, file):
    for series in said["series"]:
        attributes = file[series["name"]].attrs
        of_some = {"currency", "weight"}  # of money and of means alone
        expected = set(said["series_attributes"]) - of_some
        assert set(attributes) - OF_HDF5 - of_some == expected, series["name"]
        assert attributes["cell_methods"].decode() == series["cell_methods"]


def test_years_are_there_where_they_are_used(program, said, file):
    assert ("year" in said["dimensions"]) == ("year" in file) == (program == "sanshe")


def test_attributes_of_the_file(program, said, file):
    for name in said["file_attributes"]:
        if name.startswith("sweep_"):  # of a sweep
            continue
        name = name.replace("<scenario>", Path(RUNS[program][0]).stem)
        assert name in file if name.startswith("/") else name in file.attrs, name
