"""The CUDA kernels compared with the limits of the card. ``cuda.py`` needs numpy, numba, torch and Triton, but neither
QGIS nor rasterio.

Kernels are timed by the device's own events. Operations are counted from the formulas: comparisons of each candidate in
each band, and the computation for each similar one. Bytes are those of all planes, read and written once.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import support  # noqa: F401 (registers the package)

from stfusion.core.fusion.method import checked_options
from stfusion.core.fusion.predict import predict
from stfusion.core.runtime.device import Device, usable_cores
from stfusion.core.scenes.scene import Scene, array_scene
from stfusion.core.simulate import Scenario, simulate
from stfusion.models import methods

NO_GPU = (
    "CUDA: no GPU was seen. The kernels are compared with those of the CPU in Triton's interpreter and by torch operations, and "
    "compiled for a device that is not there (tests/core/test_gpu_kernels.py)."
)
EDGE, BANDS, WINDOW, RUNS = 1024, 4, 51, 5


@dataclass(frozen=True)
class Kernel:
    """A method with its kernel, and its number of operations for `bands` bands; an fma is one.

    `test` is for each candidate of one pixel, `use` for each that is similar, `least` the known share of these.
    """

    method: str
    pairs: int
    module: str
    name: str
    test: Callable[[int], int]
    use: Callable[[int], int]
    similar: float
    planes: Callable[[int], int]  # float32 planes read and written once


KERNELS = (
    # A difference and a comparison for each deciding band; then for each band two comparisons, a product, a sum and an fma.
    # 2.8 of 100 pixels of the simulated scene are similar.
    Kernel(
        "starfm",
        1,
        "starfm.triton",
        "_add_pair",
        lambda bands: 2 * bands,
        lambda bands: 5 * bands,
        0.028,
        lambda bands: 10 * bands,
    ),
    # Both dates decide, for each two bands once more; then the weight, four differences, four sums and ten fmas a band.
    Kernel(
        "estarfm",
        2,
        "estarfm.triton",
        "_sum_up",
        lambda bands: 4 * bands * (bands // 2),
        lambda bands: 4 + 18 * bands,
        0.1,
        lambda bands: 28 * bands,
    ),
    # The quick rank: difference, less its slack, comparison, fma for each band; then the floor, the factor and the bound.
    Kernel(
        "fitfc",
        1,
        "neighbours.triton",
        "_find",
        lambda bands: 4 * bands + 3,
        lambda bands: 0,
        0.0,
        lambda bands: 6 * bands,
    ),
)


def report() -> list[str]:
    """Returns lines for the page; without a GPU, one line that states this."""
    try:
        import torch
    except ImportError:
        return [NO_GPU]
    if not torch.cuda.is_available():
        return [NO_GPU]
    copied, computed = copy_ceiling(torch), operations_ceiling(torch)
    lines = [
        f"CUDA: {torch.cuda.get_device_name()}, torch {torch.__version__}. Ceilings measured: {copied / 1e9:.0f} GB/s by a copy, "
        f"{computed / 1e12:.1f} T operations/s by a loop of multiply-adds, each counted as one.",
        "",
        f"{EDGE} x {EDGE} x {BANDS}, kernels alone:",
        "",
        "| kernel | ms | T operations/s | share of the nearer ceiling | whole prediction, s | CPU, s | times as fast |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    scene = simulated(EDGE, BANDS)
    for kernel in KERNELS:
        predicted(kernel, scene, "cuda", EDGE)  # compiles
        with watched(torch, kernel) as spent:
            for _ in range(RUNS):
                predicted(kernel, scene, "cuda", EDGE)
        seconds = spent() / RUNS
        wall = statistics.median(predicted(kernel, scene, "cuda") for _ in range(RUNS))
        predicted(kernel, scene, "cpu")
        slow = statistics.median(predicted(kernel, scene, "cpu") for _ in range(RUNS))
        work = (kernel.test(BANDS) + kernel.similar * kernel.use(BANDS)) * WINDOW**2 * EDGE**2
        least = max(work / computed, kernel.planes(BANDS) * 4 * EDGE**2 / copied)
        lines.append(
            f"| {kernel.method} | {seconds * 1e3:.1f} | {work / seconds / 1e12:.2f} | {least / seconds:.0%} | {wall:.2f} | "
            f"{slow:.2f} | {slow / wall:.1f} |"
        )
        sys.stderr.write(lines[-1] + "\n")
    return lines


def simulated(edge: int, bands: int) -> Scene:
    """Two pairs and a target in memory, coarse images enlarged by repetition; bands of the simulation repeated in turn."""
    seen = simulate(Scenario(rows=edge, cols=edge)).observations
    order = np.arange(bands) % len(seen[0].fine)
    ratio = edge // seen[0].coarse.shape[2]
    coarse = [np.kron(one.coarse[order], np.ones((1, ratio, ratio), np.float32))[:, :edge, :edge] for one in seen]
    return array_scene([(seen[n].fine[order], coarse[n]) for n in (0, 2)], coarse[1], ratio=ratio)


def predicted(kernel: Kernel, scene: Scene, device: str, block_size: int = 0) -> float:
    """Wall seconds of a prediction without files, until all results are copied back."""
    from dataclasses import replace

    method = methods()[kernel.method]
    chosen = replace(scene, pairs=scene.pairs[: kernel.pairs])
    started = time.perf_counter()
    predict(
        method, chosen, checked_options(method, {"window": WINDOW}), lambda window, prediction: None,
        device=Device(device, usable_cores()), block_size=block_size,
    )  # fmt: skip
    return time.perf_counter() - started


@contextmanager
def watched(torch: Any, kernel: Kernel):
    """Provides a function that returns the seconds of a kernel's launches on the device."""
    import importlib

    module = importlib.import_module(f"stfusion.core.kernels.{kernel.module}")
    launched = getattr(module, kernel.name)
    events: list[tuple[Any, Any]] = []

    class Timed:
        def __getitem__(self, grid: Any) -> Callable[..., None]:
            def launch(*arguments: Any, **named: Any) -> None:
                first, last = (torch.cuda.Event(enable_timing=True) for _ in range(2))
                first.record()
                launched[grid](*arguments, **named)
                last.record()
                events.append((first, last))

            return launch

    def seconds() -> float:
        torch.cuda.synchronize()
        return sum(first.elapsed_time(last) for first, last in events) / 1e3

    setattr(module, kernel.name, Timed())
    try:
        yield seconds
    finally:
        setattr(module, kernel.name, launched)


def copy_ceiling(torch: Any) -> float:
    """Bytes read and written in a second by a copy on the device."""
    source = torch.empty(2**28, device="cuda")
    target = torch.empty_like(source)
    return 2 * source.nbytes / timed(torch, lambda: target.copy_(source))


def operations_ceiling(torch: Any) -> float:
    """float32 multiply-adds on registers per second, each counted once, because the kernels mostly do comparisons."""
    from fma_triton import SUMS, multiply_add

    programs, threads, rounds = 132 * 64, 256, 4096
    target = torch.empty(programs * threads, device="cuda")
    return SUMS * rounds * len(target) / timed(torch, lambda: multiply_add[(programs,)](target, rounds, SIZE=threads))


def timed(torch: Any, work: Callable[[], Any]) -> float:
    work()
    found = []
    for _ in range(RUNS):
        torch.cuda.synchronize()
        started = time.perf_counter()
        work()
        torch.cuda.synchronize()
        found.append(time.perf_counter() - started)
    return statistics.median(found)


if __name__ == "__main__":
    sys.stdout.write("\n".join(report()) + "\n")
