"""What tests of analysis may import and ask for."""

import sys
from pathlib import Path

import pytest
from tree import ROOT, program

sys.path.insert(0, str(ROOT / "analysis"))
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
