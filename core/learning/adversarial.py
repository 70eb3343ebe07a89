"""What a discriminator and its generator minimise. Least squares: Mao et al. (2017), Wasserstein: Arjovsky et al. (2017)."""

from __future__ import annotations

from .stages import LEAST_SQUARES, Adversary, Batch, Networks, Tensor


def judged(adversary: Adversary, networks: Networks, image: Tensor, batch: Batch) -> Tensor:
    """What the discriminator says of an image (N, bands, rows, cols): one number or a map of them."""
    network = networks[adversary.network]
    return network(image, batch[adversary.condition]) if adversary.condition else network(image)


def discriminator_loss(adversary: Adversary, networks: Networks, prediction: Tensor, batch: Batch) -> Tensor:
    """Half the squared distances of true images from 1 and of predictions from 0; or the difference of their means."""
    true = judged(adversary, networks, batch["fine_2"], batch)
    false = judged(adversary, networks, prediction.detach(), batch)
    if adversary.kind == LEAST_SQUARES:
        return 0.5 * ((true - 1).square().mean() + false.square().mean())
    return false.mean() - true.mean()


def generator_loss(adversary: Adversary, networks: Networks, prediction: Tensor, batch: Batch) -> Tensor:
    """The weighted loss of a generator that is not found out."""
    false = judged(adversary, networks, prediction, batch)
    if adversary.kind == LEAST_SQUARES:
        return adversary.weight * (false - 1).square().mean()
    return -adversary.weight * false.mean()


def clip_weights(adversary: Adversary, networks: Networks) -> None:
    """Keep a Wasserstein discriminator's parameters small, as its theory asks for."""
    if adversary.kind != LEAST_SQUARES:
        for parameter in networks[adversary.network].parameters():
            parameter.data.clamp_(-adversary.clip, adversary.clip)
