"""Writes probabilities of extent and boundary of fields, and distance to their edge, tile by tile to a file."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..fusion.blocks import in_strips
from ..fusion.fuse import check_output
from ..learning.learned import inference
from ..learning.tile_threads import tile_threads_on
from ..learning.tiles import Check, TileStore, lattice
from ..learning.trained import Trained
from ..rasters.raster import RasterWriter
from ..rasters.source import name_of
from ..run import Run
from ..runtime.dependencies import require
from ..runtime.device import Device
from ..runtime.version import version
from .delineator import Delineator
from .labels import NAMES
from .scene import RATIO, ParcelScene

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BLOCK = 512


@dataclass(frozen=True)
class Delineated:
    """Result: the file, the fraction of its pixels with a value, and the time in seconds."""

    output: Path
    predicted: float
    seconds: float


def delineate(
    network: Delineator, scene: ParcelScene, options: Any, weights: str, output: str | Path, device: Device, run: Run
) -> Delineated:
    """Write extent, boundary and distance of the fields of a scene.

    Parameters
    ----------
    network : Delineator
    scene : ParcelScene
    options : Delineator.Options
    weights : str
    output : path
        GeoTIFF of three bands, float32 from 0 to 1, NaN where the very fine image is invalid. It appears when complete.
    device : Device
    run : Run

    Raises
    ------
    InputError
        If weights or output are invalid.
    DependencyError, Cancelled
    """
    require("torch", network.info.title)
    started = time.perf_counter()
    output = check_output(output, (*scene.sources, weights))
    trained = network.loaded(weights, scene.bands, scene.series_bands, options, device.name, run)
    edge = options.tile or network.needs.tile
    places = lattice(scene.whole, edge, network.needs.margin, network.needs.multiple, RATIO)

    def compute(tile: dict[str, Any], check: Check) -> NDArray[np.float32]:
        return _probabilities(network, trained, tile, device.name)

    store = TileStore(places, scene.read, compute, tile_threads_on(device))
    windows, count = in_strips(scene.grid, _BLOCK), 0
    with RasterWriter(output, scene.grid, NAMES, "float32", float("nan"), _tags(network, scene)) as file:
        for number, window in enumerate(windows):
            found = store.window(window, run.check, run.part(number, len(windows)).progress)
            known = scene.fine.read(window)[1]
            file.write(window, np.where(known, np.clip(found, 0, 1), np.float32("nan")).astype(np.float32))
            count += int(known.sum())
        run.progress(1)
    share, seconds = count / (scene.grid.rows * scene.grid.cols), time.perf_counter() - started
    run.info("Probabilities of {share:.1%} of the pixels in {seconds:.1f} s.", share=share, seconds=seconds)
    return Delineated(output, share, seconds)


def _probabilities(network: Delineator, trained: Trained, tile: dict[str, Any], device: str) -> NDArray[np.float32]:
    import torch

    if trained.order:
        tile = {**tile, "fine": tile["fine"][list(trained.order)]}
    with inference(network.info.title):
        batch = {name: torch.from_numpy(tile[name][None]).to(device) for name in ("fine", "series")}
        found: NDArray[np.float32] = network.predict_batch(trained.networks, batch)[0].float().cpu().numpy()
    return found


def _tags(network: Delineator, scene: ParcelScene) -> dict[str, str]:
    return {
        "TIFFTAG_SOFTWARE": f"STFusion {version()}",
        "STFUSION_METHOD": network.info.title,
        "STFUSION_INPUTS": json.dumps([name_of(source) for source in scene.sources]),
        "STFUSION_CONTENT": "Probability of a field, of its boundary, and distance to its edge over the largest in it",
        "STFUSION_REFERENCE": network.info.citation,
    }
