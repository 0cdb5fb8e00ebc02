#!/usr/bin/env python3
"""Which part of the lines of sim/ was run: coverage.py FILE, of `gcovr --json-summary`.

A line for each room and one for the whole, files that are below it beside their room. The status is 0 only if the
whole is at least LEAST.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

LEAST = 90.0  # per cent


def rooms(files: list[dict]) -> dict[str, list[tuple[str, int, int]]]:
    """By folder: file, lines that were run, lines."""
    found = defaultdict(list)
    for each in files:
        path = Path(each["filename"])
        counts = each["line_covered"], each["line_total"]
        if each["line_total"]:
            found[str(path.parent)].append((path.name, *counts))
    return dict(sorted(found.items()))


def share(counts: list[tuple[str, int, int]]) -> float:
    return 100 * sum(run for _, run, _ in counts) / sum(all for _, _, all in counts)


def main() -> int:
    found = rooms(json.loads(Path(sys.argv[1]).read_text())["files"])
    whole = [each for counts in found.values() for each in counts]
    for room, counts in {**found, "whole": whole}.items():
        low = [f"{each[0]} {share([each]):.0f}" for each in counts if share([each]) < LEAST]  # fmt: skip
        beside = f"  ({', '.join(sorted(low))})" if low and room != "whole" else ""
        lines = sum(all for _, _, all in counts)
        print(f"{room:14}{share(counts):6.1f} % of {lines:5} lines{beside}")
    return 0 if share(whole) >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
