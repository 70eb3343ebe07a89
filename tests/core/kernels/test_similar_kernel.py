"""Lists of similar pixels equal those of a comparison one by one."""

from __future__ import annotations

import numpy as np
import pytest

from stfusion.core.kernels.common.compiled import compiled
from stfusion.core.kernels.common.similar import (
    NO_VALUE,
    WORD,
    find_similar,
    make_room,
    next_words,
    similar_values,
)

MISSING = np.float32(1e30)


@compiled
def _all_lists(similar, room, rows, cols, counts, offsets) -> None:
    for word in range((cols + WORD - 1) // WORD):
        next_words(similar, room, 0, 0, word)
        for row in range(rows):
            for shift in range(min(WORD, cols - word * WORD)):
                col = word * WORD + shift
                found = find_similar(similar, room, row, row, col, word, shift)
                counts[row, col] = found
                offsets[row, col, :found] = room.found[:found]


def lists(fours, thresholds, half):
    """Number of similar pixels of each centre, and their positions in its window: row times the width, plus column."""
    similar = similar_values(fours, thresholds, half)
    rows, cols = (edge - 2 * half for edge in fours[0].shape[1:])
    limits = np.zeros(similar.values.shape[2], np.float32)
    limits[similar.planes] = np.concatenate(thresholds)
    counts = np.zeros((rows, cols), np.int64)
    offsets = np.zeros((rows, cols, (2 * half + 1) ** 2), np.int32)
    room = make_room(similar, rows)
    room.limits[:] = limits
    _all_lists(similar, room, rows, cols, counts, offsets)
    return counts, offsets, similar.values.shape[1]


def images(rows, cols, half, bands, kind="normal"):
    rng = np.random.default_rng(0)
    shape = (bands, rows + 2 * half, cols + 2 * half)
    values = {
        "normal": lambda: rng.normal(0.2, 0.05, shape),
        "few values": lambda: rng.integers(0, 4, shape) / 8,
        "two far groups": lambda: rng.choice([0.1, 1e6], shape) + rng.normal(0, 0.01, shape),
        "all alike": lambda: np.full(shape, 0.3),
    }[kind]().astype(np.float32)
    values[:, rng.random(shape[1:]) < 0.1] = MISSING
    return values


def assert_lists_are_right(fours, thresholds, half) -> None:
    counts, offsets, width = lists(fours, thresholds, half)
    values, limits = np.concatenate(fours), np.concatenate(thresholds)[:, None, None]
    size = 2 * half + 1
    for row, col in np.ndindex(counts.shape):
        centre = values[:, row + half, col + half, None, None]
        if centre[0] >= NO_VALUE:
            continue
        window = values[:, row : row + size, col : col + size]
        near = (np.abs(window - centre) <= limits).all(axis=0) & (window[0] < NO_VALUE)
        down, right = np.divmod(offsets[row, col, : counts[row, col]], width)
        np.testing.assert_array_equal(np.sort(down * size + right), np.flatnonzero(near))
        # Part by part, row by row, and from left to right: the order in which terms are added.
        order = np.lexsort((right, down, right // WORD))
        np.testing.assert_array_equal(order, np.arange(len(order)))


@pytest.mark.parametrize("kind", ["normal", "few values", "two far groups", "all alike"])
@pytest.mark.parametrize("bands", [(1,), (4,), (2, 2), (4, 4), (4, 4, 3)])
def test_finds_what_is_similar(kind, bands) -> None:
    half = 4
    every = images(9, 2 * WORD + 3, half, sum(bands), kind)
    fours = np.split(every, np.cumsum(bands)[:-1])
    thresholds = [np.linspace(0.04, 0.08, count).astype(np.float32) for count in bands]
    assert_lists_are_right(fours, thresholds, half)


@pytest.mark.parametrize("window", [3, WORD - 1, WORD + 1, 2 * WORD + 7])
def test_windows_of_several_parts(window) -> None:
    half = window // 2
    assert_lists_are_right([images(3, 5, half, 3)], [np.full(3, 0.03, np.float32)], half)


@pytest.mark.parametrize("kind", ["few values", "all alike"])
@pytest.mark.parametrize("limit", [0.0, 1e-12, 1e6, np.inf])
def test_limits_of_any_size(limit, kind) -> None:
    """Equal values fulfil a limit of zero."""
    assert_lists_are_right([images(6, 20, 3, 2, kind)], [np.full(2, limit, np.float32)], 3)


def test_nothing_valid() -> None:
    counts, _, _ = lists([np.full((2, 20, 20), MISSING)], [np.ones(2, np.float32)], 3)
    assert not counts.any()
