"""ECPW-STFN: one coarse and one fine image, in the wavelet domain (Zhang et al. 2024)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.attention import Cbam
from ..blocks.autoencoder import SkipAutoencoder, features_of
from ..blocks.conv import conv, conv_chain, require_multiple
from ..blocks.losses import huber, mean_absolute
from ..blocks.ssim import ms_ssim
from ..blocks.wavelets import haar, inverse_haar
from .edcstfn import WIDTHS, decoder


class EcpwStfn(nn.Module):
    """Enhanced cross-paired wavelet spatiotemporal fusion network.

    Zhang, Li, Tan and Li (2024), ISPRS J. Photogramm. Remote Sens. 211, 281-297, doi 10.1016/j.isprsjprs.2024.04.016.
    Layers follow the authors' program.

    Shapes: inputs and output are (N, bands, rows, cols), the coarse image on the fine grid, rows and cols even.

    Departure: the wavelet transforms are part of the graph. The program computes them outside of torch, so that both
    encoders (two fifths of all parameters) are never trained.

    Parameters
    ----------
    bands : bands of both sensors
    widths : channels after each of the three convolutions of the encoders
    reduction : factor by which the gates reduce their channels
    """

    def __init__(self, bands: int, widths: tuple[int, int, int] = WIDTHS, reduction: int = 16) -> None:
        super().__init__()
        self.multiple = 2
        self.reference_encoder = conv_chain([bands, *widths], border="replicate")
        self.change_encoder = conv_chain([bands, *widths], border="replicate")
        self.decoder = decoder(bands, widths)
        chain = (2 * bands, *widths)
        self.enhancement = nn.Sequential(
            *(
                nn.Sequential(conv(i, o, border="replicate"), nn.ReLU(), Cbam(o, o // reduction))
                for i, o in zip(chain, chain[1:])
            ),
            decoder(bands, widths),
        )

    def forward(self, coarse_2: torch.Tensor, fine_1: torch.Tensor) -> torch.Tensor:
        """Prediction of date 2 from its coarse image and a fine image of another date."""
        require_multiple(fine_1, self.multiple, "ECPW-STFN")
        parts = zip(haar(fine_1), haar(coarse_2 - fine_1))
        features = [self.reference_encoder(fine) + self.change_encoder(change) for fine, change in parts]
        decoded = self.decoder(inverse_haar(tuple(features)))
        return self.enhancement(torch.cat([decoded, fine_1], 1))


class EcpwStfnAutoencoder(SkipAutoencoder):
    """Auto-encoder of fine images; its frozen `encode` is used for the feature loss.

    The program's loss uses another encoder, whose layers do not match the trained weights.
    """

    def __init__(self, bands: int, widths: tuple[int, int, int, int] = (16, 32, 64, 128)) -> None:
        super().__init__(bands, widths, pooled=True)


def autoencoder_loss(output: torch.Tensor, fine: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
    """Returns Huber loss + 0.84 (1 - MS-SSIM)."""
    return huber(output, fine, mask) + 0.84 * (1 - ms_ssim(output, fine, mask, form="mapped"))


def loss(
    prediction: torch.Tensor,
    fine_2: torch.Tensor,
    mask: torch.Tensor | None = None,
    autoencoder: SkipAutoencoder | None = None,
    form: str = "mapped",
) -> torch.Tensor:
    """Returns the absolute errors of the four wavelet bands and of the features + 0.85 (1 - MS-SSIM).

    Without a trained auto-encoder the feature term is omitted. A wavelet coefficient is valid if all of its pixels are
    valid.
    """
    whole = None if mask is None else -nn.functional.max_pool2d(-mask.float(), 2)
    total = 0.85 * (1 - ms_ssim(prediction, fine_2, mask, form=form))
    for found, wanted in zip(haar(prediction), haar(fine_2)):
        total = total + mean_absolute(found, wanted, whole)
    if autoencoder is None:
        return total
    return total + mean_absolute(*features_of(autoencoder, prediction, fine_2, mask))
