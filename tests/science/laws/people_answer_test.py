"""Laws 11 and 12: people answer. Who sits the exam follows what a licence brings; a raise of the field keeps people and
draws them, and the same raise of all prices does neither."""

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


RAISED = {"scale": 0.05, "replicates": 4, "until": "2014-12-31"}
RAISE = 1.2
# What pays the field's posts: lines, streets' revenue, what households and institutions pay, subsidies.
PAYS = (
    "treasury.street_revenue",
    "budget.fair_per_resident",
    "budget.off_fair_per_resident",
    "budget.own_line.jiangning",
    "members.dues",
    "posting.value",
    "off_fair.value",
)
OF_CLASSES = ("finance.market", "finance.subsidy")


def sat(runs):
    return law.total(runs, "exam_sitters", "2011", "2014")


def turnover(runs):
    return law.total(runs, "turnover_rate", "2011", "2014")


def test_a_raise_of_the_field_keeps_people_and_draws_them(cities):
    findings = []
    fees = [f"{of}.{kind}" for of in OF_CLASSES for kind in law.names("organization_class")]  # fmt: skip
    for draw in law.draws("raise", "economy.field_wage"):
        # The first months know the wages of before.
        more = [*law.setting({"economy.field_wage": RAISE}), *law.times(RAISE, [*PAYS, *fees])]  # fmt: skip
        before, after = (
            cities.run(law.BASELINE, options=options, **RAISED)[0]
            for options in (
                [*draw.options(), *law.setting({"economy.field_wage": 1.0})],
                [*draw.options(), *more],
            )
        )
        quits = law.paired(turnover(before), turnover(after))
        more = law.paired(sat(before), sat(after))
        findings.append(law.at_most(f"turnover, {draw}", quits))
        findings.append(law.at_least(f"sitters, {draw}", more))
        if draw.number == 0:
            assert quits.falls() and more.rises()
    law.held(findings)


def test_a_raise_of_all_prices_does_neither(cities):
    for draw in law.draws("all wages"):
        before, after = (
            cities.run(law.BASELINE, options=[*draw.options(), *more], **RAISED)[0]
            for more in ([], law.times(RAISE, law.paths("CNY")))
        )
        findings = []
        for figure in (sat, turnover):
            moved = law.paired(0 * figure(before), figure(after) / figure(before) - 1)
            findings.append(
                law.within(f"{figure.__name__}, {draw}", moved, -0.02, 0.02)
            )
        law.held(findings)
