"""Sensors: their bands with names and wavelengths, how their products store values, and how to tell them from files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .errors import InputError
from .raster import RasterInfo
from .scaling import Scale

THERMAL_FROM = 3000.0  # nm; from here on a band stores temperature


@dataclass(frozen=True)
class Band:
    """One band of a sensor.

    Attributes
    ----------
    name : str
        Common name, the same for all sensors: ``blue``, ``nir``. Two bands of one sensor may share it.
    centre : float
        Wavelength, nm.
    ids : tuple of str
        What products call it, lower case, without spaces, ``_`` and leading zeros of numbers.
    """

    name: str
    centre: float
    ids: tuple[str, ...] = ()

    @property
    def thermal(self) -> bool:
        return self.centre >= THERMAL_FROM


@dataclass(frozen=True)
class Sensor:
    """What a product of a sensor looks like.

    Attributes
    ----------
    id : str
        The word by which users choose it.
    bands : tuple of Band
        In the order of the product. Of two with one name the first is preferred.
    stacks : tuple of tuple of str
        Band ids of stacks that are usual, told apart by their length; used where bands have no names.
    scale, thermal : Scale or None
        From stored integers to reflectance and to kelvin.
    fill : tuple of float
        Values that are no measurement, even where the file does not say so.
    valid : tuple of two floats or None
        Smallest and largest stored integer that is a measurement.
    pattern : str
        Regular expression for file names and product tags.
    """

    id: str
    bands: tuple[Band, ...]
    pattern: str
    stacks: tuple[tuple[str, ...], ...] = ()
    scale: Scale | None = None
    thermal: Scale | None = None
    fill: tuple[float, ...] = ()
    valid: tuple[float, float] | None = None
    hints: tuple[tuple[str, ...], ...] = field(default=())


def _bands(text: str) -> tuple[Band, ...]:
    """``name centre id,id`` for each band, separated by semicolons."""
    found = []
    for entry in text.split(";"):
        name, centre, ids = entry.split()
        found.append(Band(name.replace("-", " "), float(centre), tuple(ids.split(","))))
    return tuple(found)


_C2 = Scale(0.0000275, -0.2, "Landsat Collection 2 surface reflectance")
_C2_KELVIN = Scale(0.00341802, 149.0, "Landsat Collection 2 surface temperature")
_TENTHOUSANDTH = Scale(0.0001, 0.0, "reflectance x 10000 of the product")

# MODIS counts its bands 1 to 7 by pixel size, not by wavelength.
_MODIS_BANDS = (
    "red 645 b1,sur refl b1,band1,nadir reflectance band1;nir 858 b2,band2,sur refl b2,nadir reflectance band2;"
    "blue 469 b3,band3,sur refl b3,nadir reflectance band3;green 555 b4,band4,sur refl b4,nadir reflectance band4;"
    "nir2 1240 b5,band5,sur refl b5,nadir reflectance band5;swir1 1640 b6,band6,sur refl b6,nadir reflectance band6;"
    "swir2 2130 b7,band7,sur refl b7,nadir reflectance band7;thermal 11030 b31,band31,lst day 1km,lst night 1km"
).replace("sur refl ", "surrefl").replace("nadir reflectance ", "nadirreflectance").replace("lst day 1km", "lstday1km").replace("lst night 1km", "lstnight1km")  # fmt: skip
_MODIS_STACKS = (tuple(f"b{band}" for band in range(1, 8)), ("b1", "b2"))

SENSORS: tuple[Sensor, ...] = (
    Sensor(
        "landsat 5/7",
        _bands(
            "blue 485 b1,srb1;green 560 b2,srb2;red 660 b3,srb3;nir 830 b4,srb4;swir1 1650 b5,srb5;swir2 2220 b7,srb7;"
            "thermal 11450 b6,stb6"
        ),
        r"L[TE]0[457]_|LANDSAT/L[TE]0[457]|L[TE][457]\d{13}|LANDSAT_[457]",
        (("b1", "b2", "b3", "b4", "b5", "b7"), ("b1", "b2", "b3", "b4", "b5", "b7", "b6")),
        _C2,
        _C2_KELVIN,
        (0.0, -9999.0),
        hints=(("srb1", "srb5", "srb7", "!srb6"),),
    ),
    Sensor(
        "landsat 8/9",
        _bands(
            "coastal 443 b1,srb1;blue 482 b2,srb2;green 561 b3,srb3;red 655 b4,srb4;nir 865 b5,srb5;swir1 1609 b6,srb6;"
            "swir2 2201 b7,srb7;cirrus 1374 b9;thermal 10895 b10,stb10"
        ),
        r"L[CO]0[89]_|LANDSAT/L[CO]0[89]|LC[89]\d{13}|LANDSAT_[89]|HLS\.L30|HLSL30",
        (("b1", "b2", "b3", "b4", "b5", "b6", "b7"), ("b2", "b3", "b4", "b5", "b6", "b7")),
        _C2,
        _C2_KELVIN,
        (0.0, -9999.0),
        hints=(("srb5", "srb6"), ("stb10",)),
    ),
    Sensor(
        "sentinel-2",
        _bands(
            "coastal 443 b1;blue 490 b2;green 560 b3;red 665 b4;rededge1 704 b5;rededge2 740 b6;rededge3 783 b7;nir 842 b8;"
            "nir 865 b8a;vapour 945 b9;cirrus 1374 b10;swir1 1610 b11;swir2 2190 b12"
        ),
        r"S2[ABC]_|SENTINEL-?2|S2_SR|COPERNICUS/S2|HLS\.S30|HLSS30|_B8A_|T\d\d[C-X][A-Z]{2}_\d{8}T\d{6}",
        (
            ("b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b8a", "b9", "b10", "b11", "b12"),
            ("b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b8a", "b9", "b11", "b12"),
            ("b2", "b3", "b4", "b5", "b6", "b7", "b8", "b8a", "b11", "b12"),
            ("b2", "b3", "b4", "b8"),
        ),
        _TENTHOUSANDTH,
        None,
        (0.0, -9999.0),
        hints=(("b8a",), ("b8", "b11", "b12")),
    ),
    Sensor(
        "sentinel-3 olci",
        _bands(
            "coastal 443 oa3;blue 490 oa4;green 560 oa6;red 665 oa8;rededge1 709 oa11;rededge2 754 oa12;rededge3 779 oa16;"
            "nir 865 oa17;vapour 940 oa20"
        ),
        r"S3[AB]_(OL|SY)_|OLCI",
        (tuple(f"oa{band}" for band in range(1, 22)),),
        None,
        None,
        (),
        hints=(("oa8",), ("oa17",)),
    ),
    Sensor(
        "modis",
        _bands(_MODIS_BANDS),
        r"M[OY]D(09|11|13|21)\w*[._]|MODIS",
        _MODIS_STACKS,
        _TENTHOUSANDTH,
        Scale(0.02, 0.0, "land surface temperature of the product"),
        (-28672.0,),
        (-100.0, 16000.0),
        hints=(("surreflb1",), ("surreflb2",), ("lstday1km",)),
    ),
    Sensor(
        "modis mcd43",
        _bands(_MODIS_BANDS),
        r"MCD43",
        _MODIS_STACKS,
        _TENTHOUSANDTH,
        None,
        (32767.0,),
        (0.0, 32766.0),
        hints=(("nadirreflectanceband1",), ("nadirreflectanceband2",)),
    ),
    Sensor(
        "viirs",
        _bands(
            "blue 488 m3;green 555 m4;red 640 i1;red 672 m5;nir 865 i2;nir 865 m7;nir2 1240 m8;swir1 1610 i3;swir1 1610 m10;"
            "swir2 2250 m11;thermal 11450 i5;thermal 10763 m15"
        ),
        r"V(NP|J1|J2)(09|43|21)|VIIRS",
        (("i1", "i2", "i3"), ("m1", "m2", "m3", "m4", "m5", "m7", "m8", "m10", "m11")),
        _TENTHOUSANDTH,
        None,
        (-28672.0, 32767.0),
        (-100.0, 16000.0),
        hints=(("i1", "i2"), ("m3", "m4"), ("m5", "m7")),
    ),
)  # fmt: skip

AUTO, NONE = "auto", "none"
CHOICES = (AUTO, NONE, *(sensor.id for sensor in SENSORS))

# What people and programs call a band of no particular sensor.
_ALIASES = {
    "coastal": "coastal aerosol,coastalaerosol,ultrablue,deepblue",
    "blue": "blue,b,blau",
    "green": "green,g",
    "red": "red,r",
    "rededge1": "rededge1,rededge,vegetationrededge1,re1",
    "rededge2": "rededge2,vegetationrededge2,re2",
    "rededge3": "rededge3,vegetationrededge3,re3",
    "nir": "nir,nearinfrared,nearir,nirbroad,nir1,infrared,nir8,nir08,nirnarrow",
    "nir2": "nir2",
    "swir1": "swir1,shortwaveinfrared1,shortwave1,swir16,mir1,mir,swir",
    "swir2": "swir2,shortwaveinfrared2,shortwave2,swir22,mir2",
    "thermal": "thermal,thermalinfrared,tir,lst,temperature,lstkelvin,surfacetemperature,st",
    "ndvi": "ndvi",
    "evi": "evi",
}
COMMON = {alias.replace(" ", ""): name for name, text in _ALIASES.items() for alias in (*text.split(","), name)}

_NANOMETRES = re.compile(r"(\d{3,5}(?:\.\d+)?)\s*(?:nm|nanomet)", re.IGNORECASE)
_MICROMETRES = re.compile(r"(\d{1,2}\.\d+)\s*(?:um|µm|micromet)", re.IGNORECASE)
# The part of a single-band file's name, or of a sub-dataset's, that says which band it is.
_IN_NAME = re.compile(
    r"(?:^|[_.:])(SR_B\d{1,2}|ST_B\d{1,2}|sur_refl_b\d\d|Nadir_Reflectance_Band\d|SurfReflect_[IM]\d{1,2}|LST_(?:Day|Night)_1km|"
    r"Oa\d\d|[BIM]\d{1,2}|B8A)(?=[_.:]|$)",
    re.IGNORECASE,
)


def sensor_named(word: str) -> Sensor | None:
    """The sensor that a user chose; None for ``none``.

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
    raise InputError(f"There is no sensor '{word}'; choose one of: {', '.join(CHOICES)}.")


