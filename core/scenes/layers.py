"""Rasters of a scene, from files or arrays: read window by window on the fine grid, or completely on a coarse one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ..products.scaling import BandScales, Scale, scale_of_band
from ..rasters.align import AlignedReader
from ..rasters.grid import Window
from ..rasters.nested import Nested

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Layer(Protocol):
    """One raster of a scene."""

    def read(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Returns physical values (bands, rows, cols), 0 where invalid, and validity (rows, cols) of all bands
        together.

        The window may extend beyond the scene; pixels outside are invalid.
        """
        ...

    def coarse(self, nested: Nested) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Returns values (bands, rows, cols), 0 where invalid, and validity (rows, cols) of the whole coarse grid."""
        ...

    def close(self) -> None: ...


class ArrayLayer:
    """A layer held in memory.

    Parameters
    ----------
    values : ndarray of float, shape (bands, rows, cols)
        Physical units; pixels that are not finite in some band are invalid.
    valid : ndarray of bool, shape (rows, cols), optional
    """

    def __init__(self, values: NDArray[np.floating[Any]], valid: NDArray[np.bool_] | None = None) -> None:
        usable = np.isfinite(values).all(axis=0)
        self._valid = usable if valid is None else usable & valid
        self._values = np.where(self._valid, values, 0).astype(np.float32)

    @property
    def shape(self) -> tuple[int, int, int]:
        bands, rows, cols = self._values.shape
        return bands, rows, cols

    def read(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        bands, rows, cols = self.shape
        values = np.zeros((bands, window.rows, window.cols), np.float32)
        valid = np.zeros((window.rows, window.cols), bool)
        whole = Window(0, 0, rows, cols)
        part = window.intersection(whole)
        if not part.empty:
            source, target = whole.slices_of(part), window.slices_of(part)
            values[(slice(None), *target)] = self._values[(slice(None), *source)]
            valid[target] = self._valid[source]
        return values, valid

    def coarse(self, nested: Nested) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        return mean_on(self, nested)

    def close(self) -> None:
        pass


class CoarseArrayLayer:
    """A coarse image in memory, on a coarse grid; on the fine grid its pixels are repeated.

    Parameters
    ----------
    values : ndarray of float, shape (bands, rows, cols)
        Physical units on `nested.grid`; pixels that are not finite in some band are invalid.
    nested : Nested
    """

    def __init__(self, values: NDArray[np.floating[Any]], nested: Nested) -> None:
        self._valid = np.isfinite(values).all(axis=0)
        self._values = np.where(self._valid, values, 0).astype(np.float32)
        self._nested = nested

    def read(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        inside = np.zeros((window.rows, window.cols), bool)
        part = window.intersection(self._nested.fine.window)
        if not part.empty:
            inside[window.slices_of(part)] = True
        valid = self._nested.enlarge(self._valid, window) & inside
        return np.where(valid, self._nested.enlarge(self._values, window), np.float32(0)), valid

    def coarse(self, nested: Nested) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        if nested == self._nested:
            return self._values, self._valid
        return mean_on(self, nested)

    def close(self) -> None:
        pass


class ChosenBands:
    """Some bands of a layer, in any order; valid where all bands of the layer are.

    Parameters
    ----------
    layer : Layer
    places : sequence of int
        The place in `layer` of each band, counted from 0.
    """

    def __init__(self, layer: Layer, places: Sequence[int]) -> None:
        self._layer, self._places = layer, list(places)

    def read(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        values, valid = self._layer.read(window)
        return values[self._places], valid

    def coarse(self, nested: Nested) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        values, valid = self._layer.coarse(nested)
        return values[self._places], valid

    def close(self) -> None:
        self._layer.close()


class RasterLayer:
    """A layer read from a file, aligned with the scene's grid, scaled, and masked.

    Parameters
    ----------
    reader : AlignedReader
    scale : Scale or BandScales
    masks : sequence of AlignedReader
        One-band rasters read raw; the layer is invalid where one is not 0. Outside its extent a mask hides nothing.
    chosen : slice
        Bands of the reader that the layer has; it is valid where these are. All are read: what counts as missing may
        depend on the others.
    """

    def __init__(
        self,
        reader: AlignedReader,
        scale: Scale | BandScales,
        masks: Sequence[AlignedReader] = (),
        chosen: slice = slice(None),
    ) -> None:
        self._reader, self._scale, self._masks, self._chosen = reader, scale, tuple(masks), chosen

    def read(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        stored, known = self._read(self._reader, window)
        valid = self._unmasked(known, window)
        if not valid.any():
            return np.zeros_like(stored), valid
        values = self._scale.physical(stored)
        if not valid.all():
            values[:, ~valid] = 0
        return values, valid

    def known(self, window: Window) -> NDArray[np.bool_]:
        """Returns the same validity as `read`; much faster for images that are enlarged."""
        return self._unmasked(self._reader.known(window)[self._chosen], window)

    def with_masks(self, masks: Sequence[AlignedReader]) -> RasterLayer:
        """Returns the same layer with these masks."""
        return RasterLayer(self._reader, self._scale, masks, self._chosen)

    def band(self, place: int) -> RasterLayer:
        """Returns the layer of one band, counted from 0."""
        return RasterLayer(self._reader, scale_of_band(self._scale, place), self._masks, slice(place, place + 1))

    def gaps_differ(self, window: Window) -> bool:
        """Whether a pixel of the window is valid in one band and not in another."""
        known = self._reader.known(window)[self._chosen]
        return bool((known != known[:1]).any())

    def _read(self, reader: AlignedReader, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        stored, known = reader.read(window)
        return stored[self._chosen], known[self._chosen]

    def each_band(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Returns the same values as `read`, and the validity of each band, both of shape (bands, rows, cols)."""
        stored, known = self._read(self._reader, window)
        known = known & self._unmasked(np.ones_like(known), window)
        values = self._scale.physical(stored)
        values[~known] = 0
        return values, known

    def _unmasked(self, known: NDArray[np.bool_], window: Window) -> NDArray[np.bool_]:
        valid: NDArray[np.bool_] = known.all(axis=0)
        for mask in self._masks:
            hides, inside = mask.read(window)
            valid &= ~(inside[0] & (hides[0] != 0))
        return valid

    def coarse(self, nested: Nested) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Uses the file's own pixels if they are coarse; averages the fine ones if the file was enlarged before."""
        if self._reader.coincides:
            return mean_on(self, nested)
        aligned = self._reader.on(nested.grid)
        stored, known = self._read(aligned, nested.grid.window)
        valid = known.all(axis=0)
        if self._masks:
            valid &= mean_on(self, nested)[1]
        values = self._scale.physical(stored)
        values[:, ~valid] = 0
        return values, valid

    def close(self) -> None:
        for reader in (self._reader, *self._masks):
            reader.close()


def known_pixels(layer: Layer, window: Window) -> NDArray[np.bool_]:
    """Returns where a layer is valid, shape (rows, cols)."""
    return layer.known(window) if isinstance(layer, RasterLayer) else layer.read(window)[1]


def each_band(layer: Layer, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Returns values and the validity of each band, if the layer supports it; see `RasterLayer.each_band`."""
    if isinstance(layer, RasterLayer):
        return layer.each_band(window)
    values, valid = layer.read(window)
    return values, np.broadcast_to(valid, values.shape)


def mean_on(layer: Layer, nested: Nested) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Returns means of a layer over coarse pixels, read strip by strip; a coarse pixel is valid if half of it is."""
    means, shares = [], []
    for row in range(nested.grid.rows):
        values, valid = layer.read(nested.window_of(Window(row, 0, 1, nested.grid.cols)))
        mean, share = nested.mean(values, valid)
        means.append(mean)
        shares.append(share)
    # The part of a coarse pixel outside the fine image does not count as invalid.
    valid = np.concatenate(shares) >= 0.5 * nested.share_inside
    return np.where(valid, np.concatenate(means, axis=1), 0).astype(np.float32), valid
