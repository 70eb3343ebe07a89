"""STARFM's window sums equal a plain evaluation in float64, and do not depend on the blocks."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from stfusion.core.errors import Cancelled
from stfusion.core.kernels.starfm import cpu as starfm_cpu
from stfusion.core.kernels.starfm.cpu import COLUMNS, PART, cpu_sums
from stfusion.core.kernels.starfm.listed import listing_pays
from stfusion.core.kernels.starfm.planes import OUT_OF_RANGE, Planes, Sums
from stfusion.core.run import Run
from stfusion.core.runtime.device import Device
from stfusion.core.runtime.workers import STRIPE, Workers

SUMS = ("weight", "value", "square", "count")
WITH_HALO = ("similar", "spectral", "temporal", "weight", "value")
DISTANCE = 7.5
STEP = np.float32(1 / 64)
WAYS = list(product([True, False], repeat=3))  # either, own_band, details


def make_pairs(rows, cols, half, bands=2, deciding=None, pairs=1) -> list[Planes]:
    """Random planes, with scattered invalid pixels, an invalid row, and nothing valid in the halo's upper half.

    Values are in steps that float32 and float64 subtract identically, so that both agree on similarity.
    """
    rng = np.random.default_rng(0)
    return [_make_planes(rng, rows, cols, half, bands, deciding or bands) for _ in range(pairs)]


def _make_planes(rng: np.random.Generator, rows, cols, half, bands, deciding) -> Planes:
    def random(count, rows, cols):
        return rng.random((count, rows, cols), np.float32)

    wide = (rows + 2 * half, cols + 2 * half)
    valid = rng.random(wide) > 0.05
    valid[: half // 2] = False
    if rows > 3:
        valid[half + rows // 2] = False
    similar = rng.integers(0, 16, (deciding, *wide)).astype(np.float32) * STEP
    threshold = rng.integers(4, 9, (deciding, rows, cols)).astype(np.float32) * STEP
    threshold[:, ~valid[half : half + rows, half : half + cols]] = -1
    return Planes(
        similar=np.where(valid, similar, OUT_OF_RANGE),
        threshold=threshold,
        spectral=random(bands, *wide),
        temporal=random(bands, *wide),
        spectral_limit=random(bands, rows, cols),
        temporal_limit=random(bands, rows, cols),
        weight=np.where(valid, random(bands, *wide) + np.float32(0.01), 0),
        value=np.where(valid, random(bands, *wide), 1000),
    )


def plain_sums(pairs, half, distance, either, own_band) -> Sums:
    """Offset by offset in float64."""
    bands, rows, cols = pairs[0].spectral_limit.shape
    totals = np.zeros((4, bands, rows, cols))
    for pair in pairs:
        planes = {name: plane.astype(np.float64) for name, plane in vars(pair).items()}
        centre = planes["similar"][:, half : half + rows, half : half + cols]
        for down, right in np.ndindex(2 * half + 1, 2 * half + 1):
            there = (slice(None), slice(down, down + rows), slice(right, right + cols))
            passes = np.abs(planes["similar"][there] - centre) <= planes["threshold"]
            if not own_band:
                passes = passes.all(axis=0)
            fits_sensor = planes["spectral"][there] < planes["spectral_limit"]
            unchanged = planes["temporal"][there] < planes["temporal_limit"]
            passes = passes & ((fits_sensor | unchanged) if either else (fits_sensor & unchanged))
            far = np.hypot(down - half, right - half)
            weight = passes * planes["weight"][there] / (1 + far / distance)
            value = planes["value"][there]
            totals += weight, weight * value, weight * value**2, passes
    return Sums(*totals)


def sums_on_cpu(pairs, half, either=True, own_band=True, details=True, threads=2) -> Sums:
    with Workers(Device("cpu", threads)) as workers:
        return cpu_sums(pairs, half, DISTANCE, either, own_band, details, workers)


def assert_equal_to_plain(pairs, half, either=True, own_band=True, details=True) -> None:
    ours = sums_on_cpu(pairs, half, either, own_band, details)
    plain = plain_sums(pairs, half, DISTANCE, either, own_band)
    for name in SUMS[:3] if details else SUMS[:2]:
        np.testing.assert_allclose(getattr(ours, name), getattr(plain, name), rtol=2e-6, err_msg=name)
    if details:
        np.testing.assert_array_equal(ours.count, plain.count)
    else:
        assert not ours.square.any() and not ours.count.any()


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize(("either", "own_band", "details"), WAYS)
def test_every_way_to_sum_equals_a_plain_evaluation(count, either, own_band, details) -> None:
    pairs = make_pairs(19, 70, 3, bands=3, pairs=count)
    assert plain_sums(pairs, 3, DISTANCE, either, own_band).weight.any()
    assert_equal_to_plain(pairs, 3, either, own_band, details)


@pytest.mark.parametrize("own_band", [True, False])
@pytest.mark.parametrize(
    ("rows", "cols"),
    [(1, 1), (STRIPE + 1, COLUMNS - 1), (STRIPE, COLUMNS), (2 * STRIPE + 1, COLUMNS + 1), (40, 600), (3, 1000)],
)
def test_sizes_around_stripes_and_tiles(rows, cols, own_band) -> None:
    assert_equal_to_plain(make_pairs(rows, cols, 2), 2, own_band=own_band)


@pytest.mark.parametrize("own_band", [True, False])
@pytest.mark.parametrize("window", [3, 5, 51, PART - 1, PART + 1, 2 * PART + 1])
def test_windows_up_to_some_larger_than_the_scene(window, own_band) -> None:
    half = window // 2
    assert_equal_to_plain(make_pairs(7, 13, half), half, own_band=own_band)


@pytest.mark.parametrize("deciding", [1, 2, 5])
def test_other_bands_may_decide_than_are_summed(deciding) -> None:
    assert_equal_to_plain(make_pairs(9, 40, 2, bands=3, deciding=deciding), 2, own_band=False)


def test_rounding_does_not_grow_with_the_window() -> None:
    """If all pixels are similar, float32 sums of thousands of terms lose precision unless summed in levels."""
    half = 60
    planes = make_pairs(4, 9, half, bands=1)[0]
    alike = replace(planes, similar=np.zeros_like(planes.similar), threshold=np.ones_like(planes.threshold))
    assert_equal_to_plain([alike], half)


@pytest.mark.parametrize("own_band", [True, False])
def test_no_valid_centre_gives_zeros(own_band) -> None:
    planes = make_pairs(5, 30, 2)[0]
    sums = sums_on_cpu([replace(planes, threshold=np.full_like(planes.threshold, -1))], 2, own_band=own_band)
    assert not any(getattr(sums, name).any() for name in SUMS)


@pytest.mark.parametrize("own_band", [True, False])
def test_what_stands_in_invalid_pixels_does_not_matter(own_band) -> None:
    planes = make_pairs(20, 90, 4)[0]
    invalid = planes.similar[0] == OUT_OF_RANGE
    spoiled = {name: np.where(invalid, np.float32(np.nan), getattr(planes, name)) for name in WITH_HALO[1:]}
    ours = sums_on_cpu([planes], 4, own_band=own_band)
    assert_identical(sums_on_cpu([replace(planes, **spoiled)], 4, own_band=own_band), ours)


@pytest.mark.parametrize(("either", "own_band", "details"), WAYS)
def test_a_block_alone_gives_the_very_bits_of_the_whole(either, own_band, details) -> None:
    half = 8
    pairs = make_pairs(40, 600, half, pairs=2)
    whole = sums_on_cpu(pairs, half, either, own_band, details)
    for rows, cols in [((0, 40), (1, 600)), ((3, 30), (5, 290)), ((17, 18), (255, 258)), ((5, 39), (131, 132))]:
        part = sums_on_cpu([cut(planes, rows, cols, half) for planes in pairs], half, either, own_band, details, 1)
        at = (slice(None), slice(*rows), slice(*cols))
        assert_identical(part, Sums(*(getattr(whole, name)[at] for name in SUMS)))


@pytest.mark.parametrize(("either", "details"), list(product([True, False], repeat=2)))
@pytest.mark.parametrize(("window", "bands"), [(17, 4), (17, 5), (2 * PART + 1, 3)])
def test_a_list_of_similar_pixels_gives_the_very_bits_of_all(either, details, window, bands, monkeypatch) -> None:
    """Tiles are summed in the faster of two ways, with identical results."""
    half = window // 2
    pairs = make_pairs(2 * STRIPE + 1, COLUMNS + 70, half, bands, pairs=2)
    found = []
    for listed in (True, False):
        monkeypatch.setattr(starfm_cpu, "listing_pays", lambda *_, listed=listed: listed)
        found.append(sums_on_cpu(pairs, half, either, False, details))
    assert found[0].weight.any()
    assert_identical(*found)


def test_few_similar_pixels_are_listed() -> None:
    planes = make_pairs(STRIPE, COLUMNS, 8, bands=4)[0]
    everything = np.where(planes.threshold < 0, planes.threshold, 1)
    for threshold, pays in ((everything, False), (planes.threshold / 3, True)):
        assert listing_pays(0, STRIPE, 0, COLUMNS, planes.similar, threshold, 4) == pays


def cut(planes: Planes, rows, cols, half) -> Planes:
    """The planes of a block of rows and columns."""
    inner = (slice(None), slice(*rows), slice(*cols))
    wide = (slice(None), slice(rows[0], rows[1] + 2 * half), slice(cols[0], cols[1] + 2 * half))
    return Planes(**{name: plane[wide if name in WITH_HALO else inner] for name, plane in vars(planes).items()})


def assert_identical(ours: Sums, other: Sums) -> None:
    for name in SUMS:
        np.testing.assert_array_equal(getattr(ours, name), getattr(other, name), name)


def test_cancel_is_heard() -> None:
    pairs = make_pairs(64, 64, 2)
    with Workers(Device("cpu", 2), Run(cancelled=lambda: True)) as workers, pytest.raises(Cancelled):
        cpu_sums(pairs, 2, DISTANCE, True, True, False, workers)


@pytest.mark.parametrize(("either", "own_band", "details"), WAYS)
def test_torch_version_equals_the_cpu_version(either, own_band, details) -> None:
    pytest.importorskip("torch")
    from stfusion.core.kernels.starfm.torch import torch_sums

    half = 4
    pairs = make_pairs(33, 70, half, bands=3, pairs=2)
    with Workers(Device("cpu", 2)) as workers:
        ours = cpu_sums(pairs, half, DISTANCE, either, own_band, details, workers)
        other = torch_sums(pairs, half, DISTANCE, either, own_band, details, workers)
    for name in SUMS:
        np.testing.assert_allclose(getattr(other, name), getattr(ours, name), rtol=1e-5, err_msg=name)
