"""STARFM's window sums with torch operations: the CUDA version used if Triton is not available."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...runtime.dependencies import require
from ...runtime.workers import Workers
from ..common.gpu import on_device, on_host
from .planes import Planes, Sums, distance_weights

if TYPE_CHECKING:
    from torch import Tensor


def torch_sums(
    pairs: list[Planes], half: int, distance: float, either: bool, own_band: bool, details: bool, workers: Workers
) -> Sums:
    """As `starfm.window_sums`: a loop over the window's offsets, each with a few operations on the whole block."""
    torch = require("torch", "Computing on CUDA")
    distances = distance_weights(half, distance)
    bands, rows, cols = pairs[0].spectral_limit.shape
    with torch.no_grad():
        totals = torch.zeros((4 if details else 2, bands, rows, cols), device=workers.device.name)
        for number, planes in enumerate(pairs):
            moved = {name: on_device(getattr(planes, name), workers) for name in vars(planes)}
            centre = moved["similar"][:, half : half + rows, half : half + cols].contiguous()
            for down, right in np.ndindex(*distances.shape):
                if right == 0:
                    workers.check()
                    workers.progress((number + down / len(distances)) / len(pairs))
                at = (slice(None), slice(down, down + rows), slice(right, right + cols))
                _add_offset(torch, moved, centre, at, float(distances[down, right]), either, own_band, details, totals)
        return gathered(totals)


def gathered(totals: Tensor) -> Sums:
    """Returns sums on the device, shape (2 or 4, bands, rows, cols), as arrays."""
    found = list(on_host(totals))
    return Sums(*found, *(np.zeros(found[0].shape, np.float32) for _ in range(4 - len(found))))


def _add_offset(
    torch: object,
    moved: dict[str, Tensor],
    centre: Tensor,
    at: tuple[slice, slice, slice],
    closeness: float,
    either: bool,
    own_band: bool,
    details: bool,
    totals: Tensor,
) -> None:
    alike = (moved["similar"][at] - centre).abs_() <= moved["threshold"]
    if not own_band:
        alike = alike.all(dim=0, keepdim=True)
    spectral_passes = moved["spectral"][at] < moved["spectral_limit"]
    temporal_passes = moved["temporal"][at] < moved["temporal_limit"]
    passes = alike & (spectral_passes | temporal_passes if either else spectral_passes & temporal_passes)
    value = moved["value"][at]
    share = moved["weight"][at] * passes * closeness
    totals[0] += share
    totals[1] += share * value
    if details:
        totals[2] += share * value * value
        totals[3] += passes
