"""A run file of the small town for tests that look at it: two scenarios, whose names not every reader takes."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from patience import HANG

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "sanshe"
TOP = """extends = "village.toml"
until = 2011-12-31
"""
MORE = """title = "More money"
[budget]
off_fair_per_resident = 60.0
"""
KEPT = """[output]
series = ["cases_served", "backlog", "wait_mean", "purchase_spending", "population_by_community"]
"""
LABEL = """[[service]]
name = "elder_care"
label = "养老"
"""


@pytest.fixture(scope="session")
def sanshe():
    def call(*words, code=0, cwd=None, **environment):
        """The words after `sanshe`; what else is given goes to its environment."""
        own = {**os.environ, **{key: str(value) for key, value in environment.items()}}
        words = list(map(str, words))
        done = subprocess.run([PROGRAM, *words], cwd=cwd, env=own, capture_output=True, text=True, timeout=HANG)  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done

    return call


@pytest.fixture(scope="session")
def village(tmp_path_factory, sanshe) -> Path:
    folder = tmp_path_factory.mktemp("village")
    shutil.copy(ROOT / "scenarios/village.toml", folder)
    (folder / "as-it-is.toml").write_text(TOP + KEPT + LABEL)
    (folder / "more-money.toml").write_text(TOP + MORE + KEPT + LABEL)
    scenarios = ["as-it-is.toml", "more-money.toml"]
    sanshe("run", *scenarios, "--replicates", "3", "-o", "run.h5", cwd=folder)
    return folder / "run.h5"


@pytest.fixture
def copy(village, tmp_path) -> Path:
    return Path(shutil.copy(village, tmp_path / "copy.h5"))
