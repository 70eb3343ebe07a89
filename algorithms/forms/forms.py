"""Inputs and options of a method as Processing parameters. Keys are a public interface and are never renamed."""

from __future__ import annotations

import dataclasses
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ...core.fusion.method import Method, MethodInfo, OptionFacts, option_facts
from ...core.runtime.device import CHOICES as DEVICES
from ..words import tr
from .widgets import MapLayerParameter, NumberType, advanced, choice, day, described, limited, raster, rasters, whole

RESAMPLINGS = ("nearest", "bilinear", "cubic")


def parameters(method: Method) -> list[QgsProcessingParameterDefinition]:
    """Returns all parameters of a fusion method, in the order in which they are shown."""
    info = method.info
    return [
        *_image_parameters(info),
        *_class_parameters(info),
        *_reading_parameters(info),
        *_option_parameters(method),
        *_running_parameters(),
        *_outputs(info),
    ]


def _image_parameters(info: MethodInfo) -> list[QgsProcessingParameterDefinition]:
    form = []
    for number in pair_numbers(info):
        optional = number > info.pairs[0]
        if info.takes_pan:
            fine_help = tr(
                "Multispectral image of a date with a panchromatic and a coarse image. The result has its bands, "
                "data type and nodata value."
            )
        elif number == 1:
            fine_help = tr(
                "Fine image (Landsat, Sentinel-2, ...) of a date with both sensors. The result has its grid, bands, "
                "data type and nodata value."
            )
        else:
            fine_help = tr("Fine image of a second pair, preferably on the other side of the target date.")
        coarse_help = tr(
            "Coarse image (VIIRS, Sentinel-3, MODIS, ...) of the same date as fine image {}. Any grid, CRS and "
            "extent; it is aligned with the fine grid."
        )
        form += [
            raster(f"FINE_{number}", tr("Fine image {}").format(number), fine_help, optional=optional),
            raster(
                f"COARSE_{number}", tr("Coarse image {}").format(number), coarse_help.format(number), optional=optional
            ),
        ]
        if info.takes_pan:
            pan_help = tr(
                "Panchromatic image of the same date as fine image {}: one band with smaller pixels. The result has "
                "the grid of panchromatic image 1."
            )
            form.append(
                raster(
                    f"PAN_{number}",
                    tr("Panchromatic image {}").format(number),
                    pan_help.format(number),
                    optional=optional,
                )
            )
    form += [
        raster(
            "COARSE_TARGET", tr("Coarse image of the target date"),
            tr("Coarse image of the date to predict."),
        ),
        _rare(day("DATE_TARGET", tr("Target date"), tr("Only required if the date cannot be detected from the "
                                                       "layer, file tags or file name.")), info),
    ]  # fmt: skip
    if has_many(info):
        form += [
            advanced(rasters(
                "MORE_FINE", tr("Additional fine images"),
                tr("Fine images of additional pairs, in any order. Each is matched with the additional coarse "
                   "image of its date."),
            )),
            advanced(rasters(
                "MORE_COARSE", tr("Additional coarse images"),
                tr("Coarse images of the additional pairs, in any order; dates are read from layers, tags or "
                   "file names."),
            )),
        ]  # fmt: skip
    for number in pair_numbers(info):
        form.append(advanced(day(
            f"DATE_{number}", tr("Date of pair {}").format(number),
            tr("Only required if the date cannot be detected from the layers, file tags or file names, or is "
               "detected wrongly."),
        )))  # fmt: skip
    if has_several(info):
        form.append(advanced(described(
            QgsProcessingParameterBoolean("EXTRAPOLATE", tr("Allow target dates outside the pairs"), False),
            tr(
                "With two or more pairs, the target date must be between them. Select to allow a target date before "
                "the first or after the last pair."
            ),
        )))  # fmt: skip
    return form


def _class_parameters(info: MethodInfo) -> list[QgsProcessingParameterDefinition]:
    if "classes" not in info.extras:
        return []
    kinds = [QgsProcessing.SourceType.TypeRaster, QgsProcessing.SourceType.TypeVectorPolygon]
    form = [
        described(
            MapLayerParameter("CLASS_MAP", tr("Class map"), None, True, kinds),
            tr(
                "Land-cover classes of the first date: a raster of integers, or polygons. Without a class map, the "
                "fine image is classified automatically."
            ),
        ),
        described(
            QgsProcessingParameterField("CLASS_FIELD", tr("Class field"), None, "CLASS_MAP", optional=True),
            tr("Field of the polygons with the class. Empty: each polygon is a separate class."),
        ),
    ]
    return [advanced(parameter) for parameter in form]


