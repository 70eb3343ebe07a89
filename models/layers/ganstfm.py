"""GAN-STFM: fusion of one coarse image with a fine image of any date, with a discriminator (Tan et al. 2022)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..blocks.autoencoder import SkipAutoencoder, features_of
from ..blocks.conv import conv, require_multiple
from ..blocks.discriminators import spectral_conv
from ..blocks.losses import mean_square, spectral_cosine
from ..blocks.normalisation import SwitchNorm
from ..blocks.objectives import absolute_spectral_similarity
from ..blocks.ssim import ms_ssim

WIDTHS = (16, 32, 64, 128)


def _narrowing(inputs: int, inner: int, outputs: int) -> list[nn.Module]:
    return [conv(inputs, inner, border="replicate"), nn.LeakyReLU(), conv(inner, outputs, 1)]


class EncoderBlock(nn.Module):
    """Two streams: the lateral stream of the coarse image is added to the trunk of the fine image."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        inner = min(inputs, outputs)
        self.lateral = nn.Sequential(conv(inputs, inner, border="replicate"), conv(inner, outputs, 1), nn.LeakyReLU())
        self.trunk = nn.Sequential(
            SwitchNorm(inputs),
            nn.LeakyReLU(),
            conv(inputs, inner, border="replicate"),
            SwitchNorm(inner),
            nn.LeakyReLU(),
            conv(inner, outputs, 1),
        )

    def forward(self, lateral: torch.Tensor, trunk: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        lateral = self.lateral(lateral)
        return lateral, lateral + self.trunk(trunk)


class DecoderBlock(nn.Module):
    """Bottleneck branch plus a 1 x 1 shortcut."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.branch = nn.Sequential(*_narrowing(inputs, min(inputs, outputs), outputs))
        self.shortcut = conv(inputs, outputs, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.branch(x) + self.shortcut(x)


class GanStfm(nn.Module):
    """Generator of GAN-STFM.

    Tan, Gao, Li and Jiang (2022), IEEE TGRS 60, doi 10.1109/TGRS.2021.3050551. Layers follow the authors' program.
    SS-STFM (Weng et al. 2024, doi 10.1109/JSTARS.2024.3381185) is this network with another tiling (core and margin).

    Shapes: inputs and output are (N, bands, rows, cols), the coarse image on the fine grid, any size.

    Parameters
    ----------
    bands : bands of both sensors
    widths : channels after each encoder block; the decoder has them in reverse
    """

    def __init__(self, bands: int, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        chain = (bands, *widths)
        self.encoder = nn.ModuleList(EncoderBlock(i, o) for i, o in zip(chain, chain[1:]))
        back = (2 * widths[-1], *widths[::-1])
        self.decoder = nn.Sequential(*(DecoderBlock(i, o) for i, o in zip(back, back[1:])), conv(widths[0], bands, 1))

    def forward(self, coarse_2: torch.Tensor, fine_1: torch.Tensor) -> torch.Tensor:
        """Returns the prediction of date 2 from its coarse image and a fine image of any date."""
        lateral, trunk = coarse_2, fine_1
        for block in self.encoder:
            lateral, trunk = block(lateral, trunk)
        return self.decoder(torch.cat([lateral, trunk], 1))


# Its frozen encoder of fine images is used for the feature loss.
GanStfmAutoencoder = SkipAutoencoder


class JudgeBlock(nn.Module):
    """Halves the size: residual branch and 1 x 1 shortcut with spectral normalisation."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.shortcut = spectral_conv(inputs, outputs, 1, 2)
        self.branch = nn.Sequential(
            nn.BatchNorm2d(inputs),
            nn.LeakyReLU(),
            spectral_conv(inputs, inputs, 3, 2, 1),
            nn.BatchNorm2d(inputs),
            nn.LeakyReLU(),
            spectral_conv(inputs, outputs, 1),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.shortcut(x) + self.branch(x)


class GanStfmDiscriminator(nn.Module):
    """Conditional discriminator of GAN-STFM on the image at 1, 1/2 and 1/4 of its size.

    Shapes: image and coarse_2 (N, bands, rows, cols) to one scalar, the mean over scales, positions and batch. Rows and
    cols are multiples of 256; in training a batch has at least two images, since the last normalisation has only one
    pixel per image.

    Departure: the paper's figure ends in a sigmoid, the authors' program does not, and a least squares loss needs none.
    """

    def __init__(self, bands: int, widths: tuple[int, int, int, int] = (32, 64, 128, 256)) -> None:
        super().__init__()
        a, b, c, d = widths
        chains = ((a, a, b, b, c, c, d, d), (a, b, b, c, c, d, d), (a, b, c, c, d, d))
        self.scales = nn.ModuleList(_judge((2 * bands, *chain)) for chain in chains)

    def forward(self, image: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
        require_multiple(image, 256, "The discriminator of GAN-STFM")
        x = torch.cat([image, coarse_2], 1)
        verdicts = []
        for level, net in enumerate(self.scales):
            scaled = functional.interpolate(x, scale_factor=0.5**level, mode="nearest") if level else x
            verdicts.append(net(scaled))
        return torch.stack(verdicts).mean()


def _judge(chain: tuple[int, ...]) -> nn.Sequential:
    return nn.Sequential(*(JudgeBlock(i, o) for i, o in zip(chain, chain[1:])), spectral_conv(chain[-1], 1, 1))


def loss(
    prediction: torch.Tensor,
    fine_2: torch.Tensor,
    mask: torch.Tensor | None = None,
    autoencoder: SkipAutoencoder | None = None,
) -> torch.Tensor:
    """Returns the generator loss without 1e-3 times the halved least squares term.

    Square error and spectral cosine of the auto-encoder's features, and 1 - MS-SSIM. Without a trained auto-encoder,
    absolute error and spectral cosine of the pixels replace the feature terms.
    """
    if autoencoder is None:
        return absolute_spectral_similarity(prediction, fine_2, mask)
    found, wanted = features_of(autoencoder, prediction, fine_2, mask)
    similarity = ms_ssim(prediction, fine_2, mask, form="shifted")
    return mean_square(found, wanted) + spectral_cosine(found, wanted) + 1 - similarity
