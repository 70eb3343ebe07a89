"""Decorator for losses that need float32 when the network around them runs in half precision."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import torch


def in_float32(function: Callable[..., torch.Tensor]) -> Callable[..., torch.Tensor]:
    """Runs convolutions and products of a function in float32, independent of an enclosing autocast.

    Casting the images alone is not enough: autocast would cast them back for each convolution.
    """

    @functools.wraps(function)
    def exact(image: torch.Tensor, *others: Any, **options: Any) -> torch.Tensor:
        with torch.autocast(image.device.type, enabled=False):
            return function(image.float() if image.element_size() < 4 else image, *others, **options)

    return exact
