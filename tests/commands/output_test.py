"""Run files as other programs see them: ncdump, h5diff, xarray, h5py, R, Octave; full disks, kills and damage."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import h5py
import numpy as np
import pytest
import xarray
from patience import HANG

SAMPLE = Path(os.environ["SANSHE_BUILD"]) / "tests" / "output_sample"
COUNT_MISSING = -2147483647


def sample(*words) -> subprocess.CompletedProcess:
    return subprocess.run(
        [SAMPLE, *map(str, words)], capture_output=True, text=True, timeout=HANG
    )


def output(*words) -> str:
    done = subprocess.run(
        list(map(str, words)), capture_output=True, text=True, timeout=HANG
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("run file") / "样本.h5"
    done = sample("write", path)
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def copy(file, tmp_path) -> Path:
    return Path(shutil.copy(file, tmp_path / "copy.h5"))


def needs(program):
    return pytest.mark.skipif(
        shutil.which(program) is None, reason=f"{program} is not installed"
    )


@needs("ncdump")
def test_ncdump_shows_the_layout(file):
    header = output("ncdump", "-h", file)
    dimensions, rest = header.split("variables:")
    assert [line.strip() for line in dimensions.splitlines()[2:]] == [
        "run = 4 ;", "time = 5 ;", "nv = 2 ;", "district_length = 9 ;", "district = 2 ;", "service_length = 10 ;",
        "service = 3 ;", "scenario_length = 12 ;",
    ]  # fmt: skip
    for line in (
        "double time(time) ;",
        "double time_bnds(time, nv) ;",
        "int step(time) ;",
        "char scenario(run, scenario_length) ;",
        "int replicate(run) ;",
        "int64 seed(run) ;",
        "char service(service, service_length) ;",
        "int cases(run, time, district, service) ;",
        "double spending(run, time) ;",
        'time:units = "days since 2010-01-01" ;',
        'time:calendar = "proleptic_gregorian" ;',
        'time:bounds = "time_bnds" ;',
        f"cases:_FillValue = {COUNT_MISSING} ;",
        "share:_FillValue = NaN ;",
        'cases:cell_methods = "time: point" ;',
        'spending:cell_methods = "time: sum" ;',
        'share:cell_methods = "time: mean" ;',
        'spending:units = "1" ;',
        'spending:currency = "CNY" ;',
        ':Conventions = "CF-1.8, ACDD-1.3" ;',
        "double measured(time) ;",
        'cases:coordinates = "scenario scenario_index replicate seed measured" ;',
        'spending:coordinates = "scenario scenario_index replicate seed" ;',
        'scenario_index:flag_meanings = "base hospice_2010" ;',
        ":format_version = 2 ;",
        "group: provenance {",
        "group: digest {",
    ):
        assert line in rest, line
    # In the order they were made: coordinates, then the series as declared.
    names = [
        line.split("(")[0].split()[-1]
        for line in rest.splitlines()
        if line.endswith(") ;")
    ]
    assert names == (
        "time district service time_bnds step measured scenario scenario_index replicate seed".split()
        + "cases spending share deaths".split()
    )


@needs("ncdump")
def test_dates_decode(file):
    shown = " ".join(output("ncdump", "-t", "-v", "time,time_bnds", file).split())
    assert (
        'time = "2010-01-01", "2010-02-01", "2010-03-01", "2010-04-01", "2010-05-01" ;'
        in shown
    )
    assert '"2010-05-01", "2010-06-01" ;' in shown


@pytest.mark.parametrize("engine", ["netcdf4", "h5netcdf"])
def test_xarray_reads_everything(file, engine):
    with xarray.open_dataset(file, engine=engine) as ds:
        ds.load()
    assert set(ds.coords) == set(
        "time district service scenario scenario_index replicate seed measured".split()
    )
    assert list(ds.scenario.values) == ["base", "base", "hospice_2010", "hospice_2010"]
    assert ds.measured.values[1] == np.datetime64("2010-02-28")
    assert list(ds.replicate.values) == [0, 1, 0, 1]
    assert (ds.seed.values == 9007199254740001).all()
    assert list(ds.district.values) == ["全市", "玄武区"]
    assert ds.time.values[4] == np.datetime64("2010-05-01")
    assert (ds.time_bnds.values[:-1, 1] == ds.time.values[1:]).all()
    assert list(ds.step.values) == [0, 1, 2, 3, 4]
    # A cell's value is 1000 (cell of the run + 1) + 10 month + replicate; what a run has not is missing.
    cases = ds.cases.sel(district="玄武区")
    n = np.nan
    expected = {
        "elder_care": [[3000, 3010, 3020, n, n], [3001, 3011, 3021, n, n],
                       [n, 4010, 4020, 4030, 4040], [n, 4011, 4021, 4031, 4041]],
        "child_care": [[4000, 4010, 4020, n, n], [4001, 4011, 4021, n, n], [n] * 5, [n] * 5],
        "hospice": [[n] * 5, [n] * 5, [n, 3010, 3020, 3030, 3040], [n, 3011, 3021, 3031, 3041]],
    }  # fmt: skip
    for service, values in expected.items():
        np.testing.assert_array_equal(
            cases.sel(service=service).values, values, service
        )
    np.testing.assert_array_equal(ds.share.values[0], [0, 0.125, n, n, n])
    np.testing.assert_array_equal(ds.share.values[3], [n, 0.125, n, 0.375, 0.5])
    np.testing.assert_array_equal(ds.deaths.values[[0, 2]], [[n] * 5, [n, 1, 2, 3, 4]])
    for name, variable in ds.variables.items():
        assert variable.attrs.get("long_name"), name
        assert "units" in variable.attrs or "units" in variable.encoding, name
    assert ds.attrs["title"] == "A sample"
    assert ds.attrs["scenario_text_hospice_2010"] == 'title = "hospice-2010"\n'
    with xarray.open_dataset(file, engine=engine, group="provenance") as made:
        assert set(made.attrs) == {"host", "digest"} and made.attrs["host"] == "here"


def test_money_is_whole_fen(file):
    with h5py.File(file) as f:
        # 0.1 + 0.2 is not 0.3; what is stored is the double nearest to 30 fen.
        assert list(f["spending"][1, :3]) == [10000000.2, 10000000.3, 10000000.4]
        assert list(f["spending"][0, :3]) == [0.2, 0.3, 0.4]


def test_hdf5_is_of_1_8_ordered_scaled_compressed(file):
    with h5py.File(file) as f:
        raw = file.read_bytes()
        assert raw[8] == 2, "superblock of HDF5 1.8"
        ordered = h5py.h5p.CRT_ORDER_TRACKED | h5py.h5p.CRT_ORDER_INDEXED
        for group in (f["/"], f["provenance"]):
            assert (
                h5py.h5g.open(f.id, group.name.encode())
                .get_create_plist()
                .get_link_creation_order()
                == ordered
            )
        for name, item in f.items():
            made = item.id.get_create_plist()
            assert made.get_attr_creation_order() == ordered, name
            assert h5py.h5g.get_objinfo(item.id).mtime == 0, f"{name} has a time"
            if isinstance(item, h5py.Group) or h5py.h5ds.is_scale(item.id):
                continue
            scales = [axis[0] for axis in item.dims]
            assert tuple(scale.shape[0] for scale in scales) == item.shape, name
        for name, dtype, missing in (
            ("cases", "<i4", COUNT_MISSING),
            ("spending", "<f8", np.nan),
        ):
            item = f[name]
            assert item.dtype == dtype and item.attrs["_FillValue"].dtype == dtype
            np.testing.assert_equal(item.fillvalue, missing)
            np.testing.assert_equal(item.attrs["_FillValue"][0], missing)
            assert item.shuffle and item.compression == "gzip" and item.fletcher32
        for name in ("scenario", "service"):
            assert f[name].dtype == "S1" and f[name].attrs["_Encoding"] == b"utf-8"
        assert f["service"][2].tobytes() == "hospice".encode().ljust(10, b"\0")
        texts = [f.attrs.get_id(k) for k in f.attrs if k != "format_version"]
        assert all(not text.get_type().is_variable_str() for text in texts)


@needs("Rscript")
def test_r_reads_everything(file):
    program = """
      suppressMessages(library(ncdf4))
      n <- nc_open(commandArgs(TRUE)[1])
      for (v in names(n$var)) {
        stopifnot(ncatt_get(n, v, "long_name")$hasatt, ncatt_get(n, v, "units")$hasatt)
        invisible(ncvar_get(n, v))
      }
      cases <- ncvar_get(n, "cases")
      stopifnot(identical(dim(cases), c(3L, 2L, 5L, 4L)), cases[3, 2, 5, 4] == 3041, is.na(cases[3, 1, 1, 1]))
      stopifnot(is.na(ncvar_get(n, "share")[3, 1]), ncvar_get(n, "scenario")[3] == "hospice_2010")
      stopifnot(ncvar_get(n, "service")[3] == "hospice", n$dim$time$units == "days since 2010-01-01")
      cat(ncatt_get(n, 0, "scenario_text_base")$value)
    """
    assert output("Rscript", "-e", program, file) == 'title = "base"\n'


@needs("octave-cli")
def test_octave_reads_everything(file):
    program = f"""
      pkg load netcdf
      cases = ncread('{file}', 'cases');
      assert (size (cases), [3 2 5 4]); assert (cases(3, 2, 5, 4) == 3041);
      printf ("%s", ncreadatt ('{file}', 'time', 'units'));
    """
    assert output("octave-cli", "--eval", program) == "days since 2010-01-01"


@needs("h5diff")
def test_identical_runs_differ_in_provenance_alone(file, tmp_path):
    other = tmp_path / "other.h5"
    assert sample("write", other, "elsewhere").returncode == 0
    assert output("h5diff", "--exclude-path", "/provenance", file, other) == ""
    all_of_it = subprocess.run(["h5diff", file, other], capture_output=True, text=True)
    assert all_of_it.returncode == 1 and "provenance" in all_of_it.stdout


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 8 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("mounting a small disk needs root")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_full_disk_leaves_nothing(small_disk):
    target = small_disk / "run.h5"
    done = sample("large", target)
    assert done.returncode == 74
    assert (
        f"{target}: error: cannot be written: no space is left on the disk"
        in done.stderr
    )
    assert list(small_disk.iterdir()) == []
    target.write_text("old")
    assert sample("large", target).returncode == 74
    assert target.read_text() == "old" and list(small_disk.iterdir()) == [target]


def test_disk_that_fills_at_any_moment(small_disk):
    """Whatever step meets the full disk: exit 74 and nothing, or 0 and a sound file."""
    target, outcomes = small_disk / "run.h5", set()
    for kilobytes in range(0, 44, 4):
        ballast = small_disk / "ballast"
        ballast.write_bytes(bytes((8192 - kilobytes) * 1024))
        done = sample("write", target)
        outcomes.add(done.returncode)
        assert done.returncode in (0, 74), (kilobytes, done)
        if done.returncode == 0:
            assert sample("check", target).returncode == 0
            target.unlink()
        assert list(small_disk.iterdir()) == [ballast]
        ballast.unlink()
    assert outcomes == {0, 74}


def test_kill_leaves_nothing_under_the_name(tmp_path):
    target = tmp_path / "run.h5"
    with subprocess.Popen(
        [SAMPLE, "hang", target], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout.readline() == "ready\n"
        second = sample("write", target)
        writer.send_signal(signal.SIGKILL)
    assert second.returncode == 74 and "another process" in second.stderr
    assert not target.exists()
    assert (
        sample("write", target).returncode == 0
    ), "the next writer takes over what the killed one left"
    assert sample("check", target).returncode == 0
    assert list(tmp_path.iterdir()) == [target]


def drop_attribute(f):
    del f["cases"].attrs["units"]


def drop_fill(f):
    f["cases"].attrs["_FillValue"] = np.float64(0)


def drop_conventions(f):
    del f.attrs["Conventions"]


def drop_variable(f):
    del f["seed"]


def drop_provenance(f):
    del f["provenance"]


def drop_scale(f):
    f["cases"].dims[3].detach_scale(f["service"])


def wrong_shape(f):
    service = f["service"]
    f["cases"].dims[2].detach_scale(f["district"])
    f["cases"].dims[2].attach_scale(service)


def wrong_months(f):
    f["time"][2] = 60


def wrong_text(f):
    f.attrs["scenario_text_base"] = "title = 'other'\n"


def wrong_order(f):
    f["upside_down"] = np.zeros((5, 4))
    f["upside_down"].dims[0].attach_scale(f["time"])
    f["upside_down"].dims[1].attach_scale(f["run"])


@pytest.mark.parametrize(
    "damage, said",
    [
        (drop_attribute, "cases has no attribute units"),
        (drop_fill, "_FillValue of cases is of another type than its values"),
        (drop_conventions, "attribute Conventions of the file is missing"),
        (drop_variable, "variable seed is missing"),
        (drop_provenance, "group provenance is missing"),
        (drop_scale, "cases has no dimension scale on axis 4"),
        (wrong_shape, "cases has 2 rows on axis 3, its dimension service has 3"),
        (wrong_months, "time and time_bnds do not follow each other month by month"),
        (wrong_text, 'the text of scenario "base" is not what its hash says'),
        (
            wrong_order,
            "upside_down has the dimensions (time, run): run and time or year should be first",
        ),
    ],
)
def test_check_names_what_is_wrong(copy, damage, said):
    with h5py.File(copy, "r+") as f:
        damage(f)
    done = sample("check", copy)
    assert done.returncode == 65
    assert said in done.stdout.splitlines()


def test_check_reads_every_chunk(copy):
    with h5py.File(copy) as f:
        chunk = f["share"].id.get_chunk_info(0)
    with open(copy, "r+b") as raw:
        raw.seek(chunk.byte_offset + chunk.size // 2)
        raw.write(b"\xff" * 8)
    done = sample("check", copy)
    assert done.returncode == 65 and done.stdout.startswith("share cannot be read")
