"""Rasters with non-measurements masked: undeclared fill, impossible values, and pixels hidden by a quality layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ..rasters.align import AlignedReader
from ..rasters.grid import Window
from ..rasters.raster import RasterInfo, RasterReader
from ..words import named, tr
from .description import dtype_of
from .quantity import REFLECTANCE, TEMPERATURE, UNKNOWN
from .scale_choice import Chosen, ScaledImage

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_HIDDEN = 0.1  # share of a pixel that finer quality pixels may hide before it is hidden itself

# Possible range of a measurement in true units; includes saturated snow, sun glint, hot springs and ice.
_RANGES = {REFLECTANCE: (-0.5, 2.5), TEMPERATURE: (120.0, 500.0)}
# If more than this share is out of range, the range or the scale does not apply to the image.
_TOO_MANY = 0.2
_FEW = 0.01  # share of sampled pixels missing in a band up to which no warning is issued
_STRIPES = 0.002  # share of the sampled pixels that lie in rows or columns which are 0 in all bands


@dataclass(frozen=True)
class Limits:
    """Stored values of a band that are not measurements.

    Attributes
    ----------
    fill : sequence of float
    valid : tuple of two floats or None
        Minimum and maximum of a measurement.
    """

    fill: Sequence[float] = ()
    valid: tuple[float, float] | None = None

    def allow(self, stored: NDArray[np.float32]) -> NDArray[np.bool_]:
        allowed = np.ones(stored.shape, bool)
        for value in self.fill:
            allowed &= stored != np.float32(value)
        if self.valid is not None:
            allowed &= (stored >= self.valid[0]) & (stored <= self.valid[1])
        return allowed


@dataclass(frozen=True)
class Rules:
    """Masking rules of one raster.

    Attributes
    ----------
    limits : mapping of int to Limits
        By band number.
    empty : bool
        Whether pixels that are 0 in all bands read are masked.
    warnings : list of str
    fill_told : bool
        Whether a warning already reports values that are not measurements.
    """

    limits: Mapping[int, Limits] = field(default_factory=dict)
    empty: bool = False
    warnings: list[str] = field(default_factory=list)
    fill_told: bool = False


class MaskedReader(RasterReader):
    """A raster with pixels that are not measurements marked invalid, before any resampling.

    Parameters
    ----------
    info : RasterInfo
    quality : AlignedReader or None
        Quality layer on the raster's own grid: a pixel above `MOST_HIDDEN` is hidden.
    limits : mapping of int to Limits
        By band number.
    empty : bool
        See `Rules`.
    tell : callable(float), optional
        Receives the first value out of the limits of its band.
    """

    def __init__(
        self,
        info: RasterInfo,
        quality: AlignedReader | None,
        limits: Mapping[int, Limits],
        empty: bool = False,
        tell: Callable[[float], None] | None = None,
    ) -> None:
        super().__init__(info)
        self._quality, self._limits, self._empty, self._tell = quality, limits, empty, tell

    def read(
        self, window: Window, bands: Sequence[int], raw: bool = False
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        values, valid = super().read(window, bands, raw)
        if raw:
            return values, valid
        changed = False
        for place, band in enumerate(bands):
            if band in self._limits:
                allowed = self._limits[band].allow(values[place]) | ~valid[place]
                if not allowed.all():
                    self._told(values[place][~allowed])
                    valid[place] &= allowed
                    changed = True
        if self._empty:
            nothing = (values == 0).all(axis=0) & valid.all(axis=0)
            if nothing.any():
                valid[:, nothing] = False
                changed = True
        if self._quality is not None:
            valid &= ~hidden(self._quality, window)
            changed = True
        if changed:
            values[~valid] = 0
        return values, valid

    def known(self, window: Window, bands: Sequence[int], raw: bool = False) -> NDArray[np.bool_]:
        if raw or not (self._limits or self._empty or self._quality is not None):
            return super().known(window, bands, raw)
        return self.read(window, bands)[1]

    def close(self) -> None:
        super().close()
        if self._quality is not None:
            self._quality.close()

    def mask_also(self, limits: Mapping[int, Limits]) -> None:
        """Masks values out of these limits as well."""
        for band, more in limits.items():
            known = self._limits.get(band, Limits())
            ends = [one.valid for one in (known, more) if one.valid is not None]
            valid = (max(low for low, _ in ends), min(high for _, high in ends)) if ends else None
            self._limits = {**self._limits, band: Limits((*known.fill, *more.fill), valid)}

    def _told(self, values: NDArray[np.float32]) -> None:
        tell, self._tell = self._tell, None
        if tell is not None:
            tell(float(values[0]))


def hidden(quality: AlignedReader, window: Window) -> NDArray[np.bool_]:
    """Where a quality layer hides pixels, shape (rows, cols); outside its extent it hides nothing."""
    values, inside = quality.read(window)
    return np.asarray(inside[0] & (values[0] > MOST_HIDDEN))


def masking_rules(one: ScaledImage, found: Chosen) -> Rules:
    """Masking rules of an image: fill values of its product, impossible values, and empty stripes."""
    limits: dict[int, Limits] = {}
    warnings: list[str] = []
    fill_told = False
    for place, number in enumerate(one.bands):
        limit, text = _limit(one, found, place, number)
        if limit.fill or limit.valid:
            limits[number] = limit
        if text:
            warnings.append(text)
            fill_told = True
        if place < len(found.sample.gaps) and found.sample.gaps[place] > _FEW:
            warnings.append(_gap_warning(one, number, found.sample.gaps[place]))
    empty = _has_stripes(one, found)
    if empty:
        warnings.append(
            tr(
                "{role}: {label} is 0 in all bands in whole rows or columns ({share:.1%} of the sampled pixels), "
                "which is not declared as nodata; pixels that are 0 in all bands are treated as nodata.",
                role=named(one.role),
                label=one.image.info.label,
                share=found.sample.empty_rows,
            )
        )
    return Rules(limits, empty, list(dict.fromkeys(warnings)), fill_told)


def outside_warning(one: ScaledImage, value: float) -> str:
    """The warning for values out of the possible range that are not in the sample."""
    return tr(
        "{role}: {label} contains invalid values, such as {value:g}; they are treated as nodata.",
        role=named(one.role),
        label=one.image.info.label,
        value=value,
    )


def _gap_warning(one: ScaledImage, number: int, share: float) -> str:
    return tr(
        "{role}: band {band} of {label} has no value in {share:.0%} of the sampled pixels, where other bands "
        "have values. Methods that compare bands predict no band there; skip the band to keep the others.",
        role=named(one.role),
        band=one.image.band(number).title,
        label=one.image.info.label,
        share=share,
    )


def _limit(one: ScaledImage, found: Chosen, place: int, number: int) -> tuple[Limits, str]:
    info, sensor, band = one.image.info, one.image.sensor, one.image.band(number)
    whole = dtype_of(info, number)[0] in "iu"
    fill: list[float] = list(found.sample.fills[place])
    low, high = -np.inf, np.inf
    if sensor is not None and whole and sensor.named(band.name) is not None:
        fill += [value for value in sensor.fill if info.nodata is None]
        if sensor.valid is not None and not band.thermal:
            low, high = sensor.valid
    scale, values = found.scales[place], found.sample.bands[place]
    possible = _RANGES.get(scale.quantity)
    if possible is not None and len(values) and not scale.typed:
        ends = sorted((end - scale.scale.offset) / scale.scale.factor for end in possible)
        if float(np.mean((values < ends[0]) | (values > ends[1]))) <= _TOO_MANY:
            low, high = max(low, ends[0]), min(high, ends[1])
    valid = (low, high) if np.isfinite(low) or np.isfinite(high) else None
    outside = values[(values < low) | (values > high)] if valid else values[:0]
    shares = dict(found.sample.fills[place])
    if len(outside):
        shares[float(outside[0])] = len(outside) / len(values)
    # No warning for the product's own fill value if the header states a nodata value.
    expected = sensor.fill if sensor is not None and whole and info.nodata is not None else ()
    shown = {value: share for value, share in shares.items() if value not in expected}
    text = ""
    if shown:
        text = tr(
            "{role}: {label} contains {values} ({share:.1%} of the sampled pixels), which is not a valid "
            "measurement and not declared as nodata; it is treated as nodata.",
            role=named(one.role),
            label=info.label,
            values=", ".join(f"{value:g}" for value in shown),
            share=sum(shown.values()),
        )
    return Limits(tuple(dict.fromkeys(fill)), valid), text


def _has_stripes(one: ScaledImage, found: Chosen) -> bool:
    reflectance = all(scale.quantity in (REFLECTANCE, UNKNOWN) for scale in found.scales)
    several = len(one.bands) > 1
    return reflectance and several and one.image.info.nodata != 0 and found.sample.empty_rows > _STRIPES
