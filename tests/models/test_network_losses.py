"""Losses and merges of the networks compared with closed forms and numpy."""

from __future__ import annotations

import math

import numpy as np
import pytest
import support  # noqa: F401
import torch

from stfusion.models.blocks import gradients, losses, merges, ssim
from stfusion.models.layers import cafe

pytestmark = pytest.mark.usefixtures("one_thread")

SHAPE = (2, 3, 40, 36)


def images(shape=SHAPE, seed: int = 0, noise: float = 0.1) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    target = torch.rand(shape, generator=generator)
    return (target + noise * torch.randn(shape, generator=generator)).requires_grad_(), target


SIMPLE = {
    "mean_square": lambda d: (d**2).mean(),
    "mean_absolute": lambda d: np.abs(d).mean(),
    "charbonnier": lambda d: np.sqrt(d**2 + 1e-6).mean(),
    "huber": lambda d: np.where(np.abs(d) < 0.05, d**2 / 2, 0.05 * (np.abs(d) - 0.025)).mean(),
}


@pytest.mark.parametrize("name", SIMPLE)
def test_pixel_losses(name: str) -> None:
    prediction, target = images()
    more = {"delta": 0.05} if name == "huber" else {}
    found = getattr(losses, name)(prediction, target, **more)
    expected = SIMPLE[name]((prediction - target).detach().double().numpy())
    assert found.item() == pytest.approx(expected, rel=1e-5)


def all_losses() -> dict:
    names = [*SIMPLE, "spectral_cosine", "spectral_angle", "laplacian_edges", "sobel_edges", "tanimoto"]
    return {
        **{name: getattr(losses, name) for name in names},
        "ssim": lambda p, t, m=None: 1 - ssim.ssim(p, t, m),
        **{form: lambda p, t, m=None, form=form: 1 - ssim.ms_ssim(p, t, m, form=form) for form in ssim.FORMS},
        "cafe": cafe.loss,
    }


@pytest.mark.parametrize("name", all_losses())
def test_masks_leave_out_what_they_cover(name: str) -> None:
    """NaN under the mask affects neither loss nor gradient, and full masks have no effect."""
    loss = all_losses()[name]
    prediction, target = images(noise=0.4)
    mask = torch.ones(SHAPE[0], 1, *SHAPE[2:])
    assert loss(prediction, target, mask).item() == pytest.approx(loss(prediction, target).item(), rel=1e-4)
    mask[..., 20:] = 0
    hidden = torch.where(mask > 0, target, torch.nan)
    found = loss(prediction, hidden, mask)
    found.backward()
    assert torch.isfinite(found)
    assert torch.isfinite(prediction.grad).all()
    assert prediction.grad[..., 20:].abs().max() == 0
    assert prediction.grad[..., :17].abs().max() > 0
    per_band = mask.expand(SHAPE).clone()
    assert loss(prediction, hidden, per_band).item() == pytest.approx(found.item(), rel=1e-5)
    nothing = loss(prediction, hidden * torch.nan, torch.zeros_like(mask))
    assert torch.isfinite(nothing)


@pytest.mark.parametrize("name", [*SIMPLE, "spectral_cosine"])
def test_masked_losses_are_means_over_what_is_valid(name: str) -> None:
    prediction, target = images()
    mask = torch.zeros(SHAPE[0], 1, *SHAPE[2:])
    mask[..., :20] = 1
    loss = all_losses()[name]
    cut = loss(prediction[..., :20], target[..., :20])
    assert loss(prediction, target, mask).item() == pytest.approx(cut.item(), rel=1e-5)


@pytest.mark.parametrize(
    "name", sorted(set(all_losses()) - {"charbonnier", "laplacian_edges", "sobel_edges", "tanimoto"})
)
def test_losses_are_0_where_prediction_is_right(name: str) -> None:
    _, target = images()
    prediction = target.clone().requires_grad_()
    found = all_losses()[name](prediction, target)
    found.backward()
    assert abs(found.item()) < (2e-3 if name in ("cafe", "relu") else 1e-5)
    assert torch.isfinite(prediction.grad).all()


def test_spectral_angle() -> None:
    angle = torch.rand(1, 1, 4, 5) * 3
    prediction = torch.cat([angle.cos(), angle.sin()], 1) * 2
    target = torch.cat([torch.ones_like(angle), torch.zeros_like(angle)], 1)
    assert losses.spectral_angle(prediction, target).item() == pytest.approx(angle.mean().item(), rel=1e-4)
    assert losses.spectral_cosine(prediction, target).item() == pytest.approx(1 - angle.cos().mean().item(), abs=1e-5)


