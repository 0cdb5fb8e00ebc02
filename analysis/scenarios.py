#!/usr/bin/python3
"""Builds scenarios/README.md: what each scenario asks, its levers, what is expected, and what came out.

    scenarios/*.toml  +  the output of `sanshe run --json` of all of them  ->  Markdown

Usage: sanshe run nanjing.toml OTHERS... --scale 0.1 --replicates 5 --json -o FILE > measured.json
       python3 analysis/scenarios.py measured.json > scenarios/README.md
"""

import argparse
import json
import pathlib
import sys
import tomllib

SHOWN = {
    "so_registered": "registered organizations, at the end",
    "so_filed": "filed organizations, at the end",
    "purchase_spending": "purchase, total (CNY)",
    "cases_served": "cases served, total",
    "backlog": "backlog, at the end",
    "wait_mean": "mean wait, last year (months)",
}


def amount(value: float) -> str:
    """A number as people read it."""
    return f"{value:+,.0f}" if abs(value) >= 100 else f"{value:+.3g}"


def levers(scenario: dict) -> list[str]:
    """The changes of a scenario, a line each."""
    out = [f"takes out `{change}`" for change in scenario.get("drop", [])]
    for key, table in scenario.items():
        if isinstance(table, dict) and key != "output":
            out += [
                f"`{key}.{name} = {value}` from the start"
                for name, value in table.items()
            ]
    for change in scenario.get("change", []):
        for verb, sign in (("set", "="), ("multiply", "×")):
            for name, value in change.get(verb, {}).items():
                text = str(value).lower() if isinstance(value, bool) else value
                out.append(f"{change['from']}: `{name}` {sign} {text}")
    return out


def outcome(measured: dict, name: str) -> list[str]:
    """What came out of a scenario, against the baseline, as rows of a table."""
    rows = []
    for difference in measured["differences"]:
        if difference["scenario"] != name or difference["series"] not in SHOWN:
            continue
        base = difference["baseline_mean"]
        percent = f"{100 * difference['difference'] / base:+.1f} %" if base else ""
        rows.append(
            f"| {SHOWN[difference['series']]} | {amount(difference['difference'])} | {percent} "
            f"| {amount(difference['low_95'])} to {amount(difference['high_95'])} |"
        )
    return rows


def page(folder: pathlib.Path, measured: dict) -> str:
    """The whole page."""
    pairs = measured["differences"][0]["pairs"]
    out = [
        "# Scenarios",
        "",
        "Each file is data: it extends another and changes parameters on dates. `sanshe check FILE` says whether one is",
        "right, `sanshe check --resolved FILE` prints it merged. This page is made by `analysis/scenarios.py` from the files",
        f"and from one run of all of them at a tenth of the city, {pairs} pairs that share their luck: differences from the",
        "baseline with 95 % intervals of simulation noise only. What parameters leave uncertain is not in them.",
        "",
    ]
    files = sorted(folder.glob("*.toml"))
    for path in files:
        scenario = tomllib.loads(path.read_text())
        out += [
            f"## {path.stem}",
            "",
            f"**{scenario['title']}.** {scenario['question']}",
            "",
        ]
        if "expect" in scenario:
            out += [f"*Expected:* {scenario['expect']}", ""]
        if "extends" in scenario:
            out += [
                f"Extends `{scenario['extends']}`; "
                + "; ".join(levers(scenario))
                + ".",
                "",
            ]
        if rows := outcome(measured, path.stem):
            out += [
                "| | difference | | 95 % interval |",
                "| --- | ---: | ---: | ---: |",
                *rows,
                "",
            ]
    return "\n".join(out)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "measured", type=pathlib.Path, help="the output of sanshe run --json"
    )
    parser.add_argument(
        "--folder", type=pathlib.Path, default=pathlib.Path("scenarios")
    )
    arguments = parser.parse_args()
    print(page(arguments.folder, json.loads(arguments.measured.read_text())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
