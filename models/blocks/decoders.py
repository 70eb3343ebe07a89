"""Decoder blocks shared by MLFF-GAN and SDCS: transposed convolutions and residual blocks with reflected borders."""

from __future__ import annotations

from torch import nn

from .conv import conv, residual_block


def up_block(inputs: int, outputs: int, dropout: float = 0.0) -> nn.Sequential:
    """Returns layers that double the size by a transposed convolution, followed by a residual block."""
    return nn.Sequential(
        nn.ConvTranspose2d(inputs, outputs, 4, 2, 1),
        nn.LeakyReLU(),
        residual_block(outputs, slope=0.01, border="reflect", dropout=dropout),
    )


def exit_block(width: int, bands: int, dropout: float = 0.0) -> nn.Sequential:
    """Returns layers from twice `width` channels to the bands, with two residual blocks."""
    return nn.Sequential(
        residual_block(2 * width, slope=0.01, border="reflect", dropout=dropout),
        conv(2 * width, width, 1),
        residual_block(width, slope=0.01, border="reflect", dropout=dropout),
        conv(width, bands, 1),
    )