def test_tanimoto_of_labels() -> None:
    label = torch.zeros(1, 1, 10, 10)
    label[..., :5] = 1
    found = torch.zeros(1, 1, 10, 10)
    found[..., :3] = 1
    # 30 of 50 pixels of the one class, and 50 of 70 of the other.
    assert losses.tanimoto(found, label).item() == pytest.approx(1 - (30 / 50 + 50 / 70) / 2, abs=1e-4)


def gaussian(size: int) -> np.ndarray:
    window = np.exp(-((np.arange(size) - size // 2) ** 2) / (2 * 1.5**2))
    return np.outer(window, window) / window.sum() ** 2


def reference_similarity(x: np.ndarray, y: np.ndarray, span: float) -> tuple[float, float]:
    """SSIM and its contrast part, window by window."""
    c1, c2 = (0.01 * span) ** 2, (0.03 * span) ** 2
    size = min(11, *x.shape[-2:])
    kernel = gaussian(size)
    patches = [np.lib.stride_tricks.sliding_window_view(z, (size, size), (-2, -1)) for z in (x, y)]
    mx, my = ((p * kernel).sum((-2, -1)) for p in patches)
    vx, vy = (((p - m[..., None, None]) ** 2 * kernel).sum((-2, -1)) for p, m in zip(patches, (mx, my)))
    cov = ((patches[0] - mx[..., None, None]) * (patches[1] - my[..., None, None]) * kernel).sum((-2, -1))
    contrast = (2 * cov + c2) / (vx + vy + c2)
    return ((2 * mx * my + c1) / (mx**2 + my**2 + c1) * contrast).mean(), contrast.mean()


def reference_ms_ssim(x: np.ndarray, y: np.ndarray, span: float, form: str) -> float:
    contrasts = []
    for level in range(5):
        if level:
            rows, cols = (n // 2 * 2 for n in x.shape[-2:])
            x, y = (
                z[..., :rows, :cols].reshape(*z.shape[:-2], rows // 2, 2, cols // 2, 2).mean((-3, -1)) for z in (x, y)
            )
        last, contrast = reference_similarity(x, y, span)
        contrasts.append(contrast)
    contrasts = np.array(contrasts[:-1])
    powers = np.array([0.0448, 0.2856, 0.3001, 0.2363])
    if form in ("mapped", "shifted"):
        contrasts, last = (contrasts + 1) / 2, (last + 1) / 2
        product = math.prod(contrasts**powers)
        return product * last ** (0.1333 * (4 if form == "shifted" else 1))
    if form == "relu":
        product = math.prod((np.maximum(contrasts, 0) + 0.01) ** powers) * (max(last, 0) + 0.01) ** 0.1333
        return min(product + 0.05, 1)
    return math.prod(contrasts**powers) * last**0.1333


@pytest.mark.parametrize("form", ssim.FORMS)
@pytest.mark.parametrize("shape", [(2, 2, 50, 47), (1, 3, 180, 176)])
def test_ms_ssim_against_numpy(form: str, shape: tuple[int, ...]) -> None:
    generator = torch.Generator().manual_seed(1)
    target = torch.rand(shape, generator=generator)
    prediction = target + 0.4 * torch.randn(shape, generator=generator)
    span = 2.0 if form == "relu" else 1.0
    expected = reference_ms_ssim(prediction.double().numpy(), target.double().numpy(), span, form)
    assert 0.1 < expected < 0.95
    assert ssim.ms_ssim(prediction, target, value_range=span, form=form).item() == pytest.approx(expected, rel=2e-4)


def test_ssim_against_numpy_and_names_of_forms() -> None:
    prediction, target = images()
    expected, _ = reference_similarity(prediction.detach().double().numpy(), target.double().numpy(), 1.0)
    assert ssim.ssim(prediction, target).item() == pytest.approx(expected, rel=1e-4)
    with pytest.raises(ValueError, match="unknown form of MS-SSIM: 'other'"):
        ssim.ms_ssim(prediction, target, form="other")


def test_forms_of_ms_ssim_have_gradients_on_opposite_images() -> None:
    """For opposite images the plain form has no gradient at its lower limit; the mapped forms have one."""
    target = torch.rand(1, 1, 64, 64, generator=torch.Generator().manual_seed(2))
    for form in ("mapped", "shifted"):
        prediction = (1 - target).requires_grad_()
        (1 - ssim.ms_ssim(prediction, target, form=form)).backward()
        assert prediction.grad.abs().max() > 1e-6


def test_edges_of_ramps_and_steps() -> None:
    ramp = torch.arange(12.0).expand(1, 2, 9, 12) * 0.3
    inner = (..., slice(2, -2), slice(2, -2))
    for magnitude in (gradients.sobel_magnitude, gradients.central_magnitude):
        np.testing.assert_allclose(magnitude(ramp)[inner], 0.3, rtol=1e-4)
        np.testing.assert_allclose(magnitude(ramp.transpose(2, 3))[inner], 0.3, rtol=1e-4)
        flat = torch.full((1, 1, 6, 6), 0.4, requires_grad=True)
        magnitude(flat).sum().backward()
        assert torch.isfinite(flat.grad).all()
    constant = torch.full((1, 2, 16, 18), 0.7)
    np.testing.assert_allclose(gradients.laplacian_detail(constant)[..., 2:-2, 2:-2], 0, atol=1e-6)
    assert gradients.laplacian_detail(torch.rand(1, 1, 9, 11)).shape == (1, 1, 9, 11)


def test_cafe_weighs_each_term_by_its_share() -> None:
    prediction, target = images()
    pixels = losses.charbonnier(prediction, target).item()
    edges = losses.laplacian_edges(prediction, target).item()
    expected = (pixels**2 + edges**2) / (pixels + edges)
    assert cafe.loss(prediction, target).item() == pytest.approx(expected, rel=1e-5)


def test_merges_trust_what_changed_less() -> None:
    first, third = torch.zeros(1, 2, 1, 3), torch.ones(1, 2, 1, 3)
    changes = torch.tensor([0.1, 0.2, 0.0]).expand(1, 2, 1, 3), torch.tensor([-0.3, 0.2, 0.5]).expand(1, 2, 1, 3)
    np.testing.assert_allclose(merges.merge_pixels(first, third, *changes)[0, 0, 0], [0.25, 0.5, 0], atol=1e-6)
    coarse = torch.tensor([0.25, 0.5, 1.0]).expand(1, 2, 1, 3)
    np.testing.assert_allclose(merges.merge_similar(first, third, coarse)[0, 0, 0], [0.25, 0.5, 1.0], atol=1e-6)
    nothing = torch.zeros(1, 2, 1, 3)
    np.testing.assert_allclose(merges.merge_pixels(first, third, nothing, nothing), 0.5)


def test_global_merge_switches_sides() -> None:
    weight = merges.global_weight(torch.tensor([0.1, 0.1, 0.5, 0.0]), torch.tensor([0.2, 0.4, 0.1, 0.0]))
    np.testing.assert_allclose(weight, [2 / 3, 1, 0, 0.5], rtol=1e-5)
    first, third = torch.zeros(2, 4, 3, 3), torch.ones(2, 4, 3, 3)
    merged = merges.merge_global(first, third, torch.tensor([0.1, 0.1, 0.5, 0.0]), torch.tensor([0.2, 0.4, 0.1, 0.0]))
    np.testing.assert_allclose(merged[1, :, 2, 1], [1 / 3, 0, 1, 0.5], rtol=1e-5)
    np.testing.assert_allclose(
        merges.merge_global(first, third, torch.tensor(0.1), torch.tensor(0.2)), 1 / 3, rtol=1e-5
    )


@pytest.mark.parametrize(
    "loss",
    [
        ssim.ssim,
        ssim.ms_ssim,
        lambda image, other: losses.mean_absolute(gradients.sobel_magnitude(image), gradients.sobel_magnitude(other)),
        lambda image, other: losses.mean_absolute(gradients.laplacian_detail(image), gradients.laplacian_detail(other)),
    ],
)
def test_losses_keep_their_digits_where_the_network_computes_with_half_of_them(loss) -> None:
    """With eight bits the variances of dark, smooth images are noise, and the training loss becomes non-finite."""
    random = torch.Generator().manual_seed(1)
    image, other = (0.1 + 0.001 * torch.rand(1, 3, 48, 48, generator=random) for _ in range(2))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = loss(image, other)
    assert found.item() == pytest.approx(loss(image, other).item(), rel=1e-6)
