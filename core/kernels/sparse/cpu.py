"""Sparse codes of many vectors on the CPU.

Every vector is coded separately and always by the same instructions, so that its code does not depend on the other
vectors of the call: matrix products over a whole batch would round differently depending on the batch size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..common.compiled import ZERO, compiled, compiled_part
from .coder import NOTHING, SPANNED

if TYPE_CHECKING:
    from numpy.typing import NDArray


@compiled
def pursue(
    vectors: NDArray[np.float64],
    atoms: NDArray[np.float64],
    gram: NDArray[np.float64],
    most: int,
    tolerance: float,
    damping: float,
    codes: NDArray[np.float64],
    stop: NDArray[np.uint8],
) -> None:
    """Orthogonal matching pursuit with a Cholesky factor that is extended by one row for each atom.

    Parameters
    ----------
    vectors : ndarray, shape (n, size)
    atoms : ndarray, shape (size, count)
        Of unit length.
    gram : ndarray, shape (count, count)
    most : int
        Maximum number of atoms for a vector.
    tolerance : float
        Ends if the length of the residual is at most this fraction of the vector's length.
    damping : float
        Added to the diagonal of the normal equations (ridge). Nearly identical atoms would otherwise get huge,
        meaningless weights of opposite sign.
    codes : ndarray, shape (n, count)
        Output.
    stop : ndarray of uint8, shape (1,)
        Nonzero cancels the work.
    """
    size, count = atoms.shape
    start, left = np.empty(count), np.empty(count)
    factor, chosen = np.zeros((most, most)), np.empty(most, np.int64)
    half, code = np.empty(most), np.empty(most)
    for n in range(vectors.shape[0]):
        if stop[0] != 0:
            return
        codes[n, :] = 0
        length = correlate(vectors[n], atoms, start)
        copy(start, left)
        taken = ZERO
        while taken < most:
            best, atom = 0.0, -1
            for k in range(count):
                if abs(left[k]) > best:
                    best, atom = abs(left[k]), k
            if atom < 0 or best <= NOTHING * length:
                break
            chosen[taken] = atom
            if not extend(factor, gram, chosen, taken, damping):
                break
            taken += 1
            solve(factor, start, chosen, taken, half, code)
            explained = 0.0
            for i in range(taken):
                explained += code[i] * start[chosen[i]]
            if length * length - explained <= (tolerance * length) ** 2:
                break
            copy(start, left)
            for i in range(taken):
                row, weight = gram[chosen[i]], code[i]
                for k in range(count):
                    left[k] -= weight * row[k]
            for i in range(taken):
                left[chosen[i]] = 0  # each atom is used once
        for i in range(taken):
            codes[n, chosen[i]] = code[i]


@compiled
def shrink(
    vectors: NDArray[np.float64],
    atoms: NDArray[np.float64],
    gram: NDArray[np.float64],
    share: float,
    rounds: int,
    debias: bool,
    damping: float,
    codes: NDArray[np.float64],
    stop: NDArray[np.uint8],
) -> None:
    """Solve the l1 problem min 1/2 |x - D a|^2 + tau |a|_1 by cyclic coordinate descent (Friedman et al. 2010).

    Parameters
    ----------
    vectors, atoms, gram, codes, stop
        As for `pursue`.
    share : float
        tau as a fraction of the largest correlation of the vector with an atom.
    rounds : int
        Maximum number of rounds over all atoms.
    debias : bool
        Whether the weights of the atoms found are fitted again by least squares, without the penalty.
    """
    size, count = atoms.shape
    start, left = np.empty(count), np.empty(count)
    factor, chosen = np.zeros((size, size)), np.empty(size, np.int64)
    half, refit = np.empty(size), np.empty(size)
    for n in range(vectors.shape[0]):
        if stop[0] != 0:
            return
        code = codes[n]
        code[:] = 0
        correlate(vectors[n], atoms, start)
        copy(start, left)
        largest = np.abs(start).max()
        if largest == 0:
            continue
        limit = share * largest
        for _ in range(rounds):
            moved = 0.0
            for k in range(count):
                wanted = left[k] + code[k]
                value = 0.0
                if wanted > limit:
                    value = wanted - limit
                elif wanted < -limit:
                    value = wanted + limit
                step = value - code[k]
                if step != 0:
                    code[k] = value
                    row = gram[k]
                    for j in range(count):
                        left[j] -= step * row[j]
                    moved = max(moved, abs(step))
            if moved <= 1e-4 * largest:
                break
        if not debias:
            continue
        taken, spanned = ZERO, False
        for k in range(count):
            if code[k] != 0 and not spanned:
                if taken == size:
                    spanned = True
                    continue
                chosen[taken] = k
                if extend(factor, gram, chosen, taken, damping):
                    taken += 1
                else:
                    spanned = True
        if not spanned:
            solve(factor, start, chosen, taken, half, refit)
            for i in range(taken):
                code[chosen[i]] = refit[i]


@compiled_part
def correlate(vector: NDArray[np.float64], atoms: NDArray[np.float64], result: NDArray[np.float64]) -> float:
    """Compute the products of a vector with all atoms; returns the vector's length."""
    result[:] = 0
    square = 0.0
    for i in range(atoms.shape[0]):
        value, row = vector[i], atoms[i]
        square += value * value
        for k in range(atoms.shape[1]):
            result[k] += value * row[k]
    return np.sqrt(square)


@compiled_part
def copy(source: NDArray[np.float64], target: NDArray[np.float64]) -> None:
    """Does ``target[:] = source``, for which numba would compile the text of an error about their shapes."""
    for k in range(len(target)):
        target[k] = source[k]


@compiled_part
def extend(
    factor: NDArray[np.float64], gram: NDArray[np.float64], chosen: NDArray[np.int64], taken: int, damping: float
) -> bool:
    """Add atom ``chosen[taken]`` to the Cholesky factor of the atoms before it; False if it is in their span."""
    atom = chosen[taken]
    rest = gram[atom, atom] + damping
    for i in range(taken):
        value = gram[atom, chosen[i]]
        for j in range(i):
            value -= factor[i, j] * factor[taken, j]
        value /= factor[i, i]
        factor[taken, i] = value
        rest -= value * value
    if rest <= SPANNED:
        return False
    factor[taken, taken] = np.sqrt(rest)
    return True


@compiled_part
def solve(
    factor: NDArray[np.float64],
    start: NDArray[np.float64],
    chosen: NDArray[np.int64],
    taken: int,
    half: NDArray[np.float64],
    code: NDArray[np.float64],
) -> None:
    """Compute the least-squares code of the chosen atoms."""
    for i in range(taken):
        value = start[chosen[i]]
        for j in range(i):
            value -= factor[i, j] * half[j]
        half[i] = value / factor[i, i]
    for i in range(taken - 1, -1, -1):
        value = half[i]
        for j in range(i + 1, taken):
            value -= factor[j, i] * code[j]
        code[i] = value / factor[i, i]


@compiled
def combine(codes: NDArray[np.float64], atoms: NDArray[np.float64], vectors: NDArray[np.float64]) -> None:
    """Write the vectors (n, size) with the given codes (n, count); ``atoms`` are rows here, shape (count, size)."""
    vectors[:] = 0
    for n in range(codes.shape[0]):
        for k in range(codes.shape[1]):
            weight = codes[n, k]
            if weight != 0:
                for i in range(atoms.shape[1]):
                    vectors[n, i] += weight * atoms[k, i]
