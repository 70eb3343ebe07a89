"""CTSTFM: convolutions and channel attention, from one coarse and one fine image (Jiang and Shao 2024)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..blocks.conv import Residual, conv


class KernelChannels(nn.Module):
    """Multi-kernel channel attention (MKCB): depthwise 3, 5, 7 summed, gated by their global means, added to x."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.GroupNorm(1, width)
        self.each = nn.ModuleList(conv(width, width, kernel, groups=width) for kernel in (3, 5, 7))
        self.gate = nn.Sequential(
            nn.AdaptiveAvgPool2d(1), conv(width, width // 4, 1), nn.GELU(), conv(width // 4, width, 1), nn.Sigmoid()
        )
        self.exit = conv(width, width, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        normed = self.norm(x)
        u = sum(layer(normed) for layer in self.each)
        return x + self.exit(u * self.gate(u))


class KernelPlaces(nn.Module):
    """Multi-kernel spatial attention (MKSB): a gate from mean and maximum of the channels, added to x."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.GroupNorm(1, width)
        self.each = nn.ModuleList(conv(2, 1, kernel) for kernel in (3, 5, 7))
        self.exit = conv(width, width, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        u = self.norm(x)
        pooled = torch.cat([u.mean(1, keepdim=True), u.amax(1, keepdim=True)], 1)
        return x + self.exit(u * torch.sigmoid(sum(layer(pooled) for layer in self.each)))


def activated(width: int, groups: int = 8) -> list[nn.Module]:
    """Group normalisation and GELU before a 3 x 3 convolution."""
    return [nn.GroupNorm(groups, width), nn.GELU(), conv(width, width)]


def residual(width: int, groups: int = 8) -> Residual:
    """The basic residual block (BRB)."""
    return Residual(*activated(width, groups), *activated(width, groups))


def encoder_block(width: int, groups: int = 8) -> Residual:
    """The basic encoder block (BEB): residual block and both attentions, added to the input."""
    return Residual(residual(width, groups), KernelChannels(width), KernelPlaces(width))


class CrossAttention(nn.Module):
    """Attention between channels, with queries from one stream, keys and values from the other, then a 1 x 1 MLP.

    The attention weights depend on the whole tile: training and prediction should use the same tile size.
    """

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm, self.norm_other, self.norm_mlp = (nn.GroupNorm(1, width) for _ in range(3))
        self.query, self.pair = conv(width, width, 1), conv(width, 2 * width, 1)
        self.temperature = nn.Parameter(torch.ones(heads, 1, 1))
        self.exit = conv(width, width, 1)
        self.mlp = nn.Sequential(conv(width, 2 * width, 1), nn.GELU(), conv(2 * width, width, 1))

    def forward(self, x: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
        key, value = self.pair(self.norm_other(other)).chunk(2, 1)
        query, key, value = (
            part.unflatten(1, (self.heads, -1)).flatten(3) for part in (self.query(self.norm(x)), key, value)
        )
        query, key = functional.normalize(query, dim=-1), functional.normalize(key, dim=-1)
        weights = (query @ key.transpose(-2, -1) * self.temperature).softmax(-1)
        x = x + self.exit((weights @ value).flatten(1, 2).unflatten(-1, x.shape[-2:]))
        return x + self.mlp(self.norm_mlp(x))


class FusionBlock(nn.Module):
    """Basic fusion block (BFB): residual block per stream, attention to the other stream, then to both merged."""

    def __init__(self, width: int, heads: int, groups: int) -> None:
        super().__init__()
        self.refine = nn.ModuleList(residual(width, groups) for _ in range(2))
        self.exchange = nn.ModuleList(CrossAttention(width, heads) for _ in range(2))
        self.join = conv(2 * width, width, 1)
        self.share = nn.ModuleList(CrossAttention(width, heads) for _ in range(2))

    def forward(self, coarse: torch.Tensor, fine: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        a, b = (refine(x) for refine, x in zip(self.refine, (coarse, fine)))
        a, b = self.exchange[0](a, b), self.exchange[1](b, a)
        both = self.join(torch.cat([a, b], 1))
        return coarse + self.share[0](a, both), fine + self.share[1](b, both)


class CtStfm(nn.Module):
    """CNN-transformer combined spatiotemporal fusion model.

    Jiang and Shao (2024), IEEE JSTARS 17, 13995-14009, doi 10.1109/JSTARS.2024.3435739. Block wiring and decoder follow
    the paper's figure; the layers inside the blocks are a reconstruction, as is the loss,
    `objectives.charbonnier_similarity`.

    Shapes: inputs and output are (N, bands, rows, cols), the coarse image on the fine grid, any size.

    Parameters
    ----------
    bands : bands of both sensors
    width : channels, a multiple of `heads` and `groups`
    depth : blocks of each encoder, and of the fusion
    heads : heads of the channel attention
    groups : groups of the normalisations
    """

    def __init__(self, bands: int, width: int = 64, depth: int = 3, heads: int = 4, groups: int = 8) -> None:
        super().__init__()
        self.encoders = nn.ModuleList(
            nn.Sequential(conv(bands, width, 1), *(encoder_block(width, groups) for _ in range(depth)))
            for _ in range(2)
        )
        self.fusion = nn.ModuleList(FusionBlock(width, heads, groups) for _ in range(depth))
        self.decoder = nn.Sequential(
            conv(2 * width, width, 1),
            *activated(width, groups),
            nn.GroupNorm(groups, width),
            nn.GELU(),
            conv(width, bands, 1),
        )

    def forward(self, coarse_2: torch.Tensor, fine_1: torch.Tensor) -> torch.Tensor:
        """Prediction of date 2 from its coarse image and a fine image of another date."""
        coarse, fine = (encoder(image) for encoder, image in zip(self.encoders, (coarse_2, fine_1)))
        for block in self.fusion:
            coarse, fine = block(coarse, fine)
        return self.decoder(torch.cat([coarse, fine], 1))
