"""Method options and inputs <-> Processing parameters. Keys are a published interface: none is ever renamed."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterField,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProperty,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime

from ..core.dates import parse_date
from ..core.device import CHOICES as DEVICES
from ..core.errors import InputError
from ..core.inputs import ClassMap, Inputs
from ..core.method import Method, MethodInfo, OptionFacts, checked_options, option_facts
from ..core.pairing import Image

RESAMPLINGS = ("nearest", "bilinear", "cubic")

Flag = QgsProcessingParameterDefinition.Flag
NumberType = QgsProcessingParameterNumber.Type


def parameters(method: Method) -> list[QgsProcessingParameterDefinition]:
    """The whole form of a fusion method, in the order in which it is shown."""
    info = method.info
    return [
        *_image_parameters(info),
        *_class_parameters(info),
        *_reading_parameters(info),
        *_option_parameters(method),
        *_running_parameters(),
        *_outputs(info),
    ]


def option_values(method: Method, algorithm: Any, values: dict[str, Any], context: QgsProcessingContext) -> Any:
    """The method's options as filled in.

    Raises
    ------
    InputError
        With one sentence, if one is not allowed.
    """
    found: dict[str, Any] = {}
    for field in dataclasses.fields(method.Options):
        key, facts = field.name.upper(), field.metadata["option"]
        found[field.name] = _READERS[_kind(field.default, facts)](algorithm, values, key, context)
    return checked_options(method, found)


class InputReader:
    """Reads the rasters and dates of a form into `Inputs`.

    Map layers may be touched on the main thread only: use it in checkParameterValues and prepareAlgorithm.
    """

    def __init__(self, method: Method, algorithm: Any, values: dict[str, Any], context: QgsProcessingContext) -> None:
        self._method, self._algorithm, self._values, self._context = method, algorithm, values, context

    def inputs(self) -> Inputs:
        """Everything that the user chose.

        Raises
        ------
        InputError
            If a raster or a date cannot be read.
        """
        fine, coarse = [], []
        for number in _slots(self._method.info):
            fine_layer, coarse_layer = self.layer(f"FINE_{number}"), self.layer(f"COARSE_{number}")
            if (fine_layer is None) != (coarse_layer is None):
                lacking = f"Coarse image {number}" if fine_layer else f"Fine image {number}"
                raise InputError(f"{lacking} is missing; a pair needs both, fine and coarse image of one date.")
            if fine_layer is None or coarse_layer is None:
                continue
            day = self._date(f"DATE_{number}")
            fine.append(self._image(fine_layer, f"Fine image {number}", day, number, f"MASK_{number}"))
            coarse.append(self._image(coarse_layer, f"Coarse image {number}", day, number))
        if _many(self._method.info):
            fine += self._further("MORE_FINE", "Further fine image")
            coarse += self._further("MORE_COARSE", "Further coarse image")
        target = self.layer("COARSE_TARGET")
        if target is None:
            raise InputError(
                "The coarse image of the target date is missing; choose the coarse raster of the day you want."
            )
        day = self._date("DATE_TARGET")
        classes = self._class_map(fine) if "classes" in self._method.info.extras else None
        return Inputs(
            fine=tuple(fine),
            coarse=tuple(coarse),
            target=self._image(target, "Coarse image of the target date", day, None, "MASK_TARGET"),
            bands=self._text("BANDS"),
            scale=self._text("SCALE") or "auto",
            resampling=chosen_word(self._algorithm, self._values, "RESAMPLING", self._context),
            extrapolate=_several(self._method.info)
            and self._algorithm.parameterAsBool(self._values, "EXTRAPOLATE", self._context),
            classes=classes,
        )

    def layer(self, key: str) -> QgsRasterLayer | None:
        """The raster chosen for a key, or None if there is none.

        Raises
        ------
        InputError
            If something was chosen that is no raster file.
        """
        definition = self._algorithm.parameterDefinition(key)
        value = self._values.get(key)
        if definition is None or _empty(value):
            return None
        layer = self._algorithm.parameterAsRasterLayer(self._values, key, self._context)
        if layer is None or not layer.isValid():
            shown = value.source() if isinstance(value, QgsMapLayer) else _static(value)
            raise InputError(
                f"{definition.description()}: '{shown}' cannot be opened as a raster; choose another file or layer."
            )
        return _from_file(layer, definition.description())

    def _class_map(self, fine: list[Image]) -> ClassMap | None:
        if _empty(self._values.get("CLASS_MAP")):
            return None
        layer = self._algorithm.parameterAsLayer(self._values, "CLASS_MAP", self._context)
        if layer is None or not layer.isValid():
            shown = value.source() if isinstance(value, QgsMapLayer) else _static(value)
            raise InputError(
                f"{definition.description()}: '{shown}' cannot be opened as a raster; choose another file or layer."
            )
        return _from_file(layer, definition.description())

    def _class_map(self, fine: list[Image]) -> ClassMap | None:
        if _empty(self._values.get("CLASS_MAP")):
            return None
        # One after the other: asked for a layer of any kind, QGIS 3.22 does not find rasters given by their path.
        layer = self._algorithm.parameterAsRasterLayer(self._values, "CLASS_MAP", self._context)
        if layer is None or not layer.isValid():
            layer = self._algorithm.parameterAsVectorLayer(self._values, "CLASS_MAP", self._context)
        if layer is None or not layer.isValid():
            shown = _static(self._values["CLASS_MAP"])
            raise InputError(f"Class map: '{shown}' cannot be opened; choose a raster or a layer of polygons.")
        if isinstance(layer, QgsRasterLayer):
            return ClassMap(_from_file(layer, "Class map").source())
        if not isinstance(layer, QgsVectorLayer) or layer.geometryType() != QgsWkbTypes.GeometryType.PolygonGeometry:
            raise InputError(f"Class map: '{layer.name()}' has no polygons; choose a raster or a layer of polygons.")
        reference = self.layer("FINE_1")
        field = self._text("CLASS_FIELD")
        return ClassMap(layer.name(), class_polygons(layer, field, reference.crs(), self._context))

    def _further(self, key: str, role: str) -> list[Image]:
        value = self._values.get(key)
        if _empty(value):
            return []
        names = value if isinstance(value, (list, tuple)) else None
        layers = self._algorithm.parameterAsLayerList(self._values, key, self._context)
        if names is not None and len(layers) != len(names):
            raise InputError(
                f"{role}s: {len(names) - len(layers)} of {len(names)} cannot be opened as rasters; check the list."
            )
        images = []
        for number, layer in enumerate(layers, 1):
            if not isinstance(layer, QgsRasterLayer):
                raise InputError(f"{role} {number}, {layer.name()}, is no raster layer; choose raster layers only.")
            images.append(self._image(_from_file(layer, role), f"{role} {number}", None, None))
        return images

    def _image(self, layer: QgsRasterLayer, role: str, day: date | None, slot: int | None, mask: str = "") -> Image:
        hiding = self.layer(mask) if mask else None
        source = layer.source()
        return Image(source, role, day or _layer_date(layer), slot, hiding.source() if hiding else None)

    def _date(self, key: str) -> date | None:
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

    def _text(self, key: str) -> str:
        return self._algorithm.parameterAsString(self._values, key, self._context).strip()


def class_polygons(
    layer: QgsVectorLayer, field: str, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext
) -> tuple[tuple[dict[str, Any], int], ...]:
    """Polygons in another coordinate reference system, with a number from 1 for each value of a field; without a field
    each polygon is a class of its own."""
    if field and layer.fields().lookupField(field) < 0:
        raise InputError(f"Class field: '{layer.name()}' has no field {field}; choose one of its fields.")
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
    """The word chosen from a list, also where its number was given, as `qgis_process help` proposes.

    Raises
    ------
    InputError
        If it is not in the list; Processing would silently take the default, or say only that it is incorrect.
    """
    value, definition = values.get(key), algorithm.parameterDefinition(key)
    words = definition.options()
    if isinstance(value, (int, str)) and str(value).isdigit() and int(value) < len(words):
        return str(words[int(value)])
    if isinstance(value, (int, str)) and value != "" and value not in words:
        raise InputError(f"{definition.description()} is '{value}'; choose one of: {', '.join(words)}.")
    return str(algorithm.parameterAsEnumString(values, key, context))


def words_for_numbers(algorithm: Any, values: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
    """The values with every list choice as a word, the only form that Processing's own check accepts."""
    found = dict(values)
    for definition in algorithm.parameterDefinitions():
        if isinstance(definition, QgsProcessingParameterEnum) and values.get(definition.name()) is not None:
            found[definition.name()] = chosen_word(algorithm, values, definition.name(), context)
    return found


