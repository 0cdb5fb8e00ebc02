"""The command line from outside, on the yardstick: refusals, check, describe, explain, help."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from program import (
    BAD_DATA,
    IO,
    NO_INPUT,
    PROGRAM,
    SCENARIO,
    SMALL,
    USAGE,
    call,
    outcome,
    refused,
    scenario,
)

pytestmark = pytest.mark.usefixtures("own_folder")


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
        (["run", SCENARIO, "--precision", "backlog"], "--precision SERIES=2%"),
        (["run", SCENARIO, "--scale", "0.1"], "no option --scale"),
        (["run", SCENARIO, SCENARIO], "two scenarios are called yardstick"),
        (["run", SCENARIO, "-o", "."], "no name for a run file"),
        (["run", SCENARIO, "-o", SCENARIO, "--force"], "no name for a run file"),
        (["check"], "at least one file"),
        (["check", "--resolved"], "--resolved"),
        (["check", "--resolved", SCENARIO, SCENARIO], "one file"),
        (["explain"], "one name"),
        (["explain", "need.bass"], "need.bas"),
        (["explain", "service.capacity", SCENARIO, SCENARIO], "at most one scenario"),
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


def test_very_many_problems_are_counted_and_not_all_told():
    files = [
        scenario(f"{name}.toml", "".join(f"x{i} = 1\n" for i in range(150)))
        for name in "ab"
    ]
    for command in ("run", "check"):
        says = refused(BAD_DATA, command, *files, says=["b.toml:51:", "and 100 more"])
        assert says.count("error: ") == 200


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


def test_an_end_within_a_month_is_said():
    middle = scenario("a.toml", "until = 2010-02-10\n")
    said = "note: a.toml:2: the clock ticks in whole months: the last day simulated is 2010-02-28\n"
    assert said in call("check", middle).stderr
    run = ["run", middle, scenario("b.toml"), *SMALL[:2], "-o", "x.h5", "--force"]
    assert call(*run).stderr.startswith(said)
    told = call(*run, "--until", "2010-03-01").stderr
    assert told.count("note: --until 2010-03-01: ") == 1 and "2010-03-31\n" in told
    assert "note: " not in call(*run, "--until", "2010-03-31").stderr


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
    assert done.returncode == IO and "no space is left" in done.stderr


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
    value = scenario("six.toml", "[service]\ncapacity = 6\n")
    assert "6 (six.toml:3)" in call("explain", "service.capacity", value).stdout


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
    ) in "output replicates seed threads until set multiply dry-run resume force quiet json timing".split():
        assert f"--{option} " in told


def test_version():
    told = call("--version").stdout
    assert re.match(r"yardstick \d+\.\d+\.\d+ \(commit ([0-9a-f]{40}|unknown)", told)
    assert "HDF5" in told and "oneTBB" in told


def test_bench():
    told = json.loads(call("bench", "20000", "1").stdout)
    assert told["residents"] == 20000 and told["steps"] == 120 and told["seconds"] > 0
