"""Adversarial losses of discriminator and generator, averaged over the outputs of the discriminator.

Least squares: Mao et al. (2017), Wasserstein: Arjovsky et al. (2017).
"""

from __future__ import annotations

from .stages import LEAST_SQUARES, Adversary, Batch, Networks, Tensor


def verdicts(adversary: Adversary, networks: Networks, image: Tensor, batch: Batch) -> list[Tensor]:
    """Returns the discriminator's outputs for an image (N, bands, rows, cols): scores or score maps, one per scale."""
    network = networks[adversary.network]
    found = network(image, batch[adversary.condition]) if adversary.condition else network(image)
    return list(found) if isinstance(found, (list, tuple)) else [found]


def discriminator_loss(adversary: Adversary, networks: Networks, prediction: Tensor, batch: Batch) -> Tensor:
    """Returns the loss of the discriminator.

    Least squares: half the squared distances of true images from 1 and of predictions from 0. Wasserstein: the
    difference of the mean scores.
    """
    true = verdicts(adversary, networks, batch["fine_2"], batch)
    false = verdicts(adversary, networks, prediction.detach(), batch)
    if adversary.kind == LEAST_SQUARES:
        return _mean([0.5 * ((yes - 1).square().mean() + no.square().mean()) for yes, no in zip(true, false)])
    return _mean([no.mean() - yes.mean() for yes, no in zip(true, false)])


def generator_loss(adversary: Adversary, networks: Networks, prediction: Tensor, batch: Batch) -> Tensor:
    """Returns the weighted adversarial loss of the generator."""
    false = verdicts(adversary, networks, prediction, batch)
    if adversary.kind == LEAST_SQUARES:
        return adversary.weight * _mean([(no - 1).square().mean() for no in false])
    return -adversary.weight * _mean([no.mean() for no in false])


def clip_weights(adversary: Adversary, networks: Networks) -> None:
    """Clips the parameters of a Wasserstein discriminator, as its theory requires."""
    if adversary.kind != LEAST_SQUARES:
        for parameter in networks[adversary.network].parameters():
            parameter.data.clamp_(-adversary.clip, adversary.clip)


def _mean(losses: list[Tensor]) -> Tensor:
    return sum(losses) / len(losses)
