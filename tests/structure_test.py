"""Floors and doors: the house's rules that can be read off the source text. CONTRIBUTING.md says why they are there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted(
    f
    for room in ("analysis", "sim", "models", "benchmarks", "tests")
    for f in (ROOT / room).rglob("*.[ch]pp")
)
SCRIPTS = sorted(
    f for room in ("analysis", "tests") for f in (ROOT / room).rglob("*.py")
)

# A file includes only files of its own floor or of a lower one. A name stands for itself and for name_*.
SIM_FLOORS = (
    "field error table clock hash bytes disk random math wording child interrupt build_info",
    "parallel series machine compressed",
    "model",
    "settings output snapshot describe design progress",
    "run past provenance",
    "ensemble summary forecast slurm plan sealing sweep",
    "cli",
)
CITY_FLOORS = (
    "tables rows geography economy procurement station donors ledger matching fitting",  # state and data; algorithms that know no city
    "city tally yearbook",
    "register registry markets awards bidding transfers counters",  # what several behaviours ask of the city
    "behaviours",
    "schedule",
    "series model texts",
    "main",
)
# Where the headers of a dependency may be included.
DOORS = {
    r"(tbb|oneapi)/": r"sim/(parallel|ensemble)",
    r"Random123/": r"sim/random",
    r"hdf5|H5|netcdf": r"sim/(output|snapshot)",
    r"toml\+\+": r"sim/settings",
    r"nlohmann/": r"(tests/)?sim/(describe|cli|plan|sweep)",
    r"mpi": r"sim/ensemble",
    r"boost/program_options": r"sim/cli",
    r"boost/math/": r"analysis/statistics",
    r"boost/random/": r"sim/design_points",
    r"boost/(?!program_options|math/|random/)": r"nowhere",
    r"sleef": r"sim/math",
    r"blosc": r"sim/compressed",
    r"Eigen/": r"models/city/(fitting|behaviours/access)",
    r"gtest/|gmock/": r"tests/",
    r"benchmark/": r"benchmarks/",
    r"random$": r"nowhere",  # the standard's distributions differ between libraries
}


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def includes(file: Path) -> list[str]:
    return re.findall(r'^\s*#\s*include\s*[<"]([^>"]+)', file.read_text(), re.MULTILINE)


def code(file: Path) -> str:
    """The text without comments, and with empty strings."""
    comment, text = (
        r"//[^\n]*|/\*.*?\*/",
        r"""R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\])'""",
    )
    pattern = re.compile(f"{comment}|{text}", re.DOTALL)
    return pattern.sub(
        lambda found: "" if found[0][0] == "/" else '""', file.read_text()
    )


def floor(path: str, room: str, floors: tuple[str, ...]) -> int:
    """The floor of a file such as sim/settings/file.hpp; a file without one is a finding."""
    stem = re.split(r"[/.]", path.removeprefix(room))[0]
    for level, names in enumerate(floors):
        if any(stem == each or stem.startswith(each + "_") for each in names.split()):
            return level
    raise AssertionError(
        f"{path} has no floor yet: give it one in {name(Path(__file__))}"
    )


def climbs(room: str, floors: tuple[str, ...]) -> list[str]:
    """Includes of a room that lead upward."""
    return [
        f"{name(file)} includes {other}, which is above it"
        for file in CODE
        if name(file).startswith(room)
        for other in includes(file)
        if other.startswith(room)
        and floor(other, room, floors) > floor(name(file), room, floors)
    ]


def hits(pattern: str, files: list[Path], read=Path.read_text) -> list[str]:
    """Where a pattern occurs."""
    return [
        f"{name(file)}: {found[0].strip()}"
        for file in files
        for found in re.finditer(pattern, read(file))
    ]


def files_of(*rooms: str) -> list[Path]:
    return [file for file in CODE if name(file).startswith(rooms)]


def test_the_kernel_includes_downward():
    assert climbs("sim/", SIM_FLOORS) == []


