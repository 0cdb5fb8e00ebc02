"""What the system does not grant - threads, descriptors, memory, room, streams - is said by its cause, with the documented
code, and is never a verdict on a file."""

import errno
import os
import resource
import subprocess
from pathlib import Path

import pytest
from patience import HANG
from program import (
    DONE,
    IO,
    LACKING,
    PROGRAM,
    SCENARIO,
    SMALL,
    call,
    unsanitized,
)

pytestmark = pytest.mark.usefixtures("own_folder")
RUN = ["run", SCENARIO, *SMALL, "-o", "x.h5"]


def limited(which, most):
    return lambda: resource.setrlimit(which, (most, most))


def lacking(*words, says, **more):
    told = call(*words, code=LACKING, **more)
    assert says in told.stderr and "mistake" not in told.stderr + told.stdout
    assert told.stdout == ""
    return told.stderr


@pytest.mark.parametrize("most", [0, 1, 2])
def test_no_more_threads(refusing, whole_file, most):
    without = {"env": refusing(REFUSE_THREADS=most)}
    says = f"the system starts {most} of "
    threads = ["--threads", "8"] if most else ["--threads", "1"]
    for words in (RUN, [*RUN, "--dry-run"], ["reproduce", str(whole_file)]):
        lacking(*words, *threads, says=says, **without)
    assert not Path("x.h5").exists() and not Path("x.h5.part").exists()
    call("check", str(whole_file), **without)


@unsanitized
def test_no_more_descriptors(whole_file):
    few = limited(resource.RLIMIT_NOFILE, 4)
    says = "this program may open no more files"
    for words in (["check", str(whole_file)], RUN, ["export", str(whole_file), "-o", "x.csv"]):  # fmt: skip
        told = call(*words, code=LACKING, preexec_fn=few)
        assert says in told.stderr and "damaged" not in told.stderr and "ulimit -n" in told.stderr  # fmt: skip


@unsanitized
@pytest.mark.parametrize("which", [resource.RLIMIT_AS, resource.RLIMIT_DATA], ids=["-v", "-d"])  # fmt: skip
def test_no_more_memory_is_no_verdict(whole_file, which):
    """However much there is, it is enough or said to be too little: never damaged, never a crash."""
    Path("d.toml").write_text(f'scenarios = ["{SCENARIO}"]\n')
    call("sweep", "d.toml", *SMALL, "-o", "s", "--quiet")
    call(*RUN)
    enough = 0
    for megabytes in (*range(1, 60, 4), *range(60, 400, 40), 2000):

        def within(*words):
            return subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False, timeout=HANG, preexec_fn=limited(which, megabytes << 20))  # fmt: skip

        if within("--version").returncode not in (DONE, LACKING):
            continue  # it does not come to its first line
        for words in (
            ["check", str(whole_file)],
            ["seal", "s", "-o", "q.h5", "--force"],
            [*RUN, "--force"],
            ["export", str(whole_file), "-o", "q.csv", "--force"],
        ):
            done = within(*words)
            assert done.returncode in (DONE, LACKING), (megabytes, words, done)
            enough += done.returncode == DONE
    assert enough > 8


def test_a_limit_on_sizes_of_files():
    long = ["run", SCENARIO, "--set", "population.size=20000", "-o", "x.h5"]
    told = call(*long, code=IO, preexec_fn=limited(resource.RLIMIT_FSIZE, 2000))
    assert "larger than a file may be here" in told.stderr and "--resume" in told.stderr
    call(*long, "--resume", "--quiet")


FULL = {
    errno.ENOSPC: "no space is left on the disk",
    errno.EDQUOT: "your quota of the disk is used up",
}


@pytest.mark.parametrize("error", FULL)
@pytest.mark.parametrize("after", [0, 2000])
def test_no_more_room(refusing, whole_file, error, after):
    full = {"env": refusing(REFUSE_WRITES=error, REFUSE_WRITES_AFTER=after)}

    def refuses(*words):
        told = call(*words, code=IO, **full).stderr
        assert FULL[error] in told and "damaged" not in told, words

    Path("d.toml").write_text(f'scenarios = ["{SCENARIO}"]\n')
    for words in (RUN, ["sweep", "d.toml", *SMALL, "-o", "s", "--quiet"]):
        refuses(*words)
        assert not Path("x.h5").exists()
        call(*words, "--resume")
        Path("x.h5").unlink(missing_ok=True)
    refuses("init", "i")
    refuses("export", str(whole_file), "-o", "x.csv")
    assert {path.name for path in Path().iterdir()} == {"d.toml", "s"}


@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1, 2)], ids=str)
def test_closed_descriptors_are_as_nothing(closed):
    def close():
        for stream in closed:
            os.close(stream)

    nothing = subprocess.DEVNULL
    done = subprocess.run([PROGRAM, *RUN, "--timing"], stdin=nothing, stdout=nothing, stderr=nothing, preexec_fn=close, check=False, timeout=HANG)  # fmt: skip
    assert done.returncode == DONE
    assert "ok" in call("check", "x.h5").stdout and not Path("x.h5.part").exists()


@pytest.mark.parametrize(
    "words", [["describe", "parameters"], ["--help"], RUN, ["check", SCENARIO], ["run", "--help"]], ids=" ".join
)  # fmt: skip
def test_a_reader_that_has_enough_is_no_error(words):
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([PROGRAM, *words], stdout=write, stderr=subprocess.PIPE, text=True, check=False, timeout=HANG)  # fmt: skip
    os.close(write)
    assert done.returncode == DONE and "error" not in done.stderr
