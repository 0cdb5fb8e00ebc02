"""Every command of the README, and every link of the documents.

A fenced block (sh or python) is run as it stands, in the order of the page, in a copy of the tree; a block of toml is a
scenario, which `sanshe check` has to find right. A comment on the line before it may say otherwise: `<!-- test: as COMMAND -->` runs this instead, `<!-- test: skip REASON -->` nothing.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from patience import HANG

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = Path(os.environ.get("SANSHE_BUILD", ROOT / "build"))
BLOCK = re.compile(
    r"(?:<!-- test: (as|skip) (.*?) -->\n)?```(sh|python|toml)\n(.*?)```", re.DOTALL
)
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "models").rglob("*.md"),
        *(ROOT / "scenarios").rglob("*.md"),
    ]
)


def blocks(text: str) -> list[tuple[str, str, str]]:
    """What to do (run or skip), how, and the text or reason of each block."""
    found = []
    for marker, words, language, body in BLOCK.findall(text):
        if marker == "skip":
            found.append(("skip", "", words))
        else:
            found.append(("run", "sh" if marker else language, words or body))
    return found


COMMANDS = blocks((ROOT / "README.md").read_text())


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """A copy of the tree, with the build folder of this test."""
    copy = tmp_path_factory.mktemp("readme") / "sanshe"
    shutil.copytree(
        ROOT,
        copy,
        ignore=shutil.ignore_patterns("build*", ".git", "results", "__pycache__"),
    )
    (copy / "results").mkdir()
    (copy / "build").symlink_to(BUILD)
    return copy


@pytest.mark.parametrize("number", range(len(COMMANDS)))
def test_readme_commands_run(tree, number):
    what, language, text = COMMANDS[number]
    if what == "skip":
        pytest.skip(text)
    if language == "toml":
        (tree / "scenarios" / "readme.toml").write_text(text)
        language, text = "sh", "build/sanshe check scenarios/readme.toml"
    program = {"sh": ["bash", "-euo", "pipefail"], "python": ["/usr/bin/python3"]}[
        language
    ]
    environment = {
        **os.environ,
        "PATH": f"/usr/bin:{os.environ['PATH']}",
        "HOME": str(tree.parent),
    }
    done = subprocess.run(
        [*program, "-c", text],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        timeout=HANG,
        check=False,
    )
    assert done.returncode == 0, f"{text}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"


def test_markers_are_understood():
    page = "<!-- test: skip slow -->\n```sh\na\n```\n<!-- test: as b c -->\n```sh\na\n```\n```python\nd\n```\n```toml\ne\n```\n```cpp\nf\n```\n"
    assert blocks(page) == [
        ("skip", "", "slow"),
        ("run", "sh", "b c"),
        ("run", "python", "d\n"),
        ("run", "toml", "e\n"),
    ]


def test_readme_has_commands():
    assert len([what for what, _, _ in COMMANDS if what == "run"]) >= 4


@pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda file: file.relative_to(ROOT).as_posix()
)
def test_links_lead_somewhere(document):
    prose = re.sub(r"```.*?```", "", document.read_text(), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", prose)
    assert [link for link in links if not (document.parent / link).exists()] == []
