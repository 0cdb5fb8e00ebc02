"""Where the tests of analysis find the tree, and how they call its tools."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("SANSHE_BUILD", ROOT / "build"))
PROGRAM = BUILD / "sanshe"


def call(*command: str | Path) -> subprocess.CompletedProcess:
    """What a command says, whatever its exit code."""
    return subprocess.run(command, capture_output=True, text=True, check=False)


def program(*words: str | Path) -> str:
    """What the program answers; it must end well."""
    done = call(PROGRAM, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def tool(
    name: str, *words: str | Path, package: Path = ROOT / "analysis/sanshe"
) -> subprocess.CompletedProcess:
    """A tool of the package, as users call it."""
    return call(sys.executable, package, name, *words)
