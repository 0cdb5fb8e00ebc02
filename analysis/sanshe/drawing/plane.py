"""The plane of cost and effect: what each policy costs more, against how much more need it meets.

    pairs  ->  a cross of both 95 % intervals, the pairs themselves as dots, and the frontier: policies than which no
               other meets more for less
"""

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes

from sanshe import run_file
from sanshe.drawing import footer, headline, style
from sanshe.drawing.lines import spread
from sanshe.drawing.sheet import EDGE, Picture, Sheet
from sanshe.measured import (
    Selection,
    Unanswerable,
    adds_up,
    chosen,
    labelled,
    paired,
    series_of,
    summed,
)
from sanshe.words import Unit, minus, wrapped

TALL = 4.2
NAMES = 1.9


def best(cost: np.ndarray, effect: np.ndarray) -> list[int]:
    """Places of those on the frontier, the baseline (0, 0) among them: no other meets as much for less, in means."""
    order = sorted(range(len(cost)), key=lambda at: (cost[at], -effect[at]))
    found: list[int] = []
    for at in order:
        if not found or effect[at] > effect[found[-1]]:
            found.append(at)
    return found


def said(found: headline.Finding, what: str, unit: Unit) -> str:
    """What can be said of one policy on one axis: "public spending lower (−4.3 million yuan)"."""
    d = found.difference
    word = "higher" if d.mean > 0 else "lower"
    if d.over_points:
        return f"{what} {word} at {round(d.same_sign * d.count)} of {d.count} points"
    if found.same:
        return f"no difference in {what}"
    if d.enough and not found.told:
        return f"no difference in {what} told from chance"
    return f"{what} {word} ({unit.change(d.mean)})"


def heading(
    data: xr.Dataset,
    words: list[str],
    pairs: list[tuple[headline.Finding, headline.Finding]],
    units: list[Unit],
) -> str:
    """Effect and cost of each policy; of many, how many of each kind."""
    few = pairs[0][0].difference
    lacking = not few.over_points and not few.enough
    tail = (
        f"; {few.count} {'pair is' if few.count == 1 else 'pairs are'} too few for a verdict"
        if lacking
        else ""
    )
    if len(pairs) <= headline.LONGEST:
        each = (
            ", ".join(said(*part) for part in zip(pair, words, units)) for pair in pairs
        )
        return (
            "; ".join(
                f"{headline.title(data, pair[0].scenario)}: {text}"
                for pair, text in zip(pairs, each)
            )
            + tail
        )

    def more(found: headline.Finding) -> bool:
        return bool(found.difference.mean > 0 and (found.told or lacking))

    dear = sum(more(effect) and more(cost) for effect, cost in pairs)
    free = sum(more(effect) and not more(cost) for effect, cost in pairs)
    text = f"Higher {words[0]} and higher {words[1]} in {dear} of {len(pairs)} policies"
    if free:
        text += f"; no higher {words[1]} told from chance in {free} more"
    return text + tail


