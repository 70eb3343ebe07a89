"""Files and folders that are written under a hidden name and get their final name when they are complete."""

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
    """A file or folder that is being written, under a hidden name in its final folder.

    Creating it removes files that killed processes left under such names. `hold` locks the file until `finish` or
    `discard`, or until this process ends, even if killed, so that no other process removes it.

    Parameters
    ----------
    path : Path
        Final name; for a folder without an extension.

    Attributes
    ----------
    part : Path
        The hidden name to write to. Not created yet.
    """

    def __init__(self, path: Path) -> None:
        _remove_left_behind(path)
        self.path = path
        self.part = path.with_name(f".{path.stem}.{uuid4().hex[:8]}.part{path.suffix}")
        self._lock: int | None = None

    def hold(self) -> None:
        """Locks the file under the hidden name. Does nothing on file systems without locks."""
        with suppress(OSError):
            self._lock = _lock(self.part)

    def finish(self) -> None:
        """Gives the file its final name; replaces an existing file. Raises `OSError` if this fails."""
        os.replace(self.part, self.path)
        self._release()

    def discard(self) -> None:
        """Removes the file or folder under the hidden name, unless it was finished.

        Never raises `OSError`: on a disk that became read-only, that would hide why the file could not be written.
        """
        try:
            with suppress(OSError):
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
    """Provides a temporary, empty file to write to. It gets its final name on exit without an error.

    Parameters
    ----------
    path : path
        Final name; an existing file is replaced only at the end.
    what : str
        Name of the file in messages: ``"The weights"``.
    failures : tuple of exception types
        Exceptions of the library that writes the file, in addition to `OSError`.

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
        raise _unwritable(f"{tr(what)} {path}".lstrip(), error) from error
    finally:
        file.discard()


@contextmanager
def temporary_folder(path: Path) -> Iterator[Path]:
    """Provides an empty folder beside a file that is going to be written; it is removed on exit.

    Raises
    ------
    InputError
        If it cannot be created.
    """
    folder = Unfinished(path.with_suffix(""))
    try:
        folder.part.mkdir()
    except OSError as error:
        raise _unwritable(str(path), error) from error
    try:
        folder.hold()
        yield folder.part
    finally:
        folder.discard()


def _unwritable(name: str, error: BaseException) -> InputError:
    return InputError(
        "{path} cannot be written ({reason}); check the folder, its permissions and the free space.",
        path=name,
        reason=getattr(error, "strerror", None) or error,
    )


def _remove_left_behind(path: Path) -> None:
    """Removes unfinished files and folders of this name whose process has ended."""
    left: list[Path] = []
    with suppress(OSError):  # an unusable folder is reported when writing to it
        left += path.parent.glob(f".{glob.escape(path.stem)}.????????.part{glob.escape(path.suffix)}")
    for one in left:
        with suppress(OSError):  # still being written: locked, or on Windows open
            descriptor = _lock(one)
            try:
                shutil.rmtree(one) if one.is_dir() else one.unlink()
            finally:
                if descriptor is not None:
                    os.close(descriptor)


def _lock(part: Path) -> int | None:
    """Locks a file or folder until the returned descriptor is closed; returns None on Windows.

    Raises
    ------
    BlockingIOError
        If another run holds the lock.
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
