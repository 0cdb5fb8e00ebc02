"""Surroundings that refuse, and inputs that went wrong once: each test stands for a kind."""

import os
import subprocess
from pathlib import Path

import pytest
from program import SCENARIO, SMALL, call

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def refusing(tmp_path_factory):
    """refusing(REFUSE_LOCKS=37): an environment in which the system refuses that."""
    library = tmp_path_factory.mktemp("shim") / "refusing.so"
    command = ["cc", "-shared", "-fPIC", "-o", library, HERE / "refusing.c", "-ldl"]
    subprocess.run(list(map(str, command)), check=True)

    def environment(**refused):
        words = {key: str(value) for key, value in refused.items()}
        return {**os.environ, "LD_PRELOAD": str(library), **words}

    return environment


@pytest.fixture(scope="session")
def whole_file(tmp_path_factory):
    """A run file of two runs."""
    file = tmp_path_factory.mktemp("whole") / "whole.h5"
    call(
        "run", SCENARIO, *SMALL, "--replicates", "2", "--quiet", "-o", str(file),
        cwd=file.parent,
    )  # fmt: skip
    return file
