"""Inputs of all versions of the spline kernel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Points added per step: the sum of a pixel is loaded once for all of them.
TURN = 4


@dataclass(frozen=True)
class Lattice:
    """Weights of a spline at lattice points: ``sum of b r^2 log r, plus a0 + a1 y + a2 x``; r in coarse pixels.

    Attributes
    ----------
    weights : ndarray of float64, shape (bands, rows, cols)
        b; 0 where there is no point. The columns are padded to a multiple of `TURN`.
    plane : ndarray of float64, shape (3, bands)
        a0, a1 and a2.
    top, left : int
        Coarse row and column of the first point.
    """

    weights: NDArray[np.float64]
    plane: NDArray[np.float64]
    top: int
    left: int


def lattice(weights: NDArray[np.float64], valid: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Returns the weights (points, bands) of the valid positions (rows, cols) in the layout of `Lattice.weights`."""
    rows, cols = valid.shape
    laid = np.zeros((weights.shape[1], rows, cols + -cols % TURN))
    laid[:, :, :cols][:, valid] = weights.T
    return laid
