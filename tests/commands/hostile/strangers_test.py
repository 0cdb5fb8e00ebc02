"""Run files of somebody who means ill, with digests that are true: nothing else is read, nothing is run, nothing moves a
cursor. And what no run of ours holds, an infinity, is named."""

import json
import os
import resource
import shutil
import subprocess
from pathlib import Path

import h5py
import numpy
import pytest
from edited import edited
from program import (
    BAD_DATA,
    LACKING,
    PROGRAM,
    SCENARIO,
    SMALL,
    call,
    scenario,
    unsanitized,
)

pytestmark = pytest.mark.usefixtures("own_folder")
READERS = [["check"], ["compare"], ["export"], ["reproduce"], ["snippet", "python"]]
SERIES = "served"


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A run file with two scenarios."""
    folder = tmp_path_factory.mktemp("two")
    (folder / "two.toml").write_text('title = "t"\n[service]\ncapacity = 5\n')
    call("run", SCENARIO, "two.toml", *SMALL, "--replicates", "2", "--quiet", "-o", "x.h5", cwd=folder)  # fmt: skip
    return folder / "x.h5"


@pytest.fixture
def file(two):
    return Path(shutil.copy(two, "x.h5"))


def all_refuse(says, code=BAD_DATA, **more):
    for reader in READERS:
        done = call(*reader, "x.h5", code=code, **more)
        assert done.stdout == "" and says in done.stderr, (reader, done)
        assert "x.h5: error: " in done.stderr and "HDF5 lib" not in done.stderr


def another(file, like, new):
    """A data set that says of itself what a series says."""
    for key in ("long_name", "units", "cell_methods", "_FillValue"):
        new.attrs[key] = file[like].attrs[key]
    for axis, old in zip(new.dims, file[like].dims):
        axis.attach_scale(old[0])


def replaced(file, make):
    """A series whose values another data set has."""
    file.move(SERIES, "old")
    another(file, "old", make(file["old"].shape, file["old"].dtype))
    del file["old"]


def test_values_of_another_file_are_not_read(file):
    Path("secret").write_bytes(b"what nobody else is to know " * 1000)
    with edited(file) as data:
        replaced(data, lambda shape, kind: data.create_dataset(SERIES, shape, kind, external=[("secret", 0, 4 * int(numpy.prod(shape)))]))  # fmt: skip
    all_refuse(f"the values of {SERIES} lie in another file")


def test_a_view_of_another_file_is_not_read(file, two):
    def view(shape, kind):
        layout = h5py.VirtualLayout(shape, kind)
        layout[...] = h5py.VirtualSource(str(two), SERIES, shape)
        return data.create_virtual_dataset(SERIES, layout)

    with edited(file) as data:
        replaced(data, view)
    all_refuse(f"the values of {SERIES} lie in another file")


@pytest.mark.parametrize("link", [h5py.ExternalLink, lambda _, name: h5py.SoftLink(name)])  # fmt: skip
def test_links_are_not_followed(file, two, link):
    with h5py.File(file, "a") as data:
        data.move(SERIES, "elsewhere")
        data[SERIES] = link(str(two), "/elsewhere" if link is not h5py.ExternalLink else f"/{SERIES}")  # fmt: skip
    all_refuse(f"{SERIES} is a link to elsewhere")


def packed_by_a_stranger(file):
    with edited(file) as data:
        replaced(data, lambda shape, kind: data.create_dataset(SERIES, shape, kind, compression="lzf", data=numpy.zeros(shape)))  # fmt: skip


def cut(file):
    file.write_bytes(file.read_bytes()[:-3000])


def broken(file):
    content = file.read_bytes()
    file.write_bytes(content[:200] + bytes(len(content) - 200))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            packed_by_a_stranger,
            "its values are packed by a filter that HDF5 lacks here",
        ),
        (cut, "it ends too early"),
        (broken, ""),
    ],
)
def test_why_it_cannot_be_read_is_said_in_words_of_ours(file, change, says):
    change(file)
    for reader in READERS[:-1]:  # a snippet reads no values
        done = call(*reader, "x.h5", code=BAD_DATA)
        assert done.stdout == "" and "cannot be read: " in done.stderr, (reader, done)
        assert says in done.stderr
        for raw in ("eof", "errno", "H5", "object header", "B-tree", "heap", "sblock"):
            assert raw not in done.stderr.replace("HDF5", "").replace("x.h5", "")


def test_a_name_that_is_code_is_no_name(file):
    code = 'x"]; open("run by somebody", "w") #'
    with edited(file) as data:
        another(data, SERIES, data.create_dataset(code, data=data[SERIES]))
    all_refuse("is no name for a series or an axis")


def test_a_file_name_is_quoted_in_code(file):
    name = "a\"b\\c'$(touch run).h5"
    file.rename(name)
    lines = call("snippet", "python", name).stdout.splitlines()
    opened = lines[1].partition("open_dataset(")[2].partition(", engine")[0]
    assert eval(opened) == name  # pylint: disable=eval-used
    assert "\\$(touch" in call("snippet", "julia", name).stdout


def test_control_characters_in_names_are_refused(file):
    with edited(file) as data:
        data["scenario_index"].attrs["scenario"] = b"yard\x1b[2Jstick\ntwo"
    all_refuse("a name in it has the control character U+001B")


def test_other_texts_are_shown_without_what_moves_a_cursor(file):
    with edited(file) as data:
        for name, attributes in [(".", data.attrs), *((n, v.attrs) for n, v in data.items())]:  # fmt: skip
            for key in ("title", "summary", "long_name", "units", "version", "commit"):
                if key in attributes and name not in ("time", "year"):
                    attributes[key] = "\x1b]0;x\x07\x9b2J".encode()
    for reader in READERS:
        done = subprocess.run([PROGRAM, *reader, "x.h5"], capture_output=True, check=False)  # fmt: skip
        shown = done.stderr + (b"" if reader == ["export"] else done.stdout)
        assert not {0x1B, 0x07} & {*shown}, (reader, done)


def test_an_infinity_is_named(file):
    with edited(file) as data:
        data["mean_trust"][0, -3:] = numpy.inf
    told = call("compare", "x.h5", "--series", "mean_trust,served")
    assert (
        told.stderr
        == "note: mean_trust is infinite in a run: no difference can be told\n"
    )
    row = next(line for line in told.stdout.splitlines() if "mean_trust" in line)
    assert "undefined" in row and "%" not in row
    one = json.loads(call("compare", "x.h5", "--series", "mean_trust", "--json").stdout)
    (difference,) = one["differences"]
    assert difference["baseline_mean"] == "inf" and difference["pairs"] == 2
    assert difference["difference"] is None and difference["percent"] is None
    assert any("infinite" in note for note in one["notes"])


@unsanitized
def test_too_few_descriptors_are_no_verdict_on_a_file(file):
    """One more at a time, until it is enough: never a word of damage on the way."""
    for reader in READERS:
        for most in range(4, 20):
            done = subprocess.run([PROGRAM, *reader, str(file)], capture_output=True, text=True, check=False, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)))  # fmt: skip
            if done.returncode == 0:
                break
            assert done.returncode == LACKING, (reader, most, done)
            assert "may open no more files" in done.stderr
        else:
            raise AssertionError(f"{reader} opens very many files")


def test_no_command_looks_for_another_machine(refusing, file):
    alone = {"env": refusing(REFUSE_NETWORK=99)}
    Path("d.toml").write_text(f'scenarios = ["{SCENARIO}"]\nreplicates = 2\n')
    own = scenario("own.toml", "[service]\ncapacity = 5\n")
    for words in (
        ["init", "folder"], ["run", SCENARIO, own, *SMALL, "-o", "y.h5"], ["run", SCENARIO, *SMALL, "--dry-run"],
        ["sweep", "d.toml", *SMALL, "-o", "s"], ["seal", "s", "-o", "s.h5"], ["slurm", "d.toml", *SMALL, "-o", "s"],
        *([*reader, str(file)] for reader in READERS), ["diff", SCENARIO, own], ["check", SCENARIO, "d.toml", "s"],
        ["describe", "parameters"], ["explain", "waiting"], ["--version"],
    ):  # fmt: skip
        call(*words, **alone)
    asks = "import socket; socket.socket()"
    assert subprocess.run([os.sys.executable, "-c", asks], **alone, check=False).returncode == 99  # fmt: skip
