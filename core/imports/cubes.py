"""Variables with axes in NetCDF, HDF5 and GRIB files: latitude, longitude or map coordinates, time, and others.

Axes are known by their units and standard names first, so that exchanged axes are put right; see the CF conventions,
sections 4 and 5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from ..rasters.grid import Grid, Window
from .library import gdal, reference_of
from .planes import Plane, Stated
from .rows import Fixed

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SINCE = re.compile(r"\s*(\w+)\s+since\s+(\d{1,4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LATITUDES = ("degrees_north", "degree_north", "degree_n", "degrees_n", "degreen", "degreesn")
_LONGITUDES = ("degrees_east", "degree_east", "degree_e", "degrees_e", "degreee", "degreese")
_NAMES = {
    "y": ("latitude", "lat", "nlat", "y", "projection_y_coordinate", "ydim", "rows", "northing"),
    "x": ("longitude", "lon", "nlon", "x", "projection_x_coordinate", "xdim", "columns", "easting"),
    "t": ("time", "valid_time", "forecast_time", "t"),
}
# Positions of an axis may be rounded to float32.
_UNEVEN = 0.02
_MOST_TIMES = 100_000


@dataclass(frozen=True)
class Variable:
    """An array of a file: its name, its place in the groups, and the array itself."""

    name: str
    path: str
    array: Any
    file: Any


def variables(path: str) -> Iterator[Variable]:
    """Yields all arrays of a file, group by group.

    Raises
    ------
    InputError
        If it cannot be opened.
    """
    library = gdal()
    file, reason = None, ""
    for drivers in (["netCDF"], ["HDF5"], ["GRIB"], ["HDF4"], []):
        try:
            file = library.OpenEx(path, library.OF_MULTIDIM_RASTER, allowed_drivers=drivers)
        except RuntimeError as error:
            reason = reason or str(error).strip()
        if file is not None:
            break
    if file is None:
        raise InputError(
            "{name} cannot be opened: it is damaged or incomplete, or a GDAL driver is missing ({reason}).",
            name=re.split(r"[\\/]", path)[-1],
            reason=reason,
        )
    yield from _below(file.GetRootGroup(), "", file)


def _below(group: Any, path: str, file: Any) -> Iterator[Variable]:
    if group is None:
        return
    for name in group.GetMDArrayNames() or ():
        array = group.OpenMDArray(name)
        if array is not None:
            yield Variable(name, f"{path}/{name}", array, file)
    for name in group.GetGroupNames() or ():
        yield from _below(group.OpenGroup(name), f"{path}/{name}", file)


@dataclass(frozen=True)
class Axes:
    """Places of the axes among the dimensions of an array; None where there is none.

    Attributes
    ----------
    x, y : int
    time : int or None
    grid : Grid
        North up, west to east.
    flip_x, flip_y : bool
        The file counts from east to west, or from south to north.
    roll : int
        Columns of the file that come last in the grid: longitudes beyond 180 degrees.
    """

    x: int
    y: int
    time: int | None
    grid: Grid
    flip_x: bool
    flip_y: bool
    roll: int


def axes_of(array: Any) -> Axes | None:
    """Returns the axes of an array; None if it has no two axes with regular positions."""
    dimensions = array.GetDimensions()
    kinds = [_kind(dimension) for dimension in dimensions]
    if kinds.count("x") != 1 or kinds.count("y") != 1:
        return None
    x, y = kinds.index("x"), kinds.index("y")
    across, down = _positions(dimensions[x]), _positions(dimensions[y])
    if across is None or down is None:
        return None
    flip_x, flip_y = across[1] < across[0], down[1] > down[0]
    across, down = (across[::-1] if flip_x else across), (down[::-1] if flip_y else down)
    width, height = (across[-1] - across[0]) / (across.size - 1), (down[0] - down[-1]) / (down.size - 1)
    reference = array.GetSpatialRef()
    geographic = reference is None or bool(reference.IsGeographic())
    left, roll = across[0] - width / 2, 0
    if geographic:
        if left >= 180 - width / 2:
            left -= 360
        elif across[-1] > 180 + width / 2 and abs(across.size * width - 360) < width / 2:
            roll = int(np.sum(across <= 180))
            left = across[roll] - width / 2 - 360
    crs = reference_of("EPSG:4326").ExportToWkt() if geographic and reference is None else reference.ExportToWkt()
    transform = (float(width), 0.0, float(left), 0.0, -float(height), float(down[0] + height / 2))
    time = kinds.index("t") if "t" in kinds else None
    return Axes(x, y, time, Grid(down.size, across.size, transform, crs), flip_x, flip_y, roll)


def fixed_axes(array: Any, fixed: Fixed) -> Axes | None:
    """Returns the axes of an array without positions, on a known grid; None if its sizes are others."""
    sizes = [one.GetSize() for one in array.GetDimensions()]
    if sizes.count(fixed.cols) != 1 or sizes.count(fixed.rows) != 1:
        return None
    transform = (fixed.pixel, 0.0, fixed.west, 0.0, -fixed.pixel, fixed.south + fixed.rows * fixed.pixel)
    grid = Grid(fixed.rows, fixed.cols, transform, reference_of("EPSG:4326").ExportToWkt())
    return Axes(sizes.index(fixed.cols), sizes.index(fixed.rows), None, grid, False, True, 0)


def times_of(array: Any, axes: Axes) -> list[datetime]:
    """Returns the times of an array; empty if it has no time axis, or one that does not count from a date."""
    if axes.time is None:
        return []
    dimension = array.GetDimensions()[axes.time]
    variable = dimension.GetIndexingVariable()
    if variable is None or dimension.GetSize() > _MOST_TIMES:
        return []
    units = variable.GetUnit() or attribute(variable, "units")
    # The GRIB driver counts seconds from 1970, without a date in its unit.
    match = _SINCE.match("seconds since 1970-01-01" if units == "sec UTC" else units)
    if not match or match[1][0].lower() not in _SECONDS:
        return []
    start = datetime(*(int(part or 0) for part in match.groups()[1:]))  # type: ignore[arg-type]
    seconds = np.asarray(variable.ReadAsArray(), np.float64).ravel() * _SECONDS[match[1][0].lower()]
    try:
        return [start + timedelta(seconds=round(float(one))) for one in seconds]
    except (OverflowError, ValueError):
        return []


class CubePlane(Plane):
    """One time of a variable. Other axes, such as the level, are read at their first position."""

    def __init__(self, variable: Variable, axes: Axes, time: int = 0) -> None:
        self._variable, self._axes, self._time = variable, axes, time
        self.grid = axes.grid
        self.stated = stated_of(variable.array)

    def read(self, window: Window) -> NDArray[Any]:
        cols, pieces = self.grid.cols, []
        for first, count in _pieces(window, self._axes.roll, cols):
            pieces.append(self._part(window.row, window.rows, first, count))
        return np.concatenate(pieces, axis=1) if len(pieces) > 1 else pieces[0]

    def _part(self, row: int, rows: int, col: int, cols: int) -> NDArray[Any]:
        """Returns a part by columns of the file."""
        axes, sizes = self._axes, [one.GetSize() for one in self._variable.array.GetDimensions()]
        start, count = [0] * len(sizes), [1] * len(sizes)
        if axes.time is not None:
            start[axes.time] = self._time
        start[axes.y] = sizes[axes.y] - row - rows if axes.flip_y else row
        start[axes.x] = sizes[axes.x] - col - cols if axes.flip_x else col
        count[axes.y], count[axes.x] = rows, cols
        try:
            values = self._variable.array.ReadAsArray(start, count)
        except RuntimeError as error:
            raise InputError(
                "{label} cannot be read ({reason}); download it again.", label=self._variable.name, reason=str(error)
            ) from error
        values = np.asarray(values).reshape(count)
        values = np.moveaxis(values, (axes.y, axes.x), (-2, -1)).reshape(rows, cols)
        return values[:: -1 if axes.flip_y else 1, :: -1 if axes.flip_x else 1]


def stated_of(array: Any) -> Stated:
    """Returns what a file states of an array, in whatever form."""
    factor, offset, nodata = array.GetScale(), array.GetOffset(), array.GetNoDataValueAsDouble()
    return Stated(
        _number(array, "scale_factor", "Scale") if factor is None else factor,
        (_number(array, "add_offset", "Offset") if offset is None else offset) or 0.0,
        _number(array, "_FillValue", "missing_value") if nodata is None else nodata,
        array.GetUnit() or attribute(array, "units"),
    )


def _pieces(window: Window, roll: int, cols: int) -> Iterator[tuple[int, int]]:
    """Yields first column and number of columns in the file for a window of columns of the grid."""
    first, last = window.col, window.col + window.cols
    if not roll:
        yield first, window.cols
        return
    # Columns 0 to cols - roll of the grid are those from `roll` on in the file.
    edge = cols - roll
    if first < edge:
        yield first + roll, min(last, edge) - first
    if last > edge:
        start = max(first, edge)
        yield start - edge, last - start


def _kind(dimension: Any) -> str:
    variable = dimension.GetIndexingVariable()
    if variable is not None:
        units = (variable.GetUnit() or attribute(variable, "units")).strip().lower()
        standard = attribute(variable, "standard_name").lower()
        if units in _LATITUDES or standard in ("latitude", "projection_y_coordinate"):
            return "y"
        if units in _LONGITUDES or standard in ("longitude", "projection_x_coordinate"):
            return "x"
        if _SINCE.match(units) or standard == "time":
            return "t"
    kind = str(dimension.GetType() or "").upper()
    if kind.startswith("HORIZONTAL_X"):
        return "x"
    if kind.startswith("HORIZONTAL_Y"):
        return "y"
    if kind == "TEMPORAL":
        return "t"
    names = {dimension.GetName().lower(), variable.GetName().lower() if variable is not None else ""}
    return next((key for key, known in _NAMES.items() if names & set(known)), "")


def _positions(dimension: Any) -> NDArray[np.float64] | None:
    """Returns the positions of an axis; None if they are not regular."""
    variable = dimension.GetIndexingVariable()
    if variable is None or dimension.GetSize() < 2:
        return None
    found = np.asarray(variable.ReadAsArray(), np.float64).ravel()
    factor, offset = variable.GetScale(), variable.GetOffset()
    found = found * (factor or 1.0) + (offset or 0.0)
    step = (found[-1] - found[0]) / (found.size - 1)
    if step == 0 or np.abs(np.diff(found) - step).max() > _UNEVEN * abs(step):
        return None
    return found


def attribute(array: Any, name: str) -> str:
    """Returns an attribute of an array as text; empty if there is none."""
    value = raw_attribute(array, name)
    if isinstance(value, (bytes, bytearray)):
        value = bytes(value).decode("utf-8", "replace")
    return str(value[0] if isinstance(value, (list, tuple)) and value else "" if value is None else value)


def raw_attribute(array: Any, name: str) -> Any:
    """Returns the value of an attribute of an array as GDAL reads it; None if there is none."""
    found = next((one for one in array.GetAttributes() or () if one.GetName() == name), None)
    return None if found is None else found.Read()


def _number(array: Any, *names: str) -> float | None:
    for name in names:
        try:
            return float(attribute(array, name))
        except ValueError:
            continue
    return None
