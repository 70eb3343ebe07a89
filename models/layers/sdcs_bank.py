"""SDCS, first stage: dictionaries and sampling matrices of all bands, stored with the weights of the second stage."""

from __future__ import annotations

import torch
from torch import nn

from ...core.run import Run
from ..blocks.precision import in_float32
from .sdcs import simple_estimate
from .sdcs_sensing import Sensing, estimate, learn

PATCH, CELL = 8, 4


class SensingBank(nn.Module):
    """Dictionaries and sampling matrices of all bands, computed without gradient descent.

    Shapes: images (N, bands, rows, cols), at least as large as a patch, to the estimate of the same shape.

    Parameters
    ----------
    bands : bands of both sensors
    atoms : size of each dictionary; with 0 the estimate is fine 1 + coarse 2 - coarse 1
    """

    dictionary: torch.Tensor
    matrix: torch.Tensor

    def __init__(self, bands: int, atoms: int) -> None:
        super().__init__()
        self.register_buffer("dictionary", torch.zeros(bands, PATCH**2, atoms))
        self.register_buffer("matrix", torch.zeros(bands, (PATCH // CELL) ** 2, PATCH**2))

    def learn(self, fine: torch.Tensor, coarse: torch.Tensor, run: Run, seed: int = 0) -> None:
        """Computes all dictionaries from pairs of patches.

        Raises
        ------
        Cancelled
        """
        atoms = self.dictionary.shape[2]
        for band in range(fine.shape[1]):
            # The images of the batch are stacked vertically; with a stride of one patch no patch covers two images.
            whole = -(fine.shape[2] % PATCH) or None
            images = [image[:, band, :whole].reshape(-1, image.shape[3]) for image in (fine, coarse)]
            found = learn(images[0], images[1], run, PATCH, PATCH, CELL, atoms, seed=seed)
            count = found.dictionary.shape[1]
            self.dictionary[band].zero_()
            self.dictionary[band, :, :count] = found.dictionary
            self.matrix[band] = found.matrix

    def forward(self, coarse_1: torch.Tensor, fine_1: torch.Tensor, coarse_2: torch.Tensor) -> torch.Tensor:
        """Returns the estimate of date 2."""
        if not self.dictionary.shape[2]:
            return simple_estimate(coarse_1, fine_1, coarse_2)
        return _estimates(fine_1, coarse_2, self.dictionary, self.matrix)


@in_float32  # the iteration has many steps
def _estimates(
    fine_1: torch.Tensor, coarse_2: torch.Tensor, dictionaries: torch.Tensor, matrices: torch.Tensor
) -> torch.Tensor:
    found = torch.empty_like(fine_1)
    for band, (dictionary, matrix) in enumerate(zip(dictionaries, matrices)):
        sensing = Sensing(dictionary, matrix, PATCH, CELL)
        for number in range(len(fine_1)):
            found[number, band] = estimate(sensing, fine_1[number, band], coarse_2[number, band])
    return found
