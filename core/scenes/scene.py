"""The dated rasters of one prediction, on one grid and in physical units."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from ..errors import InputError
from ..products.scaling import AnyScale, BandScales, Scale, Storage
from ..rasters.grid import Grid, Window
from ..rasters.nested import Nested, nest
from ..rasters.raster import RasterInfo
from ..rasters.source import name_of
from ..run import Run
from .layers import ArrayLayer, Layer, known_pixels
from .sharpen import SharpenedLayer

if TYPE_CHECKING:
    from numpy.typing import NDArray


Fact = TypeVar("Fact")


@dataclass(frozen=True)
class Pair:
    """Fine and coarse image of one date.

    Attributes
    ----------
    fine, coarse : Layer
    date : date or None
    pan : Layer or None
        Panchromatic image of that date, one band, for methods that need it; the scene then has its grid.
    sharp : Layer or None
        The fine image sharpened with it.
    rest : Layer or None
        Coarse bands without a matching fine band, for methods that read them.
    """

    fine: Layer
    coarse: Layer
    date: date | None = None
    pan: Layer | None = None
    sharp: Layer | None = None
    rest: Layer | None = None

    @property
    def wanted(self) -> Layer:
        """The image that a prediction of this date should match."""
        return self.sharp or self.fine

    def sharpened(self, pan: Layer, factor: int) -> Pair:
        """Returns the pair with its panchromatic image, whose pixels are `factor` times smaller than the fine ones."""
        return replace(self, pan=pan, sharp=SharpenedLayer(self.fine, pan, factor))


@dataclass(frozen=True)
class Block:
    """The pixels that a method needs to predict one window.

    Arrays extend `halo` pixels beyond the window on every side; pixels outside the scene are invalid. Values are
    physical float32 and 0 where invalid.

    Attributes
    ----------
    window : Window
        The pixels to predict, on the scene's grid.
    halo : int
    fine, coarse : ndarray, shape (pairs, bands, rows + 2 halo, cols + 2 halo)
    valid : ndarray of bool, shape (pairs, rows + 2 halo, cols + 2 halo)
        Where fine and coarse image of a pair, and its panchromatic one if there is any, are valid in all bands.
    known : ndarray of bool, shape (pairs, 2, rows + 2 halo, cols + 2 halo)
        Validity of fine and coarse image separately. If no fine image has a valid pixel in the block, coarse images are
        not read, and count as invalid.
    target : ndarray, shape (bands, rows + 2 halo, cols + 2 halo)
        Coarse image of the target date.
    target_valid : ndarray of bool, shape (rows + 2 halo, cols + 2 halo)
    classes : ndarray, shape (rows + 2 halo, cols + 2 halo), or None
        Values of the class map, -1 where it has none.
    """

    window: Window
    halo: int
    fine: NDArray[np.float32]
    coarse: NDArray[np.float32]
    valid: NDArray[np.bool_]
    known: NDArray[np.bool_]
    target: NDArray[np.float32]
    target_valid: NDArray[np.bool_]
    classes: NDArray[np.float32] | None = None

    def halves(self) -> tuple[Block, Block]:
        """Returns the same pixels as two blocks, cut across the longer edge."""
        window = self.window
        if window.rows >= window.cols:
            cut = window.rows // 2
            first = Window(window.row, window.col, cut, window.cols)
            second = Window(window.row + cut, window.col, window.rows - cut, window.cols)
        else:
            cut = window.cols // 2
            first = Window(window.row, window.col, window.rows, cut)
            second = Window(window.row, window.col + cut, window.rows, window.cols - cut)
        return self.part(first, self.halo), self.part(second, self.halo)

    def part(self, window: Window, halo: int, pairs: Sequence[int] | None = None) -> Block:
        """Returns a block of some of these pixels, and of some of the pairs if their indices are given."""
        at = (..., *self.window.grown(self.halo).slices_of(window.grown(halo)))
        chosen = slice(None) if pairs is None else list(pairs)
        return Block(
            window, halo, self.fine[chosen][at], self.coarse[chosen][at], self.valid[chosen][at], self.known[chosen][at],
            self.target[at], self.target_valid[at], None if self.classes is None else self.classes[at],
        )  # fmt: skip

    @property
    def empty(self) -> bool:
        """Whether no method can predict a pixel of the window: no pair, or no target, is valid there."""
        return not (self.valid.any(axis=0) & self.target_valid)[self.inner].any()

    @property
    def inner(self) -> tuple[slice, slice]:
        """Slices of the window in the last two axes."""
        return slice(self.halo, self.halo + self.window.rows), slice(self.halo, self.halo + self.window.cols)


@dataclass(frozen=True)
class Scene:
    """All inputs of one prediction.

    Attributes
    ----------
    grid : Grid
        Grid of the first fine image, or of its panchromatic image if there is one; also that of the prediction.
    bands : tuple of str
        Names of the fine bands that are predicted.
    pairs : tuple of Pair
        In the order of their dates, if these are known.
    target : Layer
        Coarse image of the target date, on the fine grid.
    target_date : date or None
    ratio : float
        Measured number of fine pixels along a coarse one; about 1 if coarse images were enlarged before.
    coarse_grid : Grid or None
        The target coarse image's own grid, if it has the fine one's coordinate reference system.
    storage : Storage
        How the prediction is stored.
    like : RasterInfo or None
        The first fine image's header.
    inputs : mapping of str to str
        File of each role ("Fine image 1"), for the history and to protect inputs from being overwritten.
    classes : Layer or None
        Land-cover classes of the first date, one band of whole numbers, for methods that take them.
    scales : tuple of Scale
        Of the fine and the coarse rasters.
    target_rest : Layer or None
        Coarse bands of the target date without a matching fine band; None if the pairs have none.
    observed : Layer or None
        The fine image of the target date, if there is one.
    rest : tuple of str
        Names of these bands.
    rest_scale : BandScales or None
        Scales of these bands.
    facts : dict
        Cache of `pair_fact`; shared by scenes made from this one with `dataclasses.replace`.
    """

    grid: Grid
    bands: tuple[str, ...]
    pairs: tuple[Pair, ...]
    target: Layer
    target_date: date | None = None
    ratio: float = 16.0
    coarse_grid: Grid | None = None
    storage: Storage = Storage("float32", float("nan"), Scale(1.0))
    like: RasterInfo | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)
    classes: Layer | None = None
    scales: tuple[AnyScale, AnyScale] = (Scale(1.0), Scale(1.0))
    target_rest: Layer | None = None
    observed: Layer | None = None
    rest: tuple[str, ...] = ()
    rest_scale: BandScales | None = None
    facts: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def pair_fact(self, key: Hashable, find: Callable[[], Fact]) -> Fact:
        """Returns the result of `find` for the pairs, computed once and kept for all target dates predicted from them.

        Parameters
        ----------
        key : hashable
            Identifies the result, with all options that it depends on. The pairs are added to the key.
        find : callable
            Reads the pairs only, nothing of the target date.
        """
        whole = (key, self.grid, self.pairs, self.classes)
        if whole not in self.facts:
            self.facts[whole] = find()
        found: Fact = self.facts[whole]
        return found

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(self.inputs.values())

    def history(self) -> dict[str, str]:
        """Returns the file name of each role, without the folder, which has no meaning on other computers."""
        return {role: name_of(source) for role, source in self.inputs.items()}

    def read(self, window: Window, halo: int = 0, *, fine: bool = True, coarse: bool = True) -> Block:
        """Reads one block with its halo; without the values of fine or coarse images if they are not wanted."""
        block = self.read_pairs(window, halo, fine=fine, coarse=coarse)
        if not block.valid.any():
            return block
        target, valid = _read(self.target, window.grown(halo), block.target, coarse)
        return replace(block, target=target, target_valid=valid)

    def read_pairs(self, window: Window, halo: int = 0, *, fine: bool = True, coarse: bool = True) -> Block:
        """Reads a block without the target date, which is 0 and invalid everywhere."""
        wide = window.grown(halo)
        # A broadcast view: takes no memory, and is read-only.
        zero = np.broadcast_to(np.float32(0), (len(self.bands), wide.rows, wide.cols))
        images, known = zip(*(_read(pair.fine, wide, zero, fine) for pair in self.pairs))
        nothing = zero, np.zeros_like(known[0])
        # Large scenes have large empty parts, and coarse images have to be warped.
        seen = any(one.any() for one in known)
        read = [_read(pair.coarse, wide, zero, coarse) if seen else nothing for pair in self.pairs]
        known = np.stack([np.stack(pair) for pair in zip(known, (coarse_known for _, coarse_known in read))])
        valid = known.all(axis=1)
        for number, pair in enumerate(self.pairs):
            if pair.pan is not None:
                valid[number] &= pair.pan.read(wide)[1]
        classes = None
        if self.classes is not None:
            values, mapped = self.classes.read(wide)
            classes = np.where(mapped, values[0], np.float32(-1))
        nowhere = np.broadcast_to(zero, (len(read), *zero.shape))
        return Block(
            window, halo, _stacked(images) if fine else nowhere, _stacked([image for image, _ in read]) if coarse else nowhere,
            valid, known, *nothing, classes,
        )  # fmt: skip

    def nested(self, wanted: int, run: Run) -> Nested:
        """Returns the coarse grid for methods that use it; `wanted` is the user's resolution ratio, 0 detects it."""
        return nest(self.grid, self.coarse_grid, self.ratio, wanted, run)

    def close(self) -> None:
        for layer in self.layers():
            layer.close()

    def close_target(self) -> None:
        """Closes the layers of the target date; the pairs stay open for another one."""
        for layer in (self.target, self.target_rest, self.observed):
            if layer is not None:
                layer.close()

    def layers(self) -> Iterable[Layer]:
        for pair in self.pairs:
            yield pair.fine
            yield pair.coarse
            yield from (layer for layer in (pair.pan, pair.rest) if layer is not None)
        yield self.target
        yield from (layer for layer in (self.target_rest, self.observed, self.classes) if layer is not None)


