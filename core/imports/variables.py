"""Granules whose layers are variables with axes, or lie in a swath."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

import numpy as np

from ..errors import InputError
from ..products.quality import NotZero, Test
from ..products.quantity import UNKNOWN, quantity_of_name, unit_of
from ..rasters.grid import Grid
from ..run import Run
from .cubes import Axes, CubePlane, Variable, attribute, axes_of, fixed_axes, stated_of, variables
from .flags import tests_of
from .granules import Granule
from .library import gdal
from .opened import Mask, OpenBand, OpenGranule, measured, open_band
from .planes import ArrayPlane, Stated
from .rows import BandRow, Fixed, Places
from .selecting import Selection, content_of, is_named
from .swaths import Swath
from .tables.grids import ERA5


class Area(Protocol):
    """Where the results lie: a grid, or None, and the part of a grid that is wanted."""

    @property
    def grid(self) -> Grid | None: ...

    def crop(self, grid: Grid) -> Grid: ...


def open_variables(granule: Granule, day: date, step: int, wanted: Selection, target: Area, run: Run) -> OpenGranule:
    found: dict[str, Variable] = {}
    for file in granule.layers.values():
        for variable in variables(file.source):
            found.setdefault(variable.name, variable)
    if granule.row.places is not None:
        return _open_swath(granule, granule.row.places, day, found, wanted, target, run)
    with_axes = {
        name: (variable, axes)
        for name, variable in found.items()
        for axes in [_axes(variable, granule.row.fixed)]
        if axes
    }
    # A file with any name may be one of ERA5.
    rows = granule.row.bands or ERA5.bands
    if (
        wanted.bands
        and not granule.row.bands
        or not any(re.fullmatch(row.part, name) for row in rows for name in with_axes)
    ):
        rows = _rows_of(with_axes)
    if not rows:
        raise InputError(
            "{name} has no variable with regular latitude and longitude, or map coordinates; it contains: {layers}.",
            name=granule.name,
            layers=", ".join(list(found)[:12]) or "-",
        )
    rows = _chosen_variables(granule, rows, with_axes, wanted)
    first = next(axes for row in rows for name, (_, axes) in with_axes.items() if re.fullmatch(row.part, name))
    bands: list[OpenBand] = []
    for row in rows:
        for name, (variable, axes) in with_axes.items():
            if re.fullmatch(row.part, name) and axes.grid == first.grid:
                bands.append(open_band(granule, row, name, CubePlane(variable, axes, step), wanted, run, not bands))
                break
    masks = [
        Mask(name, CubePlane(*with_axes[name], step), tests)
        for name, tests in _flag_tests(granule, found, with_axes, wanted.flags)
    ]
    return OpenGranule(granule, day, first.grid, bands, masks, [])


def _axes(variable: Variable, fixed: Fixed | None) -> Axes | None:
    if variable.array.GetDimensionCount() < 2 or variable.array.GetDataType().GetClass() != gdal().GEDTC_NUMERIC:
        return None
    return axes_of(variable.array) or (fixed_axes(variable.array, fixed) if fixed is not None else None)


def _rows_of(with_axes: dict[str, tuple[Variable, Axes]]) -> tuple[BandRow, ...]:
    """Returns a row for each variable with axes, with the quantity that its unit or its name says."""
    rows = []
    for name, (variable, _) in with_axes.items():
        if re.search(r"(_bnds|_bounds|error|flag|mask|quality|uncertainty)$", name, re.IGNORECASE):
            continue
        unit = variable.array.GetUnit() or attribute(variable.array, "units")
        known = unit_of(unit)
        quantity = known.quantity if known and known.quantity != UNKNOWN else quantity_of_name(name)
        rows.append(BandRow(re.escape(name), name, 0, quantity or name, unit=unit))
    return tuple(rows)


def _chosen_variables(
    granule: Granule, rows: tuple[BandRow, ...], with_axes: dict[str, tuple[Variable, Axes]], wanted: Selection
) -> tuple[BandRow, ...]:
    there = [row for row in rows if any(re.fullmatch(row.part, name) for name in with_axes)]
    content = content_of(there, wanted)
    if wanted.bands:
        chosen = [
            row
            for row in there
            for name in with_axes
            if re.fullmatch(row.part, name) and is_named(row, name, wanted.bands)
        ]
    else:
        chosen = [row for row in there if row.content == content]
    if (
        not granule.row.bands
        and not wanted.bands
        and len({row.content for row in there}) > 1
        and there[0] not in ERA5.bands
    ):
        raise InputError(
            "{name} contains several variables; enter in Bands which of them to import: {names}.",
            name=granule.name,
            names=", ".join(row.name for row in there),
        )
    if not chosen:
        raise InputError(
            "{name} has none of the bands {bands}; {title} has: {known}.",
            name=granule.name,
            title=granule.row.title,
            bands=", ".join(wanted.bands) or wanted.content,
            known=", ".join(row.name for row in there),
        )
    kept = tuple(dict.fromkeys(chosen))
    if len({row.content for row in kept}) > 1:
        raise InputError(
            "{name}: the bands {bands} are of different quantities; import them one after the other.",
            name=granule.name,
            bands=", ".join(row.name for row in kept),
        )
    return kept


def _open_swath(
    granule: Granule, places: Places, day: date, found: dict[str, Variable], wanted: Selection, target: Area, run: Run
) -> OpenGranule:
    latitude, longitude = (
        next((variable for name, variable in found.items() if re.fullmatch(part, name, re.IGNORECASE)), None)
        for part in (places.latitude + r"|lat(itude)?", places.longitude + r"|lon(gitude)?")
    )
    if latitude is None or longitude is None:
        raise InputError(
            "{name} lacks the file or layers with latitude and longitude; download the whole product.",
            name=granule.name,
        )
    rows = [row for row in granule.row.bands if any(re.fullmatch(row.part, name) for name in found)]
    if not rows:
        raise InputError(
            "{name} contains none of the layers of {title}; it is damaged, or another product. It contains: {layers}.",
            name=granule.name, title=granule.row.title, layers=", ".join(list(found)[:12]) or "-",
        )  # fmt: skip
    content = content_of(rows, wanted)
    rows = [row for row in rows if row.content == content]
    if wanted.bands:
        rows = [
            row
            for row in rows
            if any(re.fullmatch(row.part, name) and is_named(row, name, wanted.bands) for name in found)
        ]
    if not rows:
        raise InputError("{name} has none of the bands {bands}; {title} has: {known}.", name=granule.name,
                         title=granule.row.title, bands=", ".join(wanted.bands),
                         known=", ".join(row.name for row in granule.row.bands))  # fmt: skip
    swath = Swath(latitude, longitude, granule.name)
    try:
        grid = target.crop(target.grid or swath.grid(wanted.pixel or places.pixel))
        flags = {name: swath.values(variable) for name, variable in found.items()
                 if any(re.fullmatch(row.part, name) for row in granule.row.quality)}  # fmt: skip
        hidden = np.zeros(swath.shape, bool)
        masks = []
        for name, tests in _flag_tests(granule, found, flags, wanted.flags):
            for test in tests:
                hidden |= test.of(flags[name])
            masks.append(Mask(name, ArrayPlane(swath.flags(flags[name], grid), grid, Stated()), tests))
        bands: list[OpenBand] = []
        for row in rows:
            name, variable = next((name, one) for name, one in found.items() if re.fullmatch(row.part, name))
            stated = stated_of(variable.array)
            # Hidden pixels are left out before values are interpolated.
            values = swath.values(variable)
            known = measured(values, stated.nodata, granule.row, row.content) & ~hidden
            plane = ArrayPlane(
                swath.measured(np.where(known, values, np.nan).astype(np.float32), grid),
                grid,
                replace(stated, nodata=None),
            )
            bands.append(open_band(granule, row, name, plane, wanted, run, not bands))
        outside = (~swath.inside(grid)).astype(np.uint8)
        masks.append(Mask("", ArrayPlane(outside, grid, Stated()), (NotZero(),)))
    finally:
        swath.close()
    return OpenGranule(granule, day, grid, bands, masks, [])


def _flag_tests(
    granule: Granule, found: Mapping[str, Variable], there: Collection[str], flags: tuple[str, ...]
) -> Iterator[tuple[str, tuple[Test, ...]]]:
    """Yields the quality layers that hide pixels, and their tests."""
    for row in granule.row.quality:
        name = next((name for name in there if re.fullmatch(row.part, name)), None)
        tests = tests_of(found[name].array, row, flags) if name is not None else ()
        if name is not None and tests:
            yield name, tests
