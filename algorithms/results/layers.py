"""How a result enters the map: name, renderer, day, history."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

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
    end : date, optional
        The day on which it is shown no longer; the next one by default.
    limits : tuple of float, optional
        Values between which the ramp runs, so that colours mean the same in several layers.
    """

    def __init__(
        self,
        day: date | None,
        history: list[str],
        renderer: QgsRasterRenderer | None,
        end: date | None = None,
        limits: tuple[float, float] | None = None,
    ) -> None:
        super().__init__()
        self._day, self._history, self._renderer = day, history, renderer
        self._end, self._limits = end, limits

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
        layer.setRenderer(self._look(layer))
        if self._day is not None:
            show_on(layer, self._day, self._end)
        metadata = layer.metadata()
        for line in self._history:
            metadata.addHistoryItem(line)
        layer.setMetadata(metadata)
        layer.triggerRepaint()

    def _look(self, layer: QgsRasterLayer) -> QgsRasterRenderer:
        return self._renderer.clone() if self._renderer is not None else ramp_renderer(layer, self._limits)


class DivergingStyler(ResultStyler):
    """Shows a band of differences from blue (negative) over white (zero) to red, up to a limit on both sides."""

    def __init__(self, day: date | None, history: list[str], band: int, limit: float) -> None:
        super().__init__(day, history, None)
        self._band, self._limit = band, limit

    def _look(self, layer: QgsRasterLayer) -> QgsRasterRenderer:
        return ramp_renderer(layer, (-self._limit, self._limit), "RdBu", self._band, inverted=True)


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


def show_on(layer: QgsRasterLayer, day: date, end: date | None = None) -> None:
    """Fix the layer's temporal range for the Temporal Controller: from a day until another, which is no longer in it."""
    properties = layer.temporalProperties()
    properties.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
    properties.setFixedTemporalRange(span(day, end or day + timedelta(1)))
    properties.setIsActive(True)


def history_lines(text: str) -> list[str]:
    """A line for the layer's history, with the time of the run."""
    return [f"{datetime.now(timezone.utc).replace(microsecond=0).isoformat()} {text}"]


def span(first: date, end: date) -> QgsDateTimeRange:
    """From midnight to midnight, without the end."""
    begin, stop = (QDateTime(QDate(day.year, day.month, day.day), QTime(0, 0)) for day in (first, end))
    return QgsDateTimeRange(begin, stop, True, False)


def ramp_renderer(
    layer: QgsRasterLayer,
    limits: tuple[float, float] | None = None,
    name: str = Ramp,
    band: int = 1,
    inverted: bool = False,
) -> QgsRasterRenderer:
    """One band in a colour ramp, between limits or over the values that it has."""
    provider = layer.dataProvider()
    renderer = QgsSingleBandPseudoColorRenderer(provider, band)
    low, high = limits or _range_of(layer)
    renderer.setClassificationMin(low)
    renderer.setClassificationMax(high)
    ramp = QgsStyle.defaultStyle().colorRamp(name)
    if inverted:
        ramp.invert()
    renderer.createShader(ramp, QgsColorRampShader.Type.Interpolated, QgsColorRampShader.ClassificationMode.Continuous)
    return renderer


def _range_of(layer: QgsRasterLayer) -> tuple[float, float]:
    wanted = QgsRasterBandStats.Stats.Min | QgsRasterBandStats.Stats.Max
    # A quarter of a million pixels show the range well enough, and the window stays alive.
    stats = layer.dataProvider().bandStatistics(1, wanted, layer.extent(), 250000)
    return stats.minimumValue, stats.maximumValue
