"""Elementary effects of a screening design: which parameters move what a run comes to, and whether alone.

    sanshe sweep scenarios/sweeps/screening.toml -o DIR ...   sanshe seal DIR -o FILE
    python3 analysis/sanshe effects FILE [--series A,B] [--first 20] [--csv]

Of a design with method = "morris" (Morris 1991). Each step of a trajectory moves one parameter by the same part of its
range; what the run comes to moves by so much, and for the whole range by that over the part: an elementary effect. Of a
parameter's effects, one a trajectory,

    mu*     the mean of their sizes: how much it matters (Campolongo et al. 2007)
    mu      their mean: which way it pulls; much smaller than mu* where it pulls both ways
    sigma   their standard deviation: how far that hangs on the other parameters, or on luck; unknown of one trajectory

in the unit of the series, which is a flow's total, a stock at the end, a rate's mean over the last 12 months.
Replicates at a point are averaged. Parameters are ranked by the mean, over the series, of mu* relative to the largest one.
"""

import argparse
import sys
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import xarray as xr

from sanshe import run_file
from sanshe.markdown import number, table
from sanshe.measured import Unanswerable, chosen, summed
from sanshe.run_file import Unreadable


def headline(data: xr.Dataset, name: str) -> np.ndarray:
    """One number for each run, as `sanshe compare` has it."""
    return summed(chosen(data, name)).values


def design_of(data: xr.Dataset) -> tuple[list[str], int]:
    """The parameters that the design varies, and the levels of its trajectories."""
    if data.attrs.get("sweep_method") != "morris":
        raise Unreadable(
            f'{run_file.place(data)}: elementary effects are of a sweep with method = "morris"'
        )
    design = tomllib.loads(data.attrs["sweep_design"])
    names = [each["name"] for each in design["parameter"]]
    planned = int(data.attrs["sweep_runs"])
    if planned != data.sizes["run"]:
        raise Unreadable(
            f"{run_file.place(data)}: {data.sizes['run']} of the {planned} runs of its design are in the file: "
            "a trajectory wants all its points"
        )
    return names, int(design.get("levels", 4))


def effects(
    data: xr.Dataset, series: list[str], scenario: str | None = None
) -> pd.DataFrame:
    """Elementary effects: a row for each parameter, trajectory and series; columns parameter, trajectory, series, effect.

    `scenario`: of which one; the first of the file where nothing is said. Raises Unreadable where the file is of no
    screening, or has not all of its runs.
    """
    names, levels = design_of(data)
    known = run_file.scenarios(data)
    scenario = scenario or known[0]
    if scenario not in known:
        raise Unreadable(
            f"{run_file.place(data)}: there is no scenario '{scenario}': it has {', '.join(known)}"
        )
    swept = {
        data[each].attrs["parameter"]: data[each].values
        for each in data.variables
        if "parameter" in data[each].attrs
    }
    points = len(names) + 1
    part = (levels // 2) / (levels - 1)
    here = np.flatnonzero(data["scenario"].values.astype(str) == scenario)
    replicates = len(set(data["replicate"].values[here]))
    first = here[::replicates].reshape(-1, points)
    rows = []
    for name in series:
        value = headline(data, name)[here].reshape(-1, points, replicates).mean(axis=2)
        for trajectory, (runs, values) in enumerate(zip(first, value)):
            for step in range(1, points):
                before, after = runs[step - 1], runs[step]
                moved = [
                    each for each in names if swept[each][before] != swept[each][after]
                ]
                if len(moved) != 1:
                    raise Unreadable(
                        f"{run_file.place(data)}: step {step} of trajectory {trajectory + 1} moves {len(moved)} parameters"
                    )
                old, new = swept[moved[0]][before], swept[moved[0]][after]
                up = 1 if isinstance(new, (str, bytes)) or new > old else -1
                effect = up * (values[step] - values[step - 1]) / part
                rows.append((moved[0], trajectory, name, effect))
    return pd.DataFrame(rows, columns=["parameter", "trajectory", "series", "effect"])


def ranked(found: pd.DataFrame) -> pd.DataFrame:
    """mu_star, mu and sigma of each parameter and series, those that matter most before the others.

    Index: parameter, series. `share` is mu_star relative to the largest one of the series.
    """
    of = found.groupby(["parameter", "series"], sort=False)["effect"]
    out = pd.DataFrame(
        {
            "mu_star": of.agg(lambda e: e.abs().mean()),
            "mu": of.mean(),
            "sigma": of.std(),
        }
    )
    largest = out["mu_star"].groupby("series").transform("max")
    out["share"] = (out["mu_star"] / largest.where(largest > 0)).fillna(0)
    order = (
        out["share"]
        .groupby("parameter")
        .mean()
        .sort_values(ascending=False, kind="stable")
    )
    return out.reindex(order.index, level="parameter")


def page(found: pd.DataFrame, first: int) -> str:
    """A table in Markdown: of the first parameters mu*, and sigma beside it, by series."""
    names = list(dict.fromkeys(found.index.get_level_values("series")))
    order = list(dict.fromkeys(found.index.get_level_values("parameter")))[:first]
    rows = []
    for place, parameter in enumerate(order, start=1):
        row = [str(place), f"`{parameter}`"]
        for name in names:
            one = found.loc[(parameter, name)]
            sigma = "" if np.isnan(one["sigma"]) else f" ({number(one['sigma'], 2)})"
            row.append(
                f"{'-' if one['mu'] < 0 else '+'}{number(one['mu_star'], 2)}{sigma}"
            )
        rows.append(row)
    return table(["", "parameter", *names], rows, right=True)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the tool is told."""
    parser.add_argument("file", type=Path, help="run file of a sealed screening")
    parser.add_argument("--series", help="A,B: of these series (all monthly ones)")
    parser.add_argument("--scenario", help="of this scenario (the file's first)")
    parser.add_argument("--first", type=int, default=20, help="so many parameters (20)")
    parser.add_argument("--csv", action="store_true", help="all of them, as CSV")
    run_file.unverified(parser)


def one_number(data: xr.Dataset) -> list[str]:
    """The monthly series that come to one number a run; others are named on standard error."""
    found, left = [], []
    for name in map(str, data.data_vars):
        if data[name].dims[:2] != ("run", "time"):
            continue
        try:
            chosen(data, name)
            found.append(name)
        except Unanswerable:
            left.append(name)
    if left:
        print(f"note: left out, no one number: {', '.join(left)}", file=sys.stderr)
    return found


def main(given: argparse.Namespace) -> int:
    """Prints the table."""
    with run_file.open(given.file, not given.unverified) as data:
        names = given.series.split(",") if given.series else one_number(data)
        try:
            found = ranked(effects(data, names, given.scenario))
        except Unanswerable as error:
            raise Unreadable(str(error)) from error
    if given.csv:
        print(found.to_csv(lineterminator="\n"), end="")
    else:
        print(page(found, given.first))
    return 0
