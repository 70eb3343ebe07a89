"""Train network: trains weights on a series of dated images."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
)

from ...core.errors import InputError
from ...core.fusion.method import parse_options
from ...core.learning.learned import LearnedMethod
from ...core.learning.normalise import KINDS, PER_BAND
from ...core.learning.options import WEIGHTS_FILES
from ...core.learning.plan import Training
from ...core.learning.samples import Variation
from ...core.learning.series_training import TrainingSeries, train_on_series
from ...core.learning.size import SIZES, SOURCE
from ...core.learning.weights import check_weights_path
from ...core.parcels.delineator import Delineator
from ...core.parcels.training import ParcelTrainingData, train_parcels
from ...core.rasters.input_files import check_not_input
from ...core.rasters.text_files import HTML, check_file, written
from ...core.report.parcels import parcel_report
from ...core.report.training import training_report
from ...core.run import Run
from ...core.runtime.device import CHOICES as DEVICES
from ...core.runtime.device import choose_device
from ...models import delineators, methods
from ..forms.datedform import dated_folder, dated_rasters, names_and_masks, words, yes_no
from ..forms.forms import RESAMPLINGS
from ..forms.parcelform import ParcelReader, drawn_fields
from ..forms.reading import chosen_word
from ..forms.widgets import advanced, choice, described, real, whole
from ..groups import NETWORKS, ToolboxGroup
from ..tool import Tool


class TrainAlgorithm(Tool):
    """Trains any network of the provider."""

    def __init__(self) -> None:
        super().__init__()
        self._method: LearnedMethod | None = None
        self._series: TrainingSeries | None = None
        self._delineator: Delineator | None = None
        self._parcels: ParcelTrainingData | None = None
        self._options: Any = None
        self._training = Training()

    def name(self) -> str:
        return "train"

    def toolbox_group(self) -> ToolboxGroup:
        return NETWORKS

    def displayName(self) -> str:
        return self.tr("Train network")

    def tags(self) -> list[str]:
        return [
            *_networks(),
            "deep learning",
            "neural network",
            "weights",
            "training",
            "machine learning",
            "PyTorch",
            "CUDA",
        ]

    def shortDescription(self) -> str:
        return self.tr("Trains a network on a series of fine and coarse images and writes its weights.")

    def shortHelpString(self) -> str:
        return "\n".join(
            (
                self.tr(
                    "Trains one of the networks on your own images, so that it predicts any date of the same area, or "
                    "of areas like it, without learning again. The weights are then given to the network's own "
                    "algorithm."
                ),
                self.tr(
                    "Inputs: two folders or lists of dated images, fine and coarse, of one area; at least two "
                    "dates, ten or more that cover the seasons are better. Dates without a partner are left out, "
                    "and reported in the log."
                ),
                self.tr(
                    "Others: DiffSTSF needs the panchromatic image of each date as well. DSTFNet, which delineates fields, takes "
                    "one very fine image as the fine one, the series as coarse images, and drawn fields; dates held out, masks "
                    "and mixed dates mean nothing to it."
                ),
                self.tr(
                    "Outputs: weights (safetensors, which cannot contain executable code), a report with losses, "
                    "validation errors, sample patches and the configuration, and beside the weights a training "
                    "state to resume from, ending in .resume.safetensors."
                ),
                self.tr(
                    "Validation: on a share of the area, or on whole dates, which is more reliable but requires "
                    "more dates. Test dates are not used for training; they are predicted at the end and "
                    "compared with simple guesses."
                ),
                self.tr(
                    "Time: on a CPU minutes for StfNet, EDCSTFN and STFDCNN, and for the others if their size is small, else "
                    "hours; with CUDA minutes to hours. Cancel keeps the best weights so far. The form and the number of "
                    "parameters of each network are on its own page."
                ),
                self.tr(
                    "Limits: a network knows what it has seen. Weights of another region, season or sensor may be "
                    "worse than FSDAF or STARFM, which need no training: compare them on a date that you know."
                ),
            )
        )

    def form(self) -> list[QgsProcessingParameterDefinition]:
        return [
            described(choice("NETWORK", self.tr("Network"), _networks(), "edcstfn"), self.tr(
                "Network to train; its help page describes when to use it. EDCSTFN is robust and small, STFNet "
                "learns from few dates."
            )),
            dated_folder("FINE_FOLDER", self.tr("Folder of fine images"), self.tr(
                "Folder whose rasters are the fine images, one a date; a pattern can narrow them."
            ), shown=True),
            dated_folder("COARSE_FOLDER", self.tr("Folder of coarse images"), self.tr(
                "Folder whose rasters are the coarse images; those of dates without a fine image are left out."
            ), shown=True),
            described(choice("SIZE", self.tr("Size of the network"), SIZES, SOURCE), self.tr(
                "small is for computers without a CUDA device: fewer channels, smaller patches and batches, and "
                "a higher learning rate, which learns far more in the same time on a CPU. It replaces options "
                "that are at their default; the network's help page lists the values."
            )),
            advanced(described(whole("EPOCHS", self.tr("Epochs (0 = as published)"), 0, 0, 1000000), self.tr(
                "Rounds through the samples. The longest time below may end the training before."
            ))),
            *self._images(), *self._learning(), *self._running(),
            described(QgsProcessingParameterFileDestination("WEIGHTS", self.tr("Weights"), WEIGHTS_FILES), self.tr(
                "Output file for the weights. The training state to resume from is written beside it, ending in "
                ".resume.safetensors."
            )),
            described(QgsProcessingParameterFileDestination(
                "REPORT", self.tr("Training report"), self.tr("HTML files (*.html)"), None, True
            ), self.tr(
                "A page with curves, errors, sample patches and the configuration, that needs nothing but itself."
            )),
        ]  # fmt: skip

    def _images(self) -> list[QgsProcessingParameterDefinition]:
        return [
            dated_rasters("FINE", self.tr("Fine images"), self.tr(
                "Fine images of several dates, beside those of the folder or instead of it."
            )),
            dated_rasters("COARSE", self.tr("Coarse images"), self.tr(
                "Coarse images of the same dates, beside those of the folder or instead of it."
            )),
            advanced(dated_folder("PAN_FOLDER", self.tr("Folder of panchromatic images"), self.tr(
                "For networks that use a panchromatic image (diffstsf): folder with one panchromatic image for "
                "each date of a fine image. Ignored by other networks."
            ))),
            dated_rasters("PAN", self.tr("Panchromatic images"), self.tr(
                "Panchromatic images of the same dates as the fine ones, beside those of the folder or instead of it."
            )),
            advanced(drawn_fields()),
            advanced(words("PAN_PATTERN", self.tr("File name pattern of panchromatic images"), "*", self.tr(
                "Which files of the folder are panchromatic images, such as *_PAN*.tif."
            ))),
            *names_and_masks(),
            advanced(words("SCALE", self.tr("Scale to reflectance"), "auto", self.tr(
                "As in the network's own form: auto, a factor for both sensors, or one for fine and one for coarse."
            ))),
            advanced(described(choice("RESAMPLING", self.tr("Resampling of coarse images"), RESAMPLINGS, "bilinear"), self.tr(
                "Resampling used to align coarse images with the fine grid; use the same method for predictions."
            ))),
        ]  # fmt: skip

    def _learning(self) -> list[QgsProcessingParameterDefinition]:
        return [
            advanced(words("VALIDATION", self.tr("Held out for validation"), "0.2", self.tr(
                "Share of the area, such as 0.2: a strip at its end. Or dates, such as 2015-07-12 2016-08-01, "
                "which are not used for training. The best epoch is the one with the smallest validation error."
            ))),
            advanced(words("TEST", self.tr("Test dates"), "", self.tr(
                "Dates that take no part in training or validation and are predicted at the end; their errors are in "
                "the report."
            ))),
            advanced(described(whole("PATCH", self.tr("Patch size (fine pixels, 0 = as published)"), 0, 0, 4096), self.tr(
                "Side length of the squares that are cut out. Larger ones need more memory and show more context."
            ))),
            advanced(described(whole("BATCH", self.tr("Batch size (0 = as published)"), 0, 0, 4096), self.tr(
                "Samples that the network sees before its weights are changed; choose fewer if memory is short."
            ))),
            advanced(described(real("RATE", self.tr("Learning rate (0 = as published)"), 0.0, 0.0, 10.0), self.tr(
                "Size of the steps in which weights are changed; choose a tenth if the loss jumps."
            ))),
            advanced(described(whole("SAMPLES", self.tr("Maximum samples per epoch"), 512, 1, 1000000), self.tr(
                "A large series has more patches than an epoch needs; each epoch draws others."
            ))),
            advanced(described(whole("PATIENCE", self.tr("Stop after epochs without gain (0 = never)"), 0, 0, 100000), self.tr(
                "Ends a stage when the validation has not become better for so many epochs."
            ))),
            advanced(yes_no("TURN", self.tr("Random flips and rotations"), True, self.tr(
                "Also uses patches that are mirrored and rotated by 90 degrees, to avoid overfitting to directions."
            ))),
            advanced(described(real("MIX", self.tr("Share of mixed dates"), 0.5, 0.0, 1.0), self.tr(
                "Share of samples whose wanted date is a mixture of two dates: teaches that fine change follows coarse "
                "change. With many dates 0 is as good."
            ))),
            advanced(described(choice("NORMALISATION", self.tr("Range of values"), KINDS, PER_BAND), self.tr(
                "per band brings what nearly all values of a band lie in to the network's range, which learns faster "
                "and suits any quantity. reflectance takes 0 to 1 in all bands, as the papers do."
            ))),
            advanced(words("OPTIONS", self.tr("Options of the network"), "", self.tr(
                "Its own parameters by their keys, such as WIDTH=16; FEATURE_LOSS=no. Empty takes the defaults."
            ))),
        ]  # fmt: skip

    def _running(self) -> list[QgsProcessingParameterDefinition]:
        resume = QgsProcessingParameterFile(
            "RESUME", self.tr("Go on from a state"), fileFilter=WEIGHTS_FILES, optional=True
        )
        return [
            advanced(described(real("MINUTES", self.tr("Longest time (minutes, 0 = no limit)"), 0.0, 0.0, 100000.0), self.tr(
                "Ends the training after this time with the epoch that is under way. The stages of a network share it."
            ))),
            advanced(described(resume, self.tr(
                "File ending in .resume.safetensors of an earlier training of the same network on the same "
                "images: resumes exactly where it stopped. To continue a finished training, increase the number "
                "of epochs."
            ))),
            advanced(described(whole("SEED", self.tr("Seed"), 0, 0, 2**31 - 1), self.tr(
                "Start of all random choices; the same seed gives the same weights on the same device."
            ))),
            advanced(yes_no("MIXED_PRECISION", self.tr("Mixed precision"), True, self.tr(
                "On CUDA devices that can, most of the computing is done with half as many bits: faster, and as "
                "accurate."
            ))),
            advanced(described(choice("DEVICE", self.tr("Device"), DEVICES, "auto"), self.tr(
                "auto uses CUDA if torch detects a device, else the CPU. cuda never falls back to the CPU."
            ))),
        ]  # fmt: skip

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        return [
            QgsProcessingOutputNumber("EPOCHS_DONE", self.tr("Number of epochs")),
            QgsProcessingOutputNumber("VALIDATION_RMSE", self.tr("Least error on what was held out")),
            QgsProcessingOutputNumber("TEST_RMSE", self.tr("Mean error of the test dates")),
            QgsProcessingOutputNumber("EXTENT_IOU", self.tr("Intersection over union of field extents held out")),
        ]

    def packages(self) -> tuple[str, ...]:
        return (*super().packages(), "torch", "safetensors", "matplotlib")

    def read(self, values: dict[str, Any], context: QgsProcessingContext) -> None:
        reader = ParcelReader(self, values, context)
        self._training = self._wished(reader, values, context)
        self._delineator = self._method = None
        if reader.word("NETWORK") in delineators():
            self._delineator = delineators()[reader.word("NETWORK")]
            options = parse_options(self._delineator, reader.text("OPTIONS"))
            self._options = self._delineator.resized(options, reader.word("SIZE"))
            self._training = self._training.completed(self._delineator.training_defaults(reader.word("SIZE")))
            self._delineator.check_values(self._options)
            self._parcels = reader.training_data()
            return
        method = methods()[reader.word("NETWORK")]
        if not isinstance(method, LearnedMethod):
            raise InputError(self.tr("{} is no network and needs no training.").format(method.info.title))
        self._method = method
        text = f"SIZE={reader.word('SIZE')}; {reader.text('OPTIONS')}; NORMALISATION={reader.word('NORMALISATION')}"
        self._options = parse_options(method, text)
        self._series = TrainingSeries(
            fine=reader.several("FINE", "fine"),
            coarse=reader.several("COARSE", "coarse"),
            fine_masks=reader.masks("FINE", "mask of fine"),
            coarse_masks=reader.masks("COARSE", "mask of coarse"),
            validation=reader.text("VALIDATION"),
            test=reader.text("TEST"),
            bands=reader.text("BANDS"),
            scale=reader.text("SCALE") or "auto",
            resampling=reader.word("RESAMPLING"),
            pan=reader.several("PAN", "panchromatic") if method.info.takes_pan else (),
        )
        reader.named_dates.check()

    def _wished(self, reader: ParcelReader, values: dict[str, Any], context: QgsProcessingContext) -> Training:
        return Training(
            epochs=reader.number("EPOCHS"),
            batch=reader.number("BATCH"),
            patch=reader.number("PATCH"),
            rate=self.parameterAsDouble(values, "RATE", context),
            minutes=self.parameterAsDouble(values, "MINUTES", context),
            samples=reader.number("SAMPLES"),
            patience=reader.number("PATIENCE"),
            variation=Variation(reader.flag("TURN"), self.parameterAsDouble(values, "MIX", context)),
            seed=reader.number("SEED"),
            mixed=reader.flag("MIXED_PRECISION"),
        )

    def work(self, values: dict[str, Any], context: QgsProcessingContext, run: Run) -> dict[str, Any]:
        if self._delineator is not None and self._parcels is not None:
            return self._train_parcels(self._delineator, self._parcels, values, context, run)
        if self._method is None or self._series is None:
            raise InputError(self.tr("{} was not prepared; this is an internal error.").format(self.displayName()))
        series = self._series
        images = (*series.fine, *series.coarse, *series.pan, *series.fine_masks, *series.coarse_masks)
        output, report = self._places(values, context, [image.source for image in images])
        device = choose_device(chosen_word(self, values, "DEVICE", context), run)
        resume = self.parameterAsFile(values, "RESUME", context)
        result = train_on_series(
            self._method, self._series, self._options, self._training, Path(output), device, run, resume
        )
        results: dict[str, Any] = {
            "WEIGHTS": str(output),
            "EPOCHS_DONE": len(result.session.history),
            "VALIDATION_RMSE": result.best,
        }
        if result.scores:
            results["TEST_RMSE"] = float(sum(score.network.mean() for score in result.scores) / len(result.scores))
        if report:
            with written(report) as file:
                file.write(training_report(result))
            results["REPORT"] = report
        return results

    def _places(self, values: dict[str, Any], context: QgsProcessingContext, sources: list[str]) -> tuple[Path, str]:
        """Returns the paths of weights and report; that of the report may be empty. Raises `InputError`."""
        output = check_weights_path(self.destination(values, "WEIGHTS", context))
        check_not_input(output, sources, "weights")
        report = self.parameterAsFileOutput(values, "REPORT", context)
        if report:
            check_file(report, HTML, "report", sources)
        return Path(output), report

    def _train_parcels(
        self, network: Delineator, data: ParcelTrainingData, values: dict[str, Any], context: QgsProcessingContext, run: Run
    ) -> dict[str, Any]:  # fmt: skip
        images = (data.inputs.fine, *data.inputs.series)
        sources = [*(image.source for image in images), data.labels.source]
        output, report = self._places(values, context, sources)
        device = choose_device(chosen_word(self, values, "DEVICE", context), run)
        resume = self.parameterAsFile(values, "RESUME", context)
        result = train_parcels(network, data, self._options, self._training, output, device, run, resume)
        results: dict[str, Any] = {
            "WEIGHTS": str(output),
            "EPOCHS_DONE": len(result.history),
            "VALIDATION_RMSE": result.best,
            "EXTENT_IOU": result.scores.extent,
        }
        if report:
            with written(report) as file:
                file.write(parcel_report(result))
            results["REPORT"] = report
        return results


def _networks() -> list[str]:
    """Returns the ids of all trainable networks."""
    return [*(name for name, method in methods().items() if method.info.learned), *delineators()]
