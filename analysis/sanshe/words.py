"""Numbers, series and units as people read them; lines of a width, in any script.

Numbers are rounded as the program rounds them (`readable` of sim/wording.hpp).
"""

import math
import unicodedata

import xarray as xr

# What headlines call a series, where the file's long name is no short phrase; the rest are called by its beginning.
PHRASES = {
    "need_met_value": "worth of help given",
    "public_spending": "public spending",
    "cases_served": "cases taken up",
    "disputes_mediated": "disputes mediated",
    "expressed_demand": "needs for which help was sought",
    "unmet_need": "needs without help",
    "unmet_need_rate": "share of needs without help",
    "wait_mean": "mean wait for help",
    "wait_by_service": "mean wait for help",
    "wait_by_zone": "mean wait for help",
    "wait_p90": "wait of the slowest tenth",
    "delivered_share": "share of promised hours delivered",
    "undone_work": "undone work of stations",
    "so_registered": "registered organizations",
    "so_filed": "filed organizations",
    "licensed_per_10k": "licensed social workers per 10,000 residents",
    "backlog": "cases waiting",
    "served_by_zone": "cases taken up",
}
UNITS = {"month": "months", "hour": "hours", "minute": "minutes", "year": "years"}
RATES = {"1/year": "a year", "1/month": "a month"}


def readable(value: float) -> str:
    """ "12,345,678", "-1,234.5", "0.4745": about four digits that matter, thousands apart."""
    if math.isnan(value):
        return "undefined"
    size = abs(value)
    if value == math.trunc(value) or size >= 1000:
        return f"{value + 0.0:,.0f}"
    return f"{value:.4g}" if size >= 1e-4 else f"{value:.3g}"


def percent(value: float, sign: bool = False) -> str:
    """ "9.0", "-0.0025"; with its sign if wanted."""
    text = f"{value + 0.0:.1f}" if abs(value) >= 0.1 or value == 0 else f"{value:.2g}"
    return f"+{text}" if sign and value >= 0 else text


def minus(text: str) -> str:
    """With the sign that typesetters use."""
    return text.replace("-", "−")


def short(value: float) -> str:
    """Three digits, for labels: "12,300", "0.475"."""
    if math.isnan(value):
        return "undefined"
    if value == 0:
        return "0"
    digits = 2 - math.floor(math.log10(abs(value)))
    text = f"{round(value, digits):,.{max(digits, 0)}f}"
    return minus(text.rstrip("0").rstrip(".") if "." in text else text)


def phrase(series: xr.DataArray) -> str:
    """What the series is called in a sentence: "registered organizations"."""
    name = str(series.name).removesuffix("_by_community")
    if name in PHRASES:
        return PHRASES[name]
    words = str(series.attrs.get("long_name", name.replace("_", " ")))
    for end in (":", ";", "(", ","):
        words = words.partition(end)[0].strip()
    first = words.partition(" ")[0]
    return (
        words if first.isupper() and len(first) > 1 else words[:1].lower() + words[1:]
    )


def capital(text: str) -> str:
    """As it begins a line."""
    return text[:1].upper() + text[1:]


class Unit:
    """How values of a series are shown: divided, and in which words."""

    def __init__(self, series: xr.DataArray, most: float):
        money = series.attrs.get("currency")
        unit = str(series.attrs.get("units", "1"))
        self.divisor, self.words, self.short = 1.0, "", ""
        if money:
            currency = "yuan" if money == "CNY" else str(money)
            sizes = [(1e9, "billion "), (1e6, "million "), (1e3, "thousand ")]
            size = next(((by, of) for by, of in sizes if most >= 2 * by), (1.0, ""))
            self.divisor, self.words = size[0], f"{size[1]}{currency}"
        elif unit == "count":
            pass  # the series' own words say of what
        elif unit == "1" and is_share(series):
            self.divisor, self.words, self.short = 0.01, "per cent", " %"
        else:
            self.words = UNITS.get(unit, RATES.get(unit, "" if unit == "1" else unit))
        self.short = self.short or (f" {self.words}" if self.words else "")
        # Shares differ in percentage points.
        self.share = self.words == "per cent"
        self.between = "percentage points" if self.share else self.words

    def after(self, difference: bool = False) -> str:
        """Behind what is shown: ", months"."""
        words = self.between if difference else self.words
        return f", {words}" if words else ""

    def text(self, value: float, sign: bool = False) -> str:
        """ "+3.09 million yuan", "46.2 %", "1,230"."""
        text = short(value / self.divisor)
        return f"{'+' if sign and value > 0 else ''}{text}{self.short}"

    def change(self, value: float) -> str:
        """A difference."""
        return self.text(value, sign=True).replace(" %", f" {self.between}")


def is_share(series: xr.DataArray) -> bool:
    words = f"{series.name} {series.attrs.get('long_name', '')}".lower()
    return "share" in words.replace("_", " ").split() or str(series.name).endswith(
        "_rate"
    )


def cells(text: str) -> int:
    """Its width in columns: characters of East Asia take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(text: str, width: int) -> str:
    """In lines of so many columns, broken at spaces and between characters of East Asia."""
    lines, line, word = [], "", ""
    for c in f"{text} ":
        wide = cells(c) == 2
        if c != " " and not wide:
            word += c
            continue
        for piece in (word, c if wide else ""):
            if piece and line and cells(line) + cells(piece) > width:
                lines.append(line.rstrip())
                line = ""
            line += piece
        word = ""
        if c == " " and line:
            line += " "
    return "\n".join([*lines, line.rstrip()]).rstrip("\n")
