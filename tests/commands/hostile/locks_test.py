"""Network disks without locks: said before work, with what helps; with --no-locks all commands work."""

import os
from pathlib import Path

import pytest
from program import IO, SCENARIO, SMALL, call

pytestmark = pytest.mark.usefixtures("own_folder")
ENOLCK, EOPNOTSUPP, ENOTSUPP = 37, 95, 524
DESIGN = f"""scenarios = ["{SCENARIO}"]
method = "grid"
[[parameter]]
name = "need.base"
values = [0.001, 0.002]
"""
RUN = ["run", SCENARIO, *SMALL, "-o", "x.h5"]
SWEEP = ["sweep", "d.toml", *SMALL, "-o", "s"]


@pytest.mark.parametrize("error", [ENOLCK, EOPNOTSUPP, ENOTSUPP])
def test_it_is_said_before_work(refusing, whole_file, error):
    without = {"env": refusing(REFUSE_LOCKS=error)}
    Path("d.toml").write_text(DESIGN)
    for words in (RUN, SWEEP, ["export", str(whole_file), "-o", "x.csv"]):
        told = call(*words, code=IO, **without).stderr
        assert "its file system has no locks" in told and "--no-locks" in told
        assert "damaged" not in told and "runs of" not in told
    assert not Path("x.h5").exists() and not Path("x.csv").exists()
    assert list(Path("s/runs").glob("*")) == [] if Path("s/runs").exists() else True


@pytest.mark.parametrize("error", [ENOLCK, EOPNOTSUPP, ENOTSUPP])
def test_all_commands_work_without(refusing, error):
    without = {"env": refusing(REFUSE_LOCKS=error)}
    Path("d.toml").write_text(DESIGN)
    two = Path("two.toml")
    two.write_text('title = "t"\n[service]\ncapacity = 5\n')
    call("run", SCENARIO, "two.toml", *SMALL, "-o", "x.h5", "--no-locks", **without)
    call("run", SCENARIO, "two.toml", *SMALL, "-o", "x.h5", "--no-locks", "--resume", **without)  # fmt: skip
    call(*SWEEP, "--no-locks", **without)
    call(*SWEEP, "--no-locks", "--force", **without)
    call("seal", "s", "-o", "s.h5", "--no-locks", **without)
    call("export", "x.h5", "-o", "x.csv", "--no-locks", **without)
    for words in (["check", "x.h5", "s.h5", "s"], ["compare", "x.h5"], ["reproduce", "s.h5"], ["export", "x.h5"]):  # fmt: skip
        call(*words, **without)


def test_processes_without_locks_have_logs_of_their_own(refusing):
    without = {"env": refusing(REFUSE_LOCKS=ENOLCK)}
    Path("d.toml").write_text(DESIGN)
    for _ in range(2):
        call(*SWEEP, "--no-locks", "--part", "1/2", **without)
        call(*SWEEP, "--no-locks", "--part", "2/2", **without)
    names = sorted(file.name for file in Path("s/runs").iterdir())
    assert len(names) == 2 and all(os.uname().nodename in name for name in names)
    call("seal", "s", "-o", "s.h5")
