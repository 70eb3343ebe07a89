"""Convolutions that preserve the size, and residual blocks."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional


def conv(
    inputs: int,
    outputs: int,
    kernel: int = 3,
    stride: int = 1,
    dilation: int = 1,
    groups: int = 1,
    bias: bool = True,
    border: str = "zeros",
) -> nn.Conv2d:
    """Returns a 2-D convolution padded to preserve the size (at stride 1); `border` is the padding mode of torch."""
    padding = dilation * (kernel // 2)
    return nn.Conv2d(
        inputs, outputs, kernel, stride, padding, dilation=dilation, groups=groups, bias=bias, padding_mode=border
    )


def conv_chain(widths: list[int], kernel: int = 3, border: str = "zeros", last_active: bool = True) -> nn.Sequential:
    """Returns convolutions from width to width with a ReLU after each; the last ReLU only if `last_active`."""
    layers: list[nn.Module] = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [conv(inputs, outputs, kernel, border=border), nn.ReLU()]
    return nn.Sequential(*(layers if last_active else layers[:-1]))


class Residual(nn.Module):
    """x + scale * body(x)."""

    def __init__(self, *body: nn.Module, scale: float = 1.0) -> None:
        super().__init__()
        self.body = nn.Sequential(*body)
        self.scale = scale

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.scale * self.body(x)


def residual_block(
    width: int,
    slope: float = 0.0,
    border: str = "zeros",
    norm: bool = False,
    dropout: float = 0.0,
    scale: float = 1.0,
) -> Residual:
    """Returns a residual block: conv 3 x 3, activation, conv 3 x 3, added to the input.

    Parameters
    ----------
    width : channels in and out
    slope : slope of the leaky ReLU between the convolutions; 0 is a plain ReLU
    border : padding mode of both convolutions
    norm : batch normalisation after each convolution
    dropout : probability of the dropout after each convolution; 0 omits it
    scale : factor on the branch before it is added
    """

    def half() -> list[nn.Module]:
        layers: list[nn.Module] = [conv(width, width, border=border)]
        if norm:
            layers.append(nn.BatchNorm2d(width))
        if dropout:
            layers.append(nn.Dropout(dropout))
        return layers

    return Residual(*half(), leaky(slope), *half(), scale=scale)


def leaky(slope: float) -> nn.Module:
    """Returns a leaky ReLU, or a plain ReLU for a slope of 0."""
    return nn.LeakyReLU(slope) if slope else nn.ReLU()


def resize(x: torch.Tensor, like: torch.Tensor | None = None, factor: int = 2) -> torch.Tensor:
    """Resamples bilinearly by a factor, or to the size of another image; pixel edges are aligned."""
    size = (x.shape[-2] * factor, x.shape[-1] * factor) if like is None else like.shape[-2:]
    return functional.interpolate(x, size=size, mode="bilinear", align_corners=False)


def pixel_shuffle_up(width: int) -> nn.Sequential:
    """Returns layers that double the size: conv 3 x 3 to four times the channels, then pixel shuffle."""
    return nn.Sequential(conv(width, 4 * width), nn.PixelShuffle(2))


def require_multiple(image: torch.Tensor, multiple: int, network: str) -> None:
    """Raises ValueError if the size of an image is not a multiple of `multiple`, which the network requires."""
    rows, cols = image.shape[-2:]
    if rows % multiple or cols % multiple:
        raise ValueError(f"{network} takes images whose size is a multiple of {multiple}, not {rows} x {cols}")
