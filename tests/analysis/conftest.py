"""What tests of analysis may import and ask for."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from tree import PROGRAM, ROOT, program

sys.path.insert(0, str(ROOT / "analysis"))
os.environ["SANSHE_PROGRAM"] = str(PROGRAM)
from nanjing import baseline  # noqa: E402


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> tuple[list[baseline.Run], Path]:
    """Two replicates of the baseline and of two others, and their file."""
    file = tmp_path_factory.mktemp("run") / "small.h5"
    names = (baseline.BASELINE, baseline.DOUBLED, baseline.CLOSED)
    files = [ROOT / f"scenarios/{name}.toml" for name in names]
    program("run", *files, "--scale=0.01", "--replicates=2", "--quiet", "-o", file)
    return baseline.runs(file), file


@pytest.fixture(scope="session")
def village(tmp_path_factory) -> Path:
    """The small town's run file, from the program itself."""
    file = tmp_path_factory.mktemp("run") / "village.h5"
    program("run", ROOT / "scenarios/village.toml", "--quiet", "-o", file)
    return file


@pytest.fixture(scope="session")
def paired(tmp_path_factory) -> Path:
    """Six pairs of the baseline and of two policies, to the end of 2016."""
    file = tmp_path_factory.mktemp("run") / "paired.h5"
    names = (baseline.BASELINE, baseline.DOUBLED, "no-zero-threshold")
    files = [ROOT / f"scenarios/{name}.toml" for name in names]
    sample = ("--scale=0.005", "--replicates=6", "--until=2016")
    program("run", *files, *sample, "--quiet", "-o", file)
    return file


DESIGN = """
scenarios = ["village.toml", "money.toml"]
replicates = 2
method = "lhs"
points = 15
[[parameter]]
name = "need.incidence.elder_care"
range = [0.5, 1.0]
[[parameter]]
name = "help_seeking.intercept"
range = [-1.5, -0.5]
"""
MONEY = """extends = "village.toml"
title = "村里的钱加倍"
[budget]
off_fair_per_resident = 50.0
"""


@pytest.fixture(scope="session")
def design(tmp_path_factory) -> Path:
    """A sweep of fifteen points, two replicates each, of two scenarios, one with a title in Chinese."""
    folder = tmp_path_factory.mktemp("design")
    shutil.copy(ROOT / "scenarios/village.toml", folder)
    (folder / "money.toml").write_text(MONEY)
    (folder / "design.toml").write_text(DESIGN)
    return folder / "design.toml"


@pytest.fixture(scope="session")
def swept(design, tmp_path_factory) -> Path:
    """Its run file, to the end of 2013."""
    folder = tmp_path_factory.mktemp("sweep") / "points"
    program("sweep", design, "--until=2013", "--quiet", "-o", folder)
    program("seal", folder, "-o", f"{folder}.h5")
    return Path(f"{folder}.h5")
