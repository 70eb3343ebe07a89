"""Which bands of a product are imported: by quantity, name and pixel size."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from ..products.quantity import INDEX, REFLECTANCE, TEMPERATURE
from ..products.scaling import Scale
from ..rasters.grid import Grid
from .granules import Granule
from .planes import Plane
from .rows import BandRow

AUTO = "auto"


CONTENTS = (AUTO, REFLECTANCE, TEMPERATURE, INDEX, "other")


# A layer belongs to a pixel size if its own differs by less than this share.
SAME_SIZE = 0.05


@dataclass(frozen=True)
class Selection:
    """What a user wants of a product.

    Attributes
    ----------
    content : str
        One of `CONTENTS`; ``auto``: reflectance if the product has it, else its first quantity.
    bands : tuple of str
        Names of bands or layers; empty: all.
    pixel : float
        Pixel size in metres, which selects the bands with this size; 0: that of the product.
    coarser : bool
        Also bands with larger pixels, repeated on the smaller ones.
    flags : tuple of str
        What the quality layers hide, of `core.products.quality.FLAGS`.
    scale : Scale or None
        Scale given by the user.
    """

    content: str = AUTO
    bands: tuple[str, ...] = ()
    pixel: float = 0.0
    coarser: bool = False
    flags: tuple[str, ...] = ("cloud", "shadow", "cirrus", "snow")
    scale: Scale | None = None


def content_of(rows: Sequence[BandRow], wanted: Selection) -> str:
    """Returns the quantity that is imported of a product."""
    contents = list(dict.fromkeys(row.content for row in rows))
    if wanted.bands:
        named = [row.content for row in rows if is_named(row, row.part, wanted.bands)]
        contents = named or contents
    if wanted.content == AUTO:
        return REFLECTANCE if REFLECTANCE in contents and contents[0] != INDEX else contents[0]
    if wanted.content == "other":
        others = [one for one in contents if one not in CONTENTS]
        return others[0] if others else ""
    return wanted.content if wanted.content in contents else ""


def choose(
    granule: Granule, layers: dict[str, Plane], wanted: Selection
) -> tuple[list[tuple[BandRow, str, Plane]], list[str]]:
    """Returns the layers that are imported, in order of wavelength, and the names of bands that are missing."""
    rows = granule.row.bands
    content = content_of(rows, wanted)
    kept = [row for row in rows if row.content == content]
    if not kept:
        raise InputError(
            "{title} has no {content}; it has: {contents}.",
            title=granule.row.title,
            content=wanted.content,
            contents=", ".join(granule.row.contents),
        )
    candidates = [(row, name, plane) for row in kept for name, plane in layers.items() if re.fullmatch(row.part, name)]
    if wanted.bands:
        candidates = [one for one in candidates if is_named(one[0], one[1], wanted.bands)]
    if not candidates:
        raise InputError(
            "{name} has none of the bands {bands}; {title} has: {known}.",
            name=granule.name,
            title=granule.row.title,
            bands=", ".join(wanted.bands) or content,
            known=", ".join(f"{row.name} ({row.part})" for row in kept),
        )
    sizes = sorted({round(_metres(plane.grid), 1) for _, _, plane in candidates})
    size = _size(sizes, wanted.pixel or granule.row.default)
    fitting = [one for one in candidates if abs(_metres(one[2].grid) / size - 1) < SAME_SIZE]
    if wanted.coarser or wanted.bands:
        have = {one[0].part for one in fitting}
        # Of several versions of a band, the one whose pixels are nearest to those wanted.
        others = sorted((one for one in candidates if one[0].part not in have),
                        key=lambda one: abs(np.log(_metres(one[2].grid) / size)))  # fmt: skip
        for one in others:
            if one[0].part not in have:
                have.add(one[0].part)
                fitting.append(one)
    order = {row.part: place for place, row in enumerate(kept)}
    fitting.sort(key=lambda one: (one[0].centre, order[one[0].part]))
    expected = {row.part for row in kept} if not wanted.bands else set()
    there = {row.part for row, _, _ in candidates}
    missing = [row.name for row in kept if row.part in expected - there]
    return fitting, missing


def _size(sizes: list[float], wanted: float) -> float:
    """Returns the pixel size of a product that serves a wanted one: equal, else the largest below it, else the smallest."""
    if not wanted:
        return sizes[0]
    below = [size for size in sizes if size <= wanted * (1 + SAME_SIZE)]
    # 463.3 m are called 500 m.
    near = [size for size in sizes if abs(size / wanted - 1) < 0.1]
    return near[0] if near else below[-1] if below else sizes[0]


def _metres(grid: Grid) -> float:
    return grid.pixel * (111_320 if grid.crs.startswith(("GEOGCS", "GEOGCRS")) else 1)


def is_named(row: BandRow, layer: str, names: Sequence[str]) -> bool:
    words = {name.lower() for name in names}
    return bool(words & {row.name.lower(), layer.lower(), row.part.lower(), re.sub(r"_\d\dm$", "", layer.lower())})
