"""How the images of a run are read: scales, masks and limits, chosen for all of them together and reported in the log."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date

from ..products.description import ImageDescription, level_1
from ..products.masked import MaskedReader, Rules, masking_rules, outside_warning
from ..products.quality import AUTO, QualityReader, find_band, make_quality
from ..products.sampling import Sample
from ..products.scale_choice import Chosen, ScaledImage, choose_scales, understood
from ..products.scaling import AnyScale, Scale
from ..rasters.align import AlignedReader
from ..rasters.grid import Grid
from ..rasters.raster import RasterInfo, RasterReader
from ..run import Run
from ..words import named
from .layers import RasterLayer
from .pairing import Image

FINE, COARSE = "fine", "coarse"


@dataclass(frozen=True)
class Wanted:
    """One image to be read.

    Attributes
    ----------
    image : Image
    side : str
        `FINE` or `COARSE`, for the log.
    description : ImageDescription
    bands : tuple of int
        In the order of the matched bands of all images.
    typed : Scale or None
    date : date or None
    """

    image: Image
    side: str
    description: ImageDescription
    bands: tuple[int, ...]
    typed: Scale | None = None
    date: date | None = None


@dataclass(frozen=True)
class Reading:
    """How one image is read."""

    wanted: Wanted
    chosen: Chosen
    rules: Rules

    @property
    def scale(self) -> AnyScale:
        """Scale from stored values to the units of methods."""
        return self.chosen.method_scale

    @property
    def scales(self) -> tuple[Scale, ...]:
        """The same, for each band."""
        return self.chosen.method_scales

    def layer(self, grid: Grid, resampling: str, run: Run) -> RasterLayer:
        """Returns the image on a grid, in the units of methods, masked."""
        info = self.wanted.description.info

        def tell(value: float) -> None:
            if not self.rules.fill_told:
                run.warn(outside_warning(_scaled(self.wanted), value))

        reader = MaskedReader(info, None, self.rules.limits, self.rules.empty, tell)
        return RasterLayer(AlignedReader(reader, grid, self.wanted.bands, resampling), self.scale)


def _scaled(wanted: Wanted, reader: RasterReader | None = None) -> ScaledImage:
    info = wanted.description.info
    return ScaledImage(
        wanted.image.role, wanted.description, wanted.bands, reader or RasterReader(info), wanted.typed, wanted.date
    )


def readings_of(images: Sequence[Wanted], run: Run, known: Sequence[Reading] = (), log: bool = True) -> list[Reading]:
    """Choose scales and masks of all images together.

    Parameters
    ----------
    images : sequence of Wanted
    run : Run
    known : sequence of Reading
        Readings of images of the same run that are already open; their scales are not changed.
    log : bool
        Whether to report how the images were interpreted.

    Raises
    ------
    InputError
        If an image has no valid pixel, or images hold different quantities.
    """
    with ExitStack() as closing:
        scaled = []
        for wanted in images:
            scaled.append(_scaled(wanted, RasterReader(wanted.description.info)))
            closing.callback(scaled[-1].reader.close)
        fixed = [(_scaled(one.wanted), one.chosen) for one in known]
        chosen = choose_scales(scaled, run, fixed)
    found = []
    for wanted, one, made in zip(images, scaled, chosen):
        rules = masking_rules(one, made)
        for text in rules.warnings:
            run.warn(text)
        if level_1(wanted.description):
            run.warn(
                "{role}: {label} is a level-1 product: top-of-atmosphere reflectance or radiance, not surface "
                "reflectance.",
                role=named(wanted.image.role),
                label=wanted.description.info.label,
            )
        found.append(Reading(wanted, made, rules))
    if log:
        report(found, run)
    return found


def report(readings: Sequence[Reading], run: Run) -> None:
    """Report in the log how images were interpreted; images with the same interpretation share one line."""
    groups: dict[tuple[str, str], list[Reading]] = {}
    for reading in readings:
        text = understood(_scaled(reading.wanted), reading.chosen)
        groups.setdefault((reading.wanted.side, text), []).append(reading)
    for (side, text), members in groups.items():
        count = len(members)
        if side == FINE and count == 1:
            run.info("1 fine image: {text}.", text=text)
        elif side == FINE:
            run.info("{count} fine images: {text}.", count=count, text=text)
        elif count == 1:
            run.info("1 coarse image: {text}.", text=text)
        else:
            run.info("{count} coarse images: {text}.", count=count, text=text)


def mask_layer(image: Image, info: RasterInfo, grid: Grid, run: Run) -> AlignedReader:
    """Returns the mask of an image on a grid: a raster that is not 0 where the image is masked, or a quality layer."""
    if find_band(info) is None:
        return AlignedReader(RasterReader(info), grid, (1,), "nearest", raw=True)
    quality = make_quality(info, AUTO, "", True, False)
    run.info(
        "The mask of {role}, {label}, is a quality layer; it is read as {kind}: clouds, shadows, snow and fill are masked.",
        role=image.title,
        label=info.label,
        kind=quality.kind,
    )
    return AlignedReader(QualityReader(info, quality), grid, (1,), "nearest", raw=True)


def joined(readings: Sequence[Reading]) -> Reading:
    """Joins readings of single bands of one image."""
    first = readings[0]
    samples = [one.chosen.sample for one in readings]
    sample = Sample(
        tuple(band for one in samples for band in one.bands), tuple(fill for one in samples for fill in one.fills)
    )
    return Reading(
        replace(first.wanted, bands=tuple(band for one in readings for band in one.wanted.bands)),
        Chosen([scale for one in readings for scale in one.chosen.scales], sample),
        Rules(
            {band: limit for one in readings for band, limit in one.rules.limits.items()},
            fill_told=any(one.rules.fill_told for one in readings),
        ),
    )
