"""Scenarios that differ from their baseline in no headline: that it is so, what moves all the same, and why.

    differences of headlines  ->  which scenarios show none
    differences of all series --Holm--> those that surely move
    nulls.toml                ->  why
"""

import pathlib
import tomllib

SHOWN = 4  # series that surely move, the surest first
REASONS = pathlib.Path(__file__).with_name("nulls.toml")


def together(p: list[float | None]) -> list[float | None]:
    """The p of several tests looked at together (Holm 1979)."""
    order = sorted(
        (i for i, one in enumerate(p) if one is not None), key=lambda i: p[i]
    )
    out: list[float | None] = [None] * len(p)
    least = 0.0
    for place, i in enumerate(order):
        out[i] = least = max(least, min(1.0, p[i] * (len(order) - place)))
    return out


def of(rows: list[dict], name: str) -> list[dict]:
    """A scenario's differences that have an interval."""
    return [row for row in rows if row["scenario"] == name and row["low"] is not None]


def shows_none(headlines: list[dict], name: str) -> bool:
    """Whether no headline of a scenario can be told from the baseline's."""
    mine = of(headlines, name)
    return bool(mine) and all(row["low"] <= 0 <= row["high"] for row in mine)


def surely(every: list[dict], name: str) -> tuple[list[dict], int]:
    """Series of a scenario that differ when all are looked at together, the surest first; how many were looked at."""
    mine = [row for row in of(every, name) if row["low"] < row["high"]]
    p = together([row["p"] for row in mine])
    moved = sorted(
        (row["p"], row["series"], i)
        for i, row in enumerate(mine)
        if p[i] is not None and p[i] <= 0.05
    )
    return [mine[i] for _, _, i in moved], len(mine)


def change(row: dict) -> str:
    """One series that moved, in per cent, or from nothing."""
    if row["percent"] is None:
        return f"`{row['series']}` from none to {row['difference']:,.3g}"
    return f"`{row['series']}` by {row['percent']:+.1f} %"


def paragraph(headlines: list[dict], every: list[dict], name: str) -> list[str]:
    """What is said of a scenario that shows nothing; nothing of one that shows something."""
    if not shows_none(headlines, name):
        return []
    moved, looked_at = surely(every, name)
    also = ", ".join(change(row) for row in moved[:SHOWN])
    more = f", and {len(moved) - SHOWN} more" if len(moved) > SHOWN else ""
    text = "**It differs from the baseline in no headline below.** "
    text += f"Of {looked_at} series looked at together (Holm) "
    text += f"{also}{more}." if moved else "none surely moves."
    reasons = tomllib.loads(REASONS.read_text())
    why = reasons.get(name, "not known.")
    return [f"{text} Why: {why}", ""]
