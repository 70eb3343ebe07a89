"""Fine images and earlier predictions as layers of a scene."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ..fusion.predict import whole_layer
from ..products.scaling import Scale, Storage
from ..rasters.align import AlignedReader
from ..rasters.grid import Grid
from ..rasters.raster import RasterReader, RasterWriter, describe
from ..run import Run
from ..scenes.layers import Layer, RasterLayer
from ..scenes.pairing import Image
from .index import Bands, index_storage


class Clear:
    """Returns the fraction of clear pixels of a fine image; computed once per image."""

    def __init__(self, run: Run) -> None:
        self._run, self._known = run, {}  # type: tuple[Run, dict[str, float]]

    def __call__(self, image: Image) -> float:
        if image.source not in self._known:
            self._run.check()
            info = describe(image.source)
            layer = fine_layer(image, info.grid)
            seen = sum(
                int(valid.sum())
                for *_, valid in whole_layer(layer, info.grid, Run(cancelled=lambda: self._run.cancelled))
            )
            layer.close()
            self._known[image.source] = seen / (info.grid.rows * info.grid.cols)
        return self._known[image.source]


def fine_layer(
    image: Image, grid: Grid, bands: tuple[int, ...] | None = None, scale: Scale | None = None
) -> RasterLayer:
    """Returns a fine image with its mask on a grid; all bands if none are given."""
    info = describe(image.source)
    reader = AlignedReader(RasterReader(info), grid, bands or tuple(range(1, info.bands + 1)), "bilinear")
    masks = [AlignedReader(RasterReader(describe(image.mask)), grid, (1,), "nearest", raw=True)] if image.mask else []
    return RasterLayer(reader, scale or Scale(1.0), masks)


def predicted_layer(path: Path, grid: Grid, storage: Storage) -> Layer:
    """Returns an existing prediction as a layer on a grid."""
    info = describe(path)
    every = tuple(range(1, info.bands + 1))
    return RasterLayer(AlignedReader(RasterReader(info), grid, every, "nearest"), storage.scale)


def write_index(layer: Layer, source: Path, index: Bands, kept: Layer | None, output: Path, run: Run) -> float:
    """Write the index of a raster, except where `kept` is valid; returns the fraction of pixels with a value."""
    info, storage = describe(source), index_storage()
    tags = {key: value for key, value in info.tags.items() if key.startswith("STFUSION") or key == "ACQUISITION_DATE"}
    count = 0
    try:
        with RasterWriter(output, info.grid, (index.index.name,), storage.dtype, storage.nodata, tags) as writer:
            windows = list(info.grid.blocks(512))
            for number, window in enumerate(windows):
                run.check()
                values, valid = index.of(*layer.read(window))
                if kept is not None:
                    before, known = kept.read(window)
                    values, valid = np.where(known, before, values), valid | known
                count += int(valid.sum())
                writer.write(window, storage.stored(values, valid))
                run.progress((number + 1) / len(windows))
    finally:
        for one in (layer, kept):
            if one is not None:
                one.close()
    return count / (info.grid.rows * info.grid.cols)
