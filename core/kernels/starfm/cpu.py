"""STARFM's window sums on the CPU.

Each stripe of rows is computed in tiles of `COLUMNS` pixels. The data of the window loop is first copied into a few
small contiguous arrays, for three reasons. LLVM vectorizes a loop only if it can check cheaply that its output does not
overlap its inputs: so there must be few arrays, with constant offsets inside. Tiles are padded to whole vectors, so
that every pixel is computed by the same instructions. And they stay in the cache.

Every pixel of the window is processed, most of them with a weight of zero. If all bands decide together and few pixels
are similar, those are listed instead (`starfm.listed`), for each tile where that is faster.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...runtime.workers import Workers
from ..common.compiled import compiled, compiled_part
from ..common.similar import WORD
from .listed import Candidates, add_listed, candidates, listing_pays, make_room
from .planes import Planes, Sums, distance_weights, empty_sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Pixels of a row processed at a time. With more of them the innermost loop starts less often, but uses more cache.
COLUMNS = 256

# Window columns added per step: limits and sums of a pixel are loaded once for all of them.
STEPS = 4

# The number of pixels computed in a row is a multiple of this, the maximum that vectorized code processes per
# iteration. A remainder would be computed by other instructions, which may round differently.
VECTOR = 64

# Window columns in a tile, a multiple of STEPS; wider windows are summed in parts, as in `starfm.listed`.
PART = WORD

# Length of one plane in a row of a tile: the columns that COLUMNS pixels with PART window columns cover.
SPAN = COLUMNS + PART

NOTHING, ONE = np.float32(0), np.float32(1)


@dataclass(frozen=True)
class _Search:
    """Parameters common to all tiles.

    Attributes
    ----------
    half : int
    parts : list of (int, ndarray)
        See `_parts`.
    own_band : bool
    either, details : True or None
        numba compiles a kernel for each argument type: None in place of False leaves no test in its loops.
    stop : ndarray of uint8
        Nonzero as soon as the result is no longer needed.
    """

    half: int
    parts: list[tuple[int, NDArray[np.float32]]]
    own_band: bool
    either: bool | None
    details: bool | None
    stop: NDArray[np.uint8]


def cpu_sums(
    pairs: list[Planes], half: int, distance: float, either: bool, own_band: bool, details: bool, workers: Workers
) -> Sums:
    """CPU version of `starfm.window_sums`: computes row stripes on the thread pool.

    A pixel's terms are added in the same order for any block, stripe and tile: pair by pair, in parts of `PART` window
    columns, row by row, and from left to right.
    """
    sums = empty_sums(pairs[0])
    bands, rows, cols = sums.weight.shape
    distances = distance_weights(half, distance)
    search = _Search(half, _parts(distances), own_band, either or None, details or None, workers.stop)
    listed = [None if own_band else candidates(planes, distances, details) for planes in pairs]
    groups = [slice(band, band + 1) for band in range(bands)] if own_band else [slice(0, bands)]

    def stripe(start: int, stop: int) -> None:
        for left in range(0, cols, COLUMNS):
            tile = (slice(start, stop), slice(left, min(left + COLUMNS, cols)))
            for group in groups:
                totals = _tile_sums(pairs, listed, tile, group, search)
                for plane, total in zip((sums.weight, sums.value, sums.square, sums.count), totals):
                    plane[(group, *tile)] = total

    workers.stripes(rows, stripe)
    return sums


def _parts(distances: NDArray[np.float32]) -> list[tuple[int, NDArray[np.float32]]]:
    """First column and distance weights of each part of the window, in whole steps; padding has weight 0."""
    columns = distances.shape[1]
    padded = np.pad(distances, ((0, 0), (0, -columns % STEPS)))
    return [(first, np.ascontiguousarray(padded[:, first : first + PART])) for first in range(0, columns, PART)]


def _tile_sums(
    pairs: list[Planes], listed: list[Candidates | None], tile: tuple[slice, slice], group: slice, search: _Search
) -> list[NDArray[np.float32]]:
    """Returns sums of a group of bands in a tile, each of shape (bands, rows, cols): four, or two without details."""
    rows, cols = tile
    width = cols.stop - cols.start
    sums = 4 if search.details else 2
    totals = np.zeros((group.stop - group.start, rows.stop - rows.start, sums * COLUMNS), np.float32)
    corners = (rows.start, rows.stop, cols.start, cols.stop)
    for planes, pair in zip(pairs, listed):
        if pair and listing_pays(*corners, planes.similar, planes.threshold, len(totals)):
            room, limits, own = make_room(pair, rows.stop - rows.start)
            add_listed(
                *corners, pair, room, planes.threshold, planes.spectral_limit, planes.temporal_limit, limits, own,
                search.either, search.details, search.stop, totals,
            )  # fmt: skip
        else:
            _add_pair(planes, tile, group, search, totals)
    return [totals[..., number * COLUMNS : number * COLUMNS + width] for number in range(sums)]


def _add_pair(
    planes: Planes, tile: tuple[slice, slice], group: slice, search: _Search, totals: NDArray[np.float32]
) -> None:
    deciding = _deciding(planes, group, search.own_band)
    threshold = planes.threshold[:, tile[0], tile[1]][deciding]
    if (threshold < 0).any(axis=0).all():
        return
    middle = (slice(side.start + search.half, side.stop + search.half) for side in tile)
    here = planes.similar[(slice(None), *middle)][deciding]
    centre = _side_by_side([here, threshold], COLUMNS)
    limits = _side_by_side([planes.spectral_limit[(group, *tile)], planes.temporal_limit[(group, *tile)]], COLUMNS)
    width = -(-here.shape[2] // VECTOR) * VECTOR
    for first, closeness in search.parts:
        if search.stop[0]:
            return
        seen = _seen(tile, search.half, first)
        similar = _side_by_side([planes.similar[(slice(None), *seen)][deciding]], SPAN)
        candidates = _candidates(planes, (group, *seen), bool(search.details))
        alike = None if search.own_band else np.empty(closeness.shape[1] * COLUMNS, np.bool_)
        _add_tile(width, closeness, similar, centre, alike, candidates, limits, totals, search.either, search.details)


def _deciding(planes: Planes, group: slice, own_band: bool) -> list[int]:
    """Returns the similarity bands that decide for a group; unless one, an even number: the last may be repeated."""
    if own_band:
        return [group.start]
    bands = len(planes.similar)
    return [min(band, bands - 1) for band in range(bands + bands % 2)]


def _seen(tile: tuple[slice, slice], half: int, first: int) -> tuple[slice, slice]:
    """Returns the rows and columns, with halo, that a tile needs for the part of the window from column `first` on."""
    rows, cols = tile
    last = min(first + PART - 1, 2 * half)
    return slice(rows.start, rows.stop + 2 * half), slice(cols.start + first, cols.stop + last)


def _candidates(planes: Planes, seen: tuple[slice, slice, slice], details: bool) -> NDArray[np.float32]:
    """Returns S, T, weight, weight times value and, for details, weight times squared value."""
    weight, value = planes.weight[seen], planes.value[seen]
    weighted = weight * value
    terms = [planes.spectral[seen], planes.temporal[seen], weight, weighted]
    return _side_by_side([*terms, weighted * value] if details else terms, SPAN)


def _side_by_side(planes: list[NDArray[np.float32]], length: int) -> NDArray[np.float32]:
    """Joins arrays of shape (bands, rows, cols) along the columns, each padded to `length` columns."""
    bands, rows, cols = planes[0].shape
    joined = np.zeros((bands, rows, len(planes), length), np.float32)
    for number, plane in enumerate(planes):
        joined[:, :, number, :cols] = plane
    return joined.reshape(bands, rows, -1)


@compiled
def _add_tile(
    width: int, closeness: Any, similar: Any, centre: Any, alike: Any, candidates: Any, limits: Any, totals: Any,
    either: Any, details: Any,
) -> None:  # fmt: skip
    """Add one part of the window to the sums of a tile, for `width` pixels of each row.

    `alike` is a buffer for marks, or None if the only band decides for itself.
    """
    bands, rows, length = totals.shape
    # A sum over each row of the window, then over these: one long float32 sum would lose more precision.
    sums = np.zeros(length, np.float32)
    for row in range(rows):
        for down in range(len(closeness)):
            if alike is not None:
                for band in range(0, len(similar), 2):
                    _mark_alike(
                        width, similar[band, row + down], similar[band + 1, row + down], centre[band, row],
                        centre[band + 1, row], alike, band == 0,
                    )  # fmt: skip
            for band in range(bands):
                _add_window_row(
                    width, closeness[down], similar[0, row + down], centre[0, row], alike,
                    candidates[band, row + down], limits[band, row], sums, either, details,
                )  # fmt: skip
                _move(sums, totals[band, row])


# The two functions below must not use slices, for which numba would count references in each iteration, nor an index
# that LLVM cannot prove not to be negative, which would count from the end. Then the loops over `col` are vectorized,
# and those over `step` are unrolled.


@compiled_part
def _mark_alike(
    width: int, similar: Any, similar_too: Any, centre: Any, centre_too: Any, alike: Any, begin: bool
) -> None:  # fmt: skip
    """Keep marks, one for each pixel and window column, only where two bands are similar.

    Two bands at a time: marks are bytes, and widening them to 32 bits is half of the work for one band.
    """
    for group in range(len(alike) // (STEPS * COLUMNS)):
        first = group * STEPS
        for col in range(width):
            here, threshold = centre[col], centre[col + COLUMNS]
            here_too, threshold_too = centre_too[col], centre_too[col + COLUMNS]
            for step in range(STEPS):
                right = first + step
                fits = abs(similar[col + right] - here) <= threshold
                fits &= abs(similar_too[col + right] - here_too) <= threshold_too
                alike[col + right * COLUMNS] = fits & (begin | alike[col + right * COLUMNS])


@compiled_part
def _add_window_row(
    width: int, closeness: Any, similar: Any, centre: Any, alike: Any, candidates: Any, limits: Any, sums: Any,
    either: Any, details: Any,
) -> None:  # fmt: skip
    """Add one row of the window to the sums of one row and band of a tile."""
    for group in range(len(closeness) // STEPS):
        first = group * STEPS
        for col in range(width):
            spectral_limit, temporal_limit = limits[col], limits[col + COLUMNS]
            weight, value = sums[col], sums[col + COLUMNS]
            if alike is None:
                here, threshold = centre[col], centre[col + COLUMNS]
            if details is not None:
                square, count = sums[col + 2 * COLUMNS], sums[col + 3 * COLUMNS]
            for step in range(STEPS):
                right = first + step
                at = col + right
                fits_sensor = candidates[at] < spectral_limit
                unchanged = candidates[at + SPAN] < temporal_limit
                passes = fits_sensor & unchanged if either is None else fits_sensor | unchanged
                if alike is None:
                    passes &= abs(similar[at] - here) <= threshold
                else:
                    passes &= alike[col + right * COLUMNS]
                # Loaded whether it passes or not: few processors have masked loads.
                term, weighted = candidates[at + 2 * SPAN], candidates[at + 3 * SPAN]
                weight += closeness[right] * (term if passes else NOTHING)
                value += closeness[right] * (weighted if passes else NOTHING)
                if details is not None:
                    squared = candidates[at + 4 * SPAN]
                    square += closeness[right] * (squared if passes else NOTHING)
                    # Padding columns of the last step are no candidates.
                    counted = ONE if closeness[right] > NOTHING else NOTHING
                    count += counted if passes else NOTHING
            sums[col], sums[col + COLUMNS] = weight, value
            if details is not None:
                sums[col + 2 * COLUMNS], sums[col + 3 * COLUMNS] = square, count


@compiled_part
def _move(sums: Any, totals: Any) -> None:
    """Add sums to totals, and reset the sums."""
    for number in range(len(totals)):
        totals[number] += sums[number]
        sums[number] = NOTHING
