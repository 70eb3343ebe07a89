"""Unit of the true values of a raster: reflectance or kelvin."""

from __future__ import annotations

from collections.abc import Sequence

from ..rasters.raster import RasterReader
from ..run import Run
from .scaling import Scale, find_scale

REFLECTANCE, KELVIN = "reflectance", "kelvin"


def found_scale(reader: RasterReader, bands: Sequence[int], run: Run | None = None) -> tuple[Scale, str]:
    """Returns the scale to true units, and the unit.

    `find_scale` returns the scale for methods, which use temperature in hundreds of kelvin.

    Raises
    ------
    InputError
        If none of the sampled pixels is valid.
    """
    scale = find_scale(reader, bands, run)
    if "kelvin" in scale.reason:
        return Scale(scale.factor * 100, scale.offset * 100, scale.reason), KELVIN
    return scale, REFLECTANCE
