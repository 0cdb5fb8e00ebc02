"""Lines over time: what scenarios come to, and how they differ from the first.

    chosen() by month  --shown_as()-->  twelve months' totals or means, where months would hide what lasts
                       --levels(), paired()-->  a mean and a band each  --draw()-->  lines, named at their ends
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, YearLocator

from sanshe.drawing import dates, footer, headline, style
from sanshe.drawing.sheet import EDGE, Picture, Sheet
from sanshe.measured import (
    Estimate,
    Selection,
    estimate,
    levels,
    measure,
    paired,
    summed,
)
from sanshe.words import Unit, capital, minus, wrapped

LABELS = 1.9  # inches for names beside the lines
TALL = 3.3
SEASONAL = 0.5  # share of what is no trend that the month of the year explains


@dataclass(frozen=True)
class Line:
    """A mean in a band over time: arrays of (time)."""

    name: str
    text: str
    place: int  # of the scenario in the file
    time: np.ndarray
    found: Estimate


def seasonal(series: xr.DataArray) -> bool:
    """Whether a stock goes up and down with the year: of the mean over runs, less its trend."""
    mean = series.mean([axis for axis in series.dims if axis != "time"])
    if mean.sizes["time"] < 36:
        return False
    rest = mean - mean.rolling(time=13, center=True).mean()
    rest = rest.dropna("time")
    if rest.sizes["time"] < 24 or not float(rest.var()):
        return False
    year = rest.groupby("time.month").mean()
    share = float(year.var()) / float(rest.var())
    return share > SEASONAL and float(year.std()) > 0.02 * abs(float(mean.mean()))


def shown_as(
    series: xr.DataArray, smooth: bool | None = None
) -> tuple[xr.DataArray, str]:
    """The series as it is drawn, and what that is in words.

    Flows: totals of the twelve months up to each; rates and stocks that have seasons: means of them; else months. The
    last value of a rate is so the one of the tables.
    """
    kind, long = measure(series), series.sizes["time"] >= 24
    wanted = (
        long and (kind != "stock" or seasonal(series)) if smooth is None else smooth
    )
    if not wanted:
        how = {"flow": "Each month's total", "rate": "Each month's mean"}
        return series, how.get(kind, "At each month's end")
    rolled = series.rolling(time=12, min_periods=12 if kind == "flow" else 6)
    found = rolled.sum() if kind == "flow" else rolled.mean()
    what = "Total" if kind == "flow" else "Mean"
    why = ", as the year's seasons would hide what lasts" if kind == "stock" else ""
    found.attrs = series.attrs
    return (
        found.isel(time=slice(11, None)),
        f"{what} of the twelve months up to each month{why}",
    )


def spread(places: list[float], apart: float) -> list[float]:
    """The same places, moved so that none is nearer than that to another, in their order."""
    order = sorted(range(len(places)), key=lambda at: places[at])
    moved = [places[at] for at in order]
    for _ in range(200):
        for at in range(len(moved) - 1):
            lack = apart - (moved[at + 1] - moved[at])
            if lack > 1e-9:
                moved[at] -= lack / 2
                moved[at + 1] += lack / 2
    return [moved[order.index(at)] for at in range(len(places))]


def draw(axes: Axes, lines: list[Line], unit: Unit) -> None:
    """Bands behind, lines before."""
    for line in lines:
        ink = style.colour(line.place)
        low, high = (
            np.asarray(each) / unit.divisor
            for each in (line.found.low, line.found.high)
        )
        axes.fill_between(line.time, low, high, color=ink, alpha=0.18, linewidth=0)
    for line in lines:
        axes.plot(
            line.time,
            np.asarray(line.found.mean) / unit.divisor,
            color=style.colour(line.place),
            linestyle=style.stroke(line.place),
            linewidth=1.8,
            label=line.name,
        )
    style.quiet(axes)
    axes.margins(x=0)
    years = max(1, round(len(lines[0].time) / 12 / 12))
    axes.xaxis.set_major_locator(YearLocator(years))
    axes.xaxis.set_major_formatter(DateFormatter("%Y"))
    axes.yaxis.set_major_formatter(lambda value, _: minus(f"{value:,.10g}"))


def name_ends(axes: Axes, lines: list[Line], unit: Unit, inches: float) -> None:
    """Each line's name beside its end; lines that end alike have one label."""
    size, (low, high) = 8.5, axes.get_ylim()
    ends: dict[float, list[Line]] = {}
    for line in lines:
        mean = np.asarray(line.found.mean) / unit.divisor
        known = mean[np.isfinite(mean)]
        ends.setdefault(float(known[-1]) if known.size else low, []).append(line)
    texts = [
        wrapped(" = ".join(line.text for line in same), int(LABELS * 11))
        for same in ends.values()
    ]
    places = [(end - low) / ((high - low) or 1) for end in ends]
    room = max(text.count("\n") + 1 for text in texts) * size * 1.3 / 72 / inches
    for text, same, at, to in zip(texts, ends.values(), places, spread(places, room)):
        ink = style.colour(same[0].place)
        axes.annotate(
            text,
            (1, at),
            xycoords="axes fraction",
            xytext=(1.025, to),
            textcoords="axes fraction",
            va="center",
            fontsize=size,
            color=ink,
            arrowprops={"arrowstyle": "-", "color": ink, "linewidth": 0.6},
        )


