"""Fuse series: fine images for many dates, loaded as one group for the Temporal Controller."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputFile,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFolderDestination,
)

from ...core.errors import InputError
from ...core.fusion.method import Method, parse_options
from ...core.run import Run
from ...core.runtime.device import CHOICES as DEVICES
from ...core.scenes.class_map import ClassMap
from ...core.series.dates import Wanted
from ...core.series.index import INDICES
from ...core.series.pairs import BOTH_SIDES, STRATEGIES, PairChoice
from ...core.series.plan import FILL, OBSERVED, Request
from ...core.series.predictor import AS_GIVEN, ORDERS, SeriesSettings
from ...core.series.run import fuse_series
from ...models import methods_of_pairs
from ..forms.datasetform import data_set
from ..forms.datedform import (
    DatedReader,
    dated_folder,
    dated_rasters,
    imported_images,
    make_folder,
    names_and_masks,
    words,
    yes_no,
)
from ..forms.forms import RESAMPLINGS
from ..forms.reading import chosen_word
from ..forms.widgets import advanced, choice, day, described, raster, whole
from ..groups import START, ToolboxGroup
from ..results.serieslayers import index_renderer, load_series, load_when_done, renderer_of
from ..tool import Tool


class FuseSeriesAlgorithm(Tool):
    """Predicts all requested dates from folders or lists of dated rasters."""

    def __init__(self) -> None:
        super().__init__()
        self._request: Request | None = None
        self._products: dict[str, str] = {}
        self._method: Method | None = None
        self._options: Any = None
        self._index = AS_GIVEN
        self._animate = False
        self._result: Any = None

    def name(self) -> str:
        return "fuseseries"

    def toolbox_group(self) -> ToolboxGroup:
        return START

    def displayName(self) -> str:
        return self.tr("Fuse series")

    def tags(self) -> list[str]:
        words = "time series,batch,folder,many dates,animation,temporal controller,gap filling,NDVI,EVI,phenology,manifest,resume"
        return [*words.split(","), "Landsat", "MODIS", "Sentinel-2", "Sentinel-3", "spatiotemporal fusion"]

    def shortDescription(self) -> str:
        return self.tr("Predicts fine images for many dates and loads them as a group for the Temporal Controller.")

    def shortHelpString(self) -> str:
        return "\n".join(
            (
                self.tr(
                    "Predicts the fine image of every date with a coarse image, or of selected dates, with any "
                    "fusion method. The best pairs are selected for each date; results that several dates share are "
                    "computed once."
                ),
                self.tr(
                    "Inputs: two folders or lists, of fine images (Landsat, Sentinel-2, ...) and of coarse "
                    "images (VIIRS, Sentinel-3, MODIS, ...), one raster per date, or products as delivered, "
                    "which are imported first. Dates are read from layers, tags, file names or folder names; all "
                    "results have the grid of the first fine image."
                ),
                self.tr(
                    "Outputs: one GeoTIFF per date, and series.json listing the pairs, the share of predicted pixels "
                    "or the reason for a failure for each date. The layers are loaded as one group, and each layer "
                    "is shown until the next date: open the Temporal Controller and press Play."
                ),
                self.tr(
                    "Repeated runs: existing results are kept if their inputs and options are the same. Failed dates "
                    "are reported and skipped."
                ),
                self.tr(
                    "Limits: every date requires a coarse image of the same or a near date, and the accuracy depends "
                    "on the pairs. Clouds require masks, which Prepare pair creates from quality bands."
                ),
            )
        )

    def form(self) -> list[QgsProcessingParameterDefinition]:
        known = methods_of_pairs()
        return [
            dated_rasters("FINE", self.tr("Fine images"), self.tr(
                "Fine images of several dates. Empty: only the images of the folder."
            ), shown=True),
            dated_folder("FINE_FOLDER", self.tr("Folder of fine images"), self.tr(
                "Folder of fine images, added to the list. All rasters are used unless a file name pattern is set."
            ), shown=True),
            dated_rasters("COARSE", self.tr("Coarse images"), self.tr(
                "Coarse images of the pairs and of the target dates. Empty: only the images of the folder."
            ), shown=True),
            dated_folder("COARSE_FOLDER", self.tr("Folder of coarse images"), self.tr(
                "Folder of coarse images, added to the list. All rasters are used unless a file name pattern is set."
            ), shown=True),
            described(choice("METHOD", self.tr("Method"), list(known), "starfm"), self.tr(
                "Fusion method; its help page describes when to use it. auto tests several methods on the known "
                "images."
            )),
            *self._dates(), *self._pairs(), *self._reading(), *self._results(),
            described(QgsProcessingParameterFolderDestination("FOLDER", self.tr("Folder for the series")), self.tr(
                "Folder for the results: one GeoTIFF per date, and series.json. Results of an earlier run are kept. "
                "It must not be a folder of input images."
            )),
        ]  # fmt: skip

    def _dates(self) -> list[QgsProcessingParameterDefinition]:
        return [
            advanced(words("DATES", self.tr("Dates"), "coarse", self.tr(
                "coarse: every date with a coarse image. fine: every date with a fine image, to fill its gaps. both: "
                "every date with either. Or dates, such as 2015-07-12 2015-07-28."
            ))),
            advanced(day("START", self.tr("First date"), self.tr("Earlier dates are ignored."))),
            advanced(day("END", self.tr("Last date"), self.tr("Later dates are ignored."))),
            advanced(described(whole("STEP", self.tr("Step (days, 0 = none)"), 0, 0, 3660), self.tr(
                "Predicts at regular intervals from the first date or the first coarse image, instead of the dates "
                "selected in Dates."
            ))),
            advanced(described(whole("TOLERANCE", self.tr("Maximum time gap to coarse image (days)"), 8, 0, 366), self.tr(
                "A date without a coarse image uses the nearest coarse image within this gap. Recommended: half the "
                "length of a composite."
            ))),
            advanced(described(choice("OBSERVED", self.tr("Dates with a fine image"), OBSERVED, FILL), self.tr(
                "fill gaps: keeps the fine image of the date and predicts its masked and missing pixels. predict: "
                "ignores the fine image, to test the method. skip: does not predict these dates."
            ))),
        ]  # fmt: skip

    def _pairs(self) -> list[QgsProcessingParameterDefinition]:
        return [
            advanced(described(choice("PAIRS", self.tr("Selection of pairs"), STRATEGIES, BOTH_SIDES), self.tr(
                "both sides: the nearest pairs before and after the date. nearest: the pairs nearest in time. "
                "clearest: the pairs before and after the date with the smallest cloud cover."
            ))),
            advanced(described(whole("PAIR_COUNT", self.tr("Number of pairs per date (0 = automatic)"), 0, 0, 50), self.tr(
                "0 = automatic: the number that the method requires, or two if it takes any number."
            ))),
            advanced(described(whole("FARTHEST", self.tr("Maximum time gap to pairs (days, 0 = no limit)"), 0, 0, 36600), self.tr(
                "Pairs with a larger time gap are not used for a date."
            ))),
            advanced(described(whole("ROUNDS", self.tr("Maximum additional rounds for missing pixels"), 3, 0, 50), self.tr(
                "Pixels that are masked in all pairs of a date are predicted from the next best pairs, one set of "
                "pairs per round."
            ))),
            advanced(yes_no("EXTRAPOLATE", self.tr("Allow target dates outside the pairs"), False, self.tr(
                "Methods that need pairs on both sides of the target date may use two pairs on one side, at the ends "
                "of a series."
            ))),
        ]  # fmt: skip

    def _reading(self) -> list[QgsProcessingParameterDefinition]:
        return [
            *data_set()[:1],
            *names_and_masks(),
            advanced(words("SCALE", self.tr("Scale factor"), "auto", self.tr(
                "auto: detect from the data. Otherwise the factor to reflectance for both sensors, or two factors, "
                "for fine and coarse images."
            ))),
            advanced(described(choice("RESAMPLING", self.tr("Resampling of coarse images"), RESAMPLINGS, "bilinear"), self.tr(
                "Resampling used to align coarse images with the fine grid. Ignored if they are already aligned."
            ))),
            raster("CLASS_MAP", self.tr("Class map"), self.tr(
                "Land-cover classes as integers, for methods that use them (FSDAF)."
            ), optional=True),
        ]  # fmt: skip

    def _results(self) -> list[QgsProcessingParameterDefinition]:
        return [
            advanced(described(choice("INDEX", self.tr("Result"), (AS_GIVEN, *INDICES), AS_GIVEN), self.tr(
                "as given: the bands of the inputs, whether reflectance, temperature or an index. Otherwise an index "
                "of these bands: NDVI, EVI or NDWI (green and near infrared)."
            ))),
            advanced(described(choice("INDEX_ORDER", self.tr("Order of index and fusion"), ORDERS, ORDERS[0]), self.tr(
                "index first: faster and usually more accurate. fuse first: computes the index from fused bands."
            ))),
            advanced(words("INDEX_BANDS", self.tr("Bands of the index"), "", self.tr(
                "Band numbers of the fine image: red, nir for NDVI; blue, red, nir for EVI; green, nir for NDWI. "
                "Empty: detect by band names."
            ))),
            advanced(words("OPTIONS", self.tr("Options of the method"), "", self.tr(
                "Advanced parameters of the method by key, such as WINDOW=31; CLASSES=6. Empty: defaults."
            ))),
            advanced(yes_no("REDO", self.tr("Overwrite existing results"), False, self.tr(
                "Also predicts dates that have results from the same inputs and options."
            ))),
            advanced(yes_no("ANIMATE", self.tr("Set the Temporal Controller to the series"), True, self.tr(
                "Sets range and step of the Temporal Controller and the project to the dates of the series."
            ))),
            advanced(described(choice("DEVICE", self.tr("Device"), DEVICES, "auto"), self.tr(
                "auto: CUDA if available, otherwise CPU. cuda: never falls back to the CPU."
            ))),
            advanced(described(whole("BLOCK_SIZE", self.tr("Block size (fine pixels, 0 = automatic)"), 0, 0, 16384), self.tr(
                "Side length of the processing blocks. Smaller blocks need less memory; the result does not depend "
                "on it."
            ))),
        ]  # fmt: skip

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        return [
            QgsProcessingOutputMultipleLayers("LAYERS", self.tr("Predicted fine images")),
            QgsProcessingOutputFile("MANIFEST", self.tr("List of dates (series.json)")),
            QgsProcessingOutputNumber("COUNT", self.tr("Number of dates in the series")),
            QgsProcessingOutputNumber("PREDICTED", self.tr("Number of dates predicted")),
            QgsProcessingOutputNumber("OBSERVED_COUNT", self.tr("Number of dates observed")),
            QgsProcessingOutputNumber("REUSED", self.tr("Number of dates reused from an earlier run")),
            QgsProcessingOutputNumber("FAILED", self.tr("Number of failed dates")),
        ]

    def packages(self) -> tuple[str, ...]:
        return (*super().packages(), *(self._method.info.packages if self._method else ()))

    def read(self, values: dict[str, Any], context: QgsProcessingContext) -> None:
        reader = _SeriesReader(self, values, context)
        self._method = methods_of_pairs()[reader.word("METHOD")]
        self._options = parse_options(self._method, reader.text("OPTIONS"))
        self._request = reader.request()
        self._products = reader.products
        self._animate = reader.flag("ANIMATE")
        self._index = reader.word("INDEX")

    def work(self, values: dict[str, Any], context: QgsProcessingContext, run: Run) -> dict[str, Any]:
        folder = self.destination(values, "FOLDER", context)
        make_folder(folder)
        if self._method is None or self._request is None:
            raise InputError(self.tr("{} was not prepared; this is an internal error.").format(self.displayName()))
        settings = SeriesSettings(
            options=self._options,
            device=chosen_word(self, values, "DEVICE", context),
            block_size=self.parameterAsInt(values, "BLOCK_SIZE", context),
            index=chosen_word(self, values, "INDEX", context),
            index_bands=self.parameterAsString(values, "INDEX_BANDS", context),
            order=chosen_word(self, values, "INDEX_ORDER", context),
            redo=self.parameterAsBool(values, "REDO", context),
        )
        if self._products:
            importing, run = run.steps(Importing_products=1, Fusing_the_series=3)
            found = imported_images(self._products, Path(folder) / "imported", importing)
            self._request = replace(
                self._request, fine=(*self._request.fine, *found.get("FINE", ())),
                coarse=(*self._request.coarse, *found.get("COARSE", ())),
            )  # fmt: skip
        self._result = fuse_series(self._method, self._request, settings, Path(folder), run)
        files = [str(path) for path in self._result.files.values()]
        counts = self._result.counts()
        load_when_done(context, files)
        return {
            "FOLDER": folder,
            "LAYERS": files,
            "MANIFEST": str(self._result.manifest),
            "COUNT": len(files),
            "PREDICTED": counts["predicted"],
            "OBSERVED_COUNT": counts["observed"],
            "REUSED": counts["reused"],
            "FAILED": counts["failed"],
        }

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        if self._result is not None and self._method is not None and self._request is not None:
            title = f"{self._method.info.title} {self.tr('series')}"
            first = self._request.fine[0].source
            loaded = any(context.willLoadLayerOnCompletion(str(path)) for path in self._result.files.values())
            own = renderer_of(first) if loaded and self._index == AS_GIVEN else None
            look = own if self._index == AS_GIVEN else index_renderer(self._index)
            load_series(
                context, self._result.files, title, self._method.info.title, look, self._animate, self._result.observed
            )
        return {}


class _SeriesReader(DatedReader):
    """Reads the request of the form, including its lists and folders."""

    def request(self) -> Request:
        """Returns the request. Raises `InputError`."""
        found = self._read()
        self.named_dates.check()
        return found

    def _read(self) -> Request:
        return Request(
            fine=self.several("FINE", "fine"),
            coarse=self.several("COARSE", "coarse"),
            fine_masks=self.masks("FINE", "mask of fine"),
            coarse_masks=self.masks("COARSE", "mask of coarse"),
            wanted=Wanted(
                self.text("DATES"), self.day("START"), self.day("END"), self.number("STEP"), self.number("TOLERANCE")
            ),
            choice=PairChoice(
                self.word("PAIRS"), self.number("PAIR_COUNT"), self.number("FARTHEST"), self.flag("EXTRAPOLATE")
            ),
            observed=self.word("OBSERVED"),
            rounds=self.number("ROUNDS"),
            bands=self.text("BANDS"),
            scale=self.scale(),
            resampling=self.word("RESAMPLING"),
            classes=self._classes(),
            folders=self.folders(),
        )

    def _classes(self) -> ClassMap | None:
        source = self.source("CLASS_MAP")
        return ClassMap(source) if source is not None else None
