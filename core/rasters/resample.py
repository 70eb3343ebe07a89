"""Interpolation of coarse values to fine pixels; the result does not depend on the block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .enlarge import keys
from .grid import Window
from .nested import Nested

if TYPE_CHECKING:
    from numpy.typing import NDArray


def cubic(
    values: NDArray[np.floating[Any]], nested: Nested, window: Window, cells: Window | None = None
) -> NDArray[np.float32]:
    """Cubic convolution (Keys 1981, a = -0.5) of coarse values at the centres of fine pixels.

    Pixel centres are aligned, and values beyond the edge mirror those inside, as in MATLAB's imresize.

    Parameters
    ----------
    values : ndarray, shape (bands, coarse rows, coarse cols)
        Without gaps; see `filled`.
    nested : Nested
    window : Window
        The fine window.
    cells : Window, optional
        The coarse window of `values`, at least that of `cells_for`; the whole grid if not given.

    Returns
    -------
    ndarray of float32, shape (bands, rows, cols)
    """
    held = cells or nested.grid.window
    rows, cols = nested.places_of(window)
    row_at, row_weight = _taps(rows, nested.grid.rows)
    col_at, col_weight = _taps(cols, nested.grid.cols)
    result = np.empty((len(values), len(rows), len(cols)), np.float32)
    for coarse, fine in zip(values, result):  # one band stays in the CPU cache
        wide = sum(row_weight[tap][:, None] * coarse[row_at[tap] - held.row] for tap in range(4))
        fine[:] = sum(col_weight[tap] * wide[:, col_at[tap] - held.col] for tap in range(4))
    return result


def cells_for(nested: Nested, window: Window) -> Window:
    """Returns the coarse window that `cubic` needs for a fine window."""
    rows, cols = nested.places_of(window)
    (top, bottom), (left, right) = (
        (int(at.min()), int(at.max()) + 1)
        for at in (_taps(rows, nested.grid.rows)[0], _taps(cols, nested.grid.cols)[0])
    )
    return Window(top, left, bottom - top, right - left)


def filled(values: NDArray[Any], valid: NDArray[np.bool_]) -> NDArray[Any]:
    """Returns values (bands, rows, cols) with invalid pixels filled from the nearest valid one; unchanged if none is
    valid.
    """
    from scipy.ndimage import distance_transform_edt

    if valid.all() or not valid.any():
        return values
    nearest = distance_transform_edt(~valid, return_distances=False, return_indices=True)
    result: NDArray[Any] = values[:, nearest[0], nearest[1]]
    return result


def filled_near(images: Sequence[NDArray[Any]], valid: NDArray[np.bool_], reach: float) -> list[NDArray[Any]]:
    """Returns images (bands, rows, cols) filled as by `filled`, but from at most `reach` pixels away; 0 beyond.

    A pixel then has the same value in every part of an image that includes all pixels within `reach` around it.
    """
    from scipy.ndimage import distance_transform_edt

    if valid.all():
        return list(images)
    if not valid.any():
        return [np.zeros_like(image) for image in images]
    distance, nearest = distance_transform_edt(~valid, return_indices=True)
    return [np.where(distance <= reach, image[:, nearest[0], nearest[1]], 0) for image in images]


def _taps(places: NDArray[np.float64], count: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Returns indices and weights of the four coarse pixels around each position, shape (4, places)."""
    low = np.floor(places)
    taps = low.astype(np.intp) + np.arange(-1, 3)[:, None]
    mirrored = taps % (2 * count)
    return np.where(mirrored >= count, 2 * count - 1 - mirrored, mirrored), keys(places - low)
