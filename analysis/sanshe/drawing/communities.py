"""A map of communities: a disc each at its place, which is synthetic: streets and communities are laid around the seats of
their districts and are no surveyed place."""

import itertools

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.patheffects import Normal, Stroke

from sanshe.drawing import footer, headline, style, tiles
from sanshe.drawing.sheet import EDGE, Picture, Sheet
from sanshe.measured import Selection, Unanswerable, chosen
from sanshe.words import Unit, capital, cells

TALL = 5.4
SIZE = 8.0  # points of districts' names
SYNTHETIC = "places are synthetic, no surveyed ones"


def apart(places: np.ndarray, axes: Axes, words: list[str]) -> np.ndarray:
    """Places of words, (word, 2), pushed up and down until none lies on another."""
    box = axes.get_position()
    width, height = axes.figure.get_size_inches() * (box.width, box.height)
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    # Of equal scale both ways: the larger of the two decides.
    inch = max((right - left) / width, (high - low) / height)
    wide = np.array([0.62 * SIZE / 72 * inch * cells(each) for each in words])
    tall, moved = 1.35 * SIZE / 72 * inch, places.copy()
    for _ in range(200):
        for one, two in itertools.combinations(np.argsort(-places[:, 1]), 2):
            lack = tall - abs(moved[one, 1] - moved[two, 1])
            if (
                lack > 1e-9
                and abs(moved[one, 0] - moved[two, 0]) < (wide[one] + wide[two]) / 2
            ):
                up = one if moved[one, 1] >= moved[two, 1] else two
                moved[up, 1] += lack / 2
                moved[two if up == one else one, 1] -= lack / 2
    return moved


def of_communities(
    data: xr.Dataset,
    name: str,
    scenario: str,
    baseline: str | None,
    select: Selection | None,
    until: str | int | None,
    per: float | None,
) -> Picture:
    """A disc for each community, its area by residents: a scenario's last year, or how it differs from the baseline's."""
    if "community_x" not in data.variables:
        raise Unanswerable(
            "the file has no places of communities: run with snapshots = true"
        )
    series = chosen(data, name, select, ["community"], per)
    year = int(series["year"].values[-1] if until is None else str(until)[:4])
    if year not in series["year"].values:
        years = series["year"].values
        raise Unanswerable(
            f"there is no snapshot of {year}: the file has {years[0]} to {years[-1]}"
        )
    yearly = series.sel(year=[year])
    yearly.attrs = {
        **series.attrs,
        "cell_methods": "year: point",
    }  # one year is what it is
    found, findings = tiles.numbers(data, yearly, "community", scenario, baseline, None)
    mean = np.asarray(found.mean, dtype=float)
    unit = Unit(series, float(np.nanmax(abs(mean))) if np.isfinite(mean).any() else 1.0)
    what = headline.subject(data, series, select)
    if findings:
        head = f"{headline.title(data, scenario)}: {what} in {year}, {headline.tally(findings, 'communities')}"
        sub = f"{capital(what)}: difference from {headline.title(data, baseline or '')}, pair by pair"
    else:
        low, high = (float(each) for each in np.nanquantile(mean, [0.25, 0.75]))
        ends = f"{unit.text(low).removesuffix(unit.short)} and {unit.text(high)}"
        head = f"{capital(what)} in {year}: between {ends} in the middle half of {mean.size:,} communities"
        sub = f"{capital(what)}: {headline.title(data, scenario)}"
    sub += (
        f"{unit.after(bool(findings))}. A disc is a community, its area its residents; north is up."
        " Places are synthetic: laid around the seats of districts, not surveyed."
    )
    told = (
        np.array([f.told for f in findings]) if findings else np.ones(mean.size, bool)
    )
    if not told.all():
        sub += " Pale rings: no verdict, or no difference told from chance."
    foot = footer.footer(
        data, found.count, bool(findings), [SYNTHETIC, footer.without(series)]
    )
    sheet = Sheet(head, sub, foot, TALL + 0.55)
    axes = sheet.axes(EDGE, EDGE, 0.05, 0.55)
    axes.set_axis_off()
    axes.set_aspect("equal")
    here = data["community"].isin(series["community"].values).values
    x, y = (data[f"community_{axis}"].values[here] for axis in "xy")
    heads_of = np.full(mean.size, 1.0)
    if "population_by_community" in data:
        people = chosen(data, "population_by_community", None, ["community"])
        people = people.sel(year=year).isel(community=here)
        heads_of = (
            people.isel(run=(people["scenario"] == scenario).values).mean("run").values
        )
    area = np.maximum(
        3.0, 26.0 * heads_of / max(float(np.nanmean(heads_of)), 1e-9)
    ) * min(1.0, 300 / mean.size)
    norm, palette = tiles.colours(mean / unit.divisor, bool(findings))
    known = np.isfinite(mean)
    edge = np.where(told, style.INK, style.NO_VERDICT)
    axes.scatter(
        x[known],
        y[known],
        s=area[known] + 8,
        c=mean[known] / unit.divisor,
        norm=norm,
        cmap=palette,
        edgecolors=edge[known],
        linewidths=np.where(told, 0.5, 0.8)[known] * min(1.0, (200 / mean.size) ** 0.5),
    )
    axes.scatter(
        x[~known],
        y[~known],
        s=6,
        facecolors="none",
        edgecolors=style.NO_VERDICT,
        linewidths=0.5,
    )
    axes.margins(0.05)
    districts = data["community_district"].values[here].astype(str)
    names = list(dict.fromkeys(districts))
    middles = np.array(
        [[x[districts == e].mean(), y[districts == e].mean()] for e in names]
    )
    words = [headline.label(data, "district", each) for each in names]
    for (left, up), text in zip(apart(middles, axes, words), words):
        axes.text(
            left,
            up,
            text,
            ha="center",
            va="center",
            fontsize=SIZE,
            fontweight="bold",
            path_effects=[Stroke(linewidth=2.5, foreground="white"), Normal()],
        )
    tiles.scale_bar(sheet, norm, palette, unit.between if findings else unit.words)
    frame = pd.DataFrame(
        {
            "community": series["community"].values,
            "district": districts,
            "x": x,
            "y": y,
            "mean": mean,
            "low": found.low,
            "high": found.high,
            "told": told,
        }
    )
    by = frame.groupby("district", sort=False)["mean"].mean()
    alt = f"Map of {mean.size} communities. {sub} Means over communities: " + "; ".join(
        f"{headline.label(data, 'district', each)} {unit.text(value)}"
        for each, value in by.items()
    )
    return sheet.picture(alt + ".", frame)
