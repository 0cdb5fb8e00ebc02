"""What no sound input needs is refused or read in bounds of work and memory; what is no file is not waited for; and what
the disk does not give is never called damaged."""

import os
import shutil
import subprocess
from pathlib import Path

import h5py
import pytest
from patience import HANG, checkpoints, processor_seconds, signal_when

from program import BAD_DATA, DONE, IO, LONG, NO_INPUT, PROGRAM, SCENARIO, SMALL, STOPPED, USAGE, call, refused, scenario, unsanitized  # fmt: skip

pytestmark = pytest.mark.usefixtures("own_folder")
DESIGN = f"""scenarios = ["{SCENARIO}"]
method = "grid"
[[parameter]]
name = "need.base"
values = [0.001, 0.002]
"""


def megabytes(*words, code):
    """The most memory that the program takes, which ends with this code; and what it says."""
    with open("told", "w+", encoding="utf-8") as told:
        running = subprocess.Popen([PROGRAM, *words], stdout=told, stderr=told)
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        text = told.read()
    assert running.returncode == code, text
    return used.ru_maxrss / 1024, text


MANY = ", ".join(f'"x{i}"' for i in range(10_000))
CHANGE = (
    '[[change]]\nid = "x{}"\nfrom = 2011-01-01\nbecause = "b"\nset."need.base" = 9\n'
)


@unsanitized
@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"drop = [{MANY}]\n", 'the base has no change "x199"'),
        (f"drop = [{MANY}]\n".replace(", ", ",\n"), 'the base has no change "x199"'),
        ("[need]\n" + "".join(f"x{i} = 1\n" for i in range(50_000)), "need.x199"),
        ("".join(f"[x{i}]\n" for i in range(50_000)), '"x199"'),
        ("".join(map(CHANGE.format, range(20_000))), "out of range"),
    ],
    ids=["drop", "drop a line", "parameters", "tables", "changes"],
)
def test_a_text_that_is_wrong_in_thousands_of_places(text, says):
    few, _ = megabytes("check", SCENARIO, code=DONE)
    scenario("base.toml")
    many, told = megabytes("check", scenario("many.toml", 'extends = "base.toml"\n' + text), code=BAD_DATA)  # fmt: skip
    assert says in told and " more\n" in told
    assert many < few + 100, f"{few:.0f} MB became {many:.0f}"


def test_a_scenario_of_very_many_files():
    scenario("s0.toml")
    for i in range(1, 1000):
        scenario(f"s{i}.toml", f'extends = "s{i - 1}.toml"\n')
    assert "ok" in call("check", "s50.toml").stdout
    says = ["extend each other without an end", "100 at the most"]
    refused(BAD_DATA, "check", "s999.toml", says=["s900.toml:2:11: error", *says])
    listed = ", ".join(f'"s{i}.toml"' for i in range(1, 200))
    refused(BAD_DATA, "check", scenario("w.toml", f"with = [{listed}]\n"), says=["with names 199 files"])  # fmt: skip


def test_a_run_file_with_thousands_of_things_in_it(whole_file):
    def groups(file):
        for i in range(10_000):
            file.create_group(f"g{i}")

    def attributes(file):
        for i in range(10_000):
            file.attrs[f"a{i}"] = "x"

    def of_a_group(file):
        for i in range(10_000):
            file["provenance"].attrs[f"a{i}"] = "x"

    for kind in (groups, attributes, of_a_group):
        shutil.copy(whole_file, "many.h5")
        with h5py.File("many.h5", "a") as file:
            kind(file)

        def read():
            for words in (["check"], ["check", "--unverified"], ["export", "--unverified"]):  # fmt: skip
                done = subprocess.run([PROGRAM, *words, "many.h5"], capture_output=True, check=False, timeout=HANG)  # fmt: skip
                assert done.returncode in (DONE, BAD_DATA) and b"seconds of work" not in done.stderr  # fmt: skip

        assert processor_seconds(read) < 20, kind


@pytest.mark.parametrize("name", ["p", "p.toml", "p.h5", "p.csv", "p.state", "p.runs"])
def test_a_pipe_is_not_waited_for(name):
    os.mkfifo(name)
    codes = (BAD_DATA, NO_INPUT, USAGE)
    for command in ("check", "run", "sweep", "slurm", "compare", "export", "reproduce", "diff", "snippet python"):  # fmt: skip
        words = [*command.split(), name, *([SCENARIO] if command == "diff" else [])]
        done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=False, timeout=HANG)  # fmt: skip
        assert done.returncode in codes and "damaged" not in done.stderr, (words, done)
    scenario("of.toml", f'extends = "{name}"\n')
    refused(BAD_DATA, "check", "of.toml", says=["not a regular file"])
    Path("d.toml").write_text(f'scenarios = ["{SCENARIO}"]\nmethod = "table"\ntable = "{name}"\n')  # fmt: skip
    refused(NO_INPUT, "check", "d.toml", says=[name])
    Path("s").mkdir()
    for inside in ("s/plan-1.json", "s/x.runs"):
        os.mkfifo(inside)
        refused(NO_INPUT, "check", "s", says=["it is a pipe or a device"])
        os.remove(inside)


def test_a_disk_that_cannot_be_read_damages_nothing(whole_file, refusing):
    faulty = lambda of: {
        "env": refusing(REFUSE_READS=5, REFUSE_READS_OF=of)
    }  # noqa: E731

    def told(*words, of):
        done = call(*words, code=IO, **faulty(of))
        said = done.stderr + done.stdout
        assert "the disk reports a fault" in said and "damaged" not in said
        return said

    file = str(whole_file)
    for words in (["check"], ["check", "--unverified"], ["export"], ["compare"], ["reproduce"], ["snippet", "python"]):  # fmt: skip
        told(*words, file, of=".h5")
    Path("d.toml").write_text(DESIGN)
    call("sweep", "d.toml", *SMALL, "-o", "s", "--quiet")
    told("check", "d.toml", of=".toml")
    for of in ("plan-1.json", ".runs"):
        for words in (["check", "s"], ["seal", "s", "-o", "s.h5"], ["sweep", "d.toml", *SMALL, "-o", "s", "--resume"]):  # fmt: skip
            told(*words, of=of)
    assert "2 of 2 runs finished" in call("check", "s").stdout


def test_a_checkpoint_that_cannot_be_read_is_kept(refusing):
    one = ["run", SCENARIO, *LONG[:2], "-o", "x.h5", "--checkpoint-every", "6", "--quiet"]  # fmt: skip
    running = subprocess.Popen([PROGRAM, *one])
    signal_when(lambda: checkpoints("x.h5.part"), running, 10)
    assert running.wait(HANG) == STOPPED
    before = checkpoints("x.h5.part")
    done = call(*one, "--resume", code=IO, env=refusing(REFUSE_READS=5, REFUSE_READS_OF=".state"))  # fmt: skip
    assert "the disk reports a fault" in done.stderr
    assert checkpoints("x.h5.part") == before, "it did not begin anew"
    call(*one, "--resume")
