"""How ./dev coverage counts."""

import json
import subprocess
import sys
from pathlib import Path

COVERAGE = Path(__file__).resolve().parent / "coverage.py"


def told(file: Path, **lines: tuple[int, int]) -> tuple[int, str]:
    """Status and text, of files `room_name` with so many lines run, of so many."""
    files = [
        {"filename": f"sim/{name.replace('_', '/')}", "line_covered": run, "line_total": of}
        for name, (run, of) in lines.items()
    ]  # fmt: skip
    file.write_text(json.dumps({"files": files}))
    done = subprocess.run([sys.executable, COVERAGE, file], capture_output=True, text=True, check=False)  # fmt: skip
    return done.returncode, done.stdout


def test_a_line_for_each_room_and_one_for_the_whole(tmp_path):
    code, text = told(tmp_path / "x", run_a=(19, 20), host_a=(90, 100), host_b=(5, 10), host_empty=(0, 0))  # fmt: skip
    assert text.splitlines() == [
        "sim/host        86.4 % of   110 lines  (b 50)",
        "sim/run         95.0 % of    20 lines",
        "whole           87.7 % of   130 lines",
    ]
    assert code == 1


def test_ninety_per_cent_are_enough(tmp_path):
    assert told(tmp_path / "x", run_a=(9, 10))[0] == 0
    assert told(tmp_path / "x", run_a=(89, 100))[0] == 1
