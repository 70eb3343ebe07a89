"""STARFM's window sums on the CPU."""

# No `from __future__ import annotations` is needed by numba, and none disturbs it.
from __future__ import annotations

from typing import Any

import numpy as np

from ..workers import Workers
from .compiled import compiled
from .starfm import Planes, Sums, distance_weights, empty_sums

# Columns worked on at a time: the sums of all bands for so many pixels stay in the innermost cache.
COLUMNS = 256


def cpu_sums(
    pairs: list[Planes], half: int, distance: float, either: bool, own_band: bool, details: bool, workers: Workers
) -> Sums:
    """As `starfm.window_sums`, in row stripes on the pool."""
    sums = empty_sums(pairs[0])
    distances = distance_weights(half, distance)
    bands, rows, _ = pairs[0].spectral_limit.shape
    groups = [slice(band, band + 1) for band in range(bands)] if own_band else [slice(0, bands)]

    def stripe(start: int, stop: int) -> None:
        for planes in pairs:
            for group in groups:
                deciding = group if own_band else slice(None)
                _add_stripe(
                    start, stop, distances, either, details,
                    planes.similar[deciding], planes.threshold[deciding],
                    planes.spectral[group], planes.temporal[group],
                    planes.spectral_limit[group], planes.temporal_limit[group],
                    planes.weight[group], planes.value[group],
                    sums.weight[group], sums.value[group], sums.square[group], sums.count[group],
                )  # fmt: skip

    workers.stripes(rows, stripe)
    return sums


@compiled
def _add_stripe(
    start: int, stop: int, distances: Any, either: bool, details: bool,
    similar: Any, threshold: Any, spectral: Any, temporal: Any, spectral_limit: Any, temporal_limit: Any,
    weight: Any, value: Any, sum_weight: Any, sum_value: Any, sum_square: Any, sum_count: Any,
) -> None:  # fmt: skip
    """Add rows `start` to `stop`. Innermost loops run along a row without branches, so that they become vector code."""
    deciding = similar.shape[0]
    bands, _, cols = spectral_limit.shape
    window = distances.shape[0]
    half = window // 2
    alike = np.empty(COLUMNS, np.float32)
    totals = np.empty((4, bands, COLUMNS), np.float32)
    for row in range(start, stop):
        for left in range(0, cols, COLUMNS):
            width = min(COLUMNS, cols - left)
            totals[:] = 0
            for down in range(window):
                for right in range(window):
                    hits = _find_alike(
                        alike, width, similar, threshold, row, left, row + down, left + right, half, deciding
                    )  # fmt: skip
                    if hits == 0:
                        continue
                    closeness = distances[down, right]
                    for band in range(bands):
                        _add_row(
                            alike, width, closeness, either, details,
                            spectral[band, row + down, left + right : left + right + width],
                            temporal[band, row + down, left + right : left + right + width],
                            spectral_limit[band, row, left : left + width],
                            temporal_limit[band, row, left : left + width],
                            weight[band, row + down, left + right : left + right + width],
                            value[band, row + down, left + right : left + right + width],
                            totals[0, band], totals[1, band], totals[2, band], totals[3, band],
                        )  # fmt: skip
            for band in range(bands):
                for col in range(width):
                    sum_weight[band, row, left + col] += totals[0, band, col]
                    sum_value[band, row, left + col] += totals[1, band, col]
                    sum_square[band, row, left + col] += totals[2, band, col]
                    sum_count[band, row, left + col] += totals[3, band, col]


@compiled
def _find_alike(
    alike: Any, width: int, similar: Any, threshold: Any,
    row: int, left: int, at_row: int, at_left: int, half: int, deciding: int,
) -> Any:  # fmt: skip
    """Write 1 or 0 for each of `width` pixels: is the pixel at the offset similar to it? Returns how many are."""
    hits = np.float32(0)
    for band in range(deciding):
        here = similar[band, row + half, left + half : left + half + width]
        there = similar[band, at_row, at_left : at_left + width]
        limit = threshold[band, row, left : left + width]
        hits = np.float32(0)
        for col in range(width):
            close = np.float32(1) if abs(there[col] - here[col]) <= limit[col] else np.float32(0)
            if band:
                close *= alike[col]
            alike[col] = close
        if band == deciding - 1:
            for col in range(width):
                if alike[col] > 0:
                    hits += np.float32(1)
                    break
    return hits


@compiled
def _add_row(
    alike: Any, width: int, closeness: Any, either: bool, details: bool,
    spectral: Any, temporal: Any, spectral_limit: Any, temporal_limit: Any, weight: Any, value: Any,
    sum_weight: Any, sum_value: Any, sum_square: Any, sum_count: Any,
) -> None:  # fmt: skip
    if either:
        for col in range(width):
            passes = (spectral[col] < spectral_limit[col]) | (temporal[col] < temporal_limit[col])
            share = alike[col] * closeness * weight[col] if passes else np.float32(0)
            sum_weight[col] += share
            sum_value[col] += share * value[col]
    else:
        for col in range(width):
            passes = (spectral[col] < spectral_limit[col]) & (temporal[col] < temporal_limit[col])
            share = alike[col] * closeness * weight[col] if passes else np.float32(0)
            sum_weight[col] += share
            sum_value[col] += share * value[col]
    if details:
        for col in range(width):
            a, b = spectral[col] < spectral_limit[col], temporal[col] < temporal_limit[col]
            passes = (a | b) if either else (a & b)
            share = alike[col] * closeness * weight[col] if passes else np.float32(0)
            sum_square[col] += share * value[col] * value[col]
            sum_count[col] += alike[col] if passes else np.float32(0)
