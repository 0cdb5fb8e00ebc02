"""Law 20: what one district decides stays in it where nothing crosses borders; and each way across is one.

A district's own lines, terms of payment, advance, mechanism, incubators' money (their seats) and station posts change in
2014; it begins to deliberate, by a design of its own, and is struck by disasters. With every switch off no bit differs
elsewhere; with one of them on, something does.
"""

import law
import pytest

SMALL = {"scale": 0.05, "replicates": 1, "until": "2016-12-31"}
LARGER = {"scale": 0.1, "replicates": 2, "until": "2017-12-31"}
HERE = "jiangning"
POLICY = f"""
[[change]]
id = "own-way"
from = 2014-01-01
because = "a law"
where = ["{HERE}"]
set."budget.fair_per_resident" = 12.0
set."budget.off_fair_per_resident" = 8.0
set."payment.delay" = 4
set."payment.advance" = 0.3
set."station.staff" = 9.5
set."station.case_posts" = 4.0
set."station.training" = 0.1
set."tasks.money" = 6.0
set."procurement.mechanism" = "tender"
set."budget.incubators" = 3.0
set."deliberation.open" = true
set."deliberation.subjects" = false
set."deliberation.use_of_results" = false
set."micro_fund.open" = true
set."disaster.affected" = 5.0
"""
# What keeps each way across borders shut: the city's round of the fair and its own contracts, donors, what communities
# compare with, what founders hear of, hiring and moves, classes whose customers are the city's, supervision, the exam, who
# goes to disasters. (Recognition and its copies are off anyway.)
OFF = {
    "the city's round": {"fair.city_round": False},
    "contracts of the city": {"budget.city_share": 0.0, "budget.region_share": 0.0},
    "donors": {"donors.within": "district"},
    "backlogs compared": {"posting.compared_within": "district"},
    "awards that founders hear of": {"procurement.heard_within": "district"},
    "hiring": {"labour.across_districts": 0.0},
    "customers": {},
    "supervision": {"supervision.studios": 0.0},
    "knowledge of the exam": {"licensing.own_district": 1.0},
    "responders": {"disaster.responds": 0.0},
}


def switches() -> dict[str, dict]:
    off = {what: dict(values) for what, values in OFF.items()}
    for row in law.table("organization_class"):
        if row["catchment"] == "city":
            off["customers"][f"finance.catchment.{row['name']}"] = "district"
    if any(one["path"] == "demography.moves" for one in law.parameters()):
        off["moves"] = {"demography.moves": 0.0}
    return off


def elsewhere(runs):
    """Other districts' values; the city's own, the sum of them, is not among them. Quarters of caseload are the city's:
    who is in which is a matter of the series."""
    others = [name for name in runs["district"].values if name not in ("city", HERE)]
    assert len(others) == 10, runs["district"].values
    found = [
        name
        for name, series in runs.data_vars.items()
        if "district" in series.dims and "caseload_quarter" not in series.dims
    ]
    return runs[found].sel(district=others)


def difference(cities, draw, off: dict[str, dict], size=SMALL):
    options = [*draw.options()]
    for values in off.values():
        options += law.setting(values)
    before, after = cities.run(law.BASELINE, "own-way", options=options, **size)
    assert law.first_difference(before, after) is not None, "no policy at all"
    return law.first_difference(elsewhere(before), elsewhere(after))


def test_no_bit_elsewhere(cities):
    cities.write("own-way", POLICY)
    off = switches()
    held = [path for values in off.values() for path in values]
    for draw in law.draws("place", *held):
        assert difference(cities, draw, off) is None, f"{draw}: {draw.options()}"


@pytest.mark.parametrize("way", OFF)
def test_each_way_across_is_one(cities, way):
    """Else its switch would be none. What few share may not show among few."""
    cities.write("own-way", POLICY)
    off = switches()
    del off[way]
    assert any(
        difference(cities, law.Draw(0), off, size) is not None
        for size in (SMALL, LARGER)
    )
