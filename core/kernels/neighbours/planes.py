"""Inputs and outputs of all versions of the neighbour kernel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Similarity is compared in integer multiples of this fraction of reflectance (1/1024 of the usual step of 0.0001).
# Integers in float64 make sums and squares exact, so differences that are equal in the file are equal here, and the
# order of equal candidates, which decides on the neighbours, does not depend on the last digit.
UNITS = 10000 * 1024


@dataclass(frozen=True)
class Search:
    """How neighbours are found and weighted; d is the distance in pixels.

    A candidate's difference is the sum over bands of ``scale * abs(difference)``, or of the square of the difference.
    The ``count`` candidates with the smallest ``(difference + floor) * (reach + d / half)`` are taken, or those with the
    smallest difference where ``reach`` is 0; of equal ones the first by column, then row, as in the authors' programs.
    Each weighs ``1 / ((1 + d / distance) * (1 + influence * difference))``.

    Attributes
    ----------
    half : int
        Half the window size: the window spans ``2 * half + 1`` pixels.
    count : int
        Number of neighbours; the pixel itself is one of them.
    distance : float
        A of the distance weight, in pixels.
    squared : bool
    floor, reach, influence : float
    """

    half: int
    count: int
    distance: float
    squared: bool = False
    floor: float = 0.0
    reach: float = 0.0
    influence: float = 0.0


@dataclass(frozen=True)
class Neighbours:
    """Input planes of the search; H and W include the halo, R and C do not.

    Attributes
    ----------
    similar : ndarray of float64, shape (similarity bands, H, W)
        Values that are compared, in `UNITS` of reflectance, from `comparable`.
    valid : ndarray of bool, shape (H, W)
    limit : ndarray of float64, shape (similarity bands,)
        A candidate's difference must be below this, in `UNITS`, in every band; infinite disables the test.
    scale : ndarray of float64, shape (similarity bands, R, C)
        Weight of each band's difference in `UNITS`, for each centre.
    values : ndarray of float32, shape (bands, H, W)
        Values to average.
    """

    similar: NDArray[np.float64]
    valid: NDArray[np.bool_]
    limit: NDArray[np.float64]
    scale: NDArray[np.float64]
    values: NDArray[np.float32]


@dataclass(frozen=True)
class Mean:
    """Weighted mean and variance, shape (bands, R, C), and number of neighbours, shape (R, C).

    All are 0 where the centre is invalid.
    """

    mean: NDArray[np.float32]
    variance: NDArray[np.float32]
    count: NDArray[np.float32]


def comparable(values: NDArray[np.float32]) -> NDArray[np.float64]:
    """Returns physical values times `UNITS`, rounded to integers."""
    return np.rint(values.astype(np.float64) * UNITS)


def offsets_by_column(half: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Returns row and column offset from the corner of the window, and distance from its centre, ordered by column."""
    span = np.arange(2 * half + 1)
    cols, rows = (grid.ravel() for grid in np.meshgrid(span, span, indexing="ij"))
    return rows, cols, np.hypot(rows - half, cols - half)
