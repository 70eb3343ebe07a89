"""Compares the bands of trained weights with those of the images by name; reads images in the order of the weights."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..products.band_names import COMMON, band_id
from ..run import Run
from ..scenes.layers import ChosenBands
from ..scenes.scene import Scene

# Default names with only a number, as programs write them for bands without a name.
_COUNTED = re.compile(r"(?:band|layer|channel)?[_ ]?\d*", re.IGNORECASE)


def band_order(trained: Sequence[str], here: Sequence[str], run: Run) -> tuple[int, ...]:
    """Returns the position in the images of each band of the weights; empty if the order is the same.

    If the names are the same in another order, the bands are reordered, which is reported. Other names cause a warning,
    because they may be synonyms of the same bands. Bands without a name are taken in their order.

    Parameters
    ----------
    trained, here : sequence of str
        Names of the bands of the weights and of the images, equal in number.
    run : Run
    """
    known, found = [_plain(name) for name in trained], [_plain(name) for name in here]
    if all(first == second for first, second in zip(known, found) if first and second):
        return ()
    lists = {"trained": ", ".join(trained), "here": ", ".join(here)}
    if all(known) and len(set(known)) == len(known) and sorted(known) == sorted(found):
        run.info("The bands ({here}) are passed to the network in the order of its training ({trained}).", **lists)
        return tuple(found.index(name) for name in known)
    run.warn(
        "The weights were trained with the bands {trained}, but the images have the bands {here}. If these are "
        "not the same bands in the same order, the prediction is wrong; choose other bands or other weights.",
        **lists,
    )
    return ()


def _plain(name: str) -> str:
    """Returns the common name of a band, else its normalized name; empty if the name is not informative."""
    if _COUNTED.fullmatch(name.strip()):
        return ""
    plain = band_id(name)
    return COMMON.get(plain, plain)


def ordered(scene: Scene, order: Sequence[int]) -> Scene:
    """Returns a scene with its matched bands in the order of the weights; the same one if `order` is empty."""
    if not order:
        return scene
    pairs = tuple(
        replace(pair, fine=ChosenBands(pair.fine, order), coarse=ChosenBands(pair.coarse, order))
        for pair in scene.pairs
    )
    bands = tuple(scene.bands[place] for place in order)
    return replace(scene, bands=bands, pairs=pairs, target=ChosenBands(scene.target, order), facts={})


def places_back(order: Sequence[int], bands: int) -> list[int]:
    """Returns for each band of the images its position in the output of the network."""
    return [list(order).index(band) for band in range(bands)] if order else list(range(bands))
