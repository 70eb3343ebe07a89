"""Names in archives, and the members that cannot be read inside them, unpacked into a folder of the run."""

from __future__ import annotations

import bz2
import gzip
import shutil
import tarfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from ..errors import InputError

ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz")
SINGLE = (".gz", ".bz2")  # one compressed file
# An archive of a product has some tens of members, of a data set some thousands.
_MOST_MEMBERS = 20_000
# Files of products are compressed themselves, or ten times larger than the archive; a thousand times is the most that zip can.
_MOST_TIMES, _WORTH_A_LOOK = 200, 2**30
_MOST_BYTES = 2**40
_PIECE = 2**20


@dataclass(frozen=True)
class Member:
    """A file in an archive: its name, with forward slashes, and its size in bytes when unpacked."""

    name: str
    size: int


def is_archive(path: Path) -> bool:
    return path.name.lower().endswith(ENDINGS)


def members(path: Path) -> list[Member]:
    """Returns the files in an archive, after checks of their names, number and sizes.

    Raises
    ------
    InputError
        If it is damaged, or its members lie outside of it, are too many or too large.
    """
    try:
        found = _zip(path) if path.suffix.lower() == ".zip" else _tar(path)
    except (OSError, zipfile.BadZipFile, tarfile.TarError, EOFError, ValueError, NotImplementedError) as error:
        raise InputError(
            "{name} cannot be opened as an archive ({reason}); download it again.",
            name=path.name,
            reason=str(error) or type(error).__name__,
        ) from error
    return found


def inside(path: Path, member: str) -> str:
    """Returns GDAL's name of a member."""
    return f"{'/vsizip/' if path.suffix.lower() == '.zip' else '/vsitar/'}{{{path}}}/{member}"


def unpack(path: Path, names: Iterable[str], folder: Path, cancelled: Any) -> None:
    """Unpacks members into a folder, under their names.

    Raises
    ------
    InputError
        If a member cannot be read.
    """
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive:
                for name in names:
                    with archive.open(name) as source:
                        _copy(source, folder / name, cancelled)
            return
        with tarfile.open(path) as tar:
            for name in names:
                stream = tar.extractfile(name)
                if stream is not None:
                    with stream:
                        _copy(stream, folder / name, cancelled)
    except (
        OSError,
        zipfile.BadZipFile,
        tarfile.TarError,
        EOFError,
        KeyError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise InputError(
            "{name} cannot be unpacked ({reason}); check the free space, or download it again.",
            name=path.name,
            reason=str(error) or type(error).__name__,
        ) from error


def unpack_single(path: Path, folder: Path, cancelled: Any) -> Path:
    """Unpacks a file that is compressed by itself, such as ``.nc.bz2``, and returns it."""
    target = folder / path.stem
    try:
        with (bz2.open if path.suffix.lower() == ".bz2" else gzip.open)(path, "rb") as source:
            _copy(source, target, cancelled)
    except (OSError, EOFError, ValueError) as error:
        raise InputError(
            "{name} cannot be unpacked ({reason}); check the free space, or download it again.",
            name=path.name,
            reason=str(error) or type(error).__name__,
        ) from error
    return target


def _copy(source: Any, target: Path, cancelled: Any) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        while piece := source.read(_PIECE):
            cancelled()
            file.write(piece)
            if file.tell() > _MOST_BYTES // 64:
                raise OSError("larger than 16 GiB")


def _zip(path: Path) -> list[Member]:
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        _count(path, len(infos))
        return _checked(path, [Member(one.filename, one.file_size) for one in infos if not one.is_dir()])


def _tar(path: Path) -> list[Member]:
    found = []
    with tarfile.open(path) as archive:
        for number, one in enumerate(archive):
            _count(path, number)
            if one.issym() or one.islnk():
                _refuse(path, one.name)
            if one.isfile():
                found.append(Member(one.name, one.size))
    return _checked(path, found)


def _count(path: Path, number: int) -> None:
    if number > _MOST_MEMBERS:
        raise InputError(
            "{name} contains more than {most} files, more than any product; unpack the required files from it.",
            name=path.name,
            most=_MOST_MEMBERS,
        )


def _checked(path: Path, found: list[Member]) -> list[Member]:
    for one in found:
        place = PurePosixPath(one.name.replace("\\", "/"))
        if place.is_absolute() or ".." in place.parts or ":" in place.parts[0] or "\0" in one.name:
            _refuse(path, one.name)
    total, packed = sum(one.size for one in found), max(path.stat().st_size, 1)
    if total > _MOST_BYTES or (total > _WORTH_A_LOOK and total > _MOST_TIMES * packed):
        raise InputError(
            "{name} would unpack to {size:.0f} GiB, {times:.0f} times its size, more than any product; it is not opened.",
            name=path.name,
            size=total / 2**30,
            times=total / packed,
        )
    return found


def _refuse(path: Path, name: str) -> None:
    raise InputError(
        "{name} contains {member}, a link or a path outside the archive; it is not opened.",
        name=path.name,
        member=name,
    )


def remove(folder: Path) -> None:
    """Removes a folder of unpacked files."""
    shutil.rmtree(folder, ignore_errors=True)
