"""SPSTFM with one pair (Song and Huang 2013): coarse images made finer in two layers, each joined to the fine image."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.grid import Grid, Window
from ...core.method import Prediction
from ...core.nested import Nested
from ...core.patches import Lattice, cut, lattice, overlap_count, overlap_sum
from ...core.resample import cubic, filled
from ...core.run import Run
from ...core.samples import Planes, Samples, Sampling, collect, scene_planes
from ...core.scene import Block, Layer, Scene
from ...core.sparse import Coder, CoupledDictionary, Training, train_coupled
from ...core.statistics import scene_statistics, value_range
from ...core.workers import Workers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .spstfm import Spstfm

Stripes = Callable[[int, Callable[[int, int], Any]], None]

# Pixels that a gradient of an enlarged image looks beyond its own.
_REACH = 2

# Below this reflectance a ratio of images is noise; what is added then is the difference.
_DARK = 0.01

# Rows of transition pixels read at a time.
_STRIP = 32

# Edge of the windows in which the first layer is worked on.
_PART = 256


@dataclass(frozen=True)
class Detail:
    """What one band of an enlarged image lacks.

    Attributes
    ----------
    dictionary : CoupledDictionary or None
        From the image's gradients to the detail that it lacks; None where there was nothing to learn from.
    source_scale, target_scale : float
        What gradients and details are divided by.
    mean : float
        Of the detail, which gradients cannot tell.
    """

    dictionary: CoupledDictionary | None
    source_scale: float
    target_scale: float
    mean: float


@dataclass(frozen=True)
class Learnt:
    """Whole-scene facts about the pair alone.

    Attributes
    ----------
    fine, coarse : ndarray, shape (bands, rows, cols) of the transition grid
        Means of the images.
    valid : ndarray of bool, shape (rows, cols)
        Where both are known.
    first, second : tuple of Detail
        Of both layers, one for each band.
    """

    fine: NDArray[np.float64]
    coarse: NDArray[np.float64]
    valid: NDArray[np.bool_]
    first: tuple[Detail, ...]
    second: tuple[Detail, ...]


@dataclass(frozen=True)
class OnePair:
    """Whole-scene facts.

    Attributes
    ----------
    places : Lattice
    transition : Nested
        Grid of the transition images, between coarse and fine.
    before, after : ndarray, shape (bands, rows, cols) of that grid
        The fine image on it, at the date of the pair and as predicted for the target date.
    details : tuple of Detail
        Of the second layer.
    low, high : ndarray, shape (bands, 1, 1)
    """

    places: Lattice
    transition: Nested
    before: NDArray[np.float64]
    after: NDArray[np.float64]
    details: tuple[Detail, ...]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def fit(scene: Scene, options: Spstfm.Options, coder: Coder, run: Run) -> OnePair:
    ranging, learning, reading, joining = run.steps(Range_of_values=1, Learning=7, Target_date=1, First_layer=1)
    low, high = value_range(options.value_range, scene_statistics(scene, ranging))
    grid, ratio = scene.grid, scene.nested(options.ratio, run).ratio
    # Two layers of about the same factor.
    step = max(2, round(ratio**0.5))
    transition = Nested(grid, grid.coarser(step), step)
    learnt = scene.pair_fact(("spstfm", options, step), lambda: _learn(scene, transition, options, coder, learning))
    target, known = _means(scene.target, transition, reading)
    # Gaps are filled alike in all images, so that no change is seen where one of them has none.
    valid = learnt.valid & known
    before, coarse, target = (filled(values, valid) for values in (learnt.fine, learnt.coarse, target))
    after = _first_layer(before, (coarse, target), learnt.first, options, coder, joining)
    places = lattice(grid.rows, grid.cols, options.patch, options.overlap)
    return OnePair(places, transition, before, after, learnt.second, low, high)


def _learn(scene: Scene, transition: Nested, options: Spstfm.Options, coder: Coder, run: Run) -> Learnt:
    """What the pair teaches: from the coarse image to transition images, and from these to the fine image."""
    reading, first, sampling, second = run.steps(Transition_images=2, First_layer=3, Samples=1, Second_layer=3)
    pair, grid, edge = scene.pairs[0], scene.grid, options.patch
    steps = reading.steps(Fine=1, Coarse=1)
    (fine, fine_known), (coarse, coarse_known) = (
        _means(layer, transition, step) for layer, step in zip((pair.fine, pair.coarse), steps)
    )
    valid = fine_known & coarse_known
    whole_fine, whole_coarse = filled(fine, valid), filled(coarse, valid)
    wide = np.pad(whole_coarse, ((0, 0), (_REACH, _REACH), (_REACH, _REACH)), mode="edge")
    parts = [Planes(_gradients(wide), whole_fine - whole_coarse, valid, transition.grid.window)]
    wanted = Sampling(edge, options.samples, options.sample_choice, options.seed)
    found = collect(parts, transition.grid.rows, transition.grid.cols, len(fine), wanted)
    details = _trained(found, options, coder, first)

    def planes(block: Block) -> Planes:
        area = block.window.grown(block.halo)
        enlarged = cubic(whole_fine, transition, area.grown(_REACH))
        return Planes(_gradients(enlarged), block.fine[0] - _inner(enlarged), block.valid[0], area)

    found = collect(scene_planes(scene, edge - 1, planes, sampling), grid.rows, grid.cols, len(scene.bands), wanted)
    return Learnt(fine, coarse, valid, details, _trained(found, options, coder, second))


def predict(block: Block, state: OnePair, options: Spstfm.Options, coder: Coder, workers: Workers) -> Prediction:
    window, valid = block.window, (block.valid[0] & block.target_valid)[block.inner]
    fine = block.fine[(0, slice(None), *block.inner)].astype(np.float64)
    area = window.grown(options.patch - 1 + _REACH)
    images = [cubic(image, state.transition, area) for image in (state.before, state.after)]
    places = state.places.touching(window)
    values, spread = np.empty_like(fine), np.empty_like(fine)
    for band, detail in enumerate(state.details):
        pair = (images[0][band], images[1][band])
        values[band], spread[band] = _joined(
            fine[band], pair, area, window, places, detail, coder, options.largest_ratio, workers.stripes, workers.stop
        )
    kept = np.where(valid, np.clip(values, state.low, state.high), 0).astype(np.float32)
    count = overlap_count(places, window).astype(np.float32)
    return Prediction(kept, valid, np.where(valid, spread, 0).astype(np.float32), np.broadcast_to(count, kept.shape))


def _first_layer(
    fine: NDArray[np.float64],
    images: tuple[NDArray[np.float64], NDArray[np.float64]],
    details: tuple[Detail, ...],
    options: Spstfm.Options,
    coder: Coder,
    run: Run,
) -> NDArray[np.float64]:
    """The fine image on the transition grid at the target date; `images` are the coarse ones of both dates there."""
    rows, cols = fine.shape[1:]
    margin = options.patch - 1 + _REACH
    wide = [np.pad(image, ((0, 0), (margin, margin), (margin, margin)), mode="edge") for image in images]
    places = lattice(rows, cols, options.patch, options.overlap)
    stop = np.zeros(1, np.uint8)

    def stripes(count: int, work: Callable[[int, int], Any]) -> None:
        for row in range(count):
            run.check()
            work(row, row + 1)

    after = np.empty_like(fine)
    # Window by window, for the patches of a whole scene are several times as large as its image.
    windows = list(Grid(rows, cols, (1.0, 0.0, 0.0, 0.0, -1.0, 0.0)).blocks(_PART))
    for number, window in enumerate(windows):
        area = window.grown(margin)
        cutout = (
            slice(area.row + margin, area.row + margin + area.rows),
            slice(area.col + margin, area.col + margin + area.cols),
        )
        here = (slice(window.row, window.row + window.rows), slice(window.col, window.col + window.cols))
        for band, detail in enumerate(details):
            pair = (wide[0][(band, *cutout)], wide[1][(band, *cutout)])
            after[(band, *here)], _ = _joined(
                fine[(band, *here)], pair, area, window, places.touching(window), detail, coder, options.largest_ratio,
                stripes, stop,
            )  # fmt: skip
        run.progress((number + 1) / len(windows))
    return after


def _joined(
    fine: NDArray[np.float64],
    images: tuple[NDArray[Any], NDArray[Any]],
    area: Window,
    window: Window,
    places: Lattice,
    detail: Detail,
    coder: Coder,
    largest_ratio: float,
    stripes: Stripes,
    stop: NDArray[np.uint8],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """High-pass modulation of one band, T2 + T2 / T1 (F1 - T1), and the spread of T2 - T1 over overlapping patches."""
    count = overlap_count(places, window)
    first, second = (_detail_patches(image, area, places, detail, coder, stripes, stop) for image in images)
    inner = area.slices_of(window)
    one, two = (
        image[inner] + overlap_sum(patches, places, window) / count for image, patches in zip(images, (first, second))
    )
    apart = second - first
    mean = overlap_sum(apart, places, window) / count
    spread = np.sqrt(np.maximum(overlap_sum(apart**2, places, window) / count - mean**2, 0))
    bright = (one > _DARK) & (two > 0)
    ratio = np.where(bright, two / np.where(bright, one, 1), 1)
    ratio = np.clip(ratio, 1 / largest_ratio, largest_ratio)
    # The same as the formula above, but exactly the fine image where nothing changed.
    return fine + (two - one) + (ratio - 1) * (fine - one), spread


def _detail_patches(
    image: NDArray[Any],
    area: Window,
    places: Lattice,
    detail: Detail,
    coder: Coder,
    stripes: Stripes,
    stop: NDArray[np.uint8],
) -> NDArray[np.float64]:
    """Patches (lattice rows, lattice cols, pixels) of what an enlarged image lacks."""
    result = np.full((*places.shape, places.edge**2), detail.mean)
    dictionary = detail.dictionary
    if dictionary is None:
        return result
    gradients, inside = _gradients(image[None])[:, 0], area.grown(-_REACH)

    def stripe(start: int, end: int) -> None:
        part = places.part(start, end)
        cuts = np.concatenate([cut(plane, inside, part) for plane in gradients], axis=-1)
        vectors = cuts.reshape(-1, cuts.shape[-1]) / detail.source_scale
        found = dictionary.translate(vectors, coder, stop)
        result[start:end] += (found * detail.target_scale).reshape(result[start:end].shape)

    stripes(len(result), stripe)
    return result


def _trained(found: list[Samples], options: Spstfm.Options, coder: Coder, run: Run) -> tuple[Detail, ...]:
    details = []
    how = Training(options.atoms, options.iterations, coder, options.shrink)
    for band, samples in enumerate(found):
        run.check()
        mean = float(samples.target.mean()) if samples.target.size else 0.0
        rest = samples.target - mean
        source_scale, target_scale = (_deviation(part) for part in (samples.source, rest))
        dictionary = train_coupled(
            samples.source / source_scale, rest / target_scale, how, Run(cancelled=lambda: run.cancelled)
        )
        details.append(Detail(dictionary, source_scale, target_scale, mean))
        run.progress((band + 1) / len(found))
    return tuple(details)


def _deviation(values: NDArray[np.float64]) -> float:
    found = float(values.std()) if values.size else 0.0
    return found if found > 0 else 1.0


def _gradients(image: NDArray[Any]) -> NDArray[np.float64]:
    """First and second derivatives along rows and columns, shape (4, bands, rows - 4, cols - 4)."""
    image = image.astype(np.float64)
    down, across = image[:, :, _REACH:-_REACH], image[:, _REACH:-_REACH, :]
    return np.stack(
        [
            down[:, 3:-1] - down[:, 1:-3],
            down[:, 4:] - 2 * down[:, 2:-2] + down[:, :-4],
            across[:, :, 3:-1] - across[:, :, 1:-3],
            across[:, :, 4:] - 2 * across[:, :, 2:-2] + across[:, :, :-4],
        ]
    )


def _inner(image: NDArray[Any]) -> NDArray[Any]:
    return image[:, _REACH:-_REACH, _REACH:-_REACH]


def _means(layer: Layer, nested: Nested, run: Run) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """A layer on a coarser grid, read strip by strip; a pixel counts where half of it is valid."""
    means, shares = [], []
    for row in range(0, nested.grid.rows, _STRIP):
        run.check()
        cells = Window(row, 0, min(_STRIP, nested.grid.rows - row), nested.grid.cols)
        mean, share = nested.mean(*layer.read(nested.window_of(cells)))
        means.append(mean)
        shares.append(share)
        run.progress(row / nested.grid.rows)
    run.progress(1)
    return np.concatenate(means, axis=1), np.concatenate(shares) >= 0.5 * nested.share_inside
