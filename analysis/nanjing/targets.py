"""How each figure of targets.toml is read off a run; and all of them over replicates of the baseline."""

import math
import pathlib
from collections.abc import Callable, Iterable

from nanjing import baseline, target
from nanjing.baseline import Run

MILLION = 1e6


def stock(series: str, month: str, **kinds: str) -> Callable[[Run], float]:
    return lambda run: run.stock(series, month, **kinds)


def flow(series: str, year: str) -> Callable[[Run], float]:
    return lambda run: run.flow(series, year, year)


def rate(series: str, first: str, last: str) -> Callable[[Run], float]:
    return lambda run: run.rate(series, first, last)


def licensed(month: str) -> Callable[[Run], float]:
    return lambda run: baseline.licensed(run, month)


def grown(first: str, last: str) -> Callable[[Run], float]:
    return lambda run: run.stock("so_registered", last) / run.stock(
        "so_registered", first
    )


def aged(years: str) -> Callable[[Run], float]:
    return lambda run: baseline.age_share(run, years)


def founded(run: Run) -> float:
    """Those that had existed for more than a year before are upgraded."""
    return run.yearly("registrations", "so_registered", 2011, 2016) - upgraded(run)


def upgraded(run: Run) -> float:
    return run.yearly("registrations_relabelled", "so_registered", 2011, 2016)


def lost(run: Run, first: int, last: int) -> float:
    return run.yearly(
        "dissolutions", "so_registered", first, last, legal_status="registered"
    )


