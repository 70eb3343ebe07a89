"""Patch discriminator shared by several adversarial networks, and spectral normalisation."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils.parametrizations import spectral_norm


def spectral_conv(inputs: int, outputs: int, kernel: int, stride: int = 1, padding: int = 0) -> nn.Conv2d:
    """Returns a convolution whose weights are divided by their largest singular value."""
    return spectral_norm(nn.Conv2d(inputs, outputs, kernel, stride, padding))


class PatchDiscriminator(nn.Module):
    """Discriminator of pix2pixHD (Wang et al. 2018): a map of scores, one for each overlapping patch.

    Shapes: `image` (N, bands, rows, cols), `condition` (N, condition_bands, rows, cols) to a list with one map
    (N, 1, rows / 8 + 3, cols / 8 + 3) for each scale; 35 x 35 for 256 pixels.

    Parameters
    ----------
    bands : bands of the image to classify
    condition_bands : bands of the conditioning image, concatenated with it
    width : channels after the first convolution
    scales : number of networks, applied to the image at 1, 1/2, ... of its size
    spectral : spectral instead of batch normalisation
    """

    def __init__(
        self, bands: int, condition_bands: int, width: int = 64, scales: int = 1, spectral: bool = False
    ) -> None:
        super().__init__()
        self.scales = nn.ModuleList(_patch_net(bands + condition_bands, width, spectral) for _ in range(scales))

    def forward(self, image: torch.Tensor, condition: torch.Tensor) -> list[torch.Tensor]:
        x = torch.cat([image, condition], 1)
        verdicts = []
        for level, net in enumerate(self.scales):
            x = functional.avg_pool2d(x, 2) if level else x
            verdicts.append(net(x))
        return verdicts


def _patch_net(inputs: int, width: int, spectral: bool) -> nn.Sequential:
    def layer(source: int, target: int, stride: int, norm: bool = True) -> list[nn.Module]:
        if spectral:
            return [spectral_conv(source, target, 4, stride, 2)]
        plain = nn.Conv2d(source, target, 4, stride, 2)
        return [plain, nn.BatchNorm2d(target)] if norm else [plain]

    layers: list[nn.Module] = [*layer(inputs, width, 2, norm=False), nn.LeakyReLU(0.2)]
    for factor, stride in ((1, 2), (2, 2), (4, 1)):
        layers += [*layer(width * factor, 2 * width * factor, stride), nn.LeakyReLU(0.2)]
    return nn.Sequential(*layers, *layer(8 * width, 1, 1, norm=False))
