"""HCNNet: 2-D and 3-D convolutions, band by band (Zhu et al. 2022)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.conv import conv
from ..blocks.losses import charbonnier
from ..blocks.ssim import ms_ssim


class BandNet(nn.Module):
    """One band of HCNNet.

    Shapes: coarse_1, fine_1, coarse_2 (N, 1, rows, cols), features of the band before (N, width, rows, cols) or None,
    to the prediction (N, 1, rows, cols) and the features.
    """

    def __init__(self, width: int, shares: bool) -> None:
        super().__init__()
        half = width // 2
        self.volume_a = nn.Sequential(nn.Conv3d(1, half, 3, padding=1), nn.ReLU())
        self.volume_b = nn.Sequential(nn.Conv3d(half, width, 3, padding=1), nn.ReLU())
        self.flatten_a, self.flatten_b = conv(3 * half, width, 1), conv(3 * width, width, 1)
        self.plane_a = nn.Sequential(conv(1, width), nn.ReLU())
        self.plane_b = nn.Sequential(conv(2 * width, width), nn.ReLU())
        self.plane_c = conv(width, width)
        self.shares = nn.Parameter(torch.full((2,), 0.5))
        self.join = nn.Sequential(conv(width, width), nn.ReLU())
        self.spectral = nn.Sequential(conv(2 * width, width), nn.ReLU()) if shares else None
        self.exit = conv(width, 1)

    def forward(
        self, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor, before: torch.Tensor | None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        volume = self.volume_a(torch.stack([coarse_1, coarse_2, fine_1], 2))
        plane = self.plane_b(torch.cat([self.plane_a(fine_1), self.flatten_a(volume.flatten(1, 2))], 1))
        deep = self.flatten_b(self.volume_b(volume).flatten(1, 2))
        features = self.join(self.shares[0] * self.plane_c(plane) + self.shares[1] * deep)
        if self.spectral is not None and before is not None:
            features = self.spectral(torch.cat([features, before], 1))
        return fine_1 + self.exit(features), features


class HcnNet(nn.Module):
    """Hybrid convolutional neural network.

    Zhu, Tao and Luo (2022), IEEE TGRS 60, doi 10.1109/TGRS.2022.3177749. The wiring follows the paper's figure and
    abstract; widths are a reconstruction.

    Shapes: inputs and output are (N, bands, rows, cols), coarse images on the fine grid, any size. Bands are predicted
    one after the other, each with the features of the previous one.

    Parameters
    ----------
    bands : bands of both sensors
    width : channels of the inner layers
    """

    def __init__(self, bands: int, width: int = 32) -> None:
        super().__init__()
        self.each = nn.ModuleList(BandNet(width, shares=bool(band)) for band in range(bands))

    def forward(self, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
        """Prediction of date 2."""
        predictions, features = [], None
        bands = (image.split(1, 1) for image in (coarse_1, fine_1, coarse_2))
        for net, *images in zip(self.each, *bands):
            prediction, features = net(*images, features)
            predictions.append(prediction)
        return torch.cat(predictions, 1)


def loss(prediction: torch.Tensor, fine_2: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
    """Returns the Charbonnier loss summed over the bands + 0.8 (1 - MS-SSIM)."""
    pixels = prediction.shape[1] * charbonnier(prediction, fine_2, mask)
    return pixels + 0.8 * (1 - ms_ssim(prediction, fine_2, mask, form="mapped"))
