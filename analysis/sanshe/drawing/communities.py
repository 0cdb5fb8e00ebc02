"""A map of communities: a disc each at its place, which is synthetic: streets and communities are laid around the seats of
their districts and are no surveyed place."""

import numpy as np
import pandas as pd
import xarray as xr

from sanshe.drawing import footer, headline, style, tiles
from sanshe.drawing.sheet import EDGE, Picture, Sheet
from sanshe.measured import Selection, Unanswerable, adds_up, chosen
from sanshe.words import Unit, minus, phrase

TALL = 5.4
SYNTHETIC = "places are synthetic, no surveyed ones"


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
    what = phrase(series) + headline.of(data, select)
    heads = f" per {per:,.0f} residents" if per and adds_up(data[name]) else ""
    if findings:
        head = f"{headline.title(data, scenario)}: {what}{heads} in {year}, {headline.tally(findings, 'communities')}"
        sub = f"Difference from {headline.title(data, baseline or '')}, pair by pair"
    else:
        names = data["community"].values.astype(str).tolist()
        said = tiles.ends(data, yearly, scenario, None, names, unit)
        head = f"{what[:1].upper()}{what[1:]}{heads} in {year}: {said}"
        sub = headline.title(data, scenario)
    sub += f"{', ' + unit.words if unit.words else ''}. A disc is a community, its area its residents; north is up. Places are synthetic: laid around the seats of districts, not surveyed."
    told = (
        np.array([f.told for f in findings]) if findings else np.ones(mean.size, bool)
    )
    if not told.all():
        sub += " Pale rings: no verdict, or no difference told from chance."
    foot = footer.footer(data, found.count, bool(findings), [SYNTHETIC])
    sheet = Sheet(minus(head), sub, foot, TALL + 0.55)
    axes = sheet.axes(EDGE, EDGE, 0.05, 0.55)
    axes.set_axis_off()
    axes.set_aspect("equal")
    x, y = (data[f"community_{axis}"].values for axis in "xy")
    heads_of = np.full(mean.size, 1.0)
    if "population_by_community" in data:
        people = chosen(data, "population_by_community", None, ["community"]).sel(
            year=year
        )
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
        linewidths=np.where(told, 0.5, 0.8)[known],
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
    districts = data["community_district"].values.astype(str)
    for each in dict.fromkeys(districts):
        here = districts == each
        axes.annotate(
            headline.label(data, "district", each),
            (x[here].mean(), y[here].max()),
            (0, 7),
            textcoords="offset points",
            ha="center",
            fontsize=8,
            color=style.QUIET,
            bbox={"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 0.5},
        )
    tiles.scale_bar(sheet, norm, palette, unit.words)
    frame = pd.DataFrame(
        {
            "community": data["community"].values,
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
