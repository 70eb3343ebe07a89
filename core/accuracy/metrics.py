"""Accuracy metrics of a prediction against a reference: one number for each band.

All functions take values of shape (bands, rows, cols) in any unit, compare the pixels that are valid in both images,
and return float64 of shape (bands,). A band without such a pixel, or for which a metric is not defined, gets NaN.
Both images must be in memory; `core.accuracy.measure` computes the same metrics for rasters of any size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from .local_metrics import (
    EDGE_WINDOW,
    PATTERN_WINDOW,
    SSIM_WINDOW,
    UIQI_WINDOW,
    edges,
    patterns,
    quality_index,
    relative_difference,
    ssim_windows,
    uiqi_windows,
    whole_windows,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Zhu et al. (2022), A novel framework to assess all-round performances of spatiotemporal fusion models, Remote Sensing
# of Environment 274:113002. Edges at or above this quantile of the reference's are compared; a neighbour is brighter
# if it exceeds the centre by more than the noise, in reflectance.
EDGE_QUANTILE = (9, 10)
NOISE = 0.005


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
        If the shapes do not match.
    """
    return np.sqrt(_mean(*_squares(prediction, reference, valid)))


def bias(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Mean of prediction minus reference, also called average difference. Parameters as for `rmse`."""
    first, second, both = _compared(prediction, reference, valid)
    return _mean(first - second, both)


def mae(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Mean absolute difference, in the unit of the values. Parameters as for `rmse`."""
    first, second, both = _compared(prediction, reference, valid)
    size: NDArray[np.float64] = np.abs(first - second)
    return _mean(size, both)


def correlation(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Pearson correlation. Parameters as for `rmse`; NaN where one of the images is constant."""
    first, second, both = _compared(prediction, reference, valid)
    first, second = _centred(first, both), _centred(second, both)
    product, first_square, second_square = (
        np.sum(values, axis=(1, 2)) for values in (first * second, first * first, second * second)
    )
    # The root of each factor is taken separately: the product of two small squares could underflow.
    spread = np.sqrt(first_square) * np.sqrt(second_square)
    found = np.full(spread.shape, np.nan)
    np.divide(product, spread, out=found, where=spread > 0)
    return np.clip(found, -1.0, 1.0)


def ssim(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Mean structural similarity (Wang et al. 2004), with a Gaussian window and the data range of the reference.

    Windows that contain an invalid pixel or reach beyond the image are left out. Parameters as for `rmse`; NaN if no
    window is left or the reference is constant.
    """
    first, second, both = _compared(prediction, reference, valid)
    found = np.full(first.shape[0], np.nan)
    for band, mask in enumerate(both):
        whole = whole_windows(mask, SSIM_WINDOW)
        extent = np.ptp(second[band][mask]) if mask.any() else 0.0
        if extent > 0 and whole.any():
            found[band] = ssim_windows(first[band], second[band], extent)[whole].mean()
    return found


def r_squared(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Coefficient of determination, 1 - SSE / SST, which is not the square of the correlation.

    Parameters as for `rmse`; NaN where the reference is constant.
    """
    first, second, both = _compared(prediction, reference, valid)
    found = np.full(first.shape[0], np.nan)
    error = np.square(first - second).sum(axis=(1, 2))
    spread = np.square(_centred(second, both)).sum(axis=(1, 2))
    np.divide(error, spread, out=found, where=spread > 0)
    return np.asarray(1 - found)


def psnr(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Peak signal-to-noise ratio, decibels: 20 log10(data range of the reference / RMSE).

    Parameters as for `rmse`; infinite for equal images, NaN where the reference is constant.
    """
    _, second, both = _compared(prediction, reference, valid)
    high = np.where(both, second, -np.inf).max(axis=(1, 2), initial=-np.inf)
    low = np.where(both, second, np.inf).min(axis=(1, 2), initial=np.inf)
    return peak_ratio(rmse(prediction, reference, valid), high - low)


def uiqi(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Universal image quality index (Wang and Bovik 2002) of the image as one window. Parameters as for `rmse`."""
    first, second, both = _compared(prediction, reference, valid)
    means = _mean(first, both), _mean(second, both)
    centred = _centred(first, both), _centred(second, both)
    squares = means[0] ** 2 + means[1] ** 2
    variance = _mean(np.square(centred[0]) + np.square(centred[1]), both)
    found = quality_index(means[0] * means[1], squares, _mean(centred[0] * centred[1], both), variance)
    return np.where(both.any(axis=(1, 2)), found, np.nan)


def uiqi_local(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Mean universal image quality index of all 8 x 8 windows without an invalid pixel. Parameters as for `rmse`."""
    first, second, both = _compared(prediction, reference, valid)
    found = np.full(first.shape[0], np.nan)
    for band, mask in enumerate(both):
        whole = whole_windows(mask, UIQI_WINDOW)
        if whole.any():
            found[band] = uiqi_windows(first[band], second[band])[whole].mean()
    return found


def sam(prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None = None) -> float:
    """Mean spectral angle in degrees, over pixels that are valid in all bands and not 0 in all bands of an image.

    Kruse et al. (1993), The spectral image processing system, Remote Sensing of Environment 44. Parameters as for
    `rmse`; NaN for one band, whose angle is always 0.
    """
    first, second, both = _compared(prediction, reference, valid)
    angles = spectral_angles(first, second, both.all(axis=0))
    return float(angles.mean()) if len(angles) else float("nan")


def ergas(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None = None, factor: float = 1.0
) -> float:
    """Relative dimensionless global error: 100 factor sqrt(mean over bands of (RMSE / mean of the reference) ** 2).

    Wald (2002), Data fusion: definitions and architectures. `factor` is the fine pixel size over the coarse one; some
    papers omit or change it. Other parameters as for `rmse`; bands without a compared pixel are left out.
    """
    _, second, both = _compared(prediction, reference, valid)
    return relative_error(rmse(prediction, reference, valid), _mean(second, both), factor)


def edge(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None = None
) -> NDArray[np.float64]:
    """Sharpness of the strongest edges (Zhu et al. 2022): negative where smoothed, positive where over-sharp or noisy.

    The mean of (Ep - Er) / (abs(Ep + Er) + 1e-5), E being Roberts' operator, over the pixels where the reference's edge
    is at or above its 0.9 quantile; a border of one pixel is left out. Values are reflectance; parameters as for `rmse`.
    """
    first, second, both = _compared(prediction, reference, valid)
    found = np.full(first.shape[0], np.nan)
    for band, mask in enumerate(both):
        whole = whole_windows(mask, EDGE_WINDOW)[1:, 1:]
        if not whole.any():
            continue
        seen, true = edges(first[band])[1:, 1:][whole], edges(second[band])[1:, 1:][whole]
        # Same rule as in `core.accuracy.running_totals`, so that both select the same edges.
        single = true.astype(np.float32)
        strong = single >= np.partition(single, edge_rank(len(single)))[edge_rank(len(single))]
        found[band] = relative_difference(seen[strong], true[strong]).mean()
    return found


def lbp(
    prediction: NDArray[Any],
    reference: NDArray[Any],
    valid: NDArray[np.bool_] | None = None,
    noise: float = NOISE,
) -> NDArray[np.float64]:
    """Agreement of texture by local binary patterns (Zhu et al. 2022): 0 is equal, negative is too smooth.

    The mean of (Lp - Lr) / (abs(Lp + Lr) + 1e-5) over all pixels with eight neighbours, L being the pattern over 255.
    Values are reflectance, as is `noise`; other parameters as for `rmse`.
    """
    first, second, both = _compared(prediction, reference, valid)
    found = np.full(first.shape[0], np.nan)
    for band, mask in enumerate(both):
        whole = whole_windows(mask, PATTERN_WINDOW)
        if whole.any():
            seen, true = patterns(first[band], noise)[whole], patterns(second[band], noise)[whole]
            found[band] = relative_difference(seen, true).mean()
    return found


def edge_rank(count: int) -> int:
    """Returns the rank, in ascending order, of the smallest of `count` edges at or above their 0.9 quantile."""
    share, whole = EDGE_QUANTILE
    return -(-share * (count - 1) // whole)


def spectral_angles(
    first: NDArray[np.float64], second: NDArray[np.float64], known: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Angles in degrees between the spectra (bands, rows, cols) at the known pixels (rows, cols); none for one band."""
    if len(first) < 2:
        return np.zeros(0)
    # No copy if all pixels are known.
    spectra = [image.reshape(len(image), -1) if known.all() else image[:, known] for image in (first, second)]
    lengths = [_lengths(image) for image in spectra]
    lit = (lengths[0] > 0) & (lengths[1] > 0)
    if not lit.all():
        spectra, lengths = [image[:, lit] for image in spectra], [length[lit] for length in lengths]
    first, second = (image / length for image, length in zip(spectra, lengths))
    # Kahan's formula: the arc cosine of a dot product loses half of the digits of a small angle.
    apart, together = _lengths(first - second), _lengths(first + second)
    return np.asarray(np.degrees(2 * np.arctan2(apart, together)))


def _lengths(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Length of each vector, of shape (components, vectors)."""
    return np.asarray(np.sqrt(np.einsum("ij,ij->j", vectors, vectors)))


def peak_ratio(error: NDArray[np.float64], extent: NDArray[np.float64]) -> NDArray[np.float64]:
    """PSNR in decibels from the RMSE and the data range of each band."""
    usable = np.isfinite(error) & np.isfinite(extent) & (extent > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(usable, 20 * np.log10(extent / error), np.nan)


def relative_error(error: NDArray[np.float64], mean: NDArray[np.float64], factor: float) -> float:
    """ERGAS from the RMSE of each band and the mean of its reference; NaN where a mean is 0."""
    known = np.isfinite(error) & np.isfinite(mean)
    if not known.any() or (mean[known] == 0).any():
        return float("nan")
    return float(100 * factor * np.sqrt(np.square(error[known] / mean[known]).mean()))


def _compared(
    prediction: NDArray[Any], reference: NDArray[Any], valid: NDArray[np.bool_] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Both images in float64, 0 where invalid, and where both are valid; all of shape (bands, rows, cols)."""
    first, second = np.asarray(prediction, dtype=np.float64), np.asarray(reference, dtype=np.float64)
    if first.ndim != 3 or first.shape != second.shape:
        raise InputError(
            "The prediction has the shape {prediction} and the reference {reference}; both must be the "
            "same (bands, rows, cols).",
            prediction=first.shape,
            reference=second.shape,
        )
    both = np.isfinite(first) & np.isfinite(second)
    if valid is not None:
        mask = np.asarray(valid, dtype=bool)
        if mask.shape not in (first.shape, first.shape[1:]):
            raise InputError(
                "The mask of valid pixels has the shape {shape} and the images {images}.",
                shape=mask.shape,
                images=first.shape,
            )
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
    """Values minus the mean of their band; 0 where not compared, and 0 if they differ only by rounding."""
    centred = np.where(both, values - _mean(values, both)[:, None, None], 0.0)
    extent = np.abs(values).max(axis=(1, 2), initial=0.0)[:, None, None]
    return np.where(np.abs(centred).max(axis=(1, 2), keepdims=True, initial=0.0) > 1e-14 * extent, centred, 0.0)
