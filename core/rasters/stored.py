"""Pixels in the data type of the file, and headers of selected bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from .grid import Window
from .raster import RasterInfo, RasterReader

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


def with_bands(info: RasterInfo, bands: Sequence[int]) -> RasterInfo:
    """Returns the header with these bands only, counted from 1."""

    def kept(entries: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(entries[band - 1] for band in bands) if len(entries) == info.bands else ()

    return replace(
        info,
        names=kept(info.names),
        scales=kept(info.scales),
        offsets=kept(info.offsets),
        units=kept(info.units),
        colors=kept(info.colors),
    )
