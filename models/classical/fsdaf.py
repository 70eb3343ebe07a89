"""FSDAF: flexible spatiotemporal data fusion (Zhu et al. 2016)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...core.errors import InputError
from ...core.fusion.method import Method, MethodInfo, Prediction, option, register
from ...core.fusion.statistics import SceneStatistics, pair_statistics, parse_range, value_range, with_images
from ...core.kernels.common.box import box_sum
from ...core.kernels.neighbours import neighbour_mean
from ...core.kernels.neighbours.planes import UNITS, Neighbours, Search, comparable
from ...core.numerics.classify import Classes, Isodata, class_codes, isodata, kmeans, sample_pixels
from ...core.numerics.spline import Surface, fit_spline
from ...core.numerics.unmix import class_changes
from ...core.products.band_choice import chosen_bands
from ...core.rasters.grid import Window
from ...core.rasters.nested import Nested
from ...core.rasters.resample import filled
from ...core.run import Run
from ...core.runtime.workers import Workers
from ...core.scenes.scene import Block, Scene
from .. import options as shared

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Constants of the authors' program: lower limit of a weight (in reflectance), maximum weight within a coarse pixel, and
# the terms that combine similarity and distance.
FLOOR = 1e-10
LARGEST = 10.0
RANK_FLOOR, RANK_REACH = 1e-5, 10.0

# Minimum reflectance in the denominator of relative differences: they would be huge over water.
DARK = 0.01

MOST_CLASSES = 30

# Share at either end that is considered extreme, and the minimum sum of class shares of a coarse pixel: below it, part
# of the pixel is unknown.
EXTREME = 0.0001
WHOLE = 0.999

LOOK = 512  # side length of the windows read at a time, in fine pixels


@dataclass(frozen=True)
class Facts:
    """Scene facts of FSDAF.

    Attributes
    ----------
    nested : Nested
    classes : Classes
    change : ndarray, shape (classes, bands)
        Change of each class between the dates.
    residual : ndarray, shape (bands, coarse rows, coarse cols)
        Coarse change that the classes do not explain; 0 where unknown.
    coarse_change : ndarray, the same shape
    spline : Surface
        Surface through the coarse image of the target date.
    clip_low, clip_high : ndarray, shape (bands, 1, 1)
        Range of the fine image without its extremes.
    change_low, change_high : ndarray, shape (bands, 1, 1)
        Valid range of changed values.
    low, high : ndarray, shape (bands, 1, 1)
    alike : ndarray, shape (bands,)
        Similarity threshold.
    """

    nested: Nested
    classes: Classes
    change: NDArray[np.float64]
    residual: NDArray[np.float64]
    coarse_change: NDArray[np.float64]
    spline: Surface
    clip_low: NDArray[np.float64]
    clip_high: NDArray[np.float64]
    change_low: NDArray[np.float64]
    change_high: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    alike: NDArray[np.float64]


@dataclass(frozen=True)
class Ground:
    """Scene facts that depend on the pair alone.

    Attributes
    ----------
    statistics : SceneStatistics
        Of both images of the pair.
    classes : Classes
    clip_low, clip_high : ndarray, shape (bands,)
        Range of the fine image without its extremes.
    shares : ndarray, shape (classes, coarse rows, coarse cols)
        Share of each class in each coarse pixel.
    lowest, highest : ndarray, shape (classes, bands)
        Each class's smallest and largest fine value.
    """

    statistics: SceneStatistics
    classes: Classes
    clip_low: NDArray[np.float64]
    clip_high: NDArray[np.float64]
    shares: NDArray[np.float64]
    lowest: NDArray[np.float64]
    highest: NDArray[np.float64]


@register
class Fsdaf(Method):
    """Flexible spatiotemporal data fusion.

    Zhu, Helmer, Gao, Liu, Chen and Lefsky (2016), section 2, as in the authors' program. The change of each class is
    unmixed from coarse pixels, the residual is distributed within each coarse pixel by a thin-plate spline and a
    homogeneity index, and the sum is smoothed over similar pixels.
    """

    info = MethodInfo(
        id="fsdaf",
        title="FSDAF",
        name="Flexible spatiotemporal data fusion",
        group="Unmixing and hybrid",
        year=2016,
        doi="10.1016/j.rse.2015.11.016",
        reference=(
            "Zhu, X., Helmer, E. H., Gao, F., Liu, D., Chen, J., Lefsky, M. A. (2016). A flexible spatiotemporal "
            "method for fusing satellite images with different resolutions. Remote Sensing of Environment 172, "
            "165-177."
        ),
        summary=(
            "Unmixes the change of each land-cover class, estimates the location of the remaining change from a "
            "smooth surface through the coarse image, and averages over similar pixels."
        ),
        choose=(
            "Only one pair is available, land cover is mixed, and it may have changed between the dates, for "
            "example by a flood or fire, in areas of about one coarse pixel or more."
        ),
        avoid=(
            "Good pairs on both sides of the target date are available and there is no abrupt change: ESTARFM is "
            "more accurate. No method can detect changes much smaller than a coarse pixel without a fine image."
        ),
        pairs=(1, 1),
        coarse="coarse grid",
        fidelity="authors' code",
        departures=(
            "Classes, spline and limits are computed from the whole scene, not from blocks. Sizes that are not a "
            "multiple of the ratio, missing pixels and single-band images are supported; relative differences "
            "use a minimum of 0.01 reflectance, where the program divides by values near zero over water. Large "
            "scenes use splines of 24 x 24 coarse pixels that share a border of four."
        ),
        tags=("Zhu", "flexible", "unmixing", "thin plate spline", "land cover change", "one pair", "ISODATA"),
        packages=("scipy", "numba"),
        uncertainty="Weighted standard deviation of the change of the similar pixels, in units of the fine image.",
        extras=("classes",),
    )

    @dataclass(frozen=True)
    class Options:
        window: int = option(
            41, "Search window", unit="fine pixels", minimum=3, maximum=501, odd=True,
            help="Side length of the search window for similar pixels; the homogeneity around a pixel is "
                 "computed from the same window. The authors use 41 for Landsat and MODIS.",
        )  # fmt: skip
        neighbours: int = shared.neighbours()
        classification: str = option(
            "isodata", "Classification", choices=("isodata", "k-means"),
            help="Classification of the fine image if no class map is set: isodata determines the number of "
                 "classes between the limits below; k-means uses the maximum.",
        )  # fmt: skip
        least_classes: int = option(
            2, "Minimum number of classes", minimum=1, maximum=30,
            help="Minimum number of classes of ISODATA. The authors recommend 4, but their Python program "
                 "continues to merge below this, which is more accurate in small scenes.",
        )  # fmt: skip
        most_classes: int = option(
            6, "Maximum number of classes", minimum=1, maximum=30,
            help="Maximum number of classes of ISODATA, number of classes of k-means. The scene must contain "
                 "many more coarse pixels than classes; the authors use 6.",
        )  # fmt: skip
        purest: int = option(
            100, "Number of purest coarse pixels per class", minimum=1, maximum=100000,
            help="Number of coarse pixels with the largest share of a class that determine its change.",
        )  # fmt: skip
        outliers: float = option(
            0.1, "Share of outliers excluded", unit="share", minimum=0.0, maximum=0.45,
            help="Share of these coarse pixels that is excluded at both ends of the change, because their land "
                 "cover may have changed. Use 0.25 where much of it changed.",
        )  # fmt: skip
        ratio: int = shared.ratio()
        similar_bands: str = option(
            "all", "Bands used for similarity",
            help="all: as in the authors' program. Or band numbers of the fine image, such as 3 4.",
        )  # fmt: skip
        value_range: str = shared.value_range()

    def check(self, options: Options, bands: int) -> None:
        chosen_bands(options.similar_bands, bands)
        parse_range(options.value_range)
        if options.classification == "isodata" and options.least_classes > options.most_classes:
            raise InputError(
                "Minimum number of classes is {least_classes} and Maximum number of classes is {most_classes}; the "
                "minimum must not exceed the maximum.",
                least_classes=options.least_classes,
                most_classes=options.most_classes,
            )

    def halo(self, scene: Scene, options: Options) -> int:
        """Returns the halo: similar pixels, whole coarse pixels around them, and the window around these."""
        return 2 * (options.window // 2) + scene.nested(options.ratio, Run(log=lambda text, level: None)).ratio

    def fit(self, scene: Scene, options: Options, run: Run) -> Facts:
        nested = scene.nested(options.ratio, run)
        before, valid_before = scene.pairs[0].coarse.coarse(nested)
        after, valid_after = scene.target.coarse(nested)
        ground = scene.pair_fact(
            (Fsdaf.info.id, options), lambda: _ground(scene, nested, (before, valid_before), options, run)
        )
        statistics = with_images(ground.statistics, [(after, valid_after)])
        low, high = value_range(options.value_range, statistics)
        classes, shares = ground.classes, ground.shares
        both = valid_before & valid_after
        usable = both & (shares.sum(axis=0) > WHOLE)
        coarse_change = np.subtract(after, before, dtype=np.float64)
        coarse_change[:, ~both] = 0
        change = class_changes(shares, coarse_change, usable, options.purest, options.outliers)
        seen = valid_after if valid_after.any() else np.ones_like(valid_after)
        lowest, highest = (np.array([end(band[seen]) for band in after], np.float64) for end in (np.min, np.max))
        return Facts(
            nested=nested,
            classes=classes,
            change=change,
            residual=_unexplained(coarse_change, shares, change, usable),
            coarse_change=filled(coarse_change, both),
            spline=fit_spline(after, seen, nested),
            clip_low=ground.clip_low[:, None, None],
            clip_high=ground.clip_high[:, None, None],
            change_low=np.maximum(low, np.minimum(lowest, (ground.lowest + change).min(axis=0))[:, None, None]),
            change_high=np.minimum(high, np.maximum(highest, (ground.highest + change).max(axis=0))[:, None, None]),
            low=low,
            high=high,
            alike=2 * statistics.deviation[0] / classes.number,
        )

    def predict(self, block: Block, state: Facts, options: Options, workers: Workers) -> Prediction:
        half = options.window // 2
        with workers.portion(0, 0.4):
            change, usable, fine = _change(block, state, half, workers)
        bands = chosen_bands(options.similar_bands, len(fine))
        inner = (slice(None), slice(half, -half), slice(half, -half))
        centre = fine[inner]
        planes = Neighbours(
            similar=comparable(fine[bands]),
            valid=usable,
            limit=state.alike[bands] * UNITS,
            scale=1 / (np.maximum(np.abs(centre[bands].astype(np.float64)), DARK) * UNITS),
            values=change,
        )
        search = Search(
            half, options.neighbours, half, floor=RANK_FLOOR, reach=RANK_REACH, influence=1.0
        )  # fmt: skip
        with workers.portion(0.4, 1):
            found = neighbour_mean(planes, search, workers)
        valid = usable[inner[1:]]
        values = _within_range(centre + found.mean, centre, state, block.window)
        values = np.where(valid, values, 0)
        return Prediction(
            values.astype(np.float32), valid, np.sqrt(found.variance), np.broadcast_to(found.count, values.shape)
        )


def _ground(
    scene: Scene, nested: Nested, coarse: tuple[NDArray[np.float32], NDArray[np.bool_]], options: Fsdaf.Options, run: Run
) -> Ground:  # fmt: skip
    measuring, sampling, counting = run.steps(Statistics=1, Classification=1, Shares_of_the_classes=1)
    statistics = with_images(pair_statistics(scene, measuring, coarse=False), [coarse])
    classes, extremes = _look(scene, statistics, options, sampling)
    shares, lowest, highest = _shares(scene, nested, classes, extremes, counting)
    return Ground(statistics, classes, *extremes, shares, lowest, highest)


def _look(
    scene: Scene, statistics: SceneStatistics, options: Fsdaf.Options, run: Run
) -> tuple[Classes, tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Returns the classes, and the fine image's range without its extremes, each of shape (bands,)."""
    pixels = sample_pixels(scene, run)
    if not len(pixels):
        nothing = np.zeros(len(scene.bands))
        return Classes(centres=np.zeros((1, len(scene.bands)))), (nothing, nothing)
    low, high = value_range(options.value_range, statistics)
    extremes = _extremes(pixels, low[:, 0, 0], high[:, 0, 0])
    if scene.classes is not None:
        return Classes(codes=class_codes(scene.classes, scene.grid, MOST_CLASSES)), extremes
    pixels = np.clip(pixels, *extremes)
    if options.classification == "k-means":
        return Classes(centres=kmeans(pixels, options.most_classes)), extremes
    return Classes(centres=isodata(pixels, Isodata(options.least_classes, options.most_classes))), extremes


