"""Drives a real QGIS window. QGIS runs this file by --code; orders are read as JSON from STFUSION_GUI, and findings are
returned as JSON, with a screenshot of every relevant step.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
import traceback
from pathlib import Path

import processing
from qgis.core import (
    QgsApplication,
    QgsDateTimeRange,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime, QTimer
from qgis.PyQt.QtWidgets import QAbstractButton, QProgressBar, QWidget
from qgis.utils import iface

ORDERS = json.loads(os.environ["STFUSION_GUI"])
PICTURES = Path(ORDERS["pictures"])
findings: dict = {"steps": []}


def wait_for(condition, seconds: float) -> bool:
    """Process events until a condition is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QgsApplication.processEvents()
        if condition():
            return True
        time.sleep(0.01)
    return False


def picture(name: str) -> None:
    wait_for(lambda: False, 0.8)
    subprocess.run(["import", "-window", "root", str(PICTURES / f"{name}.png")], check=True)
    findings["steps"].append(name)


class Pulse:
    """Measures the longest time for which the window did not respond."""

    def __init__(self) -> None:
        self.longest, self._last = 0.0, time.monotonic()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(20)

    def _beat(self) -> None:
        now = time.monotonic()
        self.longest, self._last = max(self.longest, now - self._last), now

    def stop(self) -> float:
        self._timer.stop()
        return self.longest


def run_dialog(name: str, values: dict, shot: str, seconds: float = 60) -> dict:
    """Open the dialog of an algorithm, take a screenshot, press Run, and wait for the results."""
    dialog = processing.createAlgorithmDialog(name, values)
    dialog.resize(900, 760)
    dialog.show()
    dialog.raise_()
    picture(f"{shot}-dialog")
    ended: list = []
    dialog.algorithmFinished.connect(lambda ok, results: ended.append((ok, dict(results))))
    pulse = Pulse()
    dialog.runButton().click()
    assert wait_for(lambda: ended, seconds), f"{name} did not end; {dialog.messageBar().currentItem()}"
    longest = pulse.stop()
    wait_for(lambda: False, 0.5)
    picture(f"{shot}-log")
    dialog.close()
    ok, results = ended[0]
    return {"ok": ok, "results": {key: str(value) for key, value in results.items()}, "silence": longest}


def proposed(name: str) -> dict:
    """The rasters that a form starts with, by the names of their layers; None for an empty field."""
    dialog = processing.createAlgorithmDialog(f"stfusion:{name}", {})
    dialog.resize(900, 760)
    dialog.show()
    picture(f"proposed-{name}")
    found = {}
    for key, wrapper in dialog.mainWidget().wrappers.items():
        if dialog.algorithm().parameterDefinition(key).type() == "raster":
            value = wrapper.parameterValue()
            layer = QgsProject.instance().mapLayer(str(value)) if value else None
            found[key] = layer.name() if layer else value
    dialog.close()
    return found


def cancel_dialog(name: str, values: dict) -> dict:
    """Press Run, then Cancel while it computes."""
    dialog = processing.createAlgorithmDialog(name, values)
    dialog.show()
    ended: list = []
    dialog.algorithmFinished.connect(lambda ok, results: ended.append(ok))
    dialog.runButton().click()
    bar = max(dialog.findChildren(QProgressBar), key=lambda found: found.isVisible())
    assert wait_for(lambda: bar.value() > 15, 60), "no progress"
    picture("cancel-running")
    started = time.monotonic()
    dialog.cancelButton().click()
    gone = wait_for(lambda: not dialog.cancelButton().isEnabled() or ended, 20)
    seconds = time.monotonic() - started
    picture("cancel-log")
    dialog.close()
    return {"ended": gone, "seconds": seconds}


def run_batch(name: str, rows: list[dict]) -> dict:
    """The batch dialog with its rows filled in."""
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    algorithm = QgsApplication.processingRegistry().createAlgorithmById(name)
    dialog = BatchAlgorithmDialog(algorithm, iface.mainWindow())
    dialog.resize(1300, 500)
    dialog.show()
    panel = dialog.mainWidget()
    while panel.batchRowCount() < len(rows):
        panel.addRow()
    context = QgsProcessingContext()
    for row, values in enumerate(rows):
        for key, value in values.items():
            column = panel.parameter_to_column[key]
            if algorithm.parameterDefinition(key).isDestination():
                panel.tblParameters.cellWidget(row + 1, column).setValue(value)
            else:
                panel.wrappers[row][column].setParameterValue(value, context)
    picture("batch-dialog")
    dialog.runButton().click()
    ended = wait_for(lambda: all(Path(row["OUTPUT"]).exists() for row in rows), 90)
    picture("batch-log")
    dialog.close()
    return {"ended": ended}


