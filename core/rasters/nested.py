"""The coarse grid of methods that compute on it: each coarse pixel holds whole fine pixels, whatever the grids of the
images.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from ..run import Run
from .coordinates import around
from .grid import Grid, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Landsat and MODIS: assumed if coarse images are on the fine grid already, so that their pixel size is unknown.
USUAL_RATIO = 16
_ON_FINE_GRID = 1.5  # a coarse image with pixels smaller than this, in fine pixels, was resampled before


@dataclass(frozen=True)
class Nested:
    """A coarse grid in which every coarse pixel holds ``ratio`` x ``ratio`` fine pixels.

    Attributes
    ----------
    fine : Grid
    grid : Grid
        The coarse pixels. Those at the edge may extend beyond the fine grid.
    ratio : int
    row, col : int
        Start of the first coarse pixel, in fine pixels; 0 or negative.
    """

    fine: Grid
    grid: Grid
    ratio: int
    row: int = 0
    col: int = 0

    def cells_of(self, window: Window) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Returns the coarse row of each row and the coarse column of each column of a fine window; clipped."""
        rows = (np.arange(window.row, window.row + window.rows) - self.row) // self.ratio
        cols = (np.arange(window.col, window.col + window.cols) - self.col) // self.ratio
        return np.clip(rows, 0, self.grid.rows - 1), np.clip(cols, 0, self.grid.cols - 1)

    def places_of(self, window: Window) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Returns the centres of the rows and columns of a fine window, in coarse pixels from the first centre."""
        rows = (np.arange(window.row, window.row + window.rows) - self.row + 0.5) / self.ratio - 0.5
        cols = (np.arange(window.col, window.col + window.cols) - self.col + 0.5) / self.ratio - 0.5
        return rows, cols

    def window_of(self, cells: Window) -> Window:
        """Returns the fine window of a window of coarse pixels."""
        return Window(
            self.row + cells.row * self.ratio,
            self.col + cells.col * self.ratio,
            cells.rows * self.ratio,
            cells.cols * self.ratio,
        )

    def enlarge(self, values: NDArray[Any], window: Window) -> NDArray[Any]:
        """Returns coarse values (..., rows, cols) repeated for every fine pixel of a window."""
        rows, cols = self.cells_of(window)
        return values[..., rows[:, None], cols[None, :]]

    def mean(self, values: NDArray[Any], valid: NDArray[np.bool_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Returns means over coarse pixels of fine values, which must cover whole coarse pixels.

        Parameters
        ----------
        values : ndarray, shape (bands, rows, cols), both multiples of the ratio
        valid : ndarray of bool, shape (rows, cols)

        Returns
        -------
        mean : ndarray, shape (bands, rows / ratio, cols / ratio)
            Over valid pixels; 0 where there are none.
        share : ndarray, shape (rows / ratio, cols / ratio)
            Share of valid pixels.
        """
        counts = self._sums(valid[None].astype(np.float64))[0]
        sums = self._sums(np.where(valid, values, 0).astype(np.float64))
        return sums / np.maximum(counts, 1), counts / self.ratio**2

    @property
    def share_inside(self) -> NDArray[np.float64]:
        """Share of each coarse pixel inside the fine grid, shape (rows, cols)."""
        return self.share_inside_of(self.grid.window)

    def share_inside_of(self, cells: Window) -> NDArray[np.float64]:
        """As `share_inside`, for a window of coarse pixels."""
        covered = []
        for start, first_cell, count, size in (
            (self.row, cells.row, cells.rows, self.fine.rows),
            (self.col, cells.col, cells.cols, self.fine.cols),
        ):
            first = start + (first_cell + np.arange(count)) * self.ratio
            covered.append((np.minimum(first + self.ratio, size) - np.maximum(first, 0)) / self.ratio)
        share: NDArray[np.float64] = covered[0][:, None] * covered[1][None, :]
        return share

    def _sums(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        bands, rows, cols = values.shape
        ratio = self.ratio
        return values.reshape(bands, rows // ratio, ratio, cols // ratio, ratio).sum(axis=(2, 4))


def nest(fine: Grid, coarse: Grid | None, pixel_ratio: float, wanted: int, run: Run) -> Nested:
    """Selects the coarse grid of a scene, and reports it in the log.

    Parameters
    ----------
    fine : Grid
    coarse : Grid or None
        Grid of the coarse image, if it has the fine one's coordinate reference system.
    pixel_ratio : float
        Measured number of fine pixels along a coarse one.
    wanted : int
        Resolution ratio given by the user; 0 detects it.
    run : Run

    Raises
    ------
    InputError
        If a coarse pixel is wider than half of the longer edge of the fine image.
    """
    ratio = wanted or _ratio(pixel_ratio, run)
    if ratio * 2 > max(fine.rows, fine.cols):
        raise InputError(
            "A coarse pixel at resolution ratio {ratio} does not fit into a fine image of {rows} x {cols} "
            "pixels; choose a larger fine image, or set the correct ratio.",
            ratio=ratio,
            rows=fine.rows,
            cols=fine.cols,
        )
    own = _own_lattice(fine, coarse, ratio)
    if own is not None:
        run.info("Coarse grid: its own, resolution ratio {ratio}.", ratio=ratio)
        return own
    nested = Nested(fine, fine.coarser(ratio), ratio)
    run.info(
        "Coarse grid: {rows} x {cols} pixels, resolution ratio {ratio}, starting at the corner of the fine image "
        "(measured ratio: {pixel_ratio:.2f}).",
        rows=nested.grid.rows,
        cols=nested.grid.cols,
        ratio=ratio,
        pixel_ratio=pixel_ratio,
    )
    return nested


def _ratio(pixel_ratio: float, run: Run) -> int:
    if math.isfinite(pixel_ratio) and pixel_ratio >= _ON_FINE_GRID:
        return max(2, round(pixel_ratio))
    run.warn(
        "The coarse images are on the fine grid, so that the size of a coarse pixel is not known; resolution "
        "ratio {usual_ratio} is assumed. Set the ratio if it is different.",
        usual_ratio=USUAL_RATIO,
    )
    return USUAL_RATIO


def _own_lattice(fine: Grid, coarse: Grid | None, ratio: int) -> Nested | None:
    """Returns the coarse image's own grid if its pixels consist of whole fine ones, else None."""
    if coarse is None:
        return None
    coarse = around(coarse, fine).grid
    fine_of_coarse = Grid(
        coarse.rows * ratio,
        coarse.cols * ratio,
        tuple(value / ratio if place not in (2, 5) else value for place, value in enumerate(coarse.transform)),  # type: ignore[arg-type]
        coarse.crs,
    )
    start = fine_of_coarse.offset_of(fine)
    if start is None:
        return None
    row, col = -(start[0] % ratio), -(start[1] % ratio)
    x, y = fine.position(row, col)
    a, b, _, d, e, _ = fine.transform
    rows, cols = math.ceil((fine.rows - row) / ratio), math.ceil((fine.cols - col) / ratio)
    grid = Grid(rows, cols, (a * ratio, b * ratio, x, d * ratio, e * ratio, y), fine.crs)
    return Nested(fine, grid, ratio, row, col)
