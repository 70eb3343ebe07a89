"""How images of many bands, and masks, look in the map."""

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

_CUT = 0.02  # share of the pixels that may be darker, or brighter, than the screen shows
_SAMPLE = 250000  # pixels that show the range well enough while the window stays alive


class CompositeStyler(ResultStyler):
    """Three bands as a colour composite, false colour where there is near infrared; a single band with a colour ramp."""

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        if isinstance(layer, QgsRasterLayer) and self._renderer is None:
            self._renderer = composite(layer)
        super().postProcessLayer(layer, context, feedback)


class MaskStyler(ResultStyler):
    """Colours for the values of a mask; 0 is transparent.

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
    """A renderer of three bands, stretched over most of their values; None for a layer with fewer bands."""
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
