"""Law 7: the first month is a city at rest: ten years more of the same, residents, organizations and licences held, change
nothing by 3 per cent; and it forgets from which awareness it began."""

import law
import numpy as np

FIRST_MONTH = {"scale": 0.05, "replicates": 4, "until": "2010-01-31"}
MONTHS, LONGER = 36, 36 + 120
STEADY = {"economy.wage_growth": 0.0, "treasury.growth": 0.0, "lottery.growth": 0.0}
# Purchase, so that there are lines to be shared.
LINES = {"budget.off_fair_per_resident": 5.0}
DRIFT = 0.03
GAPS = {36: 0.35, 132: 0.05}


def rested(cities, draw, months, more=None):
    values = STEADY | LINES | {"spin_up.months": months} | (more or {})
    for kind in law.names("organization_class"):
        values[f"finance.market_growth.{kind}"] = 0.0
    options = [*draw.options(), *law.setting(values)]
    return cities.run(law.BASELINE, options=options, **FIRST_MONTH)[0]


def figures(runs) -> dict[str, np.ndarray]:
    found = {
        name: law.total(runs, name, "2010", "2010")
        for name in (
            "expressed_demand",
            "backlog",
            "awareness_rate",
            "trust",
            "undone_work",
        )
    }
    # Of those that wait: how long by what is told (Little); a month's take-ups are too few to count.
    found["wait"] = found["backlog"] / law.total(runs, "cases_served", "2010", "2010")
    return found


def test_ten_years_more_change_nothing(cities):
    findings = []
    for draw in law.draws("rest", *STEADY, *LINES):
        before, after = (figures(rested(cities, draw, n)) for n in (MONTHS, LONGER))
        for name in before:
            if not before[name].mean() > 0:  # nothing is left undone at rest
                continue
            drift = law.log_ratio(after[name], before[name])
            findings.append(law.within(f"{name}, {draw}", drift, -DRIFT, DRIFT))
    law.held(findings)


def awareness(runs):
    return law.total(runs, "awareness_rate", "2010", "2010").mean()


def test_it_forgets_from_which_awareness_it_began(cities):
    draw = law.Draw(0)
    for months, most in GAPS.items():
        usual, *others = (
            awareness(rested(cities, draw, months, {"awareness.initial": x}))
            for x in (1.0, 0.5, 1.5)
        )
        began = [
            awareness(rested(cities, draw, 0, {"awareness.initial": x}))
            for x in (1.0, 0.5, 1.5)
        ]
        for now, then in zip(others, began[1:]):
            left = (now - usual) / (then - began[0])
            assert left < most, f"{left:.3f} of the gap is left after {months} months"
