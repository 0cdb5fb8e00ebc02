"""What a target is: a figure that the baseline should meet, what must move it, and how runs stand to it.

    targets.toml: figures, dates, tolerances      --read()-->  Targets
    sources: "fitted to 'NAME'", "set to 'NAME'"  --said()-->  labels

A label is computed. A figure to which a parameter, a row or a dated change says that it was *set* is an input or a design
value; one to which something was *fitted* was calibrated; every other is a prediction. The first two confirm nothing.
"""

import dataclasses
import json
import math
import pathlib
import re
import statistics
import tomllib
from collections.abc import Callable, Iterable

from nanjing.baseline import Run

ROOT = pathlib.Path(__file__).resolve().parents[2]
INPUT, FITTED, PREDICTED = "input", "fitted", "predicted"
LABELS = {"set": INPUT, "fitted": FITTED}
CALIBRATED_UP_TO = "2017-06"  # later figures are for predictions
UP, DOWN = 1, -1
SAMPLE, WHOLE = "the sample", "the whole city"


@dataclasses.dataclass(frozen=True)
class Push:
    """A parameter that is multiplied (by a number) or set (to a word), and where that takes a figure."""

    parameter: str
    change: float | str
    direction: int
    because: str

    def option(self) -> str:
        """For the command line of `sanshe run`."""
        verb = "set" if isinstance(self.change, str) else "multiply"
        return f"--{verb}={self.parameter}={self.change}"

    def __str__(self) -> str:
        return f"{self.parameter} {'=' if isinstance(self.change, str) else '×'} {self.change}"


@dataclasses.dataclass(frozen=True)
class Target:
    """A figure that the baseline should meet. `missed` says why it does not, and is empty while it does."""

    name: str
    label: str
    dated: str
    least: float
    most: float
    source: str
    read: Callable[[Run], float]
    pushes: tuple[Push, ...] = ()
    missed: str = ""
    prediction: str = ""  # of which it is a part
    lasting: bool = False  # of no one year

    def range(self) -> str:
        """The range in words."""
        if self.most == math.inf:
            return f"at least {self.least:,.6g}"
        if self.most == math.nextafter(round(self.most), 0):
            below = f"below {round(self.most):,}"
            return below if self.least == 0 else f"{self.least:,.6g} to {below}"
        return f"{self.least:,.6g} to {self.most:,.6g}"


def said(texts: Iterable[str]) -> dict[str, str]:
    """Labels by the names of figures, as sources say to what something was set or fitted; set counts before fitted."""
    found: dict[str, str] = {}
    for text in texts:
        for verb, quoted in re.findall(
            r"\b(set|fitted) to ((?:'[^']+'(?:, | and )?)+)", text
        ):
            for name in re.findall(r"'([^']+)'", quoted):
                if found.get(name) != INPUT:
                    found[name] = LABELS[verb]
    return found


def sources() -> list[str]:
    """What the parameters, the baseline's rows and its dated changes say of where their values come from."""
    told = json.loads((ROOT / "output-schemas/parameters.json").read_text())
    scenario = tomllib.loads((ROOT / "scenarios/nanjing.toml").read_text())
    rows = [row for rows in scenario.values() if isinstance(rows, list) for row in rows]
    return [one["source"] for one in told] + [
        row[key] for row in rows for key in ("source", "because") if key in row
    ]


def read(
    file: pathlib.Path,
    readings: dict[str, Callable[[Run], float]],
    labels: dict[str, str],
) -> tuple[Target, ...]:
    """The targets of a data file."""
    found = []
    for row in tomllib.loads(file.read_text())["target"]:
        row = dict(row)
        pushes = tuple(
            Push(
                one["parameter"],
                one["change"],
                {"up": UP, "down": DOWN}[one["goes"]],
                one["because"],
            )
            for one in row.pop("push", ())
        )
        if "below" in row:
            row["most"] = math.nextafter(row.pop("below"), 0)
        name = row["name"]
        label = labels.get(name, PREDICTED)
        found.append(Target(label=label, read=readings[name], pushes=pushes, **row))
    return tuple(found)


@dataclasses.dataclass(frozen=True)
class Figure:
    """A target with what the runs gave: a value a replicate, empty where the runs that it needs are not there.

    `whole`: the same of runs of the whole city beside those of a sample. A target holds if it holds in both.
    """

    target: Target
    values: tuple[float, ...]
    whole: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        return middle(self.values)

    @property
    def holds(self) -> bool:
        return bool(self.values) and not self.missed_in

    @property
    def missed_in(self) -> list[str]:
        """The sample, the whole city, both or neither."""
        return [
            where
            for where, values in {SAMPLE: self.values, WHOLE: self.whole}.items()
            if values and not self.target.least <= middle(values) <= self.target.most
        ]

    @property
    def verdict(self) -> str:
        if not self.values:
            return "not run"
        if self.whole and len(self.missed_in) == 1:
            return f"missed in {self.missed_in[0]}"
        return "missed" if self.missed_in else "holds"


def middle(values: Iterable[float]) -> float:
    """The median of those there are."""
    found = [value for value in values if not math.isnan(value)]
    return statistics.median(found) if found else math.nan
