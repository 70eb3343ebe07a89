"""Writes a prepared pair block by block: fine image, coarse image, mask."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..fusion.blocks import run_blocks
from ..products.product import Product
from ..products.scaling import Scale, Storage, storage_like
from ..products.stack import UNLIKELY, Count, Part, Stack
from ..products.units import KELVIN, REFLECTANCE
from ..rasters.grid import Grid, Window
from ..rasters.raster import RasterInfo, RasterWriter
from ..rasters.source import name_of
from ..run import Run
from ..runtime.device import usable_cores
from ..runtime.version import version
from .pair_grids import FINE, PairGrids
from .pair_plan import STORED, TENTHOUSAND, Matched, Prepared

if TYPE_CHECKING:
    from numpy.typing import NDArray

MASK_CONTENT = "1 fine invalid, 2 coarse invalid, 3 both"

_NODATA = -9999.0
_BLOCK = 512  # a multiple of the tiles of the warp and of the files
_READERS = 4


class PairFiles:
    """Output files of one run; completed, or removed after an error, by the given `files`.

    Parameters
    ----------
    matched : Matched
    grids : PairGrids
    resampling : str
    fine, coarse : Stack
        With scales set.
    result : Prepared
        Receives the statistics.
    files : ExitStack
    run : Run
        Receives warnings.
    """

    def __init__(
        self,
        matched: Matched,
        grids: PairGrids,
        resampling: str,
        fine: Stack,
        coarse: Stack,
        result: Prepared,
        files: ExitStack,
        run: Run,
    ) -> None:
        self._matched, self._grids, self._resampling = matched, grids, resampling
        self._fine, self._coarse, self._result = fine, coarse, result
        self._files, self._run = files, run
        # Validity of the nested coarse image, used for the mask; it is small.
        self._coarse_valid = np.zeros((0, 0), bool)

    def write_coarse(self, run: Run) -> None:
        """Write the coarse image on its own grid; on the fine grid it is written together with the fine image."""
        if self._grids.kind == FINE:
            return
        grid = self._grids.coarse
        put = self._raster(self._result.coarse, grid, self._matched.coarse)
        keep = self._grids.nested is not None
        self._coarse_valid = np.zeros((grid.rows, grid.cols) if keep else (0, 0), bool)
        count = Count()

        def write(block: tuple[Window, Part]) -> None:
            window, part = block
            count.add(part)
            put(window, part)
            if keep:
                self._coarse_valid[grid.window.slices_of(window)] = part.valid

        _blocks(grid, self._coarse.on(grid, self._resampling), write, run)
        self._take_coarse(count)

    def write_fine(self, run: Run) -> None:
        """Write the fine image and the mask, and the coarse image if it is on the fine grid."""
        grid, result, matched = self._grids.fine, self._result, self._matched
        together = self._grids.kind == FINE
        fine_put = self._raster(result.fine, grid, matched.fine) if result.fine else None
        coarse_put = self._raster(result.coarse, grid, matched.coarse) if together else None
        mask_put = self._mask(result.mask) if result.mask else None
        fine_count, coarse_count, both = Count(), Count(), 0
        read_fine, read_coarse = self._fine.on(grid, self._resampling), self._coarse_on_fine()

        def write(block: tuple[Window, tuple[Part, Part]]) -> None:
            nonlocal both
            window, (fine, coarse) = block
            fine_count.add(fine)
            coarse_count.add(coarse)
            both += int((fine.valid & coarse.valid).sum())
            if fine_put is not None:
                fine_put(window, fine)
            if coarse_put is not None:
                coarse_put(window, coarse)
            if mask_put is not None:
                mask_put(window, fine, coarse)

        _blocks(grid, lambda window: (read_fine(window), read_coarse(window)), write, run)
        result.fine_valid, result.fine_hidden = fine_count.percent
        result.both_valid = 100 * both / max(fine_count.pixels, 1)
        self._check_brightness(fine_count, matched.fine)
        if together:
            self._take_coarse(coarse_count)
        if both == 0:
            self._run.warn("No pixel is valid in both images; check the masks, the nodata values and the extents.")

    def _coarse_on_fine(self) -> Callable[[Window], Part]:
        nested, valid = self._grids.nested, self._coarse_valid
        if nested is None:
            return self._coarse.on(self._grids.fine, self._resampling if self._grids.kind == FINE else "nearest")

        def enlarged(window: Window) -> Part:
            shown = nested.enlarge(valid, window)
            return Part(np.zeros((0, window.rows, window.cols), np.float32), shown, np.zeros_like(shown))

        return enlarged

    def _take_coarse(self, count: Count) -> None:
        self._result.coarse_valid, self._result.coarse_hidden = count.percent
        self._check_brightness(count, self._matched.coarse)

    def _raster(self, path: Path, grid: Grid, product: Product) -> Callable[[Window, Part], None]:
        """Open an image for writing; returns a function that writes a block of it."""
        storage = self._storage(product.infos[0])
        names, unit = self._matched.names, self._result.unit
        tags = {
            "TIFFTAG_SOFTWARE": f"STFusion {version()}",
            "STFUSION_TOOL": "prepare",
            "STFUSION_UNIT": unit,
            "STFUSION_INPUTS": json.dumps([name_of(source) for source in product.sources]),
        }
        if product.date:
            tags["ACQUISITION_DATE"] = product.date.isoformat()
        stated = RasterInfo(
            source=str(path),
            grid=grid,
            dtype=storage.dtype,
            nodata=storage.nodata,
            names=names,
            scales=(float(storage.scale.factor),) * len(names),
            offsets=(0.0,) * len(names),
            units=({KELVIN: "K", STORED: ""}.get(unit, REFLECTANCE),) * len(names),
        )
        writer = RasterWriter(path, grid, names, storage.dtype, storage.nodata, tags, stated)
        self._files.enter_context(writer)
        return lambda window, part: writer.write(window, storage.stored(part.values, part.valid))

    def _storage(self, info: RasterInfo) -> Storage:
        unit = self._result.unit
        if unit == TENTHOUSAND:
            return Storage("int16", _NODATA, Scale(0.0001))
        return storage_like(info, Scale(1.0)) if unit == STORED else Storage("float32", _NODATA, Scale(1.0))

    def _mask(self, path: Path) -> Callable[[Window, Part, Part], None]:
        tags = {"TIFFTAG_SOFTWARE": f"STFusion {version()}", "STFUSION_CONTENT": MASK_CONTENT}
        writer = RasterWriter(path, self._grids.fine, [MASK_CONTENT], "uint8", None, tags)
        self._files.enter_context(writer)

        def put(window: Window, fine: Part, coarse: Part) -> None:
            codes: NDArray[np.uint8] = (~fine.valid + np.uint8(2) * ~coarse.valid).astype(np.uint8)
            writer.write(window, codes[None])

        return put

    def _check_brightness(self, count: Count, product: Product) -> None:
        if self._result.unit in (TENTHOUSAND, REFLECTANCE) and count.bright > 0.5 * count.valid > 0:
            self._run.warn(
                "{role}: more than half of the pixels of {label} would have a reflectance above {unlikely:.0%}; "
                "set the correct scale factor.",
                role=product.title,
                label=product.label,
                unlikely=UNLIKELY,
            )


def _blocks(grid: Grid, read: Callable[[Window], Any], write: Callable[[Any], None], run: Run) -> None:
    """Read and write a grid block by block; `write` receives the window with the data read.

    Warping takes longest, so several blocks are read in parallel.
    """
    windows = list(grid.blocks(_BLOCK))
    finished = 0

    def read_block(window: Window) -> tuple[Window, Any]:
        run.check()
        return window, read(window)

    def write_block(block: tuple[Window, Any]) -> None:
        nonlocal finished
        run.check()
        write(block)
        finished += 1
        run.progress(finished / len(windows))

    run_blocks(windows, lambda window: window, read_block, write_block, lanes=min(usable_cores(), _READERS))
