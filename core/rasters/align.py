"""Alignment of rasters with another grid: other position, pixel size or coordinate reference system."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from ..runtime.dependencies import require
from .coordinates import around, onto, same_crs, within_a_circle
from .enlarge import Enlargement, enlarges
from .gdal_cache import PURPOSE
from .grid import Grid, Window
from .raster import RasterReader

if TYPE_CHECKING:
    from numpy.typing import NDArray

RESAMPLINGS = ("nearest", "bilinear", "cubic", "average")

# Warping uses tiles of a lattice fixed to the target grid, so that the value of a pixel depends neither on the block in
# which it is read nor on the order of blocks.
TILE = 256
# Tiles that the next row of blocks of a strip needs again (see `blocks.in_strips`), with a margin.
_TILES_KEPT = 48
# GDAL's transformer interpolates between exact positions; this is its maximum error, in source pixels.
_TOLERANCE = 0.001


class AlignedReader:
    """Windowed reads of a raster, aligned with `grid`.

    Parameters
    ----------
    reader : RasterReader
    grid : Grid
        Target grid. Windows are counted in its pixels.
    bands : sequence of int
        Band numbers of the raster, counted from 1, in the order of the result.
    resampling : str
        One of `RESAMPLINGS`; not used if the pixels of both grids coincide.
    raw : bool
        Ignore the nodata value (for mask layers).
    """

    def __init__(
        self, reader: RasterReader, grid: Grid, bands: Sequence[int], resampling: str, raw: bool = False
    ) -> None:
        reader = reader.around(grid)
        self._reader, self._grid, self._bands = reader, grid, tuple(bands)
        self._resampling, self._raw = resampling, raw
        source = reader.info.grid
        self._related = same_crs(source.crs, grid.crs)
        self._offset = source.offset_of(grid) if self._related else None
        self._enlarged = self._related and enlarges(source, grid, resampling)
        self._tiles: OrderedDict[Window, tuple[Any, Any]] = OrderedDict()
        self._making: dict[Window, Future[tuple[Any, Any]]] = {}
        self._lock = threading.Lock()

    @property
    def coincides(self) -> bool:
        """Whether the raster's own pixels coincide with those of the grid."""
        return self._offset is not None

    def on(self, grid: Grid) -> AlignedReader:
        """Returns a reader of the same raster for another grid; pixels are averaged if those of the grid are larger."""
        larger = pixel_ratio(self._reader.info.grid, grid) > 1.5
        return AlignedReader(self._reader, grid, self._bands, "average" if larger else self._resampling, self._raw)

    def read(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Returns stored values (bands, rows, cols), 0 where invalid, and validity of the same shape.

        A pixel is valid only if the source pixel under its centre is, or with ``average`` at least half of its area:
        resampling never fills nodata.
        """
        if self._offset is not None:
            return self._reader.read(window.shifted(*self._offset), self._bands, self._raw)
        if self._enlarged:
            on = self._enlargement(window)
            return on.values(*self._reader.read(on.needed, self._bands, self._raw))
        shape = (len(self._bands), window.rows, window.cols)
        values, valid = np.zeros(shape, np.float32), np.zeros(shape, bool)
        for tile, source, target in self._parts(window):
            tile_values, tile_valid = self._tile(tile)
            values[target], valid[target] = tile_values[source], tile_valid[source]
        return values, valid

    def known(self, window: Window) -> NDArray[np.bool_]:
        """Returns the same validity as `read`, without reading values where that is faster."""
        if self._offset is not None:
            return self._reader.known(window.shifted(*self._offset), self._bands, self._raw)
        if self._enlarged:
            on = self._enlargement(window)
            return on.known(self._reader.known(on.needed, self._bands, self._raw))
        valid = np.zeros((len(self._bands), window.rows, window.cols), bool)
        for tile, source, target in self._parts(window):
            valid[target] = self._tile(tile)[1][source]
        return valid

    def close(self) -> None:
        self._reader.close()
        self._tiles.clear()

    def _enlargement(self, window: Window) -> Enlargement:
        return _enlargement(self._reader.info.grid, self._grid, window, self._resampling)

    def _parts(self, window: Window) -> Iterator[tuple[Window, tuple[slice, ...], tuple[slice, ...]]]:
        """Yields the tiles that intersect a window, with the slices of their common pixels in tile and window."""
        inside = window.intersection(self._grid.window)
        if inside.empty:
            return
        for row in range(inside.row // TILE, (inside.row + inside.rows - 1) // TILE + 1):
            for col in range(inside.col // TILE, (inside.col + inside.cols - 1) // TILE + 1):
                tile = Window(row * TILE, col * TILE, TILE, TILE)
                part = tile.intersection(inside)
                yield tile, (slice(None), *tile.slices_of(part)), (slice(None), *window.slices_of(part))

    def _tile(self, at: Window) -> tuple[Any, Any]:
        with self._lock:
            if at in self._tiles:
                self._tiles.move_to_end(at)
                return self._tiles[at]
            made = self._making.get(at)
            mine = made is None
            if made is None:
                made = self._making[at] = Future()
        # Outside the lock, so that threads that need other tiles do not wait. A thread that needs this tile does.
        if mine:
            self._make(at, made)
        return made.result()

    def _make(self, at: Window, made: Future[tuple[Any, Any]]) -> None:
        try:
            tile = self._warped(at)
        except BaseException as error:
            with self._lock:
                del self._making[at]
            made.set_exception(error)
            return
        with self._lock:
            del self._making[at]
            self._tiles[at] = tile
            if len(self._tiles) > _TILES_KEPT:
                self._tiles.popitem(last=False)
        made.set_result(tile)

    def _warped(self, tile: Window) -> tuple[Any, Any]:
        needed = self._source_window(tile)
        # Clipped below the grid, but not beside it, because GDAL interpolates positions along rows.
        tile = Window(tile.row, tile.col, min(tile.rows, self._grid.rows - tile.row), tile.cols)
        if needed.empty:
            shape = (len(self._bands), tile.rows, tile.cols)
            return np.zeros(shape, np.float32), np.zeros(shape, bool)
        values, valid = self._reader.read(needed, self._bands, self._raw)
        if valid.all():
            warped = self._warp(values, needed, tile, self._resampling)
            usable = np.isfinite(warped)
        else:
            values[~valid] = np.nan
            warped = self._warp(values, needed, tile, self._resampling, math.nan)
            usable = np.isfinite(warped) & (self._shares(valid, needed, tile) >= 0.5)
        if not usable.all():
            warped[~usable] = 0
        if (usable == usable[:1]).all():
            usable = np.broadcast_to(usable[0].copy(), usable.shape)
        return warped, usable

    def _shares(self, valid: NDArray[np.bool_], at: Window, tile: Window) -> NDArray[np.float32]:
        """Returns the valid share of each pixel of a tile; a single band if all bands have the same validity."""
        # Validity is usually the same in all bands: one band then takes a fraction of the time and memory.
        alike = bool((valid == valid[:1]).all())
        averaged = self._resampling == "average"
        return self._warp(
            valid[: 1 if alike else None].astype(np.float32), at, tile, "average" if averaged else "nearest", -1.0
        )

    def _source_window(self, tile: Window) -> Window:
        """Returns the source window that a tile needs, with a margin for the resampling kernel."""
        source = self._reader.info.grid
        v, u = np.mgrid[0:1:9j, 0:1:9j].reshape(2, -1)
        places = np.array(self._grid.position(tile.row + tile.rows * v, tile.col + tile.cols * u))
        places = np.array(onto(self._grid.crs, source, *places))
        x, y = places[:, np.isfinite(places).all(axis=0)]
        if not len(x):
            return Window(0, 0, 0, 0)
        found = np.stack(source.place(x, y), axis=1)
        low, high = found.min(axis=0), found.max(axis=0)
        # The margin covers the cubic kernel, which is wider if the source has the smaller pixels.
        margin = 3 + 2 * np.ceil((high - low) / TILE).astype(int)
        start, stop = np.floor(low).astype(int) - margin, np.ceil(high).astype(int) + margin
        window = Window(int(start[0]), int(start[1]), int(stop[0] - start[0]), int(stop[1] - start[1]))
        return window.intersection(source.window)

    def _warp(
        self, values: NDArray[np.float32], at: Window, tile: Window, resampling: str, nodata: float | None = None
    ) -> NDArray[np.float32]:
        """Warps a source window onto a tile; NaN, or `nodata` if given, outside the raster.

        Without a nodata value GDAL takes half the time.
        """
        rasterio = require("rasterio", PURPOSE)
        vrt, warp, memory = (require(f"rasterio.{name}", PURPOSE) for name in ("vrt", "warp", "io"))
        source = self._reader.info.grid
        # If no coordinate reference system is known at all, any projected one gives the same pixels.
        plane = rasterio.crs.CRS.from_epsg(3857).to_wkt()
        here, there = source.crs or self._grid.crs or plane, self._grid.crs or source.crs or plane
        part = source.part(at)
        if not self._related:
            here, part = within_a_circle(here, part, there)
        profile = {
            "driver": "GTiff",
            "count": len(values),
            "height": at.rows,
            "width": at.cols,
            "dtype": "float32",
            "nodata": nodata,
            "transform": rasterio.Affine(*part.transform),
        }
        onto: dict[str, Any] = {
            # Not written to the file: GDAL would look up its codes, which takes longer than everything else.
            "src_crs": rasterio.crs.CRS.from_wkt(here),
            "crs": rasterio.crs.CRS.from_wkt(there),
            "transform": rasterio.Affine(*self._grid.transform) * rasterio.Affine.translation(tile.col, tile.row),
            "height": tile.rows,
            "width": tile.cols,
            "resampling": warp.Resampling[resampling],
            "tolerance": _TOLERANCE,
        }
        if nodata is None:
            onto["add_alpha"] = True
        else:
            # Nodata is handled by band; otherwise NaN in one band would spread to neighbouring pixels.
            onto |= {"src_nodata": nodata, "nodata": nodata, "UNIFIED_SRC_NODATA": "NO"}
        with memory.MemoryFile() as file:
            with file.open(**profile) as dataset:
                dataset.write(values)
            with file.open() as dataset, vrt.WarpedVRT(dataset, **onto) as warped:
                result: NDArray[np.float32] = warped.read()
        if nodata is None:
            result[:-1, result[-1] == 0] = np.nan
            return result[:-1]
        return result


# Images of one sensor usually have the same grid on all dates, and are read window by window in parallel.
_enlargement = lru_cache(maxsize=32)(Enlargement)


class PolygonLayer:
    """Polygons rasterized at pixel centres; a layer of a scene, with one band of class numbers.

    Parameters
    ----------
    polygons : sequence of (geometry, class)
        GeoJSON geometries in the coordinate reference system of the grid; where two overlap, the later one is used.
    grid : Grid
    """

    def __init__(self, polygons: Sequence[tuple[Mapping[str, Any], int]], grid: Grid) -> None:
        self._polygons, self._grid = list(polygons), grid

    def read(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        rasterio = require("rasterio", PURPOSE)
        features = require("rasterio.features", PURPOSE)
        transform = rasterio.Affine(*self._grid.transform) * rasterio.Affine.translation(window.col, window.row)
        burnt = features.rasterize(
            self._polygons, (window.rows, window.cols), fill=0, transform=transform, dtype="int32"
        )
        return burnt[None].astype(np.float32), burnt != 0

    def coarse(self, nested: Any) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        raise NotImplementedError("classes have no mean")

    def close(self) -> None:
        pass


# Series and comparisons request the same few grids repeatedly.
@lru_cache(maxsize=256)
def overlap(first: Grid, second: Grid) -> float:
    """Returns the share of the first grid's area covered by the second, 0 to 1, from a lattice of 33 x 33 points."""
    second = around(second, first).grid
    steps = (np.arange(33) + 0.5) / 33
    x, y = zip(*(first.position(first.rows * v, first.cols * u) for v in steps for u in steps))
    with np.errstate(invalid="ignore"):  # places without a counterpart are not finite
        places = np.stack(second.place(*onto(first.crs, second, x, y)), axis=1)
        inside = (places >= 0) & (places <= (second.rows, second.cols))
    return float(inside.all(axis=1).mean())


def pixel_ratio(fine: Grid, coarse: Grid) -> float:
    """Returns the number of fine pixels along the edge of a coarse one, measured at the centre of the fine grid."""
    coarse = around(coarse, fine).grid
    row, col = fine.rows / 2, fine.cols / 2
    x, y = zip(*(fine.position(*place) for place in ((row, col), (row, col + 1), (row + 1, col))))
    with np.errstate(invalid="ignore"):  # places without a counterpart are not finite
        (r0, r1, r2), (c0, c1, c2) = coarse.place(*onto(fine.crs, coarse, x, y))
    area = abs((c1 - c0) * (r2 - r0) - (r1 - r0) * (c2 - c0))
    return 1 / math.sqrt(area) if area > 0 and math.isfinite(area) else math.nan
