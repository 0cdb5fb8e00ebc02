"""The command line from outside, on the yardstick: every command, option and exit code."""

import fcntl
import json
import os
import pty
import re
import resource
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "yardstick"
SCENARIO = str(ROOT / "models/yardstick/yardstick.toml")
SMALL = ["--set", "population.size=20000", "--until", "2010-12-31"]
LONG = ["--set", "population.size=2000000", "--replicates", "1000"]
DONE, SOME_FAILED, USAGE, BAD_DATA, NO_INPUT = 0, 1, 64, 65, 66
WOULD_OVERWRITE, IO, STOPPED = 73, 74, 75


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


def call(*words, code=DONE, **more):
    done = subprocess.run(
        [PROGRAM, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        **more,
    )
    assert done.returncode == code, done.stderr + done.stdout
    assert "\x1b" not in done.stdout + done.stderr, "colour codes where no terminal is"
    return done


def scenario(name, text="", title="A variant"):
    Path(name).write_text(f'title = "{title}"\n{text}')
    return name


def refused(code, *words, says=()):
    """Refused before work: nothing on stdout, nothing written, and these words on stderr."""
    before = sorted(Path().rglob("*"))
    done = call(*words, code=code)
    assert done.stdout == ""
    assert "error: " in done.stderr
    for word in says:
        assert word in done.stderr, done.stderr
    assert sorted(Path().rglob("*")) == before
    return done.stderr


# ---- run


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
        "simulation noise only",
        "ncdump -h out/x.h5",
        "explain waiting",
    ):
        assert words in done.stdout, done.stdout
    assert "yardstick: 6 runs of yardstick and more" in done.stderr


def test_the_default_file_is_named_after_the_first_scenario():
    call("run", scenario("first.toml"), scenario("second.toml"), *SMALL)
    assert Path("results/first.h5").is_file()


def test_one_replicate_is_told_as_one_pair_and_one_scenario_is_not_compared():
    two = call("run", SCENARIO, scenario("b.toml"), *SMALL, "-o", "x.h5").stdout
    assert "One pair of runs" in two and "interval\n" not in two
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
        and served["low_95"] <= served["difference"] <= served["high_95"]
    )
    assert served["difference"] > 0


def outcome(*words):
    told = json.loads(call("run", *words, "--json", "--force", "-o", "x.h5").stdout)
    return [
        (d["series"], d["baseline_mean"], d["scenario_mean"])
        for d in told["differences"]
    ]


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


def test_until_shortens_the_run():
    told = json.loads(
        call(
            "run", SCENARIO, *SMALL[:2], "--until", "2010-03-31", "--json", "-o", "x.h5"
        ).stdout
    )
    assert [t["calls"] for t in told["timing"] if t["phase"] == "need"] == [3]


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
    assert 0 < told["seconds"] < 60 and told["memory_bytes"] > 1e6
    # Seven lines of people, three more series, 120 months, eight runs.
    assert 8 * 120 * 10 * 4 <= told["file_bytes"] < 2 * 8 * 120 * 10 * 8
    assert list(Path().iterdir()) == []


def test_dry_run_is_honest_about_time():
    words = [
        SCENARIO,
        "--set",
        "population.size=1000000",
        "--replicates",
        "4",
        "--json",
    ]
    told = json.loads(call("run", *words, "--dry-run").stdout)["seconds"]
    took = json.loads(call("run", *words).stdout)["seconds"]
    assert took / 4 < told < took * 4


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
    assert Path("x.h5").read_text() == "precious" and "\n" in says
    refused(WOULD_OVERWRITE, "run", SCENARIO, *SMALL, "-o", "x.h5", "--dry-run")
    call("run", SCENARIO, *SMALL, "-o", "x.h5", "--force")
    assert Path("x.h5").read_bytes() != b"precious"


# ---- Refusals


