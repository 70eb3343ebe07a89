"""What every STFusion algorithm has in common."""

from __future__ import annotations

import difflib
import sys
from importlib.util import find_spec
from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback
from qgis.PyQt.QtGui import QIcon

from ..core.errors import DependencyError
from ..core.runtime.dependencies import require
from .resources import ICON, help_page_url
from .words import tr

# What takes seconds to import. On Windows a first import of compiled packages in a worker thread has crashed.
_SLOW = {"torch"}


class StFusionAlgorithm(QgsProcessingAlgorithm):
    """Icon, help page, destinations, and a warning about parameters that do not exist."""

    def tr(self, text: str) -> str:
        return tr(text)

    def flags(self) -> Any:
        """The name is shown as it is written: QGIS would make 'Starfm' of an acronym in the dialog's title."""
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagDisplayNameIsLiteral

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        return ICON

    def helpUrl(self) -> str:
        return help_page_url(self.name())

    def packages(self) -> tuple[str, ...]:
        """Import names of what the algorithm cannot run without."""
        return ("numpy", "rasterio")

    def require_packages(self) -> None:
        """Raise `DependencyError` for the first package that is missing."""
        for package in self.packages():
            if package in _SLOW and sys.platform != "win32" and find_spec(package) is not None:
                continue  # imported by the worker: the window would stand still for seconds
            require(package, self.displayName())

    def canExecute(self) -> tuple[bool, str]:
        """Asked by the toolbox only; qgis_process and models learn of a missing package when they run it."""
        try:
            self.require_packages()
        except DependencyError as error:
            return False, str(error)
        return True, ""

    def destination(self, values: dict[str, Any], key: str, context: QgsProcessingContext) -> str:
        """Path of an output raster or file that must be written."""
        definition = self.parameterDefinition(key)
        read = self.parameterAsFileOutput if definition.type() == "fileDestination" else self.parameterAsOutputLayer
        path: str = read(values, key, context)
        if not path:
            raise QgsProcessingException(
                self.tr("{} is missing; say where '{}' is to be written.").format(key, definition.description())
            )
        return path

    def warn_unknown(self, values: dict[str, Any], feedback: QgsProcessingFeedback) -> None:
        """Processing ignores keys that it does not know, so that a misspelt one would go unnoticed."""
        known = [definition.name() for definition in self.parameterDefinitions()]
        for key in values:
            if key in known:
                continue
            similar = difflib.get_close_matches(key.upper(), known, 1)
            hint = " " + tr("Did you mean {}?").format(similar[0]) if similar else ""
            feedback.pushWarning(tr("There is no parameter {}; it is ignored.").format(key) + hint)
