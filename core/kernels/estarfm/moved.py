"""ESTARFM's planes on a CUDA device, and the layout of the sums over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...runtime.dependencies import require

# Same constants as in `estarfm.cpu`, which cannot be imported without numba.
BAND_SUMS, CHANGE_SUMS, FINE_SUMS, COMMON_SUMS = 11, 7, 9, 2
OUT_OF_RANGE, NO_CENTRE = 1e30, -1e30
LEAST_APART = 1e-7
LEAST_THRESHOLD = 1e-12


@dataclass(frozen=True)
class Moved:
    """`Planes` as float32 tensors on the device, padded with invalid pixels to whole tiles.

    Attributes
    ----------
    fine, coarse, change : Tensor, shape (2, bands, H, W)
        Invalid pixels have `OUT_OF_RANGE` in `fine` and 0 in the others.
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
        """Fine and coarse values (2, bands, rows, cols) in a slab; invalid centres have no similar pixels."""
        torch = require("torch", "Computing on CUDA")
        at = (..., slice(slab[0] + half, slab[1] + half), slice(half, self.fine.shape[3] - half))
        fine = self.fine[at]
        return torch.where(fine > OUT_OF_RANGE / 2, NO_CENTRE, fine), self.coarse[at]
