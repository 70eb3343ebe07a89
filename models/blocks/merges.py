"""Merges two predictions, made from references before and after the target date.

Prediction 1 gets the weight (1 / d1) / (1 / d1 + 1 / d3), where d is the amount of change between its date and the
target date: the reference with less change has more weight.
"""

from __future__ import annotations

import torch

# If the mean changes differ by more than this, in units of the scaled data, only one side is used (StfNet, MACNN,
# StfMLP).
SWITCH = 0.2


def inverse_weight(change_1: torch.Tensor, change_3: torch.Tensor, epsilon: float = 1e-8) -> torch.Tensor:
    """Returns the weight of the first prediction, 0 to 1, per element, from signed or absolute changes of any shape."""
    # In half precision epsilon is 0, and two changes of 0 would give NaN.
    apart_1, apart_3 = change_1.float().abs() + epsilon, change_3.float().abs() + epsilon
    return (apart_3 / (apart_1 + apart_3)).clamp(0, 1)


def blend(first: torch.Tensor, third: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Returns weight * first + (1 - weight) * third."""
    return weight * first + (1 - weight) * third


def merge_pixels(
    prediction_1: torch.Tensor,
    prediction_3: torch.Tensor,
    change_1: torch.Tensor,
    change_3: torch.Tensor,
    epsilon: float = 1e-8,
) -> torch.Tensor:
    """Merges by W-pix (W-feat for features): weights per element from changes of the same shape as the predictions."""
    return blend(prediction_1, prediction_3, inverse_weight(change_1, change_3, epsilon))


def merge_similar(
    prediction_1: torch.Tensor, prediction_3: torch.Tensor, coarse_2: torch.Tensor, epsilon: float = 1e-8
) -> torch.Tensor:
    """Merges by W-stc: per pixel, the prediction closer to the target's coarse image (fine grid) has more weight."""
    return merge_pixels(prediction_1, prediction_3, coarse_2 - prediction_1, coarse_2 - prediction_3, epsilon)


def global_weight(
    change_1: torch.Tensor, change_3: torch.Tensor, switch: float = SWITCH, epsilon: float = 1e-8
) -> torch.Tensor:
    """Returns the W-glob weight of the first prediction from mean absolute coarse changes, one per band or one for all.

    The means must be those of the whole scene, because means of tiles would cause seams. Where they differ by more than
    `switch`, only the side with the smaller change is used.
    """
    weight = inverse_weight(change_1, change_3, epsilon)
    ahead = change_3.abs() - change_1.abs()
    weight = torch.where(ahead > switch, torch.ones_like(weight), weight)
    return torch.where(ahead < -switch, torch.zeros_like(weight), weight)


def merge_global(
    prediction_1: torch.Tensor,
    prediction_3: torch.Tensor,
    change_1: torch.Tensor,
    change_3: torch.Tensor,
    switch: float = SWITCH,
) -> torch.Tensor:
    """Merges by W-glob: changes are scalars, or one per band in a shape (bands,)."""
    weight = global_weight(change_1, change_3, switch)
    return blend(prediction_1, prediction_3, weight.view(-1, 1, 1) if weight.ndim == 1 else weight)
