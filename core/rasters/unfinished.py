"""Unfinished files and folders: whose they are, and removal of those that a killed process left behind."""

from __future__ import annotations

import glob
import os
import shutil
from contextlib import suppress
from pathlib import Path
from uuid import uuid4


def unfinished(path: Path) -> Path:
    """A new hidden name beside a file that is going to be written; removes what killed runs left under such names.

    A folder's name is given without an ending.
    """
    lefts: list[Path] = []
    with suppress(OSError):  # whoever writes there will tell
        lefts += path.parent.glob(f".{glob.escape(path.stem)}.????????.part{glob.escape(path.suffix)}")
    for left in lefts:
        with suppress(OSError):  # as long as somebody writes it: on Windows it cannot be removed then
            descriptor = claim(left)
            try:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
            finally:
                release(descriptor)
    return path.with_name(f".{path.stem}.{uuid4().hex[:8]}.part{path.suffix}")


def claim(part: Path) -> int | None:
    """Mark an unfinished file or folder as being written, until `release` or the end of this process, however it ends.

    Raises
    ------
    BlockingIOError
        If another run has it.
    """
    try:
        import fcntl
    except ImportError:  # Windows, where an open file cannot be removed anyway
        return None
    descriptor = os.open(part, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def release(descriptor: int | None) -> None:
    if descriptor is not None:
        os.close(descriptor)
