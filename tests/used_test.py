"""Nothing is declared that no rule and no series reads: parameters and columns of the city, by reading its sources.

A parameter is read where its member's name stands besides its declaration and its `visit`; a column where it is more
than written to. Names are matched, not meanings: two members of one name hide each other, so this finds what nobody
reads, and not all of it.
"""

import re

import pytest
from structure_test import FILES, code, stem

CITY = {
    file: code(text)
    for file, text in FILES.items()
    if file.startswith("models/city/") and not file.endswith(".py")
}
TABLES = "models/city/state/tables.hpp"
# Names for people to read; no rule and no series has to.
TO_READ = {"District::label"}
DECLARED = re.compile(r"\bv\(\s*(\w+)\s*,\s*\{")
STRUCT = re.compile(r"\bstruct\s+(\w+)[^;{]*\{")


def structs(text: str) -> list[tuple[str, str]]:
    """Name and body of each."""
    found = []
    for opening in STRUCT.finditer(text):
        depth, at = 1, opening.end()
        while depth and at < len(text):
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        found.append((opening[1], text[opening.end() : at]))
    return found


def declared(files: dict, of_state: bool) -> list[tuple[str, str, str]]:
    """File, struct and member of all that a `visit` declares."""
    return [
        (file, struct, member)
        for file, text in files.items()
        if (file == TABLES) == of_state
        and file.endswith(".hpp")
        and "/series/" not in file
        for struct, body in structs(text)
        for member in DECLARED.findall(body)
    ]


def unread_parameters(files: dict) -> list[str]:
    found = []
    for file, struct, member in declared(files, of_state=False):
        word = rf"\b{member}\b"
        here = len(re.findall(word, files[file]))
        twice = len(
            [
                1
                for f, _, other in declared({file: files[file]}, False)
                if other == member
            ]
        )
        beside = any(
            re.search(word, text)
            for other, text in files.items()
            if other != file and stem(other) == stem(file)
        )
        elsewhere = any(
            re.search(rf"(\.|->){member}\b", text)
            for other, text in files.items()
            if other != file
        )
        if f"{struct}::{member}" in TO_READ:
            continue
        if here <= 2 * twice and not beside and not elsewhere:
            found.append(f"{file}: no rule reads {struct}::{member}")
    return found


def closing(text: str, at: int) -> int:
    """Behind the brackets that open here."""
    depth = 0
    while at < len(text):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(text[at], 0)
        at += 1
        if depth == 0:
            break
    return at


def reads(text: str, struct: str, column: str) -> bool:
    """Whether a column is more than a thing to write to: `a.column[row] = x;` and `+=` alone are no reading."""
    names = [struct, *re.findall(rf"\busing (\w+) = (?:\w+::)?{struct};", text)]
    if re.search(rf"&({'|'.join(names)})::{column}\b", text):
        return True
    for found in re.finditer(rf"\.{column}\b", text):
        at = found.end()
        while at < len(text) and text[at] in "[(":
            at = closing(text, at)
        if re.match(r"\s*([+\-*/|&]?=)(?!=)", text[at:]):
            continue
        before = text[: found.start()]
        if re.search(r"(\+\+|--)[\w.\->()\[\]]*$", before) and text[at] == ";":
            continue
        return True
    return False


def unread_columns(files: dict) -> list[str]:
    return [
        f"no rule and no series reads {struct}::{column}"
        for _, struct, column in declared(files, of_state=True)
        if not any(
            reads(text, struct, column)
            for file, text in files.items()
            if file != TABLES
        )
    ]


@pytest.mark.parametrize("find", [unread_parameters, unread_columns])
def test_all_that_is_declared_is_read(find):
    assert find(CITY) == []


def test_what_nobody_reads_is_found():
    more = "struct Idle {\n double asleep = 1;\n template <class V> void visit(V& v) { v(asleep, {}); }\n};\n"
    file = "models/city/need/idle.hpp"
    assert unread_parameters({**CITY, file: more}) == [
        f"{file}: no rule reads Idle::asleep"
    ]
    used = {**CITY, file: more, "models/city/need/idle.cpp": "return asleep;"}
    assert unread_parameters(used) == []


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("city.cases.nap[row] = 3;", False),
        ("city.cases.nap[city.cases.of[row]] += 3;", False),
        ("++cases.nap[row];", False),
        ("if (cases.nap[row] == 3) return;", True),
        ("total += cases.nap[row];", True),
        ("total(&T::x, cases.nap);", True),
    ],
)
def test_writing_is_no_reading(line, read):
    column = "struct Cases {\n Of<int> nap{};\n void visit(V& v) { v(nap, {}); }\n};\n"
    files = {TABLES: column, "models/city/need/need.cpp": line}
    assert unread_columns(files) == (
        [] if read else ["no rule and no series reads Cases::nap"]
    )
    assert len(declared(CITY, of_state=True)) > 100
    assert len(declared(CITY, of_state=False)) > 200
