"""Check environment: reports installed and missing packages, and how to install them."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
)

from ...core.run import Run
from ...core.runtime.environment import Environment, examine
from ..feedback import explained
from ..qgis_facts import qgis_facts
from ..tool import Tool


class EnvironmentAlgorithm(Tool):
    """Reports what is installed. Needs no package other than QGIS."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Environment | None = None

    def name(self) -> str:
        return "environment"

    def displayName(self) -> str:
        return self.tr("Check environment")

    def tags(self) -> list[str]:
        return ["environment", "install", "packages", "pip", "CUDA", "GPU", "torch", "numba", "rasterio", "diagnosis"]

    def shortDescription(self) -> str:
        return self.tr("Tells which packages and CUDA devices there are, and how to get what is missing.")

    def shortHelpString(self) -> str:
        return "\n".join(
            (
                self.tr(
                    "Reports the versions of QGIS, its Python, GDAL, rasterio, numpy, scipy, numba, torch and "
                    "safetensors, the CUDA devices, and what is missing. It requires none of these packages."
                ),
                self.tr(
                    "Outputs: a text for bug reports, the names of missing packages, the command that installs "
                    "them for the Python of this QGIS, and the number of CUDA devices."
                ),
                self.tr(
                    "Install: Plugins, STFusion, Check environment and install packages does it after a question, into a "
                    "folder of its own that QGIS' packages go before. numpy and GDAL of QGIS are never touched."
                ),
                self.tr(
                    "Limits: every package is really loaded, so that a broken one is found; with torch that takes some seconds."
                ),
            )
        )

    def form(self) -> list[QgsProcessingParameterDefinition]:
        return []

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        return [
            QgsProcessingOutputString("REPORT", self.tr("Report")),
            QgsProcessingOutputString("MISSING", self.tr("Missing packages")),
            QgsProcessingOutputString("COMMAND", self.tr("Command that installs them")),
            QgsProcessingOutputNumber("CUDA_DEVICES", self.tr("CUDA devices")),
        ]

    def prepareAlgorithm(
        self, values: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Packages are loaded on the main thread, as everywhere; see `StFusionAlgorithm.prepareAlgorithm`."""
        self.warn_unknown(values, feedback)
        with explained(self.displayName(), feedback, values, context):
            self._found = examine(qgis_facts())
        return True

    def work(self, values: dict[str, Any], context: QgsProcessingContext, run: Run) -> dict[str, Any]:
        found = self._found
        if found is None:
            return {}
        for line in found.text.splitlines():
            run.info(line)
        if found.missing:
            run.warn(self.tr("Install what is missing with: {} and start QGIS again.").format(found.command))
        return {
            "REPORT": found.text,
            "MISSING": " ".join(found.missing),
            "COMMAND": found.command,
            "CUDA_DEVICES": found.cuda,
        }

    def packages(self) -> tuple[str, ...]:
        return ()
