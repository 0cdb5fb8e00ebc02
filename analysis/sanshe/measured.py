"""The numbers of tables and pictures: cells of a series, pairs of equal luck, and their 95 % intervals.

    Dataset  --chosen()-->  a series by run and month  --summed()-->  one number a run
                                 |                          |
                                 '------ levels(), paired() -'-->  one row a pair, or a point of a sweep
                                                            --estimate()-->  mean, low, high

They are those of `sanshe compare`: a flow in its total, a stock at the end, a rate in its mean over the last twelve
months; counts and money added up over groups, means weighted by what they are means of; what stands apart (mediation)
left out unless it is selected. The interval is Student's t of the mean over pairs; of fewer than five the range, as in the
summary of `sanshe run`. On a sweep it is where the points lie: all of them, or 95 % where they are a sample of the ranges,
of 40 and more.
"""

import difflib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from scipy import stats

from sanshe import run_file

Selection = Mapping[str, str]
ENOUGH = 5  # pairs or points, for a verdict
ENOUGH_FOR_QUANTILES = 40
SAMPLES = ("random", "lhs", "sobol", "table")
TIMES = ("time", "year")
BOTH_SIDES = ("account",)  # what one label pays another receives


class Unanswerable(ValueError):
    """What is asked cannot be answered from this file; the text says what can."""


def nearest(word: str, words: list[str]) -> str:
    """The words that may have been meant, or all there are."""
    close = difflib.get_close_matches(word, words, n=3, cutoff=0.6)
    return (
        f"did you mean {' or '.join(close)}?" if close else f"it has {', '.join(words)}"
    )


def series_of(data: xr.Dataset, name: str) -> xr.DataArray:
    """A series as the file has it."""
    series = [str(each) for each in data.data_vars if "run" in data[each].dims]
    if name not in series:
        raise Unanswerable(
            f"{run_file.place(data)}: there is no series '{name}': {nearest(name, series)}"
        )
    return data[name]


def labelled(series: xr.DataArray) -> dict[str, tuple[str, str]]:
    """What labels its axes: name -> (coordinate, axis). A coordinate may be called without the axis before it."""
    axes = [str(axis) for axis in series.dims if axis not in ("run", *TIMES)]
    found = {axis: (axis, axis) for axis in axes if axis in series.coords}
    for name, it in series.coords.items():
        if it.dtype.kind in "OU" and len(it.dims) == 1 and it.dims[0] in axes:
            axis = str(it.dims[0])
            for short in (str(name), str(name).removeprefix(f"{axis}_")):
                found.setdefault(short, (str(name), axis))
    return {
        key: of
        for key, of in found.items()
        if key != "label" and not key.endswith("_label")
    }


def picked(
    data: xr.Dataset, series: xr.DataArray, key: str, label: str
) -> xr.DataArray:
    """Its cells with this label of an axis, by name or in words, or of a coordinate that labels one."""
    known = labelled(series)
    if key not in known:
        raise Unanswerable(f"{series.name} has no '{key}': {nearest(key, list(known))}")
    name, axis = known[key]
    labels = list(dict.fromkeys(str(each) for each in series[name].values if str(each)))
    if label not in labels:
        of = name.removeprefix(f"{axis}_")
        words = {run_file.label(data, of, each): each for each in labels}
        label = words.get(label, label)
    if label not in labels:
        raise Unanswerable(f"{key} has no '{label}': {nearest(label, labels)}")
    return series.isel({axis: np.flatnonzero(series[name].values.astype(str) == label)})


def adds_up(series: xr.DataArray) -> bool:
    """Whether its cells have a total: flows, and stocks of counts and money. The others are means of something."""
    counted = series.attrs.get("units") == "count" or "currency" in series.attrs
    return measure(series) == "flow" or (measure(series) == "stock" and counted)


def measure(series: xr.DataArray) -> str:
    """flow, stock or rate, as the file's cell methods say."""
    method = str(series.attrs.get("cell_methods", "")).partition(":")[2].split()
    kinds = {"sum": "flow", "mean": "rate", "point": "stock"}
    return kinds.get(method[0] if method else "", "stock")


