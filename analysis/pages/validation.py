"""Builds models/city/VALIDATION.md: the baseline against what is known of the city, misses included.

    run file: nanjing.toml and budget-double.toml, replicates of equal luck  ->  targets, composition  ->  Markdown

Usage: python3 analysis/pages validation results/validation.h5 > models/city/VALIDATION.md   (`./dev figures` does it)
"""

import argparse
import pathlib
import sys

from nanjing import composition, targets
from nanjing.baseline import Run, runs
from nanjing.target import INPUT, Figure
from sanshe.markdown import number, table

INTRODUCTION = """# Validation of the baseline

This page is made by [analysis/pages/validation.py](../../analysis/pages/validation.py) from {runs};
`./dev figures` makes it anew. Figures are medians over the replicates; counts and money are the whole city's.

Labels: *input* is set by the scenario's data and confirms nothing; *fitted* was calibrated towards the target;
*emergent* was neither. Sources: [S] article in *China Civil Affairs* on Nanjing, 2017; [F] found in a public source;
[D] derived; [A] assumed. The article reports successes only: it gives magnitudes, never effects."""

PUSHES = """## What moves each figure

A target that holds whatever one does confirms nothing. For each that is fitted or emergent there is a change of the
mechanism behind it; [the science tests](../../tests/science/targets_test.py) make it and see the figure move."""

COMPOSITION = """## What the city is made of

Expected figures were drawn up so that they close; most are assumed. "Near" is within {tolerance:.0%}."""


def target_table(figures: list[Figure]) -> str:
    """Target, label, range, model, verdict, source, and the reason of a miss."""
    rows = [
        [
            figure.target.name,
            figure.target.label,
            figure.target.range(),
            number(figure.median),
            figure.verdict,
            figure.target.source,
            figure.target.missed,
        ]
        for figure in figures
    ]
    return table(
        ["target", "label", "range", "model", "verdict", "source", "why missed"], rows
    )


def tally(figures: list[Figure]) -> str:
    """How many hold, in a sentence."""
    counted = [figure for figure in figures if figure.target.label != INPUT]
    held = sum(figure.holds for figure in counted)
    return f"{held} of {len(counted)} targets that are fitted or emergent hold."


def push_table() -> str:
    """What each target is pushed by, and where to."""
    rows = [
        [target.name, f"`{push}`", "up" if push.direction > 0 else "down", push.because]
        for target in targets.TARGETS
        for push in target.pushes
    ]
    return table(["target", "change", "must go", "because"], rows)


def composition_table(rows: list[composition.Row], cities: list[Run]) -> str:
    """Expected and model, and how far apart."""
    lines = []
    for row in rows:
        value = row.median(cities)
        apart = f"{value / row.expected - 1:+.0%}" + (
            "" if row.near(value) else " (not near)"
        )
        lines.append(
            [row.name, number(row.expected), number(value), apart, row.source, row.why]
        )
    return table(["", "expected", "model", "apart", "source", "why not near"], lines)


def page(cities: list[Run]) -> str:
    """The whole page."""
    figures = targets.measure(cities)
    scale = 1 / cities[0].unsampled
    parts = [
        INTRODUCTION.format(runs=f"{len(cities)} replicates at scale {scale:g}"),
        "## Targets",
        tally(figures),
        target_table(figures),
        PUSHES,
        push_table(),
        COMPOSITION.format(tolerance=composition.TOLERANCE),
    ]
    for title, rows in composition.TABLES.items():
        parts += [f"### {title}", composition_table(rows, cities)]
    return "\n\n".join(parts) + "\n"


def unexplained(cities: list[Run]) -> list[str]:
    """What is missed without a reason, or has a reason and is not missed."""
    found = [(f.target.name, f.holds, f.target.missed) for f in targets.measure(cities)]
    for rows in composition.TABLES.values():
        found += [(row.name, row.near(row.median(cities)), row.why) for row in rows]
    return [name for name, fine, reason in found if fine == bool(reason)]


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the maker is told."""
    parser.add_argument("file", type=pathlib.Path, help="run file")


def main(given: argparse.Namespace) -> int:
    """Prints the page."""
    cities = runs(given.file)
    print(page(cities), end="")
    for name in unexplained(cities):
        print(
            f"note: the reason given for a miss is wanting, or out of date: {name}",
            file=sys.stderr,
        )
    return 0