@pytest.mark.parametrize(
    "words, says",
    [
        (["rum"], "did you mean run?"),
        (["run"], "at least one scenario"),
        (["run", SCENARIO, "--replicate", "3"], "did you mean --replicates?"),
        (["run", SCENARIO, "--replicates"], "--replicates"),
        (["run", SCENARIO, "--replicates", "0"], "whole number from 1"),
        (["run", SCENARIO, "--replicates", "2", "--replicates", "3"], "given 2 times"),
        (["run", SCENARIO, "--seed", "x"], "--seed is"),
        (["run", SCENARIO, "--seed=-1"], "--seed is"),
        (["run", SCENARIO, "--threads", "2.5"], "--threads is"),
        (["run", SCENARIO, "--set", "service.capacity"], "behaviour.parameter=value"),
        (["run", SCENARIO, "--multiply", "=2"], "behaviour.parameter=value"),
        (["run", SCENARIO, "--scale", "0.1"], "population.scale"),
        (["run", SCENARIO, SCENARIO], "two scenarios are called yardstick"),
        (["run", SCENARIO, "-o", "."], "no name for a run file"),
        (["run", SCENARIO, "-o", SCENARIO, "--force"], "no name for a run file"),
        (["check"], "at least one file"),
        (["check", "--resolved"], "--resolved"),
        (["check", "--resolved", SCENARIO, SCENARIO], "one file"),
        (["explain"], "one name"),
        (["explain", "need.bass"], "need.bas"),
        (["describe", "parameter"], "parameter"),
        (["describe", "parameters", "--format", "html"], "html"),
        (["bench", "many", "1"], "RESIDENTS"),
    ],
)
def test_usage_errors(words, says):
    refused(USAGE, *words, says=[says])


def test_all_problems_of_all_files_come_at_once():
    one = scenario("one.toml", "[service]\ncapasity = 6\n[waiting]\npatience = -1\n")
    two = scenario("two.toml", "[need]\nbase = nan\n")
    for command in ("run", "check"):
        says = refused(
            BAD_DATA,
            command,
            one,
            two,
            "missing.toml",
            says=[
                "one.toml:3:",
                "did you mean",
                "one.toml:5:",
                "two.toml:3:",
                "missing.toml",
            ],
        )
        assert says.count("error: ") == 4


def test_what_is_wrong_with_an_option_is_told_once():
    other = scenario("b.toml")
    says = refused(
        BAD_DATA,
        "run",
        SCENARIO,
        other,
        "--set",
        "service.capasity=3",
        says=["--set service.capasity=3"],
    )
    assert says.count("error: ") == 1
    refused(BAD_DATA, "run", SCENARIO, "--until", "2010-13-01", says=["--until"])


def test_missing_scenarios():
    refused(NO_INPUT, "run", "missing.toml", says=["missing.toml"])
    refused(
        NO_INPUT,
        "check",
        "missing.toml",
        "missing.h5",
        says=["missing.toml", "missing.h5"],
    )


def test_places_that_take_no_file():
    refused(IO, "run", SCENARIO, *SMALL, "-o", "/dev/null/x.h5", says=["/dev/null"])
    refused(IO, "run", SCENARIO, *SMALL, "-o", "/proc/x.h5", says=["/proc"])


def test_a_full_stdout_is_an_error():
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [PROGRAM, "--help"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == IO and "No space left" in done.stderr


def test_messages_that_nobody_reads_do_not_stop_a_run():
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [PROGRAM, "run", SCENARIO, *SMALL, "--timing", "-o", "x.h5", "--json"],
        stderr=write,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    os.close(write)
    assert Path("x.h5").is_file(), done.returncode


# ---- Runs that fail or are stopped


def test_a_failing_run_leaves_the_others():
    huge = scenario("huge.toml", "[population]\nsize = 2_000_000_000\n")
    limit = 3 << 30

    def small_memory():
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    short = ["--until", "2010-02-28", "-o", "x.h5"]
    done = call(
        "run",
        scenario("fine.toml"),
        huge,
        "--replicates",
        "2",
        *short,
        code=SOME_FAILED,
        preexec_fn=small_memory,
    )
    assert "huge, replicate 0, failed: out of memory" in done.stderr
    assert "huge, replicate 1, failed: out of memory" in done.stderr
    assert (
        "2 runs" in done.stdout and "2 failed" in done.stdout and Path("x.h5").is_file()
    )
    told = json.loads(
        call(
            "run",
            huge,
            *short,
            "--force",
            "--json",
            code=SOME_FAILED,
            preexec_fn=small_memory,
        ).stdout
    )
    assert told["file"] is None and told["runs"][0]["failed"] == "out of memory"


def start(*words, **more):
    return subprocess.Popen(
        [PROGRAM, *words],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **more,
    )


@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM, signal.SIGUSR1])
def test_the_first_signal_stops_between_months(which):
    running = start("run", SCENARIO, *LONG)
    time.sleep(1)
    running.send_signal(which)
    out, told = running.communicate(timeout=20)
    assert running.returncode == STOPPED
    assert (
        "stopped between two months" in told
        and "nothing was written" in told
        and out == ""
    )
    assert list(Path().iterdir()) == []


def test_the_second_signal_ends_at_once():
    running = start("run", SCENARIO, *LONG)
    time.sleep(0.5)
    for which in (signal.SIGSTOP, signal.SIGINT, signal.SIGTERM, signal.SIGCONT):
        running.send_signal(which)
    running.communicate(timeout=20)
    assert running.returncode in (-signal.SIGINT, -signal.SIGTERM)
    assert list(Path().iterdir()) == []


