"""Enlargement of rasters to a grid with parallel axes, computed directly; a warp takes six times as long.

The rules are those of GDAL's warp. A pixel is valid if the source pixel under its centre is; missing neighbours are
left out, and the weights of the others are increased; cubic convolution is replaced by bilinear interpolation where one
of its 16 pixels is missing or outside the raster. A value depends only on the position of its pixel, so it is the same
in any window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from .grid import Grid, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Image = NDArray[np.float32]
    Mask = NDArray[np.bool_]

# A centre on the border of two source pixels belongs to the later one, regardless of rounding errors.
_BORDER = 1e-9
# Relative tolerance for target pixels larger than source pixels, for grids that were rounded differently.
_ROUNDED = 1e-6


def enlarges(source: Grid, grid: Grid, resampling: str) -> bool:
    """Checks whether `Enlargement` supports the raster, grid and resampling; assumes the same coordinate reference
    system.

    Averaging, and pixels larger than those of the source, need a warp.
    """
    (a, b, _, d, e, _), (wide, turned, _, skewed, high, _) = source.transform, grid.transform
    parallel = not any((b, d, turned, skewed))
    return parallel and resampling != "average" and max(abs(wide / a), abs(high / e)) <= 1 + _ROUNDED


@dataclass(frozen=True)
class _Axis:
    """Pixels of a window along one axis whose centres lie in the source.

    Attributes
    ----------
    start : int
        Index of the first of these pixels in the window.
    under : ndarray of int
        The source pixel under each centre.
    taps : ndarray of int, shape (4, places)
        The two source pixels on either side of each distinct position between pixels; clipped at the edge.
    place : ndarray of int
        Index in `taps` of the position of each centre: many centres share one.
    whole : ndarray of bool
        Whether there are two source pixels on either side of a centre.
    share : ndarray of float64
        Position of a centre between the centres of the second and the third tap, 0 to 1.
    """

    start: int
    under: NDArray[np.intp]
    taps: NDArray[np.intp]
    place: NDArray[np.intp]
    whole: Mask
    share: NDArray[np.float64]

    def from_(self, first: int) -> _Axis:
        """Returns the same axis, with source pixels counted from `first`."""
        return replace(self, under=self.under - first, taps=self.taps - first)

    @property
    def inside(self) -> slice:
        return slice(self.start, self.start + len(self.under))

    def cubic(self) -> Iterator[tuple[int, Image]]:
        """Yields taps and their weights; the remaining weight is that of the second tap."""
        weights = keys(self.share).astype(np.float32)
        return ((tap, weights[tap]) for tap in (0, 2, 3))

    def linear(self) -> Iterator[tuple[int, Image]]:
        """As `cubic`, for linear interpolation."""
        yield 2, self.share.astype(np.float32)


def keys(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns the weights of cubic convolution, Keys (1981) with a = -0.5, shape (4, places).

    `share` is the position between the second and the third of the four pixels, 0 to 1.
    """
    one, two, three = share, share**2, share**3
    before, after, beyond = (-one + 2 * two - three) / 2, (one + 4 * two - 3 * three) / 2, (three - two) / 2
    return np.stack([before, 1 - before - after - beyond, after, beyond])


def _axis(places: NDArray[np.float64], size: int, offset: int) -> _Axis:
    """Returns the axis of pixels with centres at `places` (source pixels), the first at `offset` in the window."""
    under = np.floor(places + _BORDER).astype(np.intp)
    (inside,) = np.nonzero((under >= 0) & (under < size))
    first = int(inside[0]) if len(inside) else 0
    kept = slice(first, first + len(inside))
    low = np.floor(places[kept] - 0.5)
    distinct, place = np.unique(low.astype(np.intp), return_inverse=True)
    taps = distinct + np.arange(-1, 3)[:, None]
    whole = (taps[0] >= 0) & (taps[3] < size)
    share = places[kept] - 0.5 - low
    return _Axis(offset + first, under[kept], np.clip(taps, 0, size - 1), place, whole[place], share)


