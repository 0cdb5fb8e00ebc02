"""Reads runs of the baseline for comparison with the city: figures of the whole city, whatever its sample.

run file (nanjing, and other scenarios of the same luck beside it)  --runs()-->  a Run a replicate  -->  stock, flow, rate
"""

import math
import pathlib

import xarray

from sanshe import run_file

BASELINE = "nanjing"
BESIDE = DOUBLED, CLOSED, HOSPICE = "budget-double", "pandemic-2020", "hospice"
# Mediation goes to the committee directly: the share of it that could be bought (assumed).
PURCHASABLE = {"mediation": 0.08}


class Run:
    """One replicate: what the whole city, or a district of it, came to. Kinds: service="elder_care", and the like."""

    def __init__(self, data: xarray.Dataset, scenario: dict) -> None:
        self.data, self.scenario = data, scenario
        self.unsampled = 1 / scenario.get("population", {}).get("scale", 1.0)
        self.beside: dict[str, Run] = {}  # the same luck in other scenarios
        self.prices = {row["name"]: row["price"] for row in scenario["service"]}
        self.purchasable = {
            service: PURCHASABLE.get(service, 1.0) for service in self.prices
        }

    def series(self, name: str, **kinds: str) -> xarray.DataArray:
        """By time and by what is not chosen, of the whole city where no district is."""
        whole = "district" not in kinds
        series = run_file.whole_city(self.data, name) if whole else self.data[name]
        return series.sel(**kinds)

    def stock(self, name: str, month: str, **kinds: str) -> float:
        """At the end of a month such as "2017-06", over all kinds that are not chosen."""
        return (
            float(self.series(name, **kinds).sel(time=f"{month}-01").sum())
            * self.unsampled
        )

    def flow(self, name: str, first: str, last: str, **kinds: str) -> float:
        """From one month to another, both included, or from a year such as "2016" to another."""
        return (
            float(self.series(name, **kinds).sel(time=slice(first, last)).sum())
            * self.unsampled
        )

    def rate(self, name: str, first: str, last: str, **kinds: str) -> float:
        """The mean of the months in which it is defined."""
        return float(
            self.series(name, **kinds).sel(time=slice(first, last)).mean(skipna=True)
        )

    def need_value(self, name: str, first: str, last: str) -> float:
        """A flow of needs by service at the price of a case, as far as it could be bought (CNY)."""
        return sum(
            self.flow(name, first, last, service=service)
            * price
            * self.purchasable[service]
            for service, price in self.prices.items()
        )

    def yearly(
        self, flow: str, stock: str, first: int, last: int, **kinds: str
    ) -> float:
        """A flow of each year per stock at its beginning, mean over the years."""
        rates = [
            self.flow(flow, str(year), str(year), **kinds)
            / self.stock(stock, f"{year - 1}-12")
            for year in range(first, last + 1)
        ]
        return sum(rates) / len(rates)


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
    """Cases served, mediation apart, with twice the purchase money over the baseline's, while it is twice the money."""
    if DOUBLED not in run.beside:
        return math.nan
    after, before = (
        sum(
            each.flow("cases_served", "2015", "2017", service=service)
            for service in set(run.prices) - set(run_file.apart(run.data))
        )
        for each in (run.beside[DOUBLED], run)
    )
    return after / before


def registered_after_closure(run: Run, month: str) -> float:
    """Registrations in a month of 2020 over those of the month before the closure, where there is one."""
    if CLOSED not in run.beside:
        return math.nan
    closed = run.beside[CLOSED]
    before = closed.flow("registrations", "2020-01", "2020-01")
    return closed.flow("registrations", month, month) / before if before else math.nan


def largest_hospice(run: Run) -> float:
    """Person-times of 2012 to 2017, at least, of the organization that served most, in the sample as it is."""
    if HOSPICE not in run.beside:
        return math.nan
    served = run.beside[HOSPICE].series("largest_person_times", service="hospice")
    before, after = (
        float(served.sel(time=f"{month}-01").sum()) for month in ("2011-12", "2017-12")
    )
    return after - before


def age_share(run: Run, years: str) -> float:
    """Of registered organizations, those registered for so long at the end of 2020."""
    return run.rate("so_age_share", "2020-12", "2020-12", so_age=years)


def licensed(run: Run, month: str) -> float:
    """Licence holders of all grades."""
    return run.stock("licensed_by_employer", month)


def assistants(run: Run, month: str) -> float:
    """Their share among the licensed."""
    return run.stock("licensed_assistant", month) / licensed(run, month)


def outside_fair(run: Run, series: str) -> float:
    """Jiangning's purchase outside the fair: its own programme, and its part of what all districts buy."""
    jiangning = run.series(series, district="jiangning").sel(time=slice("2014", "2017"))
    return float(jiangning.sum()) * run.unsampled


def runs(file: pathlib.Path, of: str = BASELINE) -> list[Run]:
    """All replicates of the baseline, or of another scenario, in a run file."""
    with run_file.open(file) as opened:
        data = opened.load()
    found: dict[str, dict[int, Run]] = {}
    for i, name in enumerate(data["scenario"].values):
        found.setdefault(str(name), {})[int(data["replicate"][i])] = Run(
            data.isel(run=i), run_file.scenario(data, name)
        )
    if of not in found:
        what = ", the baseline" if of == BASELINE else ""
        raise run_file.Unreadable(f"{file}: it has no run of {of}{what}")
    for replicate, run in found[of].items():
        run.beside = {
            name: others[replicate]
            for name, others in found.items()
            if replicate in others and name != of
        }
    return list(found[of].values())
