#!/usr/bin/python3
"""Holds a run of the Nanjing baseline against what is known of the city: target, model, verdict.

    run file (replicates of nanjing.toml at any scale)  ->  one figure a target and replicate  ->  median  ->  table

Usage: python3 analysis/targets.py results/nanjing.h5 [--scale 1]

Labels: *input* is set by data, *fitted* was calibrated towards the target, *emergent* was neither. Only the last two
are validation. Sources: [S] article in China Civil Affairs, 2017; [F] found in a public source; [D] derived; [A] assumed.
"""

import argparse
import dataclasses
import pathlib
import sys
import warnings
from collections.abc import Callable

import numpy
import xarray


@dataclasses.dataclass(frozen=True)
class Target:
    """A figure that the baseline should meet: `read` gives it from one run of the whole city."""

    name: str
    label: str
    least: float
    most: float
    read: Callable[[xarray.Dataset, float], float]
    source: str


def at(series: xarray.DataArray, month: str) -> float:
    """A stock at the end of a month, summed over whatever else it has."""
    return float(series.sel(time=f"{month}-01").sum())


def over(series: xarray.DataArray, first: str, last: str) -> float:
    """A flow over months, both included, summed over whatever else it has."""
    return float(series.sel(time=slice(f"{first}-01", f"{last}-01")).sum())


def mean(series: xarray.DataArray, first: str, last: str) -> float:
    """A rate over months: the mean of those in which it is defined."""
    return float(series.sel(time=slice(f"{first}-01", f"{last}-01")).mean(skipna=True))


def year(series: xarray.DataArray, number: int) -> float:
    """A flow over a year."""
    return over(series, f"{number}-01", f"{number}-12")


def share_of_value(city: xarray.Dataset, series: str, number: int) -> float:
    """Needs of a year that a flow by service reaches, by their number."""
    return year(city[series], number) / year(city["need_incidence"], number)


def elder_and_minors(city: xarray.Dataset) -> float:
    """1 if elder care has the largest share of purchase and both elders' and minors' money rose from 2016 to 2017."""
    money = (
        city["purchase_spending"].sum("gov_level")
        if "gov_level" in city["purchase_spending"].dims
        else None
    )
    before = money.sel(time="2016").sum("time")
    after = money.sel(time="2017").sum("time")
    largest = str(after["service"][int(after.argmax())].values) == "elder_care"
    rose = all(
        float(after.sel(service=name)) > float(before.sel(service=name))
        for name in ("elder_care", "child_protection")
    )
    return float(largest and rose)


def yearly(city: xarray.Dataset, flow: str, first: int, last: int) -> float:
    """The mean yearly flow of organizations relative to the stock of registered and filed ones."""
    rates = []
    for number in range(first, last + 1):
        stock = at(city["so_registered"], f"{number - 1}-12") + at(
            city["so_filed"], f"{number - 1}-12"
        )
        rates.append(year(city[flow], number) / stock)
    return float(numpy.mean(rates))


