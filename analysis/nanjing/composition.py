"""What Nanjing was made of in 2016-17, as the model's specification reckons it, beside what a run gives.

These tables were drawn up so that they close; most of their figures are assumed [A], their sums are from the sources of
targets.py. A run should come within 15 per cent of each, or `why` says why not.
"""

import dataclasses
import math
from collections.abc import Callable, Iterable

from nanjing.baseline import Run
from nanjing.target import middle

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
        return middle(map(self.read, runs))

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


WHY = {
    "home care: mean staff": "staff follow revenue",
    "home care: revenue": "subsidies follow the people served and come to 71 of 122; households who find nobody whom they "
    "can pay keep 32",
    "residential homes: revenue": "households who find nobody whom they can pay keep 145: fees are 480 of 580",
    "fee based schools: mean staff": "of fees what is left after rent and accounts pays staff; more young schools, which are "
    "smaller, share what parents spend",
    "stations": "a third of the staff is licensed, not half: most of those who pass have other work (see not in practice)",
    "streets, hospitals, schools": "as in stations",
    "met for paying users": "home care has fewer staff (see above), and who pays takes the nearest door alone",
    "help not sought": "hours within reach are about half of the need that arises, and who expects little does not ask",
    "social work agencies: mean staff": "of what they are paid of the fair and outside it, 45 to 66 of the 65 "
    "expected, a fifth is overhead and a part materials of events; heads work by the hour beside their staff, half a post "
    "each, and are no staff",
    "social work agencies: revenue": "the fewer they are, the less they win beside the groups that bid too: while their "
    "number was calibrated, 488 earned 78 and 335 earn 67",
    "community professional: revenue": "in a sample districts buy less (see SCALES.md); the whole city is near",
    "community professional: registered": "districts buy more in the whole city than in a sample (see SCALES.md), and "
    "so more of them see a contract to register for",
    "charities: registered": "with several on the payroll, hardly one ends with its founder",
    "community professional: mean staff": "founders and members do what their contracts ask, paid by the hour; they are "
    "no staff",
    "mutual aid: mean staff": "dues of a few thousand CNY a year hire nobody; the expected figure counts leaders",
    "mutual aid: revenue": "dues are those of as many members as groups have room for, beside micro-grants of about 6",
    "charities: mean staff": "a fixed share of gifts pays staff; charities that pass gifts on are not modelled",
    "social organizations (agencies 450, others 550)": "agencies have fewer posts (see above), and licence holders among "
    "the staff of elders' homes are no agents",
    "not in practice": "those whom organizations have no posts for",
    "met under contracts of the fair": "expected of a fair of 70; in the mean of 2016 and 2017 the fair paid 45, two fifths of "
    "it for events, and about a quarter of the casework was not delivered",
    "met under contracts outside the fair": "in the mean of the two years 40 were paid, a fifth of it for events, and "
    "about a quarter of the casework was not delivered",
    "met by volunteers": "volunteers help in their group's niche and community, and part of their hours finds no case",
    "met in all": "the three above; and hours of long cases follow their beginning by a year",
    "help sought and not given": "the rest of what was not met; it counts what was sought in a year against hours given "
    "in it, while cases of 18 months still grow in number",
    "founded as legal persons to mid-2017": "many apply within a year of beginning, and count as founded, not as upgraded",
    "upgraded from groups to mid-2017": "groups look at the doors once in three years; see founded",
}

CLASSES = {
    # class: organizations, mean staff, revenue a year (million CNY; none is known of charities)
    "fee_based_schools": (2_700, 30, 8_000),
    "home_care": (1_200, 4, 270),
    "residential_homes": (300, 25, 625),
    "social_work_agencies": (300, 3, 78),
    "community_professional": (1_500, 0.35, 56),
    "mutual_aid": (2_500, 0.02, 25),
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
TABLES = {
    title: [dataclasses.replace(row, why=WHY.get(row.name, "")) for row in rows]
    for title, rows in TABLES.items()
}
