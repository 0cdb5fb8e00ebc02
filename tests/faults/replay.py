"""The power goes after any call: what the disk may hold then, and what a user makes of it.

    command, under shim.c --trace--> the disk after each call --models--> folders, equal ones once
"""

import random
import shutil
from collections import Counter

from attack import CASES, DONE, SEED, Place
from disk import MODELS, Disk


def jobs(place: Place, states: Counter | None = None) -> list[tuple]:
    """(case, after how many calls, whether it was the last, model, what is kept), of equal ones the first. How many
    there are is added to `states`."""
    found, states = {}, Counter() if states is None else states
    once = {}  # equal contents, in memory
    for name, case in CASES.items():
        folder, trace = place.fresh("traced", case.before), place.folder / "trace"
        disk = Disk(folder)
        done = place.attacked(case.words, folder, FAULT_TRACE=trace)
        assert done.returncode == DONE, done.stderr.decode()
        lines = trace.read_text().splitlines()
        data = trace.with_name("trace.data").read_bytes()
        for file in (trace, trace.with_name("trace.data")):
            file.unlink()
        shutil.rmtree(folder)
        for at in range(len(lines) + 1):
            if at > 0:
                disk.do(lines[at - 1], data)
            last = at == len(lines)
            for model, how in MODELS.items():
                kept = disk.kept(how, random.Random(f"{SEED} {name} {at} {model}"))
                kept = {path: once.setdefault(what, what) for path, what in kept.items()}  # fmt: skip
                states[model] += 1
                same = name, last, tuple(kept.items())
                found.setdefault(same, (name, at, last, model, kept))
    return list(found.values())


def tried(place: Place, number: int, name, at, last, model, kept) -> list[str]:
    folder = place.folder / f"at {number}"
    folder.mkdir()
    for path, content in kept.items():
        if content is None:
            (folder / path).mkdir()
        elif isinstance(content, str):
            (folder / path).hardlink_to(folder / content)
        else:
            (folder / path).write_bytes(content)
    return place.survived(CASES[name], folder, ended=last)


def told(job) -> str:
    name, at, last, model, kept = job
    return f"{name}, power lost after call {at}, with {model}: {list(kept)}"


def way(job) -> str:
    return f"the power goes after a call; on the disk: {job[3]}"
