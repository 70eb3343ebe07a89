"""Chain of layers that returns the output of every layer."""

from __future__ import annotations

import torch
from torch import nn

from .conv import conv


class Pyramid(nn.Module):
    """Applies layers one after the other; returns the output of each, in order."""

    def __init__(self, *levels: nn.Module) -> None:
        super().__init__()
        self.levels = nn.ModuleList(levels)

    def forward(self, image: torch.Tensor) -> list[torch.Tensor]:
        found = [image]
        for level in self.levels:
            found.append(level(found[-1]))
        return found[1:]


def halving(chain: tuple[int, ...], first_kernel: int = 3) -> list[nn.Conv2d]:
    """Returns convolutions from width to width: the first preserves the size, the others (3 x 3) halve it."""
    return [
        conv(inputs, outputs, stride=2) if position else conv(inputs, outputs, first_kernel)
        for position, (inputs, outputs) in enumerate(zip(chain, chain[1:]))
    ]
