"""Dated images of a training set: read into memory once if they fit, and normalised."""

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

# Images whose total size is smaller are kept in memory; larger ones are read from their files, patch by patch.
_MEMORY = 2 * 2**30


@dataclass(frozen=True)
class Images:
    """Training set of a network: fine and coarse images of one area.

    Attributes
    ----------
    grid : Grid
        The fine grid.
    bands : tuple of str
    pairs : tuple of Pair
        Ordered by date.
    between : tuple of (Layer, date or None)
        Coarse images of dates without a fine image.
    normalisation : Normalisation
    nested : Nested or None
        The coarse grid, for networks that take coarse images at their own resolution.
    ratio : int
        Resolution ratio (coarse / fine).
    pan : Normalisation or None
        Of the panchromatic images, if the pairs have them.
    rest : Normalisation or None
        Of the coarse bands without a matching fine band, if they are read.
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
        """Returns a day number for each pair: of its date, or its index if dates are not known."""
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
    """Reads the images and determines their range of values.

    Parameters
    ----------
    grid, bands, pairs, between, nested, ratio
        See `Images`.
    run : Run
    kind : str
        See `find_normalisation`.
    needs : Needs
        Requirements of the network, including its range of values.
    normalisation : Normalisation, optional
        Normalisation to use, when a training is resumed.
    rest : bool
        Whether the coarse bands without a matching fine band are read, if the pairs have them.

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
    """Returns the normalisation of the coarse bands without a matching fine band.

    It is always derived from the values of each band: they may be temperatures, and are never predicted.
    """
    parts = [pair.rest.read(window) for pair in pairs if pair.rest is not None for window in windows]
    if not parts:
        return None
    if not any(valid.any() for _, valid in parts):
        raise InputError(
            "The unmatched coarse bands have no pixel that is valid in all of them; set OTHER_BANDS to no, or "
            "check masks and nodata values."
        )
    kind = STANDARD if needs.standard else PER_BAND
    return find_normalisation(kind, parts, len(parts[0][0]), needs.low, needs.high)


def _layers(pair: Pair) -> dict[str, Layer]:
    """Returns the images that a pair has, by attribute name."""
    named = {name: getattr(pair, name) for name in ("fine", "coarse", "pan", "sharp", "rest")}
    return {name: layer for name, layer in named.items() if layer is not None}


def filled(values: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Returns values (bands, rows, cols) with invalid pixels set to the band mean: networks need finite input."""
    if valid.all():
        return values
    if not valid.any():
        return np.zeros_like(values)
    mean = values[:, valid].mean(axis=1, dtype=np.float64).astype(np.float32)
    return np.where(valid, values, mean[:, None, None])


def coarse_patch(values: NDArray[np.float32], ratio: int) -> NDArray[np.float32]:
    """Returns means over blocks of `ratio` x `ratio` fine pixels, for a patch (bands, rows, cols) of whole blocks."""
    bands, rows, cols = values.shape
    if rows % ratio or cols % ratio:
        raise InputError(
            "A patch of {rows} x {cols} pixels does not consist of whole coarse pixels at resolution ratio {ratio}.",
            rows=rows,
            cols=cols,
            ratio=ratio,
        )
    blocks = values.reshape(bands, rows // ratio, ratio, cols // ratio, ratio)
    return blocks.mean(axis=(2, 4), dtype=np.float64).astype(np.float32)


def mirrored(
    read: Callable[[Window], tuple[NDArray[np.float32], NDArray[np.bool_]]], whole: Window, window: Window
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Reads a window; outside `whole` it is filled with the mirror image, so that a network sees no edge there."""
    inside = window.intersection(whole)
    values, known = read(inside)
    if inside == window:
        return values, known
    top, left = inside.row - window.row, inside.col - window.col
    pads = ((top, window.rows - inside.rows - top), (left, window.cols - inside.cols - left))
    return np.pad(values, ((0, 0), *pads), mode="symmetric"), np.pad(known, pads, mode="symmetric")


def _resident(layer: Layer, grid: Grid, run: Run) -> Layer:
    """Returns the whole layer as a layer in memory."""
    values: NDArray[np.float32] | None = None
    known = np.zeros((grid.rows, grid.cols), bool)
    for window, part, valid in whole_layer(layer, grid, run):
        if values is None:
            values = np.zeros((len(part), grid.rows, grid.cols), np.float32)
        at = Window(0, 0, grid.rows, grid.cols).slices_of(window)
        values[(slice(None), *at)], known[at] = part, valid
    if values is None:
        raise InputError("An image without pixels cannot be used for training.")
    return ArrayLayer(values, known)
