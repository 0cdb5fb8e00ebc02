"""What a run log holds, read without the program."""

from collections.abc import Iterable
from pathlib import Path


def whole_runs(logs: Iterable[Path]) -> int:
    """Finished runs in them, those twice there twice. A record has its magic with the format's number, its size, a sum,
    and then what it holds: first a 1 if that is a run."""
    count = 0
    for file in logs:
        log, at = file.read_bytes(), 0
        while log[at : at + 8] == b"SIMRUN06":
            is_run = log[at + 24 : at + 25] == b"\1"
            at += 24 + int.from_bytes(log[at + 8 : at + 16], "little")
            count += is_run and at <= len(log)
    return count
