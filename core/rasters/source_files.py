"""The files behind a raster, tags that date it, and a mark in a finished file."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from ..runtime.dependencies import require
from ..words import tr
from .gdal_cache import PURPOSE

# GDAL lists sidecars only if it may read the folder; these change what is read.
_BEHIND_NAME = (".aux.xml", ".msk", ".ovr", ".hdr")
# Tags of a band that state its time; others, such as statistics, are of no interest.
_TIME_TAGS = ("NETCDF_DIM_", "GRIB_")


def files_of(source: str | Path) -> tuple[str, ...]:
    """Returns the absolute paths of the existing files that are read for a raster.

    These are the file itself, its sidecars (statistics, mask, pyramids, header), and for a virtual raster its sources with
    their sidecars. For a sub-dataset or a file in an archive it is the file on disk. What is no raster, or cannot be
    opened, has its own file only.
    """
    found: dict[str, None] = {}
    waiting, opened = [str(source)], set()
    while waiting:
        one = waiting.pop()
        opened.add(os.path.abspath(one))
        listed = _on_disk([one, *_listed(one)])
        waiting += [path for path in listed if path.lower().endswith(".vrt") and path not in opened]
        for path in listed:
            beside = [path, *(path + ending for ending in _BEHIND_NAME), os.path.splitext(path)[0] + ".hdr"]
            found.update(dict.fromkeys(name for name in beside if os.path.isfile(name)))
    return tuple(found)


def time_tags(source: str | Path) -> dict[str, str]:
    """Returns the tags of a raster's first band that state its time; empty if it cannot be opened."""
    try:
        with _open(source) as dataset:
            tags = dataset.tags(1) if dataset.count else {}
    except _failures():
        return {}
    return {key: value for key, value in tags.items() if key.startswith(_TIME_TAGS)}


def tag_of(path: Path, name: str) -> str | None:
    """Returns a tag of a raster, empty if it has none; None if the raster cannot be opened."""
    try:
        with _open(path) as dataset:
            return str(dataset.tags().get(name, ""))
    except _failures():
        return None


def add_tag(path: Path, name: str, value: str) -> None:
    """Adds a tag to a finished GeoTIFF and waits until the file is on the disk. Raises `OSError` if this fails."""
    try:
        with require("rasterio", PURPOSE).open(path, "r+") as dataset:
            dataset.update_tags(**{name: value})
        if tag_of(path, name) != value:
            raise OSError(tr("not all of it reached the disk"))
    except require("rasterio.errors", PURPOSE).RasterioError as error:
        raise OSError(str(error)) from error
    on_disk(path)


def on_disk(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk; folders only where they can be opened."""
    try:
        descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    except PermissionError:  # a folder on Windows
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _open(source: str | Path) -> Any:
    return require("rasterio", PURPOSE).open(source)


def _listed(source: str) -> list[str]:
    try:
        with _open(source) as dataset:
            return [str(path) for path in dataset.files]
    except _failures():
        return []


def _on_disk(names: list[str]) -> list[str]:
    """Returns the absolute paths of files, also of the file that holds a sub-dataset or a member of an archive."""
    found: dict[str, None] = {}
    for name in names:
        for path in (name, *re.findall(r'"([^"]+)"', name), name.partition(":")[2].rpartition(":")[0]):
            container = _container(path)
            if container:
                found[os.path.abspath(container)] = None
                break
    return list(found)


def _container(path: str) -> str:
    """Returns the part of a path that is a file: the archive, for what GDAL reads inside of it; else empty."""
    while path.startswith("/vsi"):
        path = re.sub(r"^/vsi[a-z0-9_]*/", "", path)
    while path and not os.path.isfile(path):
        shorter = os.path.dirname(path)
        if shorter == path or os.path.isdir(path):
            return ""
        path = shorter
    return path


def _failures() -> tuple[type[BaseException], ...]:
    errors = require("rasterio.errors", PURPOSE)
    return errors.RasterioError, OSError, ValueError
