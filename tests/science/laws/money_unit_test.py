"""Law 17: money has no size. With all amounts tenfold the same things happen."""

import law

SMALL = {"scale": 0.05, "replicates": 2, "until": "2020-12-31"}
UNIT = 10
TOLERANCE = 0.001  # amounts are whole fen, and contracts whole yuan
ENOUGH = 500  # of a count in all years: one more or less is no matter of money's


def test_counts_stay(cities):
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
            assert (
                abs(ten.mean() / one.mean() - 1) < TOLERANCE
            ), f"{name}, {draw}: {one} {ten}"
        assert counted > 30
        # Else the law could not fail: money itself is tenfold.
        paid = [
            law.total(runs, "purchase_spending", "2010", "2020")
            for runs in (before, after)
        ]
        assert abs(paid[1].mean() / paid[0].mean() / UNIT - 1) < TOLERANCE
