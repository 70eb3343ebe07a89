"""Losses between a prediction and its target, each with an optional mask.

Images are (N, C, rows, cols). A mask is 1 where the target is valid and 0 elsewhere, of shape (N, 1, rows, cols) or
like the images; a loss is the mean over the valid values, and 0 if there are none. Masked values of the target may be
NaN.
"""

from __future__ import annotations

import torch
from torch.nn import functional

from .gradients import laplacian_detail, sobel_magnitude


def masked_mean(values: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
    """Returns the mean over the valid values."""
    if mask is None:
        return values.mean()
    weights = mask.expand_as(values).to(values.dtype)
    return (values * weights).sum() / weights.sum().clamp_min(1)


def difference(prediction: torch.Tensor, target: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
    """Returns prediction minus target in float32, 0 where the mask is 0 (so that no NaN reaches the gradient)."""
    apart = prediction.float() - target.float()
    return apart if mask is None else torch.where(mask.expand_as(apart) > 0, apart, apart.new_zeros(()))


def mean_square(prediction: torch.Tensor, target: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
    return masked_mean(difference(prediction, target, mask) ** 2, mask)


def mean_absolute(prediction: torch.Tensor, target: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
    return masked_mean(difference(prediction, target, mask).abs(), mask)


def charbonnier(
    prediction: torch.Tensor, target: torch.Tensor, mask: torch.Tensor | None = None, epsilon: float = 1e-3
) -> torch.Tensor:
    """Returns the mean square root of difference ** 2 + epsilon ** 2: absolute error, smooth at 0."""
    return masked_mean(torch.sqrt(difference(prediction, target, mask) ** 2 + epsilon**2), mask)


def huber(
    prediction: torch.Tensor, target: torch.Tensor, mask: torch.Tensor | None = None, delta: float = 1.0
) -> torch.Tensor:
    """Returns the mean Huber loss: half the square of differences up to `delta`, linear beyond."""
    apart = difference(prediction, target, mask)
    return masked_mean(functional.huber_loss(apart, torch.zeros_like(apart), reduction="none", delta=delta), mask)


def spectral_cosine(prediction: torch.Tensor, target: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
    """Returns 1 - mean cosine of the angle between the spectra of prediction and target."""
    whole = _whole_spectra(mask)
    spectra = [_valid(image, whole) for image in (prediction, target)]
    return masked_mean(1 - functional.cosine_similarity(*spectra, dim=1).unsqueeze(1), whole)


def spectral_angle(prediction: torch.Tensor, target: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
    """Returns the mean angle between the spectra in radians.

    Computed from the half angle, 2 atan2(|u - v|, |u + v|) with unit vectors, because the arc cosine has no finite
    gradient where spectra agree.
    """
    whole = _whole_spectra(mask)
    u, v = (functional.normalize(_valid(image, whole), dim=1) for image in (prediction, target))
    apart, together = (torch.sqrt((x**2).sum(1, keepdim=True) + 1e-12) for x in (u - v, u + v))
    return masked_mean(2 * torch.atan2(apart, together), whole)


def laplacian_edges(
    prediction: torch.Tensor, target: torch.Tensor, mask: torch.Tensor | None = None, epsilon: float = 1e-3
) -> torch.Tensor:
    """Returns the Charbonnier loss between the details of the first level of a Laplacian pyramid (CAFE)."""
    found, wanted = (laplacian_detail(_valid(image, mask)) for image in (prediction, target))
    return charbonnier(found, wanted, mask, epsilon)


def sobel_edges(
    prediction: torch.Tensor, target: torch.Tensor, mask: torch.Tensor | None = None, epsilon: float = 1e-3
) -> torch.Tensor:
    """Returns the Charbonnier loss between gradient magnitudes (STM-STFNet)."""
    found, wanted = (sobel_magnitude(_valid(image, mask)) for image in (prediction, target))
    return charbonnier(found, wanted, mask, epsilon)


def tanimoto(
    probability: torch.Tensor, label: torch.Tensor, mask: torch.Tensor | None = None, smooth: float = 1e-4
) -> torch.Tensor:
    """Returns 1 - Tanimoto coefficient, averaged with that of the complements; mean over images and bands.

    Diakogiannis et al. (2020): sum(p l) / (sum(p ** 2) + sum(l ** 2) - sum(p l)).
    """
    probability, label = probability.float(), label.float()
    weights = torch.ones_like(label) if mask is None else mask.expand_as(label).to(label.dtype)
    label = _valid(label, weights)

    def coefficient(p: torch.Tensor, q: torch.Tensor) -> torch.Tensor:
        both, squares = ((x * weights).sum((-2, -1)) for x in (p * q, p * p + q * q))
        return (both + smooth) / (squares - both + smooth)

    return 1 - (coefficient(probability, label) + coefficient(1 - probability, 1 - label)).mean() / 2


def filled(
    prediction: torch.Tensor, target: torch.Tensor, mask: torch.Tensor | None
) -> tuple[torch.Tensor, torch.Tensor]:
    """Returns prediction and target for a loss on whole images; masked pixels of both are the detached prediction."""
    if mask is None:
        return prediction, target
    valid, fixed = mask.expand_as(target) > 0, prediction.detach()
    return torch.where(valid, prediction, fixed), torch.where(valid, target, fixed)


def _valid(image: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
    """Returns the image in float32, 0 where the mask is 0."""
    image = image.float()
    return image if mask is None else torch.where(mask.expand_as(image) > 0, image, image.new_zeros(()))


def _whole_spectra(mask: torch.Tensor | None) -> torch.Tensor | None:
    """Returns the mask of the spectra: a spectrum is valid where all of its bands are."""
    return None if mask is None else mask.amin(1, keepdim=True)
