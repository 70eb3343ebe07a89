"""Run by test_gpu_kernels.py with TRITON_INTERPRET set: runs the CUDA kernels on CPU tensors, or compiles them for a
device.
"""

from __future__ import annotations

import json
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
import numpy as np
import support  # noqa: F401 (registers the package)

import test_estarfm_kernel as estarfm_tests
import test_neighbours_kernel as neighbours_tests
import test_starfm_kernel as starfm_tests
from stfusion.core.kernels.common.gpu import COLS, ROWS, WARPS
from stfusion.core.kernels.estarfm.cpu import cpu_search
from stfusion.core.kernels.estarfm.gpu import gpu_search
from stfusion.core.kernels.neighbours.cpu import cpu_mean
from stfusion.core.kernels.neighbours.gpu import gpu_mean
from stfusion.core.kernels.starfm.cpu import cpu_sums
from stfusion.core.runtime.device import Device
from stfusion.core.runtime.workers import Workers

# One tile and a bit of the next, in each direction.
SHAPE = (ROWS + 1, COLS + 3)
DISTANCE = 3.0
NEIGHBOURS = ("as Fit-FC", "as FSDAF", "one")


def apart(ours: Any, other: Any) -> float:
    """Largest difference between two results, field by field, as a share of the field's range."""
    found = []
    for field in fields(ours):
        one, two = getattr(ours, field.name), getattr(other, field.name)
        found.append(float(np.abs(one - two).max()) / max(float(np.ptp(one)), 1e-9))
    return max(found)


def interpreted() -> dict[str, float]:
    """Differences between CPU and Triton, by what was compared."""
    found = {}
    with Workers(Device("cpu", 2)) as workers:
        for either, own_band, details, bands, count in ((True, False, True, 5, 1), (False, True, False, 2, 2)):
            pairs = starfm_tests.make_pairs(*SHAPE, 1, bands=bands, pairs=count)
            ways = (pairs, 1, DISTANCE, either, own_band, details, workers)
            found[f"starfm {either} {own_band} {details}"] = apart(cpu_sums(*ways), _triton_sums(*ways))
        for bands in (1, 3):
            planes, window = estarfm_tests.make_planes(*SHAPE, 2, bands), estarfm_tests.make_window(2)
            ours = cpu_search(planes, window, workers)
            found[f"estarfm {bands}"] = apart(ours, gpu_search(planes, window, workers, triton=True))
        for name, (search, planes) in neighbours_cases().items():
            found[f"neighbours {name}"] = apart(
                cpu_mean(planes, search, workers), gpu_mean(planes, search, workers, triton=True)
            )
    return found


def _triton_sums(*arguments: Any) -> Any:
    from stfusion.core.kernels.starfm.triton import triton_sums

    return triton_sums(*arguments)


def neighbours_cases() -> dict[str, tuple[Any, Any]]:
    from stfusion.core.kernels.neighbours import triton as neighbours_triton

    neighbours_triton._LISTED = 3  # so that neighbours are found in several passes
    found = {}
    for name in NEIGHBOURS:
        search = replace(neighbours_tests.SEARCHES[name], half=2)
        search = replace(search, count=min(search.count, 4))
        found[name] = search, small_neighbours(search)
    search, planes = found["as FSDAF"]
    part = np.random.default_rng(3).integers(0, 1000, planes.similar.shape) / 2**30  # more digits than float32 has
    found["as FSDAF, not whole"] = search, replace(planes, similar=planes.similar + part)
    return found


def small_neighbours(search: Any) -> Any:
    planes = neighbours_tests._planes(search, 0.0008, seed=1)
    rows, cols = 3, planes.scale.shape[2]
    wide = (..., slice(0, rows + 2 * search.half), slice(None))
    images = {name: getattr(planes, name)[wide] for name in ("similar", "valid", "values")}
    return replace(planes, scale=planes.scale[:, :rows, :cols], **images)


def compiled() -> dict[str, int]:
    """Compiles each kernel for a device that need not be present; returns its number of loads."""
    import triton
    from triton.backends.compiler import GPUTarget
    from triton.compiler import ASTSource

    from stfusion.core.kernels.estarfm import triton as estarfm_triton
    from stfusion.core.kernels.neighbours import triton as neighbours_triton
    from stfusion.core.kernels.starfm import triton as starfm_triton

    tile = {"ROWS": ROWS, "COLS": COLS}
    doubles = ("similar", "limit", "scale", "reach", "closeness", "sums", "constants")
    exact = {**dict.fromkeys(doubles, "*fp64"), "last_rank": "*i64", "last_place": "*i32", "found": "*i32"}
    kernels = (
        (starfm_triton._add_pair, {"DECIDING": 4, "BANDS": 4, "SUMS": 2, "EITHER": True, **tile}, {}),
        (estarfm_triton._sum_up, {"ALL": 4, "BANDS": 2, **tile}, {"totals": "*fp64"}),
        (
            neighbours_triton._find,
            {"BANDS": 4, "SQUARED": True, "EXACT": False, "LIMITED": True, "LISTED": 20, **tile},
            exact,
        ),
        (neighbours_triton._sum_up, {"SIMILAR": 4, "BANDS": 4, "SQUARED": True, **tile}, exact),
    )
    scalars = {"least_apart": "fp32"}
    whole = {
        "first_row", "first_band", "width", "wide_plane", "cols", "plane", "sums_plane", "found_plane", "window", "wanted",
        "count",
    }  # fmt: skip
    found = {}
    for kernel, constants, others in kernels:
        signature = {}
        for name in kernel.arg_names:
            given = "constexpr" if name in constants else "i32" if name in whole else "*fp32"
            signature[name] = others.get(name) or scalars.get(name) or given
        source = ASTSource(kernel, signature, constants, {})
        text = triton.compile(source, target=GPUTarget("cuda", 80, 32), options={"num_warps": WARPS}).asm["ptx"]
        found[f"{kernel.fn.__module__[len('stfusion.core.kernels.') :]} {kernel.__name__}"] = text.count("ld.global")
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"interpret": interpreted, "compile": compiled}[sys.argv[1]]()))
