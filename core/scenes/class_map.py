"""Map of land-cover classes, an input of some methods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ClassMap:
    """A map of land-cover classes: a raster of whole numbers, or polygons.

    Attributes
    ----------
    source : str
        The raster; or, with polygons, the layer's name for messages and history.
    polygons : tuple of (geometry, class)
        GeoJSON geometries in the coordinate reference system of the first fine image, and whole numbers from 1.
    """

    source: str
    polygons: tuple[tuple[Mapping[str, Any], int], ...] | None = None
