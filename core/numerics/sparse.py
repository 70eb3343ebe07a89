"""Sparse coding and coupled dictionaries: pairs of atoms that let the code of one vector predict another vector."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..kernels.sparse import codes, translate
from ..kernels.sparse.coder import Coder
from ..run import Run
from .products import applied, product

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..runtime.workers import Workers

# Vectors coded between two checks for cancel: about a tenth of a second.
_CHUNK = 512

# An atom whose source part is below this fraction of its length contains no source information; it is not updated.
_SILENT = 1e-6


@dataclass(frozen=True)
class Training:
    """Parameters of the training of a coupled dictionary.

    Attributes
    ----------
    atoms : int
        Number of atoms; fewer if there are fewer samples.
    iterations : int
        Rounds of coding and updating; 0 keeps the initial atoms: the first samples that are not zero. Samples should be
        in random order.
    coder : Coder
    shrink : float
        Ridge of the final fit of the target atoms, as a fraction of the mean energy of an atom's weights.
    expected : float
        Expected target as a multiple of its source (of the same size): the ridge shrinks towards this. 0 shrinks
        towards zero.
    """

    atoms: int = 256
    iterations: int = 10
    coder: Coder = field(default_factory=Coder)
    shrink: float = 0.0
    expected: float = 0.0


@dataclass(frozen=True)
class CoupledDictionary:
    """Atoms of two spaces that share one code.

    Attributes
    ----------
    source : ndarray, shape (source size, count)
        Columns of unit length.
    target : ndarray, shape (target size, count)
        Columns of unit length, or 0.
    gain : ndarray, shape (count,)
        Length of the target atom that belongs to a source atom of length one.
    objective : tuple of float
        Unexplained sum of squares of source and target per sample, before the first round of training and after each
        round.
    """

    source: NDArray[np.float64]
    target: NDArray[np.float64]
    gain: NDArray[np.float64]
    objective: tuple[float, ...] = ()

    @cached_property
    def _gram(self) -> NDArray[np.float64]:
        return np.ascontiguousarray(self.source.T @ self.source)

    @cached_property
    def _rows(self) -> NDArray[np.float64]:
        return np.ascontiguousarray((self.target * self.gain).T)

    def code(
        self, vectors: NDArray[np.float64], coder: Coder, stop: NDArray[np.uint8] | None = None
    ) -> NDArray[np.float64]:
        """Returns codes (n, count) of source vectors (n, source size); each vector is coded independently."""
        return codes(vectors, self.source, self._gram, coder, stop)

    def translate(
        self, vectors: NDArray[np.float64], coder: Coder, workers: Workers | None = None
    ) -> NDArray[np.float64]:
        """Target vectors (n, target size) for source vectors (n, source size); `workers` selects the device."""
        return translate(vectors, self.source, self._gram, self._rows, coder, workers)


def sparse_codes(
    vectors: NDArray[np.float64],
    atoms: NDArray[np.float64],
    coder: Coder,
    stop: NDArray[np.uint8] | None = None,
) -> NDArray[np.float64]:
    """Returns the sparse codes of vectors in a dictionary.

    Parameters
    ----------
    vectors : ndarray, shape (n, size)
    atoms : ndarray, shape (size, count)
        Columns of unit length.
    coder : Coder
    stop : ndarray of uint8, shape (1,), optional
        Set to 1 by another thread to end the work.

    Returns
    -------
    ndarray of float64, shape (n, count)

    Raises
    ------
    DependencyError
        If numba is missing.
    """
    atoms = np.ascontiguousarray(atoms, np.float64)
    return codes(vectors, atoms, np.ascontiguousarray(atoms.T @ atoms), coder, stop)


def train_coupled(
    source: NDArray[np.float64], target: NDArray[np.float64], training: Training, run: Run
) -> CoupledDictionary | None:
    """Train a pair of dictionaries: min |X - Ds A|^2 + |Y - Dt A|^2 over both dictionaries and the sparse code A.

    The code is computed from the source alone, since only the source is known when the dictionary is used. Atoms are
    updated one after the other, both halves and their weights together, by one power step each (approximate K-SVD,
    Rubinstein et al. 2008). Finally the target atoms are fitted to the final code by ridge regression.

    Parameters
    ----------
    source : ndarray, shape (n, source size)
        Samples X.
    target : ndarray, shape (n, target size)
        Samples Y.
    training : Training
    run : Run
        Polled for cancel; receives the progress.

    Returns
    -------
    CoupledDictionary or None
        None if all source samples are zero.

    Raises
    ------
    Cancelled
    """
    lengths = np.sqrt(np.square(source).sum(axis=1))
    usable = np.flatnonzero(lengths > 0)
    if not len(usable):
        return None
    # Not drawn at random: if a few samples are missing, nearly all atoms still have the same initial values.
    first = usable[: training.atoms]
    size = source.shape[1]
    both = np.concatenate([source, target], axis=1)
    atoms = np.ascontiguousarray((both[first] / lengths[first, None]).T)
    codes = _checked_codes(source, atoms[:size], training.coder, run)
    objective = [_unexplained(both, atoms, codes)]
    for done in range(training.iterations):
        run.progress(done / training.iterations)
        _update_atoms(both, atoms, codes, size, run)
        codes = _checked_codes(source, atoms[:size], training.coder, run)
        objective.append(_unexplained(both, atoms, codes))
    run.progress(1)
    fitted = _fitted_target(atoms[:size], target, codes, training)
    gain = np.sqrt(np.square(fitted).sum(axis=0))
    return CoupledDictionary(
        np.ascontiguousarray(atoms[:size]), fitted / np.where(gain > 0, gain, 1), gain, tuple(objective)
    )


def _update_atoms(
    both: NDArray[np.float64], atoms: NDArray[np.float64], codes: NDArray[np.float64], size: int, run: Run
) -> None:
    """One round of approximate K-SVD, in place; source halves keep unit length, target halves are scaled with them."""
    for number in range(atoms.shape[1]):
        run.check()
        users = np.flatnonzero(codes[:, number])
        if not len(users):
            continue
        weights = codes[users, number]
        rest = both[users] - product(codes[users], atoms.T) + np.outer(weights, atoms[:, number])
        atom = applied(rest.T, weights)
        length, whole = (float(np.sqrt(np.square(part).sum())) for part in (atom[:size], atom))
        if length <= _SILENT * whole:
            continue
        atom /= length
        atoms[:, number] = atom
        codes[users, number] = applied(rest, atom) / np.square(atom).sum()


def _fitted_target(
    source_atoms: NDArray[np.float64], target: NDArray[np.float64], codes: NDArray[np.float64], training: Training
) -> NDArray[np.float64]:
    """Returns target atoms that fit the targets best with these codes, with a ridge towards the expected atoms."""
    energy = product(codes.T, codes)
    ridge = max(training.shrink, 1e-9) * np.trace(energy) / len(energy)
    expected = np.zeros((target.shape[1], codes.shape[1]))
    if training.expected:
        expected = training.expected * source_atoms
    rest = target - product(codes, expected.T)
    fitted: NDArray[np.float64] = (
        np.linalg.solve(energy + ridge * np.eye(len(energy)), product(codes.T, rest)).T + expected
    )
    return fitted


def _unexplained(both: NDArray[np.float64], atoms: NDArray[np.float64], codes: NDArray[np.float64]) -> float:
    return float(np.square(both - product(codes, atoms.T)).sum() / len(both))


def _checked_codes(
    vectors: NDArray[np.float64], atoms: NDArray[np.float64], coder: Coder, run: Run
) -> NDArray[np.float64]:
    """As `sparse_codes`, with checks for cancel in between."""
    atoms = np.ascontiguousarray(atoms)
    gram = np.ascontiguousarray(atoms.T @ atoms)
    parts = []
    for start in range(0, len(vectors), _CHUNK):
        run.check()
        parts.append(codes(vectors[start : start + _CHUNK], atoms, gram, coder, None))
    return np.concatenate(parts)
