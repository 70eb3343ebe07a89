"""Accuracy of a prediction on disk compared with a reference: scales, grids, masks, and notes for the user."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from ..fusion.guesses import Verdict, simple_guesses, verdict
from ..products.composites import colour_bands
from ..products.description import describe_image
from ..products.masked import MaskedReader, Rules, masking_rules
from ..products.scale_choice import ScaledImage, choose_scales
from ..products.scaling import AnyScale, BandScales, Scale, band_factors, same_scale
from ..rasters.align import AlignedReader, pixel_ratio
from ..rasters.grid import Grid, Window
from ..rasters.raster import RasterInfo, RasterReader, describe
from ..run import Run
from ..words import tr
from .measure import Candidate, measure
from .plan import COARSE_1, COARSE_2, COARSE_TARGET, GUESS_IMAGES, AssessPlan
from .results import MEASURES, Accuracy, error_limit, mean_over_bands

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..fusion.guesses import Pixels

    Read = Callable[[Window], tuple[NDArray[np.float64], NDArray[np.bool_]]]
    Consume = Callable[[Window, NDArray[np.float64], NDArray[np.bool_]], None]

_INDICES = ("ndvi", "evi", "ndwi", "savi", "nbr")  # names of bands that contain no reflectance
PICTURE = 640  # longest edge of the maps in a report, in pixels


@dataclass(frozen=True)
class Assessment:
    """Result of comparing a prediction with a reference.

    Attributes
    ----------
    plan : AssessPlan
    accuracy : Accuracy
        Physical units.
    guesses : mapping of str to Accuracy
        Accuracy of the simple guesses that the inputs allow, by name; see `core.fusion.guesses`.
    scale : Scale or BandScales
        Scale of the reference: RMSE, MAE and bias are reported in its stored units.
    ergas_factor : float
        Fine over coarse pixel size; 1 if not known.
    ergas_reason : str
        Origin of `ergas_factor`.
    notes : tuple of str
        Notes that readers of the results need.
    others : mapping of str to Accuracy
        Accuracy of additional predictions of the same date, by name.
    """

    plan: AssessPlan
    accuracy: Accuracy
    guesses: Mapping[str, Accuracy]
    scale: AnyScale
    ergas_factor: float
    ergas_reason: str
    notes: tuple[str, ...]
    others: Mapping[str, Accuracy] = field(default_factory=dict)

    def stored(self, accuracy: Accuracy, key: str) -> NDArray[np.float64]:
        """Returns a metric for each band, in the stored units of the reference if it has units."""
        units = next(measure.unit for measure in MEASURES if measure.key == key)
        values: NDArray[np.float64] = getattr(accuracy, key)
        return values / band_factors(self.scale) if units == "stored" else values

    def overall(self, accuracy: Accuracy, key: str) -> float:
        """Returns the mean over bands of `stored`."""
        return mean_over_bands(self.stored(accuracy, key))

    def shared_rmse(self, accuracy: Accuracy) -> NDArray[np.float64]:
        """Returns the RMSE of each band, in stored units, over the pixels that all compared images have."""
        return accuracy.shared_rmse / band_factors(self.scale)

    @property
    def verdict(self) -> Verdict:
        """The prediction compared with the best simple guess."""
        errors = {name: mean_over_bands(self.shared_rmse(one)) for name, one in self.guesses.items()}
        return verdict(mean_over_bands(self.shared_rmse(self.accuracy)), errors)

    @property
    def verdict_line(self) -> str:
        """The verdict in one sentence, or what is missing for one."""
        if not self.guesses:
            return tr(
                "Not compared with simple guesses; to compare, choose the fine image of a pair, the coarse image of the target "
                "date, or both."
            )
        words = self.verdict.words
        if not words:
            return tr(
                "Not compared with simple guesses: no pixel is valid in the prediction and in all simple guesses."
            )
        return tr("{verdict}.", verdict=words)

    def shown_error(self) -> tuple[int, float]:
        """Returns the band, from 0, shown on the error map, and its colour limit in stored units of the reference."""
        pictures, band = self.accuracy.pictures, colour_bands(self.plan.names)[0]
        if pictures is None:
            return band, 1.0
        factors = np.broadcast_to(band_factors(self.scale), len(self.plan.names))
        difference = (pictures.prediction[band] - pictures.reference[band]) / factors[band]
        return band, error_limit([difference])

    @property
    def unit(self) -> str:
        """Stored unit of the reference, as text for an axis."""
        return unit_words(self.plan.infos["reference"], self.plan.bands["reference"], self.scale)

    @property
    def pixels(self) -> int:
        """Number of pixels compared in at least one band."""
        return int(self.accuracy.pixels.max())


def assess(
    plan: AssessPlan,
    run: Run | None = None,
    consume: Consume | None = None,
    block_size: int = 0,
    others: Mapping[str, str] | None = None,
) -> Assessment:
    """Compare the prediction, and the simple guesses that the inputs allow, with the reference.

    Parameters
    ----------
    plan : AssessPlan
    run : Run, optional
    consume : callable(Window, difference, known), optional
        Receives prediction minus reference in stored units of the reference, (bands, rows, cols), NaN where not known.
    block_size : int
        0 selects it automatically; the result does not depend on it.
    others : mapping of str to str, optional
        Additional predictions by name: rasters with grid, bands and scale of the first. If given, only pixels are
        compared that are valid in all predictions.

    Raises
    ------
    InputError
        If no pixel can be compared, or a file cannot be read.
    Cancelled
    """
    run = run or Run()
    for text in plan.warnings:
        run.warn(text)
    with ExitStack() as stack:
        reads, scales = _open(plan, stack, run)
        factor = np.abs(scales["reference"].factor)

        def stored(window: Window, difference: NDArray[np.float64], known: NDArray[np.bool_]) -> None:
            if consume is not None:
                consume(window, difference / factor, known)

        candidates = _candidates(plan, reads, scales, others or {}, stack)
        found = measure(
            reads["reference"], candidates, plan.grid, len(plan.names), run,
            common=bool(others), noise=plan.inputs.noise, quantum=_quantum(plan, scales), block_size=block_size, consume=stored,
        )  # fmt: skip
    accuracy = found[0]
    if not accuracy.pixels.any():
        raise InputError(
            "There is no pixel to compare: no unmasked pixel is valid in both prediction and reference. Check "
            "their nodata values, their georeference, and the mask."
        )
    ergas_factor, reason = _ergas_factor(plan)
    notes = (*plan.warnings, *_notes(plan, accuracy, scales))
    count = 1 + len(others or {})
    guesses, more = ({one.name: one for one in part} for part in (found[count:], found[1:count]))
    made = Assessment(plan, accuracy, guesses, scales["reference"], ergas_factor, reason, notes, more)
    if others is None:
        run.info(made.verdict_line)
    for text in notes[len(plan.warnings) :]:
        run.info(text)
    return made


def _candidates(
    plan: AssessPlan,
    reads: Mapping[str, Any],
    scales: Mapping[str, AnyScale],
    others: Mapping[str, str],
    stack: ExitStack,
) -> list[Candidate]:
    """Returns the prediction, others of the same date, and the simple guesses, in this order."""
    candidates = [Candidate("prediction", reads["prediction"], picture=PICTURE)]
    for name, source in others.items():
        aligned = aligned_to(plan.grid, describe(source), plan.bands["prediction"], stack)
        candidates.append(Candidate(name, physical_reader(aligned, scales["prediction"]), picture=PICTURE))
    guesses = _Guesses(plan, reads)
    return candidates + [
        Candidate(name, guesses.reader(name), windowed=False, guess=True) for name in guesses.available
    ]


class _Guesses:
    """Reads the simple guesses of an assessment window by window, each image once for a window; used in one thread."""

    def __init__(self, plan: AssessPlan, reads: Mapping[str, Read]) -> None:
        self._near, self._around = plan.near, plan.around
        pairs = [*([self._near] if self._near else []), *(self._around or ())]
        used = {COARSE_TARGET, *(role for pair in pairs for role in pair)}
        self._reads = {role: read for role, read in reads.items() if role in used}
        self._window: Window | None = None
        self._found: dict[str, Pixels] = {}

    @property
    def available(self) -> list[str]:
        nothing = np.zeros(1), np.zeros(1, bool)
        return list(self._made({role: nothing for role in self._reads}))

    def reader(self, name: str) -> Read:
        return lambda window: self._at(window)[name]

    def _at(self, window: Window) -> dict[str, Pixels]:
        if window != self._window:
            made = self._made({role: read(window) for role, read in self._reads.items()})
            self._found = {name: (np.where(valid, values, 0.0), valid) for name, (values, valid) in made.items()}
            self._window = window
        return self._found

    def _made(self, images: Mapping[str, Pixels]) -> dict[str, Pixels]:
        near = None if self._near is None else (images[self._near[0]], images.get(self._near[1]))
        around = self._around and tuple((images[fine], images[coarse]) for fine, coarse in self._around)
        return simple_guesses(images.get(COARSE_TARGET), near, around)


def physical_reader(
    aligned: AlignedReader, scale: AnyScale, mask: AlignedReader | None = None
) -> Callable[[Window], tuple[NDArray[np.float64], NDArray[np.bool_]]]:
    """Returns a reader of values in physical units (0 where invalid) and validity, both of shape (bands, rows, cols).

    It uses float64, so that differences of integers stay exact.
    """

    def read(window: Window) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        stored, valid = aligned.read(window)
        if mask is not None:
            hides, inside = mask.read(window)
            valid = valid & ~(inside[0] & (hides[0] != 0))
        return np.where(valid, stored.astype(np.float64) * scale.factor + scale.offset, 0.0), valid

    return read


def aligned_to(grid: Grid, info: RasterInfo, bands: Sequence[int], stack: ExitStack) -> AlignedReader:
    """Resamples a raster to a grid: bilinear, or means if the grid has larger pixels. Closed by the stack."""
    reader = AlignedReader(RasterReader(info), grid, bands, "bilinear")
    stack.callback(reader.close)
    return reader if reader.coincides else reader.on(grid)


def unit_words(info: RasterInfo, bands: Sequence[int], scale: AnyScale) -> str:
    """Returns the unit of stored values, as text for an axis."""
    stated = {info.units[band - 1] for band in bands} if info.units else {""}
    if len(stated) == 1 and (unit := stated.pop()):
        return unit
    if "kelvin" in scale.reason:
        return "K"
    if "8-bit" in scale.reason:
        return "8-bit values"
    if isinstance(scale, BandScales):
        return "stored values"
    if scale.offset == 0 and scale.factor < 1 and math.isclose(round(1 / scale.factor), 1 / scale.factor):
        names = [info.names[band - 1].lower() for band in bands]
        kind = "index" if names and all(any(index in name for index in _INDICES) for name in names) else "reflectance"
        return f"{kind} x {round(1 / scale.factor)}"
    return "stored values"


def _open(plan: AssessPlan, stack: ExitStack, run: Run) -> tuple[dict[str, Any], dict[str, AnyScale]]:
    mask = None
    if plan.inputs.mask:
        mask = AlignedReader(RasterReader(describe(plan.inputs.mask)), plan.grid, (1,), "nearest", raw=True)
        stack.callback(mask.close)
    scales, rules = _scales(plan, run)
    reads = {}
    for role, info in plan.infos.items():
        if role in GUESS_IMAGES:
            reads[role] = _guess_image(plan, role, scales[role], rules[role], stack)
            continue
        aligned = aligned_to(plan.grid, info, plan.bands[role], stack)
        if role == "reference" and not aligned.coincides:
            ratio = pixel_ratio(info.grid, plan.grid)
            how = tr("mean of the smaller pixels") if ratio > 1.5 else "bilinear"
            run.warn(
                "The grid of the reference differs from that of the prediction; the reference is resampled ({how}).",
                how=how,
            )
        reads[role] = physical_reader(aligned, scales[role], mask if role == "reference" else None)
    first, second = scales["prediction"], scales["reference"]
    run.info(
        "Bands, prediction - reference: {bands} ({names}).",
        bands=", ".join((f"{p} - {r}" for p, r in zip(plan.bands["prediction"], plan.bands["reference"]))),
        names=", ".join(plan.names),
    )
    run.info(
        "Scale: prediction x {prediction} ({prediction_reason}), reference x {reference} ({reference_reason}).",
        prediction=first,
        prediction_reason=tr(first.reason),
        reference=second,
        reference_reason=tr(second.reason),
    )
    if not same_scale(first, second):
        run.warn("Prediction and reference have different scales; differences are reported in units of the reference.")
    return reads, scales


def _guess_image(plan: AssessPlan, role: str, scale: AnyScale, rules: Rules, stack: ExitStack) -> Read:
    """Returns the reader of an image of a pair or of the target date, without what is masked in it."""
    info, image = plan.infos[role], plan.images[role]
    aligned = AlignedReader(
        MaskedReader(info, None, rules.limits, rules.empty), plan.grid, plan.bands[role], "bilinear"
    )
    stack.callback(aligned.close)
    mask = None
    if image.mask:
        mask = AlignedReader(RasterReader(describe(image.mask)), plan.grid, (1,), "nearest", raw=True)
        stack.callback(mask.close)
    return physical_reader(aligned if aligned.coincides else aligned.on(plan.grid), scale, mask)


def _scales(plan: AssessPlan, run: Run) -> tuple[dict[str, AnyScale], dict[str, Rules]]:
    """Scales as given, else chosen for all images together, and what is masked in each image."""
    fine, coarse = plan.scales
    with ExitStack() as closing:
        images = []
        for role, info in plan.infos.items():
            reader = RasterReader(info)
            closing.callback(reader.close)
            given = coarse if role in (COARSE_1, COARSE_2, COARSE_TARGET) else fine
            images.append(ScaledImage(_title(plan, role), describe_image(info), plan.bands[role], reader, given))
        chosen = choose_scales(images, run)
    scales = {role: one.method_scale for role, one in zip(plan.infos, chosen)}
    return scales, {role: masking_rules(*one) for role, one in zip(plan.infos, zip(images, chosen))}


def _title(plan: AssessPlan, role: str) -> str:
    image = plan.images.get(role)
    return image.role if image is not None else role


def _quantum(plan: AssessPlan, scales: Mapping[str, AnyScale]) -> float:
    """Returns the step of integer values, if prediction and reference share it and neither is resampled; else 0."""
    infos = [plan.infos[role] for role in ("prediction", "reference")]
    first, second = (scales[role] for role in ("prediction", "reference"))
    whole = all(info.dtype.startswith(("int", "uint")) for info in infos)
    same = isinstance(second, Scale) and same_scale(first, second)
    return abs(float(second.factor)) if whole and same and infos[1].grid.offset_of(infos[0].grid) is not None else 0.0


def _ergas_factor(plan: AssessPlan) -> tuple[float, str]:
    if plan.inputs.ratio:
        return 1 / plan.inputs.ratio, tr("1 / {ratio:g}, from the resolution ratio given", ratio=plan.inputs.ratio)
    if COARSE_TARGET in plan.infos:
        ratio = pixel_ratio(plan.grid, plan.infos[COARSE_TARGET].grid)
        if math.isfinite(ratio) and ratio > 1.5:
            return 1 / ratio, tr("1 / {ratio:.4g}, from the pixel size of the coarse image", ratio=ratio)
        return 1.0, tr("1: the coarse image is on the fine grid, its original pixel size is unknown")
    return 1.0, tr("1: neither resolution ratio nor coarse image given")


def _notes(plan: AssessPlan, accuracy: Accuracy, scales: Mapping[str, AnyScale]) -> list[str]:
    notes = []
    if len(plan.names) == 1:
        notes.append(tr("SAM is not defined for a single band."))
    constant = [
        name for name, value, count in zip(plan.names, accuracy.r2, accuracy.pixels) if count and not np.isfinite(value)
    ]
    if constant:
        notes.append(
            tr(
                "The reference is constant in {names}; r, R², SSIM and PSNR are not defined for it.",
                names=", ".join(constant),
            )
        )
    empty = [name for name, count in zip(plan.names, accuracy.pixels) if not count]
    if empty:
        notes.append(
            tr("No valid pixel in {names}; it is excluded from the values for all bands.", names=", ".join(empty))
        )
    return notes
