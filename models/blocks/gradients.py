"""Edges of an image, band by band: gradient magnitudes and the detail of the first level of a Laplacian pyramid."""

from __future__ import annotations

import torch
from torch.nn import functional

from .precision import in_float32

# Sums to 1: the generating kernel of Burt and Adelson's pyramid with a = 0.4.
PYRAMID = (0.05, 0.25, 0.4, 0.25, 0.05)


def central_magnitude(image: torch.Tensor, epsilon: float = 1e-12) -> torch.Tensor:
    """Returns the gradient magnitude of central differences, borders repeated; (N, C, rows, cols) in and out.

    `epsilon` keeps the gradient finite where the image is flat.
    """
    padded = functional.pad(image.float(), (1, 1, 1, 1), mode="replicate")
    across = (padded[..., 1:-1, 2:] - padded[..., 1:-1, :-2]) / 2
    down = (padded[..., 2:, 1:-1] - padded[..., :-2, 1:-1]) / 2
    return torch.sqrt(across**2 + down**2 + epsilon)


@in_float32
def sobel_magnitude(image: torch.Tensor, epsilon: float = 1e-6) -> torch.Tensor:
    """Returns the Sobel gradient magnitude, kernels divided by 8, borders repeated; (N, C, rows, cols) in and out."""
    smooth, step = image.new_tensor([1, 2, 1]) / 4, image.new_tensor([-1, 0, 1]) / 2
    padded = functional.pad(image, (1, 1, 1, 1), mode="replicate")
    across, down = _filtered(padded, smooth, step), _filtered(padded, step, smooth)
    return torch.sqrt(across**2 + down**2 + epsilon)


@in_float32
def laplacian_detail(image: torch.Tensor) -> torch.Tensor:
    """Returns the image minus its reconstruction after one pyramid step down and up; (N, C, rows, cols) in and out.

    Blurred, every second pixel kept (times 4, the rest 0), blurred again, borders repeated.
    """
    kept = torch.zeros_like(image)
    kept[..., ::2, ::2] = 4 * _pyramid_blur(image)[..., ::2, ::2]
    return image - _pyramid_blur(kept)


def _pyramid_blur(image: torch.Tensor) -> torch.Tensor:
    kernel = image.new_tensor(PYRAMID)
    return _filtered(functional.pad(image, (2, 2, 2, 2), mode="replicate"), kernel, kernel)


def _filtered(padded: torch.Tensor, down: torch.Tensor, across: torch.Tensor) -> torch.Tensor:
    """Correlates every band with the outer product of a row kernel and a column kernel."""
    channels = padded.shape[1]
    kernel = torch.outer(down, across).expand(channels, 1, -1, -1)
    return functional.conv2d(padded, kernel, groups=channels)
