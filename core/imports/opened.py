"""An opened granule: its bands and masks on one grid, and the scales to true units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from ..products.quality import Test
from ..products.scaling import Scale
from ..rasters.grid import Grid, Window
from ..run import Run
from .granules import Granule
from .planes import Plane
from .plausible import plausible
from .rows import BandRow, ProductRow
from .scales import scale_of
from .selecting import Selection

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class OpenBand:
    """A band that is imported: values = scale of stored ones; `limits` and `fill` count in stored values."""

    row: BandRow
    layer: str
    plane: Plane
    scale: Scale
    unit: str
    content: str


@dataclass(frozen=True)
class Mask:
    """A quality layer: where a test is true, pixels of `band` are hidden, or of all bands."""

    layer: str
    plane: Plane
    tests: tuple[Test, ...]
    band: int | None = None


class OpenGranule:
    """A granule whose headers were read.

    Attributes
    ----------
    granule : Granule
    day : date
        First day of the composite, or that of the time.
    grid : Grid
    bands : list of OpenBand
    masks : list of Mask
    problems : list of str
        What was not found.
    """

    def __init__(
        self, granule: Granule, day: date, grid: Grid, bands: list[OpenBand], masks: list[Mask], problems: list[str]
    ) -> None:
        self.granule, self.day, self.grid = granule, day, grid
        self.bands, self.masks, self.problems = bands, masks, problems

    def read(self, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Returns true values (bands, rows, cols), 0 where invalid, and validity of the same shape."""
        shape = (len(self.bands), window.rows, window.cols)
        values, valid = np.empty(shape, np.float32), np.empty(shape, bool)
        for place, band in enumerate(self.bands):
            values[place], valid[place] = self._band(band, window)
        for mask in self.masks:
            hidden = np.zeros(shape[1:], bool)
            stored = mask.plane.read(window)
            for test in mask.tests:
                hidden |= test.of(stored)
            if hidden.any():
                if mask.band is None:
                    valid &= ~hidden
                else:
                    valid[mask.band] &= ~hidden
        if not valid.all():
            values[~valid] = 0
        return values, valid

    def quality(self, window: Window) -> NDArray[Any]:
        """Returns the stored values of the first quality layer; shape (rows, cols)."""
        return self.masks[0].plane.read(window)

    def _band(self, band: OpenBand, window: Window) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        stored = band.plane.read(window)
        known = measured(stored, band.plane.stated.nodata, self.granule.row, band.content)
        values = stored.astype(np.float32)
        if stored.dtype.kind == "f" and not known.all():
            values[~known] = 0
        return band.scale.physical(values), known


def measured(stored: NDArray[Any], nodata: float | None, row: ProductRow, content: str) -> NDArray[np.bool_]:
    """Returns where stored values are measurements: finite, no fill, and within the limits of the product.

    The limits are those of the main quantity of the product; others, such as temperature, have limits of their own.
    """
    known = np.isfinite(stored) if stored.dtype.kind == "f" else np.ones(stored.shape, bool)
    for fill in (nodata, *row.fill):
        if fill is not None and fill == fill:
            known &= stored != (np.float32(fill) if stored.dtype == np.float32 else fill)
    if row.valid is not None and row.bands and content == row.bands[0].content:
        known &= (stored >= row.valid[0]) & (stored <= row.valid[1])
    return known


def open_band(
    granule: Granule, row: BandRow, name: str, plane: Plane, wanted: Selection, run: Run, first: bool
) -> OpenBand:
    """Returns a band with its scale; that of the file or of the user is checked against its values.

    `first` says that it is the first band of its granule, which warns of what concerns all of them.
    """
    scale, unit = scale_of(granule, row, plane.stated, run if first else None)
    if wanted.scale is not None:
        scale = wanted.scale
    if wanted.scale is not None or (row.factor is None and not granule.row.scale):

        def known(stored: NDArray[Any]) -> NDArray[np.bool_]:
            return measured(stored, plane.stated.nodata, granule.row, row.content)

        scale = plausible(scale, row.content, plane, known, f"{granule.name}, {row.name}", run)
    return OpenBand(row, name, plane, scale, unit, row.content)
