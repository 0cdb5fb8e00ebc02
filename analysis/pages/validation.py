"""Builds models/city/VALIDATION.md: the baseline against what is known of the city, misses included.

    run files: nanjing.toml and scenarios beside it, a sample's replicates of equal luck and the whole city  ->  targets,
    composition  ->  Markdown

Usage: python3 analysis/pages validation results/validation.h5 results/validation-1.h5 > models/city/VALIDATION.md
(`./dev figures` does it)
"""

import argparse
import pathlib
import sys

from nanjing import composition, targets
from nanjing.baseline import Run, runs
from nanjing.target import (
    CALIBRATED_UP_TO,
    FITTED,
    INPUT,
    PREDICTED,
    Figure,
    middle,
)
from sanshe.markdown import number, table

INTRODUCTION = """# Validation of the baseline

This page is made by [analysis/pages/validation.py](../../analysis/pages/validation.py) from
{runs}; `./dev figures` makes it anew. Figures are medians over
the replicates; a sample's counts and money are brought to the whole city's. A figure holds if it does in the sample and
in the whole city.

What is known, with its tolerance, is written in [targets.toml](../../analysis/nanjing/targets.toml) before the run that is
held against it, never loosened, and never removed because it is missed; git shows it. Labels are computed from the
sources of parameters, rows and dated changes, which name the figures that they were chosen with: *fitted* if something
was fitted to the figure, *input* if something was set to it, *predicted* if nothing was. What was fitted confirms
nothing. Calibration uses figures dated up to {calibrated} alone. Sources: [S] article in *China Civil Affairs* on
Nanjing, 2017; [F] found in a public source; [D] derived; [A] assumed; [R] recalled. The article reports successes only:
it gives magnitudes, never effects."""

PREDICTED_TEXT = """## Predictions

Figures that are dated later, and shapes that no parameter was set by. {tally}"""
FITTED_TEXT = """## What was calibrated

{tally}"""
INPUT_TEXT = """## Inputs and design values

Shown, and not counted."""

PUSHES = """## What moves each figure

A target that holds whatever one does confirms nothing. For each that is fitted or predicted there is a change of the
mechanism behind it; [the science tests](../../tests/science/targets_test.py) make it and see the figure move."""

COMPOSITION = """## What the city is made of

Expected figures were drawn up so that they close; most are assumed. "Near" is within {tolerance:.0%}."""


def target_table(figures: list[Figure]) -> str:
    """Target, date, range, model, verdict, source, and the reason of a miss or of there being no run."""
    rows = [
        [
            figure.target.name,
            figure.target.dated,
            figure.target.range(),
            number(figure.median) if figure.values else "",
            number(middle(figure.whole)) if figure.whole else "",
            figure.verdict,
            figure.target.source,
            figure.target.missed,
        ]
        for figure in figures
    ]
    head = "target, dated, range, sample, whole city, verdict, source, why missed or not run"
    return table(head.split(", "), rows)


def prediction_table(figures: list[Figure]) -> str:
    """Which predictions hold: those all of whose figures do."""
    rows = []
    for name, parts in targets.predictions(figures).items():
        held = sum(figure.holds for figure in parts)
        run = all(figure.values for figure in parts)
        verdict = "not run" if not run else "holds" if held == len(parts) else "missed"
        rows.append([name, f"{held} of {len(parts)}", verdict])
    return table(["prediction", "figures that hold", "verdict"], rows)


def foretold(figures: list[Figure]) -> tuple[int, int]:
    """How many of the predictions hold, of those that were run."""
    ready = [
        parts
        for parts in targets.predictions(figures).values()
        if all(figure.values for figure in parts)
    ]
    return sum(all(figure.holds for figure in parts) for parts in ready), len(ready)


def tally(figures: list[Figure], label: str) -> str:
    """How many hold, in a sentence."""
    counted = [figure for figure in figures if figure.target.label == label]
    held = sum(figure.holds for figure in counted)
    return f"{held} of {len(counted)} figures that are {label} hold."


def push_table() -> str:
    """What each target is pushed by, and where to."""
    rows = [
        [target.name, f"`{push}`", "up" if push.direction > 0 else "down", push.because]
        for target in targets.TARGETS
        for push in target.pushes
    ]
    return table(["target", "change", "must go", "because"], rows)


def composition_table(
    rows: list[composition.Row], cities: list[Run], whole: list[Run]
) -> str:
    """Expected, the sample and the whole city, and how far apart."""
    lines = []
    for row in rows:
        told = []
        for value in (row.median(cities), row.median(whole)):
            far = "" if row.near(value) else " (not near)"
            told += [number(value), f"{value / row.expected - 1:+.0%}{far}"]
        lines.append([row.name, number(row.expected), *told, row.source, row.why])
    head = ", expected, sample, apart, whole city, apart, source, why not near"
    return table(head.split(", "), lines)


def page(cities: list[Run], whole: list[Run]) -> str:
    """The whole page."""
    figures = targets.measure(cities, whole)
    scale = 1 / cities[0].unsampled
    kinds = {
        label: [figure for figure in figures if figure.target.label == label]
        for label in (PREDICTED, FITTED, INPUT)
    }
    held, ready = foretold(figures)
    told = f"{held} of {ready} predictions hold that were run."
    parts = [
        INTRODUCTION.format(
            runs=f"{len(cities)} replicates at scale {scale:g} and {len(whole)} of the whole city",
            calibrated=CALIBRATED_UP_TO,
        ),
        PREDICTED_TEXT.format(tally=f"{told} {tally(figures, PREDICTED)}"),
        prediction_table(figures),
        target_table(kinds[PREDICTED]),
        FITTED_TEXT.format(tally=tally(figures, FITTED)),
        target_table(kinds[FITTED]),
        INPUT_TEXT,
        target_table(kinds[INPUT]),
        PUSHES,
        push_table(),
        COMPOSITION.format(tolerance=composition.TOLERANCE),
    ]
    for title, rows in composition.TABLES.items():
        parts += [f"### {title}", composition_table(rows, cities, whole)]
    return "\n\n".join(parts) + "\n"


def unexplained(cities: list[Run], whole: list[Run]) -> list[str]:
    """What is missed without a reason, or has a reason and is not missed."""
    found = [
        (f.target.name, f.holds, f.target.missed)
        for f in targets.measure(cities, whole)
        if f.values
    ]
    for rows in composition.TABLES.values():
        found += [
            (row.name, all(row.near(row.median(of)) for of in (cities, whole)), row.why)
            for row in rows
        ]
    return [name for name, fine, reason in found if fine == bool(reason)]


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the maker is told."""
    parser.add_argument("file", type=pathlib.Path, help="run file of a sample")
    parser.add_argument("whole", type=pathlib.Path, help="and of the whole city")


def main(given: argparse.Namespace) -> int:
    """Prints the page."""
    cities, whole = runs(given.file), runs(given.whole)
    print(page(cities, whole), end="")
    for name in unexplained(cities, whole):
        print(
            f"note: the reason given for a miss is wanting, or out of date: {name}",
            file=sys.stderr,
        )
    return 0
