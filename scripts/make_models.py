"""Writes the ready-made models to resources/models, or to a given folder. Run it with the Python of the oldest
supported QGIS.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "resources" / "models"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QPointF  # noqa: E402

SOURCE = QgsProcessingModelChildParameterSource


class Chain:
    """A model under construction: inputs in a column on the left, steps to the right of them."""

    def __init__(self, title: str, texts: dict[str, str]) -> None:
        self.model = QgsProcessingModelAlgorithm(title, "Prepare and assess", "prepare")
        self._texts, self._steps, self._inputs = dict(texts), 0, 0
        self._order: list[str] = []

    def input(self, parameter: QgsProcessingParameterDefinition, text: str, advanced: bool = False) -> None:
        """Add an input with its help text."""
        self._texts[parameter.name()] = text
        self._order.append(parameter.name())
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        place = QgsProcessingModelParameter(parameter.name())
        place.setPosition(QPointF(120, 60 + 90 * self._inputs))
        self._inputs += 1
        self.model.addModelParameter(parameter, place)

    def step(
        self,
        name: str,
        algorithm: str,
        title: str,
        values: dict[str, Any],
        outputs: Sequence[tuple[str, str, str]] = (),
    ) -> None:
        """Add a step.

        Parameters
        ----------
        values : dict
            For each key the name of an input as ``"=FINE_1"``, an output of an earlier step as ``"step.OUTPUT"`` behind ``@``,
            a list of these, or a value.
        outputs : sequence of (key of the step's output, name, text)
            The text is the label, a colon, and the help.
            Outputs of the model.
        """
        child = QgsProcessingModelChildAlgorithm(algorithm)
        child.setChildId(name)
        child.setDescription(title)
        child.setPosition(QPointF(420 + 260 * self._steps, 120 + 70 * (self._steps % 3)))
        self._steps += 1
        for key, value in {**_defaults(QgsApplication.processingRegistry().algorithmById(algorithm)), **values}.items():
            child.addParameterSources(key, [_source(one) for one in (value if isinstance(value, list) else [value])])
        made = {}
        for number, (key, output, text) in enumerate(outputs):
            one = QgsProcessingModelOutput(output, text.partition(":")[0])
            one.setChildId(name)
            one.setChildOutputName(key)
            one.setPosition(QPointF(child.position().x() + 60, child.position().y() + 130 + 70 * number))
            made[output] = one
            self._texts[f"{name}:{output}"] = text.partition(": ")[2]
            self._order.append(f"{name}:{output}")
        child.setModelOutputs(made)
        self.model.addChildAlgorithm(child)

    def write(self, name: str) -> None:
        """Write the file; the same model gives the same bytes, as far as QGIS allows."""
        self.model.setHelpContent(self._texts)
        self.model.setParameterOrder(self._order)
        self.model.updateDestinationParameters()
        path = FOLDER / f"{name}.model3"
        if not self.model.toFile(str(path)):
            raise OSError(f"{path} cannot be written")
        sys.stdout.write(f"{path}\n")


def _defaults(algorithm: QgsProcessingAlgorithm) -> dict[str, Any]:
    """Returns the defaults that a step must state, as the modeler does: it reports a step without them as an error."""
    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    return {
        definition.name(): definition.defaultValue()
        for definition in algorithm.parameterDefinitions()
        if not definition.isDestination()
        and not definition.flags() & optional
        and definition.defaultValue() is not None
    }


def _source(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("="):
        return SOURCE.fromModelParameter(value[1:])
    if isinstance(value, str) and value.startswith("@"):
        return SOURCE.fromChildOutput(*value[1:].split("."))
    return SOURCE.fromStaticValue(value)


def _raster(key: str, label: str, optional: bool = False) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterRasterLayer(key, label, None, optional)


def prepare_fuse_assess() -> None:
    chain = Chain("Prepare, fuse, assess", {
        "ALG_DESC": (
            "Prepares a pair and the coarse image of a target date, predicts the fine image of that date by Auto, and "
            "compares it with the observed fine image.\n"
            "Inputs: images as delivered, with any grid, band order and scale factor; quality layers mask clouds.\n"
            "Outputs: the predicted fine image and the report of Assess, which begins with a comparison with simple guesses.\n"
            "To change the model, open the file in the modeler, replace the method or set its options, and save it under another "
            "name."
        ),
        "SHORT_DESCRIPTION": "Prepares a pair and a target date, predicts by Auto, and assesses the prediction.",
        "KEYWORDS": "prepare,Auto,STARFM,assess,accuracy,Landsat,MODIS,Sentinel-2",
        "ALG_CREATOR": "STFusion",
    })  # fmt: skip
    chain.input(
        _raster("FINE_1", "Fine image of the pair"),
        "Fine image (Landsat, Sentinel-2, ...) of a date with both sensors.",
    )
    chain.input(
        _raster("COARSE_1", "Coarse image of the pair"),
        "Coarse image (VIIRS, Sentinel-3, MODIS, ...) of the same date.",
    )
    chain.input(_raster("COARSE_TARGET", "Coarse image of the target date"), "Coarse image of the date to predict.")
    chain.input(
        _raster("REFERENCE", "Observed fine image of the target date"),
        "Fine image observed on the target date, used as reference.",
    )
    quality = "Quality layer (QA_PIXEL, SCL, state_1km, ...) with clouds. Empty: a quality band of the image, if there is one."
    for key, label in (
        ("FINE_1_QA", "Quality layer of the fine image"), ("COARSE_1_QA", "Quality layer of the coarse image"),
        ("COARSE_TARGET_QA", "Quality layer of the coarse image of the target date"),
        ("REFERENCE_QA", "Quality layer of the observed image"),
    ):  # fmt: skip
        chain.input(_raster(key, label, True), quality, advanced=True)
    chain.step("pair", "stfusion:prepare", "Prepare the pair", {
        "FINE": "=FINE_1", "COARSE": "=COARSE_1", "FINE_QA": "=FINE_1_QA", "COARSE_QA": "=COARSE_1_QA",
    })  # fmt: skip
    chain.step("target", "stfusion:prepare", "Prepare the target date", {
        "FINE": "=REFERENCE", "COARSE": "=COARSE_TARGET", "FINE_QA": "=REFERENCE_QA", "COARSE_QA": "=COARSE_TARGET_QA",
    })  # fmt: skip
    chain.step("fuse", "stfusion:auto", "Predict", {
        "FINE_1": "@pair.FINE_OUT", "COARSE_1": "@pair.COARSE_OUT", "COARSE_TARGET": "@target.COARSE_OUT",
    }, [("OUTPUT", "Prediction", "Prediction: Predicted fine image of the target date.")])  # fmt: skip
    chain.step("assess", "stfusion:assess", "Assess", {
        "PREDICTION": "@fuse.OUTPUT", "REFERENCE": "@target.FINE_OUT", "FINE_1": "@pair.FINE_OUT", "COARSE_1": "@pair.COARSE_OUT",
        "COARSE_TARGET": "@target.COARSE_OUT",
    }, [
        ("REPORT", "Report", "Report: HTML page with measures, maps, scatter plots and the all-round diagram."),
    ])  # fmt: skip
    chain.write("preparefuseassess")


def prepare_series_ndvi() -> None:
    chain = Chain("Prepare, series, NDVI", {
        "ALG_DESC": (
            "Prepares two pairs and predicts the NDVI of every date with a coarse image: the dates of the pairs, the target "
            "date, and the dates of additional coarse images.\n"
            "Inputs: images as delivered, with any grid, band order and scale factor; quality layers mask clouds. Additional "
            "coarse images must already be prepared, or have the bands of the prepared images in the same order and scale "
            "factor.\n"
            "Outputs: a folder with an NDVI raster for every date and series.json; the layers are loaded as one group "
            "for the Temporal Controller.\n"
            "To change the model, open the file in the modeler, replace steps or set their options, and save it under another "
            "name."
        ),
        "SHORT_DESCRIPTION": "Prepares two pairs and a target date, and predicts NDVI for every date.",
        "KEYWORDS": "prepare,series,NDVI,vegetation,phenology,time series,Landsat,MODIS",
        "ALG_CREATOR": "STFusion",
    })  # fmt: skip
    chain.input(
        _raster("FINE_1", "Fine image of the first pair"),
        "Fine image (Landsat, Sentinel-2, ...) of a date with both sensors.",
    )
    chain.input(
        _raster("COARSE_1", "Coarse image of the first pair"),
        "Coarse image (VIIRS, Sentinel-3, MODIS, ...) of the same date.",
    )
    chain.input(
        _raster("FINE_2", "Fine image of the second pair"),
        "Fine image of another date, preferably after the target dates.",
    )
    chain.input(
        _raster("COARSE_2", "Coarse image of the second pair"), "Coarse image of the date of the second fine image."
    )
    chain.input(_raster("COARSE_TARGET", "Coarse image of a target date"), "Coarse image of a date to predict.")
    chain.input(
        QgsProcessingParameterMultipleLayers(
            "MORE_COARSE", "Coarse images of additional target dates", QgsProcessing.SourceType.TypeRaster, None, True
        ),
        "Prepared coarse images of additional dates, in any order; dates are read from layers, tags or file names.",
        advanced=True,
    )  # fmt: skip
    chain.input(
        QgsProcessingParameterEnum("METHOD", "Method", ["starfm", "estarfm", "auto"], False, "estarfm", False, True),
        "Fusion method for every date.", advanced=True,
    )  # fmt: skip
    chain.input(
        QgsProcessingParameterString("OPTIONS", "Options of the method", "", False, True),
        "Advanced parameters of the method by key, such as WINDOW=31; CLASSES=6. Empty: defaults.", advanced=True,
    )  # fmt: skip
    chain.step("first", "stfusion:prepare", "Prepare the first pair", {"FINE": "=FINE_1", "COARSE": "=COARSE_1"})
    chain.step("second", "stfusion:prepare", "Prepare the second pair", {"FINE": "=FINE_2", "COARSE": "=COARSE_2"})
    chain.step(
        "target", "stfusion:prepare", "Prepare the target date", {"FINE": "@first.FINE_OUT", "COARSE": "=COARSE_TARGET"}
    )
    chain.step("series", "stfusion:fuseseries", "NDVI of every date", {
        "FINE": ["@first.FINE_OUT", "@second.FINE_OUT"],
        "COARSE": ["@first.COARSE_OUT", "@second.COARSE_OUT", "@target.COARSE_OUT", "=MORE_COARSE"],
        "METHOD": "=METHOD", "OPTIONS": "=OPTIONS", "INDEX": "NDVI",
    }, [("FOLDER", "NDVI", "Folder of the NDVI series: Folder for the rasters and series.json.")])  # fmt: skip
    chain.write("prepareseriesndvi")


def main() -> None:
    spec = importlib.util.spec_from_file_location(
        "stfusion", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["stfusion"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["stfusion"])
    application = QgsApplication([], False)
    application.initQgis()
    from stfusion.plugin import StFusionPlugin

    plugin = StFusionPlugin(None)  # kept, because the provider is deleted with it
    plugin.initProcessing()
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.model3"):
        old.unlink()
    prepare_fuse_assess()
    prepare_series_ndvi()
    sys.stdout.flush()
    os._exit(0)  # a normal exit of a QgsApplication may crash


if __name__ == "__main__":
    main()
