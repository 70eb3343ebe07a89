"""Properties of convolutional networks beyond shapes: fusion rules, losses, and corrected defects of published
programs.
"""

from __future__ import annotations

import pytest
import torch

from networks import scene
from stfusion.models.blocks.two_streams import triplet_loss
from stfusion.models.layers import (
    densestf,
    ecpwstfn,
    edcstfn,
    hcnnet,
    macnn,
    mcdnet,
    most,
    mustfn,
    stf3dcnn,
    stfdcnn,
    stfegfa,
    stfmlp,
    stfnet,
    sttfn,
)


@pytest.fixture(autouse=True)
def seeded(one_thread: None) -> None:
    torch.manual_seed(0)


SPANS = {
    "stfnet": lambda: stfnet.StfNet(2, (4, 3)),
    "stfmlp": lambda: stfmlp.StfMlp(2, 8, (16, 12, 8, 4)),
    "macnn": lambda: macnn.Macnn(2, 8),
    "stf3dcnn": lambda: stf3dcnn.Stf3dcnn(2, 8),
    "sttfn": lambda: sttfn.Sttfn(2, 8),
}


@pytest.mark.parametrize("name", SPANS)
def test_networks_learn_the_span_without_a_fine_image_of_the_target(name: str) -> None:
    """The loss decreases by training on the references alone, and NaN under the mask has no effect."""
    network, images = SPANS[name](), scene()
    images["fine_3"] = images["fine_1"] + 0.8 * (images["coarse_3"] - images["coarse_1"])
    optimiser = torch.optim.Adam(network.parameters(), 1e-2)
    losses = []
    for _ in range(25):
        optimiser.zero_grad()
        loss = network.span_loss(**images)
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < 0.8 * losses[0]
    mask = torch.ones(2, 1, 16, 16)
    assert network.span_loss(**images, mask=mask).item() == pytest.approx(network.span_loss(**images).item(), rel=1e-5)


def test_triplet_loss() -> None:
    first, third, fine_1, fine_2, fine_3 = (torch.rand(1, 2, 4, 4) for _ in range(5))
    changes = (first - fine_1) + (fine_3 - third) - (fine_3 - fine_1)
    expected = sum((x**2).mean() for x in (first - fine_2, third - fine_2)) + 0.5 * (changes**2).mean()
    found = triplet_loss((first, third), fine_1, fine_2, fine_3, consistency=0.5)
    assert found.item() == pytest.approx(expected.item(), rel=1e-5)


@pytest.mark.parametrize("make", [lambda: edcstfn.Edcstfn(2, (8, 12, 16)), lambda: stfegfa.StfEgfa(2, (8, 12, 16), 2)])
def test_two_references_meet_between_the_two_predictions(make) -> None:
    """The same reference twice equals one reference; different ones give a result that differs from both."""
    network, images = make(), scene()
    once = network(images["coarse_1"], images["fine_1"], images["coarse_2"])
    twice = network(images["coarse_1"], images["fine_1"], images["coarse_2"], images["coarse_1"], images["fine_1"])
    torch.testing.assert_close(once, twice)
    first, third = network.each_reference(**images)
    torch.testing.assert_close(first, once)
    merged = network(**images)
    assert (merged - first).abs().max() > 1e-4
    assert (merged - third).abs().max() > 1e-4


def test_the_trained_encoder_of_edcstfn_fits_the_loss_strictly() -> None:
    """The authors' loader ignores keys that do not match, so that the loss uses random weights."""
    trained = edcstfn.EdcstfnAutoencoder(2, (4, 5, 6))
    frozen = edcstfn.EdcstfnAutoencoder(2, (4, 5, 6))
    frozen.load_state_dict(trained.state_dict(), strict=True)
    fine, prediction = torch.rand(1, 2, 32, 32), torch.rand(1, 2, 32, 32)
    plain = edcstfn.loss(prediction, fine)
    whole = edcstfn.loss(prediction, fine, encoder=frozen.encoder)
    features = (trained.encoder(prediction) - trained.encoder(fine)).square().mean()
    assert whole.item() == pytest.approx((plain + features).item(), rel=1e-5)
    assert edcstfn.loss(prediction, fine, form="shifted").item() > plain.item()
    assert edcstfn.autoencoder_loss(fine, fine).item() == pytest.approx(0, abs=1e-5)


