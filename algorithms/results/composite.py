"""Renderers of multiband images and masks."""

from __future__ import annotations

from qgis.core import (
    QgsContrastEnhancement,
    QgsMapLayer,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsRasterLayer,
    QgsRasterRenderer,
)
from qgis.PyQt.QtGui import QColor

from ...core.products.composites import composite_by_name
from .layers import ResultStyler

_CUT = 0.02  # share of the pixels below and above the range that is displayed
_SAMPLE = 250000  # number of sampled pixels: enough for the range, and the window stays responsive


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
        super().__init__(day, history, None)
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


def composite(layer: QgsRasterLayer) -> QgsRasterRenderer | None:
    """Returns a renderer of three bands, stretched over most of their values; None for a layer with fewer bands."""
    if layer.bandCount() < 3:
        return None
    names = [
        layer.bandName(band).partition(": ")[2] or layer.bandName(band) for band in range(1, layer.bandCount() + 1)
    ]
    bands = [band + 1 for band in composite_by_name(names) or (2, 1, 0)]
    provider = layer.dataProvider()
    renderer = QgsMultiBandColorRenderer(provider, *bands)
    setters = (
        renderer.setRedContrastEnhancement,
        renderer.setGreenContrastEnhancement,
        renderer.setBlueContrastEnhancement,
    )
    for band, put in zip(bands, setters):
        low, high = provider.cumulativeCut(band, _CUT, 1 - _CUT, layer.extent(), _SAMPLE)
        stretch = QgsContrastEnhancement(provider.dataType(band))
        stretch.setContrastEnhancementAlgorithm(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum, False
        )
        stretch.setMinimumValue(low, False)
        stretch.setMaximumValue(high)
        put(stretch)
    return renderer
