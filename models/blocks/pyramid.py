"""A chain of layers whose every output is wanted."""

from __future__ import annotations

import torch
from torch import nn

from .conv import conv


class Pyramid(nn.Module):
    """Layers one after the other; returns what each of them gave, the first one first."""

    def __init__(self, *levels: nn.Module) -> None:
        super().__init__()
        self.levels = nn.ModuleList(levels)

    def forward(self, image: torch.Tensor) -> list[torch.Tensor]:
        found = [image]
        for level in self.levels:
            found.append(level(found[-1]))
        return found[1:]


def halving(chain: tuple[int, ...], first_kernel: int = 3) -> list[nn.Conv2d]:
    """Convolutions from width to width: the first keeps the size, the others (3 x 3) halve it."""
    return [
        conv(inputs, outputs, stride=2) if position else conv(inputs, outputs, first_kernel)
        for position, (inputs, outputs) in enumerate(zip(chain, chain[1:]))
    ]
