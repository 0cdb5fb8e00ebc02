"""The balance of a run closes to the fen, and says so when it does not."""

import sys

import pytest
import xarray as xr
from sanshe import balance, run_file
from tree import ROOT, call, tool


@pytest.fixture(scope="module")
def run(village) -> xr.Dataset:
    """The small town in memory."""
    with run_file.open(village) as data:
        return data.load()


def test_everything_closes(run):
    text, faults = balance.page(run, 0)
    assert faults == []
    assert "Everything closes." in text
    for year in range(2010, 2018):
        assert f"### {year}" in text


@pytest.mark.parametrize("name", ["money_in", "money_out", "money_held"])
def test_one_fen_too_many_is_seen(run, name):
    broken = run.copy(deep=True)
    broken[name][0, 30, 1] += 0.01  # of organizations, in 2012
    _, faults = balance.page(broken, 0)
    assert faults
    assert all("2012" in fault or name == "money_held" for fault in faults)


@pytest.mark.parametrize(
    "name", ["posts_filled", "workers_hired", "workers_left", "workers_searching"]
)
def test_one_person_too_many_is_seen(run, name):
    broken = run.copy(deep=True)
    where = dict(run=0, time=35, district=0)  # December 2012
    if "employer" in broken[name].dims:
        where["employer"] = 1
    broken[name][where] += 1
    assert balance.page(broken, 0)[1]


@pytest.mark.parametrize(
    "name", ["so_filed", "foundings", "registrations", "dissolutions"]
)
def test_one_organization_too_many_is_seen(run, name):
    broken = run.copy(deep=True)
    where = dict(run=0, time=35, district=0, org_class=0)
    if "legal_status" in broken[name].dims:
        where["legal_status"] = 2
    broken[name][where] += 1
    assert any("organizations" in fault for fault in balance.page(broken, 0)[1])


def test_hours_that_nobody_had_are_seen(run):
    broken = run.copy(deep=True)
    broken["casework_hours"][
        dict(run=0, time=30, district=0, service=0, means=0)
    ] += 1e6
    assert any("stations gave" in fault for fault in balance.page(broken, 0)[1])


def test_an_hour_too_many_in_the_book_is_seen(run):
    where = dict(run=0, time=30, personnel=3)
    broken = run.copy(deep=True)
    broken["hours_by_use"][where | dict(use=0)] += 5
    assert any("hours of aides" in fault for fault in balance.page(broken, 0)[1])
    broken["hours_by_use"][where | dict(use=13)] -= 5
    assert not balance.page(broken, 0)[1]
    broken["hours_by_use"][where | dict(use=0)] += 1e6
    broken["hours_by_use"][where | dict(use=13)] -= 1e6
    assert any("claimed twice" in fault for fault in balance.page(broken, 0)[1])


def test_a_missing_series_and_a_missing_file_are_named(run, tmp_path):
    run.drop_vars("money_held").to_netcdf(tmp_path / "a.nc")
    done = tool("balance", tmp_path / "a.nc")
    assert done.returncode == 65 and "a.nc: cannot be verified" in done.stderr
    done = tool("balance", tmp_path / "a.nc", "--unverified")
    assert done.returncode == 65
    assert "a.nc: there is no series 'money_held'" in done.stderr
    done = tool("balance", tmp_path / "b.nc")
    assert done.returncode == 66 and "b.nc" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_tool_prints_the_page_of_the_run_asked_for(village):
    done = tool("balance", "--run", "0", village)
    assert done.returncode == 0 and "Everything closes." in done.stdout
    assert tool("balance", village, "--run", "1").returncode == 65


def test_each_tool_has_its_help():
    done = tool("--help")
    assert done.returncode == 0 and "{balance,pictures,city,effects}" in done.stdout
    done = tool("balance", "--help")
    assert done.returncode == 0 and "python3" in done.stdout and "--run" in done.stdout
    assert tool("no_such_tool").returncode == 64
    assert tool("balance").returncode == 64


def test_a_python_without_the_packages_is_told_what_is_needed():
    done = call(sys.executable, "-S", ROOT / "analysis/sanshe", "balance", "x.h5")
    assert done.returncode == 69 and done.stdout == ""
    assert f"error: this Python ({sys.executable}) has no package " in done.stderr
    assert "/usr/bin/python3" in done.stderr and "Traceback" not in done.stderr
