"""The area that two rasters share, and the grids on which they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from ..runtime.dependencies import require
from .align import _transformed as transformed
from .gdal_cache import PURPOSE
from .grid import Grid, Window
from .raster import same_crs

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PLACES = 256  # along an edge; between them a second look finds the very row or column


def clipped(grid: Grid, window: Window) -> Grid:
    """The part of a grid that a window shows."""
    a, b, _, d, e, _ = grid.transform
    x, y = grid.position(window.row, window.col)
    return Grid(window.rows, window.cols, (a, b, x, d, e, y), grid.crs)


def reprojected(grid: Grid, crs: str) -> Grid:
    """The grid in another coordinate reference system: square pixels of about the same size; as it is in its own.

    Parameters
    ----------
    grid : Grid
    crs : str
        Well-known text; empty keeps the grid's own.

    Raises
    ------
    InputError
        If the grid has no system, or none of it can be shown in the other.
    """
    if not crs:
        return grid
    if not grid.crs:
        raise InputError(
            "The fine image has no coordinate reference system, so that it cannot be reprojected; assign it one first."
        )
    if same_crs(grid.crs, crs):
        return grid
    rasterio, warp = require("rasterio", PURPOSE), require("rasterio.warp", PURPOSE)
    corners = [grid.position(row, col) for row in (0, grid.rows) for col in (0, grid.cols)]
    x, y = zip(*corners)
    try:
        transform, cols, rows = warp.calculate_default_transform(
            rasterio.crs.CRS.from_wkt(grid.crs),
            rasterio.crs.CRS.from_wkt(crs),
            grid.cols,
            grid.rows,
            min(x),
            min(y),
            max(x),
            max(y),
        )
    except Exception as error:  # rasterio keeps the classes of GDAL's errors private
        raise InputError(
            "The fine image cannot be shown in the coordinate reference system chosen ({error}); choose another.",
            error=error,
        ) from error
    a, b, c, d, e, f = tuple(transform)[:6]
    return Grid(rows, cols, (a, b, c, d, e, f), crs)


def covered(grid: Grid, other: Grid) -> Window:
    """The smallest window of a grid that holds every pixel whose centre lies on another; empty if there is none."""
    rows, cols = _spread(grid.rows), _spread(grid.cols)
    inside = _inside(grid, other, rows, cols)
    if not inside.any():
        return Window(0, 0, 0, 0)
    found = []
    for places, count, hits, along in (
        (rows, grid.rows, inside.any(axis=1), 0),
        (cols, grid.cols, inside.any(axis=0), 1),
    ):
        first, last = np.flatnonzero(hits)[[0, -1]]
        # The edge lies between this place and the next one that is not inside.
        before = np.arange(places[first - 1] + 1 if first else 0, places[first] + 1)
        behind = np.arange(places[last], places[last + 1] if last + 1 < len(places) else count)
        edges = []
        for near in (before, behind):
            hit = _inside(grid, other, near, cols) if along == 0 else _inside(grid, other, rows, near)
            edges.append(near[np.flatnonzero(hit.any(axis=1 - along))])
        found.append((int(edges[0][0]), int(edges[1][-1]) + 1))
    (top, bottom), (left, right) = found
    return Window(top, left, bottom - top, right - left)


def _spread(count: int) -> NDArray[np.int64]:
    return np.unique(np.linspace(0, count - 1, min(count, _PLACES)).round().astype(np.int64))


def _inside(grid: Grid, other: Grid, rows: NDArray[np.int64], cols: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the centres of pixels lie on another grid, shape (rows, cols)."""
    row, col = places_on(grid, other, rows[:, None] + 0.5, cols[None, :] + 0.5)
    with np.errstate(invalid="ignore"):
        inside = (row >= 0) & (row <= other.rows) & (col >= 0) & (col <= other.cols)
    return np.asarray(inside)


def places_on(grid: Grid, other: Grid, row: Any, col: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where places of a grid, counted in its pixels from the upper left corner, lie on another grid, in that one's.

    Parameters
    ----------
    grid, other : Grid
    row, col : array_like
        Are broadcast against each other.

    Returns
    -------
    row, col : ndarray of float64
        Not finite where a place has no counterpart.
    """
    row, col = np.broadcast_arrays(np.asarray(row, np.float64), np.asarray(col, np.float64))
    a, b, c, d, e, f = grid.transform
    x, y = a * col + b * row + c, d * col + e * row + f
    if not same_crs(grid.crs, other.crs):
        flat = transformed(grid.crs, other.crs, x.ravel().tolist(), y.ravel().tolist())
        x, y = (np.asarray(axis, np.float64).reshape(row.shape) for axis in flat)
    a, b, c, d, e, f = other.transform
    determinant = a * e - b * d
    return (a * (y - f) - d * (x - c)) / determinant, (e * (x - c) - b * (y - f)) / determinant
