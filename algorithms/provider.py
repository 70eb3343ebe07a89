"""Processing provider: one algorithm for each fusion method, and the tools."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..core.runtime.version import version
from ..models import delineators, methods
from .fusion import FusionAlgorithm
from .resources import ICON
from .shipped_models import shipped_models
from .tools.assess import AssessAlgorithm
from .tools.compare import CompareAlgorithm
from .tools.coregister import CoregisterAlgorithm
from .tools.dataset import DataSetAlgorithm
from .tools.delineate import DelineateAlgorithm
from .tools.environment import EnvironmentAlgorithm
from .tools.fuseseries import FuseSeriesAlgorithm
from .tools.importproduct import ImportProductAlgorithm
from .tools.prepare import PrepareAlgorithm
from .tools.sampledata import SampleDataAlgorithm
from .tools.simulatecoarse import SimulateCoarseAlgorithm
from .tools.train import TrainAlgorithm
from .words import tr

TOOLS = (
    ImportProductAlgorithm,
    DataSetAlgorithm,
    PrepareAlgorithm,
    CoregisterAlgorithm,
    SimulateCoarseAlgorithm,
    FuseSeriesAlgorithm,
    TrainAlgorithm,
    AssessAlgorithm,
    CompareAlgorithm,
    SampleDataAlgorithm,
    EnvironmentAlgorithm,
)


class StFusionProvider(QgsProcessingProvider):
    def id(self) -> str:
        return "stfusion"

    def name(self) -> str:
        return "STFusion"

    def longName(self) -> str:
        return f"STFusion {version()}: {tr('spatiotemporal fusion')}"

    def versionInfo(self) -> str:
        return version()

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        return ICON

    def defaultRasterFileExtension(self) -> str:
        return "tif"

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        return ["tif", "tiff"]

    def loadAlgorithms(self) -> None:
        for method in methods().values():
            self.addAlgorithm(FusionAlgorithm(method))
        for network in delineators().values():
            self.addAlgorithm(DelineateAlgorithm(network))
        for tool in TOOLS:
            self.addAlgorithm(tool())
        # A model looks up its steps in the registry when it is read, and finds none before the provider is registered.
        if QgsApplication.processingRegistry().providerById(self.id()) is not None:
            self._add_models()

    def show_models(self) -> None:
        """Adds the ready-made models, once the provider is registered."""
        self._add_models()
        self.algorithmsLoaded.emit()

    def _add_models(self) -> None:
        for model in shipped_models():
            self.addAlgorithm(model)
