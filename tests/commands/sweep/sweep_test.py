"""A sweep outlives whatever ends it: killed, stopped, in parts, on ranks, grown - the sealed file is the same to the bit,
and no finished run is run again."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from patience import HANG, processor_seconds, signalled, until, until_it_worked
from program import (
    BAD_DATA,
    DONE,
    NO_INPUT,
    PROGRAM,
    SCENARIO,
    STOPPED,
    USAGE,
    WOULD_OVERWRITE,
    call,
    refused,
)
from sweep_folder import (
    POINTS,
    REPLICATES,
    RUNS,
    SIZE,
    claims,
    design,
    progress,
    records,
    seal_and_compare,
    start,
    sweep,
)

pytestmark = pytest.mark.usefixtures("own_folder")


def test_a_sweep_says_what_it_does_and_leaves_a_readable_folder(sealed):
    told = sweep()
    assert "4 cases x 3 replicates = 12 runs, in s" in told.stderr
    assert "12 of 12 runs finished" in told.stdout and "seal s -o s.h5" in told.stdout
    assert claims() == "+" * RUNS
    plan = json.loads(Path("s/plan-1.json").read_text())
    assert plan["design"] == Path("design.toml").read_text()
    assert [p["name"] for p in plan["parameters"]] == ["need.base", "service.capacity"]
    assert len(plan["points"]) == POINTS and plan["replicates"] == REPLICATES
    first, *_, last = progress()
    assert first["finished"] == 0 and last["finished"] == last["runs"] == RUNS
    assert records() == RUNS
    told = json.loads(sweep("--json").stdout)
    assert (told["finished"], told["failed"], told["failures"]) == (RUNS, 0, [])
    assert records() == RUNS, "nothing was run again"
    seal_and_compare(sealed)


def plain(name):
    """As a file calls a parameter."""
    return name.replace(".", "_")


def test_the_sealed_file_knows_its_points(sealed):
    import xarray

    points = call("check", "--points", design()).stdout.splitlines()
    rows = [[float(cell) for cell in row.split(",")] for row in points[1:]]
    for engine in ("netcdf4", "h5netcdf"):
        with xarray.open_dataset(sealed, engine=engine) as data:
            assert data.sizes["run"] == RUNS
            assert {"need_base", "service_capacity"} <= set(data["served"].coords)
            assert list(data.replicate.values) == [0, 1, 2] * POINTS
            for i, name in enumerate(("need.base", "service.capacity")):
                assert data[plain(name)].attrs["parameter"] == name
                assert list(data[plain(name)].values[::REPLICATES]) == [
                    r[i] for r in rows
                ]
            assert data.attrs["sweep_method"] == "sobol"
            assert "[[parameter]]" in data.attrs["sweep_design"]
            totals = data["served"].sum("time").values.reshape(POINTS, -1)
    assert len(set(totals[:, 0])) == POINTS, "points differ"
    assert "ok, a whole run file" in call("check", str(sealed)).stdout


def test_a_run_is_the_run_that_set_gives(sealed):
    import xarray

    with xarray.open_dataset(sealed, decode_times=False) as data:
        one = data.isel(run=REPLICATES * 2 + 1)
        values = [
            f"--set={name}={one[plain(name)].values:.17g}"
            for name in ("need.base", "service.capacity")
        ]
        values[1] = values[1].replace(".0", "")
        call("run", SCENARIO, *SIZE, *values, "--replicates", "2", "-o", "y.h5")
        with xarray.open_dataset("y.h5", decode_times=False) as other:
            for name in ("waiting", "served", "unmet", "mean_trust"):
                assert (other[name][1].values == one[name].values).all()


@pytest.mark.parametrize("threads", [1, 4])
def test_in_three_parts_one_after_the_other(sealed, threads):
    for part in (3, 1, 2):
        told = sweep("--part", f"{part}/3", "--threads", str(threads))
        assert f"4 of 4 runs of part {part}/3 finished" in told.stdout
    assert records() == RUNS
    seal_and_compare(sealed)


def test_many_processes_at_once_share_the_runs(sealed):
    for _ in range(3):
        running = [start("--threads", "1") for _ in range(3)]
        for one in running:
            out, told = one.communicate(timeout=HANG)
            assert one.returncode == DONE, told
            assert (
                "12 of 12 runs finished" in out
            ), "each waits for the others' last runs"
        assert records() == RUNS, "no run twice"
        seal_and_compare(sealed)
        shutil.rmtree("s")


def test_processes_that_come_and_go_run_nothing_twice(sealed):
    first = start("--threads", "1")
    for _ in range(4):
        other = start("--threads", "1")
        until_it_worked(other, 0.05)
        other.kill()
        other.communicate()
    assert first.wait(HANG) == DONE
    assert records() == RUNS
    seal_and_compare(sealed)


def test_replicates_may_be_added_while_others_work(sealed):
    words = ["sweep", "-o", "s", *SIZE, "--threads", "1", "--quiet"]
    few = subprocess.Popen([PROGRAM, *words, design(4, 2, name="few.toml")])
    until(claims)
    more = subprocess.Popen([PROGRAM, *words, design()])
    assert few.wait(HANG) == DONE and more.wait(HANG) == DONE
    assert records() == RUNS
    seal_and_compare(sealed)


def test_a_word_that_is_mended_is_no_other_run():
    Path("own.toml").write_text('title = "A tipo"\n')
    Path("design.toml").write_text('scenarios = ["own.toml"]\nreplicates = 2\n')
    words = ["sweep", "design.toml", "-o", "s", "--set", "population.size=1000"]
    call(*words)
    Path("own.toml").write_text('title = "A typo"\n')
    call(*words)
    assert records() == 2, "nothing was run again"
    told = call(*words, "--set", "need.base=0.003", code=WOULD_OVERWRITE).stderr
    assert "holds runs of another own: " in told and "base = 0.003" in told


def test_killed_at_twenty_moments(sealed):
    seconds = processor_seconds(lambda: sweep("--checkpoint-every", "20", "--quiet"))
    shutil.rmtree("s")
    luck, hits = random.Random(7), set()
    for part in range(20):
        running = start("--checkpoint-every", "20")
        until_it_worked(running, seconds * (part + luck.random()) / 20)
        running.kill()
        running.communicate()
        there = records() if Path("s/runs").exists() else 0
        begun = bool(list(Path("s").glob("runs/*.state")))
        hits.add((there, begun))
        told = sweep("--checkpoint-every", "20")
        assert (f"{there} finished before" in told.stderr) == (there > 0)
        assert records() == RUNS, "no finished run is run again"
        seal_and_compare(sealed)
        assert sorted(p.name for p in Path("s/runs").iterdir()) == ["run.runs"]
        shutil.rmtree("s")
    assert len({there for there, _ in hits}) > 3 and {b for _, b in hits} == {0, 1}


def begun():
    """A run is under way, between one that is finished and one that is not begun, so that a sweep cannot just end."""
    return re.search(r"\+.*\d.*\.", claims())


def test_stopped_by_a_signal_and_gone_on_with(sealed):
    for which in (signal.SIGUSR1, signal.SIGTERM):
        saved = []
        while not saved:  # what was begun had just ended: there was nothing to save
            before = records()
            running = signalled(
                lambda: start("--threads", "2"),
                lambda: records() not in (0, before) and begun(),
                which,
                again=lambda: shutil.rmtree("s"),
            )
            _, told = running.communicate(timeout=HANG)
            assert running.returncode == STOPPED
            assert "what is begun is saved" in told and "goes on from there" in told
            assert re.fullmatch(r"[+.]+", claims()), "given back"
            saved = list(Path("s/runs").glob("*.state"))
    sweep("--threads", "1")
    assert records() == RUNS
    seal_and_compare(sealed)


def test_check_knows_folders_checkpoints_and_their_damage():
    running = signalled(
        lambda: start("--threads", "1", "--set", "population.size=3000000"),
        lambda: records() > 0 and begun(),
        signal.SIGTERM,
        again=lambda: shutil.rmtree("s"),
    )
    assert running.wait(HANG) == STOPPED
    (state,) = Path("s/runs").glob("*.state")
    told = call("check", "s", "s/runs", str(state)).stdout.splitlines()
    assert told[0] == f"s: ok, a sweep: {records()} of 12 runs finished, 1 checkpoint"
    assert "1 checkpoint of an unfinished command" in told[1]
    assert f"{state}: ok, a checkpoint of yardstick, replicate" in told[2]
    for file, says in (
        (state, "it is damaged"),
        (next(Path("s/runs").glob("*.runs")), "damaged in places"),
    ):
        content = bytearray(file.read_bytes())
        content[200] ^= 1
        file.write_bytes(content)
        target = str(file) if file == state else "s"
        assert says in call("check", target, code=BAD_DATA).stderr
    Path("empty").mkdir()
    refused(BAD_DATA, "check", "empty", says=["no sweep and no runs"])
    refused(NO_INPUT, "check", "none.state")


def test_points_and_replicates_added_later_keep_what_is_there():
    call("sweep", design(2, 2), "-o", "s", *SIZE)
    assert records() == 4
    told = call("sweep", design(2, 3), "-o", "s", *SIZE).stderr
    assert "4 finished before" in told and records() == 6
    call("sweep", design(4, 3), "-o", "s", *SIZE)
    assert records() == RUNS and Path("s/plan-3.json").exists()
    again = Path("s/plan-3.json").read_bytes()
    sweep()
    assert Path("s/plan-3.json").read_bytes() == again
    assert not Path("s/plan-4.json").exists(), "the same plan is not written again"
    call("seal", "s", "-o", "x.h5")


def test_grown_and_at_once_is_the_same(sealed):
    test_points_and_replicates_added_later_keep_what_is_there()
    seal_and_compare(sealed)


def test_another_sweep_is_refused():
    call("sweep", design(2, 1), "-o", "s", *SIZE)
    for words, says in (
        (["--seed", "2"], "runs of seed 1"),
        (["--until", "2012-12-31"], "where this command has until = 2012-12-31"),
    ):
        told = refused(
            WOULD_OVERWRITE, "sweep", "design.toml", "-o", "s", *SIZE, *words
        )
        assert says in told and "the same options as before" in told
        refused(WOULD_OVERWRITE, "sweep", "design.toml", "-o", "s", *SIZE, *words, "--dry-run", says=[says])  # fmt: skip
    design(1, 1)
    told = refused(WOULD_OVERWRITE, "sweep", "design.toml", "-o", "s", *SIZE)
    assert "points that are not asked for" in told
    call("sweep", "design.toml", "-o", "s", *SIZE, "--seed", "2", "--force", "--quiet")
    assert records() == 1 and not Path("s/plan-2.json").exists()


def test_what_is_wrong_is_said_before_any_work():
    text = 'scenarios = ["{}"]\nmethod = "grid"\n[[parameter]]\nname = "need.base"\nvalues = [0.001, 7]\n'
    Path("wrong.toml").write_text(text.format(SCENARIO))
    refused(BAD_DATA, "sweep", "wrong.toml", "-o", "s", says=["need.base", "7"])
    refused(BAD_DATA, "sweep", SCENARIO, "-o", "s", says=["is no design"])
    refused(NO_INPUT, "sweep", "none.toml", "-o", "s")
    good = design()
    refused(USAGE, "sweep", good, says=["folder"])
    refused(USAGE, "sweep", good, "-o", good, says=["no folder"])
    for part in ("0/3", "4/3", "1", "a/b", "1/", "1/3x"):
        refused(USAGE, "sweep", good, "-o", "s", "--part", part, says=["--part I/N"])
    says = ["varied by the design"]
    refused(USAGE, "sweep", good, "-o", "s", "--set", "need.base=0.002", says=says)
    refused(NO_INPUT, "seal", "s", says=["holds no sweep"])
    says = ["drops the other parts"]
    refused(USAGE, "sweep", good, "-o", "s", "--part", "1/2", "--force", says=says)


def test_seal_takes_what_is_finished_and_says_so():
    sweep("--part", "1/2", "--quiet")
    told = call("seal", "s")
    assert "6 of 12 runs are not finished" in told.stderr
    assert "6 runs in s.h5" in told.stdout
    refused(WOULD_OVERWRITE, "seal", "s", says=["s.h5 exists already"])
    refused(USAGE, "seal", "s", "-o", "design.toml", "--force", says=["no name for"])
    os.mkfifo("pipe")
    refused(USAGE, "seal", "s", "-o", "pipe", "--force", says=["no regular file"])
    call("seal", "s/", "--force", "--quiet")
    shutil.rmtree("s/runs")
    refused(NO_INPUT, "seal", "s", "-o", "y.h5", says=["no finished run yet"])


def test_a_dry_run_says_how_much_and_leaves_nothing():
    told = json.loads(sweep("--dry-run", "--json", "--quiet").stdout)
    assert told["runs"] == RUNS and told["seconds"] > 0 and told["memory_bytes"] > 0
    assert not Path("s").exists()


def test_a_dry_run_counts_what_is_left():
    def left(*more):
        return json.loads(sweep(*more, "--dry-run", "--json", "--quiet").stdout)["runs"]

    part = left("--part", "1/2")
    assert 0 < part < RUNS
    sweep("--part", "1/2")
    before = sorted(Path("s").rglob("*"))
    assert left() == left("--part", "2/2") == RUNS - part
    assert left("--part", "1/2") == 0 and left("--force") == RUNS
    assert "No run is left" in sweep("--part", "1/2", "--dry-run").stdout
    assert sorted(Path("s").rglob("*")) == before


def test_one_at_a_time_tells_what_is_set_from_what_stays():
    import xarray

    Path("one.toml").write_text(
        f'scenarios = ["{SCENARIO}"]\nmethod = "one-at-a-time"\n'
        '[[parameter]]\nname = "need.base"\nvalues = [0.001, 0.004]\n'
        '[[parameter]]\nname = "service.capacity"\nvalues = [3]\n'
    )
    call("sweep", "one.toml", "-o", "s", "--set", "population.size=20000")
    call("seal", "s")
    with xarray.open_dataset("s.h5") as data:
        assert list(data["need_base"].values) == [0.002, 0.001, 0.004, 0.002]
        assert list(data["need_base_is_set"].values) == [0, 1, 1, 0]
        assert list(data["service_capacity"].values) == [4, 4, 4, 3]
        assert list(data["service_capacity_is_set"].values) == [0, 0, 0, 1]
