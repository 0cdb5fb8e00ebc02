"""Makes a scenario of your own city from tables of margins, such as a yearbook and a census have.

    districts.csv, census.csv, ages.csv, organizations.csv  +  Nanjing's scenario  ->  a scenario of your own

`--example` writes Nanjing's own tables into the folder, as forms to fill in: a line a district, a year, a class of age, a
class of organization. What the tables say is in the scenario with your source. All else is Nanjing's (services, what
classes live on, tasks, budgets per resident and their dates) and is to be gone through; changes of single districts of
Nanjing are left out. organizations.csv may be missing: then Nanjing's are taken, in proportion to residents.
`sanshe check` says which margins do not add up.
"""

import argparse
import csv
import json
import math
import pathlib
import re
import tomllib

from sanshe.run_file import Unreadable

BASE = pathlib.Path(__file__).resolve().parents[2] / "scenarios/nanjing.toml"
# Of each table its columns, what they are called in the scenario, and whether they are numbers.
TABLES = {
    "district": ("districts.csv", "name population_2010 population_2020 urban migrants x y area streets communities".split()),
    "census": ("census.csv", "year residents migrants urban".split()),
    "age_band": ("ages.csv", "name least_age share migrants disabled arrivals departures".split()),
    "organization_class": ("organizations.csv", "name registered filed informal".split()),
}  # fmt: skip
STOCKS = ("registered", "filed", "informal")
HEAD = """# Made by `sanshe city` from tables of margins; what they do not say is Nanjing's, and is to be gone through.

title    = {title}
question = "How do policies change its social organizations, and whose needs are met?"
expect   = "The baseline of another city; it carries no expectation of its own."
start    = 2010-01-01
until    = 2020-12-31

[population]
urban = {urban}

"""


def plain(text: str) -> str:
    """A number as TOML writes it; ValueError for what is none."""
    value = float(text)
    if not math.isfinite(value):
        raise ValueError
    return str(int(value)) if value.is_integer() else repr(value)


