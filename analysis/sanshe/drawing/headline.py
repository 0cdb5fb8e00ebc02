"""What is seen, in one line, and no more than its interval supports.

    pairs of a scenario and the baseline  --finding()-->  Finding  --said()-->  "11 % lower", "not told from chance"
                                                                  --against()-->  a picture's headline

Fewer than five pairs get no verdict. With five and more, a difference is said where the 95 % interval leaves 0 out; else
that no difference is told from chance. On a sweep it is said at how many points it points the same way.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import xarray as xr

from sanshe import run_file
from sanshe.drawing import fonts
from sanshe.measured import (
    Estimate,
    Selection,
    estimate,
    levels,
    measure,
    months,
    pairs,
    summed,
)
from sanshe.words import Unit, capital, phrase

LONGEST = 3  # scenarios that a headline names


@dataclass(frozen=True)
class Finding:
    """A scenario against the baseline: both means, and the difference with its interval."""

    scenario: str
    before: float
    after: float
    difference: Estimate

    @property
    def percent(self) -> float:
        """Of the baseline's mean; NaN of nothing."""
        return 100 * self.difference.mean / abs(self.before) if self.before else np.nan

    @property
    def same(self) -> bool:
        """To the bit, in every pair."""
        return self.difference.mean == 0 and self.difference.same_sign == 1

    @property
    def told(self) -> bool:
        return bool(self.difference.told)


def finding(
    data: xr.Dataset,
    numbers: xr.DataArray,
    scenario: str,
    baseline: str,
) -> Finding:
    """Of one number a run, (run,)."""
    before, after = pairs(numbers, scenario, baseline)
    means = float(before.mean()), float(after.mean())
    return Finding(scenario, *means, estimate(after - before, data))


def title(data: xr.Dataset, name: str) -> str:
    """A scenario's title, as far as there are fonts for it."""
    return fonts.shown(run_file.title(data, name), name)


def label(data: xr.Dataset, axis: str, name: str) -> str:
    """A label in words, as far as there are fonts for it."""
    return fonts.shown(run_file.label(data, axis, name), name.replace("_", " "))


def of(data: xr.Dataset, select: Selection | None) -> str:
    """ " (elder care, village)"."""
    words = [label(data, key, it) for key, it in dict(select or {}).items()]
    return f" ({', '.join(words)})" if words else ""


def subject(data: xr.Dataset, series: xr.DataArray, select: Selection | None) -> str:
    """What is looked at: "mean wait for help (elder care, village)", "cases waiting per 10,000 residents"."""
    per = series.attrs.get("per")
    heads = f" per {per:,.0f} residents" if per else ""
    return f"{phrase(series)}{heads}{of(data, select)}"


def month(date: np.datetime64) -> str:
    """ "2020", "June 2018": a year's last month is the year."""
    stamp = pd.Timestamp(date)
    return str(stamp.year) if stamp.month == 12 else f"{stamp:%B %Y}"


def when(series: xr.DataArray, until: str | int | None = None) -> str:
    """ "from 2010 to 2020", "at the end of 2020", "in 2020"."""
    kind, series = measure(series), months(series, until)
    if "year" in series.dims:
        years = series["year"].values
        return (
            f"in {years[-1]}" if kind != "flow" else f"from {years[0]} to {years[-1]}"
        )
    first, last = series["time"].values[0], series["time"].values[-1]
    begin = pd.Timestamp(first)
    if kind == "stock":
        return f"at the end of {month(last)}"
    if kind == "flow":
        start = str(begin.year) if begin.month == 1 else f"{begin:%B %Y}"
        return (
            f"from {start} to {month(last)}" if start != month(last) else f"in {start}"
        )
    return (
        f"in {month(last)}"
        if month(last).isdigit()
        else f"in the year to {month(last)}"
    )


def amount(found: Finding, unit: Unit) -> str:
    """ "11 % lower"; of nothing, and of shares, "7.7 percentage points lower"."""
    word = "higher" if found.difference.mean > 0 else "lower"
    size = abs(found.percent)
    if np.isnan(size) or unit.share:
        return f"{unit.change(abs(found.difference.mean)).lstrip('+')} {word}"
    return f"{size:,.0f} % {word}" if size >= 10 else f"{size:.2g} % {word}"


