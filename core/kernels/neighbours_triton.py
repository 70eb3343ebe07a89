"""The search for the most similar neighbours on CUDA: one program for a tile of pixels.

A window holds thousands of candidates and few are wanted, so no list is kept: each neighbour is found by one more look
through the window, as the best of those that come after the last one. All is exact, and needs no memory but the result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, no_type_check

import triton.language as tl

from ..dependencies import require
from .gpu import COLS, gpu_kernel
from .neighbours import Search

if TYPE_CHECKING:
    from torch import Tensor

_ROWS = 2


def most_similar(
    similar: Tensor, limit: Tensor, scale: Tensor, reach: Tensor, search: Search, count: int
) -> tuple[Any, Any]:
    """Places in the window, counted by columns, of each pixel's neighbours, and their differences.

    Parameters
    ----------
    similar : Tensor of float64, shape (bands, H, W)
        NaN where invalid, which is like nothing.
    limit : Tensor of float64, shape (bands,)
    scale : Tensor of float64, shape (bands, rows, cols)
        Rows and columns are whole tiles.
    reach : Tensor of float64, shape (window * window,)
        Factor of the rank for each place.
    search : Search
    count : int

    Returns
    -------
    place : Tensor of int64, shape (count, rows, cols)
        -1 where there are no more neighbours.
    difference : Tensor of float64, the same shape
    """
    torch = require("torch", "Computing on CUDA")
    bands, rows, cols = scale.shape
    place = torch.empty((count, rows, cols), dtype=torch.int32, device=scale.device)
    difference = torch.empty((count, rows, cols), dtype=torch.float64, device=scale.device)
    width = similar.shape[2]
    _find[(cols // COLS, rows // _ROWS)](
        similar, limit, scale, reach, place, difference, search.floor, width, similar.shape[1] * width, cols, rows * cols,
        2 * search.half + 1, count, BANDS=bands, SQUARED=search.squared, ROWS=_ROWS, COLS=COLS,
    )  # fmt: skip
    return place.long(), difference


@gpu_kernel
@no_type_check
def _find(
    similar, limit, scale, reach, places, differences, floor, width, wide_plane, cols, plane, window, count,
    BANDS: tl.constexpr, SQUARED: tl.constexpr, ROWS: tl.constexpr, COLS: tl.constexpr,
):  # fmt: skip
    row = tl.program_id(1) * ROWS + tl.arange(0, ROWS)
    col = tl.program_id(0) * COLS + tl.arange(0, COLS)
    here = row[:, None] * cols + col[None, :]
    corner = row[:, None] * width + col[None, :]
    middle = corner + (window // 2) * (width + 1)
    centre, factor, most = (), (), ()
    for band in tl.static_range(BANDS):
        centre = centre + (tl.load(similar + band * wide_plane + middle),)
        factor = factor + (tl.load(scale + band * plane + here),)
        most = most + (tl.load(limit + band),)
    last_rank = tl.full((ROWS, COLS), -1.0, tl.float64)
    last_place = tl.full((ROWS, COLS), -1, tl.int32)
    for number in range(count):
        best_rank = tl.full((ROWS, COLS), float("inf"), tl.float64)
        best_place = tl.full((ROWS, COLS), -1, tl.int32)
        best_difference = tl.full((ROWS, COLS), 0.0, tl.float64)
        for right in range(window):
            for down in range(window):
                at = corner + down * width + right
                place = right * window + down
                total = tl.zeros((ROWS, COLS), tl.float64)
                usable = last_place >= -1
                for band in tl.static_range(BANDS):
                    step = tl.abs(tl.load(similar + band * wide_plane + at) - centre[band])
                    usable = usable & (step < most[band])
                    total += factor[band] * (step * step if SQUARED else step)
                rank = (total + floor) * tl.load(reach + place)
                later = (rank > last_rank) | ((rank == last_rank) & (place > last_place))
                better = usable & later & (rank < best_rank)
                best_rank = tl.where(better, rank, best_rank)
                best_place = tl.where(better, place, best_place)
                best_difference = tl.where(better, total, best_difference)
        tl.store(places + number * plane + here, best_place)
        tl.store(differences + number * plane + here, best_difference)
        last_rank, last_place = best_rank, best_place
