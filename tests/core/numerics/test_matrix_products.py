"""Products by the Fortran interface of BLAS: equal to numpy's, for every order of the arrays."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from stfusion.core.numerics.products import applied, product


def layouts(values: np.ndarray) -> list[np.ndarray]:
    wide = np.zeros((2 * values.shape[0], 2 * values.shape[1]))
    wide[::2, ::2] = values
    return [np.ascontiguousarray(values), np.asfortranarray(values), wide[::2, ::2]]


@pytest.mark.parametrize("shape", [(1, 1, 1), (5, 1, 3), (40, 30, 20), (7, 200, 1)])
def test_products_equal_those_of_numpy(shape) -> None:
    rng = np.random.default_rng(3)
    left, right = rng.normal(size=shape[:2]), rng.normal(size=shape[1:])
    for one, other in itertools.product(layouts(left), layouts(right)):
        np.testing.assert_allclose(product(one, other), left @ right, rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(applied(one, right[:, 0]), left @ right[:, 0], rtol=1e-12, atol=1e-12)
