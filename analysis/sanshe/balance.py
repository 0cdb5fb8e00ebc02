"""Shows that a run closes: sources and uses of money and hours, persons and organizations, year by year.

    results/nanjing.h5  ->  Markdown on standard output; exit code 1 if anything does not close

Money is taken in whole fen: what every account held at the start of a year, received and paid, is what it holds at the
end. Persons and organizations: those there at the start of a year, who came and who left. The first year opens with
what its first month leaves when its flows are taken back.
"""

import argparse
from pathlib import Path

import numpy as np
import xarray as xr

from sanshe import run_file
from sanshe.markdown import table
from sanshe.run_file import Unreadable, whole_city

EMPLOYERS = ["station", "organization", "institution"]


def fen(series: xr.DataArray) -> xr.DataArray:
    """Yuan that hold whole fen, as integers: sums are exact."""
    return np.rint(series * 100).astype(np.int64)


def years(run: xr.Dataset) -> list[tuple[int, np.ndarray]]:
    """Each year of the run with the places of its months."""
    of = run["time"].dt.year.values
    return [(int(year), np.flatnonzero(of == year)) for year in np.unique(of)]


def yuan(amount: int) -> str:
    """Fen as yuan with two decimals."""
    return (
        f"{amount // 100:,}.{amount % 100:02d}" if amount >= 0 else "-" + yuan(-amount)
    )


def money(run: xr.Dataset) -> tuple[str, list[str]]:
    """Every account's year: opening, flows by purpose, closing."""
    into, out, held = (
        fen(whole_city(run, f"money_{what}")) for what in ("in", "out", "held")
    )
    text, faults = ["## Money (CNY)"], []
    for year, months in years(run):
        rows = []
        for a, account in enumerate(str(each) for each in run["account"].values):
            end = int(held.values[months[-1], a])
            # Opening: what taking the first month's flows back leaves.
            first = months[0]
            net = into.values[:, a].sum(axis=1) - out.values[:, a].sum(axis=1)
            before = int(held.values[first, a] - net[first])
            received = into.values[months, a].sum(axis=0)
            paid = out.values[months, a].sum(axis=0)
            for month in months[months > 0]:
                missing = int(
                    held.values[month - 1, a] + net[month] - held.values[month, a]
                )
                if missing:
                    faults.append(f"money of {account} in {year}: {yuan(missing)} CNY")
            rows.append([account, "held before", yuan(before), ""])
            for p, purpose in enumerate(str(each) for each in run["purpose"].values):
                if received[p] or paid[p]:
                    rows.append(
                        [account, purpose, yuan(int(received[p])), yuan(int(paid[p]))]
                    )
            rows.append([account, "held after", "", yuan(end)])
        if into.values[months].sum() != out.values[months].sum():
            faults.append(f"money paid in {year} is not money received")
        text += [
            f"\n### {year}",
            table(["account", "purpose", "sources", "uses"], rows, right=True),
        ]
    return "\n".join(text), faults


def persons(run: xr.Dataset) -> tuple[str, list[str]]:
    """Social workers: in post by employer, searching, coming and going."""
    posts, hired, left = (
        whole_city(run, name)
        for name in ("posts_filled", "workers_hired", "workers_left")
    )
    searching, entries, exits = (
        whole_city(run, name).values.astype(int)
        for name in ("workers_searching", "field_entries", "field_exits")
    )
    rows, faults = [], []
    for year, months in years(run):
        every_hired = every_left = 0
        for employer in EMPLOYERS:
            stock, took, lost = (
                series.sel(employer=employer).values.astype(int)
                for series in (posts, hired, left)
            )
            before = stock[months[0]] - took[months[0]] + lost[months[0]]
            if months[0] > 0 and stock[months[0] - 1] != before:
                faults.append(
                    f"posts of {employer} in {year}: {stock[months[0] - 1]} before, {before} by flows"
                )
            took, lost, after = (
                took[months].sum(),
                lost[months].sum(),
                stock[months[-1]],
            )
            if before + took - lost != after:
                faults.append(
                    f"posts of {employer} in {year}: {before + took - lost - after}"
                )
            every_hired, every_left = every_hired + int(took), every_left + int(lost)
            rows.append([year, f"in post: {employer}", before, took, lost, after])
        before = searching[months[0] - 1] if months[0] > 0 else None
        came, went = (
            entries[months].sum() + every_left,
            exits[months].sum() + every_hired,
        )
        after = searching[months[-1]]
        if before is None:
            before = after - came + went
        elif before + came - went != after:
            faults.append(
                f"workers who search in {year}: {before + came - went - after}"
            )
        rows.append([year, "searching", before, came, went, after])
    head = ["year", "social workers", "before", "in", "out", "after"]
    return "## Persons\n\n" + table(head, rows, right=True), faults


