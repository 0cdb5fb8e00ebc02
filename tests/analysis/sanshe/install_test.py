"""The package beside the installed program: whole, in need of nothing else of the tree, its tools called by its path."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
import sanshe
from tree import BUILD, ROOT, call, tool

MODULES = [
    module.name.removeprefix("sanshe.")
    for module in pkgutil.walk_packages(sanshe.__path__, "sanshe.")
]


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The folder of the installed package."""
    prefix = tmp_path_factory.mktemp("prefix")
    done = call("cmake", "--install", BUILD, "--prefix", prefix)
    assert done.returncode == 0, done.stderr
    assert (prefix / "bin/sanshe").is_file()
    return prefix / "share/sanshe/analysis/sanshe"


def test_the_sources_are_installed_and_nothing_else(installed):
    def sources(folder: Path) -> set[str]:
        files = (file.relative_to(folder).as_posix() for file in folder.rglob("*"))
        return {file for file in files if "__pycache__" not in file}

    assert sources(installed) == sources(ROOT / "analysis/sanshe")
    assert {"py.typed", "drawing/lines.py"} <= sources(installed)


def test_each_module_is_imported_from_there(installed):
    lines = [f"import sys; sys.path.insert(0, {str(installed.parent)!r})"]
    for name in sorted(set(MODULES) - {"__main__"}):
        lines.append(f"import sanshe.{name}; print(sanshe.{name}.__file__)")
    done = call(sys.executable, "-I", "-c", "\n".join(lines))
    assert done.returncode == 0, done.stderr
    files = [Path(line) for line in done.stdout.splitlines()]
    assert len(files) > 20
    assert {file.parent for file in files} == {installed, installed / "drawing"}


def test_its_tools_are_called_by_its_path(installed, village):
    done = tool("balance", village, package=installed)
    assert done.returncode == 0, done.stderr
    assert "Everything closes." in done.stdout


def test_it_calls_the_program_beside_it_and_draws(installed, village, tmp_path):
    lines = [
        f"import sys; sys.path.insert(0, {str(installed.parent)!r})",
        "import sanshe; from sanshe.program import program; print(program())",
        f"data = sanshe.open({str(village)!r})",
        f"print(sanshe.plot(data, 'backlog').save({str(tmp_path / 'backlog')!r})[0])",
    ]
    here = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "MPLBACKEND": "svg"}
    done = subprocess.run(
        [sys.executable, "-I", "-c", "\n".join(lines)],
        env=here,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    program, drawn = done.stdout.splitlines()
    assert Path(program) == installed.parents[3] / "bin/sanshe"
    assert "<svg" in Path(drawn).read_text()
