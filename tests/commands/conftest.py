"""What tests of the commands may ask for."""

import pytest


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """The current folder is a fresh one, and the environment is plain."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path
