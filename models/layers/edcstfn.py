"""EDCSTFN: encoder, residual encoder and decoder, with a feature loss from an auto-encoder (Tan et al. 2019)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..blocks.conv import conv, conv_chain, require_multiple
from ..blocks.losses import filled, mean_absolute, mean_square
from ..blocks.merges import merge_pixels
from ..blocks.ssim import ms_ssim

WIDTHS = (32, 64, 128)


def decoder(bands: int, widths: tuple[int, ...] = WIDTHS) -> nn.Sequential:
    """Returns layers from features to an image: the encoder's widths in reverse, then a 1 x 1 convolution."""
    return nn.Sequential(*conv_chain(list(widths[::-1]), border="replicate"), conv(widths[0], bands, 1))


class Edcstfn(nn.Module):
    """Enhanced deep convolutional spatiotemporal fusion network.

    Tan, Di, Zhang, Guo and Gao (2019), Remote Sensing 11(24), 2898, doi 10.3390/rs11242898. Layers follow the authors'
    program.

    Shapes: inputs and output are (N, bands, rows, cols), any size.

    Departure: coarse images are on the fine grid. The program enlarges native ones itself, by a bilinear rule that
    shifts pixels towards the edge of a tile by an amount that depends on its size.

    Parameters
    ----------
    bands : bands of both sensors
    widths : channels after each of the three convolutions of both encoders
    """

    def __init__(self, bands: int, widths: tuple[int, int, int] = WIDTHS) -> None:
        super().__init__()
        self.encoder = conv_chain([bands, *widths], border="replicate")
        self.residual_encoder = conv_chain([3 * bands, *widths], border="replicate", last_active=False)
        self.decoder = decoder(bands, widths)

    def features(
        self, coarse: torch.Tensor, fine: torch.Tensor, coarse_2: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns the features of the target date from one reference, and the residual features alone."""
        residual = self.residual_encoder(torch.cat([coarse, fine, coarse_2], 1))
        return self.encoder(fine) + residual, residual

    def forward(
        self,
        coarse_1: torch.Tensor,
        fine_1: torch.Tensor,
        coarse_2: torch.Tensor,
        coarse_3: torch.Tensor | None = None,
        fine_3: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """Returns the prediction of date 2; two references are merged per feature, weighted by their residuals."""
        features, residual = self.features(coarse_1, fine_1, coarse_2)
        if coarse_3 is not None and fine_3 is not None:
            other, other_residual = self.features(coarse_3, fine_3, coarse_2)
            features = merge_pixels(features, other, residual, other_residual)
        return self.decoder(features)

    def each_reference(
        self,
        coarse_1: torch.Tensor,
        fine_1: torch.Tensor,
        coarse_2: torch.Tensor,
        coarse_3: torch.Tensor,
        fine_3: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns one prediction from each reference; training with two references averages their losses."""
        return self(coarse_1, fine_1, coarse_2), self(coarse_3, fine_3, coarse_2)


class EdcstfnAutoencoder(nn.Module):
    """Auto-encoder of fine images; its frozen `encoder` is used for the feature loss of EDCSTFN and STF-EGFA.

    Shapes: (N, bands, rows, cols) in and out; rows and cols even. Features are (N, 128, rows / 2, cols / 2).
    """

    def __init__(self, bands: int, widths: tuple[int, int, int] = WIDTHS) -> None:
        super().__init__()
        self.multiple = 2
        low, middle, high = widths
        self.encoder = conv_chain([bands, low, middle, high, high], border="replicate")
        self.encoder[4] = conv(middle, high, stride=2, border="replicate")
        self.expand = conv_chain([high, high], border="replicate")
        self.decoder = decoder(bands, widths)

    def forward(self, fine: torch.Tensor) -> torch.Tensor:
        require_multiple(fine, self.multiple, "The auto-encoder")
        expanded = functional.interpolate(
            self.expand(self.encoder(fine)), scale_factor=2, mode="bicubic", align_corners=False
        )
        return self.decoder(expanded)


def autoencoder_loss(
    output: torch.Tensor, fine: torch.Tensor, mask: torch.Tensor | None = None, form: str = "mapped"
) -> torch.Tensor:
    """Returns absolute error + 0.8 (1 - MS-SSIM)."""
    return mean_absolute(output, fine, mask) + 0.8 * (1 - ms_ssim(output, fine, mask, form=form))


def loss(
    prediction: torch.Tensor,
    fine_2: torch.Tensor,
    mask: torch.Tensor | None = None,
    encoder: nn.Module | None = None,
    form: str = "mapped",
) -> torch.Tensor:
    """Returns the square errors of pixels and of features + 0.8 (1 - MS-SSIM).

    Without an `encoder` (frozen, trained) the feature term is omitted. `form="shifted"` is the form of the authors'
    program.
    """
    total = mean_square(prediction, fine_2, mask) + 0.8 * (1 - ms_ssim(prediction, fine_2, mask, form=form))
    return total if encoder is None else total + feature_loss(encoder, prediction, fine_2, mask)


def feature_loss(
    encoder: nn.Module, prediction: torch.Tensor, fine_2: torch.Tensor, mask: torch.Tensor | None = None
) -> torch.Tensor:
    """Returns the mean square distance of a frozen encoder's features; masked pixels do not contribute."""
    prediction, fine_2 = filled(prediction, fine_2, mask)
    return mean_square(encoder(prediction), encoder(fine_2))
