"""Speed of predicting a scene tile by tile, with reading, blending and writing, relative to the network alone.

Both run alternately on the same tiles in one process, because the load of the machine varies. The bare forward pass
has its input in memory already.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

import jobs  # registers the package
import numpy as np

from stfusion.core.fusion.fuse import fuse
from stfusion.core.fusion.method import checked_options
from stfusion.core.learning.learned import Predictor
from stfusion.core.learning.tile_reader import chosen_pairs
from stfusion.core.run import Run
from stfusion.core.scenes.inputs import open_scene
from stfusion.core.simulate.sample import Sample
from stfusion.models import methods

# Measurable within minutes on two cores, with few, some and many operations per pixel.
NETWORKS: dict[str, dict[str, Any]] = {"stfnet": {}, "edcstfn": {}, "stfdiff": {"width": 16, "steps": 4}}
QUIET = Run(log=lambda text, level: None)
ROUNDS = 9
_compute = Predictor.tile


def report(sample: Sample, device: str = "cpu") -> list[str]:
    """A table as lines of Markdown."""
    lines = [
        "Networks: a whole `fuse()` with reading, blending and writing, beside the bare passes of the same tiles, on "
        f"{device}.",
        "",
        "| network | tile | tiles | bare, s | fuse(), s | share of the bare speed | Mpx per s |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for name, options in NETWORKS.items():
            lines.append(_row(name, options, sample, Path(folder), device))
    return lines


def _row(name: str, given: dict[str, Any], sample: Sample, folder: Path, device: str) -> str:
    method, weights = methods()[name], folder / f"{name}.safetensors"
    learning = {**given, "epochs": 1, "batch": 1, "patch": 64, "save_weights": str(weights)}
    _alone(_Runs(method, checked_options(method, learning), sample, folder, device).whole)
    runs = _Runs(method, checked_options(method, {**given, "weights": str(weights)}), sample, folder, device)
    _alone(runs.keep_tiles)
    passes, seconds = [_alone(runs.bare)], []
    for _ in range(ROUNDS):
        seconds.append(_alone(runs.whole))
        passes.append(_alone(runs.bare))
    # Each run is compared with the passes just before and after it.
    share = median((before + after) / 2 / run for before, run, after in zip(passes, seconds, passes[1:]))
    edge = np.max([image.shape[-1] for image in runs.tiles[0][1]["references"][0]["images"].values()])
    whole = median(seconds)
    return (
        f"| {method.info.title} | {edge} | {len(runs.tiles)} | {median(passes):.2f} | {whole:.2f} | {share:.0%} | "
        f"{runs.pixels / whole / 1e6:.2f} |"
    )


def _alone(measure: Callable[[], Any]) -> Any:
    """Runs in a thread that ends afterwards: OpenMP helpers of a living thread delay those of all others."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(measure).result()


class _Runs:
    """A network's runs from files to a file, and its forward passes alone with the inputs of an earlier run."""

    def __init__(self, method: Any, options: Any, sample: Sample, folder: Path, device: str) -> None:
        self._method, self._options, self._device = method, options, device
        self._sample, self._output = sample, folder / "out.tif"
        self.tiles: list[tuple[Predictor, Any]] = []
        self.pixels = 0

    def whole(self) -> float:
        """Seconds of `fuse()`."""
        with closing(open_scene(jobs.inputs(self._sample, 2), QUIET)) as scene:
            self.pixels = scene.grid.rows * scene.grid.cols
            assert len(chosen_pairs(scene, self._method.needs_of(self._options), self._method.info.pairs)) == 2
            started = time.perf_counter()
            fuse(self._method, scene, self._options, self._output, QUIET, device=self._device)
            return time.perf_counter() - started

    def keep_tiles(self) -> None:
        """Store the inputs of each tile. Done separately, because stored memory slows a run down."""

        def noted(predictor: Predictor, tile: Any, check: Any) -> Any:
            self.tiles.append((predictor, tile))
            return _compute(predictor, tile, check)

        Predictor.tile = noted
        try:
            self.whole()
        finally:
            Predictor.tile = _compute

    def bare(self) -> float:
        """Seconds of the passes."""
        started = time.perf_counter()
        for predictor, tile in self.tiles:
            _compute(predictor, tile)
        return time.perf_counter() - started