def test_the_city_includes_downward():
    assert climbs("models/city/", CITY_FLOORS) == []


def test_behaviours_never_include_each_other():
    files = files_of("models/city/behaviours/")
    assert files
    assert [
        f"{name(f)}: {i}" for f in files for i in includes(f) if "behaviours/" in i
    ] == []


def test_the_kernel_knows_no_model():
    assert [
        f"{name(f)}: {i}"
        for f in files_of("sim/")
        for i in includes(f)
        if i.startswith("models/")
    ] == []


def test_statistics_know_no_simulation():
    files = files_of("analysis/")
    assert files
    assert [
        f"{name(f)}: {i}"
        for f in files
        for i in includes(f)
        if i.startswith(("sim/", "models/"))
    ] == []


def test_models_do_not_know_each_other():
    for model in ("city", "yardstick"):
        foreign = [
            i
            for f in files_of(f"models/{model}/")
            for i in includes(f)
            if i.startswith("models/")
        ]
        assert [i for i in foreign if not i.startswith(f"models/{model}/")] == []


@pytest.mark.parametrize("dependency", DOORS)
def test_one_door_per_dependency(dependency):
    door = DOORS[dependency]
    through = [
        (name(f), i) for f in CODE for i in includes(f) if re.match(dependency, i)
    ]
    assert [
        f"{file} includes {header}"
        for file, header in through
        if not re.match(door, file)
    ] == []


def test_luck_comes_only_from_draws():
    pattern = r"std::\w+_distribution|std::(mt19937|minstd|default_random|random_device|s?rand\b|shuffle|sample)\w*"
    assert hits(pattern, files_of("sim/", "models/"), code) == []


def test_mathematics_gives_the_same_bits_everywhere():
    """glibc's last bits depend on the processor; sim/math.hpp has what decisions need. (sqrt and rounding are exact.)"""
    functions = r"(exp|exp2|expm1|log|log2|log10|log1p|pow|a?(sin|cos|tan)h?|atan2|erfc?|[lt]gamma|cbrt|hypot)"
    pattern = rf"(?<![\w.:>])(std::|::)?{functions}[fl]?\s*\("
    files = [
        file for file in files_of("sim/", "models/") if name(file) != "sim/math.hpp"
    ]
    assert hits(pattern, files, code) == []


def test_memory_is_owned():
    assert (
        hits(
            r"\bnew\s+[\w:(]|\bdelete\b(?!\s*;)|\b(malloc|calloc|free)\s*\(", CODE, code
        )
        == []
    )


def test_compilers_keep_to_the_letter_of_arithmetic():
    files = [
        f
        for f in ROOT.rglob("CMake*")
        if f.is_file() and not name(f).startswith("build")
    ]
    assert hits(r"-ffast-math|-Ofast|-ffp-contract=(?!off)\w+", files) == []


def test_files_hold_one_subject():
    lengths = {
        name(file): len(file.read_text().splitlines()) for file in [*CODE, *SCRIPTS]
    }
    assert {file: lines for file, lines in lengths.items() if lines > 420} == {}


def test_nothing_is_left_for_later():
    rooms = ("scenarios", "models", "analysis", ".github")
    prose = [
        f
        for room in rooms
        for f in (ROOT / room).rglob("*")
        if f.suffix in (".md", ".toml", ".txt")
    ]
    files = [
        *CODE,
        *SCRIPTS,
        *prose,
        *ROOT.glob("*.md"),
        ROOT / "dev",
        ROOT / "CMakeLists.txt",
    ]
    files.remove(Path(__file__).resolve())
    assert hits(r"\b(TODO|FIXME|XXX)\b", files) == []


@pytest.mark.skipif(
    not shutil.which("clang-format"), reason="clang-format is not installed"
)
def test_the_code_is_formatted():
    command = ["clang-format", "--dry-run", "--Werror", *map(str, CODE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[:4000]
