"""DSTFNet: field parcels from one very fine image and a series of coarser images (Cai et al. 2023)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..blocks.attention import ChannelGate, PlaceGate
from ..blocks.conv import conv, require_multiple, resize
from ..blocks.conv_lstm import ConvLstm
from ..blocks.losses import tanimoto

# Ratio of the grids: a stem of stride 2 is combined with features enlarged by 4.
RATIO = 8


def normed(layer: nn.Module, width: int, active: bool = True) -> nn.Sequential:
    """Returns a layer followed by batch normalisation, and a ReLU if `active`."""
    return nn.Sequential(layer, nn.BatchNorm2d(width), *([nn.ReLU()] if active else []))


class Bottleneck(nn.Module):
    """Bottleneck block of ResNet-50 (He et al. 2016)."""

    def __init__(self, inputs: int, inner: int, stride: int) -> None:
        super().__init__()
        outputs = 4 * inner
        self.body = nn.Sequential(
            normed(conv(inputs, inner, 1, bias=False), inner),
            normed(conv(inner, inner, stride=stride, bias=False), inner),
            normed(conv(inner, outputs, 1, bias=False), outputs, active=False),
        )
        same = stride == 1 and inputs == outputs
        down = normed(conv(inputs, outputs, 1, stride, bias=False), outputs, active=False)
        self.shortcut = nn.Identity() if same else down

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return (self.body(x) + self.shortcut(x)).relu()


class SpatialBranch(nn.Module):
    """Five levels of the very fine image, from 1/2 to 1/32 of its size: a stem of three kernels, then ResNet-50."""

    def __init__(self, bands: int, width: int, blocks: tuple[int, int, int, int]) -> None:
        super().__init__()
        self.stem = nn.ModuleList(conv(bands, width, kernel, 2, bias=False) for kernel in (3, 5, 7))
        self.norm = nn.BatchNorm2d(width)
        self.pool = nn.MaxPool2d(3, 2, 1)
        self.layers = nn.ModuleList()
        inputs = width
        for position, number in enumerate(blocks):
            inner = width * 2**position
            layer = [Bottleneck(inputs, inner, 2 if position else 1)]
            layer += [Bottleneck(4 * inner, inner, 1) for _ in range(number - 1)]
            self.layers.append(nn.Sequential(*layer))
            inputs = 4 * inner

    def forward(self, image: torch.Tensor) -> list[torch.Tensor]:
        found = [self.norm(sum(layer(image) for layer in self.stem)).relu()]
        x = self.pool(found[0])
        for layer in self.layers:
            x = layer(x)
            found.append(x)
        return found


class DownConv(nn.Module):
    """Halves the size and widens the channels, then adds another convolution."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.shrink = normed(conv(inputs, inputs, stride=2), inputs)
        self.widen, self.refine = normed(conv(inputs, outputs), outputs), normed(conv(outputs, outputs), outputs)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.widen(self.shrink(x))
        return x + self.refine(x)


