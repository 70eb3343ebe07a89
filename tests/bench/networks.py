"""How much of a network's speed is left when a scene is predicted tile by tile: reading, blending and writing beside it.

Both run on the same tiles in one process, in turn, as what else the machine does changes with time. The bare forward pass
has its input in memory already.
"""

from __future__ import annotations

import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

import jobs  # registers the package
import numpy as np

from stfusion.core.fuse import fuse
from stfusion.core.inputs import open_scene
from stfusion.core.learning.feeding import chosen_pairs
from stfusion.core.learning.learned import Predictor
from stfusion.core.method import checked_options
from stfusion.core.run import Run
from stfusion.core.sample import Sample
from stfusion.models import methods

# Small enough to be measured within minutes on two cores, and of three kinds: few, some and many operations for a pixel.
NETWORKS: dict[str, dict[str, Any]] = {"stfnet": {}, "edcstfn": {}, "stfdiff": {"width": 16, "steps": 4}}
QUIET = Run(log=lambda text, level: None)


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
    with closing(open_scene(jobs.inputs(sample, 2), QUIET)) as scene:
        learning = {**given, "epochs": 1, "batch": 1, "patch": 64, "save_weights": str(weights)}
        fuse(method, scene, checked_options(method, learning), folder / "first.tif", QUIET, device=device)
    options = checked_options(method, {**given, "weights": str(weights)})
    seconds, bare, inputs = [], [], []
    compute = Predictor.tile

    def timed(self: Predictor, tile: Any, check: Any) -> Any:
        inputs.append((self, tile))
        return compute(self, tile, check)

    for _ in range(3):
        inputs.clear()
        with closing(open_scene(jobs.inputs(sample, 2), QUIET)) as scene:
            assert len(chosen_pairs(scene, method.needs_of(options), method.info.pairs)) == 2
            Predictor.tile = timed
            started = time.perf_counter()
            fuse(method, scene, options, folder / "out.tif", QUIET, device=device)
            seconds.append(time.perf_counter() - started)
            Predictor.tile = compute
            bare.append(_bare(inputs, compute))
            size = scene.grid.rows * scene.grid.cols
    share = median(passes / whole for passes, whole in zip(bare, seconds))
    edge = np.max([image.shape[-1] for image in inputs[0][1]["references"][0]["images"].values()])
    whole = median(seconds)
    return (
        f"| {method.info.title} | {edge} | {len(inputs)} | {median(bare):.2f} | {whole:.2f} | {share:.0%} | "
        f"{size / whole / 1e6:.2f} |"
    )


def _bare(inputs: list[Any], compute: Any) -> float:
    started = time.perf_counter()
    for predictor, tile in inputs:
        compute(predictor, tile)
    return time.perf_counter() - started