class Enlargement:
    """Resampling of a raster to a window of a grid.

    Parameters
    ----------
    source, grid : Grid
        As accepted by `enlarges`.
    window : Window
        Pixels of the grid; pixels outside the grid are invalid.
    resampling : str
        ``"nearest"``, ``"bilinear"`` or ``"cubic"``.

    Attributes
    ----------
    needed : Window
        The source window to read; empty if the window lies outside the raster.
    """

    def __init__(self, source: Grid, grid: Grid, window: Window, resampling: str) -> None:
        self._shape, self._resampling = (window.rows, window.cols), resampling
        inside, origin = window.intersection(grid.window), np.zeros(1)
        rows, cols = inside.row + np.arange(inside.rows) + 0.5, inside.col + np.arange(inside.cols) + 0.5
        down = _axis(source.place(*grid.position(rows, origin))[0], source.rows, inside.row - window.row)
        across = _axis(source.place(*grid.position(origin, cols))[1], source.cols, inside.col - window.col)
        self.needed = Window(0, 0, 0, 0)
        if down.taps.size and across.taps.size:
            top, left = int(down.taps.min()), int(across.taps.min())
            self.needed = Window(top, left, int(down.taps.max()) + 1 - top, int(across.taps.max()) + 1 - left)
        self._rows, self._cols = down.from_(self.needed.row), across.from_(self.needed.col)

    def values(self, stored: Image, known: Mask) -> tuple[Image, Mask]:
        """Returns values (bands, rows, cols), 0 where invalid, and validity of the window, from those of `needed`."""
        valid = self.known(known)
        found = np.zeros(valid.shape, np.float32)
        if not self.needed.empty:
            self._interpolate(stored, known, found[(slice(None), self._rows.inside, self._cols.inside)])
        if not valid.all():
            found[~valid] = 0
        return found, valid

    def known(self, known: Mask) -> Mask:
        """Returns validity (bands, rows, cols) of the window, from that of `needed`."""
        valid = np.zeros((len(known), *self._shape), bool)
        if not self.needed.empty:
            valid[:, self._rows.inside, self._cols.inside] = True if known.all() else self._under(known)
        return valid

    def _interpolate(self, stored: Image, known: Mask, found: Image) -> None:
        if self._resampling == "nearest":
            found[:] = self._under(stored)
            return
        complete = bool(known.all())
        smooth = np.zeros(found.shape, bool)
        if self._resampling == "cubic":
            smooth |= self._rows.whole[:, None] & self._cols.whole
            if not complete:
                smooth &= self._surrounded(known)
            if smooth.any():
                self._weigh(stored, _Axis.cubic, found)
            if smooth.all():
                return
        plain = np.empty_like(found) if smooth.any() else found
        self._weigh(stored, _Axis.linear, plain)
        if not complete:
            share = np.empty_like(found)
            self._weigh(known.astype(np.float32), _Axis.linear, share)
            plain /= np.where(share > 0, share, np.float32(1))
        if plain is not found:
            found[~smooth] = plain[~smooth]

    def _weigh(self, images: Image, kind: Callable[[_Axis], Iterator[tuple[int, Image]]], found: Image) -> None:
        """Interpolates images (bands, source rows, source cols) along rows first, where the source has few pixels, then
        along columns.

        Weighted differences from a neighbour are added to it, so that constant values are kept exactly.
        """
        across, down = self._cols, self._rows
        near = images[..., across.taps[1]]
        wide = near[..., across.place]
        for tap, weight in kind(across):
            wide += (images[..., across.taps[tap]] - near)[..., across.place] * weight
        near = wide[:, down.taps[1]]
        steps = [(wide[:, down.taps[tap]] - near, weight[:, None]) for tap, weight in kind(down)]
        apart = np.empty(found.shape[1:], np.float32)
        for band, made in enumerate(found):  # one band stays in the CPU cache
            near[band].take(down.place, axis=0, out=made, mode="clip")
            for step, weight in steps:
                step[band].take(down.place, axis=0, out=apart, mode="clip")
                apart *= weight
                made += apart

    def _under(self, source: NDArray[Any]) -> NDArray[Any]:
        """Returns the source pixels under the centres, from an array (..., rows, cols) of `needed`."""
        return source[..., self._rows.under, :][..., self._cols.under]

    def _surrounded(self, known: Mask) -> Mask:
        """Checks where all 16 pixels around a centre are known."""
        wide = np.logical_and.reduce([known[..., taps] for taps in self._cols.taps])[..., self._cols.place]
        tall = np.logical_and.reduce([wide[..., taps, :] for taps in self._rows.taps])
        return np.asarray(tall[..., self._rows.place, :])
