"""Finished runs survive whatever ends the program, and --resume goes on from them: none is run again, and the file is
the same to the bit."""

import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from patience import (
    HANG,
    checkpoints,
    processor_seconds,
    signal_when,
    signalled,
    until,
    until_it_worked,
)
from program import DONE, IO, PROGRAM, SCENARIO, STOPPED, WOULD_OVERWRITE, call, refused
from run_log import whole_runs

pytestmark = pytest.mark.usefixtures("own_folder")
MONTHS, RUNS = 120, 8
ENSEMBLE = [
    "run",
    SCENARIO,
    *("--set", "population.size=300000"),
    *("--replicates", str(RUNS), "--threads", "2"),
]
LOG = Path("x.h5.part/run.runs")


def start(*words, **more):
    return subprocess.Popen(
        [PROGRAM, *words],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **more,
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The uninterrupted file."""
    file = tmp_path_factory.mktemp("whole") / "x.h5"
    call(*ENSEMBLE, "-o", str(file), "--quiet")
    return file


def same(file, other="x.h5"):
    done = subprocess.run(
        ["h5diff", "--exclude-path", "/provenance", file, other],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[:2000] + done.stderr


def go_on(whole, before, begun=False):
    """Resumes after so many finished runs; the file is whole, and only the others were run: from the beginning, or from
    checkpoints."""
    told = json.loads(call(*ENSEMBLE, "-o", "x.h5", "--resume", "--json").stdout)
    calls = {t["phase"]: t["calls"] for t in told["timing"]}.get("need", 0)
    if begun:
        assert calls < MONTHS * (RUNS - before)
    else:
        assert calls == MONTHS * (RUNS - before)
    assert [r["replicate"] for r in told["runs"]] == list(range(RUNS))
    same(whole)
    assert sorted(p.name for p in Path().iterdir()) == ["x.h5"], "nothing else is left"


def finished():
    """Whole runs in the log."""
    return whole_runs([LOG] if LOG.exists() else [])


def told_saved():
    """What is saved, by the program's own word when it refuses to drop it: runs finished, runs begun."""
    told = call(*ENSEMBLE, "-o", "x.h5", code=WOULD_OVERWRITE).stderr
    count = [re.search(rf"(\d+) {what}", told) for what in ("finished", "begun")]
    return [int(found[1]) if found else 0 for found in count]


@pytest.mark.parametrize("every", [[], ["--checkpoint-every", "20"]])
def test_killed_at_any_moment(whole, every):
    seconds = processor_seconds(
        lambda: call(*ENSEMBLE, "-o", "x.h5", *every, "--quiet")
    )
    Path("x.h5").unlink()
    luck = random.Random(4)
    hits = set()
    for part in range(20):
        running = start(*ENSEMBLE, "-o", "x.h5", *every)
        until_it_worked(running, seconds * (part + luck.random()) / 20)
        running.kill()
        running.communicate()
        if Path("x.h5").exists():
            go_on(whole, RUNS)  # killed after all was done
        else:
            saved = bool(finished() or list(Path().glob("x.h5.part/*.[sb]*")))
            there, begun = told_saved() if saved else (0, 0)
            assert there == finished()
            hits.add((there, begun))
            go_on(whole, there, begun > 0)
        Path("x.h5").unlink()
    assert len(hits) > 3, "kills hit the same moment"
    assert any(begun for _, begun in hits) == bool(every)


def test_a_limit_of_file_size_while_the_file_is_built(whole):
    """The system refuses more, once the file is as large as it may be; the log of all runs is smaller."""
    Path("x.h5.part").mkdir()
    Path("x.h5.part/x.h5").symlink_to("/dev/full")
    call(*ENSEMBLE, "-o", "x.h5", code=IO)
    log, file = LOG.stat().st_size, whole.stat().st_size
    assert log < file
    shutil.rmtree("x.h5.part")
    for part in range(10):

        def little_room(bytes=log + (file - log) * part // 10):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (bytes, bytes))

        running = start(*ENSEMBLE, "-o", "x.h5", preexec_fn=little_room)
        running.communicate()
        assert running.returncode == IO and not Path("x.h5").exists()
        go_on(whole, RUNS)
        Path("x.h5").unlink()


def test_a_signal_saves_and_another_number_of_threads_goes_on(whole):
    told = stop_early(signal.SIGTERM)
    there = finished()
    assert 0 < there < RUNS
    begun = len(list(Path().glob("x.h5.part/*.state")))
    assert begun <= 2, "as many as there are threads"
    saved = f"{there} finished" + (f" and {begun} begun" if begun else "")
    assert f"saved {saved} of {RUNS} runs" in told and "--resume" in told
    says = [saved, "--resume", "--force"]
    refused(WOULD_OVERWRITE, *ENSEMBLE, "-o", "x.h5", says=says)
    one = ENSEMBLE[:-1] + ["1"]
    assert f"{saved} before" in call(*one, "-o", "x.h5", "--resume").stderr
    same(whole)
    assert sorted(p.name for p in Path().iterdir()) == ["x.h5"]


def test_a_single_run_stopped_again_and_again_is_the_same():
    one = ["run", SCENARIO, "--set", "population.size=6000000", "-o"]
    call(*one, "whole.h5", "--quiet")
    stops, damaged, luck = 0, False, random.Random(1)
    while not Path("x.h5").exists():
        more = ["--resume", "--checkpoint-every", "12", "--threads", str(1 + stops % 2)]
        before = checkpoints("x.h5.part")
        running = start(*one, "x.h5", *more)
        signal_when(
            lambda: checkpoints("x.h5.part") not in ([], before),
            running,
            signal.SIGUSR1,
        )
        _, told = running.communicate(timeout=HANG)
        assert ("the checkpoint x.h5.part/" in told) == damaged, told
        assert ("is not used: it is damaged" in told) == damaged, told
        damaged = False
        if running.returncode == DONE:
            break
        assert running.returncode == STOPPED
        assert "saved 1 begun of 1 run" in told
        stops += 1
        if damaged := stops == 2:  # that before it is used
            state = next(Path("x.h5.part").glob("*.state"))
            content = bytearray(state.read_bytes())
            content[luck.randrange(len(content))] ^= 1
            state.write_bytes(content)
    assert stops >= 2, "too short a run to stop"
    same("whole.h5")


def stop_early(which=signal.SIGINT):
    """Stopped once the first run is in the log."""
    running = signalled(
        lambda: start(*ENSEMBLE, "-o", "x.h5"),
        lambda: 0 < finished() < RUNS / 2,
        which,
        again=Path("x.h5").unlink,
    )
    out, told = running.communicate(timeout=HANG)
    assert running.returncode == STOPPED and out == ""
    return told


def test_runs_of_another_command_are_refused(whole):
    stop_early()
    for other in (["--seed", "2"], ["--multiply", "need.base=2"]):
        words = [*ENSEMBLE, *other, "-o", "x.h5", "--resume"]
        refused(
            WOULD_OVERWRITE,
            *words,
            says=["does not ask for: yardstick, replicate 0, seed 1", "--force"],
        )
    call(*ENSEMBLE, "--seed", "2", "-o", "x.h5", "--force", "--quiet")
    done = subprocess.run(["h5diff", whole, "x.h5"], check=False, capture_output=True)
    assert done.returncode == 1, "another seed is other luck"


def test_what_is_done_is_not_done_again(whole):
    shutil.copy(whole, "x.h5")
    told = call(*ENSEMBLE, "-o", "x.h5", "--resume", "--force")
    assert "nothing is left to do" in told.stderr and told.stdout == ""
    assert Path("x.h5").read_bytes() == Path(whole).read_bytes()
    says = ["x.h5: error: exists already, and there is nothing to resume"]
    refused(
        WOULD_OVERWRITE, *ENSEMBLE, "--seed", "2", "-o", "x.h5", "--resume", says=says
    )


def test_more_replicates_keep_those_that_are_there(whole):
    few = [w if w != str(RUNS) else "3" for w in ENSEMBLE]
    assert few != ENSEMBLE
    Path("x.h5.part").mkdir()
    Path("x.h5.part/x.h5").symlink_to(
        "/dev/full"
    )  # so that it ends when all runs are there
    call(*few, "-o", "x.h5", "--quiet", code=IO)
    go_on(whole, 3)


def test_damage_in_the_log_costs_the_runs_it_hit(whole):
    stop_early()
    there = finished()
    for state in Path().glob("x.h5.part/*.state"):
        state.unlink()
    log = bytearray(LOG.read_bytes())
    log[-100] ^= 1
    LOG.write_bytes(log)
    go_on(whole, there - 1)


def test_a_full_disk_while_logging(whole):
    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (15_000, 15_000))

    running = start(*ENSEMBLE, "-o", "x.h5", preexec_fn=little_room)
    out, told = running.communicate(timeout=HANG)
    assert running.returncode == IO and out == ""
    assert "run.runs: error: cannot be written" in told and "--resume" in told
    assert 0 < finished() < RUNS
    go_on(whole, finished())


def test_a_full_disk_while_the_file_is_built(whole):
    Path("x.h5.part").mkdir()
    Path("x.h5.part/x.h5").symlink_to("/dev/full")
    told = call(*ENSEMBLE, "-o", "x.h5", code=IO).stderr
    assert "x.h5: error: cannot be written" in told and "--resume" in told
    assert not Path("x.h5").exists()
    go_on(whole, RUNS)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes small disks")
def test_a_full_small_disk(whole):
    disk = Path("disk").absolute()
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(disk)], check=False
    ).returncode:
        pytest.skip("no mounts here")
    try:
        os.chdir(disk)
        running = start(*ENSEMBLE, "-o", "x.h5")
        until(lambda: LOG.exists() and LOG.stat().st_size > 0, running)
        running.send_signal(signal.SIGSTOP)
        with open("filler", "wb", buffering=0) as filler, pytest.raises(OSError):
            while True:
                filler.write(bytes(4096))
        running.send_signal(signal.SIGCONT)
        _, told = running.communicate(timeout=HANG)
        assert running.returncode == IO and "no space is left on the disk" in told
        there = finished()
        assert there > 0
        call(*ENSEMBLE, "-o", "x.h5", "--resume", code=IO)
        Path("filler").unlink()
        go_on(whole, there)
    finally:
        os.chdir(disk.parent)
        subprocess.run(["umount", str(disk)], check=True)
        shutil.rmtree(disk)