def no_total(series: xr.DataArray, groups: list[str], why: str) -> Unanswerable:
    """What is said of groups that make no number together."""
    labels = "; ".join(
        f"{axis}: {', '.join(map(str, series[axis].values))}" for axis in groups
    )
    return Unanswerable(
        f"{series.name} {why} has no sum over {' and '.join(groups)}: select one of each ({labels})"
    )


def weights(
    data: xr.Dataset, series: xr.DataArray, name: str, select: Selection
) -> xr.DataArray:
    """What each cell of a mean counts for: the same cells of another series, added up over axes that the mean has not."""
    by = series_of(data, name)
    alone = {axis for axis in map(str, by.dims) if axis not in series.dims}
    for key, label in select.items():
        if key in labelled(by) and labelled(by)[key][1] in alone:
            by = picked(data, by, key, label)
            alone.discard(labelled(by)[key][1])
    if "district" in alone:
        by = by.isel(district=0)
    if "service" in alone:
        by = by.isel(service=~by["service"].isin(run_file.apart(data)).values)
    for axis in map(str, series.dims):
        if axis in by.dims and axis in series.coords and axis not in TIMES:
            by = by.sel({axis: series[axis].values})
    return by.sum([axis for axis in by.dims if axis not in series.dims]).fillna(0)


def mean_over(
    data: xr.Dataset, series: xr.DataArray, over: list[str], select: Selection
) -> xr.DataArray:
    """The mean of groups, each as much as it has of what the series is a mean of (attribute `weight`)."""
    groups = [axis for axis in over if series.sizes[axis] > 1]
    if not groups:
        return series.squeeze(over, drop=True)
    weight = series.attrs.get("weight")
    if weight not in data:
        raise no_total(series, groups, "is a mean, which")
    by = weights(data, series, str(weight), select)
    known = by.where(series.notnull())
    total = known.sum(over)
    return ((series * known).sum(over) / total).where(total > 0)


def chosen(
    data: xr.Dataset,
    name: str,
    select: Selection | None = None,
    keep: list[str] | None = None,
    per: float | None = None,
) -> xr.DataArray:
    """A series by run, time and the axes of `keep`: (run, time, *keep), in the file's unit; `per` so many residents.

    `select` takes one label of an axis each, by its name or in words, or of a coordinate that labels an axis; of
    districts the whole city is taken where nothing else is said. Attributes are the file's; `without` has what stands
    apart and is left out. Raises Unanswerable with the nearest names.
    """
    series = series_of(data, name)
    attributes = dict(series.attrs)
    keep, select = keep or [], dict(select or {})
    for axis in keep:
        if axis not in series.dims:
            axes = [str(each) for each in series.dims if each != "run"]
            raise Unanswerable(f"{name} has no axis '{axis}': {nearest(axis, axes)}")
    touched = {labelled(series)[key][1] for key in select if key in labelled(series)}
    for key, label in select.items():
        series = picked(data, series, key, label)
    if "district" in series.dims and "district" not in touched:
        # The first is the whole city, which is no district.
        series = series.isel(
            district=slice(1, None) if "district" in keep else slice(0, 1)
        )
    if "service" in series.dims and "service" not in touched:
        if apart := run_file.apart(data):
            series = series.isel(service=~series["service"].isin(apart).values)
            attributes["without"] = ", ".join(apart)
    over = [str(axis) for axis in series.dims if axis not in ("run", *TIMES, *keep)]
    total = adds_up(series)
    twice = [axis for axis in over if axis in BOTH_SIDES and series.sizes[axis] > 1]
    if twice:
        raise no_total(series, twice, "has the same money on both sides, and")
    if over and total:
        series = series.sum(over, min_count=1)
    elif over:
        series = mean_over(data, series, over, select)
    if per and total:
        heads = "population_by_community" if "year" in series.dims else "population"
        where = {
            key: it
            for key, it in select.items()
            if key in labelled(series_of(data, heads))
        }
        by = [axis for axis in keep if axis in series_of(data, heads).dims]
        series = series / chosen(data, heads, where, by) * per
        attributes["per"] = per
    series.attrs = attributes
    series.name = name
    time = next(str(axis) for axis in series.dims if axis in TIMES)
    return series.transpose("run", time, *keep).compute()


