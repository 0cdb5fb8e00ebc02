"""Each call on the disk fails once: whatever happens, no wrong file, no false success, and the same bits after a resume.

    command, under shim.c --counts--> (kind of call, which of them, error | short | kill | half)
    each, or a draw of them: the command with that fault -> what is under the name -> the command again -> the whole file

A draw of all is tested; `./dev faults` tests all. The seed is printed, and SANSHE_FAULTS_SEED draws the same again.
"""

import errno
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "analysis"), str(ROOT / "tests")]

import h5py
from patience import HANG
from sanshe import digest

PROGRAM = Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "sanshe"
SEED = int(os.environ.get("SANSHE_FAULTS_SEED", "1"))
DRAWN = int(os.environ.get("SANSHE_FAULTS", "100"))  # 0: all
DONE, IO, KILLED = 0, 74, -9
SCENARIO = """extends = "village.toml"
until = 2011-06-30
[output]
series = ["cases_served", "backlog"]
"""
DESIGN = """scenarios = ["tiny.toml"]
replicates = 2
method = "grid"
[[parameter]]
name = "help_seeking.intercept"
values = [-1.0, 0.5]
"""
ONE = ["--threads", "1", "--quiet"]
RUN = ["run", "../tiny.toml", "--replicates", "2", "--checkpoint-every", "8", *ONE]
RUN += ["-o", "a.h5"]
SWEEP = ["sweep", "../design.toml", "--checkpoint-every", "8", *ONE, "-o", "s"]
SEAL = ["seal", "s", "-o", "a.h5", "--quiet"]
# What is walked, what is there before, and what brings it to its end.
CASES = {
    "run": (RUN, None, [[*RUN, "--resume"]]),
    "force": ([*RUN, "--force"], "old", [[*RUN, "--force"]]),
    "resume": ([*RUN, "--resume"], "part", [[*RUN, "--resume"]]),
    "sweep": (SWEEP, None, [SWEEP, SEAL]),
    "seal": (SEAL, "swept", [SEAL]),
}
WRITES = {"write", "pwrite", "fsync", "ftruncate"}


def call(words, folder, **shim):
    env = {**os.environ, "NO_COLOR": "1", **{k: str(v) for k, v in shim.items()}}
    return subprocess.run(
        [PROGRAM, *words], cwd=folder, env=env, capture_output=True, timeout=HANG
    )


