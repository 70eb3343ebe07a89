"""What generators and discriminators minimise: least squares and Wasserstein losses."""

from __future__ import annotations

import torch
from torch import nn


def least_squares_discriminator(real: torch.Tensor, fake: torch.Tensor) -> torch.Tensor:
    """Half the mean square distance of real verdicts from 1 plus that of fake ones from 0; scalars or patch maps."""
    return (((real - 1) ** 2).mean() + (fake**2).mean()) / 2


def least_squares_generator(fake: torch.Tensor, half: bool = True) -> torch.Tensor:
    """Mean square distance of the verdicts from 1, halved as in GAN-STFM or not as in MLFF-GAN."""
    loss = ((fake - 1) ** 2).mean()
    return loss / 2 if half else loss


def wasserstein_discriminator(real: torch.Tensor, fake: torch.Tensor) -> torch.Tensor:
    return fake.mean() - real.mean()


def wasserstein_generator(fake: torch.Tensor) -> torch.Tensor:
    return -fake.mean()


def clip_weights(discriminator: nn.Module, limit: float = 0.01) -> None:
    """Clamp every parameter to +-limit, after each step of a Wasserstein discriminator (Arjovsky et al. 2017)."""
    with torch.no_grad():
        for parameter in discriminator.parameters():
            parameter.clamp_(-limit, limit)
