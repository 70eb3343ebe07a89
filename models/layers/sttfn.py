"""STTFN: land surface temperature, forward and backward in time (Yin et al. 2021)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.conv import conv, require_multiple
from ..blocks.losses import huber


class SttfnNet(nn.Module):
    """One direction of STTFN: predicts the fine image of a date from its coarse image and a pair of another date.

    Shapes: three times (N, bands, rows, cols) to the same; rows and cols are multiples of 4.
    """

    def __init__(self, bands: int = 1, width: int = 32) -> None:
        super().__init__()
        wide = 2 * width
        self.extract_1 = _active(conv(bands, width))
        self.extract_2 = _active(conv(width, width, stride=2))
        self.extract_4 = _active(conv(width, wide, stride=2))
        self.super_resolution = nn.Sequential(
            nn.AvgPool2d(4), conv(2 * bands, wide), nn.ReLU(), conv(wide, wide), nn.ReLU()
        )
        self.join_4, self.up_2 = _active(conv(2 * wide, wide)), _active(nn.ConvTranspose2d(wide, width, 4, 2, 1))
        self.join_2, self.up_1 = _active(conv(2 * width, width)), _active(nn.ConvTranspose2d(width, width, 4, 2, 1))
        self.join_1 = _active(conv(2 * width, width))
        self.exit = conv(width, bands)

    def forward(self, fine: torch.Tensor, coarse: torch.Tensor, coarse_other: torch.Tensor) -> torch.Tensor:
        full = self.extract_1(fine)
        half = self.extract_2(full)
        quarter = self.extract_4(half)
        x = self.super_resolution(torch.cat([coarse, coarse_other], 1))
        x = self.up_2(self.join_4(torch.cat([x, quarter], 1)))
        x = self.up_1(self.join_2(torch.cat([x, half], 1)))
        return fine + self.exit(self.join_1(torch.cat([x, full], 1)))


def _active(layer: nn.Module) -> nn.Sequential:
    return nn.Sequential(layer, nn.ReLU())


class Sttfn(nn.Module):
    """Spatiotemporal temperature fusion network: two equal networks, each trained on the span between the references.

    Yin, Wu, Foody, Wu, Liu, Du and Ling (2021), IEEE TGRS 59(2), doi 10.1109/TGRS.2020.2999943. The workflow follows
    the paper's figure and abstract; the layers are a reconstruction.

    Shapes: inputs and both outputs are (N, bands, rows, cols), coarse images on the fine grid, rows and cols multiples
    of 4; temperatures with mean 0 and variance 1 over the scene.

    Parameters
    ----------
    bands : 1 for land surface temperature
    width : channels at full resolution
    """

    def __init__(self, bands: int = 1, width: int = 32) -> None:
        super().__init__()
        self.multiple = 4
        self.after, self.before = SttfnNet(bands, width), SttfnNet(bands, width)

    def forward(
        self,
        coarse_1: torch.Tensor,
        fine_1: torch.Tensor,
        coarse_2: torch.Tensor,
        coarse_3: torch.Tensor,
        fine_3: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Returns the predictions of date 2 from both pairs; `merges.merge_similar` merges them with coarse_2."""
        require_multiple(fine_1, self.multiple, "STTFN")
        return self.after(fine_1, coarse_1, coarse_2), self.before(fine_3, coarse_3, coarse_2)

    def span_loss(
        self,
        coarse_1: torch.Tensor,
        fine_1: torch.Tensor,
        coarse_2: torch.Tensor,
        coarse_3: torch.Tensor,
        fine_3: torch.Tensor,
        mask: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """Returns the Huber loss of each reference predicted from the other; date 2 is not used."""
        return huber(self.after(fine_1, coarse_1, coarse_3), fine_3, mask) + huber(
            self.before(fine_3, coarse_3, coarse_1), fine_1, mask
        )
