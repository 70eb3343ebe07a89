"""Layers of a granule as planes: files, sub-datasets, and bands of one file."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..errors import InputError
from ..rasters.grid import Grid
from . import hdfeos
from .granules import Granule
from .library import gdal
from .planes import BandPlane, Plane, georeferenced, layer_name
from .rows import STACK, SUBDATASETS


def layers_of(granule: Granule) -> dict[str, Plane]:
    """Returns planes by the names of layers that bands or quality rows of the product match."""
    row = granule.row
    wanted = [band.part for band in row.bands] + [layer.part for layer in row.quality]

    def is_wanted(name: str) -> bool:
        return any(re.fullmatch(part, name) for part in wanted)

    found: dict[str, Plane] = {}
    if granule.row.container == SUBDATASETS:
        return _subdatasets(granule, is_wanted)
    if granule.row.container == STACK:
        dataset = _open(next(iter(granule.layers.values())).source, granule.name)
        for number in range(1, dataset.RasterCount + 1):
            name = dataset.GetRasterBand(number).GetDescription()
            if is_wanted(name):
                found[name] = BandPlane(dataset, number, label=granule.name)
        return found
    for name, file in granule.layers.items():
        if is_wanted(name):
            found[name] = BandPlane(_open(file.source, file.name), label=file.name)
    return found


def _subdatasets(granule: Granule, is_wanted: Callable[[str], bool]) -> dict[str, Plane]:
    source = next(iter(granule.layers.values())).source
    dataset = _open(source, granule.name)
    names = [name for name, _ in dataset.GetSubDatasets()]
    grids: dict[str, Grid] | None = None
    found: dict[str, Plane] = {}
    for one in names or [source]:
        name = layer_name(one)
        if not is_wanted(name):
            continue
        part = _open(one, granule.name)
        grid = None
        if not georeferenced(part):
            if grids is None:
                grids = hdfeos.grids_of(hdfeos.struct_text(source))
            grid = next(
                (known for title, known in grids.items() if re.search(rf"[/:]{re.escape(title)}[/:]", one)), None
            )
            if grid is None:
                raise InputError("{name} has no valid georeference; download it again.", name=granule.name)
        found[name] = BandPlane(part, 1, grid, granule.name)
    if not found:
        raise InputError(
            "{name} contains none of the layers of {title}; it is damaged, or another product. It contains: {layers}.",
            name=granule.name,
            title=granule.row.title,
            layers=", ".join(layer_name(one) for one in names[:12]) or "-",
        )
    return found


def _open(source: str, label: str) -> Any:
    try:
        dataset = gdal().Open(source)
    except RuntimeError as error:
        raise InputError(
            "{label} cannot be opened: it is damaged or incomplete, or a GDAL driver is missing ({reason}).",
            label=label,
            reason=str(error).strip(),
        ) from error
    if dataset is None:
        raise InputError("{label} cannot be opened: it is damaged, or a GDAL driver is missing.", label=label)
    return dataset
