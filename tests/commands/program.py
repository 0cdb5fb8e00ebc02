"""How the tests of the command line call the yardstick's program."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from patience import HANG

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "yardstick"
SCENARIO = str(ROOT / "models/yardstick/yardstick.toml")
SMALL = ["--set", "population.size=20000", "--until", "2010-12-31"]
LONG = ["--set", "population.size=2000000", "--replicates", "1000"]
DONE, SOME_FAILED, USAGE, BAD_DATA, NO_INPUT = 0, 1, 64, 65, 66
LACKING, WOULD_OVERWRITE, IO, STOPPED = 71, 73, 74, 75
# For a test that limits what a sanitizer cannot do without: address space, and descriptors for a look at memory.
unsanitized = pytest.mark.skipif(
    "SANSHE_SANITIZED" in os.environ, reason="takes what a sanitizer needs"
)


def call(*words, code=DONE, **more):
    done = subprocess.run(
        [PROGRAM, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
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


def outcome(*words):
    told = json.loads(call("run", *words, "--json", "--force", "-o", "x.h5").stdout)
    return [
        (d["series"], d["baseline_mean"], d["scenario_mean"])
        for d in told["differences"]
    ]
