"""Text files that are whole or not there: tables and reports."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ..errors import InputError
from ..words import tr
from .raster import same_file
from .unfinished import completed

HTML = (".html", ".htm")
CSV = (".csv", ".txt")


def check_file(path: str | Path, endings: tuple[str, ...], what: str, sources: Iterable[str] = ()) -> Path:
    """Whether a text file can be written under this name without harm.

    Parameters
    ----------
    path : path
    endings : tuple of str
        Endings of the name that are allowed; the first is proposed.
    what : str
        What to call the file in a message: ``"report"``.
    sources : iterable of str
        Inputs, none of which it may be.

    Raises
    ------
    InputError
        If the name ends otherwise, is a folder or an input, or its folder does not exist.
    """
    path = Path(path)
    if path.suffix.lower() not in endings:
        raise InputError(
            "The {what} {name} must end in {endings}; give it such a name.",
            what=tr(what),
            name=path.name or path,
            endings=endings[0],
        )
    if path.is_dir():
        raise InputError(
            "The {what} {path} is a folder; give the name of a file in it, ending in {endings}.",
            what=tr(what),
            path=path,
            endings=endings[0],
        )
    if not path.parent.is_dir():
        raise InputError(
            "The folder {parent} for the {what} does not exist; create it or choose another.",
            parent=path.parent,
            what=tr(what),
        )
    for source in sources:
        if same_file(path, source):
            raise InputError(
                "The {what} {name} is one of the inputs; choose another name.", what=tr(what), name=path.name
            )
    return path


@contextmanager
def written(path: str | Path) -> Iterator[TextIO]:
    """A text file (UTF-8) that gets its final name when the block is left without an error, and vanishes otherwise.

    Lines end as they are written, so that tables are the same on every system.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    with completed(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