def output_path(value: Any) -> str:
    """Where an output is to go, as far as that is known before the run; empty for a temporary or skipped one."""
    path = _static(value)
    return "" if path in ("", QgsProcessing.TEMPORARY_OUTPUT) or path.startswith("memory:") else path


def visible(form: Iterable[QgsProcessingParameterDefinition]) -> list[QgsProcessingParameterDefinition]:
    """The parameters shown without opening the advanced ones."""
    return [parameter for parameter in form if not parameter.flags() & Flag.FlagAdvanced]


def _image_parameters(info: MethodInfo) -> list[QgsProcessingParameterDefinition]:
    form = []
    for number in _slots(info):
        optional = number > info.pairs[0]
        if number == 2:
            fine_help = "A second pair, best on the other side of the target date. "
        else:
            fine_help = ""
        form += [
            _raster(
                f"FINE_{number}", f"Fine image {number}",
                f"{fine_help}Fine image (Landsat, Sentinel-2, ...) of a day with both sensors. Its grid, bands, data type and "
                "nodata value become those of the result." if number == 1 else
                f"{fine_help}Fine image of another day with both sensors.",
                optional=optional,
            ),
            _raster(
                f"COARSE_{number}", f"Coarse image {number}",
                f"Coarse image (MODIS, Sentinel-3, ...) of the same day as fine image {number}. Any grid, CRS and extent; it is "
                "brought onto the fine grid.",
                optional=optional,
            ),
        ]  # fmt: skip
    form += [
        _raster(
            "COARSE_TARGET", "Coarse image of the target date",
            "Coarse image of the day for which the fine image is wanted.",
        ),
        _rare(_day("DATE_TARGET", "Target date", "Only needed where neither the layer, its tags nor its file name tell the date."), info),
    ]  # fmt: skip
    if _many(info):
        form += [
            _advanced(_rasters(
                "MORE_FINE", "Further fine images",
                "Fine images of more pairs, in any order. Each is matched with the further coarse image of its date.",
            )),
            _advanced(_rasters(
                "MORE_COARSE", "Further coarse images",
                "Coarse images of the further pairs, in any order; dates are read from layers, tags or file names.",
            )),
        ]  # fmt: skip
    for number in _slots(info):
        form.append(_advanced(_day(
            f"DATE_{number}", f"Date of pair {number}",
            "Only needed where neither layers, tags nor file names tell it, or tell it wrongly.",
        )))  # fmt: skip
    if _several(info):
        form.append(_advanced(_described(
            QgsProcessingParameterBoolean("EXTRAPOLATE", "Allow a target date outside the pairs", False),
            "With two or more pairs the target date should lie between them. Tick to predict before the first or after the "
            "last pair all the same.",
        )))  # fmt: skip
    return form


