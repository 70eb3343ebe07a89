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
from ..run import WARNING, Run
from ..words import tr
from .band_matching import Known
from .masked import hidden, masking_rules
from .product import Product
from .quantity import TEMPERATURE
from .scale_choice import Chosen, ScaledImage, choose_scales
from .scaling import Scale
from .units import KELVIN, REFLECTANCE

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
        self._units: set[str] = set()
        self.unit = ""

    @property
    def bands(self) -> int:
        return len(self._bands)

    def set_scale(self, scale: Scale) -> None:
        self._scales = [scale] * len(self._scales)

    def scaled(self, number: int) -> ScaledImage:
        """Returns one of the bands, by its position from 0, to choose its scale."""
        return self._product.scaled(self._bands[number], self._readers[self._places[number][0]])

    def take(self, number: int, one: ScaledImage, found: Chosen, run: Run) -> None:
        """Sets the scale chosen for a band, and masks values that are not measurements at this scale."""
        place = self._places[number][0]
        self._scales[number] = found.scales[0].scale
        self._units.add(KELVIN if found.quantity == TEMPERATURE else REFLECTANCE)
        rules = masking_rules(one, found)
        self._readers[place].mask_also(rules.limits)
        for text in rules.warnings:
            run.warn(text)

    def settle(self) -> str:
        """Completes the choice of scales. Returns the unit: `units.REFLECTANCE` or `units.KELVIN`.

        Raises
        ------
        InputError
            If the bands have different units.
        """
        if len(self._units) > 1:
            raise InputError(
                "{label} contains temperature in some and reflectance in others of the selected bands; choose "
                "bands of one quantity, or set the scale factor.",
                label=self._product.label,
            )
        self._scales = _agreed(self._scales)
        (self.unit,) = self._units
        return self.unit

    @property
    def story(self) -> str:
        """Lists the different scales with their reasons, for the log."""
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


def find_scales(stacks: Sequence[Stack], run: Run) -> list[str]:
    """Chooses the scales of stacks with matched bands, band by band. Returns the unit of each stack.

    Raises
    ------
    InputError
        If the bands of a stack have different units, matched bands hold different quantities, or a band has no valid
        pixel.
    """
    told: set[str] = set()

    def once(text: str, level: str) -> None:
        if text not in told:  # six bands of one product give the same warning six times
            told.add(text)
            (run.warn if level == WARNING else run.info)(text)

    quiet = Run(cancelled=lambda: run.cancelled, log=once)
    for number in range(stacks[0].bands):
        images = [stack.scaled(number) for stack in stacks]
        for stack, one, found in zip(stacks, images, choose_scales(images, quiet)):
            stack.take(number, one, found, quiet)
    return [stack.settle() for stack in stacks]


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
