"""When policies change: dates from the scenarios that a file embeds, for marks on a picture.

    scenario_text of each scenario  --dates()-->  month, words and scenario of the changes that part them
"""

import re
from dataclasses import dataclass

import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from sanshe import run_file
from sanshe.drawing import fonts, style
from sanshe.words import cells

Mark = tuple[pd.Timestamp, str, int | None]  # of which scenario, by its place
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
    of: dict[tuple[pd.Timestamp, str], set[int]] = {}
    for place, other in enumerate(others or [{}], start=1):
        for key in {**first, **other}:
            one, two = first.get(key), other.get(key)
            for change in (one, two) if one != two else ():
                if change:
                    date = pd.Timestamp(change["from"])
                    of.setdefault((date, words(key)), set()).add(place)
    marks: list[Mark] = []
    for (date, text), places in sorted(of.items(), key=lambda each: each[0]):
        one_place = min(places) if others and len(places) == 1 else None
        said = text in [text for _, text, _ in marks]
        marks.append((date, "" if said else text, one_place))
    return marks


ROW = 0.125  # inches
LATE = 0.8  # from here on words stand at the left of their line


@dataclass(frozen=True)
class Placed:
    """A mark with the row above the axes in which its words touch no others."""

    date: pd.Timestamp
    text: str
    place: int | None
    row: int


def rows(marks: list[Mark], first: pd.Timestamp, last: pd.Timestamp) -> list[Placed]:
    """Those within the months shown; without words where they are too many."""
    marks = [mark for mark in marks if first < mark[0] <= last]
    named = sum(bool(text) for _, text, _ in marks) <= MOST
    found, free = [], [0.0]
    for date, text, place in marks:
        text = text if named else ""
        left = (date - first).days / ((last - first).days or 1)
        wide = 0.0135 * cells(text)
        left, right = (left - wide, left) if left > LATE else (left, left + wide)
        row = next((at for at, end in enumerate(free) if end <= left), len(free))
        if text:
            free[row:] = [right + 0.01, *free[row + 1 :]]
        found.append(Placed(date, text, place, row if text else 0))
    return found


def above(marks: list[Placed]) -> float:
    """Inches that their words take above the axes."""
    return ROW * (1 + max((mark.row for mark in marks if mark.text), default=-1)) + 0.05


def draw(axes: Axes, marks: list[Placed]) -> None:
    """A line each in its scenario's colour, and its words above; where they are too many, a stroke at the foot."""
    named = any(mark.text for mark in marks)
    low, high = axes.get_xlim()
    for mark in marks:
        ink = style.QUIET if mark.place is None else style.colour(mark.place)
        axes.axvline(
            mark.date,
            ymax=1 if named else 0.03,
            color=ink,
            linewidth=0.7,
            linestyle=(0, (1, 2)) if named else "-",
            zorder=1,
        )
        late = (date2num(mark.date) - low) / (high - low) > LATE
        axes.annotate(
            mark.text,
            (mark.date, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 2 + 72 * ROW * mark.row),
            textcoords="offset points",
            ha="right" if late else "left",
            fontsize=7.5,
            color=ink,
        )
