"""Whole scenes of Landsat's size from files to a file, on CUDA and on the CPU, with the time of each stage.

"Facts" are those of the whole scene, which are read before its blocks; the "end" is the remaining compression and
checks.

``landsat.py [--edge 7700] [--bands 6] [--methods starfm,estarfm] [--devices cuda,cpu]``. Stages overlap and run in
several threads: their seconds are summed over threads, and show what the run waits for. On CUDA, the device time of
kernels and copies is measured by torch's profiler, in a separate run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jobs  # registers the package
import numpy as np
from samples import made

from stfusion.core.fusion import predict as prediction
from stfusion.core.fusion.fuse import fuse
from stfusion.core.fusion.method import checked_options
from stfusion.core.runtime.device import usable_cores
from stfusion.core.scenes.inputs import open_scene
from stfusion.core.simulate.sample import Sample
from stfusion.models import methods

EDGE, PIECE = 7700, 1024
PAIRS = {"starfm": 1, "estarfm": 2, "fsdaf": 1, "fitfc": 1, "spstfm": 2}
HEAD = (
    "| method | device | wall s | of it facts, blocks, end | CPU s | reading, computing, writing | kernels | copies to, from "
    "the device |"
)


class Spent:
    """Seconds that threads spent in each stage."""

    def __init__(self) -> None:
        self.seconds = {"read": 0.0, "compute": 0.0, "write": 0.0}
        self.begun = self.ended = 0.0  # processing of the blocks
        self._lock = threading.Lock()

    def watched(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any) -> Any:
            started = time.perf_counter()
            try:
                return work(*arguments)
            finally:
                with self._lock:
                    self.seconds[stage] += time.perf_counter() - started

        return timed

    @contextmanager
    def stages(self):
        run_blocks = prediction.run_blocks

        def watched(windows: Any, read: Any, compute: Any, write: Any, *rest: Any) -> None:
            stages = (self.watched(name, work) for name, work in zip(self.seconds, (read, compute, write)))
            self.begun = time.perf_counter()
            run_blocks(windows, *stages, *rest)
            self.ended = time.perf_counter()

        prediction.run_blocks = watched
        try:
            yield
        finally:
            prediction.run_blocks = run_blocks


def enlarged(small: Sample, edge: int, bands: int, folder: Path) -> Sample:
    """A sample repeated along rows and columns, and its bands in turn, as tiled and compressed files."""
    import rasterio

    folder.mkdir()

    def large(path: Path, rows: int) -> Path:
        with rasterio.open(path) as source:
            profile, values, tags = source.profile, source.read(), source.tags()
        times = -(-rows // values.shape[1])
        values = np.tile(values[np.arange(bands) % len(values)], (1, times, times))[:, :rows, :rows]
        profile.update(
            width=rows, height=rows, count=bands, tiled=True, blockxsize=256, blockysize=256, compress="deflate",
            num_threads="all_cpus",
        )  # fmt: skip
        with rasterio.open(folder / path.name, "w", **profile) as target:
            target.write(values)
            target.update_tags(**tags)
        return folder / path.name

    return Sample(
        {day: large(path, edge) for day, path in small.fine.items()},
        {day: large(path, -(-edge // 16)) for day, path in small.coarse.items()},
        {},
    )


def line(name: str, device: str, sample: Sample, output: Path) -> str:
    """One row of the table."""
    spent = Spent()
    with spent.stages():
        started, cpu = time.perf_counter(), time.process_time()
        wall = run_once(name, device, sample, output)
        cpu = time.process_time() - cpu
    parts = (spent.begun - started, spent.ended - spent.begun, started + wall - spent.ended)
    times = (", ".join(f"{seconds:.1f}" for seconds in some) for some in (parts, spent.seconds.values()))
    on_device = " | "
    if device == "cuda":
        kernels, there, back = profiled(name, sample, output)
        on_device = f"{kernels:.2f} | {there:.2f}, {back:.2f}"
    facts, stages = times
    return f"| {methods()[name].info.title} | {device} | {wall:.1f} | {facts} | {cpu:.0f} | {stages} | {on_device} |"


def run_once(name: str, device: str, sample: Sample, output: Path) -> float:
    """Wall seconds of a run from files to a file."""
    method = methods()[name]
    scene = open_scene(jobs.inputs(sample, PAIRS[name]), jobs.QUIET)
    started = time.perf_counter()
    fuse(method, scene, checked_options(method, {}), output, jobs.QUIET, device=device)
    wall = time.perf_counter() - started
    scene.close()
    return wall


def profiled(name: str, sample: Sample, output: Path) -> tuple[float, float, float]:
    """Seconds of the device for kernels, and for copies to it and back."""
    from torch.profiler import ProfilerActivity, profile

    with profile(activities=[ProfilerActivity.CUDA]) as seen:
        run_once(name, "cuda", sample, output)
    found = [0.0, 0.0, 0.0]
    for event in seen.events():
        if "CUDA" in str(event.device_type):
            place = 1 if "HtoD" in event.name else 2 if "DtoH" in event.name else 0
            found[place] += event.device_time / 1e6
    return found[0], found[1], found[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edge", type=int, default=EDGE)
    parser.add_argument("--bands", type=int, default=6)
    parser.add_argument("--methods", default=",".join(PAIRS))
    parser.add_argument("--devices", default="cuda,cpu")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small = made(PIECE, Path(folder) / "small")
        first, sample = (enlarged(small, edge, wanted.bands, Path(folder) / str(edge)) for edge in (PIECE, wanted.edge))
        sys.stdout.write(
            f"{wanted.edge} x {wanted.edge} x {wanted.bands} from files to a file, {usable_cores()} cores, seconds:\n\n"
            f"{HEAD}\n{'| --- ' * 8}|\n"
        )
        for name in wanted.methods.split(","):
            for device in wanted.devices.split(","):
                run_once(name, device, first, Path(folder) / "out.tif")  # compiles
                sys.stdout.write(line(name, device, sample, Path(folder) / "out.tif") + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
