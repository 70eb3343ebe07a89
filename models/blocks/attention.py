"""Attention gates: weights for the channels or positions of a feature map, computed from the map itself."""

from __future__ import annotations

import torch
from torch import nn

from .conv import conv


class SqueezeGate(nn.Module):
    """Channel gate from global means (Hu et al. 2018): two 1 x 1 convolutions, sigmoid; returns x times the gate.

    The gate depends on means over the whole tile: tiles should be large and overlap.
    """

    def __init__(self, width: int, hidden: int, activation: nn.Module | None = None) -> None:
        super().__init__()
        self.gate = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            conv(width, hidden, 1),
            nn.ReLU() if activation is None else activation,
            conv(hidden, width, 1),
            nn.Sigmoid(),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * self.gate(x)


class ChannelGate(nn.Module):
    """Channel gate of CBAM (Woo et al. 2018): one perceptron on global means and maxima; returns the gate."""

    def __init__(self, width: int, hidden: int, bias: bool = False) -> None:
        super().__init__()
        self.mlp = nn.Sequential(conv(width, hidden, 1, bias=bias), nn.ReLU(), conv(hidden, width, 1, bias=bias))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(self.mlp(x.mean((2, 3), keepdim=True)) + self.mlp(x.amax((2, 3), keepdim=True)))


class PlaceGate(nn.Module):
    """Spatial gate of CBAM: a convolution on mean and maximum of the channels; returns the gate.

    `norm` is the momentum of a batch normalisation after the convolution, 0 omits it.
    """

    def __init__(self, kernel: int = 7, bias: bool = False, norm: float = 0.0) -> None:
        super().__init__()
        self.conv = conv(2, 1, kernel, bias=bias)
        self.norm = nn.BatchNorm2d(1, momentum=norm) if norm else nn.Identity()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        pooled = torch.cat([x.mean(1, keepdim=True), x.amax(1, keepdim=True)], 1)
        return torch.sigmoid(self.norm(self.conv(pooled)))


class Cbam(nn.Module):
    """Convolutional block attention: channel gate, then spatial gate, both without bias."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.channels, self.places = ChannelGate(width, hidden), PlaceGate()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = x * self.channels(x)
        return x * self.places(x)
