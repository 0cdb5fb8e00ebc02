"""Builds scenarios/README.md: what each scenario asks, its levers, what is expected, and what came out.

    scenarios/*.toml  +  a run file of all of them  --sanshe compare--> differences, ratios  ->  Markdown

Usage: python3 analysis/pages scenarios results/scenarios.h5 --scale 0.1 > scenarios/README.md   (see `./dev figures`)
"""

import argparse
import json
import os
import pathlib
import subprocess
import tomllib
from collections.abc import Iterable

from pages import legs, nulls
from sanshe import markdown, run_file

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "scenarios"
BASELINE = "nanjing"
WORDS = {
    "need_met_value": "worth of the help given",
    "public_spending": "public spending",
    "cases_served": "cases served",
    "disputes_mediated": "disputes mediated",
    "expressed_demand": "needs for which help was sought",
    "unmet_need_rate": "open needs that nobody meets, share",
    "wait_mean": "wait for help, mean",
    "delivered_share": "hours that contracts have of those promised, share",
    "undone_work": "work that nobody did",
    "so_registered": "registered organizations",
    "so_filed": "filed organizations",
    "licensed_per_10k": "licence holders per 10,000 residents",
}
APART_ALREADY = {"unmet_need_rate", "wait_mean"}  # their meaning says so
SENTENCE = ["need_met_value", "disputes_mediated", "public_spending"]
AMOUNTS = ("baseline_mean", "difference", "low", "high")
WHEN = {
    "end": "at the end",
    "total": "in all",
    "mean_of_last_12_months": "last 12 months",
}

COST = "public_spending/cases_served"
# What people ask of a policy: the column's head, the series, of which cells.
QUESTIONS = [
    ("wait of elders, towns", "wait_by_zone", "service=elder_care,zone=town"),
    ("wait of elders, villages", "wait_by_zone", "service=elder_care,zone=village"),
    ("worth of the help given", "need_met_value", ""),
    ("to elders", "need_met_value", "service=elder_care"),
    ("to children at risk", "need_met_value", "service=child_protection"),
    ("cases taken up in villages", "served_by_zone", "zone=village"),
    ("registered organizations", "so_registered", ""),
    ("licence holders", "licensed_per_10k", ""),
    ("public spending", "public_spending", ""),
]
MATRIX = """## What each policy moves

Changes in per cent of the baseline; a flow over all years, a stock at the end, waits and rates in the last 12 months. Only what
is sure is shown: {cells} differences are looked at together, and the chance that any of those shown is none is 5 % (Holm). A dot
is a difference that these runs do not tell from chance, which is not to say that there is none. The last column is public
spending over cases served without mediation, difference over difference, in CNY with Fieller's 95 % interval: what a further
case costs, or what each case lost saves where cases fall; below 0 where one rises and the other falls; "undefined" where
cases may not differ at all."""

INTRODUCTION = """# Scenarios

A scenario is a file of data: the city, and parameters that change on dates. Most extend
[nanjing.toml](nanjing.toml), the baseline, by a few changes of their own; the last are other places. Run any two of them together:

```sh
build/sanshe run scenarios/nanjing.toml scenarios/budget-double.toml --scale 0.1 --replicates 4 -o results/two.h5 --force
```

`sanshe check FILE` says whether a file is right, `sanshe check --resolved FILE` prints it merged.

This page is made by [analysis/pages/scenarios.py](../analysis/pages/scenarios.py) from the files and from one run of
all of them; `./dev figures` makes it anew. Each table has the scenario's difference from the baseline over the years of
the run, in {pairs} pairs that share their luck, at scale {scale:g}; counts and money are those of the sample. The interval
holds the mean difference with 95 % confidence. It knows the noise of the simulation only, not what the parameters
leave uncertain, and where it includes 0 the runs do not tell the two apart. The last column is one pair of the whole city,
which has no interval. What came out is said first in one sentence:
the worth of the help given at the standard price of its hours, without mediation, which is most of all cases and stands
apart; and beside it what governments spend. The expectation is theory's: theory may be wrong, or the model."""


def is_elsewhere(found: dict[str, dict], name: str) -> bool:
    """Whether a scenario is of another place than the baseline's."""
    base = found[name].get("extends", "").removesuffix(".toml")
    return is_elsewhere(found, base) if base in found else name != BASELINE


def read(folder: pathlib.Path) -> dict[str, dict]:
    """Every scenario by its file's name: the baseline, what is compared with it, and other places."""
    found = {
        path.stem: tomllib.loads(path.read_text())
        for path in sorted(folder.glob("*.toml"))
    }
    order = lambda name: (is_elsewhere(found, name), name != BASELINE)
    return {name: found[name] for name in sorted(found, key=order)}