def months(series: xr.DataArray, until: str | int | None = None) -> xr.DataArray:
    """Up to a date: a year to its end, a month to its end."""
    if until is None:
        return series
    found = (
        series.sel(year=slice(None, int(str(until)[:4])))
        if "year" in series.dims
        else series.sel(time=slice(None, str(until)))
    )
    if not found.sizes["year" if "year" in found.dims else "time"]:
        raise Unanswerable(f"{until} is before the first month of {series.name}")
    return found


def summed(series: xr.DataArray, until: str | int | None = None) -> xr.DataArray:
    """One number a run, (run, ...): the total of a flow, a stock at the end, a rate's mean over the last 12 months."""
    series, kind = months(series, until), measure(series)
    time = "year" if "year" in series.dims else "time"
    if kind == "flow":
        return series.sum(time, min_count=1, keep_attrs=True)
    last = 12 if kind == "rate" and time == "time" else 1
    return series.isel({time: slice(-last, None)}).mean(time, keep_attrs=True)


def parameters(data: xr.Dataset | xr.DataArray) -> dict[str, str]:
    """What a sweep varied: coordinates of runs, each with the true name."""
    return {
        str(name): str(it.attrs["parameter"])
        for name, it in data.coords.items()
        if it.dims == ("run",) and "parameter" in it.attrs
    }


def points(data: xr.Dataset | xr.DataArray) -> np.ndarray:
    """The point of a sweep of each run, (run,): numbers from 0; all 0 without a sweep."""
    varied = list(parameters(data))
    if not varied:
        return np.zeros(data.sizes["run"], dtype=int)
    frame = pd.DataFrame({name: data[name].values for name in varied})
    return frame.groupby(varied, dropna=False, sort=False).ngroup().to_numpy()


def by_luck(series: xr.DataArray, scenario: str) -> dict[tuple, int]:
    """A scenario's runs by point, replicate and seed."""
    seed = (
        series["seed"].values if "seed" in series.coords else np.zeros(series.run.size)
    )
    luck = zip(points(series), series["replicate"].values, seed)
    mine = series["scenario"].values == scenario
    return {key: at for at, (key, of) in enumerate(zip(luck, mine)) if of}


def gathered(values: xr.DataArray, of: list[int]) -> xr.DataArray:
    """One row for each point, the mean of its runs; without a sweep the runs themselves: (row, ...)."""
    values = values.drop_vars(
        [name for name, it in values.coords.items() if "run" in it.dims]
    ).rename(run="row")
    if len(set(of)) < 2:
        return values
    values = values.assign_coords(point=("row", of))
    return values.groupby("point").mean("row").rename(point="row")


def levels(series: xr.DataArray, scenario: str) -> xr.DataArray:
    """A scenario's runs, or the means of its points: (row, ...)."""
    runs = by_luck(series, scenario)
    return gathered(series.isel(run=list(runs.values())), [key[0] for key in runs])


def pairs(series: xr.DataArray, scenario: str, baseline: str) -> list[xr.DataArray]:
    """Baseline and scenario, of runs of the same luck where both are defined, or the means of points: twice (row, ...)."""
    before, after = by_luck(series, baseline), by_luck(series, scenario)
    both = [key for key in after if key in before]
    if not both:
        raise Unanswerable(f"{scenario} and {baseline} have no run of the same luck")
    of, runs = [key[0] for key in both], [(before[key], after[key]) for key in both]
    first, second = (series.isel(run=[run[side] for run in runs]) for side in (0, 1))
    old, new = first.values.astype(float), second.values.astype(float)
    # Sums of many numbers are off in their last digits: so small a difference is none.
    new = np.where(abs(new - old) <= 5e-10 * np.maximum(abs(old), abs(new)), old, new)
    known = np.isfinite(new - old)
    filled = (
        first.copy(data=np.where(known, old, np.nan)),
        second.copy(data=np.where(known, new, np.nan)),
    )
    return [gathered(each, of) for each in filled]


