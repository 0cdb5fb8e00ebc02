"""Draws the pictures of a run file: what its scenarios come to, and how they differ from the first.

    results/nanjing.h5  ->  organizations.png   registered and filed organizations, by scenario
                            needs.png           worth of help, demand, unmet need and public spending, by scenario
                            difference.png      each scenario less the baseline, replicate by replicate

A series that the file does not have is left out, and said so. Services are without mediation, which stands apart.
"""

import argparse
import sys
import textwrap
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sanshe import run_file
from sanshe.run_file import total

PICTURES = {
    "organizations": ["so_registered", "so_filed"],
    "needs": ["need_met_value", "expressed_demand", "unmet_need", "public_spending"],
    "difference": ["need_met_value", "public_spending", "so_registered", "unmet_need"],
}
# Okabe and Ito's colours, told apart by everyone; line styles say the same again.
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
STYLES = ["-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (1, 1)), "-"]


def scenarios(data: xr.Dataset) -> list[str]:
    """Names of scenarios in the order of the file; the first is the baseline."""
    return list(dict.fromkeys(str(each) for each in data["scenario"].values))


def titled(data: xr.Dataset, name: str) -> str:
    """The title that a scenario's file gives it; its name where the file embeds none."""
    try:
        return textwrap.fill(run_file.scenario(data, name).get("title", name), 60)
    except run_file.Unreadable:
        return name


def runs_of(series: xr.DataArray, scenario: str) -> xr.DataArray:
    """A scenario's runs, (replicate, time)."""
    mine = series.isel(run=(series["scenario"] == scenario).values)
    return (
        mine.swap_dims(run="replicate")
        .sortby("replicate")
        .transpose("replicate", "time")
    )


def label(axes: Axes, series: xr.DataArray, prefix: str = "") -> None:
    """What is shown, in the words of the file."""
    name = series.attrs.get("long_name", series.name)
    unit = series.attrs.get("currency", series.attrs.get("units", ""))
    axes.set_title(textwrap.fill(prefix + name, 88), fontsize=10, loc="left")
    axes.set_ylabel(unit if unit != "1" else "")
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.10g}".replace("-", "−"))
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.margins(x=0)


def line(axes: Axes, runs: xr.DataArray, index: int, name: str) -> None:
    """The mean of runs, in a band from the least to the most."""
    colour, time = COLOURS[index % len(COLOURS)], runs["time"].values
    low, high = runs.min("replicate").values, runs.max("replicate").values
    axes.fill_between(time, low, high, color=colour, alpha=0.22, linewidth=0)
    style = STYLES[index % len(STYLES)]
    axes.plot(
        time,
        runs.mean("replicate").values,
        color=colour,
        linestyle=style,
        linewidth=1.6,
        label=name,
    )


def draw_levels(axes: Axes, data: xr.Dataset, name: str) -> None:
    """Each scenario's mean, in the range of its replicates."""
    series = total(data, name)
    for index, scenario in enumerate(scenarios(data)):
        line(axes, runs_of(series, scenario), index, titled(data, scenario))
    axes.set_ylim(bottom=0)
    label(axes, series)


def paired(series: xr.DataArray, scenario: str, baseline: str) -> xr.DataArray:
    """Scenario less baseline for each replicate that both have: their luck is the same."""
    return runs_of(series, scenario) - runs_of(series, baseline)


def draw_differences(axes: Axes, data: xr.Dataset, name: str) -> None:
    """Each other scenario's mean paired difference from the baseline, in the range of its replicates."""
    baseline, *others = scenarios(data)
    series = total(data, name)
    axes.axhline(0, color="black", linewidth=0.8)
    for index, scenario in enumerate(others, start=1):
        difference = paired(series, scenario, baseline)
        line(axes, difference, index, titled(data, scenario))
    label(axes, series, f"Difference from {titled(data, baseline)}: ")


def note(text: str) -> None:
    """Says what is not drawn."""
    print(f"note: {text}", file=sys.stderr)


def picture(data: xr.Dataset, name: str) -> Figure | None:
    """One picture, a panel for each series that the file has; None if there is nothing to show."""
    present = [each for each in PICTURES[name] if each in data]
    for each in sorted(set(PICTURES[name]) - set(present)):
        note(f"{name}: the file has no series '{each}'; left out")
    if name == "difference" and len(scenarios(data)) < 2:
        note("difference: the file has one scenario; nothing to compare")
        return None
    if not present:
        return None
    figure, panels = plt.subplots(
        len(present),
        1,
        figsize=(8, 0.7 + 2.1 * len(present)),
        sharex=True,
        squeeze=False,
        layout="constrained",
    )
    for axes, each in zip(panels[:, 0], present):
        (draw_differences if name == "difference" else draw_levels)(axes, data, each)
    replicates = len(set(data["replicate"].values.tolist()))
    band = (
        f"line: mean; band: range of {replicates} replicates"
        if replicates > 1
        else "one replicate"
    )
    panels[-1, 0].set_xlabel(f"month ({band})", fontsize=9)
    panels[0, 0].legend(frameon=False, fontsize=10)
    return figure


def draw(file: Path, folder: Path, verify: bool = True) -> list[Path]:
    """Draws what the file allows; the pictures written."""
    written = []
    with run_file.open(file, verify) as data:
        folder.mkdir(parents=True, exist_ok=True)
        for name in PICTURES:
            if figure := picture(data, name):
                figure.savefig(folder / f"{name}.png", dpi=140)
                plt.close(figure)
                written.append(folder / f"{name}.png")
    return written


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the tool is told."""
    parser.add_argument("file", type=Path, help="run file, such as results/nanjing.h5")
    run_file.unverified(parser)
    parser.add_argument(
        "-o", "--output", type=Path, required=True, help="folder for the pictures"
    )


def main(given: argparse.Namespace) -> int:
    """Prints the names of the pictures; 65 if the file has nothing to draw."""
    written = draw(given.file, given.output, not given.unverified)
    print(*written, sep="\n")
    return 0 if written else 65
