"""Means over the most similar neighbours on CUDA, which Triton or torch operations look for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..dependencies import require
from ..workers import Workers
from .gpu import SLAB, has_triton, missing, on_device, padded, slabs
from .neighbours import Mean, Neighbours, Search, offsets_by_column

if TYPE_CHECKING:
    from torch import Tensor

# Candidates held at a time where they are sorted: each takes a difference, a rank and a place.
_CANDIDATES = 2**25


def gpu_mean(planes: Neighbours, search: Search, workers: Workers, triton: bool | None = None) -> Mean:
    """As `neighbours.neighbour_mean`, some rows at a time. `triton` says whether Triton is used; it is where it is there.

    Triton looks for neighbours without holding candidates; torch sorts all candidates of some rows at once.
    """
    torch = require("torch", "Computing on CUDA")
    triton = has_triton() if triton is None else triton
    rows, cols = planes.scale.shape[1:]
    where = _Offsets(search, workers)
    moved = {name: on_device(value, workers) for name, value in vars(planes).items()}
    if triton:
        moved["similar"] = torch.where(moved["valid"], moved["similar"], torch.nan)
    find = _found_by_triton if triton else _found_by_sorting
    step = SLAB if triton else max(1, _CANDIDATES // (cols * len(where.down)))
    parts = []
    with torch.no_grad():
        for start, stop in slabs(rows, workers, step):
            place, difference = find(torch, moved, where, search, start, stop - start)
            parts.append(_mean_of_rows(torch, moved, where, search, start, place, difference))
    return Mean(*(np.concatenate(piece, axis=-2) for piece in zip(*parts)))


class _Offsets:
    """The window's offsets on the device, column by column."""

    def __init__(self, search: Search, workers: Workers) -> None:
        down, right, distance = offsets_by_column(search.half)
        self.down, self.right = on_device(down, workers), on_device(right, workers)
        self.closeness = on_device(1 / (1 + distance / search.distance), workers)
        reach = search.reach + distance / max(search.half, 1) if search.reach else np.ones_like(distance)
        self.reach = on_device(reach, workers)
        self.count = min(search.count, len(distance))


def _found_by_triton(
    torch: Any, moved: dict[str, Tensor], where: _Offsets, search: Search, start: int, rows: int
) -> tuple[Any, Any]:
    """Place in the window and difference of each neighbour, shape (count, rows, cols); place -1 is none."""
    from .neighbours_triton import most_similar

    scale = moved["scale"][:, start : start + rows]
    cols = scale.shape[2]
    more = missing(rows, cols)
    similar = padded(moved["similar"][:, start : start + rows + 2 * search.half], *more, torch.nan)
    place, difference = most_similar(
        similar, moved["limit"], padded(scale, *more, 1.0), where.reach, search, where.count
    )
    return place[:, :rows, :cols], difference[:, :rows, :cols]


def _found_by_sorting(
    torch: Any, moved: dict[str, Tensor], where: _Offsets, search: Search, start: int, rows: int
) -> tuple[Any, Any]:
    """As `_found_by_triton`."""
    size = 2 * search.half + 1
    similar, valid = moved["similar"], moved["valid"]
    cols = similar.shape[2] - size + 1
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
    chosen, taken = order.indices[: where.count], torch.isfinite(order.values[: where.count])
    return torch.where(taken, chosen, -1), total.gather(0, chosen)


def _mean_of_rows(
    torch: Any, moved: dict[str, Tensor], where: _Offsets, search: Search, start: int, place: Any, difference: Any
) -> tuple[Any, Any, Any]:
    """Mean and variance (bands, rows, cols), and number of neighbours (rows, cols)."""
    rows, cols = place.shape[1:]
    centre = moved["valid"][start + search.half : start + search.half + rows, search.half : search.half + cols]
    taken = (place >= 0) & centre
    place = place.clamp_min(0)
    weight = where.closeness[place] / (1 + search.influence * difference) * taken
    row = torch.arange(start, start + rows, device=place.device)[:, None] + where.down[place]
    col = torch.arange(cols, device=place.device) + where.right[place]
    sums = weight.sum(dim=0).clamp_min(torch.finfo(torch.float64).tiny)
    values = moved["values"][:, row, col].double()
    mean = (weight * values).sum(dim=1) / sums
    variance = ((weight * values * values).sum(dim=1) / sums - mean * mean).clamp_min(0)
    return tuple(part.float().cpu().numpy() for part in (mean, variance, taken.sum(dim=0)))


def _windows(plane: Tensor, size: int) -> Tensor:
    """All values of each pixel's window, shape (size * size, rows, cols), column by column."""
    windows = plane.unfold(0, size, 1).unfold(1, size, 1)
    return windows.permute(3, 2, 0, 1).reshape(size * size, *windows.shape[:2])
