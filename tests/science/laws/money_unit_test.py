"""Law 17: money has no size. With all amounts tenfold the same things happen."""

import law

SMALL = {"scale": 0.05, "replicates": 6, "until": "2020-12-31"}
UNIT = 10
# Amounts are whole fen, and contracts whole yuan: now and then one more or less turns a decision, and a city of its own
# follows. Sizes that are no money's would move all cities alike.
TOLERANCE = 0.001
ENOUGH = 500  # of a count in all years: one more or less is no matter of money's


def test_counts_stay(cities):
    findings = []
    for draw in law.draws("unit of money"):
        before, after = (
            cities.run(law.BASELINE, options=[*draw.options(), *more], **SMALL)[0]
            for more in ([], law.times(UNIT, law.paths("CNY")))
        )
        counted = 0
        for name, series in before.data_vars.items():
            if series.attrs.get("units") != "count" or "time" not in series.dims:
                continue
            one, ten = (
                law.total(runs, name, "2010", "2020") for runs in (before, after)
            )
            if one.mean() < ENOUGH:
                continue
            counted += 1
            moved = law.paired(one / one.mean(), ten / one.mean())
            findings.append(law.within(f"{name}, {draw}", moved, -TOLERANCE, TOLERANCE))
        assert counted > 30
        # Else the law could not fail: money itself is tenfold.
        paid = [
            law.total(runs, "purchase_spending", "2010", "2020")
            for runs in (before, after)
        ]
        assert abs(paid[1].mean() / paid[0].mean() / UNIT - 1) < 0.05
    law.held(findings)
