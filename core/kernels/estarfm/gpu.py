"""ESTARFM's moving window on CUDA: sums over the similar pixels by Triton or torch operations, and their evaluation.

The sums are those of `estarfm.cpu`, in the same order: number and weights, then `BAND_SUMS` for each band.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...runtime.dependencies import require
from ...runtime.workers import Workers
from ..common.available import has_triton
from ..common.gpu import missing, on_device, on_host, padded, slabs
from .moved import BAND_SUMS, CHANGE_SUMS, COMMON_SUMS, FINE_SUMS, OUT_OF_RANGE, Moved
from .planes import ENOUGH, STEEPEST, Found, Planes, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray


def gpu_search(planes: Planes, window: Window, workers: Workers, triton: bool | None = None) -> Found:
    """CUDA version of `estarfm.search`, slab by slab. `triton`: whether to use Triton; None: if available."""
    torch = require("torch", "Computing on CUDA")
    half = window.half
    bands, height, width = planes.fine.shape[1:]
    rows, cols = height - 2 * half, width - 2 * half
    limited = 0 < window.most < (2 * half + 1) ** 2
    with torch.no_grad():
        moved = _moved(planes, half, workers)
        significance = on_device(window.significance, workers)
        parts = []
        if limited:
            from .torch import best_rows
            from .torch import best_sums as sums

            step = best_rows(half, cols)
        else:
            sums, step = _all_sums(has_triton() if triton is None else triton), None
        for slab in slabs(rows, workers, *(() if step is None else (step,))):
            totals = sums(moved, window, slab)[..., :cols]
            fine, coarse = (plane[..., :cols] for plane in moved.centre(half, slab))
            parts.append([on_host(part.float()) for part in _finish(torch, totals, fine, coarse, window, significance)])
    return Found(*(np.concatenate(piece, axis=-2) for piece in zip(*parts)))


def _all_sums(triton: bool) -> Any:
    if triton:
        from .triton import all_sums
    else:
        from .torch import all_sums
    return all_sums


def _moved(planes: Planes, half: int, workers: Workers) -> Moved:
    more = missing(planes.fine.shape[2] - 2 * half, planes.fine.shape[3] - 2 * half)
    span = np.arange(-half, half + 1)
    distance = 1 + np.hypot(span[:, None], span[None, :]) / max(half, 1)
    torch = require("torch", "Computing on CUDA")
    valid = on_device(planes.valid, workers)

    def plane(values: NDArray[np.floating[Any]], fill: float) -> Any:
        return padded(torch.where(valid, on_device(values, workers).float(), fill), *more, fill)

    return Moved(
        plane(planes.fine, OUT_OF_RANGE),
        plane(planes.coarse, 0.0),
        plane(planes.change, 0.0),
        plane(planes.unlike, 1.0),
        on_device(planes.threshold.astype(np.float32), workers),
        on_device(distance.astype(np.float32), workers),
    )


def _finish(torch: Any, totals: Any, fine: Any, coarse: Any, window: Window, significance: Any) -> tuple[Any, Any, Any]:
    """Returns, from the sums (sums, rows, cols): count (rows, cols), change and fine value (2, bands, rows, cols)."""
    number, weights = totals[0], totals[1]
    sums = totals[COMMON_SUMS:].unflatten(0, (-1, BAND_SUMS)).transpose(0, 1)
    enough = number > ENOUGH
    slope = _slope(torch, number.clamp_min(1), sums, fine.double(), coarse.double(), window, significance)
    weights = torch.where(enough, weights, 1)
    change = slope * sums[CHANGE_SUMS:FINE_SUMS] / weights
    value = fine + sums[FINE_SUMS:] / weights
    return number, torch.where(enough, change, 0), torch.where(enough, value, 0)


def _slope(torch: Any, number: Any, sums: Any, fine: Any, coarse: Any, window: Window, significance: Any) -> Any:
    """As `estarfm.cpu._slope`, shape (bands, rows, cols): one where a regression is not significant."""
    y1, y2, x1, x2 = sums[:4]
    # Half of the centre's change between the dates, added or subtracted, refers both dates to a common origin.
    step_y, step_x = (fine[0] - fine[1]) / 2, (coarse[0] - coarse[1]) / 2
    sum_x, sum_y, points = x1 + x2, y1 + y2, 2 * number
    xx = sums[4] + 2 * step_x * (x1 - x2) + points * step_x * step_x - sum_x * sum_x / points
    xy = sums[5] + step_x * (y1 - y2) + step_y * (x1 - x2) + points * step_x * step_y - sum_x * sum_y / points
    yy = sums[6] + 2 * step_y * (y1 - y2) + points * step_y * step_y - sum_y * sum_y / points
    known = (xx > 0) & (yy > 0)
    xx, yy = torch.where(known, xx, 1), torch.where(known, yy, 1)
    slope, explained = xy / xx, xy * xy / (xx * yy)
    statistic = explained * (points - 2) / (1 - explained).clamp_min(1e-15)
    changed = (x1 - x2 + points * step_x).abs() / number >= window.least_change
    counts = known & changed & (statistic >= significance[number.long()]) & (slope > 0) & (slope <= STEEPEST)
    return torch.where(counts, slope, 1)
