"""Normalisations that torch does not have: switchable and adaptive instance normalisation, and their statistics."""

from __future__ import annotations

import torch
from torch import nn


def instance_statistics(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Returns mean and unbiased variance of every channel of every image in float32: each (N, C, 1, 1)."""
    x = x.float()
    mean = x.mean((2, 3), keepdim=True)
    count = x.shape[2] * x.shape[3]
    return mean, ((x - mean) ** 2).sum((2, 3), keepdim=True) / max(count - 1, 1)


def adaptive_instance(x: torch.Tensor, like: torch.Tensor, epsilon: float = 1e-5) -> torch.Tensor:
    """Returns features `x` with the mean and standard deviation of `like`, per channel (Huang and Belongie 2017)."""
    mean, variance = instance_statistics(x)
    mean_like, variance_like = instance_statistics(like)
    return (x - mean) * torch.sqrt((variance_like + epsilon) / (variance + epsilon)) + mean_like


class SwitchNorm(nn.Module):
    """Switchable normalisation (Luo et al. 2019): a learned mix of instance, layer and batch statistics.

    In evaluation mode the batch statistics are running averages, the other two are computed from the image; results
    therefore depend on the tile.

    Parameters
    ----------
    width : channels
    momentum : weight of the old value in a running average
    epsilon : added to the variance
    """

    def __init__(self, width: int, momentum: float = 0.9, epsilon: float = 1e-5) -> None:
        super().__init__()
        self.momentum, self.epsilon = momentum, epsilon
        self.weight, self.bias = nn.Parameter(torch.ones(1, width, 1, 1)), nn.Parameter(torch.zeros(1, width, 1, 1))
        self.mean_mix, self.variance_mix = nn.Parameter(torch.ones(3)), nn.Parameter(torch.ones(3))
        self.register_buffer("running_mean", torch.zeros(1, width, 1, 1))
        self.register_buffer("running_variance", torch.zeros(1, width, 1, 1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        mean, variance = instance_statistics(x)
        square = variance + mean**2
        layer_mean = mean.mean(1, keepdim=True)
        layer_variance = square.mean(1, keepdim=True) - layer_mean**2
        if self.training:
            batch_mean = mean.mean(0, keepdim=True)
            batch_variance = square.mean(0, keepdim=True) - batch_mean**2
            self._remember(batch_mean.detach(), batch_variance.detach())
        else:
            batch_mean, batch_variance = self.running_mean, self.running_variance
        mean = _mixed(self.mean_mix, mean, layer_mean, batch_mean)
        variance = _mixed(self.variance_mix, variance, layer_variance, batch_variance)
        return (x - mean) / torch.sqrt(variance + self.epsilon) * self.weight + self.bias

    def _remember(self, mean: torch.Tensor, variance: torch.Tensor) -> None:
        self.running_mean.lerp_(mean, 1 - self.momentum)
        self.running_variance.lerp_(variance, 1 - self.momentum)


def _mixed(mix: torch.Tensor, *statistics: torch.Tensor) -> torch.Tensor:
    shares = mix.softmax(0)
    return shares[0] * statistics[0] + shares[1] * statistics[1] + shares[2] * statistics[2]
