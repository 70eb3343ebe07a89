"""Loads results into the map: name, renderer, date, history."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from html import escape

from qgis.core import (
    Qgis,
    QgsColorRampShader,
    QgsDateTimeRange,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProject,
    QgsRasterBandStats,
    QgsRasterLayer,
    QgsRasterRenderer,
    QgsSingleBandPseudoColorRenderer,
    QgsStyle,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from ..forms.prefill import ROLE
from ..words import tr

# Processing keeps no reference to a post-processor written in Python (qgis/QGIS#47533): without this list it would be
# deleted before the layer is loaded.
_alive: list[ResultStyler] = []

Ramp = "Viridis"


class ResultStyler(QgsProcessingLayerPostProcessorInterface):
    """Sets renderer, dates and history of one result after it is loaded, on the main thread.

    Parameters
    ----------
    day : date or None
        First day on which the Temporal Controller shows the layer.
    history : list of str
        Lines for the layer's metadata.
    renderer : QgsRasterRenderer, optional
        Renderer of the fine layer, so that both layers are comparable; if None, band 1 gets a colour ramp.
    end : date, optional
        First day on which it is not shown any more; by default the next day.
    limits : tuple of float, optional
        Minimum and maximum of the colour ramp, so that several layers have the same colours.
    role : str
        Role of the layer, such as ``prediction`` or ``truth``; stored with it. Forms do not propose such layers as
        inputs.
    """

    def __init__(
        self,
        day: date | None,
        history: list[str],
        renderer: QgsRasterRenderer | None,
        end: date | None = None,
        limits: tuple[float, float] | None = None,
        role: str = "",
    ) -> None:
        super().__init__()
        self._role = role
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
        if self._role:
            layer.setCustomProperty(ROLE, self._role)
        metadata = layer.metadata()
        metadata.setTitle(layer.name())
        metadata.setAbstract(escape("\n".join(line.partition(" ")[2] for line in self._history), quote=False))
        metadata.addKeywords(
            "STFusion", ["STFusion", tr("spatiotemporal fusion"), *([self._role] if self._role else [])]
        )
        for line in self._history:
            metadata.addHistoryItem(escape(line, quote=False))  # QGIS shows it as HTML, and it contains file names
        layer.setMetadata(metadata)
        layer.triggerRepaint()

    def _look(self, layer: QgsRasterLayer) -> QgsRasterRenderer:
        return self._renderer.clone() if self._renderer is not None else ramp_renderer(layer, self._limits)


class UncertaintyStyler(ResultStyler):
    """Shows the first band of an uncertainty below its prediction, unchecked; its name states unit and range.

    Parameters
    ----------
    prediction : str
        Path of the prediction, below which the layer is moved.
    unit : str
    """

    def __init__(self, day: date | None, history: list[str], prediction: str, unit: str) -> None:
        super().__init__(day, history, None, role="uncertainty")
        self._prediction, self._unit = prediction, unit

    def _look(self, layer: QgsRasterLayer) -> QgsRasterRenderer:
        low, high = _range_of(layer)
        layer.setName(f"{layer.name()} ({low:.3g} - {high:.3g}, {self._unit})")
        return ramp_renderer(layer, (low, high))

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        super().postProcessLayer(layer, context, feedback)
        project = context.project()
        if project is not None:
            place_below(project, layer.source(), self._prediction)
            node = project.layerTreeRoot().findLayer(layer.id())
            if node is not None:
                node.setItemVisibilityChecked(False)
                node.setExpanded(False)


class PredictionStyler(ResultStyler):
    """As `ResultStyler`; the uncertainty of the prediction, if it is loaded already, is moved below it."""

    def __init__(
        self, day: date | None, history: list[str], renderer: QgsRasterRenderer | None, uncertainty: str
    ) -> None:
        super().__init__(day, history, renderer, role="prediction")
        self._uncertainty = uncertainty

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        super().postProcessLayer(layer, context, feedback)
        if context.project() is not None and self._uncertainty:
            place_below(context.project(), self._uncertainty, layer.source())


def place_below(project: QgsProject, lower: str, upper: str) -> None:
    """Moves the layer of one file directly below that of another in the layer tree, if both are there."""
    root = project.layerTreeRoot()
    nodes = {node.layer().source(): node for node in root.findLayers() if node.layer() is not None}
    low, high = nodes.get(lower), nodes.get(upper)
    if low is None or high is None:
        return
    copy, parent = low.clone(), high.parent()
    # Insert first, then remove: QGIS soon removes a layer from the project that is not in the layer tree.
    parent.insertChildNode(parent.children().index(high) + 1, copy)
    low.parent().removeChildNode(low)


class DivergingStyler(ResultStyler):
    """Shows a band of differences from blue (negative) over white (zero) to red, up to a limit on both sides."""

    def __init__(self, day: date | None, history: list[str], band: int, limit: float) -> None:
        super().__init__(day, history, None, role="error")
        self._band, self._limit = band, limit

    def _look(self, layer: QgsRasterLayer) -> QgsRasterRenderer:
        return ramp_renderer(layer, (-self._limit, self._limit), "RdBu", self._band, inverted=True)


def load(
    context: QgsProcessingContext,
    path: str,
    name: str,
    styler: ResultStyler,
) -> None:
    """Sets name and post-processor of an output, if it will be loaded."""
    if not context.willLoadLayerOnCompletion(path):
        return
    details = context.layerToLoadOnCompletionDetails(path)
    details.name = name
    details.forceName = True
    details.setPostProcessor(styler)
    _alive.append(styler)


def show_on(layer: QgsRasterLayer, day: date, end: date | None = None) -> None:
    """Sets the layer's fixed temporal range for the Temporal Controller: from `day` until `end`, exclusive."""
    properties = layer.temporalProperties()
    properties.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
    properties.setFixedTemporalRange(span(day, end or day + timedelta(1)))
    properties.setIsActive(True)


def history_lines(text: str) -> list[str]:
    """Returns a line for the layer's history, with the time of the run."""
    return [f"{datetime.now(timezone.utc).replace(microsecond=0).isoformat()} {text}"]


def span(first: date, end: date) -> QgsDateTimeRange:
    """Returns the range from midnight to midnight, end exclusive."""
    begin, stop = (QDateTime(QDate(day.year, day.month, day.day), QTime(0, 0)) for day in (first, end))
    return QgsDateTimeRange(begin, stop, True, False)


def ramp_renderer(
    layer: QgsRasterLayer,
    limits: tuple[float, float] | None = None,
    name: str = Ramp,
    band: int = 1,
    inverted: bool = False,
) -> QgsRasterRenderer:
    """Returns a renderer of one band with a colour ramp, between limits or over the range of its values."""
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
    # 250,000 pixels are enough for the range, and the window stays responsive.
    stats = layer.dataProvider().bandStatistics(1, wanted, layer.extent(), 250000)
    return stats.minimumValue, stats.maximumValue
