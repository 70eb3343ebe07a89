"""Selected bands of a product, from one or more files, read on any grid in physical units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..errors import InputError
from ..rasters.align import AlignedReader, pixel_ratio
from ..rasters.grid import Grid, Window
from ..run import Run
from ..words import tr
from .band_matching import Known
from .masked import hidden
from .product import Product
from .scaling import Scale

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Clear land has no larger reflectance; if more than half of the pixels exceed it, the scale is wrong.
UNLIKELY = 1.5
_LARGER = 1.5  # source pixels along a target pixel from which their mean is taken


@dataclass(frozen=True)
class Part:
    """A block: physical values (bands, rows, cols); validity, and pixels hidden by the quality layer, (rows, cols)."""

    values: NDArray[np.float32]
    valid: NDArray[np.bool_]
    hidden: NDArray[np.bool_]


class Stack:
    """The selected bands, in the order given.

    Parameters
    ----------
    product : Product
    bands : sequence of Known
    closing : ExitStack
        Closes all readers.
    """

    def __init__(self, product: Product, bands: Sequence[Known], closing: ExitStack) -> None:
        self._product, self._bands, self._closing = product, list(bands), closing
        self._places = [product.part_of(band) for band in bands]
        self._readers = {place: product.reader(place) for place in dict(self._places)}
        for reader in self._readers.values():
            closing.callback(reader.close)
        self._scales = [Scale(1.0)] * len(bands)
        self.unit = ""

    def set_scale(self, scale: Scale) -> None:
        self._scales = [scale] * len(self._scales)

    def find_scales(self, run: Run) -> str:
        """Finds the scale of each band. Returns the unit: `units.REFLECTANCE` or `units.KELVIN`.

        Raises
        ------
        InputError
            If the bands have different units, or one has no valid pixel.
        """
        units = set()
        for number, (band, (place, _)) in enumerate(zip(self._bands, self._places)):
            self._scales[number], unit = self._product.stored_scale(band, self._readers[place], run)
            units.add(unit)
        if len(units) > 1:
            raise InputError(
                "{label} holds temperature in some and reflectance in others of the bands chosen; "
                "choose bands of one kind, or state the scale.",
                label=self._product.label,
            )
        self._scales = _agreed(self._scales)
        self.unit = units.pop()
        return self.unit

    @property
    def story(self) -> str:
        """Each different scale with its reason, for the log."""
        return ", ".join(dict.fromkeys(f"{scale} ({tr(scale.reason)})" for scale in self._scales))

    def on(self, grid: Grid, resampling: str) -> Callable[[Window], Part]:
        """Returns a function that reads a window of a grid; `resampling` is not used if the pixels coincide.

        If the pixels of the grid are larger, source pixels are averaged, except with nearest neighbour.
        """
        aligned: dict[int, AlignedReader] = {}
        for place, reader in self._readers.items():
            numbers = [number for part, number in self._places if part == place]
            larger = pixel_ratio(reader.info.grid, grid) > _LARGER and resampling != "nearest"
            aligned[place] = AlignedReader(reader, grid, numbers, "average" if larger else resampling)
        quality = self._product.quality_on(grid)
        if quality is not None:
            self._closing.callback(quality.close)
        order = self._order()

        def read(window: Window) -> Part:
            values = np.zeros((len(self._bands), window.rows, window.cols), np.float32)
            valid = np.ones((window.rows, window.cols), bool)
            for place, reader in aligned.items():
                stored, known = reader.read(window)
                valid &= known.all(axis=0)
                for band, plane in zip(order[place], stored):
                    values[band] = self._scales[band].physical(plane)
            values[:, ~valid] = 0
            return Part(values, valid, np.zeros_like(valid) if quality is None else hidden(quality, window))

        return read

    def _order(self) -> dict[int, list[int]]:
        """Returns the positions of the bands of each file in the result."""
        order: dict[int, list[int]] = {}
        for band, (place, _) in enumerate(self._places):
            order.setdefault(place, []).append(band)
        return order


def _agreed(scales: Sequence[Scale]) -> list[Scale]:
    """Uses one scale for all bands whose scale was estimated from values: a dark band suggests another unit."""
    guessed = [scale for scale in scales if scale.reason.startswith("values up to")]
    if not guessed:
        return list(scales)
    smallest = min(guessed, key=lambda scale: scale.factor)
    return [smallest if scale in guessed else scale for scale in scales]


class Count:
    """Numbers of pixels: all, valid, hidden, and brighter than land can be."""

    def __init__(self) -> None:
        self.pixels = self.valid = self.hidden = self.bright = 0

    def add(self, part: Part) -> None:
        self.pixels += part.valid.size
        self.valid += int(part.valid.sum())
        self.hidden += int(part.hidden.sum())
        if len(part.values):
            self.bright += int((part.values > UNLIKELY).any(axis=0).sum())

    @property
    def percent(self) -> tuple[float, float]:
        """Percentages of valid and of hidden pixels."""
        whole = max(self.pixels, 1)
        return 100 * self.valid / whole, 100 * self.hidden / whole
