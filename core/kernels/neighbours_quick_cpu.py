"""The first look at a window: quick ranks of all candidates, and which of them are worth ranking exactly.

A key is the upper half of a float32's bits, or the upper quarter of a float64's: of two numbers that are not negative, the
larger one has no smaller key.

LLVM makes vector code of the loops over `col` only if numba sees no slice in them, no index that could be negative, and if
there are few arrays that what is written could overlap with.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiled import compiled

# Pixels of a row worked on at a time; their keys should stay in the cache.
COLUMNS = 128

# Window columns looked at in one turn; windows are filled up to whole turns.
STEPS = 4

# Bands compared in one turn, by code that is unrolled; images are filled up with bands that never differ.
BANDS = 4

# The candidates are shared out among groups: at least so many in all, and for each neighbour wanted. The more there are,
# the closer the bound found is to the rank of the last neighbour.
LEAST_GROUPS, GROUPS_PER_NEIGHBOUR = 64, 3


@compiled
def copy_seen(start: int, left: int, similar: Any, seen: Any) -> None:
    """Copy what the pixels of a tile see. What lies beyond the planes keeps older values, which decide on nothing."""
    rows, bands, span = seen.shape
    for row in range(rows):
        for band in range(bands):
            for col in range(min(span, similar.shape[2] - left)):
                seen[row, band, col] = similar[start + row, band, left + col]


@compiled
def copy_centre(row: int, seen_row: int, left: int, half: int, width: int, seen: Any, scale: Any, centre: Any) -> None:
    """Copy values and scales of the pixels of a row."""
    for band in range(centre.shape[1]):
        for col in range(width):
            centre[0, band, col] = seen[seen_row, band, col + half]
            centre[1, band, col] = scale[row, band, left + col]


@compiled
def groups(count: int) -> Any:
    return max(LEAST_GROUPS, GROUPS_PER_NEIGHBOUR * count)


@compiled
def look(
    row: int, centre: Any, seen: Any, limit: Any, squared: Any, floor: float, reach: Any, cancelled: Any,
    ranks: Any, bits: Any, narrow: Any, keys: Any, best: Any,
) -> None:  # fmt: skip
    """Keys of all candidates, and the lowest one in each group of them, for each pixel.

    Candidates join the groups in turn: pixels close to each other are often alike, and should be in different ones.
    """
    best[:] = _never(narrow)
    group = 0
    for down in range(reach.shape[0]):
        if cancelled[0]:
            return
        slot = min(down, len(keys) - 1)
        look_at_row(row, down, slot, centre, seen, limit, squared, floor, reach, ranks, bits, narrow, keys)
        for right in range(reach.shape[1]):
            for col in range(COLUMNS):
                best[group, col] = min(best[group, col], keys[slot, right, col])
            group = group + 1 if group + 1 < len(best) else 0


@compiled
def look_at_row(
    row: int, down: int, slot: int, centre: Any, seen: Any, limit: Any, squared: Any, floor: float, reach: Any,
    ranks: Any, bits: Any, narrow: Any, keys: Any,
) -> None:  # fmt: skip
    """Keys of the candidates in one row of the window."""
    for first in range(0, reach.shape[1], STEPS):
        _add_bands(row + down, first, 0, centre, seen, limit, squared, None, ranks)
        for band in range(BANDS, centre.shape[1], BANDS):
            _add_bands(row + down, first, band, centre, seen, limit, squared, True, ranks)
        for step in range(STEPS):
            right = first + step
            base, factor = ranks.dtype.type(floor), ranks.dtype.type(reach[down, right])
            for col in range(COLUMNS):
                ranks[step, col] = (ranks[step, col] + base) * factor
            for col in range(COLUMNS):
                keys[slot, right, col] = bits[step, col] >> (16 if narrow is not None else 48)


@compiled
def _never(narrow: Any) -> Any:
    """The key of an infinite rank."""
    return np.uint16(0x7F80 if narrow is not None else 0x7FF0)


@compiled
def _add_bands(
    row: int, first: int, band: int, centre: Any, seen: Any, limit: Any, squared: Any, more: Any, ranks: Any
) -> None:
    """Add `BANDS` bands to the differences, or begin with them if `more` is None; infinite for those over a limit."""
    right = max(first, 0)  # tells LLVM that it is not negative
    for col in range(COLUMNS):
        # All before any is written: values of the pixel are loaded once for them.
        one = _with_bands(row, right + col, col, band, centre, seen, limit, squared, more, ranks[0, col])
        two = _with_bands(row, right + 1 + col, col, band, centre, seen, limit, squared, more, ranks[1, col])
        three = _with_bands(row, right + 2 + col, col, band, centre, seen, limit, squared, more, ranks[2, col])
        four = _with_bands(row, right + 3 + col, col, band, centre, seen, limit, squared, more, ranks[3, col])
        ranks[0, col], ranks[1, col], ranks[2, col], ranks[3, col] = one, two, three, four


@compiled
def _with_bands(
    row: int, at: int, col: int, first: int, centre: Any, seen: Any, limit: Any, squared: Any, more: Any, before: Any
) -> Any:
    total = seen.dtype.type(0) if more is None else before
    near = True
    for turn in range(BANDS):
        band = first + turn
        difference = abs(seen[row, band, at] - centre[0, band, col])
        if limit is not None:
            near &= difference < centre[2, band, col]
        total += centre[1, band, col] * (difference * difference if squared is not None else difference)
    return total if near else seen.dtype.type(np.inf)


@compiled
def bounds(count: int, narrow: Any, best: Any, halving: Any, bound: Any) -> None:
    """A key for each pixel that those of its neighbours are below; that of an infinite rank if it has too few.

    So many groups have a candidate whose key is two below it at most, one of them because quick ranks are rounded.
    """
    never, most = _never(narrow), np.uint16(count)
    low, high, middle, number = halving[0], halving[1], halving[2], halving[3]
    low[:], high[:] = 0, never
    for _ in range(8 * best.itemsize):
        for col in range(COLUMNS):
            middle[col] = low[col] + ((high[col] - low[col]) >> 1)
            number[col] = 0
        for group in range(len(best)):
            for col in range(COLUMNS):
                number[col] += best[group, col] <= middle[col]
        for col in range(COLUMNS):
            enough = number[col] >= most
            high[col] = middle[col] if enough else high[col]
            low[col] = low[col] if enough or low[col] == high[col] else middle[col] + 1
    for col in range(COLUMNS):
        bound[col] = min(high[col] + 2, never)
