"""Positions of HDF-EOS grids, from the text that the files carry.

GDAL reads it for HDF-EOS2, and for HDF-EOS5 from 3.7 on; before that, VIIRS products have no georeference.
"""

from __future__ import annotations

import re

from ..rasters.grid import Grid
from .library import gdal, reference_of

_GRID = re.compile(r"GROUP=GRID_\d+(.*?)END_GROUP=GRID_\d+", re.DOTALL)


def struct_text(path: str) -> str:
    """Returns the text with the grids of an HDF-EOS5 file; empty if it has none."""
    library = gdal()
    try:
        root = library.OpenEx(path, library.OF_MULTIDIM_RASTER, allowed_drivers=["HDF5"]).GetRootGroup()
        array = root.OpenGroup("HDFEOS INFORMATION").OpenMDArray("StructMetadata.0")
        found = array.Read()
    except (RuntimeError, AttributeError):
        return ""
    text = found[0] if isinstance(found, (list, tuple)) and found else found
    return text if isinstance(text, str) else ""


def grids_of(text: str) -> dict[str, Grid]:
    """Returns the grids that the text describes, by their names; those in other projections are left out."""
    found = {}
    for match in _GRID.finditer(text):
        part = match[1]
        name, crs = _value(part, "GridName"), _crs(part)
        corner, opposite = _pair(part, "UpperLeftPointMtrs"), _pair(part, "LowerRightMtrs")
        cols, rows = _number(part, "XDim"), _number(part, "YDim")
        if not (name and crs and corner and opposite and cols and rows):
            continue
        if crs == _GEOGRAPHIC:
            corner, opposite = [_degrees(value) for value in corner], [_degrees(value) for value in opposite]
        (left, top), (right, bottom) = corner, opposite
        transform = ((right - left) / cols, 0.0, left, 0.0, (bottom - top) / rows, top)
        found[name.strip('"')] = Grid(rows, cols, transform, reference_of(crs).ExportToWkt())
    return found


_GEOGRAPHIC = "EPSG:4326"


def _crs(part: str) -> str:
    projection = _value(part, "Projection") or ""
    parameters = (_value(part, "ProjParams") or "").strip("()").split(",")
    if projection.endswith("GCTP_GEO"):
        return _GEOGRAPHIC
    if projection.endswith(("GCTP_SNSOID", "GCTP_ISINUS")):
        try:
            radius = float(parameters[0])
            centre = _degrees(float(parameters[4])) if len(parameters) > 4 else 0.0
        except ValueError:
            return ""
        return f"+proj=sinu +lon_0={centre:g} +x_0=0 +y_0=0 +R={radius or 6371007.181:.6f} +units=m +no_defs"
    return ""


def _value(part: str, key: str) -> str | None:
    match = re.search(rf"^\s*{key}=(.+?)\s*$", part, re.MULTILINE)
    return match[1] if match else None


def _pair(part: str, key: str) -> list[float] | None:
    words = (_value(part, key) or "").strip("()").split(",")
    try:
        return [float(words[0]), float(words[1])]
    except (ValueError, IndexError):
        return None


def _number(part: str, key: str) -> int:
    text = _value(part, key) or ""
    return int(text) if text.isdigit() else 0


def _degrees(packed: float) -> float:
    """Returns degrees of GCTP's packed form, DDDMMMSSS.SS."""
    size = abs(packed)
    degrees, rest = divmod(size, 1_000_000)
    minutes, seconds = divmod(rest, 1000)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if packed < 0 else value
