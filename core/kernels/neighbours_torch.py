"""Means over the most similar neighbours with torch operations: the CUDA version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..dependencies import require
from ..workers import Workers
from .neighbours import Mean, Neighbours, Search, offsets_by_column

if TYPE_CHECKING:
    from torch import Tensor

# Candidates held at a time: each takes a difference, a rank and a place.
_CANDIDATES = 2**25


def torch_mean(planes: Neighbours, search: Search, workers: Workers) -> Mean:
    """As `neighbours.neighbour_mean`: some rows at a time, all their candidates sorted at once."""
    torch = require("torch", "Computing on CUDA")
    device = workers.device.name
    rows, cols = planes.scale.shape[1:]
    down, right, distance = offsets_by_column(search.half)
    step = max(1, _CANDIDATES // (cols * len(distance)))
    moved = {name: torch.from_numpy(np.ascontiguousarray(value)).to(device) for name, value in vars(planes).items()}
    where = _Offsets(torch, down, right, distance, search, device)
    parts = []
    with torch.no_grad():
        for row in range(0, rows, step):
            workers.check()
            workers.progress(row / rows)
            parts.append(_mean_of_rows(torch, moved, where, search, row, min(step, rows - row), cols))
    return Mean(*(np.concatenate(piece, axis=-2) for piece in zip(*parts)))


class _Offsets:
    """The window's offsets on the device, column by column."""

    def __init__(self, torch: Any, down: Any, right: Any, distance: Any, search: Search, device: str) -> None:
        self.down, self.right = torch.from_numpy(down).to(device), torch.from_numpy(right).to(device)
        self.closeness = torch.from_numpy(1 / (1 + distance / search.distance)).to(device)
        reach = search.reach + distance / max(search.half, 1) if search.reach else np.ones_like(distance)
        self.reach = torch.from_numpy(reach).to(device)


def _mean_of_rows(
    torch: Any, moved: dict[str, Tensor], where: _Offsets, search: Search, start: int, rows: int, cols: int
) -> tuple[Any, Any, Any]:
    size = 2 * search.half + 1
    similar, valid = moved["similar"], moved["valid"]
    at = (slice(start, start + rows + size - 1), slice(0, cols + size - 1))
    centre = (slice(start + search.half, start + search.half + rows), slice(search.half, search.half + cols))
    usable = _windows(valid[at], size)
    total = torch.zeros(usable.shape, dtype=torch.float64, device=similar.device)
    for band in range(len(similar)):
        step = (_windows(similar[band][at], size) - similar[band][centre]).abs_()
        usable &= step < moved["limit"][band]
        total += moved["scale"][band, start : start + rows] * (step * step if search.squared else step)
    rank = (total + search.floor) * where.reach[:, None, None]
    rank[~usable] = torch.inf
    count = min(search.count, len(rank))
    order = rank.sort(dim=0, stable=True)
    chosen, taken = order.indices[:count], torch.isfinite(order.values[:count])
    weight = where.closeness[chosen] / (1 + search.influence * total.gather(0, chosen)) * taken
    weight = weight * valid[centre]
    row = torch.arange(start, start + rows, device=similar.device)[:, None] + where.down[chosen]
    col = torch.arange(cols, device=similar.device) + where.right[chosen]
    sums = weight.sum(dim=0).clamp_min(torch.finfo(torch.float64).tiny)
    values = moved["values"][:, row, col].double()
    mean = (weight * values).sum(dim=1) / sums
    variance = ((weight * values * values).sum(dim=1) / sums - mean * mean).clamp_min(0)
    number = (taken & valid[centre]).sum(dim=0)
    return tuple(part.float().cpu().numpy() for part in (mean, variance, number))


def _windows(plane: Tensor, size: int) -> Tensor:
    """All values of each pixel's window, shape (size * size, rows, cols), column by column."""
    windows = plane.unfold(0, size, 1).unfold(1, size, 1)
    return windows.permute(3, 2, 0, 1).reshape(size * size, *windows.shape[:2])
