"""The common area of two rasters, and grids derived by clipping and reprojection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from ..runtime.dependencies import require
from .coordinates import Around, around, onto, same_crs
from .gdal_cache import PURPOSE
from .grid import Grid, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PLACES = 256  # points along an edge; between them a second search finds the exact row or column


def reprojected(grid: Grid, crs: str) -> Grid:
    """Returns the grid in another coordinate reference system, with square pixels of about the same size; unchanged if
    it has that system already.

    Parameters
    ----------
    grid : Grid
    crs : str
        Well-known text; empty keeps the grid's own.

    Raises
    ------
    InputError
        If the grid has no coordinate reference system, or cannot be transformed to the other one.
    """
    if not crs:
        return grid
    if not grid.crs:
        raise InputError(
            "The fine image has no coordinate reference system and cannot be reprojected; assign one first."
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
    except Exception as error:  # rasterio's classes of GDAL errors are private
        raise InputError(
            "The fine image cannot be transformed to the selected coordinate reference system ({error}); choose "
            "another.",
            error=error,
        ) from error
    a, b, c, d, e, f = tuple(transform)[:6]
    return Grid(rows, cols, (a, b, c, d, e, f), crs)


def covered(grid: Grid, other: Grid) -> Window:
    """Returns the smallest window of a grid with all pixels whose centres lie on another; empty if there is none."""
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
        # The edge lies between this point and the next one outside.
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
    """Checks whether the centres of pixels lie on another grid, shape (rows, cols)."""
    near = around(other, grid).grid
    row, col = _places(grid, Around(near), rows[:, None] + 0.5, cols[None, :] + 0.5)
    with np.errstate(invalid="ignore"):
        inside = (row >= 0) & (row <= near.rows) & (col >= 0) & (col <= near.cols)
    return np.asarray(inside)


def places_on(grid: Grid, other: Grid, row: Any, col: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Converts positions on a grid to positions on another grid, both in pixels from the upper left corner.

    Parameters
    ----------
    grid, other : Grid
    row, col : array_like
        Are broadcast against each other.

    Returns
    -------
    row, col : ndarray of float64
        Not finite where a place has no counterpart. If the other grid covers all longitudes, columns beyond its edge
        refer to those at its opposite edge.
    """
    return _places(grid, around(other, grid), row, col)


def _places(grid: Grid, other: Around, row: Any, col: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    row, col = np.broadcast_arrays(np.asarray(row, np.float64), np.asarray(col, np.float64))
    a, b, c, d, e, f = grid.transform
    x, y = a * col + b * row + c, d * col + e * row + f
    flat = onto(grid.crs, other.grid, x.ravel(), y.ravel())
    x, y = (axis.reshape(row.shape) for axis in flat)
    found_row, found_col = other.grid.place(x, y)
    return found_row, found_col + other.first
