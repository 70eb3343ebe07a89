"""Compares predictions with a reference block by block, in two passes of windowed reads, for scenes of any size.

The first pass computes sums, ranges and the bin of the edge threshold. The second computes what depends on these:
similarity, edges, texture, histograms and thumbnails. Results equal those of `core.accuracy.metrics` on whole arrays
and do not depend on the blocks, up to the rounding of sums.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..fusion.blocks import run_blocks
from ..rasters.grid import Grid, Window
from ..run import Run
from ..runtime.device import usable_cores
from .local_metrics import (
    EDGE_WINDOW,
    PATTERN_WINDOW,
    SSIM_WINDOW,
    UIQI_WINDOW,
    edges,
    patterns,
    quality_index,
    relative_difference,
    ssim_windows,
    uiqi_windows,
    whole_windows,
)
from .metrics import NOISE, peak_ratio, spectral_angles
from .results import Accuracy, Pictures
from .running_totals import FloatHistogram, Histograms, Mean, Moments, StrongEdges, Thumbnail

if TYPE_CHECKING:
    from numpy.typing import NDArray

    # Returns physical values (bands, rows, cols), 0 where invalid, and validity of the same shape. Windows may exceed
    # the grid; pixels outside are invalid.
    Read = Callable[[Window], tuple[NDArray[np.float64], NDArray[np.bool_]]]

# The largest window, 11 x 11, reaches five pixels beyond a block.
HALO = SSIM_WINDOW // 2
_LARGEST, _SMALLEST = 512, 64
_VALUES = 3_000_000  # maximum number of values in all images of one block; several blocks are processed in parallel
_STEPS = 120  # bins per axis of the scatter plot
_ERROR_STEPS = 121  # odd, so that zero error is in the middle of a bin
_CUT = 0.001  # fraction of values at each end that histograms may leave out


@dataclass(frozen=True)
class Candidate:
    """An image to compare with the reference.

    Attributes
    ----------
    name : str
    read : callable(Window) -> (values, valid)
    windowed : bool
        Whether to compute SSIM and local UIQI, which take most of the time.
    picture : int
        Longest edge of its thumbnail in pixels; 0 for no pictures.
    guess : bool
        Whether it is a simple guess: its gaps do not restrict the comparison of predictions.
    """

    name: str
    read: Read
    windowed: bool = True
    picture: int = 0
    guess: bool = False


def measure(
    reference: Read,
    candidates: Sequence[Candidate],
    grid: Grid,
    bands: int,
    run: Run | None = None,
    *,
    common: bool = False,
    noise: float = NOISE,
    quantum: float = 0.0,
    block_size: int = 0,
    consume: Callable[[Window, NDArray[np.float64], NDArray[np.bool_]], None] | None = None,
) -> list[Accuracy]:
    """Compare candidates with a reference.

    Parameters
    ----------
    reference : callable(Window) -> (values, valid)
    candidates : sequence of Candidate
    grid : Grid
        Common grid of all images.
    bands : int
    run : Run, optional
    common : bool
        Compare only pixels valid in all predictions; otherwise pixels valid in the first one. In both cases a candidate
        is compared where it is valid itself.
    noise : float
        Noise level of the texture measure, physical units.
    quantum : float
        Step between stored values, physical units, for even histograms; 0 if there is none.
    block_size : int
        0 selects it by memory use. The result does not depend on it.
    consume : callable(Window, difference, known), optional
        Receives the first candidate minus the reference, block by block in order, in one thread.

    Raises
    ------
    Cancelled
    """
    run = run or Run()
    finding, comparing = run.steps(Computing_value_ranges=1, Computing_measures=3)
    work = _Work(reference, candidates, grid, bands, common, noise, run)
    windows = list(grid.blocks(block_size or _fitting(bands * (1 + len(candidates)))))
    first = [_FirstPass(bands, candidate.picture > 0) for candidate in candidates]
    _pass(windows, work.read, work.first, lambda found: _join(first, found[1]), finding)
    second = [_second(facts, bands, quantum) for facts in first]
    extents = [facts.moments.high[1] - facts.moments.low[1] for facts in first]
    small = [Thumbnail(grid, 2, bands, candidate.picture) if candidate.picture else None for candidate in candidates]

    def collect(found: tuple[Window, list[_SecondPass], _Block]) -> None:
        window, parts, block = found
        _join(second, parts)
        for place, thumbnail in enumerate(small):
            if thumbnail is not None:
                images = np.stack([block.inner(block.images[place]), block.inner(block.reference)])
                thumbnail.fill(window, images, block.inner(block.known[place]))
        if consume is not None:
            known = block.inner(block.known[0])
            consume(window, np.where(known, block.inner(block.images[0] - block.reference), np.nan), known)

    _pass(windows, work.read, lambda block: work.second(block, second, extents), collect, comparing)
    return [_accuracy(*each) for each in zip(candidates, first, second, small)]


@dataclass(frozen=True)
class _Block:
    """Reference and candidates of a window and its halo; `known` marks the pixels compared for each candidate."""

    window: Window
    reference: NDArray[np.float64]
    images: list[NDArray[np.float64]]
    known: list[NDArray[np.bool_]]

    def inner(self, values: NDArray[Any]) -> NDArray[Any]:
        return values[..., HALO : HALO + self.window.rows, HALO : HALO + self.window.cols]


class _FirstPass:
    """Results of the first pass for one candidate."""

    def __init__(self, bands: int, pictured: bool) -> None:
        self.moments = Moments(bands)
        self.shared = Mean(bands)  # squared errors over the pixels that all candidates have
        self.edges = [FloatHistogram() for _ in range(bands)]
        kinds = 3 if pictured else 0  # prediction, reference, size of the error
        self.spreads = [[FloatHistogram() for _ in range(bands)] for _ in range(kinds)]

    def parts(self) -> list[Any]:
        return [self.moments, self.shared, *self.edges, *(spread for kind in self.spreads for spread in kind)]


class _SecondPass:
    """Results of the second pass for one candidate; thumbnails are filled in order, outside of the blocks."""

    def __init__(
        self, bands: int, edges: list[StrongEdges], density: Histograms | None, errors: Histograms | None
    ) -> None:
        self.ssim, self.uiqi, self.lbp, self.angle = Mean(bands), Mean(bands), Mean(bands), Mean(1)
        self.edges, self.density, self.errors = edges, density, errors

    def empty_copy(self) -> _SecondPass:
        """Returns an empty copy for a block."""
        histograms = (counts and counts.empty_copy() for counts in (self.density, self.errors))
        return _SecondPass(len(self.edges), [edge.empty_copy() for edge in self.edges], *histograms)

    def parts(self) -> list[Any]:
        return [
            self.ssim, self.uiqi, self.lbp, self.angle, *self.edges,
            *(counts for counts in (self.density, self.errors) if counts is not None),
        ]  # fmt: skip


def _second(first: _FirstPass, bands: int, quantum: float) -> _SecondPass:
    """Returns empty totals of the second pass, with histograms over the ranges found by the first pass."""
    edges = [StrongEdges(spread) for spread in first.edges]
    if not first.spreads:
        return _SecondPass(bands, edges, None, None)
    found = [np.array([spread.quantile(q) for spread in kind]) for kind in first.spreads for q in (_CUT, 1 - _CUT)]
    low, high = np.minimum(found[0], found[2]), np.maximum(found[1], found[3])
    # A constant image has an empty range, and an identical one no error.
    high = np.where(high > low, high, low + np.maximum(np.abs(low), 1e-6) * 0.01)
    most = np.where(found[5] > 0, found[5], 1e-6)
    if quantum > 0:
        # Each bin covers the same number of possible values; otherwise some bins would stand out.
        low = np.floor(low / quantum) * quantum - quantum / 2
        high = low + _STEPS * quantum * np.ceil((high - low) / (_STEPS * quantum))
        odd = 2 * np.ceil((2 * most / (_ERROR_STEPS * quantum) - 1) / 2) + 1
        most = odd * quantum * _ERROR_STEPS / 2
    return _SecondPass(bands, edges, Histograms(low, high, _STEPS, 2), Histograms(-most, most, _ERROR_STEPS, 1))


class _Work:
    """Reads and compares blocks; used by several threads in parallel."""

    def __init__(
        self, reference: Read, candidates: Sequence[Candidate], grid: Grid, bands: int, common: bool, noise: float,
        run: Run,
    ) -> None:  # fmt: skip
        self._reference, self._candidates, self._grid, self._bands = reference, candidates, grid, bands
        self._common, self._noise, self._run = common, noise, run

    def read(self, window: Window) -> _Block:
        self._run.check()
        wide = window.grown(HALO)
        true, usable = self._reference(wide)
        images: list[NDArray[np.float64]] = []
        known: list[NDArray[np.bool_]] = []
        for candidate in self._candidates:
            values, valid = candidate.read(wide)
            images.append(values)
            known.append(valid & usable & (known[0] if known else True))
        if self._common:
            every = [own for own, candidate in zip(known, self._candidates) if not candidate.guess]
            common = np.logical_and.reduce(every)
            known = [common & own if candidate.guess else common for own, candidate in zip(known, self._candidates)]
        return _Block(window, true, images, known)

    def first(self, block: _Block) -> tuple[Window, list[_FirstPass]]:
        parts = [_FirstPass(self._bands, candidate.picture > 0) for candidate in self._candidates]
        inside = self._interior(block.window)
        for band in range(self._bands):
            self._run.check()
            true = block.reference[band]
            sharp = block.inner(edges(true)).astype(np.float32)
            shared = np.logical_and.reduce([block.inner(known[band]) for known in block.known])
            for part, image, known in zip(parts, block.images, block.known):
                at = block.inner(known[band])
                seen, wanted = _chosen(block.inner(image[band]), at), _chosen(block.inner(true), at)
                part.moments.fill(band, seen, wanted)
                error = block.inner(image[band]) - block.inner(true)
                part.shared.fill(band, np.square(_chosen(error, shared)))
                whole = block.inner(whole_windows(known[band], EDGE_WINDOW)) & inside
                part.edges[band].fill(_chosen(sharp, whole))
                if part.spreads:
                    for kind, values in zip(part.spreads, (seen, wanted, np.abs(seen - wanted))):
                        kind[band].fill(values)
        return block.window, parts

    def second(
        self, block: _Block, totals: Sequence[_SecondPass], extents: Sequence[NDArray[np.float64]]
    ) -> tuple[Window, list[_SecondPass], _Block]:
        parts = [total.empty_copy() for total in totals]
        inside = self._interior(block.window)
        for band in range(self._bands):
            true = block.reference[band]
            true_edges, true_patterns = edges(true), patterns(true, self._noise)
            for place, (part, candidate) in enumerate(zip(parts, self._candidates)):
                self._run.check()
                image, known = block.images[place][band], block.known[place][band]
                whole = block.inner(whole_windows(known, EDGE_WINDOW)) & inside
                part.edges[band].fill(
                    _chosen(block.inner(edges(image)), whole), _chosen(block.inner(true_edges), whole)
                )
                whole, start = whole_windows(known, PATTERN_WINDOW), PATTERN_WINDOW // 2
                texture = relative_difference(patterns(image, self._noise), true_patterns)
                at = _from(whole, HALO - start, block.window)
                part.lbp.fill(band, _chosen(_from(texture, HALO - start, block.window), at))
                if candidate.windowed:
                    _similarity(part, band, image, true, known, float(extents[place][band]), block.window)
                if part.density is not None and part.errors is not None:
                    at = block.inner(known)
                    seen, wanted = _chosen(block.inner(image), at), _chosen(block.inner(true), at)
                    part.density.fill(band, seen, wanted)
                    part.errors.fill(band, seen - wanted)
        for place, part in enumerate(parts):
            everywhere = block.inner(block.known[place]).all(axis=0)
            angles = spectral_angles(block.inner(block.images[place]), block.inner(block.reference), everywhere)
            part.angle.fill(0, angles)
        return block.window, parts, block

    def _interior(self, window: Window) -> NDArray[np.bool_]:
        """Returns a mask of the pixels of a window that are not on the border of the scene."""
        rows = np.arange(window.row, window.row + window.rows)
        cols = np.arange(window.col, window.col + window.cols)
        down, across = (rows > 0) & (rows < self._grid.rows - 1), (cols > 0) & (cols < self._grid.cols - 1)
        return np.asarray(down[:, None] & across[None, :])


def _similarity(
    part: _SecondPass, band: int, image: NDArray[np.float64], true: NDArray[np.float64], known: NDArray[np.bool_],
    extent: float, window: Window,
) -> None:  # fmt: skip
    whole = whole_windows(known, SSIM_WINDOW)
    if extent > 0 and whole.any():
        part.ssim.fill(band, _chosen(ssim_windows(image, true, extent), whole))
    # Each window is counted in the block of its fifth pixel.
    start = HALO - UIQI_WINDOW // 2
    whole = _from(whole_windows(known, UIQI_WINDOW), start, window)
    if whole.any():
        part.uiqi.fill(band, _chosen(_from(uiqi_windows(image, true), start, window), whole))


def _chosen(values: NDArray[Any], where: NDArray[np.bool_]) -> NDArray[Any]:
    """Returns the chosen values as a flat array; checking for all first is cheaper than indexing."""
    return values.ravel() if where.all() else values[where]


def _from(values: NDArray[Any], start: int, window: Window) -> NDArray[Any]:
    return values[start : start + window.rows, start : start + window.cols]


def _pass(
    windows: Sequence[Window], read: Callable[[Window], _Block], compute: Callable[[_Block], Any],
    collect: Callable[[Any], None], run: Run,
) -> None:  # fmt: skip
    """Process all blocks; results are collected in order, so that sums are reproducible."""
    done = 0

    def write(found: Any) -> None:
        nonlocal done
        collect(found)
        done += 1
        run.progress(done / len(windows))

    run.progress(0)
    run_blocks(windows, read, compute, write, lanes=usable_cores())


def _fitting(planes: int) -> int:
    """Returns the edge length of blocks that fit in memory, a multiple of the tile size of files if possible."""
    edge = min(int(np.sqrt(_VALUES / planes)), _LARGEST)
    return max(edge - edge % 128, _SMALLEST)


def _join(totals: Sequence[Any], found: Sequence[Any]) -> None:
    for total, part in zip(totals, found):
        for one, other in zip(total.parts(), part.parts()):
            one.add(other)


def _accuracy(candidate: Candidate, first: _FirstPass, second: _SecondPass, small: Thumbnail | None) -> Accuracy:
    moments = first.moments
    count, (low, high) = moments.count, (moments.low, moments.high)
    some = count > 0
    extent = np.where(some, high[1] - low[1], np.nan)
    varied = some & (high > low).all(axis=0)
    rmse = _over(np.sqrt(moments.error_square), np.sqrt(count), some)
    mean = np.where(some, moments.mean, np.nan)
    # The root of each factor is taken separately: the product of two small squares could underflow.
    spread = np.sqrt(moments.square[0]) * np.sqrt(moments.square[1])
    whole = quality_index(
        mean[0] * mean[1],
        np.where(some, np.square(mean).sum(axis=0), 0),
        _over(moments.product, count, some),
        np.where(some, _over(moments.square.sum(axis=0), count, some), 0),
    )
    return Accuracy(
        name=candidate.name,
        pixels=count,
        mean=mean[1],
        rmse=rmse,
        shared_rmse=np.sqrt(first.shared.value),
        shared_pixels=first.shared.count,
        mae=_over(moments.error_size, count, some),
        bias=_over(moments.error, count, some),
        correlation=np.clip(_over(moments.product, spread, varied & (spread > 0)), -1, 1),
        r2=1 - _over(moments.error_square, moments.square[1], some & (high[1] > low[1])),
        ssim=second.ssim.value,
        psnr=peak_ratio(rmse, extent),
        uiqi=np.where(some, whole, np.nan),
        uiqi_local=second.uiqi.value,
        edge=np.array([edge.mean() for edge in second.edges]),
        lbp=second.lbp.value,
        sam=float(second.angle.value[0]),
        pictures=_pictures(second, small),
    )


def _pictures(second: _SecondPass, small: Thumbnail | None) -> Pictures | None:
    if second.density is None or second.errors is None or small is None:
        return None
    return Pictures(
        density=second.density.counts,
        value_range=np.stack([second.density.low, second.density.high]),
        errors=second.errors.counts,
        error_limit=second.errors.high,
        prediction=small.image(0),
        reference=small.image(1),
        step=small.step,
    )


def _over(above: NDArray[Any], below: NDArray[Any], where: NDArray[np.bool_]) -> NDArray[np.float64]:
    return np.divide(above, below, out=np.full(len(where), np.nan), where=where)
