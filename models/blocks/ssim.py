"""Structural similarity as a loss: single-scale, and multi-scale in the forms that the networks were trained with."""

from __future__ import annotations

import torch
from torch.nn import functional

from .precision import in_float32

WEIGHTS = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333)
WINDOW = 11
SIGMA = 1.5

FORMS = ("textbook", "mapped", "shifted", "relu")


@in_float32
def ssim(
    prediction: torch.Tensor, target: torch.Tensor, mask: torch.Tensor | None = None, value_range: float = 1.0
) -> torch.Tensor:
    """Returns the mean structural similarity, a scalar.

    Gaussian window of 11 x 11 pixels and sigma 1.5 without padding; it is reduced to the size of a smaller image.

    Parameters
    ----------
    prediction, target : (N, C, rows, cols)
    mask : 1 where valid; (N, 1, rows, cols) or like the images. Both images are set to 0 where it is 0, and a position
        is weighted by the valid share of its window.
    value_range : span of the values, L in the constants (0.01 L) ** 2 and (0.03 L) ** 2
    """
    return _similarity(*_masked(prediction, target, mask), value_range)[0]


@in_float32
def ms_ssim(
    prediction: torch.Tensor,
    target: torch.Tensor,
    mask: torch.Tensor | None = None,
    value_range: float = 1.0,
    form: str = "textbook",
) -> torch.Tensor:
    """Returns the multi-scale structural similarity over five levels, a scalar.

    Levels are 2 x 2 averages; with cs the contrast and structure part and s the full similarity, each a mean over
    batch, bands and pixels, and w the weights of Wang, Simoncelli and Bovik (2003), the forms are:

    - `textbook`: product of cs_i ** w_i (levels 1 to 4) * s_5 ** w_5, negative means set to 0 (plus 1e-6, for the
    gradient);
    - `mapped`: the same with every mean mapped by (x + 1) / 2, so that no gradient vanishes;
    - `shifted`: like mapped, but with s_5 ** w_5 inside the product of four, so that its fourth power is used. This is
      what the public programs of EDCSTFN, STF-EGFA, ECPW-STFN, GAN-STFM and MLFF-GAN compute;
    - `relu`: every mean becomes max(x, 0) + 0.01, the result is increased by 0.05 and limited to 1 (SwinSTFM, range 2).

    Parameters are those of `ssim`. Images that are too small for five levels repeat their last level.
    """
    if form not in FORMS:
        raise ValueError(f"unknown form of MS-SSIM: {form!r}; there are {', '.join(FORMS)}")
    prediction, target, weights = _masked(prediction, target, mask)
    contrasts = []
    similarity = prediction.new_zeros(())
    for level in range(len(WEIGHTS)):
        if level and min(prediction.shape[-2:]) > 1:
            prediction, target = functional.avg_pool2d(prediction, 2), functional.avg_pool2d(target, 2)
            weights = None if weights is None else functional.avg_pool2d(weights, 2)
        similarity, contrast = _similarity(prediction, target, weights, value_range)
        contrasts.append(contrast)
    return _combined(torch.stack(contrasts), similarity, form)


def _combined(contrasts: torch.Tensor, similarity: torch.Tensor, form: str) -> torch.Tensor:
    powers = contrasts.new_tensor(WEIGHTS)
    if form in ("mapped", "shifted"):
        contrasts, similarity = (contrasts + 1) / 2, (similarity + 1) / 2
    elif form == "relu":
        contrasts, similarity = contrasts.relu() + 0.01, similarity.relu() + 0.01
    else:
        contrasts, similarity = contrasts.relu() + 1e-6, similarity.relu() + 1e-6
    last = similarity ** powers[-1]
    if form == "shifted":
        last = last ** (len(WEIGHTS) - 1)
    result = (contrasts[:-1] ** powers[:-1]).prod() * last
    return (result + 0.05).clamp(max=1) if form == "relu" else result


def _masked(
    prediction: torch.Tensor, target: torch.Tensor, mask: torch.Tensor | None
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor | None]:
    target = target.float()
    if mask is None:
        return prediction, target, None
    valid = mask.expand_as(prediction) > 0
    zero = prediction.new_zeros(())
    return torch.where(valid, prediction, zero), torch.where(valid, target, zero), valid.to(prediction.dtype)


def _similarity(
    prediction: torch.Tensor, target: torch.Tensor, weights: torch.Tensor | None, value_range: float
) -> tuple[torch.Tensor, torch.Tensor]:
    """Returns the means of the full similarity and of its contrast and structure part.

    Needs float32, because the variances are small differences of squares.
    """
    c1, c2 = (0.01 * value_range) ** 2, (0.03 * value_range) ** 2
    mean_p, mean_t = _blur(prediction), _blur(target)
    var_p = _blur(prediction * prediction) - mean_p * mean_p
    var_t = _blur(target * target) - mean_t * mean_t
    covariance = _blur(prediction * target) - mean_p * mean_t
    contrast = (2 * covariance + c2) / (var_p + var_t + c2)
    similarity = contrast * (2 * mean_p * mean_t + c1) / (mean_p * mean_p + mean_t * mean_t + c1)
    if weights is None:
        return similarity.mean(), contrast.mean()
    weights = _blur(weights)
    total = weights.sum().clamp_min(1e-6)
    return (similarity * weights).sum() / total, (contrast * weights).sum() / total


def _blur(image: torch.Tensor) -> torch.Tensor:
    """Returns the Gaussian means of all windows that lie inside the image."""
    size = min(WINDOW, *image.shape[-2:])
    distance = torch.arange(size, dtype=image.dtype, device=image.device) - size // 2
    window = torch.exp(-(distance**2) / (2 * SIGMA**2))
    window = window / window.sum()
    channels = image.shape[1]
    across = window.view(1, 1, 1, size).expand(channels, 1, 1, size)
    down = window.view(1, 1, size, 1).expand(channels, 1, size, 1)
    return functional.conv2d(functional.conv2d(image, across, groups=channels), down, groups=channels)
