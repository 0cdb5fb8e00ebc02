"""Law 15: a sample stands for the whole: means of 2013-20 within a tenth, the interval of the ratio wholly outside failing.

Series of fewer than 2,000 events a year in the whole city, medians and concentration are left out. The fast version holds
scale 0.05 against 0.2; with many draws, 0.05, 0.1 and 0.2 are held against the whole city.
"""

import law
import numpy as np

UNTIL = "2020-12-31"
FIRST, LAST = "2013", "2020"
FAST = {0.05: 8, 0.2: 3}  # scale: replicates
LARGE = {0.05: 20, 0.1: 10, 0.2: 6, 1.0: 6}
ENOUGH = 2000  # events a year in the whole city
LEFT_OUT = (
    "median_",
    "revenue_hhi",
    "top10_",
    "wait_p90",
    "studios",
    "accessibility_gini",
)
NEAR = (0.9, 1.1)


def figures(runs, scale) -> dict[str, np.ndarray]:
    """Of the whole city: counts unsampled, a year; and rates."""
    found = {}
    years = int(LAST) - int(FIRST) + 1
    for name, series in runs.data_vars.items():
        if not {"run", "time"} <= set(series.dims) or name.startswith(LEFT_OUT):
            continue
        if series.attrs.get("units") == "count":
            seen = law.total(runs, name, FIRST, LAST) / scale
            if series.attrs["cell_methods"] == "time: sum":
                seen = seen / years
            if seen.mean() >= ENOUGH:
                found[name] = seen
    return found


def test_the_ratio_is_near_one(cities):
    sizes = FAST if law.DRAWS == 1 else LARGE
    findings = []
    for draw in law.draws("scale")[: 1 if law.DRAWS == 1 else 2]:
        seen = {}
        for scale, replicates in sizes.items():
            (runs,) = cities.run(
                law.BASELINE,
                options=draw.options(),
                scale=scale,
                replicates=replicates,
                until=UNTIL,
            )
            seen[scale] = figures(runs, scale)
            del runs
        largest = max(sizes)
        for scale in sizes:
            for name in seen[scale] if scale != largest else ():
                if name not in seen[largest]:
                    continue
                ratio = law.log_ratio(seen[scale][name], seen[largest][name])
                what = f"{name}, {scale} over {largest}, {draw}"
                findings.append(law.within(what, ratio, *np.log(NEAR)))
    assert len(findings) > 30
    law.held(findings)
