"""Three societies, leg by leg: 2 x 2 x 2 cities that share their luck, and what legs do alone and together.

    run file with the eight scenarios  --total()-->  need met, by legs and pair  --contrasts-->  effects with intervals

The worth of help given without mediation stands for what is met. An effect is the mean, over pairs, of a contrast: of a leg
its mean difference whatever the others are; of two or three what their presence together adds to what each adds alone.
"""

import itertools

import numpy as np
import xarray as xr
from scipy import stats

from sanshe import markdown, run_file

LEGS = ("platform", "organizations", "social work")
SERIES = "need_met_value"
# Which legs stand, in the order of LEGS.
CITIES = {
    (1, 1, 1): "nanjing",
    (0, 1, 1): "no-platform",
    (1, 0, 1): "no-organizations",
    (1, 1, 0): "no-social-work",
    (0, 0, 1): "only-social-work",
    (0, 1, 0): "only-organizations",
    (1, 0, 0): "only-platform",
    (0, 0, 0): "no-linkage",
}
HEAD = """## Three societies, leg by leg

What January's lines come to is the same in all eight, to the fen, at each level of government (`purchase_lines`), and
`purchase_lines_left` shows what is not spent. The
worth of the help given without mediation, in all, in million CNY; an effect of several legs is what they add together to what
each adds alone, and 95 % intervals are over the pairs."""


def met(data: xr.Dataset) -> dict[tuple, np.ndarray]:
    """Help given in million CNY, by pair, of each of the eight cities."""
    whole = run_file.total(data, SERIES).sum("time") / 1e6
    names = data["scenario"].values.astype(str)
    return {legs: whole.values[names == name] for legs, name in CITIES.items()}


def effect(of: tuple[int, ...], values: dict[tuple, np.ndarray]) -> np.ndarray:
    """By pair, what the legs of these numbers do together: a contrast of the 2 x 2 x 2 design."""
    others = 2 ** (len(LEGS) - len(of))
    signs = {legs: np.prod([2 * legs[leg] - 1 for leg in of]) for legs in values}
    return sum(signs[legs] * values[legs] for legs in values) / others


def interval(pairs: np.ndarray) -> tuple[float, float]:
    """95 % interval of the mean (Student's t)."""
    wide = stats.t.ppf(0.975, pairs.size - 1) * pairs.std(ddof=1) / np.sqrt(pairs.size)
    return pairs.mean() - wide, pairs.mean() + wide


def signed(value: float) -> str:
    """In three digits, with its sign."""
    return ("+" if value > 0 else "") + markdown.number(value, digits=3)


def section(data: xr.Dataset) -> list[str]:
    """The eight cities and the seven effects; nothing where the file has not all of them, in pairs."""
    if not set(CITIES.values()) <= set(data["scenario"].values.astype(str)):
        return []
    values = met(data)
    if min(pairs.size for pairs in values.values()) < 2:
        return []
    cities = [
        [f"[{CITIES[legs]}](#{CITIES[legs]})", *("x" if leg else "" for leg in legs)]
        + [markdown.number(pairs.mean())]
        for legs, pairs in values.items()
    ]
    rows = []
    for size in (1, 2, 3):
        for of in itertools.combinations(range(len(LEGS)), size):
            pairs = effect(of, values)
            low, high = interval(pairs)
            sure = "" if low <= 0 <= high else "sure"
            told = [signed(pairs.mean()), f"{signed(low)} to {signed(high)}", sure]
            rows.append([" x ".join(LEGS[leg] for leg in of), *told])
    low, high = interval(effect((0, 1, 2), values))
    verdict = (
        "cannot be told from none: the linkage is here no more, and no less, than its parts in twos"
        if low <= 0 <= high
        else f"is {'more' if low > 0 else 'less'} than nothing"
    )
    last = f"The interaction of all three {verdict} ({signed(low)} to {signed(high)})."
    return [
        HEAD,
        "",
        markdown.table(["city", *LEGS, "help given"], cities, right=True),
        "",
        markdown.table(["legs", "effect", "95 % interval", ""], rows, right=True),
        "",
        last,
        "",
    ]
