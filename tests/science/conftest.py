"""Runs of the city for the science tests, each made once a session."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("SANSHE_BUILD", ROOT / "build"))
sys.path.insert(0, str(ROOT / "analysis"))
from nanjing import baseline  # noqa: E402


class Runs:
    """Replicates of the baseline, by the options of `sanshe run`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[tuple[str, ...], list[baseline.Run]] = {}

    def __call__(
        self,
        *options: str,
        beside: tuple[str, ...] = (),
        scenario: str = baseline.BASELINE,
    ) -> list[baseline.Run]:
        """Of another scenario, or with others of the same luck beside them, if wanted."""
        key = (*options, *beside, scenario)
        if key not in self.made:
            scenarios = [scenario, *beside]
            file = self.folder / f"{len(self.made)}.h5"
            command = [
                BUILD / "sanshe",
                "run",
                *(ROOT / f"scenarios/{name}.toml" for name in scenarios),
            ]
            done = subprocess.run(
                [*command, *options, "-o", file, "--force", "--quiet"],
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            self.made[key] = baseline.runs(file, scenario)
        return self.made[key]


@pytest.fixture(scope="session")
def runs() -> Iterator[Runs]:
    """Run files lie in a folder of this process: others make theirs at the same time."""
    folder = BUILD / "tests"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="science-", dir=folder) as own:
        yield Runs(Path(own))
