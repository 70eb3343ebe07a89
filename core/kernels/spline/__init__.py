"""A thin-plate spline whose points lie on a lattice, as coarse pixels do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .planes import Lattice

if TYPE_CHECKING:
    from numpy.typing import NDArray


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
    from .cpu import write_rows

    write_rows(
        spline.weights, spline.plane, spline.top, spline.left, rows[start:stop], int(cols[0]), ratio, surface[:, start:stop]
    )  # fmt: skip
