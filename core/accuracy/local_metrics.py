"""Metrics computed in moving windows: similarity, edge sharpness, texture. One value per window position.

All functions take one band of shape (rows, cols) in float64, and return a value for each window that fits into it: a
window of `size` rows leaves ``rows - size + 1``. A value depends only on the pixels of its window, not on the block
boundaries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Wang, Bovik, Sheikh and Simoncelli (2004), Image quality assessment: from error visibility to structural similarity,
# IEEE Transactions on Image Processing 13(4), section III-C: window 11 x 11, sigma 1.5, K1 0.01, K2 0.03.
SSIM_WINDOW = 11
SSIM_SIGMA = 1.5
SSIM_K1, SSIM_K2 = 0.01, 0.03

# Wang and Bovik (2002), A universal image quality index, IEEE Signal Processing Letters 9(3), section II: 8 x 8 windows.
UIQI_WINDOW = 8

EDGE_WINDOW = 2
PATTERN_WINDOW = 3

# Below this fraction of the mean square, a variance is only rounding error.
_NO_VARIANCE = 1e-12
# A hundredth of a step of reflectance x 10000: equal values stored as float32 differ by less.
_SAME = 1e-6


def ssim_windows(first: NDArray[np.float64], second: NDArray[np.float64], extent: float) -> NDArray[np.float64]:
    """Structural similarity of each 11 x 11 window (equation 13), with Gaussian weights; `extent` is the data range."""
    c1, c2 = (SSIM_K1 * extent) ** 2, (SSIM_K2 * extent) ** 2
    mean_1, mean_2 = _weighted(first), _weighted(second)
    squares, product = mean_1 * mean_1 + mean_2 * mean_2, mean_1 * mean_2
    variances = _weighted(first * first + second * second) - squares
    covariance = _weighted(first * second) - product
    luminance = (2 * product + c1) / (squares + c1)
    structure: NDArray[np.float64] = (2 * covariance + c2) / (variances + c2)
    return luminance * structure


def uiqi_windows(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns the universal image quality index of each 8 x 8 window.

    As in the authors' program, a window without variance in both images is evaluated by its means only, and is 1 if
    these are 0 as well.
    """
    share = 1.0 / UIQI_WINDOW**2
    mean_1, mean_2 = box_sums(first, UIQI_WINDOW) * share, box_sums(second, UIQI_WINDOW) * share
    squares = np.square(mean_1) + np.square(mean_2)
    variance = box_sums(first * first + second * second, UIQI_WINDOW) * share - squares
    covariance = box_sums(first * second, UIQI_WINDOW) * share - mean_1 * mean_2
    return quality_index(mean_1 * mean_2, squares, covariance, variance)


def quality_index(
    product: NDArray[np.float64], squares: NDArray[np.float64], covariance: NDArray[np.float64],
    variance: NDArray[np.float64],
) -> NDArray[np.float64]:  # fmt: skip
    """Equation 1 of Wang and Bovik, from the product and the squares of the means, and the sum of both variances."""
    found = np.ones(squares.shape)
    np.divide(2 * product, squares, out=found, where=squares > 0)
    varied = variance > _NO_VARIANCE * squares
    structure = np.ones(squares.shape)
    np.divide(2 * covariance, variance, out=structure, where=varied)
    return np.asarray(found * structure)


def edges(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns the Roberts operator of each 2 x 2 window: the sum of the absolute differences along its diagonals."""
    falling = np.abs(values[:-1, :-1] - values[1:, 1:])
    rising = np.abs(values[:-1, 1:] - values[1:, :-1])
    return np.asarray(falling + rising)


def patterns(values: NDArray[np.float64], noise: float) -> NDArray[np.float64]:
    """Returns the local binary pattern of each 3 x 3 window, as a fraction of 255.

    The eight neighbours are taken clockwise from the upper left one, which is the highest bit; a bit is set if the
    neighbour exceeds the centre by more than `noise`.
    """
    rows, cols = values.shape
    centre = values[1:-1, 1:-1] + (noise + _SAME)
    code = np.zeros(centre.shape, np.uint8)
    for row, col in ((0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0)):
        code <<= 1
        code |= values[row : rows - 2 + row, col : cols - 2 + col] > centre
    return code / 255.0


def relative_difference(first: NDArray[Any], second: NDArray[Any]) -> NDArray[np.float64]:
    """Returns difference over sum of two edge or pattern images, as in the all-round assessment."""
    return np.asarray((first - second) / (np.abs(first + second) + 1e-5), np.float64)


def whole_windows(mask: NDArray[np.bool_], size: int) -> NDArray[np.bool_]:
    """Returns whether all pixels of each window are set."""
    along = mask
    for axis in (0, 1):
        along = _doubled(along, size, axis, np.logical_and)
    return along


def box_sums(values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Returns the sum of each window. No running sums: rounding must not depend on where a row begins."""
    for axis in (0, 1):
        values = _doubled(values, size, axis, np.add)
    return values


def _doubled(values: NDArray[Any], size: int, axis: int, join: Any) -> NDArray[Any]:
    """Combine `size` neighbours along an axis by repeated doubling: 8 are combined from two combinations of 4."""

    def shifted(array: NDArray[Any], start: int, count: int) -> NDArray[Any]:
        at = [slice(None), slice(None)]
        at[axis] = slice(start, start + count)
        return array[tuple(at)]

    length = max(values.shape[axis] - size + 1, 0)
    found, done, part, width = None, 0, values, 1
    while True:
        if size & width:
            piece = shifted(part, done, length)
            found = piece if found is None else join(found, piece)
            done += width
        if done == size:
            return np.asarray(found)
        longer = max(part.shape[axis] - width, 0)
        part = join(shifted(part, 0, longer), shifted(part, width, longer))
        width *= 2


def _weighted(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns the Gaussian mean of each window."""
    from scipy.ndimage import correlate1d

    half = SSIM_WINDOW // 2
    weights = np.exp(-0.5 * (np.arange(-half, half + 1) / SSIM_SIGMA) ** 2)
    weights /= weights.sum()
    for axis in (0, 1):
        values = correlate1d(values, weights, axis=axis)
    return values[half:-half, half:-half]
