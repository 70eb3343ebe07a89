"""Facts about the values of a whole scene, found in one pass of windowed reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .errors import InputError
from .predict import whole_windows
from .run import Run
from .scene import Scene

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class SceneStatistics:
    """Physical units.

    Attributes
    ----------
    deviation : ndarray of float64, shape (pairs, bands)
        Standard deviation of the fine images, over the number of pixels.
    low, high : ndarray of float64, shape (bands,)
        Smallest and largest value of fine and coarse images of all dates; 0 and 0 where nothing is valid.
    """

    deviation: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def scene_statistics(scene: Scene, run: Run, missing: float | None = None) -> SceneStatistics:
    """Read the scene once.

    Parameters
    ----------
    scene : Scene
    run : Run
    missing : float, optional
        Value that invalid pixels count with in the standard deviation, as in programs that overlook them; without it
        they are left out.
    """
    pairs, bands = len(scene.pairs), len(scene.bands)
    count, total, squares = np.zeros((pairs, 1)), np.zeros((pairs, bands)), np.zeros((pairs, bands))
    low, high = np.full(bands, np.inf), np.full(bands, -np.inf)
    for block in whole_windows(scene, run):
        seen = [block.target[:, block.target_valid]]
        for pair, valid in enumerate(block.valid):
            values = block.fine[pair][:, valid].astype(np.float64)
            seen += [block.fine[pair][:, valid], block.coarse[pair][:, valid]]
            lacking = 0 if missing is None else int((~valid).sum())
            count[pair] += values.shape[1] + lacking
            total[pair] += values.sum(axis=1) + lacking * (missing or 0)
            squares[pair] += np.square(values).sum(axis=1) + lacking * (missing or 0) ** 2
        for part in seen:
            if part.size:
                low, high = np.minimum(low, part.min(axis=1)), np.maximum(high, part.max(axis=1))
    known = np.maximum(count, 1)
    variance = np.maximum(squares / known - (total / known) ** 2, 0)
    empty = ~np.isfinite(low)
    return SceneStatistics(np.sqrt(variance), np.where(empty, 0, low), np.where(empty, 0, high))


def value_range(text: str, found: SceneStatistics) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lowest and highest value that a prediction may have, each of shape (bands, 1, 1).

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
    """Two numbers, or None for ``auto``."""
    words = text.replace(",", " ").replace(";", " ").split()
    if [word.lower() for word in words] in ([], ["auto"]):
        return None
    try:
        low, high = (float(word) for word in words)
    except ValueError:
        low, high = 0.0, 0.0
    if not low < high:
        raise InputError(f"Range of values is '{text}'; write auto, or the lowest and the highest value, such as 0 1.")
    return low, high
