"""SwinSTFM: Swin transformer encoders and fusion layers after the unmixing model (Chen et al. 2022)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.conv import conv, pixel_shuffle_up, require_multiple
from ..blocks.losses import charbonnier
from ..blocks.ssim import ms_ssim
from ..blocks.swin import (
    DEPTHS,
    PixelShuffleUp,
    SwinEncoder,
    initialise,
    level_widths,
    mlp,
    roll,
    swin_stage,
)
from ..blocks.windows import (
    PositionBias,
    attention_weights,
    join_heads,
    partition,
    shift_mask,
    shifts,
    split_heads,
    unpartition,
)


class UnmixingBlock(nn.Module):
    """Window attention; its weights are the product of two: coarse 1 to fine 1, and coarse 1 to coarse 2."""

    def __init__(self, width: int, window: int, shifted: bool, head_width: int) -> None:
        super().__init__()
        self.window, self.shifted, self.heads = window, shifted, width // head_width
        self.norm_1, self.norm_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query_fine, self.key_fine = nn.Linear(width, width), nn.Linear(width, width)
        self.query_coarse, self.key_coarse = nn.Linear(width, width), nn.Linear(width, width)
        self.value, self.proj = nn.Linear(width, width), nn.Linear(width, width)
        self.bias = PositionBias(window, self.heads)
        self.mlp = mlp(width)

    def forward(
        self, change: torch.Tensor, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor
    ) -> torch.Tensor:
        rows, cols = change.shape[1:3]
        shift = shifts(rows, cols, self.window) if self.shifted else (0, 0)
        mask = shift_mask(rows, cols, self.window, shift, change.device) if any(shift) else None
        source, first, fine, second = (
            partition(roll(x, shift), self.window) for x in (self.norm_1(change), coarse_1, fine_1, coarse_2)
        )
        bias = self.bias()

        def weights(query: torch.Tensor, key: torch.Tensor) -> torch.Tensor:
            return attention_weights(split_heads(query, self.heads), split_heads(key, self.heads), bias, mask)

        both = weights(self.query_fine(first), self.key_fine(fine)) * weights(
            self.query_coarse(first), self.key_coarse(second)
        )
        both = both + 1e-6
        both = both / both.sum(-1, keepdim=True)
        attended = join_heads(both @ split_heads(self.value(source), self.heads))
        change = change + roll(unpartition(self.proj(attended), self.window, rows, cols), shift, back=True)
        return change + self.mlp(self.norm_2(change))


class UnmixingLayer(nn.Module):
    """Unmixing-based fusion layer: sharpens the coarse change of one level by the features of date 1."""

    def __init__(self, width: int, depth: int, window: int, head_width: int) -> None:
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(3))
        self.blocks = nn.ModuleList(UnmixingBlock(width, window, bool(i % 2), head_width) for i in range(depth))

    def forward(self, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
        change = coarse_2 - coarse_1
        normed = [norm(x) for norm, x in zip(self.norms, (coarse_1, fine_1, coarse_2))]
        for block in self.blocks:
            change = block(change, *normed)
        return change


class UpBlock(nn.Module):
    """One decoder level: merges fused features, features of coarse 2 and the deeper level, mapped to the next width."""

    def __init__(self, width: int, outputs: int, depth: int, window: int, head_width: int) -> None:
        super().__init__()
        self.up = PixelShuffleUp(width)
        self.fusion = UnmixingLayer(width, 2, window, head_width)
        self.join = nn.Linear(3 * width, outputs)
        self.blocks = swin_stage(outputs, depth, window, head_width)

    def forward(
        self, below: torch.Tensor, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor
    ) -> torch.Tensor:
        fused = self.fusion(coarse_1, fine_1, coarse_2) + fine_1
        return self.blocks(self.join(torch.cat([coarse_2, fused, self.up(below)], -1)))


class SwinStfm(nn.Module):
    """Swin transformer spatiotemporal fusion model.

    Chen, Jiao, Hu, Xiao and Ye (2022), IEEE TGRS 60, doi 10.1109/TGRS.2022.3182809. Layers follow the authors' program.

    Shapes: inputs and output are (N, bands, rows, cols) with values from -1 to 1, coarse images on the fine grid; rows
    and cols are multiples of `multiple` (256).

    Departure: the program has a fixed tile size and fixed shift masks; here masks are computed at run time, so that the
    same weights work for every multiple.

    Parameters
    ----------
    bands : bands of both sensors
    width : channels of the finest level
    depths : blocks of the encoder's four stages; the decoder has them in reverse
    window : side of the attention windows
    head_width : channels of an attention head
    """

    def __init__(
        self,
        bands: int,
        width: int = 64,
        depths: tuple[int, int, int, int] = DEPTHS,
        window: int = 8,
        head_width: int = 32,
    ) -> None:
        super().__init__()
        self.multiple = 32 * window
        self.coarse_encoder = SwinEncoder(bands, width, depths, window, head_width)
        self.fine_encoder = SwinEncoder(bands, width, depths, window, head_width)
        widths = level_widths(width)
        self.bottom = UnmixingLayer(widths[-1], 1, window, head_width)
        outputs = [widths[2], widths[1], widths[0], widths[0]]
        self.ups = nn.ModuleList(
            UpBlock(inner, outer, depth, window, head_width)
            for inner, outer, depth in zip(widths[3::-1], outputs, depths[::-1])
        )
        self.head = nn.Sequential(pixel_shuffle_up(width), conv(width, bands), nn.Tanh())
        self.apply(initialise)

    def forward(self, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
        """Prediction of date 2."""
        require_multiple(fine_1, self.multiple, "SwinSTFM")
        levels = list(zip(self.coarse_encoder(coarse_1), self.fine_encoder(fine_1), self.coarse_encoder(coarse_2)))
        x = self.bottom(*levels[-1]) + levels[-1][1]
        for up, level in zip(self.ups, levels[-2::-1]):
            x = up(x, *level)
        return self.head(x.permute(0, 3, 1, 2))


def loss(prediction: torch.Tensor, fine_2: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
    """Returns the Charbonnier loss + 1 - MS-SSIM in its `relu` form; values from -1 to 1."""
    return charbonnier(prediction, fine_2, mask) + 1 - ms_ssim(prediction, fine_2, mask, 2.0, "relu")