# ---- The bar


def on_a_terminal(*words, columns=70, **environment):
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    env = {**os.environ, "TERM": "xterm", **environment}
    running = subprocess.Popen(
        [PROGRAM, *words], stderr=child, stdout=subprocess.DEVNULL, env=env
    )
    os.close(child)
    seen = b""
    while True:
        try:
            block = os.read(parent, 4096)
        except OSError:  # the other side has been closed
            break
        if not block:
            break
        seen += block
    os.close(parent)
    assert running.wait(timeout=60) == DONE
    return seen.decode()


def test_a_bar_with_the_time_left_on_a_terminal():
    words = [
        "run",
        SCENARIO,
        "--set",
        "population.size=2000000",
        "--replicates",
        "3",
        "--force",
        "-o",
        "x.h5",
    ]
    seen = on_a_terminal(*words)
    assert "\x1b[32m=" in seen and re.search(
        r"\d+ %  [0-3] of 3 runs done  .* left", seen
    )
    lines = re.sub(r"\x1b\[\d*m", "", seen).split("\r")
    assert (
        max(len(line.split("\x1b")[0]) for line in lines if line.startswith("[")) <= 70
    )
    assert seen.endswith("\r\x1b[K"), "the bar is cleared"
    plain = on_a_terminal(*words, NO_COLOR="1")
    assert "[=" in plain and "\x1b[32m" not in plain
    assert "\r[" not in on_a_terminal(*words, TERM="dumb")
    assert on_a_terminal(*words, "--quiet") == ""


# ---- The other commands


def test_check_says_what_is_right():
    call("run", SCENARIO, *SMALL, "-o", "x.h5")
    done = call("check", SCENARIO, "x.h5")
    assert (
        "yardstick.toml: ok" in done.stdout
        and "x.h5: ok" in done.stdout
        and done.stderr == ""
    )


def test_check_refuses_damaged_run_files():
    call("run", SCENARIO, *SMALL, "-o", "x.h5")
    whole = Path("x.h5").read_bytes()
    Path("half.h5").write_bytes(whole[: len(whole) // 2])
    Path("text.nc").write_text("nothing of the kind")
    Path("half").write_bytes(whole[: len(whole) // 2])  # known by how it begins
    says = refused(BAD_DATA, "check", "half.h5", "text.nc", "half")
    assert says.count("error: ") >= 3


def test_check_prints_the_merged_scenario():
    scenario("base.toml", "[service]\ncapacity = 6\n", title="Base")
    child = scenario(
        "child.toml", 'extends = "base.toml"\n[waiting]\npatience = 3\n', title="Child"
    )
    merged = call("check", "--resolved", child).stdout
    assert "extends" not in merged and "Child" in merged
    Path("merged.toml").write_text(merged)
    assert call("check", "--resolved", "merged.toml").stdout == merged
    assert outcome(SCENARIO, child, *SMALL) == outcome(SCENARIO, "merged.toml", *SMALL)


def test_describe_and_explain():
    assert call("describe", "parameters").stdout
    assert call("describe", "series", "--format", "json").stdout
    assert "served" in call("explain", "served").stdout


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["help"]])
def test_help(words):
    done = call(*words)
    for command in ("run", "check", "describe", "explain", "bench"):
        assert f"yardstick {command}" in done.stdout


@pytest.mark.parametrize("command", ["run", "check", "describe", "explain", "bench"])
def test_help_of_a_command(command):
    told = call(command, "--help").stdout
    assert told.split("\n")[0].split("yardstick ")[1].startswith(command)
    assert told == call(command, "-h").stdout == call("help", command).stdout


def test_no_command_is_a_usage_error_with_the_overview():
    done = call(code=USAGE)
    assert done.stdout == "" and "yardstick run SCENARIO..." in done.stderr


def test_the_help_of_run_names_every_option():
    told = call("run", "--help").stdout
    for (
        option
    ) in "output replicates seed threads scale until set multiply dry-run force quiet json timing".split():
        assert f"--{option} " in told
    assert "--resume" not in told, "an option that does nothing"


def test_version():
    told = call("--version").stdout
    assert re.match(r"yardstick \d+\.\d+\.\d+ \(commit ([0-9a-f]{40}|unknown)", told)
    assert "HDF5" in told and "oneTBB" in told


def test_bench():
    told = json.loads(call("bench", "20000", "1").stdout)
    assert told["residents"] == 20000 and told["steps"] == 120 and told["seconds"] > 0


# ---- What the file says of the program


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
