"""Builds models/city/FACTORS.md: what is left of two policies' effects when each factor does nothing.

    parameters that declare a neutral value  --one at it, all else as it is: sanshe run, in pairs-->  log ratios
    effect with the factor at its neutral / effect as it is  -->  share kept, with its interval  -->  Markdown

A factor that carries an effect is an effect in disguise. Law 5 of the model's specification.

Usage: python3 analysis/pages factors > models/city/FACTORS.md   (`./dev figures` does it; about seven minutes on two cores)
"""

import argparse
import collections
import dataclasses
import json
import math
import os
import pathlib
import re
import statistics
import subprocess
import tempfile
import tomllib
from collections.abc import Callable, Iterable

import xarray
from sanshe import markdown, run_file

ROOT = pathlib.Path(__file__).resolve().parents[2]
BASELINE = "nanjing"
POLICIES = {  # what is opened or given, and the city without it
    "zero threshold": (BASELINE, "no-zero-threshold"),
    "twice the money": ("budget-double", BASELINE),
}
LEAST_KEPT = 1 / 3
CLEAR = 4  # standard errors from which on there is an effect that could be lost
# Student's t, two-sided 95 %, by degrees of freedom.
T = {1: 12.71, 2: 4.30, 3: 3.18, 4: 2.78, 5: 2.57, 6: 2.45, 7: 2.36, 8: 2.31, 9: 2.26}


PAGE = """# What is left when a factor does nothing

This page is made by [analysis/pages/factors.py](../../analysis/pages/factors.py) from {pairs} pairs that share their luck,
at scale {scale:g}, to the end of {year}; `./dev figures` makes it anew.

No parameter may be an effect. A factor says at which value it does nothing (`neutral`); with one of them there, in both
scenarios of a pair, a policy's effect may be smaller or larger, but most of it must be left. An effect is a log ratio:
on **organizations** of the number of legal persons, at the end, of the classes that may do casework; on **services** of the
cases taken up from 2015 on, those that go straight to the committee apart. What cannot be told from nothing cannot be
lost: an effect is looked at where it exceeds {clear} standard errors. It is *lost* where even the upper end of what is
kept, with 95 % confidence, lies below a third. A factor whose neutral value is another city altogether (nobody lives
in villages, say) may move much; the policy's effect in that city is what counts.

## The effects as they are

{effects}

## With each factor at its neutral value

The share of the effect that is left, with the bounds of its 95 % interval; with {pairs} pairs they are wide.

{shares}

At their neutral value already: {already}.

{lost}
"""


@dataclasses.dataclass(frozen=True)
class Effect:
    """Of a policy on something, a log ratio for each pair."""

    values: tuple[float, ...]

    @property
    def mean(self) -> float:
        return statistics.mean(self.values)

    @property
    def error(self) -> float:
        return statistics.stdev(self.values) / math.sqrt(len(self.values))

    @property
    def clear(self) -> bool:
        return abs(self.mean) > CLEAR * self.error


@dataclasses.dataclass(frozen=True)
class Share:
    """Of an effect, what is left of it."""

    kept: float
    low: float
    high: float

    @property
    def lost(self) -> bool:
        return self.high < LEAST_KEPT

    @property
    def undecided(self) -> bool:
        return self.low < LEAST_KEPT <= self.high

    def __str__(self) -> str:
        return f"{self.kept:.2f} ({self.low:.2f} to {self.high:.2f})"


def share(usual: Effect, neutral: Effect) -> Share:
    """Of pairs of the same luck: the ratio of means, its error by what the pairs leave of it."""
    kept = neutral.mean / usual.mean
    rest = [n - kept * u for u, n in zip(usual.values, neutral.values)]
    size = len(rest)
    error = statistics.stdev(rest) / math.sqrt(size) / abs(usual.mean)
    half = T[size - 1] * error
    return Share(kept, kept - half, kept + half)


def factors(told: list[dict], scenario: dict) -> tuple[dict[str, dict], list[str]]:
    """Settings that take each factor to its neutral value, a row's in all rows; and those that are there already."""
    found, already = {}, []
    for one in told:
        neutral = one["neutral"]
        if isinstance(neutral, bool) or not isinstance(neutral, (int, float)):
            continue
        path, kind = one["path"], one["rows"]
        if kind:
            field = path.split(".")[-2]
            now = {
                path.replace(f"<{kind}>", row["name"]): row.get(field, one["default"])
                for row in scenario.get(kind, [])
            }
        else:
            table, field = path.rsplit(".", 1)
            now = {path: scenario.get(table, {}).get(field, one["default"])}
        if all(value == neutral for value in now.values()):
            already.append(path)
        else:
            found[path] = {name: neutral for name in now}
    return found, already


def organizations(runs: xarray.Dataset, scenario: dict) -> xarray.DataArray:
    """Legal persons of the classes that may do casework, at the end."""
    kinds = [row["name"] for row in scenario["organization_class"] if row.get("provider")]  # fmt: skip
    whole = run_file.whole_city(runs, "so_registered").sel(org_class=kinds)
    return whole.isel(time=-1).sum("org_class")


def services(runs: xarray.Dataset, scenario: dict) -> xarray.DataArray:
    """Cases taken up for the first time, direct services apart."""
    kinds = [row["name"] for row in scenario["service"] if not row.get("direct")]
    whole = run_file.whole_city(runs, "cases_served").sel(service=kinds)
    return whole.sel(time=slice("2015", None)).sum(["service", "time"])


