"""StfMLP: multilayer perceptrons over pixels and bands, trained on the scene to predict (Chen et al. 2023)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..blocks.two_streams import TwoStreams

RESOLUTIONS = (40, 30, 20, 10)


def mlp(inputs: int, outputs: int) -> nn.Sequential:
    """Returns two linear layers with a GELU between them; the hidden width is twice that of the input."""
    return nn.Sequential(nn.Linear(inputs, 2 * inputs), nn.GELU(), nn.Linear(2 * inputs, outputs))


def stage(width: int) -> nn.Sequential:
    """Returns layer norm and MLP on each pixel, twice, without residual connection."""
    return nn.Sequential(*(layer for _ in range(2) for layer in (nn.LayerNorm(width), mlp(width, width))))


class Transition(nn.Module):
    """MLP over the pixels of a patch, shared by all channels: `before` ** 2 pixels to `after` ** 2."""

    def __init__(self, before: int, after: int) -> None:
        super().__init__()
        self.mlp = mlp(before**2, after**2)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        return self.mlp(tokens.transpose(1, 2)).transpose(1, 2)


class StfMlpNet(nn.Module):
    """One network of StfMLP: from coarse change and fine image of a patch to a fine change.

    Shapes: two times (N, bands, patch, patch) to the same; the patch size is fixed by the MLPs over pixels.

    Parameters
    ----------
    bands : bands of both sensors
    width : channels of the four resolutions
    resolutions : sides of the patch (first) and of the three coarser branches, in pixels
    """

    def __init__(self, bands: int, width: int = 60, resolutions: tuple[int, int, int, int] = RESOLUTIONS) -> None:
        super().__init__()
        self.resolutions = resolutions
        self.first = mlp(2 * bands, width)
        self.transitions = nn.ModuleList(Transition(a, b) for a, b in zip(resolutions, resolutions[1:]))
        # The middle resolutions have a second stage after their output is passed to the next resolution.
        self.finest, self.second = stage(width), stage(width)
        self.second_again, self.third = stage(width), stage(width)
        self.third_again, self.coarsest = stage(width), stage(width)
        self.last = mlp(len(resolutions) * width, bands)

    def forward(self, coarse_change: torch.Tensor, fine: torch.Tensor) -> torch.Tensor:
        side = self.resolutions[0]
        if fine.shape[-2:] != (side, side):
            raise ValueError(f"StfMLP takes patches of {side} x {side} pixels, not {tuple(fine.shape[-2:])}")
        tokens = torch.cat([coarse_change, fine], 1).flatten(2).transpose(1, 2)
        a = self.finest(self.first(tokens))
        b = self.second(self.transitions[0](a))
        c = self.third(self.transitions[1](b))
        b = self.second_again(b)
        d = self.coarsest(self.transitions[2](c))
        c = self.third_again(c)
        branches = [a, *(self._enlarged(x, r) for x, r in zip((b, c, d), self.resolutions[1:]))]
        return self.last(torch.cat(branches, 2)).transpose(1, 2).unflatten(2, (side, side))

    def _enlarged(self, tokens: torch.Tensor, resolution: int) -> torch.Tensor:
        image = tokens.transpose(1, 2).unflatten(2, (resolution, resolution))
        size = (self.resolutions[0], self.resolutions[0])
        return functional.interpolate(image, size, mode="bilinear", align_corners=False).flatten(2).transpose(1, 2)


class StfMlp(TwoStreams):
    """Spatiotemporal fusion multilayer perceptron: one network for each reference.

    Chen, Lu, Di, Li, Emam and Jing (2023), IEEE GRSL 20, doi 10.1109/LGRS.2022.3230720. Layers follow the authors'
    program.

    Shapes: inputs and both outputs are (N, bands, 40, 40), coarse images on the fine grid. The weight for merging the
    outputs is computed from the absolute mean of each coarse change over the scene and all bands.

    Parameters are those of `StfMlpNet`.
    """

    def __init__(self, bands: int, width: int = 60, resolutions: tuple[int, int, int, int] = RESOLUTIONS) -> None:
        super().__init__(StfMlpNet(bands, width, resolutions), StfMlpNet(bands, width, resolutions))
