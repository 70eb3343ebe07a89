"""Images of data sets that GDAL does not open as they are: NumPy files, and GeoTIFFs written as rows x columns x bands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...errors import InputError
from ...rasters.grid import Grid, Window
from ...rasters.raster import RasterInfo, RasterWriter
from ...run import Run
from ..library import exceptions

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_BANDS = 16


def needs_conversion(path: Path) -> bool:
    """Checks whether an image must be converted before other tools can read it."""
    if path.suffix.lower() == ".npy":
        return True
    if path.suffix.lower() not in (".tif", ".tiff"):
        return False
    with exceptions() as library:
        try:
            dataset = library.Open(str(path))
        except RuntimeError:
            return False
        return _turned(dataset.RasterCount, dataset.RasterYSize, dataset.RasterXSize)


def convert(path: Path, target: Path, names: tuple[str, ...], tags: dict[str, str], run: Run) -> None:
    """Writes an image as GeoTIFF with its bands in order; a NumPy file has no position.

    Raises
    ------
    InputError
        If it is not an array of bands, rows and columns, in whatever order.
    """
    run.check()
    values, grid = _array(path)
    bands, rows, cols = values.shape
    titles = names if len(names) == bands else tuple(f"band {number}" for number in range(1, bands + 1))
    info = RasterInfo(str(target), grid, values.dtype.name, None, titles, (1.0,) * bands, (0.0,) * bands, ("",) * bands)
    with RasterWriter(target, grid, titles, values.dtype.name, None, tags, info) as file:
        file.write(Window(0, 0, rows, cols), values)


def _array(path: Path) -> tuple[NDArray[Any], Grid]:
    """Returns values (bands, rows, cols) and the grid; pixel positions if the file has none."""
    if path.suffix.lower() == ".npy":
        try:
            values = np.load(path, allow_pickle=False)
        except (OSError, ValueError, EOFError) as error:
            raise InputError(
                "{name} cannot be read ({error}); download it again.", name=path.name, error=error
            ) from error
        ordered = _ordered(values, path.name)
        return ordered, Grid(ordered.shape[1], ordered.shape[2], (1.0, 0.0, 0.0, 0.0, -1.0, 0.0))
    with exceptions() as library:
        found = library.Open(str(path)).ReadAsArray()
    # A file of rows x columns x bands was written with its rows as bands.
    ordered = np.ascontiguousarray(np.moveaxis(found, 2, 0))
    return ordered, Grid(ordered.shape[1], ordered.shape[2], (1.0, 0.0, 0.0, 0.0, -1.0, 0.0))


def _ordered(values: NDArray[Any], name: str) -> NDArray[Any]:
    if values.ndim == 2:
        values = values[None]
    if values.ndim != 3 or values.dtype.kind not in "iuf" or min(values.shape) < 1:
        raise InputError(
            "{name} contains an array of shape {shape} and type {dtype}; an image of bands, rows and columns is required.",
            name=name, shape=values.shape, dtype=values.dtype,
        )  # fmt: skip
    if values.shape[0] > _MOST_BANDS and values.shape[2] <= _MOST_BANDS:
        values = np.moveaxis(values, 2, 0)
    if values.shape[0] > _MOST_BANDS:
        raise InputError(
            "{name} contains {bands} bands; check the order of its axes.", name=name, bands=values.shape[0]
        )
    if values.dtype in (np.float64, np.float16):
        values = values.astype(np.float32)
    elif values.dtype.itemsize == 8 or values.dtype == np.int8:
        values = values.astype(np.int32)
    return np.ascontiguousarray(values)


def _turned(bands: int, rows: int, cols: int) -> bool:
    return cols <= _MOST_BANDS < min(bands, rows)
