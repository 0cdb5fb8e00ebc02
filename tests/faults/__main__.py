"""Every attack, and the page of what became of it: python3 tests/faults."""

import datetime
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import kills
import replay
import walk
from attack import CASES, PROGRAM, SEED, Place

MEMORY = Path("/dev/shm")  # a sync costs nothing there
PAGE = Path(__file__).parent / "README.md"
TEXT = """# What became of files when the disk failed

Written by `./dev faults` on {date} with {version}: {minutes:.0f} minutes, seed {seed} (`SANSHE_FAULTS_SEED`).
A town of six thousand people is simulated for half a year in two scenarios, with checkpoints; or swept over two values, and
sealed. An attack is survived if

- under the file's name there is no file, the one that was there before, or the right one: every number, label and attribute
  held against its SHA-256;
- exit code 0 means that the right file is there, also after the power went;
- a failure is exit code 74 with a word of what to do;
- the same command with `--resume` (a sweep again, and sealed) ends with 0 and the same bits, and leaves nothing over.

| attack | tried | survived |
| --- | ---: | ---: |
{attacks}

A kind of call fails once, at each of the calls that a command makes on files:

| command | calls | faults |
| --- | ---: | ---: |
{commands}

After each call that changes the disk the power goes. What was written since the last sync may be there, or not, or in part; so
may names, since their folder was synced. Of {states:,} such disks {different:,} differ; those were tried.
"""


def row(*cells) -> str:
    return f"| {' | '.join(f'{c:,}' if isinstance(c, int) else c for c in cells)} |"


def main() -> int:
    begin = time.monotonic()
    where = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="sanshe-faults-", dir=where) as folder:
        place = Place(Path(folder))
        states = Counter()
        lost = replay.jobs(place, states)
        attacks = [(walk, walk.jobs(place)), (replay, lost), (kills, kills.jobs(place))]
        calls = {name: place.counts(case)["any"] for name, case in CASES.items()}
        faults = Counter(job[0] for job in attacks[0][1])
        print(f"SANSHE_FAULTS_SEED={SEED}: {sum(len(jobs) for _, jobs in attacks):,} attacks")  # fmt: skip
        rows, bad = [], 0
        for attack, jobs in attacks:
            found = place.all_of(attack.tried, jobs, progress(len(jobs)))
            tried, survived = Counter(), Counter()
            for job, wrong in zip(jobs, found):
                tried[attack.way(job)] += 1
                survived[attack.way(job)] += not wrong
                if wrong:
                    print(f"\n{attack.told(job)}\n  " + "\n  ".join(wrong))
            rows += [row(way, tried[way], survived[way]) for way in sorted(tried)]
            bad += tried.total() - survived.total()
    version = subprocess.check_output([PROGRAM, "--version"], text=True).splitlines()[0]
    page = TEXT.format(
        date=datetime.date.today(),
        version=version,
        minutes=(time.monotonic() - begin) / 60,
        seed=SEED,
        attacks="\n".join(rows),
        commands="\n".join(row(f"`{n}`", calls[n], faults[n]) for n in CASES),
        states=states.total(),
        different=len(lost),
    )
    PAGE.write_text(page)
    print(f"{bad} were not survived; {PAGE} says how many were")
    return bad > 0


def progress(all_of_them: int):
    done = 0

    def seen():
        nonlocal done
        done += 1
        if done % 100 == 0 or done == all_of_them:
            print(f"{done} of {all_of_them}", flush=True)

    return seen


if __name__ == "__main__":
    sys.exit(main())
