"""Search for the pixels of a window that are similar to its centre, on the CPU.

Few pixels are similar in every band, and comparing all of them takes far longer than processing the similar ones. So
the values of a band are sorted into levels, and for each level and row there is a bit mask of the pixels below it: a
word with a bit for each of 64 columns. The pixels between two levels are the difference of two masks, and those that
can be similar in all bands are the intersection of such differences. Only these are compared exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .compiled import ZERO, compiled_part
from .lanes import count_marks, lowest_mark
from .vectors import EIGHT, FOUR, eight_within, four_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Columns in a word: the maximum width of a part of a window.
WORD = 64

# Minimum number of pixels in a row: consecutive listed pixels are then less than WORD apart only if in the same row.
NARROWEST = 2 * WORD

# Values from here on mark missing pixels.
NO_VALUE = np.float32(1e29)

# Levels per threshold of a band, and the maximum number of levels, for which the masks still fit in the cache.
LEVELS_PER_THRESHOLD, MOST_LEVELS = 4, 64

# Sampling step for the range of values; the range need not be exact, as values outside it get the first or the last
# level.
SPARSE = 7

# Bits written to the list per step, whether set or not: a branch for each would be mispredicted.
AT_ONCE = 6

# Relative rounding error of a comparison.
ROUNDING = np.float32(1e-6)

# A bit mask that changes no index, but shows LLVM that it is not negative.
NOT_NEGATIVE = 2**31 - 1


class Similar(NamedTuple):
    """Values that decide on similarity.

    Attributes
    ----------
    values : ndarray of float32, shape (H, W, planes)
        With halo, and at least `NARROWEST` columns; `NO_VALUE` or more where there is no value. The number of planes is
        four, eight or a multiple of eight; padding planes are zero.
    planes : ndarray of int64
        Indices of the planes that are not padding.
    lowest, per_unit : ndarray of float32, shape (planes,)
        Value where the levels of a plane begin, and number of levels per unit.
    levels, half : int
    """

    values: NDArray[np.float32]
    planes: NDArray[np.int64]
    lowest: NDArray[np.float32]
    per_unit: NDArray[np.float32]
    levels: int
    half: int


class Room(NamedTuple):
    """Work memory of one thread.

    Attributes
    ----------
    sets : ndarray of int64, shape (words, planes, levels + 1, rows)
        Pixels of a word's columns below each level. Words are stored in a ring buffer.
    between : ndarray of int64, shape (2, rows of the window)
        Pixels that can be similar, in a word and in the next one.
    levels : ndarray of int64, shape (2, planes)
        First level, and the one after the last, that pixels similar to the centre can have.
    centre, limits : ndarray of float32, shape (planes,)
        Values of the centre, and the maximum difference (inclusive) of similar pixels.
    found : ndarray of int32
        Similar pixels, ordered by part (of `WORD` columns), row and column, each as its offset in pixels of the image
        from the first pixel of the window.
    ends : ndarray of int64
        Number of pixels found up to the end of each part.
    """

    sets: NDArray[np.int64]
    between: NDArray[np.int64]
    levels: NDArray[np.int64]
    centre: NDArray[np.float32]
    limits: NDArray[np.float32]
    found: NDArray[np.int32]
    ends: NDArray[np.int64]


def similar_values(fours: list[NDArray[np.float32]], thresholds: list[NDArray[np.float32]], half: int) -> Similar:
    """Returns the layout of images of up to four bands each, shape (bands, H, W), with a typical threshold per band."""
    height, width = fours[0].shape[1:]
    width = max(width, NARROWEST)
    planes_in_all = FOUR if len(fours) == 1 else FOUR * (len(fours) + len(fours) % 2)
    values = np.full((height, width, planes_in_all), NO_VALUE)
    values[:, : fours[0].shape[2]] = 0
    lowest, per_unit = np.zeros((2, values.shape[2]), np.float32)
    planes, levels = [], FOUR
    for number, (bands, limits) in enumerate(zip(fours, thresholds)):
        for band, (plane, limit) in enumerate(zip(bands, limits)):
            at = FOUR * number + band
            planes.append(at)
            values[:, : plane.shape[1], at] = plane
            some = plane[::SPARSE, ::SPARSE]
            some = some[some < NO_VALUE]
            lowest[at], span = _range(some)
            wanted = span / limit * LEVELS_PER_THRESHOLD if limit > 0 else MOST_LEVELS
            levels = max(levels, int(min(wanted, MOST_LEVELS)))
            per_unit[at] = 1 / span if span > 0 else 0
    return Similar(values, np.array(planes, np.int64), lowest, per_unit * np.float32(levels - 2), levels, half)


def _range(values: NDArray[np.float32]) -> tuple[float, float]:
    """Returns the 1st percentile of the values and the distance from there to the 99th."""
    if not values.size:
        return 0.0, 0.0
    low, high = np.percentile(values, [1, 99])
    return float(low), float(high - low)


def window_table(window: NDArray[Any], width: int) -> NDArray[Any]:
    """Returns window values (size, size) as a table indexed by the offsets in `Room.found`; `width` is the image's."""
    size = len(window)
    table = np.zeros((size, width), window.dtype)
    table[:, :size] = window
    return table.ravel()


