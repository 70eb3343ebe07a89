"""Coordinates of one raster in the system of another one, also across the antimeridian.

Longitudes of one location can differ by 360 degrees: 180.5 and -179.5. A raster in degrees is therefore described with
the longitudes nearest to those of the target grid; if it covers all longitudes, it is cut on the side of the Earth
opposite to that grid instead of at its own edge.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from ..errors import InputError
from ..runtime.dependencies import require
from .gdal_cache import PURPOSE
from .grid import Grid

_CIRCLE = 360.0
_MERIDIAN = re.compile(r'PRIMEM\["[^"]*",\s*([-+.\deE]+)')
_WHOLE = 0.01  # maximum distance between the edges of a raster that covers the whole circle, in pixels
_MARGIN = 4  # pixels beyond the target grid that resampling needs


@dataclass(frozen=True)
class Around:
    """A raster's grid with longitudes near those of another grid.

    Attributes
    ----------
    grid : Grid
    first : int
        Column of the raster that is the first column of `grid`.
    period : int
        Number of columns after which the raster begins again; 0 if it is not cut at another place.
    """

    grid: Grid
    first: int = 0
    period: int = 0


def same_crs(first: str, second: str) -> bool:
    """Checks whether two well-known texts mean the same system; an unknown system is assumed to be the same."""
    if not first or not second or first == second:
        return True
    crs = require("rasterio", PURPOSE).crs.CRS
    return bool(crs.from_wkt(first) == crs.from_wkt(second))


# Series and comparisons request the same few grids repeatedly.
@lru_cache(maxsize=256)
def around(source: Grid, grid: Grid) -> Around:
    """Returns a raster's grid with longitudes near those of `grid`; unchanged if it is not in degrees."""
    unchanged = Around(source)
    crs = source.crs or grid.crs
    step, turned, left, skewed, _, _ = source.transform
    if not _in_degrees(crs) or turned or skewed or not step:
        return unchanged
    middle = _longitudes(grid, crs, [0.5], [0.5])[0]
    if not math.isfinite(middle):
        return unchanged
    near = _shifted(source, _CIRCLE * round((middle - left - step * source.cols / 2) / _CIRCLE))
    period = round(_CIRCLE / abs(step))
    if source.cols < period or abs(_CIRCLE / abs(step) - period) > _WHOLE:
        return Around(near)
    shares = np.linspace(0, 1, 9)
    v, u = (axis.ravel().tolist() for axis in np.meshgrid(shares, shares))
    found = np.array(_longitudes(grid, crs, v, u))
    cols = (_near(found[np.isfinite(found)], middle) - near.transform[2]) / step
    if cols.min() - _MARGIN >= 0 and cols.max() + _MARGIN <= source.cols:
        return Around(near)
    first = round((middle - near.transform[2]) / step - period / 2)
    if first % period == 0:
        return Around(near)
    return Around(replace(_shifted(near, first * step), cols=period), first % period, period)


def transformed(source: str, target: str, x: Sequence[float], y: Sequence[float]) -> tuple[Any, Any]:
    """Transforms coordinates to another coordinate reference system; not finite outside its domain."""
    crs = require("rasterio", PURPOSE).crs.CRS
    transform = require("rasterio.warp", PURPOSE).transform

    def one(place: tuple[float, float]) -> tuple[float, float]:
        try:
            (found_x,), (found_y,) = transform(here, there, [place[0]], [place[1]])
        except Exception:
            return math.nan, math.nan
        return found_x, found_y

    try:
        here, there = crs.from_wkt(source), crs.from_wkt(target)
        found = transform(here, there, list(x), list(y))
        return found[0], found[1]
    except Exception as error:  # rasterio's classes of GDAL errors are private
        if type(error).__name__ in ("CRSError", "CPLE_NotSupportedError"):
            raise InputError(
                "There is no transformation between the coordinate reference systems: {error}.", error=error
            ) from error
        # One point outside the domain makes the call fail for all points.
        found_x, found_y = zip(*map(one, zip(x, y)))
        return found_x, found_y


