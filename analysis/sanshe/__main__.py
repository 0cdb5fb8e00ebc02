"""Tools for run files, and for a city of your own, by name: `python3 analysis/sanshe TOOL --help` says what each is told."""

import sys
from pathlib import Path

if not __package__:  # run by its path: what is imported is the package that it is
    sys.path[0] = str(Path(__file__).resolve().parents[1])
from sanshe import command_line  # noqa: E402

sys.exit(
    command_line.main("sanshe", __doc__, ["balance", "pictures", "city", "effects"])
)
