"""Small multiples: the same lines for every label of an axis, on one scale, so that groups are held against each other.

    by="district"  ->  a panel for each district, in the order of the file
"""

import math

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.dates import YearLocator
from matplotlib.ticker import MaxNLocator

from sanshe.drawing import footer, headline, lines, style
from sanshe.drawing.sheet import EDGE, Picture, Sheet
from sanshe.measured import Selection, Unanswerable, summed
from sanshe.words import Unit, capital, wrapped

UNLIKE = 10
PANEL, GAP = 1.25, 0.42  # inches
GROUPS = {"district": "districts", "service": "services", "org_class": "classes"}


def axis_of(series: xr.DataArray, select: Selection | None) -> str:
    """What panels are by, where nobody says: districts, else the first axis there is."""
    axes = [str(a) for a in series.dims if a not in ("run", "time", "year")]
    free = [axis for axis in axes if axis not in dict(select or {})]
    if not free:
        raise Unanswerable(f"{series.name} has no axis left for small multiples")
    return "district" if "district" in free else free[0]


def plural(axis: str) -> str:
    return GROUPS.get(axis, f"groups ({axis.replace('_', ' ')})")


def panels(
    data: xr.Dataset,
    series: xr.DataArray,
    axis: str,
    names: list[str],
    select: Selection | None,
    difference: bool,
    smooth: bool | None,
) -> Picture:
    """A panel for each label of the axis: the scenarios' lines, or with `difference` how they differ from the first.

    All have one scale, unless of levels the largest panel is more than `UNLIKE` times the smallest.
    """
    labels = [str(label) for label in series[axis].values]
    drawn, what = lines.shown_as(series, smooth)
    parts = [series.sel({axis: label}, drop=True) for label in labels]
    cut = [drawn.sel({axis: label}, drop=True) for label in labels]
    for part in (*parts, *cut):
        part.attrs = series.attrs
    every = [lines.of_scenarios(data, part, names, difference) for part in cut]
    unit = Unit(series, max(lines.extent(each) for each in every))
    head = heading(data, series, parts, names, select, axis)
    first = every[0][0].found
    shown = headline.subject(data, series, select)
    sub = f"{capital(shown)} by {axis.replace('_', ' ')}"
    if difference:
        sub += f": difference from {headline.title(data, names[0])}, pair by pair"
    band = footer.interval(first)
    sub += f"{unit.after(difference)}. {what}. Line: mean{'; band: ' + band if band else ''}."
    ends = [limits(each, unit) for each in every]
    shared = difference or max(e[1] for e in ends) <= UNLIKE * min(e[1] for e in ends)
    if shared:
        ends = [(min(e[0] for e in ends), max(e[1] for e in ends))] * len(ends)
    note = (
        "all panels have one scale" if shared else "each panel has a scale of its own"
    )
    notes = [
        note,
        footer.without(series),
        "each interval is by itself",
    ]
    foot = footer.footer(data, first.count, len(names) > 1, notes)
    across = 4 if len(labels) > 6 else 3
    down = math.ceil(len(labels) / across)
    key, between = 0.3 if len(every[0]) > 1 else 0.05, 0.15 if shared else 0.5
    sheet = Sheet(head, sub, foot, key + down * (PANEL + GAP))
    wide = (sheet.width - 2 * EDGE - 0.45 + between) / across - between
    years = pd.DatetimeIndex(drawn["time"].values).year.unique()
    for at, (label, each, (low, high)) in enumerate(zip(labels, every, ends)):
        left = EDGE + 0.45 + (at % across) * (wide + between)
        top = key + (at // across) * (PANEL + GAP) + 0.2
        below = key + down * (PANEL + GAP) - top - PANEL
        axes = sheet.axes(left, sheet.width - left - wide, top, below)
        lines.draw(axes, each, unit)
        axes.set_ylim(low - 0.03 * (high - low), high + 0.03 * (high - low))
        if difference:
            axes.axhline(0, color=style.INK, linewidth=0.8)
        axes.tick_params(labelsize=7, labelleft=not shared or at % across == 0)
        axes.yaxis.set_major_locator(MaxNLocator(4))
        axes.xaxis.set_major_locator(YearLocator(math.ceil(len(years) / 3)))
        name = wrapped(headline.label(data, axis, label), 24)
        axes.set_title(name, loc="left", fontsize=8.5, pad=3)
    if len(every[0]) > 1:
        legend(sheet, every[0])
    alt = f"{len(labels)} small line charts. {sub} " + " ".join(
        f"{headline.label(data, axis, label)}: {' '.join(lines.in_words(x, unit) for x in each)}"
        for label, each in zip(labels, every)
    )
    frames = [
        lines.as_data(each, **{axis: label}) for label, each in zip(labels, every)
    ]
    return sheet.picture(alt, pd.concat(frames, ignore_index=True))


def limits(each: list[lines.Line], unit: Unit) -> tuple[float, float]:
    """From the lowest to the highest that a panel draws, 0 among them."""
    drawn = [
        x for line in each for x in (line.found.mean, line.found.low, line.found.high)
    ]
    known = np.concatenate(
        [x[np.isfinite(x)] for x in map(np.asarray, drawn)] + [[0.0]]
    )
    return float(known.min()) / unit.divisor, float(known.max()) / unit.divisor or 1.0


def heading(
    data: xr.Dataset,
    series: xr.DataArray,
    parts: list[xr.DataArray],
    names: list[str],
    select: Selection | None,
    axis: str,
) -> str:
    """In how many groups a policy raises and lowers it; of several policies and of one, what the panels are."""
    subject = headline.subject(data, series, select)
    others = names[1:]
    if not others or len(others) > headline.LONGEST:
        what = headline.title(data, names[0])
        what = f"{len(names)} scenarios" if others else what
        return f"{capital(subject)} by {axis.replace('_', ' ')}: {what}"
    totals = [summed(part) for part in parts]
    tallies = [
        headline.tally(
            [headline.finding(data, each, name, names[0]) for each in totals],
            plural(axis),
        )
        for name in others
    ]
    at, titles = headline.when(series), [headline.title(data, name) for name in others]
    if len(others) == 1:
        return f"{titles[0]}: {subject} {at}, {tallies[0]}"
    each = "; ".join(f"{title}, {text}" for title, text in zip(titles, tallies))
    return f"{capital(subject)} {at}: {each}"


def legend(sheet: Sheet, each: list[lines.Line]) -> None:
    """A stroke and a name for each scenario, in a row above the panels."""
    left = EDGE
    axes = sheet.axes(0, 0, -0.02, 0)
    axes.set_axis_off()
    axes.set_xlim(0, sheet.width)
    axes.set_ylim(axes.bbox.height / sheet.figure.dpi, 0)
    axes.set_zorder(-1)
    for line in each:
        ink = style.colour(line.place)
        axes.plot(
            [left, left + 0.3],
            [0.07, 0.07],
            color=ink,
            linestyle=style.stroke(line.place),
            linewidth=1.8,
        )
        axes.text(left + 0.36, 0.07, line.text, color=ink, fontsize=8.5, va="center")
        left += 0.6 + 0.075 * len(line.text)