def of_policies(
    data: xr.Dataset,
    cost: str,
    effect: str,
    names: list[str],
    select: Selection | None,
    until: str | int | None,
) -> Picture:
    """Every scenario but the first, by difference of effect (across) and of cost (up)."""
    if len(names) < 2:
        raise Unanswerable("a frontier needs a scenario to compare with the first")
    both, chose = {}, {}
    for name in (cost, effect):
        series = series_of(data, name)
        if not adds_up(series):
            raise Unanswerable(
                f"{name} has no total: cost and effect are totals, such as public_spending and need_met_value"
            )
        has = {
            key: it
            for key, it in dict(select or {}).items()
            if name == effect or key in labelled(series)
        }
        both[name], chose[name] = chosen(data, name, has), has
    spent, met = (summed(both[name], until) for name in (cost, effect))
    costs = [headline.finding(data, spent, name, names[0]) for name in names[1:]]
    effects = [headline.finding(data, met, name, names[0]) for name in names[1:]]

    def unit_of(series: xr.DataArray, found: list[headline.Finding]) -> Unit:
        ends = [
            abs(x)
            for f in found
            for x in (f.difference.mean, f.difference.low, f.difference.high)
            if np.isfinite(x)
        ]
        return Unit(series, max(ends, default=1.0))

    money, worth = unit_of(spent, costs), unit_of(met, effects)
    few = costs[0].difference
    across, up = (headline.subject(data, both[n], chose[n]) for n in (effect, cost))
    head = heading(data, [across, up], list(zip(effects, costs)), [worth, money])
    at = headline.when(both[effect], until)
    interval = footer.interval(few)
    sub = (
        f"Difference from {headline.title(data, names[0])} {at}. Across: {across}{worth.after(True)}."
        f" Up: {up}{money.after(True)}. Cross: {interval or 'mean'}; dots: {'points' if few.over_points else 'pairs'};"
        " line: the frontier, policies than which none meets more for less, by their means."
    )
    foot = footer.footer(data, few.count, True, [footer.without(both[effect])])
    sheet = Sheet(head, sub, foot, TALL)
    axes = sheet.axes(EDGE + 0.55, EDGE + NAMES, 0.1, 0.45)
    rows = []
    axes.axhline(0, color=style.QUIET, linewidth=0.8)
    axes.axvline(0, color=style.QUIET, linewidth=0.8)
    for place, (e, c) in enumerate(zip(effects, costs), start=1):
        ink = style.colour(place)
        x, y = (
            paired(numbers, e.scenario, names[0]).values / unit.divisor
            for numbers, unit in ((met, worth), (spent, money))
        )
        axes.scatter(x, y, s=11, color=ink, alpha=0.45, linewidths=0)
        dx, dy = e.difference, c.difference
        at_x, at_y = dx.mean / worth.divisor, dy.mean / money.divisor
        axes.plot(
            [dx.low / worth.divisor, dx.high / worth.divisor],
            [at_y, at_y],
            color=ink,
            linewidth=1.6,
        )
        axes.plot(
            [at_x, at_x],
            [dy.low / money.divisor, dy.high / money.divisor],
            color=ink,
            linewidth=1.6,
        )
        axes.scatter([at_x], [at_y], s=30, color=ink, zorder=3)
        rows.append(
            {
                "scenario": e.scenario,
                "effect": dx.mean,
                "effect_low": dx.low,
                "effect_high": dx.high,
                "cost": dy.mean,
                "cost_low": dy.low,
                "cost_high": dy.high,
            }
        )
    frame = pd.DataFrame(rows)
    on = best(np.array([0.0, *frame["cost"]]), np.array([0.0, *frame["effect"]]))
    frame["on_frontier"] = [at in on for at in range(1, len(names))]
    line = [
        (0.0, 0.0)
        if at == 0
        else (
            frame["effect"][at - 1] / worth.divisor,
            frame["cost"][at - 1] / money.divisor,
        )
        for at in on
    ]
    if len(line) > 1:
        axes.plot(
            *zip(*line),
            color=style.QUIET,
            linewidth=0.9,
            linestyle=(0, (4, 2)),
            zorder=1,
        )
    style.quiet(axes, "both")
    axes.spines[["bottom"]].set_visible(False)
    axes.margins(0.08)
    axes.xaxis.set_major_formatter(
        lambda value, _: minus(f"{value:+,.10g}" if value else "0")
    )
    axes.yaxis.set_major_formatter(
        lambda value, _: minus(f"{value:+,.10g}" if value else "0")
    )
    sheet.text(
        sheet.width - EDGE - NAMES,
        sheet.height - sheet.bottom - 0.16,
        f"{across} →",
        size=8,
        ha="right",
        color=style.QUIET,
    )
    axes.annotate(
        f"{up} ↑",
        (0, 1),
        (2, 3),
        xycoords="axes fraction",
        textcoords="offset points",
        fontsize=8,
        color=style.QUIET,
    )
    names_beside(data, axes, frame, worth, money)
    alt = f"Plane of cost and effect. {sub} " + " ".join(
        f"{headline.title(data, row.scenario)}: {worth.change(row.effect)} of {across}, {money.change(row.cost)} of {up}"
        f"{', on the frontier' if row.on_frontier else ''}."
        for row in frame.itertuples()
    )
    return sheet.picture(alt, frame)


def names_beside(
    data: xr.Dataset, axes: Axes, frame: pd.DataFrame, worth: Unit, money: Unit
) -> None:
    """Names at the right, each with a line to its cross; the baseline's at the origin."""
    low, high = axes.get_ylim()
    places = [(each / money.divisor - low) / (high - low) for each in frame["cost"]]
    texts = [wrapped(headline.title(data, each), 22) for each in frame["scenario"]]
    room = max(text.count("\n") + 1 for text in texts) * 8.5 * 1.3 / 72 / (TALL - 0.55)
    for place, (row, to, text) in enumerate(
        zip(frame.itertuples(), spread(places, room), texts), start=1
    ):
        ink = style.colour(place)
        axes.annotate(
            text,
            (row.effect / worth.divisor, row.cost / money.divisor),
            (1.03, to),
            textcoords="axes fraction",
            va="center",
            fontsize=8.5,
            color=ink,
            arrowprops={"arrowstyle": "-", "color": ink, "linewidth": 0.5},
        )
    first = headline.title(data, run_file.scenarios(data)[0])
    axes.annotate(
        first,
        (0, 0),
        (4, -9),
        textcoords="offset points",
        fontsize=7.5,
        color=style.BASELINE,
    )
