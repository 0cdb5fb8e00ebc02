"""A run file in other people's tools: Octave, NCO, CDO, a browser's library, xarray's labels, CSV into pandas."""

import io
import json
import subprocess
from pathlib import Path

import h5py
import numpy
import pandas
import pytest
import xarray
from patience import HANG

ROOT = Path(__file__).resolve().parents[2]


def output(*words, cwd=None) -> str:
    words = list(map(str, words))
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, timeout=HANG)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def backlog(village):
    with h5py.File(village) as file:
        return file["backlog"][:]


def test_octave_reads_everything(village):
    program = f"""
      pkg load netcdf
      file = "{village}";
      info = ncinfo(file);
      for variable = info.Variables
        ncread(file, variable.Name);
        for attribute = variable.Attributes
          ncreadatt(file, variable.Name, attribute.Name);
        end
      end
      for attribute = info.Attributes
        ncreadatt(file, "/", attribute.Name);
      end
      labels = deblank(cellstr(ncread(file, "service")'));
      printf("%d %s %s ", numel(info.Variables), labels{{1}}, ncreadatt(file, "time", "units"));
      printf("%d", ncread(file, "backlog")(2, 1, 5, 6));
    """
    said = output("octave-cli", "--no-window-system", "--eval", program).split()
    assert int(said[0]) > 15 and said[1] == "elder_care"
    assert " ".join(said[2:5]) == "days since 2010-01-01"
    assert int(said[5]) == backlog(village)[5, 4, 0, 1]


def test_nco_averages_runs(village, tmp_path):
    mean = tmp_path / "mean.nc"
    output("ncwa", "-C", "-a", "run", "-x", "-v", "scenario", village, mean)
    expected = backlog(village).mean(axis=0)
    with xarray.open_dataset(mean) as data:
        numpy.testing.assert_allclose(data.backlog, expected, atol=0.5)  # whole numbers
        assert list(data.service.values)[0] == "elder_care"
    output("ncwa", "-a", "run", village, tmp_path / "all.nc")
    output("ncks", "--mk_rec_dmn", "run", village, tmp_path / "records.nc")
    output("ncra", tmp_path / "records.nc", tmp_path / "means.nc")
    with xarray.open_dataset(tmp_path / "means.nc") as data:
        numpy.testing.assert_allclose(data.backlog[0], expected, atol=0.5)


def test_cdo_sees_months(village, tmp_path):
    """One run, of one series without axes of its own."""
    one = tmp_path / "one.nc"
    output("ncks", "-C", "-d", "run,0", "-d", "district,0", "-d", "service,0", "-v", "backlog,time", village, tmp_path / "cut.nc")  # fmt: skip
    output("ncwa", "-a", "run,district,service", tmp_path / "cut.nc", one)
    shown = output("cdo", "-s", "output", one).split()
    assert [round(float(v)) for v in shown] == list(backlog(village)[0, :, 0, 0])
    assert output("cdo", "-s", "showdate", one).split()[1] == "2010-02-01"


def test_a_browsers_library_reads_it(village):
    program = """
      import * as h5wasm from "h5wasm/node";
      await h5wasm.ready;
      const file = new h5wasm.File(process.argv[1], "r");
      const service = file.get("service"), [labels, length] = service.shape, names = [];
      for (let i = 0; i < labels; ++i) names.push(service.value.slice(i * length, (i + 1) * length).join(""));
      const values = Array.from(file.get("backlog").slice([[5, 6], [4, 5], [0, 1], []]));
      console.log(JSON.stringify([names, values, file.attrs["title"].value, file.get("time").attrs["units"].value]));
    """
    folder = ROOT / "build" / "node"
    done = output("node", "--input-type=module", "--eval", program, village, cwd=folder)
    names, values, title, units = json.loads(done)
    assert names[0] == "elder_care" and units == "days since 2010-01-01"
    assert values == list(backlog(village)[5, 4, 0]) and "More money" in title


@pytest.mark.parametrize("engine", ["netcdf4", "h5netcdf"])
def test_xarray_selects_by_label(village, engine):
    with xarray.open_dataset(village, engine=engine) as data:
        one = data.backlog.sel(service="elder_care", district=data.district.values[1])
        where = list(data.service.values).index("elder_care")
        numpy.testing.assert_array_equal(one.values, backlog(village)[:, :, 1, where])
        assert (data.scenario.values == "more_money").sum() == 3
        assert data.measured.values[0] == numpy.datetime64("2010-01-31")


def test_pandas_reads_the_table(village, sanshe):
    table = sanshe("export", village, "--series", "backlog").stdout
    frame = pandas.read_csv(io.StringIO(table), parse_dates=["time"])
    assert frame.value.sum() == backlog(village).sum()
    assert set(frame.scenario) == {"as-it-is", "more-money"}


@pytest.mark.parametrize("engine", ["netcdf4", "h5netcdf"])
def test_labels_in_any_script(village, sanshe, engine):
    """What a scenario calls its rows is beside their names, in the file and in tables."""
    with xarray.open_dataset(village, engine=engine) as data:
        called = dict(zip(data.service.values, data.service_label.values))
        assert called["elder_care"] == "养老" and called["mediation"] == "mediation"
        assert "service_label" in data.backlog.coords
        assert list(data.district_label.values)[0] == "city"
    table = sanshe("export", village, "--series", "backlog", "--select", "service=养老")
    frame = pandas.read_csv(io.StringIO(table.stdout))
    assert set(zip(frame.service, frame.service_label)) == {("elder_care", "养老")}
    assert dict(zip(frame.district, frame.district_label))["hills"] != "hills"
    told = sanshe("compare", village, "--select", "service=养老").stdout
    assert "service=elder_care (养老), 2010-01 to 2011-12" in told
    assert (
        "service=elder_care"
        in json.loads(
            sanshe("compare", village, "--select", "service=养老", "--json").stdout
        )["differences"][0]["selected"]
    )


def test_labels_in_octave_and_r(village):
    octave = f'pkg load netcdf; c = ncread("{village}", "service_label"); fputs(stdout, strtrim(strrep(c(:, 1)\', char(0), "")));'
    assert output("octave-cli", "--no-window-system", "--eval", octave) == "养老"
    r = f'library(ncdf4); cat(ncvar_get(nc_open("{village}"), "service_label")[1])'
    assert output("Rscript", "-e", r) == "养老"
