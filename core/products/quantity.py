"""Physical quantities of bands: detected from the unit, name or product of a band."""

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
# Words in names, and the quantity that they indicate. None of these is a reflectance, regardless of its values.
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
    """Whether two quantities can be fused: they are equal, or one is unknown."""
    return first == second or UNKNOWN in (first, second)


@dataclass(frozen=True)
class Unit:
    """Meaning of a unit tag: the quantity, and the conversion to true units (reflectance, kelvin).

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
    """Returns the unit stated by a tag; None if there is none or it is not recognized.

    A unit that is neither a temperature nor a percentage, such as mm or W/m2, is treated as a separate quantity.
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
    """Returns the quantity indicated by the name of a band or of a single-band file; `UNKNOWN` if there is none."""
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
