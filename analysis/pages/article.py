"""Builds models/city/ARTICLE.md: what the founding article names, where it lives, and what its removal changes.

    article.toml, targets.toml  +  run files of the baseline and of all scenarios  ->  a table  ->  Markdown

Usage: python3 analysis/pages article results/validation.h5 results/scenarios.h5 > models/city/ARTICLE.md
"""

import argparse
import pathlib
import tomllib

from nanjing import targets
from nanjing.baseline import runs
from pages import scenarios
from sanshe.markdown import number, table

ROWS = pathlib.Path(__file__).resolve().parents[1] / "nanjing/article.toml"

INTRODUCTION = """# The founding article beside the model

This page is made by [analysis/pages/article.py](../../analysis/pages/article.py) from [a list of what the article
names](../../analysis/nanjing/article.toml) and from runs; `./dev figures` makes it anew. The article ("Addition and subtraction"
in grassroots social governance, *China Civil Affairs*, 2017, and the news notes printed beside it) tells of institutions and
magnitudes, and of successes only. Nothing that it claims as a success is assumed to be one: the third column is what the
baseline shows beside its figure ({baseline}), the last what changes, against the baseline, in a scenario
without the institution, or with it where the baseline has none ({pairs} pairs at scale {scale:g}). Changes are those of [the
matrix of scenarios](../../scenarios/README.md#what-each-policy-moves), sure when all of this page are looked at together (Holm,
5 %); "nothing sure" is what these runs cannot tell from chance, which is not to say that there is nothing."""


def read() -> list[dict]:
    """The rows of the list."""
    return tomllib.loads(ROWS.read_text())["row"]


def beside(row: dict, figures: dict[str, targets.target.Figure]) -> str:
    """The article's figures with what the baseline shows."""
    return "; ".join(
        f"{name}: {number(figures[name].median)}, {figures[name].verdict} ({figures[name].target.range()})"
        if figures[name].values
        else f"{name}: not run"
        for name in row["figures"]
    )


def changes(measured: dict, wanted: list[str]) -> dict[str, str]:
    """Of each scenario what surely changes, in words."""
    found, _ = scenarios.sure(measured, wanted)
    told = {
        name: [
            f"{words} {cell}" + (" %" if cell[0] in "+-" else "")
            for (words, _, _), cell in zip(scenarios.QUESTIONS, cells)
            if cell
        ]
        for name, cells in found.items()
    }
    return {name: "; ".join(parts) or "nothing sure" for name, parts in told.items()}


def page(figures: list, measured: dict, baseline: str, scale: float) -> str:
    """The whole page."""
    rows = read()
    known = {figure.target.name: figure for figure in figures}
    wanted = sorted({row["scenario"] for row in rows} - {""})
    changed = changes(measured, wanted)
    lines = []
    for row in rows:
        name = row["scenario"]
        sign = row.get("as", "without it")
        link = f"[{name}](../../scenarios/README.md#{name})"
        last = f"{sign} ({link}): {changed[name]}" if name else ""
        lines.append([row["name"], row["said"], row["model"], beside(row, known), last])
    head = [
        "institution", "the article says", "where it lives", "figures: baseline (range)", "what changes"
    ]  # fmt: skip
    pairs = measured["differences"][0]["pairs"]
    text = INTRODUCTION.format(baseline=baseline, pairs=pairs, scale=scale)
    return f"{text}\n\n{table(head, lines)}\n"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the maker is told."""
    parser.add_argument("baseline", type=pathlib.Path, help="as for VALIDATION.md")
    scenarios.arguments(parser)


def main(given: argparse.Namespace) -> int:
    """Prints the page."""
    cities = runs(given.baseline)
    measured = scenarios.measure(given.files, given.build / "sanshe")
    said = f"medians of {len(cities)} replicates at scale {1 / cities[0].unsampled:g}"
    print(page(targets.measure(cities), measured, said, given.scale), end="")
    return 0
