"""Sweeps under Open MPI: any number of ranks, one of them killed, a design that is wrong."""

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from patience import HANG, until
from program import BAD_DATA, DONE, PROGRAM, SOME_FAILED, call
from sweep_folder import (
    MPI,
    MPIRUN,
    RUNS,
    design,
    ranks,
    records,
    seal_and_compare,
    start,
    sweep,
)

pytestmark = [
    pytest.mark.usefixtures("own_folder"),
    pytest.mark.skipif(MPIRUN is None, reason="no mpirun here"),
]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_ranks_share_the_runs(sealed, count):
    running = start("--threads", "1", mpi=ranks(count), env=os.environ | MPI)
    out, told = running.communicate(timeout=HANG)
    assert running.returncode == DONE, told
    assert out.count("12 of 12 runs finished") == 1, "one rank speaks"
    assert records() == RUNS
    seal_and_compare(sealed)


def children(process):
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(pid) for pid in found.split()]


def killed_in_time(long, rank):
    """Kills a rank after two more runs, which ends the job, or the job was faster."""
    running = start(*long, mpi=ranks(3), env=os.environ | MPI)
    before = records()
    until(lambda: records() >= before + 2, running)
    with contextlib.suppress(OSError):
        os.kill(children(running)[rank], signal.SIGKILL)
    running.communicate(timeout=HANG)
    if records() == RUNS:
        return False
    assert running.returncode not in (DONE, SOME_FAILED)
    assert before + 2 <= records()
    return True


def test_a_killed_rank_ends_the_job_and_the_next_goes_on():
    for residents in (2_000_000 << doubled for doubled in range(5)):
        long = ["--set", f"population.size={residents}", "--threads", "1"]
        shutil.rmtree("s", ignore_errors=True)
        if killed_in_time(long, 1) and killed_in_time(long, 2):
            break
    else:
        pytest.fail("every job was faster than this test")
    there = records()
    running = start(*long, mpi=ranks(3), env=os.environ | MPI)
    _, told = running.communicate(timeout=HANG)
    assert running.returncode == DONE and f"{there} finished before" in told
    assert records() == RUNS, "no finished run is run again"
    call("seal", "s", "-o", "x.h5")
    sweep(*long, folder="whole")
    call("seal", "whole")
    seal_and_compare("whole.h5")


def test_a_wrong_design_ends_every_rank():
    wrong = design(extra='[[parameter]]\nname = "no.such"\nrange = [0, 1]\n')
    done = subprocess.run(
        [*ranks(3), PROGRAM, "sweep", wrong, "-o", "s"],
        env=os.environ | MPI,
        capture_output=True,
        text=True,
        timeout=HANG,
        check=False,
    )
    assert done.returncode == BAD_DATA
    assert done.stderr.count("no.such") >= 1 and not Path("s").exists()
