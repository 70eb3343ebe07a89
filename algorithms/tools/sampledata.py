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
        return self.tr("Makes a simulated scene of two sensors with known truth, to try the fusion methods on.")

    def shortHelpString(self) -> str:
        return "\n".join(
            (
                self.tr(
                    "Makes a landscape of fields with their own seasons, forest, a river, a town and roads, with a change of "
                    "land cover, and lets a Landsat-like and a MODIS-like sensor look at it on 2024-05-04, 2024-06-21 and "
                    "2024-08-08."
                ),
                self.tr(
                    "Gives: fine and coarse image of each date, and the true fine image of the middle date to compare a "
                    "prediction with. Reflectance x 10000 in bands green, red, near infrared and shortwave infrared, as GeoTIFF."
                ),
                self.tr(
                    "Try it: run STARFM with the fine and coarse images of 2024-05-04 as pair and the coarse image of "
                    "2024-06-21 as target, then look at the truth of that day."
                ),
                self.tr(
                    "Limits: simulated, no observation. It shows how methods behave, not how accurate they are on real land."
                ),
            )
        )

    def form(self) -> list[QgsProcessingParameterDefinition]:
        return [
            described(
                choice("CHANGE", self.tr("Change of land cover"), CHANGES, "flood"),
                self.tr(
                    "What happens between the first and the second date: a flood, a forest cut down, a town that grows, or none."
                ),
            ),
            described(
                whole("SEED", self.tr("Landscape number"), 7, 0, 2**31 - 1),
                self.tr("Every number is another landscape; the same number always gives the same one."),
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
                    whole("RATIO", self.tr("Fine pixels along a coarse one"), 16, 2, 64),
                    self.tr("16 is Landsat (30 m) with MODIS (480 m)."),
                )
            ),
            advanced(
                described(
                    choice("KIND", self.tr("Kind of scene"), KINDS, PAIRS),
                    self.tr(
                        "pairs is what the fusion methods need. panchromatic adds a third sensor as on Gaofen-1, for DiffSTSF: "
                        "rows, columns and coarse pixels are counted in panchromatic pixels of 2 m, and a fine pixel has 8 m. "
                        "fields is for DSTFNet: fine pixels of 2 m, eight dates, and the numbered fields. Take 8 fine pixels "
                        "along a coarse one for both."
                    ),
                )
            ),
            described(
                QgsProcessingParameterFolderDestination("FOLDER", self.tr("Folder for the sample rasters")),
                self.tr(
                    "Rasters named sample_fine_20240504.tif and so on are written here; older ones of that name are replaced."
                ),
            ),
        ]

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        return [QgsProcessingOutputRasterLayer(key, self.tr(label)) for key, label in _OUTPUTS]

    def work(self, values: dict[str, Any], context: QgsProcessingContext, run: Run) -> dict[str, Any]:
        from ...core.simulate import Scenario, simulate

        folder = self.parameterAsString(values, "FOLDER", context)
        if not folder:
            raise InputError(self.tr("FOLDER is missing; say where the sample rasters are to be written."))
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
        self._sample = write_sample(simulation, folder, writing, fields=kind == FIELDS)
        results = {key: str(path) for key, path, _, _ in _files(self._sample)}
        for _, path, name, _ in _files(self._sample):
            # Layers are only loaded if there is a project; qgis_process has none.
            if context.project() is not None:
                details = QgsProcessingContext.LayerDetails(name, context.project(), "")
                context.addLayerToLoadOnCompletion(str(path), details)
        return {"FOLDER": folder, **results}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        if self._sample is not None:
            for _, path, name, day in _files(self._sample):
                load(
                    context,
                    str(path),
                    name,
                    FalseColour(day, history_lines(self.tr("STFusion sample data, simulated"))),
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
PAIRS, PAN, FIELDS = "pairs", "panchromatic", "fields"
# Gaofen-1 for the other two kinds: 2 m panchromatic or pan-sharpened; the season of the fields from March to October.
KINDS: dict[str, dict[str, Any]] = {
    PAIRS: {},
    PAN: {"pan": 4, "pixel": 2.0},
    FIELDS: {"pixel": 2.0, "dates": tuple(date(2024, 3, 18) + timedelta(days=29 * number) for number in range(8))},
}


class FalseColour(ResultStyler):
    """Sets near infrared, red and green as red, green and blue, with the same stretch on all dates."""

    def __init__(self, day: date, history: list[str]) -> None:
        super().__init__(day, history, None)

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


def _files(sample: Sample) -> list[tuple[str, Path, str, date]]:
    """Returns output key, path, layer name and date of every file that is loaded."""
    days = sorted(sample.fine)
    first, middle, last = days[0], days[len(days) // 2], days[-1]
    truth = min(sample.truth, key=lambda day: abs(day - middle))
    chosen = [
        ("FINE_1", "Fine", sample.fine, first),
        ("COARSE_1", "Coarse", sample.coarse, first),
        ("COARSE_TARGET", "Coarse", sample.coarse, middle),
        ("FINE_2", "Fine", sample.fine, last),
        ("COARSE_2", "Coarse", sample.coarse, last),
        ("TRUTH", "Truth", sample.truth, truth),
    ]
    if sample.pan:
        chosen += [("PAN_1", "Panchromatic", sample.pan, first), ("PAN_2", "Panchromatic", sample.pan, last)]
    found = [(key, files[day], f"{kind} {day.isoformat()}", day) for key, kind, files, day in chosen]
    return [*found, ("FIELDS", sample.fields, "Fields", first)] if sample.fields else found
