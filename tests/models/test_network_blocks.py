"""Blocks shared by networks, compared with naive calculations in numpy or torch's own layers."""

from __future__ import annotations

import numpy as np
import pytest
import support  # noqa: F401
import torch
from torch.nn import functional

from stfusion.models.blocks.attention import Cbam
from stfusion.models.blocks.autoencoder import features_of
from stfusion.models.blocks.conv_lstm import ConvLstm
from stfusion.models.blocks.deformable import DeformConv, deform_conv
from stfusion.models.blocks.normalisation import SwitchNorm, adaptive_instance
from stfusion.models.blocks.swin import PatchMerging, SwinBlock, swin_stage
from stfusion.models.blocks.time_embedding import sinusoids
from stfusion.models.blocks.wavelets import haar, inverse_haar
from stfusion.models.blocks.windows import PositionBias, partition, shift_mask, unpartition


@pytest.fixture(autouse=True)
def seeded(one_thread: None) -> None:
    torch.manual_seed(0)


def naive_deform(x, offset, mask, weight, bias, stride: int, padding: int, dilation: int) -> np.ndarray:
    """Pixel by pixel: bilinear values at moved positions, 0 outside."""
    batch, channels, rows, cols = x.shape
    outputs, _, size, _ = weight.shape
    groups = offset.shape[1] // (2 * size * size)
    result = np.zeros((batch, outputs, *offset.shape[-2:]))

    def value(n: int, c: int, y: float, z: float) -> float:
        top, left = int(np.floor(y)), int(np.floor(z))
        total = 0.0
        for r in (top, top + 1):
            for s in (left, left + 1):
                if 0 <= r < rows and 0 <= s < cols:
                    total += (1 - abs(y - r)) * (1 - abs(z - s)) * x[n, c, r, s]
        return total

    for n, o, r, s in np.ndindex(result.shape):
        total = bias[o]
        for c, i, j in np.ndindex(channels, size, size):
            at = (c // (channels // groups)) * size * size + i * size + j
            y = r * stride - padding + i * dilation + offset[n, 2 * at, r, s]
            z = s * stride - padding + j * dilation + offset[n, 2 * at + 1, r, s]
            total += weight[o, c, i, j] * mask[n, at, r, s] * value(n, c, y, z)
        result[n, o, r, s] = total
    return result


@pytest.mark.parametrize(("stride", "padding", "dilation", "groups"), [(1, 1, 1, 2), (2, 1, 1, 4), (1, 2, 2, 1)])
def test_deformable_convolution_against_a_loop(stride: int, padding: int, dilation: int, groups: int) -> None:
    x, weight, bias = torch.randn(2, 4, 6, 7), torch.randn(3, 4, 3, 3), torch.randn(3)
    plain = functional.conv2d(x, weight, bias, stride, padding, dilation)
    rows, cols = plain.shape[-2:]
    offset = 3 * torch.randn(2, 2 * groups * 9, rows, cols)
    mask = torch.rand(2, groups * 9, rows, cols)
    found = deform_conv(x, offset, weight, bias, mask, stride, padding, dilation)
    arrays = (t.double().numpy() for t in (x, offset, mask, weight, bias))
    np.testing.assert_allclose(found, naive_deform(*arrays, stride, padding, dilation), atol=2e-4)


@pytest.mark.parametrize(
    ("size", "stride", "padding"), [((9, 8), 1, 1), ((9, 8), 2, 1), ((1, 5), 1, 1), ((6, 6), 1, 0)]
)
def test_deformable_convolution_without_offsets_is_a_convolution(size, stride: int, padding: int) -> None:
    x, weight, bias = torch.randn(2, 4, *size), torch.randn(5, 4, 3, 3), torch.randn(5)
    plain = functional.conv2d(x, weight, bias, stride, padding)
    offset = torch.zeros(2, 2 * 2 * 9, *plain.shape[-2:])
    torch.testing.assert_close(deform_conv(x, offset, weight, bias, None, stride, padding), plain, rtol=1e-4, atol=1e-4)


def test_offsets_go_down_then_across() -> None:
    x, weight = torch.randn(1, 2, 8, 9), torch.randn(2, 2, 3, 3)
    offset = torch.zeros(1, 18, 8, 9)
    offset[:, ::2] = 1
    shifted = functional.conv2d(functional.pad(x, (0, 0, 0, 1))[:, :, 1:], weight, padding=1)
    torch.testing.assert_close(
        deform_conv(x, offset, weight, padding=1)[:, :, 1:], shifted[:, :, 1:], rtol=1e-4, atol=1e-4
    )
    infinite = torch.full_like(offset, torch.inf)
    assert torch.equal(deform_conv(x, infinite, weight, padding=1), torch.zeros(1, 2, 8, 9))


def test_a_new_deformable_layer_is_half_a_convolution_and_learns_its_offsets() -> None:
    layer = DeformConv(8, groups=4)
    x, guide = torch.randn(2, 8, 6, 6), torch.randn(2, 8, 6, 6)
    expected = functional.conv2d(x, layer.weight / 2, layer.bias, padding=1)
    torch.testing.assert_close(layer(x, guide), expected, rtol=1e-4, atol=1e-4)
    layer(x, guide).square().sum().backward()
    assert layer.position.weight.grad.abs().sum() > 0


def test_haar_is_orthonormal_and_invertible_with_gradients() -> None:
    image = torch.randn(2, 3, 6, 8, requires_grad=True)
    bands = haar(image)
    block = image[0, 1, 2:4, 4:6].detach().numpy()
    found = [band[0, 1, 1, 2].item() for band in bands]
    signs = np.array([[1, 1, 1, 1], [1, 1, -1, -1], [1, -1, 1, -1], [1, -1, -1, 1]])
    np.testing.assert_allclose(found, signs @ block.ravel() / 2, rtol=1e-4, atol=1e-6)
    energy = sum((band**2).sum() for band in bands)
    assert energy.item() == pytest.approx((image**2).sum().item(), rel=1e-5)
    torch.testing.assert_close(inverse_haar(bands), image)
    bands[3].sum().backward()
    assert image.grad.abs().min() > 0


def test_windows_and_back() -> None:
    x = torch.randn(2, 8, 12, 3)
    windows = partition(x, 4)
    assert windows.shape == (12, 16, 3)
    torch.testing.assert_close(windows[4], x[0, 4:8, 4:8].reshape(16, 3))
    torch.testing.assert_close(unpartition(windows, 4, 8, 12), x)


def test_shift_masks_keep_apart_what_the_shift_brought_together() -> None:
    rows, cols, window, shift = 8, 12, 4, (2, 2)
    mask = shift_mask(rows, cols, window, shift, torch.device("cpu"))
    places = torch.stack(torch.meshgrid(torch.arange(rows), torch.arange(cols), indexing="ij"), -1)
    rolled = partition(torch.roll(places, (-2, -2), (0, 1))[None], window)
    for w, a, b in np.ndindex(*mask.shape):
        apart = (rolled[w, a] - rolled[w, b]).abs().max().item()
        assert (mask[w, a, b].item() == 0) == (apart < window)


def test_position_bias_depends_on_the_distance_only() -> None:
    bias = PositionBias(3, 2)()
    place = {i: divmod(i, 3) for i in range(9)}
    seen: dict = {}
    for a, b in np.ndindex(9, 9):
        apart = (place[a][0] - place[b][0], place[a][1] - place[b][1])
        assert torch.equal(seen.setdefault(apart, bias[:, a, b]), bias[:, a, b])
    assert len(seen) == 25


def test_swin_blocks_see_their_window_and_shifted_ones_across() -> None:
    """Dependency of a pixel, by its gradient: its window, and after a shifted block the adjacent windows."""
    plain, shifted = SwinBlock(8, 4, False, 4), swin_stage(8, 2, 4, 4)
    for network, reach in ((plain, 4), (shifted, 8)):
        x = torch.randn(1, 16, 16, 8, requires_grad=True)
        network(x)[0, 5, 5].sum().backward()
        seen = x.grad[0].abs().sum(-1) > 0
        rows, cols = seen.any(1).nonzero().ravel(), seen.any(0).nonzero().ravel()
        assert (len(rows), len(cols)) == (reach, reach)
        assert {5} <= set(rows.tolist())


def test_one_window_is_not_shifted() -> None:
    block = SwinBlock(8, 4, True, 4)
    x = torch.randn(1, 4, 4, 8)
    shifted = block(x)
    block.shifted = False
    torch.testing.assert_close(block(x), shifted)


def test_patch_merging_takes_neighbours_column_by_column() -> None:
    merging = PatchMerging(2, 4)
    x = torch.randn(1, 4, 6, 2)
    corners = torch.cat([x[0, 2, 4], x[0, 3, 4], x[0, 2, 5], x[0, 3, 5]])
    torch.testing.assert_close(merging(x)[0, 1, 2], merging.reduction(merging.norm(corners)))


def test_switchable_normalisation_against_numpy() -> None:
    norm = SwitchNorm(3)
    with torch.no_grad():
        for parameter in norm.parameters():
            parameter.copy_(torch.rand_like(parameter))
    x = torch.randn(4, 3, 5, 6) * 2 + 1
    a = x.double().numpy()
    mean, variance = a.mean((2, 3), keepdims=True), a.var((2, 3), ddof=1, keepdims=True)
    square = variance + mean**2
    means = [mean, mean.mean(1, keepdims=True), mean.mean(0, keepdims=True)]
    variances = [variance, *(square.mean(i, keepdims=True) - mean.mean(i, keepdims=True) ** 2 for i in (1, 0))]

    def expected() -> np.ndarray:
        mixes = [p.detach().softmax(0).numpy() for p in (norm.mean_mix, norm.variance_mix)]
        m, v = (sum(share * part for share, part in zip(mix, parts)) for mix, parts in zip(mixes, (means, variances)))
        return (a - m) / np.sqrt(v + 1e-5) * norm.weight.detach().numpy() + norm.bias.detach().numpy()

    np.testing.assert_allclose(norm(x).detach(), expected(), rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(norm.running_mean, 0.1 * means[2], rtol=1e-4)
    norm.eval()
    means[2], variances[2] = 0.1 * means[2], 0.1 * variances[2]
    np.testing.assert_allclose(norm(x).detach(), expected(), rtol=1e-3, atol=1e-4)


def test_adaptive_instance_normalisation_takes_over_statistics() -> None:
    x, like = torch.randn(2, 3, 8, 8), 3 * torch.randn(2, 3, 8, 8) + 2
    adapted = adaptive_instance(x, like)
    torch.testing.assert_close(adapted.mean((2, 3)), like.mean((2, 3)), rtol=1e-3, atol=1e-3)
    torch.testing.assert_close(adapted.std((2, 3)), like.std((2, 3)), rtol=1e-3, atol=1e-3)
    flat = adaptive_instance(torch.ones(1, 1, 4, 4, requires_grad=True), torch.ones(1, 1, 4, 4))
    assert torch.isfinite(flat).all()


def test_sinusoids() -> None:
    found = sinusoids(torch.tensor([0, 3]), 8, spread=3)
    frequencies = 10000.0 ** -(np.arange(4) / 3)
    np.testing.assert_allclose(found[1], np.concatenate([np.sin(3 * frequencies), np.cos(3 * frequencies)]), rtol=1e-4)
    np.testing.assert_allclose(found[0], [0] * 4 + [1] * 4)
    assert sinusoids(torch.tensor([1]), 8)[0, 3].item() == pytest.approx(np.sin(10000**-0.75), rel=1e-4)


def test_convolutional_lstm_step_by_step() -> None:
    layer = ConvLstm(2, 3, layers=1)
    series = torch.randn(1, 3, 2, 4, 4)
    state = memory = torch.zeros(1, 3, 4, 4)
    for date, found in enumerate(layer(series).unbind(1)):
        gates = layer.cells[0](torch.cat([series[:, date], state], 1))
        into, forget, out = (torch.sigmoid(gates[:, i : i + 3]) for i in (0, 3, 6))
        memory = forget * memory + into * torch.tanh(gates[:, 9:])
        state = out * torch.tanh(memory)
        torch.testing.assert_close(found, state)


def test_gates_lower_and_never_turn() -> None:
    x = torch.randn(1, 8, 5, 5)
    gated = Cbam(8, 2)(x)
    assert (gated.abs() <= x.abs()).all()
    assert (gated * x >= 0).all()


def test_feature_losses_count_masked_places_as_right() -> None:
    from stfusion.models.layers.ganstfm import GanStfmAutoencoder

    network = GanStfmAutoencoder(2, (2, 3, 4, 5)).requires_grad_(False)
    prediction, fine = torch.rand(1, 2, 16, 16, requires_grad=True), torch.rand(1, 2, 16, 16)
    mask = torch.zeros(1, 1, 16, 16)
    found, wanted = features_of(network, prediction, fine * torch.nan, mask)
    torch.testing.assert_close(found, wanted)
    mask[..., :8] = 1
    found, wanted = features_of(network, prediction, torch.where(mask > 0, fine, torch.nan), mask)
    (found - wanted).square().sum().backward()
    assert prediction.grad[..., :8].abs().max() > 0
    assert prediction.grad[..., 8:].abs().max() == 0
