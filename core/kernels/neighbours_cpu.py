"""Means over the most similar neighbours, on the CPU.

Nearly all candidates are far from being neighbours, and sorting each into a list of the best is slow. So the pixels of a row
are first looked at by vector code that computes ranks in float32 and keeps the upper half of their bits, the keys
(`neighbours_quick_cpu`). It finds a bound for each pixel; candidates whose key is below it, few more than there will be
neighbours, are listed. Only these are ranked exactly and sorted. Quick ranks differ from exact ones by rounding, far less
than keys from each other: they decide what is worth ranking, never who is a neighbour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..workers import Workers
from .compiled import compiled
from .lanes_cpu import LANES, lowest_mark, marks_below
from .neighbours import Mean, Neighbours, Search, offsets_by_column
from .neighbours_quick_cpu import BANDS, COLUMNS, STEPS, bounds, copy_centre, copy_seen, groups, look, look_at_row

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Keys kept, in bytes. What larger windows have more is computed twice.
KEPT = 2**22

# Room for candidates that are not ranked yet, beside those found to be the best so far.
ROOM = 44

# A place in the window is one number: the column, shifted by so many bits, and the row. So it is in the order of the search.
PLACE_BITS = 15
PLACE_MASK = 2**PLACE_BITS - 1

# Whole numbers below are exact in float32, and with scales and values in this range no rank leaves that of float32.
EXACT = 2.0**24
MODERATE = 1e12


@dataclass(frozen=True)
class _Quick:
    """What quick ranks are computed from; see `_kind` for the type.

    Attributes
    ----------
    similar : ndarray, shape (H, bands, W)
        Infinite where invalid. It holds all values exactly.
    scale : ndarray, shape (R, bands, C)
    limit : ndarray, shape (bands,), or None
        None if there is none: numba compiles a kernel without the comparison.
    """

    similar: NDArray[Any]
    scale: NDArray[Any]
    limit: NDArray[Any] | None


def cpu_mean(planes: Neighbours, search: Search, workers: Workers) -> Mean:
    """As `neighbours.neighbour_mean`, in row stripes on the pool."""
    bands = len(planes.values)
    rows, cols = planes.scale.shape[1:]
    result = Mean(
        np.zeros((bands, rows, cols), np.float32),
        np.zeros((bands, rows, cols), np.float32),
        np.zeros((rows, cols), np.float32),
    )
    size = 2 * search.half + 1
    distance = offsets_by_column(search.half)[2]
    count = min(search.count, len(distance))
    closeness = 1 / (1 + distance / search.distance)
    reach = search.reach + distance / max(search.half, 1) if search.reach else np.ones_like(distance)
    # By rows, as the window is looked at. Columns that fill up the last turn are infinitely far.
    reach = np.pad(reach.reshape(size, size).T, ((0, 0), (0, -size % STEPS)), constant_values=np.inf)
    quick = _quick(planes)
    # Pixels side by side in memory: a neighbour's bands are looked at together.
    values = np.ascontiguousarray(np.moveaxis(planes.values, 0, -1))
    scale = np.ascontiguousarray(np.moveaxis(planes.scale, 0, -1))

    kind = quick.similar.dtype

    def stripe(start: int, stop: int) -> None:
        ranks = np.zeros((STEPS, COLUMNS), kind)
        _mean_rows(
            start, stop, count, reach, closeness, search.squared or None, search.floor, search.influence,
            quick.similar, quick.scale, quick.limit, planes.valid, scale, values, workers.stop,
            ranks, ranks.view(f"u{kind.itemsize}"), kind.itemsize == 4 or None, result.mean, result.variance, result.count,
        )  # fmt: skip

    workers.stripes(rows, stripe)
    return result


def _quick(planes: Neighbours) -> _Quick:
    kind = _kind(planes)
    bands = len(planes.similar)
    limit = np.full(bands + -bands % BANDS, np.inf, kind)
    # Differences are whole numbers: those below a limit are those below the next whole number.
    limit[:bands] = np.ceil(planes.limit)
    return _Quick(
        similar=_filled_up(np.where(planes.valid, planes.similar, np.inf), kind),
        scale=_filled_up(planes.scale, kind),
        limit=limit if np.isfinite(limit).any() else None,
    )


def _kind(planes: Neighbours) -> type[np.floating[Any]]:
    """float32 if it holds all values and decides exactly on all limits, or else float64, which takes twice the time."""
    similar = planes.similar if planes.valid.all() else planes.similar[:, planes.valid]
    exact = (similar == similar.astype(np.float32)).all() and (np.abs(similar) < MODERATE).all()
    decided = ((planes.limit <= EXACT) | np.isinf(planes.limit)).all()
    ranked = ((planes.scale > 1 / MODERATE) & (planes.scale < MODERATE)).all()
    return np.float32 if exact and decided and ranked else np.float64


def _filled_up(planes: NDArray[np.float64], kind: type[np.floating[Any]]) -> NDArray[Any]:
    """Shape (rows, bands, cols), with bands of zeros up to whole turns."""
    bands, rows, cols = planes.shape
    filled = np.zeros((rows, bands + -bands % BANDS, cols), kind)
    filled[:, :bands] = planes.swapaxes(0, 1)
    return filled


@compiled
def _mean_rows(
    start: int, stop: int, count: int, reach: Any, closeness: Any, squared: Any, floor: float, influence: float,
    similar: Any, quick_scale: Any, limit: Any, valid: Any, scale: Any, values: Any, cancelled: Any,
    ranks: Any, bits: Any, narrow: Any, mean: Any, variance: Any, number: Any,
) -> None:  # fmt: skip
    """Rows `start` to `stop`; `bits` are those of `ranks`, in the same memory."""
    size, wide = reach.shape
    half, cols, bands = size // 2, scale.shape[1], similar.shape[1]
    seen = np.zeros((stop - start + size - 1, bands, COLUMNS + wide), similar.dtype)
    # Values, scales and limits of the pixels of a row.
    centre = np.zeros((3, bands, COLUMNS), similar.dtype)
    if limit is not None:
        for band in range(bands):
            centre[2, band] = limit[band]
    keys = np.empty((max(1, min(size, KEPT // (2 * wide * COLUMNS))), wide, COLUMNS), np.uint16)
    best, halving = np.empty((groups(count), COLUMNS), np.uint16), np.empty((4, COLUMNS), np.uint16)
    bound = np.zeros(COLUMNS, np.uint16)
    # Place, difference and rank of each pixel's candidates: first those that are ranked, in order, then the others.
    listed = np.empty((COLUMNS, 3, count + ROOM))
    ranked, found = np.zeros(COLUMNS, np.int64), np.zeros(COLUMNS, np.int64)
    sums = np.empty((2, values.shape[2]))
    for left in range(0, cols, COLUMNS):
        width = min(COLUMNS, cols - left)
        copy_seen(start, left, similar, seen)
        for row in range(start, stop):
            seen_row = row - start
            copy_centre(row, seen_row + half, left, half, width, seen, quick_scale, centre)
            look(seen_row, centre, seen, limit, squared, floor, reach, cancelled, ranks, bits, narrow, keys, best)
            bounds(count, narrow, best, halving, bound)
            for col in range(COLUMNS):
                ranked[col] = found[col] = 0
                if col >= width or not valid[row + half, left + col + half]:
                    bound[col] = 0
            for down in range(size):
                if cancelled[0]:
                    return
                slot = min(down, len(keys) - 1)
                if size > len(keys) and slot == len(keys) - 1:
                    look_at_row(
                        seen_row, down, slot, centre, seen, limit, squared, floor, reach, ranks, bits, narrow, keys
                    )  # fmt: skip
                _list(
                    row, seen_row, down, slot, left, keys, bound, seen, squared, floor, reach, scale, half, count,
                    listed, ranked, found,
                )  # fmt: skip
            for col in range(width):
                at = left + col
                _rank(row, seen_row, col, at, seen, squared, floor, reach, scale, half, count, listed, ranked, found)
                number[row, at] = found[col]
                _average(row, at, found[col], size, closeness, influence, listed[col], values, sums, mean, variance)


@compiled
def _list(
    row: int, seen_row: int, down: int, slot: int, left: int, keys: Any, bound: Any, seen: Any, squared: Any,
    floor: float, reach: Any, scale: Any, half: int, count: int, listed: Any, ranked: Any, found: Any,
) -> None:  # fmt: skip
    """List the candidates in one row of the window that have a key below the bound."""
    wide = reach.shape[1]
    for right in range(wide):
        place = float((right << PLACE_BITS) + down)
        for first in range(0, COLUMNS, LANES):
            marks = marks_below(keys, (slot * wide + right) * COLUMNS + first, bound, first)
            while marks:
                col = first + lowest_mark(marks)
                marks &= marks - 1
                listed[col, 0, found[col]] = place
                found[col] += 1
                if found[col] == count + ROOM:
                    _rank(
                        row, seen_row, col, left + col, seen, squared, floor, reach, scale, half, count, listed,
                        ranked, found,
                    )  # fmt: skip


@compiled
def _rank(
    row: int, seen_row: int, col: int, at: int, seen: Any, squared: Any, floor: float, reach: Any, scale: Any,
    half: int, count: int, listed: Any, ranked: Any, found: Any,
) -> None:  # fmt: skip
    """Keep the best of a pixel's candidates, sorted by rank and, where ranks are equal, by place in the window."""
    most = found[col]
    for one in range(ranked[col], most):
        place = int(listed[col, 0, one])
        right, down = place >> PLACE_BITS, place & PLACE_MASK
        difference = 0.0
        for band in range(scale.shape[2]):
            value = float(seen[seen_row + down, band, col + right])
            step = abs(value - float(seen[seen_row + half, band, col + half]))
            difference += scale[row, at, band] * (step * step if squared is not None else step)
        listed[col, 1, one] = difference
        listed[col, 2, one] = (difference + floor) * reach[down, right]
    # How many are better than each one, which is its place; counting them all takes less time than jumps that cannot be
    # foreseen.
    order = np.empty((3, most))
    for one in range(most):
        place, rank = listed[col, 0, one], listed[col, 2, one]
        better = 0
        for other in range(most):
            other_rank = listed[col, 2, other]
            better += (other_rank < rank) | ((other_rank == rank) & (listed[col, 0, other] < place))
        for fact in range(3):
            order[fact, better] = listed[col, fact, one]
    found[col] = ranked[col] = min(most, count)
    for fact in range(3):
        for one in range(found[col]):
            listed[col, fact, one] = order[fact, one]


@compiled
def _average(
    row: int, col: int, found: int, size: int, closeness: Any, influence: float, listed: Any, values: Any, sums: Any,
    mean: Any, variance: Any,
) -> None:  # fmt: skip
    """Weighted mean and variance over a pixel's neighbours."""
    weights = 0.0
    sums[:] = 0
    for one in range(found):
        place = int(listed[0, one])
        right, down = place >> PLACE_BITS, place & PLACE_MASK
        weight = closeness[right * size + down] / (1 + influence * listed[1, one])
        weights += weight
        for band in range(values.shape[2]):
            value = float(values[row + down, col + right, band])
            sums[0, band] += weight * value
            sums[1, band] += weight * value * value
    if weights > 0:
        for band in range(values.shape[2]):
            mean[band, row, col] = sums[0, band] / weights
            variance[band, row, col] = max(sums[1, band] / weights - (sums[0, band] / weights) ** 2, 0.0)
