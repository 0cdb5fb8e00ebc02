"""The one door of texts for users, read off the sources: what reads like a text is said through `say(format, ...)`.

A text is a string with words side by side, or a word beside a value; a heading; and in what is printed, handed to an
error or said, each word that one case has and another has not. What a model declares (a field's meaning, a series' long
name) `describe` knows. Names, keys, code, and what is written into files are no texts: KEPT has them with the reason.
"""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from patience import HANG
from structure_test import FILES, ROOT

# A comment, a preprocessor's line, a raw string, a string, a character.
TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/|^[ ]*\#[^\n]*"
    r'|R"(?P<mark>\w*)\((?P<raw>.*?)\)(?P=mark)"|"(?P<plain>(?:\\.|[^"\\\n])*)"'
    r"|'(?:\\.|[^'\\])'",
    re.DOTALL | re.MULTILINE,
)
READS = re.compile(
    r"[A-Za-z]+[^\w\s{]* [^\s]*[A-Za-z]{2}|[A-Za-z]{2,}[^\w\s{]* \{|[A-Za-z]{2,}[?!]|\} [a-z]{2,}"
    r"|^[A-Z][a-z]{2,}:?$"
)
WORD = re.compile(r"[A-Za-z]{3,}")
DOOR = re.compile(r"\b(say\(|counted\([^;\"]*,)\s*$")
# What users see: an error's parts, what is printed, a page.
SINKS = "say Failure Problem refuse refused refusal problem tell wrong bad need print heading title paragraph table"
# Files of models that say more than they declare.
SPEAKING = ("models/city/model.cpp", "models/yardstick/main.cpp")
KEPT = {
    "attributes of run files": r"sim/(output/(run_file|check)|run/provenance)\.cpp|sim/series\.hpp"
    r"|sim/compare/export_form\.cpp: (Scenario of|Number of|Seed of|Share of|Calendar|First day)",
    "words of libraries and formats": r"sim/output/(hdf5|hdf5_file|netcdf)\.[ch]pp|.*: (True|False|#:schema)",
    "names in JSON": r".*: (true or false|whole number|perhaps another)$|.*Conventions|.*\{\{\\?\"residents"
    r"|sim/compare/differences\.[ch]pp: (mean|95|all|Fieller|bootstrap|parameter unc|simulation noise)"
    r"|sim/describe/describe\.cpp: none known",
    "code": r"sim/(cli/init|compare/text)\.cpp: (import|\{\} (-c|compare|explain)|\{0\} check)|sim/sweep/slurm\.cpp: (#SBATCH|#\\n#SBATCH|# What a requeued|\{\} (sweep|seal) |--| --| &|.*program|[-/$]|#!)"
    r"|sim/settings/resolved\.cpp|sim/cli/(diff\.cpp: A B|options\.cpp: -h|snippet\.cpp: (TOOL FILE|[.]sum|import|library|using|as[.]Date|axis|pkg|figure|datetick|print|\{\}f = |\{\} export))",
    "keys, details and times": r"sim/sweep/plan\.cpp: (\{:016x\} at|Scenario of|1 where the point)|sim/run/sealing\.cpp: sum",
    "what a model is called": r"models/city/model\.cpp: Agent-based simulator",
}


def strings(text: str) -> list[tuple[int, int, str]]:
    """Begin, end and content of each string; those side by side are one."""
    found: list[tuple[int, int, str]] = []
    for token in TOKEN.finditer(text):
        content = token["plain"] if token["raw"] is None else token["raw"]
        if content is None:
            continue
        if found and not text[found[-1][1] : token.start()].strip():
            begin, _, before = found.pop()
            found.append((begin, token.end(), before + content))
        else:
            found.append((token.start(), token.end(), content))
    return found


def bare(text: str) -> str:
    """Of the same length, without what stands in strings and comments."""
    return TOKEN.sub(lambda t: " " * len(t[0]), text)


def called(code: str, at: int) -> set[str]:
    """Whose arguments this place is among, as far as the statement goes."""
    found, depth = set(), 0
    while at > 0 and code[at - 1] != ";":
        at -= 1
        if code[at] in ")]}":
            depth += 1
        elif code[at] in "([{" and depth > 0:
            depth -= 1
        elif code[at] in "([{":
            name = re.search(r"(\w+)\s*$", code[:at])
            if name and name[1] in ("if", "while", "for", "switch"):
                break
            found.add(name[1] if name else "")
    return found


def chosen(code: str, begin: int, end: int) -> bool:
    """Whether it is an operand of ?: or +."""
    before, after = code[:begin].rstrip(), code[end:].lstrip()
    return before.endswith(("?", " :", "+")) or after.startswith((": ", "+ "))


def past_the_door(files: dict) -> list[str]:
    found = []
    for file, text in files.items():
        if not file.endswith((".cpp", ".hpp")) or not file.startswith(
            ("sim/", *SPEAKING)
        ):
            continue
        code = bare(text)
        for begin, end, content in strings(text):
            plain = re.sub(r'\\[n"]', " ", content)
            if DOOR.search(text[max(0, begin - 200) : begin]):
                continue
            if any(
                re.match(kept, f"{file}: {content}", re.DOTALL)
                for kept in KEPT.values()
            ):
                continue
            if re.search(r"static_assert\([^;]*$|starts_with\($|==\s*$", code[:begin]):
                continue
            among = called(code, begin) & set(SINKS.split())
            if READS.search(plain) or (
                among and chosen(code, begin, end) and WORD.search(plain)
            ):
                found.append(f"{file}:{text.count(chr(10), 0, begin) + 1}: {content}")
    return found


SAID = re.compile(r"\bsay\(\s*$")


def test_the_program_lists_what_its_files_say():
    """Found here by other means than the build has."""
    program = Path(os.environ.get("SANSHE_BUILD", ROOT / "build")) / "sanshe"
    command = [program, "describe", "words", "--format", "json"]
    listed = subprocess.run(command, capture_output=True, timeout=HANG, check=True)
    said = {
        json.loads(f'"{content}"')
        for file, text in FILES.items()
        if file.startswith(("sim/", "models/city/")) and not file.endswith(".py")
        for begin, _, content in strings(text)
        if SAID.search(text[max(0, begin - 40) : begin])
    }
    assert len(said) > 900
    texts = [word["text"] for word in json.loads(listed.stdout)]
    assert said <= set(texts)
    assert len(texts) == len(set(texts))


def test_every_text_is_said_through_the_door():
    assert past_the_door(FILES) == []


WRONG = [
    'throw Failure(Exit::usage, "there is no such command");',
    'throw Failure(Exit::usage, say("there is no {}", name), "did you mean " + near);',
    'return fmt::format("{} of {} finished", now, all);',
    'tell(say("it {} in time", fine ? "ended" : "stopped"));',
    'tell("note: " + note);',
    'page.heading("Sources");',
    'Option{"quiet", "", "no progress and no summary"};',
    'out += " (in part)";',
]


@pytest.mark.parametrize("line", WRONG)
def test_what_goes_past_it_is_found(line):
    file = "sim/cli/run.cpp"
    found = past_the_door({file: FILES[file] + f"void f() {{\n{line}\n}}\n"})
    assert found
