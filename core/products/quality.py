"""Quality layers of products: which pixels are cloud, shadow, snow, water or fill.

Bits and values are those of the product guides: Landsat Collection 2 (QA_PIXEL), MOD09 (state_1km), Sentinel-2 level 2A
(SCL), Fmask, HLS (Fmask), MCD43A4 (mandatory quality), VNP09 (QF1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Union

import numpy as np

from ..errors import InputError
from ..rasters.grid import Window
from ..rasters.raster import RasterInfo
from ..rasters.stored import StoredReader
from .band_names import band_labels

if TYPE_CHECKING:
    from numpy.typing import NDArray

AUTO, ANY = "auto", "values"
MOST_BITS = 32


@dataclass(frozen=True)
class Bits:
    """True where the number in bits `low` to `high` is one of `values`; without values, where it is not 0."""

    low: int
    high: int
    values: tuple[int, ...] = ()

    def of(self, stored: NDArray[Any]) -> NDArray[np.bool_]:
        number = (stored.astype(np.int64) >> self.low) & ((1 << (self.high - self.low + 1)) - 1)
        return np.isin(number, self.values) if self.values else number != 0


@dataclass(frozen=True)
class Range:
    """True from `low` to `high`, both included."""

    low: float
    high: float

    def of(self, stored: NDArray[Any]) -> NDArray[np.bool_]:
        return np.asarray((stored >= self.low) & (stored <= self.high))


@dataclass(frozen=True)
class NotZero:
    """True where the value is not 0, NaN included."""

    def of(self, stored: NDArray[Any]) -> NDArray[np.bool_]:
        return np.asarray(stored != 0)


Test = Union[Bits, Range, NotZero]

FILL = "fill"
# What a user can choose to hide; fill is always hidden.
FLAGS = ("cloud", "shadow", "cirrus", "snow", "water")


@dataclass(frozen=True)
class Kind:
    """One type of quality layer.

    Attributes
    ----------
    id : str
    pattern : str
        Regular expression for its name.
    flags : mapping of str to tuple of tests
        Tests by what they detect: `FILL`, and those of `FLAGS` that the layer knows.
    """

    id: str
    pattern: str
    flags: Mapping[str, tuple[Test, ...]]

    def tests(self, flags: Iterable[str]) -> tuple[Test, ...]:
        """Returns the tests that hide fill and the given flags."""
        return tuple(test for flag in (FILL, *flags) for test in self.flags.get(flag, ()))


def _bit(*numbers: int) -> tuple[Bits, ...]:
    return tuple(Bits(number, number) for number in numbers)


def _is(*values: float) -> tuple[Range, ...]:
    return tuple(Range(value, value) for value in values)


# MOD09: land and water are in bits 3 to 5; 1, 2 and 4 are land, shore and ephemeral water. Fill sets all bits.
_MODIS_STATE: dict[str, tuple[Test, ...]] = {
    FILL: _is(65535),
    "cloud": (Bits(0, 1, (1, 2)), *_bit(10, 13)),
    "shadow": _bit(2),
    "cirrus": (Bits(8, 9, (2, 3)),),
    "snow": _bit(12),
    "water": (Bits(3, 5, (0, 3, 5, 6, 7)),),
}
# In the order of detection: the layer of HLS is named Fmask, too.
KINDS = (
    Kind(
        "landsat qa_pixel",
        r"QA_PIXEL",
        {FILL: _bit(0), "cloud": _bit(1, 3), "shadow": _bit(4), "cirrus": _bit(2), "snow": _bit(5), "water": _bit(7)},
    ),
    Kind("modis state_1km", r"state_?(1km|250m|500m)|StateQA", _MODIS_STATE),
    Kind(
        "sentinel-2 scl",
        r"(?<![A-Za-z])SCL(?![A-Za-z])",
        {FILL: _is(0, 1), "cloud": _is(8, 9), "shadow": _is(3), "cirrus": _is(10), "snow": _is(11), "water": _is(6)},
    ),
    Kind("sentinel-2 cloud probability", r"MSK_CLDPRB|CLD_20m|CLD_60m", {"cloud": (Range(40, 100),)}),
    Kind(
        "hls fmask",
        r"HLS.*Fmask",
        {FILL: _is(255), "cloud": _bit(1, 2), "shadow": _bit(3), "snow": _bit(4), "water": _bit(5)},
    ),
    Kind(
        "fmask",
        r"Fmask|cfmask",
        {FILL: _is(255), "cloud": _is(4), "shadow": _is(2), "snow": _is(3), "water": _is(1)},
    ),
    Kind(
        "landsat sr_cloud_qa",
        r"SR_CLOUD_QA",
        {"cloud": _bit(1, 3), "shadow": _bit(2), "snow": _bit(4), "water": _bit(5)},
    ),
    # Of one band each: 0 is a full inversion of the BRDF.
    Kind("mcd43 quality", r"Mandatory_Quality", {FILL: (NotZero(),)}),
    # VNP09: cloud mask 2 and 3 are probably and confidently cloudy; land and water are in bits 0 to 2 of QF2.
    Kind("viirs qf1", r"(?<![A-Za-z])QF1(?![0-9])", {FILL: _is(255), "cloud": (Bits(2, 3, (2, 3)),)}),
    Kind(
        "viirs qf2",
        r"(?<![A-Za-z])QF2(?![0-9])",
        {FILL: _is(255), "shadow": _bit(3), "snow": _bit(5), "cirrus": _bit(6, 7), "water": (Bits(0, 2, (2, 3, 5)),)},
    ),
    Kind(
        "modis pixel reliability",
        r"pixel[_ ]reliability",
        {FILL: _is(-1, 255), "cloud": _is(3), "snow": _is(2)},
    ),
    # LST is produced for clear pixels only; 2 and 3 are missing because of clouds or for another reason.
    Kind("modis lst qc", r"(?<![A-Za-z])QC_(Day|Night)(?![A-Za-z])", {FILL: (Bits(0, 1, (2, 3)),)}),
)
CHOICES = (AUTO, *(kind.id for kind in KINDS), ANY)

_NUMBER = r"-?\d+(?:\.\d+)?"
_RULE = re.compile(
    rf"bits?\s*(?P<low>\d+)(?:\s*-\s*(?P<high>\d+))?(?:\s*=\s*(?P<is>\d+(?:\|\d+)*))?"
    rf"|(?P<first>{_NUMBER})(?:(?:-|\.\.|\s+-\s+|\s+to\s+)(?P<last>{_NUMBER}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Quality:
    """How a quality layer is read: its band, from 1, and the tests that hide a pixel."""

    kind: str
    band: int
    tests: tuple[Bits | Range | NotZero, ...]

    def hides(self, stored: NDArray[Any]) -> NDArray[np.bool_]:
        """Returns where stored values of the layer hide a pixel; any shape."""
        if stored.dtype.kind == "f":
            unknown = ~np.isfinite(stored)
            stored = np.where(unknown, 0, stored)
        else:
            unknown = np.zeros(stored.shape, bool)
        return np.logical_or.reduce([unknown, *(test.of(stored) for test in self.tests)])


def parse_values(text: str) -> tuple[Bits | Range, ...]:
    """Parses the mask values typed by a user.

    Values and ranges, ``3 8-11``; bits that are set, ``bit 3, bit 4``; numbers in several bits, ``bits 8-9 = 2|3``.

    Raises
    ------
    InputError
        If it is none of these.
    """
    rules: list[Bits | Range] = []
    rest = text.strip()
    while rest:
        match = _RULE.match(rest)
        if not match or (match.end() < len(rest) and rest[match.end()] not in " ,;"):
            raise InputError(
                "Mask values '{text}' are not valid at '{rest}'; enter values and ranges such as 3 8-11, bits "
                "such as bit 3, bit 4, or numbers in bits such as bits 8-9 = 2|3.",
                text=text,
                rest=rest,
            )
        rules.append(_rule(match, text))
        rest = rest[match.end() :].lstrip(" ,;")
    return tuple(rules)


def _rule(match: re.Match[str], text: str) -> Bits | Range:
    if match["low"] is None:
        low = float(match["first"])
        high = float(match["last"]) if match["last"] else low
        if high < low:
            raise InputError(
                "Mask values '{text}' contain a range from {low:g} down to {high:g}; enter the smaller value first.",
                text=text,
                low=low,
                high=high,
            )
        return Range(low, high)
    first = int(match["low"])
    last = int(match["high"]) if match["high"] else first
    if last < first or last >= MOST_BITS:
        raise InputError(
            "Mask values '{text}' contain bits {first}-{last}; bits are numbered from 0 to {highest}, in "
            "ascending order.",
            text=text,
            first=first,
            last=last,
            highest=MOST_BITS - 1,
        )
    return Bits(first, last, tuple(int(number) for number in match["is"].split("|")) if match["is"] else ())


def find_band(info: RasterInfo) -> tuple[str, int] | None:
    """Returns type and band number, from 1, of the quality layer detected by name; None if there is none."""
    for band, label in enumerate(band_labels(info), 1):
        for kind in KINDS:
            if re.search(kind.pattern, label or info.names[band - 1], re.IGNORECASE):
                # In HLS stacks, the band is named after the layer and the file after the product.
                hls = kind.id == "fmask" and re.search("HLS", info.source, re.IGNORECASE)
                return ("hls fmask" if hls else kind.id), band
    if info.bands == 1:
        for kind in KINDS:
            if re.search(kind.pattern, info.label, re.IGNORECASE):
                return kind.id, 1
    return None


def make_quality(info: RasterInfo, kind: str, values: str, snow: bool, water: bool) -> Quality:
    """Returns how a quality raster is read.

    Parameters
    ----------
    info : RasterInfo
    kind : str
        One of `CHOICES`. ``auto`` detects it from the name, ``values`` uses the typed values.
    values : str
        See `parse_values`; empty hides all values except 0. Used with ``values``, and with ``auto`` if given.
    snow, water : bool
        Whether snow and water hide a pixel as well.

    Raises
    ------
    InputError
        If the type is unknown or not recognized, or bits are requested of floating-point values.
    """
    found = find_band(info)
    if kind == AUTO and values.strip():
        kind = ANY
    if kind == AUTO and found is None:
        raise InputError(
            "The type of quality layer {label} was not recognized; select its type, or select '{any}' and set "
            "the mask values.",
            label=info.label,
            any=ANY,
        )
    band = found[1] if found else 1
    if kind == ANY:
        typed = parse_values(values)
        quality = Quality(ANY, band, typed or (NotZero(),))
    else:
        kind = found[0] if kind == AUTO and found else kind
        chosen = next((one for one in KINDS if one.id == kind), None)
        if chosen is None:
            raise InputError(
                "There is no quality layer type '{kind}'; choose one of: {choices}.",
                kind=kind,
                choices=", ".join(CHOICES),
            )
        quality = Quality(kind, band, chosen.tests(("cloud", "shadow", "cirrus", *["snow"] * snow, *["water"] * water)))
    if info.dtype.startswith("float") and any(isinstance(test, Bits) and kind == ANY for test in quality.tests):
        raise InputError(
            "The quality layer {label} contains {dtype}, which has no bits; enter values, or choose the raster "
            "of the product.",
            label=info.label,
            dtype=info.dtype,
        )
    return quality


class QualityReader(StoredReader):
    """Reads a quality raster as one band that is 1 where a pixel is hidden and 0 elsewhere.

    The tests are applied to the stored integers before any resampling: the mean of two flags is not a flag.
    """

    def __init__(self, info: RasterInfo, quality: Quality) -> None:
        super().__init__(info)
        self._quality = quality

    def read(
        self, window: Window, bands: Sequence[int], raw: bool = False
    ) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """As `RasterReader.read`; `bands` and `raw` are ignored."""
        shape = (1, window.rows, window.cols)
        values, inside = np.zeros(shape, np.float32), np.zeros(shape, bool)
        part = window.intersection(self.info.grid.window)
        if not part.empty:
            at = (slice(None), *window.slices_of(part))
            stored, _ = self.read_stored(part, [self._quality.band])
            values[at] = self._quality.hides(stored)
            inside[at] = True
        return values, inside
