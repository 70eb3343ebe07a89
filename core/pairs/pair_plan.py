"""Options for the preparation of a pair, and all checks that need no pixel values."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..errors import InputError
from ..products.band_matching import Known, match_bands
from ..products.product import ImageChoice, Product, QualityChoice
from ..products.scaling import parse_scale
from ..products.units import KELVIN, REFLECTANCE
from ..rasters.align import RESAMPLINGS, pixel_ratio
from ..rasters.raster import same_file
from ..words import tr
from .pair_grids import COARSE_GRIDS, COMMON, EXTENTS, NESTED, check_overlap

TENTHOUSAND, STORED, AUTO = "reflectance x 10000", "as stored", "auto"
UNITS = (AUTO, TENTHOUSAND, REFLECTANCE, KELVIN, STORED)

_SWAPPED = (
    0.7  # reprojection can make a coarse pixel a little smaller than a fine one; much smaller means swapped inputs
)


@dataclass(frozen=True)
class Preparation:
    """Options of a preparation.

    Attributes
    ----------
    fine, coarse : ImageChoice
    bands, match : str
        See `core.products.band_matching.match_bands`.
    flags : QualityChoice
    resampling : str
        One of `core.rasters.align.RESAMPLINGS`, used where pixels do not coincide.
    extent, crs, coarse_grid, ratio
        See `core.pairs.pair_grids.pair_grids`.
    scale : str
        See `core.products.scaling.parse_scale`.
    unit : str
        One of `UNITS`.
    """

    fine: ImageChoice
    coarse: ImageChoice
    bands: str = ""
    match: str = AUTO
    flags: QualityChoice = QualityChoice()
    resampling: str = "bilinear"
    extent: str = COMMON
    crs: str = ""
    coarse_grid: str = NESTED
    ratio: int = 0
    scale: str = AUTO
    unit: str = AUTO


@dataclass
class Prepared:
    """Result: files, and facts for outputs and history. Hidden and valid are percent of each image's pixels."""

    fine: Path | None
    coarse: Path
    mask: Path | None
    bands: tuple[str, ...] = ()
    unit: str = ""
    ratio: float = math.nan
    fine_hidden: float = 0.0
    coarse_hidden: float = 0.0
    fine_valid: float = 0.0
    coarse_valid: float = 0.0
    both_valid: float = 0.0
    fine_date: date | None = None
    coarse_date: date | None = None
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Matched:
    """Both products with their matched bands; based on headers only."""

    fine: Product
    coarse: Product
    pairs: list[tuple[Known, Known]]

    @property
    def sources(self) -> list[str]:
        return [*self.fine.sources, *self.coarse.sources]

    @property
    def names(self) -> tuple[str, ...]:
        """Unique band names of the result, so that fusion can match bands by name."""
        titles = [band.title for band, _ in self.pairs]
        return tuple(
            title if titles.count(title) == 1 else f"{title} {band.label or band.number}"
            for title, (band, _) in zip(titles, self.pairs)
        )

    @property
    def thermal(self) -> bool:
        return all(band.thermal for pair in self.pairs for band in pair)


def plan_pair(wanted: Preparation) -> Matched:
    """Check everything that can be checked from headers and names. Reads no pixel.

    Raises
    ------
    InputError
        With one sentence: what is wrong, where, and what to do.
    """
    for what, value, choices in (
        (tr("Resampling"), wanted.resampling, RESAMPLINGS),
        (tr("Extent"), wanted.extent, EXTENTS),
        (tr("Coarse grid"), wanted.coarse_grid, COARSE_GRIDS),
        (tr("Unit"), wanted.unit, UNITS),
    ):
        if value not in choices:
            raise InputError(
                "{what} is '{value}'; choose one of: {choices}.", what=what, value=value, choices=", ".join(choices)
            )
    parse_scale(wanted.scale)
    fine, coarse = Product(wanted.fine, wanted.flags), Product(wanted.coarse, wanted.flags)
    if same_file(fine.infos[0].source, coarse.infos[0].source):
        raise InputError(
            "Fine and coarse image are both {label}; choose another raster for one of them.", label=fine.label
        )
    check_overlap(fine, coarse)
    ratio = pixel_ratio(fine.grid, coarse.grid)
    if math.isfinite(ratio) and ratio < _SWAPPED:
        raise InputError(
            "The coarse image has smaller pixels than the fine one ({times:.1f} times); they may be swapped.",
            times=1 / ratio,
        )
    pairs = match_bands(fine.bands, coarse.bands, wanted.match, wanted.bands)
    if not wanted.bands.strip():
        # Temperature has another unit; it is prepared separately, unless there are only thermal bands.
        pairs = [pair for pair in pairs if not any(band.thermal for band in pair)] or pairs
    matched = Matched(fine, coarse, pairs)
    if not matched.thermal and any(band.thermal for pair in pairs for band in pair):
        raise InputError(
            "Bands {bands} mix temperature and reflectance, which have no common unit; prepare them separately, "
            "with Bands thermal for temperature.",
            bands=", ".join(matched.names),
        )
    return matched
