"""DenseSTF: a dense network that predicts the centre pixel of a patch, forms of 2022 and 2020 (Ao et al. 2022)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils.parametrizations import weight_norm


def normed(inputs: int, outputs: int, kernel: int, stride: int = 1, padding: int = 0) -> nn.Module:
    """Returns a convolution with weight normalisation (direction and length of the filters)."""
    return weight_norm(nn.Conv2d(inputs, outputs, kernel, stride, padding))


class DenseLayer(nn.Module):
    """1 x 1 or 3 x 3 to the inner width, 3 x 3 to `growth` channels, appended to the input.

    With `attend` the new channels are increased by a gate computed from them by a third convolution.
    """

    def __init__(self, inputs: int, growth: int, inner: int, kernel: int, attend: bool) -> None:
        super().__init__()
        self.body = nn.Sequential(
            normed(inputs, inner, kernel, padding=kernel // 2), nn.ReLU(), normed(inner, growth, 3, padding=1)
        )
        self.gate = nn.Sequential(normed(growth, growth, 3, padding=1), nn.Sigmoid()) if attend else None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.body(x)
        if self.gate is not None:
            y = y + y * self.gate(y)
        return torch.cat([x, y], 1)


def dense_blocks(
    width: int, layers: tuple[int, ...], growth: int, inner: int, kernel: int, attend: bool
) -> tuple[nn.Sequential, int]:
    """Returns dense blocks with transitions (half the channels, half the size), and the number of output channels."""
    modules: list[nn.Module] = []
    for position, number in enumerate(layers):
        if position:
            modules.append(normed(width, width // 2, 1))
            width //= 2
            modules += [nn.ReLU(), nn.MaxPool2d(2)] if attend else [nn.MaxPool2d(2)]
        for _ in range(number):
            modules.append(DenseLayer(width, growth, inner, kernel, attend))
            width += growth
    return nn.Sequential(*modules), width


class DenseStf(nn.Module):
    """Patch-to-pixel network of DenseSTF as published.

    Ao, Sun, Pan and Xin (2022), IEEE TGRS 60, doi 10.1109/TGRS.2022.3154406. Layers follow the paper's figure; the
    number of modules per block is a reconstruction.

    Shapes: three patches (N, bands, patch, patch), coarse ones on the fine grid, to one pixel (N, bands, 1, 1): the one
    at row and column patch / 2. The same network is used for both directions: for the second pair pass `coarse_3` and
    `fine_3` instead of the first. Values are centred band by band.

    Parameters
    ----------
    bands : bands of both sensors
    layers : modules in each dense block
    patch : side of the patch, a multiple of 2 ** (number of blocks - 1)
    stem : channels of each of the two entry convolutions
    growth : channels added by a module
    inner : channels within a module
    """

    def __init__(
        self,
        bands: int,
        layers: tuple[int, ...] = (4, 4, 4, 4),
        patch: int = 48,
        stem: int = 32,
        growth: int = 32,
        inner: int = 192,
    ) -> None:
        super().__init__()
        self.patch = patch
        self.stem = nn.ModuleList(normed(3 * bands, stem, kernel, padding=kernel // 2) for kernel in (3, 7))
        self.blocks, width = dense_blocks(2 * stem, layers, growth, inner, kernel=1, attend=True)
        self.exit = normed(width, bands, patch >> (len(layers) - 1))

    def forward(self, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
        """Returns the centre pixel at date 2."""
        x = _stacked(self.patch, coarse_1, fine_1, coarse_2)
        return self.exit(self.blocks(torch.cat([layer(x) for layer in self.stem], 1)))


class DenseStf2020(nn.Module):
    """Patch-to-pixel network of DenseSTF as in the authors' program of 2020: deeper, and five times as expensive.

    Shapes and parameters as in `DenseStf`; the entry halves the patch.
    """

    def __init__(
        self,
        bands: int,
        layers: tuple[int, ...] = (8, 12, 16, 6),
        patch: int = 64,
        stem: int = 32,
        growth: int = 32,
        inner: int = 192,
    ) -> None:
        super().__init__()
        self.patch = patch
        self.stem = nn.ModuleList(normed(3 * bands, stem, kernel, stride=2) for kernel in (3, 7))
        self.blocks, width = dense_blocks(2 * stem, layers, growth, inner, kernel=3, attend=False)
        self.exit = normed(width, bands, patch >> len(layers))

    def forward(self, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
        """Returns the centre pixel at date 2."""
        x = _stacked(self.patch, coarse_1, fine_1, coarse_2)
        small, large = self.stem
        # Padding as in TensorFlow for stride 2: one more at the end than at the start.
        x = torch.cat([small(functional.pad(x, (0, 1, 0, 1))), large(functional.pad(x, (2, 3, 2, 3)))], 1)
        return self.exit(self.blocks(x).relu())


def _stacked(patch: int, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
    if fine_1.shape[-2:] != (patch, patch):
        raise ValueError(f"DenseSTF takes patches of {patch} x {patch} pixels, not {tuple(fine_1.shape[-2:])}")
    return torch.cat([fine_1, coarse_1, coarse_2], 1)
