"""Thin-plate spline whose points lie on a regular lattice, as the centres of coarse pixels do."""

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
    """Write the spline at all combinations of fine rows and (consecutive) fine columns to rows of `surface`.

    Only rows `start` to `stop` of the surface (bands, rows, cols) are written. Fine pixels are counted from the corner
    of the coarse grid, and a coarse pixel covers ``ratio`` x ``ratio`` of them. The value of a pixel depends neither on
    the other rows nor on the other columns.
    """
    from .cpu import write_rows

    # Contiguous, as a part of a surface may be or not: numba compiles a kernel for each.
    part = np.empty((len(surface), stop - start, len(cols)), np.float32)
    write_rows(spline.weights, spline.plane, spline.top, spline.left, rows[start:stop], int(cols[0]), ratio, part)
    surface[:, start:stop] = part
