"""Matching of coarse bands with fine bands: by typed numbers, by names, or by order."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import InputError
from ..rasters.raster import RasterInfo


def band_mapping(text: str, fine: RasterInfo, coarse: RasterInfo) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Returns band numbers of the fine image, and that of the coarse image for each of them."""
    if text.strip():
        return _typed_mapping(text, fine, coarse)
    everything = tuple(range(1, fine.bands + 1))
    by_name = named_bands(fine, everything, coarse)
    if by_name:
        return everything, by_name
    if fine.bands == coarse.bands:
        return everything, everything
    raise InputError(
        "{fine} has {fine_bands} bands and {coarse} has {coarse_bands}; set Coarse band for each fine band, for "
        "example {example}, with 0 to skip a band.",
        fine=fine.label,
        fine_bands=fine.bands,
        coarse=coarse.label,
        coarse_bands=coarse.bands,
        example=" ".join(str(min(band, coarse.bands)) for band in everything),
    )


def _typed_mapping(text: str, fine: RasterInfo, coarse: RasterInfo) -> tuple[tuple[int, ...], tuple[int, ...]]:
    words = text.replace(",", " ").replace(";", " ").split()
    if not all(word.isdigit() for word in words):
        raise InputError(
            "Bands '{text}' are not valid; enter one coarse band number for each fine band, such as 3 4 1 2.",
            text=text,
        )
    numbers = [int(word) for word in words]
    if len(numbers) != fine.bands:
        raise InputError(
            "Bands '{text}' contain {count} bands, but {label} has {bands}; enter one for each.",
            text=text,
            count=len(numbers),
            label=fine.label,
            bands=fine.bands,
        )
    if max(numbers) > coarse.bands:
        raise InputError(
            "Bands '{text}' contain band {band}, but {label} has only {bands}.",
            text=text,
            band=max(numbers),
            label=coarse.label,
            bands=coarse.bands,
        )
    if max(numbers) == 0:
        raise InputError("Bands '{text}' skip every band; enter at least one coarse band number.", text=text)
    kept = [(band, number) for band, number in enumerate(numbers, 1) if number]
    return tuple(band for band, _ in kept), tuple(number for _, number in kept)


def other_bands(info: RasterInfo, chosen: Sequence[int]) -> tuple[int, ...]:
    """Returns the bands of a raster that are not in `chosen`."""
    return tuple(band for band in range(1, info.bands + 1) if band not in chosen)


def named_bands(info: RasterInfo, numbers: Sequence[int], other: RasterInfo) -> tuple[int, ...] | None:
    """Band numbers of another raster that has a band of the same name for each of these; None if it has not, or if names
    are missing or occur twice.
    """
    wanted, found = _names(info), _names(other)
    if not wanted or not found:
        return None
    names = [wanted[number - 1] for number in numbers]
    return tuple(found.index(name) + 1 for name in names) if set(names) <= set(found) else None


def _names(info: RasterInfo) -> list[str]:
    """Returns normalized band names if all bands have one and all are different, else an empty list."""
    names = [name.strip().lower() for name in info.names]
    return names if all(names) and len(set(names)) == len(names) else []
