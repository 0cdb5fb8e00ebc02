"""Money moves organizations through the people whom they can find, teach and pay, whatever class they are of; and law 19:
money that nobody may take up changes no case."""

import law
import numpy as np

SMALL = {"scale": 0.1, "replicates": 8, "until": "2018-12-31"}


def staff(runs, kind):
    whole = law.run_file.whole_city(runs, "so_staff")
    return whole.sel(org_class=kind, time=slice("2017", None)).mean("time").values


def test_twice_the_money_is_more_staff_under_contract(cities):
    findings = []
    for draw in law.draws("money_moves"):
        before, after = cities.run(
            law.BASELINE, "budget-double", options=draw.options(), **SMALL
        )
        for kind in ("social_work_agencies", "community_professional"):
            more = law.paired(staff(before, kind), staff(after, kind))
            findings.append(law.at_least(f"{kind}, {draw}", more))
            # In the city as it stands the groups of communities do; agencies are too few in eight pairs to tell.
            if draw.number == 0 and kind == "community_professional":
                assert more.interval()[0] > 0, kind
    law.held(findings)


def test_and_none_where_nobody_can_be_taught_or_found(cities):
    """Without time between award and start nobody takes on more than its hours: awards grow less than with it."""
    gains = []
    for months in (0, 3):
        before, after = cities.run(
            law.BASELINE,
            "budget-double",
            options=[f"--set=procurement.signing={months}"],
            **SMALL,
        )
        awards = [
            law.total(runs, "award_value", "2017", "2018") for runs in (before, after)
        ]
        gains.append(np.log(awards[1] / awards[0]))
    law.held([law.at_least("gain with time to hire", law.paired(*gains))])


ONE_RUN = {"scale": 0.05, "replicates": 1, "until": "2018-12-31", "threads": 1}
OF_CASES = (
    "need_incidence",
    "expressed_demand",
    "latent_demand",
    "cases_served",
    "cases_resolved",
    "cases_active",
    "backlog",
    "wait_mean",
    "unmet_need",
)


def test_twice_the_money_without_providers_changes_no_case(cities):
    classes = [row["name"] for row in law.table("organization_class")]
    nobody = [f"--set=organization_class.provider.{name}=false" for name in classes]
    for draw in law.draws("placebo"):
        before, after = cities.run(
            law.BASELINE, "budget-double", options=[*draw.options(), *nobody], **ONE_RUN
        )
        found = law.first_difference(before[list(OF_CASES)], after[list(OF_CASES)])
        assert found is None, f"{found}; {draw}: {draw.options()}"
        assert law.first_difference(before, after) is not None, "twice of no money"
