"""The page of promises: each names its tests, and those are there."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
PAGE = (HERE / "PROMISES.md").read_text()
CASE = re.compile(r"^TEST(?:_F|_P)?\((\w+),\s*(\w+)\)|^def (test_\w+)\(", re.MULTILINE)


def rows(page: str) -> list[list[str]]:
    """Cells of each row of its tables, without the heads."""
    lines = [line for line in page.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [row for row in cells if row[0] not in ("promise", "---")]


def there(file: str) -> set[str]:
    """The cases of a file of tests, as the page calls them."""
    path = HERE / file
    found = CASE.findall(path.read_text()) if path.is_file() else []
    return {name or f"{suite}.{case}" for suite, case, name in found}


def broken(page: str) -> list[str]:
    """What is promised without a test, or with one that there is not."""
    found = []
    for promise, *proof in rows(page):
        named = 0
        for part in " ".join(proof).split("; "):
            file, *cases = re.findall(r"`([^`]+)`", part) or [""]
            named += len(cases)
            found += [f"{file}: {case}" for case in cases if case not in there(file)]
        if named == 0:
            found.append(f"no test: {promise}")
    return found


def test_each_promise_has_tests_that_are_there():
    assert len(rows(PAGE)) > 50
    assert broken(PAGE) == []


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("| a | `door_test.py`: `test_no_such_thing` |", "test_no_such_thing"),
        ("| a | `no_test.py`: `test_each` |", "no_test.py"),
        ("| a | `sim/math_test.cpp`: `Math.has_no_bits` |", "Math.has_no_bits"),
        ("| a | `door_test.py` |", "no test: a"),
        ("| a | |", "no test: a"),
    ],
)
def test_a_promise_without_a_test_is_found(row, says):
    (found,) = broken(row)
    assert says in found


def test_the_readme_leads_there():
    assert "tests/PROMISES.md" in (HERE.parent / "README.md").read_text()
    assert "tests/PROMISES.md" in (HERE.parent / "SECURITY.md").read_text()
