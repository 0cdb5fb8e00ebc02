"""What is known of Nanjing, and what must move it: the targets of the baseline, as data.

Labels: *input* is set by the scenario's data, *fitted* was calibrated towards the target, *emergent* was neither. Only
the last two are validation, and each of them names a push: a change of the mechanism behind the figure, and where the
figure must go. A push never sets the figure itself. tests/science tries all of it.

Sources: [S] article in China Civil Affairs, 2017; [F] found in a public source; [D] derived; [A] assumed.
"""

import dataclasses
import math
import statistics
from collections.abc import Callable, Iterable

from baseline import Run

INPUT, FITTED, EMERGENT = "input", "fitted", "emergent"
UP, DOWN = 1, -1
MILLION = 1e6
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


def elder_lead(run: Run) -> float:
    """Elder care's share of purchase over that of the next service."""
    money = run.series("purchase_spending").sel(time="2017").sum(["time", "gov_level"])
    others = money.where(money["service"] != "elder_care").max()
    return float(money.sel(service="elder_care") / others)


def least_growth(run: Run) -> float:
    """The smaller of the growths of elders' and minors' purchase money."""
    growths = []
    for service in ("elder_care", "child_protection"):
        before, after = (
            run.flow("purchase_spending", year, year, service=service)
            for year in ("2016", "2017")
        )
        growths.append(after / before if before else math.inf if after else 0.0)
    return min(growths)


def village_access(run: Run) -> float:
    """Access in villages relative to towns, in the month in which it was highest."""
    return float(
        (run.series("accessibility_rural") / run.series("accessibility_urban")).max()
    )


def caseload_gradient(run: Run) -> float:
    """Turnover in the highest quarter of caseload relative to the lowest."""
    highest, lowest = (
        run.rate("turnover_by_caseload", "2012", "2019", caseload_quarter=quarter)
        for quarter in ("highest", "lowest")
    )
    return highest / lowest


def served_when_doubled(run: Run) -> float:
    """Cases served with twice the purchase money, relative to the baseline, while it is twice the money."""
    if run.doubled is None:
        return math.nan
    return run.doubled.flow("cases_served", "2015", "2017") / run.flow(
        "cases_served", "2015", "2017"
    )


