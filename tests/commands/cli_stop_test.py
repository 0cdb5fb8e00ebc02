"""Runs that fail or are stopped, and the bar on a terminal."""

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
from pathlib import Path

import pytest
from patience import HANG, until_it_listens, until_it_worked
from program import (
    DONE,
    LACKING,
    LONG,
    PROGRAM,
    SCENARIO,
    SOME_FAILED,
    STOPPED,
    WOULD_OVERWRITE,
    call,
    unsanitized,
    scenario,
)

pytestmark = pytest.mark.usefixtures("own_folder")


@unsanitized
def test_a_failing_run_leaves_the_others():
    huge = scenario("huge.toml", "[population]\nsize = 700_000_000\n")
    limit = 1 << 30

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
    assert "x.h5.part keeps the runs" in done.stderr and "--resume" in done.stderr
    again = ["run", "fine.toml", huge, "--replicates", "2", *short, "--json"]
    more = {"code": SOME_FAILED, "preexec_fn": small_memory}
    first = json.loads(call(*again, "--resume", **more).stdout)
    second = json.loads(call(*again, "--resume", **more).stdout)
    assert first["runs"][:2] == second["runs"][:2], "only the others are tried again"
    call(*again, code=WOULD_OVERWRITE)
    told = json.loads(
        call(
            "run",
            huge,
            *short,
            "--force",
            "--json",
            code=LACKING,
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
    until_it_listens(running, which)
    until_it_worked(running, 1)
    running.send_signal(which)
    out, told = running.communicate(timeout=HANG)
    assert running.returncode == STOPPED
    assert "stopped: saved" in told and "--resume" in told
    assert out == "" and not list(Path().rglob("*.h5"))


def test_the_second_signal_ends_at_once():
    running = start("run", SCENARIO, *LONG)
    until_it_listens(running, signal.SIGINT)
    until_it_listens(running, signal.SIGTERM)
    until_it_worked(running, 0.5)
    for which in (signal.SIGSTOP, signal.SIGINT, signal.SIGTERM, signal.SIGCONT):
        running.send_signal(which)
    running.communicate(timeout=HANG)
    assert running.returncode in (-signal.SIGINT, -signal.SIGTERM)
    assert not list(Path().rglob("*.h5"))


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
    assert running.wait(timeout=HANG) == DONE
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
