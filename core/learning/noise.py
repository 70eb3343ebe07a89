"""One field of noise for a whole raster: a tile finds its own part of it, whatever tiles there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..rasters.grid import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CELL = 64


def field_of_noise(window: Window, bands: int, key: tuple[int, ...]) -> NDArray[np.float32]:
    """Normal noise (bands, rows, cols) of a window, the same for every window that holds a pixel.

    Parameters
    ----------
    window : Window
        It may reach beyond the raster.
    bands : int
    key : tuple of int
        Seed, number of the sample, number of the step.
    """
    field = np.empty((bands, window.rows, window.cols), np.float32)
    for row in range(window.row // _CELL, (window.row + window.rows - 1) // _CELL + 1):
        for col in range(window.col // _CELL, (window.col + window.cols - 1) // _CELL + 1):
            cell = Window(row * _CELL, col * _CELL, _CELL, _CELL)
            part = cell.intersection(window)
            # Numbers of cells may be negative, which seeds may not be.
            random = np.random.default_rng([*key, row + 2**20, col + 2**20])
            values = random.standard_normal((bands, _CELL, _CELL), dtype=np.float32)
            field[(slice(None), *window.slices_of(part))] = values[(slice(None), *cell.slices_of(part))]
    return field
