"""Tables and numbers of pages in Markdown."""


def table(head: list[str], rows: list[list], right: bool = False) -> str:
    """Head and rows; with `right`, all columns but the first are of numbers, and stand to the right."""
    rule = ["---", *(["---:" if right else "---"] * (len(head) - 1))]
    lines = [head, rule, *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def number(value: float, digits: int = 4) -> str:
    """As people read it: so many digits, or all before the point; no exponent."""
    whole = abs(value) >= 10 ** (digits - 1)
    return f"{value:,.0f}" if whole else f"{value:.{digits}g}"
