"""Law 13: contracts follow each other; the months after a fair have nearly as much of its casework as those before."""

import law
import numpy as np

SMALL = {"scale": 0.1, "replicates": 6, "until": "2020-12-31"}
YEARS = range(2016, 2021)  # the fair's lines grow or stay
LEAST = 0.75


def shares(runs, year):
    """The poorest month of July to December over the mean of April to June, of each replicate."""
    hours = law.run_file.whole_city(runs, "casework_hours").sel(
        means="fair", time=str(year)
    )
    months = hours.sum("service").transpose("run", "time").values
    return months[:, 6:].min(axis=1) / months[:, 3:6].mean(axis=1)


def test_the_fair_leaves_no_hole(cities):
    findings = []
    for draw in law.draws("smooth"):
        (runs,) = cities.run(law.BASELINE, options=draw.options(), **SMALL)
        for year in YEARS:
            seen = law.paired(np.zeros(SMALL["replicates"]), shares(runs, year))
            findings.append(law.at_least(f"{year}, {draw}", seen, LEAST))
    law.held(findings)