def hours(run: xr.Dataset) -> tuple[str, list[str]]:
    """Case hours that there were, and casework given by who pays for it."""
    had, given = whole_city(run, "worker_hours"), whole_city(run, "casework_hours")
    services = run_file.scenario(run, run["scenario"].item())["service"]
    direct = [service["name"] for service in services if service.get("direct")]
    # Disputes and the like: the committee's mediators have hours of their own.
    mediated = given.sel(means="in_house", service=direct).sum("service").values
    given = given.sum("service")
    volunteers = whole_city(run, "volunteers").values
    rows, faults = [], []
    for year, months in years(run):
        cells = [
            round(float(had.sel(employer=each).values[months].sum()))
            for each in EMPLOYERS[:2]
        ]
        cells.append(round(float(volunteers[months].sum())))
        done = given.values[months].sum(axis=0)
        mediators = float(mediated[months].sum())
        station = float(had.sel(employer="station").values[months].sum())
        if done[0] - mediators > station * (1 + 1e-6):
            faults.append(
                f"stations gave {done[0] - mediators:.0f} hours in {year} and had {station:.0f}"
            )
        rows.append(
            [year, *cells, *(round(float(each)) for each in done), round(mediators)]
        )
    head = [
        "year",
        "stations had",
        "organizations' workers had",
        "volunteers gave in all",
    ]
    head += [f"given: {each}" for each in given["means"].values]
    head += ["of in_house: mediators"]
    return "## Case hours\n\n" + table(head, rows, right=True), faults


def book(run: xr.Dataset) -> tuple[str, list[str]]:
    """The hours of people, and what they went into: all of them, and none below zero."""
    had, spent = whole_city(run, "personnel_hours"), whole_city(run, "hours_by_use")
    rows, faults = [], []
    for year, months in years(run):
        for whose in (str(each) for each in run["personnel"].values):
            there = had.sel(personnel=whose).values[months]
            by_use = spent.sel(personnel=whose).values[months]
            missing = np.abs(by_use.sum(axis=1) - there).max()
            if missing > 0.1 + 1e-5 * there.max():
                faults.append(f"hours of {whose} in {year}: {missing:.1f} in a month")
            if by_use.min() < -0.1 - 1e-5 * there.max():
                faults.append(f"hours of {whose} in {year}: claimed twice")
            cells = by_use.sum(axis=0)
            rows.append([year, whose, *(f"{each:,.0f}" for each in (there.sum(), *cells))])  # fmt: skip
    head = ["year", "whose", "hours", *(str(each) for each in run["use"].values)]
    return "## Hours of people\n\n" + table(head, rows, right=True), faults


def organizations(run: xr.Dataset) -> tuple[str, list[str]]:
    """Organizations of all kinds, registered and filed ones: stocks, and what came and went."""

    def count(name: str, **kinds: str) -> np.ndarray:
        series = whole_city(run, name).sel(kinds)
        return (
            series.sum([dim for dim in series.dims if dim != "time"]).astype(int).values
        )

    registered, filed = count("so_registered"), count("so_filed")
    upgraded = count("upgrades_filed_to_registered")
    stocks = {
        "of any status": (
            registered + filed + count("so_informal"),
            count("foundings"),
            count("dissolutions"),
        ),
        "registered": (
            registered,
            count("registrations"),
            count("dissolutions", legal_status="registered") + count("deregistrations"),
        ),
        "filed": (
            filed,
            count("filings"),
            count("dissolutions", legal_status="filed") + upgraded,
        ),
    }
    rows, faults = [], []
    for year, months in years(run):
        for kind, (stock, came, went) in stocks.items():
            before = int(stock[months[0]] - came[months[0]] + went[months[0]])
            after = int(stock[months[-1]])
            into, out = int(came[months].sum()), int(went[months].sum())
            if before + into - out != after or (
                months[0] > 0 and stock[months[0] - 1] != before
            ):
                faults.append(f"organizations {kind} in {year}")
            rows.append([year, kind, before, into, out, after])
    head = ["year", "organizations", "before", "in", "out", "after"]
    return "## Organizations\n\n" + table(head, rows, right=True), faults


def page(data: xr.Dataset, which: int) -> tuple[str, list[str]]:
    """The whole page of one run, and what does not close."""
    if not 0 <= which < data.sizes["run"]:
        raise Unreadable(f"there is no run {which}: the file has {data.sizes['run']}")
    run = data.isel(run=which)
    parts, faults = [], []
    for part in (money, hours, book, persons, organizations):
        text, wrong = part(run)
        parts.append(text)
        faults += wrong
    verdict = (
        "Everything closes." if not faults else "Does not close: " + "; ".join(faults)
    )
    title = (
        f"# Balance of {run['scenario'].item()}, replicate {run['replicate'].item()}"
    )
    return "\n\n".join([title, verdict, *parts]) + "\n", faults


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the tool is told."""
    parser.add_argument("file", type=Path, help="run file")
    run_file.unverified(parser)
    parser.add_argument("--run", type=int, default=0, help="which of its runs, from 0")


def main(given: argparse.Namespace) -> int:
    """Prints the page; 1 if anything does not close."""
    with run_file.open(given.file, not given.unverified) as data:
        text, faults = page(data, given.run)
    print(text, end="")
    return 1 if faults else 0
