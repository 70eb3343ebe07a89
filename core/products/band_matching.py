"""Matching of coarse bands with fine bands: by name, by wavelength, by order, or as given by the user."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import InputError
from ..rasters.raster import RasterInfo
from .band_names import COMMON, TYPICAL, band_id, band_labels, wavelength_of
from .sensors import THERMAL_FROM, Sensor

MATCHES = ("auto", "names", "wavelength", "order")
TOLERANCE = 0.06  # maximum relative difference of centre wavelengths; that of red and red edge is larger


@dataclass(frozen=True)
class Known:
    """A band and its known properties.

    Attributes
    ----------
    number : int
        Band number in the image, from 1, over all files.
    label : str
        Name in the file or in the file name; may be empty.
    name : str
        Common name, else the normalized label; empty if there is none.
    wavelength : float or None
        Centre wavelength in nm.
    """

    number: int
    label: str
    name: str
    wavelength: float | None = None

    @property
    def thermal(self) -> bool:
        return self.name == "thermal" or (self.wavelength is not None and self.wavelength >= THERMAL_FROM)

    @property
    def title(self) -> str:
        """Name of the band in a file or a message."""
        return self.name if self.name in TYPICAL else self.label or f"band {self.number}"


def identify(infos: Sequence[RasterInfo], sensor: Sensor | None) -> list[Known]:
    """Returns every band of an image, numbered over its files."""
    labels = [label for info in infos for label in band_labels(info)]
    ids = [band_id(label) for label in labels]
    if sensor is not None and not any(labels):
        ids = list(sensor.stack_of(len(labels))) or ids
    return [_known(number, label, place, sensor) for number, (label, place) in enumerate(zip(labels, ids), 1)]


def _known(number: int, label: str, place: str, sensor: Sensor | None) -> Known:
    band = sensor.band(place) if sensor else None
    if band is not None:
        return Known(number, label, band.name, band.centre)
    name = COMMON.get(place, "")
    if name:
        own = sensor.named(name) if sensor else None
        return Known(number, label, name, wavelength_of(label) or (own.centre if own else TYPICAL[name]))
    wavelength = wavelength_of(label)
    return Known(number, label, _name_at(wavelength) or place, wavelength)


def _name_at(wavelength: float | None) -> str:
    if wavelength is None:
        return ""
    near = min(TYPICAL, key=lambda name: abs(TYPICAL[name] / wavelength - 1))
    return near if abs(TYPICAL[near] / wavelength - 1) < TOLERANCE / 2 else ""


def match_bands(
    fine: Sequence[Known], coarse: Sequence[Known], how: str = "auto", wanted: str = ""
) -> list[tuple[Known, Known]]:
    """Returns matched pairs of fine and coarse bands.

    Parameters
    ----------
    fine, coarse : sequence of Known
    how : str
        One of `MATCHES`. ``auto`` tries names, then wavelengths, then order.
    wanted : str
        Empty: all that match. Names, ``green red nir``: these, in this order. Numbers, ``3 4 1 2``: the coarse band for
        each fine one, 0 to leave it out. Pairs of numbers, ``2:4 3:1``: fine and coarse band.

    Raises
    ------
    InputError
        If nothing matches, or a requested band does not exist.
    """
    words = wanted.replace(",", " ").replace(";", " ").split()
    if words and all(re.fullmatch(r"\d+:\d+", word) for word in words):
        pairs = [(int(first), int(second)) for first, second in (word.split(":") for word in words)]
        return [(_numbered(fine, f, "fine", wanted), _numbered(coarse, c, "coarse", wanted)) for f, c in pairs]
    if words and all(word.isdigit() for word in words):
        return _typed(fine, coarse, words, wanted)
    found = _matched(fine, coarse, how)
    if not words:
        return found
    return [_named(found, fine, coarse, word) for word in words]


def _matched(fine: Sequence[Known], coarse: Sequence[Known], how: str) -> list[tuple[Known, Known]]:
    tries = {"names": _by_name, "wavelength": _by_wavelength, "order": _by_order}
    if how not in MATCHES:
        raise InputError(
            "There is no band matching method '{how}'; choose one of: {choices}.", how=how, choices=", ".join(MATCHES)
        )
    for name in MATCHES[1:] if how == "auto" else (how,):
        found = tries[name](fine, coarse)
        if found:
            return found
    raise InputError(
        "No band of the coarse image ({coarse}) matches a band of the fine image ({fine}); choose the sensors, "
        "or enter pairs of band numbers in Bands, such as 2:4 3:1.",
        coarse=_listed(coarse),
        fine=_listed(fine),
    )


def _by_name(fine: Sequence[Known], coarse: Sequence[Known]) -> list[tuple[Known, Known]]:
    """Pairs the first fine band and the first coarse band of each name."""
    pairs, taken = [], set()
    for band in fine:
        partner = next((other for other in coarse if other.name == band.name), None)
        if band.name and partner is not None and band.name not in taken:
            taken.add(band.name)
            pairs.append((band, partner))
    return pairs


def _by_wavelength(fine: Sequence[Known], coarse: Sequence[Known]) -> list[tuple[Known, Known]]:
    """Pairs bands in order of increasing difference; each band is used once."""
    near = sorted(
        (abs(f.wavelength / c.wavelength - 1), f.number, c.number)
        for f in fine
        for c in coarse
        if f.wavelength and c.wavelength
    )
    pairs: dict[int, int] = {}
    for distance, first, second in near:
        if distance <= TOLERANCE and first not in pairs and second not in pairs.values():
            pairs[first] = second
    others = {band.number: band for band in coarse}
    return [(band, others[pairs[band.number]]) for band in fine if band.number in pairs]


def _by_order(fine: Sequence[Known], coarse: Sequence[Known]) -> list[tuple[Known, Known]]:
    return list(zip(fine, coarse)) if len(fine) == len(coarse) else []


def _typed(
    fine: Sequence[Known], coarse: Sequence[Known], words: Sequence[str], wanted: str
) -> list[tuple[Known, Known]]:
    if len(words) != len(fine):
        raise InputError(
            "Bands '{wanted}' contain {count} coarse bands, but the fine image has {wanted_count}; enter one for "
            "each, 0 to skip a band, or pairs such as 2:4 3:1.",
            wanted=wanted,
            count=len(words),
            wanted_count=len(fine),
        )
    numbers = [int(word) for word in words]
    if not any(numbers):
        raise InputError("Bands '{wanted}' skip every band; enter at least one coarse band number.", wanted=wanted)
    return [(band, _numbered(coarse, number, "coarse", wanted)) for band, number in zip(fine, numbers) if number]


def _numbered(bands: Sequence[Known], number: int, which: str, wanted: str) -> Known:
    for band in bands:
        if band.number == number:
            return band
    raise InputError(
        "Bands '{wanted}' contain {which} band {number}, but the {which} image has {listed}; correct the number.",
        wanted=wanted,
        which=which,
        number=number,
        listed=_listed(bands),
    )


def _named(
    found: Sequence[tuple[Known, Known]], fine: Sequence[Known], coarse: Sequence[Known], word: str
) -> tuple[Known, Known]:
    place = band_id(word)
    name = COMMON.get(place, place)
    for pair in found:
        if name in (pair[0].name, band_id(pair[0].label)):
            return pair
    raise InputError(
        "Bands contain '{word}', which is not in both the fine ({fine}) and the coarse image ({coarse}); choose "
        "other bands or the sensors, or enter pairs of band numbers, such as 2:4 3:1.",
        word=word,
        fine=_listed(fine),
        coarse=_listed(coarse),
    )


def _listed(bands: Sequence[Known]) -> str:
    shown = [f"{band.number} {band.title}" if band.name or band.label else str(band.number) for band in bands[:14]]
    return ", ".join(shown) + (", ..." if len(bands) > 14 else "")
