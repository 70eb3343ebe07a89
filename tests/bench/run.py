"""Measures time and memory of the methods. ``run.py [--edge 1200] [--scale 1024,2048] [--memory] [--cuda] [--page]``

The table holds CPU and wall seconds of `fuse()` in a warm process, with reading and writing: medians of three runs.
Before that, the kernel's first call is compared with a reference implementation on a part of the same data. ``--scale``
adds runs on scenes of these edges (multiples of 1024) and a plot, ``--memory`` the peak memory of scenes up to 20480 x
20480 (an hour or two), ``--page`` writes all to resources/bench.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import cuda
import jobs  # registers the package
import memory
import numpy as np
import page
import scale
from checks import watched
from samples import made, peak_memory

import networks
from stfusion.core.fusion.method import checked_options
from stfusion.core.simulate import Scenario, simulate
from stfusion.core.simulate.sample import Sample
from stfusion.models import methods


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edge", type=int, default=1200, help="edge of the simulated scene in pixels")
    parser.add_argument("--scale", default="", help="edges of further scenes, multiples of 1024")
    parser.add_argument("--memory", action="store_true", help="peak memory of sparse scenes up to 20480 x 20480")
    parser.add_argument(
        "--cuda", action="store_true", help="measure the CUDA kernels (cuda.py does so without rasterio)"
    )
    parser.add_argument("--page", action="store_true", help="write resources/bench.md and its plot")
    wanted = parser.parse_args()
    lines = [*page.machine(), ""]
    with tempfile.TemporaryDirectory() as folder:
        sample = made(wanted.edge, Path(folder) / "sample")
        lines += table(sample, wanted.edge, Path(folder) / "out.tif")
        lines += ["", *series(sample, Path(folder) / "out.tif"), "", *networks.report(sample)]
    lines += ["", f"Peak memory of this process, in which all methods ran: {peak_memory():.0f} MB."]
    edges = [int(word) for word in wanted.scale.split(",") if word]
    curves = {}
    if edges:
        with tempfile.TemporaryDirectory() as folder:
            curves = scale.curves(edges, Path(folder))
        lines += ["", *page.curve_table(curves)]
    if wanted.memory:
        lines += ["", *memory.table()]
    if wanted.cuda:
        lines += ["", *cuda.report()]
    sys.stdout.write("\n".join(lines) + "\n")
    if wanted.page:
        page.write(lines, curves)


def table(sample: Sample, edge: int, output: Path) -> list[str]:
    lines = [
        f"Simulated scene {edge} x {edge} x 4, ratio 16, int16.",
        "",
        "| method | CPU s | wanted | wall s | cores busy | Mpx-band per CPU s | times a plain numpy loop | off by |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for job in jobs.JOBS:
        with watched(job.method) as seen:
            jobs.run_once(job, sample, output)
        cost = jobs.measure(job, sample, output)
        size = edge * edge * 4
        times = f"{plain_seconds_per_value(job) * size / cost.cpu:.0f}" if job.method == "starfm" else ""
        limit = "" if job.wanted is None else f"{job.wanted * edge**2 / 1200**2:.1f}"
        lines.append(
            f"| {job.title} | {cost.cpu:.2f} | {limit} | {cost.wall:.2f} | {cost.busy:.0%} | {size / cost.cpu / 1e6:.2f} | "
            f"{times} | {max(seen):.0e} |"
        )
        sys.stderr.write(lines[-1] + "\n")
    return lines


def series(sample: Sample, output: Path) -> list[str]:
    """Cost of an additional target date of the same pairs, as a share of the first."""
    from dataclasses import replace

    from stfusion.core.fusion.fuse import fuse
    from stfusion.core.scenes.inputs import open_scene

    shares = []
    for job in (job for job in jobs.JOBS if job.wanted is not None):  # every method
        method = methods()[job.method]
        scene = open_scene(jobs.inputs(sample, job.pairs), jobs.QUIET)
        times = []
        for _ in range(3):
            started = time.process_time()
            fuse(method, replace(scene), checked_options(method, job.options), output, jobs.QUIET, device="cpu")
            times.append(time.process_time() - started)
        scene.close()
        shares.append(f"{job.title} {np.mean(times[1:]) / times[0]:.0%}")
    return [f"One more date of the same pairs, CPU seconds as a share of the first: {'; '.join(shares)}."]


def plain_seconds_per_value(job: jobs.Job, size: int = 100) -> float:
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


if __name__ == "__main__":
    main()
