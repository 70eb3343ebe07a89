"""DiffSTSF: diffusion over time, space and spectrum with panchromatic, fine and coarse images (Wei et al. 2024)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..blocks.conv import conv, require_multiple
from ..blocks.time_embedding import TimeEmbedding
from ..blocks.unet import SelfAttention, TimeBlock, attend, doubled, head
from ..blocks.wavelets import haar

FACTORS = (1, 1, 2, 2, 4, 4)


class Start(nn.Module):
    """Three convolutions in a chain for each source, all their outputs and those of the noisy image joined."""

    def __init__(self, bands: int, width: int, part: int = 4) -> None:
        super().__init__()
        self.chains = nn.ModuleList(
            nn.ModuleList([conv(inputs, part), conv(part, part), conv(part, part)]) for inputs in (1, bands, bands)
        )
        self.noisy = conv(bands, 3 * part)
        self.join = conv(12 * part, width)

    def forward(self, noisy: torch.Tensor, *sources: torch.Tensor) -> torch.Tensor:
        found = [self.noisy(noisy)]
        for chain, x in zip(self.chains, sources):
            for layer in chain:
                x = layer(x)
                found.append(x)
        return self.join(torch.cat(found, 1))


class GuidedAttention(nn.Module):
    """Attention over all pixels, queries from a guide and keys and values from the features; added to these."""

    def __init__(self, width: int, guide: int, groups: int) -> None:
        super().__init__()
        self.query = nn.Sequential(conv(guide, width, 1), nn.GroupNorm(groups, width))
        self.pair = nn.Sequential(nn.GroupNorm(groups, width), conv(width, 2 * width, 1))
        self.exit = conv(width, width, 1)
        nn.init.zeros_(self.exit.weight)
        nn.init.zeros_(self.exit.bias)

    def forward(self, x: torch.Tensor, guide: torch.Tensor) -> torch.Tensor:
        return x + self.exit(attend(self.query(guide), *self.pair(x).chunk(2, 1)))


class Guided(nn.Module):
    """A residual block, and attention to the guide of its level if there is one."""

    def __init__(self, inputs: int, outputs: int, time: int, guide: int, groups: int) -> None:
        super().__init__()
        self.block = TimeBlock(inputs, outputs, time, groups, silent=True)
        self.attention = GuidedAttention(outputs, guide, groups) if guide else None

    def forward(self, x: torch.Tensor, time: torch.Tensor, guide: torch.Tensor | None = None) -> torch.Tensor:
        x = self.block(x, time)
        return x if self.attention is None else self.attention(x, guide)


class DiffStsf(nn.Module):
    """Denoiser of DiffSTSF: predicts the noise and how its variance lies between its bounds.

    Wei, Gan, Tang, Li and Song (2024), Int. J. Appl. Earth Obs. Geoinf. 128, 103752, doi 10.1016/j.jag.2024.103752. Layers follow
    the authors' program.

    Shapes: all images on the grid of the panchromatic one: `noisy`, `fine_1` (multispectral, date 1) and `coarse_2` (wide field,
    date 2) are (N, bands, rows, cols), `pan_1` is (N, 1, rows, cols), rows and cols multiples of 32; `step` is (N,). The result
    is (N, 2 * bands, rows, cols): noise, then variance. Values are reflectance from 0 to 1.

    Departure: the program multiplies the coarse image in the guide by 0.1 twice, which is kept as the factor 0.01.

    Parameters
    ----------
    bands : bands of the multispectral sensors
    width : channels of the first level, a multiple of `groups`
    factors : channels of each level in units of `width`; all but the first and the last have attention
    depth : blocks at each level of the encoder; the decoder has one more
    groups : groups of the normalisations
    """

    def __init__(
        self, bands: int, width: int = 64, factors: tuple[int, ...] = FACTORS, depth: int = 2, groups: int = 32
    ) -> None:
        super().__init__()
        levels = len(factors)
        self.multiple, self.levels = 2 ** (levels - 1), levels
        time = 4 * width
        self.time = TimeEmbedding(width, time, nn.SiLU())
        self.start = Start(bands, width)
        self.down, self.up = nn.ModuleList(), nn.ModuleList()
        current, skips = width, [width]
        for level, factor in enumerate(factors):
            guide = 1 + bands if 0 < level < levels - 1 else 0
            for _ in range(depth):
                self.down.append(Guided(current, width * factor, time, guide, groups))
                current = width * factor
                skips.append(current)
            if level < levels - 1:
                self.down.append(conv(current, current, stride=2))
                skips.append(current)
        self.middle = nn.ModuleList(
            [
                TimeBlock(current, current, time, groups, silent=True),
                SelfAttention(current, groups, silent=True),
                TimeBlock(current, current, time, groups, silent=True),
            ]
        )
        for level, factor in reversed(list(enumerate(factors))):
            for _ in range(depth + 1):
                self.up.append(Guided(current + skips.pop(), width * factor, time, 0, groups))
                current = width * factor
            if level:
                self.up.append(doubled(current))
        self.head = head(current, 2 * bands, groups)

    def guides(self, pan_1: torch.Tensor, coarse_2: torch.Tensor) -> list[torch.Tensor]:
        """For each level after the first the detail of the panchromatic image and the small coarse one: (N, 1 + bands, ...)."""
        found, mean = [], pan_1
        for _ in range(self.levels - 2):
            mean, *details = haar(mean)
            detail = sum(part.abs() for part in details)
            small = functional.interpolate(coarse_2, size=mean.shape[-2:], mode="bilinear", align_corners=True)
            found.append(torch.cat([detail, 0.01 * small], 1))
        return found

    def forward(
        self,
        noisy: torch.Tensor,
        step: torch.Tensor,
        pan_1: torch.Tensor,
        fine_1: torch.Tensor,
        coarse_2: torch.Tensor,
    ) -> torch.Tensor:
        """Noise and variance of the noisy image of date 2 at a step."""
        require_multiple(noisy, self.multiple, "DiffSTSF")
        time, guides = self.time(step), self.guides(pan_1, coarse_2)
        x = self.start(noisy, pan_1, fine_1, coarse_2)
        skips, level = [x], 0
        for layer in self.down:
            if isinstance(layer, Guided):
                x = layer(x, time, None if layer.attention is None else guides[level - 1])
            else:
                x, level = layer(x), level + 1
            skips.append(x)
        first, attention, last = self.middle
        x = last(attention(first(x, time)), time)
        for layer in self.up:
            x = layer(torch.cat([x, skips.pop()], 1), time) if isinstance(layer, Guided) else layer(x)
        return self.head(x)
