"""Train network: trains weights on a series of dated images."""

from __future__ import annotations

from dataclasses import replace
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
from ...core.scenes.pairing import Image
from ...models import delineators, methods
from ..forms.datasetform import data_set
from ..forms.datedform import DatedReader, dated_folder, dated_rasters, imported_images, names_and_masks, words, yes_no
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
        self._products: dict[str, str] = {}
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
        return self.tr("Trains a network on a series of fine and coarse images and saves its weights.")

    def shortHelpString(self) -> str:
        return "\n".join(
            (
                self.tr(
                    "Trains a network on your own images. It can then predict any date of the same area or of "
                    "similar areas without another training. Use the weights in the algorithm of the network."
                ),
                self.tr(
                    "Inputs: two folders or lists of dated images, fine and coarse, of one area. Minimum two dates; "
                    "ten or more dates that cover the seasons are recommended. Dates with only one of both images "
                    "are skipped and reported in the log."
                ),
                self.tr(
                    "Other networks: DiffSTSF also requires the panchromatic image of each date. DSTFNet, which "
                    "delineates fields, requires one very fine image as fine image, the series as coarse images, and "
                    "drawn fields; validation dates, masks and mixed dates are ignored."
                ),
                self.tr(
                    "Outputs: weights (safetensors, a format that cannot contain executable code); a report with "
                    "losses, validation errors, sample patches and the configuration; and, in the folder of the "
                    "weights, a training state to resume from, ending in .resume.safetensors."
                ),
                self.tr(
                    "Validation: on a share of the area, or on whole dates, which is more reliable but requires more "
                    "dates. Test dates are not used for training or validation; they are predicted at the end and "
                    "compared with simple guesses."
                ),
                self.tr(
                    "Time: on a CPU, minutes for StfNet, EDCSTFN and STFDCNN, and for other networks with size "
                    "small, otherwise hours; with CUDA, minutes to hours. By default, the training stops after 60 "
                    "minutes. Cancel keeps the best weights so far. The help page of each network describes its "
                    "architecture and its number of parameters."
                ),
                self.tr(
                    "Limits: weights of another region, season or sensor can be less accurate than FSDAF or STARFM, "
                    "which need no training. Compare them on a date with a known fine image."
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
                "Folder of fine images, one raster per date. All rasters are used unless a file name pattern is set."
            ), shown=True),
            dated_folder("COARSE_FOLDER", self.tr("Folder of coarse images"), self.tr(
                "Folder of coarse images. Dates without a fine image are skipped."
            ), shown=True),
            described(choice("SIZE", self.tr("Size of the network"), SIZES, SOURCE), self.tr(
                "small: for computers without a CUDA device. Fewer channels, smaller patches and batches, and a "
                "higher learning rate; on a CPU, the network learns much more in the same time. It replaces options "
                "that are at their default; the help page of the network lists the values."
            )),
            advanced(described(whole("EPOCHS", self.tr("Epochs (0 = as published)"), 0, 0, 1000000), self.tr(
                "Number of passes through the samples. The maximum time can stop the training earlier."
            ))),
            *self._images(), *self._learning(), *self._running(),
            described(QgsProcessingParameterFileDestination("WEIGHTS", self.tr("Weights"), WEIGHTS_FILES), self.tr(
                "File for the weights. The training state to resume from is written to the same folder, ending in "
                ".resume.safetensors."
            )),
            described(QgsProcessingParameterFileDestination(
                "REPORT", self.tr("Training report"), self.tr("HTML files (*.html)"), None, True
            ), self.tr(
                "One HTML page with learning curves, errors, sample patches and the configuration; it needs no "
                "network connection."
            )),
        ]  # fmt: skip

    def _images(self) -> list[QgsProcessingParameterDefinition]:
        return [
            dated_rasters("FINE", self.tr("Fine images"), self.tr(
                "Fine images of several dates, in addition to the folder or instead of it."
            )),
            dated_rasters("COARSE", self.tr("Coarse images"), self.tr(
                "Coarse images of the same dates, in addition to the folder or instead of it."
            )),
            advanced(dated_folder("PAN_FOLDER", self.tr("Folder of panchromatic images"), self.tr(
                "For networks that use a panchromatic image (diffstsf): folder with one panchromatic image for each "
                "date of a fine image. Ignored by other networks."
            ))),
            dated_rasters("PAN", self.tr("Panchromatic images"), self.tr(
                "Panchromatic images of the dates of the fine images, in addition to the folder or instead of it."
            )),
            advanced(drawn_fields()),
            advanced(words("PAN_PATTERN", self.tr("File name pattern of panchromatic images"), "*", self.tr(
                "Files in the folder that are panchromatic images, such as *_PAN*.tif."
            ))),
            *data_set(),
            *names_and_masks(),
            advanced(words("SCALE", self.tr("Scale factor"), "auto", self.tr(
                "auto: detect from the data. Otherwise the factor to reflectance for both sensors, or two factors, "
                "for fine and coarse images."
            ))),
            advanced(described(choice("RESAMPLING", self.tr("Resampling of coarse images"), RESAMPLINGS, "bilinear"), self.tr(
                "Resampling used to align coarse images with the fine grid; use the same method for predictions."
            ))),
        ]  # fmt: skip

    def _learning(self) -> list[QgsProcessingParameterDefinition]:
        return [
            advanced(words("VALIDATION", self.tr("Validation data"), "0.2", self.tr(
                "Share of the area, such as 0.2: a strip at its end. Or dates, such as 2015-07-12 2016-08-01, which "
                "are then not used for training. The best epoch is the epoch with the smallest validation error."
            ))),
            advanced(words("TEST", self.tr("Test dates"), "", self.tr(
                "Dates that are not used for training or validation, but predicted at the end. The report lists "
                "their errors."
            ))),
            advanced(described(whole("PATCH", self.tr("Patch size (fine pixels, 0 = as published)"), 0, 0, 4096), self.tr(
                "Side length of the training patches. Larger patches need more memory and provide more context."
            ))),
            advanced(described(whole("BATCH", self.tr("Batch size (0 = as published)"), 0, 0, 4096), self.tr(
                "Number of samples per update of the weights. Reduce it if memory is not sufficient."
            ))),
            advanced(described(real("RATE", self.tr("Learning rate (0 = as published)"), 0.0, 0.0, 10.0), self.tr(
                "Step size of the weight updates. Divide it by ten if the loss is unstable."
            ))),
            advanced(described(whole("SAMPLES", self.tr("Maximum samples per epoch"), 512, 1, 1000000), self.tr(
                "Each epoch draws a random selection of the patches, with this maximum size."
            ))),
            advanced(described(whole(
                "PATIENCE", self.tr("Early stopping (epochs without improvement, 0 = never)"), 0, 0, 100000
            ), self.tr(
                "Ends a training stage if the validation error has not improved for this number of epochs."
            ))),
            advanced(yes_no("TURN", self.tr("Random flips and rotations"), True, self.tr(
                "Also uses patches that are flipped and rotated by multiples of 90 degrees, to avoid overfitting to "
                "directions."
            ))),
            advanced(described(real("MIX", self.tr("Share of mixed dates"), 0.5, 0.0, 1.0), self.tr(
                "Share of samples whose target date is a mixture of two dates. This trains the network to derive "
                "fine change from coarse change. With many dates, 0 is equally accurate."
            ))),
            advanced(described(choice("NORMALISATION", self.tr("Range of values"), KINDS, PER_BAND), self.tr(
                "per band: scales the range of nearly all values of each band to the range of the network, which "
                "trains faster and is suitable for any quantity. reflectance: 0 to 1 in all bands, as in the papers."
            ))),
            advanced(words("OPTIONS", self.tr("Options of the network"), "", self.tr(
                "Parameters of the network by key, such as WIDTH=16; FEATURE_LOSS=no. Empty: defaults."
            ))),
        ]  # fmt: skip

    def _running(self) -> list[QgsProcessingParameterDefinition]:
        resume = QgsProcessingParameterFile(
            "RESUME", self.tr("Training state to resume"), fileFilter=WEIGHTS_FILES, optional=True
        )
        return [
            advanced(described(real(
                "MINUTES", self.tr("Maximum training time (minutes, 0 = no limit)"), 60.0, 0.0, 100000.0
            ), self.tr(
                "Training stops at the end of the epoch during which this time is reached. All stages of a network "
                "together use this time. 0 = no limit."
            ))),
            advanced(described(resume, self.tr(
                "File ending in .resume.safetensors of an earlier training of the same network on the same images. "
                "The training resumes exactly where it stopped. To continue a finished training, increase the number "
                "of epochs."
            ))),
            advanced(described(whole("SEED", self.tr("Seed"), 0, 0, 2**31 - 1), self.tr(
                "Seed of the random number generators. The same seed gives the same weights on the same device."
            ))),
            advanced(yes_no("MIXED_PRECISION", self.tr("Mixed precision"), True, self.tr(
                "Uses half precision for most computations on CUDA devices that support it: faster, with the same "
                "accuracy."
            ))),
            advanced(described(choice("DEVICE", self.tr("Device"), DEVICES, "auto"), self.tr(
                "auto: CUDA if available, otherwise CPU. cuda: never falls back to the CPU."
            ))),
        ]  # fmt: skip

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        return [
            QgsProcessingOutputNumber("EPOCHS_DONE", self.tr("Number of epochs")),
            QgsProcessingOutputNumber("VALIDATION_RMSE", self.tr("Minimum validation error")),
            QgsProcessingOutputNumber("TEST_RMSE", self.tr("Mean error of the test dates")),
            QgsProcessingOutputNumber("EXTENT_IOU", self.tr("Intersection over union of validation field extents")),
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
            raise InputError(
                self.tr("{} is not a network and needs no training; choose a network.").format(method.info.title)
            )
        self._method = method
        text = f"SIZE={reader.word('SIZE')}; {reader.text('OPTIONS')}; NORMALISATION={reader.word('NORMALISATION')}"
        self._options = parse_options(method, text)
        self._series = TrainingSeries(
            fine=_of_split(reader, reader.several("FINE", "fine")),
            coarse=reader.several("COARSE", "coarse"),
            fine_masks=reader.masks("FINE", "mask of fine"),
            coarse_masks=reader.masks("COARSE", "mask of coarse"),
            **_dates(reader),
            bands=reader.text("BANDS"),
            scale=reader.scale(),
            resampling=reader.word("RESAMPLING"),
            pan=reader.several("PAN", "panchromatic") if method.info.takes_pan else (),
        )
        self._products = reader.products
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
        if self._products:
            importing, run = run.steps(Importing_products=1, Training=5)
            place = Path(output).with_name(f"{Path(output).stem}_imported")
            found = imported_images(self._products, place, importing)
            series = replace(
                series, fine=(*series.fine, *found.get("FINE", ())), coarse=(*series.coarse, *found.get("COARSE", ()))
            )
        device = choose_device(chosen_word(self, values, "DEVICE", context), run)
        resume = self.parameterAsFile(values, "RESUME", context)
        result = train_on_series(self._method, series, self._options, self._training, Path(output), device, run, resume)
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


def _dates(reader: DatedReader) -> dict[str, str]:
    """Returns the dates for validation and test: those of the form, else those of the split of the data set."""
    validation, test = reader.text("VALIDATION"), reader.text("TEST")
    if reader.split is not None and reader.data_set is not None and not test:
        pairs = list(reader.data_set.pairs)
        test = " ".join(map(str, reader.split.test_dates(pairs)))
    return {"validation": validation, "test": test}


def _of_split(reader: DatedReader, images: tuple[Image, ...]) -> tuple[Image, ...]:
    """Returns images without those that the split of the data set uses for nothing but as references of its tests."""
    if reader.split is None or reader.data_set is None:
        return images
    pairs, split = list(reader.data_set.pairs), reader.split
    kept = {*split.training_dates(pairs), *split.test_dates(pairs), *split.validation_dates(pairs)}
    return tuple(image for image in images if image.date is None or image.date in kept)


def _networks() -> list[str]:
    """Returns the ids of all trainable networks."""
    return [*(name for name, method in methods().items() if method.info.learned), *delineators()]
