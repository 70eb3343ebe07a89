"""The window of ESTARFM on CUDA: sums over the similar pixels by Triton or by torch operations, and what they come to.

The sums are those of `kernels.estarfm_cpu`, in the same order: number and weights, then `BAND_SUMS` for each band.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..dependencies import require
from ..workers import Workers
from .estarfm import ENOUGH, STEEPEST, Found, Planes, Window
from .gpu import has_triton, missing, on_device, on_host, padded, slabs

if TYPE_CHECKING:
    from numpy.typing import NDArray

# As in `kernels.estarfm_cpu`, which cannot be imported without numba.
BAND_SUMS, CHANGE_SUMS, FINE_SUMS, COMMON_SUMS = 11, 7, 9, 2
OUT_OF_RANGE, NO_CENTRE = 1e30, -1e30
LEAST_APART = 1e-7
LEAST_THRESHOLD = 1e-12


@dataclass(frozen=True)
class Moved:
    """`Planes` as float32 tensors on the device, whose rows and columns are filled up to whole tiles with invalid pixels.

    Attributes
    ----------
    fine, coarse, change : Tensor, shape (2, bands, H, W)
        Where invalid, `OUT_OF_RANGE` and 0.
    unlike : Tensor, shape (H, W)
    threshold : Tensor, shape (2, bands)
    distance : Tensor, shape (window, window)
        Relative distances from the centre.
    """

    fine: Any
    coarse: Any
    change: Any
    unlike: Any
    threshold: Any
    distance: Any

    def centre(self, half: int, slab: tuple[int, int]) -> tuple[Any, Any]:
        """Fine and coarse values (2, bands, rows, cols) of the pixels in a slab; invalid ones are nobody's like."""
        torch = require("torch", "Computing on CUDA")
        at = (..., slice(slab[0] + half, slab[1] + half), slice(half, self.fine.shape[3] - half))
        fine = self.fine[at]
        return torch.where(fine > OUT_OF_RANGE / 2, NO_CENTRE, fine), self.coarse[at]


def gpu_search(planes: Planes, window: Window, workers: Workers, triton: bool | None = None) -> Found:
    """As `estarfm.search`, some rows at a time. `triton` says whether Triton is used; it is where it is there."""
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
            from .estarfm_torch import best_rows
            from .estarfm_torch import best_sums as sums

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
        from .estarfm_triton import all_sums
    else:
        from .estarfm_torch import all_sums
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
    """What the sums (sums, rows, cols) come to: count (rows, cols), change and fine value (2, bands, rows, cols)."""
    number, weights = totals[0], totals[1]
    sums = totals[COMMON_SUMS:].unflatten(0, (-1, BAND_SUMS)).transpose(0, 1)
    enough = number > ENOUGH
    slope = _slope(torch, number.clamp_min(1), sums, fine.double(), coarse.double(), window, significance)
    weights = torch.where(enough, weights, 1)
    change = slope * sums[CHANGE_SUMS:FINE_SUMS] / weights
    value = fine + sums[FINE_SUMS:] / weights
    return number, torch.where(enough, change, 0), torch.where(enough, value, 0)


def _slope(torch: Any, number: Any, sums: Any, fine: Any, coarse: Any, window: Window, significance: Any) -> Any:
    """As `estarfm_cpu._slope`, shape (bands, rows, cols): one where a regression means nothing."""
    y1, y2, x1, x2 = sums[:4]
    # The step between the centre's dates, half on each side, brings the two to a common zero.
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