def number(value: float) -> str:
    """As people read it, in three digits."""
    return markdown.number(value, digits=3)


def signed(value: float) -> str:
    """The same with its sign."""
    return ("+" if value > 0 else "") + number(value)


def said(value: object) -> str:
    """A value as TOML has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def levers(scenario: dict) -> list[str]:
    """The changes of a scenario, a line each."""
    out = [
        f"those of [{policy}](#{policy})"
        for policy in (name.removesuffix(".toml") for name in scenario.get("with", []))
    ]
    out += [f"takes out the change `{change}`" for change in scenario.get("drop", [])]
    for change in scenario.get("change", []):
        where = f" in {', '.join(change['where'])}" if "where" in change else ""
        for verb, sign in (("set", "="), ("multiply", "×")):
            out += [
                f"{change['from']}: `{name}` {sign} {said(value)}{where}"
                for name, value in change.get(verb, {}).items()
            ]
    return out


def in_millions(row: dict) -> dict:
    """Money in millions of its unit."""
    if row["unit"] != "CNY":
        return row
    told = [key for key in AMOUNTS if row[key] is not None]
    return row | {key: row[key] / 1e6 for key in told} | {"unit": "million CNY"}


def named(row: dict) -> str:
    """A series in words, and what it is without."""
    apart = row["without"] or ("mediation" if row["series"] in APART_ALREADY else "")
    words = WORDS.get(row["series"], row["series"])
    return f"{words} without {apart}" if apart else words


def clause(row: dict) -> str:
    """One difference in words, with its interval."""
    row = in_millions(row)
    unit = "" if row["unit"] in ("1", "count") else f" {row['unit']}"
    if row["low"] == row["high"] == 0:
        return f"{named(row)} does not differ"
    interval = f"95 % interval {signed(row['low'])} to {signed(row['high'])}"
    if row["low"] <= 0 <= row["high"]:
        return (
            f"no difference in {named(row)} can be told from chance ({interval}{unit})"
        )
    base = row["baseline_mean"]
    percent = f", {100 * row['difference'] / base:+.1f} %" if base else ""
    return f"{named(row)} differs by {signed(row['difference'])}{unit}{percent} ({interval})"


def sentence(measured: dict, name: str) -> list[str]:
    """What came out in one sentence: services, mediation, costs."""
    found = {
        row["series"]: row
        for row in measured["differences"]
        if row["scenario"] == name and row["low"] is not None
    }
    clauses = [clause(found[series]) for series in SENTENCE if series in found]
    if not clauses:
        return []
    *first, last = clauses
    text = f"{'; '.join(first)}; and {last}" if first else last
    (base,) = {row["baseline"] for row in found.values()}
    against = "the baseline" if base == BASELINE else base
    return [f"**What came out:** against {against}, {text}.", ""]


def outcome(measured: dict, name: str) -> list[str]:
    """What came out of a scenario, against the baseline, as a table."""
    rows = []
    for row in measured["differences"]:
        if row["scenario"] != name:
            continue
        row = in_millions(row)
        unit = "" if row["unit"] in ("1", "count") else f", {row['unit']}"
        what = f"{named(row)}, {WHEN[row['measure']]} (`{row['series']}`{unit})"
        base = row["baseline_mean"]
        if base is None:  # there is no such thing in one of the two
            rows.append([what, "", "nothing to compare", "", "", ""])
            continue
        whole = measured.get("whole", {}).get((name, row["series"]))
        rows.append(
            [
                what,
                number(base),
                signed(row["difference"]),
                f"{100 * row['difference'] / base:+.1f} %" if base else "",
                f"{signed(row['low'])} to {signed(row['high'])}",
                "" if whole is None else f"{whole:+.1f} %",
            ]
        )
    head = ["", "baseline", "difference", "", "95 % interval", "whole city"]
    return [markdown.table(head, rows, right=True)] if rows else []


def section(name: str, scenario: dict, measured: dict) -> list[str]:
    """What one scenario asks and what came out."""
    out = [f"## {name}", "", f"**{scenario['title']}.** {scenario['question']}", ""]
    out += [f"*Expected, and why it might not hold:* {scenario['expect']}", ""]
    if "extends" not in scenario:
        return out
    out += ["*Levers:*", "", *(f"- {lever}" for lever in levers(scenario)), ""]
    out += sentence(measured, name)
    out += nulls.paragraph(measured["differences"], measured.get("every", []), name)
    return out + outcome(measured, name) + [""]


def price(ratio: dict, fewer: bool = False) -> str:
    """What a further case costs, with its interval, or what one saves that is lost where they become fewer."""
    if ratio["undefined"]:
        return "undefined"
    text = (
        f"{number(ratio['value'])} ({number(ratio['low'])} to {number(ratio['high'])})"
    )
    return f"a case lost saves {text}" if fewer else text


def change(row: dict) -> str:
    """In per cent, or from nothing where the baseline has none."""
    return "from none" if row["percent"] is None else f"{row['percent']:+.1f}"


def sure(measured: dict, names: list[str]) -> tuple[dict[str, list[str | None]], int]:
    """Of each scenario the answer to each question, None where it is not sure; and how many were looked at together."""
    rows = [
        {row["scenario"]: row for row in told}.get(name)
        for name in names
        for told in measured["asked"]
    ]
    p = nulls.together([row["p"] if row else None for row in rows])
    cells = [
        change(row) if one is not None and one <= 0.05 else None
        for row, one in zip(rows, p)
    ]
    wide = len(measured["asked"])
    found = {name: cells[i * wide : (i + 1) * wide] for i, name in enumerate(names)}
    return found, sum(one is not None for one in p)


def matrix(measured: dict, names: list[str]) -> list[str]:
    """Policies by what people ask: changes that are sure when all are looked at together."""
    found, looked_at = sure(measured, names)
    fewer = {
        row["scenario"]
        for row in measured.get("differences", [])
        if row["series"] == "cases_served" and row["difference"] < 0
    }
    costs = {
        ratio["scenario"]: price(ratio, ratio["scenario"] in fewer)
        for ratio in measured["ratios"]
    }
    lines = [
        [
            f"[{name}](#{name})",
            *(cell or "·" for cell in found[name]),
            costs.get(name, ""),
        ]
        for name in names
    ]
    head = ["scenario", *(words for words, _, _ in QUESTIONS), "CNY a further case"]
    text = MATRIX.format(cells=looked_at)
    return [text, "", markdown.table(head, lines, right=True), ""]


def page(scenarios: dict[str, dict], measured: dict, scale: float) -> str:
    """The whole page."""
    pairs = measured["differences"][0]["pairs"]
    questions = [
        [f"[{name}](#{name})", scenario["question"]]
        for name, scenario in scenarios.items()
    ]
    out = [INTRODUCTION.format(pairs=pairs, scale=scale), ""]
    out += [markdown.table(["scenario", "question"], questions), ""]
    compared = {row["scenario"] for row in measured["asked"][0]}
    out += matrix(measured, [name for name in scenarios if name in compared])
    out += measured.get("legs", [])
    for name, scenario in scenarios.items():
        out += section(name, scenario, measured)
    return "\n".join(out).rstrip() + "\n"


def measure(
    files: list[pathlib.Path],
    sanshe: pathlib.Path,
    whole: Iterable[pathlib.Path] = (),
) -> dict:
    """What `compare` says of the headlines, of each question, and of what a further case costs; of the headlines alone
    where a further file has a baseline of its own. `whole` are the same runs of the whole city, one pair of each.
    """

    def compare(file: pathlib.Path, *words: str) -> dict:
        command = [sanshe, "compare", file, "--json", *words]
        return json.loads(
            subprocess.run(command, check=True, capture_output=True).stdout
        )

    file, *others = files
    told = compare(file, "--ratio", COST)
    told["asked"] = [
        compare(file, "--series", series, *(["--select", cells] if cells else []))[
            "differences"
        ]
        for _, series, cells in QUESTIONS
    ]
    with run_file.open(file) as data:
        told["legs"] = legs.section(data)
    for other in others:
        told["differences"] += compare(other)["differences"]
    told["every"] = [
        row for each in files for row in compare(each, "--series", "all")["differences"]
    ]
    told["whole"] = {
        (row["scenario"], row["series"]): row["percent"]
        for each in whole
        for row in compare(each)["differences"]
    }
    return told


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the maker is told."""
    parser.add_argument(
        "files",
        type=pathlib.Path,
        nargs="+",
        help="run files: all that are compared with the baseline, then others with a baseline of their own, first in each",
    )
    parser.add_argument(
        "--whole",
        type=pathlib.Path,
        nargs="*",
        default=[],
        help="run files of the same scenarios at 1:1, for one pair of each beside the samples'",
    )
    parser.add_argument(
        "--scale", type=float, required=True, help="population.scale of the runs"
    )
    parser.add_argument(
        "--build",
        type=pathlib.Path,
        default=pathlib.Path(os.environ.get("SANSHE_BUILD", ROOT / "build")),
    )


def main(given: argparse.Namespace) -> int:
    """Prints the page."""
    measured = measure(given.files, given.build / "sanshe", given.whole)
    print(page(read(FOLDER), measured, given.scale), end="")
    return 0
