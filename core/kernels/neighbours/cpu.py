"""Means over the most similar neighbours, on the CPU.

Nearly all candidates differ too much to be neighbours, and the largest rank of a neighbour changes little from one
pixel to the next. So a bound of the rank is estimated, and only candidates that can be within it are ranked
(`neighbours.nearest`).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...runtime.workers import Workers
from ..common.compiled import ZERO, compiled, compiled_part
from ..common.packed import look
from ..common.similar import NOT_NEGATIVE, window_table
from .nearest import DIFFERENCE, OFFSET, RANK, SLOTS, candidates, find_nearest, make_room, set_centre
from .planes import Mean, Neighbours, Search

# Pixels of a row processed at a time: the data in the windows of a stripe should stay in the cache.
COLUMNS = 64

# Marks that the rank of the last neighbour is not known.
UNKNOWN = -1.0


def cpu_mean(planes: Neighbours, search: Search, workers: Workers) -> Mean:
    """CPU version of `neighbours.neighbour_mean`: computes row stripes on the thread pool."""
    bands = len(planes.values)
    rows, cols = planes.scale.shape[1:]
    result = Mean(
        np.zeros((bands, rows, cols), np.float32),
        np.zeros((bands, rows, cols), np.float32),
        np.zeros((rows, cols), np.float32),
    )
    span = np.arange(2 * search.half + 1) - search.half
    distance = np.hypot(span[:, None], span)
    reach = search.reach + distance / max(search.half, 1) if search.reach else np.ones_like(distance)
    seen, rule = candidates(planes, search, reach)
    closeness = window_table(1 / (1 + distance / search.distance), rule.width)
    scale = np.ascontiguousarray(np.moveaxis(planes.scale, 0, -1))
    values = np.empty((planes.values.shape[1], rule.width, bands), np.float32)
    _lay_out(np.ascontiguousarray(planes.values), values)
    valid = np.ascontiguousarray(planes.valid)

    def stripe(start: int, stop: int) -> None:
        _mean_rows(
            start, stop, seen, rule, search.squared or None, np.isfinite(planes.limit).any() or None,
            valid, scale, values.ravel(), closeness, search.influence, workers.stop,
            result.mean, result.variance, result.count, np.full(cols + 2, UNKNOWN), *make_room(rule, seen.limit),
        )  # fmt: skip

    workers.stripes(rows, stripe)
    return result


@compiled
def _lay_out(values: Any, laid_out: Any) -> None:
    """Store the bands of each pixel contiguously."""
    bands, rows, cols = values.shape
    for row in range(rows):
        for band in range(bands):
            for col in range(cols):
                laid_out[row, col, band] = values[band, row, col]


@compiled
def _mean_rows(
    start: int, stop: int, seen: Any, rule: Any, squared: Any, limited: Any, valid: Any, scale: Any, values: Any,
    closeness: Any, influence: float, cancelled: Any, mean: Any, variance: Any, number: Any, last: Any, room: Any,
    keys: Any, order: Any, listed: Any, centres: Any, columns: Any, bounds: Any, near: Any, marks: Any,
) -> None:  # fmt: skip
    """Compute rows `start` to `stop`; `squared` and `limited` are as for `find_nearest`.

    `last` has the rank of the last neighbour of each pixel in the row above, and of the pixels already processed in this
    row, or `UNKNOWN`; the arguments after it are from `make_room`.
    """
    # Read from the tuple once.
    packed, exact, reach, place = seen.packed, seen.exact, seen.reach, seen.place
    half, width, cols = rule.half, rule.width, scale.shape[1]
    for left in range(0, cols, COLUMNS):
        for row in range(start, stop):
            # In the first row only the rank of the pixel to the left is known.
            together = SLOTS if row > start else 1
            for first in range(left, min(left + COLUMNS, cols), together):
                if cancelled[0]:
                    return
                used = ZERO
                for col in range(first, min(first + together, cols)):
                    if valid[row + half, col + half]:
                        set_centre(
                            packed, scale, rule, squared, row, col, used, _expected(last, col), room, centres, columns,
                            bounds, near,
                        )  # fmt: skip
                        used += 1
                look(packed, centres, squared, near, row, columns, 0, used, 2 * half + 1, width, marks)
                for slot in range(used):
                    found = find_nearest(
                        packed, exact, reach, place, scale, rule, squared, limited, row, slot, room, keys, order,
                        listed, centres, columns, bounds, near, marks,
                    )  # fmt: skip
                    col = columns[slot]
                    last[col + 1] = room[RANK, found - 1] if found == rule.wanted else np.inf
                    number[row, col] = found
                    _average(row, col, found, row * width + col, closeness, influence, room, values, mean, variance)


@compiled_part
def _expected(last: Any, col: int) -> Any:
    """Returns the expected rank of the last neighbour: the mean of the known ranks of adjacent pixels, or `UNKNOWN`."""
    total, known = 0.0, 0
    for one in range(col, col + 3):
        if last[one] >= 0:
            total += last[one]
            known += 1
    return total / known if known > 0 else UNKNOWN


@compiled_part
def _average(
    row: int, col: int, found: int, corner: int, closeness: Any, influence: float, room: Any, values: Any, mean: Any,
    variance: Any,
) -> None:  # fmt: skip
    """Write the weighted mean and variance over a pixel's neighbours."""
    total, bands = 0.0, len(mean)
    for one in range(found):
        offset = int(room[OFFSET, one]) & NOT_NEGATIVE
        weight = closeness[offset] / (1 + influence * room[DIFFERENCE, one])
        room[RANK, one] = weight
        total += weight
    if total <= 0:
        return
    for band in range(bands):
        first, second = 0.0, 0.0
        for one in range(found):
            weight = room[RANK, one]
            offset = int(room[OFFSET, one]) & NOT_NEGATIVE
            value = float(values[(corner + offset) * bands + band])
            first += weight * value
            second += weight * value * value
        mean[band, row, col] = first / total
        variance[band, row, col] = max(second / total - (first / total) ** 2, 0.0)
