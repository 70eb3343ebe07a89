"""Combined losses that several networks use."""

from __future__ import annotations

import torch

from .losses import charbonnier, mean_absolute, spectral_cosine
from .ssim import ms_ssim


def charbonnier_similarity(
    prediction: torch.Tensor, fine_2: torch.Tensor, mask: torch.Tensor | None = None, weight: float = 0.8
) -> torch.Tensor:
    """Returns the Charbonnier loss + weight * (1 - MS-SSIM)."""
    return charbonnier(prediction, fine_2, mask) + weight * (1 - ms_ssim(prediction, fine_2, mask, form="mapped"))


def absolute_spectral_similarity(
    prediction: torch.Tensor, fine_2: torch.Tensor, mask: torch.Tensor | None = None
) -> torch.Tensor:
    """Returns absolute error + spectral cosine loss + 1 - MS-SSIM, the generator loss without its adversarial term."""
    similarity = ms_ssim(prediction, fine_2, mask, form="shifted")
    return mean_absolute(prediction, fine_2, mask) + spectral_cosine(prediction, fine_2, mask) + 1 - similarity
