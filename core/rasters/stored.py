"""Pixels in the data type of the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .grid import Window
from .raster import RasterReader

if TYPE_CHECKING:
    from numpy.typing import NDArray


class StoredReader(RasterReader):
    """Reads in the data type of the file: float32 cannot represent 32-bit flags or float64."""

    def read_stored(self, window: Window, bands: Sequence[int]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """Returns stored values (bands, rows, cols) of a window inside the raster, and where they are not nodata.

        Raises
        ------
        InputError
            If the file cannot be read.
        """
        return self._read(window, bands)
