"""Base class of all STFusion algorithms."""

from __future__ import annotations

import difflib
import sys
import traceback
from importlib.util import find_spec
from typing import Any

from qgis.core import (
    Qgis,
    QgsMessageLog,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtGui import QIcon

from ..core.errors import DependencyError, FusionError
from ..core.run import Run
from ..core.runtime.dependencies import require
from .feedback import explained, explanation, run_with
from .groups import PREPARE, ToolboxGroup
from .resources import help_page_url
from .single_values import check_single_values
from .words import tr

# Packages that take seconds to import. On Windows a first import of compiled packages in a worker thread has crashed.
_SLOW = {"torch"}


class StFusionAlgorithm(QgsProcessingAlgorithm):
    """Base class: icon, help page, destinations, checks, and the two parts of a run.

    Subclasses read the form in `read` and do the work in `work`.
    """

    def tr(self, text: str) -> str:
        return tr(text)

    def flags(self) -> Any:
        """Adds the flag for a literal display name, because QGIS would show an acronym as 'Starfm'."""
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagDisplayNameIsLiteral

    def toolbox_group(self) -> ToolboxGroup:
        """Returns the group of the toolbox, which also determines the icon."""
        return PREPARE

    def group(self) -> str:
        return self.toolbox_group().name

    def groupId(self) -> str:
        return self.toolbox_group().id

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        return self.toolbox_group().icon

    def helpUrl(self) -> str:
        return help_page_url(self.name())

    def packages(self) -> tuple[str, ...]:
        """Returns the import names of the required packages."""
        return ("numpy", "rasterio")

    def require_packages(self) -> None:
        """Raises `DependencyError` for the first missing package."""
        for package in self.packages():
            if package in _SLOW and sys.platform != "win32" and find_spec(package) is not None:
                continue  # imported in the worker thread, because the import would block the window for seconds
            require(package, self.displayName())

    def canExecute(self) -> tuple[bool, str]:
        """Called by the toolbox only; qgis_process and models report a missing package when the algorithm runs."""
        try:
            self.require_packages()
        except DependencyError as error:
            return False, str(error)
        return True, ""

    def checked(self, values: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        """Checks the values of the form, and returns them as Processing's own check takes them.

        Raises
        ------
        FusionError
            With one sentence: what is wrong, and what to do.
        """
        return values

    def checkParameterValues(self, values: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """Never raises: QGIS would show a Python error dialog. Unexpected errors become one sentence; the log has
        details.
        """
        try:
            check_single_values(self, values)
            return super().checkParameterValues(self.checked(values, context), context)
        except Exception as error:
            if not isinstance(error, (FusionError, QgsProcessingException)):
                QgsMessageLog.logMessage(traceback.format_exc(), "STFusion", Qgis.MessageLevel.Warning)
            return False, explanation(self.displayName(), error)

    def read(self, values: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reads the form, on the main thread: everything that depends on map layers.

        Raises
        ------
        FusionError
            If an input is missing or inputs are not compatible.
        """

    def work(self, values: dict[str, Any], context: QgsProcessingContext, run: Run) -> dict[str, Any]:
        """Does the work in a worker thread, without using layers, project or canvas. Returns the results by key."""
        raise NotImplementedError

    def prepareAlgorithm(
        self, values: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        self.warn_unknown(values, feedback)
        try:
            with explained(self.displayName(), feedback, values, context):
                # Imported here, because on Windows a first import of compiled packages in a worker thread has crashed.
                self.require_packages()
                check_single_values(self, values)
                self.read(values, context)
            return True
        finally:
            del values, context  # see `explained`

    def processAlgorithm(
        self, values: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        try:
            with explained(self.displayName(), feedback, values, context):
                return self.work(values, context, run_with(feedback))
            return {}  # cancelled
        finally:
            del values, context  # see `explained`

    def destination(self, values: dict[str, Any], key: str, context: QgsProcessingContext) -> str:
        """Returns the path of a required output raster or file."""
        definition = self.parameterDefinition(key)
        read = self.parameterAsFileOutput if definition.type() == "fileDestination" else self.parameterAsOutputLayer
        path: str = read(values, key, context)
        if not path:
            raise QgsProcessingException(
                self.tr("{} is missing; choose where to save '{}'.").format(key, definition.description())
            )
        return path

    def warn_unknown(self, values: dict[str, Any], feedback: QgsProcessingFeedback) -> None:
        """Warns about unknown keys, because Processing ignores them and a misspelt key would go unnoticed."""
        known = [definition.name() for definition in self.parameterDefinitions()]
        for key in values:
            if key in known:
                continue
            similar = difflib.get_close_matches(key.upper(), known, 1)
            hint = " " + tr("Did you mean {}?").format(similar[0]) if similar else ""
            feedback.pushWarning(tr("There is no parameter {}; it is ignored.").format(key) + hint)
