"""Coregistration: estimates the sub-pixel shift of a coarse image relative to a fine one, and corrects it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..errors import InputError
from ..fusion.fuse import check_output
from ..products.band_matching import Known, match_bands
from ..products.product import ImageChoice, Product, QualityChoice
from ..products.scaling import Scale, storage_like
from ..products.stack import Stack
from ..rasters.align import AlignedReader, pixel_ratio
from ..rasters.grid import Grid, Window
from ..rasters.nested import USUAL_RATIO
from ..rasters.raster import RasterReader, RasterWriter
from ..rasters.stored import StoredReader
from ..run import Run
from ..runtime.version import version
from ..words import tr
from .pair_grids import check_overlap
from .shift import LEAST, Patch, Shift, best_start, by_phase, correlation, refined
from .shift_samples import Images, jacobian_at, patches_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

CORRELATION, PHASE = "correlation", "phase"
METHODS = (CORRELATION, PHASE)
GEOREFERENCE, RESAMPLE, MEASURE = "georeference", "resample", "measure only"
APPLY = (GEOREFERENCE, RESAMPLE, MEASURE)
WIDEST = 8.0  # maximum search distance in coarse pixels

_ON_FINE_GRID = 1.5  # a coarse image with pixels smaller than this many fine ones is already on the fine grid
_SWAPPED = 0.7
_AGREE = 0.25  # maximum difference, in coarse pixels, between the shift of a part and that of the whole
_FEWEST_PARTS = 4
_BLOCK = 512


@dataclass(frozen=True)
class Coregistration:
    """Options of a coregistration.

    Attributes
    ----------
    fine, coarse : ImageChoice
    method : str
        One of `METHODS`.
    bands : str
        See `core.products.band_matching.match_bands`; a single number selects the band of that number in both.
    largest : float
        Maximum shift in coarse pixels, along rows and columns.
    ratio : float
        Resolution ratio: fine pixels along a pixel of the coarse sensor; 0 measures it.
    apply : str
        One of `APPLY`.
    least : float
        Minimum confidence; below it the image is not moved.
    resampling : str
        Used for `RESAMPLE`.
    """

    fine: ImageChoice
    coarse: ImageChoice
    method: str = CORRELATION
    bands: str = ""
    largest: float = 2.0
    ratio: float = 0.0
    apply: str = GEOREFERENCE
    least: float = 0.3
    resampling: str = "cubic"

    @property
    def writes(self) -> bool:
        """Whether an output image is written."""
        return self.apply != MEASURE


@dataclass(frozen=True)
class FoundShift:
    """The estimated shift: how far the coarse image has to be moved.

    Attributes
    ----------
    x, y : float
        Map units of the coarse image.
    cols, rows : float
        Fine pixels, to the right and down.
    confidence : float
        0 to 1: the correlation at the shift, times the fraction of the scene's parts whose own best shift agrees.
    correlation : float
        Correlation of both images at the shift.
    spread : float
        Expected error in fine pixels, from the differences between parts; NaN if there are too few parts.
    applied : bool
    output : Path or None
    """

    x: float
    y: float
    cols: float
    rows: float
    confidence: float
    correlation: float
    spread: float
    applied: bool = False
    output: Path | None = None
    date: date | None = None


@dataclass(frozen=True)
class CoregistrationPlan:
    """Both products and the bands to compare; based on headers only."""

    fine: Product
    coarse: Product
    pairs: list[tuple[Known, Known]]
    ratio: float

    @property
    def sources(self) -> list[str]:
        return [*self.fine.sources, *self.coarse.sources]


def plan_coregistration(wanted: Coregistration) -> CoregistrationPlan:
    """Check everything that can be checked from headers. Reads no pixel.

    Raises
    ------
    InputError
        With one sentence: what is wrong, where, and what to do.
    """
    for what, value, choices in ((tr("Method"), wanted.method, METHODS), (tr("Apply"), wanted.apply, APPLY)):
        if value not in choices:
            raise InputError(
                "{what} is '{value}'; choose one of: {choices}.", what=what, value=value, choices=", ".join(choices)
            )
    if not 0 < wanted.largest <= WIDEST:
        raise InputError(
            "Maximum shift is {largest:g} coarse pixels; enter more than 0 and not more than {widest:g}.",
            largest=wanted.largest,
            widest=WIDEST,
        )
    fine, coarse = Product(wanted.fine, QualityChoice()), Product(wanted.coarse, QualityChoice())
    check_overlap(fine, coarse)
    ratio = pixel_ratio(fine.grid, coarse.grid)
    if not math.isfinite(ratio) or ratio < _SWAPPED:
        raise InputError("The coarse image has smaller pixels than the fine one; they may be swapped.")
    text = wanted.bands.strip()
    pairs = match_bands(fine.bands, coarse.bands, wanted=f"{text}:{text}" if text.isdigit() else text)
    return CoregistrationPlan(fine, coarse, pairs, ratio)


def coregister(wanted: Coregistration, output: str | Path | None = None, run: Run | None = None) -> FoundShift:
    """Estimate the shift of the coarse image relative to the fine one, and write the shifted coarse image.

    Parameters
    ----------
    wanted : Coregistration
    output : path, optional
        GeoTIFF for the coarse image; not needed if the shift is only measured.
    run : Run, optional

    Raises
    ------
    InputError
        If the images have too few common pixels, or the output cannot be written. No incomplete file is left.
    Cancelled
    """
    run = run or Run()
    plan = plan_coregistration(wanted)
    path = None
    if wanted.writes:
        if output is None:
            raise InputError(
                "The output is missing; choose where to save the shifted image, or set Apply to measure only."
            )
        path = check_output(output, plan.sources)
    reading, finding, checking, writing = run.steps(
        Reading_samples=3, Finding_the_shift=4, Looking_at_parts=2, Writing=1 if path else 0.01
    )
    with ExitStack() as closing:
        images = _images(wanted, plan, closing, run)
        patches = patches_of(images, wanted.largest, reading)
    reading.progress(1)
    count = sum(np.count_nonzero(patch.usable_at((0.0, 0.0))) for patch in patches)
    if count < LEAST:
        raise InputError(
            "{fine} and {coarse} have only {count} whole, valid coarse pixels in common, but at least {least} "
            "are required; check masks and nodata values, or choose larger or clearer images.",
            fine=plan.fine.label,
            coarse=plan.coarse.label,
            count=count,
            least=LEAST,
        )
    shift = _found(wanted, patches, finding)
    finding.progress(1)
    found = _judged(wanted, plan, images, patches, shift, checking)
    checking.progress(1)
    names = ", ".join(first.title for first, _ in plan.pairs)
    run.info(
        "Compared: {count} patches of the scene, bands {names}, resolution ratio {ratio:.2f}.",
        count=len(patches),
        names=names,
        ratio=images.ratio,
    )
    spread = "" if math.isnan(found.spread) else tr(", expected error {spread:.2f} fine pixels", spread=found.spread)
    run.info(
        "Shift of the coarse image: {cols:+.3f} fine pixels to the right and {rows:+.3f} down ({x:+.8g}, "
        "{y:+.8g} map units); correlation {correlation:.3f}, confidence {confidence:.2f}{spread}.",
        cols=found.cols,
        rows=found.rows,
        x=found.x,
        y=found.y,
        correlation=found.correlation,
        confidence=found.confidence,
        spread=spread,
    )
    applied = found.confidence >= wanted.least
    if not applied:
        run.warn(
            "The confidence {confidence:.2f} is below {least:g}: the shift is uncertain{written}; use other "
            "bands or masks, a larger maximum shift, or clearer images.",
            confidence=found.confidence,
            least=wanted.least,
            written="" if path is None else tr("; the image is written without a correction"),
        )
    if path is None:
        return replace(found, date=plan.coarse.date)
    moved = replace(found, x=0.0, y=0.0) if not applied else found
    _write(wanted, plan, moved, found, path, writing)
    return replace(found, applied=applied, output=path, date=plan.coarse.date)


def _images(wanted: Coregistration, plan: CoregistrationPlan, closing: ExitStack, run: Run) -> Images:
    ratio, step = wanted.ratio or plan.ratio, 1
    if plan.ratio < _ON_FINE_GRID:
        if not wanted.ratio:
            run.warn(
                "The coarse image is on the fine grid, so that the size of a coarse pixel is not known; "
                "resolution ratio {usual_ratio} is assumed. Set the ratio if it is different.",
                usual_ratio=USUAL_RATIO,
            )
            ratio = float(USUAL_RATIO)
        # Less than a coarse pixel: samples then lie at all positions within a coarse pixel, so that the blur of the
        # earlier resampling, which depends on the position, causes no bias in any direction.
        step = max(1, round(0.75 * ratio / plan.ratio))
    fine, coarse = (
        Stack(product, [pair[side] for pair in plan.pairs], closing)
        for side, product in enumerate((plan.fine, plan.coarse))
    )
    grids = plan.fine.grid, plan.coarse.grid
    return Images(fine.on(grids[0], "nearest"), coarse.on(grids[1], "nearest"), *grids, ratio, step)


def _found(wanted: Coregistration, patches: Sequence[Patch], run: Run) -> Shift:
    if wanted.method == PHASE:
        return by_phase(patches, wanted.largest, run)
    searching, refining = run.steps(Searching=3, Refining=2)
    start = best_start(patches, wanted.largest, searching)
    return refined(patches, start, refining)[0]


def _judged(
    wanted: Coregistration,
    plan: CoregistrationPlan,
    images: Images,
    patches: Sequence[Patch],
    shift: Shift,
    run: Run,
) -> FoundShift:
    """Returns the shift with its confidence and expected error."""
    value = correlation(patches, [patch.usable_at(shift) for patch in patches], shift, smooth=True)
    parts = list(patches) if len(patches) >= _FEWEST_PARTS else [part for patch in patches for part in patch.parts()]
    others = []
    for number, part in enumerate(parts):
        if np.count_nonzero(part.usable_at(shift)) >= _FEWEST_PARTS**2:
            others.append(refined([part], shift, run)[0])
        run.progress((number + 1) / len(parts))
    away = np.array(others).reshape(-1, 2) - shift
    agreeing = np.abs(away).max(axis=1) <= _AGREE if len(away) else np.zeros(0, bool)
    confidence = max(value, 0.0) * (float(agreeing.mean()) if len(away) else 0.5)
    if max(map(abs, shift)) > wanted.largest - 0.01:
        run.warn(
            "The shift is at the limit of the search, {largest:g} coarse pixels; it may be larger.",
            largest=wanted.largest,
        )
        confidence = 0.0
    place = plan.coarse.grid.rows / 2, plan.coarse.grid.cols / 2
    fine_shift = jacobian_at(plan.coarse.grid, plan.fine.grid, *place) @ np.array(shift) * images.step
    spread = math.nan
    if agreeing.sum() >= _FEWEST_PARTS:
        error = away[agreeing].std(axis=0, ddof=1) / math.sqrt(agreeing.sum())
        spread = float(np.hypot(*error)) * images.ratio
    a, b, _, d, e, _ = plan.coarse.grid.transform
    down, right = shift[0] * images.step, shift[1] * images.step
    return FoundShift(
        x=a * right + b * down,
        y=d * right + e * down,
        cols=float(fine_shift[1]),
        rows=float(fine_shift[0]),
        confidence=confidence,
        correlation=value,
        spread=spread,
    )


def _moved(grid: Grid, x: float, y: float) -> Grid:
    a, b, c, d, e, f = grid.transform
    return replace(grid, transform=(a, b, c + x, d, e, f + y))


def _write(
    wanted: Coregistration, plan: CoregistrationPlan, moved: FoundShift, found: FoundShift, path: Path, run: Run
) -> None:
    """Write all bands of the coarse image: as stored on a moved grid, or resampled from there to the original grid."""
    read = plan.coarse.infos[0]
    info = read.of_bands(range(1, read.bands + 1))  # in the type that holds all bands
    storage = storage_like(info, Scale(1.0))
    grid = _moved(info.grid, moved.x, moved.y)
    resample = wanted.apply == RESAMPLE and grid != info.grid
    nodata = storage.nodata if resample or info.nodata is not None or info.dtype.startswith("float") else None
    tags = {key: text for key, text in info.tags.items() if not key.startswith(("AREA_OR_POINT", "STATISTICS_"))}
    tags |= {
        "TIFFTAG_SOFTWARE": f"STFusion {version()}",
        "STFUSION_TOOL": "coregister",
        "STFUSION_SHIFT": f"{moved.x:.9g} {moved.y:.9g} map units, confidence {found.confidence:.3f}",
    }
    if plan.coarse.date:
        tags["ACQUISITION_DATE"] = plan.coarse.date.isoformat()
    bands = tuple(range(1, info.bands + 1))
    target = info.grid if resample else grid
    windows = list(target.blocks(_BLOCK))
    with ExitStack() as stack:
        reader = StoredReader(info)
        stack.callback(reader.close)
        aligned = AlignedReader(RasterReader(replace(info, grid=grid)), target, bands, wanted.resampling)
        stack.callback(aligned.close)
        file = stack.enter_context(RasterWriter(path, target, info.names, info.dtype, nodata, tags, info))
        for number, window in enumerate(windows):
            run.check()
            if resample:
                values, valid = aligned.read(window)
                planes = [storage.stored(values[band, None], valid[band]) for band in range(info.bands)]
                file.write(window, np.concatenate(planes))
            else:
                file.write(window, _whole(reader, window, bands, nodata))
            run.progress((number + 1) / len(windows))


def _whole(reader: StoredReader, window: Window, bands: Sequence[int], nodata: float | None) -> NDArray[np.generic]:
    """Returns stored pixels; those invalid only by a mask of the file are set to nodata, if there is such a value."""
    stored, known = reader.read_stored(window, bands)
    if nodata is not None and not known.all():
        stored = np.where(known, stored, np.asarray(nodata, stored.dtype))
    return np.asarray(stored)
