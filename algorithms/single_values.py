"""Rejects values that Processing would silently replace by a default, or that cannot be file names."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProperty,
)

from ..core.errors import InputError
from .words import tr

# Types of parameters with one text, number or date as value; a choice may take several words.
_SINGLE = {
    "string", "number", "boolean", "file", "datetime", "field", "enum",
    "rasterDestination", "fileDestination", "folderDestination", "vectorDestination", "sink",
}  # fmt: skip


def check_single_values(algorithm: QgsProcessingAlgorithm, values: dict[str, Any]) -> None:
    """Checks that the values of a form have the type of their parameters.

    Raises
    ------
    InputError
        For a list or mapping instead of a single value, and for a text with a null character.
    """
    for definition in algorithm.parameterDefinitions():
        value = values.get(definition.name())
        if _is_single(definition) and isinstance(value, (list, tuple, dict, set, frozenset, bytes, bytearray)):
            text = tr("{}: a list or mapping is given, but a single value is required; set {} to one text or number.")
            raise InputError(text.format(definition.description(), definition.name()))
        if any("\0" in text for text in texts_in(value)):
            text = tr("{}: the value of {} contains a null character; remove it.")
            raise InputError(text.format(definition.description(), definition.name()))


def _is_single(definition: QgsProcessingParameterDefinition) -> bool:
    several = getattr(definition, "allowMultiple", None)
    return definition.type() in _SINGLE and not (several is not None and several())


def texts_in(value: Any) -> list[str]:
    """Returns the texts in a value."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, QgsProperty):
        value = value.staticValue()
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, (list, tuple, set, frozenset)):
        return [text for one in value for text in texts_in(one)]
    return [value] if isinstance(value, str) else []
