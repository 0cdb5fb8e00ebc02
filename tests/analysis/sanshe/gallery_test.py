"""The README's gallery is what the tool draws, and its words are the pictures' own headlines."""

import re

from sanshe import pictures
from tree import ROOT

FOLDER = ROOT / "analysis/pictures"
SHOWN = dict(
    reversed(found)
    for found in re.findall(
        r"!\[([^\]]+)\]\(analysis/pictures/(\w+)\.png\)",
        (ROOT / "README.md").read_text(),
    )
)


def test_every_picture_is_shown_under_its_headline():
    assert set(SHOWN) == set(pictures.PICTURES)
    for name, words in SHOWN.items():
        headline, _, alt = (FOLDER / f"{name}.txt").read_text().partition("\n")
        assert words == headline and len(alt) > 100
        assert (FOLDER / f"{name}.png").read_bytes().startswith(b"\x89PNG")


def test_nothing_else_is_kept():
    files = {file.name for file in FOLDER.iterdir()}
    assert files == {f"{name}.{kind}" for name in SHOWN for kind in ("png", "txt")}
