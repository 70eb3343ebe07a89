"""SPSTFM with one pair (Song and Huang 2013): two layers of super-resolution, each with high-pass modulation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.fusion.method import Prediction
from ...core.fusion.patches import Lattice, cut, lattice, overlap_count, overlap_sum
from ...core.fusion.samples import Planes, Samples, Sampling, collect, scene_planes
from ...core.fusion.statistics import scene_statistics, value_range
from ...core.kernels.sparse.coder import Coder
from ...core.numerics.sparse import CoupledDictionary, Training, train_coupled
from ...core.rasters.grid import Window
from ...core.rasters.nested import Nested
from ...core.rasters.resample import cells_for, cubic, filled_near
from ...core.run import Run
from ...core.runtime.workers import Workers
from ...core.scenes.scene import Block, Scene
from .spstfm_options import SpstfmOptions

if TYPE_CHECKING:
    from numpy.typing import NDArray


# Number of neighbour pixels on each side that a gradient of an enlarged image needs.
_REACH = 2

# Distance in transition pixels over which a gap is filled: larger than the reach of the patches of both layers.
_NEAR = 16

# Distance in transition pixels that cubic convolution reads beyond the enlarged pixels, including the partial pixel
# where blocks begin.
_TAPS = 3

# Below this reflectance a ratio of images is noise; the difference is added instead.
_DARK = 0.01


@dataclass(frozen=True)
class Detail:
    """Missing detail of one band of an enlarged image.

    Attributes
    ----------
    dictionary : CoupledDictionary or None
        Maps the image's gradients to the missing detail; None without training samples.
    source_scale, target_scale : float
        Divisors of gradients and details.
    mean : float
        Mean of the detail, which cannot be derived from gradients.
    """

    dictionary: CoupledDictionary | None
    source_scale: float
    target_scale: float
    mean: float


@dataclass(frozen=True)
class Learnt:
    """Scene facts that depend on the pair alone: the details of both layers, one per band."""

    first: tuple[Detail, ...]
    second: tuple[Detail, ...]


@dataclass(frozen=True)
class OnePair:
    """Scene facts. Transition images are recomputed for every block: those of a scene would need too much memory.

    Attributes
    ----------
    transition : Nested
        Grid of the transition images, between coarse and fine.
    places, transition_places : Lattice
        Patches of the fine and of the transition grid.
    learnt : Learnt
    low, high : ndarray, shape (bands, 1, 1)
    """

    transition: Nested
    places: Lattice
    transition_places: Lattice
    learnt: Learnt
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def halo(scene: Scene, options: SpstfmOptions) -> int:
    """Returns the halo: reach of the second layer's patches, cubic convolution, first layer's patches, gap filling."""
    seen = options.patch - 1 + _REACH
    return seen + (_TAPS + seen + _NEAR) * _step(scene, options, Run(log=lambda text, level: None))


def fit(scene: Scene, options: SpstfmOptions, coder: Coder, run: Run) -> OnePair:
    ranging, learning = run.steps(Range_of_values=1, Learning=8)
    low, high = value_range(options.value_range, scene_statistics(scene, ranging))
    grid, step = scene.grid, _step(scene, options, run)
    transition = Nested(grid, grid.coarser(step), step)
    learnt = scene.pair_fact(("spstfm", options, step), lambda: _learn(scene, transition, options, coder, learning))
    places, transition_places = (
        lattice(one.rows, one.cols, options.patch, options.overlap) for one in (grid, transition.grid)
    )
    return OnePair(transition, places, transition_places, learnt, low, high)


def _step(scene: Scene, options: SpstfmOptions, run: Run) -> int:
    """Returns the fine pixels per transition pixel: two layers of about the same factor."""
    return max(2, round(scene.nested(options.ratio, run).ratio ** 0.5))


def _learn(scene: Scene, transition: Nested, options: SpstfmOptions, coder: Coder, run: Run) -> Learnt:
    """Trains both layers on the pair: from the coarse image to transition images, and from these to the fine image."""
    first_samples, first, second_samples, second = run.steps(
        Samples_of_the_first_layer=2, First_layer=3, Samples_of_the_second_layer=2, Second_layer=3
    )
    edge, bands, step = options.patch, len(scene.bands), transition.ratio
    wanted = Sampling(edge, options.samples, options.sample_choice, options.seed)

    def transition_planes(block: Block) -> Planes:
        cells = _cells_under(block.window, transition, edge)
        wide = cells.grown(_REACH)
        held = wide.intersection(transition.grid.window)
        (fine, coarse), valid = _means(_pair(block), block, transition, held)
        at = held.slices_of(cells)
        gradients = _gradients(_widened(coarse, held, wide))
        return Planes(gradients, (fine - coarse)[(slice(None), *at)], valid[at], cells)

    def fine_planes(block: Block) -> Planes:
        area = block.window.grown(edge - 1)
        wide = area.grown(_REACH)
        cells = cells_for(transition, wide)
        (fine, _), _ = _means(_pair(block), block, transition, cells)
        enlarged = cubic(fine, transition, wide, cells)
        at = block.window.grown(block.halo).slices_of(area)
        return Planes(
            _gradients(enlarged), block.fine[0][(slice(None), *at)] - _inner(enlarged), block.valid[0][at], area
        )

    reach = (edge + _REACH + _NEAR) * step
    parts = scene_planes(scene, reach, transition_planes, first_samples)
    found = collect(parts, transition.grid.rows, transition.grid.cols, bands, wanted)
    details = _trained(found, options, coder, first)
    reach = edge - 1 + _REACH + (_TAPS + _NEAR) * step
    parts = scene_planes(scene, reach, fine_planes, second_samples)
    found = collect(parts, scene.grid.rows, scene.grid.cols, bands, wanted)
    return Learnt(details, _trained(found, options, coder, second))


def predict(block: Block, state: OnePair, options: SpstfmOptions, coder: Coder, workers: Workers) -> Prediction:
    window, valid = block.window, (block.valid[0] & block.target_valid)[block.inner]
    fine = block.fine[(0, slice(None), *block.inner)].astype(np.float64)
    area = window.grown(options.patch - 1 + _REACH)
    cells = cells_for(state.transition, area)
    with workers.portion(0, 0.15):
        transitions = _first_layer(block, cells, state, options, coder, workers)
    images = [cubic(image, state.transition, area, cells) for image in transitions]
    places = state.places.touching(window)
    values, spread = np.empty_like(fine), np.empty_like(fine)
    details = state.learnt.second
    for band, detail in enumerate(details):
        pair = (images[0][band], images[1][band])
        with workers.portion(0.15 + 0.85 * band / len(details), 0.15 + 0.85 * (band + 1) / len(details)):
            values[band], spread[band] = _joined(
                fine[band],
                pair,
                area,
                window,
                places,
                detail,
                coder,
                options.largest_ratio,
                workers,
            )
    kept = np.where(valid, np.clip(values, state.low, state.high), 0).astype(np.float32)
    count = overlap_count(places, window).astype(np.float32)
    return Prediction(kept, valid, np.where(valid, spread, 0).astype(np.float32), np.broadcast_to(count, kept.shape))


def _first_layer(
    block: Block, cells: Window, state: OnePair, options: SpstfmOptions, coder: Coder, workers: Workers
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Returns the fine image on some transition pixels: of the pair's date and as predicted for the target date."""
    area = cells.grown(options.patch - 1 + _REACH)
    held = area.intersection(state.transition.grid.window)
    # A gap in one image is a gap in all, so that it is not mistaken for a change.
    every = [*_pair(block), (block.target, block.target_valid)]
    (before, *images), _ = _means(every, block, state.transition, held)
    before = before[(slice(None), *held.slices_of(cells))]
    wide = [_widened(image, held, area) for image in images]
    places = state.transition_places.touching(cells)
    after = np.empty_like(before)
    for band, detail in enumerate(state.learnt.first):
        pair = (wide[0][band], wide[1][band])
        after[band], _ = _joined(before[band], pair, area, cells, places, detail, coder, options.largest_ratio, workers)
    return before, after


