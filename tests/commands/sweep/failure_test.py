"""What goes wrong in a sweep - damage, runs that fail, a full disk - is named, costs no more than itself, and is tried again
by the same command."""

import json
import resource
import signal
from pathlib import Path

import pytest
from patience import HANG, checkpoints, signal_when
from program import IO, SCENARIO, SOME_FAILED, call, unsanitized
from sweep_folder import RUNS, claims, records, seal_and_compare, start, sweep

pytestmark = pytest.mark.usefixtures("own_folder")


def test_damage_is_found_by_hash_and_run_again(sealed):
    sweep("--quiet")
    log = Path("s/runs/run.runs")
    content = bytearray(log.read_bytes())
    content[-1000] ^= 1
    log.write_bytes(content)
    told = sweep()
    assert "11 finished before" in told.stderr
    seal_and_compare(sealed)


@unsanitized
def test_a_run_that_fails_is_named_tried_again_and_set_aside():
    Path("huge.toml").write_text(
        f'scenarios = ["{SCENARIO}"]\nmethod = "grid"\nreplicates = 2\n'
        '[[parameter]]\nname = "population.size"\nvalues = [1000, 700000000]\n'
    )
    limit = 1 << 30

    def small_memory():
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    words = ["sweep", "huge.toml", "-o", "s", "--until", "2010-02-28"]
    for attempt, state in enumerate("abc"):
        told = call(*words, code=SOME_FAILED, preexec_fn=small_memory)
        says = "replicate 1, at population.size = 700000000, failed: out of memory"
        assert says in told.stderr
        assert "2 of 4 runs finished" in told.stdout and "2 runs failed" in told.stdout
        assert claims() == "++" + 2 * state
    told = json.loads(
        call(*words, "--json", code=SOME_FAILED, preexec_fn=small_memory).stdout
    )
    assert told["set_aside"] == 2 and len(told["failures"]) == 2
    notes = [json.loads(x) for f in Path("s").glob("failures-*") for x in f.open()]
    assert len(notes) == 6, "set aside: not tried a fourth time"
    assert "2 of 4 runs are not finished" in call("seal", "s").stderr


def test_a_run_that_ends_the_program_is_set_aside():
    """As a run does that the system kills for its memory: it is begun thrice, and no end is recorded."""
    long = ["--threads", "1", "--set", "population.size=3000000"]
    for attempt in "123":
        running = start(*long, "--part", "1/12")
        signal_when(lambda: claims().startswith(attempt), running, signal.SIGKILL)
        running.communicate()
    told = sweep(*long, "--part", "1/12", code=SOME_FAILED)
    assert "the program ended 3 times while it was under way" in told.stderr
    assert records() == 0
    told = sweep(*long, code=SOME_FAILED)
    assert "11 of 12 runs finished" in told.stdout and "--retry" in told.stdout
    assert records() == 11
    assert "12 of 12 runs finished" in sweep(*long, "--retry").stdout


def test_a_run_that_comes_as_far_as_a_checkpoint_is_not_set_aside():
    long = ["--threads", "1", "--set", "population.size=3000000", "--part", "1/12"]

    for _ in range(4):
        before = checkpoints("s/runs")
        running = start(*long, "--checkpoint-every", "12")
        signal_when(
            lambda: checkpoints("s/runs") not in ([], before), running, signal.SIGKILL
        )
        running.communicate()
    assert "1 of 1 run of part 1/12 finished" in sweep(*long).stdout


def test_a_full_disk_stops_with_all_that_is_finished(sealed):
    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (15_000, 15_000))

    running = start(preexec_fn=little_room)
    _, told = running.communicate(timeout=HANG)
    assert running.returncode == IO
    assert "run.runs: error: cannot be written" in told
    there = records()
    assert 0 < there < RUNS
    assert f"{there} finished before" in sweep().stderr
    assert records() == RUNS
    seal_and_compare(sealed)


def test_a_full_disk_while_sealing_leaves_no_half_file(sealed):
    sweep("--quiet")
    Path("x.h5.part").mkdir()
    Path("x.h5.part/x.h5").symlink_to("/dev/full")
    told = call("seal", "s", "-o", "x.h5", code=IO).stderr
    assert "x.h5: error: cannot be written" in told
    assert not Path("x.h5").exists()
    seal_and_compare(sealed)
