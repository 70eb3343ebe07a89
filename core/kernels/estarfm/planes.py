"""Inputs and outputs of all versions of the ESTARFM kernel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The authors' constants: number of similar pixels that a regression must exceed, and maximum conversion coefficient.
ENOUGH = 5

STEEPEST = 5.0


@dataclass(frozen=True)
class Window:
    """Parameters of the window search.

    Attributes
    ----------
    half : int
        Half the window size: the window spans ``2 * half + 1`` pixels.
    most : int
        Use only this number of the most similar pixels (the authors' fast variant); 0 uses all.
    least_change : float
        Mean change of the coarse image, in reflectance, below which the coefficient is one.
    significance : ndarray of float64
        Minimum F statistic of a significant regression, indexed by the number of similar pixels.
    """

    half: int
    most: int
    least_change: float
    significance: NDArray[np.float64]


@dataclass(frozen=True)
class Planes:
    """Input planes of the window; H and W include the halo, R and C do not. float32, physical units.

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
    """Number of similar pixels of each centre (R, C); and, if there were more than `ENOUGH`, for each date the weighted
    change times the coefficient and the weighted fine value, shape (2, bands, R, C).
    """

    count: NDArray[np.float32]
    change: NDArray[np.float32]
    fine: NDArray[np.float32]
