"""How ./dev test counts."""

import subprocess
import sys
from pathlib import Path

TALLY = Path(__file__).resolve().parent / "tally.py"


def count(folder: Path) -> tuple[int, list[str]]:
    """Status and lines of a tally."""
    done = subprocess.run(
        [sys.executable, TALLY, folder], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout.splitlines()


def ctest(folder: Path, *entries: str) -> None:
    (folder / "ctest-fast.xml").write_text(f"<testsuite>{''.join(entries)}</testsuite>")


def entry(name: str, status: str = "run", inside: str = "") -> str:
    return f'<testcase name="{name}" status="{status}">{inside}</testcase>'


FAILED = entry("c", "fail", '<failure message=""/>')


def test_entries_are_counted(tmp_path):
    ctest(tmp_path, entry("a"), entry("b"), FAILED, entry("d", "disabled"))
    assert count(tmp_path) == (1, ["skipped: d", "failed: c", "2 passed, 1 failed"])


def test_what_did_not_run_has_failed(tmp_path):
    ctest(
        tmp_path,
        entry("a"),
        entry("b", "notrun", '<skipped message="Unable to find executable"/>'),
    )
    assert count(tmp_path) == (1, ["failed: b", "1 passed, 1 failed"])


def test_a_test_may_skip_itself(tmp_path):
    ctest(
        tmp_path,
        entry("a"),
        entry("b", "notrun", '<skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/>'),
    )
    assert count(tmp_path) == (0, ["skipped: b", "1 passed, 0 failed"])


def test_a_python_file_counts_by_its_tests(tmp_path):
    ctest(tmp_path, entry("a"), FAILED)
    inner = '<testcase name="x"/><testcase name="y"><failure/></testcase><testcase name="z"><skipped/></testcase>'
    (tmp_path / "c.xml").write_text(
        f"<testsuites><testsuite>{inner}</testsuite></testsuites>"
    )
    assert count(tmp_path) == (
        1,
        ["skipped: c: z", "failed: c: y", "2 passed, 1 failed"],
    )


def test_a_python_file_that_crashed_is_one_failure(tmp_path):
    ctest(tmp_path, FAILED)
    (tmp_path / "c.xml").write_text('<testsuite><testcase name="x"/></testsuite>')
    assert count(tmp_path) == (1, ["failed: c", "1 passed, 1 failed"])


def test_all_is_well_only_if_something_passed(tmp_path):
    ctest(tmp_path)
    assert count(tmp_path) == (1, ["0 passed, 0 failed"])
    ctest(tmp_path, entry("a"))
    assert count(tmp_path) == (0, ["1 passed, 0 failed"])
