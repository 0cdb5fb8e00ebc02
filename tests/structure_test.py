"""Rooms and doors: the house's rules that can be read off the source text. CONTRIBUTING.md says why they are there.

    files: path -> text  --a rule-->  what breaks it, a line each

A rule is a function of all files, so that a test can plant what is wrong: the project as it is breaks none of them, and
with one wrong line more it must break one.
"""

import functools
import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = {
    file.relative_to(ROOT).as_posix(): file.read_text()
    for top in ("sim", "models", "analysis", "benchmarks", "tests")
    for file in sorted((ROOT / top).rglob("*"))
    if file.suffix in (".hpp", ".cpp", ".py")
}

# Folders, the lowest first ("" is the top). A file includes its own folder and lower ones; of those on one line none
# includes another. In the city the files of the top have their places, too.
KERNEL = (
    "",
    "host",
    "settings",
    "output",
    "run",
    "sweep",
    "compare",
    "describe",
    "cli",
)
ROOMS = "people need care funding workers organizations neighbours shocks month"
CITY = ("data", "state", "shared", f"{ROOMS} series", "schedule", "model", "main")
# Where the headers of a library may be included.
DOORS = {
    r"(tbb|oneapi)/": r"sim/parallel",
    r"Random123/": r"sim/random",
    r"hdf5|H5|netcdf": r"sim/output/hdf5",
    r"toml\+\+": r"sim/settings/file",
    r"nlohmann/": r"sim/json",
    r"mpi": r"sim/run/ranks",
    r"boost/program_options": r"sim/cli/options",
    r"boost/math/": r"sim/compare/statistics",
    r"boost/random/": r"sim/sweep/design_points",
    r"boost/locale/utf": r"sim/utf8",
    r"boost/(?!program_options|math/|random/|locale/utf)": r"nowhere",
    r"sleef": r"sim/math",
    r"blosc": r"sim/host/compressed",
    r"libdeflate": r"sim/output/chunks",
    r"openssl/": r"sim/sha256",
    r"Eigen/": r"models/city/(people/fitting|need/(access|catchment))",
    r"gtest/|gmock/": r"tests/",
    r"benchmark/": r"benchmarks/",
    r"random$": r"nowhere",  # the standard's distributions differ between libraries
}
# Words of the city that the kernel does without, in code, texts and comments.
OF_THE_CITY = (
    r"(?i)district|\bCNY\b|nanjing|\byuan\b|\bfen\b|population|resident|communit"
    r"|\bstations?\b|organi[sz]ation|government"
)
MOST_SUBJECTS, MOST_LINES = 20, 420
LONG = "models/city/state/tables.hpp"  # one screenful of state beats eleven files


@functools.cache
def includes(text: str) -> list[str]:
    return re.findall(r'^\s*#\s*include\s*[<"]([^>"]+)', text, re.MULTILINE)


def edges(files: dict, *tops: str) -> list[tuple[str, str]]:
    """Which file of these trees includes what."""
    return [(f, i) for f, t in files.items() if f.startswith(tops) for i in includes(t)]


def told(found) -> list[str]:
    return [f"{file} includes {other}" for file, other in found]


@functools.cache
def code(text: str) -> str:
    """Without comments, and with empty strings."""
    comment, string = (
        r"//[^\n]*|/\*.*?\*/",
        r"""R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\])'""",
    )
    pattern = re.compile(f"{comment}|{string}", re.DOTALL)
    return pattern.sub(lambda found: "" if found[0][0] == "/" else '""', text)


@functools.cache
def occurrences(pattern: str, text: str) -> list[str]:
    return [found[0].strip() for found in re.finditer(pattern, text)]


def hits(pattern: str, files: dict, *tops: str, read=code) -> list[str]:
    """Where a pattern occurs in the C++ of these trees."""
    return [
        f"{file}: {found}"
        for file, text in files.items()
        if file.startswith(tops) and not file.endswith(".py")
        for found in occurrences(pattern, read(text))
    ]


def stem(path: str) -> str:
    """What a header and its source share."""
    return path.rpartition(".")[0]


def place(path: str, top: str, order: tuple[str, ...]) -> str:
    folder, _, file = path.removeprefix(top).rpartition("/")
    return folder if folder or "" in order else stem(file)


def climbs(files: dict, top: str, order: tuple[str, ...]) -> list[str]:
    """Includes within a tree that lead upward or sideways, and files that have no place in it."""
    line = {
        name: at for at, names in enumerate(order) for name in names.split() or [""]
    }
    found = [
        f"{file} has no place: give {place(file, top, order)} one in tests/structure_test.py"
        for file in files
        if file.startswith(top) and place(file, top, order) not in line
    ]
    for file, other in edges(files, top):
        if other.startswith(top) and other in files:  # others are made by CMake
            mine, its = place(file, top, order), place(other, top, order)
            if mine != its and line.get(its, 0) >= line.get(mine, 0):
                found.append(f"{file} includes {other}")
    return found


def the_kernel_includes_downward(files):
    return climbs(files, "sim/", KERNEL)


def the_city_includes_downward(files):
    return climbs(files, "models/city/", CITY)


