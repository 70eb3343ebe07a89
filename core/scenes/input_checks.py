"""Checks of the images of a prediction, as far as possible from their headers."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..errors import InputError
from ..rasters.align import overlap, pixel_ratio
from ..rasters.georeference import check_placed
from ..rasters.grid import Grid
from ..rasters.raster import RasterInfo, describe
from ..words import tr
from .class_map import ClassMap
from .dating import with_date
from .pairing import Image

# Reprojection can make a coarse pixel slightly smaller than a fine one; a much smaller one means swapped inputs.
_SWAPPED = 0.7
_NOT_FINER = 0.95  # minimum panchromatic pixels along a fine one; less than 1 because of reprojection
_OTHER_SIZE = 1.1  # coarse pixel sizes that differ by more are not those of one product
_LITTLE = 0.5  # share of the fine image below which coverage causes a warning


def check_twice(fine: Sequence[Image]) -> None:
    seen: dict[str, Image] = {}
    for image in fine:
        if image.source in seen:
            raise InputError(
                "{role} and {other} are the same raster; choose another raster.",
                role=seen[image.source].title,
                other=image.title,
            )
        seen[image.source] = image


def check_grids(images: Sequence[Image], coarse: Sequence[Image], infos: dict[str, RasterInfo]) -> list[str]:
    """Returns warnings about grids; raises `InputError` if they are not compatible."""
    first, warnings = images[0], []
    grid = infos[first.source].grid
    for image in images:
        other = infos[image.source].grid
        check_placed(grid, first.title, other, image.title)
        if image.mask:
            mask = tr("The mask of {role}", role=image.title)
            check_placed(grid, first.title, infos[image.mask].grid, mask)
        if bool(other.crs) != bool(grid.crs):
            lacking, having = (image, first) if grid.crs else (first, image)
            warnings.append(
                tr(
                    "{role} has no coordinate reference system; the one of {other} is assumed.",
                    role=lacking.title,
                    other=having.title,
                )
            )
        share = overlap(grid, other)
        if share == 0:
            raise InputError(
                "{role} and {other} do not overlap; choose images of the same area, or assign the correct CRS.",
                role=first.title,
                other=image.title,
            )
        if share < _LITTLE:
            warnings.append(
                tr(
                    "{role} covers only {share:.0%} of {other}; the rest of the result is nodata.",
                    role=image.title,
                    share=share,
                    other=first.title,
                )
            )
        if image.mask and overlap(grid, infos[image.mask].grid) == 0:
            raise InputError(
                "The mask of {role} does not overlap {other}; choose the mask of the same area.",
                role=image.title,
                other=first.title,
            )
    for image in coarse:
        ratio = pixel_ratio(grid, infos[image.source].grid)
        if math.isfinite(ratio) and ratio < _SWAPPED:
            raise InputError(
                "{role} has smaller pixels than {other} ({times:.1f} times); fine and coarse images may be swapped.",
                role=image.title,
                other=first.title,
                times=1 / ratio,
            )
    return warnings + _pixel_sizes(grid, coarse, infos)


def _pixel_sizes(grid: Grid, coarse: Sequence[Image], infos: dict[str, RasterInfo]) -> list[str]:
    """Returns a warning if coarse images differ in pixel size: detail in only one of them would appear as change."""
    sizes = {image.title: pixel_ratio(grid, infos[image.source].grid) for image in coarse}
    known = {title: size for title, size in sizes.items() if math.isfinite(size)}
    if not known or max(known.values()) < _OTHER_SIZE * min(known.values()):
        return []
    small, large = min(known, key=lambda title: known[title]), max(known, key=lambda title: known[title])
    return [
        tr(
            "The coarse images have different pixel sizes: {large} {large_size:.1f} and {small} {small_size:.1f} "
            "fine pixels. Detail that only the image with smaller pixels shows is treated as change; use coarse "
            "images of one pixel size.",
            large=large,
            large_size=known[large],
            small=small,
            small_size=known[small],
        )
    ]


def check_classes(classes: ClassMap | None, grid: Grid) -> None:
    if classes is None:
        return
    if classes.polygons is None:
        other = describe(classes.source).grid
        check_placed(grid, tr("The fine image"), other, tr("The class map"))
        if overlap(grid, other) == 0:
            raise InputError("The class map does not overlap the fine image; choose a map of the same area.")
    if classes.polygons is not None and not classes.polygons:
        raise InputError("The class map contains no polygon; choose a layer with polygons, or a raster.")


def check_pan(pan: Image, fine: Image, infos: dict[str, RasterInfo]) -> list[str]:
    """Returns warnings about a panchromatic image; raises `InputError` if it does not fit the fine image."""
    info, grid = infos[pan.source], infos[fine.source].grid
    if info.bands != 1:
        raise InputError(
            "{role} has {bands} bands, but a panchromatic image has one; choose a panchromatic image, or one of "
            "the bands.",
            role=pan.title,
            bands=info.bands,
        )
    check_placed(info.grid, pan.title, grid, fine.title)
    share = overlap(info.grid, grid)
    if share == 0:
        raise InputError(
            "{role} and {other} do not overlap; choose images of the same area, or assign the correct CRS.",
            role=pan.title,
            other=fine.title,
        )
    ratio = pixel_ratio(info.grid, grid)
    if math.isfinite(ratio) and ratio < _NOT_FINER:
        raise InputError(
            "{role} has larger pixels than {other} ({times:.1f} times); they may be swapped, or it is not a "
            "panchromatic image.",
            role=pan.title,
            other=fine.title,
            times=1 / ratio,
        )
    warnings = []
    if share < _LITTLE:
        warnings.append(
            tr(
                "{role} covers only {share:.0%} of {other}; the rest of the result is nodata.",
                role=fine.title,
                share=share,
                other=pan.title,
            )
        )
    pan, texts = with_date(pan, info.tags)
    warnings += texts
    day = pan.date
    if day and fine.date and day != fine.date:
        warnings.append(
            tr(
                "{role} is of {day}, but {other} is of {date}; changes between these dates appear as detail.",
                role=pan.title,
                day=day,
                other=fine.title,
                date=fine.date,
            )
        )
    return warnings