def _class_parameters(info: MethodInfo) -> list[QgsProcessingParameterDefinition]:
    if "classes" not in info.extras:
        return []
    kinds = [QgsProcessing.SourceType.TypeRaster, QgsProcessing.SourceType.TypeVectorPolygon]
    form = [
        _described(
            QgsProcessingParameterMapLayer("CLASS_MAP", "Class map", None, True, kinds),
            "Land-cover classes of the first date: a raster of whole numbers, or polygons. Without one the fine image is "
            "classified by itself.",
        ),
        _described(
            QgsProcessingParameterField("CLASS_FIELD", "Class field", None, "CLASS_MAP", optional=True),
            "Field of the polygons that holds the class; without one each polygon is a class of its own.",
        ),
    ]
    return [_advanced(parameter) for parameter in form]


def _reading_parameters(info: MethodInfo) -> list[QgsProcessingParameterDefinition]:
    masks = [
        _raster(
            f"MASK_{name}", f"Mask of {what}",
            "Raster that is not 0 where clouds, shadow or faults make that date unusable; any grid. Pixels masked on a pair's "
            "date do not count there, pixels masked on the target date become nodata.",
            optional=True,
        )
        for name, what in (*((str(number), f"pair {number}") for number in _slots(info)), ("TARGET", "the target date"))
    ]  # fmt: skip
    form = [
        _described(
            QgsProcessingParameterString("BANDS", "Coarse band for each fine band", "", False, True),
            "For example 3 4 1 2 6 7 for Landsat with MODIS; 0 leaves a fine band out. Empty: bands of the same name, else the "
            "same order.",
        ),
        *masks,
        _described(
            QgsProcessingParameterString("SCALE", "Scale to reflectance", "auto"),
            "auto finds it from the files. Or a factor for both sensors (0.0001), factor and offset (0.0000275-0.2), or one for "
            "fine and one for coarse (0.0001 1). The log tells what was used.",
        ),
        _described(
            _choice("RESAMPLING", "Resampling of coarse images", RESAMPLINGS, "bilinear"),
            "How coarse images reach the fine grid. Not used for images that are on it already.",
        ),
    ]
    return [_advanced(parameter) for parameter in form]


