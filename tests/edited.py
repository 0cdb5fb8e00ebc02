"""Run files that somebody edited and sealed again: their digests are true of what they say now."""

import contextlib
import sys
from pathlib import Path

import h5py
import numpy

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "analysis"))

from sanshe import digest


@contextlib.contextmanager
def edited(path):
    with h5py.File(path, "a") as file:
        yield file
        lines = sorted(digest.manifest(file).items(), key=lambda item: item[0].encode())
        written = "\n".join(f"{sum}  {name}" for name, sum in lines)
        file["digest"].attrs["manifest"] = written


def swept(file, name, values):
    """A parameter that a sweep varied, as `seal` writes it."""
    plain = name.replace(".", "_")
    if isinstance(values[0], str):
        rows = [text.encode() for text in values]
        length = file.create_dataset(
            f"{plain}_length", data=[0.0] * max(map(len, rows))
        )
        length.make_scale(f"{digest.NO_VARIABLE.decode()}.{len(length):10}")
        values = numpy.array(rows).view("S1").reshape(len(rows), -1)
    one = file.create_dataset(plain, data=values)
    one.dims[0].attach_scale(file["run"])
    if one.dtype.kind == "S":
        one.dims[1].attach_scale(length)
    one.attrs.update({"long_name": "swept", "units": "1", "parameter": name})
