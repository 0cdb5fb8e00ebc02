"""Law 11: a raise of the field keeps and draws people; the same raise of everything does neither."""

import law

SMALL = {"scale": 0.05, "replicates": 4, "until": "2014-12-31"}
RAISE = 1.2
# What pays the field's posts: lines, streets' revenue, what households and institutions pay, subsidies.
PAYS = (
    "treasury.street_revenue",
    "budget.fair_per_resident",
    "budget.off_fair_per_resident",
    "budget.own_line.jiangning",
    "posting.value",
    "off_fair.value",
)
OF_CLASSES = ("finance.market", "finance.subsidy")


def sitters(runs):
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
            cities.run(law.BASELINE, options=options, **SMALL)[0]
            for options in (
                [*draw.options(), *law.setting({"economy.field_wage": 1.0})],
                [*draw.options(), *more],
            )
        )
        quits = law.paired(turnover(before), turnover(after))
        sat = law.paired(sitters(before), sitters(after))
        findings.append(law.at_most(f"turnover, {draw}", quits))
        findings.append(law.at_least(f"sitters, {draw}", sat))
        if draw.number == 0:
            assert quits.falls() and sat.rises()
    law.held(findings)


def test_a_raise_of_all_prices_does_neither(cities):
    for draw in law.draws("all wages"):
        before, after = (
            cities.run(law.BASELINE, options=[*draw.options(), *more], **SMALL)[0]
            for more in ([], law.times(RAISE, law.paths("CNY")))
        )
        findings = []
        for figure in (sitters, turnover):
            moved = law.paired(0 * figure(before), figure(after) / figure(before) - 1)
            findings.append(
                law.within(f"{figure.__name__}, {draw}", moved, -0.02, 0.02)
            )
        law.held(findings)
