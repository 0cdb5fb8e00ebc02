"""Laws of contracts: late money costs hours, one contract follows another, money moves organizations through people.

What each test measures is a difference within replicates of the same luck, or a shape over the months of a year.
"""

import numpy as np
import pytest

CITY = ["--scale=0.1", "--replicates=6"]
DELAYS = [0, 3, 6, 12]
CONTRACTS = ["fair", "off_fair"]


def staff(city):
    """Social workers and aides of agencies, mean of 2015-2019."""
    return city.rate("so_staff", "2015", "2019", org_class="social_work_agencies")


def delivered(city):
    """Hours of casework under contracts in 2015-2019."""
    return sum(
        city.flow("casework_hours", "2015", "2019", means=means) for means in CONTRACTS
    )


@pytest.mark.parametrize("figure", [staff, delivered])
def test_delay_hurts(runs, figure):
    """Over delays of 0, 3, 6 and 12 months it falls in a line, and never rises beyond two standard errors."""
    by_delay = np.array(
        [
            [figure(city) for city in runs(*CITY, f"--set=payment.delay={months}")]
            for months in DELAYS
        ]
    )
    print(figure.__name__, by_delay.mean(axis=1))
    slopes = (np.array(DELAYS) - np.mean(DELAYS)) @ by_delay
    error = slopes.std(ddof=1) / np.sqrt(slopes.size)
    assert slopes.mean() < -2 * error
    for step in np.diff(by_delay, axis=0):
        assert step.mean() < 2 * step.std(ddof=1) / np.sqrt(step.size)


@pytest.mark.parametrize("year", range(2016, 2020))
def test_contracts_follow_each_other(runs, year):
    """Lines grow or stay: no month after the fair has less of its casework than three quarters of a month before."""
    months = np.mean(
        [
            city.series("casework_hours", means="fair")
            .sum("service")
            .sel(time=str(year))
            .values
            for city in runs(*CITY, "--set=payment.delay=0")
        ],
        axis=0,
    )
    before, after = months[3:6].mean(), months[6:].min()
    print(year, months.round())
    assert after >= 0.75 * before


def test_twice_the_money_moves_organizations(runs):
    """Through whom they can find, teach and pay: no class says how much it takes on."""
    cities = runs(*CITY, doubled=True)
    for figure in (staff, delivered):
        more = np.array([figure(city.doubled) - figure(city) for city in cities])
        print(figure.__name__, more, [figure(city) for city in cities])
        assert more.mean() > 2 * more.std(ddof=1) / np.sqrt(more.size)
