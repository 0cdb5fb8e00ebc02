"""Pictures by name: what users call. Each gives a Picture, with its numbers and its words."""

from collections.abc import Iterable
from typing import Literal

import xarray as xr

from sanshe import run_file
from sanshe.drawing import communities, lines, multiples, plane, style, tiles, tornado
from sanshe.drawing.sheet import Picture
from sanshe.measured import (
    Selection,
    Unanswerable,
    chosen,
    nearest,
    parameters,
    series_of,
)

Kind = Literal["bands", "difference", "multiples", "tornado"]
KINDS = ["bands", "difference", "multiples", "tornado"]


def named(
    data: xr.Dataset, scenarios: Iterable[str] | None, baseline: str | None
) -> list[str]:
    """Scenarios in the order of the file, the baseline first; those asked for alone."""
    there = run_file.scenarios(data)
    asked = list(scenarios) if scenarios is not None else there
    for name in [*asked, *([baseline] if baseline else [])]:
        if name not in there:
            raise Unanswerable(f"there is no scenario '{name}': {nearest(name, there)}")
    first = baseline or asked[0]
    return [first, *(name for name in asked if name != first)]


def plot(
    data: xr.Dataset,
    series: str,
    select: Selection | None = None,
    kind: Kind = "bands",
    *,
    scenarios: Iterable[str] | None = None,
    baseline: str | None = None,
    by: str | None = None,
    difference: bool | None = None,
    at: str | int | None = None,
    per: float | None = None,
    smooth: bool | None = None,
) -> Picture:
    """Draws a monthly series of an opened run file.

    bands       each scenario's mean over time in its 95 % interval; on a sweep in the range of its points
    difference  each scenario less the baseline, pair by pair
    multiples   a small panel for each label of `by` (districts where nothing is said): differences where there are two
                scenarios or more, else lines; `difference` says which
    tornado     a bar for each scenario's difference `at` a date (the end), or of a sweep for each parameter

    The first of `scenarios` is the baseline, or `baseline`. `select` takes a label of an axis each, by name or in words:
    {"service": "elder_care", "district": "六合"}. `smooth`: twelve months' totals or means in place of months, as the
    series needs where nothing is said. `per=10_000` divides counts and money by so many residents. Values are in the
    series' unit, months (run, time, ...). Raises Unanswerable (a ValueError) with the nearest names.
    """
    if kind not in KINDS:
        raise Unanswerable(f"there is no kind '{kind}': {nearest(kind, KINDS)}")
    if "time" not in series_of(data, series).dims:
        raise Unanswerable(f"{series} is yearly: `map` draws it")
    names = named(data, scenarios, baseline)
    apart = len(names) > 1 if difference is None else difference
    if len(names) < 2 and (kind == "difference" or apart and kind == "multiples"):
        raise Unanswerable(
            "a difference needs a second scenario; the file has one"
            if len(run_file.scenarios(data)) < 2
            else "a difference needs two scenarios or more"
        )
    with style.applied():
        if kind == "multiples":
            axis = by or multiples.axis_of(data[series], select)
            found = chosen(data, series, select, [axis], per)
            return multiples.panels(data, found, axis, names, select, apart, smooth)
        found = chosen(data, series, select, per=per)
        if kind == "tornado":
            draw = tornado.of_sweep if parameters(data) else tornado.of_scenarios
            return draw(data, found, names, select, at)
        return lines.over_time(data, found, names, select, kind == "difference", smooth)


def map(
    data: xr.Dataset,
    series: str,
    select: Selection | None = None,
    *,
    scenario: str | None = None,
    baseline: str | None = None,
    difference: bool | None = None,
    at: str | int | None = None,
    per: float | None = None,
) -> Picture:
    """Draws a series by district as a map of tiles, or one that ends in `_by_community` as a map of communities.

    Drawn is the difference of `scenario` (the second of the file) from `baseline` (the first), or, of a file with one
    scenario or with `difference=False`, what the scenario comes to. A flow is its total up to `at`, a stock its value then,
    a rate the mean of the last twelve months; of communities the year of `at`. `per=10_000` divides counts and money by so
    many residents. Places of communities are synthetic, and the picture says so. Raises Unanswerable with the nearest
    names.
    """
    names = named(data, None, baseline)
    apart = len(names) > 1 if difference is None else difference
    if apart and len(names) < 2:
        raise Unanswerable("a difference needs a second scenario; the file has one")
    which = scenario or names[1 if apart else 0]
    named(data, [which], None)
    found = series_of(data, series)
    with style.applied():
        draw = (
            communities.of_communities
            if "community" in found.dims
            else tiles.of_districts
        )
        return draw(data, series, which, names[0] if apart else None, select, at, per)


def frontier(
    data: xr.Dataset,
    cost: str = "public_spending",
    effect: str = "need_met_value",
    select: Selection | None = None,
    *,
    scenarios: Iterable[str] | None = None,
    baseline: str | None = None,
    at: str | int | None = None,
) -> Picture:
    """Draws what each policy costs more against how much more need it meets, with the 95 % intervals of both.

    Both are totals up to `at`, in pairs of equal luck. The frontier joins the policies than which no other meets more for
    less, by their means. `select` is of the effect, and of the cost as far as it has the axes.
    """
    names = named(data, scenarios, baseline)
    with style.applied():
        return plane.of_policies(data, cost, effect, names, select, at)
