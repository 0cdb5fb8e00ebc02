"""Run files of sanshe in Python: opened, compared, tabled and drawn; and the program, called.

    import sanshe                       with analysis/ in PYTHONPATH, or share/sanshe/analysis of an installation
    python3 analysis/sanshe TOOL FILE   without

    run(), sweep()    ->  the program  ->  a run file     program
    open()            ->  xarray.Dataset                  run_file, digest: held against its digests, reckoned anew
    compare, table    ->  pandas.DataFrame                comparing: the program's own numbers
    to_pandas         ->  pandas.DataFrame                measured: cells, pairs and intervals, as the program has them
    plot, map, frontier  ->  Picture, .save("name")       drawing

    city = sanshe.run(["a.toml", "b.toml"], "ab.h5", replicates=10, scale=0.1)
    sanshe.compare(city, "wait_mean", select={"district": "luhe"})
    sanshe.plot(city, "wait_mean", kind="difference").save("wait")

Modules are read when what is in them is used, so that none needs what another draws with.
"""

import importlib
from typing import TYPE_CHECKING, Any

from sanshe.run_file import (
    Unreadable,
    label,
    open,
    scenario,
    scenarios,
    title,
    total,
    whole_city,
)

if TYPE_CHECKING:
    from sanshe.comparing import compare, table
    from sanshe.drawing.plot import frontier, map, plot
    from sanshe.drawing.sheet import Picture
    from sanshe.measured import Unanswerable, to_pandas
    from sanshe.program import Failed, run, sweep

LATER = {
    "Failed": "program",
    "Picture": "drawing.sheet",
    "Unanswerable": "measured",
    "compare": "comparing",
    "frontier": "drawing.plot",
    "map": "drawing.plot",
    "plot": "drawing.plot",
    "run": "program",
    "sweep": "program",
    "table": "comparing",
    "to_pandas": "measured",
}
__all__ = [
    "Failed",
    "Picture",
    "Unanswerable",
    "Unreadable",
    "compare",
    "frontier",
    "label",
    "map",
    "open",
    "plot",
    "run",
    "scenario",
    "scenarios",
    "sweep",
    "table",
    "title",
    "to_pandas",
    "total",
    "whole_city",
]


def __getattr__(name: str) -> Any:
    if name not in LATER:
        raise AttributeError(f"module 'sanshe' has no attribute '{name}'")
    return getattr(importlib.import_module(f"sanshe.{LATER[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