def make_room(similar: Similar, rows: int) -> Room:
    """Returns the work memory for a tile with `rows` rows of centres; in a kernel numba would compile each allocation."""
    size = 2 * similar.half + 1
    parts = (size + WORD - 1) // WORD
    planes = len(similar.planes)
    return Room(
        np.empty((parts + 1, planes, similar.levels + 1, rows + size - 1), np.int64),
        np.empty((2, size), np.int64),
        np.empty((2, planes), np.int64),
        np.zeros(similar.values.shape[2], np.float32),
        np.zeros(similar.values.shape[2], np.float32),
        np.empty(size * size + AT_ONCE, np.int32),
        np.empty(parts, np.int64),
    )


@compiled_part
def next_words(similar: Any, room: Any, top: int, left: int, word: int) -> None:
    """Fill the words that the 64 centres from ``left + 64 word`` on need in addition to those before them."""
    for number in range(word + len(room.sets) - 1 if word > 0 else 0, word + len(room.sets)):
        _fill_word(similar, room, top, left, number)


@compiled_part
def _fill_word(similar: Any, room: Any, top: int, left: int, word: int) -> None:
    """Fill the bit masks of 64 columns; `top` and `left` are the corner of the tile's first window."""
    slot = word % len(room.sets)
    first = left + word * WORD
    columns = min(WORD, similar.values.shape[1] - first)
    rows = room.sets.shape[3]
    for number in range(len(similar.planes)):
        plane = similar.planes[number]
        for level in range(similar.levels + 1):
            for row in range(rows):
                room.sets[slot, number, level, row] = 0
        for row in range(rows):
            for col in range(columns):
                value = similar.values[top + row, first + col, plane]
                if value < NO_VALUE:
                    above = _level(similar, plane, value) + 1
                    room.sets[slot, number, above, row] |= np.int64(1) << col
        for level in range(1, similar.levels + 1):
            for row in range(rows):
                room.sets[slot, number, level, row] |= room.sets[slot, number, level - 1, row]


@compiled_part
def _level(similar: Any, plane: int, value: Any) -> Any:
    level = (value - similar.lowest[plane]) * similar.per_unit[plane] + np.float32(1)
    return int(min(max(level, np.float32(0)), np.float32(similar.levels - 1)))


@compiled_part
def find_similar(similar: Any, room: Any, row: int, row_in_tile: int, col: int, word: int, shift: int) -> Any:
    """List the pixels that are similar to the centre; parameters as for `list_possible`. Returns their number."""
    list_possible(similar, room, row, row_in_tile, col, word, shift)
    corner = row * similar.values.shape[1] + col
    begin, kept = ZERO, ZERO
    for part in range(len(room.ends)):
        end, start = room.ends[part], kept
        kept = _keep(similar.values, room, corner, 0, begin, end, start)
        for first in range(EIGHT, similar.values.shape[2], EIGHT):
            kept = _keep(similar.values, room, corner, first, start, kept, start)
        begin, room.ends[part] = end, kept
    return kept


