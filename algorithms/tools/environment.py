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
        return self.tr("Reports the installed packages and CUDA devices, and how to install missing packages.")

    def shortHelpString(self) -> str:
        return "\n".join(
            (
                self.tr(
                    "Reports the versions of QGIS, its Python, GDAL, rasterio, numpy, scipy, numba, torch and "
                    "safetensors, the CUDA devices, and missing packages. It requires none of these packages."
                ),
                self.tr(
                    "Outputs: a text for bug reports, the names of missing packages, the command that installs them "
                    "for the Python of this QGIS, and the number of CUDA devices."
                ),
                self.tr(
                    "Install: use Plugins, STFusion, Check environment and install packages. After confirmation, "
                    "packages are installed into a separate folder; packages of QGIS take precedence over it. numpy "
                    "and GDAL of QGIS are never changed."
                ),
                self.tr(
                    "Limits: every package is imported to detect broken installations; this takes some seconds for "
                    "torch."
                ),
            )
        )

    def form(self) -> list[QgsProcessingParameterDefinition]:
        return []

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        return [
            QgsProcessingOutputString("REPORT", self.tr("Report")),
            QgsProcessingOutputString("MISSING", self.tr("Missing packages")),
            QgsProcessingOutputString("COMMAND", self.tr("Install command")),
            QgsProcessingOutputNumber("CUDA_DEVICES", self.tr("Number of CUDA devices")),
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
            run.warn(self.tr("Install the missing packages with: {} and restart QGIS.").format(found.command))
        return {
            "REPORT": found.text,
            "MISSING": " ".join(found.missing),
            "COMMAND": found.command,
            "CUDA_DEVICES": found.cuda,
        }

    def packages(self) -> tuple[str, ...]:
        return ()
