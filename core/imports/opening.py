"""Opens granules: their days, bands and masks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

import numpy as np

from ..dates import date_from_tags
from ..errors import InputError
from ..products.quality import KINDS
from ..rasters.coordinates import same_crs
from ..rasters.grid import Grid
from ..run import Run
from .cubes import axes_of, times_of, variables
from .granules import Granule
from .layers import layers_of
from .library import gdal
from .opened import Mask, OpenBand, OpenGranule, open_band
from .planes import Plane, on_grid
from .rows import SUM, VARIABLES
from .selecting import SAME_SIZE, Selection, choose
from .tables.grids import SUMMED
from .variables import Area, open_variables


def steps_of(granule: Granule) -> list[tuple[date, int | None, datetime | None]]:
    """Returns the days of a granule: one, or one for each time in its file, with the place and the time of it.

    Raises
    ------
    InputError
        If it states no date.
    """
    if granule.row.container == VARIABLES and granule.row.places is None:
        for variable in variables(next(iter(granule.layers.values())).source):
            axes = axes_of(variable.array) if variable.array.GetDimensionCount() > 1 else None
            if axes is not None:
                times = times_of(variable.array, axes)
                if times and (len(times) > 1 or granule.day is None):
                    return [(time.date(), place, time) for place, time in enumerate(times)]
                break
    if granule.day is not None:
        return [(granule.day, None, None)]
    day = _stated_day(granule)
    if day is None:
        raise InputError(
            "{name} has no date in its name or its tags; add the date to the file name, such as _20150714.",
            name=granule.name,
        )
    return [(day, None, None)]


def _stated_day(granule: Granule) -> date | None:
    try:
        dataset = gdal().Open(next(iter(granule.layers.values())).source)
    except RuntimeError:
        return None
    return date_from_tags(dataset.GetMetadata()) if dataset is not None else None


def open_granule(
    granule: Granule, day: date, step: int | None, wanted: Selection, target: Area, run: Run
) -> OpenGranule:
    """Opens a granule.

    Parameters
    ----------
    granule : Granule
    day : date
        See `steps_of`.
    step : int or None
        Place of its time in the file.
    wanted : Selection
    target : Area
        For swaths, which have no grid of their own.
    run : Run
        Receives warnings.

    Raises
    ------
    InputError
        If a file is damaged, or none of the bands is there.
    """
    if granule.row.container == VARIABLES:
        return open_variables(granule, day, step or 0, wanted, target, run)
    layers = layers_of(granule)
    chosen, problems = choose(granule, layers, wanted)
    grid = min((plane.grid for _, _, plane in chosen), key=lambda one: one.pixel)
    if wanted.pixel:
        near = [plane.grid for _, _, plane in chosen if abs(plane.grid.pixel / wanted.pixel - 1) < SAME_SIZE]
        grid = near[0] if near else grid
    bands = [
        open_band(granule, row, name, on_grid(plane, grid, False), wanted, run, place == 0)
        for place, (row, name, plane) in enumerate(chosen)
    ]
    masks = _masks(granule, layers, bands, grid, wanted.flags)
    if granule.row.quality and not masks:
        problems.append("quality")
    return OpenGranule(granule, day, grid, bands, masks, problems)


def _masks(
    granule: Granule, layers: dict[str, Plane], bands: list[OpenBand], grid: Grid, flags: tuple[str, ...]
) -> list[Mask]:
    masks = []
    known = {kind.id: kind for kind in KINDS}
    for row in granule.row.quality:
        found = [name for name in layers if re.fullmatch(row.part, name)]
        if not found:
            continue
        tests = known[row.kind].tests(flags)
        if row.each:
            for place, band in enumerate(bands):
                own = next((name for name in found if _tail(name) == _tail(band.layer)), None)
                if own is not None:
                    masks.append(Mask(own, on_grid(layers[own], grid, True), tests, place))
            continue
        # Of several versions, that with the same pixels, else the one with smaller ones.
        best = min(found, key=lambda name: abs(np.log(layers[name].grid.pixel / grid.pixel)))
        masks.append(Mask(best, on_grid(layers[best], grid, True), tests))
    return masks


def _tail(name: str) -> str:
    match = re.search(r"(?:Band)?([IM]?\d+)$", name)
    return match[1] if match else name


def combined(bands: Sequence[OpenBand], combine: str) -> str:
    """Returns how times of a day become one image: accumulated fields are added."""
    return SUM if all(re.fullmatch(SUMMED, band.layer) for band in bands) else combine


def aligned(first: Grid, second: Grid) -> bool:
    """Checks whether the pixels of two grids coincide."""
    return same_crs(first.crs, second.crs) and first.offset_of(second) is not None
