"""Offers once, in the message bar, to install missing packages, without blocking."""

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


class PackageOffer:
    """A message with an Install button, if packages are missing; once for each version of STFusion.

    The plugin keeps it as long as the message may be shown.

    Parameters
    ----------
    iface : QgisInterface
    install : callable
        Opens the environment window and starts the installation.
    """

    def __init__(self, iface: Any, install: Callable[[], None]) -> None:
        self._bar, self._install = iface.messageBar(), install
        self._item: Any = None
        missing, settings = missing_packages(), QgsSettings()
        if missing and settings.value(_KEY, "") != version():
            settings.setValue(_KEY, version())
            self._show(missing)

    def _show(self, missing: list[str]) -> None:
        text = tr("Python packages are not installed: {} (about {} MB to download).").format(
            ", ".join(missing), download_size(missing)
        )
        self._item = self._bar.createMessage("STFusion", text)
        self._button = QPushButton(tr("Install"), self._item)
        self._button.clicked.connect(self._clicked)
        self._item.layout().addWidget(self._button)
        self._bar.pushWidget(self._item, Qgis.MessageLevel.Info)

    def _clicked(self, checked: bool = False) -> None:
        # Later, because the button must not be deleted while it is clicked.
        QTimer.singleShot(0, self._accept)

    def _accept(self) -> None:
        self._bar.popWidget(self._item)
        self._item = self._button = None
        self._install()
