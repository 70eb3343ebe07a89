"""Selection of the bands that are shown as red, green and blue."""

from __future__ import annotations

from collections.abc import Sequence

from .band_names import COMMON, band_id

# Bands shown as red, green and blue. The composite that best separates vegetation, water and soil comes first.
_COMPOSITES = (("nir", "red", "green"), ("swir1", "nir", "red"), ("red", "green", "blue"))


def composite_by_name(names: Sequence[str]) -> tuple[int, ...] | None:
    """Returns bands, counted from 0, of the first composite whose bands are all in `names`; None if there is none."""
    known = [COMMON.get(band_id(name), "") for name in names]
    for wanted in _COMPOSITES:
        if all(name in known for name in wanted):
            return tuple(known.index(name) for name in wanted)
    return None


def colour_bands(names: Sequence[str]) -> tuple[int, ...]:
    """Returns bands, counted from 0, for red, green and blue: by name, else by the usual order; one band if there are
    fewer than three.
    """
    if len(names) < 3:
        return (0,)
    # Without names, the usual order is assumed: blue, green, red, near infrared; of three bands green, red, near
    # infrared.
    return composite_by_name(names) or ((3, 2, 1) if len(names) > 3 else (2, 1, 0))
