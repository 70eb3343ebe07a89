"""Overlapping square patches on a lattice fixed to the scene, so that they do not depend on the blocks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..rasters.grid import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Lattice:
    """Positions of patches.

    Attributes
    ----------
    rows, cols : ndarray of int
        First row and first column of the patches, ascending; there is a patch at every combination.
    edge : int
        Edge length of a patch in pixels.
    """

    rows: NDArray[np.intp]
    cols: NDArray[np.intp]
    edge: int

    def touching(self, window: Window) -> Lattice:
        """Returns the patches that share a pixel with a window; they extend at most ``edge - 1`` pixels beyond it."""
        rows = self.rows[(self.rows > window.row - self.edge) & (self.rows < window.row + window.rows)]
        cols = self.cols[(self.cols > window.col - self.edge) & (self.cols < window.col + window.cols)]
        return Lattice(rows, cols, self.edge)

    def part(self, start: int, stop: int) -> Lattice:
        """Returns the patches of some rows of the lattice."""
        return Lattice(self.rows[start:stop], self.cols, self.edge)

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.cols)


def lattice(rows: int, cols: int, edge: int, overlap: int) -> Lattice:
    """Returns patches that cover an image; the last ones are shifted inwards, so that they end at its edge.

    An image smaller than a patch has one patch that extends beyond it.
    """
    return Lattice(_starts(rows, edge, overlap), _starts(cols, edge, overlap), edge)


def cut(plane: NDArray[Any], area: Window, places: Lattice) -> NDArray[Any]:
    """Returns the patches of an array.

    Parameters
    ----------
    plane : ndarray, shape (rows, cols)
        Holds the pixels of `area`.
    area : Window
    places : Lattice
        Within the area.

    Returns
    -------
    ndarray, shape (lattice rows, lattice cols, edge * edge)
    """
    views = np.lib.stride_tricks.sliding_window_view(plane, (places.edge, places.edge))
    chosen = np.empty((*places.shape, places.edge, places.edge), plane.dtype)
    for down, across in _parts(places, area):
        chosen[down.places, across.places] = views[down.pixels(0), across.pixels(0)]
    return chosen.reshape(*places.shape, places.edge**2)


def cut_at(plane: NDArray[Any], rows: NDArray[np.intp], cols: NDArray[np.intp], edge: int) -> NDArray[Any]:
    """Returns patches (n, edge * edge) that begin at given positions of an array."""
    views = np.lib.stride_tricks.sliding_window_view(plane, (edge, edge))
    return views[rows, cols].reshape(len(rows), edge**2)


def without_gaps(patches: NDArray[Any], valid: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Replaces invalid pixels of patches (..., pixels) by the mean of the patch's valid ones, 0 if it has none."""
    values = np.where(valid, patches, 0).astype(np.float64)
    mean = values.sum(axis=-1, keepdims=True) / np.maximum(valid.sum(axis=-1, keepdims=True), 1)
    return np.where(valid, values, mean)


def overlap_sum(patches: NDArray[np.float64], places: Lattice, window: Window) -> NDArray[np.float64]:
    """Returns the sum over all patches that cover a pixel, always in the same order.

    Parameters
    ----------
    patches : ndarray, shape (lattice rows, lattice cols, edge * edge)
    places : Lattice
        Patches that touch the window.
    window : Window

    Returns
    -------
    ndarray of float64, shape (rows, cols) of the window
    """
    edge = places.edge
    wide = window.grown(edge - 1)
    total = np.zeros((wide.rows, wide.cols))
    parts = _parts(places, wide)
    # By pixel of the patch: each step adds at most one patch to a pixel, and the order does not depend on the block.
    for pixel in range(edge**2):
        row, col = divmod(pixel, edge)
        for down, across in parts:
            total[down.pixels(row), across.pixels(col)] += patches[down.places, across.places, pixel]
    return total[wide.slices_of(window)]


def overlap_count(places: Lattice, window: Window) -> NDArray[np.float64]:
    """Returns the number of patches that cover each pixel of a window."""
    return overlap_sum(np.ones((*places.shape, places.edge**2)), places, window)


@dataclass(frozen=True)
class _Stretch:
    """Equidistant positions along one axis, from `first` in steps of `step`; `places` are their indices."""

    places: slice
    first: int
    step: int

    def pixels(self, offset: int) -> slice:
        """Returns the pixels `offset` after each position."""
        start, count = self.first + offset, self.places.stop - self.places.start
        return slice(start, start + self.step * (count - 1) + 1, self.step)


def _parts(places: Lattice, area: Window) -> list[tuple[_Stretch, _Stretch]]:
    """Returns all positions in an area as slices of rows and columns: faster in numpy, and without the GIL."""
    return list(product(_stretches(places.rows - area.row), _stretches(places.cols - area.col)))


def _stretches(starts: NDArray[np.intp]) -> list[_Stretch]:
    """Splits the positions along one axis: the last one may be nearer to its neighbour than the others are."""
    count = len(starts)
    if count == 0:
        return []
    step = int(starts[1] - starts[0]) if count > 1 else 1
    even = count if count < 3 or starts[-1] - starts[-2] == step else count - 1
    found = [_Stretch(slice(0, even), int(starts[0]), step)]
    return found if even == count else [*found, _Stretch(slice(even, count), int(starts[-1]), 1)]


def _starts(size: int, edge: int, overlap: int) -> NDArray[np.intp]:
    last = max(size - edge, 0)
    return np.unique(np.append(np.arange(0, last + 1, edge - overlap), last)).astype(np.intp)