def test_edges_of_flat_ground_have_a_finite_gradient() -> None:
    network = stfegfa.StfEgfa(2, (4, 5, 6), 2)
    fine = torch.full((1, 2, 8, 8), 0.3, requires_grad=True)
    network(fine.detach(), fine, fine.detach()).sum().backward()
    assert torch.isfinite(fine.grad).all()


def test_high_pass_modulation() -> None:
    reference, first, second = (
        torch.tensor([0.2, 0.4, 0.1]),
        torch.tensor([0.1, 0.2, 0.0]),
        torch.tensor([0.2, 0.3, 0.3]),
    )
    torch.testing.assert_close(stfdcnn.modulate(reference, first, second), torch.tensor([0.3, 0.5, 0.4]))
    ratio = stfdcnn.modulate(reference, first, second, "ratio")
    torch.testing.assert_close(ratio, torch.tensor([0.4, 0.6, 0.5]))
    with pytest.raises(ValueError, match="unknown form of modulation: 'other'"):
        stfdcnn.modulate(reference, first, second, "other")
    transitions = tuple(torch.full((1, 1, 2, 2), value) for value in (0.1, 0.2, 0.5))
    merged = stfdcnn.fuse(transitions, torch.full((1, 1, 2, 2), 0.3), torch.full((1, 1, 2, 2), 0.6))
    # 0.4 from a change of 0.1, 0.3 from one of 0.3.
    torch.testing.assert_close(merged, torch.full((1, 1, 2, 2), 0.375))


def test_mcdnet_trains_with_and_without_a_fine_image_of_the_target() -> None:
    network, images = mcdnet.McdNet(2, 8), scene()
    parts = network.parts(**images)
    torch.testing.assert_close(parts.prediction, network(**images))
    for fine_2 in (None, torch.rand(2, 2, 16, 16)):
        network.zero_grad()
        loss = mcdnet.loss(network.parts(**images), images["fine_1"], images["fine_3"], fine_2)
        loss.backward()
        assert all(torch.isfinite(parameter.grad).all() for parameter in network.parameters())


def test_most_gives_the_fine_image_back_where_nothing_changed() -> None:
    network = most.Most(2, (2, 2), 4, 1)
    fine, coarse = torch.rand(1, 2, 16, 20), torch.rand(1, 2, 4, 5)
    torch.testing.assert_close(network(coarse, fine, coarse), fine)
    tones = fine + torch.tensor([0.1, -0.2]).view(1, 2, 1, 1)
    torch.testing.assert_close(network.mosaic(fine, coarse), network.mosaic(tones, coarse), rtol=1e-4, atol=1e-4)


def test_masks_of_mustfn_hide_what_they_cover() -> None:
    network = mustfn.Mustfn(1, 2, 8, (6, 4)).eval()
    images = scene(1)
    for name in ("coarse_1", "coarse_2", "coarse_3"):
        images[name] = torch.rand(2, 2, 16, 16)
    mask = torch.ones(2, 1, 16, 16)
    mask[..., 10:] = 0
    hidden = {name: torch.where(mask > 0, image, torch.nan) for name, image in images.items()}
    zeros = {name: image * mask for name, image in images.items()}
    with torch.no_grad():
        found = network(**hidden, mask=mask)
        torch.testing.assert_close(found, network(**zeros, mask=mask))
    assert found[..., 10:].abs().max() == 0
    assert 0 < found[..., :10].min()
    assert found.max() < 1


def test_similarity_of_mustfn_has_a_gradient_through_its_covariance() -> None:
    prediction, fine = torch.rand(2, 3, 8, 8, requires_grad=True), torch.rand(2, 3, 8, 8)
    p, t = prediction.detach().double().numpy(), fine.double().numpy()
    c1, c2 = (0.01 * 1.6384) ** 2, (0.03 * 1.6384) ** 2
    covariance = ((p - p.mean()) * (t - t.mean())).mean()
    expected = (2 * p.mean() * t.mean() + c1) * (2 * covariance + c2)
    expected /= (p.mean() ** 2 + t.mean() ** 2 + c1) * (p.var() + t.var() + c2)
    found = mustfn.global_similarity(prediction, fine)
    assert found.item() == pytest.approx(expected, rel=1e-4)
    found.backward()
    slope = torch.corrcoef(torch.stack([prediction.grad.ravel(), (fine - fine.mean()).ravel()]))[0, 1]
    assert slope > 0.5


