"""Physical quantities of bands: which one a band holds, as far as its unit, its name or its product shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..words import later

REFLECTANCE, TEMPERATURE, INDEX = later("reflectance"), later("temperature"), later("index")
UNKNOWN = ""

# Units as files state them, in lower case.
_CELSIUS = {"celsius", "degc", "deg c", "deg_c", "°c", "c", "degree_celsius", "degrees celsius", "degrees_celsius"}
_KELVIN = {"k", "kelvin", "kelvins", "degree_kelvin", "degrees kelvin", "deg k", "degk"}
_PERCENT = {"%", "percent", "per cent"}
_NO_UNIT = {"", "1", "-", "none", "dn", "n/a", "unitless", "dimensionless", "reflectance", "digital number", "counts"}

_INDICES = {
    "ndvi", "evi", "evi2", "savi", "osavi", "msavi", "ndwi", "mndwi", "ndmi", "gndvi", "ndsi", "ndbi", "nbr", "nbr2", "arvi",
    "nirv", "vci",
}  # fmt: skip
# Words of names, and the quantity that they name. None of these is a reflectance, whatever its values are.
_OTHERS = {
    "evapotranspiration": {"et", "eta", "aet", "pet", "et0", "evapotranspiration"},
    "precipitation": {"precipitation", "precip", "rain", "rainfall", "prcp", "precipitationcal"},
    "leaf area index": {"lai"},
    "fraction of absorbed radiation": {"fpar", "fapar"},
    "productivity": {"gpp", "npp"},
    "soil moisture": {"sm", "soilmoisture", "ssm"},
    "salinity": {"sss", "salinity"},
    "chlorophyll": {"chl", "chla", "chlorophyll"},
    "radiance": {"radiance", "rad"},
}
_TEMPERATURES = {
    "lst", "sst", "temperature", "temp", "tir", "thermal", "lstkelvin", "lstk", "t2m", "skt", "tsurf", "surfacetemperature",
    "landsurfacetemperature", "seasurfacetemperature",
}  # fmt: skip


def same_quantity(first: str, second: str) -> bool:
    """Whether two quantities may be fused with each other: they are equal, or one of them is not known."""
    return first == second or UNKNOWN in (first, second)


@dataclass(frozen=True)
class Unit:
    """What a unit tag says: the quantity, and how values in it become true units (reflectance, kelvin).

    Attributes
    ----------
    quantity : str
    factor, offset : float
        True value = factor * value + offset.
    """

    quantity: str
    factor: float = 1.0
    offset: float = 0.0


def unit_of(text: str) -> Unit | None:
    """The unit that a tag states; None if it states none that is known.

    A unit that is neither a temperature nor a share, such as mm or W/m2, is its own quantity.
    """
    word = text.strip().lower()
    if word in _CELSIUS:
        return Unit(TEMPERATURE, 1.0, 273.15)
    if word in _KELVIN:
        return Unit(TEMPERATURE)
    if word in _PERCENT:
        return Unit(UNKNOWN, 0.01)
    if word in _NO_UNIT or re.fullmatch(r"[\d.e+\-* ]+", word):
        return None
    return Unit(text.strip())


def quantity_of_name(label: str) -> str:
    """The quantity that a name says: of a band, or of a file with one band. `UNKNOWN` where it says none."""
    words = {word for word in re.split(r"[^a-z0-9]+", label.lower()) if word}
    joined = re.sub(r"[^a-z0-9]+", "", label.lower())
    if words & _INDICES:
        return INDEX
    for quantity, names in _OTHERS.items():
        if words & names or joined in names:
            return quantity
    if words & _TEMPERATURES or joined in _TEMPERATURES:
        return TEMPERATURE
    return UNKNOWN
