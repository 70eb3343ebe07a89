"""Reads a form into objects of the core: rasters, dates, options. Uses map layers, so on the main thread only."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterEnum,
    QgsProperty,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime

from ...core.dates import parse_date
from ...core.errors import InputError
from ...core.fusion.method import Method, checked_options
from ...core.rasters.source import name_of
from ...core.scenes.class_map import ClassMap
from ...core.scenes.inputs import Inputs
from ...core.scenes.pairing import Image
from ...core.words import named
from ..words import tr
from .forms import has_many, has_several, kind_of, pair_numbers
from .rasters import Chosen, chosen, layer_of, text_of


def option_values(method: Method, algorithm: Any, values: dict[str, Any], context: QgsProcessingContext) -> Any:
    """Returns the method's options from the form.

    Raises
    ------
    InputError
        If a value is not allowed.
    """
    found: dict[str, Any] = {}
    for field in dataclasses.fields(method.Options):
        key, facts = field.name.upper(), field.metadata["option"]
        found[field.name] = _READERS[kind_of(field.default, facts)](algorithm, values, key, context)
    return checked_options(method, found)


class FormReader:
    """Reads layers, dates and texts of a form.

    Map layers may be used on the main thread only: use it in checkParameterValues and prepareAlgorithm.
    """

    def __init__(self, algorithm: Any, values: dict[str, Any], context: QgsProcessingContext) -> None:
        self._algorithm, self._values, self._context = algorithm, values, context

    def raster(self, key: str) -> Chosen | None:
        """Returns the raster chosen for a key, or None if there is none.

        Raises
        ------
        InputError
            If what was chosen cannot be opened as a raster.
        """
        definition = self._algorithm.parameterDefinition(key)
        value = self._values.get(key)
        if definition is None or _empty(value) or not (isinstance(value, QgsMapLayer) or self._text(value)):
            return None
        if isinstance(value, (list, tuple)) and len(value) > 1:  # from a command line with the key several times
            raise InputError(
                tr("{}: {} rasters are given, but one is required; set {} once.").format(
                    definition.description(), len(value), key
                )
            )
        return chosen(value, definition.description(), self._context)

    def images(self, key: str, role: str) -> list[Image]:
        """Returns the rasters of a list, named by `role` and a number in messages. Raises `InputError` like `raster`."""
        value = _flat(self._values.get(key))
        if _empty(value):
            return []
        values = value if isinstance(value, (list, tuple)) else [value]
        return [
            self.image(chosen(one, f"{named(role)} {number}", self._context), f"{role} {number}", None, None)
            for number, one in enumerate(values, 1)
        ]

    def image(self, raster: Chosen, role: str, day: date | None, slot: int | None, mask: str = "") -> Image:
        """Returns a raster of the form, dated by `day` or by its layer; `mask` is the key of its mask."""
        hiding = self.raster(mask) if mask else None
        return Image(raster.source, role, day or raster.day, slot, hiding.source if hiding else None)

    def source(self, key: str) -> str | None:
        """Returns the text of the raster chosen for a key, for the core; None if there is none. Raises `InputError`."""
        found = self.raster(key)
        return None if found is None else found.source

    def classes(self, key: str, field: str, reference: str, title: str) -> ClassMap | None:
        """Returns the raster or the polygons chosen for a key, or None if there are none.

        Parameters
        ----------
        key : str
        field : str
            Field with the class of a polygon; empty if each polygon is its own class.
        reference : str
            Text of the raster in whose coordinate reference system the polygons are wanted.
        title : str

        Raises
        ------
        InputError
            If it is neither a raster nor a layer of polygons.
        """
        value = self._values.get(key)
        if _empty(value):
            return None
        layer = layer_of(value, self._context)
        if layer is None:
            vector = QgsVectorLayer(self._text(value), name_of(self._text(value)), "ogr")
            layer = vector if vector.isValid() else None
        if layer is None or isinstance(layer, QgsRasterLayer):
            return ClassMap(chosen(value, title, self._context).source)
        if not isinstance(layer, QgsVectorLayer) or layer.geometryType() != QgsWkbTypes.GeometryType.PolygonGeometry:
            text = tr("{}: '{}' has no polygons; choose a raster or a polygon layer.")
            raise InputError(text.format(title, layer.name()))
        crs = Chosen(reference).crs
        return ClassMap(layer.name(), class_polygons(layer, field, crs, self._context))

    def _text(self, value: Any) -> str:
        return text_of(value, self._context)

    def day(self, key: str) -> date | None:
        """Returns the date of a key, or None if empty. Raises `InputError` if it is not a date."""
        definition, value = self._algorithm.parameterDefinition(key), self._values.get(key)
        if definition is None or _empty(value):
            return None
        if isinstance(value, str):
            try:
                return parse_date(value)
            except InputError as error:
                raise InputError(f"{definition.description()}: {error}") from error
        moment = self._algorithm.parameterAsDateTime(self._values, key, self._context)
        return moment.date().toPyDate() if moment.isValid() else None

    def number(self, key: str) -> int:
        """Returns an integer."""
        return self._algorithm.parameterAsInt(self._values, key, self._context)

    def flag(self, key: str) -> bool:
        """Returns whether a box is checked."""
        return self._algorithm.parameterAsBool(self._values, key, self._context)

    def word(self, key: str) -> str:
        """Returns the word chosen from a list. Raises `InputError` if it is not in the list."""
        return chosen_word(self._algorithm, self._values, key, self._context)

    def text(self, key: str) -> str:
        """Returns the text without leading and trailing spaces."""
        return self._algorithm.parameterAsString(self._values, key, self._context).strip()


class InputReader(FormReader):
    """Reads the rasters and dates of a fusion form into `Inputs`."""

    def __init__(self, method: Method, algorithm: Any, values: dict[str, Any], context: QgsProcessingContext) -> None:
        super().__init__(algorithm, values, context)
        self._method = method

    def inputs(self, options: Any) -> Inputs:
        """Returns all inputs of the form, for these options of the method.

        Raises
        ------
        InputError
            If a raster or a date cannot be read.
        """
        fine, coarse, pans = [], [], []
        for number in pair_numbers(self._method.info):
            fine_raster, coarse_raster = self.raster(f"FINE_{number}"), self.raster(f"COARSE_{number}")
            if (fine_raster is None) != (coarse_raster is None):
                lacking = (tr("Coarse image {}") if fine_raster else tr("Fine image {}")).format(number)
                raise InputError(
                    tr("{} is missing; a pair requires a fine and a coarse image of the same date.").format(lacking)
                )
            if fine_raster is None or coarse_raster is None:
                continue
            if self._method.info.takes_pan:
                pans.append(self._pan(number))
            day = self.day(f"DATE_{number}")
            fine.append(self.image(fine_raster, f"Fine image {number}", day, number, f"MASK_{number}"))
            coarse.append(self.image(coarse_raster, f"Coarse image {number}", day, number))
        if has_many(self._method.info):
            fine += self.images("MORE_FINE", "Additional fine image")
            coarse += self.images("MORE_COARSE", "Additional coarse image")
        target = self.raster("COARSE_TARGET")
        if target is None:
            raise InputError(
                tr("The coarse image of the target date is missing; choose the coarse image of the date to predict.")
            )
        day = self.day("DATE_TARGET")
        classes = None
        if "classes" in self._method.info.extras and fine:
            classes = self.classes("CLASS_MAP", self.text("CLASS_FIELD"), fine[0].source, tr("Class map"))
        return Inputs(
            fine=tuple(fine),
            coarse=tuple(coarse),
            target=self.image(target, "Coarse image of the target date", day, None, "MASK_TARGET"),
            bands=self.text("BANDS"),
            scale=self.text("SCALE") or "auto",
            resampling=chosen_word(self._algorithm, self._values, "RESAMPLING", self._context),
            extrapolate=has_several(self._method.info)
            and self._algorithm.parameterAsBool(self._values, "EXTRAPOLATE", self._context),
            classes=classes,
            pan=tuple(pans),
            rest=self._method.reads_rest(options),
        )

    def _pan(self, number: int) -> Image:
        pan = self.raster(f"PAN_{number}")
        if pan is None:
            raise InputError(
                tr(
                    "Panchromatic image {} is missing; this method requires a panchromatic image of the same date "
                    "for each fine image."
                ).format(number)
            )
        return self.image(pan, f"Panchromatic image {number}", None, number)


def output_path(value: Any) -> str:
    """Returns the output path if it is known before the run; empty for a temporary or skipped output."""
    path = _static(value)
    return "" if path in ("", QgsProcessing.TEMPORARY_OUTPUT) or path.startswith("memory:") else path


def class_polygons(
    layer: QgsVectorLayer, field: str, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext
) -> tuple[tuple[dict[str, Any], int], ...]:
    """Returns polygons in another coordinate reference system, with a number from 1 for each value of a field.

    Without a field each polygon is its own class.
    """
    if field and layer.fields().lookupField(field) < 0:
        text = tr("Class field: '{}' has no field {}; choose an existing field.")
        raise InputError(text.format(layer.name(), field))
    transform = QgsCoordinateTransform(layer.crs(), crs, context.transformContext())
    numbers: dict[Any, int] = {}
    polygons = []
    for feature in layer.getFeatures():
        geometry = feature.geometry()
        if geometry.isEmpty():
            continue
        geometry.transform(transform)
        value = str(feature[field]) if field else feature.id()
        polygons.append((json.loads(geometry.asJson(9)), numbers.setdefault(value, len(numbers) + 1)))
    return tuple(polygons)


def chosen_word(algorithm: Any, values: dict[str, Any], key: str, context: QgsProcessingContext) -> str:
    """Returns the word chosen from a list, also if its number is given, as described by `qgis_process help`.

    Raises
    ------
    InputError
        If it is not in the list; Processing would silently use the default, or only report that it is incorrect.
    """
    value, definition = values.get(key), algorithm.parameterDefinition(key)
    words = definition.options()
    if isinstance(value, (int, str)) and _numbers_one(str(value), words):
        return str(words[int(value)])
    if isinstance(value, (int, str)) and value != "" and value not in words:
        text = tr("{} is '{}'; choose one of: {}.")
        raise InputError(text.format(definition.description(), value, ", ".join(words)))
    return str(algorithm.parameterAsEnumString(values, key, context))


def _numbers_one(text: str, words: list[str]) -> bool:
    """Returns whether a text is the number of a word; a power such as ``²`` is a digit, but no number."""
    return text.isdecimal() and len(text) < 10 and int(text) < len(words)


def chosen_words(algorithm: Any, values: dict[str, Any], key: str, context: QgsProcessingContext) -> list[str]:
    """Returns the words chosen from a list with multiple choice: words, numbers, or comma-separated text.

    Raises
    ------
    InputError
        If one is not in the list.
    """
    value, definition = values.get(key), algorithm.parameterDefinition(key)
    words = definition.options()
    given = value if isinstance(value, (list, tuple)) else str("" if value is None else value).split(",")
    chosen = [str(word).strip() for word in given if str(word).strip()]
    named = [words[int(word)] if _numbers_one(word, words) else word for word in chosen]
    for word in named:
        if word not in words:
            text = tr("{}: '{}' is not available; choose from: {}.")
            raise InputError(text.format(definition.description(), word, ", ".join(words)))
    return named


def words_for_numbers(algorithm: Any, values: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
    """Returns the values with every list choice as a word, the only form that Processing's own check accepts."""
    found = dict(values)
    for definition in algorithm.parameterDefinitions():
        if isinstance(definition, QgsProcessingParameterEnum) and values.get(definition.name()) is not None:
            read = chosen_words if definition.allowMultiple() else chosen_word
            found[definition.name()] = read(algorithm, values, definition.name(), context)
    return found