def find_sensor(infos: Sequence[RasterInfo], more_tags: Mapping[str, str] | None = None) -> Sensor | None:
    """The sensor of an image, from names of its bands, its file name, or its tags; None where nothing tells.

    Parameters
    ----------
    infos : sequence of RasterInfo
        Headers of all files of the image.
    """
    info = infos[0]
    tags = {key.upper(): value for key, value in {**info.tags, **(more_tags or {})}.items()}
    stated = " ".join(
        tags.get(key, "")
        for key in ("SPACECRAFT_ID", "SPACECRAFT_NAME", "PLATFORM", "SHORTNAME", "LONGNAME", "PRODUCT_ID", "SENSOR")
    )
    # A path's folder names a product where its files do not, as in Sentinel-2's.
    for text in (Path(info.source).name, stated, info.source.replace(Path(info.source).name, "")):
        for sensor in reversed(SENSORS):
            if re.search(sensor.pattern, text, re.IGNORECASE):
                return sensor
    ids = {normal(name) for one in infos for name in band_labels(one)}
    for sensor in SENSORS:
        for hint in sensor.hints:
            wanted = {word for word in hint if not word.startswith("!")}
            if wanted <= ids and not {word[1:] for word in hint if word.startswith("!")} & ids:
                return sensor
    return None


