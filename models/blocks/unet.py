"""Blocks of the U-Nets of denoising diffusion models (Ho et al. 2020, Nichol and Dhariwal 2021)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from .conv import conv


class TimeBlock(nn.Module):
    """Residual block to which the time vector is added between its convolutions.

    Parameters
    ----------
    inputs, outputs : channels, multiples of `groups`
    time : width of the time vector
    groups : groups of the normalisations
    silent : the second convolution starts at 0, so that the block first passes on what it gets
    """

    def __init__(self, inputs: int, outputs: int, time: int, groups: int = 32, silent: bool = False) -> None:
        super().__init__()
        self.first = nn.Sequential(nn.GroupNorm(groups, inputs), nn.SiLU(), conv(inputs, outputs))
        self.time = nn.Sequential(nn.SiLU(), nn.Linear(time, outputs))
        last = conv(outputs, outputs)
        self.second = nn.Sequential(nn.GroupNorm(groups, outputs), nn.SiLU(), _silenced(last) if silent else last)
        self.shortcut = nn.Identity() if inputs == outputs else conv(inputs, outputs, 1)

    def forward(self, x: torch.Tensor, time: torch.Tensor) -> torch.Tensor:
        h = self.first(x) + self.time(time)[:, :, None, None]
        return self.shortcut(x) + self.second(h)


class SelfAttention(nn.Module):
    """Attention of one head over all pixels, added to the input."""

    def __init__(self, width: int, groups: int = 32, silent: bool = False) -> None:
        super().__init__()
        self.norm, self.qkv = nn.GroupNorm(groups, width), conv(width, 3 * width, 1)
        exit_ = conv(width, width, 1)
        self.exit = _silenced(exit_) if silent else exit_

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.exit(attend(*self.qkv(self.norm(x)).chunk(3, 1)))


def attend(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor) -> torch.Tensor:
    """Softmax(q k / sqrt(C)) v over the pixels of (N, C, rows, cols)."""
    tokens = [x.flatten(2).transpose(1, 2).unsqueeze(1) for x in (query, key, value)]
    attended = functional.scaled_dot_product_attention(*tokens)
    return attended.squeeze(1).transpose(1, 2).unflatten(2, query.shape[-2:])


def doubled(width: int) -> nn.Sequential:
    """Twice the size by repetition, then a 3 x 3 convolution."""
    return nn.Sequential(nn.Upsample(scale_factor=2, mode="nearest"), conv(width, width))


def head(width: int, outputs: int, groups: int = 32) -> nn.Sequential:
    """Normalisation, SiLU and convolution to what is predicted."""
    return nn.Sequential(nn.GroupNorm(groups, width), nn.SiLU(), conv(width, outputs))


def _silenced(layer: nn.Conv2d) -> nn.Conv2d:
    nn.init.zeros_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer
