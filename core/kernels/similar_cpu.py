"""Which pixels of a window are similar to the one in its centre, on the CPU.

Few of them are similar in every band, and to compare all takes far longer than what is done with the few. So the values of a
band are sorted into levels, and for each level and row there is a set of the pixels below it: a word, a bit for each of 64
columns. Those between two levels are the difference of two sets, those that can be similar in all bands the intersection
of such differences. Only what is in it is compared, exactly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .compiled import compiled
from .lanes_cpu import count_marks, lowest_mark
from .vectors_cpu import EIGHT, FOUR, eight_within, four_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Columns in a word, which is what a part of a window has at most.
WORD_BITS = 6
WORD = 2**WORD_BITS
IN_WORD = WORD - 1

# Values from here on are none.
NO_VALUE = np.float32(1e29)

# Levels of a band: so many to a threshold, but no more than these, which still stay in the cache.
LEVELS_PER_THRESHOLD, MOST_LEVELS = 4, 64

# Every so many pixels are looked at for the range of values; it need not be exact, as what lies outside gets the first or
# the last level.
SPARSE = 7

# Bits written to the list at once, whether they are there or not: a jump for each would be foreseen by nobody.
AT_ONCE = 6

# How far rounding may take a value from where it was compared.
ROUNDING = np.float32(1e-6)

# A bit mask that changes no index, and with which LLVM knows that it is not negative.
NOT_NEGATIVE = 2**31 - 1


class Similar(NamedTuple):
    """The values that decide.

    Attributes
    ----------
    values : ndarray of float32, shape (H, W, planes)
        With halo; `NO_VALUE` or more where there is none. There are four planes, or eight or a multiple; those that fill up
        are zero.
    planes : ndarray of int64
        Numbers of the planes that fill up nothing.
    lowest, per_unit : ndarray of float32, shape (planes,)
        Where the levels of a plane begin, and how many there are in a unit.
    levels, half : int
    """

    values: NDArray[np.float32]
    planes: NDArray[np.int64]
    lowest: NDArray[np.float32]
    per_unit: NDArray[np.float32]
    levels: int
    half: int


class Room(NamedTuple):
    """Memory of one thread.

    Attributes
    ----------
    sets : ndarray of int64, shape (words, planes, levels + 1, rows)
        Pixels of a word's columns below each level. Words follow each other in a ring.
    between : ndarray of int64, shape (2, rows of the window)
        Pixels that can be similar, in a word and in the next one.
    levels : ndarray of int64, shape (2, planes)
        First level, and the one after the last, that the centre's likes can have.
    centre, limits : ndarray of float32, shape (planes,)
        What the centre has, and how far from it its likes can be, both included.
    offsets : ndarray of int64
        From a centre to the first pixel of each row in each part of its window, in pixels of the image.
    places, pixels : ndarray of int32
        What was found, in the order of parts, rows and columns: the place in the window (see `place_table`), and the number
        of the pixel in the image.
    """

    sets: NDArray[np.int64]
    between: NDArray[np.int64]
    levels: NDArray[np.int64]
    centre: NDArray[np.float32]
    limits: NDArray[np.float32]
    offsets: NDArray[np.int64]
    places: NDArray[np.int32]
    pixels: NDArray[np.int32]


def similar_values(fours: list[NDArray[np.float32]], thresholds: list[NDArray[np.float32]], half: int) -> Similar:
    """Lay out what decides: images of up to four bands each, shape (bands, H, W), and a typical threshold for each band."""
    height, width = fours[0].shape[1:]
    planes_in_all = FOUR if len(fours) == 1 else FOUR * (len(fours) + len(fours) % 2)
    values = np.zeros((height, width, planes_in_all), np.float32)
    lowest, per_unit = np.zeros((2, values.shape[2]), np.float32)
    planes, levels = [], FOUR
    for number, (bands, limits) in enumerate(zip(fours, thresholds)):
        for band, (plane, limit) in enumerate(zip(bands, limits)):
            at = FOUR * number + band
            planes.append(at)
            values[..., at] = plane
            some = plane[::SPARSE, ::SPARSE]
            some = some[some < NO_VALUE]
            lowest[at], span = _range(some)
            wanted = span / limit * LEVELS_PER_THRESHOLD if limit > 0 else MOST_LEVELS
            levels = max(levels, int(min(wanted, MOST_LEVELS)))
            per_unit[at] = 1 / span if span > 0 else 0
    return Similar(values, np.array(planes), lowest, per_unit * np.float32(levels - 2), levels, half)


def _range(values: NDArray[np.float32]) -> tuple[float, float]:
    """Where nearly all values begin, and how far they reach."""
    if not values.size:
        return 0.0, 0.0
    low, high = np.percentile(values, [1, 99])
    return float(low), float(high - low)


def place_table(window: NDArray[np.float32]) -> NDArray[np.float32]:
    """What belongs to each pixel of a window, shape (size, size), in the order of places.

    The window is cut into parts of `WORD` columns; a place is ``(part * size + row) * WORD + column``.
    """
    size = len(window)
    parts = _parts(size)
    padded = np.zeros((size, parts * WORD), np.float32)
    padded[:, :size] = window
    return np.ascontiguousarray(padded.reshape(size, parts, WORD).swapaxes(0, 1)).ravel()


def _parts(size: int) -> int:
    return -(-size // WORD)


@compiled
def make_room(similar: Any, rows: int) -> Any:
    """Room for so many rows of centres."""
    size, width = 2 * similar.half + 1, similar.values.shape[1]
    parts = (size + WORD - 1) // WORD
    planes = len(similar.planes)
    offsets = np.empty(parts * size, np.int64)
    for part in range(parts):
        for down in range(size):
            offsets[part * size + down] = down * width + part * WORD
    most = size * size + WORD + AT_ONCE
    return Room(
        np.empty((parts + 1, planes, similar.levels + 1, rows + size - 1), np.int64),
        np.empty((2, size), np.int64),
        np.empty((2, planes), np.int64),
        np.zeros(similar.values.shape[2], np.float32),
        np.zeros(similar.values.shape[2], np.float32),
        offsets,
        np.empty(most, np.int32),
        np.empty(most, np.int32),
    )


@compiled
def begin_words(similar: Any, room: Any, top: int, left: int) -> None:
    """Fill the words that the first centres of a tile see, but for the last: `next_word` is called before the first."""
    for word in range(len(room.sets) - 1):
        _fill_word(similar, room, top, left, word)


@compiled
def next_word(similar: Any, room: Any, top: int, left: int, word: int) -> None:
    """Fill what the 64 centres from ``left + 64 word`` on see, and those before them did not."""
    _fill_word(similar, room, top, left, word + len(room.sets) - 1)


@compiled
def _fill_word(similar: Any, room: Any, top: int, left: int, word: int) -> None:
    """Sets of the pixels in 64 columns; `top` and `left` are where the tile's first window begins."""
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


