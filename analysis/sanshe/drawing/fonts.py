"""Fonts that have the characters of all that is written: Latin letters, and those of East Asia where a font is found.

    installed fonts  --family()-->  names, in the order in which a character is looked for
                     --shown()-->   a text, or what stands in its place where no font has its characters
"""

import functools
import os
import tempfile
from pathlib import Path

import matplotlib
from fontTools.ttLib import TTCollection, TTLibError
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

LATIN = "DejaVu Sans"  # comes with matplotlib
# Debian's fonts-noto-cjk: collections, of which matplotlib reads the first face alone. That has Japan's forms.
NOTO = ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc")
OTHERS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "PingFang SC",
    "Heiti TC",
    "Microsoft YaHei",
    "SimHei",
    "Noto Sans CJK JP",
)
SENTENCE = "Characters that no font here has are left out: install fonts-noto-cjk."


def simplified(collection: Path) -> Path:
    """The face with the forms of mainland China, as a file of its own beside matplotlib's cache."""
    file = Path(matplotlib.get_cachedir()) / f"sanshe-{collection.stem}-SC.otf"
    if file.is_file() and file.stat().st_mtime >= collection.stat().st_mtime:
        return file
    faces = TTCollection(collection, lazy=True).fonts
    face = next(f for f in faces if "CJK SC" in (f["name"].getDebugName(1) or ""))
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".otf")
    with os.fdopen(handle, "wb") as target:
        face.save(target)
    os.replace(name, file)
    return file


@functools.cache
def east_asian() -> str | None:
    """The name of a font for Chinese; None where there is none."""
    files = [Path(file) for file in font_manager.findSystemFonts()]
    found = None
    for file in sorted(file for file in files if file.name in NOTO):
        try:
            own = str(simplified(file))
            font_manager.fontManager.addfont(own)
            found = font_manager.FontProperties(fname=own).get_name()
        except (OSError, TTLibError, StopIteration):
            continue
    if found:
        return found
    known = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in OTHERS if name in known), None)


@functools.cache
def family() -> tuple[str, ...]:
    """Names of fonts, the first first."""
    other = east_asian()
    return (LATIN, other) if other else (LATIN,)


@functools.cache
def characters() -> frozenset[int]:
    """All that can be written."""
    files = [
        font_manager.findfont(font_manager.FontProperties(family=name))
        for name in family()
    ]
    return frozenset().union(*(FT2Font(file).get_charmap() for file in files))


def can_show(text: str) -> bool:
    return all(ord(c) in characters() for c in text if c not in "\n\t")


def shown(text: str, instead: str) -> str:
    """The text; what stands in its place where no font has its characters."""
    return text if can_show(text) else instead
