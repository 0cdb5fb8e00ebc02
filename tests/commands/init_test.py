"""`init` for both models: what it writes is right, runs, differs in outcome, and is all there or not at all."""

import json
import os
import re
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from patience import HANG
from program import DONE, IO, PROGRAM, ROOT, USAGE, WOULD_OVERWRITE, refused

pytestmark = pytest.mark.usefixtures("own_folder")

BUILD = PROGRAM.parent
FILES = {
    "sanshe": ["village.toml", "twice-the-money.toml"],
    "yardstick": ["yardstick.toml", "more-capacity.toml"],
}


def call(program, *words, code=DONE, **more):
    done = subprocess.run(
        [BUILD / program, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
        **more,
    )
    assert done.returncode == code, done.stderr + done.stdout
    return done


def shell(commands):
    path = f"{BUILD}:/usr/bin:{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-ec", commands],
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
        env={**os.environ, "PATH": path, "MPLBACKEND": "Agg"},
    )
    assert done.returncode == 0, done.stderr + done.stdout


@pytest.mark.parametrize("program", FILES)
def test_all_that_it_writes_is_right(program):
    call(program, "init", "new/folder")
    there = sorted(path.name for path in Path("new/folder").iterdir())
    assert there == sorted([*FILES[program], "scenario.schema.json", "README.md"])
    schema = Path("new/folder/scenario.schema.json")
    assert schema.read_text() == call(program, "describe", "schema").stdout
    for name in FILES[program]:
        file = Path("new/folder") / name
        assert "ok, " in call(program, "check", file).stdout
        assert file.read_text().startswith("#:schema ./scenario.schema.json\n# ")
        judge = [
            sys.executable,
            ROOT / "tests/sim/describe/schema_check.py",
            schema,
            file,
        ]
        done = subprocess.run(judge, capture_output=True, text=True, check=False)
        assert done.stdout == "valid\n", done.stdout + done.stderr
    assert f'extends  = "{FILES[program][0]}"' in file.read_text()


@pytest.mark.parametrize("program", FILES)
def test_the_next_commands_work_as_printed(program):
    printed = call(program, "init", "a folder").stdout
    commands = re.findall(
        r"(?<=^  )(?:\S*%s|/usr/bin/python3) .*" % program, printed, re.M
    )
    assert len(commands) == 4
    shell("\n".join(commands))
    assert Path("a folder/first.png").stat().st_size > 5000


@pytest.mark.parametrize("program", FILES)
def test_the_two_scenarios_differ(program):
    call(program, "init", ".")
    words = ["run", *FILES[program], "--replicates", "10", "--json", "-o", "x.h5"]
    told = json.loads(call(program, *words).stdout)
    differing = [
        d for d in told["differences"] if d["baseline_mean"] != d["scenario_mean"]
    ]
    assert len(differing) >= 3


@pytest.mark.parametrize("program", FILES)
def test_the_readme_works_in_its_folder(program, monkeypatch):
    call(program, "init", "here")
    monkeypatch.chdir("here")
    (commands,) = re.findall(r"```sh\n(.*?)```", Path("README.md").read_text(), re.S)
    assert commands.count(f"{(BUILD / program).resolve()} ") == 3, "wherever it is read"
    shell(commands)


def test_only_into_a_new_or_empty_folder():
    Path("full").mkdir()
    Path("full/.hidden").write_text("")
    Path("file").write_text("")
    Path("empty").mkdir()
    refused(WOULD_OVERWRITE, "init", "full", says=["full: error: is not empty"])
    refused(WOULD_OVERWRITE, "init", "file", says=["is no folder"])
    refused(IO, "init", "file/x", says=["cannot be made"])
    refused(IO, "init", "/proc/x", says=["/proc/x: error: cannot be made"])
    refused(USAGE, "init", says=["init wants one folder"])
    refused(USAGE, "init", "a", "b", says=["init wants one folder"])
    call("yardstick", "init", "empty")


def test_what_was_ended_half_way_is_made_whole():
    call("yardstick", "init", "whole")
    names = sorted(file.name for file in Path("whole").iterdir())
    call("yardstick", "init", "whole")  # which may have been ended before it said so
    Path("half").mkdir()
    Path("half/README.md").write_text(Path("whole/README.md").read_text()[:100])
    Path("half/mine").write_text("")
    refused(WOULD_OVERWRITE, "init", "half", says=["is not empty"])
    Path("half/mine").unlink()
    call("yardstick", "init", "half")
    assert sorted(file.name for file in Path("half").iterdir()) == names
    Path("half", names[-1]).unlink()
    Path("half/README.md").write_text("# Mine")
    refused(WOULD_OVERWRITE, "init", "half", says=["is not empty"])


def test_a_full_disk_leaves_nothing():
    def small_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))

    Path("empty").mkdir()
    for folder in ("new/folder", "empty"):
        told = call("sanshe", "init", folder, code=IO, preexec_fn=small_files)
        why = "it would be larger than a file may be here"
        assert f"{folder}: error: cannot be made: {why}" in told.stderr
        assert told.stdout == ""
    assert list(Path().rglob("*")) == [Path("empty")]
