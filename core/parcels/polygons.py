"""Outlines of fields from probabilities of extent and boundary.

Reimplemented without the authors' version: their program does not contain the outlining of the paper. Connected pixels
inside fields and off their boundaries are seeds; every other pixel of the extent is assigned to the nearest seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from ..rasters.gdal_cache import PURPOSE
from ..rasters.raster import RasterReader, describe
from ..run import Run
from ..runtime.dependencies import require

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_PIXELS = 100_000_000  # connected components are computed on the whole raster at once
_LEVELS = 255


@dataclass(frozen=True)
class Outlines:
    """Parameters of outlining.

    Attributes
    ----------
    extent, boundary : float
        Minimum probabilities for a pixel to be within a field, and on a boundary.
    smallest : float
        Minimum area of a field, pixels.
    """

    extent: float = 0.5
    boundary: float = 0.5
    smallest: float = 50.0


@dataclass(frozen=True)
class Parcel:
    """One field: GeoJSON geometry in the raster's CRS, number of pixels, and mean probability of its extent."""

    geometry: dict[str, Any]
    pixels: int
    probability: float


def outline(path: str | Path, how: Outlines, run: Run) -> Iterator[Parcel]:
    """Iterates over the fields in a raster of probabilities written by `delineate`.

    Raises
    ------
    InputError
        If the raster is too large.
    Cancelled
    """
    rasterio, features = (require(name, PURPOSE) for name in ("rasterio", "rasterio.features"))
    info = describe(str(path))
    grid = info.grid
    if grid.rows * grid.cols > _MOST_PIXELS:
        raise InputError(
            "The raster has {rows} x {cols} pixels, too many to create polygons at once; leave the polygons "
            "empty, or clip the very fine image.",
            rows=grid.rows,
            cols=grid.cols,
        )
    extent, boundary = _read(info, run)
    run.check()
    fields = number_parcels(extent, boundary, how)
    run.progress(0.7)
    run.check()
    count = int(fields.max(initial=0))
    sizes = np.bincount(fields.ravel(), minlength=count + 1)
    total = np.bincount(fields.ravel(), extent.ravel(), minlength=count + 1)
    shapes = features.shapes(fields, fields > 0, connectivity=4, transform=rasterio.Affine(*grid.transform))
    run.info("{count} field parcels.", count=count)
    for place, (geometry, value) in enumerate(shapes):
        number = int(value)
        yield Parcel(dict(geometry), int(sizes[number]), float(total[number] / sizes[number] / _LEVELS))
        run.check()
        run.progress(0.7 + 0.3 * min(1.0, (place + 1) / max(count, 1)))
    run.progress(1)


def number_parcels(extent: NDArray[np.uint8], boundary: NDArray[np.uint8], how: Outlines) -> NDArray[np.int32]:
    """Returns numbers from 1 on the pixels of each field, 0 elsewhere; every field is connected.

    Parameters
    ----------
    extent, boundary : ndarray of uint8, shape (rows, cols)
        Probabilities times 255.
    how : Outlines
    """
    from scipy import ndimage

    within = extent >= how.extent * _LEVELS
    seeds, count = ndimage.label(within & (boundary < how.boundary * _LEVELS))
    if not count:
        return np.zeros(extent.shape, np.int32)
    # Growing to the nearest seed: adjacent fields meet in the middle of their common boundary.
    near = ndimage.distance_transform_edt(seeds == 0, return_distances=False, return_indices=True)
    grown = np.where(within, seeds[tuple(near)], 0)
    fields = np.zeros(extent.shape, np.int32)
    kept = 0
    for number, place in enumerate(ndimage.find_objects(grown), 1):
        if place is None:
            continue
        pieces, several = ndimage.label(grown[place] == number)
        sizes = np.bincount(pieces.ravel(), minlength=several + 1)[1:]
        # Only the largest part of a field is kept; parts separated by the extent are no fields of their own.
        if sizes.max() >= how.smallest:
            kept += 1
            fields[place][pieces == 1 + int(sizes.argmax())] = kept
    return fields


def _read(info: Any, run: Run) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    grid = info.grid
    extent, boundary = (np.zeros((grid.rows, grid.cols), np.uint8) for _ in range(2))
    reader = RasterReader(info)
    try:
        for window in grid.blocks(1024):
            run.check()
            values, known = reader.read(window, (1, 2))
            at = grid.window.slices_of(window)
            for plane, band, valid in zip((extent, boundary), values, known):
                plane[at] = np.where(valid, np.rint(_LEVELS * band), 0).astype(np.uint8)
    finally:
        reader.close()
    run.progress(0.3)
    return extent, boundary
