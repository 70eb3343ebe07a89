"""Noise field of a whole raster that does not depend on the tiling: a tile reads its part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..rasters.grid import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CELL = 64


def field_of_noise(window: Window, bands: int, key: tuple[int, ...]) -> NDArray[np.float32]:
    """Returns standard normal noise (bands, rows, cols) of a window; a pixel has the same noise in every window.

    Parameters
    ----------
    window : Window
        May extend beyond the raster.
    bands : int
    key : tuple of int
        Seed, sample number, step number.
    """
    field = np.empty((bands, window.rows, window.cols), np.float32)
    for row in range(window.row // _CELL, (window.row + window.rows - 1) // _CELL + 1):
        for col in range(window.col // _CELL, (window.col + window.cols - 1) // _CELL + 1):
            cell = Window(row * _CELL, col * _CELL, _CELL, _CELL)
            part = cell.intersection(window)
            # Cell numbers may be negative, seeds may not.
            random = np.random.default_rng([*key, row + 2**20, col + 2**20])
            values = random.standard_normal((bands, _CELL, _CELL), dtype=np.float32)
            field[(slice(None), *window.slices_of(part))] = values[(slice(None), *cell.slices_of(part))]
    return field
