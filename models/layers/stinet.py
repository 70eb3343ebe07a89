"""STINet: a U-shaped network of blocks with a high-frequency and a low-frequency branch (Wang and Fan 2024)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..blocks.attention import SqueezeGate
from ..blocks.conv import Residual, conv
from ..blocks.windows import join_heads, partition, split_heads, unpartition


class Coupling(nn.Module):
    """High-frequency branch: affine coupling between a quarter of the channels and the rest; halves the channels."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.few = width // 4
        many = width - self.few
        self.entry = conv(width, width)
        self.scale_many, self.shift_many = conv(self.few, many), conv(self.few, many)
        self.scale_few, self.shift_few = conv(many, self.few), conv(many, self.few)
        self.exit = nn.Sequential(conv(width, width), nn.ReLU(), conv(width, width // 2))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        few, many = self.entry(x).tensor_split([self.few], 1)
        many = many * _bounded(self.scale_many(few)) + self.shift_many(few)
        few = few * _bounded(self.scale_few(many)) + self.shift_few(many)
        return self.exit(torch.cat([few, many], 1))


def _bounded(u: torch.Tensor) -> torch.Tensor:
    """Returns factors between 1 / e and e, as usual for affine couplings."""
    return torch.exp(2 * torch.sigmoid(u) - 1)


class WindowAttention(nn.Module):
    """Attention within windows of a feature map (N, width, rows, cols); windows may be incomplete at the edge."""

    def __init__(self, width: int, window: int = 8) -> None:
        super().__init__()
        self.window, self.heads = window, max(1, width // 32)
        self.query, self.key, self.value, self.exit = (conv(width, width, 1) for _ in range(4))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        rows, cols = x.shape[-2:]
        margin = (0, 0, 0, -cols % self.window, 0, -rows % self.window)
        query, key, value = (
            split_heads(partition(functional.pad(layer(x).permute(0, 2, 3, 1), margin), self.window), self.heads)
            for layer in (self.query, self.key, self.value)
        )
        inside = functional.pad(x.new_ones(len(x), rows, cols, 1), margin)
        seen = partition(inside, self.window).squeeze(-1)[:, None, None, :] > 0
        # A window has at least one pixel inside the image, so that no row of the softmax is empty.
        attended = join_heads(functional.scaled_dot_product_attention(query, key, value, attn_mask=seen))
        full = unpartition(attended, self.window, inside.shape[1], inside.shape[2])[:, :rows, :cols]
        return self.exit(full.permute(0, 3, 1, 2))


class Stab(nn.Module):
    """Spatiotemporal attention block: a softmax over the channels, then both branches, concatenated, and a sigmoid.

    With `softened` the result is the input of the branches plus their output minus 0.5, without the sigmoid.
    """

    def __init__(self, width: int, softened: bool = False) -> None:
        super().__init__()
        self.softened = softened
        self.stem = nn.Sequential(conv(width, width, border="replicate"), nn.BatchNorm2d(width), nn.Softmax(1))
        self.high = Coupling(width)
        self.low = nn.Sequential(
            nn.BatchNorm2d(width),
            Residual(WindowAttention(width)),
            nn.BatchNorm2d(width),
            conv(width, width),
            nn.ReLU(),
            conv(width, width),
            conv(width, width),
            nn.ReLU(),
            conv(width, width // 2),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.stem(x)
        both = torch.cat([self.high(x), self.low(x)], 1)
        return x + (both - 0.5) if self.softened else torch.sigmoid(both)


def twice(inputs: int, outputs: int) -> list[nn.Module]:
    """Returns two convolutions with normalisation and ReLU, and a final normalisation."""
    layers: list[nn.Module] = []
    for source in (inputs, outputs):
        layers += [conv(source, outputs), nn.BatchNorm2d(outputs), nn.ReLU()]
    return [*layers, nn.BatchNorm2d(outputs)]


class StiNet(nn.Module):
    """Transformer-based spatiotemporal fusion for vegetation changes.

    Wang and Fan (2024), IEEE TGRS 62, doi 10.1109/TGRS.2024.3443258. The graph follows the paper's figure; widths,
    numbers of blocks, the layers of the feature extraction, of the attention and of the coupling are a reconstruction,
    as is the loss, `objectives.charbonnier_similarity` with weight 1.

    Shapes: inputs and output are (N, bands, rows, cols), coarse images on the fine grid, any size (padded to multiples
    of 16). Values from 0 to 1. Training needs a batch size of 4 or more, because blocks with a sigmoid depend on
    reliable batch statistics.

    Parameters
    ----------
    bands : bands of both sensors
    width : channels of the first level
    depths : blocks at each level
    softened : see `Stab`
    """

    def __init__(
        self, bands: int, width: int = 32, depths: tuple[int, ...] = (1, 1, 1, 1), softened: bool = False
    ) -> None:
        super().__init__()
        widths = [width * 2**level for level in range(len(depths) + 1)]
        self.first, self.third = conv(2 * bands, width // 2), conv(2 * bands, width // 2)
        self.low, self.high = conv(3 * bands, width), conv(2 * bands, width)
        self.extract = Residual(
            conv(width, width), nn.BatchNorm2d(width), nn.ReLU(), conv(width, width), SqueezeGate(width, width // 4)
        )

        def blocks() -> nn.ModuleList:
            return nn.ModuleList(
                nn.Sequential(*(Stab(w, softened) for _ in range(depth))) for w, depth in zip(widths, depths)
            )

        self.encoder, self.decoder = blocks(), blocks()
        steps = list(zip(widths, widths[1:]))
        self.merging = nn.ModuleList(nn.Sequential(nn.MaxPool2d(2), *twice(w, wide)) for w, wide in steps)
        self.expanding = nn.ModuleList(
            nn.Sequential(nn.ConvTranspose2d(wide, w, 2, 2), *twice(w, w)) for w, wide in steps
        )
        self.reduce = nn.ModuleList(conv(2 * w, w, 1) for w in widths[:-1])
        self.mapping = conv(width, bands)

    def forward(
        self,
        coarse_1: torch.Tensor,
        fine_1: torch.Tensor,
        coarse_2: torch.Tensor,
        coarse_3: torch.Tensor,
        fine_3: torch.Tensor,
    ) -> torch.Tensor:
        """Prediction of date 2."""
        rows, cols = fine_1.shape[-2:]
        multiple = 2 ** len(self.encoder)
        margin = (0, -cols % multiple, 0, -rows % multiple)
        coarse_1, fine_1, coarse_2, coarse_3, fine_3 = (
            functional.pad(image, margin, mode="replicate") for image in (coarse_1, fine_1, coarse_2, coarse_3, fine_3)
        )
        pairs = [self.first(torch.cat([fine_1, coarse_1], 1)), self.third(torch.cat([fine_3, coarse_3], 1))]
        low = self.low(torch.cat([coarse_1, coarse_2, coarse_3], 1))
        start = self.extract(torch.cat(pairs, 1) + low + self.high(torch.cat([fine_1, fine_3], 1)))
        x, skips = start, []
        for blocks, merge in zip(self.encoder, self.merging):
            skips.append(blocks(x))
            x = merge(skips[-1])
        steps = zip(self.expanding[::-1], self.reduce[::-1], self.decoder[::-1], skips[::-1])
        for expand, reduce, blocks, skip in steps:
            x = blocks(reduce(torch.cat([expand(x), skip], 1)))
        return self.mapping(x + start)[..., :rows, :cols]
