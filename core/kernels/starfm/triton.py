"""STARFM's window sums on CUDA with Triton: one program for a tile of pixels, all bands of a pixel in one thread."""

from __future__ import annotations

from typing import Any, no_type_check

import triton.language as tl

from ...runtime.dependencies import require
from ...runtime.workers import Workers
from ..common.gpu import COLS, ROWS, WARPS, gpu_kernel, launch, missing, on_device, padded, slabs
from ..common.marks import WORD, any_left, bit, lowest, pixels
from .planes import OUT_OF_RANGE, Planes, Sums, distance_weights
from .torch import gathered

# Bands summed by one program; with more of them the registers would not suffice for several programs in parallel.
_BANDS = 4

_WIDE = {"similar": float(OUT_OF_RANGE), "spectral": 0.0, "temporal": 0.0, "weight": 0.0, "value": 0.0}
_INNER = {"threshold": -1.0, "spectral_limit": 0.0, "temporal_limit": 0.0}


def triton_sums(
    pairs: list[Planes], half: int, distance: float, either: bool, own_band: bool, details: bool, workers: Workers
) -> Sums:
    """Triton version of `starfm.window_sums`. A pixel's terms are added row by row, as on the CPU."""
    torch = require("torch", "Computing on CUDA")
    closeness = on_device(distance_weights(half, distance), workers)
    bands, rows, cols = pairs[0].spectral_limit.shape
    more_rows, more_cols = missing(rows, cols)
    sums = torch.zeros((4 if details else 2, bands, rows + more_rows, cols + more_cols), device=closeness.device)
    step = 1 if own_band else _BANDS
    for planes in pairs:
        moved = {
            name: padded(on_device(getattr(planes, name), workers), more_rows, more_cols, fill)
            for name, fill in {**_WIDE, **_INNER}.items()
        }
        for start, stop in slabs(rows, workers):
            for band in range(0, bands, step):
                group = slice(band, band + step)
                _launch(moved, sums, closeness, (start, stop), group, own_band, either, details)
    return gathered(sums[..., :rows, :cols])


def _launch(
    moved: dict[str, Any], sums: Any, closeness: Any, slab: tuple[int, int], group: slice, own_band: bool, either: bool,
    details: bool,
) -> None:  # fmt: skip
    """Add one pair's terms to the sums of some bands, in some rows."""
    deciding = group if own_band else slice(None)
    similar, threshold = moved["similar"][deciding], moved["threshold"][deciding]
    weight = moved["weight"][group]
    tiles = (sums.shape[3] // COLS, -(-(slab[1] - slab[0]) // ROWS))
    launch(
        _add_pair, tiles, similar, threshold, moved["spectral"][group], moved["temporal"][group], moved["spectral_limit"][group],
        moved["temporal_limit"][group], weight, moved["value"][group], closeness, sums[:, group], slab[0],
        weight.shape[2], weight.shape[1] * weight.shape[2], sums.shape[3], sums.shape[2] * sums.shape[3],
        sums.stride(0), len(closeness), DECIDING=len(similar), BANDS=len(weight), SUMS=4 if details else 2,
        EITHER=either, ROWS=ROWS, COLS=COLS, num_warps=WARPS,
    )  # fmt: skip


@gpu_kernel
@no_type_check
def _add_pair(
    similar, threshold, spectral, temporal, spectral_limit, temporal_limit, weight, value, closeness, sums, first_row,
    width, wide_plane, cols, plane, sums_plane, window,
    DECIDING: tl.constexpr, BANDS: tl.constexpr, SUMS: tl.constexpr, EITHER: tl.constexpr, ROWS: tl.constexpr,
    COLS: tl.constexpr,
):  # fmt: skip
    """Kernel: tuples hold one tile for each band; loops over bands are unrolled."""
    here, corner, middle = pixels(first_row, cols, width, window, ROWS, COLS)
    here += first_row * cols
    nothing = tl.zeros((ROWS, COLS), tl.float32)
    centre, limit = (), ()
    for band in tl.static_range(DECIDING):
        centre = centre + (tl.load(similar + band * wide_plane + middle),)
        limit = limit + (tl.load(threshold + band * plane + here),)
    fits, calm = (), ()
    for band in tl.static_range(BANDS):
        fits = fits + (tl.load(spectral_limit + band * plane + here),)
        calm = calm + (tl.load(temporal_limit + band * plane + here),)
    empty = ()
    for _ in tl.static_range(BANDS * SUMS):
        empty = empty + (nothing,)
    totals = empty
    for down in range(window):
        # A sum over each row of the window, then over these: one long float32 sum would lose more precision.
        added = empty
        for first in range(0, window, WORD):
            begin = corner + down * width + first
            marks = tl.zeros((ROWS, COLS), tl.uint32)
            for ahead in range(tl.minimum(WORD, window - first)):
                # Largest excess of a band over its limit: adding is twice as fast as comparing.
                beyond = tl.abs(tl.load(similar + begin + ahead) - centre[0]) - limit[0]
                for band in tl.static_range(1, DECIDING):
                    candidate = tl.load(similar + band * wide_plane + begin + ahead)
                    beyond = tl.maximum(beyond, tl.abs(candidate - centre[band]) - limit[band])
                marks = marks | bit(beyond <= 0, ahead)
            while any_left(marks):
                some, right = marks != 0, lowest(marks)
                marks = marks & (marks - 1)
                at = begin + right
                close = tl.load(closeness + down * window + first + right, mask=some, other=0.0)
                before = added
                added = ()
                for band in tl.static_range(BANDS):
                    there = band * wide_plane + at
                    fits_sensor = tl.load(spectral + there, mask=some, other=0.0) < fits[band]
                    unchanged = tl.load(temporal + there, mask=some, other=0.0) < calm[band]
                    passes = some & (fits_sensor | unchanged) if EITHER else some & fits_sensor & unchanged
                    share = tl.load(weight + there, mask=passes, other=0.0) * close
                    worth = tl.load(value + there, mask=passes, other=0.0)
                    added = added + (before[band * SUMS] + share, before[band * SUMS + 1] + share * worth)
                    if SUMS == 4:
                        added = added + (before[band * SUMS + 2] + share * worth * worth,)
                        added = added + (before[band * SUMS + 3] + passes.to(tl.float32),)
        totals = _both(totals, added)
    for band in tl.static_range(BANDS):
        for number in tl.static_range(SUMS):
            target = sums + number * sums_plane + band * plane + here
            tl.store(target, tl.load(target) + totals[band * SUMS + number])


@gpu_kernel
@no_type_check
def _both(first, second):
    """Returns the element-wise sums of two tuples."""
    result = ()
    for number in tl.static_range(len(first)):
        result = result + (first[number] + second[number],)
    return result
