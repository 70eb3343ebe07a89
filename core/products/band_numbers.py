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
    fine_names, coarse_names = _names(fine), _names(coarse)
    if fine_names and set(fine_names) <= set(coarse_names):
        return everything, tuple(coarse_names.index(name) + 1 for name in fine_names)
    if fine.bands == coarse.bands:
        return everything, everything
    raise InputError(
        "{fine} has {fine_bands} bands and {coarse} has {coarse_bands}; state in Bands the coarse band for "
        "each fine one, for example {example}, with 0 for a band to leave out.",
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
            "Bands '{text}' are not understood; write one coarse band number for each fine band, such as 3 4 1 2.",
            text=text,
        )
    numbers = [int(word) for word in words]
    if len(numbers) != fine.bands:
        raise InputError(
            "Bands '{text}' name {count} bands, but {label} has {bands}; write one for each.",
            text=text,
            count=len(numbers),
            label=fine.label,
            bands=fine.bands,
        )
    if max(numbers) > coarse.bands:
        raise InputError(
            "Bands '{text}' ask for band {band}, but {label} has only {bands}.",
            text=text,
            band=max(numbers),
            label=coarse.label,
            bands=coarse.bands,
        )
    if max(numbers) == 0:
        raise InputError("Bands '{text}' leave every band out; give at least one coarse band number.", text=text)
    kept = [(band, number) for band, number in enumerate(numbers, 1) if number]
    return tuple(band for band, _ in kept), tuple(number for _, number in kept)


def other_bands(info: RasterInfo, chosen: Sequence[int]) -> tuple[int, ...]:
    """Returns the bands of a raster that are not in `chosen`."""
    return tuple(band for band in range(1, info.bands + 1) if band not in chosen)


def _names(info: RasterInfo) -> list[str]:
    """Returns normalized band names if all bands have one and all are different, else an empty list."""
    names = [name.strip().lower() for name in info.names]
    return names if all(names) and len(set(names)) == len(names) else []