TARGETS = [
    Target("registered organizations, mid-2017", "fitted", 10_000, 11_500, lambda c, k: at(c.so_registered, "2017-06") * k, "[S]"),
    Target("registered and filed, December 2015", "fitted", 20_000, 28_000, lambda c, k: (at(c.so_registered, "2015-12") + at(c.so_filed, "2015-12")) * k, "[F]"),
    Target("growth of registered, 2012 to 2017", "emergent", 2.0, 9.9, lambda c, k: at(c.so_registered, "2017-12") / at(c.so_registered, "2012-12"), "[S]"),
    Target("professional share of community organizations, towns, mid-2017", "fitted", 0.55, 0.70, lambda c, k: at(c.professional_share_urban, "2017-06"), "[S]"),
    Target("the same, villages", "fitted", 0.15, 0.28, lambda c, k: at(c.professional_share_rural, "2017-06"), "[S]"),
    Target("licensed social workers per 10,000, December 2016", "fitted", 9, 11, lambda c, k: at(c.licensed_per_10k, "2016-12"), "[S]"),
    Target("projects posted at the 2017 fair", "input", 1_900, 2_300, lambda c, k: year(c.projects_posted, 2017) * k, "[S]"),
    Target("organizations that bid in 2017", "emergent", 1_000, 1e9, lambda c, k: year(c.fair_bidders, 2017) * k, "[S]"),
    Target("mean contract at the 2017 fair (CNY)", "input", 28_000, 40_000, lambda c, k: at(c.mean_contract_value, "2017-07"), "[S]"),
    Target("its mean over its median", "input", 1.2, 9.9, lambda c, k: at(c.mean_contract_value, "2017-07") / at(c.median_contract_value, "2017-07"), "[S]"),
    Target("projects awarded per project posted, 2017", "emergent", 0.5, 0.9999, lambda c, k: year(c.projects_awarded, 2017) / year(c.projects_posted, 2017), "[S]"),
    Target("turnover of social workers, 2014 to 2017 (1/year)", "fitted", 0.15, 0.25, lambda c, k: mean(c.turnover_rate, "2014-01", "2017-12"), "[F]"),
    Target("elder care has most money; elders and minors rise, 2016 to 2017", "emergent", 1, 1, lambda c, k: elder_and_minors(c), "[S]"),
    Target("mediations per 1,000 residents and month, 2017", "emergent", 1.3, 1.9, lambda c, k: year(c.disputes_mediated, 2017) / 12 / at(c.population, "2017-06") * 1000, "[D]"),
    Target("months in which villages have less access than towns", "emergent", 1, 1, lambda c, k: float((c.accessibility_rural < c.accessibility_urban).mean()), "[D]"),
    Target("share of needs for which help is sought, 2017", "fitted", 0.40, 0.85, lambda c, k: share_of_value(c, "expressed_demand", 2017), "[A]"),
    Target("foundings per registered or filed organization, 2014 to 2019 (1/year)", "emergent", 0.07, 0.15, lambda c, k: yearly(c, "foundings", 2014, 2019), "[F]"),
    Target("dissolutions per registered or filed organization, 2014 to 2019 (1/year)", "emergent", 0.01, 0.08, lambda c, k: yearly(c, "dissolutions", 2014, 2019), "[F]"),
    Target("median over mean staff of legal persons, 2017", "emergent", 0.0, 0.5, lambda c, k: at(c.median_staff, "2017-12") / at(c.mean_staff, "2017-12"), "[F]"),
    Target("residents, 2016 (million)", "input", 8.1, 8.5, lambda c, k: at(c.population, "2016-12") * k / 1e6, "recalled, unverified"),
    Target("urban share of residents, 2020", "input", 0.85, 0.88, lambda c, k: at(c.share_urban, "2020-12"), "[F]"),
]  # fmt: skip


def measure(run_file: pathlib.Path, scale: float) -> list[tuple[Target, float, bool]]:
    """Each target with the median over the file's runs of the baseline, and whether it holds."""
    out = []
    with warnings.catch_warnings(), xarray.open_dataset(run_file) as file:
        warnings.simplefilter("ignore")
        runs = [
            i
            for i, name in enumerate(file["scenario"].values)
            if str(name) == "nanjing"
        ]
        cities = [file.isel(run=i, district=0).load() for i in runs]
        for target in TARGETS:
            value = float(
                numpy.median([target.read(city, 1 / scale) for city in cities])
            )
            out.append((target, value, target.least <= value <= target.most))
    return out


def table(measured: list[tuple[Target, float, bool]]) -> str:
    """Target, model, verdict, as a Markdown table."""
    lines = [
        "| target | label | range | model | verdict | source |",
        "| --- | --- | --- | ---: | --- | --- |",
    ]
    for target, value, holds in measured:
        most = f"{target.most:,.4g}" if target.most < 1e8 else "more"
        lines.append(
            f"| {target.name} | {target.label} | {target.least:,.5g} to {most} | {value:,.4g} "
            f"| {'holds' if holds else 'missed'} | {target.source} |"
        )
    return "\n".join(lines)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run_file", type=pathlib.Path)
    parser.add_argument(
        "--scale", type=float, default=1.0, help="population.scale of the runs"
    )
    arguments = parser.parse_args()
    print(table(measure(arguments.run_file, arguments.scale)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
