"""The description of an image: its sensor, its bands and the known part of their scales, from header, names and tags.

It is built once for each image, without reading pixels, and is used by every reader. Scales that can only be estimated
from values are chosen for all images of a run together, by `scale_choice`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..rasters.raster import RasterInfo
from ..run import Run
from ..words import later, tr
from .band_matching import Known, identify
from .band_names import TYPICAL, band_labels
from .quality import find_band
from .quantity import REFLECTANCE, TEMPERATURE, UNKNOWN, quantity_of_name, unit_of
from .scaling import Scale
from .sensors import Sensor, find_sensor

# Names of product layers that are not surface measurements: quality, aerosol, water vapour, angles.
_NO_BAND = re.compile(
    r"^(sr_)?(qa|quality)([_\W]|$)|[_\W]qa$|qa_?(pixel|radsat|aerosol)|quality|aerosol|^aot\b|^wvp\b|^scl\b|^cld\b|^snw\b|"
    r"cloud[_ ]?(mask|prob|qa)|^msk_|^state_|^qf\d|fmask|(solar|sun|view|sensor|satellite)[_ ]?(zenith|azimuth|angle)|"
    r"\b[sv][za]a\b|^(sza|vza|saa|vaa|raa)$|num_obs|obs_num|obs_cov|iobs|orbit_pnt|granule_pnt|"
    r"^st_(atran|cdist|drad|emis|emsd|trad|urad|qa)$",
    re.IGNORECASE,
)
_COLLECTION_2 = re.compile(r"S[RT]_B\d{1,2}", re.IGNORECASE)
# Landsat Collection 2, level 2, by the names of its files and of its Earth Engine collection.
_COLLECTION_2_FILE = re.compile(r"L[COTEM]0\d_L2S[PR]_|LANDSAT/L[COTEM]0\d/C02/T1_L2", re.IGNORECASE)
_LEVEL_1 = re.compile(r"L[COTEM]0\d_L1(TP|GT|GS)_|S2[ABCD]_MSIL1C_", re.IGNORECASE)
_SHIFTED_SINCE = date(2022, 1, 25)  # Sentinel-2's processing baseline 04.00, which adds 1000
_BASELINE = re.compile(r"_N(\d{2})(\d{2})_")

_SURFACE = Scale(0.0000275, -0.2, later("Landsat Collection 2 surface reflectance"))
_SURFACE_KELVIN = Scale(0.00341802, 149.0, later("Landsat Collection 2 surface temperature"))


@dataclass(frozen=True)
class TrueScale:
    """The scale of a band to true units: reflectance 0..1, kelvin, or the unit of another quantity.

    Attributes
    ----------
    scale : Scale
    quantity : str
        See `quantity`; `UNKNOWN` if not stated.
    certain : bool
        Stated by the file, its product or the user; otherwise estimated from values.
    typed : bool
        Stated by the user, in the units of methods.
    product : bool
        Known from the product.
    """

    scale: Scale
    quantity: str = UNKNOWN
    certain: bool = True
    typed: bool = False
    product: bool = False


@dataclass(frozen=True)
class ImageDescription:
    """Properties of an image from its header, names and tags.

    Attributes
    ----------
    info : RasterInfo
    sensor : Sensor or None
    bands : tuple of Known
        Bands that can be fused, in the order of their numbers in the file.
    excluded : tuple of int
        Band numbers of quality, aerosol and angle layers.
    """

    info: RasterInfo
    sensor: Sensor | None
    bands: tuple[Known, ...]
    excluded: tuple[int, ...] = ()

    def band(self, number: int) -> Known:
        for band in self.bands:
            if band.number == number:
                return band
        return Known(number, self.info.names[number - 1], "")

    @property
    def collection_2(self) -> bool:
        """Whether it holds stored values of Landsat Collection 2, level 2."""
        labels = [label for label in band_labels(self.info) if label]
        named = bool(labels) and all(_COLLECTION_2.fullmatch(label) for label in labels if not _NO_BAND.search(label))
        return named or any(_COLLECTION_2_FILE.search(name) for name in source_names(self.info))

    @property
    def title(self) -> str:
        """Sensor and product for the log; empty if nothing is known."""
        if self.sensor is None:
            return "Landsat Collection 2" if self.collection_2 else ""
        name = self.sensor.title
        return f"{name} Collection 2" if self.sensor.id.startswith("landsat") and self.collection_2 else name

    def quantity(self, number: int) -> str:
        """The quantity of a band from its unit or name; `UNKNOWN` if neither states it."""
        unit = unit_of(self.info.units[number - 1]) if len(self.info.units) >= number else None
        if unit is not None and unit.quantity != UNKNOWN:
            return unit.quantity
        band = self.band(number)
        if band.thermal:
            return TEMPERATURE
        named = quantity_of_name(band.label)
        if named == UNKNOWN and self.info.bands == 1:
            named = quantity_of_name(re.sub(r"\.\w+$", "", self.info.label))
        if named != UNKNOWN:
            return named
        return REFLECTANCE if band.name in TYPICAL else UNKNOWN


def describe_image(info: RasterInfo, sensor: Sensor | None = None) -> ImageDescription:
    """Describe an image of one raster; `sensor` is the one chosen by the user, if any."""
    sensor = sensor or find_sensor([info], source_names(info)[1:])
    labels = band_labels(info)
    found = find_band(info)
    excluded = {found[1]} if found and info.bands > 1 else set()
    excluded |= {number for number, label in enumerate(labels, 1) if info.bands > 1 and is_no_band(label, info, number)}
    if len(excluded) == info.bands:
        excluded = set()
    twice = {label for label in labels if label and labels.count(label) > 1}
    bands = tuple(
        Known(band.number, band.label, "") if band.label in twice else band
        for band in identify([info], sensor)
        if band.number not in excluded
    )
    return ImageDescription(info, sensor, bands, tuple(sorted(excluded)))


def is_no_band(label: str, info: RasterInfo, number: int) -> bool:
    """Whether a band is a quality, aerosol, angle or alpha layer, according to its name or colour interpretation."""
    alpha = len(info.colors) >= number and info.colors[number - 1] == "alpha" and not label
    return alpha or bool(label and _NO_BAND.search(label.split(",")[0].strip()))


def source_names(info: RasterInfo) -> list[str]:
    """The name of the source, followed by those of its files, such as the parts of a virtual raster."""
    return [info.source, *(name for name in info.files if name != info.source)]


def known_scale(
    image: ImageDescription, number: int, day: date | None = None, run: Run | None = None, role: str = ""
) -> TrueScale | None:
    """The scale of a band stated by its file or product; None if it has to be estimated from values.

    Parameters
    ----------
    image : ImageDescription
    number : int
        Band number, from 1.
    day : date, optional
        Date of the image: Sentinel-2 products of 2022 and later have an offset.
    run : Run, optional
        Receives warnings.
    role : str
        Name of the image in warnings.
    """
    info, quantity = image.info, image.quantity(number)
    unit = unit_of(info.units[number - 1]) if len(info.units) >= number else None
    stated = _stated(info, number)
    product = _product_scale(image, number, day, run, role)
    if stated is None and product is not None:
        return replace(product, product=True)
    if stated is None and unit is None:
        return None
    scale = stated or Scale(1.0, 0.0, later("unit stated in the file"))
    if unit is not None and (unit.factor, unit.offset) != (1.0, 0.0):
        scale = Scale(scale.factor * unit.factor, scale.offset * unit.factor + unit.offset, scale.reason)
    if stated is None and unit is not None and unit.quantity == UNKNOWN:
        return TrueScale(scale, REFLECTANCE if quantity == UNKNOWN else quantity)
    return TrueScale(scale, quantity)


def _stated(info: RasterInfo, number: int) -> Scale | None:
    factor, offset = info.scales[number - 1], info.offsets[number - 1]
    if (factor, offset) == (1.0, 0.0) or factor == 0:
        return None
    # MOD09 files of Collection 6 and older state the inverse, 10000. Integers times a factor above one cannot be
    # measurements.
    if factor > 1 and dtype_of(info, number)[0] in "iu":
        return Scale(1 / factor, -offset / factor + 0.0, later("inverse scale stated in the file"))
    return Scale(factor, offset, later("stated in the file"))


def dtype_of(info: RasterInfo, number: int) -> str:
    """The data type of a band."""
    return info.dtypes[number - 1]


def _product_scale(
    image: ImageDescription, number: int, day: date | None, run: Run | None, role: str
) -> TrueScale | None:
    info, sensor, band = image.info, image.sensor, image.band(number)
    kind = dtype_of(info, number)
    if kind[0] not in "iu" or level_1(image):
        return None
    if image.collection_2 and kind == "uint16":
        thermal = band.thermal or band.label.upper().startswith("ST_")
        return TrueScale(_SURFACE_KELVIN, TEMPERATURE) if thermal else TrueScale(_SURFACE, REFLECTANCE)
    if sensor is None or sensor.named(band.name) is None:
        return None
    if band.thermal:
        usable = sensor.thermal is not None and kind == "uint16"
        return TrueScale(sensor.thermal, TEMPERATURE) if usable and sensor.thermal else None
    if sensor.id.startswith("landsat"):
        # Older collections and most exports hold reflectance x 10000 as int16.
        return TrueScale(sensor.scale, REFLECTANCE) if kind == "uint16" and sensor.scale else None
    if sensor.id == "sentinel-2":
        return TrueScale(_sentinel_scale(image, day, run, role), REFLECTANCE)
    return TrueScale(sensor.scale, REFLECTANCE) if sensor.scale else None


def _sentinel_scale(image: ImageDescription, day: date | None, run: Run | None, role: str) -> Scale:
    info = image.info
    match = next(filter(None, (_BASELINE.search(name) for name in source_names(info))), None)
    tags: dict[str, Any] = {key.upper(): value for key, value in info.tags.items()}
    stated = f"{match[1]}.{match[2]}" if match else str(tags.get("PROCESSING_BASELINE", ""))
    if re.match(r"\d", stated):
        shifted = float(re.match(r"\d+(\.\d+)?", stated)[0]) >= 4  # type: ignore[index]
        return Scale(0.0001, -0.1 if shifted else 0.0, tr("Sentinel-2, processing baseline {stated}", stated=stated))
    if day and day >= _SHIFTED_SINCE and run is not None:
        run.warn(
            "{role}: {label} does not state its processing baseline; since 04.00 (January 2022) Sentinel-2 "
            "products add 1000. If this applies, set the scale factor to 0.0001-0.1.",
            role=role,
            label=info.label,
        )
    return Scale(0.0001, 0.0, later("reflectance x 10000, as defined by the product"))


def level_1(image: ImageDescription) -> bool:
    """Whether it is a top-of-atmosphere product, not surface reflectance."""
    return any(_LEVEL_1.search(name) for name in source_names(image.info))
