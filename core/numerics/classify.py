"""Unsupervised classification of a fine image: ISODATA and k-means on a sample, then nearest centre for every pixel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from ..fusion.predict import whole_pairs
from ..rasters.grid import Grid
from ..run import Run
from ..scenes.layers import Layer
from ..scenes.scene import Scene

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Pixels from which centres are computed: more would change the centres by less than the noise of a pixel.
SAMPLE = 60000


@dataclass(frozen=True)
class Isodata:
    """Parameters of ISODATA (Ball and Hall 1965), with the values of FSDAF's authors; distances in reflectance.

    A class is split along the band of its largest standard deviation if that exceeds `split` and the maximum number of
    classes is not reached; two classes closer than `merge` are merged; a class with less than the fraction `smallest`
    of the sample is dropped.
    """

    least: int = 4
    most: int = 6
    iterations: int = 20
    split: float = 0.05
    merge: float = 0.05
    smallest: float = 0.002


@dataclass(frozen=True)
class Classes:
    """Assigns each pixel a class, counted from 0: by nearest centre, or from the values of a class map."""

    centres: NDArray[np.float64] | None = None
    codes: NDArray[np.float32] | None = None

    @property
    def number(self) -> int:
        found = self.codes if self.centres is None else self.centres
        return 0 if found is None else len(found)

    def of(self, fine: NDArray[np.float32], given: NDArray[np.float32] | None) -> NDArray[np.intp]:
        """Returns classes (rows, cols) from fine values (bands, rows, cols) or from class map values (rows, cols)."""
        if self.codes is not None and given is not None:
            return np.clip(np.searchsorted(self.codes, given), 0, self.number - 1)
        centres = np.zeros((1, len(fine))) if self.centres is None else self.centres
        return nearest(fine.reshape(len(fine), -1).T, centres).reshape(fine.shape[1:])


def sample_pixels(scene: Scene, run: Run) -> NDArray[np.float64]:
    """Valid pixels of the first fine image, evenly spaced, shape (pixels, bands). Independent of the block size."""
    step = max(1, int(np.sqrt(scene.grid.rows * scene.grid.cols / SAMPLE)))
    found = []
    for block in whole_pairs(scene, run, coarse=False):
        rows = slice(-block.window.row % step, None, step)
        cols = slice(-block.window.col % step, None, step)
        found.append(block.fine[0][:, rows, cols][:, block.valid[0][rows, cols]].T)
    return np.concatenate(found).astype(np.float64)


def class_codes(classes: Layer, grid: Grid, most: int) -> NDArray[np.float32]:
    """Returns the sorted values of a class map; -1 stands for pixels outside it or without a value.

    Raises
    ------
    InputError
        If there are more than `most`: then the raster is not a class map.
    """
    codes: set[float] = set()
    for window in grid.blocks(1024):
        values, known = classes.read(window)
        codes.update(np.unique(np.where(known, values[0], np.float32(-1))).tolist())
        if len(codes) > most:
            raise InputError(
                "The class map has more than {most} different values; choose a map with fewer land-cover classes.",
                most=most,
            )
    return np.array(sorted(codes), np.float32)


def isodata(pixels: NDArray[np.float64], how: Isodata) -> NDArray[np.float64]:
    """Returns class centres (classes, bands). Initialized from quantiles of brightness, so that nothing is random."""
    if len(pixels) == 0:
        return np.zeros((1, pixels.shape[1]))
    centres = _spread(pixels, how.most)
    for turn in range(how.iterations):
        labels = nearest(pixels, centres)
        counts = np.bincount(labels, minlength=len(centres))
        kept = counts >= max(1, how.smallest * len(pixels))
        if not kept.any():
            kept[counts.argmax()] = True
        if not kept.all():
            centres = centres[kept]
            labels = nearest(pixels, centres)
        moved = np.array(
            [
                pixels[labels == one].mean(axis=0) if (labels == one).any() else centres[one]
                for one in range(len(centres))
            ]
        )
        settled = moved.shape == centres.shape and np.abs(moved - centres).max() < 1e-4
        centres = moved
        last = turn == how.iterations - 1
        if len(centres) < how.most and not last:
            grown = _split(pixels, labels, centres, how, forced=len(centres) < how.least)
            if len(grown) > len(centres):
                centres = grown
                continue
        if len(centres) > how.least:
            fewer = _merge(centres, counts_of(labels, len(centres)), how)
            if len(fewer) < len(centres):
                centres = fewer
                continue
        if settled:
            break
    return centres


def kmeans(pixels: NDArray[np.float64], classes: int) -> NDArray[np.float64]:
    """Returns the centres of k-means, shape (classes, bands), initialized as in `isodata`."""
    from scipy.cluster.vq import kmeans2

    if len(pixels) == 0:
        return np.zeros((1, pixels.shape[1]))
    centres, labels = kmeans2(pixels, _spread(pixels, classes), iter=30, minit="matrix", missing="warn")
    return np.asarray(centres[np.bincount(labels, minlength=len(centres)) > 0])


def nearest(pixels: NDArray[np.floating[Any]], centres: NDArray[np.float64]) -> NDArray[np.intp]:
    """Returns the class of each pixel (pixels, bands): the nearest centre, the first of equally near ones."""
    best = np.full(len(pixels), np.inf)
    labels = np.zeros(len(pixels), np.intp)
    for number, centre in enumerate(centres):
        distance = np.square(pixels - centre).sum(axis=1)
        closer = distance < best
        best[closer], labels[closer] = distance[closer], number
    return labels


def counts_of(labels: NDArray[np.intp], classes: int) -> NDArray[np.intp]:
    return np.bincount(labels, minlength=classes)


def _spread(pixels: NDArray[np.float64], classes: int) -> NDArray[np.float64]:
    """Returns the means of groups of equal size along the first principal axis."""
    if len(pixels) == 1:  # it has no axis
        return pixels.copy()
    centred = pixels - pixels.mean(axis=0)
    _, axes = np.linalg.eigh(np.atleast_2d(np.cov(centred, rowvar=False)))
    groups = np.array_split(np.argsort(centred @ axes[:, -1], kind="stable"), classes)
    return np.array([pixels[group].mean(axis=0) for group in groups if len(group)])


def _split(
    pixels: NDArray[np.float64], labels: NDArray[np.intp], centres: NDArray[np.float64], how: Isodata, forced: bool
) -> NDArray[np.float64]:
    """Split the class with the largest standard deviation, if that is large enough or there are too few classes."""
    spread = np.array(
        [
            pixels[labels == one].std(axis=0) if (labels == one).any() else np.zeros(pixels.shape[1])
            for one in range(len(centres))
        ]
    )
    one, band = np.unravel_index(spread.argmax(), spread.shape)
    if spread[one, band] <= (0 if forced else how.split):
        return centres
    shift = np.zeros(pixels.shape[1])
    shift[band] = spread[one, band]
    others = np.delete(centres, one, axis=0)
    return np.concatenate([others, [centres[one] - shift, centres[one] + shift]])


def _merge(centres: NDArray[np.float64], counts: NDArray[np.intp], how: Isodata) -> NDArray[np.float64]:
    """Merge the two closest classes, if they are close enough."""
    distance = np.sqrt(np.square(centres[:, None] - centres[None]).sum(axis=2))
    np.fill_diagonal(distance, np.inf)
    first, second = np.unravel_index(distance.argmin(), distance.shape)
    if distance[first, second] >= how.merge:
        return centres
    pair = [first, second]
    weight = np.maximum(counts[pair], 1)
    joined = (centres[pair] * weight[:, None]).sum(axis=0) / weight.sum()
    return np.concatenate([np.delete(centres, pair, axis=0), [joined]])
