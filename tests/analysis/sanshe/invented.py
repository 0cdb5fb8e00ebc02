"""Small files in the layout of a run file, of numbers that are known."""

from pathlib import Path

import numpy as np
import pandas as pd
import xarray as xr


def run_file(
    scenarios=("nanjing", "no-zero-threshold"), replicates=3, loss=5.0
) -> xr.Dataset:
    """Two years of invented numbers; from month 12 the second scenario loses 5 a month."""
    runs, months = len(scenarios) * replicates, 24
    which = np.repeat(np.arange(len(scenarios)), replicates)
    luck = (
        np.random.default_rng(1)
        .normal(size=(replicates, months))
        .cumsum(axis=1)[np.arange(runs) % replicates]
    )
    later = np.clip(np.arange(months) - 12, 0, None)
    base = 400.0 + 6 * np.arange(months) + 3 * luck - loss * which[:, None] * later

    def by(axis: str, shares: list[float], name: str) -> tuple:
        district = np.array([1.0, 0.6, 0.4])
        cells = base[:, :, None, None] * district[:, None] * np.array(shares)
        return (
            ("run", "time", "district", axis),
            np.rint(cells),
            {"units": "count", "long_name": name, "cell_methods": "time: point"},
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
                {
                    "units": "1",
                    "currency": "CNY",
                    "long_name": "Worth of help",
                    "cell_methods": "time: sum",
                },
            ),
            "public_spending": (
                ("run", "time", "spending"),
                base[:, :, None] * np.array([0.7, 0.4, -0.1]),
                {
                    "units": "1",
                    "currency": "CNY",
                    "long_name": "Public spending",
                    "cell_methods": "time: sum",
                },
            ),
            "burnout": (
                ("run", "time"),
                base,
                {
                    "units": "1",
                    "long_name": "Mean burnout",
                    "cell_methods": "time: mean",
                },
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


def of_points(effects: list[float]) -> xr.Dataset:
    """A sweep, a point for each effect, two replicates each, opened: the second scenario has so much more each month."""
    points, months, two = len(effects), 24, 2
    runs = points * two * 2
    point = np.repeat(np.arange(points), two * 2)
    which = np.tile(np.repeat([0, 1], two), points)
    base = 100.0 + 10 * point + which * np.array(effects)[point]
    about = {"units": "count", "long_name": "Cases", "cell_methods": "time: point"}
    varied = {"parameter": "need.incidence", "units": "1"}
    names = np.array(["base", "policy"], dtype=object)
    return xr.Dataset(
        {"cases": (("run", "time"), np.tile(base[:, None], months), about)},
        coords={
            "time": pd.date_range("2010-01-01", periods=months, freq="MS"),
            "scenario": ("run", names[which]),
            "replicate": ("run", np.tile([0, 1], points * 2)),
            "need_incidence": ("run", point * 0.1, varied),
            "run": np.arange(runs),
        },
        attrs={"sweep_method": "lhs"},
    ).drop_vars("run")


def opened(data: xr.Dataset) -> xr.Dataset:
    """As sanshe.open gives it."""
    return data.set_coords(["scenario", "replicate"])
