"""A walk over all calls on the disk: each of them fails, is done by half, or is the last before a kill.

    command, under shim.c --counts--> (case, kind of call, which of them, what becomes of it, error)
"""

import errno
import os

from attack import CASES, DONE, IO, KILLED, Place

PARTS = {"read", "pread", "write", "pwrite"}  # that can be done by half
WRITES = {"write", "pwrite", "fsync", "ftruncate"}
# What DiskFile does, and what it makes again when a signal interrupts it.
AGAIN = WRITES | {"pread", "rename", "link", "mkdir", "flock"}
WAYS = {
    "error": "a call fails",
    "short": "a call does half of what it should",
    "kill": "killed before a call",
    "half": "killed in the middle of a call, or right after it",
}


def jobs(place: Place) -> list[tuple]:
    found = []
    for name, case in CASES.items():
        for kind, number in place.counts(case).items():
            if kind == "any":
                continue
            codes = [errno.EIO] + [errno.ENOSPC] * (kind in WRITES)
            codes += [errno.EINTR] * (kind in AGAIN)
            ways = [("error", code) for code in codes] + [("kill", 0), ("half", 0)]
            ways += [("short", 0)] * (kind in PARTS)
            found += [(name, kind, n + 1, *way) for n in range(number) for way in ways]
    return found


def tried(place: Place, number: int, name, kind, n, way, code) -> list[str]:
    case = CASES[name]
    folder = place.fresh(str(number), case.before)
    fault = {"FAULT_CALL": kind, "FAULT_N": n, "FAULT_MODE": way, "FAULT_ERRNO": code}
    done = place.attacked(case.words, folder, **fault)
    told = done.stderr.decode()
    wrong = []
    if done.returncode not in ((DONE, KILLED) if way in ("kill", "half") else (DONE, IO)):  # fmt: skip
        wrong.append(f"exit {done.returncode}: {told}")
    if code == errno.EINTR and done.returncode != DONE:
        wrong.append(f"a signal is no failure: {told}")
    if done.returncode == IO and "error: " not in told:
        wrong.append("a failure without a word")
    wrong += place.survived(case, folder, done.returncode == DONE)
    return wrong


def told(job) -> str:
    return f"{job[0]}, {job[1]} number {job[2]}: {way(job)}"


def way(job) -> str:
    code = job[4]
    return WAYS[job[3]] + (f": {os.strerror(code)}" if code else "")
