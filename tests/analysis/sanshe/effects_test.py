"""Elementary effects of a screening: those of a plane are its slopes; those of a sweep are reckoned again from its points."""

import io
import shutil
import subprocess

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from sanshe import effects
from tree import BUILD, ROOT, tool

DESIGN = """scenarios = ["yardstick.toml"]
method = "morris"
points = 3
replicates = 2
[[parameter]]
name = "need.base"
range = [0.001, 0.004]
[[parameter]]
name = "waiting.patience"
range = [3, 24]
"""
RANGES = {"need.base": (0.001, 0.004), "waiting.patience": (3, 24)}


@pytest.fixture(scope="module")
def screened(tmp_path_factory):
    """The sealed file of a small screening of the yardstick."""
    folder = tmp_path_factory.mktemp("screening")
    shutil.copy(ROOT / "models/yardstick/yardstick.toml", folder)
    (folder / "design.toml").write_text(DESIGN)
    for words in (
        ["sweep", "design.toml", "-o", "s", "--set", "population.size=20000", "--until", "2011", "--quiet"],
        ["seal", "s", "-o", "s.h5", "--quiet"],
    ):  # fmt: skip
        subprocess.run([BUILD / "yardstick", *words], cwd=folder, check=True)
    return folder / "s.h5"


def test_of_a_sweep_they_are_reckoned_again(screened):
    done = tool("effects", screened, "--csv", "--series", "waiting,served")
    assert done.returncode == 0, done.stderr
    told = pd.read_csv(io.StringIO(done.stdout)).set_index(["parameter", "series"])
    with xr.open_dataset(screened) as data:
        value = data["waiting"].isel(time=-1).sum("service").values.reshape(9, 2).mean(1)  # fmt: skip
        u = np.array([
            (data[name.replace(".", "_")].values[::2] - least) / (most - least)
            for name, (least, most) in RANGES.items()
        ])  # fmt: skip
    found = {name: [] for name in RANGES}
    for first in (0, 3, 6):
        for point in (first + 1, first + 2):
            (which,) = np.flatnonzero(u[:, point] != u[:, point - 1])
            slope = (value[point] - value[point - 1]) / (u[which, point] - u[which, point - 1])  # fmt: skip
            found[list(RANGES)[which]].append(slope)
    for name, slopes in found.items():
        assert len(slopes) == 3
        row = told.loc[(name, "waiting")]
        # a whole number of months moves by a little more or less than two thirds of its range
        near = dict(rel=0.05 if name == "waiting.patience" else 1e-9)
        assert row["mu_star"] == pytest.approx(np.abs(slopes).mean(), **near)
        assert row["mu"] == pytest.approx(np.mean(slopes), **near)
        assert row["sigma"] == pytest.approx(np.std(slopes, ddof=1), abs=0.05 * row["mu_star"])  # fmt: skip
    text = tool("effects", screened, "--first", "1").stdout
    assert text.count("\n") == 3 and "`need.base`" in text and "mean_trust" in text


def plane(slopes):
    """Runs of two trajectories over as many parameters, of a series that is a plane."""
    rng = np.random.default_rng(1)
    points, names = [], [f"p{i}" for i in range(len(slopes))]
    for _ in range(2):
        level = rng.integers(0, 4, len(slopes))
        points.append(level / 3)
        for j in rng.permutation(len(slopes)):
            level[j] += 2 if level[j] < 2 else -2
            points.append(level / 3)
    u = np.array(points)
    runs = len(u)
    data = xr.Dataset(
        {"y": (("run", "time"), (u @ slopes)[:, None], {"cell_methods": "time: point"})},
        coords={"scenario": ("run", ["a"] * runs), "replicate": ("run", [0] * runs)},
        attrs={
            "sweep_method": "morris",
            "sweep_runs": str(runs),
            "sweep_design": "".join(f'[[parameter]]\nname = "{name}"\n' for name in names),
        },
    )  # fmt: skip
    for name, values in zip(names, u.T):
        data[name] = ("run", 5 + 10 * values, {"parameter": name})
    return data


def test_of_a_plane_they_are_its_slopes():
    found = effects.ranked(effects.effects(plane([1.0, -4.0, 0.0]), ["y"]))
    assert list(found.index.get_level_values("parameter")) == ["p1", "p0", "p2"]
    np.testing.assert_allclose(found["mu_star"], [4, 1, 0], atol=1e-9)
    np.testing.assert_allclose(found["mu"], [-4, 1, 0], atol=1e-9)
    np.testing.assert_allclose(found["sigma"], 0, atol=1e-9)
    np.testing.assert_allclose(found["share"], [1, 0.25, 0], atol=1e-9)


def test_what_is_no_whole_screening_is_refused(screened, village, tmp_path):
    done = tool("effects", village)
    assert done.returncode == 65 and 'a sweep with method = "morris"' in done.stderr
    short = plane([1.0, 2.0]).isel(run=slice(0, 4))
    with pytest.raises(effects.Unreadable, match="4 of the 6 runs"):
        effects.effects(short, ["y"])
    assert tool("effects", screened, "--scenario", "b").returncode == 65
