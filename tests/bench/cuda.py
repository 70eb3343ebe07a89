"""The CUDA kernels against the card's ceilings. ``cuda.py`` needs numpy, numba, torch and Triton, but neither QGIS nor rasterio.

Kernels are timed by the device's own events. Operations and bytes are counted from the formulas: what any program must do
that evaluates all candidates, and the planes read and written once.
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

from stfusion.core.device import Device, usable_cores
from stfusion.core.method import checked_options
from stfusion.core.predict import predict
from stfusion.core.scene import Scene, array_scene
from stfusion.core.simulate import Scenario, simulate
from stfusion.models import methods

NO_GPU = (
    "CUDA: no GPU was seen. The kernels are compared with those of the CPU in Triton's interpreter and by torch operations, and "
    "compiled for a device that is not there (tests/core/test_gpu_kernels.py); nothing is known of their speed."
)
EDGE, BANDS, WINDOW, RUNS = 1024, 4, 51, 5
LANDSAT = (7700, 7700, 6)


@dataclass(frozen=True)
class Kernel:
    """A method with its kernel, and how many operations one candidate of one pixel takes, in `bands` bands."""

    method: str
    pairs: int
    module: str
    name: str
    operations: Callable[[int], int]
    planes: Callable[[int], int]  # float32 planes read and written once


KERNELS = (
    # A difference and a comparison for each deciding band; for each band two comparisons, a choice, and two multiply-adds.
    Kernel("starfm", 1, "starfm_triton", "_add_pair", lambda bands: 2 * bands + 7 * bands, lambda bands: 10 * bands),
    # Both dates decide; the weight; for each band four differences, four sums and ten multiply-adds.
    Kernel(
        "estarfm", 2, "estarfm_triton", "_sum_up", lambda bands: 4 * bands + 4 + 28 * bands, lambda bands: 28 * bands
    ),
    # One look of many, in float64: a difference, a comparison and two products for each band, then the rank.
    Kernel("fitfc", 1, "neighbours_triton", "_find", lambda bands: 5 * bands + 6, lambda bands: 4 * bands),
)


def report() -> list[str]:
    """Lines for the page; where there is no GPU, a line that says so."""
    try:
        import torch
    except ImportError:
        return [NO_GPU]
    if not torch.cuda.is_available():
        return [NO_GPU]
    copied, computed = copy_ceiling(torch), operations_ceiling(torch)
    lines = [
        f"CUDA: {torch.cuda.get_device_name()}, torch {torch.__version__}. Ceilings measured: {copied / 1e9:.0f} GB/s by a copy, "
        f"{computed / 1e12:.1f} T operations/s by a loop of multiply-adds (two each).",
        "",
        f"{EDGE} x {EDGE} x {BANDS}, kernels alone:",
        "",
        "| kernel | ms | T operations/s | share of the nearer ceiling | whole prediction, s | CPU, s | times as fast |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    scene = simulated(EDGE, BANDS)
    for kernel in KERNELS:
        predicted(kernel, scene, "cuda")  # compiles
        with watched(torch, kernel) as spent:
            wall = statistics.median(predicted(kernel, scene, "cuda") for _ in range(RUNS))
        seconds = spent() / RUNS
        slow = predicted(kernel, scene, "cpu")
        work = kernel.operations(BANDS) * looks(kernel) * EDGE**2
        least = max(work / computed, kernel.planes(BANDS) * 4 * EDGE**2 / copied)
        lines.append(
            f"| {kernel.method} | {seconds * 1e3:.1f} | {work / seconds / 1e12:.2f} | {least / seconds:.0%} | {wall:.2f} | "
            f"{slow:.2f} | {slow / wall:.1f} |"
        )
    return [*lines, "", *landsat(torch)]


def looks(kernel: Kernel) -> int:
    """Candidates of a pixel, over all looks through its window."""
    if kernel.name == "_find":
        return WINDOW**2 * checked_options(methods()[kernel.method], {}).neighbours
    return WINDOW**2


def simulated(edge: int, bands: int) -> Scene:
    """Two pairs and a target in memory, the coarse images enlarged by repeating; the bands of the simulation in turn."""
    seen = simulate(Scenario(rows=edge, cols=edge)).observations
    order = np.arange(bands) % len(seen[0].fine)
    ratio = edge // seen[0].coarse.shape[2]
    coarse = [np.kron(one.coarse[order], np.ones((1, ratio, ratio), np.float32))[:, :edge, :edge] for one in seen]
    return array_scene([(seen[n].fine[order], coarse[n]) for n in (0, 2)], coarse[1], ratio=ratio)


def predicted(kernel: Kernel, scene: Scene, device: str) -> float:
    """Wall seconds of a prediction without any file; the last of it is copied back when this returns."""
    from dataclasses import replace

    method = methods()[kernel.method]
    chosen = replace(scene, pairs=scene.pairs[: kernel.pairs])
    started = time.perf_counter()
    predict(
        method, chosen, checked_options(method, {"window": WINDOW}), lambda window, prediction: None,
        device=Device(device, usable_cores()),
    )  # fmt: skip
    return time.perf_counter() - started


@contextmanager
def watched(torch: Any, kernel: Kernel):
    """Gives a function that tells the seconds which a kernel's launches took on the device."""
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
    """float32 operations in a second: multiply-adds on registers, two each."""
    from fma_triton import SUMS, multiply_add

    programs, threads, rounds = 132 * 64, 256, 4096
    target = torch.empty(programs * threads, device="cuda")
    return (
        2 * SUMS * rounds * len(target) / timed(torch, lambda: multiply_add[(programs,)](target, rounds, SIZE=threads))
    )


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


def landsat(torch: Any) -> list[str]:
    """A whole scene from memory to memory, with kernels and copies apart; reading and writing are not in it."""
    rows, cols, bands = LANDSAT
    small = simulated(EDGE, bands)
    block = small.read(small.grid.window)
    times = -(-rows // EDGE)

    def large(values: np.ndarray) -> np.ndarray:
        return np.tile(values, (1, times, times))[:, :rows, :cols]

    scene = array_scene([(large(block.fine[0]), large(block.coarse[0]))], large(block.target), ratio=16)
    kernel = KERNELS[0]
    with watched(torch, kernel) as spent:
        wall = predicted(kernel, scene, "cuda")
    seconds = spent()
    moved = 10 * bands * 4 * rows * cols
    host = torch.empty(2**26).pin_memory()
    rate = host.nbytes / timed(torch, lambda: host.to("cuda", non_blocking=True))
    return [
        f"STARFM, window {WINDOW}, {rows} x {cols} x {bands} from memory to memory: {wall:.1f} s, of which kernels "
        f"{seconds:.1f} s; its {moved / 1e9:.1f} GB of planes take {moved / rate:.1f} s to the device at the {rate / 1e9:.0f} "
        "GB/s measured, beside the kernels. Reading and writing come on top where they take longer than that: compare with "
        "the tables above."
    ]


if __name__ == "__main__":
    sys.stdout.write("\n".join(report()) + "\n")
