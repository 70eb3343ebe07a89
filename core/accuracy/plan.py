"""Inputs of an assessment, and all checks that need no pixel values: bands, grids, dates."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..errors import InputError
from ..products.scaling import Scale, parse_scale
from ..rasters.align import overlap
from ..rasters.georeference import check_placed
from ..rasters.grid import Grid
from ..rasters.raster import RasterInfo, describe, same_file
from ..scenes.dating import with_date
from ..scenes.pairing import Image
from ..words import tr
from .metrics import NOISE

# Names of the naive predictions, as in the all-round diagram of Zhu et al. (2022).
FINE_UNCHANGED, COARSE_IMAGE = "F0", "CP"
_LITTLE = 0.5  # below this covered fraction of the prediction a warning is issued


@dataclass(frozen=True)
class AssessInputs:
    """Inputs chosen by the user.

    Attributes
    ----------
    prediction, reference : Image
    fine_before : Image or None
        The fine image of the pair: unchanged it is the naive prediction F0.
    coarse_target : Image or None
        The coarse image of the target date: the naive prediction CP.
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
    coarse_bands : tuple of int
        Band of the coarse image for each compared band; empty detects them.
    """

    prediction: Image
    reference: Image
    fine_before: Image | None = None
    coarse_target: Image | None = None
    mask: str | None = None
    bands: str = ""
    ratio: float = 0.0
    scale: str = "auto"
    noise: float = NOISE
    coarse_bands: tuple[int, ...] = ()


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
        mask = (self.inputs.mask,) if self.inputs.mask else ()
        return (*(image.source for image in self.images.values()), *mask)


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
        FINE_UNCHANGED: inputs.fine_before,
        COARSE_IMAGE: inputs.coarse_target,
    }
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
            "Ratio is {ratio}; give how many fine pixels lie along a coarse one, or 0.", ratio=inputs.ratio
        )
    if not (math.isfinite(inputs.noise) and inputs.noise >= 0):
        raise InputError("Noise level is {noise}; give a reflectance of 0 or more, such as 0.005.", noise=inputs.noise)
    predicted, true = matched_bands(inputs.bands, infos["prediction"], infos["reference"])
    bands = {"prediction": predicted, "reference": true}
    for role in (FINE_UNCHANGED, COARSE_IMAGE):
        if role == COARSE_IMAGE and inputs.coarse_bands:
            bands[role] = inputs.coarse_bands
        elif role in infos:
            bands[role] = _bands_like(infos[role], images[role].title, infos, bands)
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
            "The prediction {prediction} has {count} bands and the reference {reference} has {wanted}; "
            "state in Bands the reference band for each band of the prediction, with 0 for one to "
            "leave out.",
            prediction=prediction.label,
            count=prediction.bands,
            reference=reference.label,
            wanted=reference.bands,
        )
    if not all(word.isdigit() for word in words) or len(words) != prediction.bands:
        raise InputError(
            "Bands '{text}' are not understood; write one band number of the reference for each of "
            "the {bands} bands of the prediction, such as 3 4 1 2, with 0 for one to leave out.",
            text=text,
            bands=prediction.bands,
        )
    kept = [(band, number) for band, number in enumerate(map(int, words), 1) if number]
    if not kept:
        raise InputError(
            "Bands '{text}' leave every band out; give at least one band number of the reference.", text=text
        )
    most = max(number for _, number in kept)
    if most > reference.bands:
        raise InputError(
            "Bands '{text}' ask for band {most}, but {label} has only {bands}.",
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
    """Returns the bands of a naive prediction: by name, else if it has as many bands as reference or prediction."""
    chosen = [infos["prediction"].names[band - 1] for band in bands["prediction"]]
    named = replace(infos["prediction"], names=tuple(chosen))
    found = bands_by_name(named, info)
    if found:
        return found
    for role in ("reference", "prediction"):
        if info.bands == infos[role].bands:
            return bands[role]
    raise InputError(
        "{title} has {bands} bands, which do not fit the {count} that are compared; choose an "
        "image with the same bands, or leave it out.",
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
                "{role} does not overlap the prediction; choose images of the same area, or assign the right CRS.",
                role=image.title,
            )
        if role == "reference" and share < _LITTLE:
            warnings.append(
                tr("The reference covers only {share:.0%} of the prediction; the rest is not compared.", share=share)
            )
    if mask and overlap(grid, describe(mask).grid) == 0:
        raise InputError("The mask does not overlap the prediction; choose the mask of the same area.")
    return warnings


def _date_warnings(images: Mapping[str, Image]) -> list[str]:
    def day(role: str) -> date | None:
        return images[role].date if role in images else None

    first, warnings = day("prediction"), []
    for role, title in (("reference", tr("the reference")), (COARSE_IMAGE, tr("the coarse image"))):
        other = day(role)
        if first and other and first != other:
            warnings.append(
                tr(
                    "The prediction is of {first} and {title} of {other}; they should be of the same day.",
                    first=first,
                    title=title,
                    other=other,
                )
            )
    return warnings
