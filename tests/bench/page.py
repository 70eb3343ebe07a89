"""The page resources/bench.md: the machine, the tables, and a plot of time and memory over the size of the scene."""

from __future__ import annotations

import platform
from datetime import date
from pathlib import Path

import numpy as np
from scale import Point

from stfusion.core.runtime.dependencies import require
from stfusion.core.runtime.device import usable_cores
from stfusion.core.runtime.version import version

FOLDER = Path(__file__).resolve().parent.parent.parent / "resources"
ABOUT = """# What the methods cost

Made by `make bench ARGS="--scale {edges} --memory --cuda --page"`. Inputs are simulated rasters in files; the clock holds
reading, computing and writing of `fuse()` in a warm process; CPU seconds are user and system time of all threads; medians of
three runs. *Cores busy* is CPU time over wall time and cores while blocks are predicted, which reading and writing overlap.
*Wanted* is the project's own limit. *Off by* is the largest difference between a kernel's first call in this very run and a
plain evaluation of the same formula, as a share of the largest value. The plain numpy loop does one operation for each offset
of the window on whole arrays.
"""


def machine() -> list[str]:
    """Describes the machine of the measurements."""
    packages = ", ".join(f"{name} {require(name, 'The bench').__version__}" for name in ("numpy", "numba", "rasterio"))
    return [
        f"STFusion {version()}, {date.today().isoformat()}. {_processor()}, {usable_cores()} cores used, "
        f"{platform.system()} on {platform.machine()}, Python {platform.python_version()}, {packages}."
    ]


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    if known.exists():
        for line in known.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "Unknown processor"


def curve_table(curves: dict[str, list[Point]]) -> list[str]:
    """CPU seconds per megapixel and peak memory for every size."""
    edges = [point.edge for point in next(iter(curves.values()))]
    head = " | ".join(f"{edge} x {edge}" for edge in edges)
    lines = [
        "CPU seconds per million pixels (4 bands) and peak memory in MB of a process that does nothing else, with Python, its "
        "packages and GDAL's cache, each size in a process of its own:",
        "",
        f"| method | {head} |",
        "| --- |" + " --- |" * len(edges),
    ]
    for title, points in curves.items():
        cells = " | ".join(f"{point.cpu / point.edge**2 * 1e6:.2f} s, {point.memory:.0f} MB" for point in points)
        lines.append(f"| {title} | {cells} |")
    return lines


def write(lines: list[str], curves: dict[str, list[Point]]) -> None:
    picture = ["", "![Time and memory over the size of the scene](bench.svg)"] if curves else []
    if curves:
        _plot(curves).savefig(FOLDER / "bench.svg", metadata={"Date": None})
    edges = ",".join(str(point.edge) for point in next(iter(curves.values()), []))
    text = "\n".join([ABOUT.format(edges=edges), *lines, *picture]) + "\n"
    (FOLDER / "bench.md").write_text(text, encoding="utf-8")


def _plot(curves: dict[str, list[Point]]):
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 4), layout="constrained")
    time, memory = figure.subplots(1, 2)
    for title, points in curves.items():
        pixels = np.array([point.edge**2 for point in points]) / 1e6
        time.plot(pixels, [point.cpu for point in points], marker="o", label=title)
        memory.plot(pixels, [point.memory for point in points], marker="o", label=title)
    for axes, what in ((time, "CPU seconds"), (memory, "Peak memory (MB)")):
        axes.set_xlabel("Scene (million pixels, 4 bands)")
        axes.set_ylabel(what)
        axes.set_ylim(bottom=0)
        axes.grid(alpha=0.3)
    time.set_title("Time grows with the number of pixels")
    memory.set_title("Memory does not")
    time.legend()
    return figure
