"""Embedding of the step of a diffusion process as a vector."""

from __future__ import annotations

import math

import torch
from torch import nn


def sinusoids(step: torch.Tensor, width: int, spread: int | None = None) -> torch.Tensor:
    """Returns sines, then cosines of a step at `width / 2` frequencies from 1 down to 1 / 10000: (N,) to (N, width).

    `spread` is the number of intervals between the frequencies: half the width (as in improved diffusion, the default)
    excludes the last frequency, one less includes it.
    """
    half = width // 2
    intervals = half if spread is None else spread
    frequency = torch.exp(-math.log(10000) * torch.arange(half, device=step.device, dtype=torch.float32) / intervals)
    angle = step.float()[:, None] * frequency
    return torch.cat([angle.sin(), angle.cos()], 1)


class TimeEmbedding(nn.Module):
    """Sinusoids of the step and two linear layers: (N,) to (N, outputs).

    Parameters
    ----------
    width : number of sinusoids
    outputs : width of both linear layers
    activation : activation between them
    spread : see `sinusoids`
    """

    def __init__(self, width: int, outputs: int, activation: nn.Module, spread: int | None = None) -> None:
        super().__init__()
        self.width, self.spread = width, spread
        self.mlp = nn.Sequential(nn.Linear(width, outputs), activation, nn.Linear(outputs, outputs))

    def forward(self, step: torch.Tensor) -> torch.Tensor:
        return self.mlp(sinusoids(step, self.width, self.spread))
