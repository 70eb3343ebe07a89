"""ESTARFM's window sums with torch operations: used without Triton, and if only the most similar pixels count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...runtime.dependencies import require
from .moved import COMMON_SUMS, LEAST_APART, LEAST_THRESHOLD, Moved
from .planes import Window

if TYPE_CHECKING:
    from torch import Tensor

# Maximum number of candidates held at a time, each with its rank and its position.
_CANDIDATES = 2**24


def all_sums(moved: Moved, window: Window, slab: tuple[int, int]) -> Tensor:
    """Returns sums over all similar pixels, shape (sums, rows, cols), in a loop over the offsets of the window."""
    torch = require("torch", "Computing on CUDA")
    fine, coarse = moved.centre(window.half, slab)
    rows, cols = fine.shape[2:]
    size = len(moved.distance)
    bands = fine.shape[1]
    totals = torch.zeros((COMMON_SUMS + 11 * bands, rows, cols), dtype=torch.float64, device=fine.device)
    limit = moved.threshold[..., None, None]
    distance = moved.distance.tolist()
    for down, right in np.ndindex(size, size):
        at = (..., slice(slab[0] + down, slab[1] + down), slice(right, right + cols))
        y, x = moved.fine[at] - fine, moved.coarse[at] - coarse
        similar = (y.abs() < limit).all(dim=0).all(dim=0)
        weight = torch.where(similar, 1 / (moved.unlike[at] * distance[down][right] + LEAST_APART), 0)
        y, x = torch.where(similar, y, 0), torch.where(similar, x, 0)
        totals[0] += similar
        totals[1] += weight
        totals[COMMON_SUMS:] += _terms(torch, y, x, weight * moved.change[at], weight * y).flatten(0, 1)
    return totals


def _terms(torch: Any, y: Tensor, x: Tensor, change: Tensor, value: Tensor) -> Tensor:
    """Terms of one candidate in the sums of each band (bands, 11, ...), from planes of shape (2, bands, ...)."""
    products = (part.sum(dim=0) for part in (x * x, x * y, y * y))
    return torch.stack([*y, *x, *products, *change, *value], dim=1)


def best_rows(half: int, cols: int) -> int:
    """Returns the number of rows for which all candidates can be held at a time."""
    return max(1, _CANDIDATES // (cols * (2 * half + 1) ** 2))


def best_sums(moved: Moved, window: Window, slab: tuple[int, int]) -> Tensor:
    """Sums over the most similar pixels, the earlier ones of equal rank; shape (sums, rows, cols)."""
    torch = require("torch", "Computing on CUDA")
    size = len(moved.distance)
    fine, coarse = moved.centre(window.half, slab)
    rows, cols = fine.shape[2:]
    seen = (..., slice(slab[0], slab[1] + size - 1), slice(0, cols + size - 1))
    rank = torch.zeros((size * size, rows, cols), device=fine.device)
    similar = torch.ones_like(rank, dtype=torch.bool)
    scale = 1 / (moved.threshold.double() + LEAST_THRESHOLD)
    for band in range(fine.shape[1]):
        steps = [(_windows(moved.fine[date, band][seen], size) - fine[date, band]).abs_() for date in range(2)]
        for date, step in enumerate(steps):
            similar &= step < moved.threshold[date, band]
        rank += steps[0] * float(scale[0, band]) + steps[1] * float(scale[1, band])
    rank[~similar] = torch.inf
    order = rank.sort(dim=0, stable=True)
    place, taken = order.indices[: window.most], torch.isfinite(order.values[: window.most])
    row = torch.arange(slab[0], slab[1], device=fine.device)[:, None] + place // size
    col = torch.arange(cols, device=fine.device) + place % size
    apart = moved.unlike[row, col].double() * moved.distance.flatten()[place]
    weight = torch.where(taken, 1 / (apart + LEAST_APART), 0)
    y, x = (
        torch.where(taken, plane[..., row, col].double() - centre.double()[:, :, None], 0)
        for plane, centre in ((moved.fine, fine), (moved.coarse, coarse))
    )
    terms = _terms(torch, y, x, weight * moved.change[..., row, col], weight * y).sum(dim=2)
    return torch.cat([taken.sum(dim=0)[None].double(), weight.sum(dim=0)[None], terms.flatten(0, 1)])


def _windows(plane: Tensor, size: int) -> Tensor:
    """Returns all values of each pixel's window, shape (size * size, rows, cols), row by row."""
    windows = plane.unfold(0, size, 1).unfold(1, size, 1)
    return windows.permute(2, 3, 0, 1).reshape(size * size, *windows.shape[:2])
