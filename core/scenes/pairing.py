"""Matching of coarse images with fine images: by date, never by the position in a list."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from ..errors import InputError
from ..rasters.grid import Window
from ..rasters.raster import RasterReader, describe, same_file
from ..rasters.source import shown
from ..words import named, tr

# A composite is named after its first day and may cover 16 days.
TOLERANCE = timedelta(days=16)

# Files up to this size (bytes) are compared byte by byte; reading larger ones takes as long as a part of the fusion.
_SMALL = 64 * 2**20


@dataclass(frozen=True)
class Image:
    """One input raster given by the user.

    Attributes
    ----------
    source : str
    role : str
        Its field in the form, for messages: "Fine image 1", "Additional fine image 3".
    date : date or None
        From the user, the map layer, the raster's tags or its name.
    slot : int or None
        Number of the pair it was given for; None for the lists of additional images, which have no order.
    mask : str or None
        Raster that is not 0 where this image must not be used.
    """

    source: str
    role: str
    date: date | None = None
    slot: int | None = None
    mask: str | None = None

    @property
    def title(self) -> str:
        """The role in the user's language."""
        return named(self.role)

    def __str__(self) -> str:
        return f"{self.title} ({self.date.isoformat() if self.date else tr('no date')})"


def match(fine: Sequence[Image], coarse: Sequence[Image]) -> tuple[list[tuple[Image, Image]], list[Image]]:
    """Matches fine images with coarse images.

    If all dates are known, each fine image gets the coarse image nearest in time, at most `TOLERANCE` away. Otherwise
    images given for the same numbered pair are matched, and additional images must have a date.

    Returns
    -------
    pairs : list of (fine, coarse)
        Sorted by date where all are dated, else as given.
    unused : list of Image
        Coarse images without a fine image.

    Raises
    ------
    InputError
        If a fine image has no matching coarse image.
    """
    if all(image.date for image in (*fine, *coarse)):
        pairs = _by_date(fine, coarse)
        pairs.sort(key=lambda pair: pair[0].date or date.min)
    else:
        pairs = _by_slot(fine, coarse)
    used = {id(partner) for _, partner in pairs}
    return pairs, [image for image in coarse if id(image) not in used]


def check_dates(pairs: Sequence[tuple[Image, Image]], target: Image, extrapolate: bool) -> None:
    """Raises `InputError` if a date occurs twice, or if the target date is outside the dates of several pairs."""
    days: dict[date, str] = {}
    for fine, _ in pairs:
        if fine.date is None:
            continue
        if fine.date in days:
            raise InputError(
                "{days} and {role} are both of {date}; each pair must have a different date.",
                days=days[fine.date],
                role=fine.title,
                date=fine.date,
            )
        days[fine.date] = fine.title
    if target.date is None or not days:
        return
    if target.date in days:
        raise InputError(
            "The target date {date} is also the date of {days}; choose the coarse image of another date, or "
            "correct the dates.",
            date=target.date,
            days=days[target.date],
        )
    first, last = min(days), max(days)
    if len(days) > 1 and not extrapolate and not first < target.date < last:
        raise InputError(
            "The target date {date} is outside the dates of the pairs, {first} to {last}; choose pairs on both "
            "sides of it, use only one pair, or allow target dates outside the pairs.",
            date=target.date,
            first=first,
            last=last,
        )


def check_sensors(pairs: Sequence[tuple[Image, Image]]) -> None:
    """Raises `InputError` if the fine and the coarse image of a pair are the same file."""
    for fine, coarse in pairs:
        if _sameness(fine.source, coarse.source):
            raise InputError(
                "{role} and {other} are the same image; choose the coarse image of this date.",
                role=fine.title,
                other=coarse.title,
            )


def same_coarse(pairs: Sequence[tuple[Image, Image]], target: Image) -> list[str]:
    """Returns a warning for each pair whose coarse image is also that of the target date.

    Such a pair shows no change, so that the prediction is a copy of its fine image. The same file counts, and small files
    with the same bytes. Of files of the same size it reads the bytes up to the first difference.
    """
    warnings = []
    for fine, coarse in pairs:
        same = _sameness(coarse.source, target.source)
        if same:
            warnings.append(
                tr(
                    "{role} and {other} are {same}, which contains no change: the prediction from this pair is a "
                    "copy of {fine}; choose the coarse image of the target date.",
                    role=coarse.title,
                    other=target.title,
                    same=same,
                    fine=fine.title,
                )
            )
    return warnings


def _sameness(first: str, second: str) -> str:
    """Returns a text that states how two sources are the same; empty if they are not."""
    if first and (first == second or same_file(first, second)):
        return tr("the same file")
    try:
        size = os.path.getsize(first)
        alike = size == os.path.getsize(second) and 0 < size <= _SMALL and filecmp.cmp(first, second, shallow=False)
        if alike and _varies(first):
            return tr("the same image in two files")
    except (OSError, ValueError):  # no files, but sub-datasets or members of archives
        pass
    return ""


def _varies(source: str) -> bool:
    """Whether an image has more than one value: two images of one value each are equal without being copies."""
    try:
        info = describe(source)
    except InputError:  # reported when it is opened as an image
        return True
    reader = RasterReader(info)
    try:
        values, valid = reader.read(Window(0, 0, min(info.grid.rows, 256), min(info.grid.cols, 256)), (1,))
    finally:
        reader.close()
    return bool(valid.any() and np.ptp(values[valid]) > 0)


def _by_date(fine: Sequence[Image], coarse: Sequence[Image]) -> list[tuple[Image, Image]]:
    distances = sorted(
        (abs(_day(a) - _day(b)), a.slot != b.slot, i, j)
        for i, a in enumerate(fine)
        for j, b in enumerate(coarse)
        if abs(_day(a) - _day(b)) <= TOLERANCE
    )
    partner: dict[int, int] = {}
    for _, _, i, j in distances:
        if i not in partner and j not in partner.values():
            partner[i] = j
    for i, image in enumerate(fine):
        if i not in partner:
            found = ", ".join(str(other) for other in coarse) or tr("none")
            raise InputError(
                "{image} has no coarse image within {days} days; available: {found}. Choose the coarse image of "
                "the same date, or correct the dates.",
                image=image,
                days=TOLERANCE.days,
                found=found,
            )
    return [(fine[i], coarse[j]) for i, j in sorted(partner.items())]


def _day(image: Image) -> date:
    """Returns the date of an image whose date is known."""
    return image.date or date.min


def _by_slot(fine: Sequence[Image], coarse: Sequence[Image]) -> list[tuple[Image, Image]]:
    pairs, rest = [], [image for image in coarse if image.slot is None]
    by_slot = {image.slot: image for image in coarse if image.slot is not None}
    for image in fine:
        if image.slot in by_slot:
            pairs.append((image, by_slot.pop(image.slot)))
            continue
        if image.date is None:
            raise InputError(
                "{role}, {source}, has no date in its layer, its tags or its name, so that its coarse image "
                "cannot be found; add the date to the file name, such as _20041228.",
                role=image.title,
                source=shown(image.source),
            )
        dated = [other for other in rest if other.date]
        if not dated:
            raise InputError(
                "{image} has no coarse image; add the coarse image of this date, with the date in its name.",
                image=image,
            )
        best = min(dated, key=lambda other: abs(_day(other) - _day(image)))
        if abs(_day(best) - _day(image)) > TOLERANCE:
            raise InputError(
                "{image} has no coarse image within {days} days; the nearest is {best}.",
                image=image,
                days=TOLERANCE.days,
                best=best,
            )
        rest.remove(best)
        pairs.append((image, best))
    return pairs
