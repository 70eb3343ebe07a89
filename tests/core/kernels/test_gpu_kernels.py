"""The CUDA kernels equal those of the CPU: in Triton's interpreter, by torch operations, and on a device if there is
one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import gpu_program as program
import test_estarfm_kernel as estarfm_tests
import test_neighbours_kernel as neighbours_tests
import test_starfm_kernel as starfm_tests
from stfusion.core.kernels import estarfm, neighbours, starfm
from stfusion.core.kernels.estarfm.cpu import cpu_search
from stfusion.core.kernels.estarfm.gpu import gpu_search
from stfusion.core.kernels.sparse import torch as sparse_torch
from stfusion.core.kernels.sparse.coder import L1, Coder
from stfusion.core.numerics import sparse
from stfusion.core.runtime.device import Device
from stfusion.core.runtime.workers import Workers

# Required tolerance, and tolerance of float32 sums in the same order.
WANTED, ROUNDING = 1e-4, 3e-6


def answer(task: str, cache: Path, **environment: str) -> dict:
    pytest.importorskip("triton", reason="Triton is not installed; it is for Linux only")
    variables = {**os.environ, "TRITON_CACHE_DIR": str(cache), **environment}
    command = [sys.executable, program.__file__, task]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_triton_kernels_equal_the_cpu_in_the_interpreter(tmp_path) -> None:
    found = answer("interpret", tmp_path, TRITON_INTERPRET="1")
    assert len(found) == 8, found
    assert max(found.values()) < ROUNDING, found


def test_triton_kernels_compile_for_a_device_that_is_not_there(tmp_path) -> None:
    """The interpreter accepts more than the compiler does."""
    found = answer("compile", tmp_path)
    modules = {name.split()[0] for name in found}
    assert modules == {"starfm.triton", "estarfm.triton", "neighbours.triton"} and min(found.values()) > 0


@pytest.mark.parametrize(("most", "bands"), [(0, 4), (0, 1), (8, 4), (8, 1)])
def test_estarfm_by_torch_operations_equals_the_cpu(most, bands) -> None:
    pytest.importorskip("torch")
    planes, window = estarfm_tests.make_planes(9, 41, 4, bands), estarfm_tests.make_window(4, most)
    with Workers(Device("cpu", 2)) as workers:
        ours, other = cpu_search(planes, window, workers), gpu_search(planes, window, workers, triton=False)
    assert ours.count.max() > 5
    np.testing.assert_array_equal(other.count, ours.count)
    assert program.apart(ours, other) < ROUNDING


def sparse_codes_apart(coder: Coder, count: int, device: str) -> float:
    """Maximum difference of codes by torch operations from those of the CPU, as a share of the largest."""
    torch = pytest.importorskip("torch")
    generator = np.random.default_rng(5)
    atoms = generator.normal(size=(49, 128))
    atoms = np.ascontiguousarray(atoms / np.linalg.norm(atoms, axis=0))
    vectors = generator.normal(size=(count, 49))
    vectors[3] = 0
    vectors[4] = 2 * atoms[:, 7]  # explained by one atom: the others end later
    ours = sparse.sparse_codes(vectors, atoms, coder)
    given = (torch.from_numpy(array).to(device) for array in (vectors, atoms))
    other = sparse_torch.codes(*given, coder, np.zeros(1, np.uint8)).cpu().numpy()
    assert not other[3].any() and np.count_nonzero(other[4]) == np.count_nonzero(ours[4])
    return float(np.abs(ours - other).max() / np.abs(ours).max())


CODERS = {
    "one atom": Coder(most=1),
    "pursuit": Coder(most=5, damping=0.03),
    "until little is left": Coder(most=12, tolerance=0.5),
    "l1": Coder(L1, penalty=0.1, damping=0.03),
    "l1 with more atoms than values": Coder(L1, penalty=0.001),
}


@pytest.mark.parametrize("coder", CODERS.values(), ids=CODERS)
def test_sparse_codes_by_torch_operations_equal_the_cpu(coder) -> None:
    assert sparse_codes_apart(coder, 200, "cpu") < ROUNDING


def test_sparse_codes_by_torch_operations_end_when_told() -> None:
    torch = pytest.importorskip("torch")
    vectors, atoms = (torch.ones(3, 4, dtype=torch.float64), torch.eye(4, dtype=torch.float64))
    for coder in (Coder(), Coder(L1)):
        assert not sparse_torch.codes(vectors, atoms, coder, np.ones(1, np.uint8)).any()


@pytest.fixture
def cuda() -> Device:
    torch = pytest.importorskip("torch")
    if not torch.cuda.is_available():
        pytest.skip("needs a CUDA device")
    return Device("cuda", 2)


def on_both(compute, cuda: Device):
    with Workers(Device("cpu", 2)) as ours, Workers(cuda) as theirs:
        return compute(ours), compute(theirs)


@pytest.mark.cuda
@pytest.mark.parametrize(("either", "own_band", "details"), starfm_tests.WAYS)
def test_starfm_on_cuda(cuda, either, own_band, details) -> None:
    pairs = starfm_tests.make_pairs(300, 333, 25, bands=6, pairs=2)
    ways = (pairs, 25, 25.5, either, own_band, details)
    assert program.apart(*on_both(lambda workers: starfm.window_sums(*ways, workers), cuda)) < WANTED


@pytest.mark.cuda
@pytest.mark.parametrize("most", [0, 20])
def test_estarfm_on_cuda(cuda, most) -> None:
    planes, window = estarfm_tests.make_planes(300, 333, 25, 6), estarfm_tests.make_window(25, most)
    assert program.apart(*on_both(lambda workers: estarfm.search(planes, window, workers), cuda)) < WANTED


@pytest.mark.cuda
@pytest.mark.parametrize("name", neighbours_tests.SEARCHES)
def test_neighbours_on_cuda(cuda, name) -> None:
    search = neighbours_tests.SEARCHES[name]
    planes = neighbours_tests._planes(search, 0.0008)
    assert program.apart(*on_both(lambda workers: neighbours.neighbour_mean(planes, search, workers), cuda)) < WANTED


@pytest.mark.cuda
@pytest.mark.parametrize("coder", CODERS.values(), ids=CODERS)
def test_sparse_codes_on_cuda(cuda, coder) -> None:
    assert sparse_codes_apart(coder, 5000, cuda.name) < WANTED
