"""Digests: a second verifier agrees; tools that only store a file otherwise keep them true; what was changed is refused."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import h5py
import numpy
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "analysis"))

import sanshe as package
from sanshe import digest

BAD_DATA = 65
CHANGED = "was changed since it was written"
NONE = "cannot be verified: it has no digests"
FORMAT_1 = Path(__file__).parent / "format1.h5"


def readers(file):
    """Every command that reads a run file, as it is told."""
    yield "check", file
    yield "compare", file, "--series", "backlog,wait_mean", "--json"
    yield "export", file, "--series", "backlog,wait_mean"
    yield "reproduce", file, "--runs", "1"


def written(file):
    with h5py.File(file) as opened:
        return opened["digest"].attrs["manifest"].decode()


def test_a_second_verifier_agrees(village):
    assert digest.changed(village) == []
    with h5py.File(village) as file:
        lines = [f"{sum}  {name}" for name, sum in digest.manifest(file).items()]
    assert sorted(lines, key=lambda line: line[66:].encode()) == written(village).split("\n")  # fmt: skip


def test_identical_runs_have_identical_digests(village, sanshe, tmp_path):
    scenarios = [village.parent / f"{name}.toml" for name in ("as-it-is", "more-money")]
    again = tmp_path / "again.h5"
    sanshe("run", *scenarios, "--replicates", "3", "--threads", "1", "-o", again)
    assert written(again) == written(village)


@pytest.mark.parametrize("tool", ["h5repack", "h5repack -f GZIP=6", "h5repack -f NONE", "nccopy", "nccopy -d 5", "nccopy -u"])  # fmt: skip
def test_stored_otherwise_it_says_the_same(village, sanshe, tmp_path, tool):
    other = tmp_path / "other.h5"
    subprocess.run([*tool.split(), village, other], check=True)
    assert digest.changed(other) == []
    for words in readers(other):
        assert sanshe(*words).stderr.count("error") == 0
    assert sanshe("compare", other, "--json").stdout.replace("other.h5", "") == sanshe(
        "compare", village, "--json"
    ).stdout.replace("run.h5", "").replace(str(village.parent), str(tmp_path))


def test_a_part_of_it_cannot_be_verified(village, sanshe, tmp_path):
    part = tmp_path / "part.h5"
    subprocess.run(["ncks", "-v", "backlog,wait_mean", village, part], check=True)
    for words in readers(part):
        assert NONE in sanshe(*words, code=BAD_DATA).stderr
    with pytest.raises(package.Unreadable, match="no digests"):
        package.open(part)
    sanshe("compare", part, "--series", "backlog", "--unverified")


def label(file):
    file["service"][0, 0] = b"E"


def number(file):
    file["backlog"][1, 3, 0, 0] += 1


def bounds(file):
    file["time_bnds"][0, 1] += 1


def unit(file):
    file["wait_mean"].attrs["units"] = "s"


def title(file):
    file.attrs["title"] = "Another"


def one_more(file):
    file["another"] = numpy.zeros(6)
    file["another"].dims[0].attach_scale(file["run"])


@pytest.mark.parametrize("change", [label, number, bounds, unit, title, one_more])
def test_what_was_changed_is_refused(copy, sanshe, change):
    with h5py.File(copy, "a") as file:
        change(file)
    assert len(digest.changed(copy)) == 1
    for words in readers(copy):
        assert CHANGED in sanshe(*words, code=BAD_DATA).stderr
    with pytest.raises(package.Unreadable, match="changed since it was written"):
        package.open(copy)
    package.open(copy, verify=False).close()
    sanshe("compare", copy, "--unverified")
    sanshe("export", copy, "--series", "backlog", "--unverified")


def test_spoilt_bytes_are_refused_or_harmless(village, sanshe, tmp_path):
    """By every command, as a disk or a copy spoils them."""
    spoilt, whole, luck = tmp_path / "run.h5", village.read_bytes(), random.Random(7)
    sound = [sanshe(*words).stdout for words in readers(village)]
    refused = 0
    for case in range(40):
        shutil.copy(village, spoilt)
        at = luck.randrange(len(whole))
        with open(spoilt, "r+b") as file:
            if case % 4 == 3:
                file.truncate(at)
            else:
                file.seek(at if case % 4 else at // 512 * 512)
                file.write(bytes([whole[at] ^ 1 << luck.randrange(8)]) if case % 4 else bytes(512))  # fmt: skip
        for words, expected in zip(readers(spoilt), sound):
            try:
                out = sanshe(*words).stdout
            except AssertionError:
                sanshe(*words, code=BAD_DATA)
                refused += 1
                continue
            assert out.replace(str(tmp_path), str(village.parent)) == expected, (case, at)  # fmt: skip
    assert refused > 80


def test_files_of_format_1_are_read_still(sanshe):
    assert "ok, a whole run file" in sanshe("check", FORMAT_1).stdout
    assert '"more-money"' in sanshe("compare", FORMAT_1, "--json").stdout
    rows = sanshe("export", FORMAT_1, "--series", "cases_served").stdout.splitlines()
    assert len(rows) == 1 + 6 * 24 * 3 * 3
    with package.open(FORMAT_1) as data:
        assert list(data.scenario.values) == ["base"] * 3 + ["more-money"] * 3
        assert package.scenario(data, "more-money")["title"] == "More money"


def test_true_names_are_kept(village, sanshe):
    with package.open(village) as data:
        assert list(data.scenario.values) == ["as-it-is"] * 3 + ["more-money"] * 3
        assert package.scenario(data, "more-money")["title"] == "More money"
        assert data.attrs["population_scale"] == 1
    assert '"more-money"' in sanshe("compare", village, "--json").stdout
    with h5py.File(village) as file:
        assert b"".join(file["scenario"][5]).decode() == "more_money"