def rules_and_state_know_no_series(files):
    rooms = tuple(
        f"models/city/{room}/" for room in (*ROOMS.split(), "data", "state", "shared")
    )
    return told(
        e
        for e in edges(files, *rooms, "models/city/schedule")
        if "city/series/" in e[1]
    )


def only_the_schedule_knows_its_rules(files):
    """Behaviours speak through the city's columns: nobody includes one but who calls it, and its own source."""
    schedule = "models/city/schedule.hpp"
    rules = [i for i in includes(files[schedule]) if i.split("/")[-2] in ROOMS.split()]
    return told(
        (file, other)
        for file, other in edges(files, "sim/", "models/", "benchmarks/")
        if other in rules and file != schedule and stem(file) != stem(other)
    )


def what_is_shared_is_shared(files):
    """A file of shared/ is included from two other folders at the least; else it belongs in the one."""
    users = defaultdict(set)
    for file, other in edges(files, "models/city/"):
        users[stem(other)].add(file.rpartition("/")[0])
    shared = {stem(file) for file in files if file.startswith("models/city/shared/")}
    return [
        f"{each} is used by {sorted(users[each])}"
        for each in sorted(shared)
        if len(users[each] - {"models/city/shared"}) < 2
    ]


def models_know_only_themselves_and_the_kernel(files):
    foreign = {
        "sim/": "models/",
        "models/city/": r"models/(?!city/)",
        "models/yardstick/": r"models/(?!yardstick/)",
    }
    return told(
        e
        for top, others in foreign.items()
        for e in edges(files, top)
        if re.match(others, e[1])
    )


def nothing_includes_in_circles(files):
    """Headers that include each other, however far round."""
    graph = {f: [i for i in includes(t) if i in files] for f, t in files.items()}
    state: dict[str, str] = {}
    found = []

    def visit(file, path):
        if state.get(file) == "open":
            found.append(" -> ".join([*path[path.index(file) :], file]))
        if file not in state:
            state[file] = "open"
            for other in graph[file]:
                visit(other, [*path, file])
            state[file] = "done"

    for file in graph:
        visit(file, [])
    return found


def libraries_enter_by_one_door(files):
    return told(
        (file, other)
        for file, other in edges(files, "")
        for library, door in DOORS.items()
        if re.match(library, other) and not re.match(door, file)
    )


def the_kernel_has_no_word_of_the_city(files):
    return hits(OF_THE_CITY, files, "sim/", read=str)


def luck_comes_only_from_draws(files):
    pattern = r"std::\w+_distribution|std::(mt19937|minstd|default_random|random_device|s?rand\b|shuffle|sample)\w*"
    return hits(pattern, files, "sim/", "models/")


def luck_is_asked_by_name(files):
    """A question to luck is an enumerator: a number could be asked twice unseen, and would be no index of what is asked."""
    ask = r"\b(four|word|uniform|chance|below|normal|round|combine)"
    return hits(ask + r"\([^;{}]*,\s*\d+(\s*\+[^;,]*)?\)", files, "models/city/")


def mathematics_gives_the_same_bits_everywhere(files):
    """glibc's last bits depend on the processor; sim/math.hpp has what decisions need. (sqrt and rounding are exact.)"""
    functions = r"(exp|exp2|expm1|log|log2|log10|log1p|pow|a?(sin|cos|tan)h?|atan2|erfc?|[lt]gamma|cbrt|hypot)"
    pattern = rf"(?<![\w.:>])(std::|::)?{functions}[fl]?\s*\("
    others = {
        f: t for f, t in files.items() if f not in ("sim/math.hpp", "sim/math.cpp")
    }
    return hits(pattern, others, "sim/", "models/")


def memory_is_owned(files):
    pattern = r"\bnew\s+[\w:(]|\bdelete\b(?!\s*;)|\b(malloc|calloc|free)\s*\("
    return hits(pattern, files, "")


def files_hold_one_subject(files):
    lengths = {f: len(t.splitlines()) for f, t in files.items() if f != LONG}
    return [f"{f}: {lines} lines" for f, lines in lengths.items() if lines > MOST_LINES]


def folders_are_taken_in_at_a_glance(files):
    """A header and its source are one subject."""
    subjects = defaultdict(set)
    for file in files:
        if not file.startswith("benchmarks/"):
            subjects[file.rpartition("/")[0]].add(stem(file))
    return [
        f"{folder}: {len(s)} subjects"
        for folder, s in subjects.items()
        if len(s) > MOST_SUBJECTS
    ]


DEFINED = re.compile(
    r"(?:(?:inline|constexpr|const|static|template <[^>]*>) )*"
    r"(?:(?:struct|class|enum|enum class) (\w+)|(?!using|return|namespace)[A-Za-z_][\w:<>,&*\[\]. ]*?[ &*>](\w+)(?:[({\[;]| =))"
)


