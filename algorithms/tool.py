"""Base class of the tools: a form, a check that reads it, and the work in a worker thread."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingParameterDefinition,
)

from ..core.errors import DependencyError
from ..core.run import Run
from .base import StFusionAlgorithm
from .feedback import explained, run_with
from .forms.reading import words_for_numbers
from .single_values import check_single_values


class Tool(StFusionAlgorithm):
    """A Processing algorithm that is not a fusion method.

    Subclasses declare `form` and `outputs`, read the form in `read` and do the work in `work`. State is kept on the
    instance only, and Processing creates one for each run.
    """

    def form(self) -> list[QgsProcessingParameterDefinition]:
        """Returns the parameters, each with a help text, in the order in which they are shown."""
        raise NotImplementedError

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        """Returns outputs without a destination parameter."""
        return []

    def read(self, values: dict[str, Any], context: QgsProcessingContext) -> None:
        """Reads the form, on the main thread: before the run to check it, and again at its start.

        Raises
        ------
        FusionError
            If an input is missing or inputs are not compatible.
        """

    def work(self, values: dict[str, Any], context: QgsProcessingContext, run: Run) -> dict[str, Any]:
        """Does the work in a worker thread, without using layers, project or canvas. Returns the results by key."""
        raise NotImplementedError

    def createInstance(self) -> Tool:
        return type(self)()

    def group(self) -> str:
        return self.tr("Tools")

    def groupId(self) -> str:
        return "tools"

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        for parameter in self.form():
            self.addParameter(parameter)
        for output in self.outputs():
            self.addOutput(output)

    def checked(self, values: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        known = words_for_numbers(self, values, context)
        try:
            self.read(values, context)
        except DependencyError:
            pass  # reported at the start of the run, in the log
        return known

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
