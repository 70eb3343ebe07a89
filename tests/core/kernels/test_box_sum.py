"""Sums over square windows."""

from __future__ import annotations

import numpy as np
import pytest

from stfusion.core.kernels.common.box import box_sum


@pytest.mark.parametrize("window", [1, 2, 3, 7, 8, 31, 51])
def test_equals_a_plain_sum(window) -> None:
    values = np.random.default_rng(0).normal(size=(2, 51, 60))
    plain = np.lib.stride_tricks.sliding_window_view(values, (window, window), (1, 2)).sum(axis=(3, 4))
    np.testing.assert_allclose(box_sum(values, window), plain, rtol=1e-12, atol=1e-12)


def test_a_block_alone_gives_the_very_bits_of_the_whole() -> None:
    values = np.random.default_rng(0).normal(size=(40, 50))
    np.testing.assert_array_equal(box_sum(values[3:, 5:-2], 13), box_sum(values, 13)[3:, 5:-2])


def test_counts_what_is_true() -> None:
    assert box_sum(np.ones((5, 6), bool), 3).tolist() == [[9.0] * 4] * 3
