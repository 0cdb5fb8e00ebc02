#!/usr/bin/env python3
"""Counts what JUnit files say: tally.py FOLDER.

ctest-*.xml are CTest's: an entry there is a program of tests, and what its single tests did is in a file of its own,
NAME.xml, here, from GoogleTest or pytest. Those are counted. An entry that failed without any failed test, or left no
such file (it crashed, timed out, ended early, collected nothing), counts as one failure, and so does each
NAME.report.PROCESS, which is a sanitizer's and is printed. The last line is
`N passed, N failed`; the status is 0 only if something passed and nothing failed.
"""

import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

# HDF5 1.10 trusts lengths and places that it reads in a damaged file; that is why a child reads files, and a crash of the
# child is the file's fault. In tests of such files a report is not ours whose first frame beside the system's and the
# sanitizer's is HDF5's; elsewhere it is, as we may have told it wrong. An assert of our own is for its test to judge.
DAMAGING = r"sim_output_test|commands_hostile"
ASSERT = r" in (__GI_)?__assert_fail "
SYSTEMS = r"libsanitizer|libasan|libubsan|libc\.so|sysdeps/|nptl/|stdlib/|string/"


def ours(name: str, report: str) -> bool:
    frames = [line for line in report.splitlines() if re.match(r"\s*#\d+ 0x", line)]
    first = next((line for line in frames if not re.search(SYSTEMS, line)), "")
    damaged = re.match(DAMAGING, name) and "libhdf5" in first
    return not damaged and not any(re.search(ASSERT, line) for line in frames)


def outcome(case: xml.Element) -> str:
    """passed, failed or skipped. CTest says "skipped" of a program that it did not find, too: that is a failure."""
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    status = case.get("status", "run")
    skipped = case.find("skipped")
    if status == "notrun":
        asked = skipped is not None and skipped.get("message", "").startswith("SKIP_")
        return "skipped" if asked or case.get("result") == "suppressed" else "failed"
    return "skipped" if skipped is not None or status == "disabled" else "passed"


def cases(file: Path) -> list[tuple[str, str]]:
    """Name and outcome of each test of a file."""
    return [
        (
            f"{case.get('classname', '?').rpartition('.')[2]}.{case.get('name', '?')}",
            outcome(case),
        )
        for case in xml.parse(file).iter("testcase")
    ]


def tally(folder: Path) -> dict[str, list[str]]:
    """Names of tests by outcome."""
    found: dict[str, list[str]] = {"passed": [], "failed": [], "skipped": []}
    for file in sorted(folder.glob("ctest-*.xml")):
        for entry in xml.parse(file).iter("testcase"):
            name, result = entry.get("name", "?"), outcome(entry)
            own = folder / f"{name}.xml"
            inner = cases(own) if own.exists() else []
            if result == "skipped":
                found["skipped"].append(name)
            elif not inner or (
                result == "failed" and not any(each == "failed" for _, each in inner)
            ):
                found["failed"].append(name)
            for each, its in inner:
                found[its].append(f"{name}: {each}")
    for report in sorted(folder.glob("*.report.*")):
        text = report.read_text(errors="replace")
        if ours(report.name, text):
            found["failed"].append(f"{report.name}\n{text}")
    return found


def main() -> int:
    found = tally(Path(sys.argv[1]))
    for what in ("skipped", "failed"):
        for name in found[what]:
            print(f"{what}: {name}")
    passed, failed = len(found["passed"]), len(found["failed"])
    print(f"{passed} passed, {failed} failed", flush=True)
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
