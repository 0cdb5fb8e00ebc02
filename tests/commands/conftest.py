"""What tests of the commands may ask for."""

import os
from pathlib import Path

import pytest
import sweep_folder
from program import call


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """The current folder is a fresh one, and the environment is plain."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    """The sealed file of one process that nobody disturbed."""
    before = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("whole"))
    sweep_folder.sweep("--quiet", "--threads", "2")
    call("seal", "s", "-o", "x.h5", "--quiet")
    file = Path("x.h5").absolute()
    os.chdir(before)
    return file
