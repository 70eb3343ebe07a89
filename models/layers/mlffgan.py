"""MLFF-GAN: features of five levels, adapted to the target date, with a patch discriminator (Song et al. 2022)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..blocks.conv import conv, require_multiple, residual_block
from ..blocks.decoders import exit_block, up_block
from ..blocks.normalisation import adaptive_instance
from ..blocks.pyramid import Pyramid, halving

DROPOUT = 0.5


def block(width: int) -> nn.Module:
    """Returns the residual block of MLFF-GAN: reflected borders, and dropout after both convolutions."""
    return residual_block(width, slope=0.01, border="reflect", dropout=DROPOUT)


def encoder(bands: int, widths: tuple[int, ...]) -> Pyramid:
    """Returns a feature pyramid at 1, 1/2, 1/4, 1/8 and 1/16 of the size; the channels double at each level."""
    entries = zip(halving((bands, *widths), first_kernel=7), widths)
    return Pyramid(*(nn.Sequential(entry, block(width)) for entry, width in entries))


class ChangeAttention(nn.Module):
    """Takes the coarse features of the target date where they changed, and the adapted fine features elsewhere."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.after = nn.Sequential(conv(width, width, 1), nn.BatchNorm2d(width))
        self.before = nn.Sequential(conv(width, width, 1), nn.BatchNorm2d(width))
        self.gate = nn.Sequential(conv(width, 1, 1), nn.BatchNorm2d(1), nn.Sigmoid())

    def forward(self, before: torch.Tensor, after: torch.Tensor, fine: torch.Tensor) -> torch.Tensor:
        gate = self.gate(self.after(after) - self.before(before))
        return gate * after + (1 - gate) * adaptive_instance(fine, after)


class MlffGan(nn.Module):
    """Generator of the multilevel feature fusion GAN.

    Song, Liu, Li, Wang, Zhang, He, Chen and Liu (2022), IEEE TGRS 60, 4410816, doi 10.1109/TGRS.2022.3169916. Layers
    follow the authors' program. The generator minimises `objectives.absolute_spectral_similarity` plus 0.01 times the
    least squares term (without the factor 1/2) of a `PatchDiscriminator`.

    Shapes: inputs and output are (N, bands, rows, cols), rows and cols multiples of 16, coarse images on the fine grid.

    Parameters
    ----------
    bands : bands of both sensors
    width : channels of the first level
    ratio : resolution ratio; from 2 on coarse images are smoothed first (`smooth_coarse`)
    """

    def __init__(self, bands: int, width: int = 16, ratio: int = 1) -> None:
        super().__init__()
        self.multiple, self.ratio = 16, ratio
        widths = tuple(width * 2**level for level in range(5))
        self.coarse_encoder, self.fine_encoder = encoder(bands, widths), encoder(bands, widths)
        self.attention = nn.ModuleList(ChangeAttention(level) for level in widths)
        self.ups = nn.ModuleList(up_block(2 * o, i, DROPOUT) for i, o in zip(widths[-2::-1], widths[:0:-1]))
        self.exit = exit_block(width, bands, DROPOUT)

    def forward(self, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
        """Prediction of date 2."""
        require_multiple(fine_1, self.multiple, "MLFF-GAN")
        if self.ratio > 1:
            coarse_1, coarse_2 = (smooth_coarse(image, self.ratio) for image in (coarse_1, coarse_2))
        after = self.coarse_encoder(coarse_2)
        levels = zip(self.attention, self.coarse_encoder(coarse_1), after, self.fine_encoder(fine_1))
        fused = [attention(*features) for attention, *features in levels]
        x = after[-1]
        for up, level in zip(self.ups, fused[:0:-1]):
            x = up(torch.cat([level, x], 1))
        return self.exit(torch.cat([fused[0], x], 1))


def smooth_coarse(coarse: torch.Tensor, ratio: int = 16) -> torch.Tensor:
    """Returns the coarse image on the fine grid as the network's input: block means, enlarged by bicubic resampling.

    Used in training, validation and prediction (the authors' program omits it in validation). The program takes every
    `ratio`-th pixel instead of means: the same result for constant blocks, otherwise a shift by half a coarse pixel.
    """
    means = functional.avg_pool2d(coarse, ratio)
    return functional.interpolate(means, size=coarse.shape[-2:], mode="bicubic", align_corners=False)
