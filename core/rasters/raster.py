"""Raster files: headers, windowed reads, and writes that are complete or leave no file.

rasterio is loaded when the first raster is opened.
"""

from __future__ import annotations

import math
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from copy import copy
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from ..runtime.dependencies import require
from ..runtime.device import usable_cores
from ..words import tr
from .coordinates import Around, around
from .coordinates import same_crs as same_crs  # re-exported for other modules
from .gaps import Gaps
from .gdal_cache import PURPOSE, keep_environment, read_once, written_back
from .georeference import transform_of
from .grid import Grid, Window
from .source import in_archive, is_remote, name_of, on_disk, parse, shown
from .unfinished import Unfinished

if TYPE_CHECKING:
    from numpy.typing import NDArray


SIDECARS = (".aux.xml", ".ovr", ".msk")  # statistics, pyramids, mask
_TILE = 256  # edge of the tiles of written files, in pixels
# Maximum number of threads that check a written file, and tiles per thread: each opens the file first.
_CHECKERS, _WORTH_A_THREAD = 8, 12


@dataclass(frozen=True)
class RasterInfo:
    """Header of a raster; sequences have one entry for each band.

    Attributes
    ----------
    source : str
        See `core.rasters.source`.
    dtype, nodata
        Of the first band; see `of_bands`.
    dtypes, nodatas : tuple
        Of each band; bands of a virtual raster may differ.
    files : tuple of str
        All files behind the raster: parts of a virtual raster, sidecars, the archive around it. No output may have one
        of these names.
    """

    source: str
    grid: Grid
    dtype: str
    nodata: float | None
    names: tuple[str, ...]
    scales: tuple[float, ...]
    offsets: tuple[float, ...]
    units: tuple[str, ...] = ()
    colors: tuple[str, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    dtypes: tuple[str, ...] = ()
    nodatas: tuple[float | None, ...] = ()

    def __post_init__(self) -> None:
        if not self.dtypes:
            object.__setattr__(self, "dtypes", (self.dtype,) * self.bands)
        if not self.nodatas:
            object.__setattr__(self, "nodatas", (self.nodata,) * self.bands)

    def of_bands(self, bands: Sequence[int]) -> RasterInfo:
        """Returns the header as if the raster had only these bands, counted from 1, in this order.

        `dtype` is then the type that holds the values of all of them, and `nodata` the nodata value of the first band
        of that type that has one, else of the first band that has one.
        """

        def kept(entries: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(entries[band - 1] for band in bands) if len(entries) == self.bands else ()

        dtypes, nodatas = kept(self.dtypes), kept(self.nodatas)
        dtype = np.result_type(*dtypes).name if dtypes else self.dtype
        stated = [(one != dtype, place) for place, one in enumerate(dtypes) if nodatas and nodatas[place] is not None]
        return replace(
            self,
            dtype=dtype,
            nodata=nodatas[min(stated)[1]] if stated else None,
            dtypes=dtypes,
            nodatas=nodatas,
            names=kept(self.names),
            scales=kept(self.scales),
            offsets=kept(self.offsets),
            units=kept(self.units),
            colors=kept(self.colors),
        )

    @property
    def bands(self) -> int:
        return len(self.names)

    @property
    def label(self) -> str:
        """Name of the raster in messages."""
        return name_of(self.source)


def describe(source: str | Path) -> RasterInfo:
    """Reads the header of a raster.

    Parameters
    ----------
    source : str or Path
        A file, or anything else that GDAL opens.

    Raises
    ------
    InputError
        If it cannot be opened as a raster, has no band, holds complex numbers, or only control points place it.
    DependencyError
        If rasterio is missing.
    """
    with _opened(str(source)) as dataset:
        if dataset.count == 0:
            raise InputError("{name} contains no band; choose one of its sub-datasets.", name=shown(source))
        if any(dtype.startswith("complex") for dtype in dataset.dtypes):
            raise InputError("{name} contains complex numbers; reflectance is required.", name=name_of(source))
        transform, crs = transform_of(dataset, name_of(source))
        grid = Grid(
            dataset.height,
            dataset.width,
            transform,
            _crs(crs.to_wkt() if crs else "", str(source)),
        )
        nodatas = tuple(nodata if parse(source).own_nodata else None for nodata in dataset.nodatavals)
        return RasterInfo(
            source=str(source),
            grid=grid,
            dtype=dataset.dtypes[0],
            nodata=nodatas[0],
            names=tuple(name or "" for name in dataset.descriptions),
            scales=tuple(dataset.scales),
            offsets=tuple(dataset.offsets),
            units=tuple(unit or "" for unit in dataset.units),
            colors=tuple(color.name for color in dataset.colorinterp),
            tags={**dataset.tags(ns="IMAGERY"), **dataset.tags()},
            files=_files(dataset, str(source)),
            dtypes=tuple(dataset.dtypes),
            nodatas=nodatas,
        )


def _crs(own: str, source: str) -> str:
    """Returns the well-known text of the system set by the user, else that of the file."""
    wanted = parse(source).crs
    if not wanted:
        return own
    try:
        text: str = require("rasterio", PURPOSE).crs.CRS.from_user_input(wanted).to_wkt()
    except Exception as error:  # CRSError, and ValueError for text that does not describe a system
        raise InputError(
            "The coordinate reference system '{crs}' of {name} is unknown; enter a code such as EPSG:32633.",
            crs=wanted,
            name=name_of(source),
        ) from error
    return own if own and same_crs(own, text) else text


def _files(dataset: Any, source: str) -> tuple[str, ...]:
    """Returns all files behind an open raster, with those behind the parts of a virtual raster."""
    path = parse(source).path
    if is_remote(path):  # no local files to protect, and each name would be requested over the network
        return ()
    known: dict[str, None] = {}
    _add_files(dataset, path, known)
    return tuple(known)


def _add_files(dataset: Any, path: str, known: dict[str, None]) -> None:
    for name in (path, *dataset.files):
        file = on_disk(name)
        if file is None or file in known:
            continue
        known[file] = None
        # GDAL names the parts of a virtual raster, but not the parts of these.
        if file.lower().endswith(".vrt") and not same_file(file, path):
            with suppress(*_failures()), require("rasterio", PURPOSE).open(file) as part:
                _add_files(part, file, known)


class RasterReader:
    """Windowed reads of one raster from any thread; threads that read at the same time use separate handles.

    GDAL handles are not thread-safe: two threads in one get wrong pixels or crash the process. A handle that is reused
    has the data that it decompressed before, so the number of handles is limited to half of the cores, and other
    threads wait.
    """

    def __init__(self, info: RasterInfo) -> None:
        self.info = info
        self._idle: list[Any] = []
        self._free = threading.Semaphore(max(1, usable_cores() // 2))
        self._gaps: Gaps | None = None
        self._around = Around(info.grid)

    def around(self, grid: Grid) -> RasterReader:
        """Returns a reader with the same handles and longitudes near those of a grid; see `core.rasters.coordinates`.

        A raster that covers the whole circle of longitudes is then read across its edge.
        """
        found = around(self.info.grid, grid)
        if found.grid == self.info.grid:
            return self
        made = copy(self)
        made.info = replace(self.info, grid=found.grid)
        period = found.period or self._around.period
        first = self._around.first + found.first
        made._around = Around(found.grid, first % period if period else first, period)
        return made

    def read(
        self, window: Window, bands: Sequence[int], raw: bool = False
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Reads bands of a window.

        Parameters
        ----------
        window : Window
            May extend beyond the raster; pixels outside are invalid and 0.
        bands : sequence of int
            Band numbers, counted from 1.
        raw : bool
            Treat every pixel inside the raster as valid, whatever its nodata value (for mask layers).

        Returns
        -------
        values : ndarray of float32, shape (bands, rows, cols)
            As stored; 0 where invalid.
        valid : ndarray of bool, the same shape

        Raises
        ------
        InputError
            If the file cannot be read, for example because it is truncated or was deleted.
        """
        shape = (len(bands), window.rows, window.cols)
        values, valid = np.zeros(shape, np.float32), np.zeros(shape, bool)
        part = window.intersection(self.info.grid.window)
        if part.empty:
            return values, valid
        at = (slice(None), *window.slices_of(part))
        stored, known = self._read(part, bands)
        with np.errstate(over="ignore"):  # a float64 beyond float32 becomes infinite, and invalid
            if raw:
                values[at] = np.where(np.isfinite(stored), stored, 1)  # a mask value that is not finite hides the pixel
                valid[at] = True
                return values, valid
            if not known.any():
                return values, valid
            values[at] = stored
        if stored.dtype.kind == "f":
            known &= np.isfinite(values[at])
        valid[at] = known
        if not known.all():
            values[~valid] = 0
        return values, valid

    def known(self, window: Window, bands: Sequence[int], raw: bool = False) -> NDArray[np.bool_]:
        """Returns the same validity as `read`; reads pixels only if some may be missing."""
        valid = np.zeros((len(bands), window.rows, window.cols), bool)
        part = window.intersection(self.info.grid.window)
        if part.empty:
            return valid
        at = (slice(None), *window.slices_of(part))
        if raw or not self._possible_gaps(bands):
            valid[at] = True
            return valid
        stored, valid[at] = self._read(part, bands)
        if stored.dtype.kind == "f":
            with np.errstate(over="ignore"):
                valid[at] &= np.isfinite(stored.astype(np.float32, copy=False))
        return valid

    def close(self) -> None:
        """Closes all handles; no thread may be reading. A later read opens the raster again."""
        while self._idle:
            self._idle.pop().close()

    def _read(self, part: Window, bands: Sequence[int]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """Returns stored values and where they are not missing, across the edge of a raster around the whole Earth."""
        period = self._around.period
        if not period:
            return self._read_at(part, bands)
        pieces, col = [], part.col
        while col < part.col + part.cols:
            start = (self._around.first + col) % period
            count = min(period - start, part.col + part.cols - col)
            pieces.append(self._read_at(Window(part.row, start, part.rows, count), bands))
            col += count
        stored, known = zip(*pieces)
        return np.concatenate(stored, axis=2), np.concatenate(known, axis=2)

    def _read_at(self, part: Window, bands: Sequence[int]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """Returns stored values, in the type that holds all these bands, and where they are not missing; see `Gaps`.

        rasterio's masked reads are not used: they ignore a mask beside a nodata value, and always treat a band declared
        as alpha as transparency.
        """
        rasterio = require("rasterio", PURPOSE)
        at = rasterio.windows.Window(part.col, part.row, part.cols, part.rows)
        try:
            with self._handle() as handle:
                gaps = self._gaps or Gaps(handle, parse(self.info.source))
                planes = gaps.planes(handle, at, bands)
                known = np.ones((len(bands), part.rows, part.cols), bool)
                for band, plane, found in zip(bands, planes, known):
                    gaps.find(band, plane, found)
                gaps.hide(handle, at, bands, known)
        except _failures() as error:
            raise InputError(
                "{label} cannot be read at row {row}, column {col}: the file is damaged or no longer available "
                "({reason}).",
                label=self.info.label,
                row=part.row,
                col=part.col,
                reason=_reason(error),
            ) from error
        return planes if isinstance(planes, np.ndarray) else np.stack(planes), known

    def _possible_gaps(self, bands: Sequence[int]) -> bool:
        if self._gaps is None:
            with self._handle():
                pass
        return self._gaps is None or self._gaps.possible(bands)

    @contextmanager
    def _handle(self) -> Iterator[Any]:
        """Provides a handle that no other thread uses meanwhile."""
        with self._free:
            try:
                handle = self._idle.pop()  # atomic, so that no other thread gets the same handle
            except IndexError:
                handle = _open(self.info.source)
                # Read once: rasterio creates these lists again for each band, which takes longer than reading a small
                # window.
                self._gaps = self._gaps or Gaps(handle, parse(self.info.source))
            try:
                yield handle
            finally:
                self._idle.append(handle)


class RasterWriter:
    """Writes a tiled, compressed GeoTIFF under a temporary name and gives it its final name when it is complete.

    Use as a context manager: leaving it without an error completes the file, an error or `discard` removes it. A killed
    process leaves at most a hidden ``.part.tif``, never an incomplete file under the final name; the next process that
    writes a file of this name removes it.

    Parameters
    ----------
    path : Path
        Final name; an existing file is replaced only at the end.
    grid : Grid
    names : sequence of str
        Band names, one for each band.
    dtype : str
    nodata : float, optional
    tags : mapping of str to str
    like : RasterInfo, optional
        Raster from which scale, offset, unit and colour interpretation of each band are copied.
    quick : bool
        Compress for speed, for temporary files that are read once.
    """

    def __init__(
        self,
        path: Path,
        grid: Grid,
        names: Sequence[str],
        dtype: str,
        nodata: float | None,
        tags: Mapping[str, str],
        like: RasterInfo | None = None,
        quick: bool = False,
    ) -> None:
        self.path = path
        self._file = Unfinished(path)
        self._grid, self._count = grid, len(names)
        self._dataset = self._create(dtype, nodata, quick)
        try:
            self._file.hold()
            self._dataset.update_tags(**tags)
            for band, name in enumerate(names, 1):
                self._dataset.set_band_description(band, name)
            if like is not None:
                self._copy_band_facts(like)
        except BaseException:
            self.discard()
            raise

    def write(self, window: Window, values: NDArray[Any]) -> None:
        """Writes a window of shape (bands, rows, cols) in the data type of the file."""
        rasterio = require("rasterio", PURPOSE)
        at = rasterio.windows.Window(window.col, window.row, window.cols, window.rows)
        with self._explained():
            self._dataset.write(values, window=at)

    def complete(self) -> None:
        """Closes the file and gives it its final name."""
        with self._explained():
            written_back()
            self._dataset.close()
            self._check_whole()
            remove_sidecars(self.path)
            self._file.finish()

    def discard(self) -> None:
        """Closes and removes the unfinished file. Hides no earlier error, if the disk cannot be written any more."""
        try:
            with suppress(*_failures()):
                written_back()
                self._dataset.close()
        finally:
            self._file.discard()

    def __enter__(self) -> RasterWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: Any) -> None:
        if kind is not None:
            self.discard()
            return
        try:
            self.complete()
        except BaseException:
            self.discard()
            raise

    def _check_whole(self) -> None:
        """Raises `OSError` if a tile cannot be read back: on a full disk GDAL closes a file without an error."""
        tiles = math.ceil(self._grid.rows / _TILE) * math.ceil(self._grid.cols / _TILE)
        parts = max(1, min(usable_cores(), _CHECKERS, tiles // _WORTH_A_THREAD))
        try:
            with read_once(), ThreadPoolExecutor(parts, "stfusion-check", keep_environment) as threads:
                others = [threads.submit(self._check_part, number, parts) for number in range(1, parts)]
                self._check_part(0, parts)
                for other in others:
                    other.result()
        except _failures():
            raise OSError(tr("the file was not completely written to the disk")) from None

    def _check_part(self, number: int, parts: int) -> None:
        """Reads every tile whose index modulo `parts` is `number`."""
        with require("rasterio", PURPOSE).open(self._file.part) as file:
            for (row, col), window in islice(file.block_windows(1), number, None, parts):
                if not file.get_tag_item(f"BLOCK_OFFSET_{col}_{row}", "TIFF", 1):
                    raise OSError(tr("a tile is missing"))
                file.read(window=window)

    def _create(self, dtype: str, nodata: float | None, quick: bool) -> Any:
        rasterio = require("rasterio", PURPOSE)
        profile = {
            "driver": "GTiff",
            "height": self._grid.rows,
            "width": self._grid.cols,
            "count": self._count,
            "dtype": dtype,
            "nodata": nodata,
            "transform": rasterio.Affine(*self._grid.transform),
            "tiled": True,
            "blockxsize": _TILE,
            "blockysize": _TILE,
            "compress": "deflate",
            "zlevel": 1 if quick else 4,  # 6, the default, takes up to three times as long for files of the same size
            "predictor": 1 if quick else 3 if dtype.startswith("float") else 2,
            "photometric": "minisblack",  # otherwise four byte bands become red, green, blue and alpha
            "bigtiff": "if_safer",
            "num_threads": usable_cores(),  # for compressing
        }
        if self._grid.crs:
            profile["crs"] = rasterio.crs.CRS.from_wkt(self._grid.crs)
        with self._explained():
            return rasterio.open(self._file.part, "w", **profile)

    def _copy_band_facts(self, like: RasterInfo) -> None:
        rasterio = require("rasterio", PURPOSE)
        if self._count != like.bands:
            return
        self._dataset.scales, self._dataset.offsets = like.scales, like.offsets
        self._dataset.units = like.units
        # A TIFF stores red, green and blue only as a set; other interpretations are left to the file format.
        if {"red", "green", "blue"} <= set(like.colors):
            # A predicted band is never an alpha band.
            colors = ["undefined" if name == "alpha" else name for name in like.colors]
            self._dataset.colorinterp = [rasterio.enums.ColorInterp[name] for name in colors]

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except _failures() as error:
            raise InputError(
                "{path} cannot be written ({reason}); check the folder, its permissions and the free space.",
                path=self.path,
                reason=_reason(error),
            ) from error


def remove_sidecars(path: Path) -> None:
    """Removes statistics, pyramids and mask beside a raster that is about to be replaced: they describe the old one."""
    for suffix in SIDECARS:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def same_file(first: str | Path, second: str | Path) -> bool:
    """Checks whether two sources are the same raster; on disk, also if it has two names."""
    one, other = parse(first).path, parse(second).path
    try:
        return os.path.samefile(one, other)
    except (OSError, ValueError):
        return os.path.abspath(one) == os.path.abspath(other)


@contextmanager
def _opened(source: str) -> Iterator[Any]:
    dataset = _open(source)
    try:
        yield dataset
    finally:
        dataset.close()


def _open(source: str) -> Any:
    rasterio = require("rasterio", PURPOSE)
    # Loaded here, because `import rasterio` does not load all submodules.
    require("rasterio.windows", PURPOSE)
    chosen = parse(source)
    # ValueError: an invalid address or text.
    failures: tuple[type[BaseException], ...] = (*_failures(), ValueError)
    try:
        return rasterio.open(chosen.path, **chosen.open_options)
    except failures as error:
        reason = _reason(error)
        reason = reason.replace(chosen.path, shown(source)) if chosen.path else reason
        inside = in_archive(chosen.path)
        if inside:
            with suppress(*failures):
                return rasterio.open(inside, **chosen.open_options)
        raise InputError(
            "{source} cannot be opened as a raster: {reason}.", source=shown(source), reason=reason
        ) from error


def _failures() -> tuple[type[BaseException], ...]:
    """Returns the exceptions that rasterio raises if reading or writing fails; its I/O errors are OSErrors only."""
    errors = require("rasterio.errors", PURPOSE)
    return errors.RasterioError, errors.RasterioIOError, OSError


def _reason(error: BaseException) -> str:
    """Returns the innermost message; rasterio's outer message is only 'see context'."""
    while error.__cause__ is not None:
        error = error.__cause__
    text = getattr(error, "strerror", None) or str(error)
    return text.strip().rstrip(".") or type(error).__name__
