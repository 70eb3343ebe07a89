"""The Processing provider: one algorithm for each fusion method, and the tools around them."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..core.version import version
from ..models import methods
from .coregister import CoregisterAlgorithm
from .environment import EnvironmentAlgorithm
from .fuseseries import FuseSeriesAlgorithm
from .fusion import FusionAlgorithm
from .prepare import PrepareAlgorithm
from .sampledata import SampleDataAlgorithm
from .simulatecoarse import SimulateCoarseAlgorithm
from .train import TrainAlgorithm

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
TOOLS = (
    PrepareAlgorithm,
    CoregisterAlgorithm,
    SimulateCoarseAlgorithm,
    FuseSeriesAlgorithm,
    TrainAlgorithm,
    SampleDataAlgorithm,
    EnvironmentAlgorithm,
)


class StFusionProvider(QgsProcessingProvider):
    def id(self) -> str:
        return "stfusion"

    def name(self) -> str:
        return "STFusion"

    def longName(self) -> str:
        return f"STFusion {version()}: spatiotemporal fusion"

    def versionInfo(self) -> str:
        return version()

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        return str(RESOURCES / "icons" / "stfusion.svg")

    def defaultRasterFileExtension(self) -> str:
        return "tif"

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        return ["tif", "tiff"]

    def loadAlgorithms(self) -> None:
        for method in methods().values():
            self.addAlgorithm(FusionAlgorithm(method))
        for tool in TOOLS:
            self.addAlgorithm(tool())
