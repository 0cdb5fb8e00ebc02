"""Which series a design keeps, and who says so; and a plan that somebody edited."""

import json
from pathlib import Path

import h5py
import pytest

DESIGN = """scenarios = ["as-it-is.toml"]
replicates = 1
method = "grid"
[[parameter]]
name = "help_seeking.intercept"
values = [-1.0, 0.5]
"""
NAMED = 'series = ["backlog", "population_by_community"]\n'


@pytest.mark.parametrize("snapshots", ["", "snapshots = true\n", "snapshots = false\n"])
def test_a_named_yearly_series_is_kept(village, sanshe, tmp_path, snapshots):
    design = village.parent / f"design-{len(snapshots)}.toml"
    design.write_text(DESIGN + "[output]\n" + NAMED + snapshots)
    kept = "keeps backlog and population_by_community (yearly)"
    assert kept in sanshe("check", design).stdout
    dry = sanshe("sweep", design, "-o", tmp_path / "s", "--dry-run", "--json")
    assert json.loads(dry.stdout)["series"] == ["backlog", "population_by_community"]
    shown = sanshe("sweep", design, "-o", tmp_path / "s", "--dry-run").stdout
    assert "Kept:   backlog and population_by_community (yearly)" in shown
    sanshe("sweep", design, "-o", tmp_path / "s", "--quiet")
    sanshe("seal", tmp_path / "s", "-o", tmp_path / "x.h5", "--quiet")
    with h5py.File(tmp_path / "x.h5") as file:
        assert {"backlog", "population_by_community"} <= set(file)
        assert "cases_served" not in file


def test_without_names_yearly_series_are_kept_where_asked(village, sanshe):
    design = village.parent / "plain.toml"
    (village.parent / "all.toml").write_text('extends = "village.toml"\n')
    text = DESIGN.replace("as-it-is", "all")
    for more, yearly in (("", False), ("[output]\nsnapshots = true\n", True)):
        design.write_text(text + more)
        said = sanshe("check", design).stdout
        assert (" and 0 yearly series" in said) != yearly, said


def test_what_would_keep_nothing_is_refused(village, sanshe, tmp_path):
    """A yearly series of half a year; by `check` as by `run` and `sweep`."""
    half = village.parent / "half.toml"
    half.write_text('extends = "village.toml"\nuntil = 2010-06-30\n[output]\n' + 'series = ["population_by_community"]\n')  # fmt: skip
    design = village.parent / "halves.toml"
    design.write_text(DESIGN.replace("as-it-is", "half") + "[output]\n" + 'series = ["population_by_community"]\n')  # fmt: skip
    for words in (["check", half], ["check", design], ["run", half], ["sweep", design]):
        more = ["-o", tmp_path / "x"] if words[0] != "check" else []
        told = sanshe(*words, *more, code=65).stderr
        assert "no run has anything to keep" in told


def edits(plan):
    plan["scenarios"][0]["own_values"] = [9.75]
    yield plan
    plan["title"] = "another"
    yield plan
    plan["scenarios"][0]["text"] += "\n"
    yield plan
    plan["points"][0][0] = -0.9
    yield plan
    plan["design"] = "x"
    yield plan


def test_an_edited_plan_is_refused(village, sanshe, tmp_path):
    design = village.parent / "edited.toml"
    design.write_text(DESIGN)
    folder = tmp_path / "s"
    sanshe("sweep", design, "-o", folder, "--quiet")
    path = folder / "plan-1.json"
    whole = path.read_text()
    sanshe("check", folder)
    for number in range(5):
        plan = json.loads(whole)
        for _, plan in zip(range(number + 1), edits(plan)):
            pass
        path.write_text(json.dumps(plan, separators=(",", ":")) + "\n")
        for words in (["check", folder], ["seal", folder, "-o", tmp_path / "x.h5"]):
            assert "was changed since it was written" in sanshe(*words, code=65).stderr
    for at in range(0, len(whole), max(1, len(whole) // 100)):
        spoilt = bytearray(whole.encode())
        spoilt[at] ^= 1
        path.write_bytes(spoilt)
        assert "plan-1.json" in sanshe("check", folder, code=65).stderr
    path.write_text(whole)
    sanshe("seal", folder, "-o", tmp_path / "x.h5")
