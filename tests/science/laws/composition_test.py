"""Law 14: how many disputes there are decides nothing but disputes: mediation's incidence halved or doubled, its line held
(lines go by what asks over the standard), leaves each headline contrast without mediation inside its interval."""

import law
import numpy as np

SMALL = {"scale": 0.05, "replicates": 4, "until": "2016-12-31"}
POLICY = "budget-double"
INCIDENCE = "need.incidence.mediation"


def headlines(runs) -> dict[str, np.ndarray]:
    """By replicate, direct services apart."""
    apart = law.without_direct(runs)
    found = {
        name: law.total(apart, name, "2014", "2016")
        for name in ("expressed_demand", "cases_served", "backlog", "casework_hours")
    }
    for name in ("so_registered", "so_filed", "licensed_per_10k"):
        found[name] = law.total(runs, name, "2016", "2016")
    return found


def contrasts(cities, options) -> dict[str, law.Estimate]:
    before, after = (
        headlines(runs)
        for runs in cities.run(law.BASELINE, POLICY, options=options, **SMALL)
    )
    return {name: law.paired(before[name], after[name]) for name in before}


def test_contrasts_stay_where_they_are(cities):
    findings = []
    for draw in law.draws("composition"):
        usual = contrasts(cities, draw.options())
        for factor in (0.5, 2) if draw.number == 0 else (2,):
            options = [*draw.options(), *law.times(factor, [INCIDENCE])]
            for name, seen in contrasts(cities, options).items():
                low, high = usual[name].interval(0.05)
                findings.append(
                    law.within(f"{name}, incidence x {factor}, {draw}", seen, low, high)
                )
    law.held(findings)
