"""Graduates of incubators are lost no later where rent returns sooner: at once, gradually, never. Same organizations
enter: until the first graduates leave, the three cities are one."""

import law

SMALL = {"scale": 0.1, "replicates": 20, "until": "2018-12-31"}
RENT = (law.BASELINE, "incubators-rent-gradual", "incubators-rent-free")


def lost(runs):
    """Share of graduates who are lost in a month, of 2015 to 2018 together."""
    dissolved, there = (
        law.run_file.whole_city(runs, name)
        .sel(time=slice("2015", None))
        .sum(["time", "org_class"])
        .values
        for name in ("dissolutions_graduated", "graduated_stock")
    )
    return dissolved / there


def test_they_are_lost_no_later_where_rent_returns_sooner(cities):
    findings = []
    for draw in law.draws("graduates"):
        options = [*draw.options()]
        seen = [lost(runs) for runs in cities.run(*RENT, options=options, **SMALL)]
        for sooner, later, a, b in zip(seen, seen[1:], RENT, RENT[1:]):
            step = law.paired(sooner, later)
            findings.append(law.at_most(f"{a} to {b}, {draw}", step))
    law.held(findings)