def _joined(
    fine: NDArray[np.float64],
    images: tuple[NDArray[Any], NDArray[Any]],
    area: Window,
    window: Window,
    places: Lattice,
    detail: Detail,
    coder: Coder,
    largest_ratio: float,
    workers: Workers,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Returns high-pass modulation of one band, T2 + T2 / T1 (F1 - T1), and the spread of T2 - T1 over the patches."""
    count = overlap_count(places, window)
    first, second = (_detail_patches(image, area, places, detail, coder, workers) for image in images)
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
    # Equal to the formula above, but returns exactly the fine image where nothing changed.
    return fine + (two - one) + (ratio - 1) * (fine - one), spread


def _detail_patches(
    image: NDArray[Any],
    area: Window,
    places: Lattice,
    detail: Detail,
    coder: Coder,
    workers: Workers,
) -> NDArray[np.float64]:
    """Returns patches (lattice rows, lattice cols, pixels) of the missing detail of an enlarged image."""
    result = np.full((*places.shape, places.edge**2), detail.mean)
    dictionary = detail.dictionary
    if dictionary is None:
        return result
    gradients, inside = _gradients(image[None])[:, 0], area.grown(-_REACH)

    def stripe(start: int, end: int) -> None:
        part = places.part(start, end)
        cuts = np.concatenate([cut(plane, inside, part) for plane in gradients], axis=-1)
        vectors = cuts.reshape(-1, cuts.shape[-1]) / detail.source_scale
        found = dictionary.translate(vectors, coder, workers)
        result[start:end] += (found * detail.target_scale).reshape(result[start:end].shape)

    workers.stripes(len(result), stripe, on_device=True)
    return result


def _trained(found: list[Samples], options: SpstfmOptions, coder: Coder, run: Run) -> tuple[Detail, ...]:
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
    """Returns first and second derivatives along rows and columns, shape (4, bands, rows - 4, cols - 4)."""
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


def _cells_under(window: Window, transition: Nested, edge: int) -> Window:
    """Returns the window of transition pixels with all patches that begin in a window of fine pixels."""
    step = transition.ratio
    row, col = window.row // step, window.col // step
    rows, cols = (window.row + window.rows - 1) // step - row, (window.col + window.cols - 1) // step - col
    return Window(row, col, rows + edge, cols + edge).intersection(transition.grid.window)


def _pair(block: Block) -> list[tuple[NDArray[np.float32], NDArray[np.bool_]]]:
    """Returns fine and coarse image of the pair, and their validity."""
    return [(block.fine[0], block.known[0, 0]), (block.coarse[0], block.known[0, 1])]


def _means(
    images: Sequence[tuple[NDArray[np.float32], NDArray[np.bool_]]], block: Block, transition: Nested, cells: Window
) -> tuple[list[NDArray[np.float64]], NDArray[np.bool_]]:
    """Returns means of a block's images over known pixels, on transition pixels inside the grid, and their validity.

    A transition pixel is valid if half of it is known in every image; the others are filled.
    """
    wide = cells.grown(_NEAR).intersection(transition.grid.window)
    at = block.window.grown(block.halo).slices_of(transition.window_of(wide))
    found = [transition.mean(image[(slice(None), *at)], known[at]) for image, known in images]
    inside = 0.5 * transition.share_inside_of(wide)
    valid = np.all([share >= inside for _, share in found], axis=0)
    inner = wide.slices_of(cells)
    means = filled_near([mean for mean, _ in found], valid, _NEAR)
    return [mean[(slice(None), *inner)] for mean in means], valid[inner]


def _widened(values: NDArray[Any], held: Window, area: Window) -> NDArray[Any]:
    """Returns values (bands, rows, cols) of a window extended to a larger window; the outermost values are repeated."""
    rows, cols = (
        np.clip(np.arange(start, start + count), first, first + size - 1) - first
        for start, count, first, size in (
            (area.row, area.rows, held.row, held.rows),
            (area.col, area.cols, held.col, held.cols),
        )
    )
    return values[:, rows[:, None], cols]
