"""A small copy of a raster, used to choose colours."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .grid import Grid, Window
from .raster import RasterReader, RasterWriter, describe

_EDGE, _PARTS = 32, 8  # edge length of the windows in pixels, and number of windows along each axis


def write_preview(source: str, path: str | Path) -> None:
    """Writes windows spread over a raster, side by side, as a GeoTIFF with the same bands.

    Statistics of the copy are close to those of the raster, but its pixels have no position.

    Raises
    ------
    InputError
        If the raster cannot be read, or the copy cannot be written.
    """
    info = describe(source)
    bands = tuple(range(1, info.bands + 1))
    info = info.of_bands(bands)
    grid, reader = info.grid, RasterReader(info)
    small = Grid(min(_PARTS * _EDGE, grid.rows), min(_PARTS * _EDGE, grid.cols), (2.0, 0.0, 0.0, 0.0, -2.0, 0.0))
    try:
        with RasterWriter(Path(path), small, info.names, info.dtype, info.nodata, {}, info, quick=True) as file:
            for window in small.blocks(_EDGE):
                at = Window(
                    _spread(window.row, small.rows, grid.rows),
                    _spread(window.col, small.cols, grid.cols),
                    window.rows,
                    window.cols,
                )
                values, valid = reader.read(at, bands)
                if info.nodata is not None:
                    values = np.where(valid, values, np.float64(info.nodata))
                file.write(window, values.astype(info.dtype))
    finally:
        reader.close()


def _spread(start: int, size: int, whole: int) -> int:
    """Returns the start, in the raster, of the window that starts here in the copy: the last ones end together."""
    last = size - _EDGE
    return start if whole == size or last <= 0 else round(min(start, last) / last * (whole - _EDGE))
