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
from patience import HANG

SANSHE = Path(os.environ.get("SANSHE_BUILD", program.ROOT / "build")) / "sanshe"


def call(*words, code=program.DONE, executable=SANSHE, **more):
    done = subprocess.run(
        [executable, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
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


def adds_up(series):
    unit = series.attrs.get("currency", series.attrs["units"])
    how = series.attrs["cell_methods"]
    return how.endswith("sum") or (": point" in how and unit in ("count", "CNY"))


def that_count(data, series, **labels):
    """Of chosen labels these cells; else of districts the whole, and of services what does not stand apart."""
    for axis in series.dims[2:]:
        if axis in labels:
            at = list(data[axis].values.astype(str)).index(labels[axis])
            series = series.isel({axis: [at]})
        elif axis == "district":
            series = series.isel(district=[0])
        elif axis == "service" and "service_direct" in data:
            series = series.isel(service=(data["service_direct"] != 1).values)
    return series


def joined(data, name, **labels):
    """A series over run and time alone: totals are added up, means weighted by the series that they name."""
    series = that_count(data, data[name].astype(float), **labels)
    axes = series.dims[2:]
    if adds_up(series) or not axes:
        return series.sum(axes, min_count=1) if axes else series
    if all(series.sizes[axis] == 1 for axis in axes):
        return series.isel({axis: 0 for axis in axes})
    weight = that_count(data, data[series.attrs["weight"]].astype(float), **labels)
    further = [axis for axis in weight.dims[2:] if axis not in axes]
    weight = weight.sum(further).where(series.notnull(), 0)
    weight = weight.broadcast_like(series)
    return (series * weight).sum(axes) / weight.sum(axes).where(weight.sum(axes) > 0)


def monthly(file, name, **labels):
    """A series of every run, a number a month, by scenario and replicate; and what kind it is."""
    data = opened(file)
    frame = pandas.DataFrame(joined(data, name, **labels).values)
    frame.index = pandas.MultiIndex.from_arrays(
        [data["scenario"].values.astype(str), data["replicate"].values]
    )
    return frame, data[name].attrs["cell_methods"]


def numbers(file, name, until=None, **labels):
    """One number for each run."""
    frame, how = monthly(file, name, **labels)
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
