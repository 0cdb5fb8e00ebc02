"""Law 8: the later money comes, the fewer staff agencies have and the fewer hours contracts deliver; where all is paid at
the signing, by payers who have the money, no instalment can be late."""

import law
import numpy as np

SMALL = {"scale": 0.1, "replicates": 6, "until": "2019-12-31"}
DELAYS = (0, 3, 6, 12)
LEVERS = ("payment.advance", "payment.delay")


def staff(runs):
    whole = law.run_file.whole_city(runs, "so_staff")
    of = whole.sel(org_class="social_work_agencies", time=slice("2015", None))
    return of.mean("time").values


def delivered(runs):
    whole = law.run_file.whole_city(runs, "casework_hours")
    of = whole.sel(means=["fair", "off_fair"], time=slice("2015", None))
    return of.sum(["time", "service", "means"]).values


def test_it_falls_in_a_line_and_never_rises(cities):
    findings = []
    for draw in law.draws("delay_hurts", *LEVERS):
        by_delay = []
        for months in DELAYS:
            options = [*draw.options(), f"--set=payment.delay={months}"]
            by_delay += cities.run(law.BASELINE, options=options, **SMALL)
        for figure in (staff, delivered):
            seen = np.array([figure(runs) for runs in by_delay])
            what = f"{figure.__name__}, {draw}"
            slope = (np.array(DELAYS) - np.mean(DELAYS)) @ seen
            line = law.paired(np.zeros(slope.size), slope)
            findings.append(law.at_most(f"slope of {what}", line))
            for shorter, longer, a, b in zip(seen, seen[1:], DELAYS, DELAYS[1:]):
                step = law.paired(shorter, longer)
                findings.append(law.at_most(f"{a} to {b} of {what}", step))
            # In the city as it stands hours do fall; of staff six pairs are too few to tell.
            if draw.number == 0 and figure is delivered:
                assert line.interval()[1] < 0, what
    law.held(findings)


AT_ONCE = {"scale": 0.05, "replicates": 1, "until": "2018-12-31", "threads": 1}
# Payers in cash: whatever is drawn, they take in several times what they are to spend.
RICH = {
    "treasury.city_revenue": 100,
    "treasury.district_revenue": 300,
    "treasury.street_revenue": 1000,
}


def test_an_advance_leaves_nothing_that_is_late(cities):
    for draw in law.draws("delay", *LEVERS, *RICH):
        rich = [f"--set={path}={value}" for path, value in RICH.items()]
        options = [*draw.options(), *rich, "--set=payment.advance=1"]
        at_once, late = (
            cities.run(
                law.BASELINE, options=[*options, f"--set=payment.delay={n}"], **AT_ONCE
            )[0]
            for n in (0, 12)
        )
        assert law.first_difference(at_once, late) is None, f"{draw}: {options}"
