"""What is asked for is counted before it is made, and what a plan says is held against itself."""

import hashlib
import json
from pathlib import Path

import pytest
from program import BAD_DATA, SCENARIO, USAGE, call, refused, scenario

pytestmark = pytest.mark.usefixtures("own_folder")
DESIGN = f"""scenarios = ["{SCENARIO}"]
method = "random"
points = {{points}}
replicates = {{replicates}}
[[parameter]]
name = "need.base"
range = [0.001, 0.004]
"""


def design(points, replicates):
    Path("d.toml").write_text(DESIGN.format(points=points, replicates=replicates))
    return "d.toml"


@pytest.mark.parametrize(("points", "replicates"), [(1000, 1_000_000), (1_000_000, 1000)])  # fmt: skip
def test_a_design_of_a_thousand_million_runs(points, replicates):
    wanted = design(points, replicates)
    says = ["d.toml:", f"{points:,} points x 1 scenario x {replicates:,} replicates", "1,000,000,000 runs"]  # fmt: skip
    refused(BAD_DATA, "check", wanted, says=says)
    refused(BAD_DATA, "sweep", wanted, "-o", "s", "--dry-run", says=says)
    refused(BAD_DATA, "slurm", wanted, "-o", "s", says=says)
    few = design(points, 1)
    refused(USAGE, "sweep", few, "-o", "s", "--replicates", "1000000", says=["1,000,000 replicates"])  # fmt: skip


def test_values_are_counted_before_they_are_read():
    def values(these):
        Path("d.toml").write_text(f'scenarios = ["{SCENARIO}"]\nmethod = "grid"\n[[parameter]]\nname = "need.base"\nvalues = {these}\n')  # fmt: skip

    values([0.1] * 500_000)
    refused(BAD_DATA, "check", "d.toml", says=["d.toml:5", "500000 values"])
    values([i / 1_000_000 for i in range(60_000)])
    call("check", "d.toml")


def test_more_runs_than_there_is_room_for():
    files = [scenario(f"s{i}.toml") for i in range(11)]
    refused(USAGE, "run", *files, "--replicates", "1000000", "-o", "x.h5", says=["11 scenarios x 1,000,000 replicates"])  # fmt: skip


def edited(change):
    """Changes the plan and gives it a sum that is right again."""
    plan = Path("s/plan-1.json")
    content = json.loads(plan.read_text())
    change(content)
    content["sum"] = "0" * 64
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=False) + "\n"
    plan.write_text(text.replace("0" * 64, hashlib.sha256(text.encode()).hexdigest()))


def test_a_plan_whose_scenario_was_edited_makes_no_file():
    call("sweep", design(2, 1), "-o", "s", "--set", "population.size=1000", "--until", "2010-02", "--quiet")  # fmt: skip
    edited(lambda plan: None)
    assert "2 of 2 runs finished" in call("check", "s").stdout

    def another_text(plan):
        text = plan["scenarios"][0]["text"]
        plan["scenarios"][0]["text"] = text.replace("capacity = 4", "capacity = 5")
        assert plan["scenarios"][0]["text"] != text

    edited(another_text)
    says = ["the text of scenario yardstick does not fit its sum"]
    refused(BAD_DATA, "check", "s", says=says)
    refused(BAD_DATA, "seal", "s", "-o", "x.h5", says=says)
