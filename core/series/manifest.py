"""Record of the results of a series, stored beside them, so that a later run continues where the last one ended.

A result is reused only if it was not modified: size and modification time are recorded, and the key of its inputs and
options is also stored in the file itself (`KEY_TAG`). The record may be older than the file, if a run was killed
between writing one and the other.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..rasters.input_files import files_of
from ..rasters.text_files import written
from ..runtime.version import version

NAME = "series.json"
KEY_TAG = "STFUSION_SERIES_KEY"  # tag of a result, with the key of its entry
DONE, FAILED = "done", "failed"

# Minimum number of seconds between writes of the record while dates are added, because each write contains all entries.
_PAUSE = 1.0


@dataclass(frozen=True)
class Entry:
    """Result of one date.

    Attributes
    ----------
    file : str
        Name of the result in the folder.
    date : str
        ISO 8601.
    status : str
        ``done`` or ``failed``.
    method, index : str
    coarse, pairs : str, tuple of str
        Name of the coarse image of the date, and dates of the pairs.
    observed : bool
        Whether the fine image of the date was used, so that only its gaps are predicted.
    share : float
        Fraction of pixels with a value.
    seconds : float
    key : str
        Hash of everything that the result depends on.
    message : str
        Reason of a failure.
    size, modified : int
        Bytes and modification time (ns) of the file; 0 in records of older versions, which did not store them.
    """

    file: str
    date: str
    status: str
    method: str = ""
    index: str = ""
    coarse: str = ""
    pairs: tuple[str, ...] = ()
    observed: bool = False
    share: float = 0.0
    seconds: float = 0.0
    key: str = ""
    message: str = ""
    size: int = 0
    modified: int = 0


@dataclass
class Manifest:
    """Results in a folder. Written at most once a second and at the end; entries lost in a killed run are computed
    again.
    """

    folder: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    _added: dict[str, Entry] = field(default_factory=dict, repr=False, compare=False)
    _written: float = field(default=float("-inf"), repr=False, compare=False)

    @classmethod
    def of(cls, folder: Path) -> Manifest:
        """Returns the manifest of an earlier run in a folder, or an empty one.

        Raises
        ------
        InputError
            If the file exists but is not a manifest.
        """
        return cls(folder, _entries_in(folder / NAME))

    def done(self, file: str, key: str) -> Entry | None:
        """Returns the entry of an existing result made from the same inputs and options; None if there is none.

        A file whose size or modification time differs from the record was damaged or replaced, and counts as missing.
        """
        entry = self.entries.get(file)
        if entry is None or entry.status != DONE or entry.key != key:
            return None
        size, modified = stamp_of(self.folder / entry.file)
        untouched = (size, modified) == (entry.size, entry.modified) if entry.size else size > 0
        return entry if untouched else None

    def add(self, entry: Entry) -> None:
        """Add the entry of a date, and write the file unless it was written within the last second."""
        self.entries[entry.file] = self._added[entry.file] = entry
        if time.monotonic() - self._written >= _PAUSE:
            self.write()

    def write(self) -> None:
        """Write the entries that were added since the last time. Entries written by other processes in the meantime are
        kept.
        """
        if not self._added:
            return
        try:
            self.entries = {**_entries_in(self.path), **self.entries}
        except InputError:
            pass  # damaged since this run began; overwritten
        held = {
            "software": f"STFusion {version()}",
            "dates": [asdict(self.entries[file]) for file in sorted(self.entries)],
        }
        with written(self.path) as file:
            json.dump(held, file, indent=1)
        self._added.clear()
        self._written = time.monotonic()

    @property
    def path(self) -> Path:
        return self.folder / NAME


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Locks a folder for one run; the lock is released when this process ends, even if killed.

    Has no effect on systems and file systems without locks.

    Raises
    ------
    InputError
        If another run writes into the folder.
    """
    try:
        import fcntl

        descriptor = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):  # Windows; an unusable folder is reported when writing to it
        yield
        return
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(
                "Another run is writing a series to {folder}; wait until it has finished, or choose another folder.",
                folder=folder,
            ) from None
        except OSError:  # a file system without locks
            pass
        yield
    finally:
        os.close(descriptor)


def stamp_of(path: Path) -> tuple[int, int]:
    """Returns size and modification time (ns) of a file; zeros if there is none."""
    try:
        known = path.stat()
    except (OSError, ValueError):
        return 0, 0
    return known.st_size, known.st_mtime_ns


def key_of(facts: dict[str, Any], sources: Iterable[str], files: Callable[[str], Iterable[str]] = files_of) -> str:
    """Returns a hash of the facts, and of the names, sizes and modification times of all files behind the sources."""
    stamps = [[source, *([path, *stamp_of(Path(path))] for path in files(source))] for source in sources]
    return _hash([facts, stamps])


def key_before(facts: dict[str, Any], sources: Iterable[str]) -> str:
    """Returns the hash of older versions, which included only the sources themselves."""
    return _hash([facts, [[source, *stamp_of(Path(source))] for source in sources]])


def _hash(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _entries_in(path: Path) -> dict[str, Entry]:
    """Returns the entries of a file, by the names of the results; none if it does not exist. Raises `InputError`."""
    if not path.exists():
        return {}
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        entries = [_entry(one) for one in held["dates"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            "{path} is not a valid list of dates ({error}); delete it to start again, or choose another folder.",
            path=path,
            error=str(error) or type(error).__name__,
        ) from error
    return {entry.file: entry for entry in entries}


def _entry(held: dict[str, Any]) -> Entry:
    """Returns a stored entry; values that later versions may add are ignored. Raises `TypeError` or `ValueError`."""
    fields = {one.name: one for one in dataclasses.fields(Entry)}
    values = {name: value for name, value in held.items() if name in fields}
    values["pairs"] = tuple(values["pairs"])
    for name, value in values.items():
        kinds = _KINDS[str(fields[name].type)]
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise TypeError(f"{name} is {type(value).__name__}")
    if not all(isinstance(day, str) for day in values["pairs"]):
        raise TypeError("pairs")
    if Path(values["file"]).name != values["file"]:
        raise ValueError("file")
    return Entry(**values)


_KINDS: dict[str, tuple[type, ...]] = {
    "str": (str,), "float": (int, float), "int": (int,), "bool": (bool,), "tuple[str, ...]": (tuple,)
}  # fmt: skip
