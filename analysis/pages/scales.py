"""Builds models/city/SCALES.md: what a sample of communities gives, beside the whole city.

    run file of the whole city, run file of a sample (both of nanjing.toml)  ->  headline series  ->  Markdown

Usage: python3 analysis/pages scales results/validation-1.h5 results/sample.h5 > models/city/SCALES.md   (see `./dev figures`)
"""

import argparse
import pathlib
import statistics

from nanjing.baseline import Run, runs
from sanshe.markdown import number, table

FIRST, LAST = "2013", "2020"
NEAR = 0.10
COUNTS = """need_incidence expressed_demand cases_served cases_resolved backlog reneged_cases disputes_mediated
group_events volunteers so_registered so_filed foundings dissolutions licensed_by_employer purchase_spending
donations station_casework_hours need_met_value public_spending""".split()
RATES = """wait_mean wait_p90 counter_wait registration_wait unmet_need_rate awareness_rate turnover_rate
admin_time_share share_60plus mean_contract_value""".split()

INTRODUCTION = """# Samples and the whole city

This page is made by [analysis/pages/scales.py](../../analysis/pages/scales.py) from {whole} and
{sample}; `./dev figures` makes it anew. Each figure is the mean over {first} to {last}, the median of the
replicates; a difference of more than {near:.0%} is marked. Counts, hours and money are a year per 10,000 residents (stocks:
at a month's end).

A sample keeps whole communities in every district, so that densities stay; a small one has few of each kind. What is
rare in it (charities, agencies, contracts of one service in one district) differs most, and so does what depends on a
threshold that many stand close to. For claims about levels run the whole city; paired differences between scenarios
need a sample only as large as the effect asks for."""


def per_10k(run: Run, series: str) -> float:
    """A flow of a year, or a stock, per 10,000 residents, mean over the years."""
    city = run.series(series).sel(time=slice(FIRST, LAST))
    total = city.sum([dim for dim in city.dims if dim != "time"])
    people = run.series("population").sel(time=slice(FIRST, LAST))
    yearly = 12 if city.attrs["cell_methods"] == "time: sum" else 1
    return float((total / people).mean()) * 1e4 * yearly


def rows(whole: list[Run], sample: list[Run]) -> list[list[str]]:
    """Series, whole city, sample, how far apart."""
    out = []
    for name in COUNTS + RATES:
        read = per_10k if name in COUNTS else lambda run, s: run.rate(s, FIRST, LAST)
        before, after = (
            statistics.median(read(run, name) for run in cities)
            for cities in (whole, sample)
        )
        apart = after / before - 1
        mark = " (not near)" if abs(apart) > NEAR else ""
        out.append([f"`{name}`", number(before), number(after), f"{apart:+.0%}{mark}"])
    return out


def described(cities: list[Run]) -> str:
    """Replicates and scale, in words."""
    count, scale = len(cities), 1 / cities[0].unsampled
    return f"{count} {'replicate' if count == 1 else 'replicates'} at scale {scale:g}"


def page(whole: list[Run], sample: list[Run]) -> str:
    """The whole page."""
    introduction = INTRODUCTION.format(
        whole=described(whole),
        sample=described(sample),
        first=FIRST,
        last=LAST,
        near=NEAR,
    )
    head = ["series", "whole city", "sample", "apart"]
    return f"{introduction}\n\n{table(head, rows(whole, sample))}\n"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the maker is told."""
    parser.add_argument("whole", type=pathlib.Path, help="run file of the whole city")
    parser.add_argument("sample", type=pathlib.Path, help="run file of a sample")


def main(given: argparse.Namespace) -> int:
    """Prints the page."""
    print(page(runs(given.whole), runs(given.sample)), end="")
    return 0