def show_modeler(name: str) -> None:
    """The form of an algorithm as a step of a model."""
    from processing.modeler.ModelerParametersDialog import ModelerParametersDialog

    algorithm = QgsApplication.processingRegistry().createAlgorithmById(name)
    dialog = ModelerParametersDialog(algorithm, QgsProcessingModelAlgorithm("model", "group"))
    dialog.resize(900, 800)
    dialog.show()
    picture("modeler-dialog")
    dialog.close()


def layer_facts(layer: QgsRasterLayer) -> dict:
    properties = layer.temporalProperties()
    renderer = layer.renderer()
    facts = {
        "name": layer.name(),
        "renderer": renderer.type(),
        "active": properties.isActive(),
        "begin": properties.fixedTemporalRange().begin().toString("yyyy-MM-dd"),
        "end": properties.fixedTemporalRange().end().toString("yyyy-MM-dd"),
        "history": list(layer.metadata().history()),
        "source": layer.source(),
    }
    if renderer.type() == "multibandcolor":
        facts["bands"] = [renderer.redBand(), renderer.greenBand(), renderer.blueBand()]
        stretch = renderer.redContrastEnhancement()
        facts["stretch"] = [stretch.minimumValue(), stretch.maximumValue()] if stretch else None
    return facts


def show_day(year: int, month: int, day: int) -> None:
    """Set the Temporal Controller's day on the map."""
    first = QDateTime(QDate(year, month, day), QTime(0, 0))
    iface.mapCanvas().setTemporalRange(QgsDateTimeRange(first, first.addDays(1), True, False))
    iface.mapCanvas().refresh()


def play_series(values: dict) -> dict:
    """Fuse a series in its dialog, open the Temporal Controller, and press Play."""
    QgsProject.instance().clear()
    found = run_dialog("stfusion:fuseseries", values, "series", seconds=240)
    root = QgsProject.instance().layerTreeRoot()
    found["groups"] = {group.name(): [layer.name() for layer in group.findLayers()] for group in root.findGroups()}
    found["layers"] = {name: layer_facts(layer) for name, layer in layers_by_name().items()}
    panel = iface.mainWindow().findChild(QWidget, "Temporal Controller")
    panel.show()
    panel.raise_()
    first = next(iter(layers_by_name().values()))
    iface.mapCanvas().setExtent(first.extent())
    iface.mapCanvas().refresh()
    picture("series-first")
    shown = [canvas_day()]

    def next_day() -> bool:
        if canvas_day() != shown[-1]:
            shown.append(canvas_day())
        return len(shown) > 4

    def button(name: str) -> QAbstractButton:
        return panel.findChild(QAbstractButton, name)

    button("mForwardButton").click()
    wait_for(next_day, 20)
    button("mStopButton").click()
    picture("series-later")
    found["shown"] = shown
    return found


def canvas_day() -> str:
    return iface.mapCanvas().temporalRange().begin().toString("yyyy-MM-dd")


def layers_by_name() -> dict:
    return {layer.name(): layer for layer in QgsProject.instance().mapLayers().values()}


