"""Fine images sharpened with panchromatic ones: training targets of networks that use a panchromatic image."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ..rasters.grid import Window
from ..rasters.nested import Nested

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .layers import Layer

# Limits of the factor by which detail changes the fine image; values beyond come from panchromatic values near 0.
_LEAST, _MOST = 1 / 3, 3.0
_REACH = 3.0  # radius of the smoothing, in standard deviations


class SharpenedLayer:
    """A fine image sharpened by smoothing filter-based intensity modulation.

    Liu (2000), International Journal of Remote Sensing 21(18), 3461-3472, doi 10.1080/014311600750037499: the enlarged
    fine image, multiplied by the panchromatic one and divided by its mean over a fine pixel. Here the mean is a
    Gaussian, as wide as a fine pixel that was enlarged linearly.

    Parameters
    ----------
    fine : Layer
        Enlarged to the grid of the panchromatic image.
    pan : Layer
        One band.
    factor : int
        Panchromatic pixels along a fine one; 1 leaves the fine image unchanged.
    """

    def __init__(self, fine: Layer, pan: Layer, factor: int) -> None:
        self._fine, self._pan, self._factor = fine, pan, factor

    def read(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Returns physical values (bands, rows, cols), 0 where invalid, and validity (rows, cols)."""
        from scipy.ndimage import gaussian_filter

        values, valid = self._fine.read(window)
        # Standard deviation of a box as wide as a fine pixel, enlarged linearly.
        sigma = self._factor / 2 if self._factor > 1 else 0.0
        reach = math.ceil(_REACH * sigma)
        wide = window.grown(reach)
        pan, known = self._pan.read(wide)
        inner = wide.slices_of(window)
        valid = valid & known[inner]
        if reach:
            share = gaussian_filter(known.astype(np.float32), sigma, mode="constant", truncate=_REACH)
            total = gaussian_filter(np.where(known, pan[0], 0), sigma, mode="constant", truncate=_REACH)
            mean = total[inner] / np.maximum(share[inner], 1e-6)
            detail = np.where(mean > 0, pan[0][inner] / np.where(mean > 0, mean, 1), 1)
            values = values * np.clip(detail, _LEAST, _MOST).astype(np.float32)
        return np.where(valid, values, np.float32(0)), valid

    def coarse(self, nested: Nested) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        # Sharpening preserves the means.
        return self._fine.coarse(nested)

    def close(self) -> None:
        self._fine.close()
        self._pan.close()