def as_data(lines: list[Line], **more: str) -> pd.DataFrame:
    """What is drawn, in the series' unit."""
    frames = [
        pd.DataFrame(
            {
                **more,
                "scenario": line.name,
                "time": line.time,
                "mean": line.found.mean,
                "low": line.found.low,
                "high": line.found.high,
            }
        )
        for line in lines
    ]
    return pd.concat(frames, ignore_index=True)


def of_scenarios(
    data: xr.Dataset, drawn: xr.DataArray, names: list[str], difference: bool
) -> list[Line]:
    """A line for each; of differences for each but the first."""
    found = []
    for place, name in enumerate(names):
        if difference and place == 0:
            continue
        rows = paired(drawn, name, names[0]) if difference else levels(drawn, name)
        text, time = headline.title(data, name), drawn["time"].values
        found.append(Line(name, text, place, time, estimate(rows, data)))
    return found


def extent(lines: list[Line]) -> float:
    """The largest number drawn, for the unit."""
    ends = [
        abs(np.asarray(each))
        for line in lines
        for each in (line.found.mean, line.found.low, line.found.high)
    ]
    known = np.concatenate([end[np.isfinite(end)] for end in ends])
    return float(known.max()) if known.size else 1.0


def in_words(line: Line, unit: Unit) -> str:
    """A line for who cannot see it."""
    mean = np.asarray(line.found.mean, dtype=float)
    known = np.flatnonzero(np.isfinite(mean))
    if not known.size:
        return f"{line.text}: not defined."
    first, last = known[0], known[-1]
    low, high = (
        float(np.asarray(each)[last]) for each in (line.found.low, line.found.high)
    )
    band = f" (band {unit.text(low).removesuffix(unit.short)} to {unit.text(high)})"
    ends = band if np.isfinite(low) else ""
    dates = [f"{pd.Timestamp(line.time[at]):%Y-%m}" for at in (first, last)]
    return f"{line.text}: {unit.text(mean[first])} in {dates[0]}, {unit.text(mean[last])}{ends} in {dates[1]}."


def over_time(
    data: xr.Dataset,
    series: xr.DataArray,
    names: list[str],
    select: Selection | None,
    difference: bool,
    smooth: bool | None,
) -> Picture:
    """Scenarios' lines, or with `difference` what each has more or less than the first."""
    drawn, what = shown_as(series, smooth)
    lines = of_scenarios(data, drawn, names, difference)
    unit = Unit(series, extent(lines))
    marks = dates.dates(data, names)
    if len(names) > 1:
        numbers = summed(series)
        findings = [
            headline.finding(data, numbers, name, names[0]) for name in names[1:]
        ]
        head = headline.against(data, series, findings, unit, select)
    else:
        head = headline.course(data, series, names[0], unit, select)
    first = lines[0].found
    shown = capital(headline.subject(data, series, select))
    if difference:
        shown = (
            f"{shown}: difference from {headline.title(data, names[0])}, pair by pair"
        )
    sub = f"{shown}{unit.after(difference)}. {what}. Line: mean"
    sub += f"; band: {footer.interval(first)}." if footer.interval(first) else "."
    notes = [footer.without(series)]
    if len(names) > 1 and not difference and footer.interval(first):
        notes.append(
            "pairs share their luck: a difference may be surer than bands that overlap"
        )
    foot = footer.footer(data, first.count, len(names) > 1, notes)
    start, end = (pd.Timestamp(drawn["time"].values[at]) for at in (0, -1))
    marked = dates.rows(marks, start, end)
    above = dates.above(marked)
    sheet = Sheet(head, sub, foot, TALL + above)
    axes = sheet.axes(EDGE + 0.45, EDGE + LABELS, above, 0.2)
    draw(axes, lines, unit)
    if difference:
        axes.axhline(0, color=style.INK, linewidth=0.9)
    else:
        low, high = axes.get_ylim()
        if (
            low > 0
            and low < 0.6 * high
            or low < 0 <= min(np.nanmin(line.found.mean) for line in lines)
        ):
            axes.set_ylim(bottom=0)
    dates.draw(axes, marked)
    name_ends(axes, lines, unit, TALL)
    words = " ".join(in_words(line, unit) for line in lines)
    said = "; ".join(f"{mark.text} {mark.date:%Y-%m}" for mark in marked if mark.text)
    alt = f"Line chart, {start:%Y-%m} to {end:%Y-%m}. {sub} {words}"
    return sheet.picture(alt + (f" Marked: {said}." if said else ""), as_data(lines))
