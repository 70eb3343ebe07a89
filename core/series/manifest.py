"""Record of the results of a series, stored beside them, so that a later run continues where the last one ended."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..rasters.text_files import written
from ..runtime.version import version

NAME = "series.json"
DONE, FAILED = "done", "failed"


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


@dataclass
class Manifest:
    """Results in a folder. Written after each date, so that nothing is lost when a run ends early."""

    folder: Path
    entries: dict[str, Entry] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Manifest:
        """Returns the manifest of an earlier run in a folder, or an empty one.

        Raises
        ------
        InputError
            If the file exists but is not a manifest.
        """
        path = folder / NAME
        if not path.exists():
            return cls(folder)
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
            entries = [Entry(**{**one, "pairs": tuple(one["pairs"])}) for one in held["dates"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(
                "{path} is no list of a series ({error}); delete it to begin anew, or choose another folder.",
                path=path,
                error=error,
            ) from error
        return cls(folder, {entry.file: entry for entry in entries})

    def done(self, file: str, key: str) -> Entry | None:
        """Returns the entry of an existing result made from the same inputs and options; None if there is none."""
        entry = self.entries.get(file)
        if entry is None or entry.status != DONE or entry.key != key or not (self.folder / entry.file).is_file():
            return None
        return entry

    def add(self, entry: Entry) -> None:
        """Add the entry of a date and write the file."""
        self.entries[entry.file] = entry
        held = {
            "software": f"STFusion {version()}",
            "dates": [asdict(self.entries[file]) for file in sorted(self.entries)],
        }
        with written(self.folder / NAME) as file:
            json.dump(held, file, indent=1)

    @property
    def path(self) -> Path:
        return self.folder / NAME


def key_of(facts: dict[str, Any], sources: Iterable[str]) -> str:
    """Returns a hash of the facts, and of the names, sizes and modification times of the files."""
    files = []
    for source in sources:
        path = Path(source)
        known = path.stat() if path.exists() else None
        files.append([source, known.st_size if known else 0, known.st_mtime_ns if known else 0])
    text = json.dumps([facts, files], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:20]
