"""The batch script that `slurm` prints: good shell, whatever it is asked for; and what it does in its own right, with
stand-ins for the program and for Slurm. tests/science/cluster_test.py has real ones."""

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest
from patience import HANG, until
from program import (
    BAD_DATA,
    NO_INPUT,
    SCENARIO,
    STOPPED,
    USAGE,
    WOULD_OVERWRITE,
    call,
    refused,
)

pytestmark = pytest.mark.usefixtures("own_folder")
SMALL = ["--set", "population.size=2000", "--until", "2010-12-31"]


def design(name="d.toml", replicates=12, more=""):
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(
        f'scenarios = ["{SCENARIO}"]\nreplicates = {replicates}\n{more}'
    )
    return name


def script(*words, folder="out"):
    return call("slurm", design(), "-o", folder, *SMALL, *words).stdout


def value(text, option):
    (found,) = re.findall(rf"^#SBATCH --{option}=(.*)$", text, re.MULTILINE)
    return found


ODD = "o'dd & name"


@pytest.mark.parametrize(
    ("words", "folder"),
    [
        ([], "out"),
        (["--mpi", "--tasks", "3", "--threads", "2"], "out"),
        (["--tasks=4", "--time=90", "--partition=a b", "--account=c'd"], ODD),
    ],
)
def test_it_is_good_shell(words, folder):
    Path("job.sh").write_text(script(*words, folder=folder))
    subprocess.run(["bash", "-n", "job.sh"], check=True)
    subprocess.run(["shellcheck", "job.sh"], check=True)
    assert Path(folder, "slurm").is_dir(), "Slurm makes no folder for messages"


def test_tasks_are_as_asked_for():
    text = script("--tasks", "5")
    assert value(text, "array") == "1-5"
    assert "5 tasks with up to 3 runs each" in text
    assert value(script("--tasks", "500"), "array") == "1-12", "no more than runs"
    assert value(script(), "array") == "1-1", "they are short"
    says = ["MaxArraySize", "--max-array"]
    refused(
        USAGE, "slurm", "d.toml", "-o", "x", "--tasks=9", "--max-array=8", says=says
    )


def seconds(text):
    """Of "2 h 10 min" and the like."""
    units = {"h": 3600, "min": 60, "s": 1}
    return sum(
        float(number) * units[unit]
        for number, unit in re.findall(r"([\d.]+) (h|min|s)\b", text)
    )


def measured(*words):
    text = call("slurm", "d.toml", "-o", "out", *words).stdout
    (takes,) = re.findall(r"a task takes (.*) and [^ ]+ .?B\.", text)
    return int(value(text, "array").removeprefix("1-")), seconds(takes)


def test_without_a_word_about_it_tasks_take_about_an_hour():
    """However fast the machine is just now: time and number come from one measurement."""
    design()
    run = ["--set", "population.size=1000000", "--until", "2019-12-31"]
    tasks, takes = measured(*run, "--replicates=1000000", "--max-array=1000000")
    assert tasks >= 2
    assert 0.49 * 3600 <= takes <= 1.02 * 3600, "a second task begins where one is full"


def test_what_cannot_be_as_asked_for_is_said():
    more = call("slurm", design(), "-o", "out", *SMALL, "--tasks=300")
    assert "note: --tasks 300, and there is something to do for 12\n" in more.stderr
    two = f'scenarios = ["{SCENARIO}", "b.toml"]\nreplicates = 6\n'
    Path("b.toml").write_text('title = "B"\n')
    Path("two.toml").write_text(two)
    pairs = call("slurm", "two.toml", "-o", "out", *SMALL, "--tasks=12")
    assert value(pairs.stdout, "array") == "1-6", "those of one luck go together"
    assert "6 tasks with up to 2 runs each" in pairs.stdout
    here = len(os.sched_getaffinity(0))
    wide = call("slurm", "d.toml", "-o", "out", *SMALL, f"--threads={here * 4}")
    note = f"note: --threads {here * 4}, and this machine has {here}: time"
    assert note in wide.stderr
    assert f"on {here} thread" in wide.stdout
    assert value(wide.stdout, "cpus-per-task") == str(here * 4)
    fine = call("slurm", "d.toml", "-o", "out", *SMALL, "--tasks=12")
    assert "note" not in fine.stderr


