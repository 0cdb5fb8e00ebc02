"""--precision adds replicates until intervals are narrow enough, and what it makes is what --replicates makes."""

import json
import signal
import subprocess
from pathlib import Path

import numpy
import pytest
import scipy.stats
import xarray
from patience import HANG, signalled
from program import (
    PROGRAM,
    SCENARIO,
    STOPPED,
    USAGE,
    WOULD_OVERWRITE,
    call,
    refused,
    scenario,
)

pytestmark = pytest.mark.usefixtures("own_folder")
SMALL = ["--set", "population.size=20000", "--until", "2011-12-31"]


def two():
    return [SCENARIO, scenario("more.toml", "[need]\nbase = 0.003\n")]


def precise(*words, **more):
    words = ["run", *two(), *SMALL, *words, "-o", "x.h5", "--json", "--quiet"]
    return json.loads(call(*words, **more).stdout)


def half(file, series):
    """Half the interval of the paired difference, from the file itself."""
    with xarray.open_dataset(file, decode_times=False) as data:
        totals = data[series].sum(["time"]).values.astype(float).reshape(2, -1)
        difference = totals[1] - totals[0]
    n = len(difference)
    error = difference.std(ddof=1) / numpy.sqrt(n)
    return error * scipy.stats.t.ppf(0.975, n - 1), totals[0].mean(), n


def same(a, b):
    words = ["h5diff", "--exclude-path", "/provenance", a, b]
    return subprocess.run(words, check=False, capture_output=True).returncode == 0


def test_it_ends_when_the_interval_is_narrow_enough():
    told = precise("--precision", "served=0.3%")
    (reached,) = told["precision"]
    found, mean, n = half("x.h5", "served")
    assert reached["reached"] and n > 5, "the first five are not enough here"
    assert reached["half_interval_95"] == pytest.approx(found)
    assert reached["asked"] == pytest.approx(0.003 * mean)
    assert found <= 0.003 * mean
    call("run", *two(), *SMALL, "--replicates", str(n), "-o", "y.h5", "--quiet")
    assert same("x.h5", "y.h5"), "the same file as that number of replicates makes"


def test_a_width_in_the_unit_and_the_end_that_is_set():
    told = precise("--precision", "served=0.001", "--most-replicates", "9")
    (reached,) = told["precision"]
    assert not reached["reached"] and half("x.h5", "served")[2] == 9
    words = ["--precision", "served=0.001", "--most-replicates", "9", "-o", "z.h5"]
    assert "not reached" in call("run", *two(), *SMALL, *words).stdout
    assert same("x.h5", "z.h5")


def test_fewer_replicates_than_a_spread_takes_are_told():
    words = ["run", *two(), *SMALL, "--precision", "served=10%", "-o", "x.h5"]
    told = call(*words, "--replicates", "3").stderr
    assert "note: --precision begins with 5 replicates instead of 3" in told
    assert "begins with" not in call(*words, "--replicates", "6", "--force").stderr
    assert "begins with" not in call(*words, "--force").stderr


def test_one_scenario_alone_has_the_interval_of_its_mean():
    words = ["run", SCENARIO, *SMALL, "--precision", "waiting=30", "-o", "x.h5"]
    told = json.loads(call(*words, "--json").stdout)
    with xarray.open_dataset("x.h5", decode_times=False) as data:
        ends = data["waiting"].sum("service")[:, -1].values.astype(float)
    low, high = scipy.stats.t.interval(
        0.95, len(ends) - 1, ends.mean(), scipy.stats.sem(ends)
    )
    (reached,) = told["precision"]
    assert reached["half_interval_95"] == pytest.approx((high - low) / 2)


def test_stopped_and_gone_on_with_it_ends_the_same():
    long = [SCENARIO, *two()[1:], "--set", "population.size=300000"]
    words = ["run", *long, "--precision", "served=0.3%", "--most-replicates", "12"]
    call(*words, "-o", "whole.h5", "--quiet")
    log = Path("x.h5.part/run.runs")
    running = signalled(
        lambda: subprocess.Popen([PROGRAM, *words, "-o", "x.h5", "--quiet"]),
        lambda: log.exists() and log.stat().st_size > 0,
        signal.SIGTERM,
        again=Path("x.h5").unlink,
    )
    assert running.wait(HANG) == STOPPED
    call(*words, "-o", "x.h5", "--quiet", "--resume")
    assert same("whole.h5", "x.h5")
    again = call(*words, "-o", "x.h5", "--resume")
    assert "nothing is left to do" in again.stderr
    words[words.index("served=0.3%")] = "served=0.1%"
    call(*words, "-o", "x.h5", "--resume", code=WOULD_OVERWRITE)  # asks for more


@pytest.mark.parametrize(
    "words, says",
    [
        (["--precision", "serve=1%"], "did you mean served?"),
        (["--precision", "served=0"], "SERIES=2%"),
        (["--precision", "served=-1%"], "SERIES=2%"),
        (["--precision", "served=x"], "SERIES=2%"),
        (["--precision", "served"], "--precision"),
        (["--most-replicates", "5"], "without --precision"),
        (["--precision", "served=1%", "--most-replicates", "3"], "5 replicates"),
    ],
)
def test_what_makes_no_sense_is_refused(words, says):
    refused(USAGE, "run", SCENARIO, *SMALL, *words, "-o", "x.h5", says=[says])
