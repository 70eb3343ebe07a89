"""Inputs of an assessment, and all checks that need no pixel values: bands, grids, dates."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ..errors import InputError
from ..fusion.guesses import both_sides, nearest
from ..products.scaling import Scale, parse_scale
from ..rasters.align import overlap
from ..rasters.georeference import check_placed
from ..rasters.grid import Grid
from ..rasters.raster import RasterInfo, describe, same_file
from ..scenes.dating import with_date
from ..scenes.pairing import Image
from ..words import later, tr
from .metrics import NOISE

# Roles of the images that simple guesses are made of.
FINE_1, COARSE_1, FINE_2, COARSE_2, COARSE_TARGET = "FINE_1", "COARSE_1", "FINE_2", "COARSE_2", "COARSE_TARGET"
TITLES = {
    FINE_1: later("Fine image of the pair"),
    COARSE_1: later("Coarse image of the pair"),
    FINE_2: later("Fine image of the second pair"),
    COARSE_2: later("Coarse image of the second pair"),
    COARSE_TARGET: later("Coarse image of the target date"),
}
_PAIRS = ((FINE_1, COARSE_1), (FINE_2, COARSE_2))
GUESS_IMAGES = tuple(TITLES)
_LITTLE = 0.5  # below this covered fraction of the prediction a warning is issued


@dataclass(frozen=True)
class AssessInputs:
    """Inputs chosen by the user.

    Attributes
    ----------
    prediction, reference : Image
    fine_1, coarse_1, fine_2, coarse_2, coarse_target : Image or None
        Images of the first and the second pair, and the coarse image of the target date, for the simple guesses of
        `core.fusion.guesses`.
    mask : str or None
        Raster that is not 0 for pixels to leave out.
    bands : str
        Reference band for each band of the prediction, counted from 1; 0 leaves one out. Empty: matched by name if the
        names agree, otherwise by order.
    ratio : float
        Resolution ratio, for ERGAS; 0 measures it from the coarse image.
    scale : str
        See `core.products.scaling.parse_scale`; one for fine images, one for the coarse one.
    noise : float
        Noise level of the texture measure, physical units.
    image_bands : mapping of str to tuple of int
        Band for each compared band of images of the pairs and the target date, by source; detected for others.
    """

    prediction: Image
    reference: Image
    fine_1: Image | None = None
    coarse_1: Image | None = None
    fine_2: Image | None = None
    coarse_2: Image | None = None
    coarse_target: Image | None = None
    mask: str | None = None
    bands: str = ""
    ratio: float = 0.0
    scale: str = "auto"
    noise: float = NOISE
    image_bands: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class AssessPlan:
    """Inputs that passed all checks without pixel values; `bands` are those of each image, by its role."""

    inputs: AssessInputs
    infos: Mapping[str, RasterInfo]
    images: Mapping[str, Image]
    bands: Mapping[str, tuple[int, ...]]
    names: tuple[str, ...]
    scales: tuple[Scale | None, Scale | None]
    warnings: tuple[str, ...]

    @property
    def grid(self) -> Grid:
        return self.infos["prediction"].grid

    @property
    def sources(self) -> tuple[str, ...]:
        masks = [image.mask for image in self.images.values() if image.mask]
        masks += [self.inputs.mask] if self.inputs.mask else []
        return (*(image.source for image in self.images.values()), *masks)

    @property
    def target_date(self) -> date | None:
        """Date of the prediction; if unknown, that of the reference or of the coarse image."""
        roles = ("prediction", "reference", COARSE_TARGET)
        return next((image.date for role in roles if (image := self.images.get(role)) and image.date), None)

    @property
    def near(self) -> tuple[str, str] | None:
        """Roles of fine and coarse image of the nearest pair; None if no fine image is given.

        The second role is not in `images` if that pair has no coarse image.
        """
        pairs = [pair for pair in _PAIRS if pair[0] in self.images]
        pairs = [pair for pair in pairs if pair[1] in self.images] or pairs
        return pairs[nearest(self._days(pairs), self.target_date)] if pairs else None

    @property
    def around(self) -> tuple[tuple[str, str], tuple[str, str]] | None:
        """Roles of the pairs before and after the target date; None unless both are given and dated."""
        pairs = [pair for pair in _PAIRS if set(pair) <= set(self.images)]
        sides = both_sides(self._days(pairs), self.target_date)
        return None if sides is None else (pairs[sides[0]], pairs[sides[1]])

    def _days(self, pairs: Sequence[tuple[str, str]]) -> list[date | None]:
        return [self.images[fine].date for fine, _ in pairs]


def plan_assessment(inputs: AssessInputs) -> AssessPlan:
    """Check everything that can be checked from headers and names. Reads no pixel.

    Raises
    ------
    InputError
        With one sentence: what is wrong, where, and what to do.
    """
    chosen = {
        "prediction": inputs.prediction,
        "reference": inputs.reference,
        FINE_1: inputs.fine_1,
        COARSE_1: inputs.coarse_1,
        FINE_2: inputs.fine_2,
        COARSE_2: inputs.coarse_2,
        COARSE_TARGET: inputs.coarse_target,
    }
    for fine, coarse in _PAIRS:
        image = chosen[coarse]
        if image is not None and chosen[fine] is None:
            raise InputError(
                "{role} has no fine image; choose the fine image of the same pair, or leave the coarse image empty.",
                role=image.title,
            )
    given = {role: image for role, image in chosen.items() if image is not None}
    infos = {role: describe(image.source) for role, image in given.items()}
    images, doubts = {}, []
    for role, image in given.items():
        images[role], texts = with_date(image, infos[role].tags)
        doubts += texts
    if same_file(inputs.prediction.source, inputs.reference.source):
        raise InputError("Prediction and reference are the same raster; choose the observed image as reference.")
    if not (math.isfinite(inputs.ratio) and inputs.ratio >= 0):
        raise InputError(
            "Ratio is {ratio}; enter the resolution ratio (coarse / fine), or 0 for automatic.", ratio=inputs.ratio
        )
    if not (math.isfinite(inputs.noise) and inputs.noise >= 0):
        raise InputError("Noise level is {noise}; enter a reflectance of 0 or more, such as 0.005.", noise=inputs.noise)
    predicted, true = matched_bands(inputs.bands, infos["prediction"], infos["reference"])
    bands = {"prediction": predicted, "reference": true}
    for role in GUESS_IMAGES:
        if role in infos:
            known = inputs.image_bands.get(images[role].source)
            bands[role] = known or _bands_like(infos[role], images[role].title, infos, bands)
    warnings = [*doubts, *_check_grids(images, infos, inputs.mask)]
    warnings += _date_warnings(images)
    names = infos["prediction"].names
    other = infos["reference"].names
    labels = (names[p - 1] or other[r - 1] or f"Band {p}" for p, r in zip(predicted, true))
    return AssessPlan(inputs, infos, images, bands, tuple(labels), parse_scale(inputs.scale), tuple(warnings))


def matched_bands(text: str, prediction: RasterInfo, reference: RasterInfo) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Returns band numbers of the prediction and matching ones of the reference. Raises `InputError` on a mismatch."""
    everything = tuple(range(1, prediction.bands + 1))
    words = text.replace(",", " ").replace(";", " ").split()
    if not words:
        found = bands_by_name(prediction, reference)
        if found:
            return everything, found
        if prediction.bands == reference.bands:
            return everything, everything
        raise InputError(
            "The prediction {prediction} has {count} bands and the reference {reference} has {wanted}; set "
            "Reference band for each band: the reference band for each band of the prediction, 0 to skip a band.",
            prediction=prediction.label,
            count=prediction.bands,
            reference=reference.label,
            wanted=reference.bands,
        )
    if not all(word.isdigit() for word in words) or len(words) != prediction.bands:
        raise InputError(
            "Reference band for each band '{text}' is not valid; enter one band number of the reference for each "
            "of the {bands} bands of the prediction, such as 3 4 1 2, and 0 to skip a band.",
            text=text,
            bands=prediction.bands,
        )
    kept = [(band, number) for band, number in enumerate(map(int, words), 1) if number]
    if not kept:
        raise InputError(
            "Reference band for each band '{text}' skips every band; enter at least one band number of the reference.",
            text=text,
        )
    most = max(number for _, number in kept)
    if most > reference.bands:
        raise InputError(
            "Reference band for each band '{text}' contains band {most}, but {label} has only {bands} bands; "
            "correct the band number.",
            text=text,
            most=most,
            label=reference.label,
            bands=reference.bands,
        )
    return tuple(band for band, _ in kept), tuple(number for _, number in kept)


