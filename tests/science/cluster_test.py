"""The script that `slurm` prints, under a real Slurm: whatever happens to its tasks, the sealed file is that of one
process, and no finished run is run again."""

import re
import shlex
from pathlib import Path

import pytest
from patience import until
from slurm_cluster import Cluster, why_not
from sweeping import OPTIONS, RUNS, design, finished, same, sanshe, whole

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())
OUT = Path("the runs")


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    return whole(tmp_path_factory.mktemp("alone"))


@pytest.fixture
def cluster(tmp_path):
    """A fresh one for each test: nodes die in them."""
    made = Cluster(tmp_path / "slurm")
    try:
        made.start()
        yield made
    finally:
        made.stop()
        assert made.processes() == []


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    here = tmp_path / "it's here"
    here.mkdir()
    monkeypatch.chdir(here)
    design(here)


def script(*words: str) -> str:
    Path("job.sh").write_text(
        sanshe("slurm", "design.toml", "-o", OUT, *words, *OPTIONS)
    )
    return "job.sh"


def said() -> str:
    return "".join(file.read_text() for file in sorted((OUT / "slurm").glob("*.txt")))


def begun(least: int = 2) -> None:
    until(lambda: finished(OUT) >= least, what=f"{least} runs")
    assert finished(OUT) < RUNS


def seal_when_done(cluster: Cluster, job: str) -> str:
    """By the line that the script gives for it."""
    (line,) = re.findall(r"# +sbatch (--dependency.*)", Path("job.sh").read_text())
    return cluster.sbatch(*shlex.split(line.replace("JOB", job)))


def is_as(alone: Path) -> None:
    assert finished(OUT) == RUNS, "no finished run is run again"
    same(alone, Path(f"{OUT}.h5"))


def test_tasks_of_an_array_outlive_a_requeue_and_the_death_of_a_node(alone, cluster):
    job = cluster.sbatch(script("--tasks", "4"))
    seal = seal_when_done(cluster, job)
    begun()
    where = {task["ArrayTaskId"]: task["BatchHost"] for task in cluster.jobs(job)}
    assert sorted(where.values()) == ["n1", "n1", "n2", "n2"]
    requeued = min(task for task, node in where.items() if node == "n2")
    cluster.call("scontrol", "requeue", f"{job}_{requeued}")
    cluster.kill_node("n1")
    tasks = cluster.wait(job)
    assert [task["JobState"] for task in tasks] == ["COMPLETED"] * 4
    restarts = {task["ArrayTaskId"]: int(task["Restarts"]) for task in tasks}
    assert restarts == {
        task: int(node == "n1" or task == requeued) for task, node in where.items()
    }
    assert {task["BatchHost"] for task in tasks} == {"n2"}
    (sealed,) = cluster.wait(seal)
    assert sealed["JobState"] == "COMPLETED", said()
    is_as(alone)


def test_a_task_outlives_the_slurmd_that_started_it(alone, cluster):
    job = cluster.sbatch(script("--tasks", "4"))
    begun()
    cluster.kill("n1")
    cluster.start_node("n1")
    tasks = cluster.wait(job)
    assert [(task["JobState"], task["Restarts"]) for task in tasks] == [
        ("COMPLETED", "0")
    ] * 4
    sanshe("seal", OUT, "-o", f"{OUT}.h5")
    is_as(alone)


@pytest.mark.parametrize(
    ("words", "which", "log"),
    [
        (["--tasks", "4"], "_4", "part-4.runs"),
        (["--mpi", "--tasks", "3"], "", "run-rank-0.runs"),
    ],
    ids=["array", "mpi"],
)
def test_before_its_limit_a_task_saves_and_requeues_itself(
    alone, cluster, words, which, log
):
    """Itself and no other: of an array the last, which shares its number with the whole."""
    job = cluster.sbatch(script(*words))
    own = (
        Path(OUT) / "runs" / log
    )  # of the task that is signalled: before it runs, a signal ends its shell
    until(lambda: own.exists() and own.stat().st_size > 0, what=f"a run in {log}")
    assert finished(OUT) < RUNS
    with cluster.signalling(job + which):
        until(
            lambda: cluster.jobs(job + which)[0]["Restarts"] == "1", what="requeueing"
        )
    assert finished(OUT) < RUNS
    tasks = cluster.wait(job)
    assert {task["JobState"] for task in tasks} == {"COMPLETED"}, said()
    assert sum(int(task["Restarts"]) for task in tasks) == 1, "only this one"
    assert "what is begun is saved" in said()
    sanshe("seal", OUT, "-o", f"{OUT}.h5")
    is_as(alone)
