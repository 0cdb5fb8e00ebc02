"""A sweep of a hundredth of the city, its runs some tenths of a second long, for tests that interrupt it."""

import os
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SANSHE = Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "sanshe"
RUNS = 32
HANG = 600  # seconds after which something never comes; only a guard
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
    """Runs in the logs, those twice there twice. A record has its magic, its size, and after 24 bytes a 1 for a run."""
    count = 0
    for file in (folder / "runs").glob("*.runs"):
        log, at = file.read_bytes(), 0
        while log[at : at + 6] == b"SIMRUN":
            end = at + 24 + int.from_bytes(log[at + 8 : at + 16], "little")
            count += end <= len(log) and log[at + 24] == 1
            at = end
    return count


def until(true, what: str):
    """Asks again until the answer is true, and returns it."""
    end = time.monotonic() + HANG
    while not (answer := true()):
        assert time.monotonic() < end, f"{what}: it never came"
        time.sleep(0.01)
    return answer
