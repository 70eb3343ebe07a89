"""Swin transformer blocks and the encoder shared by SwinSTFM and STM-STFNet. Features are (N, rows, cols, C)."""

from __future__ import annotations

import torch
from torch import nn

from .conv import pixel_shuffle_up
from .windows import (
    PositionBias,
    attention_weights,
    join_heads,
    partition,
    shift_mask,
    shifts,
    split_heads,
    unpartition,
)

DEPTHS = (2, 2, 6, 2)


def initialise(module: nn.Module) -> None:
    """Initialises linear layers with truncated normal weights, as in Swin transformers; pass it to `Module.apply`."""
    if isinstance(module, nn.Linear):
        nn.init.trunc_normal_(module.weight, std=0.02)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def mlp(width: int) -> nn.Sequential:
    """Returns two linear layers with a GELU. The hidden width is that of the input, as in the authors' programs."""
    return nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, width))


class SwinBlock(nn.Module):
    """Window attention and MLP, each after a layer norm and added to its input (Liu et al. 2021)."""

    def __init__(self, width: int, window: int = 8, shifted: bool = False, head_width: int = 32) -> None:
        super().__init__()
        self.window, self.shifted, self.heads = window, shifted, width // head_width
        self.norm_1, self.norm_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.proj = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.bias = PositionBias(window, self.heads)
        self.mlp = mlp(width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        rows, cols = x.shape[1:3]
        shift = shifts(rows, cols, self.window) if self.shifted else (0, 0)
        mask = shift_mask(rows, cols, self.window, shift, x.device) if any(shift) else None
        windows = partition(roll(self.norm_1(x), shift), self.window)
        query, key, value = (split_heads(part, self.heads) for part in self.qkv(windows).chunk(3, -1))
        attended = join_heads(attention_weights(query, key, self.bias(), mask) @ value)
        x = x + roll(unpartition(self.proj(attended), self.window, rows, cols), shift, back=True)
        return x + self.mlp(self.norm_2(x))


def roll(x: torch.Tensor, shift: tuple[int, int], back: bool = False) -> torch.Tensor:
    """Shifts (N, rows, cols, C) cyclically up and left, or back."""
    if not any(shift):
        return x
    sign = 1 if back else -1
    return torch.roll(x, (sign * shift[0], sign * shift[1]), (1, 2))


def swin_stage(width: int, depth: int, window: int = 8, head_width: int = 32) -> nn.Sequential:
    """Returns `depth` blocks, every second one with shifted windows."""
    return nn.Sequential(*(SwinBlock(width, window, bool(i % 2), head_width) for i in range(depth)))


class PatchMerging(nn.Module):
    """Halves the size: 2 x 2 neighbours are stacked, normalised and mapped to `outputs` channels."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(4 * inputs)
        self.reduction = nn.Linear(4 * inputs, outputs, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        corners = [x[:, i::2, j::2] for j in (0, 1) for i in (0, 1)]
        return self.reduction(self.norm(torch.cat(corners, -1)))


class SwinEncoder(nn.Module):
    """Patch embedding and four stages; returns the features of `levels` levels, each half the size of the one before.

    Shapes: (N, inputs, rows, cols) to a list of (N, rows / 2 ** i, cols / 2 ** i, width_i), i = 1 to 5, with the widths
    (1, 2, 4, 8, 8) times `width`. Rows and cols are multiples of 32 windows.

    Parameters
    ----------
    inputs : channels of the image
    width : channels of the first level
    depths : blocks of the four stages
    window : side of the attention windows
    head_width : channels of an attention head
    """

    def __init__(
        self,
        inputs: int,
        width: int = 64,
        depths: tuple[int, ...] = DEPTHS,
        window: int = 8,
        head_width: int = 32,
    ) -> None:
        super().__init__()
        self.embed = nn.Conv2d(inputs, width, 2, 2)
        self.norm = nn.LayerNorm(width)
        widths = level_widths(width)
        self.stages = nn.ModuleList(
            nn.Sequential(swin_stage(inner, depth, window, head_width), PatchMerging(inner, outer))
            for inner, outer, depth in zip(widths, widths[1:], depths)
        )

    def forward(self, image: torch.Tensor) -> list[torch.Tensor]:
        levels = [self.norm(self.embed(image).permute(0, 2, 3, 1))]
        for stage in self.stages:
            levels.append(stage(levels[-1]))
        return levels


def level_widths(width: int) -> list[int]:
    """Returns the number of channels of the encoder's five levels."""
    return [width * factor for factor in (1, 2, 4, 8, 8)]


class PixelShuffleUp(nn.Module):
    """Doubles the size at the same width: conv 3 x 3 to four times the channels, then pixel shuffle."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.up = pixel_shuffle_up(width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.up(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)
