"""Names of bands in products, programs and everyday use."""

from __future__ import annotations

import re

from ..rasters.raster import RasterInfo

# Common names, a typical wavelength in nm, used if no sensor is known, and synonyms.
_COMMON = {
    "coastal": (443, "coastalaerosol ultrablue deepblue"),
    "blue": (482, "b blau"),
    "green": (560, "g gruen grün"),
    "red": (655, "r rot"),
    "rededge1": (704, "rededge vegetationrededge1 re1"),
    "rededge2": (740, "vegetationrededge2 re2"),
    "rededge3": (780, "vegetationrededge3 re3"),
    "nir": (855, "nearinfrared nearir nirbroad nirnarrow nir1 nir8 nir08 infrared"),
    "nir2": (1240, ""),
    "cirrus": (1374, ""),
    "swir1": (1610, "shortwaveinfrared1 shortwaveinfrared shortwave1 swir16 swir mir mir1"),
    "swir2": (2195, "shortwaveinfrared2 shortwave2 swir22 mir2"),
    "thermal": (11000, "thermalinfrared tir lst lstkelvin lstk landsurfacetemperature surfacetemperature temperature"),
}
COMMON = {alias: name for name, (_, more) in _COMMON.items() for alias in (name, *more.split())}
TYPICAL = {name: float(centre) for name, (centre, _) in _COMMON.items()}

# SR_B4, sur_refl_b01_1, Nadir_Reflectance_Band1, SurfReflect_I1_1, Oa08_reflectance, SDR_Oa08, B04, B8A, M10.
_ID = re.compile(
    r"(?P<product>sr|st|toa|boa|sdr|syn|sur_?refl|nadir_?reflectance|surf_?reflect)?[_ ]?"
    r"(?P<letter>band|b|i|m|oa)[_ ]?0*(?P<number>\d{1,2})(?P<narrow>a?)(?:[_ ].*)?"
)
_GENERIC = re.compile(r"(?:band[_ ]?|layer[_ ]?|channel[_ ]?)?\d*", re.IGNORECASE)
_NANOMETRES = re.compile(r"(\d{3,5}(?:\.\d+)?)\s*(?:nm|nanomet)", re.IGNORECASE)
_MICROMETRES = re.compile(r"(\d{1,2}\.\d+)\s*(?:um|µm|μm|micromet)", re.IGNORECASE)
# Part of the name of a single-band file or of a sub-dataset that identifies the band.
_IN_NAME = re.compile(
    r"(?<![A-Za-z0-9])(S[RT]_B\d{1,2}|sur_refl_b\d\d|Nadir_Reflectance_Band\d|SurfReflect_[IM]\d{1,2}|"
    r"LST_(?:Day|Night)_1km|Oa\d\d|B\d{1,2}A?|[IM]\d{1,2})(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def band_labels(info: RasterInfo) -> list[str]:
    """Returns the label of each band: its description; for a single band without a usable one, that in the file name.

    Descriptions that only count, such as ``Band 1``, are returned empty.
    """
    labels = ["" if _GENERIC.fullmatch(name.strip()) else name.strip() for name in info.names]
    if info.bands == 1 and band_id(labels[0]) not in COMMON:
        found = _IN_NAME.findall(info.label.replace("\\", "/").rpartition("/")[2])
        if found and not _ID.fullmatch(_head(labels[0])):
            return [found[-1]]
    return labels


def band_id(label: str) -> str:
    """Returns a label normalized for comparison: ``b4`` for SR_B4 and B04, ``oa8`` for Oa08_reflectance,
    ``nearinfrared`` for Near infrared.
    """
    head = _head(label)
    match = _ID.fullmatch(head)
    if match:
        letter = "b" if match["letter"] == "band" else match["letter"]
        return f"{letter}{match['number']}{match['narrow']}"
    return re.sub(r"[\s_\-.]+", "", head)


def wavelength_of(label: str) -> float | None:
    """Returns the wavelength in nm stated in a label, as by GDAL's Sentinel-2 and ENVI drivers; else None."""
    match = _NANOMETRES.search(label)
    if match:
        return float(match[1])
    match = _MICROMETRES.search(label)
    return float(match[1]) * 1000 if match else None


def _head(label: str) -> str:
    """Returns the label in lower case, without an explanation after the name and without a scale factor."""
    head = re.split(r"[,;(\[]", label.strip().lower())[0]
    return re.sub(r"\s*[x*]\s*10+$", "", head).strip()
