"""The GDAL library of QGIS: rasterio of the package index lacks the drivers for HDF4 and others."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from ..errors import DependencyError, InputError
from ..words import later, tr

_CACHE = 192 * 2**20  # bytes
# What installs a driver, or replaces its files, by the name of the driver.
_INSTEAD = {
    "HDF4": later(
        "in QGIS from conda-forge install libgdal-hdf4; the bundle for macOS has none. Or order the product as GeoTIFF, "
        "for example from AppEEARS"
    ),
    "JP2OpenJPEG": later("install the JPEG 2000 driver of GDAL, or convert the files to GeoTIFF"),
}
_ELSE = later("install that driver of GDAL, or order the product as GeoTIFF")


@lru_cache(maxsize=1)
def gdal() -> Any:
    """Returns the module ``osgeo.gdal``, with exceptions on.

    Raises
    ------
    DependencyError
        If it cannot be imported.
    """
    try:
        library = importlib.import_module("osgeo.gdal")
    except ImportError as error:
        raise DependencyError(
            "Importing products requires the Python module osgeo.gdal of QGIS, which cannot be loaded ({error}).",
            error=error,
        ) from error
    return library


def part(name: str) -> Any:
    """Returns a module of GDAL's Python bindings, such as ``osr``."""
    gdal()
    return importlib.import_module(f"osgeo.{name}")


def reference_of(text: str) -> Any:
    """Returns a coordinate reference system by its code, well-known text or PROJ string, with x before y."""
    osr = part("osr")
    reference = osr.SpatialReference()
    reference.SetFromUserInput(text)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


@contextmanager
def exceptions() -> Iterator[Any]:
    """Provides `gdal` with exceptions instead of messages on the console; the previous setting returns afterwards."""
    library = gdal()
    before, cache = library.GetUseExceptions(), library.GetCacheMax()
    library.UseExceptions()
    # Blocks are read once. The default, a twentieth of the memory, would only fill.
    library.SetCacheMax(min(cache, _CACHE))
    library.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield library
    finally:
        library.PopErrorHandler()
        library.SetCacheMax(cache)
        if not before:
            library.DontUseExceptions()


def has_driver(name: str) -> bool:
    """Checks whether this GDAL has a driver."""
    return gdal().GetDriverByName(name) is not None


def check_drivers(names: tuple[str, ...], title: str) -> None:
    """Checks that one of the drivers that can read a product is there; without names, nothing is checked.

    Raises
    ------
    InputError
        If there is none; the message names the driver, and what to do instead.
    """
    if not names or any(has_driver(name) for name in names):
        return
    raise InputError(
        "{title} requires the GDAL driver {driver}, which this QGIS does not have; {instead}.",
        title=title,
        driver=names[0],
        instead=tr(_INSTEAD.get(names[0], _ELSE)),
    )
