"""STARFM's window sums on the CPU.

Each stripe of rows is computed in tiles of `COLUMNS` pixels. What the window loop reads is first copied side by side
into a few small arrays, for three reasons: LLVM makes vector code of a loop only if it can check cheaply that what is
written does not overlap what is read, so there must be few arrays with constant distances inside; a tile is padded to
whole vectors, so that every pixel goes through the same instructions; and it stays in the cache.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..workers import Workers
from .compiled import compiled
from .starfm import OUT_OF_RANGE, Planes, Sums, distance_weights, empty_sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Pixels of a row worked on at a time. More of them make starting the innermost loop cheaper, but fill the cache.
COLUMNS = 256

# Window columns added at a time: sums and limits of a pixel are loaded once for all of them.
STEPS = 4

# The number of pixels computed in a row is a multiple of this: the most that vector code takes in one turn on any
# processor. A remainder would run through other instructions, which may round differently.
VECTOR = 64

# Window columns in a tile, a multiple of STEPS; wider windows are summed part by part.
PART = 64

# Distance of the planes of candidates in a tile's row: what COLUMNS pixels see of PART window columns.
SPAN = COLUMNS + PART

NOTHING, ONE = np.float32(0), np.float32(1)


def cpu_sums(
    pairs: list[Planes], half: int, distance: float, either: bool, own_band: bool, details: bool, workers: Workers
) -> Sums:
    """As `starfm.window_sums`, in row stripes on the pool.

    A pixel's terms are added in the same order whatever block, stripe and tile it lies in: pair by pair, in parts of
    `PART` window columns, row by row, and from left to right.
    """
    sums = empty_sums(pairs[0])
    bands, rows, cols = sums.weight.shape
    parts = _parts(distance_weights(half, distance))
    groups = [slice(band, band + 1) for band in range(bands)] if own_band else [slice(0, bands)]

    def stripe(start: int, stop: int) -> None:
        for left in range(0, cols, COLUMNS):
            tile = (slice(start, stop), slice(left, min(left + COLUMNS, cols)))
            for group in groups:
                totals = _tile_sums(pairs, tile, group, half, parts, either, own_band, details)
                for plane, total in zip((sums.weight, sums.value, sums.square, sums.count), totals):
                    plane[(group, *tile)] = total

    workers.stripes(rows, stripe)
    return sums


def _parts(distances: NDArray[np.float32]) -> list[tuple[int, NDArray[np.float32]]]:
    """First column and distance weights of each part of the window, in whole steps; weight 0 for what is no window."""
    columns = distances.shape[1]
    padded = np.pad(distances, ((0, 0), (0, -columns % STEPS)))
    return [(first, np.ascontiguousarray(padded[:, first : first + PART])) for first in range(0, columns, PART)]


def _tile_sums(
    pairs: list[Planes],
    tile: tuple[slice, slice],
    group: slice,
    half: int,
    parts: list[tuple[int, NDArray[np.float32]]],
    either: bool,
    own_band: bool,
    details: bool,
) -> list[NDArray[np.float32]]:
    """The sums of a tile, each of shape (bands of the group, rows, columns of the tile); two of them without details."""
    rows, cols = tile
    width = cols.stop - cols.start
    whole_vectors = -(-width // VECTOR) * VECTOR
    shape = (group.stop - group.start, rows.stop - rows.start)
    totals = np.zeros((*shape, (4 if details else 2) * COLUMNS), np.float32)
    for planes in pairs:
        deciding = group if own_band else slice(None)
        threshold = planes.threshold[(deciding, *tile)]
        if (threshold < 0).any(axis=0).all():
            continue
        centres = planes.similar[deciding, rows.start + half : rows.stop + half, cols.start + half : cols.stop + half]
        centre = _side_by_side([centres, threshold], COLUMNS, -1)
        limits = _side_by_side([planes.spectral_limit[(group, *tile)], planes.temporal_limit[(group, *tile)]], COLUMNS)
        for first, distances in parts:
            seen = (slice(rows.start, rows.stop + 2 * half), slice(cols.start + first, cols.stop + min(first + PART, 2 * half)))
            similar = _side_by_side([planes.similar[(deciding, *seen)]], SPAN, OUT_OF_RANGE)
            candidates = _candidates(planes, (group, *seen), details)
            alike = None if own_band else np.empty(distances.shape[1] * COLUMNS, np.bool_)
            # numba compiles a version of the kernel for each type: None in place of False leaves no test in the loop.
            _add_tile(
                whole_vectors, distances, similar, centre, alike, candidates, limits, totals, either or None, details or None
            )
    return [totals[..., start : start + width] for start in range(0, totals.shape[2], COLUMNS)]


def _candidates(planes: Planes, seen: tuple[slice, slice, slice], details: bool) -> NDArray[np.float32]:
    """S, T, weight, weight times value and, for details, times its square."""
    weight, value = planes.weight[seen], planes.value[seen]
    weighted = weight * value
    terms = [planes.spectral[seen], planes.temporal[seen], weight, weighted]
    return _side_by_side([*terms, weighted * value] if details else terms, SPAN)


def _side_by_side(planes: list[NDArray[np.float32]], width: int, fill: float = 0) -> NDArray[np.float32]:
    """Arrays of shape (bands, rows, columns) as one of shape (bands, rows, planes * width): each row holds a row of every
    plane, filled up to `width`.
    """
    bands, rows, cols = planes[0].shape
    joined = np.full((bands, rows, len(planes), width), fill, np.float32)
    for number, plane in enumerate(planes):
        joined[:, :, number, :cols] = plane
    return joined.reshape(bands, rows, -1)


@compiled
def _add_tile(
    width: int, distances: Any, similar: Any, centre: Any, alike: Any, candidates: Any, limits: Any, totals: Any,
    either: Any, details: Any,
) -> None:  # fmt: skip
    """Add one part of the window to the sums of a tile. Without `alike` to work in, the one band decides for itself."""
    bands, rows, _ = totals.shape
    row_sums = np.zeros(totals.shape[2], np.float32)
    for row in range(rows):
        for down in range(len(distances)):
            if alike is not None:
                alike[:] = True
                for band in range(len(similar)):
                    _mark_unlike(width, similar[band, row + down], centre[band, row], alike)
            for band in range(bands):
                _add_window_row(
                    width, distances[down], similar[0, row + down], centre[0, row], alike,
                    candidates[band, row + down], limits[band, row], row_sums, either, details,
                )  # fmt: skip
                _move(row_sums, totals[band, row])


@compiled
def _move(sums: Any, totals: Any) -> None:
    """Add sums to totals and clear them. Two levels of sums lose fewer digits than one long float32 sum."""
    for number in range(len(totals)):
        totals[number] += sums[number]
        sums[number] = NOTHING


@compiled
def _mark_unlike(width: int, similar: Any, centre: Any, alike: Any) -> None:
    """Clear the marks, one for each window column and pixel of the tile's row, where a band is not similar."""
    for group in range(len(alike) // COLUMNS // STEPS):
        first = group * STEPS
        for col in range(width):
            here, threshold = centre[col], centre[col + COLUMNS]
            for step in range(STEPS):
                right = first + step
                alike[col + right * COLUMNS] &= abs(similar[col + right] - here) <= threshold


@compiled
def _add_window_row(
    width: int, closeness: Any, similar: Any, centre: Any, alike: Any, candidates: Any, limits: Any, sums: Any,
    either: Any, details: Any,
) -> None:  # fmt: skip
    """Add one row of the window to the sums of one row and band of a tile.

    The loops over `col` become vector code, those over `step` are unrolled. Loads do not depend on conditions: on
    processors without masked loads such a loop would stay scalar.
    """
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
                if either is not None:
                    passes = fits_sensor | unchanged
                else:
                    passes = fits_sensor & unchanged
                if alike is not None:
                    passes &= alike[col + right * COLUMNS]
                else:
                    passes &= abs(similar[at] - here) <= threshold
                term, weighted = candidates[at + 2 * SPAN], candidates[at + 3 * SPAN]
                weight += closeness[right] * (term if passes else NOTHING)
                value += closeness[right] * (weighted if passes else NOTHING)
                if details is not None:
                    squared = candidates[at + 4 * SPAN]
                    square += closeness[right] * (squared if passes else NOTHING)
                    count += ONE if passes & (closeness[right] > NOTHING) else NOTHING
            sums[col], sums[col + COLUMNS] = weight, value
            if details is not None:
                sums[col + 2 * COLUMNS], sums[col + 3 * COLUMNS] = square, count
