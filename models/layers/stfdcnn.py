"""STFDCNN: a nonlinear mapping and a super-resolution network, and their fusion rule (Song et al. 2018)."""

from __future__ import annotations

import torch
from torch import nn

from ..blocks.conv import conv
from ..blocks.merges import merge_pixels


class StfdcnnMapping(nn.Module):
    """Network used in both stages of STFDCNN: coarse to low-resolution fine (NLM), low-resolution fine to fine (SR).

    Song, Liu, Wang, Hang and Huang (2018), IEEE JSTARS 11(3), 821-829, doi 10.1109/JSTARS.2018.2797894. Layers follow a
    public re-implementation.

    Shapes: (N, bands, rows, cols) in and out, any size: the grid of the low-resolution image for NLM, the fine grid for
    SR.

    Parameters
    ----------
    bands : bands of both sensors
    widths : channels after the first and the second convolution
    """

    def __init__(self, bands: int, widths: tuple[int, int] = (64, 32)) -> None:
        super().__init__()
        first, second = widths
        self.body = nn.Sequential(
            conv(bands, first, 9), nn.ReLU(), conv(first, second, 5), nn.ReLU(), conv(second, bands, 5)
        )

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """Returns the transitional image: the input plus the output of the convolutions."""
        return image + self.body(image)


class Stfdcnn(nn.Module):
    """Both networks of STFDCNN: `mapping` (NLM) and `super_resolution` (SR), trained one after the other."""

    def __init__(self, bands: int, widths: tuple[int, int] = (64, 32)) -> None:
        super().__init__()
        self.mapping = StfdcnnMapping(bands, widths)
        self.super_resolution = StfdcnnMapping(bands, widths)


def modulate(
    reference: torch.Tensor,
    transition: torch.Tensor,
    transition_2: torch.Tensor,
    form: str = "additive",
    limits: tuple[float, float] = (0.2, 5.0),
) -> torch.Tensor:
    """Returns the high-pass modulation: the change of the transitional image up to date 2 applied to the reference.

    `ratio` multiplies, as in the paper, by the quotient of the transitional images, clipped to `limits`; it requires
    reflectance from 0 to 1. `additive` adds their difference, and is safe where values may be 0 or negative.
    """
    if form == "additive":
        return reference + (transition_2 - transition)
    if form != "ratio":
        raise ValueError(f"unknown form of modulation: {form!r}; there are additive and ratio")
    safe = torch.where(transition.abs() < 1e-6, torch.full_like(transition, 1e-6), transition)
    return reference * (transition_2 / safe).clamp(*limits)


def fuse(
    transitions: tuple[torch.Tensor, torch.Tensor, torch.Tensor],
    reference_1: torch.Tensor,
    reference_3: torch.Tensor,
    form: str = "additive",
) -> torch.Tensor:
    """Returns date 2 from both references, for either pass; `transitions` are the network's outputs of dates 1, 2, 3.

    Pass 1 works on the low-resolution grid with the outputs of NLM, pass 2 on the fine grid with those of SR, whose
    input for date 2 is the result of pass 1.
    """
    first, second, third = transitions
    return merge_pixels(
        modulate(reference_1, first, second, form),
        modulate(reference_3, third, second, form),
        second - first,
        second - third,
    )
