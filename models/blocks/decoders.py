"""The decoder that MLFF-GAN and SDCS share: transposed convolutions and residual blocks with reflected borders."""

from __future__ import annotations

from torch import nn

from .conv import conv, residual_block


def up_block(inputs: int, outputs: int, dropout: float = 0.0) -> nn.Sequential:
    """Twice the size by a transposed convolution, then a residual block."""
    return nn.Sequential(
        nn.ConvTranspose2d(inputs, outputs, 4, 2, 1),
        nn.LeakyReLU(),
        residual_block(outputs, slope=0.01, border="reflect", dropout=dropout),
    )


def exit_block(width: int, bands: int, dropout: float = 0.0) -> nn.Sequential:
    """Twice `width` channels to the bands, over two residual blocks."""
    return nn.Sequential(
        residual_block(2 * width, slope=0.01, border="reflect", dropout=dropout),
        conv(2 * width, width, 1),
        residual_block(width, slope=0.01, border="reflect", dropout=dropout),
        conv(width, bands, 1),
    )
