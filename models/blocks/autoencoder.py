"""The auto-encoder with skips whose features GAN-STFM and ECPW-STFN compare."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from .conv import conv, require_multiple
from .losses import filled


class SkipAutoencoder(nn.Module):
    """Auto-encoder of fine images on four levels; the frozen `encode` gives a feature loss.

    Shapes: (N, bands, rows, cols) in and out, rows and cols multiples of 8. Features are (N, widths[3], rows / 8, cols / 8).

    Parameters
    ----------
    bands : bands of the fine sensor
    widths : channels of the four levels
    pooled : maxima over 2 x 2 pixels halve the size, and it is doubled after a convolution (ECPW-STFN); otherwise
        convolutions of stride 2 halve it, and it is doubled before (GAN-STFM)
    """

    def __init__(self, bands: int, widths: tuple[int, int, int, int] = (16, 32, 64, 128), pooled: bool = False) -> None:
        super().__init__()
        a, b, c, d = widths
        stride = 1 if pooled else 2
        self.pooled, self.multiple = pooled, 8
        self.down = nn.ModuleList([_active(bands, a), *(_active(i, o, stride) for i, o in ((a, b), (b, c), (c, d)))])
        self.up = nn.ModuleList(_active(i, o) for i, o in ((d, c), (2 * c, b), (2 * b, a)))
        self.exit = conv(2 * a, bands, 1)

    def levels(self, fine: torch.Tensor) -> list[torch.Tensor]:
        """Features of all four levels."""
        found = [self.down[0](fine)]
        for layer in self.down[1:]:
            found.append(layer(functional.max_pool2d(found[-1], 2) if self.pooled else found[-1]))
        return found

    def encode(self, fine: torch.Tensor) -> torch.Tensor:
        """Features of the deepest level."""
        return self.levels(fine)[-1]

    def forward(self, fine: torch.Tensor) -> torch.Tensor:
        require_multiple(fine, self.multiple, "The auto-encoder")
        *skips, x = self.levels(fine)
        for layer, skip in zip(self.up, skips[::-1]):
            x = _doubled(layer(x)) if self.pooled else layer(_doubled(x))
            x = torch.cat([skip, x], 1)
        return self.exit(x)


def _active(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(conv(inputs, outputs, stride=stride, border="replicate"), nn.LeakyReLU())


def _doubled(x: torch.Tensor) -> torch.Tensor:
    return functional.interpolate(x, scale_factor=2, mode="nearest")


def features_of(
    autoencoder: SkipAutoencoder, prediction: torch.Tensor, fine: torch.Tensor, mask: torch.Tensor | None
) -> tuple[torch.Tensor, torch.Tensor]:
    """Deepest features of prediction and target; what is masked counts as predicted right."""
    prediction, fine = filled(prediction, fine, mask)
    return autoencoder.encode(prediction), autoencoder.encode(fine)
