"""A sweep of the city under a real mpirun: whatever ends it, the same command makes the file of one process of it.
(tests/commands/sweep/ranks_test.py has the yardstick, on one, two and three ranks.)"""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from patience import HANG, until
from sweeping import OPTIONS, RUNS, SANSHE, design, finished, same, sanshe, whole

pytestmark = pytest.mark.skipif(
    not shutil.which("mpirun"), reason="Open MPI is not installed: no mpirun"
)
OUT = Path("out")


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    return whole(tmp_path_factory.mktemp("alone"))


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    design(tmp_path)


def begin(ranks: int) -> subprocess.Popen:
    root = ["--allow-run-as-root"] if os.geteuid() == 0 else []
    return subprocess.Popen(
        ["mpirun", "-np", str(ranks), "--oversubscribe", *root]
        + [SANSHE, "sweep", "design.toml", "-o", OUT, "--threads", "1", *OPTIONS],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def end(running: subprocess.Popen) -> tuple[int, str]:
    told, _ = running.communicate(timeout=HANG)
    return running.returncode, told


def children(process: int) -> list[int]:
    text = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(word) for word in text.split()]


def is_as(alone: Path) -> None:
    assert finished(OUT) == RUNS, "no run is run twice"
    sanshe("seal", OUT, "-o", "out.h5")
    same(alone, Path("out.h5"))


def test_after_a_rank_was_killed_the_same_command_goes_on(alone):
    running = begin(3)
    until(lambda: finished(OUT) >= 5, what="the first runs")
    os.kill(children(running.pid)[1], signal.SIGKILL)
    code, told = end(running)
    assert code != 0 and "signal 9" in told, told
    there = finished(OUT)
    assert there < RUNS
    code, told = end(begin(3))
    assert code == 0, told
    assert f"{there} finished before" in told
    is_as(alone)


def test_a_signal_to_mpirun_saves_and_the_same_command_goes_on(alone):
    running = begin(3)
    until(lambda: finished(OUT) >= 5, what="the first runs")
    running.send_signal(signal.SIGUSR1)
    code, told = end(running)
    assert code == 75, told
    assert finished(OUT) < RUNS
    code, told = end(begin(2))
    assert code == 0, told
    is_as(alone)
