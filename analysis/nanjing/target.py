"""What a target is: a figure that the baseline should meet, what must move it, and how runs stand to it.

Labels: *input* is set by the scenario's data, *fitted* was calibrated towards the target, *emergent* was neither. Only
the last two are validation.
"""

import dataclasses
import math
import statistics
from collections.abc import Callable

from nanjing.baseline import Run

INPUT, FITTED, EMERGENT = "input", "fitted", "emergent"
UP, DOWN = 1, -1
WITHIN_ONE = math.nextafter(1, 0)


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
    least: float
    most: float
    source: str
    read: Callable[[Run], float]
    pushes: tuple[Push, ...] = ()
    missed: str = ""

    def range(self) -> str:
        """The range in words."""
        if self.most == math.inf:
            return f"at least {self.least:,.6g}"
        if self.most == WITHIN_ONE:
            return "below 1" if self.least == 0 else f"{self.least:,.6g} to below 1"
        return f"{self.least:,.6g} to {self.most:,.6g}"


@dataclasses.dataclass(frozen=True)
class Figure:
    """A target with what the runs gave: a value a replicate, empty where the runs that it needs are not there."""

    target: Target
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.values) if self.values else math.nan

    @property
    def holds(self) -> bool:
        return self.target.least <= self.median <= self.target.most

    @property
    def verdict(self) -> str:
        return "holds" if self.holds else "missed" if self.values else "not run"