TARGETS = (
    Target(
        "registered organizations, mid-2017",
        FITTED,
        10_000,
        11_500,
        "[S]",
        lambda run: run.stock("so_registered", "2017-06"),
        (
            Push(
                "registration.regime",
                "dual_management",
                DOWN,
                "a sponsor must be found again, and capital shown",
            ),
            Push(
                "registering.attention",
                0.3,
                DOWN,
                "groups seldom look at what doors there are",
            ),
        ),
    ),
    Target(
        "registered and filed organizations, December 2015",
        FITTED,
        20_000,
        28_000,
        "[F]",
        lambda run: run.stock("so_registered", "2015-12")
        + run.stock("so_filed", "2015-12"),
        (
            Push(
                "filing.cost",
                60.0,
                DOWN,
                "filing costs more than most groups gain by it",
            ),
        ),
    ),
    Target(
        "registered organizations, end of 2017 over end of 2012",
        EMERGENT,
        2.0,
        math.inf,
        "[S]",
        lambda run: run.stock("so_registered", "2017-12")
        / run.stock("so_registered", "2012-12"),
        (
            Push(
                "registration.regime", "dual_management", DOWN, "no door opens in 2013"
            ),
        ),
    ),
    Target(
        "professional share of community organizations, towns, mid-2017",
        FITTED,
        0.55,
        0.70,
        "[S]",
        lambda run: run.rate("professional_share_urban", "2017-06", "2017-06"),
        (
            Push(
                "finance.market.community_professional",
                0.3,
                DOWN,
                "users pay professional groups less",
            ),
        ),
    ),
    Target(
        "professional share of community organizations, villages, mid-2017",
        FITTED,
        0.15,
        0.28,
        "[S]",
        lambda run: run.rate("professional_share_rural", "2017-06", "2017-06"),
        (
            Push(
                "reach.village_graduates",
                3.0,
                UP,
                "as many would-be founders with a profession as in towns",
            ),
        ),
    ),
    Target(
        "licence holders per 10,000 residents, December 2016",
        FITTED,
        9,
        11,
        "[S]",
        lambda run: run.rate("licensed_per_10k", "2016-12", "2016-12"),
        (Push("licensing.pass", 0.5, DOWN, "half as many pass the examination"),),
    ),
    Target(
        "projects posted at the 2017 fair",
        INPUT,
        1_900,
        2_300,
        "[S]",
        lambda run: run.flow("projects_posted", "2017", "2017"),
    ),
    Target(
        "organizations that bid at the 2017 fair",
        EMERGENT,
        1_000,
        math.inf,
        "[S]",
        lambda run: run.flow("fair_bidders", "2017", "2017"),
        (
            Push(
                "procurement.hours_fair",
                6.0,
                DOWN,
                "a bid takes more hours than it is worth to small ones",
            ),
        ),
    ),
    Target(
        "agreed at the 2017 fair (million CNY)",
        INPUT,
        60,
        80,
        "[S] about 70",
        lambda run: run.flow("award_value", "2017", "2017") / MILLION,
    ),
    Target(
        "mean contract at the 2017 fair (CNY)",
        INPUT,
        28_000,
        40_000,
        "[S]",
        lambda run: run.rate("mean_contract_value", "2017-07", "2017-07"),
    ),
    Target(
        "mean over median contract at the 2017 fair",
        INPUT,
        1.2,
        math.inf,
        "[S]",
        lambda run: run.rate("mean_contract_value", "2017-07", "2017-07")
        / run.rate("median_contract_value", "2017-07", "2017-07"),
    ),
    Target(
        "projects awarded per project posted, 2017 fair",
        EMERGENT,
        0.5,
        WITHIN_ONE,
        "[S] below 1; the lower end is assumed",
        lambda run: run.flow("projects_awarded", "2017", "2017")
        / run.flow("projects_posted", "2017", "2017"),
        (Push("posting.over_posting", 1.8, DOWN, "more is posted for the same money"),),
    ),
    Target(
        "purchase outside the fair in Jiangning, 2014 to 2017 (million CNY)",
        INPUT,
        50,
        math.inf,
        "[S]",
        lambda run: outside_fair(run, "off_fair_award_value") / MILLION,
    ),
    Target(
        "projects outside the fair in Jiangning, 2014 to 2017",
        INPUT,
        500,
        math.inf,
        "[S]",
        lambda run: outside_fair(run, "off_fair_contracts"),
    ),
    Target(
        "turnover of social workers, 2014 to 2017 (1/year)",
        FITTED,
        0.15,
        0.25,
        "[F]",
        lambda run: run.rate("turnover_rate", "2014", "2017"),
        (Push("burnout.outside_wage", 1.4, UP, "work outside the field pays better"),),
    ),
    Target(
        "turnover in the highest quarter of caseload over the lowest, 2012 to 2019",
        EMERGENT,
        1.0,
        math.inf,
        "[F]",
        caseload_gradient,
        (Push("burnout.overload", 10.0, UP, "work beyond one's hours exhausts more"),),
    ),
    Target(
        "purchase per value of need, 2017",
        INPUT,
        0.15,
        0.40,
        "[D]",
        lambda run: run.flow("purchase_spending", "2017", "2017")
        / run.need_value("need_incidence", "2017", "2017"),
    ),
    Target(
        "purchase for elder care over the next service, 2017",
        EMERGENT,
        1.0,
        math.inf,
        "[S]",
        elder_lead,
        (
            Push(
                "need.incidence.elder_care",
                0.4,
                DOWN,
                "fewer elders in need, so less backlog to post and budget for",
            ),
        ),
    ),
    Target(
        "smaller growth of purchase for elders and for minors, 2016 to 2017",
        INPUT,
        1.0,
        math.inf,
        "[S]",
        least_growth,
    ),
    Target(
        "mediations per 1,000 residents and month, 2017",
        EMERGENT,
        1.3,
        1.9,
        "[D]",
        lambda run: run.flow("disputes_mediated", "2017", "2017")
        / 12
        / run.stock("population", "2017-06")
        * 1000,
        (
            Push(
                "station.casework_share",
                0.3,
                DOWN,
                "stations have less time for cases and disputes",
            ),
        ),
    ),
    Target(
        "access in villages over access in towns, in its highest month",
        EMERGENT,
        0,
        WITHIN_ONE,
        "[D]",
        village_access,
        (
            Push(
                "access.rural_reach",
                0.3,
                UP,
                "what villages offer reaches fewer townspeople",
            ),
        ),
    ),
    Target(
        "share of the value of need for which help is sought, 2017",
        FITTED,
        0.40,
        0.65,
        "[A]",
        lambda run: run.need_value("expressed_demand", "2017", "2017")
        / run.need_value("need_incidence", "2017", "2017"),
        (Push("awareness.forgetting", 8.0, DOWN, "people forget what there is"),),
    ),
    Target(
        "new legal persons per registered organization, 2014 to 2019 (1/year)",
        EMERGENT,
        0.07,
        0.15,
        "[F] national cohorts of legal persons: registrations, of new and of older groups alike; filed groups are none",
        lambda run: run.yearly("registrations", "so_registered", 2014, 2019),
        (
            Push(
                "registration.regime",
                "dual_management",
                DOWN,
                "a sponsor must be found, and capital shown",
            ),
        ),
    ),
    Target(
        "legal persons lost per registered organization, 2014 to 2019 (1/year)",
        EMERGENT,
        0.01,
        0.08,
        "[F] national cohorts of legal persons: cancellations; lapsed filings are none",
        lambda run: run.yearly(
            "dissolutions", "so_registered", 2014, 2019, legal_status="registered"
        ),
        (
            Push(
                "payment.delay",
                "6",
                UP,
                "who has won contracts runs out of cash before being paid",
            ),
        ),
    ),
    Target(
        "median over mean staff of legal persons, 2017",
        EMERGENT,
        0,
        0.5,
        "[F] nationwide the mean is 10.9 and the median far below",
        lambda run: run.rate("median_staff", "2017-12", "2017-12")
        / run.rate("mean_staff", "2017-12", "2017-12"),
        (
            Push(
                "finance.market.associations",
                0.1,
                DOWN,
                "associations, neither large nor without staff, lose their dues",
            ),
        ),
    ),
    Target(
        "cases served with twice the purchase money over those of the baseline, 2015 to 2017",
        EMERGENT,
        1.0,
        2.0,
        "[D]",
        served_when_doubled,
        (
            Push(
                "awareness.forgetting",
                8.0,
                DOWN,
                "who does not know of help does not ask, whatever the money",
            ),
        ),
    ),
    Target(
        "residents, end of 2016 (million)",
        INPUT,
        8.1,
        8.5,
        "recalled, unverified",
        lambda run: run.stock("population", "2016-12") / MILLION,
    ),
    Target(
        "urban share of residents, end of 2020",
        INPUT,
        0.85,
        0.88,
        "[F]",
        lambda run: run.rate("share_urban", "2020-12", "2020-12"),
    ),
)


def outside_fair(run: Run, series: str) -> float:
    """Jiangning's purchase outside the fair: its own programme, and its part of what all districts buy."""
    jiangning = run.series(series, district="jiangning").sel(time=slice("2014", "2017"))
    return float(jiangning.sum()) * run.unsampled


def measure(runs: Iterable[Run]) -> list[Figure]:
    """Every target over replicates of the baseline."""
    runs = list(runs)
    figures = []
    for target in TARGETS:
        values = [target.read(run) for run in runs]
        figures.append(
            Figure(target, tuple(value for value in values if not math.isnan(value)))
        )
    return figures
