"""What QGIS starts: registers the Processing provider, and takes it away again."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication

from .core.dependencies import use_packages_folder


class StFusionPlugin:
    """The plugin. `iface` is None in qgis_process, and nothing here needs it."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._provider: Any = None
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

    def unload(self) -> None:
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        if self._language is not None:
            self._language.remove()
            self._language = None
