"""Means over the most similar neighbours, on the CPU.

Nearly all candidates are far from being neighbours, and sorting each into a list of the best is slow. So tiles of `COLUMNS`
pixels of a row are looked at twice by vector code that computes ranks in float32. The first look finds for each pixel a rank
that enough candidates are sure to have or to be below; the second passes on those that are not above it, few more than there
will be neighbours. Only these are ranked exactly and sorted in. Quick ranks differ from exact ones by rounding, for which a
margin is left: they decide what is worth ranking, never who is a neighbour.

LLVM makes vector code of the loops over `col` only if numba sees no slice in them, no index that could be negative, and if
there are few arrays that what is written could overlap with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..workers import Workers
from .compiled import compiled
from .neighbours import Mean, Neighbours, Search, offsets_by_column

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Pixels of a row worked on at a time.
COLUMNS = 256

# Window columns looked at in one turn; windows are filled up to whole turns.
STEPS = 4

# Bands compared in one turn, by code that is unrolled; images are filled up with bands that never differ.
BANDS = 4

# Pixels that are asked together whether any has found a candidate, and how many of their marks make up a word.
CHUNK, WORD = 32, 8

# The first look shares out the candidates among groups, and takes the best of each: at least so many groups in all, and for
# each neighbour wanted. The more there are, the closer the rank found is to that of the last neighbour.
LEAST_GROUPS, GROUPS_PER_NEIGHBOUR = 64, 3

# How often the interval in which the first look's rank lies is halved.
HALVINGS = 12

# Whole numbers below are exact in float32, and with scales and values in this range no rank leaves that of float32.
EXACT = 2.0**24
MODERATE = 1e12

# Above zero by the least: a candidate of rank zero is below it.
TINY = float(np.finfo(np.float32).tiny)


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
    margin : float
        Quick and exact ranks are closer than this share of either.
    """

    similar: NDArray[Any]
    scale: NDArray[Any]
    limit: NDArray[Any] | None
    margin: float


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

    def stripe(start: int, stop: int) -> None:
        _mean_rows(
            start, stop, count, reach, closeness, search.squared or None, search.floor, search.influence,
            quick.similar, quick.scale, quick.limit, quick.margin, planes.valid, scale, values, workers.stop,
            result.mean, result.variance, result.count,
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
        # Each of the operations that lead to a rank adds at most half an eps, and no term is negative.
        margin=float(np.finfo(kind).eps) * (4 * bands + 16),
    )


