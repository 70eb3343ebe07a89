"""ESTARFM's window sums on CUDA with Triton: one program for a tile of pixels and some bands."""

from __future__ import annotations

from typing import TYPE_CHECKING, no_type_check

import triton.language as tl

from ...runtime.dependencies import require
from ..common.gpu import COLS, ROWS, WARPS, gpu_kernel, launch
from ..common.marks import WORD, any_left, bit, lowest, pixels
from .moved import BAND_SUMS, COMMON_SUMS, LEAST_APART, Moved
from .planes import Window

if TYPE_CHECKING:
    from torch import Tensor

# A pixel has 11 sums for each band, in float32 and again in float64: the registers suffice for two bands. All programs
# test similarity in all bands.
_BANDS = 2


def all_sums(moved: Moved, window: Window, slab: tuple[int, int]) -> Tensor:
    """Returns sums over all similar pixels, shape (sums, rows, cols); the moved planes are padded to whole tiles."""
    torch = require("torch", "Computing on CUDA")
    size = len(moved.distance)
    bands, height, width = moved.fine.shape[1:]
    rows, cols = -(-(slab[1] - slab[0]) // ROWS) * ROWS, width - size + 1
    shape = (COMMON_SUMS + BAND_SUMS * bands, rows, cols)
    totals = torch.empty(shape, dtype=torch.float64, device=moved.fine.device)
    for first in range(0, bands, _BANDS):
        launch(
            _sum_up, (cols // COLS, rows // ROWS), moved.fine, moved.coarse, moved.change, moved.unlike, moved.threshold,
            moved.distance, totals, slab[0], first, width, height * width, cols, rows * cols, size, LEAST_APART,
            ALL=bands, BANDS=min(_BANDS, bands - first), ROWS=ROWS, COLS=COLS, num_warps=WARPS,
        )  # fmt: skip
    return totals[:, : slab[1] - slab[0]]


@gpu_kernel
@no_type_check
def _sum_up(
    fine, coarse, change, unlike, threshold, distance, totals, first_row, first_band, width, wide_plane, cols, plane,
    window, least_apart,
    ALL: tl.constexpr, BANDS: tl.constexpr, ROWS: tl.constexpr, COLS: tl.constexpr,
):  # fmt: skip
    """Kernel: tuples hold one tile for each band, those of date 1 first; loops over bands are unrolled."""
    here, corner, middle = pixels(first_row, cols, width, window, ROWS, COLS)
    second = ALL * wide_plane
    centre, limit = (), ()
    for band in tl.static_range(2 * ALL):
        value = tl.load(fine + band * wide_plane + middle)
        centre = centre + (tl.where(value == 1e30, -1e30, value),)
        limit = limit + (tl.load(threshold + band),)
    own = ()
    for band in tl.static_range(BANDS):
        at = (first_band + band) * wide_plane + middle
        y1, y2 = tl.load(fine + at), tl.load(fine + second + at)
        own = own + (y1, y2, tl.load(coarse + at), tl.load(coarse + second + at))
    nothing = tl.zeros((ROWS, COLS), tl.float32)
    empty, sums = (), ()
    for _ in tl.static_range(2 + 11 * BANDS):
        empty = empty + (nothing,)
        sums = sums + (nothing.to(tl.float64),)
    for down in range(window):
        added = empty
        for first in range(0, window, WORD):
            begin = corner + down * width + first
            marks = tl.zeros((ROWS, COLS), tl.uint32)
            for ahead in range(tl.minimum(WORD, window - first)):
                beyond = tl.abs(tl.load(fine + begin + ahead) - centre[0]) - limit[0]
                for band in tl.static_range(1, 2 * ALL):
                    candidate = tl.load(fine + band * wide_plane + begin + ahead)
                    beyond = tl.maximum(beyond, tl.abs(candidate - centre[band]) - limit[band])
                marks = marks | bit(beyond < 0, ahead)
            while any_left(marks):
                some, right = marks != 0, lowest(marks)
                marks = marks & (marks - 1)
                at = begin + right
                far = tl.load(distance + down * window + first + right, mask=some, other=1.0)
                weight = tl.where(some, 1.0 / (tl.load(unlike + at, mask=some, other=1.0) * far + least_apart), 0.0)
                before = added
                added = (before[0] + some.to(tl.float32), before[1] + weight)
                for band in tl.static_range(BANDS):
                    there = (first_band + band) * wide_plane + at
                    y1 = tl.where(some, tl.load(fine + there, mask=some, other=0.0) - own[4 * band], 0.0)
                    y2 = tl.where(some, tl.load(fine + second + there, mask=some, other=0.0) - own[4 * band + 1], 0.0)
                    x1 = tl.where(some, tl.load(coarse + there, mask=some, other=0.0) - own[4 * band + 2], 0.0)
                    x2 = tl.where(some, tl.load(coarse + second + there, mask=some, other=0.0) - own[4 * band + 3], 0.0)
                    change1 = tl.load(change + there, mask=some, other=0.0)
                    change2 = tl.load(change + second + there, mask=some, other=0.0)
                    # Written out, because a variable assigned in a kernel is no constant, as an index must be.
                    added = added + (
                        before[11 * band + 2] + y1,
                        before[11 * band + 3] + y2,
                        before[11 * band + 4] + x1,
                        before[11 * band + 5] + x2,
                    )
                    added = added + (before[11 * band + 6] + x1 * x1 + x2 * x2,)
                    added = added + (before[11 * band + 7] + x1 * y1 + x2 * y2,)
                    added = added + (before[11 * band + 8] + y1 * y1 + y2 * y2,)
                    added = added + (
                        before[11 * band + 9] + weight * change1,
                        before[11 * band + 10] + weight * change2,
                    )
                    added = added + (before[11 * band + 11] + weight * y1, before[11 * band + 12] + weight * y2)
        before = sums
        sums = ()
        for number in tl.static_range(2 + 11 * BANDS):
            sums = sums + (before[number] + added[number].to(tl.float64),)
    tl.store(totals + here, sums[0])
    tl.store(totals + plane + here, sums[1])
    for number in tl.static_range(11 * BANDS):
        tl.store(totals + (2 + 11 * first_band + number) * plane + here, sums[2 + number])
