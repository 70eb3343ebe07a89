"""MACNN: two streams with dilated convolutions and attention (Chen and Ge 2022)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.attention import Cbam
from ..blocks.conv import Residual, conv
from ..blocks.two_streams import TwoStreams


class Dilations(nn.Module):
    """Four parallel dilated convolutions (ASPP), merged by a 1 x 1 convolution."""

    def __init__(self, width: int, rates: tuple[int, ...] = (1, 2, 4, 8)) -> None:
        super().__init__()
        self.each = nn.ModuleList(conv(width, width // 2, dilation=rate) for rate in rates)
        self.join = nn.Sequential(conv(len(rates) * (width // 2), width, 1), nn.ReLU())

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.join(torch.cat([layer(x) for layer in self.each], 1).relu())


class Stream(nn.Module):
    """One stream of MACNN: from coarse change and fine reference to a fine change, all (N, bands, rows, cols)."""

    def __init__(self, bands: int, width: int = 64) -> None:
        super().__init__()
        self.body = nn.Sequential(
            conv(2 * bands, width),
            nn.ReLU(),
            conv(width, width),
            nn.ReLU(),
            Residual(Dilations(width)),
            conv(width, width),
            nn.ReLU(),
            Residual(Cbam(width, width // 8)),
            conv(width, width),
            nn.ReLU(),
            conv(width, bands),
        )

    def forward(self, coarse_change: torch.Tensor, fine: torch.Tensor) -> torch.Tensor:
        return self.body(torch.cat([coarse_change, fine], 1))


class Macnn(TwoStreams):
    """Multiscale attention-aware two-stream network.

    Chen and Ge (2022), Science of Remote Sensing 6, 100062, doi 10.1016/j.srs.2022.100062. The wiring follows the
    paper's figure and abstract; widths and dilations are a reconstruction. Loss and merge are those of StfNet.

    Shapes: inputs and both outputs are (N, bands, rows, cols), coarse images on the fine grid, any size.

    Parameters
    ----------
    bands : bands of both sensors
    width : channels of the inner layers
    """

    def __init__(self, bands: int, width: int = 64) -> None:
        super().__init__(Stream(bands, width), Stream(bands, width))
