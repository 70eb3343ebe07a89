"""Auto-encoder with skip connections for the feature losses of GAN-STFM and ECPW-STFN."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from .conv import conv, require_multiple
from .losses import filled


class SkipAutoencoder(nn.Module):
    """Auto-encoder of fine images with four levels; its frozen `encode` is used for a feature loss.

    Shapes: (N, bands, rows, cols) in and out, rows and cols multiples of 8. Features are (N, widths[3], rows / 8, cols
    / 8).

    Parameters
    ----------
    bands : bands of the fine sensor
    widths : channels of the four levels
    pooled : True: max pooling, and upsampling after the convolution (ECPW-STFN); False: convolutions of stride 2, and
        upsampling before the convolution (GAN-STFM)
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
        """Returns the features of all four levels."""
        found = [self.down[0](fine)]
        for layer in self.down[1:]:
            found.append(layer(functional.max_pool2d(found[-1], 2) if self.pooled else found[-1]))
        return found

    def encode(self, fine: torch.Tensor) -> torch.Tensor:
        """Returns the features of the deepest level."""
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
    """Returns the deepest features of prediction and target; masked pixels do not contribute to their difference."""
    prediction, fine = filled(prediction, fine, mask)
    return autoencoder.encode(prediction), autoencoder.encode(fine)
