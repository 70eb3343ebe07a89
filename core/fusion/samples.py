"""Random patches of a whole scene for training, in bounded memory and the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..rasters.grid import Window
from ..run import Run
from ..scenes.scene import Block, Scene
from .patches import cut_at, without_gaps
from .predict import whole_pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Maximum share of invalid pixels in a patch; others contribute little to training.
MOST_INVALID = 0.15

# Positions drawn per sample: some are invalid; and with selection by variance, the best are kept.
_SPARE, _COMPARED = 2, 8

RANDOM, VARIANCE = "random", "variance"


@dataclass(frozen=True)
class Planes:
    """Arrays from which patches are cut, on an area of the image.

    Attributes
    ----------
    source : ndarray, shape (channels, bands, rows, cols)
    target : ndarray, shape (bands, rows, cols)
    valid : ndarray of bool, shape (rows, cols)
    area : Window
    """

    source: NDArray[Any]
    target: NDArray[Any]
    valid: NDArray[np.bool_]
    area: Window


@dataclass(frozen=True)
class Sampling:
    """How samples are selected.

    Attributes
    ----------
    edge : int
        Edge length of a patch in pixels.
    count : int
        Number of samples.
    choice : str
        `RANDOM`, or `VARIANCE`: those with the largest variance in the target, of eight times as many.
    seed : int
    """

    edge: int
    count: int
    choice: str
    seed: int


@dataclass(frozen=True)
class Samples:
    """Samples of one band: source (n, channels * edge * edge) and target (n, edge * edge)."""

    source: NDArray[np.float64]
    target: NDArray[np.float64]


def scene_planes(scene: Scene, halo: int, planes: Callable[[Block], Planes], run: Run) -> Iterable[Planes]:
    """Yields the planes of a scene's pairs by window, with a halo; reports progress, polls for cancellation."""
    return (planes(block) for block in whole_pairs(scene, run, halo) if block.valid.any())


def collect(parts: Iterable[Planes], rows: int, cols: int, bands: int, sampling: Sampling) -> list[Samples]:
    """Cuts samples from an image that is read in parts; the same for every band unless selected by variance.

    Parameters
    ----------
    parts : iterable of Planes
        A patch is cut from every part that contains all of it.
    rows, cols, bands : int
        Size of the whole image.
    sampling : Sampling

    Returns
    -------
    list of Samples
        One for each band; empty if nothing is valid or the image is smaller than a patch.
    """
    row, col = _places(rows, cols, sampling)
    edge, count = sampling.edge, len(row)
    share = np.zeros(count)
    sources: NDArray[np.float32] | None = None
    targets = np.zeros((bands, count, edge**2), np.float32)
    for part in parts:
        area = part.area
        inside = (row >= area.row) & (row + edge <= area.row + area.rows)
        inside &= (col >= area.col) & (col + edge <= area.col + area.cols)
        if sources is None:
            sources = np.zeros((bands, count, len(part.source) * edge**2), np.float32)
        if not inside.any():
            continue
        at = (row[inside] - area.row, col[inside] - area.col, edge)
        valid = cut_at(part.valid, *at)
        share[inside] = valid.mean(axis=1)
        for band in range(bands):
            cuts = [without_gaps(cut_at(channel[band], *at), valid) for channel in part.source]
            sources[band, inside] = np.concatenate(cuts, axis=1)
            targets[band, inside] = without_gaps(cut_at(part.target[band], *at), valid)
    if sources is None:
        sources = np.zeros((bands, 0, 1), np.float32)
    usable = np.flatnonzero(share >= 1 - MOST_INVALID)
    return [_chosen(sources[band], targets[band], usable, sampling) for band in range(bands)]


def _chosen(
    source: NDArray[np.float32], target: NDArray[np.float32], usable: NDArray[np.intp], sampling: Sampling
) -> Samples:
    if sampling.choice == VARIANCE:
        usable = usable[np.argsort(-target[usable].var(axis=1), kind="stable")]
    # Restores the random order: training starts with the first samples, which must be a random selection.
    usable = np.sort(usable[: sampling.count])
    return Samples(source[usable].astype(np.float64), target[usable].astype(np.float64))


def _places(rows: int, cols: int, sampling: Sampling) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Returns first rows and columns of random patches, without duplicates."""
    down, across = max(rows - sampling.edge + 1, 0), max(cols - sampling.edge + 1, 0)
    wanted = sampling.count * (_COMPARED if sampling.choice == VARIANCE else _SPARE)
    generator = np.random.default_rng(sampling.seed)
    if not down * across:
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    drawn = generator.choice(down * across, min(wanted, down * across), replace=False)
    return drawn // across, drawn % across
