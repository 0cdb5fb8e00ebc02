"""How pictures look: colours told apart by everyone, quiet axes, type of few sizes."""

from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib
import numpy as np
from cycler import cycler
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from sanshe.drawing import fonts

BASELINE = "#4D4D4D"
# After Okabe and Ito (2008), light ones darkened so that words in them can be read; line styles say the same again.
COLOURS = ("#0072B2", "#C04A00", "#00795A", "#A8477F", "#8A6400", "#1F6F94")
STYLES = ("-", (0, (6, 1.5)), (0, (5, 1.5, 1, 1.5)), (0, (1.5, 1)), "-", (0, (6, 1.5)))
INK, QUIET, RULE = "#1A1A1A", "#595959", "#DDDDDD"
NO_VERDICT = "#BDBDBD"
RISE, FALL = "#B35806", "#542788"  # the ends of CHANGES


def part(name: str, low: float, high: float) -> LinearSegmentedColormap:
    """Of a scale of colours, without its ends."""
    colours = colormaps[name](np.linspace(low, high, 256))
    return LinearSegmentedColormap.from_list(name, colours)


LEVELS, CHANGES = part("YlGnBu", 0.08, 0.9), part("PuOr_r", 0.08, 0.92)


def colour(index: int) -> str:
    """Of a scenario by its place: the baseline is grey."""
    return BASELINE if index == 0 else COLOURS[(index - 1) % len(COLOURS)]


def stroke(index: int) -> object:
    """Its kind of line."""
    return "-" if index == 0 else STYLES[(index - 1) % len(STYLES)]


@contextmanager
def applied() -> Iterator[None]:
    """Matplotlib's settings, for a while; whatever the user has set comes back."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(
            {
                "font.family": list(fonts.family()),
                "font.size": 9,
                "axes.unicode_minus": True,
                "axes.edgecolor": QUIET,
                "axes.labelcolor": QUIET,
                "axes.prop_cycle": cycler(color=COLOURS),
                "axes.spines.top": False,
                "axes.spines.right": False,
                "hatch.linewidth": 0.5,
                "svg.hashsalt": "sanshe",
                "text.color": INK,
                "xtick.color": QUIET,
                "ytick.color": QUIET,
            }
        )
        yield


def quiet(axes: Axes, grid: str | None = "y") -> None:
    """Few lines: the grid behind, no ticks."""
    axes.tick_params(length=0)
    axes.spines[["left"]].set_visible(False)
    axes.set_axisbelow(True)
    if grid:
        axes.grid(axis=grid, color=RULE, linewidth=0.6)
