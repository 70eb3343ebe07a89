"""Sensors: names and wavelengths of their bands, scales of their products, and detection from files.

Band numbers and centres are those of the product guides; band ids have the form of `core.products.band_names.band_id`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ..errors import InputError
from ..rasters.raster import RasterInfo
from ..words import later
from .band_names import band_labels
from .scaling import Scale

_TITLES = {
    "landsat 8/9": "Landsat 8/9",
    "landsat 5/7": "Landsat 4-7",
    "sentinel-2": "Sentinel-2",
    "sentinel-3 olci": "Sentinel-3 OLCI",
    "modis mcd43": "MODIS MCD43",
    "modis": "MODIS",
    "viirs": "VIIRS",
}

THERMAL_FROM = 3000.0  # nm; bands from this wavelength on store temperature
AUTO, NONE = "auto", "none"

_STATED = ("SPACECRAFT_ID", "SPACECRAFT_NAME", "PLATFORM", "SHORTNAME", "LONGNAME", "PRODUCT_ID", "SENSOR")


@dataclass(frozen=True)
class Band:
    """One band of a sensor: common name (``blue``, ``nir``; two bands may share it), centre in nm, id in products."""

    name: str
    centre: float
    id: str

    @property
    def thermal(self) -> bool:
        return self.centre >= THERMAL_FROM


@dataclass(frozen=True)
class Sensor:
    """A sensor and the properties of its products.

    Attributes
    ----------
    id : str
        Name by which users choose it.
    bands : tuple of Band
        In the order of the product. If two have the same name, the first is preferred.
    source : str
        Regular expression for file names and tags that identify the sensor.
    labels : str
        Regular expression for the band labels, joined by ``|``, that identify it.
    stacks : tuple of tuple of str
        Band ids of usual stacks, distinguished by their length: for rasters whose bands have no names.
    scale, thermal : Scale or None
        Scales from stored integers to reflectance, and to kelvin.
    fill : tuple of float
        Stored integers that are fill, even if the file does not declare them.
    valid : tuple of two floats or None
        Minimum and maximum stored integer of a measurement.
    """

    id: str
    bands: tuple[Band, ...]
    source: str
    labels: str
    stacks: tuple[tuple[str, ...], ...] = ()
    scale: Scale | None = None
    thermal: Scale | None = None
    fill: tuple[float, ...] = ()
    valid: tuple[float, float] | None = None

    @property
    def title(self) -> str:
        """Name of the sensor for the log, as its provider writes it."""
        return _TITLES.get(self.id, self.id)

    def band(self, wanted: str) -> Band | None:
        """Returns the band with an id, or None."""
        return next((band for band in self.bands if band.id == wanted), None)

    def named(self, name: str) -> Band | None:
        """Returns the preferred band with a common name, or None."""
        return next((band for band in self.bands if band.name == name), None)

    def stack_of(self, count: int) -> tuple[str, ...]:
        """Returns the band ids of the usual stack of `count` bands; empty if there is none."""
        return next((stack for stack in self.stacks if len(stack) == count), ())


def _bands(text: str) -> tuple[Band, ...]:
    """Parses ``id name centre`` of each band, separated by commas."""
    entries = (entry.split() for entry in text.split(","))
    return tuple(Band(name, float(centre), place) for place, name, centre in entries)


def _stack(letter: str, numbers: str) -> tuple[str, ...]:
    return tuple(letter + number for number in numbers.split())


TM = _bands("b1 blue 485, b2 green 560, b3 red 660, b4 nir 830, b5 swir1 1650, b7 swir2 2220, b6 thermal 11450")
OLI = _bands(
    "b1 coastal 443, b2 blue 482, b3 green 561, b4 red 655, b5 nir 865, b6 swir1 1609, b7 swir2 2201, b9 cirrus 1374, "
    "b10 thermal 10895"
)
MSI = _bands(
    "b1 coastal 443, b2 blue 490, b3 green 560, b4 red 665, b5 rededge1 704, b6 rededge2 740, b7 rededge3 783, b8 nir 842, "
    "b8a nir 865, b9 vapour 945, b10 cirrus 1374, b11 swir1 1610, b12 swir2 2190"
)
OLCI = _bands(
    "oa3 coastal 443, oa4 blue 490, oa6 green 560, oa8 red 665, oa11 rededge1 709, oa12 rededge2 754, oa16 rededge3 779, "
    "oa17 nir 865, oa20 vapour 940"
)
# MODIS bands are numbered by pixel size, not by wavelength.
MODIS = _bands(
    "b1 red 645, b2 nir 858, b3 blue 469, b4 green 555, b5 nir2 1240, b6 swir1 1640, b7 swir2 2130, b31 thermal 11030, "
    "lstday1km thermal 11030, lstnight1km thermal 11030"
)
VIIRS = _bands(
    "i1 red 640, m5 red 672, i2 nir 865, m7 nir 865, m3 blue 488, m4 green 555, m8 nir2 1240, i3 swir1 1610, "
    "m10 swir1 1610, m11 swir2 2250, i5 thermal 11450, m15 thermal 10763"
)

_LANDSAT = Scale(0.0000275, -0.2, later("Landsat Collection 2 surface reflectance"))
_LANDSAT_KELVIN = Scale(0.00341802, 149.0, later("Landsat Collection 2 surface temperature"))
_PRODUCT = Scale(0.0001, 0.0, later("reflectance x 10000, as defined by the product"))
_MODIS_KELVIN = Scale(0.02, 0.0, later("land surface temperature, as defined by the product"))

SENSORS: tuple[Sensor, ...] = (
    Sensor(
        "landsat 8/9",
        OLI,
        r"L[CO]0[89]_|LANDSAT/L[CO]0[89]|LC[89]\d{13}|LANDSAT_[89]|HLS\.?L30",
        r"SR_B6|ST_B10",
        (_stack("b", "1 2 3 4 5 6 7"), _stack("b", "2 3 4 5 6 7")),
        _LANDSAT,
        _LANDSAT_KELVIN,
        (0.0, -9999.0),
    ),
    Sensor(
        "landsat 5/7",
        TM,
        r"L[TE]0[457]_|LANDSAT/L[TE]0[457]|L[TE][457]\d{13}|LANDSAT_[457]",
        r"ST_B6|SR_B7",
        (_stack("b", "1 2 3 4 5 7"), _stack("b", "1 2 3 4 5 7 6")),
        _LANDSAT,
        _LANDSAT_KELVIN,
        (0.0, -9999.0),
    ),
    Sensor(
        "sentinel-2",
        MSI,
        r"S2[ABC]_|SENTINEL-?2|COPERNICUS/S2|HLS\.?S30|_B8A_|T\d\d[C-X][A-Z]{2}_\d{8}T\d{6}",
        r"(^|\|)B(0?8|8A|12)([ ,_]|\||$)",
        (
            _stack("b", "1 2 3 4 5 6 7 8 8a 9 10 11 12"),
            _stack("b", "1 2 3 4 5 6 7 8 8a 9 11 12"),
            _stack("b", "2 3 4 5 6 7 8 8a 11 12"),
            _stack("b", "2 3 4 8"),
        ),
        _PRODUCT,
        None,
        (0.0, -9999.0),
    ),
    Sensor(
        "sentinel-3 olci",
        OLCI,
        r"S3[AB]_(OL|SY)_|OLCI",
        r"(^|\|)(SYN_|SDR_)?Oa\d\d",
        (_stack("oa", " ".join(str(band) for band in range(1, 22))),),
    ),
    Sensor(
        "modis mcd43",
        MODIS,
        r"MCD43",
        r"Nadir_Reflectance",
        (_stack("b", "1 2 3 4 5 6 7"), _stack("b", "1 2")),
        _PRODUCT,
        None,
        (32767.0,),
        (0.0, 32766.0),
    ),
    Sensor(
        "modis",
        MODIS,
        r"M[OY]D(09|11|13|21)|MODIS",
        r"sur_refl_b|LST_(Day|Night)_1km",
        (_stack("b", "1 2 3 4 5 6 7"), _stack("b", "1 2")),
        _PRODUCT,
        _MODIS_KELVIN,
        (-28672.0,),
        (-100.0, 16000.0),
    ),
    Sensor(
        "viirs",
        VIIRS,
        r"V(NP|J1|J2)(09|43)|VIIRS",
        r"SurfReflect_[IM]|(^|\|)I1\|I2|(^|\|)M3\|M4|(^|\|)M5\|M7",
        (_stack("i", "1 2 3"), _stack("m", "1 2 3 4 5 7 8 10 11")),
        _PRODUCT,
        None,
        (-28672.0, 32767.0),
        (-100.0, 16000.0),
    ),
)
CHOICES = (AUTO, NONE, *(sensor.id for sensor in SENSORS))


def sensor_named(word: str) -> Sensor | None:
    """Returns the sensor that a user chose; None for ``none``.

    Raises
    ------
    InputError
        If there is no such sensor.
    """
    if word == NONE:
        return None
    for sensor in SENSORS:
        if sensor.id == word:
            return sensor
    raise InputError(
        "Sensor '{word}' is not available; choose one of: {choices}.", word=word, choices=", ".join(CHOICES)
    )


def find_sensor(infos: Sequence[RasterInfo], more_names: Sequence[str] = ()) -> Sensor | None:
    """Detects the sensor of an image from the name of its first file, its tags, its band labels, or its path; None if
    unknown.

    Parameters
    ----------
    infos : sequence of RasterInfo
        Headers of all files of the image.
    more_names : sequence of str
        Additional file names to detect it from, such as those of the parts of a virtual raster.
    """
    info = infos[0]
    tags = {key.upper().rpartition("#")[2]: value for key, value in info.tags.items()}
    stated = " ".join(tags.get(key, "") for key in _STATED)
    for text in (info.label, stated):
        found = _by(text, "source")
        if found:
            return found
    labels = "|".join(sorted(label for one in infos for label in band_labels(one)))
    # A folder can have the name of the product if its files do not, as with Sentinel-2.
    # Names of the parts of a virtual raster are reliable if they agree; its own folder is used last.
    behind = {found.id: found for found in (_by(PurePath(name).name, "source") for name in more_names) if found}
    from_files = next(iter(behind.values())) if len(behind) == 1 else None
    return from_files or _by(labels, "labels") or _by(info.source, "source")


def _by(text: str, attribute: str) -> Sensor | None:
    for sensor in SENSORS:
        if re.search(getattr(sensor, attribute), text, re.IGNORECASE):
            return sensor
    return None
