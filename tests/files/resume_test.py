"""What --resume does with a file that is there: proves its own, and replaces nobody else's."""

import shutil
import subprocess
from pathlib import Path

import h5py
import pytest

BAD_DATA, WOULD_OVERWRITE = 65, 73


@pytest.fixture
def place(tmp_path, village, sanshe):
    """The words of a run; its file; and its log, as if the command had been killed before it dropped it."""
    folder = village.parent
    words = ["run", folder / "as-it-is.toml", "--replicates", "2", "--quiet"]
    words += ["-o", tmp_path / "x.h5"]
    shim = tmp_path.parent / "shim.so"
    source = Path(__file__).parents[1] / "faults/shim.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", shim, source, "-ldl"], check=True)
    fault = {"FAULT_CALL": "link", "FAULT_N": "1", "FAULT_MODE": "half"}
    sanshe(*words, code=-9, LD_PRELOAD=shim, FAULT_ROOT=tmp_path, **fault)
    assert {each.name for each in tmp_path.iterdir()} == {"x.h5", "x.h5.part"}
    return words, tmp_path / "x.h5", tmp_path / "x.h5.part"


def test_it_proves_before_it_drops(place, sanshe):
    words, file, log = place
    sound = file.read_bytes()
    with h5py.File(file, "a") as opened:
        opened["backlog"][0, 0] += 1
    told = sanshe(*words, "--resume", code=WOULD_OVERWRITE).stderr
    assert "is not as this command wrote it: backlog was changed" in told
    assert list(log.iterdir()), "the log is there still"
    file.write_bytes(sound)
    assert sanshe(*words, "--resume").returncode == 0
    assert file.read_bytes() == sound and not log.exists()


def test_its_own_spoilt_file_is_built_anew_where_that_is_said(place, sanshe):
    words, file, log = place
    file.write_bytes(file.read_bytes()[:-100])
    sanshe(*words, "--resume", code=WOULD_OVERWRITE)
    sanshe(*words, "--resume", "--force")
    sanshe("check", file)
    assert not log.exists()


def test_a_foreign_file_is_not_replaced(place, village, sanshe):
    words, file, log = place
    file.unlink()
    for foreign in (b"a letter", village.read_bytes()):
        file.write_bytes(foreign)
        told = sanshe(*words, "--resume", code=WOULD_OVERWRITE).stderr
        assert "--resume --force" in told
        assert file.read_bytes() == foreign and list(log.iterdir())
    shutil.copy(file, file.with_name("y.h5"))
    sanshe(*words, "--resume", "--force")
    sanshe("check", file)
    assert not log.exists()
