"""What is to be seen in every text of the project: flags, notes for later, form."""

import re
import shutil
import subprocess

import pytest
from structure_test import FILES, ROOT, hits


def test_compilers_keep_to_the_letter_of_arithmetic():
    files = {
        file.name: file.read_text()
        for file in ROOT.rglob("CMake*")
        if file.is_file() and not file.relative_to(ROOT).parts[0].startswith("build")
    }
    assert (
        hits(r"-ffast-math|-Ofast|-ffp-contract=(?!off)\w+", files, "", read=str) == []
    )


def test_nothing_is_left_for_later():
    prose = [
        file
        for top in ("scenarios", "models", "analysis", ".github")
        for file in (ROOT / top).rglob("*")
        if file.suffix in (".md", ".toml", ".txt")
    ]
    more = [*prose, *ROOT.glob("*.md"), ROOT / "dev", ROOT / "CMakeLists.txt"]
    texts = {**FILES, **{str(file): file.read_text() for file in more}}
    del texts["tests/texts_test.py"]
    late = [
        file for file, text in texts.items() if re.search(r"\b(TODO|FIXME|XXX)\b", text)
    ]
    assert late == []


@pytest.mark.skipif(
    not shutil.which("clang-format"), reason="clang-format is not installed"
)
def test_the_code_is_formatted():
    files = [ROOT / file for file in FILES if not file.endswith(".py")]
    command = ["clang-format", "--dry-run", "--Werror", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[:4000]
