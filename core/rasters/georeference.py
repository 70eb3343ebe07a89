"""Position of rasters without a geotransform: by ground control points, or unknown."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..errors import InputError
from .grid import Grid

Transform = tuple[float, float, float, float, float, float]

_IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
_FLIPPED = (1.0, 0.0, 0.0, 0.0, -1.0, 0.0)
_RESIDUAL = 0.1  # maximum distance of a control point from its place by the fit, in pixels


def placed(grid: Grid) -> bool:
    """Checks whether a raster has a position: GDAL gives pixel coordinates if there is none."""
    return grid.transform != _IDENTITY and (bool(grid.crs) or grid.transform != _FLIPPED)


def check_placed(grid: Grid, title: str, other: Grid, other_title: str) -> None:
    """Raises `InputError` if one of two rasters has no position and the other one has."""
    if placed(grid) == placed(other):
        return
    lacking, having = (other_title, title) if placed(grid) else (title, other_title)
    raise InputError(
        "{lacking} has no georeference (neither a position nor a pixel size), but {having} has one; georeference "
        "it, or choose a georeferenced file.",
        lacking=lacking,
        having=having,
    )


def transform_of(dataset: Any, name: str) -> tuple[Transform, Any]:
    """Returns the geotransform of an open raster, and its coordinate reference system (or None).

    Ground control points are used if there is no geotransform, and an affine transform places each of them within a
    tenth of a pixel.

    Raises
    ------
    InputError
        If the raster is placed by other control points, or by rational polynomial coefficients.
    """
    a, b, c, d, e, f = tuple(dataset.transform)[:6]
    if (a, b, c, d, e, f) != _IDENTITY:
        return (a, b, c, d, e, f), dataset.crs
    points, crs = dataset.gcps
    if points:
        found = _fit(points)
        if found is None:
            raise InputError(
                "{name} is only georeferenced by ground control points, which are not on a regular grid; warp it "
                "first, for example with Warp (reproject).",
                name=name,
            )
        return found, crs or dataset.crs
    if dataset.rpcs is not None:
        raise InputError(
            "{name} is only georeferenced by rational polynomial coefficients (RPC); warp it first, for example "
            "with Warp (reproject).",
            name=name,
        )
    return (a, b, c, d, e, f), dataset.crs


def _fit(points: Any) -> Transform | None:
    """Returns the affine transform through control points; None if they do not agree with one."""
    image = np.array([(point.col, point.row, 1.0) for point in points], np.float64)
    ground = np.array([(point.x, point.y) for point in points], np.float64)
    # Map coordinates are large numbers: without their mean, tenths of a pixel would be rounding errors.
    middle = ground.mean(axis=0)
    factors, _, rank, _ = np.linalg.lstsq(image, ground - middle, rcond=None)
    linear = factors[:2].T
    if rank < 3 or not np.isfinite(factors).all() or abs(np.linalg.det(linear)) == 0:
        return None
    away = np.linalg.solve(linear, (image @ factors + middle - ground).T)
    if np.hypot(*away).max() >= _RESIDUAL:
        return None
    (a, d), (b, e), (c, f) = factors[0], factors[1], factors[2] + middle
    return float(a), float(b), float(c), float(d), float(e), float(f)
