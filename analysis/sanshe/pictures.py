"""Draws what a run file has to show, a picture for each question that it can answer.

    results/nanjing.h5  ->  organizations   registered organizations, by scenario
                            help            worth of help given: each scenario less the first
                            wait            the mean wait, by scenario
                            services        cases taken up, a panel for each service
                            districts       cases taken up per 10,000 residents, a tile for each district
                            communities     cases waiting per 10,000 residents, on the synthetic map
                            frontier        what policies cost more, against how much more need they meet
                            policies        worth of help given, a bar for each of three scenarios and more
                            parameters      of a sweep: a bar for each parameter

Each is written as .svg and .png, with its headline and its words in .txt. What the file has not is left out, and said so.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import xarray as xr

from sanshe import run_file
from sanshe.drawing.plot import frontier, map, plot
from sanshe.drawing.sheet import FORMATS, Picture
from sanshe.measured import Unanswerable, parameters


def of_series(data: xr.Dataset, names: list[str]) -> str:
    """The first of these that the file has; a sweep may have kept but one."""
    return next((name for name in names if name in data), names[0])


def difference(data: xr.Dataset) -> Picture:
    return plot(data, "need_met_value", kind="difference")


def services(data: xr.Dataset) -> Picture:
    return plot(data, "cases_served", kind="multiples", by="service", difference=False)


def communities(data: xr.Dataset) -> Picture:
    return map(data, "backlog_by_community", per=10_000, difference=False)


def policies(data: xr.Dataset) -> Picture:
    if parameters(data) or len(run_file.scenarios(data)) < 3:
        raise Unanswerable("three scenarios and more are set against each other")
    return plot(data, "need_met_value", kind="tornado")


def swept(data: xr.Dataset) -> Picture:
    if not parameters(data):
        raise Unanswerable("the file is of no sweep")
    names = run_file.scenarios(data)[:2]
    series = of_series(data, ["need_met_value", "cases_served"])
    return plot(data, series, kind="tornado", scenarios=names)


PICTURES: dict[str, Callable[[xr.Dataset], Picture]] = {
    "organizations": lambda data: plot(data, "so_registered"),
    "help": difference,
    "wait": lambda data: plot(data, "wait_mean"),
    "services": services,
    "districts": lambda data: map(data, "cases_served", per=10_000),
    "communities": communities,
    "frontier": frontier,
    "policies": policies,
    "parameters": swept,
}


def draw(
    file: Path,
    folder: Path,
    verify: bool = True,
    formats: tuple[str, ...] = FORMATS,
    only: list[str] | None = None,
) -> list[Path]:
    """Draws what the file allows; the files written."""
    written = []
    with run_file.open(file, verify) as data:
        for name in only or PICTURES:
            try:
                picture = PICTURES[name](data)
            except Unanswerable as reason:
                print(f"note: {name} is left out: {reason}", file=sys.stderr)
            else:
                written += picture.save(folder / name, formats)
    return written


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the tool is told."""
    parser.add_argument("file", type=Path, help="run file, such as results/nanjing.h5")
    run_file.unverified(parser)
    parser.add_argument(
        "-o", "--output", type=Path, required=True, help="folder for the pictures"
    )
    parser.add_argument(
        "--only", nargs="+", choices=list(PICTURES), help="these pictures alone"
    )
    parser.add_argument(
        "--formats", nargs="+", choices=FORMATS, default=FORMATS, help="of files"
    )


def main(given: argparse.Namespace) -> int:
    """Prints the names of the pictures; 65 if the file has nothing to draw."""
    formats = tuple(given.formats)
    written = draw(given.file, given.output, not given.unverified, formats, given.only)
    shown = "png" if "png" in formats else formats[0]
    print(*(file for file in written if file.suffix == f".{shown}"), sep="\n")
    return 0 if written else 65
