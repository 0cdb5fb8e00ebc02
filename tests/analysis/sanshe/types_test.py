"""The package is typed, and everything public says what it does."""

import ast
import subprocess
import sys

import pytest
from tree import ROOT

PACKAGE = ROOT / "analysis/sanshe"
MYPY = [sys.executable, "-m", "mypy", "--disallow-untyped-defs"]
MYPY += ["--ignore-missing-imports", "--cache-dir"]


def test_mypy_finds_nothing(tmp_path):
    known = subprocess.run([*MYPY[:3], "--version"], capture_output=True, check=False)
    if known.returncode:
        pytest.skip("mypy is not installed")
    command = [*MYPY, tmp_path, PACKAGE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    (tmp_path / "user.py").write_text(
        "import sanshe\nsanshe.plot(sanshe.open('a.h5'), series=3)\n"
    )
    wrong = subprocess.run(
        [*MYPY, tmp_path, tmp_path / "user.py"],
        env={"MYPYPATH": str(PACKAGE.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 'Argument "series" to "plot" has incompatible type' in wrong.stdout


def test_what_is_public_has_a_docstring():
    """Modules, classes, and functions of the modules whose names users meet."""
    silent = []
    for file in sorted(PACKAGE.rglob("*.py")):
        module = ast.parse(file.read_text())
        if not ast.get_docstring(module):
            silent.append(str(file))
        if file.name not in ("program.py", "measured.py", "plot.py", "comparing.py"):
            continue
        silent += [
            f"{file.name}: {each.name}"
            for each in module.body
            if isinstance(each, (ast.FunctionDef, ast.ClassDef))
            and not ast.get_docstring(each)
        ]
    assert silent == []
