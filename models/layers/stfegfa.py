"""STF-EGFA: EDCSTFN with the edges of the fine image and attention before the decoder (Cheng et al. 2022)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.conv import conv
from ..blocks.gradients import central_magnitude
from .edcstfn import WIDTHS, Edcstfn


class EdgeFeatures(nn.Module):
    """Features of the gradient magnitude of every band, widened by a maximum over 3 x 3 pixels."""

    def __init__(self, bands: int, width: int) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.MaxPool2d(3, 1, 1), conv(bands, width, border="replicate"), nn.ReLU())

    def forward(self, fine: torch.Tensor) -> torch.Tensor:
        return self.body(central_magnitude(fine))


class Gate(nn.Module):
    """x times a gate of two 3 x 3 convolutions: one value per channel from global means, or one per pixel."""

    def __init__(self, width: int, hidden: int, per_channel: bool) -> None:
        super().__init__()
        self.gate = nn.Sequential(
            nn.AdaptiveAvgPool2d(1) if per_channel else nn.Identity(),
            conv(width, hidden, border="replicate"),
            nn.ReLU(),
            conv(hidden, width if per_channel else 1, border="replicate"),
            nn.Sigmoid(),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * self.gate(x)


class StfEgfa(Edcstfn):
    """Spatiotemporal fusion network with edge-guided feature attention.

    Cheng, Fu, Tang, Huang, Huang and Ji (2022), Remote Sensing 14(13), 3057, doi 10.3390/rs14133057. Layers follow the
    first author's program, which omits two layers of the paper's figure. Loss and auto-encoder are those of EDCSTFN.

    Shapes: inputs and output are (N, bands, rows, cols), coarse images on the fine grid, any size.

    Departure: 1e-12 is added under the square root of the gradient magnitude, whose derivative is infinite where the
    image is constant.

    Parameters
    ----------
    bands : bands of both sensors
    widths : channels after each of the three convolutions of both encoders
    reduction : factor by which the gates reduce their channels
    """

    def __init__(self, bands: int, widths: tuple[int, int, int] = WIDTHS, reduction: int = 8) -> None:
        super().__init__(bands, widths)
        width, hidden = widths[-1], widths[-1] // reduction
        self.edges = EdgeFeatures(bands, width)
        self.decoder = nn.Sequential(
            Gate(width, hidden, per_channel=True), Gate(width, hidden, per_channel=False), *self.decoder
        )

    def features(
        self, coarse: torch.Tensor, fine: torch.Tensor, coarse_2: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        features, residual = super().features(coarse, fine, coarse_2)
        return features + self.edges(fine), residual
