"""Law 2: supply draws demand. Where stations have more hours for cases, more of those in need are taken up.

That propensities are equal to the bit where neither coverage nor waits nor trust counts is tests/science/asking_test.cpp.
"""

import law

SMALL = {"scale": 0.05, "replicates": 4, "until": "2013-12-31"}
SHARES = (0.03, 0.1, 0.3)  # of station time; the counters' is held


def taken_up(runs):
    """Of needs, direct services apart, those taken up within 24 months of onset."""
    apart = law.without_direct(runs).sel(time=slice("2011", None))
    share = law.run_file.whole_city(apart, "taken_up_24").mean("time")
    needs = law.run_file.whole_city(apart, "need_incidence").sum("time")
    return ((share * needs).sum("service") / needs.sum("service")).values


def test_more_are_taken_up_at_each_step(cities):
    findings = []
    for draw in law.draws("supply", "station.casework_share"):
        seen = []
        for share in SHARES:
            options = [
                *draw.options(),
                *law.setting({"station.casework_share": share}),
            ]
            (runs,) = cities.run(law.BASELINE, options=options, **SMALL)
            seen.append(taken_up(runs))
        for less, more, a, b in zip(seen, seen[1:], SHARES, SHARES[1:]):
            rises = law.paired(less, more)
            findings.append(law.at_least(f"{a} to {b}, {draw}", rises))
            if draw.number == 0:
                assert rises.rises(), findings[-1]
    law.held(findings)
