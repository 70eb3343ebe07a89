"""A first look at the pixels of a window: which ones can be near the one in its centre, on the CPU.

It compares values of 16 bits, two bands of eight pixels in one instruction. They are whole multiples of a step, so that what
is near by exact values is near by these too, if the bound is widened by what rounding can do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .compiled import compiled
from .lanes import NEAR_BANDS, NEAR_LANES, count_marks, marks_near
from .similar import list_marks

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Sums of as many products of these as bands are compared at once are below 2**31.
MOST = 23169

# Values lie between 0 and the first; invalid ones are the second, which is far from all of them.
HIGHEST, INVALID = 16000, -7000

# What is compared at once may reach so far beyond the last column.
REACH = 2 * NEAR_LANES

# Above all sums.
ALL = 2**31 - 1

# Pixels written to the list at once, whether they are there or not: a jump for each would be foreseen by nobody.
AT_ONCE = 3

# How far rounding of a bound may take it.
ROUNDING = 1 + 1e-9


class Packed(NamedTuple):
    """Values that are compared.

    Attributes
    ----------
    values : ndarray of int16
        For each row, each pair of planes and each column the two values. Planes that fill up whole fours are zero.
    step : float
        What they are multiples of.
    planes, width : int
        Planes, and columns with those that fill up.
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
    """Lowest and highest value of each band; both stay as they are if there is none."""
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


@compiled
def bound_of_squares(step: float, scale: Any, bands: int, difference: float) -> Any:
    """Bound for the sum of squares of values that are apart by ``sum(scale * square) <= difference``.

    Where scales differ, the smallest one is taken for all.
    """
    least = np.inf
    for band in range(bands):
        least = min(least, scale[band])
    if least <= 0:
        return np.int32(ALL)
    # As lengths: rounding moves two values by half a step each, so by one step in each band.
    length = np.sqrt(difference / least) / step + np.sqrt(bands)
    return np.int32(min(length * length * ROUNDING + 1, ALL))


@compiled
def set_factors(centres: Any, slot: int, step: float, scale: Any, bands: int, difference: float) -> Any:
    """Set factors of a centre, and tell the bound for values that are apart by ``sum(scale * abs) <= difference``."""
    total, most = 0.0, 0.0
    for band in range(bands):
        total += scale[band]
        most = max(most, scale[band])
    if most <= 0:
        return np.int32(ALL)
    for band in range(bands):
        centres[slot, 1, band] = int(scale[band] * (MOST / most))
    return np.int32(min((difference / step + total) * (MOST / most) * ROUNDING + 1, ALL))


@compiled
def look(
    values: Any, centres: Any, squared: Any, bounds: Any, row: int, columns: Any, slot: int, stop: int, size: int,
    width: int, marks: Any,
) -> None:  # fmt: skip
    """Mark the pixels near each of some centres of a row, which have the slots from `slot` to `stop`.

    `centres` has values and factors of each, `squared` is None or True. Their windows begin at `row` and `columns`. All look
    at a row of their windows before any looks at the next one: so its values stay in the first cache.
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


@compiled
def _near(values: Any, at: int, stride: int, centres: Any, slot: int, planes: int, squared: Any, bound: int) -> Any:
    """Marks of pixels that are near in each four of the bands."""
    marks = marks_near(values, at, stride, centres, 2 * slot * planes, squared, bound)
    for plane in range(NEAR_BANDS, planes, NEAR_BANDS):
        place = at + plane // 2 * stride
        marks &= marks_near(values, place, stride, centres, 2 * slot * planes + plane, squared, bound)
    return marks


@compiled
def list_marked(marks: Any, slot: int, size: int, width: int, listed: Any) -> Any:
    """List the pixels of a window that are marked. Returns how many.

    A pixel is told as the number of its row in the window times `width` and its column.
    """
    words, number = marks.shape[1] // size, 0
    last = size - 2 * NEAR_LANES * (words - 1)
    inside = np.int64(-1) if last == 2 * NEAR_LANES else (np.int64(1) << last) - 1
    for down in range(size):
        for word in range(words):
            near = marks[slot, down * words + word]
            near &= inside if word == words - 1 else np.int64(-1)
            list_marks(near, down * width + 2 * NEAR_LANES * word, listed, number, AT_ONCE)
            number += count_marks(near)
    return number


@compiled
def marks_in(size: int) -> Any:
    """How many numbers hold a mark for each pixel of a window."""
    return size * ((size + 2 * NEAR_LANES - 1) // (2 * NEAR_LANES))
