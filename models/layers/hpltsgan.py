"""HPLTS-GAN: one coarse image and a fine image of any date, whose statistics are replaced (Lei et al. 2024)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.attention import SqueezeGate
from ..blocks.conv import Residual, conv, require_multiple
from ..blocks.normalisation import adaptive_instance
from ..blocks.pyramid import Pyramid, halving

WIDTHS = (32, 64, 128, 256)


def attended(width: int) -> Residual:
    """Returns a residual channel attention block."""
    return Residual(conv(width, width), nn.LeakyReLU(0.2), conv(width, width), SqueezeGate(width, max(4, width // 8)))


def encoder(bands: int, widths: tuple[int, ...]) -> Pyramid:
    """Returns a feature pyramid with one level per width, each half the size of the previous one."""
    entries = zip(halving((bands, *widths)), widths)
    return Pyramid(
        *(nn.Sequential(entry, nn.LeakyReLU(0.2), attended(width), attended(width)) for entry, width in entries)
    )


class Fusion(nn.Module):
    """Gives fine features the statistics of the coarse ones, hence the target date, and blends both by a gate."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.gate = nn.Sequential(conv(3 * width, width, 1), nn.LeakyReLU(0.2), conv(width, width), nn.Sigmoid())
        self.mix = nn.Sequential(conv(width, width), nn.LeakyReLU(0.2), attended(width))

    def forward(self, coarse: torch.Tensor, fine: torch.Tensor) -> torch.Tensor:
        adapted = adaptive_instance(fine, coarse)
        gate = self.gate(torch.cat([coarse, fine, adapted], 1))
        return self.mix(gate * adapted + (1 - gate) * coarse)


class HpltsGan(nn.Module):
    """Generator of HPLTS-GAN, a reconstruction.

    Lei, Zhu, Li, Tan, Wang, Zhou and Zhang (2024), IEEE TGRS 62, doi 10.1109/TGRS.2024.3416152. Only the inputs and
    outputs of generator and discriminator are known from the paper's figure; the rest is a reconstruction. The
    discriminator is `PatchDiscriminator(bands, bands, scales=2, spectral=True)`, the loss
    `objectives.absolute_spectral_similarity` + 0.01 least squares + 0.1 times the mean absolute difference of the
    predictions from two references (`losses.mean_absolute`).

    Shapes: inputs and output are (N, bands, rows, cols), the coarse image on the fine grid, rows and cols multiples of
    8.

    Parameters
    ----------
    bands : bands of both sensors
    widths : channels of the levels
    """

    def __init__(self, bands: int, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        self.multiple = 2 ** (len(widths) - 1)
        self.coarse_encoder, self.fine_encoder = encoder(bands, widths), encoder(bands, widths)
        self.fusion = nn.ModuleList(Fusion(width) for width in widths)
        steps = list(zip(widths[-2::-1], widths[:0:-1]))
        self.ups = nn.ModuleList(
            nn.Sequential(nn.ConvTranspose2d(wide, width, 4, 2, 1), nn.LeakyReLU(0.2)) for width, wide in steps
        )
        self.joins = nn.ModuleList(
            nn.Sequential(conv(2 * width, width, 1), nn.LeakyReLU(0.2), attended(width)) for width, _ in steps
        )
        self.exit = conv(widths[0], bands)

    def forward(self, coarse_2: torch.Tensor, fine_1: torch.Tensor) -> torch.Tensor:
        """Returns the prediction of date 2 from its coarse image and a fine image of any date."""
        require_multiple(fine_1, self.multiple, "HPLTS-GAN")
        levels = zip(self.fusion, self.coarse_encoder(coarse_2), self.fine_encoder(fine_1))
        fused = [fusion(coarse, fine) for fusion, coarse, fine in levels]
        x = fused[-1]
        for up, join, finer in zip(self.ups, self.joins, fused[-2::-1]):
            x = join(torch.cat([up(x), finer], 1))
        return self.exit(x)
