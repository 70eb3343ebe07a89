"""Means over the most similar neighbours, on the CPU."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..workers import Workers
from .compiled import compiled
from .neighbours import Mean, Neighbours, Search, offsets_by_column


def cpu_mean(planes: Neighbours, search: Search, workers: Workers) -> Mean:
    """As `neighbours.neighbour_mean`, in row stripes on the pool."""
    bands = len(planes.values)
    rows, cols = planes.scale.shape[1:]
    result = Mean(
        np.zeros((bands, rows, cols), np.float32),
        np.zeros((bands, rows, cols), np.float32),
        np.zeros((rows, cols), np.float32),
    )
    down, right, distance = offsets_by_column(search.half)
    count = min(search.count, len(distance))
    closeness = 1 / (1 + distance / search.distance)
    reach = search.reach + distance / max(search.half, 1) if search.reach else np.ones_like(distance)
    # Pixels side by side in memory: a candidate's bands are looked at together.
    similar = np.ascontiguousarray(np.moveaxis(planes.similar, 0, -1))
    values = np.ascontiguousarray(np.moveaxis(planes.values, 0, -1))
    scale = np.ascontiguousarray(np.moveaxis(planes.scale, 0, -1))

    def stripe(start: int, stop: int) -> None:
        _mean_rows(
            start, stop, search.half, count, down, right, reach, closeness, search.squared, search.floor,
            search.influence, similar, planes.valid, planes.limit, scale, values, workers.stop,
            result.mean, result.variance, result.count,
        )  # fmt: skip

    workers.stripes(rows, stripe)
    return result


@compiled
def _mean_rows(
    start: int, stop: int, half: int, count: int, down: Any, right: Any, reach: Any, closeness: Any, squared: bool,
    floor: float, influence: float, similar: Any, valid: Any, limit: Any, scale: Any, values: Any, cancelled: Any,
    mean: Any, variance: Any, number: Any,
) -> None:  # fmt: skip
    """Rows `start` to `stop`."""
    cols = scale.shape[1]
    rank, difference = np.empty(count), np.empty(count)
    chosen = np.empty(count, np.int64)
    for row in range(start, stop):
        for col in range(cols):
            if cancelled[0]:
                return
            if not valid[row + half, col + half]:
                continue
            found = _most_similar(
                row, col, half, down, right, reach, squared, floor, similar, valid, limit, scale,
                rank, difference, chosen,
            )  # fmt: skip
            _average(row, col, found, down, right, closeness, influence, difference, chosen, values, mean, variance)
            number[row, col] = found


@compiled
def _most_similar(
    row: int, col: int, half: int, down: Any, right: Any, reach: Any, squared: bool, floor: float,
    similar: Any, valid: Any, limit: Any, scale: Any, rank: Any, difference: Any, chosen: Any,
) -> Any:  # fmt: skip
    """Keep the best candidates sorted by rank; an equal later one never displaces an earlier. Returns how many."""
    found, most = 0, len(rank)
    bands = similar.shape[2]
    for place in range(len(down)):
        at_row, at_col = row + down[place], col + right[place]
        if not valid[at_row, at_col]:
            continue
        total, near = 0.0, True
        for band in range(bands):
            step = abs(similar[at_row, at_col, band] - similar[row + half, col + half, band])
            if step >= limit[band]:
                near = False
                break
            total += scale[row, col, band] * (step * step if squared else step)
        if not near:
            continue
        score = (total + floor) * reach[place]
        if found == most and score >= rank[most - 1]:
            continue
        if found < most:
            found += 1
        slot = found - 1
        while slot > 0 and rank[slot - 1] > score:
            rank[slot], difference[slot], chosen[slot] = rank[slot - 1], difference[slot - 1], chosen[slot - 1]
            slot -= 1
        rank[slot], difference[slot], chosen[slot] = score, total, place
    return found


@compiled
def _average(
    row: int, col: int, found: int, down: Any, right: Any, closeness: Any, influence: float,
    difference: Any, chosen: Any, values: Any, mean: Any, variance: Any,
) -> None:  # fmt: skip
    for band in range(values.shape[2]):
        weights, total, squares = 0.0, 0.0, 0.0
        for slot in range(found):
            place = chosen[slot]
            weight = closeness[place] / (1 + influence * difference[slot])
            value = float(values[row + down[place], col + right[place], band])
            weights += weight
            total += weight * value
            squares += weight * value * value
        if weights > 0:
            mean[band, row, col] = total / weights
            variance[band, row, col] = max(squares / weights - (total / weights) ** 2, 0.0)
