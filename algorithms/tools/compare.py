"""Compare methods: Processing algorithm of `core.compare` and its report."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from ...core.accuracy.results import MEASURES, WHOLE_IMAGE
from ...core.compare.plan import Comparison, Wanted, plan_comparison
from ...core.compare.run import Compared, check_kept
from ...core.errors import InputError
from ...core.fusion.guesses import shown_name
from ...core.report.comparison import check_comparison_outputs, compare_to_files
from ...core.run import Run
from ...core.runtime.device import CHOICES as DEVICES
from ...core.scenes.inputs import Inputs
from ...core.scenes.pairing import Image
from ...models import methods_of_pairs
from ..forms.datasetform import DataSetReader, data_set
from ..forms.datedform import DATE_PATTERN, NamedDates, date_pattern
from ..forms.forms import RESAMPLINGS
from ..forms.pairform import PairReader
from ..forms.reading import chosen_word, chosen_words, output_path
from ..forms.widgets import advanced, choice, day, described, raster, rasters, shown, whole
from ..groups import START, ToolboxGroup
from ..tool import Tool
from ..words import tr


class CompareAlgorithm(Tool):
    """Runs several methods on one scene with a known truth."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: Comparison | None = None

    def name(self) -> str:
        return "compare"

    def toolbox_group(self) -> ToolboxGroup:
        return START

    def displayName(self) -> str:
        return self.tr("Compare methods")

    def tags(self) -> list[str]:
        words = "benchmark,comparison,ranking,accuracy,validation,cross-validation,leave one out,best method,report,time,memory"
        return [*words.split(","), *(method.info.title for method in methods_of_pairs().values())]

    def shortDescription(self) -> str:
        return self.tr(
            "Runs several fusion methods on a scene with known truth and compares accuracy, time and memory."
        )

    def shortHelpString(self) -> str:
        return "\n".join(
            (
                self.tr(
                    "Runs fusion methods on one scene and compares their predictions with an observed image: accuracy, time and "
                    "memory. All methods are evaluated on the same pixels, those that every method predicted."
                ),
                self.tr(
                    "Truth: the fine image observed on the target date. Without it, each pair is predicted from the others; "
                    "with three or more pairs, only pairs that have others before and after them."
                ),
                self.tr(
                    "Methods: all methods that the pairs allow, or a selection. A method that takes fewer pairs gets the nearest "
                    "ones. Failed methods are reported and skipped."
                ),
                self.tr(
                    "Simple guesses: the log and the report begin with a comparison of the best method with the best simple "
                    "guess. Table and report list four guesses that need no fusion method: fine image unchanged (F1); enlarged "
                    "coarse image (C2); coarse change (F1 + C2 - C1); two-sided coarse change, the mean of F + C2 - C of the "
                    "nearest pairs before and after the target date, if there are any. F: fine image; C: coarse image; 1: "
                    "nearest pair; 2: target date."
                ),
                self.tr(
                    "Outputs: a table (CSV) of all measures, time and peak memory; a report (one HTML page) with predictions and "
                    "errors of the methods side by side and the best value of each measure highlighted; and, optionally, the "
                    "predictions."
                ),
                self.tr(
                    "Limits: the results are valid for this scene and these dates; the ranking can differ in other landscapes. "
                    "Memory is the peak memory of the process minus its memory before the run, on Linux and Windows."
                ),
            )
        )

    def form(self) -> list[QgsProcessingParameterDefinition]:
        known = list(methods_of_pairs())
        return [
            rasters("FINE", self.tr("Fine images of the pairs"), self.tr(
                "One or more fine images. Each is matched with the coarse image of its date."
            )),
            rasters("COARSE", self.tr("Coarse images of the pairs"), self.tr(
                "Coarse images of the same dates, in any order."
            )),
            shown(raster("COARSE_TARGET", self.tr("Coarse image of the target date"), self.tr(
                "Required if a truth is given. Leave empty to predict each pair from the others."
            ), optional=True)),
            shown(raster("TRUTH", self.tr("Truth"), self.tr(
                "Fine image observed on the target date. Empty: each pair is predicted from the others."
            ), optional=True)),
            described(QgsProcessingParameterEnum(
                "METHODS", self.tr("Methods"), known, True, [], True, True
            ), self.tr(
                "Empty: all methods that the pairs allow; networks only if their weights are set in Options of the methods. "
                "Networks selected here without weights are trained on the scene first, which takes minutes each."
            )),
            described(QgsProcessingParameterFileDestination(
                "REPORT", self.tr("Comparison report"), self.tr("HTML files (*.html)"), None, True, True
            ), self.tr("One HTML page that needs no network connection.")),
            *(advanced(parameter) for parameter in self._advanced()),
        ]  # fmt: skip

    def _advanced(self) -> list[QgsProcessingParameterDefinition]:
        def text(key: str, label: str, default: str, words: str) -> QgsProcessingParameterDefinition:
            return described(QgsProcessingParameterString(key, label, default, False, True), words)

        return [
            day("DATE_TARGET", self.tr("Target date"), self.tr(
                "Only required if the date cannot be detected from the layer, file tags or file name."
            )),
            text("OPTIONS", self.tr("Options of the methods"), "", self.tr(
                "Id of a method and its options; separate methods by |. Example: starfm: WINDOW=31; CLASSES=6 | fsdaf: "
                "NEIGHBOURS=30. Empty: defaults."
            )),
            raster("MASK", self.tr("Mask of the truth"), self.tr(
                "Raster that is not 0 for pixels to exclude from the evaluation, such as clouds in the truth."
            ), optional=True),
            rasters("FINE_MASKS", self.tr("Masks of the fine images"), self.tr(
                "Rasters that are not 0 for cloudy or invalid pixels of the fine image of the same date; matched by date."
            )),
            *data_set(),
            date_pattern(),
            text("BANDS", self.tr("Coarse band for each fine band"), "", self.tr(
                "For example 3 4 1 2 6 7 for Landsat with MODIS; 0 skips a fine band. Empty: bands are matched by name, "
                "otherwise by order."
            )),
            text("SCALE", self.tr("Scale factor"), "auto", self.tr(
                "auto: detect from the data. Otherwise the factor to reflectance for all images, or two factors, for fine and "
                "coarse images."
            )),
            described(choice("RESAMPLING", self.tr("Resampling of coarse images"), RESAMPLINGS, "bilinear"), self.tr(
                "Resampling used to align coarse images with the fine grid. Ignored if they are already aligned."
            )),
            described(QgsProcessingParameterBoolean(
                "EXTRAPOLATE", self.tr("Allow target dates outside the pairs"), False
            ), self.tr(
                "Methods that need pairs on both sides of the target date may use two pairs on one side."
            )),
            described(choice("DEVICE", self.tr("Device"), DEVICES, "auto"), self.tr(
                "auto: CUDA if available, otherwise CPU. cuda: never falls back to the CPU."
            )),
            described(whole("BLOCK_SIZE", self.tr("Block size (fine pixels, 0 = automatic)"), 0, 0, 16384), self.tr(
                "Side length of the processing blocks. Smaller blocks need less memory; the result does not depend on it."
            )),
            described(QgsProcessingParameterFileDestination(
                "TABLE", self.tr("Table"), self.tr("CSV files (*.csv)"), None, True, False
            ), self.tr(
                "CSV file with one row per method, date and band, and one row per method for all bands; simple guesses follow."
            )),
            described(QgsProcessingParameterFolderDestination(
                "FOLDER", self.tr("Folder for the predictions"), None, True, False
            ), self.tr("Folder for the prediction of each method. Empty: predictions are not saved.")),
        ]  # fmt: skip

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        numbers = [
            QgsProcessingOutputNumber(
                measure.key.upper(), self.tr("{} of the best method").format(self.tr(measure.title))
            )
            for measure in (*MEASURES, *WHOLE_IMAGE)
        ]
        return [
            QgsProcessingOutputString("BEST", self.tr("Id of the method with the smallest RMSE")),
            *numbers,
            QgsProcessingOutputNumber("COUNT", self.tr("Number of compared methods")),
            QgsProcessingOutputNumber("FAILED", self.tr("Number of failed methods")),
            QgsProcessingOutputString("VERDICT", self.tr("Comparison of the best method with the best simple guess")),
            QgsProcessingOutputNumber("GAIN", self.tr("RMSE reduction compared with the best simple guess (%)")),
        ]

    def packages(self) -> tuple[str, ...]:
        return (*super().packages(), "scipy")

    def read(self, values: dict[str, Any], context: QgsProcessingContext) -> None:
        reader = _CompareReader(self, values, context)
        self._plan = plan_comparison(reader.wanted(), methods_of_pairs())
        folder = output_path(values.get("FOLDER"))
        check_kept(self._plan, Path(folder) if folder else None)
        check_comparison_outputs(self._plan, *(output_path(values.get(key)) for key in ("TABLE", "REPORT")))

    def work(self, values: dict[str, Any], context: QgsProcessingContext, run: Run) -> dict[str, Any]:
        if self._plan is None:
            return {}
        files = {key: self.parameterAsFileOutput(values, key, context) for key in ("TABLE", "REPORT", "FOLDER")}
        found = compare_to_files(
            self._plan, run, table=files["TABLE"], report=files["REPORT"], folder=files["FOLDER"],
            device=chosen_word(self, values, "DEVICE", context),
            block_size=self.parameterAsInt(values, "BLOCK_SIZE", context),
        )  # fmt: skip
        _log(found, run)
        best = found.best()
        numbers = {m.key.upper(): found.overall(best.name, m.key) for m in (*MEASURES, *WHOLE_IMAGE)}
        counts = {"COUNT": len(found.good), "FAILED": len(found.trials) - len(found.good)}
        verdict = {"VERDICT": found.verdict_line, "GAIN": found.verdict(best.name).gain}
        return {"BEST": best.name, **numbers, **counts, **verdict, **{key: path for key, path in files.items() if path}}


