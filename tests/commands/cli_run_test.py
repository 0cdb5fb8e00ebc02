"""`run` from outside, on the yardstick: what it writes and says, and its options."""

import contextlib
import fcntl
import json
import os
import pty
import re
import stat
import struct
import subprocess
import termios
from pathlib import Path

import pytest
from patience import HANG
from program import (
    PROGRAM,
    SCENARIO,
    SMALL,
    USAGE,
    WOULD_OVERWRITE,
    call,
    outcome,
    refused,
    scenario,
)

pytestmark = pytest.mark.usefixtures("own_folder")


def test_run_writes_a_file_and_says_so_in_words():
    other = scenario("more.toml", "[service]\ncapacity = 6\n")
    done = call("run", SCENARIO, other, *SMALL, "--replicates", "3", "-o", "out/x.h5")
    assert Path("out/x.h5").stat().st_size > 0
    assert [f.name for f in Path("out").iterdir()] == ["x.h5"]
    for words in (
        "6 runs of yardstick and more",
        "Written: out/x.h5",
        "more against yardstick, 2010-01 to 2010-12, means of 3 pairs",
        "served, total",
        "3 pairs of runs are too few",
        "ncdump -h out/x.h5",
        "explain waiting",
    ):
        assert words in done.stdout, done.stdout
    assert "yardstick: 6 runs of yardstick and more" in done.stderr


