"""Lists and folders of dated rasters in a form: their parameters and their reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from qgis.core import (
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ...core.dates import DatePattern
from ...core.errors import InputError
from ...core.imports.found import product_files
from ...core.imports.importing import ImportRequest, import_products
from ...core.run import Run
from ...core.scenes.pairing import Image
from ...core.series.images import images_in
from ..words import tr
from .datasetform import DataSetReader
from .widgets import advanced, described, rasters

DATE_PATTERN = "DATE_PATTERN"


class NamedDates:
    """Dates images by the pattern of the parameter DATE_PATTERN.

    Parameters
    ----------
    text : str
        Empty: images stay as they are.

    Raises
    ------
    InputError
        If the pattern is invalid.
    """

    def __init__(self, text: str) -> None:
        self._pattern = DatePattern(text) if text else None
        self._hits, self._missed = 0, ""

    def of(self, images: Iterable[Image]) -> list[Image]:
        """Returns the images with the dates that the pattern finds in their names; others stay as they are."""
        if self._pattern is None:
            return list(images)
        dated = []
        for image in images:
            day = self._pattern.find(image.source)
            self._hits += day is not None
            self._missed = self._missed if day else Path(image.source).name
            dated.append(replace(image, date=day) if day else image)
        return dated

    def check(self) -> None:
        """Raises `InputError` if the pattern did not find a date in any name."""
        if self._pattern is not None and not self._hits:
            raise InputError(
                tr("Date pattern '{}' matches no file name, such as {}; correct it or leave it empty.").format(
                    self._pattern.text, self._missed
                )
            )


class DatedReader(DataSetReader):
    """Reads the lists and folders of fine and coarse images, and their masks."""

    @cached_property
    def named_dates(self) -> NamedDates:
        """The dates that a pattern of the form finds in names."""
        return NamedDates(self.text(DATE_PATTERN) if self._algorithm.parameterDefinition(DATE_PATTERN) else "")

    @cached_property
    def products(self) -> dict[str, str]:
        """Folders of products that are imported before the run, by the key of their images."""
        return {}

    def several(self, key: str, role: str) -> tuple[Image, ...]:
        found = self.images(key, f"{role.capitalize()} image")
        found += self.of_data_set(key)
        folder = self.text(f"{key}_FOLDER")
        if folder:
            found += self._in_folder(key, folder, role, {image.source for image in found})
        if not found and key not in self.products:
            raise InputError(tr("There are no {} images; choose the images or their folder.").format(tr(role)))
        return tuple(self.named_dates.of(found))

    def _in_folder(self, key: str, folder: str, role: str, listed: set[str]) -> list[Image]:
        """Returns the images of a folder; products in it are imported before the run."""
        pattern = self.text(f"{key}_PATTERN")
        delivered = product_files(folder) if pattern in ("", "*") else frozenset()
        if delivered:
            self.products[key] = folder
        masks = {image.source for image in self.masks(key, "mask")}
        try:
            inside = images_in(folder, pattern, role)
        except InputError:
            if not delivered:
                raise
            return []
        return [
            image for image in inside
            if image.source not in listed | masks and str(Path(image.source).resolve()) not in delivered
        ]  # fmt: skip

    def folders(self) -> tuple[str, ...]:
        """Returns the folders of images that were chosen."""
        return tuple(filter(None, (self.text(key) for key in ("FINE_FOLDER", "COARSE_FOLDER"))))

    def masks(self, key: str, role: str) -> tuple[Image, ...]:
        found = self.images(f"{key}_MASKS", role.capitalize())
        folder, pattern = self.text(f"{key}_FOLDER"), self.text(f"{key}_MASK_PATTERN")
        if pattern and not folder:
            raise InputError(
                tr("The mask pattern '{}' requires the folder of the images; choose the folder.").format(pattern)
            )
        return tuple(self.named_dates.of([*found, *(images_in(folder, pattern, role) if pattern else ())]))


def names_and_masks() -> list[QgsProcessingParameterDefinition]:
    """Returns the parameters for the names of images and masks in folders, and for the band matching."""
    return [
        advanced(words("FINE_PATTERN", tr("File name pattern of fine images"), "*", tr(
            "Files in the folder that are fine images, such as fine_*.tif; **/*.tif includes subfolders."
        ))),
        advanced(words("COARSE_PATTERN", tr("File name pattern of coarse images"), "*", tr(
            "Files in the folder that are coarse images, such as MOD09*.tif."
        ))),
        dated_rasters("FINE_MASKS", tr("Masks of fine images"), tr(
            "Rasters that are not 0 for cloudy or invalid pixels of the fine image of the same date; matched by date."
        )),
        advanced(words("FINE_MASK_PATTERN", tr("File name pattern of fine masks"), "", tr(
            "Files in the folder of fine images that are masks, such as *_mask_*.tif. Empty: none."
        ))),
        dated_rasters("COARSE_MASKS", tr("Masks of coarse images"), tr(
            "Rasters that are not 0 for cloudy or invalid pixels of the coarse image of the same date; matched by "
            "date."
        )),
        advanced(words("COARSE_MASK_PATTERN", tr("File name pattern of coarse masks"), "", tr(
            "Files in the folder of coarse images that are masks. Empty: none."
        ))),
        date_pattern(),
        advanced(words("BANDS", tr("Coarse band for each fine band"), "", tr(
            "For example 3 4 1 2 6 7 for Landsat with MODIS; 0 skips a fine band. Empty: bands are matched by name, "
            "otherwise by order."
        ))),
    ]  # fmt: skip


def imported_images(products: dict[str, str], place: Path, run: Run) -> dict[str, tuple[Image, ...]]:
    """Imports the products in folders of a form, and returns their images by the key of the images.

    Parameters
    ----------
    products : dict of str to str
        See `DatedReader.products`.
    place : Path
        Folder for the images, with a subfolder for each key.
    run : Run
    """
    found: dict[str, tuple[Image, ...]] = {}
    for number, (key, folder) in enumerate(products.items()):
        target = place / key.lower()
        make_folder(str(target))
        result = import_products(ImportRequest((folder,)), target, run.part(number, len(products)))
        kind = key.capitalize()
        found[key] = tuple(
            Image(str(path), f"{kind} image {path.name}", day) for (_, day), path in result.files.items()
        )
    return found


def date_pattern() -> QgsProcessingParameterDefinition:
    """Returns the parameter for dates in names that are not found automatically."""
    return advanced(words(DATE_PATTERN, tr("Date pattern"), "", tr(
        "Regular expression for dates in file names that are not detected automatically, with named groups: Y year, "
        "m month, d day, j day of the year, b month name, y two-digit year. For example (?P<Y>\\d{4})d(?P<j>\\d{3}) "
        "for 2015d365. It applies to all lists and folders, and takes precedence over file tags."
    )))  # fmt: skip


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
            tr("The folder {} cannot be created ({}); choose another folder.").format(folder, error.strerror)
        ) from error