def said(file):
    """What a file says, as its digests have it; none where it is not there."""
    if not file.exists():
        return None
    assert digest.changed(file) == []
    with h5py.File(file) as opened:
        return digest.manifest(opened)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with the shim, the scenario and what is there before each case."""
    folder = tmp_path_factory.mktemp("faults")
    source = Path(__file__).parent / "shim.c"
    command = [
        "cc",
        "-shared",
        "-fPIC",
        "-O1",
        "-o",
        folder / "shim.so",
        source,
        "-ldl",
    ]
    subprocess.run(command, check=True)
    shutil.copy(ROOT / "scenarios/village.toml", folder)
    (folder / "tiny.toml").write_text(SCENARIO)
    (folder / "design.toml").write_text(DESIGN)
    for name in ("whole", "swept", "part", "old"):
        (folder / name).mkdir()
    assert call(RUN, folder / "whole").returncode == DONE
    shutil.copy(folder / "whole/a.h5", folder / "ran.h5")
    assert call(SWEEP, folder / "swept").returncode == DONE
    shutil.copytree(folder / "swept/s", folder / "whole/s")
    assert call([*SEAL, "--force"], folder / "whole").returncode == DONE
    shutil.move(folder / "whole/a.h5", folder / "sealed.h5")
    few = [w if w != "2" else "1" for w in RUN]
    assert call(few, folder / "old").returncode == DONE
    fault = {"FAULT_CALL": "fsync", "FAULT_N": 4, "FAULT_MODE": "kill"}
    shim = {"LD_PRELOAD": folder / "shim.so", "FAULT_ROOT": folder}
    assert call(RUN, folder / "part", **shim, **fault).returncode == KILLED
    assert list((folder / "part/a.h5.part").iterdir())
    return folder


def fresh(place, name, before):
    folder = place / f"at {name}"
    if before:
        shutil.copytree(place / before, folder)
    else:
        folder.mkdir()
    return folder


def all_faults(place):
    """Every call of every case, with all that may become of it."""
    found = []
    for case, (words, before, _) in CASES.items():
        folder = fresh(place, f"count {case}", before)
        counts = place / f"{case}.counts"
        shim = {"LD_PRELOAD": place / "shim.so", "FAULT_ROOT": folder}
        assert call(words, folder, **shim, FAULT_COUNTS=counts).returncode == DONE
        most = Counter()
        for line in counts.read_text().splitlines():
            kind, number = line.split()
            most[kind] = max(most[kind], int(number))
        del most["fired"]
        for kind, number in most.items():
            modes = ["error", "kill", "half"]
            modes += ["short"] if kind in ("read", "write", "pread", "pwrite") else []
            codes = [errno.EIO, errno.ENOSPC, errno.EINTR] if kind in WRITES else [errno.EIO]  # fmt: skip
            for n in range(1, number + 1):
                found += [(case, kind, n, m, errno.EIO) for m in modes if m != "error"]
                found += [(case, kind, n, "error", code) for code in codes]
    return found


def tried(place, number, fault):
    """What is wrong after this fault, in words; empty where all is well."""
    case, kind, n, mode, code = fault
    words, before, again = CASES[case]
    folder = fresh(place, str(number), before)
    right = said(place / ("sealed.h5" if case in ("sweep", "seal") else "ran.h5"))
    allowed = [None, right] + ([said(place / "old/a.h5")] if case == "force" else [])
    shim = {"LD_PRELOAD": place / "shim.so", "FAULT_ROOT": folder, "FAULT_CALL": kind}
    done = call(words, folder, **shim, FAULT_N=n, FAULT_MODE=mode, FAULT_ERRNO=code)
    wrong = []
    there = said(folder / "a.h5")
    if there not in allowed:
        wrong.append("another file is under the name")
    if done.returncode not in ((DONE, KILLED) if mode in ("kill", "half") else (DONE, IO)):  # fmt: skip
        wrong.append(f"exit {done.returncode}: {done.stderr.decode()}")
    if code == errno.EINTR and mode == "error" and done.returncode != DONE:
        wrong.append(f"a signal is no failure: {done.stderr.decode()}")
    if done.returncode == DONE and case != "sweep" and there != right:
        wrong.append("a success without the file")
    if done.returncode == IO and b"error: " not in done.stderr:
        wrong.append("a failure without a word")
    ended = there == right and case in ("run", "force", "seal", "resume")
    if ended and case in ("force", "seal"):
        again = [[*RUN, "--resume"]] if case == "force" else []
    for words in again:
        done = call(words, folder)
        if done.returncode != DONE:
            wrong.append(f"then exit {done.returncode}: {done.stderr.decode()}")
    if said(folder / "a.h5") != right:
        wrong.append("another file in the end")
    rest = {each.name for each in folder.iterdir()} - {"a.h5", "s"}
    if rest and case != "seal":
        wrong.append(f"left over: {rest}")
    shutil.rmtree(folder)
    return wrong


def test_every_fault_is_survived(place, capsys):
    faults = all_faults(place)
    assert len(faults) > 1000
    if 0 < DRAWN < len(faults):
        faults = random.Random(SEED).sample(faults, DRAWN)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(lambda f: tried(place, *f), enumerate(faults)))
    with capsys.disabled():
        by = Counter(fault[3] for fault in faults)
        print(f"\nSANSHE_FAULTS_SEED={SEED}: {len(faults)} faults, {dict(by)}, wrong: {sum(map(bool, found))}")  # fmt: skip
    assert [(f, wrong) for f, wrong in zip(faults, found) if wrong] == []