def band_labels(info: RasterInfo) -> list[str]:
    """What each band is called: its description, else, in a file of one band, what the file's name says."""
    labels = [name.strip() for name in info.names]
    if info.bands == 1 and (not labels[0] or normal(labels[0]) not in COMMON):
        found = _IN_NAME.findall(Path(info.source).stem if Path(info.source).suffix else info.source)
        if found:
            return [found[-1]]
    return labels


def normal(label: str) -> str:
    """A band's label fit for comparing: ``SR_B04`` and ``sr b4`` become ``srb4``."""
    text = re.split(r"[,;(]", label.strip().lower())[0]
    text = re.sub(r"^(surfreflect|hls|toa|boa)[_ ]", "", text)
    text = re.sub(r"[_ ](1|reflectance|radiance|\d+m)$", "", text) if re.match(r"^(oa|[im])\d", text) else text
    text = re.sub(r"(?<=[a-z])[_ ]?0+(?=\d)", "", text)
    text = re.sub(r"^(surrefl|sur_refl_b\d)(.*)$", r"\1", text)
    return re.sub(r"[\s_\-.]+", "", text)


def wavelength_of(label: str) -> float | None:
    """The wavelength in nm that a label states, as those of GDAL's Sentinel-2 and ENVI drivers do."""
    match = _NANOMETRES.search(label)
    if match:
        return float(match[1])
    match = _MICROMETRES.search(label)
    return float(match[1]) * 1000 if match else None
