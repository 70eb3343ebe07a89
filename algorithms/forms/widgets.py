"""Parameter helpers shared by the forms of fusion methods and tools."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
)

Flag = QgsProcessingParameterDefinition.Flag
NumberType = QgsProcessingParameterNumber.Type


class RasterParameter(QgsProcessingParameterRasterLayer):
    """A raster that QGIS does not open to check it, see `forms.rasters`: reading the form does."""

    def checkValueIsAcceptable(self, value: Any, context: Any = None) -> bool:
        return bool(super().checkValueIsAcceptable(value, None))


class RastersParameter(QgsProcessingParameterMultipleLayers):
    """As `RasterParameter`, for a list."""

    def checkValueIsAcceptable(self, value: Any, context: Any = None) -> bool:
        return bool(super().checkValueIsAcceptable(value, None))


class MapLayerParameter(QgsProcessingParameterMapLayer):
    """As `RasterParameter`, for a raster or a layer of polygons."""

    def checkValueIsAcceptable(self, value: Any, context: Any = None) -> bool:
        return bool(super().checkValueIsAcceptable(value, None))


def visible(form: Iterable[QgsProcessingParameterDefinition]) -> list[QgsProcessingParameterDefinition]:
    """Returns the parameters that are not advanced."""
    return [parameter for parameter in form if not parameter.flags() & Flag.FlagAdvanced]


def raster(key: str, label: str, text: str, optional: bool = False) -> QgsProcessingParameterDefinition:
    parameter = described(RasterParameter(key, label, None, optional), text)
    return advanced(parameter) if optional else parameter


def rasters(key: str, label: str, text: str) -> QgsProcessingParameterDefinition:
    kind = QgsProcessing.SourceType.TypeRaster
    return described(RastersParameter(key, label, kind, None, True), text)


def day(key: str, label: str, text: str) -> QgsProcessingParameterDefinition:
    kind = QgsProcessingParameterDateTime.Type.Date
    return described(QgsProcessingParameterDateTime(key, label, kind, None, True), text)


def choice(key: str, label: str, options: Iterable[str], default: str) -> QgsProcessingParameterEnum:
    # Static strings: models and commands store the word, so that a new choice may be inserted at any position in the
    # list.
    return QgsProcessingParameterEnum(key, label, list(options), False, default, False, True)


def whole(
    key: str, label: str, default: int, minimum: float | None = None, maximum: float | None = None
) -> QgsProcessingParameterNumber:
    """Returns a parameter for an integer."""
    return limited(QgsProcessingParameterNumber(key, label, NumberType.Integer, default), minimum, maximum)


def real(
    key: str, label: str, default: float, minimum: float | None = None, maximum: float | None = None
) -> QgsProcessingParameterNumber:
    """Returns a parameter for a decimal number."""
    return limited(QgsProcessingParameterNumber(key, label, NumberType.Double, default), minimum, maximum)


def limited(
    parameter: QgsProcessingParameterNumber, minimum: float | None, maximum: float | None
) -> QgsProcessingParameterNumber:
    if minimum is not None:
        parameter.setMinimum(minimum)
    if maximum is not None:
        parameter.setMaximum(maximum)
    return parameter


def described(parameter: QgsProcessingParameterDefinition, text: str) -> QgsProcessingParameterDefinition:
    parameter.setHelp(text)
    return parameter


def shown(parameter: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    """Removes the advanced flag, which optional parameters have by default."""
    parameter.setFlags(parameter.flags() & ~Flag.FlagAdvanced)
    return parameter


def advanced(parameter: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    parameter.setFlags(parameter.flags() | Flag.FlagAdvanced)
    return parameter
