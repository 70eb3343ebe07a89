"""Offers once, in the message bar, to install packages that are missing. Nothing waits for the answer."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from qgis.core import Qgis, QgsSettings
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QPushButton

from ...core.runtime.dependencies import download_size
from ...core.runtime.version import version
from ..words import tr

# What the classical methods require. torch is not offered: it is large, and only networks and CUDA require it.
NEEDED = ("rasterio", "scipy", "numba")
_KEY = "stfusion/offered"


def missing_packages() -> list[str]:
    """Returns the missing packages of the classical methods, without importing any."""
    return [name for name in NEEDED if find_spec(name) is None]


def offer_packages(iface: Any, install: Callable[[], None]) -> None:
    """Shows a message with an Install button if packages are missing; once for each version of STFusion.

    Parameters
    ----------
    iface : QgisInterface
    install : callable
        Opens the environment window and starts the installation.
    """
    missing = missing_packages()
    settings = QgsSettings()
    if not missing or settings.value(_KEY, "") == version():
        return
    settings.setValue(_KEY, version())
    bar = iface.messageBar()
    text = tr("Python packages are not installed: {} (about {} MB to download).").format(
        ", ".join(missing), download_size(missing)
    )
    item = bar.createMessage("STFusion", text)
    button = QPushButton(tr("Install"), item)

    def accept() -> None:
        bar.popWidget(item)
        install()

    # Later, because the button must not be deleted while it is clicked.
    button.clicked.connect(lambda: QTimer.singleShot(0, accept))
    item.layout().addWidget(button)
    bar.pushWidget(item, Qgis.MessageLevel.Info)
