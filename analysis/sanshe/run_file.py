"""What every reader of run files asks of one.

    FILE.h5  --open()-->  xarray.Dataset, its runs labelled  --whole_city(), total()-->  series
                                                            --scenario()-->  settings
"""

import tomllib
from argparse import ArgumentParser
from pathlib import Path

import numpy as np
import xarray as xr

from sanshe import digest

LABELS = ["scenario", "replicate"]


class Unreadable(Exception):
    """The file is no run file, or has not what is asked of it."""


def open(file: Path | str, verify: bool = True) -> xr.Dataset:
    """A run file, for `with`: each run labelled with its scenario and replicate. Series are read when they are used.

    All of it is held against its digests before, unless that is not wanted. Files of format 1 have none.
    """
    if not Path(file).exists():
        raise FileNotFoundError(
            f"there is no file {file}: `sanshe run SCENARIO -o {file}` makes one"
        )
    try:
        data = xr.open_dataset(file, engine="netcdf4")
    except (OSError, ValueError) as error:
        raise Unreadable(f"{file}: not a run file ({error})") from error
    if missing := {*LABELS, "time"} - set(data.variables):
        data.close()
        raise Unreadable(
            f"{file}: not a run file: it has no {', '.join(sorted(missing))}"
        )
    if verify and "format_version" in data.attrs:
        changed = digest.changed(file)
        if changed is None or changed:
            data.close()
            what = "cannot be verified: it has no digests"
            if changed:
                what = f"changed since it was written: {', '.join(changed)}"
            raise Unreadable(f"{file}: {what} (unverified, it is read as it is)")
    return named(data).set_coords(LABELS)


def named(data: xr.Dataset) -> xr.Dataset:
    """With the names of scenarios as they were given; a file's own labels are plain."""
    if "scenario_index" not in data.variables:
        return data
    index = data["scenario_index"]
    names = np.array(index.attrs["scenario"].split("\n"))[index.values]
    return data.assign_coords(scenario=data["scenario"].copy(data=names))


def unverified(parser: ArgumentParser) -> None:
    """The word for it, of every tool."""
    what = "read a file that was changed since it was written, as it is"
    parser.add_argument("--unverified", action="store_true", help=what)


def place(data: xr.Dataset) -> str:
    """The file that data are from, for messages."""
    return data.encoding.get("source", "the file")


def scenario(data: xr.Dataset, name: str) -> dict:
    """The settings of a scenario's runs, merged as the file embeds them."""
    label = name
    if "scenario_index" in data.variables:
        of = data["scenario_index"].attrs
        labels = dict(zip(of["scenario"].split("\n"), of["flag_meanings"].split()))
        label = labels.get(name, name)
    text = data.attrs.get(f"scenario_text_{label}")
    if text is None:
        raise Unreadable(f"{place(data)}: it does not embed scenario '{name}'")
    return tomllib.loads(text)


def whole_city(data: xr.Dataset, name: str) -> xr.DataArray:
    """A series of the whole city, which is the first of the districts; its other axes as they are."""
    if name not in data:
        raise Unreadable(
            f"{place(data)}: there is no series '{name}': run with all series, or add it to [output] series"
        )
    series = data[name]
    return series.isel(district=0) if "district" in series.dims else series


def apart(data: xr.Dataset) -> list[str]:
    """Services that stand apart in headlines: what goes straight to the committee (mediation)."""
    if "service_direct" not in data.variables:
        return []
    direct = data["service_direct"].values == 1
    return [str(name) for name in data["service"].values[direct]]


def total(data: xr.Dataset, name: str) -> xr.DataArray:
    """A series of the whole city by run and time, summed over its classes, without services that stand apart.

    Counts have a sum, and money.
    """
    series = whole_city(data, name)
    if "service" in series.dims and (without := apart(data)):
        series = series.drop_sel(service=without)
        long_name = series.attrs.get("long_name", name)
        series.attrs["long_name"] = f"{long_name} (without {', '.join(without)})"
    classes = [axis for axis in series.dims if axis not in ("run", "time")]
    counted = series.attrs.get("units") == "count" or "currency" in series.attrs
    if classes and not counted:
        raise Unreadable(
            f"{place(data)}: series '{name}' is no count: it has no sum over {', '.join(map(str, classes))}"
        )
    return series.sum(classes, keep_attrs=True, min_count=1) if classes else series
