"""An image as delivered in a product: one raster or one per band, its sensor, bands and quality layer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from ..dates import find_date
from ..errors import InputError
from ..rasters.align import AlignedReader, overlap, pixel_ratio
from ..rasters.grid import Grid, Window
from ..rasters.raster import RasterInfo, RasterReader, describe
from ..run import Run
from ..words import later, named, tr
from .band_matching import Known, identify
from .quality import AUTO, Quality, QualityReader, find_band, make_quality
from .scaling import Scale
from .sensors import Sensor, find_sensor, sensor_named
from .units import KELVIN, REFLECTANCE, found_scale

if TYPE_CHECKING:
    from numpy.typing import NDArray

_OFFSET_SINCE = date(2022, 1, 25)  # Sentinel-2's processing baseline 04.00, which adds 1000
_BASELINE = re.compile(r"_N(\d{2})(\d{2})_")
_MOST_HIDDEN = 0.1  # share of a pixel above which finer quality pixels hide it


@dataclass(frozen=True)
class ImageChoice:
    """User settings for one image.

    Attributes
    ----------
    sources : tuple of str
        One raster, or several with some of the bands each; the first one defines the grid.
    role : str
        For messages: "Fine image".
    sensor : str
        One of `core.products.sensors.CHOICES`.
    quality : str
        Raster with the quality layer; if empty, a band of the image with the name of a quality layer, if any.
    kind : str
        One of `core.products.quality.CHOICES`.
    date : date or None
        Date given by the user or the map layer.
    """

    sources: tuple[str, ...]
    role: str
    sensor: str = AUTO
    quality: str = ""
    kind: str = AUTO
    date: date | None = None


@dataclass(frozen=True)
class QualityChoice:
    """What a quality layer hides in addition to clouds, shadows and fill; `values` as in `quality.parse_values`."""

    values: str = ""
    snow: bool = True
    water: bool = False


class Product:
    """An image with all information from its headers. No pixel is read on creation.

    Raises
    ------
    InputError
        If a raster cannot be opened or does not overlap, only quality layers are given, or the type of the quality
        layer is not recognized.
    """

    def __init__(self, choice: ImageChoice, flags: QualityChoice) -> None:
        self.role = choice.role
        self.infos = [describe(source) for source in choice.sources]
        self.grid = self.infos[0].grid
        for info in self.infos[1:]:
            if overlap(self.grid, info.grid) == 0:
                raise InputError(
                    "{role}: {label} does not overlap {first}; choose bands of one image.",
                    role=self.title,
                    label=info.label,
                    first=self.infos[0].label,
                )
        self.sensor: Sensor | None = find_sensor(self.infos) if choice.sensor == AUTO else sensor_named(choice.sensor)
        self.date = choice.date or next(
            filter(None, (find_date(info.source, dict(info.tags)) for info in self.infos)), None
        )
        self.quality: Quality | None = None
        self.quality_info: RasterInfo | None = None
        self._find_quality(choice, flags)
        own = self._own_quality_bands()
        self.bands = [band for band in identify(self.infos, self.sensor) if band.number not in own]
        if not self.bands:
            raise InputError(
                "{role}: {label} holds quality layers only; choose the image itself.",
                role=self.title,
                label=self.infos[0].label,
            )

    @property
    def title(self) -> str:
        """The role in the user's language."""
        return named(self.role)

    @property
    def label(self) -> str:
        more = len(self.infos) - 1
        label = self.infos[0].label
        return tr("{label} and {more} more", label=label, more=more) if more else label

    @property
    def sources(self) -> list[str]:
        return [info.source for info in (*self.infos, *([self.quality_info] if self.quality_info else []))]

    @property
    def quality_story(self) -> str:
        """The quality layer and how it is read, for the log."""
        if self.quality is None or self.quality_info is None:
            return tr("no quality layer")
        return tr(
            "quality layer: {label}, band {band}, read as {kind}",
            label=self.quality_info.label,
            band=self.quality.band,
            kind=self.quality.kind,
        )

    def part_of(self, band: Known) -> tuple[int, int]:
        """Returns the index of the file of a band, from 0, and its band number in that file, from 1."""
        number = band.number
        for place, info in enumerate(self.infos):
            if number <= info.bands:
                return place, number
            number -= info.bands
        raise IndexError(band.number)

    def stored_scale(self, band: Known, reader: RasterReader, run: Run) -> tuple[Scale, str]:
        """Returns the scale of one band to reflectance or kelvin, and the unit: from the file, the product, or the
        values.

        Raises
        ------
        InputError
            If the band has no valid pixel.
        """
        place, number = self.part_of(band)
        info = self.infos[place]
        factor, offset = info.scales[number - 1], info.offsets[number - 1]
        # MOD09 files state the inverse, 10000.
        stated = (factor, offset) != (1.0, 0.0) and 0 < factor <= 1
        known = self.sensor is not None and info.dtype[0] in "iu" and self.sensor.named(band.name) is not None
        if stated or not known or self.sensor is None:
            return found_scale(reader, [number], run)
        if band.thermal:
            usable = self.sensor.thermal is not None and info.dtype == "uint16"
            return (
                (self.sensor.thermal, KELVIN) if usable and self.sensor.thermal else found_scale(reader, [number], run)
            )
        if self.sensor.id.startswith("landsat"):
            # Older collections and most exports hold reflectance x 10000 as int16; level 1 has a scale of its own.
            usable = info.dtype == "uint16" and not re.search(r"_L1(TP|GT|GS)_", info.source)
            return (
                (self.sensor.scale, REFLECTANCE) if usable and self.sensor.scale else found_scale(reader, [number], run)
            )
        if self.sensor.id == "sentinel-2":
            return self._sentinel_scale(info, run), REFLECTANCE
        return (self.sensor.scale, REFLECTANCE) if self.sensor.scale else found_scale(reader, [number], run)

    def reader(self, place: int) -> MaskedReader:
        """Returns a reader of one file; fill, values out of range and pixels hidden by the quality layer are masked."""
        info = self.infos[place]
        quality = self.quality_on(info.grid)
        return MaskedReader(info, quality, self._limits(place))

    def quality_on(self, grid: Grid) -> AlignedReader | None:
        """Returns the quality layer on a grid; a pixel is hidden if its value is above `_MOST_HIDDEN`."""
        if self.quality is None or self.quality_info is None:
            return None
        finer = pixel_ratio(self.quality_info.grid, grid) > 1.5
        reader = QualityReader(self.quality_info, self.quality)
        return AlignedReader(reader, grid, (1,), "average" if finer else "nearest", raw=True)

    def _find_quality(self, choice: ImageChoice, flags: QualityChoice) -> None:
        if choice.quality:
            self.quality_info = describe(choice.quality)
            if overlap(self.grid, self.quality_info.grid) == 0:
                raise InputError(
                    "{role}: its quality raster {label} does not overlap it; choose that of the same image.",
                    role=self.title,
                    label=self.quality_info.label,
                )
            self.quality = make_quality(self.quality_info, choice.kind, flags.values, flags.snow, flags.water)
            return
        for info in self.infos:
            if find_band(info):
                self.quality_info = info
                self.quality = make_quality(info, AUTO, "", flags.snow, flags.water)
                return

    def _own_quality_bands(self) -> set[int]:
        """Returns the numbers of quality bands in the image, which are not fused."""
        numbers, before = set(), 0
        for info in self.infos:
            found = find_band(info)
            if found:
                numbers.add(before + found[1])
            before += info.bands
        return numbers

    def _limits(self, place: int) -> dict[int, Limits]:
        info, sensor = self.infos[place], self.sensor
        if sensor is None or info.dtype[0] not in "iu":
            return {}
        fill = sensor.fill if info.nodata is None else ()
        limits = {}
        for band in self.bands:
            part, number = self.part_of(band)
            if part == place and sensor.named(band.name) is not None:
                limits[number] = Limits(fill, None if band.thermal else sensor.valid)
        return limits

    def _sentinel_scale(self, info: RasterInfo, run: Run) -> Scale:
        match = _BASELINE.search(info.source)
        stated = f"{match[1]}.{match[2]}" if match else info.tags.get("PROCESSING_BASELINE", "")
        if re.match(r"\d", stated):
            shifted = float(stated) >= 4
            return Scale(
                0.0001, -0.1 if shifted else 0.0, tr("Sentinel-2, processing baseline {stated}", stated=stated)
            )
        if self.date and self.date >= _OFFSET_SINCE:
            run.warn(
                "{role}: {label} does not say its processing baseline; since 04.00 (January 2022) "
                "Sentinel-2 products add 1000. If this one does, state the scale 0.0001-0.1.",
                role=self.title,
                label=info.label,
            )
        return Scale(0.0001, 0.0, later("reflectance x 10000, as the product has it"))


