"""What a disk may hold after the power went: calls that shim.c traced, and models of what is kept of them.

    folder --Disk()--> all of it synced --do(a line of the trace)...--> kept(model, luck)

Names and contents are kept apart, as file systems do. POSIX promises contents as of a file's last fsync, and names as of
their folder's; of what came later any part may be there, in any order.
"""

from pathlib import Path
from typing import NamedTuple

PAGE = 4096


class File:
    def __init__(self, content: bytes = b""):
        self.now = bytearray(content)
        self.synced = content


class Folder:
    def __init__(self):
        self.now, self.synced, self.committed = {}, {}, {}
        self.since: list[dict] = []  # each state after the last sync

    def name(self, what, name):
        self.now[name] = what
        self.since.append(dict(self.now))

    def drop(self, name):
        what = self.now.pop(name)
        self.since.append(dict(self.now))
        return what


def zeros(file, luck) -> bytes:
    return file.synced[: len(file.now)].ljust(len(file.now), b"\0")


def torn(file, luck) -> bytes:
    """Of what is not synced some pages."""
    out, old = file.now[:], file.synced
    for at in range(0, len(out), PAGE):
        end = min(at + PAGE, len(out))
        if out[at:end] != old[at:end] and luck.random() < 0.5:
            out[at:end] = old[at:end].ljust(end - at, b"\0")
    return bytes(out)


def all_contents(file, luck) -> bytes:
    return bytes(file.now)


def synced_contents(file, luck) -> bytes:
    return file.synced


def all_names(folder, luck) -> dict:
    return folder.now


def synced_names(folder, luck) -> dict:
    return folder.synced


def committed_names(folder, luck) -> dict:
    return folder.committed


def some_names(folder, luck) -> dict:
    return luck.choice([folder.synced, *folder.since])


class Model(NamedTuple):
    names: callable
    contents: callable


MODELS = {
    "everything (the program was killed)": Model(all_names, all_contents),
    "no content that was not synced": Model(all_names, synced_contents),
    "zeros for what was not synced": Model(all_names, zeros),
    "some pages of what was not synced": Model(all_names, torn),
    "no name that its folder was not synced with": Model(synced_names, all_contents),
    "neither such names nor such contents": Model(synced_names, synced_contents),
    "names as of the last sync of anything (a journal)": Model(committed_names, synced_contents),  # fmt: skip
    "names up to any moment, and some pages": Model(some_names, torn),
}


class Disk:
    def __init__(self, root: Path):
        self.root = root
        self.top = self.read(root)

    def read(self, path: Path):
        if not path.is_dir():
            return File(path.read_bytes())
        out = Folder()
        out.now = {each.name: self.read(each) for each in path.iterdir()}
        out.synced, out.committed = dict(out.now), dict(out.now)
        return out

    def at(self, path: str):
        """The folder of a path, and its name there; its own self for the root."""
        parts = Path(path).relative_to(self.root).parts
        folder = self.top
        for part in parts[:-1]:
            folder = folder.now[part]
        return folder, parts[-1] if parts else None

    def do(self, line: str, data: bytes):
        """One line of a trace."""
        what, path, *more = line.split("\t")
        folder, name = self.at(path)
        if what == "create":
            folder.name(File(), name)
        elif what == "mkdir":
            folder.name(Folder(), name)
        elif what == "write":
            at, count, start = map(int, more)
            now = folder.now[name].now
            now.extend(bytes(max(0, at - len(now))))
            now[at : at + count] = data[start : start + count]
        elif what == "truncate":
            now, size = folder.now[name].now, int(more[0])
            now[size:] = bytes(max(0, size - len(now)))
        elif what == "fsync":
            self.sync(folder.now[name] if name else folder)
        elif what in ("rename", "link"):
            to, other = self.at(more[0])
            to.name(folder.now[name], other)
            if what == "rename":
                folder.drop(name)
                if to is folder:
                    del folder.since[-2]  # at once
        else:
            assert what == "unlink", line
            folder.drop(name)

    def sync(self, what):
        if isinstance(what, File):
            what.synced = bytes(what.now)
        else:
            what.synced, what.since = dict(what.now), []
        self.commit(self.top)

    def commit(self, folder: Folder):
        folder.committed = dict(folder.now)
        for each in folder.now.values():
            if isinstance(each, Folder):
                self.commit(each)

    def kept(self, model: Model, luck) -> dict[str, bytes | str | None]:
        """What each name has: a file its content, or the name before that is the same file's; a folder nothing."""
        out, first = {}, {}

        def look(folder, path):
            for name, what in sorted(model.names(folder, luck).items()):
                if isinstance(what, Folder):
                    out[path + name] = None
                    look(what, path + name + "/")
                elif id(what) in first:
                    out[path + name] = first[id(what)]
                else:
                    out[path + name] = model.contents(what, luck)
                    first[id(what)] = path + name

        look(self.top, "")
        return out
