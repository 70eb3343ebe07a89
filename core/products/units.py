"""Scale of a single raster to true units, and the unit: reflectance or kelvin."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import InputError
from ..rasters.raster import RasterReader
from ..run import Run
from .quantity import TEMPERATURE
from .scale_choice import choose_alone
from .scaling import AnyScale, scale_of_bands

REFLECTANCE, KELVIN = "reflectance", "kelvin"


def found_scale(reader: RasterReader, bands: Sequence[int], run: Run | None = None) -> tuple[AnyScale, str]:
    """Returns the scale to true units, of each band where they differ, and the unit of all bands.

    `find_scale` returns the scale for methods, which use temperature in hundreds of kelvin.

    Raises
    ------
    InputError
        If none of the sampled pixels is valid, or only some of the bands are temperatures.
    """
    found = choose_alone(reader, bands, run)
    thermal = [one.quantity == TEMPERATURE for one in found.scales]
    if any(thermal) and not all(thermal):
        raise InputError(
            "Some bands of {label} are temperatures and some are not, but the image has one unit; choose bands "
            "of one quantity, or set the scale factor.",
            label=reader.info.label,
        )
    return scale_of_bands([one.scale for one in found.scales]), KELVIN if all(thermal) else REFLECTANCE
