"""The path of a new user in a real window, timed: install the missing package by one click, load sample data, run Auto, fuse a
series, press Play. QGIS runs this file by --code; see drive.py."""

from __future__ import annotations

import json
import os
import time
import traceback
from pathlib import Path

import processing
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QAbstractButton, QPlainTextEdit, QPushButton, QToolButton, QTreeView, QWidget
from qgis.utils import iface, plugins

from drive import ORDERS, canvas_day, findings, layers_by_name, picture, run_dialog, wait_for

seconds = findings["seconds of steps"] = {}
started = time.monotonic()


def done(step: str) -> None:
    """Note how long a step took, pictures included."""
    seconds[step] = round(time.monotonic() - started - sum(seconds.values()), 1)


def install() -> None:
    """The message bar offers missing packages; one click installs them."""
    bar = iface.messageBar()
    assert wait_for(lambda: bar.currentItem() is not None, 20), "nothing is offered"
    findings["offer"] = bar.currentItem().text()
    picture("stranger-offer")
    next(button for button in bar.currentItem().findChildren(QPushButton) if button.text() == "Install").click()
    assert wait_for(lambda: plugins["stfusion"]._dialog is not None, 10), "the window does not open"
    dialog = plugins["stfusion"]._dialog
    buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
    assert wait_for(lambda: not buttons["Cancel installation"].isEnabled(), 240), "the installation did not end"
    findings["installed"] = "\n".join(pane.toPlainText() for pane in dialog.findChildren(QPlainTextEdit))
    picture("stranger-installed")
    dialog.close()


def look_around() -> None:
    """The toolbox with the groups opened, and the menu of the toolbar button."""
    toolbox = iface.mainWindow().findChild(QWidget, "ProcessingToolbox")
    toolbox.show()
    toolbox.raise_()
    tree = toolbox.findChild(QTreeView)
    model = tree.model()
    for row in range(model.rowCount()):
        if model.index(row, 0).data().startswith("STFusion"):
            provider = model.index(row, 0)
            tree.expand(provider)
            findings["groups"] = [model.index(child, 0, provider).data() for child in range(model.rowCount(provider))]
            for child in (0, 1, 3):
                tree.expand(model.index(child, 0, provider))
            tree.scrollTo(provider, QTreeView.ScrollHint.PositionAtTop)
    button = next(one for one in iface.mainWindow().findChildren(QToolButton) if one.text() == "STFusion")
    findings["entries"] = [action.text() for action in button.menu().actions()]
    button.menu().popup(button.mapToGlobal(button.rect().bottomLeft()))
    picture("stranger-toolbox")
    button.menu().close()
    toolbox.hide()


def auto() -> None:
    """The form is prefilled; only Run is pressed."""
    dialog = processing.createAlgorithmDialog("stfusion:auto", {})
    dialog.resize(900, 760)
    dialog.show()
    picture("stranger-auto")
    ended: list = []
    dialog.algorithmFinished.connect(lambda ok, results: ended.append((ok, dict(results))))
    begun = time.monotonic()
    dialog.runButton().click()
    assert wait_for(lambda: ended, 120), "Auto did not end"
    findings["seconds of Auto"] = round(time.monotonic() - begun, 1)
    wait_for(lambda: False, 0.5)
    picture("stranger-auto-log")
    dialog.close()
    findings["auto"] = ended[0][0]


def assess(sample: dict, layers: dict) -> None:
    prediction = next(layer for name, layer in layers_by_name().items() if name.startswith("Auto "))
    values = {
        "PREDICTION": prediction.id(), "REFERENCE": layers["Truth 2024-06-21"].id(), "FINE_1": sample["FINE_1"],
        "COARSE_1": sample["COARSE_1"], "FINE_2": sample["FINE_2"], "COARSE_2": sample["COARSE_2"],
        "COARSE_TARGET": sample["COARSE_TARGET"], "REPORT": str(Path(ORDERS["work"]) / "report.html"),
    }  # fmt: skip
    findings["assess"] = run_dialog("stfusion:assess", values, "stranger-assess")


def series(work: Path) -> None:
    QgsProject.instance().clear()
    sample = run_dialog("stfusion:sampledata", {"KIND": "series", "FOLDER": str(work / "many")}, "stranger-many")[
        "results"
    ]
    QgsProject.instance().clear()
    values = {key: sample[key] for key in ("FINE_FOLDER", "COARSE_FOLDER")}
    values |= {"METHOD": "estarfm", "FOLDER": str(work / "series")}
    findings["series"] = run_dialog("stfusion:fuseseries", values, "stranger-series", seconds=240)
    findings["series layers"] = [layer.name() for layer in QgsProject.instance().layerTreeRoot().findLayers()]


def play() -> None:
    panel = iface.mainWindow().findChild(QWidget, "Temporal Controller")
    panel.show()
    panel.raise_()
    iface.mapCanvas().setExtent(next(iter(layers_by_name().values())).extent())
    shown = [canvas_day()]

    def next_day() -> bool:
        if canvas_day() != shown[-1]:
            shown.append(canvas_day())
        return len(shown) > 3

    panel.findChild(QAbstractButton, "mForwardButton").click()
    wait_for(next_day, 20)
    panel.findChild(QAbstractButton, "mStopButton").click()
    findings["shown"] = shown
    picture("stranger-play")


def main() -> None:
    try:
        iface.mainWindow().resize(1440, 900)
        work = Path(ORDERS["work"])
        install()
        done("install")
        look_around()
        done("look around")
        sample = run_dialog("stfusion:sampledata", {"FOLDER": str(work / "sample")}, "stranger-sample")["results"]
        layers = layers_by_name()
        done("sample data")
        auto()
        done("Auto")
        assess(sample, layers)
        done("Assess")
        series(work)
        done("series")
        play()
        done("Play")
    except Exception:
        findings["error"] = traceback.format_exc()
        picture("error")
    findings["seconds"] = round(time.monotonic() - started, 1)
    Path(ORDERS["findings"]).write_text(json.dumps(findings, indent=1), encoding="utf-8")
    QgsApplication.processEvents()
    os._exit(0)


QTimer.singleShot(1500, main)
