"""The program called from Python: what it makes is opened, what it refuses is raised in its own words."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import sanshe
from sanshe import program as calling
from tree import PROGRAM, ROOT, call

sys.path.insert(0, str(ROOT / "tests"))
from patience import HANG, until  # noqa: E402

VILLAGE = ROOT / "scenarios/village.toml"


def test_a_run_is_opened(tmp_path):
    given = {"help_seeking.intercept": -0.5}
    file = tmp_path / "asking.h5"
    with sanshe.run(VILLAGE, file, replicates=2, until=2011, set=given) as data:
        assert data.sizes["run"] == 2 and data.sizes["time"] == 24
        settings = sanshe.scenario(data, "village")
        assert settings["help_seeking"]["intercept"] == -0.5
    with pytest.raises(FileExistsError, match="exists already") as refused:
        sanshe.run(VILLAGE, file, until=2011)
    assert refused.value.code == 73 and "--force" in str(refused.value)
    sanshe.run(VILLAGE, file, until=2011, force=True).close()


def test_what_the_program_prints_is_kept_and_shown(tmp_path, capsys):
    sanshe.run(VILLAGE, tmp_path / "a.h5", until=2010).close()
    assert capsys.readouterr() == ("", "")
    sanshe.run(VILLAGE, tmp_path / "b.h5", until=2010, show=True).close()
    assert "village" in capsys.readouterr().err


def test_a_sweep_is_carried_out_sealed_and_opened(design, tmp_path):
    with sanshe.sweep(design, tmp_path / "points", until=2010) as data:
        assert data.sizes["run"] == 60
        varied = data["need_incidence_elder_care"]
        assert varied.attrs["parameter"] == "need.incidence.elder_care"
        assert sanshe.title(data, "money") == "村里的钱加倍"
    assert (tmp_path / "points.h5").is_file()


@pytest.mark.parametrize(
    ("text", "kind", "code", "said"),
    [
        ('extends = "village.toml"\n[budgt]\na = 1\n', sanshe.Unreadable, 65, "budget"),
        (None, FileNotFoundError, 66, "absent.toml"),
    ],
)
def test_scenarios_that_are_wrong(text, kind, code, said, tmp_path):
    (tmp_path / "village.toml").write_bytes(VILLAGE.read_bytes())
    file = tmp_path / ("wrong.toml" if text else "absent.toml")
    if text:
        file.write_text(text)
    with pytest.raises(kind, match=said) as refused:
        sanshe.run(file, tmp_path / "a.h5")
    its = call(PROGRAM, "run", file, "-o", tmp_path / "a.h5", "--quiet")
    assert str(refused.value) == its.stderr.strip()
    assert refused.value.code == its.returncode == code
    assert not (tmp_path / "a.h5").exists()


def test_an_interrupt_saves_and_says_how_to_go_on(tmp_path):
    file = tmp_path / "long.h5"
    lines = [
        f"import sys; sys.path.insert(0, {str(ROOT / 'analysis')!r})",
        "import sanshe",
        "try:",
        f"    sanshe.run({str(VILLAGE)!r}, {str(file)!r}, replicates=3000, threads=1)",
        "except sanshe.Failed as stopped:",
        "    print(type(stopped).__name__, stopped.code)",
    ]
    child = subprocess.Popen(
        [sys.executable, "-c", "\n".join(lines)], stdout=subprocess.PIPE, text=True
    )
    log = Path(f"{file}.part/run.runs")
    until(lambda: log.is_file() and log.stat().st_size > 0, child)
    child.send_signal(signal.SIGINT)
    assert child.communicate(timeout=HANG)[0].split() == ["Stopped", "75"]
    assert log.stat().st_size > 0 and not file.exists()


def test_options_are_words_of_the_command_line():
    assert calling.option("checkpoint_every", 24) == ["--checkpoint-every", "24"]
    assert calling.option("with_", ["a", "b"]) == ["--with", "a", "--with", "b"]
    assert calling.option("set", {"a.b": 2}) == ["--set", "a.b=2"]
    assert calling.option("force", True) == ["--force"]
    assert calling.option("force", False) == calling.option("at", None) == []


def test_where_the_program_is(monkeypatch, tmp_path):
    assert calling.program() == str(PROGRAM)
    monkeypatch.setenv("SANSHE_PROGRAM", str(tmp_path / "none"))
    with pytest.raises(FileNotFoundError, match="which is no program"):
        calling.program()
    monkeypatch.delenv("SANSHE_PROGRAM")
    elsewhere = tmp_path / "a/b/analysis/sanshe/program.py"
    monkeypatch.setattr(calling, "__file__", str(elsewhere))
    monkeypatch.setenv("PATH", str(PROGRAM.parent))
    assert Path(calling.program()) == PROGRAM
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(FileNotFoundError, match="./dev build"):
        calling.program()
