"""Sessions on pages are what the program says today."""

import pytest
from pages import sessions
from tree import BUILD, ROOT


def test_output_is_put_in_its_place():
    page = "Text\n\n```console\n$ echo one\nwrong\n$ echo two >&2; false\n```\n\n```sh\n$ echo no\n```\n"
    assert sessions.again(page, BUILD) == (
        "Text\n\n```console\n$ echo one\none\n$ echo two >&2; false\ntwo\n```\n\n```sh\n$ echo no\n```\n"
    )


def test_a_session_has_a_folder_and_the_scenarios():
    page = "```console\n$ ls -d scenarios/village.toml results build/sanshe && touch results/x\n$ ls results\n```\n"
    told = sessions.again(page, BUILD)
    assert "scenarios/village.toml\n" in told and "build/sanshe\n" in told
    assert "$ ls results\nx\n" in told
    assert not (ROOT / "results/x").exists()


@pytest.mark.parametrize("name", ["COMPARING", "QUESTION"])
def test_pages_of_sessions(name):
    page = (ROOT / f"scenarios/{name}.md").read_text()
    assert page.count("```console") >= 4
    assert page == sessions.again(page, BUILD), "./dev docs types the sessions again"
