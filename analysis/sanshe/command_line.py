"""One command line for every tool, here and in the makers of the project's pages.

    python3 FOLDER TOOL WORD...  ->  PACKAGE/TOOL.py: arguments(parser), then main(given)  ->  exit code

A tool is a module: its documentation is its help. Only the one that is asked for is imported, so that none needs what
another draws with. Exit codes are those of the program: 64 for a wrong command line, 65 for a file that is no run file
or lacks something, 66 for one that is not there, 74 for what cannot be read or written.
"""

import argparse
import importlib
import sys
from typing import NoReturn

from sanshe.run_file import Unreadable

USAGE = 64
CODES = {Unreadable: 65, FileNotFoundError: 66, OSError: 74}


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"error: {message}\n")


def parser(program: str, about: str | None) -> argparse.ArgumentParser:
    """One that shows its text as it is written."""
    return Parser(
        prog=program,
        description=about,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def main(package: str, about: str, tools: list[str]) -> int:
    """Does what the words after the program's name say; the exit code."""
    program = f"python3 {sys.argv[0].removesuffix('/__main__.py')}"
    words = parser(program, about)
    words.add_argument("tool", choices=tools)
    words.add_argument("words", nargs=argparse.REMAINDER, help="what the tool is told")
    given = words.parse_args()
    tool = importlib.import_module(f"{package}.{given.tool}")
    told = parser(f"{program} {given.tool}", tool.__doc__)
    tool.arguments(told)
    try:
        return tool.main(told.parse_args(given.words))
    except (Unreadable, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return next(code for kind, code in CODES.items() if isinstance(error, kind))
