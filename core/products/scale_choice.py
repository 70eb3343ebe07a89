"""The scales of all images of a run, chosen together: one quantity and one unit for both sensors.

A scale stated by a file, its product or the user applies to that file only. Scales that have to be estimated from
values are chosen for all images at once: images with similar values get the same scale, and images of the same area
must have similar physical values.

Methods use reflectance 0..1, temperature in hundreds of kelvin, and other quantities as stored.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from ..errors import InputError
from ..rasters.raster import RasterInfo, RasterReader
from ..run import Run
from ..words import later, named, tr
from .description import ImageDescription, TrueScale, describe_image, dtype_of, known_scale
from .quantity import INDEX, REFLECTANCE, TEMPERATURE, UNKNOWN, same_quantity
from .sampling import Sample, sample_values
from .scaling import AnyScale, Scale, scale_of_bands

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Images whose magnitudes differ by less than this factor have the same encoding; a smooth coarse image has lower
# extremes than a fine one.
_ALIKE = 8.0
# Fine and coarse means of the same area differ by less than a factor, or by less than a reflectance.
FACTOR, APART = 2.0, 0.1

_REFLECTANCES = {
    "f": (Scale(1, 0, later("values up to about 1")), Scale(0.0001, 0, later("values up to about 10000")),
          Scale(0.01, 0, later("values up to about 100"))),
    "i": (Scale(0.0001, 0, later("values up to about 10000")), Scale(0.01, 0, later("values up to about 100"))),
    "u": (Scale(0.0001, 0, later("values up to about 10000")), Scale(0.01, 0, later("values up to about 100")),
          Scale(0.0000275, -0.2, later("values like Landsat Collection 2 surface reflectance"))),
}  # fmt: skip
_BYTES = Scale(1 / 255, 0, later("8-bit image"))
_STORED = Scale(1, 0, later("used as stored"))
_KELVIN = Scale(1, 0, later("kelvin"))
_TEMPERATURES = (
    _KELVIN,
    Scale(1, 273.15, later("degrees Celsius")),
    Scale(0.02, 0, later("values like land surface temperature x 50")),
    Scale(0.00341802, 149, later("values like Landsat Collection 2 surface temperature")),
    Scale(0.1, 0, later("kelvin x 10")),
    Scale(0.01, 0, later("kelvin x 100")),
)


@dataclass(frozen=True)
class ScaledImage:
    """One image whose scale is to be chosen.

    Attributes
    ----------
    role : str
        For messages: "Fine image 1".
    image : ImageDescription
    bands : tuple of int
        Bands used, in the order of the matched bands of all images.
    reader : RasterReader
        Open; a few windows are read.
    typed : Scale or None
        Stated by the user, in the units of methods.
    date : date or None
    """

    role: str
    image: ImageDescription
    bands: tuple[int, ...]
    reader: RasterReader
    typed: Scale | None = None
    date: date | None = None


@dataclass
class Chosen:
    """Scales chosen for one image.

    Attributes
    ----------
    scales : list of TrueScale
        Of each band, to true units.
    sample : Sample
        Of the bands, in the same order; values as stored.
    """

    scales: list[TrueScale]
    sample: Sample
    doubts: list[str] = field(default_factory=list)

    @property
    def method_scale(self) -> AnyScale:
        """Scale from stored values to the units of methods."""
        return scale_of_bands(self.method_scales)

    @property
    def method_scales(self) -> tuple[Scale, ...]:
        """The same, for each band."""
        return tuple(_for_methods(one) for one in self.scales)

    @property
    def quantity(self) -> str:
        """The quantity of all bands, or `UNKNOWN` if they differ."""
        found = {one.quantity for one in self.scales}
        return found.pop() if len(found) == 1 else UNKNOWN

    def physical(self, place: int) -> NDArray[np.float32]:
        """Sampled values of a band in true units."""
        return self.scales[place].scale.physical(self.sample.bands[place].copy())


def _for_methods(one: TrueScale) -> Scale:
    scale = one.scale
    if one.quantity == TEMPERATURE and not one.typed:
        reason = scale.reason if "kelvin" in scale.reason else later("stated in the file, kelvin")
        return Scale(scale.factor / 100, scale.offset / 100, reason if one.certain else scale.reason)
    return scale


def choose_scales(
    images: Sequence[ScaledImage], run: Run | None = None, fixed: Sequence[tuple[ScaledImage, Chosen]] = ()
) -> list[Chosen]:
    """Choose the scale of each band of each image.

    Parameters
    ----------
    images : sequence of ScaledImage
    run : Run, optional
        Receives warnings.
    fixed : sequence of (ScaledImage, Chosen)
        Images of the same run whose scales were chosen before; their scales are not changed.

    Raises
    ------
    InputError
        If an image has no valid pixel, or images hold different quantities.
    """
    run = run or Run()
    own = [_stated(one, run) for one in images]
    images = [*images, *(one for one, _ in fixed)]
    chosen = [*own, *(_settled(found) for _, found in fixed)]
    _take_over(images, chosen, len(own), [found for _, found in fixed])
    for place in range(len(images[0].bands)):
        _check_quantities(images, chosen, place)
    for quantity, places in _groups(images, chosen):
        _guess(images, chosen, quantity, places)
    for one, found in zip(images, own):
        _check_typed(one, found)
        for text in dict.fromkeys(found.doubts):
            run.warn(text)
    return own


def _settled(found: Chosen) -> Chosen:
    return Chosen([replace(one, certain=True) for one in found.scales], found.sample)


def _take_over(images: Sequence[ScaledImage], chosen: list[Chosen], own: int, fixed: Sequence[Chosen]) -> None:
    """Reuses scales estimated before, for images with the same data type and similar values."""
    for number in range(own):
        for place, one in enumerate(chosen[number].scales):
            values = chosen[number].sample.bands[place]
            if one.certain or not len(values):
                continue
            kind = dtype_of(images[number].image.info, images[number].bands[place])
            for other, known in zip(images[own:], fixed):
                same = dtype_of(other.image.info, other.bands[place]) == kind and not known.scales[place].certain
                before = known.sample.bands[place]
                if same and len(before) and _same_size(values, before):
                    chosen[number].scales[place] = replace(known.scales[place], certain=True)
                    break


def _same_size(first: NDArray[np.float32], second: NDArray[np.float32]) -> bool:
    one, other = (max(float(np.percentile(np.abs(values), 99)), 1e-6) for values in (first, second))
    return max(one, other) < _ALIKE * min(one, other)


def scale_of_file(info: RasterInfo, bands: Sequence[int], run: Run | None = None) -> AnyScale:
    """Returns the scale of a single raster to the units of methods."""
    reader = RasterReader(info)
    try:
        return find_scale(reader, bands, run)
    finally:
        reader.close()


def find_scale(reader: RasterReader, bands: Sequence[int], run: Run | None = None) -> AnyScale:
    """As `scale_of_file`, for a raster with an open reader."""
    return choose_alone(reader, bands, run).method_scale


def choose_alone(reader: RasterReader, bands: Sequence[int], run: Run | None = None) -> Chosen:
    """Choose the scale of a single raster."""
    image = ScaledImage(reader.info.label, describe_image(reader.info), tuple(bands), reader)
    return choose_scales([image], run)[0]


def _stated(one: ScaledImage, run: Run) -> Chosen:
    """Returns scales stated by file, product or user; else a scale of 1 marked as uncertain."""
    known_ones = [known_scale(one.image, number, one.date, run, named(one.role)) for number in one.bands]
    # The scale of a product also applies to an image without a valid pixel.
    certain = all(known is not None and known.product for known in known_ones)
    sample = sample_values(one.reader, one.bands, run, needed=not certain)
    scales, doubts = [], []
    for place, (number, known) in enumerate(zip(one.bands, known_ones)):
        quantity = one.image.quantity(number)
        if one.typed is not None:
            scales.append(TrueScale(one.typed, quantity, typed=True))
            continue
        values = sample.bands[place]
        if known is not None and len(values) and not _possible(known, values):
            doubts.append(
                tr(
                    "{role}: the scale factor stated in {label}, {scale}, gives values of {low:.3g} to "
                    "{high:.3g}, which are not possible for {quantity}; it is not used. Set the scale factor if "
                    "it is correct.",
                    role=named(one.role),
                    label=one.image.info.label,
                    scale=known.scale,
                    low=float(np.percentile(known.scale.physical(values.copy()), 1)),
                    high=float(np.percentile(known.scale.physical(values.copy()), 99)),
                    quantity=tr(known.quantity or REFLECTANCE),
                )
            )
            known = None
        if known is not None and len(values):
            known = _as_temperature(known, values)
        scales.append(known or TrueScale(Scale(1.0), quantity, certain=False))
    return Chosen(scales, sample, doubts)


def _possible(known: TrueScale, values: NDArray[np.float32]) -> bool:
    """Whether a stated scale results in possible values of its quantity."""
    physical = known.scale.physical(values.copy())
    low, high = (float(value) for value in np.percentile(physical, (1, 99)))
    if known.quantity == TEMPERATURE:
        return -120 < low and high < 2000
    if known.quantity == INDEX:
        return -12 < low and high < 12
    if known.quantity not in (REFLECTANCE, UNKNOWN) or _is_kelvin(physical):
        return True
    largest = max(abs(low), abs(high))
    stored = float(np.percentile(np.abs(values), 99))
    # Values of 0..1 with a stated scale of 0.0001 become about 1e-5; values of 3000 with a stated scale of 1 are
    # possible for an unknown quantity.
    vanished = largest < 0.002 and 0.02 < stored <= 3
    return not vanished and (known.quantity == UNKNOWN or largest < 8)


def _as_temperature(known: TrueScale, values: NDArray[np.float32]) -> TrueScale:
    """Detects kelvin from values if no name states it; converts temperatures in degrees Celsius to kelvin."""
    physical = known.scale.physical(values.copy())
    scale = known.scale
    if known.quantity == UNKNOWN and _is_kelvin(physical):
        return TrueScale(scale, TEMPERATURE)
    if known.quantity == TEMPERATURE and float(np.percentile(physical, 99)) < 100 and float(np.min(physical)) > -120:
        return TrueScale(Scale(scale.factor, scale.offset + 273.15, later("degrees Celsius")), TEMPERATURE)
    return known


def _is_kelvin(values: NDArray[np.float32]) -> bool:
    low, high = np.percentile(values, (1, 99))
    return bool(180 < low and high < 380)


def _check_quantities(images: Sequence[ScaledImage], chosen: Sequence[Chosen], place: int) -> None:
    """Raise `InputError` if matched bands hold different quantities."""
    known = [
        (one, found.scales[place].quantity)
        for one, found in zip(images, chosen)
        if found.scales[place].quantity != UNKNOWN and not found.scales[place].typed
    ]
    for (one, first), (other, second) in itertools.combinations(known, 2):
        if not same_quantity(first, second):
            raise InputError(
                "{role} contains {first} ({label}, band {band}), but {other} contains {second} ({other_label}, "
                "band {other_band}); choose images of the same quantity, or match the bands by number.",
                role=named(one.role),
                first=tr(first),
                label=one.image.info.label,
                band=one.bands[place],
                other=named(other.role),
                second=tr(second),
                other_label=other.image.info.label,
                other_band=other.bands[place],
            )


def _groups(images: Sequence[ScaledImage], chosen: Sequence[Chosen]) -> list[tuple[str, list[int]]]:
    """Groups the positions of bands by the quantity stated by any of the images."""
    groups: dict[str, list[int]] = {}
    for place in range(len(images[0].bands)):
        quantities = {found.scales[place].quantity for found in chosen} - {UNKNOWN}
        groups.setdefault(quantities.pop() if quantities else UNKNOWN, []).append(place)
    # Bands without a name get the quantity of the others, if those have one quantity.
    if len(groups) == 2 and UNKNOWN in groups and REFLECTANCE in groups:
        groups = {REFLECTANCE: sorted(groups[REFLECTANCE] + groups[UNKNOWN])}
    return list(groups.items())


@dataclass
class _Cluster:
    """Images with the same encoding whose scale has to be estimated, with the sampled values of these bands."""

    members: list[int]
    values: NDArray[np.float32]
    kind: str
    scale: Scale = _STORED

    @property
    def high(self) -> float:
        return float(np.percentile(np.abs(self.values), 99))

    @property
    def mean(self) -> float:
        return _mean(self.scale, self.values)


def _mean(scale: Scale, values: NDArray[np.float32]) -> float:
    return float(np.mean(values, dtype=np.float64)) * scale.factor + scale.offset


def _guess(images: Sequence[ScaledImage], chosen: list[Chosen], quantity: str, places: list[int]) -> None:
    """Choose scales together for all images without a stated scale of these bands."""
    open_ = [
        number
        for number, found in enumerate(chosen)
        if any(not found.scales[place].certain for place in places) and _size(found, places)
    ]
    certain = [
        found.physical(place)
        for number, found in enumerate(chosen)
        if number not in open_
        for place in places
        if len(found.sample.bands[place])
    ]
    if quantity == UNKNOWN and certain and _is_kelvin(np.concatenate(certain)):
        quantity = TEMPERATURE
    clusters = _clusters(images, chosen, open_, places)
    if not clusters:
        return
    partner = float(np.median([np.mean(values, dtype=np.float64) for values in certain])) if certain else None
    if quantity in (UNKNOWN, TEMPERATURE) and _temperatures(clusters, quantity, partner):
        quantity = TEMPERATURE
    elif quantity == TEMPERATURE:
        _refuse_temperature(images, clusters)
    elif quantity in (UNKNOWN, REFLECTANCE, INDEX):
        quantity = _reflectances(clusters, quantity, partner)
    else:
        for cluster in clusters:
            cluster.scale = _STORED
    for cluster in clusters:
        for number in cluster.members:
            for place in places:
                if not chosen[number].scales[place].certain:
                    chosen[number].scales[place] = TrueScale(cluster.scale, quantity, certain=False)


def _size(found: Chosen, places: Sequence[int]) -> int:
    return sum(len(found.sample.bands[place]) for place in places)


def _clusters(
    images: Sequence[ScaledImage], chosen: Sequence[Chosen], members: Sequence[int], places: Sequence[int]
) -> list[_Cluster]:
    """Groups images with similar maximum values, in ascending order; 8-bit images form a separate group."""
    single = []
    for number in members:
        values = np.concatenate([chosen[number].sample.bands[place] for place in places])
        dtype = dtype_of(images[number].image.info, images[number].bands[places[0]])
        single.append(_Cluster([number], values, "b" if dtype == "uint8" else dtype[0]))
    found: list[_Cluster] = [one for one in single if one.kind == "b"]
    if found:
        found = [_joined(found)]
    for one in sorted((one for one in single if one.kind != "b"), key=lambda one: one.high):
        last = found[-1] if found and found[-1].kind != "b" else None
        if last is not None and one.high < _ALIKE * max(last.high, 1e-6):
            found[-1] = _joined([last, one])
        else:
            found.append(one)
    return found


def _joined(parts: Sequence[_Cluster]) -> _Cluster:
    kinds = {part.kind for part in parts}
    kind = "f" if "f" in kinds else "i" if "i" in kinds else parts[0].kind
    return _Cluster([n for part in parts for n in part.members], np.concatenate([part.values for part in parts]), kind)


def _temperatures(clusters: Sequence[_Cluster], quantity: str, partner: float | None) -> bool:
    """Sets scales and returns True if all values can be temperatures and at least one image is known to be."""
    sure = quantity == TEMPERATURE or any(_is_kelvin(one.values) for one in clusters)
    if not sure or any(one.kind == "b" for one in clusters):
        return False
    found = [_temperature(one, partner, quantity == TEMPERATURE) for one in clusters]
    if any(scale is None for scale in found):
        return False
    for one, scale in zip(clusters, found):
        one.scale = scale or _KELVIN
    return True


def _temperature(one: _Cluster, partner: float | None, named_so: bool) -> Scale | None:
    low, high = (float(value) for value in np.percentile(one.values, (1, 99)))
    candidates = _TEMPERATURES if named_so else _TEMPERATURES[:2]
    fitting = [
        scale
        for scale in candidates
        if 180 < low * scale.factor + scale.offset and high * scale.factor + scale.offset < 380
    ]
    if not fitting:
        return None
    return min(fitting, key=lambda scale: abs(_mean(scale, one.values) - partner)) if partner else fitting[0]


def _refuse_temperature(images: Sequence[ScaledImage], clusters: Sequence[_Cluster]) -> None:
    number = next(n for one in clusters if _temperature(one, None, True) is None for n in one.members)
    raise InputError(
        "{role} ({label}) should contain temperature, but its values cannot be kelvin or degrees Celsius; set "
        "the scale factor, or choose images of one quantity.",
        role=named(images[number].role),
        label=images[number].image.info.label,
    )


def _reflectances(clusters: Sequence[_Cluster], quantity: str, partner: float | None) -> str:
    """Set scales of reflectances, indices and unknown quantities. Returns the quantity."""
    for one in clusters:
        one.scale = _first_guess(one, quantity)
    stored = [one for one in clusters if one.scale is _STORED]
    others = [one for one in clusters if one.scale is not _STORED]
    if stored and not others and partner is None:
        return quantity
    # Images with another encoding are matched to the more certain mean: that of a stated scale, or of other images.
    if partner is None and len(clusters) > 1:
        trusted = min(others or clusters, key=lambda one: abs(math.log(max(abs(one.mean), 1e-6) / 0.2)))
        partner = trusted.mean
    for one in clusters:
        if partner is not None and one.kind != "b" and not close(one.mean, partner):
            one.scale = min(
                (one.scale, *_REFLECTANCES[one.kind]), key=lambda scale: _distance(_mean(scale, one.values), partner)
            )
    return REFLECTANCE if quantity == UNKNOWN else quantity


def _first_guess(one: _Cluster, quantity: str) -> Scale:
    by_size = _REFLECTANCES["f"]
    if one.kind == "b":
        return _BYTES
    if one.kind == "f":
        if one.high <= 3:
            return by_size[0]
        if one.high > (120 if quantity == REFLECTANCE else 1000):
            return by_size[1]
        return by_size[2] if quantity == REFLECTANCE else _STORED
    return by_size[2] if one.high <= 120 else by_size[1]


def close(first: float, second: float) -> bool:
    """Whether two means, as fractions, can be of the same area."""
    if abs(first - second) <= APART:
        return True
    return first > 0 and second > 0 and max(first, second) <= FACTOR * min(first, second)


def _distance(first: float, second: float) -> float:
    return abs(math.log(max(first, 1e-5) / max(second, 1e-5)))


def _check_typed(one: ScaledImage, found: Chosen) -> None:
    """Raise `InputError` if a scale is so large or small that differences of values are lost in float32."""
    for place, number in enumerate(one.bands):
        values = found.sample.bands[place]
        if len(values) < 2 or np.ptp(values) == 0:
            continue
        physical = _for_methods(found.scales[place]).physical(values.copy())
        if not np.isfinite(physical).all() or np.ptp(physical) == 0 or np.abs(physical).max() < 1e-30:
            raise InputError(
                "{role}: with the scale factor {scale} all values of {label}, band {band}, are equal; correct "
                "the scale factor.",
                role=named(one.role),
                scale=found.scales[place].scale,
                label=one.image.info.label,
                band=number,
            )


def understood(one: ScaledImage, found: Chosen) -> str:
    """Returns how an image was interpreted, for the log: sensor, quantity, scale and its reason."""
    parts = dict.fromkeys(
        tr(
            "{quantity}, {scale} ({reason})",
            quantity=tr(each.quantity) if each.quantity else tr("unknown quantity"),
            scale=_as_formula(each.scale),
            reason=tr(each.scale.reason),
        )
        for each in found.scales
    )
    title = one.image.title
    return "; ".join([*([title] if title else []), *parts])


def _as_formula(scale: Scale) -> str:
    """Formats a scale as ``0.0000275 DN - 0.2``."""
    factor = f"{scale.factor:.10f}".rstrip("0").rstrip(".") if 1e-9 < scale.factor < 1 else f"{scale.factor:g}"
    shown = "DN" if scale.factor == 1 else f"{factor} DN"
    return shown if not scale.offset else f"{shown} {'-' if scale.offset < 0 else '+'} {abs(scale.offset):g}"
