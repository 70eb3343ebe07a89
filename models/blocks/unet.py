"""Blocks of the U-Nets of denoising diffusion models (Ho et al. 2020, Nichol and Dhariwal 2021)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn
from torch.nn import functional

from .conv import conv

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class TimeBlock(nn.Module):
    """Residual block to which the time vector is added between its convolutions.

    Parameters
    ----------
    inputs, outputs : channels, multiples of `groups`
    time : width of the time vector
    groups : groups of the normalisations
    silent : initialise the second convolution with 0, so that the block is initially the identity (or its shortcut)
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
    """Single-head attention over all pixels, added to the input."""

    def __init__(self, width: int, groups: int = 32, silent: bool = False) -> None:
        super().__init__()
        self.norm, self.qkv = nn.GroupNorm(groups, width), conv(width, 3 * width, 1)
        exit_ = conv(width, width, 1)
        self.exit = _silenced(exit_) if silent else exit_

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.exit(attend(*self.qkv(self.norm(x)).chunk(3, 1)))


class Trunk(nn.Module):
    """Encoder with skips, middle and decoder of a denoising U-Net.

    Every encoder block, every downsampling and the input add a skip connection, and every decoder block uses one.

    Parameters
    ----------
    width : input channels
    factors : channels of each level in units of `width`
    depth : blocks at each level of the encoder; the decoder has one more
    time : width of the time vector
    groups : groups of the normalisations
    silent : as in `TimeBlock`, for the blocks of the decoder and the middle
    encoder_block : returns an encoder block for level, inputs and outputs; a `TimeBlock` if not given
    """

    def __init__(
        self,
        width: int,
        factors: tuple[int, ...],
        depth: int,
        time: int,
        groups: int,
        silent: bool = False,
        encoder_block: Callable[[int, int, int], nn.Module] | None = None,
    ) -> None:
        super().__init__()

        def block(level: int, inputs: int, outputs: int) -> nn.Module:
            return TimeBlock(inputs, outputs, time, groups, silent)

        make = block if encoder_block is None else encoder_block
        self.down, self.shrink, self.up, self.enlarge = (nn.ModuleList() for _ in range(4))
        current, skips = width, [width]
        for level, factor in enumerate(factors):
            blocks = nn.ModuleList()
            for _ in range(depth):
                blocks.append(make(level, current, width * factor))
                current = width * factor
                skips.append(current)
            self.down.append(blocks)
            if level < len(factors) - 1:
                self.shrink.append(conv(current, current, stride=2))
                skips.append(current)
        self.first, self.last = block(0, current, current), block(0, current, current)
        self.attention = SelfAttention(current, groups, silent)
        for level, factor in reversed(list(enumerate(factors))):
            blocks = nn.ModuleList()
            for _ in range(depth + 1):
                blocks.append(block(level, current + skips.pop(), width * factor))
                current = width * factor
            self.up.append(blocks)
            if level:
                self.enlarge.append(doubled(current))

    def forward(
        self, x: torch.Tensor, time: torch.Tensor, guides: Sequence[torch.Tensor | None] | None = None
    ) -> torch.Tensor:
        """Returns the features of the first level. Blocks of a level with a guide get it as their third argument."""
        skips = [x]
        for level, blocks in enumerate(self.down):
            guide = None if guides is None else guides[level]
            for block in blocks:
                x = block(x, time) if guide is None else block(x, time, guide)
                skips.append(x)
            if level < len(self.shrink):
                x = self.shrink[level](x)
                skips.append(x)
        x = self.last(self.attention(self.first(x, time)), time)
        for level, blocks in enumerate(self.up):
            for block in blocks:
                x = block(torch.cat([x, skips.pop()], 1), time)
            if level < len(self.enlarge):
                x = self.enlarge[level](x)
        return x


def attend(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor) -> torch.Tensor:
    """Returns softmax(q k / sqrt(C)) v over the pixels of (N, C, rows, cols)."""
    tokens = [x.flatten(2).transpose(1, 2).unsqueeze(1) for x in (query, key, value)]
    attended = functional.scaled_dot_product_attention(*tokens)
    return attended.squeeze(1).transpose(1, 2).unflatten(2, query.shape[-2:])


def doubled(width: int) -> nn.Sequential:
    """Returns layers that double the size by nearest-neighbour upsampling, then a 3 x 3 convolution."""
    return nn.Sequential(nn.Upsample(scale_factor=2, mode="nearest"), conv(width, width))


def head(width: int, outputs: int, groups: int = 32) -> nn.Sequential:
    """Returns the output layers: normalisation, SiLU and convolution."""
    return nn.Sequential(nn.GroupNorm(groups, width), nn.SiLU(), conv(width, outputs))


def _silenced(layer: nn.Conv2d) -> nn.Conv2d:
    nn.init.zeros_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer
