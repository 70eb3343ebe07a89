"""MLKNet: features at four scales with large-kernel attention (Jiang et al. 2024)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.conv import Residual, conv, require_multiple, residual_block, resize
from ..blocks.pyramid import Pyramid, halving


class LargeKernelAttention(nn.Module):
    """Large-kernel attention: gate from a 5 x 5 and a dilated 7 x 7 depthwise convolution (Guo et al. 2023).

    The gate is between two 1 x 1 convolutions; the result is added to x.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.entry = nn.Sequential(conv(width, width, 1), nn.GELU())
        self.gate = nn.Sequential(
            conv(width, width, 5, groups=width),
            conv(width, width, 7, dilation=3, groups=width),
            conv(width, width, 1),
        )
        self.exit = conv(width, width, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        u = self.entry(x)
        return x + self.exit(u * self.gate(u))


def scales(chain: tuple[int, ...], spatial: bool) -> Pyramid:
    """Returns one level per scale: convolution (stride 2 from the second on), ReLU, residual or depthwise block."""

    def after(width: int) -> list[nn.Module]:
        light = Residual(conv(width, width, groups=width), nn.ReLU(), conv(width, width, 1))
        return [residual_block(width), nn.ReLU()] if spatial else [light]

    entries = zip(halving(chain), chain[1:])
    return Pyramid(*(nn.Sequential(entry, nn.ReLU(), *after(width)) for entry, width in entries))


class MlkNet(nn.Module):
    """Multi-stage network based on a large kernel attention.

    Jiang, Qian, Yang and Liu (2024), IEEE JSTARS 17, 1257-1268, doi 10.1109/JSTARS.2023.3338978. The wiring follows the
    paper's figure and abstract; widths and strides are a reconstruction, as is the loss,
    `objectives.charbonnier_similarity`.

    Shapes: inputs and output are (N, bands, rows, cols), coarse images on the fine grid, rows and cols multiples of 8.

    Parameters
    ----------
    bands : bands of both sensors
    widths : channels of the four scales
    """

    def __init__(self, bands: int, widths: tuple[int, int, int, int] = (32, 64, 96, 128)) -> None:
        super().__init__()
        self.multiple = 8
        self.temporal, self.spatial = scales((bands, *widths), spatial=False), scales((bands, *widths), spatial=True)
        self.attention = nn.ModuleList(LargeKernelAttention(width) for width in widths)
        self.join = nn.ModuleList(nn.Sequential(conv(2 * width, width, 1), nn.ReLU()) for width in widths)
        self.down = nn.ModuleList(
            nn.Sequential(conv(width + deeper, width), nn.ReLU()) for width, deeper in zip(widths, widths[1:])
        )
        first = widths[0]
        self.skip = conv(bands, first)
        self.decoder = nn.Sequential(conv(first, first), nn.ReLU(), conv(first, first), nn.ReLU(), conv(first, bands))

    def forward(self, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
        """Prediction of date 2."""
        require_multiple(fine_1, self.multiple, "MLKNet")
        levels = zip(self.temporal(coarse_2 - coarse_1), self.spatial(fine_1), self.attention, self.join)
        joined = [join(torch.cat([attend(time), space], 1)) for time, space, attend, join in levels]
        x = joined[-1]
        for layer, finer in zip(self.down[::-1], joined[-2::-1]):
            x = layer(torch.cat([finer, resize(x, like=finer)], 1))
        return self.decoder(x + self.skip(fine_1))
