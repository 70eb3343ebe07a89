"""Means over the most similar neighbours on CUDA, searched by Triton or by torch operations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...runtime.dependencies import require
from ...runtime.workers import Workers
from ..common.available import has_triton
from ..common.gpu import SLAB, missing, on_device, on_host, padded, slabs
from .planes import Mean, Neighbours, Search, offsets_by_column

if TYPE_CHECKING:
    from torch import Tensor

# Maximum number of candidates held at a time for sorting, each with a difference, a rank and a position.
_CANDIDATES = 2**25


def gpu_mean(planes: Neighbours, search: Search, workers: Workers, triton: bool | None = None) -> Mean:
    """CUDA version of `neighbours.neighbour_mean`, slab by slab. `triton`: whether to use Triton; None: if available.

    Triton searches neighbours without storing candidates; torch sorts all candidates of some rows at once.
    """
    torch = require("torch", "Computing on CUDA")
    triton = has_triton() if triton is None else triton
    rows, cols = planes.scale.shape[1:]
    where = _Offsets(search, workers)
    moved = {name: on_device(value, workers) for name, value in vars(planes).items()}
    if triton:
        moved = _whole_tiles(torch, moved, rows, cols)
    step = SLAB if triton else max(1, _CANDIDATES // (cols * len(where.down)))
    parts = []
    with torch.no_grad():
        for slab in slabs(rows, workers, step):
            if triton:
                from .triton import neighbour_sums

                sums = neighbour_sums(moved, where.reach, where.closeness, search, slab)[..., :cols]
            else:
                sums = _sums_by_sorting(torch, moved, where, search, slab)
            inner = slice(slab[0] + search.half, slab[1] + search.half), slice(search.half, search.half + cols)
            parts.append(_mean(torch, sums, moved["valid"][inner]))
    return Mean(*(np.concatenate(piece, axis=-2) for piece in zip(*parts)))


def _whole_tiles(torch: Any, moved: dict[str, Tensor], rows: int, cols: int) -> dict[str, Tensor]:
    """Returns the inputs of the Triton kernel: padded to whole tiles, NaN where invalid, and `similar` also in float32.

    `slack` bounds the rounding error of a float32 difference per band; usually the values are integers that float32
    holds.
    """
    more = missing(rows, cols)
    known = torch.where(moved["valid"], moved["similar"], 0)
    off = (known - known.float().double()).abs().amax(dim=(1, 2))
    similar = padded(torch.where(moved["valid"], moved["similar"], torch.nan), *more, torch.nan)
    return {
        **moved,
        "similar": similar,
        "quick": similar.float(),
        "slack": (2.001 * off).float(),
        "scale": padded(moved["scale"], *more, 1.0),
        "values": padded(moved["values"], *more, 0.0),
    }


class _Offsets:
    """The window's offsets on the device, ordered by column."""

    def __init__(self, search: Search, workers: Workers) -> None:
        down, right, distance = offsets_by_column(search.half)
        self.down, self.right = on_device(down, workers), on_device(right, workers)
        self.closeness = on_device(1 / (1 + distance / search.distance), workers)
        reach = search.reach + distance / max(search.half, 1) if search.reach else np.ones_like(distance)
        self.reach = on_device(reach, workers)
        self.count = min(search.count, len(distance))


def _sums_by_sorting(
    torch: Any, moved: dict[str, Tensor], where: _Offsets, search: Search, slab: tuple[int, int]
) -> Tensor:
    """As `neighbours.triton.neighbour_sums`, without whole tiles."""
    size = 2 * search.half + 1
    similar, valid = moved["similar"], moved["valid"]
    cols = similar.shape[2] - size + 1
    start, rows = slab[0], slab[1] - slab[0]
    at = (slice(start, start + rows + size - 1), slice(0, cols + size - 1))
    usable = _windows(valid[at], size)
    total = torch.zeros(usable.shape, dtype=torch.float64, device=similar.device)
    for band in range(len(similar)):
        centre = similar[band, start + search.half : start + search.half + rows, search.half : search.half + cols]
        step = (_windows(similar[band][at], size) - centre).abs_()
        usable &= step < moved["limit"][band]
        total += moved["scale"][band, start : start + rows] * (step * step if search.squared else step)
    rank = (total + search.floor) * where.reach[:, None, None]
    rank[~usable] = torch.inf
    order = rank.sort(dim=0, stable=True)
    place, taken = order.indices[: where.count], torch.isfinite(order.values[: where.count])
    weight = where.closeness[place] / (1 + search.influence * total.gather(0, place)) * taken
    row = torch.arange(start, start + rows, device=place.device)[:, None] + where.down[place]
    col = torch.arange(cols, device=place.device) + where.right[place]
    values = moved["values"][:, row, col].double()
    weighted = torch.stack([(weight * values).sum(dim=1), (weight * values * values).sum(dim=1)], dim=1)
    common = torch.stack([taken.sum(dim=0).double(), weight.sum(dim=0)])
    return torch.cat([common, weighted.flatten(0, 1)])


def _mean(torch: Any, sums: Tensor, centre: Tensor) -> list[Any]:
    """Mean and variance (bands, rows, cols), and number of neighbours (rows, cols); 0 where the centre is invalid."""
    number, weights = sums[:2]
    weights = weights.clamp_min(torch.finfo(torch.float64).tiny)
    mean = sums[2::2] / weights
    variance = (sums[3::2] / weights - mean * mean).clamp_min(0)
    return [on_host((part * centre).float()) for part in (mean, variance, number)]


def _windows(plane: Tensor, size: int) -> Tensor:
    """Returns all values of each pixel's window, shape (size * size, rows, cols), column by column."""
    windows = plane.unfold(0, size, 1).unfold(1, size, 1)
    return windows.permute(3, 2, 0, 1).reshape(size * size, *windows.shape[:2])