def _kind(planes: Neighbours) -> type[np.floating[Any]]:
    """float32 if it holds all values and decides exactly on all limits, or else float64, which takes twice the time."""
    similar = planes.similar[:, planes.valid]
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
    quick_similar: Any, quick_scale: Any, limit: Any, margin: float, valid: Any, scale: Any, values: Any,
    cancelled: Any, mean: Any, variance: Any, number: Any,
) -> None:  # fmt: skip
    """Rows `start` to `stop`."""
    size, wide = reach.shape
    half, cols, bands = size // 2, scale.shape[1], quick_similar.shape[1]
    kind = quick_similar.dtype
    seen = np.zeros((stop - start + size - 1, bands, COLUMNS + wide), kind)
    # Values, scales and limits of the pixels of a row.
    centre = np.zeros((3, bands, COLUMNS), kind)
    if limit is not None:
        for band in range(bands):
            centre[2, band] = limit[band]
    totals = np.zeros((STEPS, COLUMNS), kind)
    best = np.zeros((max(LEAST_GROUPS, -(-GROUPS_PER_NEIGHBOUR * count // STEPS) * STEPS), COLUMNS), kind)
    bound, halving = np.zeros(COLUMNS, kind), np.zeros((3, COLUMNS), kind)
    found = np.zeros(COLUMNS, np.int64)
    rank, difference = np.empty((COLUMNS, count)), np.empty((COLUMNS, count))
    chosen = np.empty((COLUMNS, count), np.int64)
    weight, at = np.empty(count), np.empty((count, 2), np.int64)
    for left in range(0, cols, COLUMNS):
        width = min(COLUMNS, cols - left)
        _copy_seen(start, left, quick_similar, seen)
        for row in range(start, stop):
            _copy_centre(row, row - start + half, left, half, width, seen, quick_scale, centre)
            _best_of_groups(row - start, centre, seen, limit, squared, floor, reach, cancelled, totals, best)
            _bounds(count, margin, best, halving, bound)
            for col in range(COLUMNS):
                found[col] = 0
                if col >= width or not valid[row + half, left + col + half]:
                    bound[col] = -1
            _search(
                row, row - start, left, centre, seen, limit, squared, floor, reach, margin, scale, cancelled,
                totals, bound, found, rank, difference, chosen,
            )  # fmt: skip
            if cancelled[0]:
                return
            for col in range(width):
                number[row, left + col] = found[col]
                _weigh(col, found[col], size, closeness, influence, difference, chosen, weight, at)
                _average(row, left + col, found[col], weight, at, values, mean, variance)


@compiled
def _copy_seen(start: int, left: int, similar: Any, seen: Any) -> None:
    """Copy what the pixels of a tile see. What lies beyond the planes keeps older values, which decide on nothing."""
    rows, bands, span = seen.shape
    for row in range(rows):
        for band in range(bands):
            for col in range(min(span, similar.shape[2] - left)):
                seen[row, band, col] = similar[start + row, band, left + col]


@compiled
def _copy_centre(row: int, seen_row: int, left: int, half: int, width: int, seen: Any, scale: Any, centre: Any) -> None:
    """Copy values and scales of the pixels of a row."""
    for band in range(centre.shape[1]):
        for col in range(width):
            centre[0, band, col] = seen[seen_row, band, col + half]
            centre[1, band, col] = scale[row, band, left + col]


@compiled
def _best_of_groups(
    row: int, centre: Any, seen: Any, limit: Any, squared: Any, floor: float, reach: Any, cancelled: Any,
    totals: Any, best: Any,
) -> None:  # fmt: skip
    """Lowest quick rank in each group of candidates, for each pixel.

    Candidates join the groups in turn: pixels close to each other are often alike, and should be in different ones.
    """
    best[:] = np.inf
    group = 0
    for down in range(reach.shape[0]):
        if cancelled[0]:
            return
        for first in range(0, reach.shape[1], STEPS):
            _differences(row + down, first, centre, seen, limit, squared, totals)
            for step in range(STEPS):
                _lower(step, group + step, floor, reach[down, first + step], totals, best)
            group = group + STEPS if group + STEPS < len(best) else 0


@compiled
def _lower(step: int, group: int, floor: float, reach: float, totals: Any, best: Any) -> None:
    base, factor = totals.dtype.type(floor), totals.dtype.type(reach)
    for col in range(COLUMNS):
        score = (totals[step, col] + base) * factor
        # Not so where the score is not a number: zero times infinitely far.
        best[group, col] = score if score < best[group, col] else best[group, col]


@compiled
def _differences(row: int, first: int, centre: Any, seen: Any, limit: Any, squared: Any, totals: Any) -> None:
    """Difference of each pixel from its candidates in `STEPS` window columns, infinite for those over a limit."""
    _add_bands(row, first, 0, centre, seen, limit, squared, None, totals)
    for band in range(BANDS, centre.shape[1], BANDS):
        _add_bands(row, first, band, centre, seen, limit, squared, True, totals)


@compiled
def _add_bands(
    row: int, first_col: int, first_band: int, centre: Any, seen: Any, limit: Any, squared: Any, more: Any, totals: Any
) -> None:
    """Add `BANDS` bands to the differences, or begin with them if `more` is None."""
    zero, never = totals.dtype.type(0), totals.dtype.type(np.inf)
    right = max(first_col, 0)  # tells LLVM that it is not negative
    for step in range(STEPS):
        for col in range(COLUMNS):
            total = zero if more is None else totals[step, col]
            near = True
            for turn in range(BANDS):
                band = first_band + turn
                difference = abs(seen[row, band, right + step + col] - centre[0, band, col])
                if limit is not None:
                    near &= difference < centre[2, band, col]
                total += centre[1, band, col] * (difference * difference if squared is not None else difference)
            totals[step, col] = total if near else never


@compiled
def _bounds(count: int, margin: float, best: Any, halving: Any, bound: Any) -> None:
    """A rank for each pixel that at least `count` candidates are below; infinite where there are fewer."""
    kind = bound.dtype.type
    low, high, number = halving[0], halving[1], halving[2]
    low[:], high[:], number[:] = 0, 0, 0
    for group in range(len(best)):
        for col in range(COLUMNS):
            finite = best[group, col] < np.inf
            high[col] = max(high[col], best[group, col] if finite else kind(0))
            number[col] += kind(1) if finite else kind(0)
    for col in range(COLUMNS):
        bound[col] = 0 if number[col] >= count else np.inf
    for _ in range(HALVINGS):
        number[:] = 0
        for group in range(len(best)):
            for col in range(COLUMNS):
                number[col] += kind(1) if best[group, col] <= (low[col] + high[col]) * kind(0.5) else kind(0)
        for col in range(COLUMNS):
            middle = (low[col] + high[col]) * kind(0.5)
            high[col], low[col] = (middle, low[col]) if number[col] >= count else (high[col], middle)
    for col in range(COLUMNS):
        bound[col] = max(bound[col], kind(high[col] * (1 + margin) + TINY))


@compiled
def _search(
    row: int, seen_row: int, left: int, centre: Any, seen: Any, limit: Any, squared: Any, floor: float, reach: Any,
    margin: float, scale: Any, cancelled: Any, totals: Any, bound: Any, found: Any, rank: Any, difference: Any,
    chosen: Any,
) -> None:  # fmt: skip
    """Keep each pixel's best candidates, sorted by rank and, where ranks are equal, by place in the window."""
    size, wide = reach.shape
    most = rank.shape[1]
    marks = np.zeros((STEPS, COLUMNS), np.uint8)
    words = marks.view(np.uint64)
    for down in range(size):
        if cancelled[0]:
            return
        for first in range(0, wide, STEPS):
            _differences(seen_row + down, first, centre, seen, limit, squared, totals)
            for step in range(STEPS):
                right = first + step
                far = reach[down, right]
                _mark(step, floor, far, totals, bound, marks)
                for chunk in range(0, COLUMNS, CHUNK):
                    if not _any_marked(step, chunk, words):
                        continue
                    for col in range(chunk, chunk + CHUNK):
                        if not marks[step, col]:
                            continue
                        total = _difference(seen_row + down, right, col, squared, centre, seen, row, left, scale)
                        score, place = (total + floor) * far, right * size + down
                        found[col] = _insert(col, score, total, place, found[col], rank, difference, chosen)
                        if found[col] == most:
                            bound[col] = min(bound[col], rank[col, most - 1] * (1 + margin) + TINY)


@compiled
def _mark(step: int, floor: float, reach: float, totals: Any, bound: Any, marks: Any) -> None:
    """Mark the pixels whose candidate has a quick rank below the bound."""
    base, factor = totals.dtype.type(floor), totals.dtype.type(reach)
    for col in range(COLUMNS):
        marks[step, col] = (totals[step, col] + base) * factor < bound[col]


@compiled
def _any_marked(step: int, chunk: int, words: Any) -> Any:
    marked = np.uint64(0)
    for word in range(CHUNK // WORD):
        marked |= words[step, chunk // WORD + word]
    return marked != 0


@compiled
def _difference(
    seen_row: int, right: int, col: int, squared: Any, centre: Any, seen: Any, row: int, left: int, scale: Any
) -> float:
    """Exact difference of a pixel from one candidate."""
    total = 0.0
    for band in range(scale.shape[2]):
        step = abs(float(seen[seen_row, band, col + right]) - float(centre[0, band, col]))
        total += scale[row, left + col, band] * (step * step if squared is not None else step)
    return total


@compiled
def _insert(
    col: int, score: float, total: float, place: int, found: int, rank: Any, difference: Any, chosen: Any
) -> Any:
    """Sort a candidate into those of a pixel. Returns how many there are now."""
    slot = found
    if found == rank.shape[1]:
        slot = found - 1
        if not _before(score, place, rank[col, slot], chosen[col, slot]):
            return found
    while slot > 0 and _before(score, place, rank[col, slot - 1], chosen[col, slot - 1]):
        rank[col, slot], chosen[col, slot] = rank[col, slot - 1], chosen[col, slot - 1]
        difference[col, slot] = difference[col, slot - 1]
        slot -= 1
    rank[col, slot], difference[col, slot], chosen[col, slot] = score, total, place
    return min(found + 1, rank.shape[1])


@compiled
def _before(score: float, place: int, other: float, other_place: int) -> Any:
    return score < other or (score == other and place < other_place)


@compiled
def _weigh(
    col: int, found: int, size: int, closeness: Any, influence: float, difference: Any, chosen: Any, weight: Any,
    at: Any,
) -> None:  # fmt: skip
    """Weights of a pixel's neighbours, and their row and column in the window."""
    for slot in range(found):
        place = chosen[col, slot]
        weight[slot] = closeness[place] / (1 + influence * difference[col, slot])
        at[slot, 1] = place // size
        at[slot, 0] = place - at[slot, 1] * size


@compiled
def _average(row: int, col: int, found: int, weight: Any, at: Any, values: Any, mean: Any, variance: Any) -> None:
    for band in range(values.shape[2]):
        weights, total, squares = 0.0, 0.0, 0.0
        for slot in range(found):
            value = float(values[row + at[slot, 0], col + at[slot, 1], band])
            weights += weight[slot]
            total += weight[slot] * value
            squares += weight[slot] * value * value
        if weights > 0:
            mean[band, row, col] = total / weights
            variance[band, row, col] = max(squares / weights - (total / weights) ** 2, 0.0)
