"""Records that all kernels are compiled for this computer, and lets one process at a time compile them in advance."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import metadata
from pathlib import Path
from typing import IO, Any

from .compiled import KERNELS, cache_folder

# Required by all methods with kernels.
_NEEDED = ("numba", "rasterio", "scipy")

# Age in seconds from which an unfinished file is no longer being written.
_OLD = 3600.0


def packages_found() -> bool:
    """Whether the packages that the methods with kernels need are installed; they are not imported."""
    return all(importlib.util.find_spec(name) is not None for name in _NEEDED)


def is_complete() -> bool:
    """Whether `set_complete` was called for these kernels, with this numba and Python, on this computer."""
    return _marker().is_file()


def set_complete() -> None:
    with suppress(OSError):
        _marker().touch()


def _marker() -> Path:
    """Returns the path of a file stored beside the compiled kernels. numba checks the time of each source file."""
    newest = max(path.stat().st_mtime_ns for path in KERNELS.rglob("*.py"))
    try:
        numba = metadata.version("numba")
    except metadata.PackageNotFoundError:
        numba = ""
    place = Path(__file__).parent  # not resolved: the folder of a kernel is named after the path it was imported by
    facts = (place, __name__, newest, numba, sys.version, platform.machine(), platform.node())
    return cache_folder() / f"complete-{hashlib.sha256(repr(facts).encode()).hexdigest()[:12]}"


@contextmanager
def only_process() -> Iterator[bool]:
    """Provides False if another process is inside this context, with the same folder of kernels.

    The operating system removes the lock when the process ends in any way, so that none is left behind.
    """
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "compiling.lock").open("a+b")
    except OSError:  # the folder is not writable, so nothing can be stored in it
        yield False
        return
    with file:
        locked = _lock(file)
        if locked:
            _remove_unfinished(folder)
        yield locked


def _lock(file: IO[bytes]) -> bool:
    try:
        if os.name == "nt":
            system: Any = importlib.import_module("msvcrt")
            file.seek(0)
            system.locking(file.fileno(), system.LK_NBLCK, 1)
        else:
            system = importlib.import_module("fcntl")
            system.flock(file, system.LOCK_EX | system.LOCK_NB)
    except OSError:
        return False
    return True


def _remove_unfinished(folder: Path) -> None:
    """Remove unfinished files of processes that ended while writing a kernel."""
    for path in folder.rglob("*.nbc.tmp.*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _OLD:
                path.unlink()
