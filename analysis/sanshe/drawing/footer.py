"""What stands under a picture: from which file and program, of how much of the city, over how many runs; and how to read
a band."""

from pathlib import Path

import numpy as np
import xarray as xr

from sanshe import run_file
from sanshe.drawing import fonts
from sanshe.measured import ENOUGH_FOR_QUANTILES, Estimate, points
from sanshe.words import capital, short


def scale(data: xr.Dataset) -> str:
    """ "the whole city", "a sample of 2 % of the city"; nothing where the file does not say."""
    found = data.attrs.get("population_scale")
    if "population_scale" in data.variables:
        found = data["population_scale"].values
    if found is None:
        return ""
    shares = sorted({float(each) for each in np.ravel(found)})
    if shares == [1.0]:
        return "the whole city"
    parts = " and ".join(f"{short(100 * each)} %" for each in shares)
    return f"a sample of {parts} of the city, numbers are the sample's"


def count(data: xr.Dataset, runs: int, pairs: bool) -> str:
    """ "8 pairs of equal luck", "15 points x 2"."""
    number = len(set(points(data)))
    if number > 1:
        each = len(set(data["replicate"].values.tolist()))
        return f"{number} points × {each}"
    if pairs:
        return f"{runs} {'pair' if runs == 1 else 'pairs'} of equal luck"
    return f"{runs} {'run' if runs == 1 else 'runs'} each"


def interval(found: Estimate) -> str:
    """What a band or a whisker is."""
    if found.over_points:
        whole = (
            np.all(np.isnan(found.low))
            or found.count < ENOUGH_FOR_QUANTILES
            or found.chosen_points
        )
        return "range of the points" if whole else "where 95 % of the points lie"
    if found.enough:
        return "95 % interval of the mean (Student's t)"
    return f"lowest to highest of {found.count}" if found.count > 1 else ""


def without(series: xr.DataArray) -> str:
    """ "without mediation": what stands apart and is not in the numbers."""
    apart = series.attrs.get("without")
    return f"without {apart}" if apart else ""


def footer(data: xr.Dataset, runs: int, pairs: bool, notes: list[str]) -> str:
    """One paragraph."""
    program = str(data.attrs.get("source", "sanshe")).partition(",")[0]
    file = Path(run_file.place(data)).name if data.encoding.get("source") else ""
    names = [run_file.title(data, name) for name in run_file.scenarios(data)]
    lost = [] if all(map(fonts.can_show, names)) else [fonts.SENTENCE]
    parts = [scale(data), count(data, runs, pairs), *[note for note in notes if note]]
    text = "; ".join(part for part in parts if part)
    source = f"Source: {program}{', ' + file if file else ''}."
    return " ".join([f"{capital(text)}.", *lost, source])
