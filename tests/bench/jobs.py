"""Measured jobs: methods with their options, on a simulated scene."""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import support  # noqa: F401 (registers the package)

from stfusion.core.fusion import predict as prediction
from stfusion.core.fusion.fuse import fuse
from stfusion.core.fusion.method import checked_options
from stfusion.core.run import Run
from stfusion.core.runtime.device import usable_cores
from stfusion.core.scenes.inputs import Inputs, open_scene
from stfusion.core.scenes.pairing import Image
from stfusion.core.simulate.sample import Sample
from stfusion.models import methods

RUNS = 3
QUIET = Run(log=lambda text, level: None)


@dataclass(frozen=True)
class Job:
    """One line of the table; `wanted` is the intended maximum of CPU seconds for a scene of 1200 x 1200 x 4."""

    title: str
    method: str
    pairs: int
    options: dict = field(default_factory=dict)
    wanted: float | None = None


JOBS = (
    Job("STARFM, window 51, one pair", "starfm", 1, wanted=4.3),
    Job("STARFM, window 51, one pair, bands by themselves", "starfm", 1, {"similar_bands": "own", "classes": 4}),
    Job("STARFM, window 51, two pairs", "starfm", 2, wanted=8),
    Job("ESTARFM, window 51", "estarfm", 2, wanted=12),
    Job("ESTARFM, 20 most similar pixels", "estarfm", 2, {"most_similar": 20}),
    Job("FSDAF, ratio 16", "fsdaf", 1, wanted=20),
    Job("Fit-FC, window 51", "fitfc", 1, {"window": 51}, wanted=6),
    Job("SPSTFM, two pairs", "spstfm", 2, wanted=57),
    Job("SPSTFM, one pair", "spstfm", 1, wanted=57),
)


@dataclass(frozen=True)
class Cost:
    """Medians of the runs: CPU and wall seconds of all, and the share of the cores that the prediction kept busy."""

    cpu: float
    wall: float
    busy: float


def measure(job: Job, sample: Sample, output: Path, runs: int = RUNS) -> Cost:
    """Cost of `fuse()` in a warm process, with reading and writing."""
    run_once(job, sample, output)  # compiles, and fills the file cache
    found = [run_once(job, sample, output) for _ in range(runs)]
    return Cost(*(statistics.median(getattr(one, name) for one in found) for name in ("cpu", "wall", "busy")))


def run_once(job: Job, sample: Sample, output: Path) -> Cost:
    method = methods()[job.method]
    scene = open_scene(inputs(sample, job.pairs), QUIET)
    blocks: list[float] = []
    run_blocks = prediction.run_blocks

    def timed(*arguments: object) -> None:
        cpu, wall = time.process_time(), time.perf_counter()
        run_blocks(*arguments)
        blocks[:] = [time.process_time() - cpu, time.perf_counter() - wall]

    prediction.run_blocks = timed
    try:
        cpu, wall = time.process_time(), time.perf_counter()
        fuse(method, scene, checked_options(method, job.options), output, QUIET, device="cpu")
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    finally:
        prediction.run_blocks = run_blocks
        scene.close()
    return Cost(cpu, wall, blocks[0] / blocks[1] / usable_cores())


def inputs(sample: Sample, pairs: int) -> Inputs:
    days = sorted(sample.fine)
    chosen = (days[0], days[2])[:pairs]
    return Inputs(
        fine=tuple(Image(str(sample.fine[day]), f"Fine image {n}", None, n) for n, day in enumerate(chosen, 1)),
        coarse=tuple(Image(str(sample.coarse[day]), f"Coarse image {n}", None, n) for n, day in enumerate(chosen, 1)),
        target=Image(str(sample.coarse[days[1]]), "Coarse image of the target date"),
    )