def _reading_parameters(info: MethodInfo) -> list[QgsProcessingParameterDefinition]:
    masks = [
        raster(
            f"MASK_{name}", label,
            tr(
                "Raster that is not 0 for pixels with clouds, shadows or invalid values on this date; any grid. "
                "Pixels masked in a pair are not used from that pair; pixels masked on the target date become nodata."
            ),
            optional=True,
        )
        for name, label in (
            *((str(number), tr("Mask of pair {}").format(number)) for number in pair_numbers(info)),
            ("TARGET", tr("Mask of the target date")),
        )
    ]  # fmt: skip
    form = [
        described(
            QgsProcessingParameterString("BANDS", tr("Coarse band for each fine band"), "", False, True),
            tr(
                "For example 3 4 1 2 6 7 for Landsat with MODIS; 0 skips a fine band. Empty: bands are matched by "
                "name, otherwise by order."
            ),
        ),
        *masks,
        described(
            QgsProcessingParameterString("SCALE", tr("Scale factor"), "auto"),
            tr(
                "auto: detect from the data. Otherwise the factor to reflectance for both sensors (0.0001), factor "
                "and offset (0.0000275-0.2), or two factors, for fine and coarse images (0.0001 1). The value used "
                "is written to the log."
            ),
        ),
        described(
            choice("RESAMPLING", tr("Resampling of coarse images"), RESAMPLINGS, "bilinear"),
            tr("Resampling used to align coarse images with the fine grid. Ignored if they are already aligned."),
        ),
    ]
    return [advanced(parameter) for parameter in form]


def _option_parameters(method: Method) -> list[QgsProcessingParameterDefinition]:
    facts = option_facts(method.Options)
    form = []
    for field in dataclasses.fields(method.Options):
        fact = facts[field.name]
        parameter = described(_option(field.name.upper(), fact, field.default), tr(fact.help))
        # Weights are an input, shown among the basic parameters if there are few of them.
        shown = fact.file and not fact.saved and method.info.pairs[0] == 1
        form.append(parameter if shown else advanced(parameter))
    return form


def _running_parameters() -> list[QgsProcessingParameterDefinition]:
    form = [
        described(
            choice("DEVICE", tr("Device"), DEVICES, "auto"),
            tr("auto: CUDA if available, otherwise CPU. cuda: never falls back to the CPU."),
        ),
        described(
            whole("BLOCK_SIZE", tr("Block size (fine pixels, 0 = automatic)"), 0, 0, 16384),
            tr(
                "Side length of the processing blocks. Smaller blocks need less memory; the result does not depend "
                "on it."
            ),
        ),
    ]
    return [advanced(parameter) for parameter in form]


def _outputs(info: MethodInfo) -> list[QgsProcessingParameterDefinition]:
    form = [
        described(
            QgsProcessingParameterRasterDestination("OUTPUT", tr("Predicted fine image")),
            tr("GeoTIFF with the grid, data type, scale factor and nodata value of fine image 1.")
            if not info.takes_pan
            else tr(
                "GeoTIFF with the grid of panchromatic image 1, and the data type, scale factor and nodata value of "
                "fine image 1."
            ),
        )
    ]
    if info.uncertainty:
        label, text = tr("Uncertainty"), tr(info.uncertainty)
        if not info.learned:
            label = tr("Uncertainty and number of similar pixels")
            text += " " + tr("Additional bands contain the number of similar pixels per band.")
        uncertainty = described(QgsProcessingParameterRasterDestination("UNCERTAINTY", label, None, True, False), text)
        form.append(advanced(uncertainty) if info.learned else _rare(uncertainty, info))
    return form


def _option(key: str, facts: OptionFacts, default: Any) -> QgsProcessingParameterDefinition:
    kind = kind_of(default, facts)
    title = f"{tr(facts.label)} ({tr(facts.unit)})" if facts.unit else tr(facts.label)
    if kind == "choice":
        return choice(key, title, facts.choices, default)
    if kind == "flag":
        return QgsProcessingParameterBoolean(key, title, default)
    if kind == "file":
        return QgsProcessingParameterFile(key, title, fileFilter=tr(facts.file), optional=True)
    if kind == "saved file":
        return QgsProcessingParameterFileDestination(key, title, tr(facts.file), None, True, False)
    if kind == "text":
        return QgsProcessingParameterString(key, title, default)
    number = NumberType.Integer if kind == "integer" else NumberType.Double
    return limited(QgsProcessingParameterNumber(key, title, number, default), facts.minimum, facts.maximum)


def kind_of(default: Any, facts: OptionFacts) -> str:
    if facts.choices:
        return "choice"
    if facts.file:
        return "saved file" if facts.saved else "file"
    return {bool: "flag", int: "integer", float: "number", str: "text"}[type(default)]


def _rare(parameter: QgsProcessingParameterDefinition, info: MethodInfo) -> QgsProcessingParameterDefinition:
    """Makes a parameter advanced if the method already has many image parameters (two pairs or a third sensor)."""
    return advanced(parameter) if info.pairs[0] > 1 or info.takes_pan else parameter


def pair_numbers(info: MethodInfo) -> range:
    """Returns the numbers of the pairs with their own parameters."""
    return range(1, 2 if info.pairs[1] == 1 else 3)


def has_several(info: MethodInfo) -> bool:
    return info.pairs[1] != 1


def has_many(info: MethodInfo) -> bool:
    return info.pairs[1] is None or info.pairs[1] > 2
