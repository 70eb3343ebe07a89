"""Statistics of a whole scene, computed in one pass of windowed reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ..errors import InputError
from ..run import Run
from ..scenes.scene import Scene
from .predict import whole_layer, whole_pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class SceneStatistics:
    """Statistics in physical units.

    Attributes
    ----------
    deviation : ndarray of float64, shape (pairs, bands)
        Standard deviation of the fine images, with the number of pixels as divisor.
    low, high : ndarray of float64, shape (bands,)
        Minimum and maximum of fine and coarse images of all dates, or of those requested; 0 and 0 if nothing is valid.
    """

    deviation: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def scene_statistics(scene: Scene, run: Run, missing: float | None = None) -> SceneStatistics:
    """Computes statistics of a scene; the pairs are read only if this was not done for another target date.

    Parameters
    ----------
    scene : Scene
    run : Run
    missing : float, optional
        Value used for invalid pixels in the standard deviation, as in programs that do not mask them; by default they
        are left out.
    """
    of_pairs, of_target = run.steps(Statistics_of_the_pairs=2 * len(scene.pairs), Range_of_the_target_date=1)
    found = pair_statistics(scene, of_pairs, missing)
    seen = whole_layer(scene.target, scene.grid, of_target)
    return with_images(found, ((values, valid) for _, values, valid in seen))


def pair_statistics(
    scene: Scene, run: Run, missing: float | None = None, *, coarse: bool = True
) -> SceneStatistics:  # fmt: skip
    """As `scene_statistics`, without the target date; ranges are infinite if nothing is valid.

    Without `coarse`, ranges are those of fine images only, and coarse images are not warped.
    """
    return scene.pair_fact(("statistics", missing, coarse), lambda: _pair_statistics(scene, run, missing, coarse))


def with_images(
    found: SceneStatistics, images: Iterable[tuple[NDArray[np.float32], NDArray[np.bool_]]]
) -> SceneStatistics:
    """Extends the ranges by more images, each as values (bands, rows, cols) and validity (rows, cols)."""
    low, high = found.low, found.high
    for values, valid in images:
        low, high = _widened(low, high, valid_pixels(values, valid))
    return _without_infinities(replace(found, low=low, high=high))


def _pair_statistics(scene: Scene, run: Run, missing: float | None, with_coarse: bool) -> SceneStatistics:
    pairs, bands = len(scene.pairs), len(scene.bands)
    count, total, squares = np.zeros((pairs, 1)), np.zeros((pairs, bands)), np.zeros((pairs, bands))
    low, high = np.full(bands, np.inf), np.full(bands, -np.inf)
    for block in whole_pairs(scene, run, coarse=with_coarse):
        for pair, valid in enumerate(block.valid):
            fine = valid_pixels(block.fine[pair], valid)
            lacking = 0 if missing is None else int((~valid).sum())
            count[pair] += fine.shape[1] + lacking
            total[pair] += fine.sum(axis=1, dtype=np.float64) + lacking * (missing or 0)
            squares[pair] += np.square(fine, dtype=np.float64).sum(axis=1) + lacking * (missing or 0) ** 2
            low, high = _widened(low, high, fine)
            if with_coarse:
                low, high = _widened(low, high, valid_pixels(block.coarse[pair], valid))
    known = np.maximum(count, 1)
    variance = np.maximum(squares / known - (total / known) ** 2, 0)
    return SceneStatistics(np.sqrt(variance), low, high)


def valid_pixels(values: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Returns the valid pixels of an image (bands, rows, cols), shape (bands, pixels)."""
    return values.reshape(len(values), -1) if valid.all() else values[:, valid]


def _widened(
    low: NDArray[np.float64], high: NDArray[np.float64], values: NDArray[np.float32]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if not values.size:
        return low, high
    return np.minimum(low, values.min(axis=1)), np.maximum(high, values.max(axis=1))


def _without_infinities(found: SceneStatistics) -> SceneStatistics:
    empty = ~np.isfinite(found.low)
    return replace(found, low=np.where(empty, 0, found.low), high=np.where(empty, 0, found.high))


def value_range(text: str, found: SceneStatistics) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Returns the minimum and maximum allowed value of a prediction, each of shape (bands, 1, 1).

    Parameters
    ----------
    text : str
        ``auto`` for 0 to 1, wider where the inputs are (an index below 0, temperature above 1); or two numbers.
    found : SceneStatistics

    Raises
    ------
    InputError
        If the text is neither.
    """
    limits = parse_range(text)
    if limits is None:
        low, high = np.minimum(found.low, 0), np.maximum(found.high, 1)
    else:
        low, high = (np.full_like(found.low, limit) for limit in limits)
    return low[:, None, None], high[:, None, None]


def parse_range(text: str) -> tuple[float, float] | None:
    """Parses two numbers; returns None for ``auto``."""
    words = text.replace(",", " ").replace(";", " ").split()
    if [word.lower() for word in words] in ([], ["auto"]):
        return None
    try:
        low, high = (float(word) for word in words)
    except ValueError:
        low, high = 0.0, 0.0
    if not low < high:
        raise InputError(
            "Range of values is '{text}'; enter auto, or the minimum and maximum value, such as 0 1.", text=text
        )
    return low, high
