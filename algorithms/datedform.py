"""Lists and folders of dated rasters in a form: their widgets and their reading."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ..core.errors import InputError
from ..core.pairing import Image
from ..core.series.images import images_in
from .reading import FormReader
from .widgets import advanced, described, rasters
from .words import tr


class DatedReader(FormReader):
    """Reads the lists and folders of fine and coarse images, and their masks."""

    def several(self, key: str, role: str) -> tuple[Image, ...]:
        found = self.images(key, f"{role.capitalize()} image")
        folder = self.text(f"{key}_FOLDER")
        if folder:
            masks = {image.source for image in self.masks(key, "mask")}
            listed = {image.source for image in found}
            inside = images_in(folder, self.text(f"{key}_PATTERN"), role)
            found += [image for image in inside if image.source not in listed | masks]
        if not found:
            raise InputError(tr("There are no {} images; choose them, or the folder that holds them.").format(role))
        return tuple(found)

    def masks(self, key: str, role: str) -> tuple[Image, ...]:
        found = self.images(f"{key}_MASKS", role.capitalize())
        folder, pattern = self.text(f"{key}_FOLDER"), self.text(f"{key}_MASK_PATTERN")
        if pattern and not folder:
            raise InputError(
                tr("The pattern '{}' for masks needs the folder of the images; choose it.").format(pattern)
            )
        return (*found, *(images_in(folder, pattern, role) if pattern else ()))


def words(key: str, label: str, default: str, text: str) -> QgsProcessingParameterDefinition:
    return described(QgsProcessingParameterString(key, label, default, False, True), text)


def yes_no(key: str, label: str, default: bool, text: str) -> QgsProcessingParameterDefinition:
    return described(QgsProcessingParameterBoolean(key, label, default), text)


def dated_rasters(key: str, label: str, text: str, shown: bool = False) -> QgsProcessingParameterDefinition:
    parameter = rasters(key, label, text)
    return parameter if shown else advanced(parameter)


def dated_folder(key: str, label: str, text: str, shown: bool = False) -> QgsProcessingParameterDefinition:
    kind = QgsProcessingParameterFile.Behavior.Folder
    return described(QgsProcessingParameterFile(key, label, kind, "", None, True), text)


def make_folder(folder: str) -> None:
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            tr("The folder {} cannot be made ({}); choose another.").format(folder, error.strerror)
        ) from error
