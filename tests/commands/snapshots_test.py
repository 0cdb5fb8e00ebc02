"""Yearly snapshots of communities as other programs see them: ncdump, xarray, netCDF4, h5py, R."""

import os
import shutil
import subprocess
from pathlib import Path

import h5py
import netCDF4
import numpy as np
import pytest
import xarray
from patience import HANG

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "sanshe"
COORDINATES = "scenario scenario_index replicate seed community_district community_street community_zone community_x community_y"


def output(*words, cwd=ROOT) -> str:
    done = subprocess.run(
        list(map(str, words)), cwd=cwd, capture_output=True, text=True, timeout=HANG
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def run(folder, base, scenarios, *words) -> Path:
    """A file of scenarios that extend a copy of the base, each by a few lines."""
    shutil.copy(ROOT / "scenarios" / base, folder)
    files = []
    for name, text in scenarios.items():
        files.append(folder / f"{name}.toml")
        files[-1].write_text(f'extends = "{base}"\n{text}')
    output(PROGRAM, "run", *files, *words, "-o", folder / "run.h5", "--quiet")
    return folder / "run.h5"


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("snapshots")
    scenarios = {"long": "until = 2013-03-31\n", "short": "until = 2011-12-31\n"}
    return run(folder, "village.toml", scenarios, "--replicates", "2")


@pytest.fixture(scope="module")
def samples(tmp_path_factory) -> Path:
    """Two samples of the city in one file: some communities are in one of them only."""
    folder = tmp_path_factory.mktemp("samples")
    scenarios = {
        "few": "until = 2010-12-31\n[population]\nscale = 0.01\n",
        "more": "until = 2010-12-31\n[population]\nscale = 0.02\n",
    }
    return run(folder, "nanjing.toml", scenarios)


def test_the_file_is_sound(file, samples):
    for path in (file, samples):
        output(PROGRAM, "check", path)


@pytest.mark.skipif(shutil.which("ncdump") is None, reason="ncdump is not installed")
def test_ncdump_shows_years_and_places(file):
    header = output("ncdump", "-h", file)
    for line in (
        "year = 3 ;",
        "community = 5 ;",
        "int year(year) ;",
        "char community(community, community_length) ;",
        "char community_district(community, community_district_length) ;",
        "double community_x(community) ;",
        'community_x:units = "km" ;',
        'community_x:axis = "X" ;',
        'community_y:axis = "Y" ;',
        "int population_by_community(run, year, community) ;",
        "int backlog_by_community(run, year, community, service) ;",
        "int so_registered_by_community(run, year, community, org_class) ;",
        "double wait_mean_by_community(run, year, community) ;",
        'backlog_by_community:cell_methods = "year: point (comment: end of December)" ;',
        'cases_served_by_community:cell_methods = "year: sum" ;',
        'wait_mean_by_community:cell_methods = "year: mean" ;',
        f'backlog_by_community:coordinates = "{COORDINATES} service_label service_direct" ;',
        "backlog_by_community:_FillValue = -2147483647 ;",
    ):
        assert line in header, line
    assert "synthetic" in header.split("community_x:long_name")[1].splitlines()[0]
    assert " year = 2010, 2011, 2012 ;" in output("ncdump", "-v", "year", file)


@pytest.mark.parametrize("engine", ["netcdf4", "h5netcdf"])
def test_xarray_reads_places(file, engine):
    with xarray.open_dataset(file, engine=engine) as ds:
        ds.load()
    assert {"year", "community", *COORDINATES.split()} <= set(ds.coords)
    yearly = [name for name in ds.data_vars if name.endswith("_by_community")]
    assert 10 <= len(yearly) <= 20
    for name in yearly:
        assert ds[name].dims[:3] == ("run", "year", "community")
    people = ds.population_by_community
    assert list(ds.year.values) == [2010, 2011, 2012]
    assert np.isnan(people.sel(year=2012)[2:]).all(), "the short runs end before"
    assert (people.sel(year=slice(2010, 2011)) > 0).all()
    # What the city's own series say, from the outside too.
    served = ds.cases_served.isel(district=0).groupby("time.year").sum("time")
    np.testing.assert_array_equal(
        ds.cases_served_by_community.sum("community").sel(year=[2010, 2011]),
        served.transpose("run", "year", "service").sel(year=[2010, 2011]),
    )
    december = ds.population.isel(district=0).sel(time="2012-12").squeeze("time")
    np.testing.assert_array_equal(
        people.sel(year=2012)[:2].sum("community"), december[:2]
    )


def test_a_map_takes_three_lines(file):
    ds = xarray.open_dataset(file)
    table = (
        ds.isel(run=0).sel(year=2012).backlog_by_community.sum("service").to_dataframe()
    )
    districts = table.groupby("community_district").backlog_by_community.sum()
    axes = table.plot.scatter("community_x", "community_y", c="backlog_by_community")
    assert (
        len(table) == 5
        and districts.sum()
        == ds.backlog.isel(run=0, district=0).sel(time="2012-12").sum()
    )
    assert axes.get_xlabel() == "community_x"
    ds.close()


def test_netcdf4_and_h5py_read_places(file):
    with netCDF4.Dataset(file) as ds:
        people = ds["population_by_community"]
        assert (
            people.dimensions == ("run", "year", "community")
            and people.dtype == np.int32
        )
        assert people[2:, 2].mask.all() and not people[:2].mask.any()
        names, places = ds["community"][:], ds["community_district"][:]
        assert names[0].startswith(places[0] + "_")
    with h5py.File(file) as f:
        people = f["population_by_community"]
        assert people.shuffle and people.compression == "gzip"
        assert [axis[0].name for axis in people.dims] == ["/run", "/year", "/community"]
        assert (people[2:, 2] == -2147483647).all()


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r_reads_places(file):
    program = """
      suppressMessages(library(ncdf4))
      n <- nc_open(commandArgs(TRUE)[1])
      people <- ncvar_get(n, "population_by_community")
      stopifnot(identical(dim(people), c(5L, 3L, 4L)), all(is.na(people[, 3, 3])), n$dim$year$vals == 2010:2012)
      cat(ncvar_get(n, "community_district")[1], length(ncvar_get(n, "community_x")))
    """
    district, places = output("Rscript", "-e", program, file).split()
    assert places == "5"
    with h5py.File(file) as f:
        assert f["community_district"][0].tobytes().rstrip(b"\0").decode() == district


def test_samples_of_one_city_share_their_communities(samples):
    with xarray.open_dataset(samples) as ds:
        there = ds.population_by_community.isel(year=0).notnull().values
        assert there.any(axis=0).all(), "no community that no run has"
        assert there[0].sum() < there[1].sum() and not there.all()
        x = ds.community_x.values
        # A sample stands closer together: where two do not agree on a place, the file says none.
        assert (
            np.isnan(x[there.all(axis=0)]).any()
            and np.isfinite(x[~there.all(axis=0)]).all()
        )


def test_snapshots_can_be_left_out(tmp_path):
    year = "until = 2010-12-31\n[output]\n"
    path = run(tmp_path, "village.toml", {"none": year + "snapshots = false\n"})
    with h5py.File(path) as f:
        assert not any(name == "year" or "community" in name for name in f)
        assert b"snapshots = false" in f.attrs["scenario_text_none"]
    only = tmp_path / "only.toml"
    only.write_text(
        f'extends = "village.toml"\n{year}series = ["population_by_community"]\n'
    )
    output(PROGRAM, "run", only, "-o", tmp_path / "only.h5", "--quiet")
    with h5py.File(tmp_path / "only.h5") as f:
        assert "population_by_community" in f and "population" not in f
    none = subprocess.run(
        [PROGRAM, "run", only, "--until", "2010-06-30", "-o", tmp_path / "half.h5"],
        capture_output=True,
        text=True,
    )
    assert none.returncode == 65 and "whole year" in none.stderr
    assert not (tmp_path / "half.h5").exists()


def test_any_number_of_threads_gives_the_same_bits(tmp_path):
    scenario = ROOT / "scenarios/nanjing.toml"
    for threads in (1, 3):
        output(PROGRAM, "run", scenario, "--scale", "0.01", "--until", "2011-12-31", "--threads", threads,
               "-o", tmp_path / f"{threads}.h5", "--quiet")  # fmt: skip
    assert (
        output(
            "h5diff",
            "--exclude-path",
            "/provenance",
            tmp_path / "1.h5",
            tmp_path / "3.h5",
        )
        == ""
    )
