"""Proposes map layers for the raster fields of a fusion form, by date and pixel size.

Without it every field of a form starts with the first layer of the project. A proposal is made for a dialog only, never
for a command, a script or a model.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from qgis.core import QgsProject, QgsRasterLayer, QgsUnitTypes

from ...core.dates import date_from_name
from .rasters import day_of

# A coarse pixel is at least so many times as wide as a fine one. Landsat with Sentinel-3 is 10, MODIS 250 m is 8.
_COARSER = 1.8
# Custom property of layers that are no inputs: predictions, uncertainties, truths.
ROLE = "stfusion/role"
_METRES = QgsUnitTypes.DistanceUnit.DistanceMeters


@dataclass(frozen=True)
class Candidate:
    """A dated layer that may be an input; `pixel` is its width in metres."""

    id: str
    day: date
    pixel: float


def candidates(project: QgsProject) -> list[Candidate]:
    """Returns the dated raster layers of a project, except results and truths."""
    found = []
    for layer in project.mapLayers().values():
        if not isinstance(layer, QgsRasterLayer) or not layer.isValid() or layer.providerType() != "gdal":
            continue
        day = day_of(layer) or date_from_name(layer.name()) or date_from_name(layer.source())
        if day is None or layer.customProperty(ROLE, ""):
            continue
        metres = QgsUnitTypes.fromUnitToUnitFactor(layer.crs().mapUnits(), _METRES) if layer.crs().isValid() else 1.0
        found.append(Candidate(layer.id(), day, layer.rasterUnitsPerPixelX() * metres))
    return found


def proposal(layers: Sequence[Candidate], pairs: int) -> dict[str, str]:
    """Returns layer ids by parameter key: pairs of one date, and a date with a coarse image only as target.

    Parameters
    ----------
    layers : sequence of Candidate
    pairs : int
        Number of pairs that the form has, 1 or 2.

    What is ambiguous is left out: a date with two fine or two coarse images, or images of more than two pixel sizes.
    """
    fine, coarse = _sensors(layers)
    both = sorted(set(fine) & set(coarse))
    alone = sorted(set(coarse) - set(fine))
    if not both:
        return {}
    between = [day for day in alone if both[0] < day < both[-1]]
    target = _middle(between or alone)
    chosen = both if target is None else _around(both, target, pairs)
    keys: dict[str, str] = {}
    for number, day in enumerate(chosen[:pairs], 1):
        keys[f"FINE_{number}"], keys[f"COARSE_{number}"] = fine[day], coarse[day]
    if target is not None:
        keys["COARSE_TARGET"] = coarse[target]
    return keys


def _sensors(layers: Sequence[Candidate]) -> tuple[dict[date, str], dict[date, str]]:
    """Returns the fine and the coarse layers by date; dates with several layers of a sensor are left out."""
    smallest = min((layer.pixel for layer in layers), default=0.0)
    large = [layer for layer in layers if layer.pixel >= _COARSER * smallest]
    widest, narrowest = (pick((layer.pixel for layer in large), default=0.0) for pick in (max, min))
    if widest >= _COARSER * narrowest:
        return {}, {}  # three sensors
    return _single(layer for layer in layers if layer not in large), _single(large)


def _single(layers: Iterable[Candidate]) -> dict[date, str]:
    by_day: dict[date, list[str]] = {}
    for layer in layers:
        by_day.setdefault(layer.day, []).append(layer.id)
    return {day: ids[0] for day, ids in by_day.items() if len(ids) == 1}


def _middle(days: list[date]) -> date | None:
    return days[(len(days) - 1) // 2] if days else None


def _around(days: list[date], target: date, count: int) -> list[date]:
    """Returns the nearest date, or with two the nearest before and after the target, else the nearest two, in order."""
    nearest = sorted(days, key=lambda day: abs((day - target).days))
    if count == 1:
        return nearest[:1]
    before, after = ([day for day in nearest if (day < target) is side] for side in (True, False))
    chosen = [before[0], after[0]] if before and after else nearest[:2]
    return sorted(chosen)


def prefilled_dialog(algorithm: Any, keys: Sequence[str], pairs: int, parent: Any) -> Any:
    """Returns Processing's own dialog with proposed rasters, and without a raster where nothing is proposed.

    Parameters
    ----------
    algorithm : StFusionAlgorithm
    keys : sequence of str
        Keys of all raster fields.
    pairs : int
    parent : QWidget or None
    """
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    class Proposing(AlgorithmDialog):  # type: ignore[misc]
        def setParameters(self, parameters: dict[str, Any]) -> None:
            """Values that are given, as from the history, replace all proposals: a field without one stays empty."""
            if parameters:
                self.clear_rasters()
            super().setParameters(parameters)

        def clear_rasters(self) -> None:
            for key in keys:
                if key in self.mainWidget().wrappers:
                    _clear(self.mainWidget().wrappers[key])

    dialog = Proposing(algorithm, parent=parent)
    dialog.clear_rasters()
    dialog.setParameters(proposal(candidates(QgsProject.instance()), pairs))
    return dialog


def _clear(wrapper: Any) -> None:
    from qgis.gui import QgsMapLayerComboBox

    box = wrapper.wrappedWidget().findChild(QgsMapLayerComboBox)
    if box is not None:
        box.setCurrentIndex(-1)
