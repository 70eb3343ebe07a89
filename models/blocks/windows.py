"""Windows of a feature map for attention: partition, cyclic shift, position bias and the mask of shifted windows."""

from __future__ import annotations

import torch
from torch import nn


def partition(x: torch.Tensor, window: int) -> torch.Tensor:
    """Splits (N, rows, cols, C) into (N * windows, window ** 2, C); rows and cols are multiples of the window."""
    n, rows, cols, channels = x.shape
    x = x.reshape(n, rows // window, window, cols // window, window, channels)
    return x.transpose(2, 3).reshape(-1, window * window, channels)


def unpartition(windows: torch.Tensor, window: int, rows: int, cols: int) -> torch.Tensor:
    """Inverts `partition`."""
    channels = windows.shape[-1]
    x = windows.reshape(-1, rows // window, cols // window, window, window, channels)
    return x.transpose(2, 3).reshape(-1, rows, cols, channels)


def shifts(rows: int, cols: int, window: int) -> tuple[int, int]:
    """Returns the shift: half a window along each axis that has more than one window."""
    return (window // 2 if rows > window else 0, window // 2 if cols > window else 0)


def shift_mask(rows: int, cols: int, window: int, shift: tuple[int, int], device: torch.device) -> torch.Tensor:
    """Returns the attention mask of shifted windows: (windows, window ** 2, window ** 2), 0 or -100.

    It separates pixels that are adjacent only because of the cyclic shift. It is computed from the size at run time, so
    that the same weights work for every size.
    """

    def parts(size: int, by: int) -> torch.Tensor:
        position = torch.arange(size, device=device)
        return (position >= size - window).long() + (position >= size - by).long() if by else torch.zeros_like(position)

    label = 3 * parts(rows, shift[0])[:, None] + parts(cols, shift[1])[None, :]
    windows = partition(label[None, :, :, None], window).squeeze(-1)
    return torch.where(windows[:, None, :] == windows[:, :, None], 0.0, -100.0)


class PositionBias(nn.Module):
    """Learned bias for every relative position within a window: (heads, window ** 2, window ** 2)."""

    def __init__(self, window: int, heads: int) -> None:
        super().__init__()
        self.table = nn.Parameter(torch.empty((2 * window - 1) ** 2, heads))
        nn.init.trunc_normal_(self.table, std=0.02)
        place = torch.arange(window)
        rows, cols = (axis.flatten() for axis in torch.meshgrid(place, place, indexing="ij"))
        apart = [axis[:, None] - axis[None, :] + window - 1 for axis in (rows, cols)]
        self.register_buffer("index", apart[0] * (2 * window - 1) + apart[1], persistent=False)

    def forward(self) -> torch.Tensor:
        return self.table[self.index].permute(2, 0, 1)


def attention_weights(
    query: torch.Tensor, key: torch.Tensor, bias: torch.Tensor, mask: torch.Tensor | None
) -> torch.Tensor:
    """Returns the softmax of scaled products, position bias and shift mask.

    Query and key are (N * windows, heads, pixels, width).
    """
    scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-2, -1) + bias
    if mask is not None:
        count, heads, pixels, _ = scores.shape
        scores = scores.view(-1, len(mask), heads, pixels, pixels) + mask[:, None]
        scores = scores.view(count, heads, pixels, pixels)
    return scores.softmax(-1)


def split_heads(x: torch.Tensor, heads: int) -> torch.Tensor:
    """Splits (N, pixels, C) into (N, heads, pixels, C / heads)."""
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)


def join_heads(x: torch.Tensor) -> torch.Tensor:
    """Joins (N, heads, pixels, width) to (N, pixels, heads * width)."""
    return x.transpose(1, 2).flatten(2)
