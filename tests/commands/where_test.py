"""What a district decides: a change for some districts alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import xarray

ROOT = Path(__file__).resolve().parents[2]
SANSHE = Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "sanshe"
CHANGE = """extends = "nanjing.toml"
title = "More staff in Luhe"
[[change]]
id = "staff"
from = 2011-01-01
because = "a test"
where = ["luhe"]
"""


@pytest.fixture
def folder(tmp_path):
    shutil.copy(ROOT / "scenarios/nanjing.toml", tmp_path)
    return tmp_path


def sanshe(folder, *words, code=0):
    done = subprocess.run(
        [SANSHE, *words], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_posts_of_one_district(folder):
    (folder / "luhe.toml").write_text(CHANGE + 'set."station.staff" = 16.0\n')
    schema = folder / "schema.json"
    schema.write_text(sanshe(folder, "describe", "schema"))
    check = ROOT / "tests/sim/describe/schema_check.py"
    valid = subprocess.run(
        [sys.executable, check, schema, folder / "luhe.toml"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert valid.stdout == "valid\n", valid.stdout + valid.stderr
    assert '"station.staff.luhe" = 16.0' in sanshe(
        folder, "check", "--resolved", "luhe.toml"
    )
    small = ["--scale", "0.05", "--until", "2011-06-30", "-o", "x.h5", "--quiet"]
    sanshe(folder, "run", "nanjing.toml", "luhe.toml", *small)
    with xarray.open_dataset(folder / "x.h5") as data:
        paid = data["station_payroll"].load()
    before, after = paid.isel(run=0), paid.isel(run=1)
    year = {"time": slice("2010", "2010")}
    assert (before.sel(year) == after.sel(year)).all()
    rises = (after / before).isel(time=-1)
    assert rises.sel(district="luhe") > 1.2
    assert rises.sel(district="gulou") < 1.1


def test_what_no_district_decides_is_refused_with_what_it_does(folder):
    (folder / "luhe.toml").write_text(CHANGE + 'set."licensing.pass" = 0.5\n')
    said = sanshe(folder, "check", "luhe.toml", code=65)
    assert "luhe.toml:8:" in said
    for lever in (
        "station.staff",
        "station.casework_pooling",
        "station.training",
        "payment.delay",
        "payment.advance",
        "procurement.mechanism",
        "deliberation.subjects",
        "budget.incubators",
        "budget.fair_per_resident",
        "budget.own_line",
    ):
        assert lever in said


@pytest.mark.parametrize(
    "here, lever, series, until",
    [
        ("jiangning", '"procurement.mechanism" = "tender"', "award_value", "2014-07"),
        ("luhe", '"deliberation.subjects" = false', "meeting_attendants", "2016-09"),
    ],
)
def test_a_districts_own_round_and_own_meetings(folder, here, lever, series, until):
    """What it first moves, it moves there alone: projects that found nobody are not offered elsewhere."""
    start = "2014-01-01" if until.startswith("2014") else "2016-01-01"
    (folder / "base.toml").write_text('extends = "nanjing.toml"\ntitle = "Own rounds"\n[fair]\ncity_round = false\n')  # fmt: skip
    text = (
        CHANGE.replace("nanjing.toml", "base.toml")
        .replace("2011-01-01", start)
        .replace("luhe", here)
    )
    (folder / "own.toml").write_text(f"{text}set.{lever}\n")
    sanshe(folder, "run", "base.toml", "own.toml", "--scale", "0.05", "--replicates", "4", "--until", until, "-o", "x.h5", "--quiet")  # fmt: skip
    with xarray.open_dataset(folder / "x.h5") as data:
        told = data[series].astype(float).load()
    told = told.sum(told.dims[3:]).fillna(0)
    pairs = zip(told.values[:4], told.values[4:], strict=True)
    differs = sum((base != own).any(axis=0) for base, own in pairs) > 0
    assert list(told.district.values[differs]) == ["city", here]
