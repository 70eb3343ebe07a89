"""An image as delivered in a product: one raster or one per band, its sensor, bands and quality layer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ..dates import find_date
from ..errors import InputError
from ..rasters.align import AlignedReader, overlap, pixel_ratio
from ..rasters.grid import Grid
from ..rasters.raster import RasterInfo, RasterReader, describe
from ..rasters.tags import dating_tags
from ..words import named, tr
from .band_matching import Known, identify
from .description import ImageDescription
from .masked import Limits, MaskedReader
from .quality import AUTO, Quality, QualityReader, find_band, make_quality
from .scale_choice import ScaledImage
from .sensors import Sensor, find_sensor, sensor_named


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
    """What a quality layer masks in addition to clouds, shadows and fill; `values` as in `quality.parse_values`."""

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
            filter(None, (find_date(info.source, dating_tags(info.source, info.tags)) for info in self.infos)), None
        )
        self.quality: Quality | None = None
        self.quality_info: RasterInfo | None = None
        self._find_quality(choice, flags)
        own = self._own_quality_bands()
        self.bands = [band for band in identify(self.infos, self.sensor) if band.number not in own]
        if not self.bands:
            raise InputError(
                "{role}: {label} contains only quality layers; choose the image itself.",
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

    def scaled(self, band: Known, reader: RasterReader) -> ScaledImage:
        """Returns one band for the choice of its scale; `reader` is that of its file."""
        place, number = self.part_of(band)
        image = ImageDescription(self.infos[place], self.sensor, (replace(band, number=number),))
        return ScaledImage(self.role, image, (number,), reader, date=self.date)

    def reader(self, place: int) -> MaskedReader:
        """Returns a reader of one file; fill, values out of range and pixels hidden by the quality layer are masked."""
        info = self.infos[place]
        quality = self.quality_on(info.grid)
        return MaskedReader(info, quality, self._limits(place))

    def quality_on(self, grid: Grid) -> AlignedReader | None:
        """Returns the quality layer on a grid; a pixel is hidden if its value is above `masked.MOST_HIDDEN`."""
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
                    "{role}: its quality layer {label} does not overlap it; choose the quality layer of the same "
                    "image.",
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
