"""Context pixels around a tile: input of the network that is not predicted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .stages import Tensor


def padded(batch: Mapping[str, Any], context: int) -> dict[str, Any]:
    """Returns the images of a batch, all on the fine grid, padded by reflection with `context` pixels on each side."""
    from torch.nn.functional import pad

    def wider(image: Tensor) -> Tensor:
        rows, cols = image.shape[-2:]
        for _ in range(-(-context // max(min(rows, cols) - 1, 1))):
            step = min(context - (image.shape[-1] - cols) // 2, min(image.shape[-2:]) - 1)
            image = pad(image, (step, step, step, step), mode="reflect")
        return image

    return {name: wider(image) for name, image in batch.items()} if context else dict(batch)


def cropped(answer: Tensor, rows: int, cols: int) -> Tensor:
    """Returns the central (..., rows, cols) part of the output of a network."""
    top, left = (answer.shape[-2] - rows) // 2, (answer.shape[-1] - cols) // 2
    return answer[..., top : top + rows, left : left + cols]
