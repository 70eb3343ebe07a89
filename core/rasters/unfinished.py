"""Files and folders that are written under a hidden name and get their own name only when they are complete."""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from ..errors import InputError
from ..words import tr


class Unfinished:
    """A file or folder that is being written, under a hidden name in the folder where it will stay.

    Making one removes what killed processes left under such names. `hold` marks the file as being written until `finish` or
    `discard`, or until this process ends, however it ends; so nobody else removes it as left behind.

    Parameters
    ----------
    path : Path
        Final name. That of a folder is given without an ending.

    Attributes
    ----------
    part : Path
        The hidden name to write to. Nothing is there yet.
    """

    def __init__(self, path: Path) -> None:
        _remove_left_behind(path)
        self.path = path
        self.part = path.with_name(f".{path.stem}.{uuid4().hex[:8]}.part{path.suffix}")
        self._lock: int | None = None

    def hold(self) -> None:
        """Lock what is under the hidden name. Some file systems have no locks; then nothing happens."""
        with suppress(OSError):
            self._lock = _lock(self.part)

    def finish(self) -> None:
        """Give the file its final name. A file of that name is replaced. Raises `OSError` if it cannot be."""
        os.replace(self.part, self.path)
        self._release()

    def discard(self) -> None:
        """Remove what is left under the hidden name: everything, unless it was finished."""
        try:
            if self.part.is_dir():
                shutil.rmtree(self.part, ignore_errors=True)
            else:
                self.part.unlink(missing_ok=True)
        finally:
            self._release()

    def _release(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


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
    file = Unfinished(Path(path))
    caught: tuple[type[Exception], ...] = (OSError, *failures)
    try:
        file.part.touch()
        file.hold()
        yield file.part
        file.finish()
    except caught as error:
        cause = getattr(error, "strerror", None) or error
        raise InputError(
            "{path} cannot be written ({reason}); check the folder, its permissions and the free space.",
            path=f"{tr(what)} {path}".lstrip(),
            reason=cause,
        ) from error
    finally:
        file.discard()


@contextmanager
def temporary_folder(path: Path) -> Iterator[Path]:
    """An empty folder beside a file that is going to be written; it is gone when the block is left."""
    folder = Unfinished(path.with_suffix(""))
    folder.part.mkdir()
    try:
        folder.hold()
        yield folder.part
    finally:
        folder.discard()


def _remove_left_behind(path: Path) -> None:
    """Remove unfinished files and folders of this name whose process is gone."""
    left: list[Path] = []
    with suppress(OSError):  # whoever writes there will report it
        left += path.parent.glob(f".{glob.escape(path.stem)}.????????.part{glob.escape(path.suffix)}")
    for one in left:
        with suppress(OSError):  # as long as somebody writes it: on Windows it cannot be removed then
            descriptor = _lock(one)
            try:
                shutil.rmtree(one) if one.is_dir() else one.unlink()
            finally:
                if descriptor is not None:
                    os.close(descriptor)


def _lock(part: Path) -> int | None:
    """Lock a file or folder until the descriptor is closed.

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