def bands_by_name(first: RasterInfo, second: RasterInfo) -> tuple[int, ...]:
    """Returns the bands of the second raster with the names of the bands of the first; empty if one is missing."""
    names, others = ([name.strip().lower() for name in info.names] for info in (first, second))
    if not all(names) or len(set(names)) != len(names) or len(set(others)) != len(others) or set(names) - set(others):
        return ()
    return tuple(others.index(name) + 1 for name in names)


def _bands_like(
    info: RasterInfo, title: str, infos: Mapping[str, RasterInfo], bands: Mapping[str, tuple[int, ...]]
) -> tuple[int, ...]:
    """Returns the bands of an image of a simple guess: by name, else if it has as many bands as reference or prediction."""
    chosen = [infos["prediction"].names[band - 1] for band in bands["prediction"]]
    named = replace(infos["prediction"], names=tuple(chosen))
    found = bands_by_name(named, info)
    if found:
        return found
    for role in ("reference", "prediction"):
        if info.bands == infos[role].bands:
            return bands[role]
    raise InputError(
        "{title} has {bands} bands, which do not match the {count} compared bands; choose an image with the same bands, or "
        "leave it empty.",
        title=title,
        bands=info.bands,
        count=len(chosen),
    )


def _check_grids(images: Mapping[str, Image], infos: Mapping[str, RasterInfo], mask: str | None) -> list[str]:
    grid, warnings = infos["prediction"].grid, []
    for role, image in images.items():
        check_placed(grid, images["prediction"].title, infos[role].grid, image.title)
        share = overlap(grid, infos[role].grid)
        if share == 0:
            raise InputError(
                "{role} does not overlap the prediction; choose images of the same area, or assign the correct CRS.",
                role=image.title,
            )
        if role == "reference" and share < _LITTLE:
            warnings.append(
                tr(
                    "The reference covers only {share:.0%} of the prediction; other pixels are not compared.",
                    share=share,
                )
            )
    if mask and overlap(grid, describe(mask).grid) == 0:
        raise InputError("The mask does not overlap the prediction; choose a mask of the same area.")
    return warnings


def _date_warnings(images: Mapping[str, Image]) -> list[str]:
    def day(role: str) -> date | None:
        return images[role].date if role in images else None

    first, warnings = day("prediction"), []
    for role, title in (("reference", tr("the reference")), (COARSE_TARGET, tr("the coarse image"))):
        other = day(role)
        if first and other and first != other:
            warnings.append(
                tr(
                    "The date of the prediction is {first}, the date of {title} is {other}; they should be the same.",
                    first=first,
                    title=title,
                    other=other,
                )
            )
    return warnings
