"""Conversion of stored raster values to the physical units in which methods compute.

Methods compute in reflectance, 0 to 1. An index is used as it is, temperature in hundreds of kelvin, 8-bit images as
shares of 255: differences then have the magnitude for which the thresholds of the papers were chosen.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Union

import numpy as np

from ..errors import InputError
from ..rasters.raster import RasterInfo
from ..words import later, tr

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NUMBER = r"\d*\.?\d+(?:[eE][-+]?\d+)?"
_SCALE = re.compile(rf"({_NUMBER})([-+]{_NUMBER})?$")


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
    """A scale for each band, for rasters that hold several quantities."""

    scales: tuple[Scale, ...]

    @property
    def factor(self) -> NDArray[np.float64]:
        """Factors, shape (bands, 1, 1)."""
        return np.array([scale.factor for scale in self.scales])[:, None, None]

    @property
    def offset(self) -> NDArray[np.float64]:
        """Offsets, shape (bands, 1, 1)."""
        return np.array([scale.offset for scale in self.scales])[:, None, None]

    @property
    def reason(self) -> str:
        return ", ".join(dict.fromkeys(scale.reason for scale in self.scales))

    def physical(self, stored: NDArray[Any]) -> NDArray[np.float32]:
        return np.stack([scale.physical(band) for scale, band in zip(self.scales, stored)])

    def __str__(self) -> str:
        return ", ".join(str(scale) for scale in self.scales)


AnyScale = Union[Scale, BandScales]


def scale_of_bands(scales: Sequence[Scale]) -> AnyScale:
    """Returns one scale if all bands have the same, else one for each band."""
    first = scales[0]
    alike = all((scale.factor, scale.offset) == (first.factor, first.offset) for scale in scales)
    return first if alike else BandScales(tuple(scales))


def scale_of_band(scale: AnyScale, place: int) -> Scale:
    """Returns the scale of one band, counted from 0."""
    return scale.scales[place] if isinstance(scale, BandScales) else scale


def same_scale(first: AnyScale, second: AnyScale) -> bool:
    """Whether two scales convert stored values to the same physical values."""
    return np.array_equal(first.factor, second.factor) and np.array_equal(first.offset, second.offset)


def band_factors(scale: AnyScale) -> NDArray[np.float64]:
    """Returns absolute factors, shape (1,) or (bands,), for metrics with a value for each band."""
    return np.abs(np.ravel(scale.factor))


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
            "Scale factor '{text}' has {count} parts; enter one for both sensors, or two, for fine and coarse images.",
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
            "Scale factor '{word}' is not valid; enter auto, a factor such as 0.0001, or factor and offset such "
            "as 0.0000275-0.2.",
            word=word,
        )
    return Scale(float(match[1]), float(match[2] or 0))


@dataclass(frozen=True)
class Storage:
    """How predictions are stored: type, nodata value and scale of the fine input."""

    dtype: str
    nodata: float | None
    scale: AnyScale

    @property
    def unit(self) -> str:
        """Unit of the stored values of the first band, in the user's language."""
        return tr("units of {factor:g}", factor=scale_of_band(self.scale, 0).factor)

    def stored(self, values: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[Any]:
        """Returns physical values (bands, rows, cols) in the type of the file; nodata where `valid` (rows, cols) is
        False, and where a band has no finite value.

        Values are rounded and clipped to the type. A value equal to nodata is changed to the adjacent one, because a
        valid pixel must stay valid.
        """
        dtype = np.dtype(self.dtype)
        if self.nodata is not None and not valid.any():
            return np.full(values.shape, self.nodata, dtype)
        stored = values.astype(np.float64)
        stored -= self.scale.offset
        stored /= self.scale.factor
        finite = np.isfinite(stored)
        whole = bool(finite.all())
        if not whole:
            stored[~finite] = 0
        if dtype.kind in "iu":
            low, high = _limits(dtype)
            np.rint(stored, out=stored)
            np.clip(stored, low, high, out=stored)
            if self.nodata is not None:
                step = -1 if self.nodata >= high else 1
                stored[stored == self.nodata] += step
        elif self.nodata is not None and np.isfinite(self.nodata):
            stored = stored.astype(dtype)
            stored[stored == self.nodata] = np.nextafter(dtype.type(self.nodata), dtype.type(np.inf))
        if self.nodata is not None and not valid.all():
            stored[:, ~valid] = self.nodata
        if self.nodata is not None and not whole:
            stored[~finite] = self.nodata
        return stored.astype(dtype)


def _limits(dtype: np.dtype[Any]) -> tuple[float, float]:
    """Returns the smallest and the largest float64 within an integer type; 2**63 - 1 is not a float64."""
    limits = np.iinfo(dtype)
    high = float(limits.max)
    return float(limits.min), high if int(high) <= limits.max else float(np.nextafter(high, 0))


def storage_like(info: RasterInfo, scale: AnyScale) -> Storage:
    """Returns the fine input's type and nodata value; if it has none that fits, one that the type can hold."""
    nodata = info.nodata
    dtype = np.dtype(info.dtype)
    if dtype.kind == "f":
        nodata = float("nan") if nodata is None else nodata
    elif nodata is None or not _holds(dtype, nodata):
        low, high = _limits(dtype)
        nodata = low if dtype.kind == "i" else high
    return Storage(info.dtype, nodata, scale)


def _holds(dtype: np.dtype[Any], value: float) -> bool:
    limits = np.iinfo(dtype)
    return bool(np.isfinite(value) and limits.min <= value <= limits.max and value == int(value))
