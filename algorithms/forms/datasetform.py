"""A data set of the field in a form: its folder, its published splits, and their reading."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from qgis.core import QgsProcessingParameterDefinition, QgsProcessingParameterFile, QgsProcessingParameterString

from ...core.errors import InputError
from ...core.imports.datasets.index import DataSetIndex
from ...core.imports.datasets.opening import find_row, open_index
from ...core.imports.datasets.rows import Split
from ...core.imports.datasets.table import AUTO
from ...core.run import Run
from ...core.scenes.pairing import Image
from ..words import tr
from .reading import FormReader
from .widgets import advanced, described

DATASET, SPLIT = "DATASET", "SPLIT"


class DataSetReader(FormReader):
    """Reads the parameters of `data_set`."""

    @cached_property
    def data_set(self) -> DataSetIndex | None:
        """The data set of the parameter DATASET; None if there is none."""
        folder = self.text(DATASET) if self._algorithm.parameterDefinition(DATASET) else ""
        if not folder:
            return None
        run = Run(log=lambda text, level: None)
        return open_index(Path(folder), find_row(Path(folder), AUTO, run), run)

    @cached_property
    def split(self) -> Split | None:
        """The published split of the data set that was chosen; None if there is none."""
        name = self.text(SPLIT) if self._algorithm.parameterDefinition(SPLIT) else ""
        if not name:
            return None
        if self.data_set is None:
            raise InputError(tr("Split requires a data set; choose its folder in Data set."))
        row = self.data_set.row
        found = row.split(name)
        if found is None:
            known = ", ".join(split.name for split in row.splits) or "-"
            raise InputError(tr("{} has no split '{}'; available splits: {}.").format(row.id, name, known))
        return found

    def scale(self) -> str:
        """Returns the scale factor that was typed, else that of the data set."""
        typed = self.text("SCALE") or "auto"
        return self.data_set.row.scale or typed if typed == "auto" and self.data_set is not None else typed

    def of_data_set(self, key: str) -> list[Image]:
        """Returns the fine or coarse images of the data set, with their dates; `key` is FINE or COARSE."""
        if self.data_set is None or key not in ("FINE", "COARSE"):
            return []
        side = self.data_set.fine if key == "FINE" else self.data_set.coarse
        return [Image(str(path), f"{key.capitalize()} image {path.name}", day) for day, path in side.items()]


def data_set() -> list[QgsProcessingParameterDefinition]:
    """Returns the parameters for a data set of the field and one of its published splits."""
    folder = QgsProcessingParameterFile.Behavior.Folder
    return [
        advanced(described(QgsProcessingParameterFile(DATASET, tr("Data set"), folder, "", None, True), tr(
            "Folder of a data set of the field, such as CIA, LGC, Wuhan, Daxing, AHB or Tianjin, as downloaded. Its fine and "
            "coarse images are used in addition to the lists."
        ))),
        advanced(described(QgsProcessingParameterString(SPLIT, tr("Published split"), "", False, True), tr(
            "Name of a published split of the data set, such as survey; the tool Data set lists them. Empty: no split."
        ))),
    ]  # fmt: skip
