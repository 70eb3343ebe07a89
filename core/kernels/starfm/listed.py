"""STARFM's window sums on the CPU for few similar pixels: these are listed, and only they are added.

Terms are added one after the other, in the order of `starfm.cpu`, whose additional terms are zeros: results are
identical to the bit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..common.compiled import ZERO, compiled, compiled_part
from ..common.similar import (
    NOT_NEGATIVE,
    WORD,
    Room,
    Similar,
    find_similar,
    list_possible,
    next_words,
    similar_values,
    window_table,
)
from ..common.similar import make_room as similar_room
from ..common.vectors import (
    EIGHT,
    FOUR,
    four_within,
    halves,
    keep_if_both,
    keep_if_either,
    load,
    masked,
    plus,
    store,
    times,
    zeros,
)
from .planes import Planes

if TYPE_CHECKING:
    from numpy.typing import NDArray

NOTHING, ONE = np.float32(0), np.float32(1)

# Sampling for the fraction of similar pixels: every SPARSE_CENTRES-th column has a centre, every SPARSE_ROWS-th row of
# its window is tested, and the next centre lies NEXT_ROW rows lower.
SPARSE_CENTRES, SPARSE_ROWS, NEXT_ROW = 32, 4, 5

# Cost per centre, relative to adding one pixel of one band in the loops over all pixels: masks, for each pixel of the
# window; and listing, for each listed pixel and each four bands it is added to.
SETS_COST, LISTED_COST = 0.3, 12.0


class Candidates(NamedTuple):
    """Pixel data of one pair.

    Attributes
    ----------
    similar : Similar
    terms : ndarray of float32
        For each pixel and each four bands: S, T, weight and weighted value of the four, and for details also the
        weighted square and ones, which are the terms of the count.
    closeness : ndarray of float32
        Distance weights, as a `window_table`.
    """

    similar: Similar
    terms: NDArray[np.float32]
    closeness: NDArray[np.float32]


def candidates(planes: Planes, distances: NDArray[np.float32], details: bool) -> Candidates:
    """Returns a pair's pixel data, stored contiguously per pixel, and the distance weights of a window."""
    fours = [planes.similar[first : first + FOUR] for first in range(0, len(planes.similar), FOUR)]
    limits = [_typical(planes.threshold[first : first + FOUR]) for first in range(0, len(planes.similar), FOUR)]
    similar = similar_values(fours, limits, len(distances) // 2)
    terms = np.zeros((*similar.values.shape[:2], -(-len(planes.weight) // FOUR), 6 if details else 4, FOUR), np.float32)
    _lay_out(planes.spectral, planes.temporal, planes.weight, planes.value, terms)
    return Candidates(similar, terms.ravel(), window_table(distances, similar.values.shape[1]))


def _typical(thresholds: NDArray[np.float32]) -> NDArray[np.float32]:
    """Returns the largest threshold per band, the only nonnegative one if the threshold is constant in the scene."""
    typical: NDArray[np.float32] = thresholds.max(axis=(1, 2))
    return typical


@compiled
def _lay_out(spectral: Any, temporal: Any, weight: Any, value: Any, terms: Any) -> None:
    bands, rows, cols = weight.shape
    for row in range(rows):
        for band in range(bands):
            four, lane = band // FOUR, band % FOUR
            for col in range(cols):
                weighted = weight[band, row, col] * value[band, row, col]
                terms[row, col, four, 0, lane] = spectral[band, row, col]
                terms[row, col, four, 1, lane] = temporal[band, row, col]
                terms[row, col, four, 2, lane] = weight[band, row, col]
                terms[row, col, four, 3, lane] = weighted
                if terms.shape[3] > FOUR:
                    terms[row, col, four, 4, lane] = weighted * value[band, row, col]
                    terms[row, col, four, 5, lane] = ONE


def make_room(pair: Candidates, rows: int) -> tuple[Room, NDArray[np.float32], NDArray[np.float32]]:
    """Returns the work memory for a tile with `rows` rows of centres: that of the search, and limits and sums of a pixel."""
    return similar_room(pair.similar, rows), np.zeros(EIGHT, np.float32), np.zeros((2, EIGHT), np.float32)


@compiled
def listing_pays(top: int, bottom: int, left: int, right: int, similar: Any, threshold: Any, bands: int) -> Any:
    """Estimates from some centres of a tile whether so few pixels are similar that listing them is faster."""
    half = (similar.shape[1] - threshold.shape[1]) // 2
    row, centres, alike = top, 0, 0
    for col in range(left, right, SPARSE_CENTRES):
        row = top + (row - top + NEXT_ROW) % (bottom - top)
        if threshold[0, row, col] < NOTHING:
            continue
        centres += 1
        for down in range(0, 2 * half + 1, SPARSE_ROWS):
            for across in range(2 * half + 1):
                near = True
                for band in range(len(similar)):
                    apart = (
                        similar[band, row + down, (col + across) & NOT_NEGATIVE] - similar[band, row + half, col + half]
                    )
                    near &= abs(apart) <= threshold[band, row, col]
                alike += near
    looked_at = centres * len(range(0, 2 * half + 1, SPARSE_ROWS)) * (2 * half + 1)
    return SETS_COST * looked_at + LISTED_COST * ((bands + FOUR - 1) // FOUR) * alike < looked_at * bands


@compiled
def add_listed(
    top: int, bottom: int, left: int, right: int, pair: Any, room: Any, threshold: Any, spectral_limit: Any,
    temporal_limit: Any, limits: Any, own: Any, either: Any, details: Any, stop: Any, totals: Any,
) -> None:  # fmt: skip
    """Add one pair's terms to the totals of a tile, shape (bands, rows, sums * columns).

    `room`, `limits` and `own` are from `make_room`; `either` and `details` are None or True, as for `starfm.cpu`.
    """
    similar = pair.similar
    sums, width = 4 if details is not None else 2, similar.values.shape[1]
    # Up to four bands that decide and are summed are compared while they are added, which saves a pass over the list.
    compared = similar.values.shape[2] > FOUR or len(totals) > FOUR
    for word in range((right - left + WORD - 1) // WORD):
        next_words(similar, room, top, left, word)
        for row in range(top, bottom):
            if stop[0]:
                return
            for shift in range(min(WORD, right - left - word * WORD)):
                col = left + word * WORD + shift
                if not _has_limits(similar, threshold, row, col, room):
                    continue
                if compared:
                    find_similar(similar, room, row, row - top, col, word, shift)
                else:
                    list_possible(similar, room, row, row - top, col, word, shift)
                for first in range(0, len(totals), FOUR):
                    bands = min(FOUR, len(totals) - first)
                    for lane in range(bands):
                        limits[lane] = spectral_limit[first + lane, row, col]
                        limits[FOUR + lane] = temporal_limit[first + lane, row, col]
                    _exchange(totals, first, bands, row - top, col - left, sums, own, True)
                    begin, corner = ZERO, row * width + col
                    for end in room.ends:
                        if compared:
                            _add(pair, first, len(totals), corner, begin, end, room, limits, either, details, None, own)
                        else:
                            _add(pair, first, len(totals), corner, begin, end, room, limits, either, details, True, own)
                        begin = end
                    _exchange(totals, first, bands, row - top, col - left, sums, own, False)


@compiled_part
def _has_limits(similar: Any, threshold: Any, row: int, col: int, room: Any) -> Any:
    """Write the limits of a centre to `room.limits`; returns False if it has none, as for an invalid pixel."""
    for number in range(len(similar.planes)):
        limit = threshold[number, row, col]
        if limit < NOTHING:
            return False
        room.limits[similar.planes[number]] = limit
    return True


@compiled_part
def _exchange(
    totals: Any, first: int, bands: int, row: int, col: int, sums: int, own: Any, out: bool
) -> None:  # fmt: skip
    """Copy the totals of up to four bands to `own`, or back."""
    columns = totals.shape[2] // sums
    for number in range(sums):
        for lane in range(bands):
            where = (number % 2) * FOUR + lane
            if out:
                own[number // 2, where] = totals[first + lane, row, number * columns + col]
            else:
                totals[first + lane, row, number * columns + col] = own[number // 2, where]


@compiled_part
def _add(
    pair: Any, first: int, bands: int, corner: int, begin: int, end: int, room: Any, limits: Any, either: Any,
    details: Any, compare: Any, own: Any,
) -> None:  # fmt: skip
    """Add the listed pixels of a part of the window to the totals of four bands: first to a sum over each row.

    No branch at the end of a row: at each term the row sum is added to the total through a bit mask that is zero
    within a row. If `compare` (None or True) is set, pixels that are not similar add zeros too.
    """
    terms, fours = pair.terms, (bands + FOUR - 1) // FOUR
    length = 6 * FOUR if details is not None else 4 * FOUR
    tested = load(limits, 0)
    total, part = load(own, 0), zeros()
    total_too, part_too = load(own, EIGHT), zeros()
    last = np.int32(-WORD)
    for one in range(begin, end):
        offset = room.found[one]
        at = ((corner + offset) * fours + first // FOUR) * length
        new = -np.int32(np.uint32(offset - last) >= np.uint32(WORD))
        last = offset
        close = pair.closeness[offset & NOT_NEGATIVE]
        passing = load(terms, at)
        total = plus(total, masked(new, part))
        part = masked(~new, part)
        kept = _kept(either, passing, tested, load(terms, at + EIGHT))
        if compare is not None:
            alike = -np.int32(four_within(pair.similar.values, (corner + offset) * FOUR, room.centre, room.limits, 0))
            kept = masked(alike, kept)
        part = plus(times(halves(close, close), kept), part)
        if details is not None:
            total_too = plus(total_too, masked(new, part_too))
            part_too = masked(~new, part_too)
            kept = _kept(either, passing, tested, load(terms, at + 2 * EIGHT))
            if compare is not None:
                kept = masked(alike, kept)
            part_too = plus(times(halves(close, ONE), kept), part_too)
    store(own, 0, plus(total, part))
    store(own, EIGHT, plus(total_too, part_too))


@compiled_part
def _kept(either: Any, passing: Any, tested: Any, numbers: Any) -> Any:
    return keep_if_both(passing, tested, numbers) if either is None else keep_if_either(passing, tested, numbers)