_READERS = {
    "choice": chosen_word,
    "flag": lambda algorithm, values, key, context: algorithm.parameterAsBool(values, key, context),
    "integer": lambda algorithm, values, key, context: algorithm.parameterAsInt(values, key, context),
    "number": lambda algorithm, values, key, context: algorithm.parameterAsDouble(values, key, context),
    "text": lambda algorithm, values, key, context: algorithm.parameterAsString(values, key, context),
    "file": lambda algorithm, values, key, context: algorithm.parameterAsFile(values, key, context),
    "saved file": lambda algorithm, values, key, context: algorithm.parameterAsFileOutput(values, key, context),
}


def _empty(value: Any) -> bool:
    if isinstance(value, (QDateTime, QDate)):
        return not value.isValid()
    if isinstance(value, QgsProperty):
        return False
    return value is None or value == "" or value == [] or (hasattr(value, "isNull") and value.isNull())


def _flat(value: Any) -> Any:
    """Returns a flat list without empty entries: a model that fills a list may add nested or empty ones."""
    if not isinstance(value, (list, tuple)):
        return value
    parts = [_flat(one) if isinstance(one, (list, tuple)) else [one] for one in value if not _empty(one)]
    return [one for part in parts for one in part]


def _static(value: Any) -> str:
    """Returns the text of a parameter value that is a string, a layer definition or a static property."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, QgsProperty):
        value = value.staticValue() or ""
    return "" if value is None else str(value)
