"""The menu Plugins, STFusion, and its toolbar button: the first steps, the two tools to begin with, and the environment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices, QIcon
from qgis.PyQt.QtWidgets import QAction, QMenu, QMessageBox, QToolButton

from ...core.runtime.version import version
from ..groups import START
from ..resources import ICON, help_page_url
from ..words import tr

MENU = "STFusion"
_HOME = "https://github.com/stfusion/stfusion"


class Menu:
    """Adds the menu entries and the toolbar button, and removes them again.

    Parameters
    ----------
    iface : QgisInterface
    check_environment : callable
        Opens the window that shows and installs packages.
    """

    def __init__(self, iface: Any, check_environment: Callable[[], None]) -> None:
        self._iface = iface
        entries: list[tuple[str, str, Callable[[], None]]] = [
            (tr("Getting started"), ICON, lambda: show_page("tutorial")),
            (tr("Which method?"), ICON, lambda: show_page("which")),
            (tr("Load sample data"), START.icon, lambda: open_form("sampledata")),
            (tr("Fuse series"), START.icon, lambda: open_form("fuseseries")),
            (tr("Check environment"), ICON, check_environment),
            (tr("About STFusion"), ICON, self.about),
        ]
        self.actions = [self._action(*entry) for entry in entries]
        for action in self.actions:
            iface.addPluginToMenu(MENU, action)
        popup = QMenu(iface.mainWindow())
        popup.addActions(self.actions)
        self.button = QToolButton(iface.mainWindow())
        self.button.setIcon(QIcon(ICON))
        self.button.setText(MENU)
        self.button.setToolTip(tr("STFusion: spatiotemporal fusion"))
        self.button.setMenu(popup)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._shown = iface.addToolBarWidget(self.button)

    def remove(self) -> None:
        """Removes everything that was added."""
        for action in self.actions:
            self._iface.removePluginMenu(MENU, action)
        self._iface.removeToolBarIcon(self._shown)
        self.button.deleteLater()
        self.actions = []

    def about(self) -> None:
        """Shows version, license and how to cite."""
        box = QMessageBox(self._iface.mainWindow())
        box.setWindowTitle(tr("About STFusion"))
        box.setText(about_text())
        box.setIconPixmap(QIcon(ICON).pixmap(64, 64))
        box.setModal(False)
        box.show()

    def _action(self, text: str, icon: str, act: Callable[[], None]) -> QAction:
        action = QAction(QIcon(icon), text, self._iface.mainWindow())
        action.triggered.connect(lambda: act())
        return action


def show_page(name: str) -> None:
    """Opens a help page of the plugin in the browser; it is part of the plugin and needs no network."""
    QDesktopServices.openUrl(QUrl(help_page_url(name)))


def open_form(name: str) -> None:
    """Opens the dialog of an algorithm without blocking the window."""
    import processing

    processing.execAlgorithmDialog(f"stfusion:{name}", {})


def about_text() -> str:
    """Returns version, purpose, license and citation, as rich text."""
    cite = tr(
        "To cite STFusion, cite the paper of the method that you used (see its help page) and this version of STFusion."
    )
    purpose = tr("Spatiotemporal fusion of fine and coarse satellite images in QGIS.")
    free = tr("Free software under the GNU General Public License, version 2 or later.")
    return (
        f'<h3>STFusion {version()}</h3><p>{purpose}</p><p>{cite}</p><p>{free}</p><p><a href="{_HOME}">{_HOME}</a></p>'
    )
