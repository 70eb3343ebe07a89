"""Thin-plate splines through the centres of coarse pixels, evaluated at fine pixels."""

from __future__ import annotations

import threading
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ..kernels.spline import evaluate
from ..kernels.spline.planes import Lattice, lattice
from ..rasters.grid import Window
from ..rasters.nested import Nested
from ..runtime.workers import Workers

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The cost of solving grows with the cube of the number of points: larger scenes are split into overlapping tiles. A
# point more than four coarse pixels away no longer changes the surface visibly.
TILE = 24
BORDER = 4

# Tiles kept in memory, about 50 kB each: those of some rows of blocks.
KEPT = 512


class Surface(Protocol):
    """A surface that has a value at every fine pixel."""

    def at(self, window: Window, workers: Workers) -> NDArray[np.float32]:
        """Returns the values at the fine pixels of a window, shape (bands, rows, cols)."""
        ...


class Spline:
    """Thin-plate splines of several bands: ``sum of b r^2 log r, plus a0 + a1 y + a2 x``, exact at the valid points.

    The side conditions are sum b = sum b x = sum b y = 0 (Duchon 1977). A tile is solved when it is first needed, and
    the last ones are kept: all tiles of a large scene would take more memory than its coarse images.

    Parameters
    ----------
    values : ndarray, shape (bands, coarse rows, coarse cols)
    valid : ndarray of bool, shape (coarse rows, coarse cols)
    nested : Nested
    size : int
        Edge length of the tiles in coarse pixels.
    """

    def __init__(self, values: NDArray[np.floating[Any]], valid: NDArray[np.bool_], nested: Nested, size: int) -> None:
        self._values, self._valid, self._nested, self._size = values, valid, nested, size
        self._tiles: OrderedDict[tuple[int, int], Lattice] = OrderedDict()
        self._lock = threading.Lock()

    def at(self, window: Window, workers: Workers) -> NDArray[np.float32]:
        """Returns the surface at the fine pixels of a window, shape (bands, rows, cols).

        Raises
        ------
        Cancelled
        """
        row_cells, col_cells = self._nested.cells_of(window)
        rows = np.arange(window.row, window.row + window.rows) - self._nested.row
        cols = np.arange(window.col, window.col + window.cols) - self._nested.col
        surface = np.zeros((len(self._values), window.rows, window.cols), np.float32)
        for row in np.unique(row_cells // self._size):
            for col in np.unique(col_cells // self._size):
                inside = _run(row_cells // self._size == row), _run(col_cells // self._size == col)
                part = surface[(slice(None), *inside)]
                places = rows[inside[0]], cols[inside[1]]
                workers.stripes(
                    part.shape[1],
                    partial(evaluate, self._tile(int(row), int(col)), *places, self._nested.ratio, part),
                )
        return surface

    def _tile(self, row: int, col: int) -> Lattice:
        """Returns the spline of a tile, fitted to its points and those of a border."""
        with self._lock:  # held while solving: neighbouring blocks need the same tiles
            if (row, col) not in self._tiles:
                top, left = max(row * self._size - BORDER, 0), max(col * self._size - BORDER, 0)
                bottom, right = ((place + 1) * self._size + BORDER for place in (row, col))
                valid = self._valid[top:bottom, left:right]
                values = self._values[:, top:bottom, left:right][:, valid].T.astype(np.float64)
                points = np.argwhere(valid).astype(np.float64) + (top, left)
                weights = _solve(points, values)
                laid = lattice(weights[: len(points)], valid)
                self._tiles[row, col] = Lattice(laid, weights[len(points) :], top, left)
                if len(self._tiles) > KEPT:
                    self._tiles.popitem(last=False)
            self._tiles.move_to_end((row, col))
            return self._tiles[row, col]


def fit_spline(values: NDArray[np.floating[Any]], valid: NDArray[np.bool_], nested: Nested) -> Spline:
    """Fits a spline to the valid pixels of a coarse image.

    Parameters
    ----------
    values : ndarray, shape (bands, coarse rows, coarse cols)
    valid : ndarray of bool, shape (coarse rows, coarse cols)
    nested : Nested
    """
    rows, cols = valid.shape
    return Spline(values, valid, nested, max(rows, cols) if rows * cols <= (TILE + 2 * BORDER) ** 2 else TILE)


def _solve(points: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns the weights of the points, followed by a0, a1, a2, shape (points + 3, bands)."""
    count, bands = len(points), values.shape[1]
    if count < 3:  # too few for a plane: use the mean, or 0
        weights = np.zeros((count + 3, bands))
        weights[count] = values.mean(axis=0) if count else 0
        return weights
    plane = np.column_stack([np.ones(count), points])
    system = np.zeros((count + 3, count + 3))
    system[:count, :count] = _basis(np.square(points[:, None] - points[None]).sum(axis=2))
    system[:count, count:], system[count:, :count] = plane, plane.T
    right = np.concatenate([values, np.zeros((3, bands))])
    # Collinear points leave the plane undetermined; then the solution of minimum norm is used.
    return np.asarray(np.linalg.lstsq(system, right, rcond=None)[0] if count < 10 else np.linalg.solve(system, right))


def _run(chosen: NDArray[np.bool_]) -> slice:
    """Returns the slice from the first to the last chosen position; chosen positions are contiguous."""
    places = np.flatnonzero(chosen)
    return slice(int(places[0]), int(places[-1]) + 1)


def _basis(squared: NDArray[np.float64]) -> NDArray[np.float64]:
    """r^2 log r, from the squared distance."""
    return 0.5 * squared * np.log(np.where(squared > 0, squared, 1))
