"""Sums over a square window, added in an order that does not depend on the position of the block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def box_sum(values: NDArray[Any], window: int) -> NDArray[np.float64]:
    """Returns the sum over the window around each inner pixel.

    Running sums would be faster, but their last digit, and so the prediction, would depend on the block.

    Parameters
    ----------
    values : ndarray, shape (..., rows + window - 1, cols + window - 1)
    window : int

    Returns
    -------
    ndarray of float64, shape (..., rows, cols)
    """
    height, width = values.shape[-2:]
    rows, cols = height - window + 1, width - window + 1
    total = np.empty((*values.shape[:-2], rows, cols))
    plane, down = np.empty((height, width)), np.empty((rows, width))
    room, narrow = np.empty((2, height, width)), np.empty((2, rows, width)).swapaxes(1, 2)
    for at in np.ndindex(values.shape[:-2]):
        plane[:] = values[at]
        _sum_rows(plane, window, room, down)
        _sum_rows(down.T, window, narrow, total[at].T)
    return total


def _sum_rows(
    values: NDArray[np.float64], window: int, room: NDArray[np.float64], total: NDArray[np.float64]
) -> None:  # fmt: skip
    """Write the sum of every `window` consecutive rows to `total`.

    Sums of 2, 4, 8, ... rows are formed by doubling and then combined: 51 rows from sums of 1, 2, 16 and 32 rows.
    `room` is a work buffer for two arrays shaped like `values`.
    """
    total[:] = 0
    sums, joined, rows = values, 0, 1
    while True:
        if window & rows:
            total += sums[joined : joined + len(total)]
            joined += rows
        if 2 * rows > window:
            return
        twice = room[rows.bit_length() % 2][: len(sums) - rows]
        sums, rows = np.add(sums[: len(twice)], sums[rows:], out=twice), 2 * rows
