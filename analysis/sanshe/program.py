"""The program, called from Python: what it says is said here, in its own sentences.

    run(), sweep()  -->  the command  -->  a run file  -->  xarray.Dataset
    ask()           -->  the command  -->  what it prints
                         exit code other than 0  -->  Failed, or the exception of Python that is nearest to it
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import xarray as xr

from sanshe import run_file
from sanshe.run_file import Unreadable

Word = str | int | float | bool | Path | Mapping | Iterable | None


class Failed(Exception):
    """The program ended with a code other than 0. `code` is that; the text is what it said."""

    code = 70

    def __init__(self, text: str, code: int):
        super().__init__(text)
        self.code = code


class Misused(Failed, ValueError):
    """64: the program was not told what it can do."""


class Bad(Failed, Unreadable):
    """65: a scenario or design is wrong, or a file damaged."""


class Absent(Failed, FileNotFoundError):
    """66: there is no such file."""


class Exists(Failed, FileExistsError):
    """73: a file would be overwritten; `force=True` does it."""


class Stopped(Failed):
    """75: stopped and saved; the same call with `resume=True` goes on."""


KINDS = {64: Misused, 65: Bad, 66: Absent, 73: Exists, 75: Stopped}


def program() -> str:
    """Where the program is: what SANSHE_PROGRAM names, that of the tree or the installation around this package, or of the path."""
    here = Path(__file__).resolve()
    near = [here.parents[2] / "build/sanshe", here.parents[4] / "bin/sanshe"]
    given = os.environ.get("SANSHE_PROGRAM")
    found = given or next((str(file) for file in near if file.is_file()), None)
    found = found or shutil.which("sanshe")
    if not found or not shutil.which(found):
        raise FileNotFoundError(
            "the program sanshe is not here: build it (`./dev build`), or let SANSHE_PROGRAM name it"
            if not given
            else f"SANSHE_PROGRAM names {given}, which is no program"
        )
    return found


def option(name: str, value: Word) -> list[str]:
    """`--name value`; a switch alone; a mapping or several, one after another; nothing for None and False."""
    word = "--" + name.strip("_").replace("_", "-")
    if value is None or value is False:
        return []
    if value is True:
        return [word]
    if isinstance(value, Mapping):
        value = [f"{key}={it}" for key, it in value.items()]
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [part for it in value for part in (word, str(it))]
    return [word, str(value)]


def ask(command: str, *words: str | Path, show: bool = False, **options: Word) -> str:
    """What the program prints. `show`: what it says meanwhile goes to standard error too.

    An interrupt is handed on: the program saves what it has begun, and ends.
    """
    call = [program(), command, *map(str, words)]
    for name, value in options.items():
        call += option(name, value)
    said: list[str] = []
    with tempfile.TemporaryFile("w+", encoding="utf-8") as printed:
        process = subprocess.Popen(
            call,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        while process.poll() is None:
            try:
                for line in process.stderr or []:
                    said.append(line)
                    if show:
                        print(line, end="", file=sys.stderr)
                process.wait()
            except KeyboardInterrupt:
                process.send_signal(signal.SIGINT)
        printed.seek(0)
        answer = printed.read()
    if process.returncode:
        kind = KINDS.get(process.returncode, Failed)
        told = "".join(said).strip()
        told = told or f"sanshe {command} ended with {process.returncode}"
        raise kind(told, process.returncode)
    return answer


def several(files: str | Path | Iterable[str | Path]) -> list[str | Path]:
    """One file is a list of one."""
    return [files] if isinstance(files, (str, Path)) else list(files)


def run(
    scenarios: str | Path | Iterable[str | Path],
    output: str | Path,
    *,
    replicates: int | None = None,
    scale: float | None = None,
    until: str | int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    set: Mapping[str, object] | None = None,
    multiply: Mapping[str, float] | None = None,
    force: bool = False,
    resume: bool = False,
    show: bool = False,
    **options: Word,
) -> xr.Dataset:
    """Runs scenarios (files of TOML) in pairs of equal luck, and opens the run file.

    The options are those of `sanshe run`, with _ for -; `set` and `multiply` are parameters with their values, as in
    `set={"help_seeking.intercept": -0.5}`; `with_` are policies laid over the scenario. `show` lets progress and summary
    through to standard error.

    Raises what the program refuses, in its own sentences: Misused (a ValueError), Bad (Unreadable), Absent
    (FileNotFoundError), Exists (FileExistsError), Stopped after an interrupt, and Failed for all else.
    """
    summary = ask(
        "run",
        *several(scenarios),
        output=output,
        replicates=replicates,
        scale=scale,
        until=until,
        seed=seed,
        threads=threads,
        set=set,
        multiply=multiply,
        force=force,
        resume=resume,
        quiet=not show,
        show=show,
        **options,
    )
    print(summary, end="", file=sys.stderr)
    return run_file.open(output, verify=False)  # the program has read it back


def sweep(
    design: str | Path,
    folder: str | Path,
    output: str | Path | None = None,
    *,
    replicates: int | None = None,
    scale: float | None = None,
    until: str | int | None = None,
    threads: int | None = None,
    force: bool = False,
    show: bool = False,
    **options: Word,
) -> xr.Dataset:
    """Carries a design out into a folder, makes one run file of it (FOLDER.h5 where nothing is said), and opens that.

    A sweep that is there already goes on. The values of what is varied are coordinates over `run`, with their true name
    in the attribute `parameter`. `force` replaces the run file. Raises as `run` does.
    """
    ask(
        "sweep",
        design,
        output=folder,
        replicates=replicates,
        scale=scale,
        until=until,
        threads=threads,
        quiet=not show,
        show=show,
        **options,
    )
    file = output if output is not None else f"{str(folder).rstrip('/')}.h5"
    ask("seal", folder, output=file, force=force)
    return run_file.open(file, verify=False)
