"""Places of files that are not what they seem: each refused by its cause, or right."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from patience import HANG, until
from program import IO, NO_INPUT, PROGRAM, SCENARIO, SMALL, USAGE, call, refused

pytestmark = pytest.mark.usefixtures("own_folder")
RUN = ["run", SCENARIO, *SMALL, "--quiet"]
as_nobody = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")  # fmt: skip


def test_a_symbolic_link_is_followed(whole_file):
    Path("far").mkdir()
    Path("near.h5").symlink_to("far/there.h5")
    Path("twice.h5").symlink_to("near.h5")
    call(*RUN, "-o", "twice.h5")
    assert Path("near.h5").is_symlink() and Path("twice.h5").is_symlink()
    assert Path("far/there.h5").is_file() and not Path("far/there.h5").is_symlink()
    call(*RUN, "-o", "near.h5", "--resume")
    call(*RUN, "-o", "near.h5", "--force")
    Path("near.csv").symlink_to("far/there.csv")
    call("export", str(whole_file), "-o", "near.csv")
    assert Path("near.csv").is_symlink() and Path("far/there.csv").is_file()
    assert sorted(file.name for file in Path("far").iterdir()) == ["there.csv", "there.h5"]  # fmt: skip


def test_minus_and_tilde(whole_file):
    refused(USAGE, *RUN, "-o", "-", says=["-o - names no file"])
    refused(USAGE, *RUN, "-o", "~/x.h5", says=['"$HOME/x.h5"'])
    refused(USAGE, "export", str(whole_file), "-o", "~/x.csv", says=["$HOME"])
    to_pipe = call("export", str(whole_file), "-o", "-").stdout
    assert to_pipe == call("export", str(whole_file)).stdout and to_pipe
    call(*RUN, "-o", "~x.h5")
    assert Path("~x.h5").is_file()
    refused(USAGE, "init", "~/x", says=['"$HOME/x"'])
    refused(USAGE, "init", "-", says=["- names no file or folder"])
    assert not Path("~").exists() and not Path("-").exists()


LONG = "x" * 300


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (LONG + ".h5", "longer than the disk takes"),
        ("/".join(["y" * 200] * 30) + "/x.h5", "longer than the disk takes"),
        ("circle.h5", "in a circle"),
        ("circle.h5/x.h5", "in a circle"),
        ("file/x.h5", "is no folder"),
    ],
)
def test_causes_are_told(place, says):
    Path("circle.h5").symlink_to("circle.h5")
    Path("file").write_text("")
    for words in (RUN, [*RUN, "--dry-run"]):
        told = refused(IO, *words, "-o", place, says=[says])
        assert "filesystem" not in told and "mistake" not in told
    for command in ("check", "export", "compare", "reproduce", "run"):
        told = refused(NO_INPUT, command, place)
        assert "filesystem" not in told and "mistake" not in told and "damaged" not in told  # fmt: skip


@as_nobody
def test_missing_rights(whole_file, monkeypatch, request):
    open_to_all = Path(tempfile.mkdtemp())
    request.addfinalizer(lambda: shutil.rmtree(open_to_all))
    os.chmod(open_to_all, 0o777)
    monkeypatch.chdir(open_to_all)
    Path("closed").mkdir(mode=0o700)
    Path("closed/x.toml").write_text('title = "t"\n')
    Path("own.toml").write_text('title = "t"\n')
    os.chmod("own.toml", 0o600)
    own = Path("own.h5")
    own.write_bytes(whole_file.read_bytes())
    os.chmod(own, 0o600)

    def nobody(*words):
        done = subprocess.run([PROGRAM, *words], capture_output=True, text=True, user=65534, group=65534, extra_groups=[], check=False, timeout=HANG)  # fmt: skip
        told = done.stderr
        assert "filesystem" not in told and "mistake" not in told and "damaged" not in told  # fmt: skip
        return done

    if nobody("--help").returncode:
        pytest.skip("nobody may start the program")
    for words in (["check", "closed/x.toml"], ["check", "own.toml"], ["run", "own.toml", "-o", "x.h5"],
                  ["check", "own.h5"], ["compare", "own.h5"], ["export", "own.h5"], ["reproduce", "own.h5"],
                  ["check", "closed/x.h5"]):  # fmt: skip
        done = nobody(*words)
        assert done.returncode == NO_INPUT and "no right" in done.stderr, (words, done)
    for place in ("closed/x.h5", "closed/deeper/x.h5", "/proc/x.h5"):
        done = nobody(*RUN, "-o", place)
        assert done.returncode == IO and "error" in done.stderr, done


DESIGN = f"""scenarios = ["{SCENARIO}"]
method = "grid"
[[parameter]]
name = "need.base"
values = [0.001, 0.002]
"""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([*RUN, "-o", "x.h5"], IO),
        (["sweep", "DESIGN", *SMALL, "-o", "s"], IO),
        (["slurm", "DESIGN", *SMALL, "-o", "s"], NO_INPUT),
        (["export", "FILE", "-o", "x.csv"], IO),
        (["init", "folder"], IO),
        (["check", "x.toml"], NO_INPUT),
    ],
    ids=lambda it: it[0] if isinstance(it, list) else str(it),
)
def test_a_folder_that_was_deleted(whole_file, words, code):
    Path("here").mkdir()
    Path("d.toml").write_text(DESIGN)
    known = {"DESIGN": Path("d.toml").absolute(), "FILE": whole_file}
    words = " ".join(str(known.get(word, word)) for word in [PROGRAM, *words])
    done = subprocess.run(
        ["sh", "-c", f"cd here && rmdir ../here && {words}"], capture_output=True, text=True, check=False, timeout=HANG
    )  # fmt: skip
    assert done.returncode == code and done.stdout == "", done
    assert "filesystem" not in done.stderr and "mistake" not in done.stderr
    assert ": error: " in done.stderr
    assert "not there" in done.stderr or "no such file" in done.stderr


def test_names_in_a_batch_script():
    Path("d.toml").write_text(DESIGN)
    script = call("slurm", "d.toml", *SMALL, "-o", "50%j of it").stdout
    assert "#SBATCH --output='50%%j of it/slurm/%A_%a.txt'\n" in script
    assert "-o '50%j of it'" in script
    for name in ("a\nb", "a\tb", "a\\b"):
        done = call("slurm", "d.toml", *SMALL, "-o", name, code=USAGE)
        assert done.stdout == "" and "another name" in done.stderr
        assert not Path(name).exists()


def test_links_into_nothing():
    """A disk that is gone: refused at once, whatever is a link into it."""
    Path("d.toml").write_text(DESIGN)
    for folder in ("s", "t", "y.h5.part"):
        Path(folder).mkdir()
    for link, words in {
        "x.h5.part": [*RUN, "-o", "x.h5"],
        "y.h5.part/run.runs": [*RUN, "-o", "y.h5"],
        "s/runs": ["sweep", "d.toml", *SMALL, "-o", "s"],
        "t/plan-1.json": ["sweep", "d.toml", *SMALL, "-o", "t"],
        "i": ["init", "i"],
        "j": ["slurm", "d.toml", *SMALL, "-o", "j/k"],
    }.items():
        Path(link).symlink_to("/nowhere/at/all")
        done = call(*words, code=NO_INPUT if link.endswith("json") else IO)
        assert link in done.stderr and "of the system" not in done.stderr, done
        assert not Path("x.h5").exists()
        Path(link).unlink()


def test_names_of_our_own_files():
    for name in ("run.runs", "plan-1.json", "a.state", "x.toml"):
        for more in ([], ["--force"], ["--resume"]):
            refused(USAGE, *RUN, "-o", name, *more, says=["no name for a run file"])


def test_what_is_read_is_not_written_over(whole_file):
    shutil.copy(whole_file, "x.h5")
    Path("near.h5").symlink_to("x.h5")
    shutil.copy(SCENARIO, "scenario")
    Path("d.toml").write_text(DESIGN)
    call("sweep", "d.toml", *SMALL, "-o", "s", "--quiet")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    for words in (
        ["export", "x.h5", "-o", "x.h5"],
        ["export", "x.h5", "-o", "near.h5"],
        ["run", "scenario", *SMALL, "-o", "scenario"],
        ["run", SCENARIO, "--with", "scenario", *SMALL, "-o", "scenario"],
        ["seal", "s", "-o", "s/claims"],
    ):
        refused(USAGE, *words, "--force", says=["is what this command reads"])
    refused(USAGE, "seal", "s", "-o", "s/plan-1.json", "--force", says=["no name"])
    after = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert before == after


def test_what_is_taken_away_meanwhile_is_not_called_kept():
    Path("r").mkdir()
    words = [PROGRAM, "run", SCENARIO, "--set", "population.size=200000", "--threads", "1", "--replicates", "1000"]  # fmt: skip
    running = subprocess.Popen([*words, "-o", "r/x.h5"], stderr=subprocess.PIPE, text=True)  # fmt: skip
    log = Path("r/x.h5.part/run.runs")
    until(lambda: log.is_file() and log.stat().st_size > 0, running)
    shutil.rmtree("r")
    told = running.communicate(timeout=HANG)[1]
    assert running.returncode == IO and "run.runs: error: cannot be written" in told, told  # fmt: skip
    assert "kept" not in told


def test_a_folder_called_like_a_log_is_none():
    Path("d.toml").write_text(DESIGN)
    Path("s/runs/old.runs").mkdir(parents=True)
    call("sweep", "d.toml", *SMALL, "-o", "s", "--quiet")
    call("check", "s")
    call("seal", "s", "-o", "x.h5")
    call("sweep", "d.toml", *SMALL, "-o", "s", "--quiet", "--force")
