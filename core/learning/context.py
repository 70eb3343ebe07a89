"""Pixels around a tile that a network sees and does not predict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .stages import Tensor


def padded(batch: Mapping[str, Any], context: int) -> dict[str, Any]:
    """Images of a batch, all on the fine grid, with their mirror image around them, where no neighbour is known."""
    from torch.nn.functional import pad

    def wider(image: Tensor) -> Tensor:
        rows, cols = image.shape[-2:]
        for _ in range(-(-context // max(min(rows, cols) - 1, 1))):
            step = min(context - (image.shape[-1] - cols) // 2, min(image.shape[-2:]) - 1)
            image = pad(image, (step, step, step, step), mode="reflect")
        return image

    return {name: wider(image) for name, image in batch.items()} if context else dict(batch)


def cropped(answer: Tensor, rows: int, cols: int) -> Tensor:
    """The middle of what a network gave, (..., rows, cols)."""
    top, left = (answer.shape[-2] - rows) // 2, (answer.shape[-1] - cols) // 2
    return answer[..., top : top + rows, left : left + cols]
