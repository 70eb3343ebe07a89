"""Running totals that compute sums, histograms and quantiles of a scene from its blocks, in bounded memory.

Each is filled from one block and added to the total with `add`. Results do not depend on the blocks, up to the
rounding of sums; counts, histograms and the edge threshold do not depend on them at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..rasters.grid import Grid, Window
from .local_metrics import relative_difference
from .metrics import edge_rank

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BINS = 1 << 16


class Moments:
    """Count, means, squares and product about the means, differences and ranges of two images, for each band.

    Combined as by Chan, Golub and LeVeque (1979), so that no precision is lost if a mean is large and a variance small.
    """

    def __init__(self, bands: int) -> None:
        self.count = np.zeros(bands, np.int64)
        self.mean = np.zeros((2, bands))
        self.square = np.zeros((2, bands))
        self.product = np.zeros(bands)
        self.error_square = np.zeros(bands)
        self.error_size = np.zeros(bands)
        self.error = np.zeros(bands)
        self.low = np.full((2, bands), np.inf)
        self.high = np.full((2, bands), -np.inf)

    def fill(self, band: int, first: NDArray[np.float64], second: NDArray[np.float64]) -> None:
        """Set the compared values of one band, shape (n,); called once for each band."""
        if not len(first):
            return
        self.count[band] = len(first)
        error = first - second
        self.error[band], self.error_size[band] = error.sum(), np.abs(error).sum()
        self.error_square[band] = np.square(error).sum()
        centred = []
        for place, values in enumerate((first, second)):
            self.mean[place, band] = values.mean()
            self.low[place, band], self.high[place, band] = values.min(), values.max()
            centred.append(values - self.mean[place, band])
            self.square[place, band] = np.square(centred[place]).sum()
        self.product[band] = (centred[0] * centred[1]).sum()

    def add(self, other: Moments) -> None:
        total = self.count + other.count
        share = np.divide(other.count, total, out=np.zeros(len(total)), where=total > 0)
        apart = other.mean - self.mean
        self.square += other.square + np.square(apart) * self.count * share
        self.product += other.product + apart[0] * apart[1] * self.count * share
        self.mean += apart * share
        self.count = total
        for name in ("error", "error_size", "error_square"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.low, self.high = np.minimum(self.low, other.low), np.maximum(self.high, other.high)


class FloatHistogram:
    """Histogram of float32 values by the upper half of their bits: any range, relative bin widths below 1 %."""

    def __init__(self) -> None:
        self.counts = np.zeros(_BINS, np.int64)

    def fill(self, values: NDArray[Any]) -> None:
        self.counts += np.bincount(keys(values) >> np.uint32(16), minlength=_BINS)

    def add(self, other: FloatHistogram) -> None:
        self.counts += other.counts

    @property
    def total(self) -> int:
        return int(self.counts.sum())

    def bin_of(self, rank: int) -> tuple[int, int]:
        """Returns the bin of the value with an ascending rank, and the number of values in the bins before it."""
        until = np.cumsum(self.counts)
        place = int(np.searchsorted(until, rank, side="right"))
        return place, int(until[place] - self.counts[place])

    def quantile(self, share: float) -> float:
        """Returns the lower edge of the bin of a quantile; NaN without values."""
        if self.total == 0:
            return float("nan")
        place, _ = self.bin_of(round(share * (self.total - 1)))
        return _value(place)


class StrongEdges:
    """Mean relative difference of edges over those at or above the 0.9 quantile of the reference, in two passes.

    The threshold is exact for float32 edges: the first pass counts them by the upper half of their bits, which
    determines the bin of the threshold; the second sums the edges above that bin and, within it, sums by the lower
    half.
    """

    def __init__(self, spread: FloatHistogram) -> None:
        self._spread = spread
        self._bin, self._before = spread.bin_of(edge_rank(spread.total)) if spread.total else (0, 0)
        self._sum, self._count = 0.0, 0
        self._sums, self._counts = np.zeros(_BINS), np.zeros(_BINS, np.int64)

    def empty_copy(self) -> StrongEdges:
        """Returns an empty one with the same threshold, for a block."""
        return StrongEdges(self._spread)

    def fill(self, seen: NDArray[np.float64], true: NDArray[np.float64]) -> None:
        key = keys(true)
        upper = key >> np.uint32(16)
        above, within = upper > self._bin, upper == self._bin
        self._sum += float(relative_difference(seen[above], true[above]).sum())
        self._count += int(above.sum())
        if within.any():
            lower = key[within] & np.uint32(0xFFFF)
            self._counts += np.bincount(lower, minlength=_BINS)
            self._sums += np.bincount(lower, relative_difference(seen[within], true[within]), minlength=_BINS)

    def add(self, other: StrongEdges) -> None:
        self._sum += other._sum
        self._count += other._count
        self._sums += other._sums
        self._counts += other._counts

    def mean(self) -> float:
        if self._spread.total == 0:
            return float("nan")
        rank = edge_rank(self._spread.total) - self._before
        threshold = int(np.searchsorted(np.cumsum(self._counts), rank, side="right"))
        return float((self._sum + self._sums[threshold:].sum()) / (self._count + self._counts[threshold:].sum()))


class Mean:
    """Mean of values for each band."""

    def __init__(self, bands: int) -> None:
        self.sum, self.count = np.zeros(bands), np.zeros(bands, np.int64)

    def fill(self, band: int, values: NDArray[Any]) -> None:
        self.sum[band] += values.sum()
        self.count[band] += values.size

    def add(self, other: Mean) -> None:
        self.sum += other.sum
        self.count += other.count

    @property
    def value(self) -> NDArray[np.float64]:
        return np.divide(self.sum, self.count, out=np.full(len(self.sum), np.nan), where=self.count > 0)


class Histograms:
    """Histograms of one or two values for each band, with `steps` equal bins from `low` to `high`, shape (bands,)."""

    def __init__(self, low: NDArray[np.float64], high: NDArray[np.float64], steps: int, axes: int) -> None:
        self.low, self.high, self.steps, self.axes = low, high, steps, axes
        self.counts = np.zeros((len(low), *([steps] * axes)), np.int64)
        self.outside = np.zeros(len(low), np.int64)

    def empty_copy(self) -> Histograms:
        return Histograms(self.low, self.high, self.steps, self.axes)

    def fill(self, band: int, *values: NDArray[Any]) -> None:
        extent = self.high[band] - self.low[band]
        if not extent > 0:
            return
        inside = np.ones(len(values[0]), bool)
        place = np.zeros(len(values[0]), np.int64)
        for axis in values:
            step = np.floor((axis - self.low[band]) * (self.steps / extent))
            step[axis == self.high[band]] = self.steps - 1
            inside &= (step >= 0) & (step < self.steps)
            place = place * self.steps + np.clip(step, 0, self.steps - 1).astype(np.int64)
        found = np.bincount(place[inside], minlength=self.steps**self.axes)
        self.counts[band] += found.reshape(self.counts.shape[1:])
        self.outside[band] += len(inside) - int(inside.sum())

    def add(self, other: Histograms) -> None:
        self.counts += other.counts
        self.outside += other.outside


class Thumbnail:
    """Means of the compared pixels over squares of pixels, so that a scene fits on a page.

    Parameters
    ----------
    grid : Grid
    images, bands : int
    most : int
        Longest edge of the thumbnail in pixels.
    """

    def __init__(self, grid: Grid, images: int, bands: int, most: int) -> None:
        self.step = max(1, -(-max(grid.rows, grid.cols) // most))
        rows, cols = -(-grid.rows // self.step), -(-grid.cols // self.step)
        self.sums = np.zeros((images, bands, rows, cols))
        self.counts = np.zeros((bands, rows, cols), np.int32)

    def fill(self, window: Window, images: NDArray[np.float64], known: NDArray[np.bool_]) -> None:
        """Add images (images, bands, rows, cols) of a window, where they are compared (bands, rows, cols)."""
        rows, cols = (_starts(start, size, self.step) for start, size in (
            (window.row, window.rows), (window.col, window.cols),
        ))  # fmt: skip
        top, left = window.row // self.step, window.col // self.step
        at = (slice(None), slice(top, top + len(rows)), slice(left, left + len(cols)))
        self.counts[at] += _cells(known.astype(np.int32), rows, cols)
        for place, image in enumerate(images):
            self.sums[(place, *at)] += _cells(np.where(known, image, 0.0), rows, cols)

    def image(self, place: int) -> NDArray[np.float32]:
        """Returns one of the images, shape (bands, rows, cols); NaN where no pixel was compared."""
        found = np.full(self.counts.shape, np.nan, np.float32)
        np.divide(self.sums[place], self.counts, out=found, where=self.counts > 0, casting="unsafe")
        return found


def keys(values: NDArray[Any]) -> NDArray[np.uint32]:
    """Returns integers in the same order as the values in float32."""
    bits = np.ascontiguousarray(values, np.float32).view(np.uint32)
    sign = np.uint32(0x80000000)
    return np.asarray(np.where(bits & sign, ~bits, bits | sign))


def _value(upper: int) -> float:
    """Returns the smallest float32 whose key begins with these bits."""
    key = upper << 16
    bits = key & 0x7FFFFFFF if key & 0x80000000 else ~key & 0xFFFFFFFF
    return float(np.array([bits], np.uint32).view(np.float32)[0])


def _starts(start: int, size: int, step: int) -> NDArray[np.intp]:
    """Returns the start of each cell of a regular lattice within a window that may start inside a cell."""
    first = (start // step + 1) * step - start
    return np.concatenate([[0], np.arange(first, size, step)]).astype(np.intp)


def _cells(values: NDArray[Any], rows: NDArray[np.intp], cols: NDArray[np.intp]) -> NDArray[Any]:
    return np.add.reduceat(np.add.reduceat(values, rows, axis=1), cols, axis=2)