def main() -> None:
    started = time.monotonic()
    try:
        iface.mainWindow().resize(1440, 900)
        iface.messageBar().clearWidgets()
        work = Path(ORDERS["work"])
        findings["sample"] = run_dialog("stfusion:sampledata", {"FOLDER": str(work / "sample")}, "sample")
        layers = layers_by_name()
        findings["sample layers"] = {name: layer_facts(layer) for name, layer in layers.items()}
        picture("map-sample")

        for name in ("starfm", "estarfm", "fsdaf"):
            findings[f"proposed {name}"] = proposed(name)

        # Layers are chosen, as by a user, not their files.
        values = {
            "FINE_1": layers["Fine 2024-05-04"].id(),
            "COARSE_1": layers["Coarse 2024-05-04"].id(),
            "COARSE_TARGET": layers["Coarse 2024-06-21"].id(),
            "OUTPUT": str(work / "starfm.tif"),
            "UNCERTAINTY": str(work / "uncertainty.tif"),
        }
        findings["starfm"] = run_dialog("stfusion:starfm", values, "starfm")
        findings["result layers"] = {name: layer_facts(layer) for name, layer in layers_by_name().items()}
        _show_only("STARFM 2024-06-21")
        picture("map-result")
        # With the controller on the target's day, only the layers of that day are drawn.
        for layer in QgsProject.instance().layerTreeRoot().findLayers():
            layer.setItemVisibilityChecked(layer.name() in ("STARFM 2024-06-21", "Fine 2024-05-04"))
        show_day(2024, 6, 21)
        picture("map-on-the-day")
        show_day(2024, 5, 4)
        picture("map-on-another-day")

        compared = {
            "PREDICTION": layers_by_name()["STARFM 2024-06-21"].id(),
            "REFERENCE": layers["Truth 2024-06-21"].id(),
            "FINE_1": values["FINE_1"],
            "COARSE_TARGET": values["COARSE_TARGET"],
            "REPORT": str(work / "report.html"),
            "ERROR": str(work / "error.tif"),
        }
        findings["assess"] = run_dialog("stfusion:assess", compared, "assess")
        findings["error layers"] = {name: layer_facts(layer) for name, layer in layers_by_name().items()}
        show_day(2024, 6, 21)
        _show_only("Error 2024-06-21, nir")
        picture("map-error")

        slow = {
            **values,
            "WINDOW": 501,
            "SIMILAR_BANDS": "own",
            "OUTPUT": str(work / "cancelled.tif"),
            "UNCERTAINTY": None,
        }
        findings["cancel"] = cancel_dialog("stfusion:starfm", {key: value for key, value in slow.items() if value})
        rows = [
            {key: values[key] for key in ("FINE_1", "COARSE_1", "COARSE_TARGET")}
            | {"OUTPUT": str(work / f"batch{number}.tif")}
            for number in (1, 2)
        ]
        findings["batch"] = run_batch("stfusion:starfm", rows)

        show_modeler("stfusion:starfm")
        second = {"FINE_2": layers["Fine 2024-08-08"].id(), "COARSE_2": layers["Coarse 2024-08-08"].id()}
        small = {"EPOCHS": 2, "PATCH": 32, "WIDTH": 8, "OUTPUT": str(work / "network.tif")}
        pairs = {key: values[key] for key in ("FINE_1", "COARSE_1", "COARSE_TARGET")}
        findings["network"] = run_dialog("stfusion:stfnet", {**pairs, **second, **small}, "network", seconds=120)
        findings["network layers"] = sorted(layers_by_name())
        folder = str(work / "sample")
        wanted = {"NETWORK": "stfnet", "FINE_FOLDER": folder, "FINE_PATTERN": "sample_fine_*", "EPOCHS": 2, "PATCH": 32}
        wanted |= {"COARSE_FOLDER": folder, "COARSE_PATTERN": "sample_coarse_*", "OPTIONS": "WIDTH=8", "SAMPLES": 16}
        wanted["WEIGHTS"] = str(work / "net.safetensors")
        findings["train"] = run_dialog("stfusion:train", wanted, "train", seconds=120)
        findings["series"] = play_series({**ORDERS["series"], "FOLDER": str(work / "series")})
        for name, chosen in ORDERS["real"].items():
            findings[name] = run_dialog("stfusion:starfm", chosen, name, seconds=120)
    except Exception:
        findings["error"] = traceback.format_exc()
        picture("error")
    findings["seconds"] = time.monotonic() - started
    Path(ORDERS["findings"]).write_text(json.dumps(findings, indent=1), encoding="utf-8")
    # QGIS asks about unsaved layers when it is closed, and ending the application from a timer crashes it.
    os._exit(0)


def _show_only(name: str) -> None:
    for layer in QgsProject.instance().layerTreeRoot().findLayers():
        layer.setItemVisibilityChecked(layer.name() == name)
    layer = layers_by_name()[name]
    iface.setActiveLayer(layer)
    iface.mapCanvas().setExtent(layer.extent())
    iface.mapCanvas().refresh()


# Not if another script imports this one, such as scripts/tutorial_window.py.
if __name__ != "drive":
    QTimer.singleShot(1500, main)
