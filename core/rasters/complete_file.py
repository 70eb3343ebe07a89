"""Files that appear under their name only when they are complete."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import InputError
from ..words import tr
from .unfinished import claim, release, unfinished


@contextmanager
def completed(path: str | Path, what: str = "", failures: tuple[type[Exception], ...] = ()) -> Iterator[Path]:
    """A temporary, empty file to write to. It gets its own name when the block is left without an error.

    Parameters
    ----------
    path : path
        Final name; an existing file is replaced only at the end.
    what : str
        What to call the file in a message: ``"The weights"``.
    failures : tuple of exception types
        What the writing program raises, beside `OSError`, where a file cannot be written.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    path = Path(path)
    part, claimed = unfinished(path), None
    caught: tuple[type[Exception], ...] = (OSError, *failures)
    try:
        part.touch()
        with suppress(OSError):  # some file systems know no locks
            claimed = claim(part)
        yield part
        os.replace(part, path)
    except caught as error:
        cause = getattr(error, "strerror", None) or error
        raise InputError(
            "{path} cannot be written ({reason}); check the folder, its permissions and the free space.",
            path=f"{tr(what)} {path}".lstrip(),
            reason=cause,
        ) from error
    finally:
        part.unlink(missing_ok=True)
        release(claimed)
