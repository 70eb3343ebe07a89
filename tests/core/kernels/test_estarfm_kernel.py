"""ESTARFM's window equals a plain evaluation pixel by pixel, with lists of similar pixels, in float64."""

from __future__ import annotations

import numpy as np
import pytest

from stfusion.core.errors import Cancelled
from stfusion.core.kernels.common.similar import WORD
from stfusion.core.kernels.estarfm.cpu import cpu_search
from stfusion.core.kernels.estarfm.planes import ENOUGH, STEEPEST, Found, Planes, Window
from stfusion.core.run import Run
from stfusion.core.runtime.device import Device
from stfusion.core.runtime.workers import STRIPE, Workers

STEP = 1 / 128
SIGNIFICANT = 4.0


def make_planes(rows, cols, half, bands=4, seed=0) -> Planes:
    """Random planes with scattered invalid pixels, whose values are not finite, and an invalid halo above.

    Fine values and thresholds are in steps that float32 and float64 subtract, divide and add identically, so that both
    agree on similarity and on ties. Coarse values follow the fine ones, but not everywhere in a plausible ratio.
    """
    rng = np.random.default_rng(seed)
    wide = (rows + 2 * half, cols + 2 * half)
    fine = rng.integers(20, 32, (2, bands, *wide)) * STEP
    fine[:, :, :, : wide[1] // 3] *= 0.5  # here more pixels are similar
    coarse = 0.4 * fine + rng.normal(0, 0.01, fine.shape)
    coarse[1] += np.linspace(0, 0.04, wide[1])
    valid = rng.random(wide) > 0.1
    valid[:half] = False
    change = rng.normal(0, 0.05, fine.shape)
    unlike = rng.choice([0, 1e-6, 1e-3, 0.1, 1.5], wide)
    for plane in (fine, coarse, change):
        plane[..., ~valid] = np.nan
    unlike[~valid] = np.nan
    threshold = rng.choice([4, 8], (2, bands)) * STEP
    return Planes(*(plane.astype(np.float32) for plane in (fine, coarse, change)), unlike, valid, threshold)


def make_window(half, most=0) -> Window:
    return Window(half, most, 0.02, np.full((2 * half + 1) ** 2 + 1, SIGNIFICANT))


def plain_search(planes: Planes, window: Window) -> Found:
    bands, height, width = planes.fine.shape[1:]
    rows, cols = height - 2 * window.half, width - 2 * window.half
    found = Found(np.zeros((rows, cols)), np.zeros((2, bands, rows, cols)), np.zeros((2, bands, rows, cols)))
    for row, col in np.ndindex(rows, cols):
        if not planes.valid[row + window.half, col + window.half]:
            continue
        places = similar_places(planes, window, row + window.half, col + window.half)
        found.count[row, col] = len(places[0])
        if len(places[0]) > ENOUGH:
            distance = 1 + np.hypot(places[0] - row - window.half, places[1] - col - window.half) / window.half
            weight = 1 / (planes.unlike[places] * distance + 1e-7)
            weight /= weight.sum()
            fine, coarse, change = (
                plane[(..., *places)].astype(np.float64) for plane in (planes.fine, planes.coarse, planes.change)
            )
            found.fine[..., row, col] = fine @ weight
            for band in range(bands):
                slope = plain_slope(coarse[:, band], fine[:, band], window)
                found.change[:, band, row, col] = slope * (change[:, band] @ weight)
    return found


def similar_places(planes: Planes, window: Window, row: int, col: int) -> tuple[np.ndarray, np.ndarray]:
    """Positions of the similar pixels: all of them row by row, or the most similar."""
    rows, cols = (slice(at - window.half, at + window.half + 1) for at in (row, col))
    apart = np.abs(planes.fine[:, :, rows, cols].astype(np.float64) - planes.fine[:, :, row, col, None, None])
    limit = planes.threshold[:, :, None, None]
    near = (apart < limit).all(axis=(0, 1)) & planes.valid[rows, cols]
    rank = (apart / limit).sum(axis=(0, 1))[near]
    chosen = np.argsort(rank, kind="stable")[: window.most or None]
    down, right = np.nonzero(near)
    return down[chosen] + rows.start, right[chosen] + cols.start


def plain_slope(x: np.ndarray, y: np.ndarray, window: Window) -> float:
    if abs(x[0].mean() - x[1].mean()) < window.least_change:
        return 1.0
    x, y = x.ravel() - x.mean(), y.ravel() - y.mean()
    if not x.any() or not y.any():
        return 1.0
    slope, explained = (x @ y) / (x @ x), (x @ y) ** 2 / ((x @ x) * (y @ y))
    statistic = explained * (len(x) - 2) / max(1 - explained, 1e-15)
    return slope if statistic >= window.significance[len(x) // 2] and 0 < slope <= STEEPEST else 1.0


def kernel_search(planes: Planes, window: Window, threads=2) -> Found:
    with Workers(Device("cpu", threads)) as workers:
        return cpu_search(planes, window, workers)


def assert_equal_to_plain(planes: Planes, window: Window) -> None:
    ours, plain = kernel_search(planes, window), plain_search(planes, window)
    np.testing.assert_array_equal(ours.count, plain.count)
    np.testing.assert_allclose(ours.fine, plain.fine, rtol=2e-6)
    np.testing.assert_allclose(ours.change, plain.change, rtol=1e-4, atol=2e-6)


@pytest.mark.parametrize("most", [0, 8])
@pytest.mark.parametrize("bands", [1, 4])
@pytest.mark.parametrize(("rows", "cols", "half"), [(1, 1, 4), (7, 13, 3), (STRIPE + 1, WORD + 3, 5)])
def test_equals_plain_evaluation(rows, cols, half, bands, most) -> None:
    assert_equal_to_plain(make_planes(rows, cols, half, bands), make_window(half, most))


@pytest.mark.parametrize("most", [0, 8])
@pytest.mark.parametrize("window", [WORD - 1, WORD + 1, 2 * WORD + 7])
def test_windows_larger_than_the_image(window, most) -> None:
    half = window // 2
    assert_equal_to_plain(make_planes(5, 9, half), make_window(half, most))


def test_scene_has_every_case() -> None:
    """The random planes reach all branches: few and many similar pixels, significant and insignificant coefficients."""
    planes, window = make_planes(STRIPE + 1, WORD + 3, 5), make_window(5)
    found, count = plain_search(planes, window), kernel_search(planes, window).count
    assert (count == 0).any() and ((count > 0) & (count <= ENOUGH)).any() and (count > 4 * ENOUGH).any()
    ones = plain_search(planes, Window(5, 0, 1.0, window.significance))
    regressed = (found.change != ones.change)[:, :, count > ENOUGH]
    assert 0.05 < regressed.mean() < 0.95


@pytest.mark.parametrize("most", [0, 8])
def test_saturated_fine_values_have_no_coefficient(most) -> None:
    """Constant fine values on dates between which the coarse image changed: no regression is possible."""
    planes = make_planes(9, 20, 3)
    planes.fine[:] = np.where(planes.valid, np.float32(0.9), np.nan)
    planes.coarse[1] += np.float32(0.1)
    assert_equal_to_plain(planes, make_window(3, most))


def test_of_equals_the_earlier_is_kept() -> None:
    """All pixels are equally similar, so that the first ones of each window are taken, row by row."""
    half, most = 3, 10
    planes = make_planes(8, 11, half, bands=1)
    planes.fine[:] = np.where(planes.valid, np.float32(0.5), np.nan)
    assert_equal_to_plain(planes, make_window(half, most))


def test_as_many_as_the_window_holds_are_all() -> None:
    planes = make_planes(6, 7, 2)
    some, every = kernel_search(planes, make_window(2, 25)), kernel_search(planes, make_window(2))
    for name in ("count", "change", "fine"):
        np.testing.assert_array_equal(getattr(some, name), getattr(every, name))


@pytest.mark.parametrize("most", [0, 8])
@pytest.mark.parametrize(("top", "left"), [(3, 1), (STRIPE, WORD + 1), (1, 37)])
def test_does_not_depend_on_where_it_is_cut(most, top, left) -> None:
    half = 5
    planes, window = make_planes(STRIPE + 9, WORD + 40, half), make_window(half, most)
    cut = (..., slice(top, None), slice(left, None))
    part = Planes(
        *(np.ascontiguousarray(plane[cut]) for plane in (planes.fine, planes.coarse, planes.change)),
        np.ascontiguousarray(planes.unlike[cut]),
        np.ascontiguousarray(planes.valid[cut]),
        planes.threshold,
    )
    whole, piece = kernel_search(planes, window, threads=1), kernel_search(part, window)
    for name in ("count", "change", "fine"):
        np.testing.assert_array_equal(getattr(piece, name), getattr(whole, name)[cut], err_msg=name)


@pytest.mark.parametrize("most", [0, 8])
def test_cancel(most) -> None:
    planes = make_planes(40, 40, 5)
    with Workers(Device("cpu", 2), Run(cancelled=lambda: True)) as workers, pytest.raises(Cancelled):
        cpu_search(planes, make_window(5, most), workers)
