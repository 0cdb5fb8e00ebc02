"""Kills at random calls, some of them two or three times before anybody lets the command end."""

import random

from attack import CASES, DONE, KILLED, SEED, Place, said

KILLS = 1000


def jobs(place: Place) -> list[tuple]:
    """(case, [(which call, before it or in its middle), ...])."""
    most = {name: place.counts(case)["any"] for name, case in CASES.items()}
    found = []
    for each in range(KILLS):
        luck = random.Random(f"{SEED} kill {each}")
        name = luck.choice(list(CASES))
        times = luck.choice([1, 1, 1, 2, 3])
        kills = [(luck.randint(1, most[name]), luck.choice(["kill", "half"])) for _ in range(times)]  # fmt: skip
        found.append((name, kills))
    return found


def tried(place: Place, number: int, name, kills) -> list[str]:
    case = CASES[name]
    folder = place.fresh(str(number), case.before)
    wrong, words = [], case.words
    for n, how in kills:
        fault = {"FAULT_CALL": "any", "FAULT_N": n, "FAULT_MODE": how}
        done = place.attacked(words, folder, **fault)
        if done.returncode == DONE or said(folder / "a.h5") == place.said[case.makes]:
            break
        if done.returncode != KILLED:
            wrong.append(f"exit {done.returncode}: {done.stderr.decode()}")
        words = case.again[0]
    wrong += place.survived(case, folder, ended=done.returncode == DONE)
    return wrong


def told(job) -> str:
    return f"{job[0]}, killed at calls {job[1]}"


def way(job) -> str:
    return f"killed {['once', 'twice', 'three times'][len(job[1]) - 1]} at random"
