"""The package beside the installed program: whole, in need of nothing else of the tree, its tools called by its path."""

import pkgutil
import sys
from pathlib import Path

import pytest
import sanshe
from tree import BUILD, ROOT, call, tool

MODULES = [module.name for module in pkgutil.iter_modules(sanshe.__path__)]


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The folder of the installed package."""
    prefix = tmp_path_factory.mktemp("prefix")
    done = call("cmake", "--install", BUILD, "--prefix", prefix)
    assert done.returncode == 0, done.stderr
    assert (prefix / "bin/sanshe").is_file()
    return prefix / "share/sanshe/analysis/sanshe"


def test_the_sources_are_installed_and_nothing_else(installed):
    sources = (ROOT / "analysis/sanshe").glob("*.py")
    there = {file.name for file in installed.iterdir()} - {"__pycache__"}
    assert there == {file.name for file in sources}


def test_each_module_is_imported_from_there(installed):
    lines = [f"import sys; sys.path.insert(0, {str(installed.parent)!r})"]
    for name in set(MODULES) - {"__main__"}:
        lines.append(f"import sanshe.{name}; print(sanshe.{name}.__file__)")
    done = call(sys.executable, "-I", "-c", "\n".join(lines))
    assert done.returncode == 0, done.stderr
    files = [Path(line) for line in done.stdout.splitlines()]
    assert len(files) > 3 and {file.parent for file in files} == {installed}


def test_its_tools_are_called_by_its_path(installed, village):
    done = tool("balance", village, package=installed)
    assert done.returncode == 0, done.stderr
    assert "Everything closes." in done.stdout
