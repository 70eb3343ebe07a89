"""How a result enters the map: name, renderer, day, history."""

from __future__ import annotations

from datetime import date, datetime, timezone

from qgis.core import (
    Qgis,
    QgsColorRampShader,
    QgsDateTimeRange,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterBandStats,
    QgsRasterLayer,
    QgsRasterRenderer,
    QgsSingleBandPseudoColorRenderer,
    QgsStyle,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

# Processing keeps no reference to a post-processor made in Python (qgis/QGIS#47533): without this list it would be gone
# before the layer is loaded.
_alive: list[ResultStyler] = []

Ramp = "Viridis"


class ResultStyler(QgsProcessingLayerPostProcessorInterface):
    """Dresses one result once it is loaded, on the main thread.

    Parameters
    ----------
    day : date or None
        The day on which the Temporal Controller shows the layer.
    history : list of str
        Lines for the layer's metadata.
    renderer : QgsRasterRenderer, optional
        The fine layer's renderer, so that both can be compared at a glance; None styles band 1 with a colour ramp.
    """

    def __init__(self, day: date | None, history: list[str], renderer: QgsRasterRenderer | None) -> None:
        super().__init__()
        self._day, self._history, self._renderer = day, history, renderer

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        try:
            if isinstance(layer, QgsRasterLayer):
                self._dress(layer)
        finally:
            if self in _alive:
                _alive.remove(self)

    def _dress(self, layer: QgsRasterLayer) -> None:
        layer.setRenderer(self._renderer.clone() if self._renderer is not None else _ramp_renderer(layer))
        if self._day is not None:
            show_on(layer, self._day)
        metadata = layer.metadata()
        for line in self._history:
            metadata.addHistoryItem(line)
        layer.setMetadata(metadata)
        layer.triggerRepaint()


def load(
    context: QgsProcessingContext,
    path: str,
    name: str,
    styler: ResultStyler,
) -> None:
    """Name and dress an output, if it is going to be loaded."""
    if not context.willLoadLayerOnCompletion(path):
        return
    details = context.layerToLoadOnCompletionDetails(path)
    details.name = name
    details.forceName = True
    details.setPostProcessor(styler)
    _alive.append(styler)


def show_on(layer: QgsRasterLayer, day: date) -> None:
    """Fix the layer's temporal range to one day, for the Temporal Controller."""
    first = QDateTime(QDate(day.year, day.month, day.day), QTime(0, 0))
    properties = layer.temporalProperties()
    properties.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
    properties.setFixedTemporalRange(QgsDateTimeRange(first, first.addDays(1), True, False))
    properties.setIsActive(True)


def history_lines(text: str) -> list[str]:
    """A line for the layer's history, with the time of the run."""
    return [f"{datetime.now(timezone.utc).replace(microsecond=0).isoformat()} {text}"]


def _ramp_renderer(layer: QgsRasterLayer) -> QgsRasterRenderer:
    provider = layer.dataProvider()
    wanted = QgsRasterBandStats.Stats.Min | QgsRasterBandStats.Stats.Max
    # A quarter of a million pixels show the range well enough, and the window stays alive.
    stats = provider.bandStatistics(1, wanted, layer.extent(), 250000)
    renderer = QgsSingleBandPseudoColorRenderer(provider, 1)
    renderer.setClassificationMin(stats.minimumValue)
    renderer.setClassificationMax(stats.maximumValue)
    ramp = QgsStyle.defaultStyle().colorRamp(Ramp)
    renderer.createShader(ramp, QgsColorRampShader.Type.Interpolated, QgsColorRampShader.ClassificationMode.Continuous)
    return renderer
