"""RCAN: the super-resolution network of RCAN-FSDAF (Zhang et al. 2018, Cui et al. 2024)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.attention import SqueezeGate
from ..blocks.conv import Residual, conv
from ..blocks.upscale import upscaling_tail


class Rcan(nn.Module):
    """Residual channel attention network.

    Zhang, Li, Li, Wang, Zhong and Fu (2018), ECCV; in RCAN-FSDAF of Cui, Wang, Zhao and Zhang (2024), IEEE JSTARS 17,
    doi 10.1109/JSTARS.2024.3382136, one network doubles the size of the coarse image and a second one enlarges the
    result by 4. Layers follow the authors' program.

    Shapes: (N, bands, h, w) to (N, bands, scale * h, scale * w), any size.

    Departure: no mean colour is subtracted; the program subtracts that of photographs.

    Parameters
    ----------
    bands : bands
    scale : a power of 2
    width : channels
    groups, blocks : residual groups, and blocks in each; 5 and 10 are a light version
    reduction : factor by which the gates reduce their channels
    """

    def __init__(
        self, bands: int, scale: int = 2, width: int = 64, groups: int = 10, blocks: int = 20, reduction: int = 16
    ) -> None:
        super().__init__()
        self.scale = scale
        self.head = conv(bands, width)
        self.body = Residual(*(_group(width, blocks, reduction) for _ in range(groups)), conv(width, width))
        self.tail = upscaling_tail(width, bands, scale)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        return self.tail(self.body(self.head(image)))


def _group(width: int, blocks: int, reduction: int) -> nn.Module:
    inner = (
        Residual(conv(width, width), nn.ReLU(), conv(width, width), SqueezeGate(width, width // reduction))
        for _ in range(blocks)
    )
    return Residual(*inner, conv(width, width))
