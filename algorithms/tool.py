"""Base class of the tools: a form, a check that reads it, and the work in a worker thread."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputDefinition,
    QgsProcessingParameterDefinition,
)

from ..core.errors import DependencyError
from .base import StFusionAlgorithm
from .forms.reading import words_for_numbers


class Tool(StFusionAlgorithm):
    """A Processing algorithm that is not a fusion method.

    Subclasses declare `form` and `outputs`, and `read` also before the run, to check the form. State is kept on the
    instance only, and Processing creates one for each run.
    """

    def form(self) -> list[QgsProcessingParameterDefinition]:
        """Returns the parameters, each with a help text, in the order in which they are shown."""
        raise NotImplementedError

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        """Returns outputs without a destination parameter."""
        return []

    def createInstance(self) -> Tool:
        return type(self)()

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