def test_a_folder_with_other_runs_is_refused_and_left_alone():
    call("sweep", design(replicates=2), "-o", "out", *SMALL, "--quiet")
    order = ["slurm", "d.toml", "-o", "out"]
    says = ["not asked for", "choose another folder"]
    refused(WOULD_OVERWRITE, *order, *SMALL, "--seed=9", says=says)
    refused(WOULD_OVERWRITE, *order, *SMALL, "--replicates=1", says=says)
    plans = sorted(Path("out").glob("plan-*"))
    more = call(*order, *SMALL, "--replicates=3").stdout
    assert "# 3 runs of d.toml" in more
    assert sorted(Path("out").glob("plan-*")) == plans


def test_memory_and_time_are_measured():
    small = value(script("--tasks", "1"), "mem")
    one = ["--replicates=2000", "--tasks=1", "--set", "population.size=6000000"]
    call_large = call("slurm", "d.toml", "-o", "out", *one, "--until=2019-12-31")
    assert int(small[:-1]) + 10 < int(value(call_large.stdout, "mem")[:-1])
    assert value(call_large.stdout, "time") > value(script("--tasks=1"), "time")


def test_options_are_passed_on():
    text = script("--seed=7", "--replicates", "3", "--checkpoint-every", "6")
    (line,) = [line for line in text.splitlines() if " sweep d.toml " in line]
    for words in (
        "--seed 7",
        "--replicates 3",
        "--until 2010-12-31",
        "--set population.size=2000",
        "--checkpoint-every 6",
    ):
        assert f" {words}" in line
    assert text.startswith("#!/bin/bash\n# 3 runs of d.toml")


def test_what_is_wrong_is_refused_before_anything_is_printed():
    wrong = '[[parameter]]\nname = "need.ratee"\nrange = [0.1, 0.2]\n'
    refused(BAD_DATA, "slurm", design(more=wrong), "-o", "out", says=["need.ratee"])
    refused(NO_INPUT, "slurm", "none.toml", "-o", "out", says=["none.toml"])
    refused(USAGE, "slurm", design(), says=["-o"])
    refused(USAGE, "slurm", "d.toml", "-o", "out", "--time=soon", says=["HH:MM:SS"])
    refused(USAGE, "slurm", "d.toml", "d.toml", "-o", "out")


def begin(program, restarts=0):
    """The script with a stand-in of the program, and of `scontrol`."""
    text = script("--tasks", "1")
    Path("program").write_text(f"#!/bin/bash\n{program}\n")
    Path("scontrol").write_text('#!/bin/bash\necho "$@" >> requeued\n')
    for name in ("program", "scontrol"):
        Path(name).chmod(0o755)
    lines = [
        re.sub(r"^\S+( sweep d.toml )", r"./program\1", line)
        for line in text.splitlines()
    ]
    Path("job.sh").write_text("\n".join(lines) + "\n")
    environment = {
        "PATH": f"{Path.cwd()}:{os.environ['PATH']}",
        "SLURM_JOB_ID": "44",
        "SLURM_ARRAY_JOB_ID": "42",
        "SLURM_ARRAY_TASK_ID": "1",
    }
    if restarts:
        environment["SLURM_RESTART_COUNT"] = str(restarts)
    return subprocess.Popen(["bash", "job.sh"], env=environment)


SAVES = "trap 'sleep 0.3; exit 75' USR1; touch begun; while :; do sleep 0.1; done"


def signalled(restarts=0, program=SAVES):
    running = begin(program, restarts)
    status = Path(f"/proc/{running.pid}/stat")
    until(lambda: Path("begun").exists() and ") S " in status.read_text())  # it waits
    running.send_signal(signal.SIGUSR1)
    return running.wait(timeout=HANG)


def test_a_signal_is_handed_on_and_the_job_requeued():
    assert signalled() == STOPPED
    assert Path("requeued").read_text() == "requeue 42_1\n"


def test_a_signal_that_comes_too_early_is_no_failure():
    assert signalled(program="touch begun; exec sleep 900") == 128 + signal.SIGUSR1
    assert Path("requeued").read_text() == "requeue 42_1\n"


def test_it_is_not_requeued_for_ever():
    assert signalled(restarts=10) == STOPPED
    assert not Path("requeued").exists()


@pytest.mark.parametrize("code", [0, 1, 74])
def test_other_ends_are_the_ends_of_the_job(code):
    assert begin(f"exit {code}").wait(timeout=HANG) == code
    assert not Path("requeued").exists()
