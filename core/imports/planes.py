"""Layers as planes of pixels: each is read by windows of its own grid, whatever the file is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from ..rasters.grid import Grid, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Positions of two grids of one product differ by rounding only.
_SAME = 1e-3


@dataclass(frozen=True)
class Stated:
    """What the file states of a layer: scale, nodata value, unit and name; None where it states nothing."""

    factor: float | None = None
    offset: float = 0.0
    nodata: float | None = None
    unit: str = ""


class Plane:
    """One layer, read by windows.

    Attributes
    ----------
    grid : Grid
        Rows from north to south, columns from west to east.
    stated : Stated
    """

    grid: Grid
    stated: Stated

    def read(self, window: Window) -> NDArray[Any]:
        """Returns stored values of a window inside the grid, shape (rows, cols)."""
        raise NotImplementedError


class BandPlane(Plane):
    """A band of a file that GDAL reads as a raster. One thread at a time."""

    def __init__(self, dataset: Any, number: int = 1, grid: Grid | None = None, label: str = "") -> None:
        self._dataset, self._band = dataset, dataset.GetRasterBand(number)
        self._label = label
        self.grid = grid or grid_of(dataset)
        factor, nodata = self._band.GetScale(), self._band.GetNoDataValue()
        self.stated = Stated(factor, self._band.GetOffset() or 0.0, nodata, self._band.GetUnitType() or "")

    def read(self, window: Window) -> NDArray[Any]:
        try:
            found = self._band.ReadAsArray(window.col, window.row, window.cols, window.rows)
        except RuntimeError as error:
            raise InputError(
                "{label} cannot be read at row {row}, column {col} ({reason}); download it again.",
                label=self._label,
                row=window.row,
                col=window.col,
                reason=str(error).strip(),
            ) from error
        if found is None:
            raise InputError("{label} cannot be read; download it again.", label=self._label)
        return found


class ArrayPlane(Plane):
    """An array in memory."""

    def __init__(self, values: NDArray[Any], grid: Grid, stated: Stated) -> None:
        self._values, self.grid, self.stated = values, grid, stated

    def read(self, window: Window) -> NDArray[Any]:
        return self._values[window.row : window.row + window.rows, window.col : window.col + window.cols]


class NearestPlane(Plane):
    """A plane on another grid of the same coordinate reference system: the pixel under each centre; 0 outside.

    For flags, of which a mean is none.
    """

    def __init__(self, plane: Plane, grid: Grid) -> None:
        self._plane, self.grid, self.stated = plane, grid, plane.stated

    def read(self, window: Window) -> NDArray[Any]:
        rows, cols = _centres(self.grid, self._plane.grid, window)
        inside = Window(
            int(max(rows.min(), 0)),
            int(max(cols.min(), 0)),
            int(min(rows.max() + 1, self._plane.grid.rows) - max(rows.min(), 0)),
            int(min(cols.max() + 1, self._plane.grid.cols) - max(cols.min(), 0)),
        )
        if inside.empty:
            return np.zeros((window.rows, window.cols), np.uint8)
        values = self._plane.read(inside)
        near = values[
            np.ix_(np.clip(rows - inside.row, 0, inside.rows - 1), np.clip(cols - inside.col, 0, inside.cols - 1))
        ]
        out_rows = (rows < inside.row) | (rows >= inside.row + inside.rows)
        out_cols = (cols < inside.col) | (cols >= inside.col + inside.cols)
        if out_rows.any() or out_cols.any():
            near[out_rows] = 0
            near[:, out_cols] = 0
        return near


class MeanPlane(Plane):
    """A plane on a grid with pixels `times` larger that consist of whole ones: their mean, in floating point.

    A pixel with the nodata value among its parts becomes NaN.
    """

    def __init__(self, plane: Plane, grid: Grid, times: int) -> None:
        self._plane, self.grid, self._times = plane, grid, times
        self.stated = plane.stated

    def read(self, window: Window) -> NDArray[Any]:
        k = self._times
        parts = Window(window.row * k, window.col * k, window.rows * k, window.cols * k)
        values = self._plane.read(parts).astype(np.float32)
        if self.stated.nodata is not None:
            values[values == np.float32(self.stated.nodata)] = np.nan
        return np.asarray(values.reshape(window.rows, k, window.cols, k).mean(axis=(1, 3)))


def on_grid(plane: Plane, grid: Grid, flags: bool) -> Plane:
    """Returns a plane on another grid of the same coordinate reference system."""
    offset = plane.grid.offset_of(grid)
    if offset == (0, 0) and (plane.grid.rows, plane.grid.cols) == (grid.rows, grid.cols):
        return plane
    times = round(grid.pixel / plane.grid.pixel)
    if not flags and times > 1:
        finer = plane.grid.coarser(times)
        if (finer.rows, finer.cols) == (grid.rows, grid.cols) and plane.grid.rows == times * grid.rows:
            return MeanPlane(plane, grid, times)
    return NearestPlane(plane, grid)


def grid_of(dataset: Any) -> Grid:
    """Returns the grid of a raster; without a georeference, its transform is that of pixels."""
    c, a, b, f, d, e = dataset.GetGeoTransform()
    reference = dataset.GetSpatialRef()
    return Grid(
        dataset.RasterYSize, dataset.RasterXSize, (a, b, c, d, e, f), reference.ExportToWkt() if reference else ""
    )


def georeferenced(dataset: Any) -> bool:
    """Checks whether a raster has a position."""
    return dataset.GetSpatialRef() is not None and tuple(dataset.GetGeoTransform()) != (0, 1, 0, 0, 0, 1)


def layer_name(source: str) -> str:
    """Returns the name of a sub-dataset: what comes last in ``HDF4_EOS:EOS_GRID:"file":grid:layer``."""
    return re.split(r"[:/]", source.rstrip('"'))[-1].strip('"')


def _centres(target: Grid, source: Grid, window: Window) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Returns rows and columns of `source` under the centres of a window; both grids are north up."""
    cols = np.arange(window.col, window.col + window.cols) + 0.5
    rows = np.arange(window.row, window.row + window.rows) + 0.5
    x, _ = target.position(np.zeros_like(cols), cols)
    _, y = target.position(rows, np.zeros_like(rows))
    _, at_cols = source.place(x, np.full_like(x, source.transform[5]))
    at_rows, _ = source.place(np.full_like(y, source.transform[2]), y)
    return np.floor(at_rows + _SAME).astype(np.intp), np.floor(at_cols + _SAME).astype(np.intp)
