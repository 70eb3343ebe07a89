"""Thin-plate splines whose points lie on a regular lattice, on the CPU.

The basis function depends only on the distance between a fine pixel and a point, and on a lattice their column distance
is an integer number of fine pixels plus a constant. So its logarithms are computed once per row of pixels and row of
points, not for every pixel and point.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..common.compiled import compiled, compiled_part
from .planes import TURN


@compiled
def write_rows(weights: Any, plane: Any, top: int, left: int, rows: Any, first: int, ratio: int, surface: Any) -> None:
    """As `spline.evaluate`; the first column is `first`."""
    bands, down, across = weights.shape
    count = surface.shape[2]
    # Smallest offset of a pixel in fine columns from the last point; all other offsets to a point are larger.
    least = first - (left + across - 1) * ratio
    basis = np.empty(count + (across - 1) * ratio)
    sums = np.empty((bands, count))
    for number in range(len(rows)):
        sums[:] = 0
        for row in range(down):
            if not weights[:, row].any():
                continue
            _basis(_apart(rows[number] - (top + row) * ratio, ratio), least, ratio, basis)
            for col in range(0, across, TURN):
                _add(weights[:, row], col, (across - 1 - col) * ratio, ratio, basis, sums)
        y = _apart(rows[number], ratio)
        for band in range(bands):
            for col in range(count):
                flat = plane[0, band] + y * plane[1, band] + _apart(first + col, ratio) * plane[2, band]
                surface[band, number, col] = sums[band, col] + flat


@compiled_part
def _apart(pixels: int, ratio: int) -> float:
    """Distance in coarse pixels from a point to a fine pixel's centre; `pixels` is between the corners of both."""
    return (pixels + 0.5) / ratio - 0.5


@compiled_part
def _basis(down: float, least: int, ratio: int, basis: Any) -> None:
    """Compute r^2 log r for all column distances; it is the same on both sides of a point."""
    for at in range(len(basis)):
        pixels = least + at
        mirrored = ratio - 1 - pixels - least
        if 0 <= mirrored < at:
            basis[at] = basis[mirrored]
        else:
            squared = down * down + _apart(max(pixels, ratio - 1 - pixels), ratio) ** 2
            basis[at] = 0.5 * squared * math.log(squared) if squared > 0 else 0.0


@compiled_part
def _add(weights: Any, col: int, at: int, ratio: int, basis: Any, sums: Any) -> None:
    """Add `TURN` points to the sums of a row; `at` is the basis index of the first, those of the next are lower."""
    # LLVM does not vectorize the loop if it cannot prove that an index is not negative.
    at, at_two, at_three, at_four = max(at, 0), max(at - ratio, 0), max(at - 2 * ratio, 0), max(at - 3 * ratio, 0)
    for band in range(len(sums)):
        one, two = weights[band, col], weights[band, col + 1]
        three, four = weights[band, col + 2], weights[band, col + 3]
        for x in range(sums.shape[1]):
            sums[band, x] += (
                one * basis[x + at] + two * basis[x + at_two] + three * basis[x + at_three] + four * basis[x + at_four]
            )
