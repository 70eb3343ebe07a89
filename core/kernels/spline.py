"""A thin-plate spline whose points lie on a lattice, as coarse pixels do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Points added in one turn: the sum of a pixel is loaded once for all of them.
TURN = 4


@dataclass(frozen=True)
class Lattice:
    """A spline's weights at the points of a lattice, ``sum of b r^2 log r, plus a0 + a1 y + a2 x``; r in coarse pixels.

    Attributes
    ----------
    weights : ndarray of float64, shape (bands, rows, cols)
        b; 0 where there is no point. The columns are filled up to whole turns.
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
    """Weights (points, bands) of the valid places (rows, cols), laid on a lattice as `Lattice` wants them."""
    rows, cols = valid.shape
    laid = np.zeros((weights.shape[1], rows, cols + -cols % TURN))
    laid[:, :, :cols][:, valid] = weights.T
    return laid


def evaluate(
    spline: Lattice,
    rows: NDArray[np.intp],
    cols: NDArray[np.intp],
    ratio: int,
    surface: NDArray[np.float32],
    start: int,
    stop: int,
) -> None:
    """Write the spline at all combinations of fine rows and columns, which follow each other, into rows of `surface`.

    Only rows `start` to `stop` of the surface (bands, rows, cols) are written. Fine pixels are counted from the corner
    of the coarse grid, and coarse ones hold ``ratio`` x ``ratio`` of them. What a pixel's value is depends neither on the
    other rows nor on the other columns.
    """
    from .spline_cpu import write_rows

    write_rows(
        spline.weights, spline.plane, spline.top, spline.left, rows[start:stop], int(cols[0]), ratio, surface[:, start:stop]
    )  # fmt: skip
