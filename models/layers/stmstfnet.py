"""STM-STFNet: a temporal and a spatial estimate from each of two pairs (2024)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.attention import ChannelGate, PlaceGate
from ..blocks.conv import conv, pixel_shuffle_up, require_multiple
from ..blocks.losses import charbonnier, sobel_edges
from ..blocks.ssim import ssim
from ..blocks.swin import DEPTHS, PixelShuffleUp, SwinEncoder, initialise, level_widths, swin_stage


class Dilations(nn.Module):
    """Four parallel branches (ASPP): 1 x 1, and 3 x 3 with dilation 2, 3 and 4; outputs four times the bands."""

    def __init__(self, bands: int) -> None:
        super().__init__()
        branches = [conv(bands, bands, 1), *(conv(bands, bands, dilation=rate) for rate in (2, 3, 4))]
        self.each = nn.ModuleList(nn.Sequential(layer, nn.BatchNorm2d(bands), nn.ReLU()) for layer in branches)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.cat([branch(x) for branch in self.each], 1)


class SensorDifference(nn.Module):
    """Spatial branch (CSA): predicts the sensor difference at date 2 from that of a reference date.

    Shapes: all (N, bands, rows, cols).
    """

    def __init__(self, bands: int) -> None:
        super().__init__()
        wide = 4 * bands
        self.of_change, self.of_target, self.of_sensors = Dilations(bands), Dilations(bands), Dilations(bands)
        self.channels, self.places = ChannelGate(wide, wide // 2, bias=True), PlaceGate(norm=0.01)
        self.join = nn.Sequential(conv(2 * wide, wide), nn.BatchNorm2d(wide), nn.ReLU())
        self.exit = conv(wide, bands, 1)

    def forward(self, sensors: torch.Tensor, change: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
        changed = self.of_change(change)
        known = self.of_sensors(sensors)
        gated = known * (self.channels(changed) * self.places(changed))
        joined = self.join(torch.cat([gated, self.of_target(coarse_2)], 1))
        return sensors + self.exit(joined + known)


class UpBlock(nn.Module):
    """Doubles the size, maps to the next width, applies Swin blocks and adds the encoder's features of that level."""

    def __init__(self, width: int, outputs: int, depth: int, window: int, head_width: int) -> None:
        super().__init__()
        self.up, self.narrow = PixelShuffleUp(width), nn.Linear(width, outputs)
        self.blocks = swin_stage(outputs, depth, window, head_width)
        self.skip = nn.Linear(width, outputs)

    def forward(self, x: torch.Tensor, level: torch.Tensor) -> torch.Tensor:
        return self.blocks(self.narrow(self.up(x))) + self.skip(level)


class Up(nn.Module):
    """Decoder shared by both directions: encoder levels to a fine change (N, bands, rows, cols)."""

    def __init__(self, bands: int, width: int, depths: tuple[int, ...], window: int, head_width: int) -> None:
        super().__init__()
        widths = level_widths(width)
        outputs = [widths[2], widths[1], widths[0], widths[0]]
        self.blocks = nn.ModuleList(
            UpBlock(inner, outer, depth, window, head_width)
            for inner, outer, depth in zip(widths[3::-1], outputs, depths[::-1])
        )
        self.head = nn.Sequential(pixel_shuffle_up(width), conv(width, width), nn.ReLU(), conv(width, bands, 1))

    def forward(self, levels: list[torch.Tensor]) -> torch.Tensor:
        x = levels[-1]
        for block, level in zip(self.blocks, levels[-2::-1]):
            x = block(x, level)
        return self.head(x.permute(0, 3, 1, 2))


class StmStfNet(nn.Module):
    """Dual-perspective model: discriminative learning of the spatial and the temporal mapping.

    IEEE JSTARS (2024), document 10595407. Layers follow the authors' program.

    Shapes: inputs and the three outputs are (N, bands, rows, cols) with values from -1 to 1 (outputs may lie outside),
    coarse images on the fine grid; rows and cols are multiples of `multiple` (128).

    Departure: shift masks are computed at run time, so that the same weights work for every multiple.

    Parameters are those of `SwinStfm`.
    """

    def __init__(
        self,
        bands: int,
        width: int = 64,
        depths: tuple[int, int, int, int] = DEPTHS,
        window: int = 8,
        head_width: int = 32,
    ) -> None:
        super().__init__()
        self.multiple = 16 * window
        self.down = nn.ModuleList(SwinEncoder(3 * bands, width, depths, window, head_width) for _ in range(2))
        self.up = Up(bands, width, depths, window, head_width)
        self.spatial = nn.ModuleList(SensorDifference(bands) for _ in range(2))
        self.apply(initialise)

    def forward(
        self,
        coarse_1: torch.Tensor,
        fine_1: torch.Tensor,
        coarse_2: torch.Tensor,
        coarse_3: torch.Tensor,
        fine_3: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Returns the prediction of date 2, and those from the first and from the second pair, whose mean it is."""
        require_multiple(fine_1, self.multiple, "STM-STFNet")
        spatial_1 = coarse_2 + self.spatial[0](fine_1 - coarse_1, coarse_2 - coarse_1, coarse_2)
        spatial_3 = coarse_2 + self.spatial[1](fine_3 - coarse_3, coarse_3 - coarse_2, coarse_2)
        temporal_1 = fine_1 + self.up(self.down[0](torch.cat([coarse_2, coarse_1, fine_1], 1)))
        temporal_3 = fine_3 - self.up(self.down[1](torch.cat([coarse_2, coarse_3, fine_3], 1)))
        first, third = (spatial_1 + temporal_1) / 2, (spatial_3 + temporal_3) / 2
        return (first + third) / 2, first, third


def loss(
    outputs: tuple[torch.Tensor, torch.Tensor, torch.Tensor], fine_2: torch.Tensor, mask: torch.Tensor | None = None
) -> torch.Tensor:
    """Returns 1 - SSIM and edge loss of the prediction, and Charbonnier losses per pair; values from -1 to 1."""
    prediction, first, third = outputs
    return (
        1
        - ssim(prediction, fine_2, mask, value_range=2.0)
        + charbonnier(first, fine_2, mask)
        + charbonnier(third, fine_2, mask)
        + sobel_edges(prediction, fine_2, mask)
    )
