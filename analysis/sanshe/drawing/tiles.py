"""A tile map: every district a square of one size, roughly where it lies, so that small ones are seen as well.

    seats (x, y in km) of the embedded scenario's districts  --placed()-->  column and row of each  -->  tiles
"""

import itertools

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.colors import Colormap, Normalize, TwoSlopeNorm
from matplotlib.patches import FancyBboxPatch
from scipy.optimize import linear_sum_assignment

from sanshe import run_file
from sanshe.drawing import footer, headline, style
from sanshe.drawing.sheet import EDGE, Picture, Sheet
from sanshe.measured import (
    Estimate,
    Selection,
    chosen,
    estimate,
    levels,
    summed,
)
from sanshe.words import Unit, capital, short, wrapped

SIDE = 0.92  # inches
FEW = 25  # districts whose places are tried in turn, in a second


def seats(data: xr.Dataset, names: list[str]) -> np.ndarray | None:
    """Where districts lie, (district, 2): km east and north, as the embedded scenario says; None where it does not."""
    try:
        rows = run_file.scenario(data, run_file.scenarios(data)[0]).get("district", [])
    except run_file.Unreadable:
        return None
    places = {row["name"]: (row.get("x"), row.get("y")) for row in rows}
    found = [places.get(name, (None, None)) for name in names]
    return (
        None if any(None in place for place in found) else np.array(found, dtype=float)
    )


