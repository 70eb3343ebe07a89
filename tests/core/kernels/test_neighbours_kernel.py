"""Means over the most similar neighbours equal a plain search, on the CPU and by torch operations."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from stfusion.core.kernels.neighbours.cpu import cpu_mean
from stfusion.core.kernels.neighbours.planes import UNITS, Mean, Neighbours, Search, comparable
from stfusion.core.runtime.device import Device
from stfusion.core.runtime.workers import Workers

SEARCHES = {
    "as Fit-FC": Search(4, 7, 4.5, squared=True),
    "as FSDAF": Search(4, 9, 4, floor=1e-5, reach=10, influence=1),
    "all of the window": Search(2, 500, 2.5, squared=True),
    "one": Search(3, 1, 3.0),
}

# So large that all distances in a window are about equal.
FAR = 1e30


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
    """Then every candidate passes the preselection."""
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
    found = _cpu_mean(planes, search)
    for ours, plain in zip((found.mean, found.variance, found.count), expected):
        np.testing.assert_allclose(ours, plain, atol=1e-6)


SCENES = {
    "as Fit-FC": (4, Search(25, 20, FAR, squared=True), np.inf),
    "as FSDAF": (4, Search(20, 20, FAR, floor=0.25, reach=10), 150),
    "few within the limits": (2, Search(8, 30, FAR, floor=0.25, reach=10), 4),
    "limits of squares": (2, Search(8, 12, FAR, squared=True), 40),
    "six bands": (6, Search(9, 20, FAR, squared=True), np.inf),
    "nine bands": (9, Search(5, 8, FAR), np.inf),
    "one band": (1, Search(12, 40, FAR, reach=1), np.inf),
    "a wide window": (2, Search(33, 15, FAR, squared=True), np.inf),
    "more than there are": (3, Search(3, 49, FAR), np.inf),
}


@pytest.mark.parametrize("name", SCENES)
def test_finds_the_very_neighbours_of_a_plain_search(name) -> None:
    """Weights are equal and sums exact, so that a different neighbour would change the mean."""
    bands, search, limit = SCENES[name]
    planes = _varied(bands, search, limit)
    half, (_, rows, cols) = search.half, planes.scale.shape
    size = 2 * half + 1
    column, row = np.divmod(np.arange(size * size), size)  # the order of equal candidates
    far = np.hypot(row - half, column - half)
    found = _cpu_mean(planes, search)
    for at in np.ndindex(rows, cols):
        window = (slice(at[0], at[0] + size), slice(at[1], at[1] + size))
        step = np.abs(
            planes.similar[(slice(None), *window)] - planes.similar[:, at[0] + half, at[1] + half, None, None]
        )
        usable = planes.valid[window] & (step < planes.limit[:, None, None]).all(0)
        difference = (planes.scale[(slice(None), *at)][:, None, None] * (step**2 if search.squared else step)).sum(0)
        rank = (difference[row, column] + search.floor) * (search.reach + far / half if search.reach else 1)
        best = np.argsort(np.where(usable[row, column], rank, np.inf), kind="stable")[: search.count]
        best = best[usable[row[best], column[best]]]
        if not planes.valid[at[0] + half, at[1] + half]:
            best = best[:0]
        assert found.count[at] == len(best)
        sums = planes.values[(slice(None), *window)][:, row[best], column[best]].sum(1, dtype=np.float64)
        np.testing.assert_array_equal(found.mean[(slice(None), *at)], np.float32(sums / max(len(best), 1)))


@pytest.mark.parametrize("name", ["as Fit-FC", "as FSDAF", "limits of squares", "six bands"])
def test_a_pixel_alone_has_the_very_bits_it_has_beside_others(name) -> None:
    """A single pixel has no adjacent pixels to estimate a bound from, and tries several bounds."""
    bands, search, limit = SCENES[name]
    search = replace(search, distance=search.half, influence=0.0 if search.squared else 1.0)
    planes = _varied(bands, search, limit)
    whole = _cpu_mean(planes, search)
    size = 2 * search.half + 1
    for row, col in np.random.default_rng(5).integers(0, planes.scale.shape[1:], (40, 2)):
        window = (slice(row, row + size), slice(col, col + size))
        alone = _cpu_mean(
            Neighbours(
                similar=planes.similar[(slice(None), *window)].copy(),
                valid=planes.valid[window].copy(),
                limit=planes.limit,
                scale=planes.scale[:, row : row + 1, col : col + 1],
                values=planes.values[(slice(None), *window)].copy(),
            ),
            search,
        )
        for one, other in zip((alone.mean, alone.variance, alone.count), (whole.mean, whole.variance, whole.count)):
            np.testing.assert_array_equal(one[..., 0, 0], other[..., row, col])


def test_one_value_far_from_all_others_changes_no_neighbours() -> None:
    """The steps of the preselection are then coarse."""
    bands, search, limit = SCENES["six bands"]
    planes = _varied(bands, search, limit)
    expected = _cpu_mean(planes, search)
    planes.similar[0, 0, 0], planes.valid[0, 0] = 2.0**45, True
    found = _cpu_mean(planes, search)
    np.testing.assert_array_equal(found.mean[:, 1:, 1:], expected.mean[:, 1:, 1:])


def _varied(bands: int, search: Search, limit: float) -> Neighbours:
    """Constant areas, noise, steps and a few non-integer values: distances of neighbours vary."""
    rng = np.random.default_rng(bands)
    rows, cols = 19, 50
    wide = (rows + 2 * search.half, cols + 2 * search.half)
    down, right = np.indices(wide)
    land = 400 * ((down // 7 + right // 23) % 3) + rng.integers(0, 8, wide)
    similar = np.stack([land + rng.integers(-band - 1, band + 2, wide) * (right % 40 > 9) for band in range(bands)])
    similar = 1000 + similar + (right > 60) * rng.integers(0, 300, (bands, *wide)) + (down % 11 == 0) / 2
    valid = rng.random(wide) > 0.1
    valid[:, : search.half] = False
    valid[-search.half - 6 :, -search.half - 20 :] = False
    scale = (
        2.0 ** rng.integers(-2, 2, (bands, rows, cols)) if bands != 4 or limit < np.inf else np.ones((4, rows, cols))
    )
    values = rng.integers(0, 1000, (2, *wide)).astype(np.float32)
    return Neighbours(similar.astype(np.float64), valid, np.full(bands, float(limit)), scale, values)


def _cpu_mean(planes: Neighbours, search: Search) -> Mean:
    with Workers(Device("cpu", 2)) as workers:
        return cpu_mean(planes, search, workers)


@pytest.mark.parametrize("name", SEARCHES)
def test_torch_version_equals_the_cpu_version(name) -> None:
    pytest.importorskip("torch")
    from stfusion.core.kernels.neighbours.gpu import gpu_mean

    planes = _planes(SEARCHES[name], 0.0008, seed=1)
    with Workers(Device("cpu", 2)) as workers:
        ours, other = cpu_mean(planes, SEARCHES[name], workers), gpu_mean(planes, SEARCHES[name], workers)
    for name in ("mean", "variance", "count"):
        np.testing.assert_allclose(getattr(other, name), getattr(ours, name), atol=1e-5)