FIGURES: dict[str, Callable[[xarray.Dataset, dict], xarray.DataArray]] = {
    "organizations": organizations,
    "services": services,
}


def effects(file: pathlib.Path) -> dict[tuple[str, str], Effect]:
    """By policy and figure."""
    found = {}
    with run_file.open(file) as data:
        scenario = run_file.scenario(data, BASELINE)
        for figure, read in FIGURES.items():
            values = read(data, scenario).values
            by_scenario: dict[str, list[float]] = {}
            for name, value in zip(data["scenario"].values, values):
                by_scenario.setdefault(str(name), []).append(float(value))
            for policy, (after, before) in POLICIES.items():
                found[policy, figure] = Effect(
                    tuple(
                        math.log(a / b)
                        for a, b in zip(by_scenario[after], by_scenario[before])
                    )
                )
    return found


class Runs:
    """The city with some parameters set, under all policies."""

    def __init__(
        self, build: pathlib.Path, scale: float, pairs: int, until: str
    ) -> None:
        self.build, self.scale, self.pairs, self.until = build, scale, pairs, until

    def __call__(self, values: dict[str, float]) -> dict[tuple[str, str], Effect]:
        names = {name for pair in POLICIES.values() for name in pair}
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "runs.h5"
            command = [self.build / "sanshe", "run"]
            command += [ROOT / f"scenarios/{name}.toml" for name in sorted(names)]
            command += [f"--set={path}={value:g}" for path, value in values.items()]
            command += [f"--scale={self.scale}", f"--replicates={self.pairs}"]
            command += [f"--until={self.until}", "--quiet", "-o", file]
            subprocess.run(command, check=True)
            return effects(file)


def named(odd: str) -> set[str]:
    """Factors that the model's description names as the mechanism itself, with how to measure them in the field."""
    section = re.search(
        r"^#+ Factors that are a mechanism themselves$(.*?)(?=^#|\Z)", odd, re.M | re.S
    )
    return set(re.findall(r"^- `([^`]+)`", section[1], re.M)) if section else set()


def page(
    usual: dict[tuple[str, str], Effect],
    with_neutral: dict[str, dict[tuple[str, str], Effect]],
    already: Iterable[str],
    excused: set[str],
    runs: Runs,
) -> str:
    """The whole page."""
    rows = [
        [policy, figure, f"{e.mean:+.3f}", f"{e.error:.3f}", "yes" if e.clear else "no"]
        for (policy, figure), e in usual.items()
    ]
    looked = [key for key, effect in usual.items() if effect.clear]
    lines, lost, named, undecided = [], [], [], []
    for path, found in with_neutral.items():
        cells = [f"`{path}`"]
        for key in looked:
            left = share(usual[key], found[key])
            carries = left.lost and path not in excused
            cells.append(
                str(left) + (" **lost**" if carries else " named" if left.lost else "")
            )
            which = f"`{path}` ({key[0]}, {key[1]})"
            if left.lost:
                (lost if carries else named).append(which)
            if left.undecided:
                undecided.append(key)
        lines.append(cells)
    return PAGE.format(
        pairs=runs.pairs,
        scale=runs.scale,
        year=runs.until[:4],
        clear=CLEAR,
        effects=markdown.table(
            ["policy", "on", "effect", "standard error", "looked at"], rows
        ),
        shares=markdown.table(
            ["factor", *(f"{policy}, {figure}" for policy, figure in looked)], lines
        ),
        already=", ".join(f"`{path}`" for path in already) or "none",
        lost=verdict(lost, named, undecided),
    )


def verdict(lost: list[str], named: list[str], undecided: list[tuple[str, str]]) -> str:
    """What carries an effect, what does and is named as a mechanism, and of how many factors these pairs cannot tell."""
    text = "No factor carries any of these effects"
    if lost:
        text = f"**Lost** with {'; '.join(lost)}"
    if named:
        text += (
            ", but for what the model's description names as a mechanism that the field can measure: "
            + "; ".join(named)
        )
    text += "."
    if undecided:
        counts = collections.Counter(undecided)
        told = "; ".join(
            f"of {n} on {policy}, {on}" for (policy, on), n in counts.items()
        )
        text += f" These pairs are too few to tell {told}: there a third lies within the interval."
    return text


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the maker is told."""
    parser.add_argument("--scale", type=float, default=0.05)
    parser.add_argument("--pairs", type=int, default=4, help="2 to 10")
    parser.add_argument("--until", default="2017-12-31", help="last day simulated")
    parser.add_argument("--only", nargs="*", help="of these factors alone")
    parser.add_argument(
        "--build",
        type=pathlib.Path,
        default=pathlib.Path(os.environ.get("SANSHE_BUILD", ROOT / "build")),
        help="folder of the programs",
    )


def main(given: argparse.Namespace) -> int:
    """Prints the page."""
    runs = Runs(given.build, given.scale, given.pairs, given.until)
    describe = [given.build / "sanshe", "describe", "parameters", "--format", "json"]
    told = json.loads(subprocess.run(describe, check=True, capture_output=True).stdout)
    scenario = tomllib.loads((ROOT / f"scenarios/{BASELINE}.toml").read_text())
    found, already = factors(told, scenario)
    if given.only:
        found = {path: found[path] for path in given.only}
    with_neutral = {path: runs(values) for path, values in found.items()}
    excused = named((ROOT / "models/city/ODD.md").read_text())
    print(page(runs({}), with_neutral, already, excused, runs), end="")
    return 0
