"""Dates of images: from the user or the layer, else from tags, else from the name, with a warning if these differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..dates import conflicting_dates, find_date
from ..rasters.tags import dating_tags
from ..words import tr
from .pairing import Image


def with_date(image: Image, tags: Mapping[str, str]) -> tuple[Image, list[str]]:
    """Returns an image with its date, None if there is none, and a warning if its name contradicts its tags.

    Parameters
    ----------
    image : Image
        A date that is set already is kept.
    tags : mapping of str to str
        Tags of the raster; time tags of its first band are read if needed.
    """
    if image.date is not None:
        return image, []
    tags = dating_tags(image.source, tags)
    found = replace(image, date=find_date(image.source, tags))
    differ = conflicting_dates(image.source, tags)
    if differ is None:
        return found, []
    text = tr(
        "The date in the name of {role} is {named}, the date in its tags is {stated}; {stated} is used. Correct "
        "the wrong date.",
        role=image.title,
        named=differ[0],
        stated=differ[1],
    )
    return found, [text]
