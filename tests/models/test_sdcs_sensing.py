"""The compressed-sensing estimate of SDCS."""

from __future__ import annotations

import numpy as np
import pytest
import support  # noqa: F401
import torch
from torch.nn.functional import avg_pool2d

from stfusion.core.errors import Cancelled
from stfusion.core.run import Run
from stfusion.models.layers.sdcs_sensing import _matrix, _overlaid, _patches, estimate, fista, learn

pytestmark = pytest.mark.usefixtures("one_thread")


def scene(size: int = 64) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Fields of two classes, one of which becomes brighter; coarse images are means over 8 pixels, on the fine grid."""
    rng = np.random.default_rng(2)
    kind = np.kron(rng.integers(0, 2, (size // 4, size // 4)), np.ones((4, 4)))
    fine_1 = torch.from_numpy(0.1 + 0.1 * kind + rng.normal(0, 0.003, kind.shape)).float()
    fine_2 = fine_1 + torch.from_numpy(0.15 * kind).float()
    coarse_1, coarse_2 = (torch.kron(avg_pool2d(f[None], 8)[0], torch.ones(8, 8)) for f in (fine_1, fine_2))
    return fine_1, fine_2, coarse_1, coarse_2


def test_estimate_is_nearer_to_the_truth_than_the_fine_image_and_keeps_coarse_means() -> None:
    fine_1, fine_2, coarse_1, coarse_2 = scene()
    sensing = learn(fine_1, coarse_1, Run(), atoms=64, iterations=3)
    assert sensing.dictionary.shape == (64, 64)
    assert sensing.matrix.shape == (4, 64)
    found = estimate(sensing, fine_1, coarse_2)
    error = (found - fine_2).square().mean().sqrt()
    assert error < 0.7 * (fine_1 - fine_2).square().mean().sqrt()
    means = [avg_pool2d(image[None], 8) for image in (found, coarse_2)]
    assert (means[0] - means[1]).abs().mean() < 0.02


def test_blocks_agree_with_the_scene() -> None:
    fine_1, _, coarse_1, coarse_2 = scene()
    sensing = learn(fine_1, coarse_1, Run(), atoms=32, iterations=1)
    whole = estimate(sensing, fine_1, coarse_2)
    block = estimate(sensing, fine_1[16:48, 20:60], coarse_2[16:48, 20:60])
    torch.testing.assert_close(block[8:-8, 8:-8], whole[24:40, 28:52], rtol=1e-4, atol=1e-5)


def test_without_change_the_fine_image_comes_back() -> None:
    fine_1, _, coarse_1, _ = scene()
    sensing = learn(fine_1, coarse_1, Run(), atoms=64, iterations=3)
    assert (estimate(sensing, fine_1, coarse_1) - fine_1).abs().mean() < 0.02


def test_codes_fulfil_the_condition_of_the_minimum() -> None:
    """Where a code is 0, the slope of the squares is below 1; elsewhere it is minus the sign."""
    torch.manual_seed(0)
    atoms, targets = torch.randn(12, 20).double(), 2 * torch.randn(5, 12).double()
    codes = fista(targets, atoms, 3000)
    slope = 2 * (codes @ atoms.T - targets) @ atoms
    assert 0 < (codes == 0).sum() < codes.numel()
    assert (slope[codes == 0].abs() <= 1 + 1e-3).all()
    torch.testing.assert_close(slope[codes != 0], -codes[codes != 0].sign(), rtol=0, atol=1e-3)


def test_sampling_matrix_in_both_forms() -> None:
    rng = np.random.default_rng(0)
    x, truth = rng.normal(size=(500, 6)), rng.normal(size=(2, 6))
    y, dictionary = x @ truth.T, np.linalg.qr(rng.normal(size=(6, 6)))[0]
    plain = x.T @ x
    ridge = 1e-3 * np.trace(plain) / 6 * np.eye(6)
    papers = y.T @ x @ np.linalg.inv(plain - 3 * dictionary @ dictionary.T + ridge)
    np.testing.assert_allclose(_matrix(x, y, dictionary), papers, rtol=1e-6)
    few = 1e-3 * x
    np.testing.assert_allclose(_matrix(few, few @ truth.T, dictionary), truth, rtol=0.02, atol=0.02)


@pytest.mark.parametrize("shape", [(16, 16), (17, 23), (8, 9)])
def test_patches_and_back(shape: tuple[int, int]) -> None:
    image = torch.rand(shape)
    torch.testing.assert_close(_overlaid(_patches(image, 8, 4), image.shape, 8, 4), image)


def test_what_cannot_be_learnt_and_cancel() -> None:
    fine_1, _, coarse_1, _ = scene()
    with pytest.raises(ValueError, match="no value but 0"):
        learn(torch.zeros(16, 16), torch.zeros(16, 16), Run())
    with pytest.raises(ValueError, match="6 x 16 pixels is smaller than a patch of 8"):
        learn(torch.zeros(6, 16), torch.zeros(6, 16), Run())
    with pytest.raises(Cancelled):
        learn(fine_1, coarse_1, Run(cancelled=lambda: True))