def onto(crs: str, grid: Grid, x: Any, y: Any) -> tuple[Any, Any]:
    """Transforms coordinates (flat arrays) to the system of a grid that `around` returned, with its longitudes."""
    if not same_crs(crs, grid.crs):
        x, y = transformed(crs, grid.crs, x, y)
    x, y = np.asarray(x, np.float64), np.asarray(y, np.float64)
    if _in_degrees(grid.crs or crs):
        x = _near(x, grid.position(grid.rows / 2, grid.cols / 2)[0])
    return x, y


def within_a_circle(crs: str, grid: Grid, other: str) -> tuple[str, Grid]:
    """Returns a system and a grid in it for GDAL, which cannot transform longitudes beyond 180 degrees.

    If the grid extends beyond, the system gets another prime meridian, and longitudes are counted from there.

    Parameters
    ----------
    crs : str
        System of the grid.
    grid : Grid
        At most a part of the circle.
    other : str
        The system to which the grid is transformed.

    Raises
    ------
    InputError
        If places cannot be transformed from the moved system as from the original one.
    """
    step, _, left, _, _, top = grid.transform
    ends = left, left + step * grid.cols
    if (max(ends) <= _CIRCLE / 2 and min(ends) >= -_CIRCLE / 2) or not _in_degrees(crs):
        return crs, grid
    middle = float(round(sum(ends) / 2))
    moved = _with_meridian(crs, middle)
    lat = top + grid.transform[4] * grid.rows / 2
    if not _same_places(crs, moved, other, middle, lat, abs(step) * _WHOLE):
        raise InputError(
            "An image in degrees crosses 180 degrees, which is not supported in its coordinate reference system; "
            "warp it to WGS 84 (EPSG:4326) first."
        )
    return moved, _shifted(grid, -middle)


def _with_meridian(crs: str, middle: float) -> str:
    # Codes in the text would refer to the original system.
    plain = re.sub(r",\s*(?:AUTHORITY|ID)\[[^\]]*\]", "", crs)

    def moved(found: re.Match[str]) -> str:
        degrees = (float(found[1]) + middle + _CIRCLE / 2) % _CIRCLE - _CIRCLE / 2
        return f'PRIMEM["moved",{degrees!r}'

    return _MERIDIAN.sub(moved, plain)


@lru_cache(maxsize=256)
def _same_places(crs: str, moved: str, other: str, lon: float, lat: float, tolerance: float) -> bool:
    """Checks one location: some versions of PROJ lose the datum shift of systems with a changed prime meridian."""
    try:
        x, y = transformed(crs, other, [lon], [lat])
        found = transformed(other, moved, x, y)
    except Exception:  # rasterio's classes of GDAL errors are private
        return False
    return bool(abs(found[0][0]) <= tolerance and abs(found[1][0] - lat) <= tolerance)


def _near(x: Any, middle: float) -> Any:
    """Returns longitudes at most half a circle away from another one."""
    with np.errstate(invalid="ignore"):
        # Exactly half a circle away, both are correct: the longitude is not changed.
        turns = np.ceil((np.abs(x - middle) - _CIRCLE / 2) / _CIRCLE)
        return x - np.sign(x - middle) * np.maximum(turns, 0) * _CIRCLE


def _longitudes(grid: Grid, crs: str, v: Sequence[float], u: Sequence[float]) -> list[float]:
    """Returns the longitudes of places on a grid, given as shares of its rows and columns."""
    x, y = zip(*(grid.position(grid.rows * down, grid.cols * right) for down, right in zip(v, u)))
    return list(x if same_crs(grid.crs, crs) else transformed(grid.crs, crs, x, y)[0])


def _shifted(grid: Grid, degrees: float) -> Grid:
    if degrees == 0:
        return grid
    a, b, c, d, e, f = grid.transform
    return replace(grid, transform=(a, b, c + degrees, d, e, f))


@lru_cache(maxsize=64)
def _in_degrees(crs: str) -> bool:
    return bool(crs) and bool(require("rasterio", PURPOSE).crs.CRS.from_wkt(crs).is_geographic)
