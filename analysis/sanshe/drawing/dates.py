"""When policies change: dates from the scenarios that a file embeds, for marks on a picture.

    scenario_text of each scenario  --dates()-->  (month, words) of the changes that part them
"""

import re

import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from sanshe import run_file
from sanshe.drawing import fonts, style
from sanshe.words import cells

Mark = tuple[pd.Timestamp, str]
MOST = 6  # that are named


def changes(data: xr.Dataset, scenario: str) -> dict[str, dict]:
    """A scenario's dated changes, by their id; none where the file does not embed it."""
    try:
        found = run_file.scenario(data, scenario).get("change", [])
    except run_file.Unreadable:
        return {}
    return {str(change["id"]): change for change in found}


def words(identity: str) -> str:
    """An id without its year: "zero threshold"."""
    text = re.sub(r"-?\d{4}$", "", identity).replace("-", " ").strip()
    return fonts.shown(text, "") or identity


def dates(data: xr.Dataset, scenarios: list[str]) -> list[Mark]:
    """Of changes that the first scenario has not in common with the others; of one alone all. A name that comes again
    is said once."""
    first, *others = [changes(data, name) for name in scenarios]
    found: list[tuple[pd.Timestamp, str]] = []
    for other in others or [{}]:
        for key in {**first, **other}:
            one, two = first.get(key), other.get(key)
            if one != two:
                found += [
                    (pd.Timestamp(each["from"]), words(key))
                    for each in (one, two)
                    if each
                ]
    marks: list[Mark] = []
    for date, text in sorted(set(found)):
        marks.append((date, "" if text in [said for _, said in marks] else text))
    return marks


ROW = 0.125  # inches


def rows(
    marks: list[Mark], first: pd.Timestamp, last: pd.Timestamp
) -> list[tuple[pd.Timestamp, str, int]]:
    """Each month's words and the row above the axes in which they touch no others."""
    by_date: dict[pd.Timestamp, list[str]] = {}
    for date, text in marks:
        if first < date <= last:
            by_date.setdefault(date, []).append(text)
    if sum(bool(text) for texts in by_date.values() for text in texts) > MOST:
        return [(date, "", 0) for date in by_date]
    found, free = [], [0.0]
    for date, texts in by_date.items():
        text = ", ".join(each for each in texts if each)
        left = (date - first).days / ((last - first).days or 1)
        wide = 0.0135 * cells(text)
        left, right = (left - wide, left) if left > 0.8 else (left, left + wide)
        row = next((at for at, end in enumerate(free) if end <= left), len(free))
        if text:
            free[row:] = [right + 0.01, *free[row + 1 :]]
        found.append((date, text, row if text else 0))
    return found


def draw(axes: Axes, marked: list[tuple[pd.Timestamp, str, int]]) -> None:
    """A line each, and its words above; where they are too many, a stroke at the foot."""
    named = any(text for _, text, _ in marked)
    low, high = axes.get_xlim()
    for date, text, row in marked:
        axes.axvline(
            date,
            ymax=1 if named else 0.03,
            color=style.QUIET,
            linewidth=0.7,
            linestyle=(0, (1, 2)) if named else "-",
            zorder=1,
        )
        late = (date2num(date) - low) / (high - low) > 0.8
        axes.annotate(
            text,
            (date, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 2 + 72 * ROW * row),
            textcoords="offset points",
            ha="right" if late else "left",
            fontsize=7.5,
            color=style.QUIET,
        )
