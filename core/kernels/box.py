"""Sums over a square window, added in an order that does not depend on where a block begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def box_sum(values: NDArray[Any], window: int) -> NDArray[np.float64]:
    """Sums over the window of every inner pixel.

    Added offset by offset: running sums would be quicker, but their last digit, and with it the result of a prediction,
    would depend on the block.

    Parameters
    ----------
    values : ndarray, shape (..., rows + window - 1, cols + window - 1)
    window : int

    Returns
    -------
    ndarray of float64, shape (..., rows, cols)
    """
    rows, cols = (size - window + 1 for size in values.shape[-2:])
    down = np.zeros((*values.shape[:-2], rows, values.shape[-1]))
    for start in range(window):
        down += values[..., start : start + rows, :]
    total = np.zeros((*values.shape[:-2], rows, cols))
    for start in range(window):
        total += down[..., start : start + cols]
    return total
