"""What every reader of run files asks of one.

    FILE.h5  --open()-->  xarray.Dataset, its runs labelled  --whole_city(), total()-->  series
                                                            --scenario(), title()-->  settings
                                                            --label()-->  a label in words, in any script
"""

import functools
import importlib.util
import tomllib
from argparse import ArgumentParser
from pathlib import Path

import numpy as np
import xarray as xr

from sanshe import digest

LABELS = ["scenario", "replicate"]
LARGE = (
    256 << 20
)  # bytes of a file that dask reads piece by piece, where it is installed
RUNS_AT_ONCE = 256


class Unreadable(Exception):
    """The file is no run file, or has not what is asked of it."""


def open(file: Path | str, verify: bool = True) -> xr.Dataset:
    """A run file, for `with`: each run labelled with its scenario and replicate. Series are read when they are used.

    Each series is (run, time, its own axes) or (run, year, its own axes), with `units`, `long_name` and `cell_methods` as
    the file has them; money is in yuan. Large ensembles are arrays of dask, `RUNS_AT_ONCE` runs a piece. All of it is
    held against its digests before, unless that is not wanted (`verify=False`). Files of format 1 have none.

    Raises FileNotFoundError, or Unreadable for what is no run file or was changed since it was written.
    """
    if not Path(file).exists():
        raise FileNotFoundError(
            f"there is no file {file}: `sanshe run SCENARIO -o {file}` makes one"
        )
    try:
        data = xr.open_dataset(file, engine="netcdf4", chunks=pieces(Path(file)))
    except (OSError, ValueError) as error:
        raise Unreadable(f"{file}: not a run file ({error})") from error
    if missing := {*LABELS, "time"} - set(map(str, data.variables)):
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
    words = [f"{axis}_label" for axis in data.dims if f"{axis}_label" in data.variables]
    return named(data).set_coords([*LABELS, *words])


def pieces(file: Path) -> dict[str, int] | None:
    """How dask cuts the file; None where xarray reads it by itself."""
    large = file.stat().st_size >= LARGE and importlib.util.find_spec("dask")
    return {"run": RUNS_AT_ONCE} if large else None


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


def scenarios(data: xr.Dataset) -> list[str]:
    """Names of scenarios in the order of the file; the first is the baseline."""
    return list(dict.fromkeys(str(each) for each in data["scenario"].values))


def scenario(data: xr.Dataset, name: str) -> dict:
    """The settings of a scenario's runs, merged as the file embeds them."""
    return tomllib.loads(embedded(data, name))


def embedded(data: xr.Dataset, name: str) -> str:
    """The same as text, in TOML."""
    label = name
    if "scenario_index" in data.variables:
        of = data["scenario_index"].attrs
        labels = dict(zip(of["scenario"].split("\n"), of["flag_meanings"].split()))
        label = labels.get(name, name)
    text = data.attrs.get(f"scenario_text_{label}")
    if text is None:
        raise Unreadable(f"{place(data)}: it does not embed scenario '{name}'")
    return str(text)


@functools.lru_cache(maxsize=8)
def read(text: str) -> dict:
    """Settings that are asked again and again, to be looked at alone."""
    return tomllib.loads(text)


def title(data: xr.Dataset, name: str) -> str:
    """The title that a scenario's file gives it; its name where the file embeds none."""
    try:
        return str(scenario(data, name).get("title", name))
    except Unreadable:
        return name


def label(data: xr.Dataset, axis: str, name: str) -> str:
    """A label of an axis in words, in whatever script they are.

    What the file has as `<axis>_label`; else the `label` that the embedded scenario gives what is called so; else the name,
    with spaces.
    """
    if f"{axis}_label" in data.variables:
        words = dict(zip(data[axis].values, data[f"{axis}_label"].values))
        if words.get(name, name) != name:
            return str(words[name])
    try:
        settings = read(embedded(data, scenarios(data)[0]))
    except Unreadable:
        settings = {}
    rows = settings.get({"org_class": "organization_class"}.get(axis, axis), [])
    rows = [row for row in rows if row["name"] == name] if type(rows) is list else []
    return str(
        rows[0].get("label")
        if rows and rows[0].get("label")
        else name.replace("_", " ")
    )


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