@compiled
def _level(similar: Any, plane: int, value: Any) -> Any:
    level = (value - similar.lowest[plane]) * similar.per_unit[plane] + np.float32(1)
    return int(min(max(level, np.float32(0)), np.float32(similar.levels - 1)))


@compiled
def find_similar(similar: Any, room: Any, row: int, row_in_tile: int, col: int, word: int, shift: int) -> Any:
    """List the pixels that are similar to the one in the centre. Returns how many.

    `room.limits` says how far they can be from it. The centre is at `row` and `col`, counted without the halo, so that its
    window begins there, and in the tile it is number ``64 word + shift`` of its row.
    """
    size, width = 2 * similar.half + 1, similar.values.shape[1]
    for plane in similar.planes:
        value = similar.values[row + similar.half, col + similar.half, plane]
        room.centre[plane] = value
    for number in range(len(similar.planes)):
        plane = similar.planes[number]
        value, limit = room.centre[plane], room.limits[plane]
        limit += (abs(value) + limit) * ROUNDING
        room.levels[0, number] = _level(similar, plane, value - limit)
        room.levels[1, number] = _level(similar, plane, value + limit) + 1
    found = 0
    for part in range(len(room.sets) - 1):
        _look(room, row_in_tile, (word + part) % len(room.sets), (word + part + 1) % len(room.sets), size)
        columns = min(WORD, size - part * WORD)
        found = _list(room, part * size, size, shift, columns, found)
    at = row * width + col
    found = _keep_first(similar.values, room, at, found)
    for first in range(EIGHT, similar.values.shape[2], EIGHT):
        found = _keep_next(similar.values, room, first, found)
    return found


@compiled
def _look(room: Any, row: int, slot: int, next_slot: int, size: int) -> None:
    """What can be similar by its levels, in the rows of a window and the columns of two words."""
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


@compiled
def _difference(sets: Any, slot: int, number: int, low: int, high: int, row: int) -> Any:
    return sets[slot & NOT_NEGATIVE, number, high, row] & ~sets[slot & NOT_NEGATIVE, number, low, row]


@compiled
def _list(room: Any, first: int, size: int, shift: int, columns: int, found: int) -> Any:
    """List the places of what can be similar, of one part of a window, behind those found before."""
    inside = np.int64(-1) if columns == WORD else (np.int64(1) << columns) - 1
    right, left = np.uint64(shift), np.uint64(IN_WORD - shift)
    for down in range(size):
        low, high = np.uint64(room.between[0, down]), np.uint64(room.between[1, down])
        # Two steps to the left: a shift by all 64 bits is not defined.
        marks = np.int64((low >> right) | ((high << np.uint64(1)) << left)) & inside
        number, place = count_marks(marks), (first + down) << WORD_BITS
        at = found & NOT_NEGATIVE
        for turn in range(AT_ONCE):
            room.places[at + turn] = place | lowest_mark(marks)
            marks &= marks - 1
        while marks:
            at += AT_ONCE
            for turn in range(AT_ONCE):
                room.places[at + turn] = place | lowest_mark(marks)
                marks &= marks - 1
        found += number
    return found


@compiled
def _keep_first(values: Any, room: Any, centre: int, found: int) -> Any:
    """Keep those that are similar in the first four or eight planes, and tell their numbers in the image."""
    kept = 0
    if values.shape[2] == FOUR:
        for one in range(found):
            pixel = _move(room, centre, one, kept)
            kept += four_within(values, pixel * FOUR, room.centre, room.limits, 0)
    else:
        for one in range(found):
            pixel = _move(room, centre, one, kept)
            kept += eight_within(values, pixel * values.shape[2], room.centre, room.limits, 0)
    return kept


@compiled
def _move(room: Any, centre: int, one: int, kept: int) -> Any:
    place = np.int64(room.places[one])
    pixel = centre + room.offsets[(place >> WORD_BITS) & NOT_NEGATIVE] + (place & IN_WORD)
    room.places[kept & NOT_NEGATIVE], room.pixels[kept & NOT_NEGATIVE] = place, pixel
    return pixel


@compiled
def _keep_next(values: Any, room: Any, first: int, found: int) -> Any:
    """Keep those that are similar in eight more planes."""
    kept = 0
    for one in range(found):
        place, pixel = room.places[one], room.pixels[one]
        room.places[kept & NOT_NEGATIVE], room.pixels[kept & NOT_NEGATIVE] = place, pixel
        kept += eight_within(values, np.int64(pixel) * values.shape[2] + first, room.centre, room.limits, first)
    return kept
