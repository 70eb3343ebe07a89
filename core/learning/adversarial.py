"""What a discriminator and its generator minimise, on one verdict or a mean over several maps of them.

Least squares: Mao et al. (2017), Wasserstein: Arjovsky et al. (2017).
"""

from __future__ import annotations

from .stages import LEAST_SQUARES, Adversary, Batch, Networks, Tensor


def verdicts(adversary: Adversary, networks: Networks, image: Tensor, batch: Batch) -> list[Tensor]:
    """What the discriminator says of an image (N, bands, rows, cols): numbers or maps of them, one for each of its scales."""
    network = networks[adversary.network]
    found = network(image, batch[adversary.condition]) if adversary.condition else network(image)
    return list(found) if isinstance(found, (list, tuple)) else [found]


def discriminator_loss(adversary: Adversary, networks: Networks, prediction: Tensor, batch: Batch) -> Tensor:
    """Half the squared distances of true images from 1 and of predictions from 0; or the difference of their means."""
    true = verdicts(adversary, networks, batch["fine_2"], batch)
    false = verdicts(adversary, networks, prediction.detach(), batch)
    if adversary.kind == LEAST_SQUARES:
        return _mean([0.5 * ((yes - 1).square().mean() + no.square().mean()) for yes, no in zip(true, false)])
    return _mean([no.mean() - yes.mean() for yes, no in zip(true, false)])


def generator_loss(adversary: Adversary, networks: Networks, prediction: Tensor, batch: Batch) -> Tensor:
    """The weighted loss of a generator that is not found out."""
    false = verdicts(adversary, networks, prediction, batch)
    if adversary.kind == LEAST_SQUARES:
        return adversary.weight * _mean([(no - 1).square().mean() for no in false])
    return -adversary.weight * _mean([no.mean() for no in false])


def clip_weights(adversary: Adversary, networks: Networks) -> None:
    """Keep a Wasserstein discriminator's parameters small, as its theory asks for."""
    if adversary.kind != LEAST_SQUARES:
        for parameter in networks[adversary.network].parameters():
            parameter.data.clamp_(-adversary.clip, adversary.clip)


def _mean(losses: list[Tensor]) -> Tensor:
    return sum(losses) / len(losses)
