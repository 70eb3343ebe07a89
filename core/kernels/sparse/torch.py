"""Sparse codes of many vectors by torch operations: as `sparse.cpu`, but for all vectors at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ...runtime.dependencies import require
from .coder import NOTHING, PURSUIT, ROUNDS, SPANNED, Coder

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from torch import Tensor

# Maximum number of values in the normal equations of one refit.
_VALUES = 2**25


def translate(
    vectors: NDArray[np.float64],
    atoms: NDArray[np.float64],
    target: NDArray[np.float64],
    coder: Coder,
    device: str,
    stop: NDArray[np.uint8],
) -> NDArray[np.float64]:
    """Returns target vectors (n, target size) for source vectors (n, source size).

    Parameters
    ----------
    vectors : ndarray, shape (n, source size)
    atoms : ndarray, shape (source size, count)
        Of unit length.
    target : ndarray, shape (count, target size)
        Target vector of each atom.
    coder : Coder
    device : str
        A torch device.
    stop : ndarray of uint8, shape (1,)
        Nonzero cancels the work; the result is then undefined.
    """
    torch = require("torch", "Computing on CUDA")
    with torch.no_grad():
        given, words, meanings = (torch.from_numpy(array).to(device) for array in (vectors, atoms, target))
        found: NDArray[np.float64] = (codes(given, words, coder, stop) @ meanings).cpu().numpy()
        return found


def codes(vectors: Tensor, atoms: Tensor, coder: Coder, stop: NDArray[np.uint8]) -> Tensor:
    """Returns codes (n, count) of vectors (n, size) in atoms (size, count); see `sparse.cpu.pursue` and `shrink`."""
    if coder.kind == PURSUIT:
        return _pursue(vectors, atoms, coder, stop)
    return _shrink(vectors, atoms, coder, stop)


def _pursue(vectors: Tensor, atoms: Tensor, coder: Coder, stop: NDArray[np.uint8]) -> Tensor:
    """Orthogonal matching pursuit. Each round adds one atom to all vectors; finished vectors keep their code."""
    torch = require("torch", "Computing on CUDA")
    gram, start = atoms.T @ atoms, vectors @ atoms
    count, most = len(vectors), min(coder.most, *atoms.shape)
    length = vectors.norm(dim=1)
    factor = vectors.new_zeros(count, most, most)
    chosen = torch.zeros(count, most, dtype=torch.long, device=vectors.device)
    result, going = torch.zeros_like(start), torch.ones_like(length, dtype=torch.bool)
    left, free = start.clone(), torch.ones_like(start, dtype=torch.bool)
    for taken in range(most):
        if stop[0] or not bool(going.any()):
            break
        best, atom = (left.abs() * free).max(dim=1)
        chosen[:, taken] = atom
        rest = _extended(factor, gram, chosen, taken, coder.damping)
        going &= (best > NOTHING * length) & (rest > SPANNED)
        factor[:, taken, taken] = torch.where(going, rest, 1).sqrt()
        many = chosen[:, : taken + 1]
        wanted = start.gather(1, many)
        code = torch.cholesky_solve(wanted[..., None], factor[:, : taken + 1, : taken + 1])[..., 0]
        result = torch.where(going[:, None], torch.zeros_like(start).scatter(1, many, code), result)
        unexplained = length.square() - (code * wanted).sum(dim=1)
        going &= unexplained > (coder.tolerance * length).square()
        left = start - result @ gram
        free.scatter_(1, atom[:, None], False)  # each atom is used once
    return result


def _extended(factor: Tensor, gram: Tensor, chosen: Tensor, taken: int, damping: float) -> Tensor:
    """Write a row of the Cholesky factors for the atom ``chosen[:, taken]``; returns its remaining squared length."""
    torch = require("torch", "Computing on CUDA")
    atom = chosen[:, taken]
    rest = gram[atom, atom] + damping
    if taken:
        shared = gram[atom[:, None], chosen[:, :taken]]
        row = torch.linalg.solve_triangular(factor[:, :taken, :taken], shared[..., None], upper=False)[..., 0]
        factor[:, taken, :taken] = row
        rest = rest - row.square().sum(dim=1)
    return rest


def _shrink(vectors: Tensor, atoms: Tensor, coder: Coder, stop: NDArray[np.uint8]) -> Tensor:
    """The l1 problem by cyclic coordinate descent, atom by atom for all vectors; converged vectors are left out."""
    torch = require("torch", "Computing on CUDA")
    gram, start = atoms.T @ atoms, vectors @ atoms
    result, largest = torch.zeros_like(start), start.abs().amax(dim=1)
    moving = torch.nonzero(largest > 0)[:, 0]
    for _ in range(ROUNDS):
        if stop[0] or not len(moving):
            break
        # Transposed, so that the values of one atom are contiguous.
        code = result[moving].T.contiguous()
        left = (start[moving] - result[moving] @ gram).T.contiguous()
        limit, moved = coder.penalty * largest[moving], torch.zeros_like(largest[moving])
        for atom in range(len(gram)):
            wanted = left[atom] + code[atom]
            step = torch.nn.functional.relu(wanted.abs() - limit) * wanted.sign() - code[atom]
            code[atom] += step
            left.addr_(gram[atom], step, alpha=-1)
            moved = torch.maximum(moved, step.abs())
        result[moving] = code.T
        moving = moving[moved > 1e-4 * largest[moving]]
    return _refitted(result, start, gram, min(atoms.shape), coder.damping)


def _refitted(result: Tensor, start: Tensor, gram: Tensor, most: int, damping: float) -> Tensor:
    """Codes fitted again by least squares to the atoms that they use; unchanged if these are linearly dependent."""
    torch = require("torch", "Computing on CUDA")
    used = (result != 0).sum(dim=1)
    fitted = result.clone()
    for number in used.unique().tolist():
        if not 0 < number <= most:
            continue
        same = torch.nonzero(used == number)[:, 0]
        for part in same.split(max(1, _VALUES // number**2)):
            chosen = torch.nonzero(result[part])[:, 1].reshape(len(part), number)
            equations = gram[chosen[:, :, None], chosen[:, None, :]]
            equations.diagonal(dim1=1, dim2=2).add_(damping)
            factor, failed = torch.linalg.cholesky_ex(equations)
            apart = (failed == 0) & (factor.diagonal(dim1=1, dim2=2).square().amin(dim=1) > SPANNED)
            code = torch.cholesky_solve(start[part].gather(1, chosen)[..., None], factor)[..., 0]
            fitted[part] = torch.where(apart[:, None], fitted[part].scatter(1, chosen, code), fitted[part])
    return fitted
