"""A scene split into single bands: in methods that work band by band, gaps of one band then do not affect others."""

from __future__ import annotations

from dataclasses import replace

from ..products.scaling import scale_of_band
from ..rasters.grid import Window
from .layers import ChosenBands, Layer, RasterLayer
from .scene import Pair, Scene


def gaps_differ(layers: tuple[Layer, ...], window: Window) -> bool:
    """Whether a pixel of the window is valid in one band of a layer and not in another."""
    return any(isinstance(layer, RasterLayer) and layer.gaps_differ(window) for layer in layers)


def single_bands(scene: Scene) -> tuple[Scene, ...]:
    """Returns a scene for each band, valid wherever that band is.

    The pairs of the bands are made once for all target dates of the scene, so that `Scene.pair_fact` finds them again.
    """
    places = range(len(scene.bands))
    pairs = scene.pair_fact("single bands", lambda: [_pairs_of(scene, place) for place in places])
    return tuple(
        replace(
            scene,
            bands=(scene.bands[place],),
            pairs=pairs[place],
            target=_band_of(scene.target, place),
            storage=replace(scene.storage, scale=scale_of_band(scene.storage.scale, place)),
            scales=(scale_of_band(scene.scales[0], place), scale_of_band(scene.scales[1], place)),
            observed=None,
            target_rest=None,
            rest=(),
            rest_scale=None,
        )
        for place in places
    )


def _pairs_of(scene: Scene, place: int) -> tuple[Pair, ...]:
    return tuple(Pair(_band_of(pair.fine, place), _band_of(pair.coarse, place), pair.date) for pair in scene.pairs)


def _band_of(layer: Layer, place: int) -> Layer:
    return layer.band(place) if isinstance(layer, RasterLayer) else ChosenBands(layer, (place,))
