"""How close a prediction comes to a reference: one number for each band.

All functions take values of shape (bands, rows, cols) in any unit, compare the pixels that are valid in both images,
and return float64 of shape (bands,). A band without such a pixel, or for which a measure is not defined, gets NaN.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Wang, Bovik, Sheikh and Simoncelli (2004), Image quality assessment: from error visibility to structural similarity,
# IEEE Transactions on Image Processing 13(4), section III-C: window 11 x 11, sigma 1.5, K1 0.01, K2 0.03.
SSIM_WINDOW = 11
SSIM_SIGMA = 1.5
SSIM_K1, SSIM_K2 = 0.01, 0.03


def rmse(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Root of the mean square difference, in the unit of the values.

    Parameters
    ----------
    prediction, reference : ndarray, shape (bands, rows, cols)
        Values that are not finite are invalid.
    valid : ndarray of bool, shape (bands, rows, cols) or (rows, cols), optional
        Pixels to compare; all by default.

    Returns
    -------
    ndarray of float64, shape (bands,)

    Raises
    ------
    InputError
        If the shapes do not fit.
    """
    return np.sqrt(_mean(*_squares(prediction, reference, valid)))


def bias(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Mean of prediction minus reference, also called average difference. Parameters as for `rmse`."""
    first, second, both = _compared(prediction, reference, valid)
    return _mean(first - second, both)


def correlation(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Pearson correlation. Parameters as for `rmse`; NaN where one of the images is constant."""
    first, second, both = _compared(prediction, reference, valid)
    first, second = _centred(first, both), _centred(second, both)
    product, first_square, second_square = (
        np.sum(values, axis=(1, 2)) for values in (first * second, first * first, second * second)
    )
    # The root of each factor by itself: the product of two small squares could vanish.
    spread = np.sqrt(first_square) * np.sqrt(second_square)
    found = np.full(spread.shape, np.nan)
    np.divide(product, spread, out=found, where=spread > 0)
    return np.clip(found, -1.0, 1.0)


def ssim(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Mean structural similarity (Wang et al. 2004), with a Gaussian window and the data range of the reference.

    Windows that hold an invalid pixel or reach beyond the image are left out. Parameters as for `rmse`; NaN where no
    window is left or the reference is constant.
    """
    first, second, both = _compared(prediction, reference, valid)
    found = np.full(first.shape[0], np.nan)
    if min(first.shape[1:]) < SSIM_WINDOW:
        return found
    for band, mask in enumerate(both):
        whole = _whole_windows(mask)
        extent = np.ptp(second[band][mask]) if mask.any() else 0.0
        if extent > 0 and whole.any():
            found[band] = _similarity(first[band], second[band], extent)[whole].mean()
    return found


def _compared(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Both images in float64, 0 where invalid, and where both are valid; all of shape (bands, rows, cols)."""
    first, second = np.asarray(prediction, dtype=np.float64), np.asarray(reference, dtype=np.float64)
    if first.ndim != 3 or first.shape != second.shape:
        raise InputError(
            f"The prediction has the shape {first.shape} and the reference {second.shape}; both must be the same "
            "(bands, rows, cols)."
        )
    both = np.isfinite(first) & np.isfinite(second)
    if valid is not None:
        mask = np.asarray(valid, dtype=bool)
        if mask.shape not in (first.shape, first.shape[1:]):
            raise InputError(f"The mask of valid pixels has the shape {mask.shape} and the images {first.shape}.")
        both &= mask
    return np.where(both, first, 0.0), np.where(both, second, 0.0), both


def _squares(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    first, second, both = _compared(prediction, reference, valid)
    return np.square(first - second), both


def _mean(values: NDArray[np.float64], both: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Mean over the compared pixels of each band; `values` are 0 elsewhere."""
    count = both.sum(axis=(1, 2))
    found = np.full(count.shape, np.nan)
    np.divide(values.sum(axis=(1, 2)), count, out=found, where=count > 0)
    return found


def _centred(values: NDArray[np.float64], both: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Values minus the mean of their band, 0 where not compared, and 0 where only rounding tells them apart."""
    centred = np.where(both, values - _mean(values, both)[:, None, None], 0.0)
    extent = np.abs(values).max(axis=(1, 2), initial=0.0)[:, None, None]
    return np.where(np.abs(centred).max(axis=(1, 2), keepdims=True, initial=0.0) > 1e-14 * extent, centred, 0.0)


def _whole_windows(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether all pixels of a window are compared, for each window that fits into the image."""
    from scipy.ndimage import minimum_filter

    half = SSIM_WINDOW // 2
    whole: NDArray[np.bool_] = minimum_filter(mask, size=SSIM_WINDOW)[half:-half, half:-half]
    return whole


def _similarity(first: NDArray[np.float64], second: NDArray[np.float64], extent: float) -> NDArray[np.float64]:
    """The SSIM of each window that fits into the image (equation 13)."""
    c1, c2 = (SSIM_K1 * extent) ** 2, (SSIM_K2 * extent) ** 2
    mean_1, mean_2 = _weighted(first), _weighted(second)
    variance_1 = _weighted(first * first) - mean_1 * mean_1
    variance_2 = _weighted(second * second) - mean_2 * mean_2
    covariance = _weighted(first * second) - mean_1 * mean_2
    luminance = (2 * mean_1 * mean_2 + c1) / (mean_1 * mean_1 + mean_2 * mean_2 + c1)
    structure: NDArray[np.float64] = (2 * covariance + c2) / (variance_1 + variance_2 + c2)
    return luminance * structure


def _weighted(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gaussian mean of each window that fits into the image."""
    from scipy.ndimage import correlate1d

    half = SSIM_WINDOW // 2
    weights = np.exp(-0.5 * (np.arange(-half, half + 1) / SSIM_SIGMA) ** 2)
    weights /= weights.sum()
    for axis in (0, 1):
        values = correlate1d(values, weights, axis=axis)
    return values[half:-half, half:-half]
