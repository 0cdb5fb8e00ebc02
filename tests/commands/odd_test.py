"""The model's description against the program: its phases, its tables, its parameters."""

import json
import os
import re
import subprocess
from pathlib import Path

from patience import HANG

ROOT = Path(__file__).resolve().parents[2]
SANSHE = Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "sanshe"
ODD = (ROOT / "models/city/ODD.md").read_text()


def described(topic):
    done = subprocess.run(
        [SANSHE, "describe", topic, "--format", "json"],
        capture_output=True,
        text=True,
        timeout=HANG,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_phase_has_a_heading_in_the_order_of_the_schedule():
    submodels = ODD.split("\n## Submodels\n")[1].split("\n## ")[0]
    headings = re.findall(r"^### `(\w+)`", submodels, re.MULTILINE)
    phases = [phase["name"] for phase in described("schedule")]
    assert phases
    assert headings == phases


def test_every_table_is_named():
    source = (ROOT / "models/city/state/tables.hpp").read_text()
    tables = re.findall(r"struct (\w+) : Table<\1>", source)
    assert tables
    assert [table for table in tables if f"| `{table}` |" not in ODD] == []


def test_every_parameter_it_names_exists():
    paths = [parameter["path"] for parameter in described("parameters")]
    groups = {path.split(".")[0] for path in paths}
    named = [
        f"{group}.{name}"
        for group, name in re.findall(r"\b([a-z_]+)\.([a-z_]\w*)", ODD)
        if group in groups
    ]
    known = set(paths) | {path.rsplit(".<", 1)[0] for path in paths}
    assert named
    assert [path for path in named if path not in known] == []


def test_the_program_prints_it():
    done = subprocess.run(
        [SANSHE, "describe", "odd"], capture_output=True, text=True, timeout=HANG
    )
    assert done.stdout == ODD