def placed(where: np.ndarray | None, count: int) -> list[tuple[int, int]]:
    """Column and row of each: which lies north or east of which is kept, as far as squares that touch allow.

    Begins with squares nearest to the seats, far ones drawn nearer, and moves and swaps squares while that betters it.
    """
    if where is None or count < 2:
        across = int(np.ceil(np.sqrt(count)))
        return [(at % across, at // across) for at in range(count)]
    middle = where - np.median(where, axis=0)
    near = middle / np.sqrt(np.maximum(np.hypot(*middle.T), 1e-9))[:, None]
    reach = int(np.ceil(np.sqrt(count)))
    grid = np.array(list(itertools.product(range(-reach, reach + 1), repeat=2)))
    cost = (
        ((1.4 * reach * near / np.abs(near).max())[:, None] - 2 * grid[None]) ** 2
    ).sum(axis=2)
    best = grid[linear_sum_assignment(cost)[1]]
    if count <= FEW:
        best = bettered(best, where, grid)
    return [(int(x - best[:, 0].min()), int(best[:, 1].max() - y)) for x, y in best]


def badness(cells: np.ndarray, where: np.ndarray) -> float:
    """How far directions between squares are from those between seats, and how little the squares hold together."""

    def directions(of: np.ndarray) -> np.ndarray:
        between = of[:, None] - of[None]
        return between / np.maximum(
            np.linalg.norm(between, axis=2, keepdims=True), 1e-9
        )

    wrong = 1 - (directions(cells.astype(float)) * directions(where)).sum(axis=2)
    np.fill_diagonal(wrong, 0)
    steps = abs(cells[:, None] - cells[None]).sum(axis=2)
    touching = int((steps == 1).sum()) / 2
    joined = np.linalg.matrix_power((steps <= 1).astype(float), len(cells)) > 0
    return (
        float((wrong / steps.clip(1)).sum())
        - 0.5 * touching
        + 1e3 * float((~joined).sum())
    )


def bettered(cells: np.ndarray, where: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """Squares moved to free places and swapped until nothing is better."""
    best = badness(cells, where)
    while True:
        tried: list[tuple[float, int, np.ndarray]] = []
        for at, place in itertools.product(range(len(cells)), grid):
            other = cells.copy()
            held = np.flatnonzero((cells == place).all(axis=1))
            other[held] = cells[at]
            other[at] = place
            tried.append((badness(other, where), len(tried), other))
        worth, _, other = min(tried, key=lambda each: each[:2])
        if worth >= best - 1e-9:
            return cells
        best, cells = worth, other


def numbers(
    data: xr.Dataset,
    series: xr.DataArray,
    axis: str,
    scenario: str,
    baseline: str | None,
    until: str | int | None,
) -> tuple[Estimate, list[headline.Finding]]:
    """Of each label, its mean over runs, or the difference from the baseline."""
    each = summed(series, until)
    if baseline is None:
        return estimate(levels(each, scenario), data), []
    parts = [each.isel({axis: at}, drop=True) for at in range(each.sizes[axis])]
    found = [headline.finding(data, part, scenario, baseline) for part in parts]
    of = [f.difference for f in found]
    mean, low, high = np.array([(d.mean, d.low, d.high) for d in of]).T
    first = of[0]
    over = first.over_points, first.chosen_points
    return Estimate(mean, low, high, first.count, *over), found


def colours(values: np.ndarray, change: bool) -> tuple[Normalize, Colormap]:
    """Levels from light to dark; differences away from white on both sides alike."""
    known = values[np.isfinite(values)]
    if change:
        most = float(abs(known).max()) if known.size and abs(known).max() else 1.0
        return TwoSlopeNorm(0, -most, most), style.CHANGES
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    return Normalize(low, high if high > low else low + 1), style.LEVELS


def ink_on(colour: tuple) -> str:
    """Black or white, whichever can be read on it."""
    light = 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]
    return "white" if light < 0.5 else style.INK


def of_districts(
    data: xr.Dataset,
    name: str,
    scenario: str,
    baseline: str | None,
    select: Selection | None,
    until: str | int | None,
    per: float | None,
) -> Picture:
    """A tile for each district: what a scenario comes to, or how it differs from the baseline."""
    series = chosen(data, name, select, ["district"], per)
    names = [str(each) for each in series["district"].values]
    found, findings = numbers(data, series, "district", scenario, baseline, until)
    mean = np.asarray(found.mean, dtype=float)
    unit = Unit(series, float(np.nanmax(abs(mean))) if np.isfinite(mean).any() else 1.0)
    what = headline.subject(data, series, select)
    at = headline.when(series, until)
    if findings:
        head = f"{headline.title(data, scenario)}: {what} {at}, {headline.tally(findings, 'districts')}"
        sub = f"{capital(what)}: difference from {headline.title(data, baseline or '')}, pair by pair"
    else:
        each = [headline.label(data, "district", name) for name in names]
        head = (
            f"{capital(what)} {at}: {ends(data, series, scenario, until, each, unit)}"
        )
        sub = f"{capital(what)}: {headline.title(data, scenario)}"
    sub += f"{unit.after(bool(findings))}. Each square is a district, roughly where it lies; north is up."
    told = (
        np.array([f.told for f in findings]) if findings else np.ones(len(names), bool)
    )
    if not told.all():
        sub += " Hatched: no verdict, or no difference told from chance."
    notes = [
        "each interval is by itself (95 %, Student's t)"
        if findings and not found.over_points and found.enough
        else "",
        footer.without(series),
    ]
    foot = footer.footer(data, found.count, bool(findings), notes)
    cells = placed(seats(data, names), len(names))
    across, down = (max(cell[at] for cell in cells) + 1 for at in (0, 1))
    sheet = Sheet(head, sub, foot, 0.15 + down * SIDE + 0.55)
    spare = sheet.width - 2 * EDGE - across * SIDE
    axes = sheet.axes(EDGE + spare / 2, EDGE + spare / 2, 0.1, 0.55)
    axes.set_axis_off()
    axes.set_xlim(0, across)
    axes.set_ylim(down, 0)
    norm, palette = colours(mean / unit.divisor, bool(findings))
    for label, (x, y), value, sure in zip(names, cells, mean / unit.divisor, told):
        colour = palette(norm(value)) if np.isfinite(value) else (1, 1, 1, 1)
        square = FancyBboxPatch(
            (x + 0.04, y + 0.04),
            0.92,
            0.92,
            boxstyle="round,pad=0,rounding_size=0.05",
            facecolor=colour,
            edgecolor="white" if sure else style.QUIET,
            linewidth=0.8,
            hatch=None if sure else "////",
        )
        axes.add_patch(square)
        words, ink = headline.label(data, "district", label), ink_on(colour)
        plate = None if sure else {"facecolor": colour, "edgecolor": "none", "pad": 1.2}
        how = {"ha": "center", "va": "center", "color": ink, "bbox": plate}
        axes.text(
            x + 0.5, y + 0.32, wrapped(words, 11), fontsize=10, fontweight="bold", **how
        )
        if words != label.replace("_", " "):
            axes.text(x + 0.5, y + 0.54, label.replace("_", " "), fontsize=6.5, **how)
        text = (
            unit.change(value * unit.divisor)
            if findings
            else unit.text(value * unit.divisor)
        )
        text = (
            "–"
            if not np.isfinite(value)
            else text.removesuffix(unit.short).removesuffix(f" {unit.between}")
        )
        axes.text(x + 0.5, y + 0.76, text, fontsize=9, **how)
    scale_bar(sheet, norm, palette, unit.between if findings else unit.words)
    frame = pd.DataFrame(
        {
            "district": names,
            "mean": mean,
            "low": found.low,
            "high": found.high,
            "told": told,
        }
    )
    frame["column"], frame["row"] = zip(*cells)

    def in_words(value: float) -> str:
        return unit.change(value) if findings else unit.text(value)

    unsure = " (not told from chance)" if found.enough else " (no verdict)"
    alt = f"Tile map of {len(names)} districts. {sub} " + " ".join(
        f"{headline.label(data, 'district', each)}: {in_words(value) if np.isfinite(value) else 'not defined'}"
        f"{'' if sure else unsure}."
        for each, value, sure in zip(names, mean, told)
    )
    return sheet.picture(alt, frame)


def ends(
    data: xr.Dataset,
    series: xr.DataArray,
    scenario: str,
    until: str | int | None,
    names: list[str],
    unit: Unit,
) -> str:
    """ "from 0.37 in 建邺 to 1.15 in 六合", where runs agree that they differ."""
    rows = levels(summed(series, until), scenario)
    mean = rows.mean("row").values
    known = np.flatnonzero(np.isfinite(mean))
    if not known.size:
        return "not defined"
    low, top = known[mean[known].argmin()], known[mean[known].argmax()]
    apart = estimate(rows[:, top] - rows[:, low], data)
    if apart.enough and not apart.over_points and not apart.told:
        return "no difference between them told from chance"
    few = (
        ""
        if apart.enough
        else f" ({apart.count} {'run' if apart.count == 1 else 'runs'}, too few for a verdict)"
    )
    return f"from {unit.text(float(mean[low]))} in {names[low]} to {unit.text(float(mean[top]))} in {names[top]}{few}"


def scale_bar(sheet: Sheet, norm: Normalize, palette: Colormap, words: str) -> None:
    """Which colour is which number, at the left foot."""
    axes = sheet.axes(
        EDGE + 0.15,
        sheet.width - EDGE - 2.75,
        sheet.height - sheet.top - sheet.bottom - 0.3,
        0.2,
    )
    axes.imshow(
        np.linspace(0, 1, 256)[None], aspect="auto", cmap=palette, extent=(0, 1, 0, 1)
    )
    low, high = float(norm.vmin), float(norm.vmax)
    ticks = [low, 0.0, high] if low < 0 < high else [low, (low + high) / 2, high]
    axes.set_yticks([])
    axes.set_xticks([0, 0.5, 1], [short(tick) for tick in ticks], fontsize=7.5)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    sheet.text(
        EDGE + 2.85,
        sheet.height - sheet.bottom - 0.29,
        words,
        size=7.5,
        color=style.QUIET,
    )
