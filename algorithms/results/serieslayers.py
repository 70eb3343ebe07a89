"""Loads a series into the map: one group, one style, each date shown until the next, Temporal Controller set."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsInterval,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsTemporalNavigationObject,
    QgsUnitTypes,
)

from ...core.rasters.raster import describe
from ..forms.rasters import nothing_beside
from ..forms.rasters import renderer_of as default_renderer
from ..words import tr
from .layers import ResultStyler, history_lines, load, span

_SAMPLED = 12  # maximum number of dates sampled for the common range
# Display range of a vegetation or water index, the same for every date.
_INDEX_RANGE = {"NDVI": (-0.1, 0.9), "EVI": (-0.1, 0.9), "NDWI": (-0.6, 0.6)}


def load_series(
    context: QgsProcessingContext,
    files: dict[date, Path],
    title: str,
    label: str,
    renderer: Any,
    animate: bool,
    observed: Collection[date] = (),
) -> None:
    """Sets names, post-processors and group of the files that will be loaded.

    A layer name begins with the date, which stays legible in a narrow panel, followed by `label` or, for `observed`
    dates, by a mark; `title` is the name of the group.
    """
    days = sorted(files)
    wanted = [day for day in days if context.willLoadLayerOnCompletion(str(files[day]))]
    look = renderer or common_range([files[day] for day in wanted])
    for day in wanted:
        styler = SeriesStyler(day, until(day, days), title, look)
        name = f"{day.isoformat()} {tr('observed') if day in observed else label}"
        load(context, str(files[day]), name, styler)
    if animate and wanted and context.project() is not None:
        set_controller(context.project(), days[0], until(days[-1], days), shortest_step(days))


def load_when_done(context: QgsProcessingContext, files: Iterable[str]) -> None:
    """Asks Processing to load files after the run; only if there is a project, which qgis_process has not."""
    if context.project() is None:
        return
    for path in files:
        context.addLayerToLoadOnCompletion(
            path, QgsProcessingContext.LayerDetails(Path(path).stem, context.project(), "")
        )


class SeriesStyler(ResultStyler):
    """Sets one date: shown from its day until the next date, and moved into the group of the series, sorted by date."""

    def __init__(self, day: date, end: date, group: str, renderer: Any) -> None:
        limits = renderer if isinstance(renderer, tuple) else None
        super().__init__(
            day, history_lines(f"STFusion, {group}"), None if limits else renderer, end, limits, "prediction"
        )
        self._group = group

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        super().postProcessLayer(layer, context, feedback)
        if context.project() is not None:
            _move(context.project(), layer, self._group)


def _move(project: QgsProject, layer: QgsMapLayer, name: str) -> None:
    root = project.layerTreeRoot()
    node = root.findLayer(layer.id())
    if node is None:
        return
    group = root.findGroup(name) or root.insertGroup(0, name)
    # QGIS inserts a new layer next to the current one, which may already be in the group.
    before = [place for place, child in enumerate(group.children()) if child != node and child.name() < layer.name()]
    # Insert first, then remove: QGIS soon removes a layer from the project that is not in the layer tree.
    copy = node.clone()
    group.insertChildNode(max(before, default=-1) + 1, copy)
    node.parent().removeChildNode(node)
    copy.setExpanded(False)


def until(day: date, days: list[date]) -> date:
    """Returns the date of the next image; after the last image, the interval before it is repeated."""
    later = [one for one in days if one > day]
    if later:
        return min(later)
    earlier = [one for one in days if one < day]
    return day + (day - max(earlier) if earlier else timedelta(1))


def shortest_step(days: list[date]) -> int:
    """Returns the smallest number of days between two dates: no frame of an animation then contains two."""
    return min(((after - before).days for before, after in zip(days, days[1:])), default=1)


def set_controller(project: QgsProject, first: date, end: date, step: int) -> None:
    """Sets range and step of the project and, if there is a window, of its Temporal Controller."""
    whole = span(first, end)
    settings = project.timeSettings()
    settings.setTemporalRange(whole)
    settings.setTimeStep(step)
    settings.setTimeStepUnit(_DAYS)
    controller = _controller()
    if isinstance(controller, QgsTemporalNavigationObject):
        controller.setTemporalExtents(whole)
        controller.setFrameDuration(QgsInterval(step, _DAYS))
        controller.setNavigationMode(_ANIMATED)
        controller.rewindToStart()


def _controller() -> Any:
    from qgis.utils import iface

    return iface.mapCanvas().temporalController() if iface is not None and iface.mapCanvas() is not None else None


def renderer_of(source: str) -> Any:
    """Returns QGIS' default renderer, with one stretch for all dates; None for one band, see `common_range`."""
    return default_renderer(source) if describe(source).bands > 1 else None


def common_range(files: list[Path]) -> tuple[float, float] | None:
    """Returns the range of the first band over several dates; a single date does not show that of a season."""
    limits = []
    for path in files[:: max(1, len(files) // _SAMPLED)]:
        with nothing_beside():
            layer = QgsRasterLayer(str(path), "date")
        if layer.isValid():
            # A few pixels are enough for the range, and the window stays responsive.
            low, high = layer.dataProvider().cumulativeCut(1, 0.02, 0.98, layer.extent(), 40000)
            limits += [(low, high)] if low < high else []
    return (min(low for low, _ in limits), max(high for _, high in limits)) if limits else None


def index_renderer(name: str) -> Any:
    """Returns fixed limits of the colour ramp of an index, so that colours are the same on every date."""
    return _INDEX_RANGE[name]


_DAYS = QgsUnitTypes.TemporalUnit.TemporalDays
_ANIMATED = QgsTemporalNavigationObject.NavigationMode.Animated
