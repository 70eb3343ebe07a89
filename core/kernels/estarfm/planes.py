"""What all versions of the ESTARFM kernel read and return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The authors' constants: similar pixels needed for a regression, and the limit of a believable conversion coefficient.
ENOUGH = 5

STEEPEST = 5.0


@dataclass(frozen=True)
class Window:
    """How the window is searched.

    Attributes
    ----------
    half : int
        Half the window: it spans ``2 * half + 1`` pixels.
    most : int
        Take so many of the most similar pixels only (the authors' fast variant); 0 takes all.
    least_change : float
        Mean change of the coarse image, in reflectance, below which the coefficient is one.
    significance : ndarray of float64
        Smallest F statistic of a regression that counts, by the number of similar pixels.
    """

    half: int
    most: int
    least_change: float
    significance: NDArray[np.float64]


@dataclass(frozen=True)
class Planes:
    """What the window holds; H and W include the halo, R and C do not. float32, physical units.

    Attributes
    ----------
    fine, coarse : ndarray, shape (2, bands, H, W)
    change : ndarray, shape (2, bands, H, W)
        Coarse image of the target date minus that of each pair's date.
    unlike : ndarray of float64, shape (H, W)
        One minus the correlation of fine and coarse values over bands and dates.
    valid : ndarray of bool, shape (H, W)
    threshold : ndarray of float64, shape (2, bands)
        A pixel is similar if it differs by less than this on both dates in every band.
    """

    fine: NDArray[np.float32]
    coarse: NDArray[np.float32]
    change: NDArray[np.float32]
    unlike: NDArray[np.float64]
    valid: NDArray[np.bool_]
    threshold: NDArray[np.float64]


@dataclass(frozen=True)
class Found:
    """For each centre: how many similar pixels (R, C); and, where there were more than `ENOUGH`, for each date the weighted
    change times the coefficient and the weighted fine value, shape (2, bands, R, C).
    """

    count: NDArray[np.float32]
    change: NDArray[np.float32]
    fine: NDArray[np.float32]
