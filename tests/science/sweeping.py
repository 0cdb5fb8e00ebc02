"""A sweep of a hundredth of the city, its runs some tenths of a second long, for tests that interrupt it."""

import os
import subprocess
from pathlib import Path

from patience import HANG
from run_log import whole_runs

ROOT = Path(__file__).resolve().parents[2]
SANSHE = Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "sanshe"
RUNS = 32
OPTIONS = ["--scale", "0.01", "--until", "2017-12-31"]


def design(folder: Path) -> str:
    names = ", ".join(
        f'"{ROOT}/scenarios/{name}.toml"' for name in ("nanjing", "budget-double")
    )
    text = f"scenarios = [{names}]\nreplicates = 4\nmethod = 'grid'\n"
    text += '[[parameter]]\nname = "help_seeking.intercept"\nvalues = [-0.5, 0.0, 0.2, 0.4]\n'
    (folder / "design.toml").write_text(text)
    return "design.toml"


def sanshe(*words: str | Path) -> str:
    done = subprocess.run(
        [SANSHE, *words], capture_output=True, text=True, check=False, timeout=HANG
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def whole(folder: Path) -> Path:
    """What one process makes of it without a stop."""
    file = folder / "whole.h5"
    sanshe("sweep", folder / design(folder), "-o", folder / "whole", *OPTIONS)
    sanshe("seal", folder / "whole", "-o", file)
    return file


def same(one: Path, other: Path) -> None:
    done = subprocess.run(
        ["h5diff", "--exclude-path", "/provenance", one, other],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[:2000] + done.stderr


def finished(folder: Path) -> int:
    """Runs in the logs, those twice there twice."""
    return whole_runs((folder / "runs").glob("*.runs"))
