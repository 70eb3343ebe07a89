"""Modulated deformable convolution in plain torch (Zhu et al. 2019)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional


def deform_conv(
    x: torch.Tensor,
    offset: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None = None,
    mask: torch.Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
) -> torch.Tensor:
    """Applies a convolution whose taps are shifted by offsets and weighted by a mask.

    Parameters
    ----------
    x : (N, C, rows, cols)
    offset : (N, 2 * groups * taps, rows out, cols out): for each group and each tap (row by row) the row and column
        offset, in pixels
    weight : (outputs, C, k, k)
    bias : (outputs,)
    mask : (N, groups * taps, rows out, cols out); without a mask every tap has weight 1
    stride, padding, dilation : as for a convolution

    Returns
    -------
    (N, outputs, rows out, cols out) in float32: positions in half precision are too coarse. Values outside the image
    are 0. Taps are added one by one, which takes a ninth of the memory of all nine together.
    """
    size = weight.shape[-1]
    taps = size * size
    rows, cols = offset.shape[-2:]
    with torch.autocast(x.device.type, enabled=False):
        x, weight = x.float(), weight.float()
        offset = offset.float()
        groups = offset.shape[1] // (2 * taps)
        moved = offset.view(-1, groups, taps, 2, rows, cols)
        weighed = None if mask is None else mask.float().view(-1, groups, taps, 1, rows, cols)
        down = torch.arange(rows, device=x.device, dtype=x.dtype)[:, None] * stride - padding
        across = torch.arange(cols, device=x.device, dtype=x.dtype)[None, :] * stride - padding
        folded = x.view(-1, x.shape[1] // groups, *x.shape[-2:])
        total = x.new_zeros(len(x), len(weight), rows, cols)
        for tap in range(taps):
            i, j = divmod(tap, size)
            y = moved[:, :, tap, 0] + down + i * dilation
            z = moved[:, :, tap, 1] + across + j * dilation
            sample = _bilinear(folded, y.flatten(0, 1), z.flatten(0, 1)).view(len(x), groups, -1, rows, cols)
            if weighed is not None:
                sample = sample * weighed[:, :, tap]
            total = total + torch.einsum("ncyx,oc->noyx", sample.flatten(1, 2), weight[:, :, i, j])
        return total if bias is None else total + bias.float()[:, None, None]


def _bilinear(x: torch.Tensor, down: torch.Tensor, across: torch.Tensor) -> torch.Tensor:
    """Returns values of (N, C, rows, cols) at positions (N, rows out, cols out) in pixels; 0 outside.

    Positions are clamped to a border of zeros, as all values beyond are 0: none becomes infinite, and a single row or
    column is enough.
    """
    rows, cols = x.shape[-2:]
    down, across = down.clamp(-1, rows), across.clamp(-1, cols)
    grid = torch.stack([2 * (across + 1) / (cols + 1) - 1, 2 * (down + 1) / (rows + 1) - 1], -1)
    bordered = functional.pad(x, (1, 1, 1, 1))
    return functional.grid_sample(bordered, grid, mode="bilinear", padding_mode="zeros", align_corners=True)


class DeformConv(nn.Module):
    """3 x 3 deformable convolution whose offsets and mask are computed from other features.

    With its initial weights it is half a plain convolution.

    Shapes: x and `guide` (N, width, rows, cols) to the same.

    Parameters
    ----------
    width : channels, a multiple of `groups`
    groups : number of channel groups, each with its own offsets
    """

    def __init__(self, width: int, groups: int = 8) -> None:
        super().__init__()
        plain = nn.Conv2d(width, width, 3)
        self.weight, self.bias = plain.weight, plain.bias
        self.position = nn.Conv2d(width, 27 * groups, 3, padding=1)
        nn.init.zeros_(self.position.weight)
        nn.init.zeros_(self.position.bias)

    def forward(self, x: torch.Tensor, guide: torch.Tensor) -> torch.Tensor:
        position = self.position(guide)
        offset, mask = position.tensor_split([position.shape[1] // 3 * 2], 1)
        return deform_conv(x, offset, self.weight, self.bias, torch.sigmoid(mask), padding=1)
