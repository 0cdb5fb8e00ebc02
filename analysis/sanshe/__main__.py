"""Tools for run files, and for a city of your own, by name: `python3 analysis/sanshe TOOL --help` says what each is told."""

import sys
from pathlib import Path

if not __package__:  # run by its path: what is imported is the package that it is
    sys.path[0] = str(Path(__file__).resolve().parents[1])
NOT_INSTALLED = 69

try:
    from sanshe import command_line

    code = command_line.main(
        "sanshe", __doc__, ["balance", "pictures", "city", "effects"]
    )
except ModuleNotFoundError as error:
    print(
        f"error: this Python ({sys.executable}) has no package {error.name}\n"
        "      = /usr/bin/python3 has it where `./dev run` installed it; the README lists what another Python needs",
        file=sys.stderr,
    )
    code = NOT_INSTALLED
sys.exit(code)
