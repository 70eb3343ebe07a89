"""Time and peak memory over the size of the scene: each size in a separate process, on a repeated sample."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import jobs
import numpy as np
from samples import found, made, peak_memory

from stfusion.core.fusion.fuse import fuse
from stfusion.core.fusion.method import checked_options
from stfusion.core.scenes.inputs import open_scene
from stfusion.models import methods

EDGE = 1024
METHODS = (("starfm", 1), ("estarfm", 2), ("fsdaf", 1), ("fitfc", 1), ("spstfm", 2))


@dataclass(frozen=True)
class Point:
    """Cost of one run: edge of the scene in pixels, CPU seconds, peak memory of the process in MB."""

    edge: int
    cpu: float
    memory: float


def curves(edges: list[int], folder: Path) -> dict[str, list[Point]]:
    """Points for every method, by its title. `folder` must exist; rasters are made in it."""
    small = folder / "x1"
    made(EDGE, small)
    points: dict[str, list[Point]] = {methods()[name].info.title: [] for name, _ in METHODS}
    for edge in edges:
        large = _enlarged(small, edge // EDGE)
        for name, pairs in METHODS:
            command = [sys.executable, __file__, name, str(pairs), str(small), str(large)]
            words = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            points[methods()[name].info.title].append(Point(edge, float(words[0]), float(words[1])))
    return points


def _enlarged(small: Path, times: int) -> Path:
    """The sample repeated along rows and columns, in a folder beside it."""
    import rasterio
    from rasterio.windows import Window

    folder = small.parent / f"x{times}"
    folder.mkdir(exist_ok=True)
    for path in () if times == 1 else small.glob("sample_[cf]*.tif"):
        with rasterio.open(path) as source:
            profile, values, tags, names = source.profile, source.read(), source.tags(), source.descriptions
        rows, cols = values.shape[1:]
        profile.update(width=cols * times, height=rows * times)
        if rows == EDGE:
            profile.update(tiled=True, blockxsize=256, blockysize=256, compress="deflate")
        with rasterio.open(folder / path.name, "w", **profile) as dataset:
            dataset.update_tags(**tags)
            dataset.descriptions = names
            for turn in range(times):
                dataset.write(np.tile(values, (1, 1, times)), window=Window(0, turn * rows, cols * times, rows))
    return folder


def one(method_id: str, pairs: int, folder: Path) -> float:
    """CPU seconds of one method on the sample of a folder."""
    method = methods()[method_id]
    scene = open_scene(jobs.inputs(found(folder), pairs), jobs.QUIET)
    started = time.process_time()
    fuse(method, scene, checked_options(method, {}), folder / "out.tif", jobs.QUIET, device="cpu")
    cpu = time.process_time() - started
    scene.close()
    (folder / "out.tif").unlink()
    return cpu


def main(method_id: str, pairs: str, small: str, large: str) -> None:
    """Runs in a separate process: the small scene to warm up, then the other; prints CPU seconds and peak MB."""
    one(method_id, int(pairs), Path(small))
    cpu = one(method_id, int(pairs), Path(large))
    sys.stdout.write(f"{cpu} {peak_memory()}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
