"""However a command ends, its children end with it, and the same command works at once."""

import contextlib
import os
import signal
import subprocess
from pathlib import Path

import pytest
from patience import until
from program import DONE, PROGRAM, SCENARIO, call

pytestmark = pytest.mark.usefixtures("own_folder")


@pytest.fixture(scope="module")
def long_file(tmp_path_factory):
    """One whose reading takes a while."""
    folder = tmp_path_factory.mktemp("long")
    call("run", SCENARIO, "--set", "population.size=20000", "--replicates", "20", "--quiet", "-o", "x.h5", cwd=folder)  # fmt: skip
    return folder / "x.h5"


def children(parent):
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    try:
        return [int(child) for child in listed.read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def gone(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"  # fmt: skip
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize(
    "words",
    [
        ["export", "FILE", "-o", "x.csv"],
        ["export", "FILE"],
        ["check", "FILE"],
        ["reproduce", "FILE"],
        ["run", SCENARIO, "--set", "population.size=20000", "--replicates", "20", "--resume", "-o", "FILE"],
    ],
    ids=lambda words: words[0] + str(len(words)),
)  # fmt: skip
def test_children_end_with_their_parent(long_file, words, how):
    words = [str(long_file) if word == "FILE" else word for word in words]
    with open("out", "w", encoding="utf-8") as out:
        running = subprocess.Popen([PROGRAM, *words], stdout=out, stderr=out)
        born = until(lambda: children(running.pid), running)
        running.send_signal(signal.SIGSTOP)  # it cannot end its children itself
        for child in born:
            os.kill(child, signal.SIGSTOP)
        running.send_signal(how)
        running.send_signal(signal.SIGCONT)
        code = running.wait()
        for child in born:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGCONT)  # it may just have been born
    assert code in (DONE, -how)
    for child in born:
        until(lambda child=child: gone(child), what="the end of a child")
    more = ["--force"] if "-o" in words and words[0] == "export" else []
    call(*words, *more)


def test_a_signal_to_all_does_not_make_a_file_damaged(long_file):
    """As a terminal and a cluster send it: to the child, too."""
    running = subprocess.Popen([PROGRAM, "check", str(long_file)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # fmt: skip
    born = until(lambda: children(running.pid), running)
    for child in born:
        os.kill(child, signal.SIGUSR1)
    out, told = running.communicate()
    assert running.returncode == DONE and "ok" in out, told
