"""The window of ESTARFM on the CPU.

Where all similar pixels count, sums over the window replace lists of them: `COLUMNS` pixels of a row are worked on at a
time, `STEPS` window columns in a turn, with one test of similarity for all bands and both dates. Where only the most
similar count, each pixel's window is ranked row by row, and the best are kept in a heap.

What `kernels.starfm_cpu` says about vector code holds here too: few arrays with constant distances inside, loops of
constant length without slices and without indices that might be negative, and tiles that stay in the cache.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..workers import Workers
from .compiled import compiled
from .estarfm import ENOUGH, STEEPEST, Found, Planes, Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

# Pixels of a row worked on at a time, a multiple of what vector code takes in one turn: a remainder would run through
# other instructions, which may round differently.
COLUMNS = 64

# Window columns tested and added at a time.
STEPS = 4

# Pixels of a row for which nothing is added if none of them has a similar one in these window columns.
LANES = 16

# Window columns in a tile, a multiple of STEPS; wider windows are summed part by part.
PART = 64

# Bit masks that change no number they are applied to; with them LLVM knows that no index is negative, nor too large to
# be added to. INSIDE is for columns of a part, whose length must be a power of two.
INSIDE = PART - 1
NOT_NEGATIVE = 2**31 - 1

# Length of one plane in a row of a tile: what COLUMNS pixels see of PART window columns.
SPAN = COLUMNS + PART

# Window columns ranked at a time for the most similar; rows are padded to a multiple of it.
RANKED = 64

# Planes of a band: fine and coarse values, and change, of two dates each. In a tile each is SPAN long.
PLANES = 6

# Sums of a band, each COLUMNS long, over the similar pixels: fine and coarse values of each date, and xx, xy and yy of
# both dates together, all as differences from the pixel in the centre, which float32 can hold without losing digits;
# then the weighted change of each date, and the weighted difference of the fine values of each date.
BAND_SUMS, CHANGE_SUMS, FINE_SUMS = 11, 7, 9

# Sums that bands share, before those of the first band: number of similar pixels, and their weights.
COMMON_SUMS = 2

# Fine values of invalid pixels, and of those in the centre: not similar to anything, not even to each other.
OUT_OF_RANGE = np.float32(1e30)
NO_CENTRE = np.float32(-1e30)

# Rank of what is not similar, so large that adding to it does not change it; and its bits.
WORST = np.float32(1e30)
NOT_SIMILAR = int(WORST.view(np.int32))

# The lower half of a key in the heap: where in the window the pixel lies.
PLACE = 2**32 - 1

# What the authors add to (1 - R) d, and to a threshold that divides.
LEAST_APART = np.float32(1e-7)
LEAST_THRESHOLD = 1e-12

NOTHING, ONE = np.float32(0), np.float32(1)


def cpu_search(planes: Planes, window: Window, workers: Workers) -> Found:
    """As `estarfm.search`, in row stripes on the pool.

    A pixel's terms are added in the same order whatever block, stripe and tile it lies in.
    """
    dates, bands, height, width = planes.fine.shape
    rows, cols = height - 2 * window.half, width - 2 * window.half
    shape = (dates, bands, rows, cols)
    found = Found(np.zeros((rows, cols), np.float32), np.zeros(shape, np.float32), np.zeros(shape, np.float32))
    limited = 0 < window.most < (2 * window.half + 1) ** 2
    fill = (_fill_from_best if limited else _fill_from_all)(planes, window, found, workers.stop)
    workers.stripes(rows, fill)
    return found


def _distances(half: int) -> NDArray[np.float64]:
    """Relative distances from the centre, for each place in the window (paper, equation 12)."""
    span = np.arange(-half, half + 1)
    return 1 + np.hypot(span[:, None], span[None, :]) / max(half, 1)


def _fill_from_all(planes: Planes, window: Window, found: Found, stop: NDArray[np.uint8]) -> Callable[[int, int], None]:
    """What fills rows of `found` from all similar pixels, given the first row and the one after the last."""
    joined, unlike = _joined(planes)
    bands = joined.shape[1]
    half, cols = window.half, found.count.shape[1]
    threshold = planes.threshold.astype(np.float32)
    parts = _parts(_distances(half).astype(np.float32))

    def fill(first: int, last: int) -> None:
        seen_rows = slice(first, last + 2 * half)
        for left in range(0, cols, COLUMNS):
            width = min(COLUMNS, cols - left)
            centre = _centre(joined[first + half : last + half, ..., left + half : left + half + width])
            totals = np.zeros((last - first, COMMON_SUMS + bands * BAND_SUMS, COLUMNS))
            for begin, distance in parts:
                seen_cols = slice(left + begin, left + min(begin + PART - 1, 2 * half) + width)
                seen, apart = _tile(joined[seen_rows, ..., seen_cols]), _tile(unlike[seen_rows, ..., seen_cols])
                _add_tile(distance, threshold, seen, apart, centre, totals, stop)
                if stop[0]:
                    return
            _finish_tile(
                first, left, width, half, window.least_change, window.significance, joined, totals, found.count,
                found.change, found.fine,
            )  # fmt: skip

    return fill


def _joined(planes: Planes, padding: int = 0) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The planes of each band in rows, shape (H, bands, PLANES, W + padding), and 1 - R, shape (H, 1, 1, W).

    Both are finite everywhere.
    """
    _, bands, height, width = planes.fine.shape
    joined = np.zeros((height, bands, PLANES, width + padding), np.float32)
    for number, plane, missing in (
        (0, planes.fine, OUT_OF_RANGE),
        (2, planes.coarse, NOTHING),
        (4, planes.change, NOTHING),
    ):
        joined[:, :, number : number + 2, :width] = np.where(planes.valid, plane, missing).transpose(2, 1, 0, 3)
    unlike = np.where(planes.valid, planes.unlike, 1).astype(np.float32)
    return joined, unlike[:, None, None]


