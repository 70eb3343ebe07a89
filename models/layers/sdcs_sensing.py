"""SDCS, first stage: a compressed-sensing estimate of the fine image of the target date (Liu et al. 2024)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional

from ...core.kernels.sparse.coder import Coder
from ...core.numerics.sparse import Training, train_coupled
from ...core.run import Run

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Share of the mean eigenvalue that is added to a matrix before it is inverted.
RIDGE = 1e-3


@dataclass(frozen=True)
class Sensing:
    """Trained dictionary and sampling matrix of one band.

    Attributes
    ----------
    dictionary : (patch ** 2, atoms), columns of unit length
    matrix : (measures, patch ** 2), maps a fine patch to the coarse observation
    patch : side of a patch in fine pixels
    cell : side of the squares over which a coarse patch is averaged
    """

    dictionary: torch.Tensor
    matrix: torch.Tensor
    patch: int
    cell: int


def learn(
    fine_1: torch.Tensor,
    coarse_1: torch.Tensor,
    run: Run,
    patch: int = 8,
    stride: int = 4,
    cell: int = 4,
    atoms: int = 256,
    samples: int = 20000,
    iterations: int = 5,
    seed: int = 0,
) -> Sensing:
    """Returns the dictionary of fine patches and the sampling matrix of one band.

    The dictionary is trained by approximate K-SVD. The sampling matrix is the paper's, Y X' (X X' - 3 D D') ^ -1 with
    fine patches X and coarse patches Y as columns (the printed formula lacks a transpose). If its bracket is not
    positive definite, least squares Y X' (X X') ^ -1 are used instead. A ridge is added to both. Sizes and solver are a
    reconstruction.

    Parameters
    ----------
    fine_1, coarse_1 : (rows, cols), the coarse image on the fine grid
    run : checked for cancel
    patch, stride : side and step of the patches in pixels
    cell : side of the squares over which coarse patches are averaged, a divisor of `patch`
    atoms : size of the dictionary
    samples : maximum number of patches
    iterations : number of training iterations
    seed : seed of the random choice of patches

    Raises
    ------
    Cancelled
    ValueError
        If the image is 0 everywhere or smaller than a patch.
    """
    fine, coarse = (_patches(image, patch, stride) for image in (fine_1, coarse_1))
    order = np.random.default_rng(seed).permutation(len(fine))[:samples]
    measured = _measured(coarse, patch, cell)[order].double().cpu().numpy()
    x = fine[order].double().cpu().numpy()
    training = Training(atoms, iterations, Coder(most=5, damping=1e-6))
    trained = train_coupled(x, measured, training, run)
    if trained is None:
        raise ValueError("the fine image has no value but 0, from which nothing can be learnt")
    return Sensing(
        torch.from_numpy(trained.source).to(fine_1),
        torch.from_numpy(_matrix(x, measured, trained.source)).to(fine_1),
        patch,
        cell,
    )


def _matrix(x: NDArray[np.float64], y: NDArray[np.float64], dictionary: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns the sampling matrix; samples are rows of x and y."""
    plain = x.T @ x
    ridge = RIDGE * np.trace(plain) / len(plain) * np.eye(len(plain))
    bracket = plain - 3 * dictionary @ dictionary.T
    safe = bracket if np.linalg.eigvalsh(bracket)[0] > 0 else plain
    return np.linalg.solve(safe + ridge, x.T @ y).T


def estimate(
    sensing: Sensing,
    fine_1: torch.Tensor,
    coarse_2: torch.Tensor,
    stride: int = 4,
    fidelity: float = 100.0,
    measures: float = 400.0,
    steps: int = 50,
) -> torch.Tensor:
    """Returns the estimate of the fine image of date 2 of one band.

    For each patch the code a minimises fidelity |x - D a|^2 + measures |y - M D a|^2 + |a|_1, with x the fine patch of
    date 1 and y the coarse observation of date 2, by FISTA (Beck and Teboulle 2009). D a, shifted to the mean of the
    coarse patch, is the estimate; patches overlap and are averaged. Except for a margin of one patch, a block that
    begins at a multiple of `stride` gives the same result as the whole scene.

    Parameters
    ----------
    sensing : from `learn`
    fine_1, coarse_2 : (rows, cols) reflectance, the coarse image on the fine grid
    stride : step of the patches in pixels
    fidelity, measures : weights of the two square errors
    steps : number of iterations

    Returns
    -------
    (rows, cols)
    """
    fine, coarse = (_patches(image, sensing.patch, stride) for image in (fine_1, coarse_2))
    y = _measured(coarse, sensing.patch, sensing.cell)
    seen = sensing.matrix @ sensing.dictionary
    stacked = torch.cat([fidelity**0.5 * sensing.dictionary, measures**0.5 * seen])
    codes = fista(torch.cat([fidelity**0.5 * fine, measures**0.5 * y], 1), stacked, steps)
    found = codes @ sensing.dictionary.T
    found = found + (y.mean(1) - found.mean(1))[:, None]
    return _overlaid(found, fine_1.shape, sensing.patch, stride)


def fista(targets: torch.Tensor, atoms: torch.Tensor, steps: int) -> torch.Tensor:
    """Returns codes a for each row t of the targets that minimise |t - atoms a|^2 + |a|_1.

    Shapes: (n, size), (size, count) to (n, count).
    """
    gram, wanted = atoms.T @ atoms, targets @ atoms
    length = 2 * torch.linalg.matrix_norm(gram, 2).clamp_min(1e-12)
    codes = ahead = torch.zeros_like(wanted)
    momentum = 1.0
    for _ in range(steps):
        moved = ahead - 2 * (ahead @ gram - wanted) / length
        found = moved.sign() * (moved.abs() - 1 / length).clamp_min(0)
        following = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        ahead = found + (momentum - 1) / following * (found - codes)
        codes, momentum = found, following
    return codes


def _patches(image: torch.Tensor, patch: int, stride: int) -> torch.Tensor:
    """Returns all patches, one per row; the border is repeated until whole steps fit."""
    rows, cols = image.shape
    if min(rows, cols) < patch:
        raise ValueError(f"an image of {rows} x {cols} pixels is smaller than a patch of {patch}")
    down, across = (-(size - patch) % stride for size in (rows, cols))
    filled = functional.pad(image[None, None], (0, across, 0, down), mode="replicate")
    return functional.unfold(filled, patch, stride=stride)[0].T


def _overlaid(patches: torch.Tensor, shape: torch.Size, patch: int, stride: int) -> torch.Tensor:
    """Returns the mean of overlapping patches, cropped to the shape."""
    size = [length + -(length - patch) % stride for length in shape]
    both = torch.stack([patches.T, torch.ones_like(patches.T)])
    total, count = functional.fold(both, size, patch, stride=stride)[:, 0]
    return (total / count)[: shape[0], : shape[1]]


def _measured(patches: torch.Tensor, patch: int, cell: int) -> torch.Tensor:
    """Returns means over squares of each patch: (n, patch ** 2) to (n, (patch / cell) ** 2)."""
    return functional.avg_pool2d(patches.view(-1, 1, patch, patch), cell).flatten(1)
