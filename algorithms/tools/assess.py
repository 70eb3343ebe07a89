"""Assess: Processing algorithm of `core.accuracy.assess` and its report."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ...core.accuracy.assess import Assessment
from ...core.accuracy.metrics import NOISE
from ...core.accuracy.plan import AssessInputs, AssessPlan, plan_assessment
from ...core.accuracy.results import MEASURES, WHOLE_IMAGE
from ...core.report.assessment import assess_to_files, check_outputs
from ...core.run import Run
from ...core.runtime.version import version
from ...core.scenes.pairing import Image
from ..forms.pairform import PairReader
from ..forms.reading import output_path
from ..forms.widgets import advanced, day, described, raster, real, shown, whole
from ..results.layers import DivergingStyler, history_lines, load
from ..tool import Tool

# Keys of the number outputs, by the key of the measure.
NUMBERS = {measure.key: measure.key.upper() for measure in (*MEASURES, *WHOLE_IMAGE)}


class AssessAlgorithm(Tool):
    """Compares a prediction with a reference."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: AssessPlan | None = None
        self._found: Assessment | None = None
        self._error = ""

    def name(self) -> str:
        return "assess"

    def displayName(self) -> str:
        return self.tr("Assess")

    def tags(self) -> list[str]:
        words = (
            "accuracy,validation,quality,evaluation,metrics,error,RMSE,MAE,bias,correlation,R2,SSIM,PSNR,UIQI,SAM,ERGAS,"
            "edge,texture,local binary pattern,all-round assessment,report,scatter plot,histogram"
        )
        return words.split(",")

    def shortDescription(self) -> str:
        return self.tr("Compares a prediction with a reference: measures of accuracy, an error map and a report.")

    def shortHelpString(self) -> str:
        return "\n".join(
            (
                self.tr(
                    "Compares a predicted image with the one that was observed on its day: RMSE, MAE, bias, correlation, "
                    "R2, SSIM, PSNR, UIQI, SAM and ERGAS, and the agreement of edges and texture (Zhu et al. 2022), for "
                    "each band and as the mean of all."
                ),
                self.tr(
                    "Gives: the numbers as outputs, for models; a table (CSV) with every band; a raster of prediction "
                    "minus reference, in the stored units of the reference; and a report, one HTML page with maps, "
                    "scatter plots, histograms, the all-round diagram, and what every measure means."
                ),
                self.tr(
                    "All-round diagram: with the fine image of the pair and the coarse image of the target date, which "
                    "count as naive predictions, the diagram shows the sectors that a good prediction lies in."
                ),
                self.tr(
                    "Compared are: the pixels that are valid in both images and not masked, on the grid of the "
                    "prediction. A reference on another grid is resampled to it, with a warning."
                ),
                self.tr(
                    "Units: RMSE, MAE, BIAS and the error raster are in stored units of the reference, such as reflectance "
                    "times 10000. A measure that is not defined, such as SAM of one band, is no number (NaN)."
                ),
            )
        )

    def form(self) -> list[QgsProcessingParameterDefinition]:
        return [
            raster("PREDICTION", self.tr("Prediction"), self.tr("Raster to assess; its grid is that of the comparison.")),
            raster("REFERENCE", self.tr("Reference"), self.tr("Observed fine image of the same day, taken as the truth.")),
            shown(raster(
                "FINE_1", self.tr("Fine image of the pair, for the diagram"),
                self.tr("What the prediction was made from. Taken unchanged it is a naive prediction, F0 in the diagram."),
                optional=True,
            )),
            shown(raster(
                "COARSE_TARGET", self.tr("Coarse image of the target date, for the diagram"),
                self.tr("Its bilinear enlargement is a naive prediction, CP in the diagram; its pixel size goes into ERGAS."),
                optional=True,
            )),
            *(advanced(parameter) for parameter in self._advanced()),
            described(
                QgsProcessingParameterRasterDestination("ERROR", self.tr("Error raster"), None, True, True),
                self.tr("GeoTIFF of prediction minus reference, a band for each; shown from blue (too low) to red (too high)."),
            ),
            described(
                QgsProcessingParameterFileDestination(
                    "REPORT", self.tr("Report"), self.tr("HTML files (*.html)"), None, True, True
                ),
                self.tr("One HTML page with everything in it, which opens without a network."),
            ),
            advanced(described(
                QgsProcessingParameterFileDestination(
                    "TABLE", self.tr("Table"), self.tr("CSV files (*.csv)"), None, True, False
                ),
                self.tr("CSV file with a row for each band and one for all of them."),
            )),
        ]  # fmt: skip

    def _advanced(self) -> list[QgsProcessingParameterDefinition]:
        return [
            raster(
                "MASK", self.tr("Mask"), self.tr("Raster that is not 0 where pixels are not to be compared; any grid."),
                optional=True,
            ),
            described(
                QgsProcessingParameterString("BANDS", self.tr("Reference band for each band"), "", False, True),
                self.tr(
                    "For example 3 4 1 2; 0 leaves a band of the prediction out. Empty: bands of the same name, else the "
                    "same order."
                ),
            ),
            described(
                QgsProcessingParameterString("SCALE", self.tr("Scale to reflectance"), "auto", False, True),
                self.tr(
                    "As in the form of a method: auto, or a factor for all images, or one for the fine and one for the "
                    "coarse ones."
                ),
            ),
            described(
                real("RATIO", self.tr("Fine pixels along a coarse one"), 0.0, 0.0),
                self.tr("For ERGAS; 0 measures it from the coarse image, and leaves the factor at 1 without one."),
            ),
            described(
                real("NOISE", self.tr("Noise level of the texture measure (reflectance)"), NOISE, 0.0),
                self.tr("A neighbour counts as brighter where it exceeds the centre by more than this."),
            ),
            day("DATE", self.tr("Date of the prediction"), self.tr("Empty: that of the layer, its tags or its file name.")),
            described(
                whole("BLOCK_SIZE", self.tr("Block size (pixels, 0 = automatic)"), 0, 0, 16384),
                self.tr("Edge of the blocks in which images are compared; the numbers are the same for every size."),
            ),
        ]  # fmt: skip

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        numbers = [
            QgsProcessingOutputNumber(NUMBERS[measure.key], self.tr(measure.title))
            for measure in (*MEASURES, *WHOLE_IMAGE)
        ]
        return [*numbers, QgsProcessingOutputNumber("PIXELS", self.tr("Pixels compared"))]

    def packages(self) -> tuple[str, ...]:
        return (*super().packages(), "scipy")

    def read(self, values: dict[str, Any], context: QgsProcessingContext) -> None:
        reader = PairReader(self, values, context)

        def optional(key: str, role: str) -> Image | None:
            found = reader.raster(key)
            return None if found is None else reader.image(found, role, None, None)

        self._plan = plan_assessment(AssessInputs(
            prediction=reader.image(reader.needed("PREDICTION"), "The prediction", reader.day("DATE"), None),
            reference=reader.image(reader.needed("REFERENCE"), "The reference", None, None),
            fine_before=optional("FINE_1", "The fine image of the pair"),
            coarse_target=optional("COARSE_TARGET", "The coarse image of the target date"),
            mask=reader.source("MASK"),
            bands=reader.text("BANDS"),
            ratio=reader.number("RATIO"),
            scale=reader.text("SCALE") or "auto",
            noise=reader.number("NOISE"),
        ))  # fmt: skip
        check_outputs(self._plan, *(output_path(values.get(key)) for key in ("ERROR", "TABLE", "REPORT")))

    def work(self, values: dict[str, Any], context: QgsProcessingContext, run: Run) -> dict[str, Any]:
        if self._plan is None:
            return {}
        self._error = self.parameterAsOutputLayer(values, "ERROR", context)
        table, report = (self.parameterAsFileOutput(values, key, context) for key in ("TABLE", "REPORT"))
        block_size = self.parameterAsInt(values, "BLOCK_SIZE", context)
        found = assess_to_files(
            self._plan, run, error=self._error, table=table, report=report, block_size=block_size
        )  # fmt: skip
        self._found = found
        numbers = {
            key: found.overall(found.accuracy, measure.key) for measure in MEASURES for key in [NUMBERS[measure.key]]
        }
        numbers |= {"SAM": found.accuracy.sam, "ERGAS": found.accuracy.ergas(found.ergas_factor)}
        run.info(
            "; ".join(
                f"{self.tr(measure.title)} {numbers[NUMBERS[measure.key]]:.6g}" for measure in (*MEASURES, *WHOLE_IMAGE)
            )
        )
        files = {"ERROR": self._error, "TABLE": table, "REPORT": report}
        return {**numbers, "PIXELS": found.pixels, **{key: path for key, path in files.items() if path}}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        if self._found is None or not self._error:
            return {}
        plan = self._found.plan
        when = plan.images["prediction"].date
        names = plan.infos["prediction"].label, plan.infos["reference"].label
        lines = history_lines(f"STFusion {version()}, {self.displayName()}: {names[0]} minus {names[1]}.")
        band, limit = self._found.shown_error()
        name = f"{self.tr('Error')}{f' {when.isoformat()}' if when else ''}, {plan.names[band]}"
        load(context, self._error, name, DivergingStyler(when, lines, band + 1, limit))
        return {}
