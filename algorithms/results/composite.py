"""Renderers of multiband images and masks."""

from __future__ import annotations

from qgis.core import (
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsRasterLayer,
)
from qgis.PyQt.QtGui import QColor

from ..forms.composite import composite
from .layers import ResultStyler


class CompositeStyler(ResultStyler):
    """Sets a colour composite of three bands (false colour with near infrared), or a colour ramp for one band."""

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        if isinstance(layer, QgsRasterLayer) and self._renderer is None:
            self._renderer = composite(layer)
        super().postProcessLayer(layer, context, feedback)


class MaskStyler(ResultStyler):
    """Sets colours for the values of a mask; 0 is transparent.

    Parameters
    ----------
    history : list of str
    classes : dict of int to (str, str)
        Colour and label of each value.
    """

    def __init__(self, day: object, history: list[str], classes: dict[int, tuple[str, str]]) -> None:
        super().__init__(day, history, None, role="mask")
        self._classes = classes

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        if isinstance(layer, QgsRasterLayer):
            kinds = [
                QgsPalettedRasterRenderer.Class(value, QColor(colour), label)
                for value, (colour, label) in self._classes.items()
            ]
            self._renderer = QgsPalettedRasterRenderer(layer.dataProvider(), 1, kinds)
        super().postProcessLayer(layer, context, feedback)
