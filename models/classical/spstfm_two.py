"""SPSTFM with two pairs (Huang and Song 2012): predicts the fine change from the sparse code of the coarse change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...core.fusion.method import Prediction
from ...core.fusion.patches import Lattice, cut, lattice, overlap_count, overlap_sum, without_gaps
from ...core.fusion.predict import whole_pairs, whole_windows
from ...core.fusion.samples import Planes, Samples, Sampling, collect, scene_planes
from ...core.fusion.statistics import scene_statistics, value_range
from ...core.kernels.sparse.coder import Coder
from ...core.numerics.sparse import CoupledDictionary, Training, train_coupled
from ...core.rasters.grid import Window
from ...core.run import Run
from ...core.runtime.workers import Workers
from ...core.scenes.scene import Block, Scene
from .spstfm_options import SpstfmOptions

if TYPE_CHECKING:
    from numpy.typing import NDArray


# Added to the denominator of a normalised difference, in reflectance.
_TINY = 1e-6


@dataclass(frozen=True)
class Words:
    """Dictionaries trained on the pairs.

    Attributes
    ----------
    dictionaries : tuple
        One per band; None if the coarse image did not change between the pairs, or nothing is valid.
    source_scale, target_scale : ndarray, shape (bands,)
        Divisors of coarse and fine changes: their standard deviations between the pairs.
    """

    dictionaries: tuple[CoupledDictionary | None, ...]
    source_scale: NDArray[np.float64]
    target_scale: NDArray[np.float64]


@dataclass(frozen=True)
class TwoPairs:
    """Scene facts.

    Attributes
    ----------
    places : Lattice
    words : Words
    means : ndarray, shape (2, bands)
        Mean coarse change from date 1 to 2 and from date 2 to 3; 0 if means are not subtracted.
    low, high : ndarray, shape (bands, 1, 1)
    """

    places: Lattice
    words: Words
    means: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def fit(scene: Scene, options: SpstfmOptions, coder: Coder, run: Run) -> TwoPairs:
    ranging, changing, training = run.steps(Range_of_values=1, Changes=1, Learning=8)
    low, high = value_range(options.value_range, scene_statistics(scene, ranging))
    mean, _ = _moments(whole_windows(scene, changing), _target_changes, len(scene.bands))
    if options.normalisation == "deviation":
        mean = np.zeros_like(mean)
    words = scene.pair_fact(("spstfm", options), lambda: _words(scene, options, coder, training))
    places = lattice(scene.grid.rows, scene.grid.cols, options.patch, options.overlap)
    return TwoPairs(places, words, mean, low, high)


def _words(scene: Scene, options: SpstfmOptions, coder: Coder, run: Run) -> Words:
    changing, sampling, training = run.steps(Changes_between_the_pairs=1, Samples=1, Dictionaries=7)
    bands, edge = len(scene.bands), options.patch
    mean, deviation = _moments(whole_pairs(scene, changing), _pair_changes, bands)
    # Without spread or without valid pixels any scale is suitable.
    scale = np.where(deviation > 0, deviation, 1)
    if options.normalisation == "deviation":
        mean = np.zeros_like(mean)
    wanted = Sampling(edge, options.samples, options.sample_choice, options.seed)
    parts = scene_planes(scene, edge - 1, _pair_change, sampling)
    found = collect(parts, scene.grid.rows, scene.grid.cols, bands, wanted)
    dictionaries = []
    for band, samples in enumerate(found):
        training.check()
        expected = scale[0, band] / scale[1, band]  # assumes that the fine image changes like the coarse one
        how = Training(options.atoms, options.iterations, coder, options.shrink, expected)
        dictionaries.append(_trained(samples, mean[:, band], scale[:, band], how, training))
        training.progress((band + 1) / bands)
    return Words(tuple(dictionaries), scale[0], scale[1])


def _trained(
    samples: Samples, mean: NDArray[np.float64], scale: NDArray[np.float64], how: Training, run: Run
) -> CoupledDictionary | None:
    source, target = (samples.source - mean[0]) / scale[0], (samples.target - mean[1]) / scale[1]
    # Used to check for cancel only: progress is reported per band.
    return train_coupled(source, target, how, Run(cancelled=lambda: run.cancelled))


def _pair_change(block: Block) -> Planes:
    coarse, fine = block.coarse[1] - block.coarse[0], block.fine[1] - block.fine[0]
    return Planes(coarse[None], fine, block.valid.all(axis=0), block.window.grown(block.halo))


def _pair_changes(block: Block) -> tuple[NDArray[np.bool_], tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """Returns the validity, and coarse and fine change between the pairs, each of shape (bands, rows, cols)."""
    return block.valid.all(axis=0), (block.coarse[1] - block.coarse[0], block.fine[1] - block.fine[0])


def _target_changes(block: Block) -> tuple[NDArray[np.bool_], tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """Returns the validity of the coarse changes, and those from date 1 to 2 and from date 2 to 3."""
    changes = (block.target - block.coarse[0], block.coarse[1] - block.target)
    return block.valid.all(axis=0) & block.target_valid, changes


def _moments(
    blocks: Iterable[Block],
    changes: Callable[[Block], tuple[NDArray[np.bool_], Sequence[NDArray[np.float32]]]],
    bands: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Returns mean and standard deviation of two changes over a scene, each of shape (2, bands)."""
    count, total, squares = 0, np.zeros((2, bands)), np.zeros((2, bands))
    for block in blocks:
        valid, planes = changes(block)
        count += int(valid.sum())
        for number, plane in enumerate(planes):
            values = plane[:, valid].astype(np.float64)
            total[number] += values.sum(axis=1)
            squares[number] += np.square(values).sum(axis=1)
    mean = total / max(count, 1)
    return mean, np.sqrt(np.maximum(squares / max(count, 1) - mean**2, 0))


