"""Laws of response: cities run in pairs that share their luck, and how far their differences speak against a law.

    plausible ranges  --draws()-->  a Draw of all that is assumed  --Cities-->  Runs of pairs
                                                    a law  --at_least(), within()-->  Findings  --held()-->  all of them

A law fails only where what was seen contradicts it: an inequality where its 99.9 % interval lies on the other side, a
tolerance where that interval lies wholly outside it; of many findings Holm's procedure keeps the risk of one false alarm
where it is for one. Values are drawn with SANSHE_LAWS_SEED, SANSHE_LAWS_DRAWS times; both are printed.
"""

import json
import math
import os
import random
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import xarray as xr
from scipy import stats

ROOT = Path(__file__).resolve().parents[3]
BUILD = Path(os.environ.get("SANSHE_BUILD", ROOT / "build"))
sys.path.insert(0, str(ROOT / "analysis"))
from sanshe import run_file  # noqa: E402

SEED = int(os.environ.get("SANSHE_LAWS_SEED", "1"))
DRAWS = int(os.environ.get("SANSHE_LAWS_DRAWS", "1"))
RISK = 0.001  # of the interval, both sides together
BASELINE = "nanjing"


def sanshe(*words: str | Path, folder: Path = ROOT) -> str:
    done = subprocess.run(
        [BUILD / "sanshe", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"sanshe {' '.join(map(str, words))}\n{done.stderr}"
    return done.stdout


# ---- Values


@cache
def baseline() -> dict:
    """The baseline's settings, merged."""
    return tomllib.loads(
        sanshe("check", "--resolved", ROOT / f"scenarios/{BASELINE}.toml")
    )


@cache
def assumed() -> tuple[dict, ...]:
    """Numbers of which a plausible range is known, and which are no policy: no lever, and never changed by a date."""
    dated = {path for change in baseline()["change"] for path in change.get("set", {})}
    return tuple(
        one
        for one in parameters()
        if isinstance(one["plausible"], list)
        and not one["rows"]
        and "lever" not in one["source"]
        and one["path"] not in dated
    )


@cache
def parameters() -> tuple[dict, ...]:
    """What the program says of each parameter; those of a list of rows once."""
    return tuple(json.loads(sanshe("describe", "parameters", "--format", "json")))


@cache
def table(kind: str) -> tuple[dict, ...]:
    """A list of rows of the baseline, the fields that it leaves out at their defaults."""
    default = {
        one["path"].split(".")[-2]: one["default"]
        for one in parameters()
        if one["rows"] == kind
    }
    return tuple(default | row for row in baseline()[kind])


def names(kind: str) -> list[str]:
    return [row["name"] for row in table(kind)]


@cache
def paths(unit: str) -> tuple[str, ...]:
    """Parameters of the baseline in whose unit a word is, those of rows one by one."""
    found = []
    for one in parameters():
        if unit not in re.split(r"\W", one["unit"] or ""):
            continue
        of = names(one["rows"]) if one["rows"] else [""]
        found += [one["path"].replace(f"<{one['rows']}>", name) for name in of]
    return tuple(found)


@dataclass(frozen=True)
class Draw:
    """Values for all that is assumed; none in the first draw, which is the city as it stands."""

    number: int
    values: tuple[tuple[str, float], ...] = ()

    def options(self) -> list[str]:
        return [f"--set={path}={value}" for path, value in self.values]

    def __str__(self) -> str:
        return f"draw {self.number} of SANSHE_LAWS_SEED={SEED}"


def drawn(law: str, number: int, held: tuple[str, ...] = ()) -> Draw:
    """What the law itself sets is not drawn. A law's draws do not depend on how many there are, nor on other parameters."""
    values = []
    for one in assumed():
        low, high = one["plausible"]
        luck = random.Random(f"{SEED} {law} {number} {one['path']}")
        whole = one["type"] == "whole number"
        value = luck.randint(int(low), int(high)) if whole else luck.uniform(low, high)
        if one["path"] not in held:
            values.append((one["path"], value))
    return Draw(number, tuple(values))


def draws(law: str, *held: str) -> list[Draw]:
    """The city as it stands, and as many more as are asked for."""
    return [Draw(0), *(drawn(law, n, held) for n in range(1, DRAWS + 1))]


# ---- Scenarios


def toml(value) -> str:
    """A value as TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else repr(value)


def setting(values: dict) -> list[str]:
    """Options that set parameters, whatever a scenario says."""
    return [f"--set={path}={toml(value)}" for path, value in values.items()]


def times(factor: float, paths) -> list[str]:
    """Options that multiply parameters, and their dated changes."""
    return [f"--multiply={path}={factor}" for path in paths]


def change(name: str, date: str, effects: str) -> str:
    """A dated change: its lines set."X" = 1, multiply."X" = 2."""
    return f'[[change]]\nid = "{name}"\nfrom = {date}\nbecause = "a law"\n{effects}\n'


# ---- Runs


class Cities:
    """Runs of scenarios that lie in one folder, the project's and those that a law writes beside them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for file in (ROOT / "scenarios").glob("*.toml"):
            shutil.copy(file, folder)

    def write(self, name: str, text: str, base: str = BASELINE) -> str:
        """A scenario that extends another; its name."""
        head = f'extends = "{base}.toml"\ntitle = "{name}"\n'
        (self.folder / f"{name}.toml").write_text(head + text)
        return name

    def run(self, *scenarios: str, options=(), **more: object) -> list[xr.Dataset]:
        """A data set for each scenario, its dimension `run` the replicates. `more` are options: scale=0.1, until="...".
        Each replicate has residents of its own."""
        file = self.folder / "runs.h5"
        more = {"seed": SEED, "set": "population.shared=false"} | more
        words = [f"--{name}={value}" for name, value in more.items()]
        files = [f"{name}.toml" for name in scenarios]
        sanshe(
            *("run", *files, "-o", file, "--force", "--quiet", *options, *words),
            folder=self.folder,
        )
        with run_file.open(file) as opened:
            data = opened.load()
        return [
            data.isel(run=[i for i, s in enumerate(data["scenario"].values) if s == n])
            for n in scenarios
        ]


def total(runs: xr.Dataset, name: str, first: str, last: str) -> np.ndarray:
    """A series of the whole city, a value for each replicate: a flow's sum, else the mean, over its other axes too."""
    series = run_file.whole_city(runs, name).sel(time=slice(first, last))
    flow = "time: sum" in series.attrs["cell_methods"]
    kinds = [axis for axis in series.dims if axis not in ("run", "time")]
    if series.attrs["cell_methods"] != "time: mean":
        series = series.sum(kinds)
    axes = [axis for axis in series.dims if axis != "run"]
    return (series.sum(axes) if flow else series.mean(axes)).values.astype(float)


def indirect() -> list[str]:
    """Services that do not go straight to the committee."""
    return [row["name"] for row in table("service") if not row["direct"]]


def without_direct(runs: xr.Dataset) -> xr.Dataset:
    """Mediation apart."""
    return runs.sel(service=indirect())


def first_difference(one: xr.Dataset, other: xr.Dataset) -> str | None:
    """The series and month in which two scenarios' runs first differ; only labels that both have are compared."""
    found = []
    for name in one.data_vars:
        a = one[name]
        if not {"run", "time"} <= set(a.dims) or not np.issubdtype(a.dtype, np.number):
            continue
        a, b = xr.align(a.reset_coords(drop=True), other[name].reset_coords(drop=True))
        differs = (a.values != b.values) & ~(np.isnan(a.values) & np.isnan(b.values))
        if differs.any():
            month = int(np.argwhere(differs)[:, a.dims.index("time")].min())
            found.append((month, f"{name} in month {month}"))
    return min(found)[1] if found else None


# ---- Judgement


@dataclass(frozen=True)
class Estimate:
    """A mean with its standard error."""

    mean: float
    error: float
    freedom: float

    def interval(self, risk: float = RISK) -> tuple[float, float]:
        half = float(stats.t.isf(risk / 2, self.freedom)) * self.error
        return self.mean - half, self.mean + half

    def rises(self) -> bool:
        """What the specification calls so: its 95 % interval lies above 0."""
        return self.interval(0.05)[0] > 0

    def falls(self) -> bool:
        return self.interval(0.05)[1] < 0

    def below(self, bound: float) -> float:
        """How rarely one would see it as far below the bound, were it there."""
        if self.error == 0:
            return 0.0 if self.mean < bound else 1.0
        return float(stats.t.cdf((self.mean - bound) / self.error, self.freedom))


def paired(before, after) -> Estimate:
    """Of the differences of pairs; those that are undefined in one of them are left out."""
    differences = np.asarray(after, float) - np.asarray(before, float)
    differences = differences[np.isfinite(differences)]
    size = len(differences)
    assert size > 1, "two pairs at the least"
    error = differences.std(ddof=1) / math.sqrt(size)
    return Estimate(float(differences.mean()), float(error), size - 1)


def log_ratio(over, under) -> Estimate:
    """Of two means of cities that share no luck (Welch's degrees of freedom)."""
    samples = [np.asarray(sample, float) for sample in (over, under)]
    parts = [(s.std(ddof=1) / s.mean()) ** 2 / len(s) for s in samples]
    down = sum(part**2 / (len(s) - 1) for part, s in zip(parts, samples))
    freedom = sum(parts) ** 2 / down if down > 0 else 1
    mean = math.log(samples[0].mean() / samples[1].mean())
    return Estimate(mean, math.sqrt(sum(parts)), float(freedom))


@dataclass(frozen=True)
class Finding:
    """What a law asked, what was seen, and how rarely one would see it if the law held."""

    what: str
    chance: float
    estimate: Estimate

    def __str__(self) -> str:
        low, high = self.estimate.interval()
        return f"{self.what}: {self.estimate.mean:.4g} ({low:.4g} to {high:.4g}), p = {self.chance:.2g}"


def at_least(what: str, estimate: Estimate, bound: float = 0.0) -> Finding:
    return Finding(f"{what} >= {bound:.4g}", estimate.below(bound), estimate)


def at_most(what: str, estimate: Estimate, bound: float = 0.0) -> Finding:
    mirrored = Estimate(-estimate.mean, estimate.error, estimate.freedom)
    return Finding(f"{what} <= {bound:.4g}", mirrored.below(-bound), estimate)


def within(what: str, estimate: Estimate, low: float, high: float) -> Finding:
    worse = min(
        at_least(what, estimate, low),
        at_most(what, estimate, high),
        key=lambda finding: finding.chance,
    )
    return Finding(f"{what} in {low:.4g} to {high:.4g}", worse.chance, estimate)


def broken(findings: list[Finding]) -> list[Finding]:
    """Those that speak against the law, after Holm: the k-th rarest of n must be rarer than a (n - k + 1)-th of the risk."""
    found = []
    ordered = sorted(findings, key=lambda finding: finding.chance)
    for rank, finding in enumerate(ordered):
        if finding.chance > RISK / 2 / (len(ordered) - rank):
            break
        found.append(finding)
    return found


def held(findings: list[Finding]) -> None:
    print(f"SANSHE_LAWS_SEED={SEED} SANSHE_LAWS_DRAWS={DRAWS}")
    print(*findings, sep="\n")
    against = broken(findings)
    assert not against, "\n".join(map(str, against))
