"""What every reader of run files asks of one.

    FILE.h5  --open()-->  xarray.Dataset, its runs labelled  --whole_city(), total()-->  series
                                                            --scenario()-->  settings
"""

import tomllib
from pathlib import Path

import xarray as xr

LABELS = ["scenario", "replicate"]


class Unreadable(Exception):
    """The file is no run file, or has not what is asked of it."""


def open(file: Path | str) -> xr.Dataset:
    """A run file, for `with`: each run labelled with its scenario and replicate. Series are read when they are used."""
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
    return data.set_coords(LABELS)


def place(data: xr.Dataset) -> str:
    """The file that data are from, for messages."""
    return data.encoding.get("source", "the file")


def scenario(data: xr.Dataset, name: str) -> dict:
    """The settings of a scenario's runs, merged as the file embeds them."""
    text = data.attrs.get(f"scenario_text_{name}")
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
