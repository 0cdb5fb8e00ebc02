"""A picture's sheet: headline and what is shown above, the drawing, and where it is from below.

    headline, subtitle, footer  --Sheet-->  a figure with room for axes, in inches  --picture()-->  Picture
    Picture  --save("name")-->  name.svg, name.png, name.txt: the same drawing twice, and its words for who cannot see it
"""

import io
import re
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sanshe.drawing import style
from sanshe.words import wrapped

FORMATS = ("svg", "png", "txt")
WIDTH = 8.0  # inches
EDGE = 0.3
HEAD, SUB, FOOT = 14.0, 9.5, 7.5  # points
DOTS = 160  # per inch
# Columns that fit into an inch, by points and weight: an average of English, a little narrow.
COLUMNS = {HEAD: 8.4, SUB: 13.6, FOOT: 17.2}
LINE = 1.25 / 72  # inches a line for each point of type


@dataclass(frozen=True)
class Picture:
    """A drawing with its words and its numbers.

    `data` has what is drawn: a row for each line's month, tile, bar or point, in the series' own unit. `alt` is the
    drawing in words. A notebook shows it as it is.
    """

    figure: Figure
    headline: str
    alt: str
    data: pd.DataFrame

    def svg(self) -> str:
        """With title and description, which screen readers read."""
        with style.applied():
            text = io.StringIO()
            about = {"Title": self.headline, "Description": self.alt, "Date": None}
            self.figure.savefig(text, format="svg", metadata=about)
        begin, mark, rest = text.getvalue().partition("<svg ")
        head, end, body = rest.partition(">")
        words = f'\n <title id="title">{escape(self.headline)}</title>\n <desc id="desc">{escape(self.alt)}</desc>'
        return f'{begin}{mark}{head} role="img" aria-labelledby="title desc"{end}{words}{body}'

    def png(self) -> bytes:
        with style.applied():
            file = io.BytesIO()
            about = {"Title": self.headline, "Description": self.alt, "Software": None}
            self.figure.savefig(file, format="png", dpi=DOTS, metadata=about)
        return file.getvalue()

    def save(self, stem: str | Path, formats: tuple[str, ...] = FORMATS) -> list[Path]:
        """Writes STEM.svg, STEM.png and STEM.txt (headline and alternative text), or those asked for; their paths."""
        stem = Path(stem)
        if stem.suffix.lstrip(".") in FORMATS:
            stem = stem.with_suffix("")
        stem.parent.mkdir(parents=True, exist_ok=True)
        makers = {
            "svg": lambda: self.svg().encode(),
            "png": self.png,
            "txt": lambda: f"{self.headline}\n\n{self.alt}\n".encode(),
        }
        written = []
        for kind in formats:
            file = stem.parent / f"{stem.name}.{kind}"
            file.write_bytes(makers[kind]())
            written.append(file)
        return written

    def _repr_png_(self) -> bytes:
        return self.png()


class Sheet:
    """A figure of a height that its words and its drawing need."""

    def __init__(
        self,
        headline: str,
        subtitle: str,
        footer: str,
        drawing: float,
        width: float = WIDTH,
    ):
        self.headline, self.width = headline, width
        texts = [
            (headline, HEAD, "bold", style.INK),
            (subtitle, SUB, "normal", style.QUIET),
            (footer, FOOT, "normal", style.QUIET),
        ]
        # A number stays with its sign.
        kept = [(re.sub(r"(?<=\d) %", "\u00a0%", t), s, w, c) for t, s, w, c in texts]
        lines = [
            wrapped(t, int(COLUMNS[s] * (width - 2 * EDGE))) for t, s, _, _ in kept
        ]
        tall = [LINE * s * (t.count("\n") + 1) for t, (_, s, _, _) in zip(lines, texts)]
        above, below = (
            EDGE + tall[0] + 0.07 + tall[1] + 0.12,
            EDGE * 0.6 + tall[2] + 0.1,
        )
        self.height = above + drawing + below
        self.top, self.bottom = above, below
        self.figure = Figure(figsize=(width, self.height), facecolor="white")
        down = [EDGE, EDGE + tall[0] + 0.07, self.height - EDGE * 0.6 - tall[2]]
        for at, text, (_, size, weight, ink) in zip(down, lines, texts):
            self.text(EDGE, at, text, size=size, weight=weight, color=ink)

    def text(self, left: float, down: float, text: str, **how: object) -> None:
        """Words at inches from the left and the top."""
        place = (left / self.width, 1 - down / self.height)
        how = {"va": "top", "ha": "left", "linespacing": 1.2, **how}
        self.figure.text(*place, text, **how)

    def axes(
        self,
        left: float,
        right: float,
        top: float = 0.0,
        bottom: float = 0.0,
        **how: object,
    ) -> Axes:
        """Axes so many inches from the edges of the sheet and of the room for the drawing."""
        top, bottom = self.top + top, self.bottom + bottom
        box = (
            left / self.width,
            bottom / self.height,
            1 - (left + right) / self.width,
            1 - (top + bottom) / self.height,
        )
        return self.figure.add_axes(box, **how)

    def picture(self, alt: str, data: pd.DataFrame) -> Picture:
        return Picture(self.figure, self.headline, alt, data)
