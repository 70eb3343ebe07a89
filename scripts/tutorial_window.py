"""Walks through the tutorial in a real QGIS window; QGIS runs this by --code, see make_screenshots.sh."""

from __future__ import annotations

import os
import subprocess
import sys
import traceback
from pathlib import Path

import processing
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QAbstractButton, QDockWidget, QToolBar, QWidget
from qgis.utils import iface

from drive import ORDERS, PICTURES, canvas_day, layers_by_name, wait_for


def shot(name: str, widget: QWidget | None = None) -> None:
    """Saves an image of the whole screen or of one window."""
    wait_for(lambda: False, 1.0)
    path = str(PICTURES / f"{name}.png")
    if widget is None:
        subprocess.run(["import", "-window", "root", path], check=True)
    else:
        widget.grab().save(path)


def fuse() -> None:
    work = Path(ORDERS["work"])
    folder = work / "series"
    values = {
        "FINE_FOLDER": str(work / "fine"),
        "COARSE_FOLDER": str(work / "coarse"),
        "METHOD": "estarfm",
        "OPTIONS": "WINDOW=31",
        "FOLDER": str(folder),
    }
    dialog = processing.createAlgorithmDialog("stfusion:fuseseries", values)
    dialog.resize(860, 620)
    dialog.show()
    shot("form", dialog)
    ended: list = []
    dialog.algorithmFinished.connect(lambda ok, results: ended.append(ok))
    dialog.runButton().click()
    if not wait_for(lambda: ended, 200):
        raise RuntimeError("The series did not end.")
    wait_for(lambda: False, 0.5)
    dialog.close()


def play() -> None:
    panel = iface.mainWindow().findChild(QWidget, "Temporal Controller")
    panel.show()
    panel.raise_()
    layers = layers_by_name()
    iface.mapCanvas().setExtent(next(iter(layers.values())).extent())
    dock = iface.mainWindow().findChild(QDockWidget, "Layers")
    iface.mainWindow().resizeDocks([dock], [330], Qt.Orientation.Horizontal)
    # Two dates of the animation, one after the other, as Play shows them.
    for name, day in (("map-june", "2024-06-05"), ("map-july", "2024-07-23")):
        while canvas_day() < day:
            panel.findChild(QAbstractButton, "mNextButton").click()
            wait_for(lambda: False, 0.3)
        iface.messageBar().clearWidgets()
        wait_for(lambda: not iface.mapCanvas().isDrawing(), 10)
        shot(name)
        if canvas_day() != day:
            raise RuntimeError(f"The map shows {canvas_day()} instead of {day}.")


def main() -> None:
    code = 0
    try:
        iface.mainWindow().showMaximized()
        for bar in iface.mainWindow().findChildren(QToolBar):
            bar.hide()
        for name in ("Browser", "ProcessingToolbox"):
            found = iface.mainWindow().findChild(QWidget, name)
            if found is not None:
                found.hide()
        iface.messageBar().clearWidgets()
        QgsProject.instance().clear()
        fuse()
        play()
    except Exception:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    # QGIS asks about unsaved layers when it is closed, and ending the application from a timer crashes it.
    os._exit(code)


QTimer.singleShot(1500, main)
