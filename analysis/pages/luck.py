"""Builds models/city/LUCK.md: how much of their luck two scenarios share, series by series.

    the output of `sanshe compare FILE --series all --json`  ->  variance saved, sorted  ->  Markdown

Usage: python3 analysis/pages luck results/luck.json --scale 0.1 > models/city/LUCK.md   (`./dev figures` does it)
"""

import argparse
import json
import math
import pathlib
import re

from sanshe.markdown import number, table

WANTED = 10.0  # what common luck should save in each of these, where it can
NAMED = """need_incidence need_met_value public_spending cases_served disputes_mediated expressed_demand backlog
unmet_need_rate wait_mean delivered_share undone_work so_registered so_filed licensed_per_10k""".split()

PAGE = """# What shared luck saves

This page is made by [analysis/pages/luck.py](../../analysis/pages/luck.py) from `sanshe compare --series all --json` of
`{scenario}` against `{baseline}`, {pairs} pairs at scale {scale:g}; `./dev figures` makes it anew. How to read a
comparison is in [COMPARING.md](../../scenarios/COMPARING.md).

Two scenarios of one replicate share their luck: a draw belongs to a resident, a case, a founder's attempt or a project,
to a month and to a question, never to the order in which a program asks. **Saved** is what that buys: the variance of
the difference with luck of their own, (variance of one + variance of the other), over its variance as it is. At 10, one
pair tells as much as ten pairs of unrelated runs. **cv** is the standard deviation between replicates over the mean.

## What can be saved, and what cannot

- **Correlation** says how much luck is shared. Where the policy does not reach, it is 1 and the runs differ by nothing.
- **At most** is what a correlation of 1 would save: (1 + k²) / (k − 1)², where the policy multiplies the standard
  deviation by k. A policy that multiplies a series multiplies its noise: with k = 2 nothing saves more than 5, whatever
  is shared. So money spent under twice the budget cannot show {wanted:g}, and the ratio of the two, which `compare`
  gives with its interval, says more about such a series than their difference does.
- **What lies downstream of a market** shares less. A project that only one scenario posts has luck without a partner;
  whoever wins it hires, is full, and turns the next case away. From there two histories part, as those of two cities
  would: who is served, when and by whom is another draw because it is another event. It takes little: a thousandth more
  money is enough ([ODD.md](ODD.md), Stochasticity). Births, moves, new needs, the will to ask for help and attempts to
  found something come before that, and keep their luck.
- **These figures have errors of their own**: 20 pairs leave a saving uncertain by half.

## The series named in advance

{wanted:g} was asked of each of these: the model's headlines, new needs and the backlog. Series by service are without
mediation, which stands apart.

{named}

## All series that differ

{rest}

Never different in any pair: {same}.

Without any noise to share: {fixed}.

Undefined in these runs: {undefined}.

Without a number over all their groups, and so not compared here: {grouped}.
"""


def most_saved(row: dict) -> float:
    """The most that shared luck can save, from the two standard deviations."""
    if not row["baseline_sd"]:
        return 1.0
    k = row["scenario_sd"] / row["baseline_sd"]
    return math.inf if k == 1 else (1 + k * k) / (k - 1) ** 2


def factor(value: float) -> str:
    """As people read it."""
    return f"{value:.1f}" if value < 9.95 else number(float(f"{value:.3g}"))


def variation(spread: float, mean: float) -> str:
    """The coefficient of variation; nothing where the mean is noise itself."""
    percent = 100 * spread / abs(mean) if mean else math.nan
    return f"{percent:.2g} %" if percent < 99 else ""


def change(value: float | None) -> str:
    """A change in per cent."""
    if value is None:
        return ""
    return f"{value:+.1f} %" if abs(value) >= 0.1 else f"{value:+.1g} %"


def cells(row: dict) -> list[str]:
    """One line of a table."""
    return [
        f"`{row['series']}`",
        change(row["percent"]),
        variation(row["baseline_sd"], row["baseline_mean"]),
        variation(row["scenario_sd"], row["scenario_mean"]),
        f"{row['correlation']:.3f}" if row["correlation"] is not None else "",
        factor(row["variance_reduction"]),
        factor(min(most_saved(row), 99_999)),
    ]


def verdict(row: dict) -> str:
    """Whether a series saves what was asked, and if not, whether it could."""
    if row["variance_reduction"] >= WANTED:
        return "yes"
    if not row["baseline_sd"]:
        return "cannot: the baseline has no noise to share"
    if most_saved(row) < WANTED:
        return f"cannot: the policy multiplies its noise by {row['scenario_sd'] / row['baseline_sd']:.1f}"
    return "no: downstream of the market"


def names(rows: list[dict]) -> str:
    """A list in prose."""
    return ", ".join(f"`{row['series']}`" for row in rows) or "none"


def grouped(notes: list[str]) -> str:
    """The series that a note of the program says it left out."""
    left = [note.rsplit(": ", 1)[-1] for note in notes if "--select" in note]
    return ", ".join(f"`{name}`" for name in re.split(", | and ", ", ".join(left)) if name) or "none"  # fmt: skip


def page(told: dict, scale: float) -> str:
    """The whole page."""
    rows = [row for row in told["differences"] if row["pairs"] > 1]
    undefined = [row for row in told["differences"] if row["pairs"] <= 1]
    same = [row for row in rows if row["variance_reduction"] == "inf"]
    fixed = [row for row in rows if row["variance_reduction"] is None]
    differ = [
        row for row in rows if isinstance(row["variance_reduction"], (int, float))
    ]
    differ.sort(key=lambda row: row["variance_reduction"], reverse=True)
    head = "series, difference, cv, cv of the scenario, correlation, saved, at most"
    return PAGE.format(
        baseline=rows[0]["baseline"],
        scenario=rows[0]["scenario"],
        pairs=rows[0]["pairs"],
        scale=scale,
        grouped=grouped(told.get("notes", [])),
        wanted=WANTED,
        named=table(
            [*head.split(", "), f"saves {WANTED:g}?"],
            [
                cells(row) + [verdict(row)]
                for row in sorted(
                    (row for row in differ if row["series"] in NAMED),
                    key=lambda row: NAMED.index(row["series"]),
                )
            ],
        ),
        rest=table(head.split(", "), [cells(row) for row in differ]),
        same=names(same),
        fixed=names(fixed),
        undefined=names(undefined),
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the maker is told."""
    parser.add_argument(
        "told", type=pathlib.Path, help="output of sanshe compare --series all --json"
    )
    parser.add_argument(
        "--scale", type=float, required=True, help="population.scale of the runs"
    )


def main(given: argparse.Namespace) -> int:
    """Prints the page."""
    print(page(json.loads(given.told.read_text()), given.scale), end="")
    return 0
