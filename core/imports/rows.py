"""What the tables of products say about one product."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..products.quantity import REFLECTANCE, TEMPERATURE
from ..words import later

# Containers: one file for each layer; layers of one HDF file; variables of one NetCDF, HDF5 or GRIB file with axes;
# bands of one file.
FILES, SUBDATASETS, VARIABLES, STACK = "files", "sub-datasets", "variables", "bands"
SURFACE, TOP = "surface", later("top of atmosphere")
MOSAIC, MEAN, SUM = "mosaic", "mean", "sum"

# What the name of a file can say of its scale, in addition to numbers.
BY_BASELINE, BY_METADATA = "baseline", "metadata"


@dataclass(frozen=True)
class BandRow:
    """One band of a product.

    Attributes
    ----------
    part : str
        Regular expression that the name of its layer matches as a whole.
    name : str
        Common name of the band, else that of the product.
    centre : float
        Centre wavelength in nm; 0 if there is none.
    content : str
        Quantity of its values; see `core.products.quantity`.
    factor, offset : float or None
        Scale to reflectance, kelvin or the unit of the product; None: as the file states it.
    unit : str
        Unit of the values, if they are neither reflectance nor kelvin.
    """

    part: str
    name: str
    centre: float = 0.0
    content: str = REFLECTANCE
    factor: float | None = None
    offset: float = 0.0
    unit: str = ""

    @property
    def title(self) -> str:
        """Name of the band in written files, with its wavelength."""
        return f"{self.name}, {self.centre:g} nm" if self.centre else self.name


@dataclass(frozen=True)
class QualityRow:
    """A quality layer: the regular expression of its name, and the id of its type in `core.products.quality`.

    `each` says that there is one for each band, with the same number at the end of its name.
    """

    part: str
    kind: str
    each: bool = False


@dataclass(frozen=True)
class Places:
    """Layers with the latitude and longitude of each pixel of a swath, as regular expressions."""

    latitude: str
    longitude: str
    pixel: float


@dataclass(frozen=True)
class Fixed:
    """The grid of a product whose files state no positions: western and southern edge, pixel size in degrees, and sizes.

    The file counts from west to east and from south to north, in either order of the axes.
    """

    west: float
    south: float
    pixel: float
    cols: int
    rows: int


@dataclass(frozen=True)
class ProductRow:
    """One product.

    Attributes
    ----------
    id : str
        Name by which users choose it, and the beginning of the names of its files.
    title : str
    pattern : str
        Regular expression for the path of a file below the chosen folder or archive, with forward slashes. Groups:
        ``granule`` (files with the same value belong together), ``part`` (name of the layer), ``Y m d`` or ``Y j`` (first
        day), ``tile``, ``platform``, ``baseline``, ``collection``, ``short`` (short name of the product).
    container : str
    bands : tuple of BandRow
        In order of wavelength.
    quality : tuple of QualityRow
    fill : tuple of float
        Stored values that are no measurement, in addition to the nodata value of the file.
    valid : tuple of two floats or None
        Smallest and largest stored value that is a measurement.
    days : int
        Days that the product covers, from the first.
    centred : bool
        The name states the middle of these days instead of the first.
    level : str
    combine : str
        How several granules, or times, of one day become one image.
    scale : str
        ``baseline`` or ``metadata`` for a scale that depends on the granule; empty: that of the bands.
    places : Places or None
        Where a swath has its positions.
    fixed : Fixed or None
        Grid of files that state no positions.
    drivers : tuple of str
        Drivers of GDAL that can read it; one of them is required.
    default : float
        Pixel size in metres of the bands that are imported by default; 0: the smallest.
    source : str
        Where the fields come from.
    """

    id: str
    title: str
    pattern: str
    container: str
    bands: tuple[BandRow, ...]
    quality: tuple[QualityRow, ...] = ()
    fill: tuple[float, ...] = ()
    valid: tuple[float, float] | None = None
    days: int = 1
    centred: bool = False
    level: str = SURFACE
    combine: str = MOSAIC
    scale: str = ""
    places: Places | None = None
    fixed: Fixed | None = None
    drivers: tuple[str, ...] = ()
    default: float = 0.0
    source: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.IGNORECASE)

    @property
    def contents(self) -> tuple[str, ...]:
        """Quantities of its bands, in the order of the table."""
        return tuple(dict.fromkeys(band.content for band in self.bands))


def bands(text: str, factor: float | None = None, offset: float = 0.0) -> tuple[BandRow, ...]:
    """Parses ``part name centre`` of each band with reflectance, separated by commas."""
    rows = (entry.split() for entry in text.split(","))
    return tuple(BandRow(part, name, float(centre), REFLECTANCE, factor, offset) for part, name, centre in rows)


def thermal(part: str, name: str, factor: float | None, offset: float = 0.0) -> BandRow:
    """Returns a band with temperature; the scale leads to kelvin."""
    return BandRow(part, name, 0.0, TEMPERATURE, factor, offset)
