"""DiffSTSF: diffusion over time, space and spectrum with panchromatic, fine and coarse images (Wei et al. 2024)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..blocks.conv import conv, require_multiple
from ..blocks.time_embedding import TimeEmbedding
from ..blocks.unet import TimeBlock, Trunk, attend, head
from ..blocks.wavelets import haar

FACTORS = (1, 1, 2, 2, 4, 4)


class Start(nn.Module):
    """Three consecutive convolutions for each source; all their outputs and those of the noisy image are merged."""

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
    """Attention over all pixels, queries from a guide, keys and values from the features; added to the features."""

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
    """Residual block, followed by attention to the guide of its level."""

    def __init__(self, inputs: int, outputs: int, time: int, guide: int, groups: int) -> None:
        super().__init__()
        self.block = TimeBlock(inputs, outputs, time, groups, silent=True)
        self.attention = GuidedAttention(outputs, guide, groups)

    def forward(self, x: torch.Tensor, time: torch.Tensor, guide: torch.Tensor) -> torch.Tensor:
        return self.attention(self.block(x, time), guide)


class DiffStsf(nn.Module):
    """Denoiser of DiffSTSF: predicts the noise and the interpolation of its variance between the bounds.

    Wei, Gan, Tang, Li and Song (2024), Int. J. Appl. Earth Obs. Geoinf. 128, 103752, doi 10.1016/j.jag.2024.103752.
    Layers follow the authors' program.

    Shapes: all images on the grid of the panchromatic one: `noisy`, `fine_1` (multispectral, date 1) and `coarse_2`
    (wide field, date 2) are (N, bands, rows, cols), `pan_1` is (N, 1, rows, cols), rows and cols multiples of 32;
    `step` is (N,). The result is (N, 2 * bands, rows, cols): noise, then variance. Values are reflectance from 0 to 1.

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

        def block(level: int, inputs: int, outputs: int) -> nn.Module:
            if 0 < level < levels - 1:
                return Guided(inputs, outputs, time, 1 + bands, groups)
            return TimeBlock(inputs, outputs, time, groups, silent=True)

        self.trunk = Trunk(width, factors, depth, time, groups, silent=True, encoder_block=block)
        self.head = head(width * factors[0], 2 * bands, groups)

    def guides(self, pan_1: torch.Tensor, coarse_2: torch.Tensor) -> list[torch.Tensor]:
        """Returns a guide (N, 1 + bands, ...) per level with attention: panchromatic detail and small coarse image."""
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
        """Returns noise and variance of the noisy image of date 2 at a step."""
        require_multiple(noisy, self.multiple, "DiffSTSF")
        guides = [None, *self.guides(pan_1, coarse_2), None]
        x = self.start(noisy, pan_1, fine_1, coarse_2)
        return self.head(self.trunk(x, self.time(step), guides))
