"""Tags of rasters: those that date an image, and a mark in a finished file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..dates import date_from_name, date_from_tags
from ..runtime.dependencies import require
from ..words import tr
from .gdal_cache import PURPOSE

# Tags of a band that state its time; others, such as statistics, are not used.
_TIME_TAGS = ("NETCDF_DIM_", "GRIB_")


def dating_tags(source: str, tags: Mapping[str, str]) -> Mapping[str, str]:
    """Returns the tags of a raster, and those of its first band's time where these may be needed for its date."""
    plain = source.lower().endswith((".tif", ".tiff")) and date_from_name(source) is not None
    return tags if plain or date_from_tags(tags) is not None else {**time_tags(source), **tags}


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
            raise OSError(tr("the file was not completely written to the disk"))
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


def _failures() -> tuple[type[BaseException], ...]:
    errors = require("rasterio.errors", PURPOSE)
    return errors.RasterioError, OSError, ValueError
