"""Search for the most similar neighbours and sums over them on CUDA: one program for a tile of pixels.

Ranks are computed in float32 first, rounded towards 0, and only candidates that can still be among the best are ranked
exactly and inserted into a sorted list in registers. If more neighbours are needed than a list holds, the window is
searched repeatedly: each pass takes the candidates that come after the last one of the pass before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, no_type_check

import triton.language as tl

from ...runtime.dependencies import require
from ..common.gpu import COLS, ROWS, WARPS, gpu_kernel, launch
from ..common.marks import WORD, any_left, bit, lowest, pixels
from .planes import Search

if TYPE_CHECKING:
    from torch import Tensor

# Maximum length of the list; each entry takes three of the 255 registers of a thread.
_LISTED = 32

# Factor that makes quick ranks smaller than exact ones in spite of rounding: six operations of 6e-8 each.
_LESS = 1 - 1e-6


def neighbour_sums(
    moved: dict[str, Tensor], reach: Tensor, closeness: Tensor, search: Search, slab: tuple[int, int]
) -> Any:
    """Returns sums over each pixel's neighbours in some rows.

    Parameters
    ----------
    moved : dict of Tensor
        `Neighbours`, padded to whole tiles; `similar` is NaN where invalid, which compares as not similar to any value.
    reach, closeness : Tensor of float64, shape (window * window,)
        Factor of the rank and of the weight for each position, ordered by column.
    search : Search
    slab : (int, int)
        First row and the one after the last.

    Returns
    -------
    Tensor of float64, shape (2 + 2 * bands, rows, cols)
        Number and weights of the neighbours; for each band weighted values and weighted squares.
    """
    torch = require("torch", "Computing on CUDA")
    similar, values = moved["similar"], moved["values"]
    height, width = similar.shape[1:]
    size = 2 * search.half + 1
    rows, cols = -(-(slab[1] - slab[0]) // ROWS) * ROWS, width - size + 1
    count = min(search.count, size * size)
    looks = -(-count // _LISTED)
    listed = -(-count // looks)
    sums = reach.new_empty((2 + 2 * len(values), rows, cols))
    found = torch.empty((count, rows, cols), dtype=torch.int32, device=similar.device)
    last_rank = torch.full((rows, cols), -1, dtype=torch.int64, device=similar.device)
    last_place = torch.full((rows, cols), -1, dtype=torch.int32, device=similar.device)
    quick_reach, quick_limit = (reach * _LESS).float(), (moved["limit"] / _LESS).float()
    exact, limited = not moved["slack"].any().item(), bool(moved["limit"].isfinite().any().item())
    grid = (cols // COLS, rows // ROWS)
    places = (slab[0], width, height * width, cols, moved["scale"].shape[1] * cols, rows * cols, size)
    # As a tensor: Triton would pass plain numbers as float32.
    constants = reach.new_tensor([search.floor, search.influence])
    for look in range(looks):
        done = look * listed
        launch(
            _find, grid, moved["quick"], similar, moved["slack"], moved["limit"], quick_limit, moved["scale"], quick_reach,
            reach, last_rank, last_place, found[done:], constants, min(listed, count - done), *places,
            BANDS=len(similar), SQUARED=search.squared, EXACT=exact, LIMITED=limited, LISTED=listed,
            ROWS=ROWS, COLS=COLS, num_warps=WARPS,
        )  # fmt: skip
    launch(
        _sum_up, grid, found, similar, moved["limit"], moved["scale"], closeness, values, sums, constants, count, *places,
        SIMILAR=len(similar), BANDS=len(values), SQUARED=search.squared, ROWS=ROWS, COLS=COLS, num_warps=WARPS,
    )  # fmt: skip
    return sums[:, : slab[1] - slab[0]]


@gpu_kernel
@no_type_check
def _find(
    quick, similar, slack, limit, quick_limit, scale, quick_reach, reach, last_rank, last_place, found, constants, wanted,
    first_row, width, wide_plane, cols, plane, found_plane, window,
    BANDS: tl.constexpr, SQUARED: tl.constexpr, EXACT: tl.constexpr, LIMITED: tl.constexpr, LISTED: tl.constexpr,
    ROWS: tl.constexpr, COLS: tl.constexpr,
):  # fmt: skip
    """Kernel: tuples hold one tile for each band or list entry. Ranks are compared by their bits, which sort alike."""
    here, corner, middle = pixels(first_row, cols, width, window, ROWS, COLS)
    among_all = first_row * cols + here
    centre, factor = (), ()
    for band in tl.static_range(BANDS):
        centre = centre + (tl.load(quick + band * wide_plane + middle),)
        factor = factor + (tl.load(scale + band * plane + among_all).to(tl.float32),)
    after_rank, after_place = tl.load(last_rank + here), tl.load(last_place + here)
    never = tl.full((ROWS, COLS), float("inf"), tl.float64).to(tl.int64, bitcast=True)
    ranks, places = (), ()
    for _ in tl.static_range(LISTED):
        ranks = ranks + (never,)
        places = places + (tl.full((ROWS, COLS), -1, tl.int32),)
    bound = tl.full((ROWS, COLS), float("inf"), tl.float32)
    floor = tl.load(constants)
    quick_floor = floor.to(tl.float32)
    for turn in range(window):
        # Rows in the middle first: pixels near the centre are more often similar, and the bound falls sooner.
        down = window // 2 + tl.where(turn % 2 == 1, (turn + 1) // 2, -(turn // 2))
        for first in range(0, window, WORD):
            begin = corner + down * width + first
            marks = tl.zeros((ROWS, COLS), tl.uint32)
            for ahead in range(tl.minimum(WORD, window - first)):
                total = tl.zeros((ROWS, COLS), tl.float32)
                beyond = tl.full((ROWS, COLS), -1.0, tl.float32)
                for band in tl.static_range(BANDS):
                    step = tl.abs(tl.load(quick + band * wide_plane + begin + ahead) - centre[band])
                    if not EXACT:
                        step = tl.maximum(step - tl.load(slack + band), 0.0, propagate_nan=tl.PropagateNan.ALL)
                    if LIMITED:
                        beyond = tl.maximum(beyond, step - tl.load(quick_limit + band))
                    total += factor[band] * (step * step if SQUARED else step)
                rank = (total + quick_floor) * tl.load(quick_reach + (first + ahead) * window + down)
                worth = rank <= bound
                if LIMITED:
                    worth = worth & (beyond < 0)
                marks = marks | bit(worth, ahead)
            while any_left(marks):
                some, right = marks != 0, lowest(marks)
                marks = marks & (marks - 1)
                difference, usable = _difference(
                    similar, limit, scale, begin + right, middle, among_all, wide_plane, plane, some,
                    BANDS, SQUARED, ROWS, COLS,
                )  # fmt: skip
                place = (first + right) * window + down
                exact = (difference + floor) * tl.load(reach + place, mask=some, other=1.0)
                rank = exact.to(tl.int64, bitcast=True)
                later = (rank > after_rank) | ((rank == after_rank) & (place > after_place))
                rank = tl.where(usable & later, rank, never)
                before_ranks, before_places = ranks, places
                ranks, places = (), ()
                for slot in tl.static_range(LISTED):
                    other_rank, other_place = before_ranks[slot], before_places[slot]
                    earlier = (rank < other_rank) | ((rank == other_rank) & (place < other_place))
                    ranks = ranks + (tl.where(earlier, rank, other_rank),)
                    places = places + (tl.where(earlier, place, other_place),)
                    rank = tl.where(earlier, other_rank, rank)
                    place = tl.where(earlier, other_place, place)
                bound = ranks[LISTED - 1].to(tl.float64, bitcast=True).to(tl.float32)
    tl.store(last_rank + here, ranks[LISTED - 1])
    tl.store(last_place + here, places[LISTED - 1])
    for slot in tl.static_range(LISTED):
        tl.store(found + slot * found_plane + here, places[slot], mask=tl.full((ROWS, COLS), slot, tl.int32) < wanted)


@gpu_kernel
@no_type_check
def _sum_up(
    found, similar, limit, scale, closeness, values, sums, constants, count, first_row, width, wide_plane, cols, plane,
    sums_plane, window,
    SIMILAR: tl.constexpr, BANDS: tl.constexpr, SQUARED: tl.constexpr, ROWS: tl.constexpr, COLS: tl.constexpr,
):  # fmt: skip
    """Kernel: compute the weights of the neighbours found, and sum up."""
    here, corner, middle = pixels(first_row, cols, width, window, ROWS, COLS)
    among_all = first_row * cols + here
    influence = tl.load(constants + 1)
    totals = ()
    for _number in tl.static_range(2 + 2 * BANDS):
        totals = totals + (tl.zeros((ROWS, COLS), tl.float64),)
    for number in range(count):
        place = tl.load(found + number * sums_plane + here)
        taken = place >= 0
        at = corner + (place % window) * width + place // window
        difference, _usable = _difference(
            similar, limit, scale, at, middle, among_all, wide_plane, plane, taken, SIMILAR, SQUARED, ROWS, COLS
        )
        share = tl.load(closeness + place, mask=taken, other=0.0) / (1 + influence * difference)
        before = totals
        totals = (before[0] + taken.to(tl.float64), before[1] + share)
        for band in tl.static_range(BANDS):
            value = tl.load(values + band * wide_plane + at, mask=taken, other=0.0).to(tl.float64)
            totals = totals + (before[2 + 2 * band] + share * value, before[3 + 2 * band] + share * value * value)
    for number in tl.static_range(2 + 2 * BANDS):
        tl.store(sums + number * sums_plane + here, totals[number])


@gpu_kernel
@no_type_check
def _difference(
    similar, limit, scale, at, middle, here, wide_plane, plane, some,
    BANDS: tl.constexpr, SQUARED: tl.constexpr, ROWS: tl.constexpr, COLS: tl.constexpr,
):  # fmt: skip
    """Returns the exact difference of some candidates from their centres, and whether it is below the limits."""
    total = tl.zeros((ROWS, COLS), tl.float64)
    usable = some
    for band in tl.static_range(BANDS):
        value = tl.load(similar + band * wide_plane + at, mask=some, other=0.0)
        step = tl.abs(value - tl.load(similar + band * wide_plane + middle, mask=some, other=0.0))
        usable = usable & (step < tl.load(limit + band))
        total += tl.load(scale + band * plane + here, mask=some, other=0.0) * (step * step if SQUARED else step)
    return total, usable
