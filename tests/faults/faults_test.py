"""A draw of what `./dev faults` does whole: whatever happens, no wrong file, no false success, and the same bits after a
resume. The seed is printed; SANSHE_FAULTS_SEED draws the same again.
"""

import random
import shutil

import kills
import pytest
import replay
import walk
from attack import CASES, SEED, Place, said
from disk import MODELS, Disk

DRAWN = {walk: 120, replay: 120, kills: 30}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return Place(tmp_path_factory.mktemp("faults"))


def draw(jobs: list, number: int) -> list:
    assert len(jobs) > 2 * number
    return random.Random(SEED).sample(jobs, number)


@pytest.mark.parametrize("attack", [walk, replay, kills])
def test_whatever_happens(place, capsys, attack):
    jobs = draw(attack.jobs(place), DRAWN[attack])
    found = place.all_of(attack.tried, jobs)
    wrong = [(attack.told(job), each) for job, each in zip(jobs, found) if each]
    with capsys.disabled():
        print(f"\nSANSHE_FAULTS_SEED={SEED}: {attack.__name__}: {len(jobs)} tried, wrong: {len(wrong)}")  # fmt: skip
    assert wrong == []


def test_what_is_wrong_is_seen(place):
    """A file of other words, a success without a file, a file that is left over."""
    case = CASES["run"]
    shutil.copytree(place.folder / "old", folder := place.folder / "at old")
    (folder / "draft").touch()
    wrong = place.survived(case, folder, ended=True)
    assert [line.split(":")[0] for line in wrong] == [
        "another file is under the name",
        "a success without the file",
        "then exit 73",
        "another file in the end",
        "left over",
    ]
    spoilt = place.folder / "spoilt.h5"
    whole = bytearray((place.folder / "old/a.h5").read_bytes())
    whole[len(whole) // 2 :] = bytes(len(whole) - len(whole) // 2)
    spoilt.write_bytes(whole)
    assert said(spoilt) != place.said["old"]


def test_what_a_disk_keeps(tmp_path):
    """A draft of 5,000 bytes is synced after 4,500, renamed, and its folder is not synced."""
    (tmp_path / "old").write_bytes(b"old")
    disk, data = Disk(tmp_path), bytes([1]) * 4500 + bytes([2]) * 500
    draft, last = tmp_path / "draft", tmp_path / "new"
    disk.do(f"create\t{draft}", data)
    disk.do(f"write\t{draft}\t0\t4500\t0", data)
    disk.do(f"fsync\t{draft}", data)
    disk.do(f"write\t{draft}\t4500\t500\t4500", data)
    disk.do(f"rename\t{draft}\t{last}", data)
    kept = [disk.kept(how, random.Random(1)) for how in MODELS.values()]
    zeros = data[:4500] + bytes(500)
    old = {"old": b"old"}
    assert kept[0] == {**old, "new": data}
    assert kept[1] == {**old, "new": data[:4500]}
    assert kept[2] == {**old, "new": zeros}
    assert kept[4] == kept[5] == old
    assert kept[6] == {**old, "draft": data[:4500]}
    some = [disk.kept(MODELS[list(MODELS)[-1]], random.Random(n)) for n in range(50)]
    assert {tuple(each) for each in some} == {("old",), ("draft", "old"), ("new", "old")}  # fmt: skip
    assert {each["new"] for each in some if "new" in each} == {data, zeros}
    disk.do(f"fsync\t{tmp_path}", data)
    disk.do(f"fsync\t{last}", data)
    for how in MODELS.values():
        assert disk.kept(how, random.Random(2)) == {**old, "new": data}
    disk.do(f"link\t{last}\t{draft}", data)
    assert disk.kept(MODELS[list(MODELS)[0]], None) == {**old, "draft": data, "new": "draft"}  # fmt: skip
    disk.do(f"unlink\t{tmp_path / 'old'}", data)
    assert [*disk.kept(MODELS[list(MODELS)[5]], None)] == ["new", "old"]