def _stacked(images: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """As `numpy.stack`, but a single image is not copied."""
    return images[0][None] if len(images) == 1 else np.stack(images)


def _read(
    layer: Layer, window: Window, zero: NDArray[np.float32], values: bool
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Returns a layer's values, or zeros if they are not wanted, and validity."""
    return layer.read(window) if values else (zero, known_pixels(layer, window))


def array_scene(
    pairs: Sequence[tuple[NDArray[np.floating[Any]], NDArray[np.floating[Any]]]],
    target: NDArray[np.floating[Any]],
    *,
    dates: Sequence[date] | None = None,
    target_date: date | None = None,
    ratio: float = 16.0,
    names: Sequence[str] | None = None,
    pans: Sequence[NDArray[np.floating[Any]]] | None = None,
    factor: int = 1,
    rests: Sequence[NDArray[np.floating[Any]]] | None = None,
    target_rest: NDArray[np.floating[Any]] | None = None,
) -> Scene:
    """Returns a scene of arrays in memory, all on the fine grid and in physical units.

    Parameters
    ----------
    pairs : sequence of (fine, coarse)
        Arrays of shape (bands, rows, cols); NaN is invalid.
    target : ndarray of the same shape
    pans : sequence of ndarray, shape (1, rows, cols), optional
        The panchromatic image of each pair; `factor` of its pixels are as wide as a fine one.
    rests, target_rest : ndarray, shape (additional bands, rows, cols), optional
        Coarse bands without a matching fine band, of each pair and of the target date.

    Raises
    ------
    InputError
        If the shapes differ.
    """
    bands, rows, cols = target.shape
    for fine, coarse in pairs:
        if fine.shape != target.shape or coarse.shape != target.shape:
            raise InputError(
                "Shapes differ: fine {fine}, coarse {coarse}, target {target}.",
                fine=fine.shape,
                coarse=coarse.shape,
                target=target.shape,
            )
    days = list(dates) if dates is not None else [None] * len(pairs)
    made = [Pair(ArrayLayer(f), ArrayLayer(c), day) for (f, c), day in zip(pairs, days)]
    if pans is not None:
        made = [pair.sharpened(ArrayLayer(pan), factor) for pair, pan in zip(made, pans)]
    if rests is not None:
        made = [replace(pair, rest=ArrayLayer(rest)) for pair, rest in zip(made, rests)]
    return Scene(
        grid=Grid(rows, cols, (1.0, 0.0, 0.0, 0.0, -1.0, float(rows))),
        bands=tuple(names) if names else tuple(f"Band {band + 1}" for band in range(bands)),
        pairs=tuple(made),
        target=ArrayLayer(target),
        target_date=target_date,
        ratio=ratio,
        target_rest=None if target_rest is None else ArrayLayer(target_rest),
        rest=() if target_rest is None else tuple(f"Further band {band + 1}" for band in range(len(target_rest))),
    )
