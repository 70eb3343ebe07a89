"""What the methods cost: CPU seconds and memory of `fuse()`; for STARFM also the ratio to a plain numpy loop in the same run.

The clock holds reading, computing and writing, in a warm process: kernels are compiled and files cached by one run
before. Each figure is the median of three runs. ``python tests/bench/run.py [rows]``
"""

from __future__ import annotations

import platform
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import support  # noqa: F401 (registers the package)

from stfusion.core.device import usable_cores
from stfusion.core.fuse import fuse
from stfusion.core.inputs import Inputs, open_scene
from stfusion.core.method import checked_options
from stfusion.core.pairing import Image
from stfusion.core.run import Run
from stfusion.core.sample import Sample, write_sample
from stfusion.core.simulate import Scenario, simulate
from stfusion.models import methods

RUNS = 3
QUIET = Run(log=lambda text, level: None)


@dataclass(frozen=True)
class Job:
    """One line of the table."""

    title: str
    method: str
    pairs: int
    options: dict


JOBS = (
    Job("STARFM, window 51, one pair", "starfm", 1, {}),
    Job("STARFM, window 51, one pair, bands by themselves", "starfm", 1, {"similar_bands": "own", "classes": 4}),
    Job("STARFM, window 51, two pairs", "starfm", 2, {}),
    Job("ESTARFM, window 51", "estarfm", 2, {}),
    Job("ESTARFM, 20 most similar pixels", "estarfm", 2, {"most_similar": 20}),
    Job("FSDAF", "fsdaf", 1, {}),
    Job("Fit-FC, window 51", "fitfc", 1, {"window": 51}),
    Job("SPSTFM, two pairs", "spstfm", 2, {}),
    Job("SPSTFM, one pair", "spstfm", 1, {}),
)


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1200
    say = sys.stdout.write
    say(f"{platform.machine()}, {usable_cores()} cores, Python {platform.python_version()}, numpy {np.__version__}\n")
    say(f"Simulated scene {rows} x {rows} x 4, ratio 16, int16; files read and written inside the clock\n\n")
    with tempfile.TemporaryDirectory() as folder:
        sample = write_sample(simulate(Scenario(rows=rows, cols=rows)), folder)
        output = Path(folder) / "out.tif"
        say(
            "| method | CPU s | wall s | Mpx-band per CPU s | times the plain loop |\n| --- | --- | --- | --- | --- |\n"
        )
        for job in JOBS:
            cpu, wall = measure(job, sample, output)
            times = plain_seconds_per_value(job) * rows * rows * 4 / cpu if job.method == "starfm" else None
            ratio = "" if times is None else f"{times:.0f}"
            say(f"| {job.title} | {cpu:.2f} | {wall:.2f} | {rows * rows * 4 / cpu / 1e6:.2f} | {ratio} |\n")
        say(f"\nPeak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB\n")


def measure(job: Job, sample: Sample, output: Path) -> tuple[float, float]:
    """Median CPU and wall seconds."""
    method = methods()[job.method]
    options = checked_options(method, job.options)
    times = []
    for number in range(RUNS + 1):
        scene = open_scene(_inputs(sample, job.pairs), QUIET)
        cpu, wall = time.process_time(), time.perf_counter()
        fuse(method, scene, options, output, QUIET, device="cpu")
        times.append((time.process_time() - cpu, time.perf_counter() - wall))
        scene.close()
        if number == 0:
            times.clear()  # compiles, and fills the file cache
    return statistics.median(cpu for cpu, _ in times), statistics.median(wall for _, wall in times)


def plain_seconds_per_value(job: Job, size: int = 100) -> float:
    """CPU seconds that numpy needs for each pixel and band with one operation per offset of the window, whole arrays."""
    window = checked_options(methods()[job.method], job.options).window
    seen = simulate(Scenario(rows=size + window - 1, cols=size + window - 1)).observations
    fine, coarse, target = seen[0].fine, seen[0].fine + 0.01, seen[1].fine
    half = window // 2
    inner = (slice(None), slice(half, half + size), slice(half, half + size))
    spectral, temporal, value = np.abs(fine - coarse), np.abs(coarse - target), fine + target - coarse
    weight = 1 / (spectral * 10000 + 1)
    started = time.process_time()
    sums = np.zeros((2, *fine[inner].shape))
    for down in range(window):
        for right in range(window):
            at = (slice(None), slice(down, down + size), slice(right, right + size))
            passes = np.abs(fine[at] - fine[inner]) <= 0.05
            passes &= (spectral[at] < spectral[inner] + 0.007) | (temporal[at] < temporal[inner] + 0.007)
            share = np.where(passes, weight[at] / (1 + np.hypot(down - half, right - half) / (window / 2)), 0)
            sums += share, share * value[at]
    return job.pairs * (time.process_time() - started) / (size * size * 4)


def _inputs(sample: Sample, pairs: int) -> Inputs:
    days = sorted(sample.fine)
    chosen = (days[0], days[2])[:pairs]
    return Inputs(
        fine=tuple(Image(str(sample.fine[day]), f"Fine image {n}", None, n) for n, day in enumerate(chosen, 1)),
        coarse=tuple(Image(str(sample.coarse[day]), f"Coarse image {n}", None, n) for n, day in enumerate(chosen, 1)),
        target=Image(str(sample.coarse[days[1]]), "Coarse image of the target date"),
    )


if __name__ == "__main__":
    main()
