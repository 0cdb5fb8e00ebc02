"""`./dev run`, with a city of a hundredth: nothing is installed or compiled, the program is the one under test."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from patience import HANG

ROOT = Path(__file__).resolve().parents[2]
SANSHE = Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "sanshe"
STUBS = {
    "cmake": "exit 0",
    "c++": "exit 0",
    "dpkg-query": 'shift 3; printf "installed %s\\n" "$@"',
}


@pytest.fixture
def tree(tmp_path):
    for name in ("scenarios", "analysis"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "dev", tmp_path)
    (tmp_path / "build").mkdir()
    (tmp_path / "build/build.ninja").touch()
    small = f'exec {SANSHE} "$@" --scale 0.01 --until 2010-12-31'
    for name, line in {"build/sanshe": small, **STUBS}.items():
        stub = tmp_path / (name if "/" in name else f"bin/{name}")
        stub.parent.mkdir(exist_ok=True)
        stub.write_text(f"#!/usr/bin/env bash\n{line}\n")
        stub.chmod(0o755)
    return tmp_path


def run(tree):
    path = f"{tree / 'bin'}:/usr/bin:/bin"
    environment = {**os.environ, "PATH": path, "HOME": str(tree)}
    return subprocess.run(
        ["./dev", "run"],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=HANG,
    )


def test_run_draws_pictures_and_says_where_they_are(tree):
    for _ in range(2):  # the second time all is there already
        done = run(tree)
        assert done.returncode == 0, done.stderr
        told = done.stdout.split("\nPictures:\n")[1].split()
        assert {Path(name).parent for name in told} == {Path("results/pictures")}
        assert {"organizations", "districts", "frontier"} < {Path(n).stem for n in told}
        for name in told:
            assert (tree / name).read_bytes().startswith(b"\x89PNG")
            assert "<desc" in (tree / name).with_suffix(".svg").read_text()


def test_run_without_pictures_is_a_run_all_the_same(tree):
    (tree / "analysis/sanshe/pictures.py").write_text("import no_such_package\n")
    done = run(tree)
    assert done.returncode == 0, done.stderr
    assert "no_such_package" in done.stderr and "no new pictures" in done.stderr
    assert (tree / "results/nanjing.h5").is_file()


def test_laws_and_fuzz_want_a_number(tree):
    for words in (
        ["laws"],
        ["laws", "0"],
        ["laws", "many"],
        ["laws", "1", "2"],
        ["fuzz"],
        ["fuzz", "x"],
    ):
        done = subprocess.run(
            ["./dev", *words], cwd=tree, capture_output=True, text=True, check=False
        )
        assert done.returncode == 64
        assert "takes a number" in done.stderr


def test_other_words_are_refused(tree):
    for words in (["test", "--sanitized"], ["races", "1"], ["coverage", "sim"]):
        done = subprocess.run(["./dev", *words], cwd=tree, capture_output=True, text=True, check=False)  # fmt: skip
        assert done.returncode == 64
        assert "takes no arguments" in done.stderr
