"""STFDiff: a diffusion denoiser with a clean and a noisy stream (Huang et al. 2024)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..blocks.conv import conv, require_multiple
from ..blocks.time_embedding import TimeEmbedding


class StandardConv(nn.Conv2d):
    """3 x 3 convolution with standardised weights: mean 0 and variance 1 over each output channel."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs, 3, padding=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        variance, mean = torch.var_mean(self.weight, (1, 2, 3), correction=0, keepdim=True)
        weight = (self.weight - mean) / torch.sqrt(variance + 1e-5)
        return functional.conv2d(x, weight, self.bias, padding=1)


class Block(nn.Module):
    """Residual block with group normalisation; an optional time vector scales and shifts the first half.

    Parameters
    ----------
    inputs, outputs : channels
    time : width of the time vector, 0 for none
    """

    def __init__(self, inputs: int, outputs: int, time: int = 0, groups: int = 8) -> None:
        super().__init__()
        self.conv_1, self.norm_1 = StandardConv(inputs, outputs), nn.GroupNorm(groups, outputs)
        self.conv_2, self.norm_2 = conv(outputs, outputs), nn.GroupNorm(groups, outputs)
        self.shortcut = nn.Identity() if inputs == outputs else conv(inputs, outputs, 1)
        self.film = nn.Sequential(nn.SiLU(), nn.Linear(time, 2 * outputs)) if time else None

    def forward(self, x: torch.Tensor, time: torch.Tensor | None = None) -> torch.Tensor:
        h = self.norm_1(self.conv_1(x))
        if self.film is not None:
            scale, shift = self.film(time)[:, :, None, None].chunk(2, 1)
            h = h * (1 + scale) + shift
        h = functional.silu(self.norm_2(self.conv_2(functional.silu(h))))
        return h + self.shortcut(x)


class Stream(nn.Module):
    """Encoder of one stream: a block at each level, then half the size (at the last level only more channels)."""

    def __init__(self, widths: list[int], time: int) -> None:
        super().__init__()
        last = len(widths) - 2
        self.blocks = nn.ModuleList(Block(width, width, time) for width in widths[:-1])
        self.downs = nn.ModuleList(
            conv(i, o) if level == last else nn.Conv2d(i, o, 4, 2, 1)
            for level, (i, o) in enumerate(zip(widths, widths[1:]))
        )
        self.middle = Block(widths[-1], widths[-1], time)

    def forward(self, x: torch.Tensor, time: torch.Tensor | None = None) -> list[torch.Tensor]:
        """Returns the output of each block, that of the middle block last."""
        found = []
        for block, down in zip(self.blocks, self.downs):
            found.append(block(x, time))
            x = down(found[-1])
        return [*found, self.middle(x, time)]


class StfDiff(nn.Module):
    """Denoiser of STFDiff (dual-stream subtraction U-Net): predicts the fine image itself from its noisy version.

    Huang, He, Zhang, Xia and Zhang (2024), Information Fusion 111, 102505, doi 10.1016/j.inffus.2024.102505. Layers
    follow the authors' program (variant with group normalisation and SiLU).

    Shapes: images are (N, bands, rows, cols) with values from -1 to 1, coarse ones on the fine grid; rows and cols are
    multiples of `multiple` (4). `step` is (N,), the index of the diffusion step from 0.

    Departure: an unused convolution of the program (bands * 576 + 64 parameters) is omitted.

    Parameters
    ----------
    bands : bands of both sensors
    pairs : 1, or 2 for the two-pair form, which also takes `coarse_3` and `fine_3`
    width : channels of the first level
    factors : channels of each level in units of `width`
    """

    def __init__(self, bands: int, pairs: int = 1, width: int = 64, factors: tuple[int, ...] = (1, 2, 4)) -> None:
        super().__init__()
        time = 4 * width
        self.multiple = 2 ** (len(factors) - 1)
        self.time = TimeEmbedding(width, time, nn.GELU(), spread=width // 2 - 1)
        self.fine_entry, self.coarse_entry = conv(pairs * bands, width), conv((pairs + 1) * bands, width)
        self.clean_entry, self.noisy_entry = conv(2 * width, width, 1), conv(bands, width)
        widths = [width, *(width * factor for factor in factors)]
        self.clean, self.noisy = Stream(widths, 0), Stream(widths, time)
        steps = list(zip(widths[-2::-1], widths[:0:-1]))
        self.up_blocks = nn.ModuleList(Block(skip + deep, deep, time) for skip, deep in steps)
        self.ups = nn.ModuleList(
            conv(deep, skip)
            if level == len(steps) - 1
            else nn.Sequential(nn.Upsample(scale_factor=2, mode="nearest"), conv(deep, skip))
            for level, (skip, deep) in enumerate(steps)
        )
        self.last_block = Block(2 * width, width, time)
        self.exit = conv(width, bands, 1)

    def forward(
        self,
        noisy: torch.Tensor,
        step: torch.Tensor,
        coarse_1: torch.Tensor,
        fine_1: torch.Tensor,
        coarse_2: torch.Tensor,
        coarse_3: torch.Tensor | None = None,
        fine_3: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """Returns the fine image of date 2, estimated from its noisy version at a step."""
        require_multiple(noisy, self.multiple, "STFDiff")
        time = self.time(step)
        fine = torch.cat([image for image in (fine_1, fine_3) if image is not None], 1)
        coarse = torch.cat([image for image in (coarse_1, coarse_2, coarse_3) if image is not None], 1)
        clean = self.clean_entry(torch.cat([self.fine_entry(fine), self.coarse_entry(coarse)], 1))
        start = self.noisy_entry(noisy)
        *skips, x = (n - c for n, c in zip(self.noisy(start, time), self.clean(clean)))
        for block, up, skip in zip(self.up_blocks, self.ups, skips[::-1]):
            x = up(block(torch.cat([x, skip], 1), time))
        return self.exit(self.last_block(torch.cat([x, start - clean], 1), time))
