"""What the programs say of themselves: every `describe` command answers, and output-schemas/ holds the answers.

As a program it writes output-schemas/ anew: ninja -C build schemas
"""
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HANG = 3600  # seconds after which something never comes; only a guard
FOLDER = ROOT / "output-schemas"
BUILD = Path(os.environ.get("SANSHE_BUILD", ROOT / "build"))

# Each file of output-schemas/ and the words after `sanshe describe` that make it.
FILES = {
    "scenario.schema.json": ["schema"],
    "design.schema.json": ["design-schema"],
    "parameters.md": ["parameters", "--format", "markdown"],
    "parameters.json": ["parameters", "--format", "json"],
    "series.md": ["series", "--format", "markdown"],
    "series.json": ["series", "--format", "json"],
    "schedule.md": ["schedule", "--format", "markdown"],
    "run-file.md": ["file", "--format", "markdown"],
}
TOPICS = [
    "parameters",
    "series",
    "schedule",
    "schema",
    "design-schema",
    "file",
    "words",
    "odd",
]


def describe(program, words):
    run = subprocess.run(
        [program, "describe", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=HANG,
    )
    assert (
        run.returncode == 0
    ), f"{program} describe {' '.join(words)}: exit {run.returncode}\n{run.stderr}"
    return run.stdout


def write(program):
    made = {name: describe(program, words) for name, words in FILES.items()}
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def pytest_generate_tests(metafunc):
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", FILES)
    if "words" in metafunc.fixturenames:
        metafunc.parametrize(
            "words",
            [
                [topic, "--format", form]
                for topic in TOPICS + ["services"]
                for form in ("text", "markdown", "json")
            ],
            ids=" ".join,
        )
    if "scenario" in metafunc.fixturenames:
        scenarios = [
            ("sanshe", path) for path in sorted((ROOT / "scenarios").glob("*.toml"))
        ]
        scenarios.append(("yardstick", ROOT / "models/yardstick/yardstick.toml"))
        metafunc.parametrize(
            "program,scenario", scenarios, ids=lambda value: Path(value).stem
        )
    if "design" in metafunc.fixturenames:
        metafunc.parametrize(
            "design",
            sorted((ROOT / "scenarios/sweeps").glob("*.toml")),
            ids=lambda path: path.stem,
        )


def test_committed_file_is_what_the_program_says(name):
    path = FOLDER / name
    there = path.read_text(encoding="utf-8") if path.exists() else ""
    assert there == describe(
        BUILD / "sanshe", FILES[name]
    ), f"output-schemas/{name} is not what the program says now: ninja -C build schemas, then look at the difference"


def test_folder_holds_nothing_else():
    there = {path.name for path in FOLDER.iterdir()} - {"CMakeLists.txt", "README.md"}
    assert there <= FILES.keys(), "no `describe` command makes these files"


def test_describe_answers(words):
    text = describe(BUILD / "sanshe", words)
    assert text.endswith("\n")
    if "json" in words:
        assert json.loads(text)


def test_schema_accepts_scenario(program, scenario, tmp_path):
    schema = tmp_path / "schema.json"
    schema.write_text(describe(BUILD / program, ["schema"]), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, ROOT / "tests/sim/describe/schema_check.py", schema, scenario],
        capture_output=True,
        text=True,
        timeout=HANG,
    )
    assert run.stdout == "valid\n", run.stdout + run.stderr


def test_schema_accepts_design(design, tmp_path):
    schema = tmp_path / "schema.json"
    schema.write_text(describe(BUILD / "sanshe", ["design-schema"]), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, ROOT / "tests/sim/describe/schema_check.py", schema, design],
        capture_output=True,
        text=True,
        timeout=HANG,
    )
    assert run.stdout == "valid\n", run.stdout + run.stderr


if __name__ == "__main__":
    write(sys.argv[1])
