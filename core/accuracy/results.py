"""Results of comparing a prediction with a reference: the metrics, and the data of figures."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .metrics import relative_error

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Measure:
    """One accuracy metric as shown to users.

    Attributes
    ----------
    key : str
        Field of `Accuracy`, and column of the table.
    title : str
    unit : str
        ``"stored"`` for the stored units of the reference, else the unit itself; empty if it has none.
    ideal : str
        Value of a perfect prediction.
    definition, source : str
        Definition in words, and publication.
    """

    key: str
    title: str
    unit: str
    ideal: str
    definition: str
    source: str = ""


MEASURES = (
    Measure(
        "rmse", "RMSE", "stored", "0",
        "Root mean square error: root of the mean squared difference between prediction and reference.",
    ),
    Measure("mae", "MAE", "stored", "0", "Mean absolute difference between prediction and reference."),
    Measure("bias", "Bias", "stored", "0", "Mean of prediction minus reference, also called average difference (AD)."),
    Measure("correlation", "r", "", "1", "Pearson correlation of prediction and reference."),
    Measure(
        "r2", "R²", "", "1",
        "Coefficient of determination: 1 - SSE / SST, with SSE the sum of squared differences and SST the sum of squared "
        "deviations of the reference from its mean. It is not the square of r, and is negative if the mean of the reference "
        "is a better prediction.",
    ),
    Measure(
        "ssim", "SSIM", "", "1",
        "Structural similarity: mean over all windows of 11 x 11 pixels with Gaussian weights (sigma 1.5) and the data "
        "range of the reference. Windows that contain pixels without comparison are excluded.",
        "Wang, Bovik, Sheikh, Simoncelli (2004), IEEE Transactions on Image Processing 13(4)",
    ),
    Measure(
        "psnr", "PSNR", "dB", "large",
        "Peak signal-to-noise ratio: 20 log10 (data range of the reference / RMSE).",
    ),
    Measure(
        "uiqi", "UIQI", "", "1",
        "Universal image quality index of the whole image: 4 cov mean(p) mean(r) / ((var p + var r) (mean(p)² + mean(r)²)).",
        "Wang, Bovik (2002), IEEE Signal Processing Letters 9(3)",
    ),
    Measure(
        "uiqi_local", "UIQI 8 x 8", "", "1",
        "Mean of the same index over all windows of 8 x 8 pixels.",
        "Wang, Bovik (2002)",
    ),
    Measure(
        "edge", "Edge", "", "0",
        "Mean of (Ep - Er) / (|Ep + Er| + 0.00001) over the pixels where the edge strength of the reference, Er, is at or "
        "above its 0.9 quantile; E is Roberts' operator. Negative: smoothed. Positive: over-sharp or noisy.",
        "Zhu et al. (2022), Remote Sensing of Environment 274:113002",
    ),
    Measure(
        "lbp", "LBP", "", "0",
        "Mean of (Lp - Lr) / (|Lp + Lr| + 0.00001); L is the local binary pattern of the eight neighbours of a pixel, divided "
        "by 255. Negative: less texture than the reference.",
        "Zhu et al. (2022)",
    ),
)  # fmt: skip

WHOLE_IMAGE = (
    Measure(
        "sam", "SAM", "degrees", "0",
        "Spectral angle mapper: angle between the spectra of prediction and reference, mean over all pixels.",
        "Kruse et al. (1993), Remote Sensing of Environment 44",
    ),
    Measure(
        "ergas", "ERGAS", "", "0",
        "100 h sqrt(mean over bands of (RMSE / mean of the reference)²); h is the fine pixel size divided by the coarse pixel "
        "size. Publications omit or change h; compare values only if h is the same.",
        "Wald (2002), Data fusion: definitions and architectures",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Pictures:
    """Data of the figures of a report.

    Attributes
    ----------
    density : ndarray of int, shape (bands, steps, steps)
        Number of pixels by value of the prediction (second axis) and of the reference (third axis).
    value_range : ndarray, shape (2, bands)
        Lowest and highest value of its axes.
    errors : ndarray of int, shape (bands, steps)
        Number of pixels by prediction minus reference.
    error_limit : ndarray, shape (bands,)
        The axis of `errors` runs from the negative of this to this.
    prediction, reference : ndarray, shape (bands, rows, cols)
        Thumbnails of both images; NaN where no pixel was compared.
    step : int
        Pixels along the edge of one thumbnail pixel.
    """

    density: NDArray[np.int64]
    value_range: NDArray[np.float64]
    errors: NDArray[np.int64]
    error_limit: NDArray[np.float64]
    prediction: NDArray[np.float32]
    reference: NDArray[np.float32]
    step: int


@dataclass(frozen=True)
class Accuracy:
    """Metrics of one prediction, in physical units; arrays have the shape (bands,), and NaN where not defined.

    See `MEASURES` for definitions; `pixels` is the number of compared pixels, `mean` is that of the reference.
    `shared_rmse` and `shared_pixels` are RMSE and number of the pixels that all compared images have, simple guesses
    included.
    """

    name: str
    pixels: NDArray[np.int64]
    mean: NDArray[np.float64]
    rmse: NDArray[np.float64]
    shared_rmse: NDArray[np.float64]
    shared_pixels: NDArray[np.int64]
    mae: NDArray[np.float64]
    bias: NDArray[np.float64]
    correlation: NDArray[np.float64]
    r2: NDArray[np.float64]
    ssim: NDArray[np.float64]
    psnr: NDArray[np.float64]
    uiqi: NDArray[np.float64]
    uiqi_local: NDArray[np.float64]
    edge: NDArray[np.float64]
    lbp: NDArray[np.float64]
    sam: float
    pictures: Pictures | None = None

    def overall(self, key: str) -> float:
        """Returns the mean over the bands for which a metric is defined; NaN if there is none."""
        return mean_over_bands(getattr(self, key))

    def ergas(self, factor: float) -> float:
        """Returns ERGAS; `factor` is the fine over the coarse pixel size."""
        return relative_error(self.rmse, self.mean, factor)


def mean_over_bands(values: NDArray[np.float64]) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # warning about an empty mean, which is NaN as intended
        return float(np.nanmean(values)) if len(values) else float("nan")


def error_limit(errors: Sequence[NDArray[np.float32]]) -> float:
    """Returns the colour limit of error maps: the largest 98th percentile of absolute errors of all maps; 1 if 0."""
    sizes = [np.abs(one[np.isfinite(one)]) for one in errors]
    most = max((float(np.percentile(size, 98)) for size in sizes if len(size)), default=0.0)
    return most if most > 0 else 1.0