def _option_parameters(method: Method) -> list[QgsProcessingParameterDefinition]:
    facts = option_facts(method.Options)
    form = []
    for field in dataclasses.fields(method.Options):
        form.append(
            _advanced(_described(_option(field.name.upper(), facts[field.name], field.default), facts[field.name].help))
        )
    return form


def _running_parameters() -> list[QgsProcessingParameterDefinition]:
    form = [
        _described(
            _choice("DEVICE", "Device", DEVICES, "auto"),
            "auto takes CUDA where torch sees a device, else the CPU. cuda never falls back to the CPU.",
        ),
        _described(
            _limited(
                QgsProcessingParameterNumber(
                    "BLOCK_SIZE", "Block size (fine pixels, 0 = automatic)", NumberType.Integer, 0
                ),
                0,
                16384,
            ),
            "Edge of the blocks in which the scene is worked on. Smaller blocks take less memory; the result is the same.",
        ),
    ]
    return [_advanced(parameter) for parameter in form]


def _outputs(info: MethodInfo) -> list[QgsProcessingParameterDefinition]:
    form = [
        _described(
            QgsProcessingParameterRasterDestination("OUTPUT", "Predicted fine image"),
            "GeoTIFF in the grid, data type, scale and nodata value of fine image 1.",
        )
    ]
    if info.uncertainty:
        uncertainty = _described(
            QgsProcessingParameterRasterDestination(
                "UNCERTAINTY", "Uncertainty and number of similar pixels", None, True, False
            ),
            f"{info.uncertainty} Behind these bands, the number of similar pixels for each band.",
        )
        form.append(_rare(uncertainty, info))
    return form


def _raster(key: str, label: str, text: str, optional: bool = False) -> QgsProcessingParameterDefinition:
    parameter = _described(QgsProcessingParameterRasterLayer(key, label, None, optional), text)
    return _advanced(parameter) if optional else parameter


def _rasters(key: str, label: str, text: str) -> QgsProcessingParameterDefinition:
    kind = QgsProcessing.SourceType.TypeRaster
    return _described(QgsProcessingParameterMultipleLayers(key, label, kind, None, True), text)


def _day(key: str, label: str, text: str) -> QgsProcessingParameterDefinition:
    kind = QgsProcessingParameterDateTime.Type.Date
    return _described(QgsProcessingParameterDateTime(key, label, kind, None, True), text)


