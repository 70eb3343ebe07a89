"""Ready-made models: chains of STFusion algorithms in resources/models, which can be opened in the model designer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingModelAlgorithm
from qgis.PyQt.QtGui import QIcon

from .groups import PREPARE
from .resources import RESOURCES, help_page_url
from .words import tr

FOLDER = RESOURCES / "models"


class ShippedModel(QgsProcessingModelAlgorithm):
    """Model from a file, with the file name as id, and an icon and help page as other algorithms."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.fromFile(str(path))
        self.setSourceFilePath(str(path))
        # QGIS 3.22 does not store the help of a parameter in the file.
        for definition in self.parameterDefinitions():
            definition.setDescription(tr(definition.description()))
            definition.setHelp(tr(self._text(definition.name())))

    def createInstance(self) -> ShippedModel:
        made = type(self)(self._path)
        made.setProvider(self.provider())
        return made

    def name(self) -> str:
        return self._path.stem

    def displayName(self) -> str:
        return tr(super().displayName())

    def group(self) -> str:
        return PREPARE.name

    def groupId(self) -> str:
        return PREPARE.id

    def tags(self) -> list[str]:
        return ["model", "workflow", "chain", "modeler", "example", *self._text("KEYWORDS").split(",")]

    def shortDescription(self) -> str:
        return tr(self._text("SHORT_DESCRIPTION"))

    def shortHelpString(self) -> str:
        return "\n".join(tr(line) for line in self._text("ALG_DESC").split("\n"))

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        return PREPARE.icon

    def helpUrl(self) -> str:
        return help_page_url(self.name())

    def _text(self, key: str) -> str:
        return str(self.helpContent().get(key, ""))


def shipped_models() -> list[Any]:
    """Returns all models in the folder, sorted by name. Their algorithms must already be in the registry."""
    return [ShippedModel(path) for path in sorted(FOLDER.glob("*.model3"))]