def test_the_next_commands_work():
    told = call("run", SCENARIO, *SMALL, "-o", "a file.h5").stdout
    steps = re.findall("^  (.*)", told.split("Next:\n")[1], re.M)
    assert len(steps) == 3
    for step in steps:
        done = subprocess.run(step, shell=True, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def test_the_python_that_is_printed_is_the_one_that_is_asked_for(monkeypatch):
    monkeypatch.setenv("SANSHE_PYTHON", "/opt/my python/bin/python")
    told = call("run", SCENARIO, *SMALL, "-o", "x.h5").stdout
    assert "  '/opt/my python/bin/python' -c \"import" in told
    assert "The Python must have xarray and netCDF4: SANSHE_PYTHON" in told


def test_one_scenario_alone_prints_its_results():
    words = ["run", SCENARIO, *SMALL, "--replicates", "3", "-o", "x.h5"]
    told = call(*words).stdout
    assert "yardstick, 2010-01 to 2010-12, 3 runs:\n" in told
    assert re.search(r"^ +mean +range$", told, re.M)
    assert re.search(r"^  served, total +[\d,.]+ +[\d,.]+ to [\d,.]+$", told, re.M)
    assert "\n  yardstick: " in told, "its title beside its name"
    out = json.loads(call(*words, "--force", "--json").stdout)
    served = next(r for r in out["results"] if r["series"] == "served")
    assert served["runs"] == 3 and served["low"] < served["mean"] < served["high"]
    assert out["titles"]["yardstick"] in told


def splits_no_word(width, *words):
    """In a terminal of that size: only a word longer than a line may be."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("4H", 40, width, 0, 0))
    program = subprocess.Popen(
        [PROGRAM, *words], stdout=theirs, stderr=subprocess.DEVNULL
    )
    os.close(theirs)
    said = b""
    with contextlib.suppress(OSError):  # the end of a terminal
        while piece := os.read(ours, 65536):
            said += piece
    os.close(ours)
    assert program.wait(HANG) == 0
    lines = said.decode().replace("\r\n", "\n").split("\n")
    assert len(lines) > 15
    for line in lines:
        assert len(line) <= width or " " not in line.strip().removesuffix(" \\"), line


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_terminal_of_any_width_splits_no_word(width):
    more = scenario("more.toml", "[service]\ncapacity = 6\n")
    words = [
        "run",
        SCENARIO,
        more,
        *SMALL,
        "--replicates",
        "5",
        "-o",
        "x.h5",
        "--force",
    ]
    splits_no_word(width, *words)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_help_of_any_width_splits_no_word(width):
    splits_no_word(width, "run", "--help")
    splits_no_word(width, "slurm", "--help")


def test_the_default_file_is_named_after_the_first_scenario():
    call("run", scenario("first.toml"), scenario("second.toml"), *SMALL)
    assert Path("results/first.h5").is_file()


def test_one_replicate_is_told_as_one_pair_and_one_scenario_is_not_compared():
    b, same = scenario("b.toml", "[service]\ncapacity = 6\n"), scenario("same.toml")
    two = call("run", SCENARIO, b, same, *SMALL, "-o", "x.h5").stdout
    assert two.count("1 pair of runs is too few") == 1 and "range\n" not in two
    assert "What same changes may be set otherwise" in two
    assert " against " not in call("run", SCENARIO, *SMALL, "-o", "y.h5").stdout


def test_quiet_says_nothing():
    done = call("run", SCENARIO, *SMALL, "--quiet", "-o", "x.h5")
    assert done.stdout == done.stderr == ""
    assert Path("x.h5").is_file()


def test_json_is_one_document_on_stdout():
    other = scenario("more.toml", "[service]\ncapacity = 6\n")
    done = call(
        "run",
        SCENARIO,
        other,
        *SMALL,
        "--replicates",
        "2",
        "--seed",
        "7",
        "--threads",
        "2",
        "--json",
        "-o",
        "x.h5",
    )
    told = json.loads(done.stdout)
    assert told["file"] == "x.h5" and told["file_bytes"] == Path("x.h5").stat().st_size
    assert told["seed"] == 7 and told["scenarios"] == ["yardstick", "more"]
    assert [(r["scenario"], r["replicate"]) for r in told["runs"]] == [
        ("yardstick", 0), ("yardstick", 1), ("more", 0), ("more", 1)
    ]  # fmt: skip
    assert told["seconds"] > 0 and all(r["seconds"] > 0 for r in told["runs"])
    assert [t["phase"] for t in told["timing"]][-1] == "recording"
    assert [t["calls"] for t in told["timing"] if t["phase"] == "need"] == [4 * 12]
    served = next(d for d in told["differences"] if d["series"] == "served")
    assert (
        served["pairs"] == 2
        and served["low"] <= served["least"]
        and served["least"] <= served["difference"] <= served["most"]
        and 0 <= served["p"] <= 1
    )
    assert served["difference"] > 0


def test_the_results_depend_on_the_seed_and_not_on_the_threads():
    words = [
        SCENARIO,
        scenario("b.toml", "[service]\ncapacity = 5\n"),
        "--set",
        "population.size=50000",
        "--replicates",
        "3",
    ]
    first = outcome(*words, "--threads", "1")
    assert len(first) == 4
    for threads in ("2", "3", "5"):
        assert outcome(*words, "--threads", threads) == first
    assert outcome(*words, "--seed", "2") != first


def test_set_and_multiply_reach_every_scenario():
    words = [SCENARIO, scenario("b.toml"), *SMALL]
    plain = outcome(*words)
    doubled = outcome(*words, "--multiply", "service.capacity=2")
    assert doubled == outcome(*words, "--set", "service.capacity=8") != plain
    assert (
        outcome(*words, "--set", "service.capacity=0", "--set", "need.base=0") != plain
    )


@pytest.mark.parametrize(
    ("until", "months"), [("2010", 12), ("2010-02", 2), ("2010-03-31", 3)]
)
def test_until_shortens_the_run(until, months):
    """A year and a month are meant to their end."""
    words = ["run", SCENARIO, *SMALL[:2], "--until", until, "--json", "-o", "x.h5"]
    told = json.loads(call(*words).stdout)
    assert [t["calls"] for t in told["timing"] if t["phase"] == "need"] == [months]


@pytest.mark.parametrize("option", ["until", "seed", "output", "set"])
def test_an_empty_value_is_refused(option):
    says = [f"--{option} is given an empty value"]
    refused(USAGE, "run", SCENARIO, f"--{option}", "", says=says)


def test_timing_is_a_table_on_stderr():
    done = call("run", SCENARIO, *SMALL, "--timing", "--quiet", "-o", "x.h5")
    assert done.stdout == ""
    assert re.search(r"need +\d+\.\d{3} +\d+\.\d % +12\n", done.stderr), done.stderr


def test_dry_run_measures_and_writes_nothing():
    words = [
        SCENARIO,
        "--set",
        "population.size=20000",
        "--replicates",
        "8",
        "--dry-run",
    ]
    done = call("run", *words)
    for word in (
        "8 runs",
        "Time:",
        "Memory:",
        "results/yardstick.h5, at most",
        "Nothing was written",
    ):
        assert word in done.stdout
    told = json.loads(call("run", *words, "--json").stdout)
    assert told["dry_run"] and told["runs"] == 8
    assert told["seconds"] > 0 and told["memory_bytes"] > 1e6
    # Seven lines of people, three more series, 120 months, eight runs; and the file's own needs.
    assert 8 * 120 * 10 * 4 <= told["file_bytes"] < 200_000
    assert list(Path().iterdir()) == []


def test_memory_is_that_of_the_program_and_not_of_what_started_it():
    large = bytearray(b"x") * 300_000_000
    told = json.loads(call("run", SCENARIO, *SMALL, "--dry-run", "--json").stdout)
    assert told["memory_bytes"] < len(large)


def test_dry_run_of_what_is_resumed_counts_what_is_left():
    def left(*more):
        words = [SCENARIO, *SMALL, "-o", "x.h5", "--resume", "--dry-run", *more]
        return call("run", *words).stdout

    assert "3 runs" in left("--replicates", "3")
    call("run", SCENARIO, *SMALL, "-o", "x.h5")
    assert "No run is left" in left()
    assert "3 runs" in left("--replicates", "3")  # only what is in the log goes on


@pytest.mark.parametrize("replicates", ["1", "40", "1000"])
def test_dry_run_is_honest_about_the_file(replicates):
    words = [SCENARIO, "--set", "population.size=1000", "--replicates", replicates]
    words += ["-o", "x.h5", "--json"]
    told = json.loads(call("run", *words, "--dry-run").stdout)["file_bytes"]
    took = json.loads(call("run", *words).stdout)["file_bytes"]
    assert took <= told


def test_an_existing_file_is_not_replaced_without_force():
    Path("x.h5").write_text("precious")
    says = refused(
        WOULD_OVERWRITE,
        "run",
        SCENARIO,
        *SMALL,
        "-o",
        "x.h5",
        says=["x.h5 exists already", "--force"],
    )
    call("run", SCENARIO, *SMALL, "-o", "x.h5", "--dry-run")  # asks and writes nothing
    assert Path("x.h5").read_text() == "precious" and "\n" in says
    call("run", SCENARIO, *SMALL, "-o", "x.h5", "--force")
    assert Path("x.h5").read_bytes() != b"precious"


def test_what_is_no_regular_file_is_never_replaced():
    os.mkfifo("pipe")
    refused(
        USAGE,
        "run",
        SCENARIO,
        *SMALL,
        "-o",
        "pipe",
        "--force",
        says=["no regular file"],
    )
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)


def test_attributes_and_provenance():
    h5py = pytest.importorskip("h5py")
    call(
        "run",
        SCENARIO,
        *SMALL,
        "--seed",
        "5",
        "--replicates",
        "2",
        "--threads",
        "1",
        "-o",
        "x.h5",
    )
    with h5py.File("x.h5") as file:

        def text(value):
            return value.decode() if isinstance(value, bytes) else str(value)

        told = {name: text(value) for name, value in file.attrs.items()}
        assert told["Conventions"] == "CF-1.8, ACDD-1.3"
        for name in (
            "title",
            "summary",
            "source",
            "license",
            "program_version",
            "git_commit",
            "git_dirty",
        ):
            assert told[name]
        assert told["seed"] == "5"
        how = {name: text(value) for name, value in file["provenance"].attrs.items()}
        assert how["threads"] == "1" and "--seed 5" in how["command"]
        for name in ("date_created", "host", "compiler", "libraries", "wall_seconds"):
            assert how[name]
        assert len(how["run_seconds"].split()) == 2
