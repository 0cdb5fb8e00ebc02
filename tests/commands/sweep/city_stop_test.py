"""The city in four threads, stopped in the middle and gone on from: runs and a sweep come to the same bits. What
`./dev races` watches."""

import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from patience import HANG, signalled
from program import DONE, PROGRAM, ROOT, STOPPED
from run_log import whole_runs

pytestmark = pytest.mark.usefixtures("own_folder")
CITY = PROGRAM.parent / "sanshe"
SMALL = ["--scale", "0.01", "--set", "spin_up.months=2", "--until", "2010-12-31", "--threads", "4"]  # fmt: skip
SCENARIOS = [str(ROOT / f"scenarios/{name}.toml") for name in ("nanjing", "budget-double")]  # fmt: skip
RUNS = 12


def city(*words):
    done = subprocess.run([CITY, *words], capture_output=True, text=True, check=False, timeout=HANG)  # fmt: skip
    assert done.returncode == DONE, done.stderr


def stopped(log, again, *words):
    """By SIGTERM, once the first runs are in the log."""

    def start():
        return subprocess.Popen([CITY, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # fmt: skip

    def begun():
        return Path(log).exists() and 0 < whole_runs([Path(log)]) < RUNS

    running = signalled(start, begun, signal.SIGTERM, again=again)
    _, told = running.communicate(timeout=HANG)
    assert running.returncode == STOPPED, told


def same(file, other):
    done = subprocess.run(["h5diff", "--exclude-path", "/provenance", file, other], check=False)  # fmt: skip
    assert done.returncode == 0


def test_runs():
    words = ["run", *SCENARIOS, *SMALL, "--replicates", str(RUNS // 2), "-o"]
    city(*words, "whole.h5")
    stopped("x.h5.part/run.runs", Path("x.h5").unlink, *words, "x.h5")
    city(*words, "x.h5", "--resume")
    same("whole.h5", "x.h5")


def test_a_sweep():
    Path("design.toml").write_text(
        f'title = "Wages"\nscenarios = ["{SCENARIOS[0]}"]\nmethod = "grid"\nreplicates = {RUNS // 2}\n'
        '[[parameter]]\nname = "economy.wage"\nvalues = [50_000, 90_000]\n'
    )
    words = ["sweep", "design.toml", *SMALL, "-o"]
    city(*words, "whole")
    stopped("s/runs/run.runs", lambda: shutil.rmtree("s"), *words, "s")
    city(*words, "s")
    for folder in ("whole", "s"):
        city("seal", folder, "-o", f"{folder}.h5")
    same("whole.h5", "s.h5")
