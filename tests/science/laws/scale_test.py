"""Law 15: a sample of the city says of it what the whole says."""

import math

import law
import pytest

YEARS = ("2013", "2020")
FEWEST = 2_000  # events a year, below which a sample is mostly luck
# A smaller sample, and a larger that stands for the whole; the whole city itself in `./dev laws`.
PAIRS = {0.05: 20, 0.2: 6}
WHOLE = {0.05: 20, 0.1: 10, 0.2: 6, 1: 6}
# Medians, tails and shares of the largest answer to how many there are, and so to the sample.
BY_RANK = ("median", "p90", "hhi", "top10", "gini", "largest")


def city(cities, scale, replicates, options):
    more = {"scale": scale, "replicates": replicates, "seed": int(1000 * scale)}
    (runs,) = cities.run(
        law.BASELINE, options=[*options, "--set=population.shared=false"], **more
    )
    return runs


def figures(runs, scale) -> dict:
    """Each series of the month, scaled to the whole city where it counts something."""
    out = {}
    for name, series in runs.data_vars.items():
        if not {"run", "time"} <= set(series.dims) or any(w in name for w in BY_RANK):
            continue
        values = law.total(runs, name, *YEARS)
        if series.attrs["cell_methods"] != "time: mean":
            values = values / scale
        if (
            "time: sum" in series.attrs["cell_methods"]
            and series.attrs["units"] == "count"
        ):
            if values.mean() / 8 < FEWEST:
                continue
        out[name] = values
    return out


@pytest.mark.parametrize("draw", law.draws("scale"), ids=str)
def test_samples_agree(cities, draw):
    sizes = WHOLE if law.DRAWS > 1 and draw.number == 0 else PAIRS
    found = {
        scale: figures(city(cities, scale, count, draw.options()), scale)
        for scale, count in sizes.items()
    }
    largest = found.pop(max(sizes))
    findings = []
    for scale, values in found.items():
        for name in sorted(set(values) & set(largest)):
            if min(values[name].mean(), largest[name].mean()) > 0:
                ratio = law.log_ratio(values[name], largest[name])
                what = f"{name} at {scale} to {max(sizes)} ({draw})"
                findings.append(law.within(what, ratio, math.log(0.9), math.log(1.1)))
    assert len(findings) > 50
    law.held(findings)