class _CompareReader(DataSetReader, PairReader):
    """Reads the lists of the form."""

    def wanted(self) -> Wanted:
        dates = NamedDates(self.text(DATE_PATTERN))
        fine = dates.of([*self.images("FINE", "Fine image"), *self.of_data_set("FINE")])
        coarse = dates.of([*self.images("COARSE", "Coarse image"), *self.of_data_set("COARSE")])
        if not fine or not coarse:
            text = tr("Coarse images of the pairs are missing; choose at least one.")
            raise InputError(text if fine else tr("Fine images of the pairs are missing; choose at least one."))
        target, truth = self.raster("COARSE_TARGET"), self.raster("TRUTH")
        role = "Coarse image of the target date"
        when = self.day("DATE_TARGET")

        def one(layer: Any, title: str) -> Image:
            image = self.image(layer, title, when, None)
            return image if when else dates.of([image])[0]

        masks = dates.of(self.images("FINE_MASKS", "Mask"))
        wanted = Wanted(
            inputs=Inputs(
                fine=tuple(fine),
                coarse=tuple(coarse),
                target=one(target, role) if target is not None else Image("", role),
                bands=self.text("BANDS"),
                scale=self.scale(),
                resampling=self.word("RESAMPLING"),
                extrapolate=self.flag("EXTRAPOLATE"),
            ),
            truth=one(truth, "The truth") if truth is not None else None,
            methods=tuple(chosen_words(self._algorithm, self._values, "METHODS", self._context)),
            options=self.text("OPTIONS"),
            masks=tuple(masks),
            mask=self.source("MASK"),
            tests=self._tests(),
        )
        dates.check()
        return wanted

    def _tests(self) -> tuple[tuple[tuple[date, ...], date], ...]:
        """Returns the tests of the split of the data set; none without a split."""
        if self.split is None or self.data_set is None:
            return ()
        return tuple(self.split.test_cases(list(self.data_set.pairs)))


def _log(found: Compared, run: Run) -> None:
    """Writes the verdict to the log, then one line per method and simple guess, in order of RMSE."""
    run.info(found.verdict_line)
    for trial in sorted(found.good, key=lambda one: found.overall(one.name, "rmse")):
        rmse, r, ssim = (found.overall(trial.name, key) for key in ("rmse", "correlation", "ssim"))
        run.info(f"{trial.title}: RMSE {rmse:.5g}, r {r:.3f}, SSIM {ssim:.3f}, {trial.cost}.")
    for name in found.guesses:
        rmse, r = (found.overall(name, key) for key in ("rmse", "correlation"))
        run.info(f"{shown_name(name)}: RMSE {rmse:.5g}, r {r:.3f}.")
