"""What tests of sweeps share: a small design of the yardstick, its folder, and the sealed file it must come to."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from program import DONE, PROGRAM, SCENARIO, call
from run_log import whole_runs

POINTS, REPLICATES = 4, 3
RUNS = POINTS * REPLICATES
SIZE = ["--set", "population.size=300000"]
MPIRUN = shutil.which("mpirun")
MPI = {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}


def design(points=POINTS, replicates=REPLICATES, extra="", name="design.toml"):
    fresh = Path(name).with_suffix(".fresh")
    fresh.write_text(
        f"""title = "How much need?"
question = "Does it matter how often need arises?"
scenarios = ["{SCENARIO}"]
method = "sobol"
points = {points}
replicates = {replicates}
[[parameter]]
name = "need.base"
range = [0.001, 0.004]
[[parameter]]
name = "service.capacity"
range = [3, 6]
{extra}"""
    )
    os.replace(fresh, name)  # whole at any moment: another sweep may be reading it
    return name


def sweep(*words, code=DONE, folder="s", **more):
    return call("sweep", design(), "-o", folder, *SIZE, *words, code=code, **more)


def start(*words, mpi=(), **more):
    return subprocess.Popen(
        [*mpi, PROGRAM, "sweep", design(), "-o", "s", *SIZE, *words],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **more,
    )


def ranks(count):
    return [MPIRUN, "--oversubscribe", "--bind-to", "none", "-np", str(count)]


def seal_and_compare(whole):
    call("seal", "s", "-o", "x.h5", "--force", "--quiet")
    done = subprocess.run(
        ["h5diff", "--exclude-path", "/provenance", whole, "x.h5"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[:2000] + done.stderr


def records():
    """Whole runs in all logs of the folder."""
    return whole_runs(Path("s/runs").glob("*.runs"))


def claims():
    """How far each run is: `.` not begun, a digit for the attempt that is under way, `+` finished."""
    file = Path("s/claims")
    return file.read_text() if file.exists() else ""


def progress():
    return [
        json.loads(line) for line in Path("s/progress.jsonl").read_text().splitlines()
    ]
