"""The designs that are shipped: what the screening takes in is what is assumed, and each of them is right."""

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SANSHE = Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "sanshe"
DESIGNS = sorted((ROOT / "scenarios/sweeps").glob("*.toml"))


def said(*words):
    done = subprocess.run([SANSHE, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def names(design):
    text = (ROOT / f"scenarios/sweeps/{design}.toml").read_text()
    return [each["name"] for each in tomllib.loads(text)["parameter"]]


@pytest.mark.parametrize("design", DESIGNS, ids=lambda file: file.stem)
def test_they_are_right(design):
    assert "ok, a design" in said("check", design)


def test_the_screening_takes_in_whatever_is_assumed():
    assumed = json.loads(said("describe", "parameters", "--assumed", "--format", "json"))  # fmt: skip
    base = tomllib.loads((ROOT / "scenarios/nanjing.toml").read_text())
    wanted = []
    for parameter in assumed:
        rows = re.search(r"<(\w+)>", parameter["path"])
        of = [row["name"] for row in base.get(rows[1], [])] if rows else [""]
        wanted += [parameter["path"].replace(rows[0], name) if rows else parameter["path"] for name in of]  # fmt: skip
    assert sorted(names("screening")) == sorted(wanted), "write screening.toml anew"


def test_the_twenty_are_of_the_screening_and_on_its_page():
    twenty = names("twenty")
    page = (ROOT / "scenarios/sweeps/SCREENING.md").read_text()
    assert len(twenty) == 20 and set(twenty) <= set(names("screening"))
    told = re.findall(r"^\| \d+ \| `([\w.]+)`", page, re.MULTILINE)
    assert told[:20] == twenty