def _extremes(
    pixels: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Returns the smallest and largest value of each band without the extreme ten-thousandth at either end."""
    ends = []
    for band in range(pixels.shape[1]):
        values = np.sort(pixels[:, band])
        below, above = (
            values[int(EXTREME * len(values))],
            values[min(int((1 - EXTREME) * len(values)), len(values) - 1)],
        )
        inside = values[(values > below) & (values < above) & (values >= low[band]) & (values <= high[band])]
        ends.append((inside[0], inside[-1]) if len(inside) else (values[0], values[-1]))
    found = np.array(ends).T
    return found[0], found[1]


def _shares(
    scene: Scene, nested: Nested, classes: Classes, extremes: tuple[NDArray[np.float64], NDArray[np.float64]], run: Run
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Returns the share of each class in each coarse pixel, and the smallest and largest fine value of each class.

    The values are of shape (classes, bands).
    """
    number, bands = classes.number, len(scene.bands)
    shares = np.zeros((number, nested.grid.rows, nested.grid.cols))
    lowest, highest = np.full((number, bands), np.inf), np.full((number, bands), -np.inf)
    windows = list(nested.grid.blocks(max(1, LOOK // nested.ratio)))
    for turn, cells in enumerate(windows):
        run.check()
        block = scene.read_pairs(nested.window_of(cells), coarse=False)
        if block.valid[0].any():
            fine = np.clip(block.fine[0], extremes[0][:, None, None], extremes[1][:, None, None])
            labels = classes.of(fine, block.classes)
            at = nested.grid.window.slices_of(cells)
            for one in range(number):
                here = (labels == one) & block.valid[0]
                shares[(one, *at)] = nested.mean(here[None], np.ones_like(here))[0][0]
                if here.any():
                    lowest[one] = np.minimum(lowest[one], fine[:, here].min(axis=1))
                    highest[one] = np.maximum(highest[one], fine[:, here].max(axis=1))
        run.progress((turn + 1) / len(windows))
    gone = ~np.isfinite(lowest)
    # A class without pixels must not widen the range.
    return (
        shares,
        np.where(gone, np.nanmax(np.where(gone, np.nan, lowest)) if not gone.all() else 0, lowest),
        np.where(gone, np.nanmin(np.where(gone, np.nan, highest)) if not gone.all() else 0, highest),
    )


def _unexplained(
    coarse_change: NDArray[np.float64],
    shares: NDArray[np.float64],
    change: NDArray[np.float64],
    usable: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Returns the coarse change not explained by the classes, band by band because a scene has many coarse pixels."""
    residual = np.zeros_like(coarse_change)
    for band, left in enumerate(residual):
        left[usable] = (coarse_change[band] - np.einsum("crk,c->rk", shares, change[:, band]))[usable]
    return residual


def _change(
    block: Block, state: Facts, half: int, workers: Workers
) -> tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.float32]]:
    """Computes the change of every pixel of the window and half a search window around it (paper, section 2.5).

    Returns change (bands, rows, cols), its validity, and the fine values.
    """
    region = block.window.grown(half)
    whole = _whole_cells(region, state.nested)
    wide = block.window.grown(block.halo)
    usable = block.valid[0] & block.target_valid
    fine = block.fine[0]
    clipped = np.clip(fine, state.clip_low, state.clip_high)
    classes = np.where(usable, state.classes.of(clipped, block.classes), -1)
    homogeneity = _homogeneity(classes, half, wide, whole, state.classes.number)
    at = wide.slices_of(whole)
    known, classes, clipped = usable[at], classes[at], clipped[(slice(None), *at)]
    temporal = state.change[classes].transpose(2, 0, 1)  # an unknown class gets that of the last class; never used
    residual = state.nested.enlarge(state.residual, whole)
    homogeneous = state.spline.at(whole, workers) - (clipped + temporal)
    homogeneous = np.abs(np.where(homogeneous * residual > 0, homogeneous, 0))
    weight = homogeneous * homogeneity + np.abs(residual) * (1 - homogeneity) + FLOOR
    weight = _relative(np.where(known, weight, 0), known, whole, state.nested)
    changed = np.clip(clipped + temporal + weight * residual, state.change_low, state.change_high) - clipped
    cut = whole.slices_of(region)
    values = np.where(known, changed, 0)[(slice(None), *cut)].astype(np.float32)
    return values, known[cut], fine[(slice(None), *wide.slices_of(region))]


def _whole_cells(region: Window, nested: Nested) -> Window:
    """Returns the window of whole coarse pixels that contains a window of fine pixels."""
    ratio = nested.ratio
    row = (region.row - nested.row) // ratio
    col = (region.col - nested.col) // ratio
    bottom = -(-(region.row + region.rows - nested.row) // ratio)
    right = -(-(region.col + region.cols - nested.col) // ratio)
    return nested.window_of(Window(row, col, bottom - row, right - col))


def _homogeneity(classes: NDArray[np.intp], half: int, wide: Window, whole: Window, number: int) -> NDArray[np.float64]:
    """Returns the share of known pixels around each with the same class (paper, equation 13, program's window)."""
    around = wide.slices_of(whole.grown(half))
    near = classes[around]
    count = box_sum(near >= 0, 2 * half + 1)
    own = near[half : half + whole.rows, half : half + whole.cols]
    same = np.zeros(own.shape)
    for one in range(number):
        here = own == one
        if here.any():
            same[here] = box_sum(near == one, 2 * half + 1)[here]
    share: NDArray[np.float64] = same / np.maximum(count, 1)
    return share


def _relative(
    weight: NDArray[np.float64], known: NDArray[np.bool_], whole: Window, nested: Nested
) -> NDArray[np.float64]:
    """Returns weights with a mean of one over each coarse pixel, without outliers (paper, equation 16; program)."""
    for cut in (True, False):
        mean = nested.mean(weight, known)[0]
        mean = np.repeat(np.repeat(mean, nested.ratio, axis=1), nested.ratio, axis=2)
        weight = np.where(mean > 0, weight / np.where(mean > 0, mean, 1), 1)
        if cut:
            weight = np.where(weight > LARGEST, 1, weight)
            weight = np.where(known, weight, 0)
    return weight


def _within_range(
    values: NDArray[np.float64], fine: NDArray[np.float32], state: Facts, window: Window
) -> NDArray[np.float64]:
    """Returns values; those out of range are replaced by fine value plus coarse change, clipped to the range."""
    other = np.clip(fine + state.nested.enlarge(state.coarse_change, window), state.low, state.high)
    return np.where((values < state.low) | (values > state.high), other, values)
