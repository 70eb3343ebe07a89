"""Losses that need all digits although the network around them computes with half of them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import torch


def in_float32(function: Callable[..., torch.Tensor]) -> Callable[..., torch.Tensor]:
    """Decorator: convolutions and products inside are in float32, whatever autocast does around.

    Casting the images alone would not do: autocast would cast them back for each convolution.
    """

    @functools.wraps(function)
    def exact(image: torch.Tensor, *others: Any, **options: Any) -> torch.Tensor:
        with torch.autocast(image.device.type, enabled=False):
            return function(image.float() if image.element_size() < 4 else image, *others, **options)

    return exact
