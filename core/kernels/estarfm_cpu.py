"""The window of ESTARFM on the CPU: one pixel at a time, since few of the window's pixels are similar."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..workers import Workers
from .compiled import compiled
from .estarfm import ENOUGH, STEEPEST, Found, Planes, Window


def cpu_search(planes: Planes, window: Window, workers: Workers) -> Found:
    """As `estarfm.search`, in row stripes on the pool."""
    dates, bands, height, width = planes.fine.shape
    rows, cols = height - 2 * window.half, width - 2 * window.half
    shape = (dates, bands, rows, cols)
    found = Found(np.zeros((rows, cols), np.float32), np.zeros(shape, np.float32), np.zeros(shape, np.float32))
    # Pixels side by side in memory, all of a pixel's values together: a similar pixel is looked at as a whole.
    fine, coarse, change = (
        np.ascontiguousarray(plane.transpose(2, 3, 0, 1)) for plane in (planes.fine, planes.coarse, planes.change)
    )
    span = np.arange(-window.half, window.half + 1)
    distance = 1 + np.hypot(span[:, None], span[None, :]) / max(window.half, 1)

    def stripe(start: int, stop: int) -> None:
        _search_rows(
            start, stop, window.half, window.most, window.least_change, window.significance, distance, fine, coarse,
            change, planes.unlike, planes.valid, planes.threshold, workers.stop, found.count, found.change, found.fine,
        )  # fmt: skip

    workers.stripes(rows, stripe)
    return found


@compiled
def _search_rows(
    start: int, stop: int, half: int, most: int, least_change: float, significance: Any, distance: Any, fine: Any,
    coarse: Any, change: Any, unlike: Any, valid: Any, threshold: Any, cancelled: Any, count: Any, out_change: Any,
    out_fine: Any,
) -> None:  # fmt: skip
    """Rows `start` to `stop`."""
    cols = count.shape[1]
    window = 2 * half + 1
    places = np.empty((window * window, 2), np.int64)
    ranks = np.empty(window * window)
    weights = np.empty(window * window)
    for row in range(start, stop):
        for col in range(cols):
            if cancelled[0]:
                return
            if not valid[row + half, col + half]:
                continue
            number = _similar(row, col, half, fine, valid, threshold, places, ranks)
            if 0 < most < number:
                _keep_best(places, ranks, number, most)
                number = most
            count[row, col] = number
            if number > ENOUGH:
                _weigh(row, col, number, places, distance, unlike, weights)
                _combine(
                    row, col, number, places, weights, least_change, significance[number], fine, coarse, change,
                    out_change, out_fine,
                )  # fmt: skip


@compiled
def _similar(
    row: int, col: int, half: int, fine: Any, valid: Any, threshold: Any, places: Any, ranks: Any
) -> Any:  # fmt: skip
    """Write the places of similar pixels, row by row, and how unlike the centre they are. Returns how many."""
    dates, bands = threshold.shape
    number = 0
    for at_row in range(row, row + 2 * half + 1):
        for at_col in range(col, col + 2 * half + 1):
            if not valid[at_row, at_col]:
                continue
            total, near = 0.0, True
            for date in range(dates):
                for band in range(bands):
                    step = abs(float(fine[at_row, at_col, date, band]) - fine[row + half, col + half, date, band])
                    if step >= threshold[date, band]:
                        near = False
                        break
                    total += step / (threshold[date, band] + 1e-12)
                if not near:
                    break
            if near:
                places[number, 0], places[number, 1] = at_row, at_col
                ranks[number] = total
                number += 1
    return number


@compiled
def _keep_best(places: Any, ranks: Any, number: int, most: int) -> None:
    """Move the most similar to the front; of equals the earlier one is kept. Their order by rank is stable."""
    order = np.argsort(ranks[:number], kind="mergesort")[:most]
    kept = places[order].copy()
    for slot in range(most):
        places[slot, 0], places[slot, 1] = kept[slot, 0], kept[slot, 1]


@compiled
def _weigh(row: int, col: int, number: int, places: Any, distance: Any, unlike: Any, weights: Any) -> None:
    """Normalised weights 1 / ((1 - R) d) of the similar pixels."""
    total = 0.0
    for slot in range(number):
        at_row, at_col = places[slot, 0], places[slot, 1]
        weights[slot] = 1 / (unlike[at_row, at_col] * distance[at_row - row, at_col - col] + 1e-7)
        total += weights[slot]
    for slot in range(number):
        weights[slot] /= total


@compiled
def _combine(
    row: int, col: int, number: int, places: Any, weights: Any, least_change: float, significant: float, fine: Any,
    coarse: Any, change: Any, out_change: Any, out_fine: Any,
) -> None:  # fmt: skip
    for band in range(fine.shape[3]):
        slope = _coefficient(number, places, band, fine, coarse, least_change, significant)
        for date in range(fine.shape[2]):
            moved, kept = 0.0, 0.0
            for slot in range(number):
                at_row, at_col = places[slot, 0], places[slot, 1]
                moved += weights[slot] * change[at_row, at_col, date, band]
                kept += weights[slot] * fine[at_row, at_col, date, band]
            out_change[date, band, row, col] = slope * moved
            out_fine[date, band, row, col] = kept


@compiled
def _coefficient(
    number: int, places: Any, band: int, fine: Any, coarse: Any, least_change: float, significant: float
) -> Any:  # fmt: skip
    """Slope of fine on coarse over the similar pixels of both dates, or one where it means nothing."""
    points = 2 * number
    mean_x, mean_y, moved = 0.0, 0.0, 0.0
    for slot in range(number):
        at_row, at_col = places[slot, 0], places[slot, 1]
        first, second = float(coarse[at_row, at_col, 0, band]), float(coarse[at_row, at_col, 1, band])
        mean_x += first + second
        mean_y += float(fine[at_row, at_col, 0, band]) + fine[at_row, at_col, 1, band]
        moved += first - second
    if abs(moved) / number < least_change:
        return 1.0
    mean_x, mean_y = mean_x / points, mean_y / points
    xx, xy, yy = 0.0, 0.0, 0.0
    for slot in range(number):
        at_row, at_col = places[slot, 0], places[slot, 1]
        for date in range(2):
            x, y = coarse[at_row, at_col, date, band] - mean_x, fine[at_row, at_col, date, band] - mean_y
            xx, xy, yy = xx + x * x, xy + x * y, yy + y * y
    if xx == 0.0 or yy == 0.0:
        return 1.0
    slope, explained = xy / xx, xy * xy / (xx * yy)
    statistic = explained * (points - 2) / max(1 - explained, 1e-15)
    if statistic < significant or slope <= 0 or slope > STEEPEST:
        return 1.0
    return slope
