"""Search for the candidates with the lowest ranks in a pixel's window, on the CPU.

A bound of the rank is estimated from the ranks of adjacent pixels. A preselection (`common.packed`) lists the
candidates that can be within it, few more than neighbours are needed, and only these are ranked exactly and sorted. If
too few are within the bound, it was too low, and a higher one is tried: the bound affects the computing time, never the
result.

Functions called for each pixel take single arrays, not tuples of arrays: numba would count references each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..common.compiled import compiled, compiled_part
from ..common.packed import AT_ONCE, bound_of_squares, list_marked, look, marks_in, packed, set_factors
from ..common.similar import NOT_NEGATIVE, window_table
from ..common.vectors import FOUR, SIXTEEN, add_steps, count_below, four_below
from .planes import Neighbours, Search

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Room for candidates not sorted yet, in addition to the best so far.
ROOM = 64

# Ratio of the bound to the expected rank: with a lower one more windows are searched twice, with a higher one more
# candidates are ranked.
MARGIN = 1.6

# Increase of a bound that was too low: 1.5 times the factor by which the number must grow, within these limits.
ABOVE, LEAST_RISE, MOST_RISE = 1.5, 1.5, 16.0

# Number of bounds tried before all candidates are ranked.
TRIALS = 4

# Pixels of a row whose windows are searched together.
SLOTS = 16

# Larger than the rank of any valid pixel, and less than infinity.
ANY_RANK = np.finfo(np.float64).max

# Rows of the work memory of one pixel. First its neighbours, sorted by rank: rank, difference and offset (as returned
# by `list_marked`). Then three rows for sorting, values and scale of the centre, and the limits.
RANK, DIFFERENCE, OFFSET, BEST, CENTRE, SCALE, LIMIT, ROWS = 0, 1, 2, 3, 6, 7, 8, 9


class Rule(NamedTuple):
    """How candidates are ranked (see `neighbours.Search`) and laid out.

    `least_reach` and `most_reach` are the extremes of the factors of ranks; the rest is as in `common.packed.Packed`.
    """

    wanted: int
    floor: float
    least_reach: float
    most_reach: float
    bands: int
    planes: int
    half: int
    width: int
    step: float


class Candidates(NamedTuple):
    """Pixel data read by the search.

    Attributes
    ----------
    packed : ndarray of int16
        See `common.packed.Packed`.
    exact : ndarray of float64
        Values of each pixel, infinite where invalid, padded with zeros to a multiple of four planes.
    limit : ndarray of float64, shape (planes,)
    reach : ndarray of float64
        Factors of ranks, indexed by the offsets of `list_marked`.
    place : ndarray of int64
        Order of candidates of equal rank, indexed likewise.
    """

    packed: NDArray[np.int16]
    exact: NDArray[np.float64]
    limit: NDArray[np.float64]
    reach: NDArray[np.float64]
    place: NDArray[np.int64]


def candidates(planes: Neighbours, search: Search, reach: NDArray[np.float64]) -> tuple[Candidates, Rule]:
    """Lay out the pixel data of the search; `reach` has the shape (size, size)."""
    size = len(reach)
    bands, height, _ = planes.similar.shape
    valid = np.ascontiguousarray(planes.valid)  # one type, so that the kernels are compiled once
    seen = packed(planes.similar, valid)
    exact = np.empty((height, seen.width, seen.planes))
    _lay_out(planes.similar, valid, exact)
    limit = np.full(seen.planes, np.inf)
    limit[:bands] = planes.limit
    place = np.arange(size * size).reshape(size, size).T
    tables = (window_table(table, seen.width) for table in (reach, place))
    rule = Rule(
        min(search.count, size * size), search.floor, float(reach.min()), float(reach.max()), bands, seen.planes,
        search.half, seen.width, seen.step,
    )  # fmt: skip
    return Candidates(seen.values, exact.ravel(), limit, *tables), rule


@compiled
def _lay_out(values: Any, valid: Any, exact: Any) -> None:
    bands, rows, cols = values.shape
    exact[:] = 0
    for row in range(rows):
        for band in range(bands):
            for col in range(cols):
                exact[row, col, band] = values[band, row, col] if valid[row, col] else np.inf


def make_room(rule: Rule, limits: NDArray[np.float64]) -> tuple[NDArray[Any], ...]:
    """Returns the work memory of one thread; in a kernel numba would compile each allocation.

    For one pixel: an array of shape (ROWS, ...), keys and order for sorting, and the listed offsets. For each slot:
    packed values and factors, column, bounds of ranks and of packed sums, and bit masks.
    """
    size, planes = 2 * rule.half + 1, rule.planes
    most = max(rule.wanted + ROOM + SIXTEEN, planes)
    room = np.zeros((ROWS, most))
    room[LIMIT, :planes] = limits
    return (
        room, np.empty(most, np.float32), np.empty(most, np.int32), np.empty(size * size + AT_ONCE, np.int32),
        np.zeros((SLOTS, 2, planes), np.int16), np.zeros(SLOTS, np.int64), np.zeros(SLOTS), np.zeros(SLOTS, np.int32),
        np.zeros((SLOTS, marks_in(size)), np.int64),
    )  # fmt: skip


@compiled_part
def set_centre(
    values: Any, scale: Any, rule: Any, squared: Any, row: int, col: int, slot: int, expected: float, room: Any,
    centres: Any, columns: Any, bounds: Any, near: Any,
) -> None:  # fmt: skip
    """Prepare a pixel for `look`; `expected` is the expected rank of the last neighbour, or negative if unknown."""
    columns[slot] = col
    for band in range(rule.bands):
        room[SCALE, band] = scale[row, col, band]
    for plane in range(rule.planes):
        at = ((row + rule.half) * (rule.planes // 2) + plane // 2) * rule.width + col + rule.half
        centres[slot, 0, plane] = values[2 * at + plane % 2]
    least, most = _extremes(rule, squared, room)
    bounds[slot] = expected * MARGIN if expected >= 0 else least
    _set_bound(rule, squared, most, slot, room, centres, bounds, near)


@compiled_part
def _extremes(rule: Any, squared: Any, room: Any) -> Any:
    """Returns the rank of a pixel one step away in each band, and the maximum rank of a pixel within the limits."""
    least, most = 0.0, 0.0
    for band in range(rule.bands):
        scale, limit = room[SCALE, band], room[LIMIT, band]
        if scale > 0:
            least += scale * (rule.step * rule.step if squared is not None else rule.step)
            most += scale * (limit * limit if squared is not None else limit)
    return (least + rule.floor) * rule.least_reach, (most + rule.floor) * rule.most_reach


@compiled_part
def _set_bound(
    rule: Any, squared: Any, most: float, slot: int, room: Any, centres: Any, bounds: Any, near: Any
) -> None:
    """Derive the bound of packed sums from that of ranks."""
    if bounds[slot] >= most:
        bounds[slot] = ANY_RANK
    # Sums are of differences, without reach and floor.
    difference = max(min(bounds[slot], most) / rule.least_reach - rule.floor, 0.0)
    if squared is not None:
        near[slot] = bound_of_squares(rule.step, room[SCALE], rule.bands, difference)
    else:
        near[slot] = set_factors(centres, slot, rule.step, room[SCALE], rule.bands, difference)


@compiled_part
def find_nearest(
    values: Any, exact: Any, reach: Any, place: Any, scale: Any, rule: Any, squared: Any, limited: Any,
    row: int, slot: int, room: Any, keys: Any, order: Any, listed: Any, centres: Any, columns: Any, bounds: Any,
    near: Any, marks: Any,
) -> Any:  # fmt: skip
    """Find the candidates with the lowest ranks, after `look`. Returns their number: `rule.wanted` if there are enough.

    The first arguments are from `Candidates`, the last from `make_room`. `squared` and `limited` are None or
    True.
    """
    half, planes, col = rule.half, rule.planes, columns[slot]
    size, corner = 2 * half + 1, row * rule.width + col
    for band in range(rule.bands):
        room[SCALE, band] = scale[row, col, band]
    for plane in range(planes):
        room[CENTRE, plane] = exact[(corner + half * rule.width + half) * planes + plane]
    for trial in range(TRIALS + 1):
        found, bound = list_marked(marks, slot, size, rule.width, listed), bounds[slot]
        if found >= rule.wanted or bound == ANY_RANK:
            if planes == FOUR:
                found = _rank(
                    exact, reach, place, listed, rule.wanted, rule.floor, squared, limited, None, corner, planes, found,
                    bound, room, keys, order,
                )  # fmt: skip
            else:
                found = _rank(
                    exact, reach, place, listed, rule.wanted, rule.floor, squared, limited, True, corner, planes, found,
                    bound, room, keys, order,
                )  # fmt: skip
        if found >= rule.wanted or bound == ANY_RANK:
            break
        least, most = _extremes(rule, squared, room)
        bounds[slot] = max(bound * min(max(ABOVE * rule.wanted / (found + 1), LEAST_RISE), MOST_RISE), least)
        if trial == TRIALS - 1:
            bounds[slot] = ANY_RANK
        _set_bound(rule, squared, most, slot, room, centres, bounds, near)
        look(values, centres, squared, near, row, columns, slot, slot + 1, size, rule.width, marks)
    return _keep_best(place, found, rule.wanted, room, keys, order)


@compiled_part
def _rank(
    exact: Any, reach: Any, place: Any, listed: Any, count: int, floor: float, squared: Any, limited: Any, more: Any,
    corner: int, planes: int, number: int, bound: float, room: Any, keys: Any, order: Any,
) -> Any:  # fmt: skip
    """Rank the listed candidates and keep those within the bound; if there are too many, only the best.

    `more` (more than four bands) is None or True.
    """
    kept, behind, full = 0, NOT_NEGATIVE, count + ROOM
    centre, scale, limit = CENTRE * room.shape[1], SCALE * room.shape[1], LIMIT * room.shape[1]
    if more is None:
        planes = FOUR  # set again, so that the compiler knows the value
    # Starts in the middle of the window and continues at its top: pixels near the centre set a low bound early.
    for turn in range(number // 2, number // 2 + number):
        offset = listed[(turn if turn < number else turn - number) & NOT_NEGATIVE] & NOT_NEGATIVE
        at = (corner + offset) * planes
        difference, near = add_steps(0.0, exact, at, room, centre, scale, squared), True
        if limited is not None:
            near = four_below(exact, at, room, centre, limit)
        if more is not None:
            for first in range(FOUR, planes, FOUR):
                difference = add_steps(difference, exact, at + first, room, centre + first, scale + first, squared)
                if limited is not None:
                    near &= four_below(exact, at + first, room, centre + first, limit + first)
        rank = (difference + floor) * reach[offset]
        slot = kept & NOT_NEGATIVE
        room[OFFSET, slot] = offset
        room[DIFFERENCE, slot] = difference
        room[RANK, slot] = rank
        near &= rank <= bound
        if rank == bound:
            near &= place[offset] < behind
        kept += near
        if kept == full:
            kept = _keep_best(place, kept, count, room, keys, order)
            bound, behind = room[RANK, kept - 1], place[int(room[OFFSET, kept - 1])]
    return kept


@compiled_part
def _keep_best(place: Any, found: int, count: int, room: Any, keys: Any, order: Any) -> Any:
    """Keep the best, sorted by rank and, for equal ranks, by position in the window. Returns their number."""
    # The position of each candidate is the number of better ones; counting them all takes less time than branches that
    # cannot be predicted.
    for one in range(found):
        keys[one] = room[RANK, one]
    for first in range(0, found, SIXTEEN):
        count_below(keys, first, found, order)
    betters = 0
    for one in range(found):
        betters += order[one]
    if betters < found * (found - 1) // 2:
        _part_equals(place, found, room, order)
    for one in range(found):
        at = min(order[one], count) & NOT_NEGATIVE
        for fact in range(3):
            room[BEST + fact, at] = room[fact, one]
    found = min(found, count)
    for fact in range(3):
        for one in range(found):
            room[fact, one] = room[BEST + fact, one]
    return found


@compiled_part
def _part_equals(place: Any, found: int, room: Any, order: Any) -> None:
    """Order candidates of equal rank, or of ranks that are equal in float32, by exact rank and then by position."""
    for one in range(found):
        room[BEST, order[one]] = 0
        room[BEST + 1, one] = place[int(room[OFFSET, one])]
    for one in range(found):
        room[BEST, order[one]] += 1
    for one in range(found):
        if room[BEST, order[one]] > 1:
            rank, here, better = room[RANK, one], room[BEST + 1, one], 0
            for other in range(found):
                equal = (room[RANK, other] == rank) & (room[BEST + 1, other] < here)
                better += (room[RANK, other] < rank) | equal
            order[one] = better
