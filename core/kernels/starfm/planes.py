"""Inputs and outputs of all versions of the STARFM kernel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Value of invalid pixels in the similarity planes: farther from every value than any threshold, so that such a pixel is
# never similar and the window loop needs no test for validity.
OUT_OF_RANGE = np.float32(1e30)


@dataclass(frozen=True)
class Planes:
    """Input planes of the window loop for one pair; H and W include the halo, R and C do not.

    Attributes
    ----------
    similar : ndarray of float32, shape (similarity bands, H, W)
        Fine values; `OUT_OF_RANGE` where invalid.
    threshold : ndarray of float32, shape (similarity bands, R, C)
        Maximum difference from the centre that counts as similar; negative where the centre is invalid.
    spectral, temporal : ndarray of float32, shape (bands, H, W)
        S = abs(fine - coarse) and T = abs(coarse - coarse of the target date).
    spectral_limit, temporal_limit : ndarray of float32, shape (bands, R, C)
        A candidate's S and T must be below these.
    weight : ndarray of float32, shape (bands, H, W)
        Weight without the distance; 0 where invalid.
    value : ndarray of float32, shape (bands, H, W)
        Prediction of a candidate: fine + coarse of the target date - coarse.
    """

    similar: NDArray[np.float32]
    threshold: NDArray[np.float32]
    spectral: NDArray[np.float32]
    temporal: NDArray[np.float32]
    spectral_limit: NDArray[np.float32]
    temporal_limit: NDArray[np.float32]
    weight: NDArray[np.float32]
    value: NDArray[np.float32]


@dataclass(frozen=True)
class Sums:
    """Sums over the candidates of all pairs, each of shape (bands, R, C): weights, weighted values, weighted squares of
    values, and number of candidates. The last two are zero unless details were requested.
    """

    weight: NDArray[np.float32]
    value: NDArray[np.float32]
    square: NDArray[np.float32]
    count: NDArray[np.float32]


def distance_weights(half: int, distance: float) -> NDArray[np.float32]:
    """Returns 1 / (1 + d / A) for every offset of the window, shape (2 half + 1, 2 half + 1)."""
    offset = np.arange(-half, half + 1)
    return (1 / (1 + np.hypot(offset[:, None], offset[None, :]) / distance)).astype(np.float32)


def empty_sums(planes: Planes) -> Sums:
    shape = planes.spectral_limit.shape
    return Sums(*(np.zeros(shape, np.float32) for _ in range(4)))
