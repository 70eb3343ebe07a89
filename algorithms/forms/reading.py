"""Reads a form into objects of the core: rasters, dates, options. Uses map layers, so on the main thread only."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from contextlib import contextmanager
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
from ...core.scenes.class_map import ClassMap
from ...core.scenes.inputs import Inputs
from ...core.scenes.pairing import Image
from ...core.words import named
from ..words import tr
from .forms import has_many, has_several, kind_of, pair_numbers

_SIDECARS = "GDAL_PAM_ENABLED"  # GDAL configuration option


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


@contextmanager
def nothing_beside() -> Iterator[None]:
    """Prevents QGIS from writing `.aux.xml` files for rasters that are opened inside the with block.

    QGIS computes the histogram of every raster that it opens, and GDAL would store it there when the raster is closed.
    Set for this thread only, and not when pixels are read, because such a file may also contain the coordinate
    reference system.
    """
    try:
        from osgeo import gdal
    except ImportError:  # not required
        yield
        return
    before = gdal.GetThreadLocalConfigOption(_SIDECARS, None)
    gdal.SetThreadLocalConfigOption(_SIDECARS, "NO")
    try:
        yield
    finally:
        gdal.SetThreadLocalConfigOption(_SIDECARS, before)


class FormReader:
    """Reads layers, dates and texts of a form.

    Map layers may be used on the main thread only: use it in checkParameterValues and prepareAlgorithm.
    """

    def __init__(self, algorithm: Any, values: dict[str, Any], context: QgsProcessingContext) -> None:
        self._algorithm, self._values, self._context = algorithm, values, context

    def layer(self, key: str) -> QgsRasterLayer | None:
        """Returns the raster chosen for a key, or None if there is none.

        Raises
        ------
        InputError
            If the chosen source is not a raster file.
        """
        definition = self._algorithm.parameterDefinition(key)
        value = self._values.get(key)
        if definition is None or _empty(value):
            return None
        if isinstance(value, (list, tuple)) and len(value) > 1:  # from a command line with the key several times
            raise InputError(
                tr("{}: {} rasters are given where one is wanted; state {} once.").format(
                    definition.description(), len(value), key
                )
            )
        with nothing_beside():
            layer = self._algorithm.parameterAsRasterLayer(self._values, key, self._context)
        if layer is None or not layer.isValid():
            shown = value.source() if isinstance(value, QgsMapLayer) else _static(value)
            raise InputError(
                tr("{}: '{}' cannot be opened as a raster; choose another file or layer.").format(
                    definition.description(), shown
                )
            )
        return _from_file(layer, definition.description())

    def images(self, key: str, role: str) -> list[Image]:
        """Returns the rasters of a list, named by `role` and a number in messages. Raises `InputError` like `layer`."""
        value = _flat(self._values.get(key))
        if _empty(value):
            return []
        names = value if isinstance(value, (list, tuple)) else None
        with nothing_beside():
            layers = self._algorithm.parameterAsLayerList({**self._values, key: value}, key, self._context)
        if names is not None and len(layers) != len(names):
            raise InputError(
                tr("{}: {} of {} cannot be opened as rasters; check the list.").format(
                    self._algorithm.parameterDefinition(key).description(), len(names) - len(layers), len(names)
                )
            )
        images = []
        for number, layer in enumerate(layers, 1):
            if not isinstance(layer, QgsRasterLayer):
                raise InputError(
                    tr("{} {}, {}, is no raster layer; choose raster layers only.").format(
                        named(role), number, layer.name()
                    )
                )
            images.append(self.image(_from_file(layer, role), f"{role} {number}", None, None))
        return images

    def image(self, layer: QgsRasterLayer, role: str, day: date | None, slot: int | None, mask: str = "") -> Image:
        """Returns a raster of the form, dated by `day` or by the layer; `mask` is the key of its mask."""
        hiding = self.layer(mask) if mask else None
        source = layer.source()
        return Image(source, role, day or _layer_date(layer), slot, hiding.source() if hiding else None)

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
            fine_layer, coarse_layer = self.layer(f"FINE_{number}"), self.layer(f"COARSE_{number}")
            if (fine_layer is None) != (coarse_layer is None):
                lacking = (tr("Coarse image {}") if fine_layer else tr("Fine image {}")).format(number)
                raise InputError(
                    tr("{} is missing; a pair needs both, fine and coarse image of one date.").format(lacking)
                )
            if fine_layer is None or coarse_layer is None:
                continue
            if self._method.info.takes_pan:
                pans.append(self._pan(number))
            day = self.day(f"DATE_{number}")
            fine.append(self.image(fine_layer, f"Fine image {number}", day, number, f"MASK_{number}"))
            coarse.append(self.image(coarse_layer, f"Coarse image {number}", day, number))
        if has_many(self._method.info):
            fine += self.images("MORE_FINE", "Further fine image")
            coarse += self.images("MORE_COARSE", "Further coarse image")
        target = self.layer("COARSE_TARGET")
        if target is None:
            raise InputError(
                tr("The coarse image of the target date is missing; choose the coarse raster of the day you want.")
            )
        day = self.day("DATE_TARGET")
        classes = self._class_map() if "classes" in self._method.info.extras else None
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
        layer = self.layer(f"PAN_{number}")
        if layer is None:
            raise InputError(
                tr(
                    "Panchromatic image {} is missing; this method needs one of the same day as each fine image."
                ).format(number)
            )
        return self.image(layer, f"Panchromatic image {number}", None, number)

    def _class_map(self) -> ClassMap | None:
        if _empty(self._values.get("CLASS_MAP")):
            return None
        with nothing_beside():
            layer = self._algorithm.parameterAsLayer(self._values, "CLASS_MAP", self._context)
        if layer is None or not layer.isValid():
            shown = _static(self._values["CLASS_MAP"])
            raise InputError(
                tr("Class map: '{}' cannot be opened; choose a raster or a layer of polygons.").format(shown)
            )
        if isinstance(layer, QgsRasterLayer):
            return ClassMap(_from_file(layer, "Class map").source())
        if not isinstance(layer, QgsVectorLayer) or layer.geometryType() != QgsWkbTypes.GeometryType.PolygonGeometry:
            text = tr("Class map: '{}' has no polygons; choose a raster or a layer of polygons.")
            raise InputError(text.format(layer.name()))
        reference = self.layer("FINE_1")
        field = self.text("CLASS_FIELD")
        return ClassMap(layer.name(), class_polygons(layer, field, reference.crs(), self._context))


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
        text = tr("Class field: '{}' has no field {}; choose one of its fields.")
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
            text = tr("{}: there is no '{}'; choose among: {}.")
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


def _from_file(layer: QgsRasterLayer, role: str) -> QgsRasterLayer:
    if layer.providerType() != "gdal":
        raise InputError(
            tr("{}: the layer '{}' comes from a {} service; export it to a GeoTIFF first.").format(
                named(role), layer.name(), layer.providerType()
            )
        )
    return layer


def _layer_date(layer: QgsRasterLayer) -> date | None:
    """Returns the start date of the layer's fixed temporal range, as used by the Temporal Controller."""
    properties = layer.temporalProperties()
    if not properties.isActive():
        return None
    begin = properties.fixedTemporalRange().begin()
    return begin.date().toPyDate() if begin.isValid() else None
