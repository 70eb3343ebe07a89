"""Fit-FC: regression model fitting, spatial filtering and residual compensation (Wang and Atkinson 2018)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...core.fusion.method import Method, MethodInfo, Prediction, option, register
from ...core.fusion.statistics import pair_statistics, parse_range, value_range, with_images
from ...core.kernels.neighbours import neighbour_mean
from ...core.kernels.neighbours.planes import Neighbours, Search, comparable
from ...core.products.band_choice import chosen_bands
from ...core.rasters.grid import Window
from ...core.rasters.nested import Nested
from ...core.rasters.resample import cells_for, cubic, filled
from ...core.run import Run
from ...core.runtime.workers import Workers
from ...core.scenes.scene import Block, Scene
from .. import options as shared

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Regression:
    """Scene facts, each of shape (bands, coarse rows, coarse cols): target = slope * pair + intercept + residual."""

    nested: Nested
    slope: NDArray[np.float64]
    intercept: NDArray[np.float64]
    residual: NDArray[np.float64]
    low: NDArray[np.float32]  # shape (bands, 1, 1): predictions are clipped to this range
    high: NDArray[np.float32]


@register
class FitFc(Method):
    """Regression model fitting (RM), spatial filtering (SF) and residual compensation (RC).

    Wang and Atkinson (2018), section 2. RM fits the coarse change locally and applies it to the fine image; SF and RC
    use the same similar pixels, so they are computed in one pass over the sum of the RM prediction and the enlarged
    residual.
    """

    info = MethodInfo(
        id="fitfc",
        title="Fit-FC",
        name="Regression model fitting, spatial filtering and residual compensation",
        group="Regression and hybrid",
        year=2018,
        doi="10.1016/j.rse.2017.10.046",
        reference=(
            "Wang, Q., Atkinson, P. M. (2018). Spatio-temporal fusion for daily Sentinel-2 images. Remote Sensing of "
            "Environment 204, 31-42."
        ),
        summary=(
            "Fits the change of the coarse image by linear regression in a small moving window, applies it to "
            "the fine image, and smooths the sum with the coarse residual over similar pixels."
        ),
        choose=(
            "Only one pair is available and there is strong seasonal change between the dates. It preserves the "
            "radiometry of the coarse image well and is fast."
        ),
        avoid=(
            "Fine detail is more important than radiometry, because the filter smooths: STARFM keeps more "
            "detail. For land-cover change in parts of a coarse pixel, use FSDAF."
        ),
        pairs=(1, 1),
        coarse="coarse grid",
        fidelity="authors' code",
        departures=(
            "The slope of the regression is shrunk towards one where the contrast in the window is below the "
            "noise of the sensor; the authors' program uses extreme slopes there (option). Windows end at the "
            "image border, where the authors' program repeats the last pixels. Masks, missing pixels and limits "
            "are added. Similar pixels are selected over all bands as in the paper; the program uses red and "
            "near infrared."
        ),
        tags=("FitFC", "Wang", "Atkinson", "RM", "SF", "RC", "regression", "residual compensation"),
        packages=("scipy", "numba"),
        uncertainty="Weighted standard deviation of the similar pixels that are averaged, in units of the fine image.",
    )

    @dataclass(frozen=True)
    class Options:
        window: int = option(
            41, "Search window", unit="fine pixels", minimum=3, maximum=501, odd=True,
            help="Side length of the search window for similar pixels. The authors' program uses 41 for Landsat "
                 "and MODIS, the paper 30 for Sentinel-2 and Sentinel-3.",
        )  # fmt: skip
        neighbours: int = shared.neighbours()
        similar_bands: str = option(
            "all", "Bands used for similarity",
            help="all, or band numbers of the fine image, such as 3 4 for red and near infrared, as in the "
                 "authors' program.",
        )  # fmt: skip
        radius: int = option(
            1, "Radius of the regression window", unit="coarse pixels", minimum=1, maximum=50,
            help="1: regression over 3 x 3 coarse pixels; 2: over 5 x 5. Larger windows are more stable and less "
                 "local.",
        )  # fmt: skip
        noise: float = option(
            0.005, "Noise of the coarse sensor", unit="reflectance", minimum=0.0, maximum=1.0,
            help="Where the standard deviation of the coarse values in a regression window is below this value, "
                 "the slope is shrunk towards one. 0: plain regression in every window, as in the authors' program.",
        )  # fmt: skip
        steps: str = option(
            "all", "Steps", choices=("all", "regression only"),
            help="regression only: stops after the first step, which shows the coarse pixels as blocks; for analysis.",
        )  # fmt: skip
        ratio: int = shared.ratio()
        value_range: str = shared.value_range()

    def check(self, options: Options, bands: int) -> None:
        chosen_bands(options.similar_bands, bands)
        parse_range(options.value_range)

    def halo(self, scene: Scene, options: Options) -> int:
        return options.window // 2

    def fit(self, scene: Scene, options: Options, run: Run) -> Regression:
        nested = scene.nested(options.ratio, run)
        before, valid_before = scene.pairs[0].coarse.coarse(nested)
        after, valid_after = scene.target.coarse(nested)
        valid = valid_before & valid_after
        slope, intercept, residual = (np.empty(before.shape) for _ in range(3))
        for band, (one, other) in enumerate(zip(before, after)):  # band by band, because a scene has many coarse pixels
            first, second = one[None].astype(np.float64), other[None].astype(np.float64)
            (slope[band],), (intercept[band],) = _local_lines(first, second, valid, options.radius, options.noise)
            residual[band] = np.where(valid, second[0] - (slope[band] * first[0] + intercept[band]), 0)
        images = ((before, valid_before), (after, valid_after))
        statistics = with_images(pair_statistics(scene, run, coarse=False), images)
        low, high = value_range(options.value_range, statistics)
        slope, intercept, residual = (filled(part, valid) for part in (slope, intercept, residual))
        return Regression(nested, slope, intercept, residual, low.astype(np.float32), high.astype(np.float32))

    def predict(self, block: Block, state: Regression, options: Options, workers: Workers) -> Prediction:
        wide = block.window.grown(block.halo)
        usable = block.valid[0] & block.target_valid
        fitted = _fitted(block.fine[0], state, wide)
        inner = (slice(None), *block.inner)
        valid = usable[block.inner]
        if options.steps == "regression only":
            return Prediction(np.where(valid, np.clip(fitted[inner], state.low, state.high), np.float32(0)), valid)
        bands = chosen_bands(options.similar_bands, len(fitted))
        planes = Neighbours(
            similar=comparable(block.fine[0][bands]),
            valid=usable,
            limit=np.full(len(bands), np.inf),
            scale=np.broadcast_to(np.float64(1), (len(bands), *valid.shape)),
            values=fitted + _enlarged(state.residual, state.nested, wide),
        )
        search = Search(options.window // 2, options.neighbours, options.window / 2, squared=True)
        found = neighbour_mean(planes, search, workers)
        values = np.where(valid, np.clip(found.mean, state.low, state.high), np.float32(0))
        candidates = np.broadcast_to(found.count, values.shape)
        return Prediction(values, valid, np.sqrt(found.variance), candidates)


def _fitted(fine: NDArray[np.float32], state: Regression, window: Window) -> NDArray[np.float32]:
    """Returns the fine image transformed by the regression line of its coarse pixel."""
    fitted = np.empty_like(fine)
    for band, values in enumerate(fine):
        line = state.nested.enlarge(state.slope[band], window)
        line *= values
        line += state.nested.enlarge(state.intercept[band], window)
        fitted[band] = line
    return fitted


def _enlarged(residual: NDArray[np.float64], nested: Nested, window: Window) -> NDArray[np.float32]:
    cells = cells_for(nested, window)
    at = nested.grid.window.slices_of(cells)
    return cubic(residual[(slice(None), *at)], nested, window, cells)


def _local_lines(
    first: NDArray[np.float64], second: NDArray[np.float64], valid: NDArray[np.bool_], radius: int, noise: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Returns slope and intercept of the line through the valid pixels of each window (paper, equations 2 to 4)."""
    count = np.maximum(_window_sums(valid[None].astype(np.float64), radius), 1)
    x, y = np.where(valid, first, 0), np.where(valid, second, 0)
    mean_x, mean_y = _window_sums(x, radius) / count, _window_sums(y, radius) / count
    covariance = _window_sums(x * y, radius) / count - mean_x * mean_y
    variance = np.maximum(_window_sums(x * x, radius) / count - mean_x**2, 0)
    # A prior of slope one with the variance of the noise: without contrast only the mean change remains.
    prior = noise**2
    slope = (covariance + prior) / (variance + prior + np.finfo(np.float64).eps)
    return slope, mean_y - slope * mean_x


def _window_sums(values: NDArray[np.float64], radius: int) -> NDArray[np.float64]:
    """Returns sums over the window around each pixel, cropped at the edge."""
    from scipy.ndimage import correlate1d

    ones = np.ones(2 * radius + 1)
    for axis in (-2, -1):
        values = correlate1d(values, ones, axis=axis, mode="constant")
    return values
