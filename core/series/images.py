"""Dated input rasters of a series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..dates import find_date
from ..errors import InputError
from ..rasters.raster import describe
from ..scenes.pairing import Image
from ..words import tr

SUFFIXES = (".tif", ".tiff", ".vrt", ".img", ".jp2", ".hdf", ".nc", ".dat", ".bil")


def images_in(folder: str | Path, pattern: str, role: str) -> list[Image]:
    """Returns the rasters of a folder, sorted by name; dates are not read yet.

    Parameters
    ----------
    folder : path
    pattern : str
        Pattern of file names, with ``*`` and ``?``; a leading ``**/`` includes subfolders.
    role : str
        Name of the images in messages: ``"fine"``.

    Raises
    ------
    InputError
        If the folder does not exist or contains no such raster.
    """
    place = Path(folder)
    if not place.is_dir():
        raise InputError(
            "The folder {place} for {role} images does not exist; choose another.", place=place, role=tr(role)
        )
    try:
        found = sorted(
            path for path in place.glob(pattern or "*") if path.suffix.lower() in SUFFIXES and path.is_file()
        )
    except (ValueError, NotImplementedError) as error:
        raise InputError(
            "The pattern '{pattern}' for {role} images is no file name; write one like {example}_*.tif.",
            pattern=pattern,
            role=tr(role),
            example=role,
        ) from error
    if not found:
        raise InputError(
            "The folder {place} holds no raster named like '{pattern}' for {role} images; choose "
            "another folder or pattern.",
            place=place,
            pattern=pattern or "*",
            role=tr(role),
        )
    return [Image(str(path), f"{role.capitalize()} image {path.name}") for path in found]


def by_date(images: Iterable[Image], role: str) -> tuple[dict[date, Image], list[str]]:
    """Returns images by date, in order of dates, and a message for each image that cannot be used.

    Raises
    ------
    InputError
        If two images have the same date: then it is ambiguous which one to use.
    """
    found: dict[date, Image] = {}
    complaints = []
    for image in images:
        try:
            day = image.date or find_date(image.source, dict(describe(image.source).tags))
        except InputError as error:
            complaints.append(str(error))
            continue
        if day is None:
            complaints.append(
                tr(
                    "{role} has no date in its layer, its tags or its name and is left out; put the "
                    "date into the file name, for example _20150714.",
                    role=image.title,
                )
            )
            continue
        if day in found:
            raise InputError(
                "{first} and {second} are both of {day}; leave one of them out, or narrow the "
                "pattern of {role} images, such as fine_*.tif.",
                first=found[day].title,
                second=image.title,
                day=day,
                role=tr(role),
            )
        found[day] = replace(image, date=day)
    return dict(sorted(found.items())), complaints


def with_masks(images: dict[date, Image], masks: dict[date, Image]) -> tuple[dict[date, Image], list[date]]:
    """Returns images with the mask of their date, and the dates without a mask if there are masks for others."""
    masked = {day: replace(image, mask=masks[day].source) if day in masks else image for day, image in images.items()}
    return masked, [day for day in images if masks and day not in masks]


def nearest(day: date, dates: Sequence[date], days: int) -> date | None:
    """Returns the date nearest to `day`, at most `days` days away; the earlier of two. None if there is none."""
    near = [one for one in dates if abs((one - day).days) <= days]
    return min(near, key=lambda one: (abs((one - day).days), one), default=None)
