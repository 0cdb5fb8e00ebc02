"""Law 19: money that nobody may take up changes no case."""

import law

SMALL = {"scale": 0.05, "replicates": 1, "until": "2018-12-31", "threads": 1}
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
            law.BASELINE, "budget-double", options=[*draw.options(), *nobody], **SMALL
        )
        found = law.first_difference(before[list(OF_CASES)], after[list(OF_CASES)])
        assert found is None, f"{found}; {draw}: {draw.options()}"
        assert law.first_difference(before, after) is not None, "twice of no money"
