"""Law 3: more is not less: of salience, of mediation's money, of hours."""

import law
import numpy as np

SMALL = {"scale": 0.05, "replicates": 5, "until": "2017-12-31"}
LONGER = SMALL | {"replicates": 6, "until": "2018-12-31"}
DIRECT = "mediation"


def services(draw: law.Draw) -> list[str]:
    """One that is looked at, drawn; elder care, the largest, in the city as it stands."""
    names = [name for name in law.names("service") if name != DIRECT]
    luck = law.random.Random(f"{law.SEED} salience {draw.number}")
    return ["elder_care"] if draw.number == 0 else [luck.choice(names)]


def met(runs, service):
    """Hours of casework: at constant prices, what need is met."""
    whole = law.run_file.whole_city(runs, "casework_hours").sel(service=service)
    return whole.sel(time=slice("2015", None)).sum(["time", "means"]).values


def test_what_is_more_salient_is_not_met_less(cities):
    findings = []
    for draw in law.draws("salience"):
        for service in services(draw):
            effects = f'multiply."budget.salience.{service}" = 2.0'
            cities.write("salient", law.change("salient", "2014-01-01", effects))
            before, after = cities.run(
                law.BASELINE, "salient", options=draw.options(), **LONGER
            )
            more = law.paired(met(before, service), met(after, service))
            findings.append(law.at_least(f"{service}, {draw}", more))
            # In the city as it stands providers of elder care have hours left.
            if draw.number == 0:
                assert more.rises(), findings[-1]
    law.held(findings)


def test_money_for_mediation_lowers_no_mediation(cities):
    """Its weight is threefold, and all lines grow by what that takes."""
    share = next(
        row["salience"] for row in law.table("service") if row["name"] == DIRECT
    )
    grown = 1 + 2 * share
    text = ""
    for year in range(2014, 2018):
        effects = [
            f'multiply."budget.{line}_per_resident" = {grown}'
            for line in ("fair", "off_fair")
        ]
        if year == 2014:
            effects.append(f'multiply."budget.salience.{DIRECT}" = 3.0')
        text += law.change(f"more-{year}", f"{year}-01-01", "\n".join(effects))
    cities.write("mediated", text)
    findings = []
    for draw in law.draws("mediation"):
        before, after = cities.run(
            law.BASELINE, "mediated", options=draw.options(), **SMALL
        )
        disputes = [
            law.total(runs, "disputes_mediated", "2015", "2017")
            for runs in (before, after)
        ]
        change = law.paired(0 * disputes[0], disputes[1] / disputes[0] - 1)
        findings.append(law.at_least(f"{draw}", change, -0.005))
    law.held(findings)


DEAF = {"help_seeking.coverage": 0, "help_seeking.wait": 0, "help_seeking.trust": 0}
HOURS = (
    "economy.own_hours",
    "volunteers.hours",
    "station.casework_share",
    "station.freed_share",
    "station.mediation",
)


def waiting(runs):
    """Months that cases waited, those that gave up included, per case that asked; by service."""
    queue, asked = (
        law.run_file.whole_city(runs, name).sum("time")
        for name in ("backlog", "expressed_demand")
    )
    return queue / asked.where(asked > 100)


def test_with_twice_the_hours_every_queue_is_shorter(cities):
    """Stations give twice the share of their time, and have as much again: counters are held."""
    findings = []
    for draw in law.draws("hours", *DEAF, *HOURS):
        options = [*draw.options(), *law.setting(DEAF)]
        before, after = (
            waiting(cities.run(law.BASELINE, options=o, **SMALL)[0])
            for o in (options, [*options, *law.times(2, HOURS)])
        )
        for service in law.names("service"):
            one, two = (side.sel(service=service).values for side in (before, after))
            if not np.nanmean(one) > 0.05:
                continue
            less = law.paired(one, two)
            findings.append(law.at_most(f"{service}, {draw}", less))
            if draw.number == 0:
                assert less.falls(), findings[-1]
    law.held(findings)
