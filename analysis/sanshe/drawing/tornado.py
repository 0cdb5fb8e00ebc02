"""Bars by size: which policy moves a series most; of a sweep, which parameter.

    scenarios      ->  a bar for each, its difference from the first with the interval of the table
    a sweep        ->  a bar for each parameter, from the mean at its lowest third of values to that at its highest
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from scipy import stats

from sanshe.drawing import footer, headline, style
from sanshe.drawing.sheet import EDGE, Picture, Sheet
from sanshe.measured import Selection, Unanswerable, levels, paired, parameters, summed
from sanshe.words import Unit, capital, minus, wrapped

NAMES = 2.3  # inches for what bars are called
BAR = 0.36
LONG = 30  # columns of a name


@dataclass(frozen=True)
class Swing:
    """What a parameter moves: means over the points with its lowest and its highest third of values."""

    name: str
    lowest: str  # which values those are
    highest: str
    low: float
    high: float
    p: float  # that both are alike: Welch's test; NaN of one point each

    @property
    def told(self) -> bool:
        return self.p < 0.05


def thirds(values: pd.Series) -> tuple[list, list]:
    """The lowest and the highest third of the values there are, one at the least; words as they come."""
    known = values.dropna().unique()
    ordered = sorted(known) if values.dtype.kind in "if" else list(known)
    part = max(1, len(ordered) // 3)
    return ordered[:part], ordered[-part:]


def span(values: list) -> str:
    """ "0.5", "0.5 to 0.66", "niche"."""
    ends = [
        minus(f"{each:.3g}") if isinstance(each, (int, float)) else str(each)
        for each in values
    ]
    return ends[0] if len(ends) == 1 else f"{ends[0]} to {ends[-1]}"


def swings(data: xr.Dataset, numbers: xr.DataArray, names: list[str]) -> list[Swing]:
    """The parameters, what moves most first. Of two scenarios the difference is looked at, of one its number."""
    runs = numbers.assign_coords({name: data[name] for name in parameters(data)})
    if len(names) > 1:
        rows = paired(runs, names[1], names[0])
    else:
        rows = levels(runs, names[0])
    frame = pd.DataFrame({name: data[name].values for name in parameters(data)})
    frame = frame.drop_duplicates().reset_index(drop=True)
    rows_of = rows["row"].values if "row" in rows.coords else np.arange(len(frame))
    frame, values = frame.iloc[rows_of], pd.Series(rows.values, index=rows_of)
    found = []
    for name, true in parameters(data).items():
        lowest, highest = thirds(frame[name])
        if lowest == highest:
            continue
        parts = [values[frame[name].isin(part)].dropna() for part in (lowest, highest)]
        p = (
            float(stats.ttest_ind(*parts, equal_var=False).pvalue)
            if min(map(len, parts)) > 1
            else np.nan
        )
        low, high = (float(part.mean()) for part in parts)
        found.append(Swing(true, span(lowest), span(highest), low, high, p))
    return sorted(found, key=lambda swing: -abs(swing.high - swing.low))


def moves(found: list[Swing], unit: Unit) -> str:
    """ "moves with A (3 to 5 months) and B (...)": those that are told apart; of single points the largest swing."""

    def ends(swing: Swing) -> str:
        low, high = unit.text(swing.low), unit.text(swing.high)
        return f"{swing.name} ({low.removesuffix(unit.short)} to {high})"

    told = [swing for swing in found if swing.told]
    if all(np.isnan(swing.p) for swing in found):
        return f"swings widest with {ends(found[0])}, one point at each end"
    if not told:
        return (
            f"moves with none of {len(found)} parameters that can be told from chance"
        )
    if len(told) > 2:
        return (
            f"moves with {len(told)} of {len(found)} parameters, widest {ends(told[0])}"
        )
    return f"moves with {' and '.join(ends(swing) for swing in told)}"


def of_sweep(
    data: xr.Dataset,
    series: xr.DataArray,
    names: list[str],
    select: Selection | None,
    until: str | int | None,
) -> Picture:
    """A bar for each parameter; grey where its lowest and highest third are not told apart (Welch's t test, 5 %)."""
    if len(names) > 2:
        raise Unanswerable(
            f"a tornado of a sweep is of one scenario or of two: name them with scenarios=, of {', '.join(names)}"
        )
    numbers, two = summed(series, until), len(names) == 2
    found = swings(data, numbers, names)
    if not found:
        raise Unanswerable("the sweep varied nothing")
    rows = paired(numbers, names[1], names[0]) if two else levels(numbers, names[0])
    middle = float(rows.mean())
    unit = Unit(
        series, max(abs(end) for swing in found for end in (swing.low, swing.high))
    )
    what = headline.subject(data, series, select)
    subject = (
        f"{headline.title(data, names[1])}: effect on {what}"
        if two
        else f"{headline.title(data, names[0])}: {what}"
    )
    head = f"{subject} {headline.when(series, until)} {moves(found, unit)}"
    of = (
        f"Difference from {headline.title(data, names[0])}"
        if two
        else headline.title(data, names[0])
    )
    sub = (
        f"{of}{unit.after(two)}: means over the points with the lowest third of a parameter's values"
        " (purple) and with the highest (orange). Upright line: mean of all points."
    )
    if any(not swing.told for swing in found):
        sub += " Grey: the two are not told apart."
    notes = [
        "the other parameters vary along",
        "Welch's t test, 5 %, each parameter by itself",
    ]
    foot = footer.footer(data, numbers.sizes["run"], two, notes)
    sheet = Sheet(head, sub, foot, 0.3 + BAR * 1.35 * len(found))
    axes = sheet.axes(EDGE + NAMES, EDGE + 0.7, 0.05, 0.2)
    for row, swing in enumerate(found):
        sides = (
            (swing.low, style.FALL, swing.lowest),
            (swing.high, style.RISE, swing.highest),
        )
        for end, ink, values in sides:
            width = (end - middle) / unit.divisor
            axes.barh(
                row,
                width,
                left=middle / unit.divisor,
                height=0.55,
                color=ink if swing.told else style.NO_VERDICT,
            )
        left, right = sorted(sides, key=lambda side: side[0])
        for (end, ink, values), edge, side in (
            (left, min, "right"),
            (right, max, "left"),
        ):
            far = edge(end, middle) / unit.divisor
            axes.annotate(
                values,
                (far, row),
                (-4 if side == "right" else 4, 0),
                textcoords="offset points",
                ha=side,
                va="center",
                fontsize=7.5,
                color=ink,
            )
    axes.axvline(middle / unit.divisor, color=style.INK, linewidth=0.8)
    finish(axes, [in_two(swing.name) for swing in found])
    data_of = pd.DataFrame([{**vars(swing), "told": swing.told} for swing in found])
    alt = f"Bar chart. {sub} " + " ".join(
        f"{s.name}: {unit.text(s.low)} at {s.lowest}, {unit.text(s.high)} at {s.highest}."
        for s in found
    )
    return sheet.picture(alt, data_of)


def of_scenarios(
    data: xr.Dataset,
    series: xr.DataArray,
    names: list[str],
    select: Selection | None,
    until: str | int | None,
) -> Picture:
    """A bar for each scenario but the first, its difference with the 95 % interval; grey where none is told from chance."""
    if len(names) < 2:
        raise Unanswerable(
            "a tornado needs a scenario to compare with the first, or a sweep"
        )
    numbers = summed(series, until)
    found = [headline.finding(data, numbers, name, names[0]) for name in names[1:]]
    found.sort(key=lambda f: -abs(f.difference.mean))
    ends = [
        abs(x)
        for f in found
        for x in (f.difference.mean, f.difference.low, f.difference.high)
        if np.isfinite(x)
    ]
    unit = Unit(series, max(ends, default=1.0))
    head = headline.against(data, series, found, unit, select, until)
    what = headline.subject(data, series, select)
    whisker = footer.interval(found[0].difference)
    sub = (
        f"{capital(what)} {headline.when(series, until)}: difference from {headline.title(data, names[0])}"
        f"{unit.after(True)}. Bar: mean"
        f"{'; line: ' + whisker if whisker else ''}. Grey: no verdict, or no difference told from chance."
    )
    notes = [footer.without(series), "each interval is by itself"]
    foot = footer.footer(data, found[0].difference.count, True, notes)
    sheet = Sheet(head, sub, foot, 0.3 + BAR * 1.35 * len(found))
    axes = sheet.axes(EDGE + NAMES, EDGE + 1.1, 0.05, 0.2)
    for row, f in enumerate(found):
        d = f.difference
        ink = (style.RISE if d.mean > 0 else style.FALL) if f.told else style.NO_VERDICT
        axes.barh(row, d.mean / unit.divisor, height=0.55, color=ink)
        far = d.mean
        if np.isfinite(d.low):
            axes.plot(
                [d.low / unit.divisor, d.high / unit.divisor],
                [row, row],
                color=style.INK,
                linewidth=1.1,
            )
            far = d.high if d.mean > 0 else d.low
        axes.annotate(
            unit.change(d.mean).removesuffix(f" {unit.between}"),
            (far / unit.divisor, row),
            (5 if d.mean > 0 else -5, 0),
            textcoords="offset points",
            ha="left" if d.mean > 0 else "right",
            va="center",
            fontsize=8.5,
        )
    axes.axvline(0, color=style.INK, linewidth=0.8)
    finish(axes, [wrapped(headline.title(data, f.scenario), LONG) for f in found])
    rows = [
        {
            "scenario": f.scenario,
            "mean": f.difference.mean,
            "low": f.difference.low,
            "high": f.difference.high,
        }
        for f in found
    ]
    alt = f"Bar chart. {sub} " + " ".join(
        f"{headline.title(data, f.scenario)}: {unit.change(f.difference.mean)}, {headline.said(f, unit)}."
        for f in found
    )
    return sheet.picture(alt, pd.DataFrame(rows))


def in_two(name: str) -> str:
    """A parameter's name, in two lines if it is long."""
    head, dot, tail = name.rpartition(".")
    return name if len(name) <= LONG or not dot else f"{head}.\n{tail}"


def finish(axes: Axes, names: list[str]) -> None:
    """Names at the left, the first on top, room for words at both ends."""
    style.quiet(axes, "x")
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", labelcolor=style.INK)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.relim()
    axes.autoscale(axis="x")
    low, high = axes.get_xlim()
    axes.set_xlim(low - 0.28 * (high - low), high + 0.28 * (high - low))
    axes.xaxis.set_major_locator(MaxNLocator(6))
    axes.xaxis.set_major_formatter(lambda value, _: minus(f"{value:,.10g}"))