@compiled_part
def list_possible(similar: Any, room: Any, row: int, row_in_tile: int, col: int, word: int, shift: int) -> None:
    """List the pixels that can be similar to the centre according to their levels.

    `room.limits` are the maximum differences. The centre is at `row` and `col`, counted without the halo, so its window
    begins there; in its row of the tile it has the number ``64 word + shift``.
    """
    size, width = 2 * similar.half + 1, similar.values.shape[1]
    for number in range(len(similar.planes)):
        plane = similar.planes[number]
        value = similar.values[row + similar.half, col + similar.half, plane]
        room.centre[plane] = value
        limit = min(room.limits[plane], NO_VALUE)
        limit += (abs(value) + limit) * ROUNDING
        room.levels[0, number] = _level(similar, plane, value - limit)
        room.levels[1, number] = _level(similar, plane, value + limit) + 1
    found = ZERO
    for part in range(len(room.sets) - 1):
        _look(room, row_in_tile, (word + part) % len(room.sets), (word + part + 1) % len(room.sets), size)
        found = _list(room, part * WORD, width, shift, min(WORD, size - part * WORD), found)
        room.ends[part] = found


@compiled_part
def _look(room: Any, row: int, slot: int, next_slot: int, size: int) -> None:
    """Find the pixels that can be similar according to their levels, in the window's rows and two words' columns."""
    row &= NOT_NEGATIVE
    for number in range(room.levels.shape[1]):
        low, high = room.levels[0, number] & NOT_NEGATIVE, room.levels[1, number] & NOT_NEGATIVE
        if number == 0:
            for down in range(size):
                room.between[0, down] = _difference(room.sets, slot, 0, low, high, row + down)
                room.between[1, down] = _difference(room.sets, next_slot, 0, low, high, row + down)
        else:
            for down in range(size):
                room.between[0, down] &= _difference(room.sets, slot, number, low, high, row + down)
                room.between[1, down] &= _difference(room.sets, next_slot, number, low, high, row + down)


@compiled_part
def _difference(sets: Any, slot: int, number: int, low: int, high: int, row: int) -> Any:
    return sets[slot & NOT_NEGATIVE, number, high, row] & ~sets[slot & NOT_NEGATIVE, number, low, row]


@compiled_part
def _list(room: Any, first: int, width: int, shift: int, columns: int, found: int) -> Any:
    """Append the possible pixels of one part of a window to the list. Returns the new number of pixels."""
    inside = np.int64(-1) if columns == WORD else (np.int64(1) << columns) - 1
    right, left = np.uint64(shift), np.uint64(WORD - 1 - shift)
    for down in range(room.between.shape[1]):
        low, high = np.uint64(room.between[0, down]), np.uint64(room.between[1, down])
        # Shifted in two steps: a shift by all 64 bits is undefined.
        marks = np.int64((low >> right) | ((high << np.uint64(1)) << left)) & inside
        list_marks(marks, first + down * width, room.found, found, AT_ONCE)
        found += count_marks(marks)
    return found


@compiled_part
def list_marks(marks: Any, begin: int, found: Any, at: int, at_once: int) -> None:
    """Write the indices of the set bits plus `begin` into `found` from `at` on, `at_once` of them per step."""
    at &= NOT_NEGATIVE
    for turn in range(at_once):
        found[at + turn] = begin + lowest_mark(marks)
        marks &= marks - 1
    while marks:
        at += at_once
        for turn in range(at_once):
            found[at + turn] = begin + lowest_mark(marks)
            marks &= marks - 1


@compiled_part
def _keep(values: Any, room: Any, corner: int, first: int, begin: int, end: int, kept: int) -> Any:
    """Keep pixels from `begin` to `end` that are similar in four or eight planes from `first` on; returns the count."""
    planes = values.shape[2]
    if planes == FOUR:
        for one in range(begin, end):
            offset = room.found[one]
            room.found[kept & NOT_NEGATIVE] = offset
            kept += four_within(values, (corner + offset) * FOUR, room.centre, room.limits, 0)
    else:
        for one in range(begin, end):
            offset = room.found[one]
            room.found[kept & NOT_NEGATIVE] = offset
            kept += eight_within(values, (corner + offset) * planes + first, room.centre, room.limits, first)
    return kept