def read(file: pathlib.Path, columns: list[str]) -> list[dict[str, str]]:
    """These columns of a table, which must have them, and numbers in all but names."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    if not rows:
        raise Unreadable(f"{file}: it has no line below its heads")
    for column in columns:
        if column not in rows[0]:
            raise Unreadable(
                f"{file}: it has no column {column}; it needs {', '.join(columns)}"
            )
    out = []
    for line, row in enumerate(rows, 2):
        told = {column: (row[column] or "").strip() for column in columns}
        for column, value in told.items():
            if column != "name":
                try:
                    told[column] = plain(value.replace(",", ""))
                except ValueError:
                    raise Unreadable(
                        f"{file}:{line}: {column} is no number: {value!r}"
                    ) from None
            elif not re.fullmatch(r"[a-z][a-z0-9_]*", value):
                raise Unreadable(
                    f"{file}:{line}: a name is of small letters, digits and _, not {value!r}"
                )
        if label := (row.get("label") or "").strip():
            told["label"] = label
        out.append(told)
    return out


def blocks(text: str) -> list[tuple[str, str]]:
    """The parts of a scenario in order, each with the name of its table; what stands before the first has none."""
    parts = re.split(r"^(?=\[)", text, flags=re.MULTILINE)
    named = [re.match(r"\[+([\w.]+)", part) for part in parts]
    return [(name[1] if name else "", part) for name, part in zip(named, parts)]


def quoted(text: str) -> str:
    """A string of TOML."""
    return json.dumps(text, ensure_ascii=False)


def block(kind: str, row: dict[str, str], source: str) -> str:
    """A row of the scenario."""
    lines = [f"[[{kind}]]"]
    for key, value in (row | {"source": source}).items():
        words = key in ("name", "label", "source")
        lines.append(f"{key} = {quoted(value) if words else value}")
    return "\n".join(lines) + "\n\n"


def year(row: dict[str, str]) -> dict[str, str]:
    """A census year; the two series of residents that a scenario has are one here."""
    residents = row["residents"]
    return {
        "name": f"y{row['year']}",
        "year": row["year"],
        "contemporaneous": residents,
        "revised": residents,
        "migrants": row["migrants"],
        "urban": row["urban"],
    }


def stocks(part: str, share: float, own: dict[str, dict[str, str]]) -> str:
    """A class with the organizations that the table gives, or as many for as many residents."""
    name = re.findall(r'^name = "(\w+)"', part, re.MULTILINE)[0]
    for key in STOCKS:
        found = re.search(rf"^{key} = ([\d._]+)$", part, re.MULTILINE)
        if name in own:
            value = own[name][key]
        elif found:
            value = str(round(float(found[1].replace("_", "")) * share, 1))
        else:
            continue
        line = f"{key} = {value}"
        part = (
            part.replace(found[0], line) if found else part.rstrip() + f"\n{line}\n\n"
        )
    return part


def scenario(folder: pathlib.Path, title: str, source: str) -> tuple[str, list[str]]:
    """The scenario's text, and which of Nanjing's changes are left out."""
    text = BASE.read_text(encoding="utf-8")
    nanjing = tomllib.loads(text)
    tables = {
        kind: read(folder / name, columns)
        for kind, (name, columns) in TABLES.items()
        if kind != "organization_class" or (folder / name).exists()
    }
    residents = sum(float(row["population_2010"]) for row in tables["district"])
    share = residents / sum(row["population_2010"] for row in nanjing["district"])
    own = {row["name"]: row for row in tables.pop("organization_class", [])}
    known = {row["name"] for row in nanjing["organization_class"]}
    if unknown := sorted(own.keys() - known):
        raise Unreadable(
            f"{folder / 'organizations.csv'}: there is no class {unknown[0]}; there are {', '.join(sorted(known))}"
        )
    rows = {kind: lines for kind, lines in tables.items() if kind != "census"}
    rows["census"] = [year(row) for row in tables["census"]]
    districts = "|".join(row["name"] for row in nanjing["district"])
    parts, left_out = [], []
    for kind, part in blocks(text):
        if kind in rows:
            parts += [block(kind, row, source) for row in rows.pop(kind)]
        elif kind == "change" and re.search(rf"\b({districts})\b", part):
            left_out.append(re.findall(r'^id = "([^"]+)"', part, re.MULTILINE)[0])
        elif kind == "organization_class":
            parts.append(stocks(part, share, own))
        elif kind and kind not in tables:
            parts.append(part)
    first = min(tables["census"], key=lambda row: abs(int(row["year"]) - 2010))
    head = HEAD.format(title=quoted(title), urban=first["urban"])
    return head + "".join(parts), left_out


def example(folder: pathlib.Path) -> None:
    """Nanjing's tables, as forms to fill in."""
    nanjing = tomllib.loads(BASE.read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    for kind, (name, columns) in TABLES.items():
        with (folder / name).open("x", encoding="utf-8", newline="") as text:
            lines = csv.writer(text, lineterminator="\n")
            lines.writerow(columns)
            for row in nanjing[kind]:
                told = {"residents": row.get("revised")} | row
                lines.writerow(
                    f"{told.get(column, 0):.12g}" if column != "name" else told[column]
                    for column in columns
                )


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the tool is told."""
    parser.add_argument("folder", type=pathlib.Path, help="with the tables")
    parser.add_argument("-o", "--output", type=pathlib.Path, help="the scenario")
    parser.add_argument("--title", default="Our city")
    parser.add_argument(
        "--source", default="our tables", help="where the tables' figures come from"
    )
    parser.add_argument(
        "--example", action="store_true", help="write Nanjing's tables into the folder"
    )


def main(given: argparse.Namespace) -> int:
    """Writes the scenario, or the forms."""
    if given.example:
        example(given.folder)
        print(f"{given.folder}: {', '.join(name for name, _ in TABLES.values())}")
        return 0
    if given.output is None:
        raise Unreadable("name the scenario to write: -o my-city.toml")
    text, left_out = scenario(given.folder, given.title, given.source)
    with given.output.open("x", encoding="utf-8") as file:
        file.write(text)
    print(f"{given.output}: next, sanshe check {given.output}")
    if left_out:
        print(f"left out, as they are of Nanjing's districts: {', '.join(left_out)}")
    return 0
