"""The page of targets and the page of scenarios, on a small run."""

import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
SANSHE = str(pathlib.Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "sanshe")
PYTHON = "/usr/bin/python3"


def said(*command: str) -> str:
    """What a command prints; it must succeed."""
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=300, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_target_is_reported(tmp_path):
    run = str(tmp_path / "n.h5")
    said(
        SANSHE, "run", "scenarios/nanjing.toml", "--scale", "0.01", "-o", run, "--quiet"
    )
    rows = said(PYTHON, "analysis/targets.py", run, "--scale", "0.01").splitlines()[2:]
    assert len(rows) >= 20
    assert all("| holds |" in row or "| missed |" in row for row in rows)
    assert not any("| nan |" in row for row in rows)
    assert any("| emergent |" in row and "| holds |" in row for row in rows)


def test_the_page_of_scenarios_has_each_file(tmp_path):
    measured = tmp_path / "m.json"
    files = ["scenarios/nanjing.toml", "scenarios/budget-double.toml"]
    options = [
        "--scale",
        "0.01",
        "--replicates",
        "2",
        "--json",
        "-o",
        str(tmp_path / "m.h5"),
    ]
    measured.write_text(said(SANSHE, "run", *files, *options))
    assert json.loads(measured.read_text())["differences"]
    page = said(PYTHON, "analysis/scenarios.py", str(measured))
    for file in (ROOT / "scenarios").glob("*.toml"):
        assert f"## {file.stem}\n" in page
    assert "purchase, total (CNY)" in page
    assert "`budget.fair_per_resident` × 2.0" in page
