"""StfNet: two streams that predict fine differences (Liu et al. 2019)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.conv import conv
from ..blocks.two_streams import TwoStreams


class Stream(nn.Module):
    """Three convolutions 9, 5, 5 on the stacked coarse change and fine reference; both (N, bands, rows, cols)."""

    def __init__(self, bands: int, widths: tuple[int, int] = (32, 16)) -> None:
        super().__init__()
        first, second = widths
        self.body = nn.Sequential(
            conv(2 * bands, first, 9), nn.ReLU(), conv(first, second, 5), nn.ReLU(), conv(second, bands, 5)
        )

    def forward(self, coarse_change: torch.Tensor, fine: torch.Tensor) -> torch.Tensor:
        return self.body(torch.cat([coarse_change, fine], 1))


class StfNet(TwoStreams):
    """Two-stream network of StfNet: the fine change from each reference to the target date.

    Liu, Deng, Chanussot, Hong and Zhao (2019), IEEE TGRS 57(9), doi 10.1109/TGRS.2019.2907310. The layers follow public
    re-implementations, which agree with each other; the authors published no program.

    Shapes: all inputs and both outputs are (N, bands, rows, cols), coarse images on the fine grid, any size.

    Parameters
    ----------
    bands : bands of both sensors
    widths : channels after the first and the second convolution of each stream
    """

    def __init__(self, bands: int, widths: tuple[int, int] = (32, 16)) -> None:
        super().__init__(Stream(bands, widths), Stream(bands, widths))