def _choice(key: str, label: str, options: Iterable[str], default: str) -> QgsProcessingParameterEnum:
    # Static strings: models and commands store the word, so that a later choice may be put anywhere in the list.
    return QgsProcessingParameterEnum(key, label, list(options), False, default, False, True)


def _option(key: str, facts: OptionFacts, default: Any) -> QgsProcessingParameterDefinition:
    kind = _kind(default, facts)
    if kind == "choice":
        return _choice(key, facts.title, facts.choices, default)
    if kind == "flag":
        return QgsProcessingParameterBoolean(key, facts.title, default)
    if kind == "text":
        return QgsProcessingParameterString(key, facts.title, default)
    number = NumberType.Integer if kind == "integer" else NumberType.Double
    return _limited(QgsProcessingParameterNumber(key, facts.title, number, default), facts.minimum, facts.maximum)


def _kind(default: Any, facts: OptionFacts) -> str:
    if facts.choices:
        return "choice"
    return {bool: "flag", int: "integer", float: "number", str: "text"}[type(default)]


_READERS = {
    "choice": chosen_word,
    "flag": lambda algorithm, values, key, context: algorithm.parameterAsBool(values, key, context),
    "integer": lambda algorithm, values, key, context: algorithm.parameterAsInt(values, key, context),
    "number": lambda algorithm, values, key, context: algorithm.parameterAsDouble(values, key, context),
    "text": lambda algorithm, values, key, context: algorithm.parameterAsString(values, key, context),
}


def _limited(
    parameter: QgsProcessingParameterNumber, minimum: float | None, maximum: float | None
) -> QgsProcessingParameterNumber:
    if minimum is not None:
        parameter.setMinimum(minimum)
    if maximum is not None:
        parameter.setMaximum(maximum)
    return parameter


def _described(parameter: QgsProcessingParameterDefinition, text: str) -> QgsProcessingParameterDefinition:
    parameter.setHelp(text)
    return parameter


def _advanced(parameter: QgsProcessingParameterDefinition) -> QgsProcessingParameterDefinition:
    parameter.setFlags(parameter.flags() | Flag.FlagAdvanced)
    return parameter


def _rare(parameter: QgsProcessingParameterDefinition, info: MethodInfo) -> QgsProcessingParameterDefinition:
    """Advanced where a method needs two pairs: their four images leave no room among what is shown at first."""
    return _advanced(parameter) if info.pairs[0] > 1 else parameter


def _slots(info: MethodInfo) -> range:
    """Numbers of the pairs that have parameters of their own."""
    return range(1, 2 if info.pairs[1] == 1 else 3)


def _several(info: MethodInfo) -> bool:
    return info.pairs[1] != 1


def _many(info: MethodInfo) -> bool:
    return info.pairs[1] is None or info.pairs[1] > 2


def _empty(value: Any) -> bool:
    if isinstance(value, (QDateTime, QDate)):
        return not value.isValid()
    if isinstance(value, QgsProperty):
        return False
    return value is None or value == "" or value == [] or (hasattr(value, "isNull") and value.isNull())


def _static(value: Any) -> str:
    """The text of a parameter value that is a string, a layer definition or a static property."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, QgsProperty):
        value = value.staticValue() or ""
    return "" if value is None else str(value)


def _from_file(layer: QgsRasterLayer, role: str) -> QgsRasterLayer:
    if layer.providerType() != "gdal":
        raise InputError(
            f"{role}: the layer '{layer.name()}' comes from a {layer.providerType()} service; export it to a GeoTIFF first."
        )
    return layer


def _layer_date(layer: QgsRasterLayer) -> date | None:
    """The day that the layer's temporal properties fix, as the Temporal Controller shows it."""
    properties = layer.temporalProperties()
    if not properties.isActive():
        return None
    begin = properties.fixedTemporalRange().begin()
    return begin.date().toPyDate() if begin.isValid() else None
