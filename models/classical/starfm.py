"""STARFM: the spatial and temporal adaptive reflectance fusion model (Gao et al. 2006)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...core.fusion.method import Method, MethodInfo, Prediction, option, register
from ...core.fusion.statistics import pair_statistics
from ...core.kernels.common.box import box_sum
from ...core.kernels.starfm import window_sums
from ...core.kernels.starfm.planes import OUT_OF_RANGE, Planes, Sums
from ...core.products.band_choice import chosen_bands
from ...core.run import Run
from ...core.runtime.workers import Workers
from ...core.scenes.scene import Block, Scene

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The paper scales reflectance 0..1 to 0..10000 in its weights (its B); one such step is the smallest difference that
# the sensors resolve, and prevents a difference of zero from taking all the weight.
STEPS = np.float32(10000)

# Differences below this are considered zero: a tenth of a step, because float32 differences are not exactly zero.
NO_DIFFERENCE = np.float32(1e-5)


@register
class Starfm(Method):
    """Spatial and temporal adaptive reflectance fusion model.

    Gao, Masek, Schwaller and Hall (2006), equations 4 to 16. Symbols: F fine, C coarse, k a pair's date, S = abs(F -
    C), T = abs(C - C of the target date), D the relative distance, m the number of classes, A the distance constant.
    """

    info = MethodInfo(
        id="starfm",
        title="STARFM",
        name="Spatial and temporal adaptive reflectance fusion model",
        group="Weight functions",
        year=2006,
        doi="10.1109/TGRS.2006.872081",
        reference=(
            "Gao, F., Masek, J., Schwaller, M., Hall, F. (2006). On the blending of the Landsat and MODIS surface "
            "reflectance: predicting daily Landsat surface reflectance. IEEE Transactions on Geoscience and Remote "
            "Sensing 44(8), 2207-2218."
        ),
        summary=(
            "Adds the coarse change to the fine image, averaged over similar neighbouring pixels. Pixels with "
            "small change and good agreement between the sensors have larger weights."
        ),
        choose=(
            "One pair is available, land cover does not change between the dates, and fields are larger than a "
            "coarse pixel or surrounded by fields of the same class. It is fast, robust and the usual baseline."
        ),
        avoid=(
            "Land cover changes that only the coarse image shows (fire, flood, harvest of single fields), or "
            "land cover so mixed that no coarse pixel is pure: use FSDAF or ESTARFM."
        ),
        pairs=(1, None),
        coarse="fine grid",
        fidelity="paper",
        departures=(
            "As in the authors' program, a candidate passes with either of the two tests, and the temporal "
            "difference is part of the weight only with two or more pairs; the options also provide the versions "
            "of the paper. Ten classes instead of four, and similarity over all bands, because both were more "
            "accurate on the reference scenes. Thresholds are in reflectance and computed from the whole scene, "
            "so that the result does not depend on blocks."
        ),
        tags=(
            "Gao",
            "Masek",
            "spatial and temporal adaptive reflectance fusion model",
            "moving window",
            "similar pixels",
        ),
        packages=("numba",),
        uncertainty=(
            "Weighted standard deviation of the values predicted by the similar pixels, in units of the fine "
            "image; large where they disagree."
        ),
    )

    @dataclass(frozen=True)
    class Options:
        window: int = option(
            51, "Search window", unit="fine pixels", minimum=3, maximum=501, odd=True,
            help="Side length of the search window for similar pixels. The paper uses about three coarse pixels, "
                 "which is 51 for Landsat and MODIS. The time increases with the area of the window; larger "
                 "windows smooth more.",
        )  # fmt: skip
        classes: int = option(
            10, "Number of classes", minimum=1, maximum=1000,
            help="Controls how strictly pixels must match to count as similar: the maximum difference is two "
                 "standard deviations of the image divided by this number. More classes keep more detail, fewer "
                 "classes smooth more.",
        )  # fmt: skip
        similar_bands: str = option(
            "all", "Bands used for similarity",
            help="all: similar pixels must be similar in every band. own: each band is tested separately, as in "
                 "most programs. Or band numbers of the fine image, such as 3 4 for red and near infrared, as in "
                 "the paper.",
        )  # fmt: skip
        deviation: str = option(
            "scene", "Standard deviation computed from", choices=("scene", "window"),
            help="scene: one similarity threshold for the whole scene. window: the threshold depends on the "
                 "contrast in each search window, which is useful if homogeneous and heterogeneous areas are "
                 "adjacent.",
        )  # fmt: skip
        fine_uncertainty: float = option(
            0.005, "Uncertainty of the fine sensor", unit="reflectance", minimum=0.0, maximum=1.0,
            help="Reflectance 0 to 1 (for temperature, hundreds of kelvin). The paper uses 0.002 for visible "
                 "bands, 0.005 for near infrared, and up to 0.015 in heterogeneous areas. Larger values accept "
                 "more candidates.",
        )  # fmt: skip
        coarse_uncertainty: float = option(
            0.005, "Uncertainty of the coarse sensor", unit="reflectance", minimum=0.0, maximum=1.0,
            help="As for the fine sensor. It also determines how much more than the centre pixel a candidate may "
                 "have changed.",
        )  # fmt: skip
        distance: float = option(
            0.0, "Distance weight constant", unit="fine pixels", minimum=0.0,
            help="Constant A in the weight 1 / (1 + distance / A): small values favour near pixels. 0 = half the "
                 "search window, as in the paper.",
        )  # fmt: skip
        candidates: str = option(
            "either test", "Similarity test", choices=("either test", "both tests"),
            help="Candidates are tested for agreement between the sensors and for small change, each compared "
                 "with the centre pixel. either test: as in the authors' program, many candidates. both tests: "
                 "as in the paper, few.",
        )  # fmt: skip
        logarithm: bool = option(
            False, "Logarithmic weights",
            help="Uses the logarithm of both differences in the weight: less sensitive to the differences, "
                 "smoother. The paper recommends it for heterogeneous areas.",
        )  # fmt: skip
        temporal_weight: str = option(
            "auto", "Temporal difference in weight", choices=("auto", "on", "off"),
            help="auto: only with two or more pairs, to weight them. on: always, as in the paper. off: never.",
        )  # fmt: skip
        copy_unchanged: bool = option(
            True, "Keep values where a difference is zero",
            help="Keeps the fine value where the coarse image does not change, and uses the new coarse value "
                 "where fine and coarse values are equal, as stated in the paper.",
        )  # fmt: skip

    def check(self, options: Options, bands: int) -> None:
        chosen_bands(options.similar_bands, bands)

    def band_by_band(self, options: Options) -> bool:
        return options.similar_bands.strip() == "own"

    def halo(self, scene: Scene, options: Options) -> int:
        return options.window // 2

    def fit(self, scene: Scene, options: Options, run: Run) -> NDArray[np.float64]:
        """Returns the similarity thresholds (pairs, bands): two standard deviations over the number of classes."""
        if options.deviation == "window":
            return np.zeros((len(scene.pairs), len(scene.bands)))
        return 2 * pair_statistics(scene, run, coarse=False).deviation / options.classes

    def predict(self, block: Block, state: NDArray[np.float64], options: Options, workers: Workers) -> Prediction:
        bands = block.target.shape[0]
        deciding = chosen_bands(options.similar_bands, bands)
        pairs = range(len(block.fine))
        planes = [_planes(block, pair, state[pair], options, deciding) for pair in pairs]
        sums = window_sums(
            planes,
            options.window // 2,
            options.distance or options.window / 2,
            either=options.candidates == "either test",
            own_band=self.band_by_band(options),
            details=workers.details,
            workers=workers,
        )
        return _prediction(block, planes, sums, options, workers.details)


def _planes(
    block: Block, pair: int, thresholds: NDArray[np.float64], options: Starfm.Options, deciding: list[int]
) -> Planes:
    """Returns the planes that depend on single pixels, computed once (paper, section II-B)."""
    fine, coarse, target = block.fine[pair], block.coarse[pair], block.target
    usable = block.valid[pair] & block.target_valid
    spectral, temporal = _difference(fine, coarse), _difference(coarse, target)
    weighted_temporal = temporal if _temporal_counts(options, len(block.fine)) else np.float32(0)
    weight = _combined(spectral, weighted_temporal, options.logarithm)
    similar = fine[deciding]
    threshold = _threshold(block, pair, thresholds, options)[deciding]
    if not usable.all():
        weight[:, ~usable] = 0
        similar[:, ~usable] = OUT_OF_RANGE
        threshold[:, ~usable[block.inner]] = -1
    inner = (slice(None), *block.inner)
    fine_sigma, coarse_sigma = options.fine_uncertainty, options.coarse_uncertainty
    value = fine + target
    value -= coarse
    return Planes(
        similar=similar,
        threshold=threshold,
        spectral=spectral,
        temporal=temporal,
        spectral_limit=spectral[inner] + np.float32(np.hypot(fine_sigma, coarse_sigma)),
        temporal_limit=temporal[inner] + np.float32(np.sqrt(2) * coarse_sigma),
        weight=weight,
        value=value,
    )


def _difference(first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
    difference = first - second
    return np.abs(difference, out=difference)


def _temporal_counts(options: Starfm.Options, pairs: int) -> bool:
    return options.temporal_weight == "on" or (options.temporal_weight == "auto" and pairs > 1)


def _combined(
    spectral: NDArray[np.float32], temporal: NDArray[np.float32] | np.float32, logarithm: bool
) -> NDArray[np.float32]:
    """Returns 1 / (S T), or 1 / (ln S ln T), in steps and never infinite (equations 10 and 11 without the distance)."""
    product, other = spectral * STEPS, temporal * STEPS
    least = np.float32(2 if logarithm else 1)
    product += least
    other += least
    if logarithm:
        product, other = np.log(product, out=product), np.log(other)
    product *= other
    return np.divide(np.float32(1), product, out=product)


def _threshold(
    block: Block, pair: int, thresholds: NDArray[np.float64], options: Starfm.Options
) -> NDArray[np.float32]:
    """Returns the similarity threshold of each centre pixel, shape (bands, rows, cols)."""
    shape = (len(thresholds), block.window.rows, block.window.cols)
    if options.deviation == "scene":
        return np.broadcast_to(thresholds[:, None, None], shape).astype(np.float32)
    valid = block.valid[pair]
    values = np.where(valid, block.fine[pair], 0).astype(np.float64)
    count = np.maximum(box_sum(valid.astype(np.float64), options.window), 1)
    mean = box_sum(values, options.window) / count
    variance = np.maximum(box_sum(values**2, options.window) / count - mean**2, 0)
    return (2 * np.sqrt(variance) / options.classes).astype(np.float32)


def _prediction(
    block: Block, planes: list[Planes], sums: Sums, options: Starfm.Options, details: bool
) -> Prediction:  # fmt: skip
    inner = (..., *block.inner)
    fine, coarse, target = block.fine[inner], block.coarse[inner], block.target[inner]
    usable = block.valid[inner] & block.target_valid[inner]
    found = sums.weight > 0
    everywhere = bool(found.all())
    weight = sums.weight if everywhere else np.where(found, sums.weight, np.float32(1))
    values = sums.value / weight
    if not everywhere:
        # Without a candidate the centre pixel is used alone: fine value plus coarse change, averaged over the pairs.
        values = np.where(found, values, _mean_over_pairs(fine + target - coarse, usable[:, None]))
    spread = None
    if details:
        variance = np.where(found, sums.square / weight - np.square(values), 0)
        spread = np.sqrt(np.maximum(variance, 0)).astype(np.float32)
    if options.copy_unchanged:
        _copy_unchanged(values, block, planes, usable)
    valid = usable.any(axis=0)
    if not valid.all():
        values[:, ~valid] = 0
    return Prediction(values.astype(np.float32, copy=False), valid, spread, sums.count if details else None)


def _copy_unchanged(
    values: NDArray[np.float32], block: Block, planes: list[Planes], usable: NDArray[np.bool_]
) -> None:  # fmt: skip
    """Applies the special cases of section II-B: T = 0 keeps the fine value, else S = 0 takes the coarse one."""
    inner = (..., *block.inner)
    same_time = np.stack([(pair.temporal[inner] < NO_DIFFERENCE) & use for pair, use in zip(planes, usable)])
    same_sensor = np.stack([(pair.spectral[inner] < NO_DIFFERENCE) & use for pair, use in zip(planes, usable)])
    if same_sensor.any():
        np.copyto(values, block.target[inner], where=same_sensor.any(axis=0))
    if same_time.any():
        np.copyto(values, _mean_over_pairs(block.fine[inner], same_time), where=same_time.any(axis=0))


def _mean_over_pairs(values: NDArray[np.float32], use: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Returns the mean over the pairs to use; 0 if there are none."""
    total, count = np.zeros(values.shape[1:], np.float32), np.zeros(use.shape[1:], np.float32)
    for value, used in zip(values, use):
        total += np.where(used, value, np.float32(0))
        count += used
    total /= np.maximum(count, 1)
    return total
