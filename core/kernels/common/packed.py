"""Preselection of the pixels of a window that can be near its centre, on the CPU.

It compares 16-bit values, two bands of eight pixels in one instruction. They are integer multiples of a step, so every
pixel that is near by its exact values is also near by these, if the bound is widened by the largest rounding error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .compiled import ZERO, compiled, compiled_part
from .lanes import NEAR_BANDS, NEAR_LANES, count_marks, marks_near
from .similar import list_marks

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Maximum factor: the sum of as many products as bands are compared at once stays below 2**31.
MOST = 23169

# Values lie between 0 and `HIGHEST`; invalid ones are `INVALID`, which is far from all of them.
HIGHEST, INVALID = 16000, -7000

# A comparison may read this far beyond the last column.
REACH = 2 * NEAR_LANES

# Larger than any sum.
ALL = 2**31 - 1

# Pixels written to the list per step, whether present or not: a branch for each would be mispredicted.
AT_ONCE = 3

# Factor for the rounding error of a bound.
ROUNDING = 1 + 1e-9


class Packed(NamedTuple):
    """Values packed for comparison.

    Attributes
    ----------
    values : ndarray of int16
        For each row, each pair of planes and each column, the two values. Planes added to fill up groups of four are
        zero.
    step : float
        The values are multiples of this.
    planes, width : int
        Number of planes, and of columns, both including padding.
    """

    values: NDArray[np.int16]
    step: float
    planes: int
    width: int


def packed(values: NDArray[np.float64], valid: NDArray[np.bool_]) -> Packed:
    """Pack values of the shape (bands, H, W)."""
    bands, height, width = values.shape
    planes = bands + -bands % NEAR_BANDS
    ranges = np.zeros((2, bands))
    _find_ranges(values, valid, ranges)
    step = float((ranges[1] - ranges[0]).max()) / HIGHEST or 1.0
    packing = np.empty((height, planes // 2, width + REACH, 2), np.int16)
    _pack(values, valid, ranges[0], 1 / step, packing)
    return Packed(packing.ravel(), step, planes, width + REACH)


@compiled
def _find_ranges(values: Any, valid: Any, ranges: Any) -> None:
    """Write the minimum and maximum of each band to `ranges`; both stay unchanged if a band has no valid value."""
    for band in range(len(values)):
        low, high = np.inf, -np.inf
        for row in range(values.shape[1]):
            for col in range(values.shape[2]):
                value = values[band, row, col]
                low = min(low, value) if valid[row, col] else low
                high = max(high, value) if valid[row, col] else high
        if low <= high:
            ranges[0, band], ranges[1, band] = low, high


@compiled
def _pack(values: Any, valid: Any, lowest: Any, per_unit: float, packing: Any) -> None:
    bands, rows, cols = values.shape
    packing[:] = 0
    for row in range(rows):
        for band in range(bands):
            for col in range(cols):
                steps = np.rint((values[band, row, col] - lowest[band]) * per_unit)
                packing[row, band // 2, col, band % 2] = np.int16(steps if valid[row, col] else INVALID)


@compiled_part
def bound_of_squares(step: float, scale: Any, bands: int, difference: float) -> Any:
    """Returns the bound of packed sums of squares for ``sum(scale * square) <= difference``.

    If scales differ, the smallest one is used for all bands.
    """
    least = np.inf
    for band in range(bands):
        least = min(least, scale[band])
    if least <= 0:
        return np.int32(ALL)
    # As lengths: rounding moves each of two values by up to half a step, so their difference by one step in each band.
    length = np.sqrt(difference / least) / step + np.sqrt(bands)
    return np.int32(min(length * length * ROUNDING + 1, ALL))


@compiled_part
def set_factors(centres: Any, slot: int, step: float, scale: Any, bands: int, difference: float) -> Any:
    """Set the factors of a centre; returns the bound of packed sums for ``sum(scale * abs) <= difference``."""
    total, most = 0.0, 0.0
    for band in range(bands):
        total += scale[band]
        most = max(most, scale[band])
    if most <= 0:
        return np.int32(ALL)
    for band in range(bands):
        centres[slot, 1, band] = int(scale[band] * (MOST / most))
    return np.int32(min((difference / step + total) * (MOST / most) * ROUNDING + 1, ALL))


@compiled_part
def look(
    values: Any, centres: Any, squared: Any, bounds: Any, row: int, columns: Any, slot: int, stop: int, size: int,
    width: int, marks: Any,
) -> None:  # fmt: skip
    """Mark the pixels near each of the centres of a row with slots from `slot` to `stop`.

    `centres` has the values and factors of each, `squared` is None or True. Their windows begin at `row` and `columns`.
    A window row is processed for all centres before the next row, so that its values stay in the L1 cache.
    """
    planes, words = centres.shape[2], marks.shape[1] // size
    stride = 2 * width
    for down in range(size):
        at = (row + down) * (planes // 2) * stride
        for word in range(words):
            first = 2 * NEAR_LANES * word
            two = size - first > NEAR_LANES
            for one in range(slot, stop):
                here = at + 2 * (first + columns[one])
                near = _near(values, here, stride, centres, one, planes, squared, bounds[one])
                if two:
                    here += 2 * NEAR_LANES
                    near |= _near(values, here, stride, centres, one, planes, squared, bounds[one]) << NEAR_LANES
                marks[one, down * words + word] = near


@compiled_part
def _near(values: Any, at: int, stride: int, centres: Any, slot: int, planes: int, squared: Any, bound: int) -> Any:
    """Returns the bit mask of the pixels that are near in each group of four bands."""
    marks = marks_near(values, at, stride, centres, 2 * slot * planes, squared, bound)
    for plane in range(NEAR_BANDS, planes, NEAR_BANDS):
        place = at + plane // 2 * stride
        marks &= marks_near(values, place, stride, centres, 2 * slot * planes + plane, squared, bound)
    return marks


@compiled_part
def list_marked(marks: Any, slot: int, size: int, width: int, listed: Any) -> Any:
    """List the marked pixels of a window. Returns their number.

    A pixel is given as its row in the window times `width` plus its column.
    """
    words, number = marks.shape[1] // size, ZERO
    last = size - 2 * NEAR_LANES * (words - 1)
    inside = np.int64(-1) if last == 2 * NEAR_LANES else (np.int64(1) << last) - 1
    for down in range(size):
        for word in range(words):
            near = marks[slot, down * words + word]
            near &= inside if word == words - 1 else np.int64(-1)
            list_marks(near, down * width + 2 * NEAR_LANES * word, listed, number, AT_ONCE)
            number += count_marks(near)
    return number


def marks_in(size: int) -> int:
    """Returns the number of int64 words that hold one bit for each pixel of a window."""
    return size * ((size + 2 * NEAR_LANES - 1) // (2 * NEAR_LANES))
