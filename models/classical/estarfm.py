"""ESTARFM: the enhanced spatial and temporal adaptive reflectance fusion model (Zhu et al. 2010)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from ...core.fusion.method import Method, MethodInfo, Prediction, option, register
from ...core.fusion.statistics import parse_range, scene_statistics, value_range
from ...core.kernels.common.box import box_sum
from ...core.kernels.estarfm import search
from ...core.kernels.estarfm.planes import ENOUGH, Found, Planes, Window
from ...core.run import Run
from ...core.runtime.workers import Workers
from ...core.scenes.scene import Block, Scene
from .. import options as shared

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Added in the authors' program to a difference of means before dividing by it, in reflectance.
TINY = 1e-14

# Value of missing pixels in the authors' data, in reflectance.
BACKGROUND = -0.9999


@dataclass(frozen=True)
class Facts:
    """Scene facts: thresholds (2, bands), and the range of values, each of shape (bands, 1, 1)."""

    threshold: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


@register
class Estarfm(Method):
    """Enhanced spatial and temporal adaptive reflectance fusion model.

    Zhu, Chen, Gao, Chen and Masek (2010), equations 8 to 18, as in the authors' program. Symbols: F fine, C coarse,
    m and n the dates of the pairs, V the conversion coefficient, R the spectral similarity, T the temporal weight.
    """

    info = MethodInfo(
        id="estarfm",
        title="ESTARFM",
        name="Enhanced spatial and temporal adaptive reflectance fusion model",
        group="Weight functions",
        year=2010,
        doi="10.1016/j.rse.2010.05.032",
        reference=(
            "Zhu, X., Chen, J., Gao, F., Chen, X., Masek, J. G. (2010). An enhanced spatial and temporal adaptive "
            "reflectance fusion model for complex heterogeneous regions. Remote Sensing of Environment 114(11), "
            "2610-2623."
        ),
        summary=(
            "Uses two pairs around the target date: selects pixels that are similar on both dates, estimates the "
            "relation between fine and coarse change from them, and adds the scaled coarse change to both fine "
            "images."
        ),
        choose=(
            "Two pairs are available, one on each side of the target date, in landscapes with small fields that "
            "change steadily between the dates. It is often the most accurate method in this case."
        ),
        avoid=(
            "Only one pair is available (STARFM, FSDAF, Fit-FC), or a change between the pairs is not visible in "
            "either fine image, such as a flood that has receded."
        ),
        pairs=(2, 2),
        coarse="fine grid",
        fidelity="authors' code",
        departures=(
            "Thresholds are computed from the valid pixels of the whole scene, and windows do not end at block "
            "borders; the authors' program includes the background (option). One coefficient per window, as in "
            "the program; the paper uses one per coarse pixel."
        ),
        tags=("Zhu", "enhanced STARFM", "conversion coefficient", "moving window", "two pairs", "heterogeneous"),
        packages=("scipy", "numba"),
        uncertainty="Weighted standard deviation of the predictions from both pairs, in units of the fine image.",
    )

    @dataclass(frozen=True)
    class Options:
        window: int = option(
            51, "Search window", unit="fine pixels", minimum=3, maximum=501, odd=True,
            help="Side length of the search window for similar pixels; about three coarse pixels. The time "
                 "increases with the area of the window.",
        )  # fmt: skip
        classes: int = option(
            4, "Number of classes", minimum=1, maximum=1000,
            help="Controls how strictly pixels must match to count as similar: on both dates they differ by less "
                 "than two standard deviations of the image divided by this number.",
        )  # fmt: skip
        most_similar: int = option(
            0, "Maximum number of similar pixels", minimum=0, maximum=10000,
            help="The authors' fast version uses the 20 most similar pixels of each window, which is faster "
                 "where many are similar, and slightly less accurate. 0 = all similar pixels.",
        )  # fmt: skip
        least_change: float = option(
            0.02, "Minimum coarse change for a coefficient", unit="reflectance", minimum=0.0, maximum=1.0,
            help="Where the coarse images of the pairs differ by less, the conversion coefficient is one, "
                 "because it would be determined by noise.",
        )  # fmt: skip
        value_range: str = shared.value_range(
            "Predictions outside this range are replaced by the weighted fine values of the similar pixels."
        )
        thresholds: str = option(
            "valid pixels", "Thresholds computed from", choices=("valid pixels", "authors' program"),
            help="authors' program: missing pixels count as -9999 in the standard deviation, so that far more "
                 "pixels are similar; only for comparison of results.",
        )  # fmt: skip

    def check(self, options: Options, bands: int) -> None:
        parse_range(options.value_range)

    def halo(self, scene: Scene, options: Options) -> int:
        return options.window // 2

    def fit(self, scene: Scene, options: Options, run: Run) -> Facts:
        found = scene_statistics(scene, run, BACKGROUND if options.thresholds == "authors' program" else None)
        return Facts(2 * found.deviation / options.classes, *value_range(options.value_range, found))

    def predict(self, block: Block, state: Facts, options: Options, workers: Workers) -> Prediction:
        valid = block.valid.all(axis=0) & block.target_valid
        change = block.target[None] - block.coarse
        planes = Planes(block.fine, block.coarse, change, _unlike(block), valid, state.threshold)
        half = options.window // 2
        window = Window(half, options.most_similar, options.least_change, _significance(options.window**2))
        return _prediction(block, valid, search(planes, window, workers), state, options.window)


def _unlike(block: Block) -> NDArray[np.float64]:
    """Returns 1 - R of every pixel: correlation of fine and coarse values over dates and bands (paper, equation 10).

    With one band two values would always correlate perfectly; the authors' relative difference is used instead.
    """
    dates, bands, rows, cols = block.fine.shape
    fine, coarse = (plane.reshape(dates * bands, rows, cols).astype(np.float64) for plane in (block.fine, block.coarse))
    if bands == 1:
        total = np.abs(fine + coarse)
        apart = np.where(total > 0, np.abs(fine - coarse) / np.where(total > 0, total, 1), 1)
        return apart.mean(axis=0)
    fine, coarse = fine - fine.mean(axis=0), coarse - coarse.mean(axis=0)
    product = np.sqrt((fine**2).sum(axis=0) * (coarse**2).sum(axis=0))
    together = (fine * coarse).sum(axis=0)
    # Without spread there is no correlation; the authors use 0.5.
    correlation: NDArray[np.float64] = np.where(product > 0, together / np.where(product > 0, product, 1), 0.5)
    return 1 - correlation


@lru_cache(maxsize=4)  # the same for every block
def _significance(most: int) -> NDArray[np.float64]:
    """Returns the F statistic at which a regression over 2 n points is significant at 5 %, by n."""
    from scipy.stats import f

    points = 2.0 * np.arange(most + 1)
    significant: NDArray[np.float64] = np.concatenate([[np.inf, np.inf], f.isf(0.05, 1, points[2:] - 2)])
    return significant


def _prediction(block: Block, valid: NDArray[np.bool_], found: Found, facts: Facts, window: int) -> Prediction:
    inner = (..., *block.inner)
    weight, mean_change = _window_means(block, valid, window)
    fine = block.fine[inner].astype(np.float64)
    regressed = found.count > ENOUGH
    # With too few similar pixels, the mean change of each date's window is used instead.
    each = fine + np.where(regressed, found.change, mean_change)
    values = (weight * each).sum(axis=0)
    outside = regressed & ((values <= facts.low) | (values >= facts.high))
    values = np.where(outside, (weight * found.fine).sum(axis=0), values)
    spread = np.sqrt((weight * np.square(each - values)).sum(axis=0))
    usable = valid[block.inner]
    values = np.where(usable, values, 0).astype(np.float32)
    candidates = np.broadcast_to(found.count, values.shape)
    return Prediction(values, usable, spread.astype(np.float32), candidates)


def _window_means(
    block: Block, valid: NDArray[np.bool_], window: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Returns the temporal weight (paper, equation 17) and mean change of each window, each (2, bands, rows, cols)."""
    count = window**2 if valid.all() else np.maximum(box_sum(valid, window), 1)
    # In float64, so that without change the difference of the means is as close to zero as possible.
    apart = np.subtract(block.target, block.coarse, dtype=np.float64)
    change = box_sum(np.where(valid, apart, 0), window) / count
    closeness = 1 / (np.abs(change) + TINY)
    return closeness / closeness.sum(axis=0), change