def paired(series: xr.DataArray, scenario: str, baseline: str) -> xr.DataArray:
    """Scenario less baseline, in these pairs or points: (row, ...)."""
    before, after = pairs(series, scenario, baseline)
    return after - before


@dataclass(frozen=True)
class Estimate:
    """Mean, interval, and what they are of. Arrays have one value for each place in time or group."""

    mean: Any
    low: Any
    high: Any
    count: int  # pairs, or points of a sweep
    over_points: bool = False
    chosen_points: bool = False  # no sample of the ranges
    same_sign: Any = None  # the share that points the way the mean does

    @property
    def enough(self) -> bool:
        """Fewer get no verdict: the noise itself is hardly known."""
        return self.count >= ENOUGH

    @property
    def told(self) -> Any:
        """Whether the interval leaves 0 out, and there are enough."""
        return self.enough & ((self.low > 0) | (self.high < 0))


def estimate(rows: xr.DataArray, data: xr.Dataset) -> Estimate:
    """Of (row, ...), mean and 95 % interval, or the range of few; NaN where they are not defined."""
    method, values = data.attrs.get("sweep_method", ""), rows.values.astype(float)
    over_points = len(set(points(data))) > 1
    known = np.isfinite(values)
    count = known.sum(axis=0)
    most = int(np.max(count, initial=0))
    mean = np.where(count, np.nansum(values, axis=0) / np.maximum(count, 1), np.nan)
    with np.errstate(invalid="ignore"):
        same = (np.sign(values) == np.sign(mean)).sum(axis=0) / np.maximum(count, 1)
    if not values.size:
        low = high = np.full(np.shape(mean), np.nan)
    elif over_points or most < ENOUGH:
        part = most >= ENOUGH_FOR_QUANTILES and method in SAMPLES
        ends = (0.025, 0.975) if part else (0.0, 1.0)
        with warnings.catch_warnings():  # of places where none is defined
            warnings.simplefilter("ignore", RuntimeWarning)
            low, high = np.nanquantile(values, ends, axis=0)
    else:
        spread = np.where(known, values - mean, 0)
        spread = np.sqrt((spread**2).sum(axis=0) / np.maximum(count - 1, 1))
        half = (
            stats.t.ppf(0.975, np.maximum(count - 1, 1))
            * spread
            / np.sqrt(np.maximum(count, 1))
        )
        low, high = mean - half, mean + half
    if not over_points:
        low, high = (np.where(count > 1, end, np.nan) for end in (low, high))
    return Estimate(
        mean if rows.ndim > 1 else float(mean),
        low if rows.ndim > 1 else float(low),
        high if rows.ndim > 1 else float(high),
        most,
        over_points,
        over_points and method not in SAMPLES,
        same if rows.ndim > 1 else float(same),
    )


def to_pandas(
    data: xr.Dataset, series: str, select: Selection | None = None
) -> pd.DataFrame:
    """A series as a tidy table: a row for each run, month (or year) and group.

    Columns: scenario, replicate, what a sweep varied, time or year, an axis each, and the series in its own unit.
    """
    values = series_of(data, series)
    for key, label in dict(select or {}).items():
        values = picked(data, values, key, label)
    keep = {"scenario", "replicate", *parameters(data), *map(str, values.dims)} - {
        "run"
    }
    frame = values.to_dataframe(name=series).reset_index()
    first = ["scenario", "replicate", *parameters(data)]
    order = first + [str(axis) for axis in values.dims if axis != "run"]
    return frame[[column for column in order if column in keep] + [series]]