def predict(block: Block, state: TwoPairs, options: SpstfmOptions, coder: Coder, workers: Workers) -> Prediction:
    valid = block.valid.all(axis=0) & block.target_valid
    window, area = block.window, block.window.grown(block.halo)
    places = state.places.touching(window)
    count = overlap_count(places, window)
    gaps = cut(valid, area, places)
    changes = np.stack([block.target - block.coarse[0], block.coarse[1] - block.target])
    weight = _first_weight(block, gaps, area, places, options)
    first = overlap_sum(np.broadcast_to(weight, gaps.shape), places, window) / count
    values = np.empty((len(state.words.dictionaries), window.rows, window.cols))
    spread = np.empty_like(values)
    for band in range(len(values)):
        patches = [without_gaps(cut(change[band], area, places), gaps) for change in changes]
        after, before = (_translated(part, band, side, state, coder, workers) for side, part in enumerate(patches))
        fine_1, fine_3 = (fine[band][block.inner].astype(np.float64) for fine in block.fine)
        # Fine values do not differ between patches, so only weights and changes need to be averaged.
        change = overlap_sum(weight * after - (1 - weight) * before, places, window) / count
        values[band] = first * fine_1 + (1 - first) * fine_3 + change
        forward = fine_1 + overlap_sum(after, places, window) / count
        backward = fine_3 - overlap_sum(before, places, window) / count
        spread[band] = np.sqrt(np.maximum(first * (1 - first), 0)) * np.abs(forward - backward)
    usable = valid[block.inner]
    kept = np.where(usable, np.clip(values, state.low, state.high), 0).astype(np.float32)
    candidates = np.broadcast_to(count.astype(np.float32), kept.shape)
    return Prediction(kept, usable, np.where(usable, spread, 0).astype(np.float32), candidates)


def _translated(
    patches: NDArray[np.float64], band: int, side: int, state: TwoPairs, coder: Coder, workers: Workers
) -> NDArray[np.float64]:
    """Returns the fine change for patches (lattice rows, lattice cols, pixels) of coarse change."""
    dictionary, mean = state.words.dictionaries[band], state.means[side, band]
    if dictionary is None:
        return patches
    result = np.empty_like(patches)
    coarse, fine = state.words.source_scale[band], state.words.target_scale[band]

    def stripe(start: int, stop: int) -> None:
        part = patches[start:stop]
        vectors = (part.reshape(-1, part.shape[-1]) - mean) / coarse
        result[start:stop] = (dictionary.translate(vectors, coder, workers) * fine + mean).reshape(part.shape)

    workers.stripes(len(patches), stripe, on_device=True)
    return result


def _first_weight(
    block: Block, gaps: NDArray[np.bool_], area: Window, places: Lattice, options: SpstfmOptions
) -> NDArray[np.float64]:
    """Returns the weight of the first pair for each patch, shape (lattice rows, lattice cols, 1).

    The less changed date has more weight.
    """
    amounts = []
    for coarse in block.coarse:
        patches = cut(_amount(coarse, block.target), area, places)
        amounts.append(np.where(gaps, patches, 0).sum(axis=-1) / np.maximum(gaps.sum(axis=-1), 1))
    first, second = amounts
    total = first + second
    weight = np.where(total > 0, second / np.where(total > 0, total, 1), 0.5)
    alone = np.abs(first - second) > options.delta
    result: NDArray[np.float64] = np.where(alone, first < second, weight)[..., None]
    return result


def _amount(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float64]:
    """Returns the amount of coarse change, 0 to 2: change of the normalised difference, mean over all band pairs.

    The paper uses the built-up index, a sum of two such differences, which needs named bands.
    """
    before, after = one.astype(np.float64), other.astype(np.float64)
    if len(before) == 1:
        relative: NDArray[np.float64] = np.abs(before - after)[0] / (np.abs(before) + np.abs(after) + _TINY)[0]
        return relative
    total, pairs = np.zeros(before.shape[1:]), 0
    for first in range(len(before)):
        for second in range(first):
            total += np.abs(_difference(before, first, second) - _difference(after, first, second))
            pairs += 1
    return total / pairs


def _difference(values: NDArray[np.float64], first: int, second: int) -> NDArray[np.float64]:
    low, high = values[first], values[second]
    result: NDArray[np.float64] = (low - high) / (np.abs(low) + np.abs(high) + _TINY)
    return result
