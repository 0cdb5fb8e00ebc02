"""Law 8, its limit: where all is paid at the signing, by payers who have the money, no instalment can be late."""

import law

SMALL = {"scale": 0.05, "replicates": 1, "until": "2018-12-31", "threads": 1}
# Payers in cash: whatever is drawn, they take in several times what they are to spend.
RICH = {
    "treasury.city_revenue": 100,
    "treasury.district_revenue": 300,
    "treasury.street_revenue": 1000,
}
LEVERS = ("payment.advance", "payment.delay")


def test_an_advance_leaves_nothing_that_is_late(cities):
    for draw in law.draws("delay", *LEVERS, *RICH):
        rich = [f"--set={path}={value}" for path, value in RICH.items()]
        options = [*draw.options(), *rich, "--set=payment.advance=1"]
        at_once, late = (
            cities.run(
                law.BASELINE, options=[*options, f"--set=payment.delay={n}"], **SMALL
            )[0]
            for n in (0, 12)
        )
        assert law.first_difference(at_once, late) is None, f"{draw}: {options}"
