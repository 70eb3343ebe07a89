"""Unit of the true values of a raster: reflectance or kelvin."""

from __future__ import annotations

from collections.abc import Sequence

from ..rasters.raster import RasterReader
from ..run import Run
from .quantity import TEMPERATURE
from .scale_choice import choose_alone
from .scaling import Scale

REFLECTANCE, KELVIN = "reflectance", "kelvin"


def found_scale(reader: RasterReader, bands: Sequence[int], run: Run | None = None) -> tuple[Scale, str]:
    """Returns the scale to true units, and the unit.

    `find_scale` returns the scale for methods, which use temperature in hundreds of kelvin.

    Raises
    ------
    InputError
        If none of the sampled pixels is valid.
    """
    found = choose_alone(reader, bands, run)
    scale = found.scales[0].scale  # alone, all bands that are guessed have one
    return scale, KELVIN if found.quantity == TEMPERATURE else REFLECTANCE
