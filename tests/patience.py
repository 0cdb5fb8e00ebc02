"""When to interrupt a program: after what it has done, never after so many seconds, which a busy machine fills otherwise."""

import contextlib
import ctypes
import os
import re
import resource
import signal
import time
from pathlib import Path

HANG = 3600  # seconds after which something never comes; only a guard


def until(true, running=None, what="it"):
    """Asks again until the answer is true, and returns it; or until the program has ended."""
    end = time.monotonic() + HANG
    while not (answer := true()) and (running is None or running.poll() is None):
        assert time.monotonic() < end, f"{what} never came"
        time.sleep(0.001)
    return answer


def signal_when(true, running, *which):
    """Halts the program while something is so, which may be over a moment later, and sends it signals then.

    False if it ended before that was seen, as it may on a busy machine.
    """
    while until(true, running) and running.poll() is None:
        running.send_signal(signal.SIGSTOP)
        if running.returncode is not None:
            return False  # it has just ended
        os.waitid(os.P_PID, running.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        if true():
            for each in which:
                running.send_signal(each)
            running.send_signal(signal.SIGCONT)
            return True
        running.send_signal(signal.SIGCONT)
    return False


def signalled(start, true, *which, again):
    """A program that signals reached while something was so: started anew, after `again`, if it ended before."""
    while not signal_when(true, running := start(), *which):
        running.communicate()
        again()
    return running


def processor_seconds(work):
    """What the programs that it calls compute, all threads together."""

    def usage():
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    before = usage()
    work()
    return usage() - before


def until_it_worked(running, seconds):
    """Until all its threads together have computed for so long."""
    clock = ctypes.c_int()

    def used():
        if ctypes.CDLL(None).clock_getcpuclockid(running.pid, ctypes.byref(clock)) != 0:
            return 0  # it has ended
        return time.clock_gettime(clock.value)

    until(lambda: used() >= seconds, running)


def checkpoints(folder):
    """Which there are: another file each time one is saved; none for a moment while it takes the other's place."""
    with contextlib.suppress(FileNotFoundError):
        return [file.stat().st_ino for file in Path(folder).glob("*.state")]
    return []


def until_it_listens(running, which):
    """Until it catches a signal: before that the signal ends it."""
    status, bit = Path(f"/proc/{running.pid}/status"), 1 << (which - 1)

    def catches():
        (caught,) = re.findall(r"SigCgt:\s*([0-9a-f]+)", status.read_text())
        return int(caught, 16) & bit

    until(catches, running)
