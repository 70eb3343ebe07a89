"""The tables of products and data sets as texts, for the help pages and the README."""

from __future__ import annotations

from .datasets.rows import PAIRS
from .datasets.table import DATA_SETS
from .products import PRODUCTS
from .rows import FILES, STACK, SUBDATASETS, ProductRow

PRODUCT_HEAD = ("product", "name", "bands", "masked by", "delivered as")
DATA_SET_HEAD = ("data set", "contents", "kind", "published splits", "unit", "licence")
_ENDINGS = {FILES: "folder or archive of files", STACK: "GeoTIFF", SUBDATASETS: "HDF"}


def product_rows() -> list[tuple[str, ...]]:
    """Returns a row for each product, without the exports of other services, which have the same bands."""
    return [
        (row.id, row.title, _bands(row), ", ".join(dict.fromkeys(layer.kind for layer in row.quality)), _delivered(row))
        for row in PRODUCTS
        if not any(word in row.title for word in ("AppEEARS", "Earth Engine", "band files"))
    ]


def data_set_rows() -> list[tuple[str, ...]]:
    """Returns a row for each data set."""
    return [
        (row.id, row.title, row.kind, ", ".join(split.name for split in row.splits) if row.kind == PAIRS else "", row.unit,
         row.licence)
        for row in DATA_SETS
    ]  # fmt: skip


def _bands(row: ProductRow) -> str:
    names = list(dict.fromkeys(band.name for band in row.bands))
    return ", ".join(names) if len(names) <= 12 else f"{', '.join(names[:11])} and {len(names) - 11} more"


def _delivered(row: ProductRow) -> str:
    drivers = {"HDF4": "HDF4", "HDF5": "HDF5", "netCDF": "NetCDF", "GRIB": "GRIB"}
    named = [drivers[name] for name in row.drivers if name in drivers]
    return " or ".join(dict.fromkeys(named)) if named else _ENDINGS.get(row.container, "NetCDF")
