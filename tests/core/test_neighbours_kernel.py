"""Means over the most similar neighbours equal a plain search, on the CPU and by torch operations."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from stfusion.core.device import Device
from stfusion.core.kernels.neighbours import UNITS, Neighbours, Search, comparable
from stfusion.core.kernels.neighbours_cpu import cpu_mean
from stfusion.core.workers import Workers

SEARCHES = {
    "as Fit-FC": Search(4, 7, 4.5, squared=True),
    "as FSDAF": Search(4, 9, 4, floor=1e-5, reach=10, influence=1),
    "all of the window": Search(2, 500, 2.5, squared=True),
    "one": Search(3, 1, 3.0),
}


def _planes(
    search: Search, limit: float = np.inf, seed: int = 0, shape: tuple[int, int] = (21, 37), levels: int = 12
) -> Neighbours:
    """Values with many ties, and some invalid pixels."""
    rng = np.random.default_rng(seed)
    rows, cols = shape
    wide = (rows + 2 * search.half, cols + 2 * search.half)
    similar = rng.integers(1000, 1000 + levels, (2, *wide)) / 10000
    valid = rng.random(wide) > 0.1
    valid[: search.half] = False
    scale = rng.uniform(0.5, 2, (2, rows, cols)) / UNITS
    values = rng.random((3, *wide)).astype(np.float32)
    return Neighbours(comparable(similar.astype(np.float32)), valid, np.full(2, limit) * UNITS, scale, values)


def _plain(planes: Neighbours, search: Search) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    half, (_, rows, cols) = search.half, planes.scale.shape
    mean, variance, count = np.zeros((3, rows, cols)), np.zeros((3, rows, cols)), np.zeros((rows, cols))
    for row, col in np.argwhere(planes.valid[half : half + rows, half : half + cols]):
        found = []
        for right in range(2 * half + 1):
            for down in range(2 * half + 1):
                at = row + down, col + right
                step = np.abs(planes.similar[:, at[0], at[1]] - planes.similar[:, row + half, col + half])
                if not planes.valid[at] or (step >= planes.limit).any():
                    continue
                difference = (planes.scale[:, row, col] * (step**2 if search.squared else step)).sum()
                far = np.hypot(down - half, right - half)
                rank = (difference + search.floor) * ((search.reach + far / half) if search.reach else 1)
                weight = 1 / ((1 + far / search.distance) * (1 + search.influence * difference))
                found.append((rank, weight, planes.values[:, at[0], at[1]].astype(float)))
        found = sorted(found, key=lambda one: one[0])[: search.count]  # stable: of equals the first
        weights, values = np.array([one[1] for one in found]), np.array([one[2] for one in found])
        mean[:, row, col] = weights @ values / weights.sum()
        variance[:, row, col] = weights @ np.square(values - mean[:, row, col]) / weights.sum()
        count[row, col] = len(found)
    return mean, variance, count


@pytest.mark.parametrize("name", SEARCHES)
@pytest.mark.parametrize("limit", [np.inf, 0.0004])
def test_equals_a_plain_search(name, limit) -> None:
    search = SEARCHES[name]
    _equal_plain_search(_planes(search, limit), search)


def test_equals_where_all_pixels_are_alike() -> None:
    """Then every candidate passes the first look."""
    search = Search(10, 5, 8.0, squared=True)
    _equal_plain_search(_planes(search, shape=(5, 9), levels=1), search)


def test_equals_in_a_window_larger_than_what_is_kept_of_it() -> None:
    search = Search(75, 6, 40.0, floor=1e-5, reach=10)
    _equal_plain_search(_planes(search, shape=(2, 5), levels=1000), search)


def test_equals_where_float32_does_not_hold_the_values() -> None:
    search = SEARCHES["as FSDAF"]
    planes = _planes(search, 0.0008)
    fine = np.random.default_rng(3).integers(0, 1000, planes.similar.shape) / 2**12
    planes = replace(planes, similar=planes.similar + fine)
    _equal_plain_search(planes, search)


def _equal_plain_search(planes: Neighbours, search: Search) -> None:
    expected = _plain(planes, search)
    with Workers(Device("cpu", 2)) as workers:
        found = cpu_mean(planes, search, workers)
    for ours, plain in zip((found.mean, found.variance, found.count), expected):
        np.testing.assert_allclose(ours, plain, atol=1e-6)


@pytest.mark.parametrize("name", SEARCHES)
def test_torch_version_equals_the_cpu_version(name) -> None:
    pytest.importorskip("torch")
    from stfusion.core.kernels.neighbours_gpu import gpu_mean

    planes = _planes(SEARCHES[name], 0.0008, seed=1)
    with Workers(Device("cpu", 2)) as workers:
        ours, other = cpu_mean(planes, SEARCHES[name], workers), gpu_mean(planes, SEARCHES[name], workers)
    for name in ("mean", "variance", "count"):
        np.testing.assert_allclose(getattr(other, name), getattr(ours, name), atol=1e-5)
