"""Properties of transformers, adversarial networks, diffusion models and others beyond shapes."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from networks import scene
from stfusion.models.layers import dcdganstf, diffstsf, dstfnet, mlffgan, opgan, sdcs, stinet, stmstfnet, swinstfm


@pytest.fixture(autouse=True)
def seeded(one_thread: None) -> None:
    torch.manual_seed(0)


def test_the_same_weights_of_swinstfm_serve_every_multiple() -> None:
    network = swinstfm.SwinStfm(2, 8, (2, 2, 2, 2), 2, 4).eval()
    assert not any("mask" in name or "index" in name for name in network.state_dict())
    with torch.no_grad():
        for size in ((64, 64), (128, 64)):
            output = network(*(torch.rand(1, 2, *size) for _ in range(3)))
            assert output.shape == (1, 2, *size)
            assert output.abs().max() <= 1


def test_stmstfnet_is_the_mean_of_its_directions() -> None:
    network = stmstfnet.StmStfNet(2, 8, (2, 2, 2, 2), 2, 4)
    images = scene(size=(32, 32))
    prediction, first, third = network(**images)
    torch.testing.assert_close(prediction, (first + third) / 2)
    loss = stmstfnet.loss((prediction, first, third), torch.rand_like(first))
    loss.backward()
    assert torch.isfinite(loss)


def test_smoothed_coarse_images_keep_block_means() -> None:
    coarse = torch.rand(1, 2, 4, 5)
    blocks = coarse.repeat_interleave(16, 2).repeat_interleave(16, 3)
    smooth = mlffgan.smooth_coarse(blocks)
    assert smooth.shape == blocks.shape
    assert (smooth[:, :, 1:] - smooth[:, :, :-1]).abs().max() < 0.2
    torch.testing.assert_close(mlffgan.smooth_coarse(torch.full((1, 1, 32, 32), 0.4)), torch.full((1, 1, 32, 32), 0.4))


def test_stinet_pads_and_softens() -> None:
    network = stinet.StiNet(2, 8, (1, 1), softened=True).eval()
    with torch.no_grad():
        assert network(**scene(size=(19, 21))).shape == (2, 2, 19, 21)


def test_windows_of_stinet_do_not_see_their_padding() -> None:
    attention = stinet.WindowAttention(8, 4)
    x = torch.randn(1, 8, 6, 6)
    alone = attention(x[..., 4:, 4:])
    torch.testing.assert_close(attention(x)[..., 4:, 4:], alone, rtol=1e-4, atol=1e-5)


def test_loss_of_opgan() -> None:
    prediction, change, fine_1, fine_2 = (torch.rand(1, 2, 4, 4) for _ in range(4))
    expected = ((prediction - fine_2) ** 2).mean() + 0.1 * ((change - fine_2 + fine_1) ** 2).mean()
    assert opgan.loss((prediction, change), fine_1, fine_2).item() == pytest.approx(expected.item(), rel=1e-5)


def test_distillation_teaches_the_student_only() -> None:
    student, teacher = (dcdganstf.DcdNet(2, (4, 6, 8), 2) for _ in range(2))
    images = scene()
    _, learnt = student.student(images["coarse_1"], images["fine_1"], images["coarse_2"])
    _, known = teacher.teacher(images["coarse_1"], images["fine_1"], images["fine_3"])
    assert [tuple(x.shape[1:]) for x in learnt] == [(4, 16, 16), (6, 8, 8), (8, 4, 4)]
    dcdganstf.distillation_loss(learnt, known, size=4).backward()
    assert any(parameter.grad is not None and parameter.grad.any() for parameter in student.parameters())
    assert all(parameter.grad is None for parameter in teacher.parameters())
    assert dcdganstf.distillation_loss(learnt, learnt).item() == pytest.approx(0, abs=1e-8)


def test_guides_of_diffstsf() -> None:
    network = diffstsf.DiffStsf(2, 8, (1, 2, 2, 2), 1, 4)
    pan, coarse = torch.zeros(1, 1, 16, 16), torch.ones(1, 2, 16, 16)
    pan[..., 8:] = 1
    guides = network.guides(pan, coarse)
    assert [tuple(guide.shape) for guide in guides] == [(1, 3, 8, 8), (1, 3, 4, 4)]
    assert all(guide[:, 0].abs().max() == 0 for guide in guides)
    torch.testing.assert_close(guides[0][:, 1:], torch.full((1, 2, 8, 8), 0.01))
    pan[..., 7] = 1
    assert network.guides(pan, coarse)[0][0, 0, 0].tolist() == [0, 0, 0, 1, 0, 0, 0, 0]


def test_activation_of_two_variables() -> None:
    """The four cases of SDCS, with identity layers and fixed statistics."""
    fusion = sdcs.MultivariateFusion(1, estimate_only=True).eval()
    fusion.entry, fusion.exit = torch.nn.Identity(), torch.nn.Identity()
    pattern = torch.tensor([[-1.0, -1.0, 1.0, 1.0]]).view(1, 1, 1, 4)
    other = torch.tensor([[-1.0, 1.0, -1.0, 1.0]]).view(1, 1, 1, 4)
    coarse = torch.tensor([[1.0, 1.0, -1.0, -1.0]]).view(1, 1, 1, 4)
    found = fusion(pattern, coarse, other).ravel().tolist()
    np.testing.assert_allclose(found, [-0.1 + 1, -0.1, 0.1 + 1, 1 + 1], rtol=1e-4)


def test_simple_estimate_of_sdcs_is_not_negative() -> None:
    fine, before, after = (torch.tensor([value]) for value in (0.1, 0.5, 0.2))
    assert sdcs.simple_estimate(before, fine, after).item() == 0
    assert sdcs.simple_estimate(after, fine, before).item() == pytest.approx(0.4)


def test_dstfnet_uses_both_pooled_branches_and_checks_the_ratio() -> None:
    context = dstfnet.ContextModule(8).eval()
    with torch.no_grad():
        x = torch.randn(1, 8, 5, 6)
        before = context(x)
        context.of_cols.weight += 0.5
        assert (context(x) - before).abs().max() > 1e-4
    network = dstfnet.DstfNet(2, 2, 8, (1, 1, 1, 1))
    with pytest.raises(ValueError, match=r"8 times those of the image, not \(8, 16\) beside \(128, 128\)"):
        network(torch.rand(1, 2, 128, 128), torch.rand(1, 3, 2, 8, 16))


def test_task_weights_follow_the_slower_task() -> None:
    weights = dstfnet.task_weights(torch.tensor([0.9, 0.5, 0.2]), torch.tensor([1.0, 1.0, 1.0]))
    assert weights.sum().item() == pytest.approx(1)
    assert weights[0] > weights[1] > weights[2]
    labels = tuple(torch.rand(1, 1, 8, 8).round() for _ in range(3))
    torch.testing.assert_close(dstfnet.losses(labels, labels), torch.zeros(3), rtol=0, atol=1e-4)
