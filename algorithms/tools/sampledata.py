"""Load sample data: a simulated scene with a known true image, loaded into the map."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsContrastEnhancement,
    QgsMapLayer,
    QgsMultiBandColorRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputFolder,
    QgsProcessingOutputRasterLayer,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFolderDestination,
    QgsRasterLayer,
)

from ...core.errors import InputError
from ...core.run import Run
from ...core.simulate.sample import Sample, write_sample
from ..forms.datedform import make_folder
from ..forms.reading import chosen_word
from ..forms.widgets import advanced, choice, described, whole
from ..groups import START, ToolboxGroup
from ..results.layers import ResultStyler, history_lines, load
from ..tool import Tool

CHANGES = ("flood", "clearcut", "town", "none")


class SampleDataAlgorithm(Tool):
    """Simulates a landscape, writes it as dated rasters of two sensors, and loads them."""

    def __init__(self) -> None:
        super().__init__()
        self._sample: Sample | None = None

    def name(self) -> str:
        return "sampledata"

    def toolbox_group(self) -> ToolboxGroup:
        return START

    def displayName(self) -> str:
        return self.tr("Load sample data")

    def tags(self) -> list[str]:
        return [
            "sample",
            "example",
            "demo",
            "test data",
            "simulate",
            "simulation",
            "synthetic",
            "tutorial",
            "Landsat",
            "MODIS",
        ]

    def shortDescription(self) -> str:
        return self.tr("Creates a simulated scene of two sensors with known truth, to try the fusion methods.")

    def shortHelpString(self) -> str:
        return "\n".join(
            (
                self.tr(
                    "Simulates a landscape of fields with their own seasons, forest, a river, a town and roads, "
                    "and Landsat-like and VIIRS-like observations from 2024-05-04 to 2024-08-08."
                ),
                self.tr(
                    "Outputs: two pairs of a fine and a coarse image (first and last date), the coarse image of the date "
                    "between them, and the true fine image of that date, to compare a prediction with. For a series: two "
                    "pairs and coarse images of seven dates, in the folders fine and coarse. Reflectance x 10000 in the "
                    "bands green, red, near infrared and shortwave infrared, as GeoTIFF."
                ),
                self.tr(
                    "Try it: open Auto or ESTARFM, select both pairs and the coarse image of 2024-06-21 as target, and "
                    "compare the prediction with the truth by Assess."
                ),
                self.tr(
                    "Limits: the data are simulated, not observed. They show how methods behave, not how accurate they are "
                    "on real scenes."
                ),
            )
        )

    def form(self) -> list[QgsProcessingParameterDefinition]:
        return [
            described(
                choice("KIND", self.tr("Type of sample"), KINDS, PAIRS),
                self.tr(
                    "pairs: two pairs and a target date, for a fusion method. series: two pairs and coarse images of seven "
                    "dates in two folders, for Fuse series. panchromatic: adds a third sensor as on Gaofen-1, for DiffSTSF; "
                    "rows, columns and coarse pixels are counted in panchromatic pixels of 2 m, and a fine pixel is 8 m "
                    "wide. fields: fine pixels of 2 m, coarse images of eight dates, and the numbered fields, for DSTFNet. "
                    "For panchromatic and fields, set the resolution ratio to 8."
                ),
            ),
            described(
                choice("CHANGE", self.tr("Land-cover change"), CHANGES, "town"),
                self.tr(
                    "Change between the first and the second date: none, a flood, a clear-cut forest, or a growing town."
                ),
            ),
            described(
                whole("SEED", self.tr("Landscape number"), 7, 0, 2**31 - 1),
                self.tr("Each number is a different landscape; the same number always gives the same landscape."),
            ),
            advanced(
                described(
                    whole("ROWS", self.tr("Rows (fine pixels)"), 240, 64, 4000),
                    self.tr("Height of the fine images; a fine pixel is 30 m wide."),
                )
            ),
            advanced(
                described(
                    whole("COLS", self.tr("Columns (fine pixels)"), 240, 64, 4000),
                    self.tr("Width of the fine images; a fine pixel is 30 m wide."),
                )
            ),
            advanced(
                described(
                    whole("RATIO", self.tr("Resolution ratio (coarse / fine)"), 16, 2, 64),
                    self.tr("16 corresponds to Landsat (30 m) with VIIRS or MODIS (about 480 m)."),
                )
            ),
            described(
                QgsProcessingParameterFolderDestination("FOLDER", self.tr("Folder for sample rasters")),
                self.tr(
                    "Folder of the rasters, such as sample_fine_20240504.tif. Existing files with the same names are replaced."
                ),
            ),
        ]

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        return [
            *(QgsProcessingOutputRasterLayer(key, self.tr(label)) for key, label in _OUTPUTS),
            QgsProcessingOutputFolder("FINE_FOLDER", self.tr("Folder of fine images")),
            QgsProcessingOutputFolder("COARSE_FOLDER", self.tr("Folder of coarse images")),
        ]

    def work(self, values: dict[str, Any], context: QgsProcessingContext, run: Run) -> dict[str, Any]:
        from ...core.simulate import Scenario, simulate

        folder = self.parameterAsString(values, "FOLDER", context)
        if not folder:
            raise InputError(self.tr("FOLDER is missing; choose a folder for the sample rasters."))
        simulating, writing = run.steps(Simulating_the_landscape=3, Writing=1)
        make_folder(folder)
        simulating.progress(0.01)
        kind = chosen_word(self, values, "KIND", context)
        scenario = Scenario(
            rows=self.parameterAsInt(values, "ROWS", context),
            cols=self.parameterAsInt(values, "COLS", context),
            ratio=self.parameterAsInt(values, "RATIO", context),
            seed=self.parameterAsInt(values, "SEED", context),
            change=chosen_word(self, values, "CHANGE", context),
            **KINDS[kind],
        )
        simulation = simulate(scenario)
        simulating.progress(1)
        self._sample = write_sample(
            simulation, folder, writing, fields=kind == FIELDS, pairs_only=True, folders=kind == SERIES
        )
        results = _results(self._sample)
        for path, name, _ in _files(self._sample):
            # Layers are only loaded if there is a project; qgis_process has none.
            if context.project() is not None:
                details = QgsProcessingContext.LayerDetails(name, context.project(), "")
                context.addLayerToLoadOnCompletion(str(path), details)
        return {"FOLDER": folder, **results}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        if self._sample is not None:
            for path, name, day in _files(self._sample):
                load(
                    context,
                    str(path),
                    name,
                    FalseColour(
                        day,
                        history_lines(self.tr("STFusion sample data, simulated")),
                        "truth" if path in self._sample.truth.values() else "",
                    ),
                )
        return {}

    def packages(self) -> tuple[str, ...]:
        return (*super().packages(), "scipy")


_OUTPUTS = (
    ("FINE_1", "Fine image of the first date"),
    ("COARSE_1", "Coarse image of the first date"),
    ("COARSE_TARGET", "Coarse image of the middle date"),
    ("FINE_2", "Fine image of the last date"),
    ("COARSE_2", "Coarse image of the last date"),
    ("TRUTH", "True fine image of the middle date"),
    ("PAN_1", "Panchromatic image of the first date"),
    ("PAN_2", "Panchromatic image of the last date"),
    ("FIELDS", "Numbered fields"),
)
PAIRS, SERIES, PAN, FIELDS = "pairs", "series", "panchromatic", "fields"
_SPRING = date(2024, 5, 4)
# Gaofen-1 for the last two kinds: 2 m panchromatic or pan-sharpened; the season of the fields from March to October.
KINDS: dict[str, dict[str, Any]] = {
    PAIRS: {},
    PAN: {"pan": 4, "pixel": 2.0},
    FIELDS: {"pixel": 2.0, "dates": tuple(date(2024, 3, 18) + timedelta(days=29 * number) for number in range(8))},
    SERIES: {"dates": tuple(_SPRING + timedelta(days=16 * number) for number in range(7))},
}


class FalseColour(ResultStyler):
    """Sets near infrared, red and green as red, green and blue, with the same stretch on all dates."""

    def __init__(self, day: date, history: list[str], role: str) -> None:
        super().__init__(day, history, None, role=role)

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        if isinstance(layer, QgsRasterLayer) and layer.bandCount() > 1:
            self._renderer = _false_colour(layer)
        super().postProcessLayer(layer, context, feedback)


def _false_colour(layer: QgsRasterLayer) -> QgsMultiBandColorRenderer:
    provider = layer.dataProvider()
    renderer = QgsMultiBandColorRenderer(provider, 3, 2, 1)
    stretches = []
    for band, top in ((3, 5000), (2, 2000), (1, 2000)):
        stretch = QgsContrastEnhancement(provider.dataType(band))
        stretch.setContrastEnhancementAlgorithm(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum, False
        )
        stretch.setMinimumValue(0, False)
        stretch.setMaximumValue(top)
        stretches.append(stretch)
    renderer.setRedContrastEnhancement(stretches[0])
    renderer.setGreenContrastEnhancement(stretches[1])
    renderer.setBlueContrastEnhancement(stretches[2])
    return renderer


def _files(sample: Sample) -> list[tuple[Path, str, date]]:
    """Returns path, layer name and date of every file, in the order in which they are loaded: coarse images below."""
    kinds = (
        ("Coarse", sample.coarse),
        ("Fine", sample.fine),
        ("Panchromatic", sample.pan),
        ("Truth", sample.truth),
    )
    found = [(path, f"{kind} {day.isoformat()}", day) for kind, files in kinds for day, path in sorted(files.items())]
    return [*found, (sample.fields, "Fields", min(sample.fine))] if sample.fields else found


def _results(sample: Sample) -> dict[str, str]:
    """Returns the outputs by key: the images of the first, the middle and the last date, and the folders."""
    days = sorted(sample.coarse)
    first, middle, last = days[0], days[len(days) // 2], days[-1]
    found = {
        "FINE_1": sample.fine[first],
        "COARSE_1": sample.coarse[first],
        "COARSE_TARGET": sample.coarse[middle],
        "FINE_2": sample.fine[last],
        "COARSE_2": sample.coarse[last],
        "TRUTH": sample.truth[middle],
        "FINE_FOLDER": sample.fine[first].parent,
        "COARSE_FOLDER": sample.coarse[first].parent,
    }
    if sample.pan:
        found.update(PAN_1=sample.pan[first], PAN_2=sample.pan[last])
    if sample.fields:
        found["FIELDS"] = sample.fields
    return {key: str(path) for key, path in found.items()}