def test_loss_of_mustfn() -> None:
    prediction, fine = torch.rand(1, 3, 4, 4), torch.rand(1, 3, 4, 4)
    sigma = torch.tensor([0.1, 0.2, 0.5])
    errors = ((prediction - fine) ** 2).mean((0, 2, 3)) / sigma**2
    assert mustfn.loss(prediction, fine, sigma).item() == pytest.approx(errors.sum().item(), rel=1e-5)
    p, t = ((x[:, 2] - x[:, 0]) / (x[:, 2] + x[:, 0]) for x in (prediction, fine))
    expected = errors.sum() + ((p - t) ** 2).mean() / 0.25
    found = mustfn.loss(prediction, fine, sigma, red_nir=(0, 2))
    assert found.item() == pytest.approx(expected.item(), rel=1e-4)
    assert mustfn.loss(prediction, fine, sigma, red_nir=(0, 2), similarity=True).item() > found.item()


@pytest.mark.parametrize(
    ("make", "size"),
    [
        (lambda: densestf.DenseStf(2, (1, 1), 12, 3, 2, 4), 12),
        (lambda: densestf.DenseStf2020(2, (1, 1), 12, 3, 2, 4), 12),
        (lambda: stfmlp.StfMlp(2, 4, (8, 6, 4, 2)), 8),
    ],
)
def test_patches_of_another_size_are_refused(make, size: int) -> None:
    network = make()
    images = scene(size=(size, size + 2))
    with pytest.raises(ValueError, match=rf"patches of {size} x {size} pixels, not \({size}, {size + 2}\)"):
        if isinstance(network, stfmlp.StfMlp):
            network(**images)
        else:
            network(images["coarse_1"], images["fine_1"], images["coarse_2"])


def test_bands_of_hcnnet_pass_their_features_on_to_later_ones() -> None:
    network = hcnnet.HcnNet(3, 4)
    images = [torch.rand(1, 3, 8, 8) for _ in range(3)]
    before = network(*images)
    images[1][:, 1] += 0.5
    after = network(*images)
    assert torch.equal(before[:, 0], after[:, 0])
    assert (before[:, 2] - after[:, 2]).abs().max() > 0


def test_both_encoders_of_ecpwstfn_learn() -> None:
    """In the authors' program the wavelets block the gradients of both encoders."""
    network = ecpwstfn.EcpwStfn(2, (4, 5, 6), 2)
    ecpwstfn.loss(network(torch.rand(1, 2, 32, 32), torch.rand(1, 2, 32, 32)), torch.rand(1, 2, 32, 32)).backward()
    for encoder in (network.reference_encoder, network.change_encoder):
        assert all(parameter.grad.abs().sum() > 0 for parameter in encoder.parameters())


def test_loss_of_ecpwstfn_with_masks_and_features() -> None:
    prediction, fine = torch.rand(1, 2, 32, 32, requires_grad=True), torch.rand(1, 2, 32, 32)
    mask = torch.ones(1, 1, 32, 32)
    mask[..., 21:] = 0
    autoencoder = ecpwstfn.EcpwStfnAutoencoder(2, (2, 3, 4, 5)).requires_grad_(False)
    loss = ecpwstfn.loss(prediction, torch.where(mask > 0, fine, torch.nan), mask, autoencoder)
    loss.backward()
    assert torch.isfinite(loss)
    assert prediction.grad[..., 21:].abs().max() == 0
    assert ecpwstfn.loss(fine, fine, None, autoencoder).item() == pytest.approx(0, abs=1e-4)
    assert ecpwstfn.autoencoder_loss(fine, fine).item() == pytest.approx(0, abs=1e-5)