def said(found: Finding, unit: Unit) -> str:
    """What can be said of one difference."""
    n, difference = found.difference.count, found.difference
    if np.isnan(difference.mean):
        return "not defined"
    if found.same:
        return "no difference at all"
    if difference.over_points:
        part = round(difference.same_sign * n)
        word = "higher" if difference.mean > 0 else "lower"
        return f"{word} at {'all' if part == n else f'{part} of'} {n} points"
    if not difference.enough:
        few = "one pair" if n == 1 else f"{n} pairs"
        return f"{amount(found, unit)} in the mean of {few}, too few for a verdict"
    return amount(found, unit) if found.told else "no difference told from chance"


def against(
    data: xr.Dataset,
    series: xr.DataArray,
    findings: list[Finding],
    unit: Unit,
    select: Selection | None = None,
    until: str | int | None = None,
) -> str:
    """The headline of scenarios against a baseline."""
    what, at = subject(data, series, select), when(series, until)
    if len(findings) == 1:
        return f"{title(data, findings[0].scenario)}: {what} {at}, {said(findings[0], unit)}"
    head = f"{capital(what)} {at}"
    if len(findings) <= LONGEST:
        each = "; ".join(
            f"{title(data, f.scenario)}, {said(f, unit)}" for f in findings
        )
        return f"{head}: {each}"
    first = most(data, summed(series, until), findings)
    tail = (
        f"; most with {title(data, first.scenario)}, {said(first, unit)}"
        if first
        else ""
    )
    return f"{head}: {tally(findings, 'policies')}{tail}"


def most(
    data: xr.Dataset, numbers: xr.DataArray, findings: list[Finding]
) -> Finding | None:
    """The policy that moves it most, if pairs tell its difference from that of the next one; else nobody."""
    first, *others = sorted(findings, key=lambda f: -abs(f.difference.mean))
    if not first.told or first.difference.over_points:
        return None
    next_one = finding(data, numbers, first.scenario, others[0].scenario)
    return first if next_one.told else None


def tally(findings: list[Finding], what: str) -> str:
    """ "higher in 2 of 11 districts, lower in 3, in 6 no difference told from chance"."""
    n, first = len(findings), findings[0].difference
    up = [f for f in findings if f.difference.mean > 0]
    down = [f for f in findings if f.difference.mean < 0]
    if not first.over_points and not first.enough:
        few = "one pair is" if first.count == 1 else f"{first.count} pairs are"
        told = sides(up, down, f"{n:,} {what}") or f"equal in all {n:,} {what}"
        return f"{told}; {few} too few for a verdict"
    if not first.over_points:
        up, down = ([f for f in side if f.told] for side in (up, down))
        rest = n - len(up) - len(down)
        tail = f", in {rest} no difference told from chance" if rest else ""
        told = sides(up, down, f"{n:,} {what}")
        return (
            told + tail
            if told
            else f"in none of {n:,} {what} is a difference told from chance"
        )
    up, down = ([f for f in side if f.difference.same_sign == 1] for side in (up, down))
    return (
        f"higher at all points in {len(up)} of {n} {what}, lower at all in {len(down)}"
    )


def sides(up: list[Finding], down: list[Finding], of_all: str) -> str:
    """ "higher in 2 of 11 districts, lower in 3"; nothing is said of a side on which there is none."""
    parts = [
        f"{word} in {len(side)}"
        for word, side in (("higher", up), ("lower", down))
        if side
    ]
    if parts:
        parts[0] += f" of {of_all}"
    return ", ".join(parts)


def course(
    data: xr.Dataset,
    series: xr.DataArray,
    scenario: str,
    unit: Unit,
    select: Selection | None,
) -> str:
    """The headline of one scenario: from the first year to the last, as far as runs agree."""
    rows = levels(series, scenario)
    first, last = rows.isel(time=slice(None, 12)), rows.isel(time=slice(-12, None))
    if measure(series) == "flow":
        first, last = first.sum("time"), last.sum("time")
    elif measure(series) == "rate":
        first, last = first.mean("time"), last.mean("time")
    else:
        first, last = first.isel(time=0), last.isel(time=-1)
    years = pd.DatetimeIndex(series["time"].values[[0, -1]]).year
    change = estimate(last - first, data)
    head = f"{title(data, scenario)}: {subject(data, series, select)}"
    ends = f"from {unit.text(float(first.mean()))} ({years[0]}) to {unit.text(float(last.mean()))} ({years[1]})"
    if change.count == 1 and not change.over_points:
        return f"{head} {ends} in one run"
    if not change.over_points and change.enough and not change.told:
        return f"{head} {ends}: no change told from chance"
    return f"{head} {ends}"
