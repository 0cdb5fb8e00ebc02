"""Options that cannot be meant, for every option of every command: without a value, empty, twice."""

import os
import re

import pytest
from program import PROGRAM, SCENARIO, USAGE, call, refused

pytestmark = pytest.mark.usefixtures("own_folder")
# What a command takes before its options.
TAKES = {
    "init": ["folder"], "run": ["a.toml"], "sweep": ["d.toml"], "slurm": ["d.toml"], "seal": ["s"],
    "compare": ["x.h5"], "reproduce": ["x.h5"], "export": ["x.h5"], "snippet": ["python", "x.h5"],
    "check": ["a.toml"], "diff": ["a.toml", "b.toml"], "describe": ["parameters"], "explain": ["need.base"],
}  # fmt: skip
OF_ALL = re.compile(r"^ +(?:-(\w), +)?--([\w-]+)(?: ([A-Z]\S*))?  +(.*)", re.MULTILINE)


def test_these_are_all_commands():
    listed = re.findall(rf"^  {re.escape(str(PROGRAM))} (\w+) ", call("--help").stdout, re.MULTILINE)  # fmt: skip
    assert {*listed} - {"COMMAND", "bench"} == {*TAKES}


@pytest.mark.parametrize("command", TAKES)
def test_what_cannot_be_meant_is_refused(command):
    wide = {"env": {**os.environ, "COLUMNS": "999"}}
    options = OF_ALL.findall(call(command, "--help", **wide).stdout)
    assert [name for _, name, *_ in options][-1] == "help"

    def no(*words, says):
        told = refused(USAGE, command, *TAKES[command], *words, says=[says])
        assert told.startswith("error: ") and "option '" not in told

    for letter, name, value, about in options[:-1]:
        long = f"--{name}"
        if not value:
            no(f"{long}=1", says=f"{long} takes no value")
            no(long, long, says=f"{long} is given 2 times")
            continue
        no(long, "", says=f"{long} is given an empty value")
        no(f"{long}=", says="is given no value")
        no(long, says=f"{long} is given no value")
        if not about.endswith("; repeatable"):
            no(long, "1", f"{long}=2", says=f"{long} is given 2 times")
        if letter:
            no(long, "1", f"-{letter}2", says=f"{long} is given 2 times")
            no(f"-{letter}", "", says="is given")
    no("--nonsense", says=f"{command} has no option --nonsense")
    no("", says="one of the words is empty")


def test_an_option_is_no_value_and_a_name_no_option():
    refused(USAGE, "run", "a.toml", "-o", "--quiet", says=["--output is given --quiet, which is an option"])  # fmt: skip
    for words in (["run", SCENARIO, "-o", "-x"], ["run", SCENARIO, "--output=-x"], ["init", "--", "-x"]):  # fmt: skip
        refused(USAGE, *words, says=["looks like an option", "./-x"])
