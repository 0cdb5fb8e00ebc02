"""Types the sessions of a page again, and puts what comes out in their place.

    PAGE.md, blocks of ```console: "$ command" and its output  --bash, in a folder of their own-->  the same page, made anew

The folder has the tree's scenarios/ and build/ under their names, and an empty results/.

Usage: python3 analysis/pages sessions scenarios/COMPARING.md [--build build]   (`./dev docs` does it)
"""

import argparse
import os
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def said(command: str, folder: pathlib.Path) -> str:
    """What a command prints, messages included, whatever its exit code."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout.lstrip("\n")


def again(page: str, build: pathlib.Path) -> str:
    """The page with its commands run once more, in their order."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "results").mkdir()
        (folder / "scenarios").symlink_to(ROOT / "scenarios")
        (folder / "build").symlink_to(build.resolve())

        def block(found: re.Match) -> str:
            commands = re.findall(r"^\$ (.*)$", found[0], re.MULTILINE)
            return "".join(f"$ {line}\n{said(line, folder)}" for line in commands)

        return BLOCK.sub(block, page)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the maker is told."""
    parser.add_argument("pages", type=pathlib.Path, nargs="+")
    parser.add_argument(
        "--build",
        type=pathlib.Path,
        default=pathlib.Path(os.environ.get("SANSHE_BUILD", ROOT / "build")),
        help="folder of the programs",
    )


def main(given: argparse.Namespace) -> int:
    """Writes the pages anew."""
    for page in given.pages:
        page.write_text(again(page.read_text(), given.build))
    return 0
