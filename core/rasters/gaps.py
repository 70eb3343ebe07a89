"""Reading of the bands of an open raster, and of what marks missing pixels: nodata values, masks, transparency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..runtime.dependencies import require
from .gdal_cache import PURPOSE
from .source import Range, Source

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Number of sampled windows of an alpha band along each axis, and their edge length in pixels.
_SAMPLED, _SAMPLE = 8, 64


class _Band(NamedTuple):
    """How a band marks missing pixels."""

    nodata: float | None
    hidden: tuple[Range, ...]  # set by the user
    masked: bool
    real: bool

    @property
    def possible(self) -> bool:
        """Whether pixels may be missing."""
        return self.nodata is not None or self.masked or self.real or bool(self.hidden)


class Gaps:
    """How the bands of a raster are read and mark missing pixels; all kinds of marks are combined.

    An alpha band masks the pixels where it is 0 if it is not a requested band and, in a sample of windows, has only the
    values 0 and its maximum. Many writers declare near infrared as alpha by mistake: an alpha band with other values,
    or a requested one, is data.

    Parameters
    ----------
    dataset
        An open rasterio dataset.
    source : Source
        With the nodata values set by the user.
    """

    def __init__(self, dataset: Any, source: Source) -> None:
        enums = require("rasterio", PURPOSE).enums
        flags_of = enums.MaskFlags
        self._bands = tuple(
            _Band(
                nodata if source.own_nodata else None,
                source.hidden(band),
                # A mask of the file, or one for each band. The others are derived from values, or there is none.
                flags != [flags_of.nodata] and not {flags_of.all_valid, flags_of.alpha} & set(flags),
                np.dtype(dtype).kind == "f",
            )
            for band, (nodata, flags, dtype) in enumerate(
                zip(dataset.nodatavals, dataset.mask_flag_enums, dataset.dtypes), 1
            )
        )
        self._dtypes = tuple(dataset.dtypes)
        self._one_mask = all(flags_of.per_dataset in flags for flags in dataset.mask_flag_enums)
        colors = dataset.colorinterp
        self._alpha = colors.index(enums.ColorInterp.alpha) + 1 if enums.ColorInterp.alpha in colors else 0
        self._hides: bool | None = None if self._alpha else False

    def possible(self, bands: Sequence[int]) -> bool:
        """Checks whether pixels of these bands may be missing."""
        transparent = self._alpha and self._hides is not False and self._alpha not in bands
        return bool(transparent) or any(self._bands[band - 1].possible for band in bands)

    def planes(self, dataset: Any, at: Any, bands: Sequence[int]) -> NDArray[Any] | list[NDArray[Any]]:
        """Reads bands of a window, each in its own type: an array if they have one type, else a list."""
        if len({self._dtypes[band - 1] for band in bands}) <= 1:
            values: NDArray[Any] = dataset.read(list(bands), window=at)
            return values
        return [dataset.read(band, window=at) for band in bands]

    def find(self, band: int, stored: NDArray[Any], known: NDArray[np.bool_]) -> None:
        """Clears `known` (rows, cols) where stored values of a band are nodata or hidden by the user."""
        gaps = self._bands[band - 1]
        if gaps.nodata is not None:
            known &= _differs(stored, gaps.nodata)
        for low, high in gaps.hidden:
            known &= _differs(stored, low) if low == high else ~((stored >= low) & (stored <= high))

    def hide(self, dataset: Any, at: Any, bands: Sequence[int], known: NDArray[np.bool_]) -> None:
        """Clears `known` (bands, rows, cols) where masks of the file or its alpha band hide a pixel of a window."""
        mask: NDArray[np.bool_] | None = None
        for place, band in enumerate(bands):
            if not self._bands[band - 1].masked:
                continue
            if mask is None or not self._one_mask:
                mask = dataset.read_masks(band, window=at) > 0
            known[place] &= mask
        if self._alpha and self._alpha not in bands and self._transparent(dataset):
            known &= dataset.read(self._alpha, window=at) != 0

    def _transparent(self, dataset: Any) -> bool:
        """Checks whether the alpha band has only the values 0 and its maximum. Two threads may both compute it."""
        if self._hides is None:
            window = require("rasterio", PURPOSE).windows.Window
            found: set[float] = set()
            rows, cols = (
                np.unique(np.linspace(0, max(size - _SAMPLE, 0), _SAMPLED).astype(int)).tolist()
                for size in dataset.shape
            )
            for row in rows:
                for col in cols:
                    at = window(col, row, min(_SAMPLE, dataset.width), min(_SAMPLE, dataset.height))
                    found.update(np.unique(dataset.read(self._alpha, window=at)).tolist())
                if len(found - {0}) > 1:
                    break
            self._hides = len(found - {0}) <= 1
        return self._hides


def _differs(stored: NDArray[Any], nodata: float) -> NDArray[np.bool_]:
    """Checks where values are not nodata; a float nodata value is compared in the precision of the file."""
    if stored.dtype.kind == "f":
        with np.errstate(over="ignore"):
            return ~np.isnan(stored) if np.isnan(nodata) else np.asarray(stored != stored.dtype.type(nodata))
    # Compared as integers where this is exact: numpy would otherwise convert all pixels to floats first.
    whole = stored.dtype.itemsize < 8 and float(nodata).is_integer()
    return np.asarray(stored != (int(nodata) if whole else nodata))
