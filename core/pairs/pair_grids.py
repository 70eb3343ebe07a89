"""Output grids of a pair: the area of the fine image, and the position of the coarse pixels on it."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import InputError
from ..products.product import Product
from ..rasters.align import overlap, pixel_ratio
from ..rasters.common_area import covered, reprojected
from ..rasters.georeference import check_placed
from ..rasters.grid import Grid
from ..rasters.nested import Nested, nest
from ..rasters.raster import same_crs
from ..run import Run
from ..words import tr

COMMON, FINE_EXTENT = "common", "fine"
NESTED, FINE, OWN = "nested", "fine", "own"
EXTENTS = (COMMON, FINE_EXTENT)
COARSE_GRIDS = (NESTED, FINE, OWN)

_ON_FINE_GRID = 1.5  # a coarse image with pixels smaller than this many fine ones is already on the fine grid


def check_overlap(fine: Product, coarse: Product) -> None:
    """Raise `InputError` if the images do not overlap."""
    check_placed(fine.grid, fine.label, coarse.grid, coarse.label)
    if overlap(fine.grid, coarse.grid) == 0 and overlap(coarse.grid, fine.grid) == 0:
        raise InputError(
            "{fine} and {coarse} do not overlap; choose images of the same area, or assign the correct CRS.",
            fine=fine.label,
            coarse=coarse.label,
        )


@dataclass(frozen=True)
class PairGrids:
    """Output grids of a pair.

    Attributes
    ----------
    fine, coarse : Grid
    kind : str
        One of `COARSE_GRIDS`: how the coarse grid was made.
    ratio : float
        Resolution ratio, measured from the coarse image.
    nested : Nested or None
        Set for the kind `NESTED`.
    """

    fine: Grid
    coarse: Grid
    kind: str
    ratio: float
    nested: Nested | None = None

    def __str__(self) -> str:
        words = {
            NESTED: tr(
                "nested in the fine one, resolution ratio {ratio}",
                ratio=self.nested.ratio if self.nested else 0,
            ),
            FINE: tr("that of the fine image"),
            OWN: tr("its own"),
        }
        return tr(
            "Fine grid: {rows} x {cols} pixels. Coarse grid: {coarse_rows} x {coarse_cols} pixels, {kind}",
            rows=self.fine.rows,
            cols=self.fine.cols,
            coarse_rows=self.coarse.rows,
            coarse_cols=self.coarse.cols,
            kind=words[self.kind],
        )


def pair_grids(fine: Product, coarse: Product, extent: str, crs: str, kind: str, wanted: int, run: Run) -> PairGrids:
    """Choose the output grids.

    Parameters
    ----------
    fine, coarse : Product
    extent : str
        One of `EXTENTS`: the area covered by both images, or all of the fine image.
    crs : str
        Well-known text; if empty, the CRS of the fine image is kept.
    kind : str
        One of `COARSE_GRIDS`.
    wanted : int
        Resolution ratio of the nested grid; 0 detects it.

    Raises
    ------
    InputError
        If the images share no pixel, or a coarse pixel is as large as the image.
    """
    whole = reprojected(fine.grid, crs)
    area = whole.window if extent == FINE_EXTENT else covered(whole, coarse.grid)
    if area.empty:
        raise InputError(
            "{fine} and {coarse} have no pixel in common; choose images of the same area, or assign the correct CRS.",
            fine=fine.label,
            coarse=coarse.label,
        )
    grid = whole.part(area)
    ratio = pixel_ratio(grid, coarse.grid)
    if kind == NESTED and ratio < _ON_FINE_GRID and not wanted:
        run.info(
            "The coarse image has pixels as small as the fine one: it was resampled before, and stays on the fine grid."
        )
        kind = FINE
    if kind == NESTED:
        own = coarse.grid if same_crs(coarse.grid.crs, grid.crs) else None
        nested = nest(grid, own, ratio, wanted, run)
        return PairGrids(grid, nested.grid, kind, ratio, nested)
    if kind == FINE:
        return PairGrids(grid, grid, kind, ratio)
    # Two more pixels, so that later resampling has neighbours at the edge.
    seen = covered(coarse.grid, grid).grown(2).intersection(coarse.grid.window)
    return PairGrids(grid, coarse.grid.part(seen), kind, ratio)
