"""Samples of stored values, used to choose scales, fill values and limits without reading a whole raster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..errors import InputError
from ..rasters.grid import Window
from ..rasters.raster import RasterReader
from ..run import Run

if TYPE_CHECKING:
    from numpy.typing import NDArray

EDGE = 64  # pixels along the edge of each sampled window
_ALONG = 5  # windows along each edge of the raster

# Common fill values of programs. They are treated as fill only if they are far from all other values.
FILLS = (-9999.0, -32768.0, -28672.0, -3000.0, -999.0, -99.0, 32767.0, 65535.0, 9999.0, -1.0)
_HUGE = 1e19  # values beyond this are fill in every product, such as 9.97e36 of NetCDF and -3.4e38


@dataclass(frozen=True)
class Sample:
    """Stored values of some bands, from windows spread over a raster.

    Attributes
    ----------
    bands : tuple of ndarray of float32, each of shape (values,)
        Valid values of each band, fill values excluded.
    fills : tuple of dict of float to float
        For each band: values detected as undeclared fill, and their share of the valid pixels.
    empty_rows : float
        Share of the sampled pixels that are 0 in all bands and lie in whole rows, columns or edges of such pixels.
    gaps : tuple of float
        For each band: share of missing pixels among the sampled pixels that have a value in any band.
    """

    bands: tuple[NDArray[np.float32], ...]
    fills: tuple[dict[float, float], ...]
    empty_rows: float = 0.0
    gaps: tuple[float, ...] = ()

    @property
    def all(self) -> NDArray[np.float32]:
        return np.concatenate(self.bands) if self.bands else np.zeros(0, np.float32)

    def of(self, places: Sequence[int]) -> Sample:
        """The sample of some of its bands, counted from 0."""
        gaps = tuple(self.gaps[p] for p in places) if self.gaps else ()
        return Sample(tuple(self.bands[p] for p in places), tuple(self.fills[p] for p in places), self.empty_rows, gaps)


def sample_values(reader: RasterReader, bands: Sequence[int], run: Run | None = None, needed: bool = True) -> Sample:
    """Sample 25 windows of 64 x 64 pixels; the first windows with data, if these hold none.

    Raises
    ------
    InputError
        If values are needed and no pixel is valid.
    Cancelled
        Reading a large raster without any data takes long, because all of it is read.
    """
    grid = reader.info.grid
    windows = [
        Window(int(v * max(grid.rows - EDGE, 0)), int(u * max(grid.cols - EDGE, 0)), EDGE, EDGE)
        for v in np.linspace(0, 1, _ALONG)
        for u in np.linspace(0, 1, _ALONG)
    ]
    parts = [reader.read(window, bands) for window in dict.fromkeys(windows)]
    if needed and not any(valid.any() for _, valid in parts):
        parts = _first_with_data(reader, bands, run or Run())
    if not parts:
        raise InputError(
            "{label} has no valid pixel; check its nodata value, {nodata}.",
            label=reader.info.label,
            nodata=reader.info.nodata,
        )
    found = [np.concatenate([values[place][valid[place]] for values, valid in parts]) for place in range(len(bands))]
    fills = [_fills(values) for values in found]
    kept = tuple(_without(values, fill) for values, fill in zip(found, fills))
    rows = _empty_rows(parts, [w.intersection(grid.window) for w in windows])
    return Sample(kept, tuple(fills), rows, _gaps(parts, fills))


def _first_with_data(
    reader: RasterReader, bands: Sequence[int], run: Run
) -> list[tuple[NDArray[np.float32], NDArray[np.bool_]]]:
    """The first window with data, for rasters that are almost empty."""
    for window in reader.info.grid.blocks(1024):
        run.check()
        values, valid = reader.read(window, bands)
        if valid.any():
            return [(values, valid)]
    return []


def _fills(values: NDArray[np.float32]) -> dict[float, float]:
    """Returns values detected as fill: huge, or common fill values far from all other values of the band."""
    found: dict[float, float] = {}
    huge = np.abs(values) > _HUGE
    if huge.any():
        found.update({float(v): float(np.mean(values == v)) for v in np.unique(values[huge])[:4]})
    rest = values[~huge]
    present = [fill for fill in FILLS if (rest == fill).any()]
    if not present:
        return found
    others = rest[~np.isin(rest, present)]
    if not len(others):
        return found  # a band with only such values is not evaluated
    low, high = float(others.min()), float(others.max())
    room = max(high - low, 1e-6)
    for fill in present:
        if fill < low - 0.5 * room or fill > high + 0.5 * room:
            found[fill] = float(np.mean(values == fill))
    return found


def _without(values: NDArray[np.float32], fills: dict[float, float]) -> NDArray[np.float32]:
    return values[~np.isin(values, list(fills))] if fills else values


def _gaps(
    parts: Sequence[tuple[NDArray[np.float32], NDArray[np.bool_]]], fills: Sequence[dict[float, float]]
) -> tuple[float, ...]:
    """Returns, for each band, the share of missing pixels among those with a value in any band."""
    missing, total = np.zeros(len(fills)), 0
    for values, valid in parts:
        known = valid.copy()
        for plane, stored, fill in zip(known, values, fills):
            if fill:
                plane &= ~np.isin(stored, list(fill))
        some = known.any(axis=0)
        missing += (some & ~known).sum(axis=(1, 2))
        total += int(some.sum())
    return tuple((missing / total).tolist()) if total else ()


def _empty_rows(parts: Sequence[tuple[NDArray[np.float32], NDArray[np.bool_]]], inside: Sequence[Window]) -> float:
    """Returns the share of pixels in whole rows or columns of a window that are 0 in all bands."""
    zero = total = 0
    for (values, valid), window in zip(parts, inside):
        part = (slice(None), slice(0, window.rows), slice(0, window.cols))
        known = valid[part].all(axis=0)
        nothing = known & (values[part] == 0).all(axis=0)
        if min(nothing.shape) < 8:
            continue
        lines = nothing.all(axis=1)[:, None] | nothing.all(axis=0)[None, :]
        zero += int((nothing & lines).sum())
        total += int(known.sum())
    return zero / total if total else 0.0
