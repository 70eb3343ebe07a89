"""Assess: Processing algorithm of `core.accuracy.assess` and its report."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ...core.accuracy.assess import Assessment
from ...core.accuracy.metrics import NOISE
from ...core.accuracy.plan import TITLES, AssessInputs, AssessPlan, plan_assessment
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
        return self.tr("Compares a prediction with a reference: accuracy measures, an error raster and a report.")

    def shortHelpString(self) -> str:
        return "\n".join(
            (
                self.tr(
                    "Compares a predicted image with the fine image observed on the same date: RMSE, MAE, bias, correlation, "
                    "R2, SSIM, PSNR, UIQI, SAM and ERGAS, and the agreement of edges and texture (Zhu et al. 2022), for each "
                    "band and as the mean over all bands."
                ),
                self.tr(
                    "Simple guesses: the log and the report begin with a comparison of the prediction with the best simple "
                    "guess, such as: 30 % better than the best simple guess (two-sided coarse change). Simple guesses are "
                    "computed from the optional images without a fusion method: fine image unchanged (F1); enlarged coarse "
                    "image (C2); coarse change (F1 + C2 - C1); two-sided coarse change, the mean of F + C2 - C of the pair "
                    "before and the pair after the target date. F: fine image; C: coarse image, enlarged to the fine grid; 1: "
                    "nearest pair; 2: target date. RMSE values are compared over the same pixels; differences below 1 % count "
                    "as equal."
                ),
                self.tr(
                    "Outputs: all measures as numbers, for use in models; the comparison with the best simple guess as text and "
                    "as a number; a table (CSV) of all bands; a raster of prediction minus reference, in stored units of the "
                    "reference; and a report (one HTML page) with maps, scatter plots, histograms, the all-round diagram and "
                    "the definitions of all measures."
                ),
                self.tr(
                    "All-round diagram: with the fine image of the pair and the coarse image of the target date, the diagram "
                    "shows the sectors that a good prediction lies in."
                ),
                self.tr(
                    "Compared pixels: all pixels that are valid in both images and not masked, on the grid of the prediction. A "
                    "reference with another grid is resampled, with a warning."
                ),
                self.tr(
                    "Units: RMSE, MAE, BIAS and the error raster are in stored units of the reference, such as reflectance x "
                    "10000. Measures that are not defined, such as SAM of a single band, are NaN."
                ),
            )
        )

    def form(self) -> list[QgsProcessingParameterDefinition]:
        return [
            raster("PREDICTION", self.tr("Prediction"), self.tr("Raster to assess. The comparison uses its grid.")),
            raster("REFERENCE", self.tr("Reference"), self.tr("Fine image observed on the same date, used as truth.")),
            shown(raster(
                "FINE_1", self.tr("Fine image of the pair"),
                self.tr(
                    "Fine image that the prediction is based on. Unchanged, it is a simple guess (F0). Also used for the "
                    "all-round diagram."
                ),
                optional=True,
            )),
            shown(raster(
                "COARSE_TARGET", self.tr("Coarse image of the target date"),
                self.tr(
                    "Enlarged to the fine grid (bilinear), it is a simple guess (CP). Required for the coarse change. Also used "
                    "for the all-round diagram; its pixel size is used for ERGAS."
                ),
                optional=True,
            )),
            *(advanced(parameter) for parameter in self._advanced()),
            described(
                QgsProcessingParameterRasterDestination("ERROR", self.tr("Error raster"), None, True, True),
                self.tr("GeoTIFF of prediction minus reference with one band per compared band; blue: too low, red: too high."),
            ),
            described(
                QgsProcessingParameterFileDestination(
                    "REPORT", self.tr("Assessment report"), self.tr("HTML files (*.html)"), None, True, True
                ),
                self.tr("One HTML page that needs no network connection."),
            ),
            advanced(described(
                QgsProcessingParameterFileDestination(
                    "TABLE", self.tr("Table"), self.tr("CSV files (*.csv)"), None, True, False
                ),
                self.tr("CSV file with one row per band and one row for all bands, for the prediction and each simple guess."),
            )),
        ]  # fmt: skip

    def _advanced(self) -> list[QgsProcessingParameterDefinition]:
        return [
            raster(
                "COARSE_1", self.tr("Coarse image of the pair"),
                self.tr("Coarse image of the date of the fine image of the pair. Required for the coarse change (DC)."),
                optional=True,
            ),
            raster(
                "FINE_2", self.tr("Fine image of the second pair"),
                self.tr(
                    "Fine image of a pair on the other side of the target date. With its coarse image and both images of the "
                    "first pair, the two-sided coarse change (DC2) is computed; the dates must be known."
                ),
                optional=True,
            ),
            raster(
                "COARSE_2", self.tr("Coarse image of the second pair"),
                self.tr("Coarse image of the date of the fine image of the second pair."),
                optional=True,
            ),
            raster(
                "MASK", self.tr("Mask"), self.tr("Raster that is not 0 for pixels to exclude from the comparison; any grid."),
                optional=True,
            ),
            described(
                QgsProcessingParameterString("BANDS", self.tr("Reference band for each band"), "", False, True),
                self.tr(
                    "For example 3 4 1 2; 0 skips a band of the prediction. Empty: bands are matched by name, otherwise by order."
                ),
            ),
            described(
                QgsProcessingParameterString("SCALE", self.tr("Scale factor"), "auto", False, True),
                self.tr(
                    "auto: detect from the data. Otherwise the factor to reflectance for all images, or two factors, for fine "
                    "and coarse images."
                ),
            ),
            described(
                real("RATIO", self.tr("Resolution ratio (coarse / fine)"), 0.0, 0.0),
                self.tr("Used for ERGAS. 0: measured from the coarse image; without one, the pixel size factor of ERGAS is 1."),
            ),
            described(
                real("NOISE", self.tr("Noise level of the texture measure (reflectance)"), NOISE, 0.0),
                self.tr("A neighbour counts as brighter if it exceeds the centre pixel by more than this value."),
            ),
            day(
                "DATE", self.tr("Date of the prediction"),
                self.tr("Only required if the date cannot be detected from the layer, file tags or file name."),
            ),
            described(
                whole("BLOCK_SIZE", self.tr("Block size (pixels, 0 = automatic)"), 0, 0, 16384),
                self.tr("Side length of the blocks in which images are compared. The results do not depend on it."),
            ),
        ]  # fmt: skip

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        numbers = [
            QgsProcessingOutputNumber(NUMBERS[measure.key], self.tr(measure.title))
            for measure in (*MEASURES, *WHOLE_IMAGE)
        ]
        return [
            *numbers,
            QgsProcessingOutputNumber("PIXELS", self.tr("Number of compared pixels")),
            QgsProcessingOutputString("VERDICT", self.tr("Comparison with the best simple guess")),
            QgsProcessingOutputNumber("GAIN", self.tr("RMSE reduction compared with the best simple guess (%)")),
        ]

    def packages(self) -> tuple[str, ...]:
        return (*super().packages(), "scipy")

    def read(self, values: dict[str, Any], context: QgsProcessingContext) -> None:
        reader = PairReader(self, values, context)

        def optional(key: str) -> Image | None:
            found = reader.raster(key)
            return None if found is None else reader.image(found, TITLES[key], None, None)

        self._plan = plan_assessment(AssessInputs(
            prediction=reader.image(reader.needed("PREDICTION"), "The prediction", reader.day("DATE"), None),
            reference=reader.image(reader.needed("REFERENCE"), "The reference", None, None),
            fine_1=optional("FINE_1"),
            coarse_1=optional("COARSE_1"),
            fine_2=optional("FINE_2"),
            coarse_2=optional("COARSE_2"),
            coarse_target=optional("COARSE_TARGET"),
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
        texts = {"VERDICT": found.verdict_line}
        numbers |= {"PIXELS": found.pixels, "GAIN": found.verdict.gain}
        return {**numbers, **texts, **{key: path for key, path in files.items() if path}}

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