READINGS: dict[str, Callable[[Run], float]] = {
    "registered organizations, January 2010": stock("so_registered", "2010-01"),
    "registered organizations, mid-2017": stock("so_registered", "2017-06"),
    "filed organizations, December 2012": stock("so_filed", "2012-12"),
    "filed organizations, December 2015": stock("so_filed", "2015-12"),
    "registered and filed organizations, December 2015": lambda run: run.stock(
        "so_registered", "2015-12"
    )
    + run.stock("so_filed", "2015-12"),
    "registered organizations, end of 2017 over end of 2012": grown(
        "2012-12", "2017-12"
    ),
    "professional share of community organizations, towns, mid-2017": rate(
        "professional_share_urban", "2017-06", "2017-06"
    ),
    "professional share of community organizations, villages, mid-2017": rate(
        "professional_share_rural", "2017-06", "2017-06"
    ),
    "founded as legal persons per registered organization, 2010 to 2016 (1/year)": founded,
    "upgraded from groups per registered organization, 2010 to 2016 (1/year)": upgraded,
    "lost per registered organization, 2010 to 2016 (1/year)": lambda run: lost(
        run, 2011, 2016
    ),
    "new legal persons per registered organization, 2014 to 2019 (1/year)": lambda run: run.yearly(
        "registrations", "so_registered", 2014, 2019
    ),
    "legal persons lost per registered organization, 2014 to 2019 (1/year)": lambda run: lost(
        run, 2014, 2019
    ),
    "organizations that bid at the 2017 fair": flow("fair_bidders", "2017"),
    "licence holders, December 2017": licensed("2017-12"),
    "licence holders, December 2018": licensed("2018-12"),
    "licence holders, December 2020": licensed("2020-12"),
    "registered organizations in Gulou, July 2018": stock(
        "so_registered", "2018-07", district="gulou"
    ),
    "registered home care in Gulou, July 2018": stock(
        "so_registered", "2018-07", district="gulou", org_class="home_care"
    ),
    "registered organizations, end of 2020 over end of 2017": grown(
        "2017-12", "2020-12"
    ),
    "registered for less than a year, January 2021": aged("0-1"),
    "registered for one to three years, January 2021": aged("1-3"),
    "registered for three to five years, January 2021": aged("3-5"),
    "registered for five to ten years, January 2021": aged("5-10"),
    "registered for more than ten years, January 2021": aged("10+"),
    "turnover in the highest quarter of caseload over the lowest, 2012 to 2019": baseline.caseload_gradient,
    "median over mean staff of legal persons, 2017": lambda run: run.rate(
        "median_staff", "2017-12", "2017-12"
    )
    / run.rate("mean_staff", "2017-12", "2017-12"),
    "cases served with twice the purchase money over those of the baseline, mediation apart, 2015 to 2017": baseline.served_when_doubled,
    "person-times served by the largest hospice organization, 2012 to 2017": baseline.largest_hospice,
    "registrations in the month of closure over the month before": lambda run: baseline.registered_after_closure(
        run, "2020-02"
    ),
    "registrations six months after the closure over the month before it": lambda run: baseline.registered_after_closure(
        run, "2020-08"
    ),
    "licence holders, January 2010": licensed("2010-01"),
    "licence holders, December 2015": licensed("2015-12"),
    "licence holders per 10,000 residents, December 2016": rate(
        "licensed_per_10k", "2016-12", "2016-12"
    ),
    "assistants among the licensed, December 2016": lambda run: baseline.assistants(
        run, "2016-12"
    ),
    "turnover of social workers, 2014 to 2017 (1/year)": rate(
        "turnover_rate", "2014", "2017"
    ),
    "projects posted at the 2017 fair": flow("projects_posted", "2017"),
    "agreed at the 2017 fair (million CNY)": lambda run: run.flow(
        "award_value", "2017", "2017"
    )
    / MILLION,
    "mean contract at the 2017 fair (CNY)": rate(
        "mean_contract_value", "2017-07", "2017-07"
    ),
    "mean over median contract at the 2017 fair": lambda run: run.rate(
        "mean_contract_value", "2017-07", "2017-07"
    )
    / run.rate("median_contract_value", "2017-07", "2017-07"),
    "projects awarded per project posted, 2017 fair": lambda run: run.flow(
        "projects_awarded", "2017", "2017"
    )
    / run.flow("projects_posted", "2017", "2017"),
    "purchase outside the fair in Jiangning, 2014 to 2017 (million CNY)": lambda run: baseline.outside_fair(
        run, "off_fair_award_value"
    )
    / MILLION,
    "projects outside the fair in Jiangning, 2014 to 2017": lambda run: baseline.outside_fair(
        run, "off_fair_contracts"
    ),
    "purchase per value of need, 2017": lambda run: run.flow(
        "purchase_spending", "2017", "2017"
    )
    / run.need_value("need_incidence", "2017", "2017"),
    "purchase for elder care over the next service, 2017": baseline.elder_lead,
    "smaller growth of purchase for elders and for minors, 2016 to 2017": baseline.least_growth,
    "mediations per 1,000 residents and month, 2017": lambda run: run.flow(
        "disputes_mediated", "2017", "2017"
    )
    / 12
    / run.stock("population", "2017-06")
    * 1000,
    "share of the value of need for which help is sought, 2017": lambda run: run.need_value(
        "expressed_demand", "2017", "2017"
    )
    / run.need_value("need_incidence", "2017", "2017"),
    "access in villages over access in towns, in its highest month": baseline.village_access,
    "residents, end of 2016 (million)": lambda run: run.stock("population", "2016-12")
    / MILLION,
    "urban share of residents, end of 2020": rate("share_urban", "2020-12", "2020-12"),
}

# Predictions that are read in scenarios of their own, which make what happens: no lever of the baseline moves them.
ELSEWHERE = {"closure of 2020", "one hospice organization"}

FILE = pathlib.Path(__file__).with_name("targets.toml")
TARGETS = target.read(FILE, READINGS, target.said(target.sources()))


def measure(runs: Iterable[Run], whole: Iterable[Run] = ()) -> list[target.Figure]:
    """Every target over replicates of the baseline, and over those of the whole city where there are any."""
    runs, whole = list(runs), list(whole)

    def read(one: target.Target, of: list[Run]) -> tuple[float, ...]:
        return tuple(v for v in map(one.read, of) if not math.isnan(v))

    return [target.Figure(one, read(one, runs), read(one, whole)) for one in TARGETS]


def predictions(figures: Iterable[target.Figure]) -> dict[str, list[target.Figure]]:
    """Those that count, by what they are parts of: a prediction holds when all its figures do."""
    found: dict[str, list[target.Figure]] = {}
    for figure in figures:
        if figure.target.prediction:
            found.setdefault(figure.target.prediction, []).append(figure)
    return found
