"""Input images of field delineation: one very fine image, and a dated series on a grid of pixels 8 times as large."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from ..errors import InputError
from ..learning.images import filled, mirrored
from ..products.description import describe_image
from ..products.scaling import Scale, parse_scale
from ..rasters.align import AlignedReader, overlap, pixel_ratio
from ..rasters.georeference import check_placed
from ..rasters.grid import Grid, Window
from ..rasters.raster import RasterInfo, RasterReader, describe
from ..run import Run
from ..scenes.bands import follow
from ..scenes.layers import RasterLayer
from ..scenes.pairing import Image
from ..scenes.readings import COARSE, Reading, Wanted, readings_of
from ..series.images import by_date
from ..words import tr

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The network joins features of both images at levels that match for this ratio only.
RATIO = 8
_LEAST_DATES = 2
_FAR = 2.0  # tolerated factor between the resolution ratio of the series and `RATIO` without a warning
_CUT = (0.02, 0.98)  # quantiles between which the very fine image is stretched
_SAMPLES = 16


@dataclass(frozen=True)
class ParcelInputs:
    """Inputs chosen by the user: very fine image, series, and its scale (see `core.products.scaling.parse_scale`)."""

    fine: Image
    series: tuple[Image, ...]
    scale: str = "auto"


@dataclass(frozen=True)
class ParcelPlan:
    """Inputs that passed all checks without pixel values; the series is in the order of its dates."""

    fine: RasterInfo
    series: tuple[RasterInfo, ...]
    dates: tuple[date, ...]
    scale: Scale | None
    warnings: tuple[str, ...]
    images: tuple[Image, ...]  # of the series


@dataclass(frozen=True)
class ParcelScene:
    """The opened images.

    Attributes
    ----------
    grid : Grid
        Grid of the very fine image.
    coarse : Grid
        Nested grid, with `RATIO` fine pixels along a pixel.
    fine : RasterLayer
        Stored values.
    series : tuple of RasterLayer
        Physical values, on the coarse grid.
    lowest, highest : ndarray, shape (bands, 1, 1)
        Values of the very fine image that are stretched to 0 and 1.
    """

    grid: Grid
    coarse: Grid
    info: RasterInfo
    dates: tuple[date, ...]
    fine: RasterLayer
    series: tuple[RasterLayer, ...]
    lowest: NDArray[np.float32]
    highest: NDArray[np.float32]
    sources: tuple[str, ...]
    series_bands: int

    @property
    def bands(self) -> tuple[str, ...]:
        return tuple(name or f"Band {number}" for number, name in enumerate(self.info.names, 1))

    @property
    def whole(self) -> Window:
        """Window of the fine pixels of all coarse ones; larger than the image if that is not a multiple of them."""
        return Window(0, 0, RATIO * self.coarse.rows, RATIO * self.coarse.cols)

    def read(self, window: Window) -> dict[str, NDArray[np.float32]]:
        """Returns the network inputs for a window of whole coarse pixels, which may extend beyond the scene.

        Returns
        -------
        dict
            ``fine`` (bands, rows, cols) and ``series`` (dates, bands, rows / 8, cols / 8), from about 0 to 1, with the
            mean of the band where there is no value, and ``known`` (1, rows, cols): 1 where the very fine image is
            valid.
        """
        values, known = mirrored(self.fine.read, self.grid.window, window)
        stretched = np.clip((values - self.lowest) / (self.highest - self.lowest), 0, 1).astype(np.float32)
        part = Window(window.row // RATIO, window.col // RATIO, window.rows // RATIO, window.cols // RATIO)
        dates = [filled(*mirrored(layer.read, self.coarse.window, part)) for layer in self.series]
        return {
            "fine": filled(stretched, known),
            "series": np.stack(dates),
            "known": known[None].astype(np.float32),
        }

    def close(self) -> None:
        for layer in (self.fine, *self.series):
            layer.close()


def plan_parcels(inputs: ParcelInputs) -> ParcelPlan:
    """Check everything that can be checked from headers and names. Reads no pixel.

    Raises
    ------
    InputError
        With one sentence: what is wrong, where, and what to do.
    """
    fine = describe(inputs.fine.source)
    images, warnings = by_date(inputs.series, "series")
    if len(images) < _LEAST_DATES:
        raise InputError(
            "The series has {count} dated images, but at least {least_dates} are required; add dates, or add the "
            "dates to the file names, such as _20150714.",
            count=len(images),
            least_dates=_LEAST_DATES,
        )
    infos = [describe(image.source) for image in images.values()]
    for image, info in zip(images.values(), infos):
        if info.bands != infos[0].bands:
            raise InputError(
                "{role} has {bands} bands, but the first image of the series has {wanted}; all must have the "
                "same bands.",
                role=image.title,
                bands=info.bands,
                wanted=infos[0].bands,
            )
        warnings += _check_place(fine, image, info)
    ratio = pixel_ratio(fine.grid, infos[0].grid)
    if math.isfinite(ratio) and not RATIO / _FAR <= ratio <= RATIO * _FAR:
        warnings.append(
            tr(
                "A pixel of the series is {ratio:.1f} pixels of the very fine image wide; the network requires "
                "{wanted}, and the series is resampled to it.",
                ratio=ratio,
                wanted=RATIO,
            )
        )
    return ParcelPlan(
        fine, tuple(infos), tuple(images), parse_scale(inputs.scale)[1], tuple(warnings), tuple(images.values())
    )


def open_parcels(inputs: ParcelInputs, run: Run) -> ParcelScene:
    """Open the images, and report in the log how they were interpreted.

    Raises
    ------
    InputError
        As for `plan_parcels`; and if no pixel is valid.
    """
    made = plan_parcels(inputs)
    for text in made.warnings:
        run.warn(text)
    grid, first = made.fine.grid, made.series[0]
    coarse = grid.coarser(RATIO)
    numbers = tuple(range(1, first.bands + 1))
    described = [(image, describe_image(info)) for image, info in zip(made.images, made.series)]
    wanted = [
        Wanted(image, COARSE, about, follow(described[0], numbers, (image, about)), made.scale, day)
        for (image, about), day in zip(described, made.dates)
    ]
    readings = readings_of(wanted, run)

    def layer(reading: Reading) -> RasterLayer:
        finer = pixel_ratio(coarse, reading.wanted.description.info.grid) < 0.95
        return reading.layer(coarse, "average" if finer else "bilinear", run)

    every = tuple(range(1, made.fine.bands + 1))
    fine = RasterLayer(AlignedReader(RasterReader(made.fine), grid, every, "nearest"), Scale(1.0))
    lowest, highest = _stretch(fine, grid)
    days = ", ".join(str(day) for day in made.dates)
    run.info(
        "Very fine image: {label}. Series of {count} dates: {days}; scale x {scale}.",
        label=made.fine.label,
        count=len(made.dates),
        days=days,
        scale=readings[0].scale,
    )
    return ParcelScene(
        grid, coarse, made.fine, made.dates, fine, tuple(layer(reading) for reading in readings), lowest, highest,
        (made.fine.source, *(info.source for info in made.series)), first.bands,
    )  # fmt: skip


def _check_place(fine: RasterInfo, image: Image, info: RasterInfo) -> list[str]:
    check_placed(fine.grid, tr("The very fine image"), info.grid, image.title)
    share = overlap(fine.grid, info.grid)
    if share == 0:
        raise InputError(
            "The very fine image and {role} do not overlap; choose images of the same area, or assign the correct CRS.",
            role=image.title,
        )
    ratio = pixel_ratio(fine.grid, info.grid)
    if math.isfinite(ratio) and ratio < 1:
        raise InputError(
            "{role} has smaller pixels than the very fine image ({times:.1f} times); they may be swapped.",
            role=image.title,
            times=1 / ratio,
        )
    return (
        [tr("{role} covers only {share:.0%} of the very fine image.", role=image.title, share=share)]
        if share < 0.5
        else []
    )


def _stretch(fine: RasterLayer, grid: Grid) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Returns the limits of the stretch of each band, from windows spread over the image."""
    windows = list(grid.blocks(256))
    parts = []
    for window in windows[:: max(1, len(windows) // _SAMPLES)]:
        values, known = fine.read(window)
        parts.append(values[:, known])
    kept = np.concatenate(parts, axis=1)
    if not kept.shape[1]:
        raise InputError("The very fine image has no valid pixel; check its nodata value.")
    low, high = np.quantile(kept.astype(np.float64), _CUT, axis=1)
    high = np.where(high > low, high, low + np.maximum(np.abs(low), 1e-3))
    return low.astype(np.float32)[:, None, None], high.astype(np.float32)[:, None, None]
