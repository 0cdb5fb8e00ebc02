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


def own(folder: Path, name: str, *cases: str) -> None:
    """What a program says of its tests."""
    (folder / f"{name}.xml").write_text(
        f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>"
    )


def case(name: str, inside: str = "", more: str = "") -> str:
    return f'<testcase classname="Suite" name="{name}" {more}>{inside}</testcase>'


FAILED = entry("c", "fail", '<failure message=""/>')
GTEST = 'status="run" result="completed"'


def test_programs_count_by_their_tests(tmp_path):
    ctest(tmp_path, entry("a"), FAILED, entry("d", "disabled"))
    own(tmp_path, "a", case("x", more=GTEST), case("y", more=GTEST))
    own(tmp_path, "c", case("x"), case("y", "<failure/>"), case("z", "<skipped/>"))
    assert count(tmp_path) == (
        1,
        [
            "skipped: c: Suite.z",
            "skipped: d",
            "failed: c: Suite.y",
            "3 passed, 1 failed",
        ],
    )


def test_a_test_that_googletest_has_not_run_is_skipped(tmp_path):
    ctest(tmp_path, entry("a"))
    disabled = 'status="notrun" result="suppressed"'
    own(tmp_path, "a", case("x", more=GTEST), case("DISABLED_y", more=disabled))
    assert count(tmp_path) == (
        0,
        ["skipped: a: Suite.DISABLED_y", "1 passed, 0 failed"],
    )


def test_what_did_not_run_has_failed(tmp_path):
    ctest(
        tmp_path,
        entry("a"),
        entry("b", "notrun", '<skipped message="Unable to find executable"/>'),
    )
    own(tmp_path, "a", case("x"))
    assert count(tmp_path) == (1, ["failed: b", "1 passed, 1 failed"])


def test_a_program_may_skip_itself(tmp_path):
    ctest(
        tmp_path,
        entry("a"),
        entry("b", "notrun", '<skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/>'),
    )
    own(tmp_path, "a", case("x"))
    assert count(tmp_path) == (0, ["skipped: b", "1 passed, 0 failed"])


def test_a_program_that_crashed_is_one_failure(tmp_path):
    ctest(tmp_path, FAILED)
    own(tmp_path, "c", case("x"))
    assert count(tmp_path) == (1, ["failed: c", "1 passed, 1 failed"])


def test_a_program_that_says_nothing_of_its_tests_has_failed(tmp_path):
    """It ended early, and well as it seems."""
    ctest(tmp_path, entry("a"), entry("b"))
    own(tmp_path, "a", case("x"))
    assert count(tmp_path) == (1, ["failed: b", "1 passed, 1 failed"])


def test_what_a_sanitizer_reports_has_failed(tmp_path):
    """The program's child crashed there, and the test thinks that it was to."""
    ctest(tmp_path, entry("a"))
    own(tmp_path, "a", case("x"))
    (tmp_path / "a.report.17").write_text("heap-use-after-free\n")
    assert count(tmp_path) == (
        1,
        ["failed: a.report.17", "heap-use-after-free", "", "1 passed, 1 failed"],
    )


def test_what_is_not_ours_does_not_count(tmp_path):
    ctest(tmp_path, entry("a"))
    own(tmp_path, "a", case("x"))
    inside = "    #1 0x7f7e in H5HG_read (/lib/libhdf5_serial.so.103+0x167b8d)\n"
    asserted = "    #4 0x7fc4 in __GI___assert_fail assert/assert.c:103\n"
    called = "    #2 0x5578 in sim::hdf5::scales(long) /src/sim/output/hdf5.cpp:189\n"
    above = (
        "overlap\n    #0 0x7f4f in __interceptor_memcpy ../libsanitizer/common.inc\n"
    )
    for name, frames, failed in [
        ("sim_output_test", inside + called, 0),
        ("sim_output_test", called + inside, 1),
        ("commands_cli_test", inside + called, 1),
        ("sim_output_test", "", 1),
        ("sim_test", asserted + called, 0),
    ]:
        report = tmp_path / f"{name}.report.17"
        report.write_text(above + frames)
        assert count(tmp_path)[0] == failed
        report.unlink()


def test_all_is_well_only_if_something_passed(tmp_path):
    ctest(tmp_path)
    assert count(tmp_path) == (1, ["0 passed, 0 failed"])
    ctest(tmp_path, entry("a"))
    own(tmp_path, "a", case("x", "<skipped/>"))
    assert count(tmp_path) == (1, ["skipped: a: Suite.x", "0 passed, 0 failed"])
    own(tmp_path, "a", case("x"))
    assert count(tmp_path) == (0, ["1 passed, 0 failed"])
