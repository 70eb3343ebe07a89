"""Accuracy metrics equal hand calculations and explicit sums per window."""

from __future__ import annotations

import math

import numpy as np
import pytest

from stfusion.core.accuracy.metrics import bias, correlation, rmse, ssim
from stfusion.core.errors import InputError

MEASURES = (rmse, bias, correlation, ssim)


def images(bands: int = 2, rows: int = 17, cols: int = 23, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """A reference, and a prediction that resembles it."""
    rng = np.random.default_rng(seed)
    reference = 0.2 + 0.1 * rng.random((bands, rows, cols))
    return reference + rng.normal(0.01, 0.02, reference.shape), reference


def test_rmse_and_bias_by_hand() -> None:
    reference = np.array([[[1.0, 2.0], [3.0, 4.0]], [[10.0, 10.0], [10.0, 10.0]]])
    prediction = np.array([[[2.0, 2.0], [3.0, 1.0]], [[9.0, 9.0], [9.0, 9.0]]])
    assert rmse(prediction, reference) == pytest.approx([math.sqrt(10 / 4), 1.0])
    assert bias(prediction, reference) == pytest.approx([-0.5, -1.0])


def test_correlation_by_hand() -> None:
    reference = np.array([[[1.0, 2.0, 3.0, 4.0]]])
    prediction = np.array([[[1.0, 3.0, 2.0, 4.0]]])
    assert correlation(prediction, reference) == pytest.approx([0.8])
    assert correlation(-prediction, reference) == pytest.approx([-0.8])


def test_correlation_ignores_scale_and_offset() -> None:
    prediction, reference = images()
    expected = [np.corrcoef(p.ravel(), r.ravel())[0, 1] for p, r in zip(prediction, reference)]
    assert correlation(prediction, reference) == pytest.approx(expected, abs=1e-12)
    assert correlation(prediction * 1e-7 + 5, reference * 1e4) == pytest.approx(expected, abs=1e-6)


def test_correlation_of_a_constant_is_not_defined() -> None:
    _, reference = images()
    assert np.isnan(correlation(np.full_like(reference, 0.3), reference)).all()


def ssim_by_loops(prediction: np.ndarray, reference: np.ndarray, valid: np.ndarray) -> float:
    """The definition for one band, a window at a time."""
    offsets = np.arange(-5, 6)
    weights = np.exp(-(offsets[:, None] ** 2 + offsets[None, :] ** 2) / (2 * 1.5**2))
    weights /= weights.sum()
    extent = reference[valid].max() - reference[valid].min()
    c1, c2 = (0.01 * extent) ** 2, (0.03 * extent) ** 2
    found = []
    for row in range(5, reference.shape[0] - 5):
        for col in range(5, reference.shape[1] - 5):
            window = (slice(row - 5, row + 6), slice(col - 5, col + 6))
            if not valid[window].all():
                continue
            x, y = prediction[window], reference[window]
            mean_x, mean_y = (weights * x).sum(), (weights * y).sum()
            var_x, var_y = (weights * (x - mean_x) ** 2).sum(), (weights * (y - mean_y) ** 2).sum()
            covariance = (weights * (x - mean_x) * (y - mean_y)).sum()
            found.append(
                (2 * mean_x * mean_y + c1)
                * (2 * covariance + c2)
                / ((mean_x**2 + mean_y**2 + c1) * (var_x + var_y + c2))
            )
    return float(np.mean(found))


def test_ssim_equals_loops() -> None:
    prediction, reference = images()
    valid = np.ones(reference.shape, bool)
    expected = [ssim_by_loops(*band) for band in zip(prediction, reference, valid)]
    assert ssim(prediction, reference) == pytest.approx(expected, abs=1e-10)


def test_ssim_leaves_masked_windows_out() -> None:
    prediction, reference = images(rows=25, cols=25)
    valid = np.ones(reference.shape, bool)
    valid[:, 4, 20] = False
    prediction[:, 4, 20] = 1e6
    expected = [ssim_by_loops(*band) for band in zip(prediction, reference, valid)]
    assert ssim(prediction, reference, valid) == pytest.approx(expected, abs=1e-10)


def test_ssim_does_not_depend_on_the_unit() -> None:
    prediction, reference = images()
    assert ssim(prediction * 1e4, reference * 1e4) == pytest.approx(ssim(prediction, reference), abs=1e-9)


def test_ssim_without_a_window_is_not_defined() -> None:
    prediction, reference = images(rows=10)
    assert np.isnan(ssim(prediction, reference)).all()
    assert np.isnan(ssim(prediction, np.zeros_like(reference))).all()


def test_equal_images() -> None:
    _, reference = images()
    assert rmse(reference, reference) == pytest.approx([0, 0])
    assert bias(reference, reference) == pytest.approx([0, 0])
    assert correlation(reference, reference) == pytest.approx([1, 1])
    assert ssim(reference, reference) == pytest.approx([1, 1])


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("invalid", [np.nan, np.inf, -np.inf])
def test_invalid_pixels_do_not_count(measure, invalid: float) -> None:
    prediction, reference = images()
    spoiled, other = prediction.copy(), reference.copy()
    spoiled[0, 0, :3] = invalid
    other[1, -1, -1] = invalid
    valid = np.isfinite(spoiled) & np.isfinite(other)
    assert np.array_equal(measure(spoiled, other), measure(prediction, reference, valid))


@pytest.mark.parametrize("measure", MEASURES)
def test_one_mask_serves_all_bands(measure) -> None:
    prediction, reference = images()
    valid = np.ones(reference.shape[1:], bool)
    valid[:3] = False
    expected = measure(prediction, reference, np.stack([valid, valid]))
    assert np.array_equal(measure(prediction, reference, valid), expected)
    assert measure(prediction[:, 3:], reference[:, 3:]) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("measure", MEASURES)
def test_nothing_to_compare(measure) -> None:
    prediction, reference = images()
    found = measure(prediction, reference, np.zeros(reference.shape, bool))
    assert found.shape == (2,) and np.isnan(found).all()


@pytest.mark.parametrize("measure", MEASURES)
def test_integers_and_float32(measure) -> None:
    prediction, reference = (np.rint(image * 10000) for image in images())
    expected = measure(prediction, reference)
    assert expected.dtype == np.float64
    for dtype in (np.int16, np.uint16, np.float32):
        assert np.array_equal(measure(prediction.astype(dtype), reference.astype(dtype)), expected)


@pytest.mark.parametrize("measure", MEASURES)
def test_shapes_that_do_not_fit(measure) -> None:
    prediction, reference = images()
    with pytest.raises(InputError, match=r"\(2, 17, 23\)"):
        measure(prediction, reference[:1])
    with pytest.raises(InputError, match="shape"):
        measure(prediction[0], reference[0])
    with pytest.raises(InputError, match="mask"):
        measure(prediction, reference, np.ones((5, 5), bool))