@dataclass(frozen=True)
class Limits:
    """Stored values that are no measurement: fill values, and values outside the valid range."""

    fill: Sequence[float]
    valid: tuple[float, float] | None

    def allow(self, stored: NDArray[np.float32]) -> NDArray[np.bool_]:
        allowed = ~np.isin(stored, self.fill)
        if self.valid is not None:
            allowed &= (stored >= self.valid[0]) & (stored <= self.valid[1])
        return np.asarray(allowed)


class MaskedReader(RasterReader):
    """A raster whose pixels are invalid where a quality layer hides them; masked before any resampling.

    Parameters
    ----------
    info : RasterInfo
    quality : AlignedReader or None
        On the raster's own grid; see `Product.quality_on`.
    limits : dict of int to Limits
        By band number.
    """

    def __init__(self, info: RasterInfo, quality: AlignedReader | None, limits: dict[int, Limits]) -> None:
        super().__init__(info)
        self._quality, self._limits = quality, limits

    def read(
        self, window: Window, bands: Sequence[int], raw: bool = False
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        values, valid = super().read(window, bands, raw)
        for place, band in enumerate(bands):
            if band in self._limits:
                valid[place] &= self._limits[band].allow(values[place])
        if self._quality is not None:
            valid &= ~hidden(self._quality, window)
        values[~valid] = 0
        return values, valid

    def close(self) -> None:
        super().close()
        if self._quality is not None:
            self._quality.close()


def hidden(quality: AlignedReader, window: Window) -> NDArray[np.bool_]:
    """Returns where a quality layer hides pixels, shape (rows, cols); outside its extent it hides nothing."""
    values, inside = quality.read(window)
    return np.asarray(inside[0] & (values[0] > _MOST_HIDDEN))
