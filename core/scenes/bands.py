"""Matches the bands of all images of a run: by name or wavelength, and by position only if neither is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..errors import InputError
from ..products.band_matching import TOLERANCE, Known
from ..products.band_names import TYPICAL
from ..products.band_numbers import band_mapping, named_bands
from ..products.description import ImageDescription
from ..words import tr
from .pairing import Image


@dataclass
class BandTable:
    """The bands used of each image, in matching order.

    Attributes
    ----------
    fine, coarse : tuple of int
        Bands of the first fine image, and of the coarse image of the target date.
    of_source : dict of str to tuple of int
        Bands of every image, by its source.
    warnings : list of str
    """

    fine: tuple[int, ...]
    coarse: tuple[int, ...]
    of_source: dict[str, tuple[int, ...]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


Described = tuple[Image, ImageDescription]


def match_scene_bands(
    text: str, fine: Sequence[Described], coarse: Sequence[Described], target: Described
) -> BandTable:
    """Match the bands of all images.

    Parameters
    ----------
    text : str
        Coarse band for each band of the first fine image, as typed by the user; if empty, bands are matched
        automatically.
    fine, coarse : sequence of (Image, ImageDescription)
        Images of the pairs.
    target : (Image, ImageDescription)
        The coarse image of the target date.

    Raises
    ------
    InputError
        If bands cannot be matched, or if their names contradict each other.
    """
    first = fine[0]
    if text.strip():
        table = BandTable(*band_mapping(text, first[1].info, target[1].info))
    else:
        for images in (fine, (*coarse, target)):
            _check_counts(images)
        table = _found(first[1], target[1])
    for leader, numbers, others in ((first, table.fine, fine), (target, table.coarse, (target, *coarse))):
        for other in others:
            table.of_source[other[1].info.source] = follow(leader, numbers, other)
    return table


def follow(leader: Described, numbers: Sequence[int], other: Described) -> tuple[int, ...]:
    """Returns the bands of another image of the same sensor: with the same names, else with the same numbers.

    Raises
    ------
    InputError
        If a band is missing, or names contradict the numbers.
    """
    known, found = leader[1], other[1]
    if found.info.source == known.info.source:
        return tuple(numbers)
    by_label = named_bands(known.info, numbers, found.info)
    if by_label:
        return by_label
    wanted = [known.band(number) for number in numbers]
    partners = [_partner(band, found.bands) if identified(band) else None for band in wanted]
    matched = tuple(partner.number for partner in partners if partner is not None)
    if len(matched) == len(wanted) and len(set(matched)) == len(matched):
        return matched
    if found.info.bands != known.info.bands:
        _refuse_count(leader, other)
    _check_positions(known, found, [(band, found.band(band.number)) for band in wanted])
    return tuple(numbers)


def _check_counts(images: Sequence[Described]) -> None:
    """Raise `InputError` if images of one sensor have different numbers of bands that cannot be matched by name."""
    for other in images[1:]:
        told = all(identified(band) for one in (images[0][1], other[1]) for band in one.bands)
        named = named_bands(images[0][1].info, [band.number for band in images[0][1].bands], other[1].info)
        if images[0][1].info.bands != other[1].info.bands and not told and not named:
            _refuse_count(images[0], other)


def _refuse_count(leader: Described, other: Described) -> None:
    raise InputError(
        "{role} has {bands} bands, but {first} has {wanted}; images of one sensor must have the same bands.",
        role=other[0].title,
        bands=other[1].info.bands,
        first=leader[0].title,
        wanted=leader[1].info.bands,
    )


def identified(band: Known) -> bool:
    """Whether the common name or the wavelength of a band is known."""
    return band.name in TYPICAL or band.wavelength is not None


def _found(fine: ImageDescription, coarse: ImageDescription) -> BandTable:
    everything = tuple(band.number for band in fine.bands)
    alike = fine.sensor is None or coarse.sensor is None or fine.sensor.bands == coarse.sensor.bands
    by_label = named_bands(fine.info, everything, coarse.info) if alike else None
    if by_label:
        return BandTable(everything, by_label)
    partners = {band.number: _partner(band, coarse.bands) for band in fine.bands if identified(band)}
    matched = {number: partner for number, partner in partners.items() if partner is not None}
    if len(matched) == len(fine.bands):
        return BandTable(tuple(matched), tuple(partner.number for partner in matched.values()))
    all_known = all(identified(band) for band in (*fine.bands, *coarse.bands))
    if all_known and not matched:
        _refuse(fine, coarse, list(zip(fine.bands, coarse.bands)))
    if all_known:
        table = BandTable(tuple(matched), tuple(partner.number for partner in matched.values()))
        left = [band.title for band in fine.bands if band.number not in matched]
        table.warnings.append(
            tr(
                "{coarse} has no band for {bands} of {fine}: these bands are not predicted. Set Coarse band for "
                "each fine band to predict them.",
                coarse=coarse.info.label,
                bands=", ".join(left),
                fine=fine.info.label,
            )
        )
        return table
    if len(fine.bands) == len(coarse.bands):
        pairs = list(zip(fine.bands, coarse.bands))
        _check_positions(fine, coarse, pairs)
        return BandTable(everything, tuple(band.number for band in coarse.bands))
    return BandTable(*band_mapping("", fine.info, coarse.info))


def _partner(band: Known, others: Sequence[Known]) -> Known | None:
    """Returns the band with the same name and the nearest wavelength; else the nearest one within the tolerance."""
    named = [other for other in others if other.name == band.name and identified(other)]
    near = [other for other in others if _apart(band, other) <= TOLERANCE]
    return min(named or near, key=lambda other: _apart(band, other), default=None)


def _apart(first: Known, second: Known) -> float:
    """Returns the relative difference of the wavelengths; infinite if one is unknown."""
    if not first.wavelength or not second.wavelength:
        return float("inf")
    return abs(first.wavelength / second.wavelength - 1)


def _check_positions(first: ImageDescription, second: ImageDescription, pairs: Sequence[tuple[Known, Known]]) -> None:
    """Raise `InputError` if names contradict a match by position."""
    for one, other in pairs:
        if identified(one) and identified(other) and one.name != other.name and _apart(one, other) > TOLERANCE:
            _refuse(first, second, pairs)


def _refuse(first: ImageDescription, second: ImageDescription, pairs: Sequence[tuple[Known, Known]]) -> None:
    raise InputError(
        "The band names of {first} and {second} do not match; by position, these bands would be matched: "
        "{table}. Choose images with the same bands, or set Coarse band for each fine band.",
        first=first.info.label,
        second=second.info.label,
        table=", ".join(f"{one.title} - {other.title}" for one, other in pairs) or tr("none"),
    )
