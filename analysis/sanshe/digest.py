"""A second verifier of run files: their digests reckoned anew, from what h5py reads.

    FILE.h5  --manifest()-->  {name: SHA-256 of its name, type, dimensions, attributes and values}
             --changed()-->   names of what is not as it was written; None where the file has no digests
"""

import hashlib
from pathlib import Path
from typing import Any

import h5py
import numpy as np

OF_HDF5 = "CLASS NAME DIMENSION_LIST REFERENCE_LIST DIMENSION_LABELS _nc3_strict"
OF_TOOLS = "history NCO CDO CDI _NCProperties"
NO_VARIABLE = b"This is a netCDF dimension but not a netCDF variable"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def number(value: Any) -> str:
    if not np.issubdtype(value.dtype, np.floating):
        return str(int(value))
    if np.isnan(value):
        return "nan"
    return f"{value:.9g}" if value.dtype.itemsize == 4 else f"{value:.17g}"


def text(value: Any) -> str:
    """An attribute as its digest has it: a text without line ends, or numbers between commas."""
    value = np.asarray(value)
    if value.dtype.kind in "SOU":
        value = value.ravel()[0] if value.size else ""
        value = value.decode() if isinstance(value, bytes) else str(value)
        return value.rstrip("\0").replace("\\", "\\\\").replace("\n", "\\n")
    return ",".join(map(number, value.ravel()))


def head(item: h5py.HLObject, name: str, kind: str, dimensions: str) -> str:
    left_out = OF_HDF5.split() + (OF_TOOLS.split() if name == "." else [])
    keys = [k for k in item.attrs if k not in left_out and k[:8] != "_Netcdf4"]
    keys.sort(key=str.encode)
    lines = [name, kind, dimensions, *(f"{k}={text(item.attrs[k])}" for k in keys), ""]
    return "\n".join(lines) + "\n"


def as_bytes(values: Any) -> bytes:
    """A run's values, or all, as little-endian machines have them in rows."""
    values = np.asarray(values)
    values = values.astype(values.dtype.newbyteorder("<"))
    if values.dtype.kind == "f":
        values = np.where(np.isnan(values), values.dtype.type(np.nan), values)
    return np.ascontiguousarray(values).tobytes()


def digest(item: h5py.Dataset, name: str) -> str:
    kind = "S1" if item.dtype.kind == "S" else item.dtype.str[1:]
    scale = item.attrs.get("CLASS") == b"DIMENSION_SCALE"
    over = [name if scale else axis[0].name[1:] for axis in item.dims]
    if kind == "S1":
        over[-1] = f"{name}_length"
    rows = range(item.shape[0]) if over and over[0] == "run" else [()]
    sizes = ",".join(f"{d}={n}" for d, n in zip(over, item.shape))
    sums = [sha256(as_bytes(item[row])) + "\n" for row in rows]
    return sha256((head(item, name, kind, sizes) + "".join(sums)).encode())


def manifest(file: h5py.File) -> dict[str, str]:
    """What the file comes to now."""
    found = {".": sha256(head(file, ".", "", "").encode())}
    for name, item in file.items():
        no_variable = item.attrs.get("NAME", b"").startswith(NO_VARIABLE)
        if isinstance(item, h5py.Dataset) and not no_variable:
            found[name] = digest(item, name)
    return found


def changed(path: Path | str) -> list[str] | None:
    with h5py.File(path) as file:
        if "digest" not in file:
            return None
        lines = text(file["digest"].attrs["manifest"]).split("\\n")
        written = {line[66:]: line[:64] for line in lines}
        now = manifest(file)
    return sorted(name for name in now if now[name] != written.get(name))
