"""One image of several granules of a day: a mosaic, a mean or a sum, on one grid."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ..errors import InputError
from ..rasters.align import AlignedReader
from ..rasters.common_area import covered, places_on, reprojected
from ..rasters.coordinates import same_crs
from ..rasters.grid import Grid, Window
from .opened import OpenGranule
from .opening import aligned
from .rows import MEAN, MOSAIC, SUM

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NATIVE = 0.1  # 463.3 m are called 500 m: within this share, the pixels stay as they are


@dataclass(frozen=True)
class Target:
    """Where the results lie.

    Attributes
    ----------
    extent : Grid or None
        One pixel that covers the area, in any coordinate reference system; None: all.
    grid : Grid or None
        Grid of the results; None: that of the product.
    crs : str
        Well-known text; empty: that of the product.
    pixel : float
        Pixel size in map units of the result; 0: that of the product.
    """

    extent: Grid | None = None
    grid: Grid | None = None
    crs: str = ""
    pixel: float = 0.0

    def crop(self, grid: Grid) -> Grid:
        """Returns the part of a grid that covers the area.

        Raises
        ------
        InputError
            If there is none.
        """
        if self.extent is None:
            return grid
        window = covered(grid, self.extent)
        if window.empty:
            # An area smaller than a pixel.
            row, col = _centre(grid, self.extent)
            window = Window(row, col, 1, 1).intersection(grid.window)
        if window.empty:
            raise InputError("The area does not overlap the product; choose another extent.")
        return grid.part(window)


class Part(Protocol):
    """A granule on the grid of the result."""

    def read(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]: ...


class Shifted:
    """A granule whose pixels coincide with those of the result."""

    def __init__(self, granule: OpenGranule, grid: Grid) -> None:
        self._granule = granule
        self._offset = granule.grid.offset_of(grid) or (0, 0)
        self._count = len(granule.bands)

    def read(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        shape = (self._count, window.rows, window.cols)
        at = window.shifted(*self._offset)
        inside = at.intersection(self._granule.grid.window)
        if inside == at:
            return self._granule.read(at)
        values, valid = np.zeros(shape, np.float32), np.zeros(shape, bool)
        if not inside.empty:
            place = (slice(None), *at.slices_of(inside))
            values[place], valid[place] = self._granule.read(inside)
        return values, valid


class Warped:
    """A granule that was written on its own grid, and is resampled."""

    def __init__(self, reader: AlignedReader, factor: float) -> None:
        self._reader, self._factor = reader, np.float32(factor)

    def read(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        values, valid = self._reader.read(window)
        return values * self._factor, valid


def result_grid(granules: Sequence[OpenGranule], target: Target) -> Grid:
    """Returns the grid of the result: that which is wanted, else that of the first granule, extended over all of them.

    Raises
    ------
    InputError
        If the area does not overlap them.
    """
    if target.grid is not None:
        return target.crop(target.grid)
    own = granules[0].grid
    grid = _union([one.grid for one in granules])
    if target.crs and not same_crs(grid.crs, target.crs):
        grid = reprojected(target.crop(grid) if target.extent else grid, target.crs)
        grid = _with_pixel(grid, target.pixel or grid.pixel)
    elif target.pixel and abs(target.pixel / own.pixel - 1) > _NATIVE:
        grid = _with_pixel(grid, target.pixel)
    return target.crop(grid)


def fits(granule: OpenGranule, grid: Grid) -> bool:
    """Checks whether the pixels of a granule are those of the result, so that nothing is resampled."""
    return aligned(granule.grid, grid)


def combine(
    parts: Sequence[Part], window: Window, bands: int, how: str
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Returns values and validity of a window of the result, each of shape (bands, rows, cols).

    In a mosaic, the first granule with a valid pixel counts; means and sums are those of valid pixels.
    """
    if len(parts) == 1:
        return parts[0].read(window)
    shape = (bands, window.rows, window.cols)
    values, count = np.zeros(shape, np.float32), np.zeros(shape, np.uint16)
    for part in parts:
        if how == MOSAIC and count.all():
            break
        found, valid = part.read(window)
        if how == MOSAIC:
            valid &= count == 0
        values[valid] += found[valid]
        count += valid
    if how == MEAN:
        values /= np.maximum(count, 1)
    if how == SUM:
        # A sum of some of the times only would be too small.
        return values, count == len(parts)
    return values, count > 0


def _union(grids: Sequence[Grid]) -> Grid:
    """Returns the first grid, extended by whole pixels over all others."""
    first = grids[0]
    top, left, bottom, right = 0, 0, first.rows, first.cols
    for grid in grids[1:]:
        if same_crs(first.crs, grid.crs):
            corners = [first.place(*grid.position(row, col)) for row in (0, grid.rows) for col in (0, grid.cols)]
        else:
            near = reprojected(grid, first.crs)
            corners = [first.place(*near.position(row, col)) for row in (0, near.rows) for col in (0, near.cols)]
        rows, cols = zip(*corners)
        top, left = min(top, math.floor(min(rows) + 0.01)), min(left, math.floor(min(cols) + 0.01))
        bottom, right = max(bottom, math.ceil(max(rows) - 0.01)), max(right, math.ceil(max(cols) - 0.01))
    return first.part(Window(top, left, bottom - top, right - left))


def _with_pixel(grid: Grid, pixel: float) -> Grid:
    """Returns a grid with square pixels of another size over the same area, with corners at whole pixels."""
    left, top = grid.position(0, 0)
    right, bottom = grid.position(grid.rows, grid.cols)
    left, top = math.floor(left / pixel + 1e-6) * pixel, math.ceil(top / pixel - 1e-6) * pixel
    rows, cols = math.ceil((top - bottom) / pixel - 1e-6), math.ceil((right - left) / pixel - 1e-6)
    return replace(grid, rows=max(rows, 1), cols=max(cols, 1), transform=(pixel, 0.0, left, 0.0, -pixel, top))


def _centre(grid: Grid, extent: Grid) -> tuple[int, int]:
    row, col = places_on(extent, grid, [0.5], [0.5])
    return (int(math.floor(row[0])), int(math.floor(col[0]))) if np.isfinite([row[0], col[0]]).all() else (-1, -1)