def _parts(distances: NDArray[np.float32]) -> list[tuple[int, NDArray[np.float32]]]:
    """First column and distances of each part of the window, in whole steps; what is no window has distance 0."""
    columns = distances.shape[1]
    padded = np.pad(distances, ((0, 0), (0, -columns % STEPS)))
    return [(first, np.ascontiguousarray(padded[:, first : first + PART])) for first in range(0, columns, PART)]


def _tile(planes: NDArray[np.float32]) -> NDArray[np.float32]:
    """Planes of shape (rows, bands, planes, cols) as (rows, bands, planes * SPAN)."""
    rows, bands, number, cols = planes.shape
    tile = np.zeros((rows, bands, number, SPAN), np.float32)
    tile[..., :cols] = planes
    return tile.reshape(rows, bands, number * SPAN)


def _centre(planes: NDArray[np.float32]) -> NDArray[np.float32]:
    """Fine and coarse values of a tile's pixels, shape (rows, bands, 4 * COLUMNS); `NO_CENTRE` is nobody's like."""
    rows, bands, _, cols = planes.shape
    centre = np.zeros((rows, bands, 4, COLUMNS), np.float32)
    centre[:, :, :2] = NO_CENTRE
    centre[..., :cols] = planes[:, :, :4]
    centre[centre == OUT_OF_RANGE] = NO_CENTRE
    return centre.reshape(rows, bands, 4 * COLUMNS)


