"""One prediction out of two, made from references before and after the target date.

Prediction 1 gets the weight (1 / d1) / (1 / d1 + 1 / d3), where d is how much changed between its date and the target date:
the reference that changed less tells more.
"""

from __future__ import annotations

import torch

# Means that differ by more than this, in units of the scaled data, leave only one side (StfNet, MACNN, StfMLP).
SWITCH = 0.2


def inverse_weight(change_1: torch.Tensor, change_3: torch.Tensor, epsilon: float = 1e-8) -> torch.Tensor:
    """Weight of the first prediction, 0 to 1, element by element, from signed or absolute changes of any shape."""
    # In half precision epsilon is 0, and two changes of 0 would give no number.
    apart_1, apart_3 = change_1.float().abs() + epsilon, change_3.float().abs() + epsilon
    return (apart_3 / (apart_1 + apart_3)).clamp(0, 1)


def blend(first: torch.Tensor, third: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """`weight` parts of the first, the rest of the third."""
    return weight * first + (1 - weight) * third


def merge_pixels(
    prediction_1: torch.Tensor,
    prediction_3: torch.Tensor,
    change_1: torch.Tensor,
    change_3: torch.Tensor,
    epsilon: float = 1e-8,
) -> torch.Tensor:
    """W-pix, and W-feat on features: weights per element from changes of the predictions' shape."""
    return blend(prediction_1, prediction_3, inverse_weight(change_1, change_3, epsilon))


def merge_similar(
    prediction_1: torch.Tensor, prediction_3: torch.Tensor, coarse_2: torch.Tensor, epsilon: float = 1e-8
) -> torch.Tensor:
    """W-stc: per pixel, the prediction closer to the coarse image of the target date (on the fine grid) weighs more."""
    return merge_pixels(prediction_1, prediction_3, coarse_2 - prediction_1, coarse_2 - prediction_3, epsilon)


def global_weight(
    change_1: torch.Tensor, change_3: torch.Tensor, switch: float = SWITCH, epsilon: float = 1e-8
) -> torch.Tensor:
    """W-glob: weight of the first prediction from mean absolute coarse changes, one per band or one for all.

    The means are taken once over the whole scene, not over tiles, or seams appear. Where they differ by more than `switch`
    only the side with the smaller one counts.
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
    """W-glob applied: changes are scalars, or one per band in a shape (bands,)."""
    weight = global_weight(change_1, change_3, switch)
    return blend(prediction_1, prediction_3, weight.view(-1, 1, 1) if weight.ndim == 1 else weight)