def names_of_a_folder_are_its_own(files):
    """A folder is compiled as one unit: two files of it that give one name to things of their own would overload."""
    found = defaultdict(set)
    for file, text in files.items():
        inside = False
        for line in text.splitlines() if file.endswith(".cpp") else []:
            inside = line.startswith("namespace {") or (
                inside and not line.startswith("}  // namespace")
            )
            if inside and (name := DEFINED.match(line)):
                found[file.rpartition("/")[0], name[1] or name[2]].add(file)
    return [f"{name}: {sorted(of)}" for (_, name), of in found.items() if len(of) > 1]


def types_of_headers_have_a_name_of_their_own(files):
    """Two types of one name in a program are one to the linker, which keeps the code of either."""
    found = defaultdict(list)
    for file, text in files.items():
        for name in re.findall(r"^(?:struct|class) (\w+)(?: [:{][^;]*)?$", text, re.M):
            if file.endswith(".hpp") and file.startswith(("sim/", "models/")):
                found["/".join(file.split("/")[: file.count("models/") + 1]), name] += [
                    file
                ]
    return [f"{name}: {of}" for (_, name), of in found.items() if len(of) > 1]


RULES = [
    the_kernel_includes_downward,
    the_city_includes_downward,
    rules_and_state_know_no_series,
    only_the_schedule_knows_its_rules,
    what_is_shared_is_shared,
    models_know_only_themselves_and_the_kernel,
    nothing_includes_in_circles,
    libraries_enter_by_one_door,
    the_kernel_has_no_word_of_the_city,
    luck_comes_only_from_draws,
    luck_is_asked_by_name,
    mathematics_gives_the_same_bits_everywhere,
    memory_is_owned,
    files_hold_one_subject,
    folders_are_taken_in_at_a_glance,
    names_of_a_folder_are_its_own,
    types_of_headers_have_a_name_of_their_own,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps(rule):
    assert len(FILES) > 300
    assert rule(FILES) == []


def include(header: str) -> str:
    return f'#include "{header}"\n'


def above(order: tuple[str, ...], top: str) -> list[tuple[str, str]]:
    """For each place but the highest: a file there, and one of the next line."""

    def file(line: int) -> str:
        name = (order[line].split() or [""])[0]
        return next(
            f
            for f in FILES
            if f.startswith(top)
            and f.endswith((".hpp", "main.cpp"))
            and place(f, top, order) == name
        )

    return [(file(line), file(line + 1)) for line in range(len(order) - 1)]


def first(folder: str) -> str:
    return next(
        f
        for f in FILES
        if f.startswith(f"models/city/{folder}/") and f.endswith(".hpp")
    )


NEIGHBOURS = [*ROOMS.split(), "series"]
WRONG = [
    *((file, include(other)) for file, other in above(KERNEL, "sim/")),
    *((file, include(other)) for file, other in above(CITY, "models/city/")),
    *(
        (first(a), include(first(b)))
        for a, b in zip(NEIGHBOURS, [*NEIGHBOURS[1:], "people"])
    ),
    (first("state"), include("models/city/series/tally.hpp")),
    ("models/city/schedule.hpp", include("models/city/series/tally.hpp")),
    ("models/city/model.cpp", include("models/city/care/casework.hpp")),
    ("models/city/care/desks.hpp", include("models/city/care/casework.hpp")),
    ("models/city/shared/lonely.hpp", ""),
    ("models/city/new_room/new.hpp", ""),
    ("sim/new_room/new.hpp", ""),
    ("sim/field.hpp", include("models/city/data/service.hpp")),
    ("models/yardstick/measure.hpp", include("models/city/data/service.hpp")),
    ("sim/error.hpp", include("sim/table.hpp")),
    *(
        ("models/city/main.cpp", include(header))
        for header in ("tbb/task_arena.h", "Random123/philox.h", "hdf5.h")
    ),
    ("sim/cli/run.cpp", include("toml++/toml.h")),
    ("sim/cli/run.cpp", include("boost/asio.hpp")),
    ("models/city/need/need.cpp", include("Eigen/Core")),
    ("models/city/need/need.cpp", include("random")),
    ("sim/series.hpp", "// of a district\n"),
    ("sim/run/run.cpp", "std::shuffle(a, b, c);\n"),
    ("models/city/need/need.cpp", "double x = draws.uniform(key, 3);\n"),
    ("models/city/need/need.hpp", "double x = std::exp(1.0);\n"),
    ("sim/run/run.cpp", "int* p = new int(3);\n"),
    ("sim/run/run.cpp", "\n" * MOST_LINES),
    (
        "models/city/need/other.cpp",
        "namespace {\nconst int past = 1;\n}  // namespace\n",
    ),
    ("models/city/organizations/doors.hpp", "struct Door {\n"),
]


def broken(files: dict) -> set[str]:
    return {each for rule in RULES for each in rule(files)}


BROKEN = broken(FILES)


@pytest.mark.parametrize(
    ("file", "text"), WRONG, ids=[f"{file}: {text.strip()}" for file, text in WRONG]
)
def test_what_is_wrong_is_found(file, text):
    assert broken({**FILES, file: FILES.get(file, "") + text}) - BROKEN


def test_too_many_subjects_are_found():
    files = {f"sim/host/subject_{i}.cpp": "" for i in range(MOST_SUBJECTS + 1)}
    assert len(folders_are_taken_in_at_a_glance(files)) == 1
