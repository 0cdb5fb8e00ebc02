"""Makers of the project's pages, by name: `python3 analysis/pages PAGE --help` says what each is told."""

import sys
from pathlib import Path

if not __package__:  # run by its path: what is imported is the package that it is
    sys.path[0] = str(Path(__file__).resolve().parents[1])
from sanshe import command_line  # noqa: E402

PAGES = ["validation", "scales", "luck", "factors", "scenarios", "article", "sessions"]
sys.exit(command_line.main("pages", __doc__, PAGES))
