"""Matrix products by the Fortran interface of BLAS.

numpy calls the C interface, whose names the program around it may take: QGIS is linked with the GNU Scientific Library, whose own
C interface then answers, some ten times slower. The Fortran interface stays that of numpy's and scipy's library.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@lru_cache(maxsize=1)
def _blas() -> Any:
    from scipy.linalg import blas

    return blas


def product(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns ``left @ right`` of two matrices in double precision; neither is copied if it, or its transpose, is contiguous."""
    # In the order of Fortran, the transpose of the product is that of the right matrix times that of the left one.
    (first, turn_first), (second, turn_second) = _in_fortran_order(right), _in_fortran_order(left)
    found: NDArray[np.float64] = _blas().dgemm(1.0, first, second, trans_a=turn_first, trans_b=turn_second).T
    return found


def applied(matrix: NDArray[np.float64], vector: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns ``matrix @ vector`` in double precision; see `product`."""
    transposed, turn = _in_fortran_order(matrix)
    found: NDArray[np.float64] = _blas().dgemv(1.0, transposed, vector, trans=not turn)
    return found


def _in_fortran_order(matrix: NDArray[np.float64]) -> tuple[NDArray[np.float64], bool]:
    """Returns an array in the order of Fortran, and whether it must be transposed to be the transpose of the matrix."""
    if matrix.flags.f_contiguous and not matrix.flags.c_contiguous:
        return matrix, True
    return np.ascontiguousarray(matrix).T, False