@compiled
def _add_tile(
    distance: Any, threshold: Any, seen: Any, apart: Any, centre: Any, totals: Any, cancelled: Any
) -> None:  # fmt: skip
    """Add one part of the window to the totals of a tile."""
    rows, bands, _ = centre.shape
    alike = np.empty(STEPS * COLUMNS, np.int32)
    hits = np.empty(COLUMNS // LANES, np.int32)
    weights = np.empty(STEPS * COLUMNS, np.float32)
    # Sums over one row of the window, then over these in float64: one long float32 sum would lose more digits.
    sums = np.zeros((COMMON_SUMS + bands * BAND_SUMS) * COLUMNS, np.float32)
    for row in range(rows):
        if cancelled[0]:
            return
        for down in range(len(distance)):
            for begin in range(0, distance.shape[1], STEPS):
                _mark_similar(row, down, begin, threshold, seen, centre, alike, hits)
                _weigh_steps(row, down, begin, distance, apart, alike, hits, weights, sums)
                _add_steps(row, down, begin, seen, centre, hits, weights, sums)
            _move(row, sums, totals)


# In the functions below numba must not see a slice, which would count references at every turn.


@compiled
def _mark_similar(
    row: int, down: int, begin: int, threshold: Any, seen: Any, centre: Any, alike: Any, hits: Any
) -> None:  # fmt: skip
    """Mark the similar, for each pixel and each of STEPS window columns; a hit is any mark of LANES pixels."""
    begin &= INSIDE
    for at in range(STEPS * COLUMNS):
        alike[at] = 1
    for band in range(centre.shape[1]):
        first, second = threshold[0, band], threshold[1, band]
        for col in range(COLUMNS):
            here, later = centre[row, band, col], centre[row, band, col + COLUMNS]
            for step in range(STEPS):
                at = col + (begin + step)
                near = abs(seen[row + down, band, at] - here) < first
                near &= abs(seen[row + down, band, at + SPAN] - later) < second
                alike[col + step * COLUMNS] &= np.int32(near)
    for group in range(COLUMNS // LANES):
        hit = np.int32(0)
        for lane in range(LANES):
            for step in range(STEPS):
                hit |= alike[group * LANES + lane + step * COLUMNS]
        hits[group] = hit


@compiled
def _weigh_steps(
    row: int, down: int, begin: int, distance: Any, apart: Any, alike: Any, hits: Any, weights: Any, sums: Any
) -> None:  # fmt: skip
    """Weights 1 / ((1 - R) d) of STEPS window columns, 0 for what is not similar, and the sums that bands share."""
    begin &= INSIDE
    for group in range(COLUMNS // LANES):
        if hits[group] == 0:
            continue
        for lane in range(LANES):
            col = group * LANES + lane
            number, total = sums[col], sums[col + COLUMNS]
            for step in range(STEPS):
                right = begin + step
                far = distance[down, right]
                # Not the operator, which would test for a division by zero.
                weight = np.divide(ONE, apart[row + down, 0, col + right] * far + LEAST_APART)
                similar = (alike[col + step * COLUMNS] != 0) & (far > NOTHING)
                weight = weight if similar else NOTHING
                weights[col + step * COLUMNS] = weight
                number += ONE if similar else NOTHING
                total += weight
            sums[col], sums[col + COLUMNS] = number, total


@compiled
def _add_steps(
    row: int, down: int, begin: int, seen: Any, centre: Any, hits: Any, weights: Any, sums: Any
) -> None:  # fmt: skip
    """Add STEPS window columns to the sums of all bands."""
    begin &= INSIDE
    for band in range(centre.shape[1]):
        base = ((band & NOT_NEGATIVE) * BAND_SUMS + COMMON_SUMS) * COLUMNS
        for group in range(COLUMNS // LANES):
            if hits[group] == 0:
                continue
            for lane in range(LANES):
                col = group * LANES + lane
                y_first, y_second = centre[row, band, col], centre[row, band, col + COLUMNS]
                x_first, x_second = centre[row, band, col + 2 * COLUMNS], centre[row, band, col + 3 * COLUMNS]
                to = base + col
                y1, y2 = sums[to], sums[to + COLUMNS]
                x1, x2 = sums[to + 2 * COLUMNS], sums[to + 3 * COLUMNS]
                xx, xy, yy = sums[to + 4 * COLUMNS], sums[to + 5 * COLUMNS], sums[to + 6 * COLUMNS]
                change1, change2 = sums[to + 7 * COLUMNS], sums[to + 8 * COLUMNS]
                fine1, fine2 = sums[to + 9 * COLUMNS], sums[to + 10 * COLUMNS]
                for step in range(STEPS):
                    at = col + (begin + step)
                    weight = weights[col + step * COLUMNS]
                    similar = weight > NOTHING
                    fine_first = seen[row + down, band, at] - y_first if similar else NOTHING
                    fine_second = seen[row + down, band, at + SPAN] - y_second if similar else NOTHING
                    coarse_first = seen[row + down, band, at + 2 * SPAN] - x_first if similar else NOTHING
                    coarse_second = seen[row + down, band, at + 3 * SPAN] - x_second if similar else NOTHING
                    y1 += fine_first
                    y2 += fine_second
                    x1 += coarse_first
                    x2 += coarse_second
                    xx += coarse_first * coarse_first
                    xx += coarse_second * coarse_second
                    xy += coarse_first * fine_first
                    xy += coarse_second * fine_second
                    yy += fine_first * fine_first
                    yy += fine_second * fine_second
                    change1 += weight * seen[row + down, band, at + 4 * SPAN]
                    change2 += weight * seen[row + down, band, at + 5 * SPAN]
                    fine1 += weight * fine_first
                    fine2 += weight * fine_second
                sums[to], sums[to + COLUMNS] = y1, y2
                sums[to + 2 * COLUMNS], sums[to + 3 * COLUMNS] = x1, x2
                sums[to + 4 * COLUMNS], sums[to + 5 * COLUMNS], sums[to + 6 * COLUMNS] = xx, xy, yy
                sums[to + 7 * COLUMNS], sums[to + 8 * COLUMNS] = change1, change2
                sums[to + 9 * COLUMNS], sums[to + 10 * COLUMNS] = fine1, fine2


@compiled
def _move(row: int, sums: Any, totals: Any) -> None:
    """Add sums to the totals of a row, and clear them."""
    for number in range(totals.shape[1]):
        for col in range(COLUMNS):
            totals[row, number, col] += sums[col + number * COLUMNS]
            sums[col + number * COLUMNS] = NOTHING


@compiled
def _finish_tile(
    row: int, left: int, width: int, half: int, least_change: float, significance: Any, joined: Any, totals: Any,
    count: Any, out_change: Any, out_fine: Any,
) -> None:  # fmt: skip
    """Write what the totals of a tile come to."""
    for down in range(len(totals)):
        for col in range(width):
            sums = totals[down, :, col]
            _finish(row + down, left + col, half, least_change, significance, joined, sums, count, out_change, out_fine)


@compiled
def _finish(
    row: int, col: int, half: int, least_change: float, significance: Any, joined: Any, sums: Any, count: Any,
    out_change: Any, out_fine: Any,
) -> None:  # fmt: skip
    """Write what the sums of a pixel come to."""
    number = int(sums[0])
    count[row, col] = number
    if number <= ENOUGH:
        return
    for band in range(joined.shape[1]):
        here = joined[row + half, band, :, col + half]
        own = sums[COMMON_SUMS + band * BAND_SUMS :]
        slope = _slope(number, here, own, least_change, significance[number])
        for date in range(2):
            out_change[date, band, row, col] = slope * own[CHANGE_SUMS + date] / sums[1]
            out_fine[date, band, row, col] = here[date] + own[FINE_SUMS + date] / sums[1]


@compiled
def _slope(number: int, here: Any, sums: Any, least_change: float, significant: float) -> Any:
    """Slope of fine on coarse over the similar pixels of both dates, or one where it means nothing.

    Each date's values in the sums are differences from those of the pixel in the centre, `here`, on that date.
    """
    y1, y2, x1, x2 = sums[0], sums[1], sums[2], sums[3]
    # The step between the centre's dates, half on each side, brings the two to a common zero.
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


def _fill_from_best(
    planes: Planes, window: Window, found: Found, stop: NDArray[np.uint8]
) -> Callable[[int, int], None]:
    """What fills rows of `found` from the most similar pixels, given the first row and the one after the last."""
    half = window.half
    joined, unlike = _joined(planes, padding=-(2 * half + 1) % RANKED)
    threshold = planes.threshold.astype(np.float32)
    scales = (1 / (planes.threshold + LEAST_THRESHOLD)).astype(np.float32)
    distance = _distances(half).astype(np.float32)

    def fill(first: int, last: int) -> None:
        _best_rows(
            first, last, half, window.most, window.least_change, window.significance, joined, unlike, threshold, scales,
            distance, planes.valid, stop, found.count, found.change, found.fine,
        )  # fmt: skip

    return fill


@compiled
def _best_rows(
    start: int, stop: int, half: int, most: int, least_change: float, significance: Any, joined: Any, unlike: Any,
    threshold: Any, scales: Any, distance: Any, valid: Any, cancelled: Any, count: Any, out_change: Any, out_fine: Any,
) -> None:  # fmt: skip
    """Rows `start` to `stop`."""
    window = 2 * half + 1
    outside = np.zeros(-(-window // RANKED) * RANKED, np.float32)
    outside[window:] = WORST
    ranks = np.empty((window, len(outside)), np.float32)
    heap = np.empty(most, np.int64)
    sums = np.empty(COMMON_SUMS + joined.shape[1] * BAND_SUMS)
    for row in range(start, stop):
        for col in range(count.shape[1]):
            if cancelled[0]:
                return
            if valid[row + half, col + half]:
                _rank(row, col, joined, threshold, scales, outside, ranks)
                number = _best(ranks, heap)
                _sum_up(row, col, heap, number, joined, unlike, distance, sums)
                _finish(row, col, half, least_change, significance, joined, sums, count, out_change, out_fine)


@compiled
def _rank(row: int, col: int, joined: Any, threshold: Any, scales: Any, outside: Any, ranks: Any) -> None:
    """Rank a window: sum over dates and bands of the difference from the centre, in thresholds."""
    col &= NOT_NEGATIVE
    half = len(ranks) // 2
    for down in range(len(ranks)):
        for right in range(len(outside)):
            ranks[down, right] = outside[right]
        for band in range(joined.shape[1]):
            here, later = joined[row + half, band, 0, col + half], joined[row + half, band, 1, col + half]
            first, second = threshold[0, band], threshold[1, band]
            scale_first, scale_second = scales[0, band], scales[1, band]
            for right in range(len(outside)):
                step_first = abs(joined[row + down, band, 0, col + right] - here)
                step_second = abs(joined[row + down, band, 1, col + right] - later)
                rank = ranks[down, right] + (step_first * scale_first + step_second * scale_second)
                ranks[down, right] = rank if (step_first < first) & (step_second < second) else WORST


@compiled
def _best(ranks: Any, heap: Any) -> Any:
    """Find the most similar pixels of a window. Returns how many.

    They are keys in a heap whose first is the worst: the rank's bits, which order as the rank does, then the place in
    the window. So of equals the earlier place is the better, in whatever order the rows are looked at.
    """
    bits = ranks.view(np.int32)
    window, half, number = len(ranks), len(ranks) // 2, 0
    for turn in range(window):
        # From the middle outwards: there most of the best are, and then few keys enter the heap later.
        down = half + (turn + 1) // 2 if turn % 2 else half - turn // 2
        limit = np.int32(heap[0] >> 32) if number == len(heap) else np.int32(NOT_SIMILAR - 1)
        hits = np.int32(0)
        for right in range(bits.shape[1]):
            hits |= np.int32(bits[down, right] <= limit)
        if hits == 0:
            continue
        for right in range(window):
            if bits[down, right] <= limit:
                key: Any = (np.int64(bits[down, right]) << 32) | (down * window + right)
                if number < len(heap):
                    _sift_up(heap, number, key)
                    number += 1
                elif key < heap[0]:
                    _sift_down(heap, key)
    return number


@compiled
def _sift_up(heap: Any, number: int, key: int) -> None:
    """Add a key to the first `number` of a heap that has room for it."""
    at = number
    while at > 0 and heap[(at - 1) // 2] < key:
        heap[at] = heap[(at - 1) // 2]
        at = (at - 1) // 2
    heap[at] = key


@compiled
def _sift_down(heap: Any, key: int) -> None:
    """Put a key in the place of the first of a full heap, which is the largest."""
    at, below = 0, 1
    while below < len(heap):
        if below + 1 < len(heap) and heap[below + 1] > heap[below]:
            below += 1
        if heap[below] <= key:
            break
        heap[at] = heap[below]
        at, below = below, 2 * below + 1
    heap[at] = key


@compiled
def _sum_up(
    row: int, col: int, heap: Any, number: int, joined: Any, unlike: Any, distance: Any, sums: Any
) -> None:  # fmt: skip
    """The sums of a pixel over those that were kept."""
    window = len(distance)
    half = window // 2
    sums[:] = 0
    sums[0] = number
    for slot in range(number):
        place = heap[slot] & PLACE
        down, right = place // window, place % window
        at_row, at_col = row + down, col + right
        weight = 1 / (float(unlike[at_row, 0, 0, at_col]) * distance[down, right] + LEAST_APART)
        sums[1] += weight
        for band in range(joined.shape[1]):
            first = COMMON_SUMS + band * BAND_SUMS
            xx, xy, yy = 0.0, 0.0, 0.0
            for date in range(2):
                y = float(joined[at_row, band, date, at_col]) - joined[row + half, band, date, col + half]
                x = float(joined[at_row, band, 2 + date, at_col]) - joined[row + half, band, 2 + date, col + half]
                sums[first + date] += y
                sums[first + 2 + date] += x
                xx, xy, yy = xx + x * x, xy + x * y, yy + y * y
                sums[first + CHANGE_SUMS + date] += weight * joined[at_row, band, 4 + date, at_col]
                sums[first + FINE_SUMS + date] += weight * y
            sums[first + 4] += xx
            sums[first + 5] += xy
            sums[first + 6] += yy
