"""A Slurm cluster of its own for a test: Debian's slurmctld and two slurmd on the loopback.

    Cluster(folder) --> start() --> sbatch(script) --> job(number) ... --> stop()

Everything lies in the folder: configuration, state, spool, logs, pids. Nothing of a Slurm that the machine may have is
read or touched, because every process gets its own SLURM_CONF. Accounting is off, so that `sacct` knows nothing.
"""

import contextlib
import ctypes
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from patience import HANG, until

NODES = ("n1", "n2")
NEEDED = ("slurmctld", "slurmd", "sbatch", "scontrol")

CONFIGURATION = """\
ClusterName=test
SlurmctldHost=localhost(127.0.0.1)
SlurmUser=root
AuthType=auth/none
CredType=cred/none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SlurmdParameters=config_overrides
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=100000,bf_interval=1
ReturnToService=2
SlurmdTimeout=600
SlurmctldTimeout=600
InactiveLimit=0
KillWait=2
CompleteWait=0
MinJobAge=3600
SlurmctldPort={controller}
SlurmctldPidFile={folder}/slurmctld.pid
SlurmctldLogFile={folder}/slurmctld.log
StateSaveLocation={folder}/state
SlurmdPidFile={folder}/%n.pid
SlurmdLogFile={folder}/%n.log
SlurmdSpoolDir={folder}/spool-%n
NodeName=n1 NodeHostname=localhost NodeAddr=127.0.0.1 Port={n1} CPUs=2 RealMemory=2000
NodeName=n2 NodeHostname=localhost NodeAddr=127.0.0.1 Port={n2} CPUs=2 RealMemory=2000
PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
"""


def why_not() -> str:
    """Why no cluster can run here; empty where one can."""
    if os.geteuid() != 0:
        return "slurmd takes root here: jobs are started for their users"
    lacking = [name for name in NEEDED if not find(name)]
    return f"Slurm is not installed: no {', '.join(lacking)}" if lacking else ""


def find(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin")


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def end_with_parent() -> None:
    """The daemons do not outlive pytest, however that ends. (1 is PR_SET_PDEATHSIG.)"""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def time_in(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(time.time() + seconds))


def parent_of(process: int) -> int:
    return int(state_of(process)[1])


def state_of(process: int) -> list[str]:
    """The letter of its state, its parent, and more that /proc tells."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


class Cluster:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "slurm.conf"
        self.environment = {
            **os.environ,
            "SLURM_CONF": str(self.file),
            # Open MPI wants this said twice before it works for root.
            "OMPI_ALLOW_RUN_AS_ROOT": "1",
            "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
        }
        self.daemons: dict[str, subprocess.Popen] = {}

    def start(self) -> None:
        self.folder.mkdir(parents=True)
        for name in ("state", *(f"spool-{node}" for node in NODES)):
            (self.folder / name).mkdir(mode=0o700)
        names = ("controller", *NODES)
        ports = dict(zip(names, free_ports(len(names))))
        self.file.write_text(CONFIGURATION.format(folder=self.folder, **ports))
        self.daemon("slurmctld", "-D", "-i")
        for node in NODES:
            self.start_node(node)
        until(self.ready, what=f"two idle nodes (logs in {self.folder})")

    def ready(self) -> bool:
        states = self.call("sinfo", "-hN", "-o", "%t", code=None).split()
        return states == ["idle"] * len(NODES)

    def start_node(self, node: str) -> None:
        self.daemon("slurmd", "-D", "-N", node, name=node)

    def daemon(self, program: str, *options: str, name: str = "") -> None:
        name = name or program
        with (self.folder / f"{name}.out").open("ab") as out:
            self.daemons[name] = subprocess.Popen(
                [find(program), *options],
                env=self.environment,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                preexec_fn=end_with_parent,
            )

    def stop(self) -> None:
        """Leaves no process behind: daemons, what they watch over, and jobs."""
        for name in list(self.daemons):
            self.kill(name, signal.SIGTERM)
        while left := self.processes():
            for process in left:
                try:
                    os.kill(process, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            time.sleep(0.05)

    def kill(self, name: str, how: int = signal.SIGKILL) -> None:
        """Ends a daemon; the jobs of a node whose slurmd is ended go on."""
        daemon = self.daemons.pop(name)
        daemon.send_signal(how)
        try:
            daemon.wait(60)
        except subprocess.TimeoutExpired:
            daemon.kill()
            daemon.wait()

    def kill_node(self, node: str) -> None:
        """As if its power went: slurmd and all that runs on the node."""
        self.kill(node)
        jobs = self.processes(f"SLURMD_NODENAME={node}")
        # First what watches over them, or it would report how they ended.
        watching = {parent for each in jobs if (parent := parent_of(each)) not in jobs}
        for process in [*watching, *jobs]:
            os.kill(process, signal.SIGKILL)
        # What the controller would find out by itself, after a time without an answer.
        self.call(
            "scontrol", "update", f"NodeName={node}", "State=DOWN", "Reason=power"
        )

    def processes(self, *more: str) -> list[int]:
        """Those that have this cluster's SLURM_CONF, and more, in their environment."""
        wanted = [f"SLURM_CONF={self.file}", *more]
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                words = (process / "environ").read_bytes().decode().split("\0")
                ended = state_of(int(process.name))[0] == "Z"
            except (OSError, UnicodeDecodeError):
                continue
            if not ended and all(word in words for word in wanted):
                found.append(int(process.name))
        return found

    def call(self, *words: str, code: int | None = 0, cwd: Path | None = None) -> str:
        done = subprocess.run(
            words,
            env=self.environment,
            cwd=cwd,
            capture_output=True,
            text=True,
            check=False,
            timeout=HANG,
        )
        assert code is None or done.returncode == code, done.stderr + done.stdout
        return done.stdout

    def sbatch(self, *words: str, cwd: Path | None = None) -> str:
        """The number of the job."""
        return self.call("sbatch", "--parsable", *words, cwd=cwd).strip()

    def jobs(self, number: str) -> list[dict[str, str]]:
        """What `scontrol show job` says of a job, or of each task of an array."""
        told = self.call("scontrol", "-o", "show", "job", number)
        return [dict(re.findall(r"(\S+?)=(\S*)", line)) for line in told.splitlines()]

    @contextlib.contextmanager
    def signalling(self, number: str):
        """What comes before a time limit. scancel asks again for as long as the job is about to be requeued."""
        words = ["scancel", "--signal=USR1", "--batch", number]
        with subprocess.Popen(words, env=self.environment) as asking:
            try:
                yield
            finally:
                asking.kill()

    def wait(self, number: str) -> list[dict[str, str]]:
        """Until all tasks are over. A requeued one would wait about two minutes: two seconds do, so that its node does
        not take it for the job that was just ended there."""
        hastened = set()

        def over() -> bool:
            jobs = self.jobs(number)
            for job in jobs:
                which = (job["JobId"], job["Restarts"])
                if job["Reason"] == "BeginTime" and which not in hastened:
                    hastened.add(which)
                    start = f"StartTime={time_in(2)}"
                    self.call(
                        "scontrol", "update", f"JobId={which[0]}", start, code=None
                    )
            busy = {"PENDING", "RUNNING", "COMPLETING", "SUSPENDED", "CONFIGURING"}
            return not any(job["JobState"] in busy for job in jobs)

        until(over, what=f"the end of job {number}")
        return self.jobs(number)