class TemporalBranch(nn.Module):
    """Five levels of the series, enlarged to the size of those of the very fine image.

    Convolutional LSTMs process the dates forward and backward; the dates are weighted by a softmax over time.
    """

    def __init__(self, bands: int, widths: tuple[int, ...]) -> None:
        super().__init__()
        self.ahead, self.back = ConvLstm(bands, widths[0] // 2), ConvLstm(bands, widths[0] // 2)
        self.weight = normed(conv(widths[0], 1, 1), 1, active=False)
        self.downs = nn.ModuleList(DownConv(i, o) for i, o in zip(widths, widths[1:]))
        self.ups = nn.ModuleList(normed(conv(width, width), width) for width in widths)

    def forward(self, series: torch.Tensor) -> list[torch.Tensor]:
        states = torch.cat([self.ahead(series), self.back(series.flip(1)).flip(1)], 2)
        weights = self.weight(states.flatten(0, 1)).unflatten(0, states.shape[:2]).softmax(1)
        levels = [(states * weights).sum(1)]
        for down in self.downs:
            levels.append(down(levels[-1]))
        return [
            up(functional.interpolate(level, scale_factor=4, mode="bilinear", align_corners=True))
            for up, level in zip(self.ups, levels)
        ]


class BranchFusion(nn.Module):
    """Merges both branches of one level by channel and spatial attention."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.channels, self.places = ChannelGate(2 * width, width // 8, bias=True), PlaceGate(1, bias=True, norm=0.1)
        self.join = normed(conv(2 * width, width, 1), width)

    def forward(self, space: torch.Tensor, time: torch.Tensor) -> torch.Tensor:
        x = torch.cat([space, time], 1)
        x = x * self.channels(x)
        return self.join(x * self.places(x))


class ContextModule(nn.Module):
    """Strip convolutions with three dilations, means of rows and of columns, and a 1 x 1 branch.

    Departure: the program uses its convolution of row means for both means, and never that of column means.
    """

    def __init__(self, width: int, rates: tuple[int, ...] = (1, 2, 4)) -> None:
        super().__init__()
        part = width // 4
        self.plain = normed(conv(width, width, 1), width)
        self.across, self.down = (
            nn.ModuleList(normed(_strip(width, part, rate, rows), part) for rate in rates) for rows in (False, True)
        )
        self.of_rows, self.of_cols = conv(width, part, 1), conv(width, part, 1)
        self.exit = normed(conv(width, width, 1), width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        strips = [across(x) + down(x) for across, down in zip(self.across, self.down)]
        means = self.of_rows(x.mean(3, keepdim=True)) + self.of_cols(x.mean(2, keepdim=True))
        return self.exit(self.plain(x) + torch.cat([*strips, means], 1))


def _strip(inputs: int, outputs: int, rate: int, rows: bool) -> nn.Conv2d:
    """Returns a 3 x 1 (over rows) or 1 x 3 convolution that preserves the size."""
    kernel, padding, dilation = ((3, 1), (rate, 0), (rate, 1)) if rows else ((1, 3), (0, rate), (1, rate))
    return nn.Conv2d(inputs, outputs, kernel, padding=padding, dilation=dilation)


class Refinement(nn.Module):
    """Maps to the next width by a 1 x 1 convolution, then adds a residual branch of two convolutions."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        half = outputs // 2
        self.entry = normed(conv(inputs, outputs, 1), outputs, active=False)
        self.body = nn.Sequential(normed(conv(outputs, half), half), normed(conv(half, outputs), outputs, active=False))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.entry(x)
        return (x + self.body(x)).relu()


class GatedUp(nn.Module):
    """Features of a level gated by those of the deeper level, merged with them, at twice the size."""

    def __init__(self, width: int, outputs: int) -> None:
        super().__init__()
        self.of_level, self.of_below = (normed(conv(width, width, 1), width, active=False) for _ in range(2))
        self.gate = normed(conv(width, 1, 1), 1, active=False)
        self.join = normed(conv(2 * width, width, 1), width)
        self.refine = Refinement(width, outputs)

    def forward(self, below: torch.Tensor, level: torch.Tensor) -> torch.Tensor:
        gate = torch.sigmoid(self.gate((self.of_level(level) + self.of_below(below)).relu()))
        return self.refine(resize(self.join(torch.cat([level * gate, below], 1))))


class BoundaryHead(nn.Module):
    """Two vertical and two horizontal strip convolutions, summed, then a probability."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.down, self.across = (
            nn.Sequential(normed(_strip(width, inner, 1, rows), inner), normed(_strip(inner, inner, 1, rows), inner))
            for rows in (True, False)
        )
        self.exit = nn.Sequential(conv(inner, 1, 1), nn.Sigmoid())

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.exit(self.down(x) + self.across(x))


class DstfNet(nn.Module):
    """Dual branch spatiotemporal fusion network for the delineation of field parcels.

    Cai and others (2023), ISPRS J. Photogramm. Remote Sens. 205, 34-49, doi 10.1016/j.isprsjprs.2023.09.021. Layers
    follow the authors' program.

    Shapes: `fine` (N, bands, rows, cols), rows and cols multiples of 128, `series` (N, dates, series_bands, rows / 8,
    cols / 8), any number of dates, to extent, boundary and distance, each (N, 1, rows, cols) from 0 to 1.

    Parameters
    ----------
    bands : bands of the very fine image
    series_bands : bands of each date of the series
    width : channels of the first level; the others have 4, 8, 16 and 32 times as many. With 64, as published, the
        weights take 0.9 GB; 16 is a light version
    blocks : bottleneck blocks of the four stages
    """

    def __init__(
        self,
        bands: int = 4,
        series_bands: int = 4,
        width: int = 64,
        blocks: tuple[int, int, int, int] = (3, 4, 6, 3),
    ) -> None:
        super().__init__()
        self.multiple = 16 * RATIO
        widths = tuple(width * factor for factor in (1, 4, 8, 16, 32))
        self.spatial, self.temporal = SpatialBranch(bands, width, blocks), TemporalBranch(series_bands, widths)
        self.fusion = nn.ModuleList(BranchFusion(level) for level in widths)
        self.context = ContextModule(widths[-1])
        self.first_up = Refinement(widths[-1], widths[-2])
        self.ups = nn.ModuleList(GatedUp(i, o) for i, o in zip(widths[-2::-1], (*widths[-3::-1], width)))
        inner = width // 2
        self.extent = nn.Sequential(normed(conv(width, inner), inner), conv(inner, 1, 1), nn.Sigmoid())
        self.boundary = BoundaryHead(width, inner)
        self.distance = nn.Sequential(
            normed(conv(width, inner), inner), normed(conv(inner, inner), inner), conv(inner, 1, 1), nn.Sigmoid()
        )

    def forward(self, fine: torch.Tensor, series: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Returns probabilities of extent and boundary, and the relative distance to the boundary."""
        require_multiple(fine, self.multiple, "DSTFNet")
        if fine.shape[-2:] != (RATIO * series.shape[-2], RATIO * series.shape[-1]):
            raise ValueError(
                f"DSTFNet takes a series whose pixels are {RATIO} times those of the image, "
                f"not {tuple(series.shape[-2:])} beside {tuple(fine.shape[-2:])}"
            )
        levels = zip(self.fusion, self.spatial(fine), self.temporal(series))
        fused = [fusion(space, time) for fusion, space, time in levels]
        x = self.first_up(resize(self.context(fused[-1])))
        for up, level in zip(self.ups, fused[-2::-1]):
            x = up(x, level)
        return self.extent(x), self.boundary(x), self.distance(x)


def losses(
    outputs: tuple[torch.Tensor, ...], labels: tuple[torch.Tensor, ...], mask: torch.Tensor | None = None
) -> torch.Tensor:
    """Returns the Tanimoto losses of extent, boundary and distance: (3,)."""
    return torch.stack([tanimoto(found, label, mask) for found, label in zip(outputs, labels)])


def task_weights(last: torch.Tensor, before: torch.Tensor) -> torch.Tensor:
    """Returns dynamic weight averages: the loss that decreased least gets the largest weight; (3,) summing to 1."""
    return (last / before.clamp_min(1e-8)).softmax(0)
