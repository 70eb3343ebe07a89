"""Spectral indices, computed from images before fusion or from the result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from ..products.band_matching import identify
from ..products.scaling import Scale, Storage
from ..products.sensors import find_sensor
from ..rasters.grid import Window
from ..rasters.nested import Nested
from ..rasters.raster import RasterInfo
from ..scenes.layers import Layer
from ..scenes.scene import Pair, Scene

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A sum of reflectances below this is noise; the index is then not defined.
_DARK = 0.001

NODATA = -9999.0


@dataclass(frozen=True)
class Index:
    """A spectral index.

    Attributes
    ----------
    name : str
    bands : tuple of str
        Common names of the bands, in the order of the arguments of `formula`.
    formula : callable
        Returns numerator and denominator from reflectances.
    source : str
    """

    name: str
    bands: tuple[str, ...]
    formula: Callable[..., tuple[Any, Any]]
    source: str


INDICES = {
    index.name: index
    for index in (
        Index("NDVI", ("red", "nir"), lambda red, nir: (nir - red, nir + red), "Tucker 1979"),
        Index(
            "EVI", ("blue", "red", "nir"),
            lambda blue, red, nir: (2.5 * (nir - red), nir + 6 * red - 7.5 * blue + 1), "Huete et al. 2002",
        ),
        Index("NDWI", ("green", "nir"), lambda green, nir: (green - nir, green + nir), "McFeeters 1996"),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Bands:
    """An index with the positions, from 0, of its bands in a scene."""

    index: Index
    places: tuple[int, ...]

    def of(
        self, values: NDArray[np.float32], valid: NDArray[np.bool_]
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Returns the index (1, rows, cols) of reflectances (bands, rows, cols), within -1 and 1, and its validity."""
        above, below = self.index.formula(*(values[place] for place in self.places))
        known = valid & (below > _DARK)
        found = np.clip(np.divide(above, below, out=np.zeros_like(below), where=known), -1, 1)
        return found[None].astype(np.float32), known


@dataclass(frozen=True)
class IndexLayer:
    """A layer of index values, computed from the bands of another layer."""

    layer: Layer
    bands: Bands

    def read(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        return self.bands.of(*self.layer.read(window))

    def coarse(self, nested: Nested) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        return self.bands.of(*self.layer.coarse(nested))

    def close(self) -> None:
        self.layer.close()


def find_bands(name: str, typed: str, info: RasterInfo, chosen: tuple[int, ...]) -> Bands:
    """Finds the positions of an index' bands in a scene.

    Parameters
    ----------
    name : str
        A key of `INDICES`.
    typed : str
        Band numbers of the fine image in the order of the index' bands, counted from 1; if empty, found by band names.
    info : RasterInfo
        Header of the fine image.
    chosen : tuple of int
        Bands of the fine image that are in the scene.

    Raises
    ------
    InputError
        If a band is missing.
    """
    index = INDICES[name]
    words = typed.replace(",", " ").replace(";", " ").split()
    if words and (len(words) != len(index.bands) or not all(word.isdigit() for word in words)):
        raise InputError(
            "Bands of the index '{typed}' are not valid; enter the numbers of: {bands}.",
            typed=typed,
            bands=", ".join(index.bands),
        )
    if words:
        numbers = [int(word) for word in words]
    else:
        known = {band.name: band.number for band in identify([info], find_sensor([info]))}
        lacking = [band for band in index.bands if band not in known]
        if lacking:
            raise InputError(
                "{label} has no band named {lacking}, which {name} requires; set the band numbers of the index: "
                "{bands}.",
                label=info.label,
                lacking=lacking[0],
                name=name,
                bands=", ".join(index.bands),
            )
        numbers = [known[band] for band in index.bands]
    for number in numbers:
        if number not in chosen:
            raise InputError(
                "Band {number} of the index is not among the predicted bands: {bands}.",
                number=number,
                bands=", ".join(map(str, chosen)),
            )
    return Bands(index, tuple(chosen.index(number) for number in numbers))


def index_scene(scene: Scene, bands: Bands) -> Scene:
    """Returns the scene with an index as its only band: the index is computed first and then fused."""
    return replace(
        scene,
        bands=(bands.index.name,),
        pairs=tuple(
            Pair(IndexLayer(pair.fine, bands), IndexLayer(pair.coarse, bands), pair.date, rest=pair.rest)
            for pair in scene.pairs
        ),
        target=IndexLayer(scene.target, bands),
        storage=index_storage(),
        like=None,
    )


def index_storage() -> Storage:
    return Storage("float32", NODATA, Scale(1.0))
