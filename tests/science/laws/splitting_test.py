"""Law 18: names decide nothing: a class in two identical halves comes to as much as the whole.

Each half has half of the candidates, of those that are there at the start, and of the money that households and districts
spend on the class; twice as many residents know of one, since half of what they would spend is for it.
"""

import re

import law

SMALL = {"scale": 0.1, "replicates": 4, "until": "2015-12-31"}
HALVED = ("registered", "filed", "informal", "market", "subsidy", "candidates")
DOUBLED = ("customers",)
TOLERANCE = 0.02
SERIES = {"so_registered": 200, "so_filed": 200, "so_informal": 200, "so_staff": 200, "fees": 0, "donations": 0}  # fmt: skip


def halves(kind: str) -> str:
    """The baseline with the class in two, beside each other, so that both share its luck."""
    text = law.sanshe(
        "check", "--resolved", law.ROOT / f"scenarios/{law.BASELINE}.toml"
    )
    parts = re.split(r"(?m)^(?=\[\[)", text)
    (at,) = (
        i
        for i, part in enumerate(parts)
        if part.startswith("[[organization_class]]") and f'name = "{kind}"\n' in part
    )
    for field in HALVED + DOUBLED:
        factor = 2 if field in DOUBLED else 0.5
        parts[at] = re.sub(
            rf"(?m)^{field} = (.*)$",
            lambda found: f"{field} = {float(found[1].replace('_', '')) * factor}",
            parts[at],
        )
    other = parts[at].replace(f'name = "{kind}"', f'name = "{kind}_too"')
    parts[at] += other
    buys = re.compile(rf'(?m)^(buys = ".*\b{kind}\b)')
    parts = [buys.sub(rf"\1 {kind}_too", part) for part in parts]
    # Nothing but the class is its own: what dates do to it they do to both.
    more = re.compile(rf'(?m)^(.*\.{kind}"? = .*)$')
    return more.sub(lambda f: f[1] + "\n" + f[1].replace(kind, f"{kind}_too"), "".join(parts))  # fmt: skip


def test_two_halves_are_the_whole(cities):
    findings = []
    for draw in law.draws("splitting"):
        luck = law.random.Random(f"{law.SEED} splitting {draw.number}")
        kind = luck.choice(law.names("organization_class"))
        if draw.number == 0:  # many, so that two per cent can be told
            kind = "mutual_aid"
        (cities.folder / "halves.toml").write_text(halves(kind))
        whole, halved = (
            cities.run(name, options=draw.options(), **SMALL)[0]
            for name in (law.BASELINE, "halves")
        )
        for name, enough in SERIES.items():
            one = law.total(whole.sel(org_class=[kind]), name, "2012", "2015")
            two = law.total(halved.sel(org_class=[kind, f"{kind}_too"]), name, "2012", "2015")  # fmt: skip
            if one.mean() <= enough:
                continue
            ratio = law.log_ratio(two, one)
            what = f"{name} of {kind}, {draw}"
            findings.append(law.within(what, ratio, -TOLERANCE, TOLERANCE))
    law.held(findings)
