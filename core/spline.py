"""Thin-plate splines through the centres of coarse pixels, evaluated at fine ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .grid import Window
from .nested import Nested

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Solving costs the cube of the number of points: larger scenes are cut into tiles that share a border. Beyond four
# coarse pixels a neighbour no longer moves the surface by a visible amount.
TILE = 24
BORDER = 4


@dataclass(frozen=True)
class Spline:
    """Thin-plate splines of several bands: ``sum of b r^2 log r, plus a0 + a1 x + a2 y``, exact at the valid points.

    The side conditions are sum b = sum b x = sum b y = 0 (Duchon 1977).
    """

    nested: Nested
    tiles: dict[tuple[int, int], tuple[NDArray[np.float64], NDArray[np.float64]]]
    size: int

    def at(self, window: Window) -> NDArray[np.float32]:
        """Values of the surface at the fine pixels of a window, shape (bands, rows, cols)."""
        rows, cols = self.nested.places_of(window)
        row_cells, col_cells = self.nested.cells_of(window)
        bands = next(iter(self.tiles.values()))[1].shape[1]
        surface = np.zeros((bands, len(rows), len(cols)), np.float32)
        for row in np.unique(row_cells // self.size):
            for col in np.unique(col_cells // self.size):
                points, weights = self.tiles[int(row), int(col)]
                inside = np.flatnonzero(row_cells // self.size == row), np.flatnonzero(col_cells // self.size == col)
                part = _evaluate(points, weights, rows[inside[0]], cols[inside[1]])
                surface[np.ix_(np.arange(bands), *inside)] = part
        return surface


def fit_spline(values: NDArray[np.float64], valid: NDArray[np.bool_], nested: Nested) -> Spline:
    """Fit a spline through the valid pixels of a coarse image.

    Parameters
    ----------
    values : ndarray, shape (bands, coarse rows, coarse cols)
    valid : ndarray of bool, shape (coarse rows, coarse cols)
    nested : Nested
    """
    rows, cols = valid.shape
    size = max(rows, cols) if rows * cols <= (TILE + 2 * BORDER) ** 2 else TILE
    tiles = {}
    for row in range(0, rows, size):
        for col in range(0, cols, size):
            near = np.zeros_like(valid)
            near[max(row - BORDER, 0) : row + size + BORDER, max(col - BORDER, 0) : col + size + BORDER] = True
            points = np.argwhere(near & valid).astype(np.float64)
            tiles[row // size, col // size] = points, _solve(points, values[:, near & valid].T)
    return Spline(nested, tiles, size)


def _solve(points: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of the points, and behind them a0, a1, a2, shape (points + 3, bands)."""
    count, bands = len(points), values.shape[1]
    if count < 3:  # no plane goes through fewer: the mean, or nothing
        weights = np.zeros((count + 3, bands))
        weights[count] = values.mean(axis=0) if count else 0
        return weights
    plane = np.column_stack([np.ones(count), points])
    system = np.zeros((count + 3, count + 3))
    system[:count, :count] = _basis(np.square(points[:, None] - points[None]).sum(axis=2))
    system[:count, count:], system[count:, :count] = plane, plane.T
    right = np.concatenate([values, np.zeros((3, bands))])
    # Points on one line leave the plane undetermined; the smallest solution is as good as any.
    return np.asarray(np.linalg.lstsq(system, right, rcond=None)[0] if count < 10 else np.linalg.solve(system, right))


def _evaluate(
    points: NDArray[np.float64], weights: NDArray[np.float64], rows: NDArray[np.float64], cols: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Surface at every combination of rows and cols, one row at a time: the sum for a pixel never depends on others."""
    count = len(points)
    across = np.square(cols[:, None] - points[None, :, 1])
    by_band = np.ascontiguousarray(weights[:count].T)  # sums run along memory: four times as fast
    surface = np.empty((weights.shape[1], len(rows), len(cols)))
    for number, row in enumerate(rows):
        basis = _basis(across + np.square(row - points[:, 0]))
        bent = np.einsum("cp,bp->bc", basis, by_band)
        flat = weights[count] + row * weights[count + 1] + cols[:, None] * weights[count + 2]
        surface[:, number] = bent + flat.T
    return surface


def _basis(squared: NDArray[np.float64]) -> NDArray[np.float64]:
    """r^2 log r, from the squared distance."""
    return 0.5 * squared * np.log(np.where(squared > 0, squared, 1))
