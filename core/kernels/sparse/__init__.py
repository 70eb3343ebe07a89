"""Sparse codes of many vectors, and the vectors of another space that have the same codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .coder import PURSUIT, ROUNDS, Coder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...runtime.workers import Workers


def translate(
    vectors: NDArray[np.float64],
    atoms: NDArray[np.float64],
    gram: NDArray[np.float64],
    target: NDArray[np.float64],
    coder: Coder,
    workers: Workers | None = None,
) -> NDArray[np.float64]:
    """Returns vectors (n, target size) of the target space for vectors (n, source size) of the source space.

    Parameters
    ----------
    vectors : ndarray, shape (n, source size)
    atoms : ndarray, shape (source size, count)
        Columns of unit length.
    gram : ndarray, shape (count, count)
        Products of all atoms with each other.
    target : ndarray, shape (count, target size)
        Target vector of each atom.
    coder : Coder
    workers : Workers, optional
        Device to compute on, and the stop flag; the CPU if not given.
    """
    if workers is not None and workers.device.cuda:
        from .torch import translate as on_device

        return on_device(vectors, atoms, target, coder, workers.device.name, workers.stop)
    from .cpu import combine

    result = np.empty((len(vectors), target.shape[1]))
    combine(codes(vectors, atoms, gram, coder, None if workers is None else workers.stop), target, result)
    return result


def codes(
    vectors: NDArray[np.float64],
    atoms: NDArray[np.float64],
    gram: NDArray[np.float64],
    coder: Coder,
    stop: NDArray[np.uint8] | None = None,
) -> NDArray[np.float64]:
    """Returns codes (n, count) of vectors, on the CPU; parameters as for `translate`. A nonzero `stop` cancels."""
    from .cpu import pursue, shrink

    vectors = np.ascontiguousarray(vectors, np.float64)
    found = np.zeros((len(vectors), atoms.shape[1]))
    stop = np.zeros(1, np.uint8) if stop is None else stop
    if coder.kind == PURSUIT:
        most = min(coder.most, *atoms.shape)
        pursue(vectors, atoms, gram, most, coder.tolerance, coder.damping, found, stop)
    else:
        shrink(vectors, atoms, gram, coder.penalty, ROUNDS, True, coder.damping, found, stop)
    return found
