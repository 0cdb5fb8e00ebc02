"""Law 6: the zero threshold opened for one class alone: it rises, and who shares nothing with it stays as it is."""

import law

SMALL = {"scale": 0.05, "replicates": 4, "until": "2016-12-31"}
FREE_DESK = {"registration.desk": 10_000}  # nobody waits behind others
OPENED = "2013-07"
SERIES = ("so_registered", "so_filed", "foundings", "dissolutions", "so_staff", "fees")


def openable() -> list[str]:
    return [r["name"] for r in law.table("organization_class") if r["zero_threshold"]]  # fmt: skip


def apart() -> list[str]:
    """Classes that share no payer, cause, worker, volunteer or contract with those that may be opened: neither donors
    nor residents' hours nor subsidies reach them, they bid for nothing and no institution buys of them.
    """
    bought = " ".join(row["buys"] for row in law.table("buyer")).split()
    return [
        row["name"]
        for row in law.table("organization_class")
        if not (row["appeal"] or row["volunteers"] or row["members"] or row["subsidy"])
        and not (row["provider"] or row["community"] or row["name"] in bought)
    ]


def opened_for(which: str) -> list[str]:
    doors = {f"registration.zero_threshold.{k}": k == which for k in openable()}
    return law.setting(doors | FREE_DESK)


def test_it_alone_rises_and_nobody_apart_from_it_differs(cities):
    assert len(apart()) >= 2
    findings, gained = [], []
    for draw in law.draws("one class", *FREE_DESK):
        (shut,) = cities.run(
            law.BASELINE, options=[*draw.options(), *opened_for("")], **SMALL
        )
        luck = law.random.Random(f"{law.SEED} class {draw.number}")
        kinds = openable() if draw.number == 0 else [luck.choice(openable())]
        for kind in kinds:
            (opened,) = cities.run(
                law.BASELINE, options=[*draw.options(), *opened_for(kind)], **SMALL
            )
            more = law.paired(
                *(
                    law.total(
                        runs.sel(org_class=[kind]), "so_registered", "2016", "2016"
                    )
                    for runs in (shut, opened)
                )
            )
            findings.append(law.at_least(f"{kind}, {draw}", more))
            if draw.number == 0:
                gained.append(more)
            year = slice(None, f"{int(OPENED[:4]) + 1}-{int(OPENED[5:]) - 1:02}")
            one, other = (
                runs[list(SERIES)].sel(org_class=apart(), time=year)
                for runs in (shut, opened)
            )
            assert law.first_difference(one, other) is None, f"{kind}, {draw}"
    # In the city as it stands each rises; four pairs can tell it of all but the smallest.
    assert all(more.mean > 0 for more in gained), gained
    assert sum(more.rises() for more in gained) >= 2, gained
    law.held(findings)
