"""MOST: two consecutive super-resolution networks, with fine detail added to their output (Wei et al. 2021)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..blocks.conv import conv, residual_block
from ..blocks.upscale import upscaling_tail


class MostStage(nn.Module):
    """One super-resolution stage after EDSR (Lim et al. 2017): (N, bands, h, w) to (N, bands, scale * h, scale * w)."""

    def __init__(self, bands: int, scale: int = 4, width: int = 64, blocks: int = 16) -> None:
        super().__init__()
        self.head = conv(bands, width)
        self.body = nn.Sequential(*(residual_block(width, scale=0.1) for _ in range(blocks)), conv(width, width))
        self.tail = upscaling_tail(width, bands, scale)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        x = self.head(image)
        return self.tail(x + self.body(x))


class Most(nn.Module):
    """Enblending of mosaics by spatiotemporal fusion: the enlarged coarse image of the target date plus fine detail.

    Wei, Tang and He (2021), IEEE JSTARS 14, doi 10.1109/JSTARS.2021.3082619. The networks follow the paper's figure
    with the sizes of EDSR; the way detail is added is a reconstruction.

    Shapes: coarse (N, bands, h, w) on its native grid, fine (N, bands, ratio * h, ratio * w), output like fine.

    Parameters
    ----------
    bands : bands of both sensors
    scales : factors of the two stages, powers of 2; their product is the ratio
    width, blocks : channels and residual blocks of each stage
    """

    def __init__(self, bands: int, scales: tuple[int, int] = (4, 4), width: int = 64, blocks: int = 16) -> None:
        super().__init__()
        self.ratio = scales[0] * scales[1]
        self.stage_1, self.stage_2 = (MostStage(bands, scale, width, blocks) for scale in scales)

    def enlarge(self, coarse: torch.Tensor) -> torch.Tensor:
        """Returns the coarse image at fine resolution."""
        return self.stage_2(self.stage_1(coarse))

    def forward(self, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
        """Returns the prediction of date 2.

        It is the enlarged coarse image plus the difference of the fine and the enlarged coarse image of date 1.
        """
        return self.enlarge(coarse_2) + fine_1 - self.enlarge(coarse_1)

    def mosaic(self, fine_1: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
        """Returns the prediction of date 2 from a mosaic of dates: only its detail within coarse pixels is used."""
        means = functional.avg_pool2d(fine_1, self.ratio)
        smooth = functional.interpolate(means, size=fine_1.shape[-2:], mode="bicubic", align_corners=False)
        return self.enlarge(coarse_2) + fine_1 - smooth
