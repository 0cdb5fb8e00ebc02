"""Each parameter at its least and at its greatest value, one at a time, in a town where everything happens: a run without an
infinity, or a refusal before work; never a mistake of ours, and nothing that goes on for ever."""

import json
import subprocess
import tomllib
from pathlib import Path

import h5py
import numpy as np
import pytest
from conftest import BUILD, ROOT

AT_ONCE = 50  # scenarios of one file
HANG = 3600  # seconds after which something never comes; only a guard
# So many people as memory holds: what a world of them takes, --dry-run says.
AS_LARGE_AS_MEMORY = (
    "census.contemporaneous",
    "census.revised",
    "population.size",
)
# What the small town leaves shut.
OPEN = """
[deliberation]
open = true
[micro_fund]
open = true
[norm]
open = true
[inspection]
open = true
[consulting]
regular = true
[station]
contest = true
training = 0.1
case_posts = 1.0
[supervision]
studios = 1.0
[seed]
target = 5.0
amount = 1_000.0
[recognition]
awards = 3.0
copying = 0.1
[disaster]
affected = 2.0
[payment]
advance = 0.3
delay = 2
[transfers]
from_region = 1.0
[treasury]
region_revenue = 10.0
[lottery]
earmark = true
region_share = 0.1
[trust]
hearsay = 0.3
[economy]
licence_bonus = 100.0
licence_allowance = 100.0
[delivery]
error = 0.1
[tasks]
money = 1.0
[finance]
rebate = 0.2
[budget]
incubators = 5.0
own_line.old_town = 5.0
[incubation]
share.house = 1.0
[[incubator]]
name = "house"
source = "assumed"
"""
TOWN = """extends = "village.toml"
title = "A town where everything happens"
start = 2012-01-01
until = 2014-01-31
[output]
snapshots = false
[spin_up]
months = 2
"""
YARDSTICK = """title = "A small one"
until = 2010-06-30
"""


def described(program: str) -> list[dict]:
    command = [BUILD / program, "describe", "parameters", "--format", "json"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=HANG)
    return json.loads(done.stdout)


def ends(parameter: dict) -> list[str]:
    """Its least and greatest values, or all that it can be, as TOML has them."""
    if parameter["type"] == "text":
        return []
    if parameter["type"] == "choice":
        return [f'"{word}"' for word in parameter["choices"]]
    if parameter["type"] == "true or false":
        return ["true", "false"]
    least, most = parameter["least"], parameter["most"]
    assert least is not None and most is not None, f"{parameter['path']} has no range"
    both = [least, most]
    if parameter["path"].partition(".<")[0] in AS_LARGE_AS_MEMORY:
        both.pop()
    return [str(int(end) if parameter["type"] == "whole number" else float(end)) for end in both]  # fmt: skip


def variants(program: str, base: str, rows: dict[str, list[str]]) -> dict[str, str]:
    """Texts of scenarios by the names of their files; a row's field is at its end in all rows."""
    out = {}
    for parameter in described(program):
        path, _, row = parameter["path"].partition(".<")
        fields = [f"{path}.{name}" for name in rows.get(row.rstrip(">"), [])]
        for i, end in enumerate(ends(parameter)):
            sets = [f"{field} = {end}\n" for field in (fields if row else [path])]
            head = f'extends = "{base}"\ntitle = "{path} at an end"\n'
            if sets:
                out[f"{path.replace('.', '-')}-{i}.toml"] = head + "".join(sets)
    return out


def refused(program: str, folder: Path, files: list[str]) -> set[str]:
    """Those that are no scenarios of the model, each with a sentence."""
    command = [BUILD / program, "check", *files]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=HANG)  # fmt: skip
    assert done.returncode in (0, 65), done.stderr
    told = {line.partition(":")[0] for line in done.stderr.splitlines() if ": error: " in line}  # fmt: skip
    fine = {line.partition(":")[0] for line in done.stdout.splitlines()}
    assert told | fine == set(files) and not told & fine
    return told


def hold_values(file: Path) -> None:
    """A flow is a number everywhere, a mean of nobody is none; an infinity is nowhere."""
    with h5py.File(file) as data:
        for name, item in data.items():
            if not isinstance(item, h5py.Dataset) or item.dtype.kind != "f":
                continue
            values = item[...]
            assert not np.isinf(values).any(), name
            flow = item.attrs.get("cell_methods", b"").endswith(b"sum")
            assert not (flow and np.isnan(values).any()), name


@pytest.mark.parametrize("program", ["yardstick", "sanshe"])
def test_at_its_least_and_greatest_value(program, tmp_path):
    if program == "sanshe":
        base = (ROOT / "scenarios/village.toml").read_text()
        (tmp_path / "village.toml").write_text(base)
        (tmp_path / "base.toml").write_text(TOWN + OPEN)
        rows = {
            name: [row.get("name", "") for row in found]
            for name, found in tomllib.loads(base).items()
            if isinstance(found, list)
        }
        rows["incubator"] = ["house"]
    else:
        (tmp_path / "base.toml").write_text(YARDSTICK)
        rows = {}
    texts = variants(program, "base.toml", rows)
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    none = refused(program, tmp_path, list(texts))
    assert len(none) < len(texts) / 20
    left = [name for name in texts if name not in none]
    for first in range(0, len(left), AT_ONCE):
        some = left[first : first + AT_ONCE]
        command = [BUILD / program, "run", *some, "--quiet", "--force", "-o", "x.h5"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=HANG)  # fmt: skip
        assert done.returncode == 0, done.stderr
        hold_values(tmp_path / "x.h5")
