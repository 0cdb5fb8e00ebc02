"""Law 1: what is no policy changes no bit."""

import law
import pytest

SMALL = {"scale": 0.05, "replicates": 1, "until": "2015-12-31", "threads": 1}


def again() -> str:
    """Each change of the baseline a second time, the month after: levers are set to the values that they have."""
    text, latest = [], {}
    for one in law.baseline()["change"]:
        latest.update(
            {(path, one["from"]): v for path, v in one.get("set", {}).items()}
        )
    for number, ((path, day), value) in enumerate(latest.items()):
        effects = f'set."{path}" = {law.toml(value)}'
        text.append((day, f"again-{number}", effects))
    months = [(f"{day:%Y-%m}-01", name, effects) for day, name, effects in text]
    return "\n".join(
        law.change(name, f"{day[:5]}{int(day[5:7]) + 1:02}-01", effects)
        for day, name, effects in sorted(months)
    )


NO_CANDIDATES = """
[[organization_class]]
name = "nobody_founds"
source = "a law"
candidates = 0.0
"""
NOTHING = {
    "a policy after the end": lambda: law.change(
        "late",
        "2016-01-01",
        'multiply."budget.fair_per_resident" = 2.0\nset."registration.regime" = "filing_only"',
    ),
    "levers at the values that they have": again,
    "a class that nobody founds": lambda: NO_CANDIDATES,
}


@pytest.mark.parametrize("what", NOTHING)
def test_no_bit_differs(cities, what):
    cities.write("nothing", NOTHING[what]())
    for draw in law.draws(f"null: {what}"):
        # In a file of their own each: in a common one, labels that one has alone are filled in for the other.
        before, after = (
            cities.run(name, options=draw.options(), **SMALL)[0]
            for name in (law.BASELINE, "nothing")
        )
        assert law.first_difference(before, after) is None, f"{draw}: {draw.options()}"


def test_a_policy_would_be_seen(cities):
    """Else the tests above could not fail."""
    cities.write("more", law.change("more", "2015-01-01", 'set."station.staff" = 9.0'))
    before, after = cities.run(law.BASELINE, "more", **SMALL)
    assert law.first_difference(before, after).endswith("in month 60")
