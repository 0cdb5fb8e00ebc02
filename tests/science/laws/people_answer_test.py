"""Law 12: people answer: who sits the exam follows what a licence brings."""

import law

SMALL = {"scale": 0.05, "replicates": 3, "until": "2013-12-31"}
# Better odds of a post that pays more, a bonus, an allowance, the title itself.
NOTHING = {
    "no premium": {"economy.outside_wage": 10.0},
    "no openings": {"labour.search": 0.0, "labour.look": 0.0},
}
REASONS = {"economy.licence_bonus": 0, "economy.licence_allowance": 0, "licensing.title": 0}  # fmt: skip
ALLOWANCES = (0, 100, 300)


def sitters(cities, options):
    (runs,) = cities.run(law.BASELINE, options=options, **SMALL)
    return law.total(runs, "exam_sitters", "2010", "2013")


def test_nobody_sits_where_nothing_speaks_for_it(cities):
    findings = []
    for draw in law.draws("no reason"):
        usual = sitters(cities, draw.options())
        for what, values in NOTHING.items():
            options = [*draw.options(), *law.setting(values | REASONS)]
            share = law.paired(0 * usual, sitters(cities, options) / usual)
            findings.append(law.at_most(f"{what}, {draw}", share, 0.02))
    law.held(findings)


def test_an_allowance_brings_more_the_larger_it_is(cities):
    findings = []
    for draw in law.draws("allowance", "economy.licence_allowance"):
        sat = [
            sitters(
                cities,
                [*draw.options(), *law.setting({"economy.licence_allowance": yuan})],
            )
            for yuan in ALLOWANCES
        ]
        for less, more, a, b in zip(sat, sat[1:], ALLOWANCES, ALLOWANCES[1:]):
            rises = law.paired(less, more)
            findings.append(law.at_least(f"{a} to {b}, {draw}", rises))
            if draw.number == 0:
                assert rises.rises(), findings[-1]
    law.held(findings)
