"""Scale of a band of a granule: that of the product, of the granule's metadata, or of the file."""

from __future__ import annotations

import math
import re
from pathlib import Path

from ..products.quantity import TEMPERATURE, unit_of
from ..products.scaling import Scale
from ..run import Run
from ..words import later, tr
from .granules import Granule
from .library import gdal
from .planes import Stated
from .rows import BY_BASELINE, BY_METADATA, BandRow

_OFFSET_SINCE = 400  # Sentinel-2's processing baseline 04.00
_SHIFTED = (2022, 1, 25)


def scale_of(granule: Granule, band: BandRow, stated: Stated, run: Run | None) -> tuple[Scale, str]:
    """Returns the scale from stored values to reflectance, kelvin or the unit of the product, and that unit.

    Parameters
    ----------
    granule : Granule
    band : BandRow
    stated : Stated
        What the file states of the layer.
    run : Run, optional
        Receives a warning if the scale is uncertain; for the first band of a granule only.
    """
    if granule.row.scale == BY_BASELINE:
        return _sentinel(granule, run), ""
    if granule.row.scale == BY_METADATA:
        return _landsat_top(granule, band, run), ""
    if band.factor is not None:
        return Scale(band.factor, band.offset, later("as the product has it")), band.unit
    factor, offset = stated.factor or 1.0, stated.offset
    unit = unit_of(stated.unit)
    if unit is not None and unit.quantity == TEMPERATURE:
        return Scale(factor * unit.factor, offset * unit.factor + unit.offset, later("stated in the file")), ""
    shown = band.unit or stated.unit.strip()
    return Scale(factor, offset, later("stated in the file")), shown


def _sentinel(granule: Granule, run: Run | None) -> Scale:
    text = _text(granule)
    offsets = re.findall(r"<(?:BOA|RADIO)_ADD_OFFSET band_id=\"\d+\">(-?\d+)</", text)
    quantification = re.search(r"<(?:BOA_)?QUANTIFICATION_VALUE[^>]*>(\d+)</", text)
    divisor = float(quantification[1]) if quantification else 10000.0
    if offsets:
        return Scale(1 / divisor, float(offsets[0]) / divisor, later("stated in the metadata"))
    baseline = granule.facts.get("baseline", "")
    if baseline.isdigit():
        shifted = int(baseline) >= _OFFSET_SINCE and not text
        reason = tr("Sentinel-2, processing baseline {stated}", stated=f"{baseline[:2]}.{baseline[2:]}")
        return Scale(1 / divisor, -0.1 if shifted else 0.0, reason)
    if run is not None and granule.day is not None and granule.day.timetuple()[:3] >= _SHIFTED:
        run.warn(
            "{name} does not state its processing baseline; since 04.00 (January 2022) Sentinel-2 products add 1000. If "
            "this applies, set the scale factor to 0.0001-0.1.",
            name=granule.name,
        )
    return Scale(1 / divisor, 0.0, later("reflectance x 10000, as defined by the product"))


def _landsat_top(granule: Granule, band: BandRow, run: Run | None) -> Scale:
    """Returns the scale to reflectance at the top of the atmosphere; LSDS-1822, section 5."""
    text, number = _text(granule), band.part.lstrip("B")
    found = [re.search(rf"{key}\s*=\s*(-?[\d.Ee+-]+)", text) for key in
             (f"REFLECTANCE_MULT_BAND_{number}", f"REFLECTANCE_ADD_BAND_{number}", "SUN_ELEVATION")]  # fmt: skip
    if all(found):
        mult, add, sun = (float(match[1]) for match in found if match)
        return Scale(
            mult / math.sin(math.radians(sun)), add / math.sin(math.radians(sun)), later("stated in the metadata")
        )
    if run is not None:
        run.warn(
            "{name} has no metadata file (MTL) with the sun elevation; reflectance is not corrected for it.",
            name=granule.name,
        )
    return Scale(2e-5, -0.1, later("as the product has it"))


def _text(granule: Granule) -> str:
    """Returns the text of the metadata file of a granule; empty if there is none."""
    if granule.metadata is None:
        return ""
    library = gdal()
    source = granule.metadata.source
    if not granule.metadata.member:
        try:
            return Path(source).read_text("utf-8", "replace")
        except OSError:
            return ""
    file = library.VSIFOpenL(source, "rb")
    if file is None:
        return ""
    try:
        return bytes(library.VSIFReadL(1, 2**24, file) or b"").decode("utf-8", "replace")
    finally:
        library.VSIFCloseL(file)
