"""Output layers of super-resolution networks: pixel shuffles up to the factor, then a convolution to the bands."""

from __future__ import annotations

from torch import nn

from .conv import conv, pixel_shuffle_up


def upscaling_tail(width: int, bands: int, scale: int) -> nn.Sequential:
    """Returns layers from (N, width, rows, cols) to (N, bands, scale * rows, scale * cols).

    Raises
    ------
    ValueError
        If the scale is not a power of 2.
    """
    if scale < 1 or scale & (scale - 1):
        raise ValueError(f"super-resolution goes by powers of 2, not by {scale}")
    return nn.Sequential(*(pixel_shuffle_up(width) for _ in range(scale.bit_length() - 1)), conv(width, bands))
