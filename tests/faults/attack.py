"""What is attacked, and what must hold after any attack.

    Place: the shim, a tiny scenario and its files  --a fault, a kill, a loss of power-->  what a user finds
    survived(): no wrong file, no false success; the command again, and the same bits; nothing left over
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "analysis"), str(ROOT / "tests")]

import h5py  # noqa: E402
from patience import HANG  # noqa: E402
from sanshe import digest  # noqa: E402

PROGRAM = Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "sanshe"
SEED = int(os.environ.get("SANSHE_FAULTS_SEED", "1"))
DONE, IO, KILLED = 0, 74, -9
SCENARIO = """extends = "village.toml"
until = 2010-06-30
[spin_up]
months = 2
[output]
series = ["cases_served", "backlog"]
"""
MORE = """extends = "tiny.toml"
title = "More money"
[budget]
off_fair_per_resident = 60.0
"""
DESIGN = """scenarios = ["tiny.toml"]
replicates = 1
method = "grid"
[[parameter]]
name = "help_seeking.intercept"
values = [-1.0, 0.5]
"""
ONE = ["--checkpoint-every", "2", "--threads", "1", "--quiet"]
RUN = ["run", "../tiny.toml", "../more.toml", *ONE, "-o", "a.h5"]
SWEEP = ["sweep", "../design.toml", *ONE, "-o", "s"]
SEAL = ["seal", "s", "-o", "a.h5", "--quiet"]


class Case(NamedTuple):
    """A command that is attacked."""

    words: list[str]
    before: str  # the folder it finds, by its name in the place
    again: list[list[str]]  # what brings it to its end
    over: list[list[str]]  # the same where the whole file is there already
    makes: str  # which file: "ran", "sealed"
    ends: bool = True  # with that file

    def allowed(self, place) -> list:
        """What may be under the file's name."""
        old = [place.said["old"]] if self.before == "old" else [None]
        return [*old, place.said[self.makes]]


RESUME, FORCE = [*RUN, "--resume"], [*RUN, "--force"]
CASES = {
    "run": Case(RUN, "empty", [RESUME], [RESUME], "ran"),
    "run --force": Case(FORCE, "old", [FORCE], [RESUME], "ran"),
    "run --resume": Case(RESUME, "part", [RESUME], [RESUME], "ran"),
    "sweep": Case(SWEEP, "empty", [SWEEP, SEAL], [], "sealed", False),
    "sweep again": Case(SWEEP, "begun", [SWEEP, SEAL], [], "sealed", False),
    "seal": Case(SEAL, "swept", [SEAL], [[*SEAL, "--force"]], "sealed"),
}


def call(words, folder, **shim):
    env = {**os.environ, "NO_COLOR": "1", **{k: str(v) for k, v in shim.items()}}
    words = [PROGRAM, *words]
    return subprocess.run(words, cwd=folder, env=env, capture_output=True, timeout=HANG)


def said(file: Path) -> str | None:
    """What a file says, as its digests have it; None where it is not there."""
    if not file.exists():
        return None
    try:
        if wrong := digest.changed(file):
            return f"not what was written: {wrong}"
        with h5py.File(file) as opened:
            return digest.text(opened["digest"].attrs["manifest"])
    except Exception as error:  # whatever h5py makes of a damaged file
        return f"unreadable: {error}"


class Place:
    """A folder with all that attacks begin from."""

    def __init__(self, folder: Path):
        self.folder = folder
        source = Path(__file__).parent / "shim.c"
        command = ["cc", "-shared", "-fPIC", "-O1", "-o", folder / "shim.so", source]
        subprocess.run([*command, "-ldl"], check=True)
        shutil.copy(ROOT / "scenarios/village.toml", folder)
        texts = {"tiny.toml": SCENARIO, "more.toml": MORE, "design.toml": DESIGN}
        for name, text in texts.items():
            (folder / name).write_text(text)
        for name in ("whole", "empty", "old", "part", "swept", "begun"):
            (folder / name).mkdir()
        few = [*RUN[:2], *RUN[3:]]
        self.said = {
            "ran": self.made(RUN, "whole"),
            "old": self.made(few, "old"),
            "sealed": self.made(SWEEP, "swept") or self.made([*SEAL], "swept"),
        }
        (folder / "swept/a.h5").unlink()
        # With a run finished and another begun.
        self.cut(RUN, "part", "a.h5.part", 9)
        self.cut(SWEEP, "begun", "s/runs", 13)

    def made(self, words, name) -> str | None:
        assert call(words, self.folder / name).returncode == DONE
        return said(self.folder / name / "a.h5")

    def cut(self, words, name, inside, at):
        fault = {"FAULT_CALL": "fsync", "FAULT_N": at, "FAULT_MODE": "half"}
        done = self.attacked(words, self.folder / name, **fault)
        assert done.returncode == KILLED
        left = list((self.folder / name / inside).iterdir())
        assert {".runs", ".state"} <= {each.suffix for each in left}, left

    def attacked(self, words, folder, **shim):
        shim = {"LD_PRELOAD": self.folder / "shim.so", "FAULT_ROOT": folder, **shim}
        return call(words, folder, **shim)

    def fresh(self, name: str, before: str) -> Path:
        folder = self.folder / f"at {name}"
        shutil.copytree(self.folder / before, folder)
        return folder

    def counts(self, case: Case) -> dict[str, int]:
        """How many calls of each kind there are."""
        folder, counts = self.fresh("count", case.before), self.folder / "counts"
        done = self.attacked(case.words, folder, FAULT_COUNTS=counts)
        assert done.returncode == DONE, done.stderr.decode()
        found = {}
        for line in counts.read_text().splitlines():  # of each process
            kind, number = line.split()
            found[kind] = max(found.get(kind, 0), int(number))
        counts.unlink()
        shutil.rmtree(folder)
        return found

    def survived(self, case: Case, folder: Path, ended: bool) -> list[str]:
        """What is wrong, in words, once the command was attacked, and ended well or not; the folder is gone then."""
        wrong = []
        there = said(folder / "a.h5")
        right = self.said[case.makes]
        if there not in case.allowed(self):
            wrong.append(f"another file is under the name: {there}")
        if ended and case.ends and there != right:
            wrong.append("a success without the file")
        for words in case.over if there == right else case.again:
            done = call(words, folder)
            if done.returncode != DONE:
                wrong.append(f"then exit {done.returncode}: {done.stderr.decode()}")
        if said(folder / "a.h5") != right:
            wrong.append("another file in the end")
        if rest := {each.name for each in folder.iterdir()} - {"a.h5", "s"}:
            wrong.append(f"left over: {rest}")
        shutil.rmtree(folder)
        return wrong

    def all_of(self, tried: Callable, jobs: list, seen=lambda: None) -> list:
        """What is wrong after each, in as many processes as there are processors."""
        processors, found = len(os.sched_getaffinity(0)), []
        with ProcessPoolExecutor(processors, get_context("fork")) as pool:
            one = partial(_one, tried, self)
            for wrong in pool.map(one, range(len(jobs)), jobs):
                found.append(wrong)
                seen()
        return found


def _one(tried, place, number, job):
    try:
        return tried(place, number, *job)
    except subprocess.TimeoutExpired as hung:
        return [f"it hangs: {hung}"]
