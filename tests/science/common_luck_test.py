"""What it is worth that scenarios share their luck: how much less a paired difference varies than one of two seeds.

The ratio is (var A + var B) / var(B - A). 20 pairs leave it uncertain by half; bounds are far below what was measured.
"""

import numpy as np
import pytest
from nanjing import baseline

PAIRS = ["--scale=0.1", "--replicates=20"]
# Twice the money hardly moves need and people: luck is nearly all they differ by. Contracts are lotteries that come
# with the policy: there are twice as many of them, and who wins one lives on it. Queues are no pair: twice the money
# leaves a third of them, and what is unmet holds them.
LEAST = {
    "need_incidence": 10,
    "expressed_demand": 10,
    "foundings": 10,
    "licensed_per_10k": 10,
    "so_registered": 3,
    "so_filed": 3,
    "purchase_spending": 1,
    "cases_served": 1,
    "unmet_need": 1.5,
}


def total(run, name):
    """Of the whole run for flows, at its end for stocks."""
    series = run.series(name)
    by_month = series.sum([kind for kind in series.dims if kind != "time"])
    flow = "sum" in series.attrs["cell_methods"]
    return float(by_month.sum() if flow else by_month[-1])


def gain(cities, name):
    """How many times smaller the variance of paired differences is."""
    before = np.array([total(city, name) for city in cities])
    after = np.array([total(city.beside[baseline.DOUBLED], name) for city in cities])
    apart = before.var(ddof=1) + after.var(ddof=1)
    return apart / (after - before).var(ddof=1)


@pytest.mark.parametrize("name", LEAST)
def test_pairs_vary_less(runs, name):
    measured = gain(runs(*PAIRS, beside=(baseline.DOUBLED,)), name)
    print(f"{name}: {measured:.1f}")
    assert measured > LEAST[name]


def test_cities_of_their_own_residents_share_who_lives_there(runs):
    """Where every replicate has other residents, most of what varies is the city, and both scenarios have the same."""
    cities = runs(*PAIRS, "--set=population.shared=false", beside=(baseline.DOUBLED,))
    for name in ("need_incidence", "expressed_demand", "foundings", "cases_served"):
        assert gain(cities, name) > 10, name
