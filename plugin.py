"""Entry point of the plugin: registers the Processing provider, and the menu and toolbar button of the window."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication

from .core.runtime.dependencies import use_packages_folder


class StFusionPlugin:
    """The plugin. `iface` is None in qgis_process; only the menu needs it."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._provider: Any = None
        self._menu: Any = None
        self._offer: Any = None
        self._dialog: Any = None
        self._language: Any = None

    def initProcessing(self) -> None:
        """Called by QGIS and by qgis_process."""
        from .algorithms.provider import StFusionProvider
        from .algorithms.words import Language

        self._language = Language()
        self._language.install()
        use_packages_folder()
        self._provider = StFusionProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)
        self._provider.show_models()

    def initGui(self) -> None:
        self.initProcessing()
        if self._iface is None:
            return
        from .algorithms.desktop.compiletask import compile_later
        from .algorithms.desktop.menu import Menu
        from .algorithms.desktop.offer import PackageOffer

        self._menu = Menu(self._iface, self.check_environment)
        self._offer = PackageOffer(self._iface, self.install_packages)
        compile_later()

    def install_packages(self) -> None:
        """Opens the environment window and installs the missing packages that it selects."""
        self.check_environment()
        self._dialog.start()

    def check_environment(self) -> None:
        """Opens the window that shows the installed packages."""
        from .algorithms.desktop.environmentdialog import EnvironmentDialog

        if self._dialog is None:
            self._dialog = EnvironmentDialog(self._iface.mainWindow() if self._iface else None)
        else:
            self._dialog.refresh()
        self._dialog.show()
        self._dialog.raise_()

    def unload(self) -> None:
        if self._iface is not None:
            from .algorithms.desktop.compiletask import stop_compiling

            stop_compiling()
        if self._dialog is not None:
            self._dialog.reject()  # cancels a running installation
            self._dialog.deleteLater()
            self._dialog = None
        if self._menu is not None:
            self._menu.remove()
            self._menu = None
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        if self._language is not None:
            self._language.remove()
            self._language = None
