"""What is asked of a run file: its labels, the whole city, the scenario; and refusals that name file and reason."""

import os
import shutil
import subprocess
import sys

import h5py
import numpy as np
import pytest
import sanshe
import xarray as xr
from sanshe import run_file
from tree import ROOT


def test_each_run_has_its_labels_and_its_scenario(village):
    with sanshe.open(village) as data:
        assert {"scenario", "replicate"} <= set(data.coords)
        assert data["backlog"]["scenario"].values.tolist() == ["village"]
        assert "title" in sanshe.scenario(data, "village")


def test_the_whole_city_is_the_first_district_with_its_classes(village):
    with sanshe.open(village) as data:
        whole = sanshe.whole_city(data, "backlog")
        assert whole.dims == ("run", "time", "service")
        districts = data["backlog"].isel(district=slice(1, None)).sum("district")
        np.testing.assert_array_equal(whole, districts)
        assert run_file.apart(data) == ["mediation"]
        np.testing.assert_array_equal(
            sanshe.total(data, "backlog"),
            whole.sum("service") - whole.sel(service="mediation", drop=True),
        )
        assert "(without mediation)" in sanshe.total(data, "backlog").attrs["long_name"]


def test_money_has_a_sum(village):
    with sanshe.open(village) as data:
        spent = data["public_spending"]
        np.testing.assert_allclose(
            sanshe.total(data, "public_spending"), spent.sum("spending")
        )


def test_what_has_no_district_is_the_whole_city_already(village):
    with sanshe.open(village) as data:
        data["rate"] = data["unmet_need_rate"].isel(district=0, drop=True)
        assert sanshe.whole_city(data, "rate").identical(data["rate"])
        assert sanshe.total(data, "rate").identical(data["rate"])


def test_rates_are_not_summed(village):
    with sanshe.open(village) as data:
        data["backlog"].attrs["units"] = "1"
        with pytest.raises(sanshe.Unreadable, match="backlog.*no sum over service"):
            sanshe.total(data, "backlog")


def test_refusals_name_the_file_and_the_reason(village, tmp_path):
    with pytest.raises(FileNotFoundError, match="absent.h5"):
        sanshe.open(tmp_path / "absent.h5")
    (tmp_path / "text.h5").write_text("not HDF5")
    with pytest.raises(sanshe.Unreadable, match="text.h5: not a run file"):
        sanshe.open(tmp_path / "text.h5")
    xr.Dataset({"time": ("time", [0.0])}).to_netcdf(tmp_path / "other.h5")
    with pytest.raises(sanshe.Unreadable, match="it has no replicate, scenario"):
        sanshe.open(tmp_path / "other.h5")
    with sanshe.open(village) as data:
        with pytest.raises(sanshe.Unreadable, match="village.h5: .* 'no_such'"):
            sanshe.whole_city(data.isel(run=0), "no_such")
        with pytest.raises(sanshe.Unreadable, match="scenario 'no_such'"):
            sanshe.scenario(data, "no_such")


def test_large_ensembles_are_read_piece_by_piece(swept, monkeypatch):
    with sanshe.open(swept) as small:
        assert small["backlog"].chunks is None
        monkeypatch.setattr(run_file, "LARGE", 0)
        monkeypatch.setattr(run_file, "RUNS_AT_ONCE", 25)
        with sanshe.open(swept) as large:
            assert large["backlog"].chunks[0] == (25, 25, 10)
            pictures = [sanshe.plot(data, "backlog") for data in (small, large)]
            assert pictures[0].data.equals(pictures[1].data)
            frames = [sanshe.to_pandas(data, "backlog") for data in (small, large)]
            assert frames[0].equals(frames[1])
    monkeypatch.setattr(run_file.importlib.util, "find_spec", lambda name: None)
    with sanshe.open(swept) as without_dask:
        assert without_dask["backlog"].chunks is None


def test_a_file_that_was_changed_is_refused_unless_it_is_wanted(village, tmp_path):
    file = tmp_path / "changed.h5"
    shutil.copy(village, file)
    with h5py.File(file, "r+") as opened:
        opened["backlog"][0, 0, 0, 0] += 1
    with pytest.raises(sanshe.Unreadable, match="changed since.*backlog"):
        sanshe.open(file)
    sanshe.open(file, verify=False).close()


def test_what_is_called_for_first_is_read_then():
    """Nobody who balances a book needs what draws, or the program."""
    lines = [
        "import sys, sanshe",
        "assert 'matplotlib' not in sys.modules and 'sanshe.program' not in sys.modules",
        "for name in sanshe.__all__: assert getattr(sanshe, name).__doc__, name",
        "assert 'matplotlib' in sys.modules and set(sanshe.__all__) <= set(dir(sanshe))",
    ]
    here = {**os.environ, "PYTHONPATH": str(ROOT / "analysis")}
    command = [sys.executable, "-c", "\n".join(lines)]
    done = subprocess.run(command, env=here, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        sanshe.nonsense
