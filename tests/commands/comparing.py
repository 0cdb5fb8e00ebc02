"""What tests of `compare` share: the program's answer, and the same numbers from the file itself."""

import functools
import json
import os
import subprocess
from pathlib import Path

import numpy
import pandas
import program
import pytest
import xarray

SANSHE = Path(os.environ.get("SANSHE_BUILD", program.ROOT / "build")) / "sanshe"


def call(*words, code=program.DONE, executable=SANSHE, **more):
    done = subprocess.run(
        [executable, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
        **more,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done


def compared(file, *words, **more):
    told = json.loads(call("compare", file, "--json", *words, **more).stdout)
    return {(d["scenario"], d["series"]): d for d in told["differences"]}


@functools.cache
def opened(file):
    with xarray.open_dataset(file, decode_times=False) as data:
        return data.load()


def monthly(file, name):
    """A series of every run, a number a month, by scenario and replicate; and what kind it is."""
    data = opened(file)
    series = data[name]
    unit = series.attrs.get("currency", series.attrs["units"])
    how = series.attrs["cell_methods"]
    if "district" in series.dims:
        series = series.isel(district=0)
    if "service" in series.dims and "service_direct" in data:  # direct ones stand apart
        series = series.isel(service=(data["service_direct"] != 1).values)
    axes = [d for d in series.dims if d not in ("run", "time")]
    if axes and unit in ("count", "CNY"):
        series = series.sum(axes, min_count=1)
    elif axes:
        series = series.mean(axes)
    frame = pandas.DataFrame(series.values.astype(float))
    frame.index = pandas.MultiIndex.from_arrays(
        [data["scenario"].values.astype(str), data["replicate"].values]
    )
    return frame, how


def numbers(file, name, until=None):
    """One number for each run."""
    frame, how = monthly(file, name)
    frame = frame.iloc[:, : until or frame.shape[1]]
    if how == "time: sum":
        return frame.sum(axis=1, min_count=1)
    return (
        frame.iloc[:, -1] if how == "time: point" else frame.iloc[:, -12:].mean(axis=1)
    )


def near(value, expected):
    if numpy.isnan(expected):
        return value is None
    return value == pytest.approx(expected, rel=1e-7, abs=1e-9)
