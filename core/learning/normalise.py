"""Normalisation of physical values to the range of a network and back: one linear map per band."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

PER_BAND, REFLECTANCE = "per band", "reflectance"
KINDS = (PER_BAND, REFLECTANCE)
# Replaces "per band" for networks that require standardised values.
STANDARD = "standard"
_DEVIATIONS = 4.0

# Share of the values at each end that may lie outside the range, and margin added at each end: some networks end in a
# tanh, which never reaches -1 and 1.
_CUT, _ROOM = 0.001, 0.1
_SAMPLE = 200_000  # number of values of a band used to determine its range


@dataclass(frozen=True)
class Normalisation:
    """Linear map of physical values from `lowest` to `highest`, per band, to `low` to `high`.

    Fine and coarse images share it, so that differences between them are preserved.
    """

    lowest: tuple[float, ...]
    highest: tuple[float, ...]
    low: float = 0.0
    high: float = 1.0

    def __post_init__(self) -> None:
        if len(self.lowest) != len(self.highest) or not all(a < b for a, b in zip(self.lowest, self.highest)):
            raise InputError("The range of values of a band is empty; the minimum must be below the maximum.")

    def apply(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns physical values (bands, rows, cols) mapped to the range of the network."""
        factor, start = self._factors()
        found = values * factor.astype(np.float32)
        found += start.astype(np.float32)
        return found

    def undo(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns the physical values of the output of a network (..., bands, rows, cols)."""
        factor, start = self._factors()
        return ((values - start) / factor).astype(np.float32)

    @property
    def units(self) -> NDArray[np.float32]:
        """Physical values per unit of the network, shape (bands, 1, 1)."""
        return (1 / self._factors()[0]).astype(np.float32)

    def _factors(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        lowest, highest = (np.array(ends, np.float64)[:, None, None] for ends in (self.lowest, self.highest))
        factor = (self.high - self.low) / (highest - lowest)
        return factor, self.low - lowest * factor


def find_normalisation(
    kind: str, samples: Iterable[tuple[NDArray[np.float32], NDArray[np.bool_]]], bands: int, low: float, high: float
) -> Normalisation:
    """Returns the normalisation for a training set.

    Parameters
    ----------
    kind : str
        ``"reflectance"`` takes 0 to 1 in every band, as the papers do; ``"per band"`` takes the range of nearly all
        values of the fine images, with a margin, which uses the range better for dark bands and also suits temperatures
        and indices; ``"standard"`` gives each band mean 0 and standard deviation 1, independent of the network's range.
    samples : iterable of (values, valid)
        Parts of the fine images, (bands, rows, cols) and (rows, cols).
    bands : int
    low, high : float
        The network's range.

    Raises
    ------
    InputError
        If no pixel is valid.
    """
    if kind == REFLECTANCE:
        return Normalisation((0.0,) * bands, (1.0,) * bands, low, high)
    parts = [values[:, valid] for values, valid in samples if valid.any()]
    if not parts:
        raise InputError("The fine images have no valid pixel for training; check masks and nodata values.")
    kept = np.concatenate([_thinned(part, _SAMPLE // len(parts) + 1) for part in parts], axis=1)
    if kind == STANDARD:
        return _standard(kept)
    ends = np.quantile(kept.astype(np.float64), [_CUT, 1 - _CUT], axis=1)
    extent = ends[1] - ends[0]
    # A constant band still needs a range.
    extent = np.where(extent > 0, extent, np.maximum(np.abs(ends[0]), 1e-3))
    lowest, highest = ends[0] - _ROOM * extent, ends[0] + (1 + _ROOM) * extent
    return Normalisation(tuple(map(float, lowest)), tuple(map(float, highest)), low, high)


def _standard(kept: NDArray[np.float32]) -> Normalisation:
    mean, deviation = kept.mean(axis=1, dtype=np.float64), kept.std(axis=1, dtype=np.float64)
    deviation = np.where(deviation > 0, deviation, np.maximum(np.abs(mean), 1e-3))
    # The same map, expressed by the range of `_DEVIATIONS` standard deviations.
    lowest, highest = mean - _DEVIATIONS * deviation, mean + _DEVIATIONS * deviation
    return Normalisation(tuple(map(float, lowest)), tuple(map(float, highest)), -_DEVIATIONS, _DEVIATIONS)


def _thinned(values: NDArray[Any], most: int) -> NDArray[Any]:
    return values[:, :: max(1, values.shape[1] // most)]
