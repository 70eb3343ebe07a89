"""Orthonormal Haar transform by sums and differences, so that gradients pass through it."""

from __future__ import annotations

import torch


def haar(image: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Returns the low-pass band, and the differences between rows, between columns and diagonally.

    Shapes: (N, C, rows, cols) to four (N, C, rows / 2, cols / 2).

    The sum of squares is preserved. Rows and cols are even.
    """
    top, bottom = image[..., ::2, :], image[..., 1::2, :]
    low, rows = top + bottom, top - bottom
    return (
        (low[..., ::2] + low[..., 1::2]) / 2,
        (rows[..., ::2] + rows[..., 1::2]) / 2,
        (low[..., ::2] - low[..., 1::2]) / 2,
        (rows[..., ::2] - rows[..., 1::2]) / 2,
    )


def inverse_haar(bands: tuple[torch.Tensor, ...]) -> torch.Tensor:
    """Returns the image (N, C, 2 * rows, 2 * cols) with the given `haar` bands."""
    mean, rows, cols, across = bands
    corners = [
        mean + rows + cols + across,
        mean + rows - cols - across,
        mean - rows + cols - across,
        mean - rows - cols + across,
    ]
    pairs = [torch.stack(corners[i : i + 2], -1).flatten(-2) for i in (0, 2)]
    return torch.stack(pairs, -2).flatten(-3, -2) / 2
