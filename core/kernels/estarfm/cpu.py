"""ESTARFM's moving window on the CPU.

The similar pixels of each window are listed (`common.similar`), with one test for all bands and both dates. If only the
most similar ones count, they are ranked and the best are kept in a heap. The remaining pixels are summed, four bands
and two dates at a time, in float32 for a chunk of pixels and then in float64.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ...runtime.workers import Workers
from ..common.compiled import ZERO, compiled, compiled_part
from ..common.similar import (
    NOT_NEGATIVE,
    WORD,
    Similar,
    find_similar,
    make_room,
    next_words,
    similar_values,
    window_table,
)
from ..common.vectors import EIGHT, FOUR, add_to, apart, halves, load, minus, plus, times, zeros
from .planes import ENOUGH, STEEPEST, Found, Planes, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Terms added in float32 before their sum is added in float64: one long float32 sum would lose precision.
CHUNK = 32

# Indices of the sums of four bands, each a vector of eight: first date, then second. All but CHANGE are of differences
# from the centre pixel, which float32 can hold without loss of precision; CHANGE and WEIGHTED are multiplied by the
# weight.
Y, X, YY, XY, XX, CHANGE, WEIGHTED, SUMS = 0, 1, 2, 3, 4, 5, 6, 7

# Sums of a band used by `_slope`: fine and coarse values of each date, and xx, xy and yy of both dates together.
BAND_SUMS = 7

# Fine values of invalid pixels: not similar to anything.
OUT_OF_RANGE = np.float32(1e30)

# Mask of the lower half of a key in the heap: the position in the window.
PLACE = 2**32 - 1

# Constants that the authors add to (1 - R) d, and to a threshold used as divisor.
LEAST_APART = np.float32(1e-7)
LEAST_THRESHOLD = 1e-12

NOTHING, ONE = np.float32(0), np.float32(1)


class _Seen(NamedTuple):
    """Pixel data read by the kernel.

    Attributes
    ----------
    similar : Similar
        Fine values: four bands of the first date, the same bands of the second, then the next four bands.
    others : ndarray of float32
        Coarse values and changes, for each pixel and each four bands: 4 coarse of each date, then 4 changes of each.
    unlike : ndarray of float32, shape (H * W,)
        As in `Planes`.
    distance : ndarray of float32
        Relative distances as a `window_table`.
    scale : ndarray of float32, shape (planes of similar,)
        One divided by the threshold: ranks are measured in thresholds.
    """

    similar: Similar
    others: NDArray[np.float32]
    unlike: NDArray[np.float32]
    distance: NDArray[np.float32]
    scale: NDArray[np.float32]


class _Room(NamedTuple):
    """Work memory of one thread: `sums` has shape (groups of four bands, SUMS, EIGHT); `bits` is a view of `rank`."""

    rank: NDArray[np.float32]
    bits: NDArray[np.int32]
    weights: NDArray[np.float32]
    sums: NDArray[np.float64]
    band_sums: NDArray[np.float64]
    here: NDArray[np.float32]
    heap: NDArray[np.int64]


def cpu_search(planes: Planes, window: Window, workers: Workers) -> Found:
    """CPU version of `estarfm.search`: computes row stripes on the thread pool.

    A pixel's terms are added in the same order for any block and stripe.
    """
    dates, bands, height, width = planes.fine.shape
    rows, cols = height - 2 * window.half, width - 2 * window.half
    shape = (dates, bands, rows, cols)
    found = Found(np.zeros((rows, cols), np.float32), np.zeros(shape, np.float32), np.zeros(shape, np.float32))
    seen, limits = _seen(planes, window.half)
    most = window.most if 0 < window.most < (2 * window.half + 1) ** 2 else 0

    def stripe(top: int, bottom: int) -> None:
        room = make_room(seen.similar, bottom - top)
        room.limits[:] = limits
        _search_rows(
            top, bottom, seen, room, _own_room(seen.similar, most), planes.valid, most, window.least_change,
            window.significance, workers.stop, found.count, found.change, found.fine,
        )  # fmt: skip

    workers.stripes(rows, stripe)
    return found


def _seen(planes: Planes, half: int) -> tuple[_Seen, NDArray[np.float32]]:
    """Returns the pixel data, stored contiguously per pixel, and the largest differences of similar pixels."""
    bands, _, width = planes.fine.shape[1:]
    fine = np.where(planes.valid, planes.fine, OUT_OF_RANGE)
    # "Below the threshold" is the same as "at most the largest float32 number below it".
    below = np.nextafter(planes.threshold.astype(np.float32), np.float32(-1))
    firsts = range(0, bands, FOUR)
    fours = [fine[date, first : first + FOUR] for first in firsts for date in range(2)]
    thresholds = [below[date, first : first + FOUR] for first in firsts for date in range(2)]
    limits, scale = np.zeros((2, FOUR * len(fours)), np.float32)
    similar = similar_values(fours, thresholds, half)
    others = np.zeros((*similar.values.shape[:2], len(firsts), 4, FOUR), np.float32)
    for number, first in enumerate(firsts):
        some = slice(first, first + FOUR)
        count = min(FOUR, bands - first)
        for date in range(2):
            others[:, :width, number, date, :count] = planes.coarse[date, some].transpose(1, 2, 0)
            others[:, :width, number, 2 + date, :count] = planes.change[date, some].transpose(1, 2, 0)
            at = (2 * number + date) * FOUR
            limits[at : at + count] = below[date, some]
            scale[at : at + count] = 1 / (planes.threshold[date, some] + LEAST_THRESHOLD)
    unlike = np.zeros(similar.values.shape[:2], np.float32)
    unlike[:, :width] = planes.unlike
    return _Seen(
        similar, others.ravel(), unlike.ravel(), window_table(_distances(half), similar.values.shape[1]), scale
    ), limits


def _distances(half: int) -> NDArray[np.float32]:
    """Returns relative distances from the centre for each position in the window (paper, equation 12)."""
    span = np.arange(-half, half + 1)
    return (1 + np.hypot(span[:, None], span[None, :]) / max(half, 1)).astype(np.float32)


def _own_room(similar: Similar, most: int) -> _Room:
    rank = np.zeros(1, np.float32)
    return _Room(
        rank,
        rank.view(np.int32),
        np.empty(CHUNK, np.float32),
        np.empty((similar.values.shape[2] // EIGHT, SUMS, EIGHT)),
        np.empty(BAND_SUMS),
        np.empty(4, np.float32),
        np.empty(most, np.int64),
    )


@compiled
def _search_rows(
    top: int, bottom: int, seen: Any, room: Any, own: Any, valid: Any, most: int, least_change: float, significance: Any,
    cancelled: Any, count: Any, out_change: Any, out_fine: Any,
) -> None:  # fmt: skip
    """Compute rows `top` to `bottom`."""
    similar, half, cols = seen.similar, seen.similar.half, count.shape[1]
    for word in range((cols + WORD - 1) // WORD):
        next_words(similar, room, top, ZERO, word)
        for row in range(top, bottom):
            if cancelled[0]:
                return
            for shift in range(min(WORD, cols - word * WORD)):
                col = word * WORD + shift
                if not valid[row + half, col + half]:
                    continue
                number = find_similar(similar, room, row, row - top, col, word, shift)
                if 0 < most < number:
                    number = _keep_best(seen, room, row, col, number, own)
                count[row, col] = number
                if number > ENOUGH:
                    weights = _add_all(seen, room, row, col, number, own)
                    _finish(
                        row, col, number, weights, seen, own, least_change, significance[number], out_change, out_fine
                    )  # fmt: skip


@compiled_part
def _add_all(seen: Any, room: Any, row: int, col: int, number: int, own: Any) -> Any:
    """Sum over the listed pixels, for all bands. Returns the sum of the weights."""
    corner = row * seen.similar.values.shape[1] + col
    own.sums[:] = 0
    weights = 0.0
    for begin in range(0, number, CHUNK):
        end = min(begin + CHUNK, number)
        weights += _weigh(seen, room, corner, begin, end, own.weights)
        for group in range(len(own.sums)):
            _add_chunk(seen, room, corner, group, begin, end, own.weights, own.sums)
    return weights


@compiled_part
def _weigh(seen: Any, room: Any, corner: int, begin: int, end: int, weights: Any) -> Any:
    """Compute the weights 1 / ((1 - R) d) of a chunk of the listed pixels. Returns their sum."""
    total = NOTHING
    for one in range(begin, end):
        offset = room.found[one]
        unlike, far = seen.unlike[(corner + offset) & NOT_NEGATIVE], seen.distance[offset & NOT_NEGATIVE]
        # Not the operator /, which would test for a division by zero.
        weight = np.divide(ONE, unlike * far + LEAST_APART)
        weights[one - begin] = weight
        total += weight
    return total


@compiled_part
def _add_chunk(
    seen: Any, room: Any, corner: int, group: int, begin: int, end: int, weights: Any, sums: Any
) -> None:  # fmt: skip
    """Add a chunk of the listed pixels to the sums of four bands."""
    groups = len(sums)
    values, others = seen.similar.values, seen.others
    centre = corner + seen.similar.half * (values.shape[1] + 1)
    y_here = load(values, (centre * groups + group) * EIGHT)
    x_here = load(others, (centre * groups + group) * 2 * EIGHT)
    y_sum, x_sum, yy, xy, xx, change, weighted = zeros(), zeros(), zeros(), zeros(), zeros(), zeros(), zeros()
    for one in range(begin, end):
        at = ((corner + room.found[one]) * groups + group) * EIGHT
        factor = weights[one - begin]
        weight = halves(factor, factor)
        y = minus(load(values, at), y_here)
        x = minus(load(others, 2 * at), x_here)
        y_sum, x_sum = plus(y, y_sum), plus(x, x_sum)
        yy, xy, xx = plus(times(y, y), yy), plus(times(x, y), xy), plus(times(x, x), xx)
        change = plus(times(weight, load(others, 2 * at + EIGHT)), change)
        weighted = plus(times(weight, y), weighted)
    first = group * SUMS * EIGHT
    add_to(sums, first + Y * EIGHT, y_sum)
    add_to(sums, first + X * EIGHT, x_sum)
    add_to(sums, first + YY * EIGHT, yy)
    add_to(sums, first + XY * EIGHT, xy)
    add_to(sums, first + XX * EIGHT, xx)
    add_to(sums, first + CHANGE * EIGHT, change)
    add_to(sums, first + WEIGHTED * EIGHT, weighted)


@compiled_part
def _finish(
    row: int, col: int, number: int, weights: float, seen: Any, own: Any, least_change: float, significant: float,
    out_change: Any, out_fine: Any,
) -> None:  # fmt: skip
    """Compute the results of a pixel from its sums and write them."""
    values, half = seen.similar.values, seen.similar.half
    centre = (row + half) * values.shape[1] + col + half
    sums, band_sums, here = own.sums, own.band_sums, own.here
    for band in range(out_fine.shape[1]):
        group, first = band // FOUR, band % FOUR
        second = first + FOUR
        for date, lane in ((0, first), (1, second)):
            here[date] = values[row + half, col + half, group * EIGHT + lane]
            here[2 + date] = seen.others[(centre * len(sums) + group) * 2 * EIGHT + lane]
            band_sums[date], band_sums[2 + date] = sums[group, Y, lane], sums[group, X, lane]
        for at, name in ((4, XX), (5, XY), (6, YY)):
            band_sums[at] = sums[group, name, first] + sums[group, name, second]
        slope = _slope(number, here, band_sums, least_change, significant)
        for date, lane in ((0, first), (1, second)):
            out_change[date, band, row, col] = slope * sums[group, CHANGE, lane] / weights
            out_fine[date, band, row, col] = here[date] + sums[group, WEIGHTED, lane] / weights


@compiled_part
def _slope(number: int, here: Any, sums: Any, least_change: float, significant: float) -> Any:
    """Returns the slope of fine on coarse over the similar pixels of both dates, or one if it is not significant.

    The sums of each date are of differences from the values of the centre pixel, `here`, on that date.
    """
    y1, y2, x1, x2 = sums[0], sums[1], sums[2], sums[3]
    # Half of the centre's change between the dates, added or subtracted, refers both dates to a common origin.
    step_y, step_x = (float(here[0]) - here[1]) / 2, (float(here[2]) - here[3]) / 2
    if abs(x1 - x2 + 2 * number * step_x) / number < least_change:
        return 1.0
    sum_x, sum_y, points = x1 + x2, y1 + y2, 2 * number
    xx = sums[4] + 2 * step_x * (x1 - x2) + points * step_x * step_x - sum_x * sum_x / points
    xy = sums[5] + step_x * (y1 - y2) + step_y * (x1 - x2) + points * step_x * step_y - sum_x * sum_y / points
    yy = sums[6] + 2 * step_y * (y1 - y2) + points * step_y * step_y - sum_y * sum_y / points
    if xx <= 0 or yy <= 0:
        return 1.0
    slope, explained = xy / xx, xy * xy / (xx * yy)
    statistic = explained * (points - 2) / max(1 - explained, 1e-15)
    if statistic < significant or slope <= 0 or slope > STEEPEST:
        return 1.0
    return slope


@compiled_part
def _keep_best(seen: Any, room: Any, row: int, col: int, number: int, own: Any) -> Any:
    """Keep the most similar of the listed pixels. Returns their number.

    The best are keys in a heap with the worst at the top: a key consists of the bits of the rank, which sort like the
    rank, and of the position in the window, row by row. So of equal ranks the earlier position is the better one.
    """
    heap, kept, corner = own.heap, ZERO, row * seen.similar.values.shape[1] + col
    for one in range(number):
        own.rank[0] = _rank(seen, room, corner + room.found[one])
        key: Any = (np.int64(own.bits[0]) << 32) | room.found[one]
        if kept < len(heap):
            _sift_up(heap, kept, key)
            kept += 1
        elif key < heap[0]:
            _sift_down(heap, key)
    for one in range(kept):
        room.found[one] = heap[one] & PLACE
    return kept


@compiled_part
def _rank(seen: Any, room: Any, pixel: int) -> Any:
    """Returns the sum over bands and dates of the differences from the centre, in thresholds."""
    values = seen.similar.values
    rank = NOTHING
    for first in range(0, values.shape[2], EIGHT):
        theirs = load(values, pixel * values.shape[2] + first)
        rank += apart(theirs, load(room.centre, first), load(seen.scale, first))
    return rank


@compiled_part
def _sift_up(heap: Any, number: int, key: int) -> None:
    """Add a key to the first `number` keys of a heap that has room for it."""
    at = number
    while at > 0 and heap[(at - 1) // 2] < key:
        heap[at] = heap[(at - 1) // 2]
        at = (at - 1) // 2
    heap[at] = key


@compiled_part
def _sift_down(heap: Any, key: int) -> None:
    """Replace the first key of a full heap, which is the largest."""
    at, below = 0, 1
    while below < len(heap):
        if below + 1 < len(heap) and heap[below + 1] > heap[below]:
            below += 1
        if heap[below] <= key:
            break
        heap[at] = heap[below]
        at, below = below, 2 * below + 1
    heap[at] = key
