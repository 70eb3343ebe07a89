"""SDCS, second stage: the network that refines a compressed-sensing estimate (Liu et al. 2024)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.conv import conv, require_multiple, residual_block
from ..blocks.decoders import exit_block, up_block
from ..blocks.normalisation import adaptive_instance
from ..blocks.pyramid import Pyramid, halving

WIDTHS = (16, 32, 64, 128, 256)
# Narrower widths that the authors use on the CIA data set.
NARROW = (16, 32, 64, 128, 128)


def encoder(bands: int, widths: tuple[int, ...]) -> Pyramid:
    """Returns a feature pyramid; each level has a convolution (7 x 7, then 3 x 3 of stride 2) and a residual block."""
    entries = zip(halving((bands, *widths), first_kernel=7), widths)
    return Pyramid(
        *(nn.Sequential(entry, residual_block(width, slope=0.01, border="reflect")) for entry, width in entries)
    )


class MultivariateFusion(nn.Module):
    """Merges features of estimate, coarse and fine image by an activation of two variables.

    With `estimate_only` the estimate is used alone instead of its mean with the fine image.
    """

    def __init__(self, width: int, estimate_only: bool) -> None:
        super().__init__()
        self.estimate_only = estimate_only
        self.entry = nn.Sequential(conv(width, width, 1), nn.BatchNorm2d(width))
        self.exit = nn.Sequential(conv(width, width, 1), nn.BatchNorm2d(width))

    def forward(self, estimate: torch.Tensor, coarse: torch.Tensor, fine: torch.Tensor) -> torch.Tensor:
        local = self.entry(estimate if self.estimate_only else (estimate + fine) / 2)
        a = adaptive_instance(local, coarse, 1e-6)
        d = adaptive_instance(fine, coarse, 1e-6)
        positive = torch.where(d >= 0, a, 0.1 * a) + local
        negative = 0.1 * a + torch.where(d >= 0, torch.zeros_like(coarse), coarse)
        return self.exit(torch.where(a >= 0, positive, negative))


class Sdcs(nn.Module):
    """Second stage of semiblind compressed sensing, from estimate and coarse image of date 2 and fine image of date 1.

    Liu, Wang, Chen and Cui (2024), IEEE JSTARS 17, 19048-19066, doi 10.1109/JSTARS.2024.3463750. Layers follow the
    authors' program. Loss: mean square error.

    Shapes: all images (N, bands, rows, cols) with values from 0 to 1, the coarse one on the fine grid, rows and cols
    multiples of 16. `estimate_2` is the output of the first stage, or fine 1 + coarse 2 - coarse 1 (`simple_estimate`).

    Parameters
    ----------
    bands : bands of both sensors
    widths : channels of the five levels; `NARROW` on CIA
    estimate_only : see `MultivariateFusion`; true on CIA
    """

    def __init__(
        self, bands: int, widths: tuple[int, int, int, int, int] = WIDTHS, estimate_only: bool = False
    ) -> None:
        super().__init__()
        self.multiple = 16
        self.encoders = nn.ModuleList(encoder(bands, widths) for _ in range(3))
        self.fusion = nn.ModuleList(MultivariateFusion(width, estimate_only) for width in widths)
        self.ups = nn.ModuleList(up_block(2 * o, i) for i, o in zip(widths[-2::-1], widths[:0:-1]))
        self.exit = exit_block(widths[0], bands)

    def forward(self, estimate_2: torch.Tensor, coarse_2: torch.Tensor, fine_1: torch.Tensor) -> torch.Tensor:
        """Prediction of date 2."""
        require_multiple(fine_1, self.multiple, "SDCS")
        found = [encode(image) for encode, image in zip(self.encoders, (estimate_2, coarse_2, fine_1))]
        fused = [fusion(*level) for fusion, *level in zip(self.fusion, *found)]
        x = found[0][-1]
        for up, level in zip(self.ups, fused[:0:-1]):
            x = up(torch.cat([level, x], 1))
        return self.exit(torch.cat([fused[0], x], 1))


def simple_estimate(coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
    """Returns the estimate without the first stage: fine 1 + coarse 2 - coarse 1, at least 0."""
    return (fine_1 + coarse_2 - coarse_1).clamp_min(0)
