"""What Nanjing was made of in 2016-17, as the model's specification reckons it, beside what a run gives.

These tables were drawn up so that they close; most of their figures are assumed [A], their sums are from the sources of
analysis/targets.py. A run should come within 15 per cent of each, or `why` says why not.
"""

import dataclasses
import math
import statistics
from collections.abc import Callable, Iterable

from baseline import Run

TOLERANCE = 0.15
MILLION = 1e6


@dataclasses.dataclass(frozen=True)
class Row:
    """One expected figure. `why` says why a run is not near it, and is empty while it is."""

    name: str
    expected: float
    source: str
    read: Callable[[Run], float]
    why: str = ""

    def median(self, runs: Iterable[Run]) -> float:
        """Over replicates."""
        values = [value for value in map(self.read, runs) if not math.isnan(value)]
        return statistics.median(values) if values else math.nan

    def near(self, value: float) -> bool:
        """Whether a value is within the tolerance."""
        return abs(value - self.expected) <= TOLERANCE * self.expected


def organizations(kind: str) -> Callable[[Run], float]:
    """Registered organizations of a class, mid-2017."""
    return lambda run: run.stock("so_registered", "2017-06", org_class=kind)


def staff(kind: str) -> Callable[[Run], float]:
    """Their mean paid staff."""

    def read(run: Run) -> float:
        number = organizations(kind)(run)
        return (
            run.stock("so_staff", "2017-06", org_class=kind) / number
            if number
            else math.nan
        )

    return read


def revenue(**kind: str) -> Callable[[Run], float]:
    """Their revenue in the year to mid-2017 (million CNY)."""
    return lambda run: run.flow("so_revenue", "2016-07", "2017-06", **kind) / MILLION


def licensed(employer: str) -> Callable[[Run], float]:
    """Licence holders by employer, end of 2016."""
    return lambda run: run.stock("licensed_by_employer", "2016-12", employer=employer)


HOUR_PRICE = 73  # CNY, all in, 2016: what the expected values are reckoned with


def met(run: Run, **means: str) -> float:
    """Value of casework given in a year of 2016-17, by who pays, as far as it could be bought (million CNY)."""
    hours = sum(
        run.flow("casework_hours", "2016", "2017", service=service, **means) * share
        for service, share in run.purchasable.items()
    )
    return hours * HOUR_PRICE / 2 / MILLION


def value(run: Run, series: str) -> float:
    """Value of a flow of needs in a year of 2016-17 (million CNY)."""
    return run.need_value(series, "2016", "2017") / 2 / MILLION


def founded(run: Run) -> float:
    """Registered that had not existed for more than a year."""
    return run.flow("registrations", "2010-01", "2017-06") - upgraded(run)


def upgraded(run: Run) -> float:
    """Registered that had been groups before."""
    return run.flow("registrations_relabelled", "2010-01", "2017-06")


CLASSES = {
    # class: organizations, mean staff, revenue a year (million CNY; none is known of charities)
    "fee_based_schools": (2_700, 30, 8_000),
    "elder_disability_providers": (1_500, 9, 777),
    "social_work_agencies": (300, 3.5, 78),
    "community_professional": (1_500, 0.7, 57),
    "mutual_aid": (2_500, 0.2, 25),
    "associations": (1_740, 4, 700),
    "charities": (60, 5, None),
}


def class_rows() -> list[Row]:
    """Three figures a class."""
    rows = []
    for kind, (number, people, money) in CLASSES.items():
        name = kind.replace("_", " ")
        rows += [Row(f"{name}: registered", number, "[A]", organizations(kind))]
        rows += [Row(f"{name}: mean staff", people, "[A]", staff(kind))]
        if money:
            rows += [Row(f"{name}: revenue", money, "[A]", revenue(org_class=kind))]
    return rows


TABLES = {
    "Registered organizations by class, mid-2017 (revenue: million CNY in the year to mid-2017)": [
        Row(
            "all classes: registered",
            10_300,
            "[S]",
            lambda run: run.stock("so_registered", "2017-06"),
        ),
        Row(
            "all classes: mean staff",
            10.1,
            "[F] nation 10.9",
            lambda run: run.rate("mean_staff", "2017-06", "2017-06"),
        ),
        *class_rows(),
    ],
    "Licence holders by employer, end of 2016": [
        Row("stations", 4_800, "[A]", licensed("station")),
        Row("streets, hospitals, schools", 1_500, "[A]", licensed("institution")),
        Row(
            "social organizations (agencies 450, others 550)",
            1_000,
            "[A]",
            licensed("organization"),
        ),
        Row("not in practice", 1_000, "[A]", licensed("none")),
        Row(
            "all",
            8_300,
            "[S]",
            lambda run: run.stock("licensed_by_employer", "2016-12"),
        ),
        Row(
            "station staff, licensed or not",
            9_900,
            "[D]",
            lambda run: run.stock("posts_filled", "2016-12", employer="station"),
        ),
    ],
    "Value of need by who meets it, a year of 2016-17 (million CNY)": [
        Row(
            "met under contracts of the fair",
            49,
            "[A]",
            lambda run: met(run, means="fair"),
        ),
        Row(
            "met under contracts outside the fair",
            31,
            "[A]",
            lambda run: met(run, means="off_fair"),
        ),
        Row("met in house", 40, "[A]", lambda run: met(run, means="in_house")),
        Row("met for paying users", 20, "[A]", lambda run: met(run, means="user")),
        Row("met by volunteers", 12, "[A]", lambda run: met(run, means="volunteers")),
        Row("met in all", 152, "[A]", met),
        Row(
            "help sought and not given",
            30,
            "[A]",
            lambda run: value(run, "expressed_demand") - met(run),
        ),
        Row(
            "help not sought",
            132,
            "[A]",
            lambda run: value(run, "need_incidence") - value(run, "expressed_demand"),
        ),
        Row("all need", 314, "[D]", lambda run: value(run, "need_incidence")),
    ],
    "How the stocks came about": [
        Row(
            "registered, January 2010",
            4_000,
            "[A]",
            lambda run: run.stock("so_registered", "2010-01"),
        ),
        Row("founded as legal persons to mid-2017", 4_300, "[A]", founded),
        Row("upgraded from groups to mid-2017", 3_600, "[A]", upgraded),
        Row(
            "lost to mid-2017",
            1_600,
            "[A]",
            lambda run: run.flow(
                "dissolutions", "2010-01", "2017-06", legal_status="registered"
            ),
        ),
        Row(
            "filed, December 2012",
            6_000,
            "[A]",
            lambda run: run.stock("so_filed", "2012-12"),
        ),
        Row(
            "filed, December 2015",
            16_000,
            "[A]",
            lambda run: run.stock("so_filed", "2015-12"),
        ),
    ],
}
