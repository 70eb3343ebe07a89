"""Conversion of stored raster values to the physical units in which methods compute.

Methods compute in reflectance, 0 to 1. An index is used as it is, temperature in hundreds of kelvin, 8-bit images as
shares of 255: differences then have the magnitude for which the thresholds of the papers were chosen.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from ..rasters.grid import Window
from ..rasters.raster import RasterInfo, RasterReader
from ..run import Run
from ..words import later

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NUMBER = r"\d*\.?\d+(?:[eE][-+]?\d+)?"
_SCALE = re.compile(rf"({_NUMBER})([-+]{_NUMBER})?$")

# Landsat Collection 2 level 2, surface reflectance: factor and offset of its product guide.
_LANDSAT_C2 = re.compile(r"L[COTEM]0\d_L2S[PR]_.*_SR_B|LANDSAT/L[COTEM]0\d/C02/T1_L2", re.IGNORECASE)

_SAMPLE = 64  # pixels along the edge of each sampled window
_SAMPLED = 5  # windows along each edge of the raster


@dataclass(frozen=True)
class Scale:
    """physical = factor * stored + offset, and the reason for this choice, in English: `words.tr` translates it."""

    factor: float
    offset: float = 0.0
    reason: str = later("as given")

    def physical(self, stored: NDArray[Any]) -> NDArray[np.float32]:
        """Returns physical values; float32 arrays are changed in place."""
        values = stored.astype(np.float32, copy=False)
        if self.factor != 1:
            values *= np.float32(self.factor)
        if self.offset:
            values += np.float32(self.offset)
        return values

    def __str__(self) -> str:
        return f"{self.factor:g}" + (f"{self.offset:+g}" if self.offset else "")


@dataclass(frozen=True)
class BandScales:
    """A scale for each band, for rasters with several quantities."""

    scales: tuple[Scale, ...]

    def physical(self, stored: NDArray[Any]) -> NDArray[np.float32]:
        return np.stack([scale.physical(band) for scale, band in zip(self.scales, stored)])


def parse_scale(text: str) -> tuple[Scale | None, Scale | None]:
    """Returns the scales of fine and coarse rasters as typed by a user; None means automatic.

    ``auto``, one scale for both, or two separated by a space; each is a factor with an optional offset: ``0.0001``,
    ``0.0000275-0.2``, ``0.0001 1``, ``auto 0.01``.

    Raises
    ------
    InputError
        If the text is none of these, or a factor is 0.
    """
    words = text.replace(";", " ").split() or ["auto"]
    if len(words) > 2:
        raise InputError(
            "Scale '{text}' has {count} parts; give one for both sensors, or one for fine, one for coarse.",
            text=text,
            count=len(words),
        )
    scales = [_parse_one(word) for word in words]
    return scales[0], scales[-1]


def _parse_one(word: str) -> Scale | None:
    if word.lower() == "auto":
        return None
    match = _SCALE.match(word)
    if not match or not 0 < float(match[1]) < math.inf:
        raise InputError(
            "Scale '{word}' is not understood; write auto, a factor such as 0.0001, or factor and "
            "offset such as 0.0000275-0.2.",
            word=word,
        )
    return Scale(float(match[1]), float(match[2] or 0))


def find_scale(reader: RasterReader, bands: Sequence[int], run: Run | None = None) -> Scale:
    """Returns the most likely scale of a raster: from its metadata, its product name, else its values.

    Raises
    ------
    InputError
        If none of the sampled pixels is valid.
    Cancelled
        If the user cancelled; a large raster without valid pixels takes long, because all of it is read.
    """
    info = reader.info
    factors = {info.scales[band - 1] for band in bands}
    offsets = {info.offsets[band - 1] for band in bands}
    if (factors, offsets) != ({1.0}, {0.0}) and len(factors) == len(offsets) == 1:
        stated = Scale(factors.pop(), offsets.pop(), later("stated in the file"))
        sample = stated.physical(_sample(reader, bands, run))
        if _is_kelvin(sample):
            return Scale(stated.factor / 100, stated.offset / 100, later("stated in the file, kelvin"))
        return stated
    if _LANDSAT_C2.search(info.source):
        return Scale(0.0000275, -0.2, later("Landsat Collection 2 surface reflectance"))
    return _scale_of(_sample(reader, bands, run), info)


def scale_of_file(info: RasterInfo, bands: Sequence[int], run: Run | None = None) -> Scale:
    """As `find_scale`, for a raster without an open reader."""
    reader = RasterReader(info)
    try:
        return find_scale(reader, bands, run)
    finally:
        reader.close()


def _scale_of(sample: NDArray[np.float32], info: RasterInfo) -> Scale:
    high = float(np.percentile(np.abs(sample), 99))
    if info.dtype == "uint8":
        return Scale(1 / 255, 0, later("8-bit image"))
    if _is_kelvin(sample):
        return Scale(0.01, 0, later("kelvin"))
    if high <= 3 and info.dtype.startswith("float"):
        return Scale(1, 0, later("values up to about 1"))
    if high <= 120:
        return Scale(0.01, 0, later("values up to about 100"))
    return Scale(0.0001, 0, later("values up to about 10000"))


def _is_kelvin(sample: NDArray[np.float32]) -> bool:
    low, high = np.percentile(sample, (1, 99))
    return bool(180 < low and high < 380)


def _sample(reader: RasterReader, bands: Sequence[int], run: Run | None) -> NDArray[np.float32]:
    """Returns valid values from windows distributed over the raster."""
    grid = reader.info.grid
    found = []
    for v in np.linspace(0, 1, _SAMPLED):
        for u in np.linspace(0, 1, _SAMPLED):
            row, col = int(v * max(grid.rows - _SAMPLE, 0)), int(u * max(grid.cols - _SAMPLE, 0))
            window = Window(row, col, _SAMPLE, _SAMPLE)
            values, valid = reader.read(window, bands)
            found.append(values[valid])
    sample: NDArray[np.float32] = np.concatenate(found)
    if not len(sample):
        sample = _sample_all(reader, bands, run or Run())
    if not len(sample):
        raise InputError(
            "{label} has no valid pixel; check its nodata value, {nodata}.",
            label=reader.info.label,
            nodata=reader.info.nodata,
        )
    return sample


def _sample_all(reader: RasterReader, bands: Sequence[int], run: Run) -> NDArray[np.float32]:
    """Returns the values of the first window with valid pixels, for rasters that are almost empty."""
    for window in reader.info.grid.blocks(1024):
        run.check()
        values, valid = reader.read(window, bands)
        if valid.any():
            found: NDArray[np.float32] = values[valid]
            return found
    return np.zeros(0, np.float32)


@dataclass(frozen=True)
class Storage:
    """How predictions are stored: type, nodata value and scale of the fine input."""

    dtype: str
    nodata: float | None
    scale: Scale

    def stored(self, values: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[Any]:
        """Returns physical values (bands, rows, cols) in the type of the file; nodata where `valid` (rows, cols) is
        False.

        Values are rounded and clipped to the type. A value equal to nodata is changed to the adjacent one, because a
        valid pixel must stay valid.
        """
        dtype = np.dtype(self.dtype)
        if self.nodata is not None and not valid.any():
            return np.full(values.shape, self.nodata, dtype)
        stored = values.astype(np.float64)
        stored -= self.scale.offset
        stored /= self.scale.factor
        if dtype.kind in "iu":
            limits = np.iinfo(dtype)
            np.rint(stored, out=stored)
            np.clip(stored, limits.min, limits.max, out=stored)
            if self.nodata is not None:
                step = -1 if self.nodata == limits.max else 1
                stored[stored == self.nodata] += step
        elif self.nodata is not None and np.isfinite(self.nodata):
            stored = stored.astype(dtype)
            stored[stored == self.nodata] = np.nextafter(dtype.type(self.nodata), dtype.type(np.inf))
        if self.nodata is not None and not valid.all():
            stored[:, ~valid] = self.nodata
        return stored.astype(dtype)


def storage_like(info: RasterInfo, scale: Scale) -> Storage:
    """Returns the fine input's type and nodata value; if it has none that fits, one that the type can hold."""
    nodata = info.nodata
    dtype = np.dtype(info.dtype)
    if nodata is None:
        if dtype.kind == "f":
            nodata = float("nan")
        else:
            limits = np.iinfo(dtype)
            nodata = float(limits.min if dtype.kind == "i" else limits.max)
    elif dtype.kind in "iu" and not _holds(dtype, nodata):
        nodata = float(np.iinfo(dtype).min if dtype.kind == "i" else np.iinfo(dtype).max)
    return Storage(info.dtype, nodata, scale)


def _holds(dtype: np.dtype[Any], value: float) -> bool:
    limits = np.iinfo(dtype)
    return bool(np.isfinite(value) and limits.min <= value <= limits.max and value == int(value))
