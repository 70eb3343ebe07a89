"""The dated images of a training: read once into memory where they fit, cut into normalised patches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from ..errors import InputError
from ..fusion.predict import whole_layer
from ..rasters.grid import Grid, Window
from ..rasters.nested import Nested
from ..run import Run
from ..scenes.layers import ArrayLayer, Layer
from ..scenes.scene import Pair
from .needs import Needs
from .normalise import PER_BAND, STANDARD, Normalisation, find_normalisation

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Images that together are smaller are kept in memory; larger ones are read from their files, patch by patch.
_MEMORY = 2 * 2**30


@dataclass(frozen=True)
class Images:
    """What a network learns from: fine and coarse images of one area.

    Attributes
    ----------
    grid : Grid
        The fine grid.
    bands : tuple of str
    pairs : tuple of Pair
        In the order of their dates.
    between : tuple of (Layer, date or None)
        Coarse images of dates without a fine one.
    normalisation : Normalisation
    nested : Nested or None
        The coarse grid, for networks that take coarse images as they are.
    ratio : int
        Fine pixels along a coarse one.
    pan : Normalisation or None
        Of the panchromatic images, where the pairs have them.
    rest : Normalisation or None
        Of the coarse bands that no fine band is matched with, where they are read.
    """

    grid: Grid
    bands: tuple[str, ...]
    pairs: tuple[Pair, ...]
    normalisation: Normalisation
    ratio: int
    nested: Nested | None = None
    between: tuple[tuple[Layer, date | None], ...] = ()
    pan: Normalisation | None = None
    rest: Normalisation | None = None

    def days(self) -> list[int]:
        """A day number for each pair: of its date, or its place where dates are not known."""
        dates = [pair.date for pair in self.pairs]
        if any(day is None for day in dates):
            return list(range(len(dates)))
        return [day.toordinal() for day in dates if day is not None]


def gather(
    grid: Grid,
    bands: tuple[str, ...],
    pairs: Sequence[Pair],
    run: Run,
    *,
    kind: str,
    needs: Needs,
    ratio: int,
    nested: Nested | None = None,
    between: Sequence[tuple[Layer, date | None]] = (),
    normalisation: Normalisation | None = None,
    rest: bool = False,
) -> Images:
    """Read the images and find their range of values.

    Parameters
    ----------
    grid, bands, pairs, between, nested, ratio
        As `Images` has them.
    run : Run
    kind : str
        See `find_normalisation`.
    needs : Needs
        The network's: it has the range of values.
    normalisation : Normalisation, optional
        One that is known already, when a training goes on.
    rest : bool
        Whether the coarse bands that no fine band is matched with are read, where the pairs have them.

    Raises
    ------
    InputError
        If no fine pixel is valid.
    """
    if not rest or any(pair.rest is None for pair in pairs):
        pairs = [replace(pair, rest=None) for pair in pairs]
    layers = [layer for pair in pairs for layer in _layers(pair).values()] + [layer for layer, _ in between]
    size = 4 * len(bands) * grid.rows * grid.cols * len(layers)
    if size <= _MEMORY:
        resident = {
            id(layer): _resident(layer, grid, run.part(number, len(layers))) for number, layer in enumerate(layers)
        }
        pairs = [
            Pair(date=pair.date, **{name: resident[id(layer)] for name, layer in _layers(pair).items()})
            for pair in pairs
        ]
        between = [(resident[id(layer)], day) for layer, day in between]
    windows = list(grid.blocks(256))
    chosen = windows[:: max(1, len(windows) // 16)]
    kind = STANDARD if needs.standard and kind == PER_BAND else kind
    if normalisation is None:
        parts = (pair.fine.read(window) for pair in pairs for window in chosen)
        normalisation = find_normalisation(kind, parts, len(bands), needs.low, needs.high)
    pan = None
    if all(pair.pan is not None for pair in pairs):
        parts = (pair.pan.read(window) for pair in pairs if pair.pan is not None for window in chosen)
        pan = find_normalisation(kind, parts, 1, needs.low, needs.high)
    others = _rest_normalisation(pairs, chosen, needs)
    return Images(grid, bands, tuple(pairs), normalisation, ratio, nested, tuple(between), pan, others)


def _rest_normalisation(pairs: Sequence[Pair], windows: Sequence[Window], needs: Needs) -> Normalisation | None:
    """Always by what the values of each band are: they may be temperatures, and are never predicted."""
    parts = [pair.rest.read(window) for pair in pairs if pair.rest is not None for window in windows]
    if not parts:
        return None
    if not any(valid.any() for _, valid in parts):
        raise InputError(
            "The coarse bands that no fine band is matched with have no pixel that is valid in all of them; "
            "set OTHER_BANDS to no, or check masks and nodata values."
        )
    kind = STANDARD if needs.standard else PER_BAND
    return find_normalisation(kind, parts, len(parts[0][0]), needs.low, needs.high)


def _layers(pair: Pair) -> dict[str, Layer]:
    """The images of a pair that are there, by the names of its attributes."""
    named = {name: getattr(pair, name) for name in ("fine", "coarse", "pan", "sharp", "rest")}
    return {name: layer for name, layer in named.items() if layer is not None}


def filled(values: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Values (bands, rows, cols) with the band's mean where invalid: a network must see some number there."""
    if valid.all():
        return values
    if not valid.any():
        return np.zeros_like(values)
    mean = values[:, valid].mean(axis=1, dtype=np.float64).astype(np.float32)
    return np.where(valid, values, mean[:, None, None])


def coarse_patch(values: NDArray[np.float32], ratio: int) -> NDArray[np.float32]:
    """Means over blocks of `ratio` x `ratio` fine pixels, for a patch (bands, rows, cols) that holds whole blocks."""
    bands, rows, cols = values.shape
    if rows % ratio or cols % ratio:
        raise InputError(
            "A patch of {rows} x {cols} pixels does not hold whole coarse pixels of {ratio} fine ones.",
            rows=rows,
            cols=cols,
            ratio=ratio,
        )
    blocks = values.reshape(bands, rows // ratio, ratio, cols // ratio, ratio)
    return blocks.mean(axis=(2, 4), dtype=np.float64).astype(np.float32)


def mirrored(
    read: Callable[[Window], tuple[NDArray[np.float32], NDArray[np.bool_]]], whole: Window, window: Window
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """A window of what lies in `whole`; beyond that its mirror image, so that a network sees no edge there."""
    inside = window.intersection(whole)
    values, known = read(inside)
    if inside == window:
        return values, known
    top, left = inside.row - window.row, inside.col - window.col
    pads = ((top, window.rows - inside.rows - top), (left, window.cols - inside.cols - left))
    return np.pad(values, ((0, 0), *pads), mode="symmetric"), np.pad(known, pads, mode="symmetric")


def _resident(layer: Layer, grid: Grid, run: Run) -> Layer:
    """The whole layer in memory."""
    values: NDArray[np.float32] | None = None
    known = np.zeros((grid.rows, grid.cols), bool)
    for window, part, valid in whole_layer(layer, grid, run):
        if values is None:
            values = np.zeros((len(part), grid.rows, grid.cols), np.float32)
        at = Window(0, 0, grid.rows, grid.cols).slices_of(window)
        values[(slice(None), *at)], known[at] = part, valid
    if values is None:
        raise InputError("An image without pixels cannot be learnt from.")
    return ArrayLayer(values, known)
