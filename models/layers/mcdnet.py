"""MCDNet: three cooperating networks for transitional images, fine changes and the whole change (Li et al. 2021)."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import nn

from ..blocks.conv import conv, conv_chain
from ..blocks.losses import charbonnier, mean_square
from ..blocks.merges import merge_pixels
from ..blocks.ssim import ms_ssim


class SuperResolution(nn.Module):
    """Maps a coarse to a transitional image: three parallel kernel sizes, increasing dilation, input added."""

    def __init__(self, bands: int, width: int = 64) -> None:
        super().__init__()
        part = width // 4
        self.entry = nn.ModuleList(conv(bands, part, kernel) for kernel in (3, 5, 7))
        self.body = nn.Sequential(
            conv(3 * part, width),
            nn.ReLU(),
            conv(width, width, dilation=2),
            nn.ReLU(),
            conv(width, width, dilation=3),
            nn.ReLU(),
            conv(width, bands),
        )

    def forward(self, coarse: torch.Tensor) -> torch.Tensor:
        return coarse + self.body(torch.cat([layer(coarse) for layer in self.entry], 1).relu())


class McdParts(NamedTuple):
    """Outputs of the networks of MCDNet, each (N, bands, rows, cols); the loss needs all of them."""

    prediction: torch.Tensor
    transitions: tuple[torch.Tensor, torch.Tensor, torch.Tensor]
    change_12: torch.Tensor
    change_23: torch.Tensor
    span: torch.Tensor


class McdNet(nn.Module):
    """Multi-cooperative deep convolutional network.

    Li, Yang, Peng and Zhang (2021), IEEE JSTARS 14, doi 10.1109/JSTARS.2021.3113163. The wiring follows the paper's
    figure and abstract; layers, losses and the merge per pixel are a reconstruction.

    Shapes: inputs and output are (N, bands, rows, cols), coarse images on the fine grid, any size.

    Parameters
    ----------
    bands : bands of both sensors
    width : channels of the inner layers
    """

    def __init__(self, bands: int, width: int = 64) -> None:
        super().__init__()
        self.super_resolution = SuperResolution(bands, width)
        half = width // 2
        self.difference = nn.Sequential(*conv_chain([3 * bands, width, width, half]), conv(half, bands))
        self.cooperation = nn.Sequential(*conv_chain([2 * bands, width, half]), conv(half, bands))

    def parts(
        self,
        coarse_1: torch.Tensor,
        fine_1: torch.Tensor,
        coarse_2: torch.Tensor,
        coarse_3: torch.Tensor,
        fine_3: torch.Tensor,
    ) -> McdParts:
        """Returns the prediction of date 2 and all intermediate results."""
        first, second, third = (self.super_resolution(coarse) for coarse in (coarse_1, coarse_2, coarse_3))
        change_12 = self.difference(torch.cat([first, second, fine_1], 1))
        change_23 = self.difference(torch.cat([second, third, fine_3], 1))
        prediction = merge_pixels(fine_1 + change_12, fine_3 - change_23, second - first, second - third)
        span = self.cooperation(torch.cat([fine_1, fine_3], 1))
        return McdParts(prediction, (first, second, third), change_12, change_23, span)

    def forward(
        self,
        coarse_1: torch.Tensor,
        fine_1: torch.Tensor,
        coarse_2: torch.Tensor,
        coarse_3: torch.Tensor,
        fine_3: torch.Tensor,
    ) -> torch.Tensor:
        """Returns the prediction of date 2; the cooperating network is used in training only."""
        return self.parts(coarse_1, fine_1, coarse_2, coarse_3, fine_3).prediction


def loss(
    parts: McdParts,
    fine_1: torch.Tensor,
    fine_3: torch.Tensor,
    fine_2: torch.Tensor | None = None,
    mask: torch.Tensor | None = None,
) -> torch.Tensor:
    """Returns the cooperation terms, and the terms for date 2 if its fine image is known."""
    first, second, third = parts.transitions
    terms = [
        mean_square(first, fine_1, mask),
        mean_square(third, fine_3, mask),
        mean_square(parts.change_12 + parts.change_23, parts.span, mask),
        mean_square(parts.span, fine_3 - fine_1, mask),
    ]
    if fine_2 is None:
        return sum(terms) / 2
    terms += [
        mean_square(second, fine_2, mask),
        mean_square(parts.change_12, fine_2 - fine_1, mask),
        mean_square(parts.change_23, fine_3 - fine_2, mask),
    ]
    return image_loss(parts.prediction, fine_2, mask) + sum(terms) / 2


def image_loss(prediction: torch.Tensor, fine_2: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
    """Returns square error + Charbonnier loss + 0.8 (1 - MS-SSIM)."""
    similarity = ms_ssim(prediction, fine_2, mask, form="mapped")
    return mean_square(prediction, fine_2, mask) + charbonnier(prediction, fine_2, mask) + 0.8 * (1 - similarity)
