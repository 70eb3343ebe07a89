"""Text files that are written completely or not at all: tables and reports."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ..errors import InputError
from ..words import tr
from .input_files import check_not_input
from .raster import RasterInfo
from .unfinished import completed

HTML = (".html", ".htm")
CSV = (".csv", ".txt")


def check_file(path: str | Path, endings: tuple[str, ...], what: str, sources: Iterable[RasterInfo | str] = ()) -> Path:
    """Checks whether a text file can be written to this path, and returns the path.

    Parameters
    ----------
    path : path
    endings : tuple of str
        Allowed file name extensions; the first one is suggested.
    what : str
        Name of the file in messages: ``"report"``.
    sources : iterable of RasterInfo or str
        Inputs; neither they nor files behind them are overwritten.

    Raises
    ------
    InputError
        If the name has another extension, is a folder or a file of an input, or its folder does not exist.
    """
    path = Path(path)
    if path.suffix.lower() not in endings:
        raise InputError(
            "The {what} {name} must end in {endings}; change the file name.",
            what=tr(what),
            name=path.name or path,
            endings=endings[0],
        )
    if path.is_dir():
        raise InputError(
            "The {what} {path} is a folder; enter the name of a file in it, ending in {endings}.",
            what=tr(what),
            path=path,
            endings=endings[0],
        )
    if not path.parent.is_dir():
        raise InputError(
            "The folder {parent} for the {what} does not exist; create it or choose another folder.",
            parent=path.parent,
            what=tr(what),
        )
    return check_not_input(path, sources, what)


@contextmanager
def written(path: str | Path) -> Iterator[TextIO]:
    """Opens a text file (UTF-8) that gets its final name on exit without an error, and is removed otherwise.

    Line endings are written unchanged, so that tables are the same on every system.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    with completed(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
