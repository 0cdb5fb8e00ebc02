"""The pictures of a run file, from a small file in the layout of a run file."""

import subprocess
from pathlib import Path

import matplotlib.image
import numpy as np
import pandas as pd
import xarray as xr
from sanshe import pictures, total
from tree import tool


def run_file(scenarios=("nanjing", "no-zero-threshold"), replicates=3) -> xr.Dataset:
    """Two years of invented numbers; from month 12 the second scenario loses 5 a month."""
    runs, months = len(scenarios) * replicates, 24
    which = np.repeat(np.arange(len(scenarios)), replicates)
    luck = (
        np.random.default_rng(1)
        .normal(size=(replicates, months))
        .cumsum(axis=1)[np.arange(runs) % replicates]
    )
    later = np.clip(np.arange(months) - 12, 0, None)
    base = 400.0 + 6 * np.arange(months) + 3 * luck - 5 * which[:, None] * later

    def by(axis: str, shares: list[float], name: str) -> tuple:
        district = np.array([1.0, 0.6, 0.4])
        cells = base[:, :, None, None] * district[:, None] * np.array(shares)
        return (
            ("run", "time", "district", axis),
            np.rint(cells),
            {"units": "count", "long_name": name},
        )

    return xr.Dataset(
        {
            "so_registered": by(
                "org_class", [0.7, 0.3], "Registered organizations at the month's end"
            ),
            "so_filed": by(
                "org_class", [0.2, 0.8], "Filed organizations at the month's end"
            ),
            "expressed_demand": by(
                "service", [0.5, 0.3, 0.2], "Needs for which help was sought this month"
            ),
            "backlog": by(
                "service", [0.5, 0.3, 0.2], "Cases waiting at the month's end"
            ),
            "unmet_need": by(
                "service",
                [0.1, 0.1, 0.1],
                "Open needs that nobody serves at the month's end",
            ),
            "need_met_value": (
                *by("service", [0.5, 0.3, 0.2], "Worth of help")[:2],
                {"units": "1", "currency": "CNY", "long_name": "Worth of help"},
            ),
            "public_spending": (
                ("run", "time", "spending"),
                base[:, :, None] * np.array([0.7, 0.4, -0.1]),
                {"units": "1", "currency": "CNY", "long_name": "Public spending"},
            ),
            "burnout": (
                ("run", "time"),
                base,
                {"units": "1", "long_name": "Mean burnout"},
            ),
        },
        coords={
            "time": pd.date_range("2010-01-01", periods=months, freq="MS"),
            "scenario": (
                "run",
                np.repeat(np.array(scenarios, dtype=object), replicates),
            ),
            "replicate": (
                "run",
                np.tile(np.arange(replicates, dtype=np.int32), len(scenarios)),
            ),
            "service": (
                "service",
                np.array(["care", "aid", "mediation"], dtype=object),
            ),
            "service_direct": ("service", [0.0, 0.0, 1.0]),
            "district": (
                "district",
                np.array(["city", "Gulou", "Gaochun"], dtype=object),
            ),
        },
    )


def save(data: xr.Dataset, file: Path) -> Path:
    encoding = {
        "time": {
            "units": "days since 2010-01-01",
            "calendar": "proleptic_gregorian",
            "dtype": "f8",
        }
    }
    data.to_netcdf(file, engine="netcdf4", encoding=encoding)
    return file


def draw(file: Path, folder: Path) -> subprocess.CompletedProcess:
    return tool("pictures", file, "-o", folder)


def is_blank(picture: Path) -> bool:
    pixels = matplotlib.image.imread(picture)
    return (
        pixels.shape[0] < 200
        or pixels.shape[1] < 800
        or float(pixels[..., :3].std()) < 0.02
    )


def test_all_pictures_are_drawn(tmp_path):
    done = draw(save(run_file(), tmp_path / "a.h5"), tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    written = sorted(file.name for file in (tmp_path / "out").iterdir())
    assert written == ["difference.png", "needs.png", "organizations.png"]
    assert [file for file in (tmp_path / "out").iterdir() if is_blank(file)] == []


def test_the_whole_city_is_the_first_district_summed_over_classes():
    data = run_file().set_coords(["scenario", "replicate"])
    whole = total(data, "so_registered")
    assert whole.dims == ("run", "time")
    np.testing.assert_allclose(
        whole, data["so_registered"].values[:, :, 0, :].sum(axis=-1)
    )


def test_mediation_stands_apart_and_costs_are_whole():
    data = run_file().set_coords(["scenario", "replicate"])
    helped, spent = total(data, "need_met_value"), total(data, "public_spending")
    np.testing.assert_allclose(
        helped, data["need_met_value"].values[:, :, 0, :2].sum(axis=-1)
    )
    assert helped.attrs["long_name"] == "Worth of help (without mediation)"
    np.testing.assert_allclose(spent, data["public_spending"].sum("spending"))


def test_differences_are_paired_by_replicate():
    data = run_file().isel(
        run=[5, 1, 3, 0, 4, 2]
    )  # the order in the file does not matter
    whole = total(data, "so_registered")
    difference = pictures.paired(whole, "no-zero-threshold", "nanjing")
    assert list(difference["replicate"].values) == [0, 1, 2]
    assert abs(difference.isel(time=slice(0, 12))).max() == 0
    np.testing.assert_allclose(
        difference.isel(time=-1), -55, atol=2
    )  # common luck cancels


def test_only_common_replicates_are_paired():
    data = run_file().isel(run=[0, 1, 2, 3, 5])
    difference = pictures.paired(total(data, "backlog"), "no-zero-threshold", "nanjing")
    assert list(difference["replicate"].values) == [0, 2]


def test_a_scenario_has_its_title_where_the_file_embeds_it():
    data = run_file()
    data.attrs["scenario_text_nanjing"] = 'title = "Nanjing 2010-2020"'
    assert pictures.titled(data, "nanjing") == "Nanjing 2010-2020"
    assert pictures.titled(data, "no-zero-threshold") == "no-zero-threshold"


def test_a_missing_series_is_left_out_politely(tmp_path):
    done = draw(
        save(run_file().drop_vars(["so_filed", "unmet_need"]), tmp_path / "a.h5"),
        tmp_path / "out",
    )
    assert done.returncode == 0
    assert "no series 'so_filed'; left out" in done.stderr
    assert len(list((tmp_path / "out").glob("*.png"))) == 3


def test_one_scenario_with_one_replicate_has_no_difference(tmp_path):
    done = draw(
        save(run_file(scenarios=("nanjing",), replicates=1), tmp_path / "a.h5"),
        tmp_path / "out",
    )
    assert done.returncode == 0
    assert "nothing to compare" in done.stderr
    assert sorted(file.stem for file in (tmp_path / "out").iterdir()) == [
        "needs",
        "organizations",
    ]


def test_what_is_no_run_file_is_refused(tmp_path):
    (tmp_path / "text.h5").write_text("not HDF5")
    assert draw(tmp_path / "absent.h5", tmp_path / "out").returncode == 66
    refused = draw(tmp_path / "text.h5", tmp_path / "out")
    assert refused.returncode == 65
    assert "not a run file" in refused.stderr and "Traceback" not in refused.stderr
