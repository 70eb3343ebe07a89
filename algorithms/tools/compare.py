"""Compare methods: Processing algorithm of `core.compare` and its report."""

from __future__ import annotations

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
from ...core.report.comparison import check_comparison_outputs, compare_to_files
from ...core.run import Run
from ...core.runtime.device import CHOICES as DEVICES
from ...core.scenes.inputs import Inputs
from ...core.scenes.pairing import Image
from ...models import methods_of_pairs
from ..forms.datedform import DATE_PATTERN, NamedDates, date_pattern
from ..forms.forms import RESAMPLINGS
from ..forms.pairform import PairReader
from ..forms.reading import chosen_word, chosen_words, output_path
from ..forms.widgets import advanced, choice, day, described, raster, rasters, shown, whole
from ..groups import START, ToolboxGroup
from ..tool import Tool
from ..words import tr


class CompareAlgorithm(Tool):
    """Runs several methods on one scene with a known true image."""

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
            "Runs several fusion methods on a scene with known truth: accuracy, time and memory in one table."
        )

    def shortHelpString(self) -> str:
        return "\n".join(
            (
                self.tr(
                    "Runs fusion methods on one scene and judges them by an image that was observed: which is the most "
                    "accurate here, and what does it cost? All are judged on the same pixels, those that every method "
                    "predicted."
                ),
                self.tr(
                    "Truth: the fine image that was observed on the target date. Without one, each pair is left out in "
                    "turn and predicted from the others; with three or more pairs, only those with others before and "
                    "after."
                ),
                self.tr(
                    "Methods: all that the pairs allow, or those you choose. A method that wants fewer pairs gets the "
                    "nearest ones. One that fails is told, and does not stop the others."
                ),
                self.tr(
                    "Gives: a table (CSV) of every measure, the time and the peak memory; a report, one HTML page with "
                    "the methods' predictions and errors side by side, the best value of each measure marked; and, if "
                    "wanted, the predictions."
                ),
                self.tr(
                    "Limits: a comparison tells about this scene and these dates; another landscape may turn the order "
                    "round. Memory is that of the whole process beyond its start, on Linux and Windows."
                ),
            )
        )

    def form(self) -> list[QgsProcessingParameterDefinition]:
        known = list(methods_of_pairs())
        return [
            rasters("FINE", self.tr("Fine images of the pairs"), self.tr(
                "One or more fine images; each is matched with the coarse image of its date."
            )),
            rasters("COARSE", self.tr("Coarse images of the pairs"), self.tr(
                "Coarse images of the same dates, in any order."
            )),
            shown(raster("COARSE_TARGET", self.tr("Coarse image of the target date"), self.tr(
                "Needed with a truth; leave empty to leave out one pair after the other."
            ), optional=True)),
            shown(raster("TRUTH", self.tr("Truth"), self.tr(
                "Fine image that was observed on the target date. Empty: one pair after the other is left out and "
                "predicted."
            ), optional=True)),
            described(QgsProcessingParameterEnum(
                "METHODS", self.tr("Methods"), known, True, [], True, True
            ), self.tr(
                "Empty takes all that the pairs allow, and networks only if Options of the methods gives them weights: "
                "without, they are trained on the scene first, which takes minutes each."
            )),
            described(QgsProcessingParameterFileDestination(
                "REPORT", self.tr("Report"), self.tr("HTML files (*.html)"), None, True, True
            ), self.tr("One HTML page with everything in it, which opens without a network.")),
            *(advanced(parameter) for parameter in self._advanced()),
        ]  # fmt: skip

    def _advanced(self) -> list[QgsProcessingParameterDefinition]:
        def text(key: str, label: str, default: str, words: str) -> QgsProcessingParameterDefinition:
            return described(QgsProcessingParameterString(key, label, default, False, True), words)

        return [
            day("DATE_TARGET", self.tr("Target date"), self.tr("Only needed where neither layer, tags nor file name tell it.")),
            text("OPTIONS", self.tr("Options of the methods"), "", self.tr(
                "The id of a method and its options, with | between methods, such as starfm: WINDOW=31; CLASSES=6 | "
                "fsdaf: NEIGHBOURS=30. Empty takes the defaults."
            )),
            raster("MASK", self.tr("Mask of the truth"), self.tr(
                "Raster that is not 0 where predictions are not to be judged, such as clouds of the truth."
            ), optional=True),
            rasters("FINE_MASKS", self.tr("Masks of the fine images"), self.tr(
                "Rasters that are not 0 where the fine image of their date is cloudy or faulty; matched by date."
            )),
            date_pattern(),
            text("BANDS", self.tr("Coarse band for each fine band"), "", self.tr(
                "For example 3 4 1 2 6 7 for Landsat with MODIS; 0 leaves a fine band out. Empty: bands of the same "
                "name, else the same order."
            )),
            text("SCALE", self.tr("Scale to reflectance"), "auto", self.tr(
                "As in the form of a method: auto, a factor for both sensors, or one for fine and one for coarse."
            )),
            described(choice("RESAMPLING", self.tr("Resampling of coarse images"), RESAMPLINGS, "bilinear"), self.tr(
                "How coarse images reach the fine grid. Not used for images that are on it already."
            )),
            described(QgsProcessingParameterBoolean("EXTRAPOLATE", self.tr("Allow a date outside the pairs"), False), self.tr(
                "Methods that need pairs on both sides of a date may do with two on one side."
            )),
            described(choice("DEVICE", self.tr("Device"), DEVICES, "auto"), self.tr(
                "auto takes CUDA where torch sees a device, else the CPU. cuda never falls back to the CPU."
            )),
            described(whole("BLOCK_SIZE", self.tr("Block size (fine pixels, 0 = automatic)"), 0, 0, 16384), self.tr(
                "Edge of the blocks in which the scene is worked on. Smaller blocks take less memory; the result is "
                "the same."
            )),
            described(QgsProcessingParameterFileDestination(
                "TABLE", self.tr("Table"), self.tr("CSV files (*.csv)"), None, True, False
            ), self.tr("CSV file with a row for each method, date and band, and one for all of them.")),
            described(QgsProcessingParameterFolderDestination(
                "FOLDER", self.tr("Folder for the predictions"), None, True, False
            ), self.tr("Where the prediction of each method is kept; empty drops them.")),
        ]  # fmt: skip

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        numbers = [
            QgsProcessingOutputNumber(measure.key.upper(), self.tr("{} of the best method").format(measure.title))
            for measure in (*MEASURES, *WHOLE_IMAGE)
        ]
        return [
            QgsProcessingOutputString("BEST", self.tr("Id of the method with the smallest RMSE")),
            *numbers,
            QgsProcessingOutputNumber("COUNT", self.tr("Methods compared")),
            QgsProcessingOutputNumber("FAILED", self.tr("Methods that failed")),
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
        _tell(found, run)
        best = found.best()
        numbers = {m.key.upper(): found.overall(best.name, m.key) for m in (*MEASURES, *WHOLE_IMAGE)}
        counts = {"COUNT": len(found.good), "FAILED": len(found.trials) - len(found.good)}
        return {"BEST": best.name, **numbers, **counts, **{key: path for key, path in files.items() if path}}


class _CompareReader(PairReader):
    """Reads the lists of the form."""

    def wanted(self) -> Wanted:
        dates = NamedDates(self.text(DATE_PATTERN))
        fine = dates.of(self.images("FINE", "Fine image"))
        coarse = dates.of(self.images("COARSE", "Coarse image"))
        if not fine or not coarse:
            text = tr("There are no coarse images of pairs; choose at least one.")
            raise InputError(text if fine else tr("There are no fine images of pairs; choose at least one."))
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
                scale=self.text("SCALE") or "auto",
                resampling=self.word("RESAMPLING"),
                extrapolate=self.flag("EXTRAPOLATE"),
            ),
            truth=one(truth, "The truth") if truth is not None else None,
            methods=tuple(chosen_words(self._algorithm, self._values, "METHODS", self._context)),
            options=self.text("OPTIONS"),
            masks=tuple(masks),
            mask=self.source("MASK"),
        )
        dates.check()
        return wanted


def _tell(found: Compared, run: Run) -> None:
    """Writes a table to the log: one line per method, the best first."""
    for trial in sorted(found.good, key=lambda one: found.overall(one.name, "rmse")):
        rmse, r, ssim = (found.overall(trial.name, key) for key in ("rmse", "correlation", "ssim"))
        run.info(f"{trial.title}: RMSE {rmse:.5g}, r {r:.3f}, SSIM {ssim:.3f}, {trial.cost}.")
