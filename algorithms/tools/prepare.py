"""Prepare pair: Processing algorithm of `core.pairs.prepare`."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ...core.fusion.fuse import check_output
from ...core.pairs.pair_grids import COARSE_GRIDS, EXTENTS
from ...core.pairs.pair_plan import UNITS, Preparation, Prepared, plan_pair
from ...core.pairs.prepare import prepare
from ...core.products.band_matching import MATCHES
from ...core.products.product import QualityChoice
from ...core.products.quality import CHOICES as QUALITIES
from ...core.products.sensors import CHOICES as SENSORS
from ...core.rasters.align import RESAMPLINGS
from ...core.run import Run
from ...core.runtime.version import version
from ..forms.pairform import PairReader
from ..forms.reading import output_path
from ..forms.widgets import RasterParameter, advanced, choice, day, described, raster, rasters, whole
from ..results.composite import CompositeStyler, MaskStyler
from ..results.layers import history_lines, load
from ..tool import Tool


class PrepareAlgorithm(Tool):
    """Prepares a fine and a coarse product image for fusion."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Preparation | None = None
        self._result: Prepared | None = None

    def name(self) -> str:
        return "prepare"

    def displayName(self) -> str:
        return self.tr("Prepare pair")

    def tags(self) -> list[str]:
        return [
            "preprocessing",
            "cloud mask",
            "QA_PIXEL",
            "Fmask",
            "SCL",
            "state_1km",
            "reproject",
            "resample",
            "clip",
            "band matching",
            "scale",
            "surface reflectance",
            "Landsat",
            "Sentinel-2",
            "Sentinel-3",
            "OLCI",
            "MODIS",
            "MOD09GA",
            "MCD43",
            "VIIRS",
            "HLS",
        ]

    def shortDescription(self) -> str:
        return self.tr("Clips, matches bands, scales and masks a fine and a coarse image for fusion.")

    def shortHelpString(self) -> str:
        return "\n".join(
            (
                self.tr(
                    "Prepares a fine and a coarse image as delivered for fusion: clipped to their common area, with "
                    "the same bands in the same order and with the same names, in one unit, with clouds and fill as "
                    "nodata, and with their date."
                ),
                self.tr(
                    "Inputs: the two images. Quality layers mask clouds; a band of the image with the name of a "
                    "quality layer (QA_PIXEL, SCL, state_1km, Fmask) is detected automatically. If a product has one "
                    "file per band, add the other files under Additional bands; pixels of another size are resampled "
                    "to the grid of the first raster."
                ),
                self.tr(
                    "Outputs: both images as GeoTIFF, ready for any fusion method; percentages of masked and valid "
                    "pixels; a summary as text; and, optionally, a mask of the pixels that are invalid in either "
                    "image."
                ),
                self.tr(
                    "Sensors: Landsat 5, 7, 8, 9, Sentinel-2, VIIRS, Sentinel-3 OLCI, and MODIS MOD09 and MCD43 "
                    "are detected from file and band names. The sensor determines wavelengths, scale factor "
                    "(Landsat Collection 2: DN x 0.0000275 - 0.2), fill value and valid range. The log reports "
                    "how the inputs were interpreted."
                ),
                self.tr(
                    "Target date: to prepare its coarse image, run the tool again with the prepared fine image as "
                    "fine image and leave the fine output empty. Both coarse images then have the same grid."
                ),
                self.tr(
                    "Limits: pixels that do not coincide are resampled, which smooths the image. Coarse grid own "
                    "avoids this; fusion methods resample coarse images to the grid that they require. Masks depend "
                    "on the quality layers."
                ),
            )
        )

    def form(self) -> list[QgsProcessingParameterDefinition]:
        return [
            raster("FINE", self.tr("Fine image"), self.tr("Raster with fine pixels, such as Landsat or Sentinel-2.")),
            raster(
                "COARSE",
                self.tr("Coarse image"),
                self.tr(
                    "Raster with coarse pixels of the same date, such as VIIRS or Sentinel-3; any grid, CRS "
                    "and band order."
                ),
            ),
            *(self._quality(*texts) for texts in self._images()),
            described(
                QgsProcessingParameterRasterDestination("FINE_OUT", self.tr("Prepared fine image"), None, True, True),
                self.tr("GeoTIFF. Empty: only the coarse image is written, for an additional date."),
            ),
            described(
                QgsProcessingParameterRasterDestination("COARSE_OUT", self.tr("Prepared coarse image")),
                self.tr("GeoTIFF with the bands, unit and area of the fine image."),
            ),
            *(advanced(parameter) for parameter in self._advanced()),
        ]

    def _images(self) -> tuple[tuple[str, str], tuple[str, str]]:
        return ("FINE", self.tr("fine")), ("COARSE", self.tr("coarse"))

    def _quality(self, key: str, which: str) -> QgsProcessingParameterDefinition:
        label = self.tr("Quality layer of the {} image").format(which)
        return described(
            RasterParameter(f"{key}_QA", label, None, True),
            self.tr(
                "Raster with flags for clouds, shadows and fill, or any raster with values to mask. Empty: a band of "
                "the image with the name of a quality layer, if there is one."
            ),
        )

    def _of_image(self, key: str, which: str) -> list[QgsProcessingParameterDefinition]:
        return [
            rasters(
                f"{key}_PARTS",
                self.tr("Additional bands of the {} image").format(which),
                self.tr(
                    "Rasters of the other bands, if the product has one file per band. The first raster determines "
                    "the grid."
                ),
            ),
            described(
                choice(f"{key}_SENSOR", self.tr("Sensor of the {} image").format(which), SENSORS, "auto"),
                self.tr(
                    "Determines names, wavelengths, scale factor and fill value of the bands. auto: detect from "
                    "names. none: no sensor."
                ),
            ),
            described(
                choice(
                    f"{key}_QA_KIND", self.tr("Quality layer type of the {} image").format(which), QUALITIES, "auto"
                ),
                self.tr(
                    "Meaning of the values. auto: detect from the name. values: mask the values set in Mask values."
                ),
            ),
            day(
                f"{key}_DATE",
                self.tr("Date of the {} image").format(which),
                self.tr("Empty: the date is detected from the layer, file tags or file name."),
            ),
        ]

    def _advanced(self) -> list[QgsProcessingParameterDefinition]:
        return [
            *(parameter for texts in self._images() for parameter in self._of_image(*texts)),
            described(
                QgsProcessingParameterString("BANDS", self.tr("Bands"), "", False, True),
                self.tr(
                    "Bands to keep, by name and in this order, such as green red nir; or pairs of fine and coarse "
                    "band numbers, such as 2:4 3:1; or the coarse band number for each fine band. Empty: all "
                    "matching bands."
                ),
            ),
            described(
                choice("MATCH", self.tr("Match bands by"), MATCHES, "auto"),
                self.tr("names, nearest wavelength within 6 %, or order. auto: tries them in this order."),
            ),
            described(
                QgsProcessingParameterString("MASK_VALUES", self.tr("Mask values"), "", False, True),
                self.tr(
                    "For quality layers of type values: values and ranges such as 3 8-11, bits such as bit 3, bit 4, "
                    "or numbers in bits such as bits 8-9 = 2|3. Empty: all values except 0."
                ),
            ),
            described(
                QgsProcessingParameterBoolean("SNOW", self.tr("Mask snow"), True),
                self.tr("Sets snow and ice to nodata if the quality layer contains these flags."),
            ),
            described(
                QgsProcessingParameterBoolean("WATER", self.tr("Mask water"), False),
                self.tr("Sets water to nodata if the quality layer contains this flag."),
            ),
            described(
                choice("RESAMPLING", self.tr("Resampling"), RESAMPLINGS, "bilinear"),
                self.tr("Resampling to another grid; average is the area-weighted mean. Masked pixels are not used."),
            ),
            described(
                choice("EXTENT", self.tr("Extent"), EXTENTS, "common"),
                self.tr("common: the area that both images cover. fine: the whole fine image."),
            ),
            described(
                QgsProcessingParameterCrs("CRS", self.tr("Coordinate reference system"), None, True),
                self.tr("Empty: CRS of the fine image, whose pixels are then not resampled."),
            ),
            described(
                choice("COARSE_GRID", self.tr("Coarse grid"), COARSE_GRIDS, "nested"),
                self.tr(
                    "nested: each coarse pixel consists of whole fine pixels; pixels of the coarse image are kept if "
                    "they fit. fine: the fine grid. own: pixels and CRS of the coarse image, only clipped."
                ),
            ),
            described(
                whole("RATIO", self.tr("Resolution ratio (coarse / fine)"), 0, 0, 256),
                self.tr(
                    "Only used for the nested grid. 0 = automatic: the integer nearest to the ratio of the coarse "
                    "image."
                ),
            ),
            described(
                QgsProcessingParameterString("SCALE", self.tr("Scale factor"), "auto", False, True),
                self.tr(
                    "Factor from stored values to reflectance or kelvin, optionally with an offset, such as "
                    "0.0000275-0.2; or two factors, separated by a space, for fine and coarse images. auto: from the "
                    "file, the sensor or the values."
                ),
            ),
            described(
                choice("UNIT", self.tr("Unit of the result"), UNITS, "auto"),
                self.tr(
                    "auto: reflectance x 10000 as 16-bit integers with the scale factor in the file, or kelvin. as "
                    "stored: values are not changed."
                ),
            ),
            described(
                QgsProcessingParameterRasterDestination("MASK_OUT", self.tr("Mask"), None, True, False),
                self.tr(
                    "GeoTIFF on the fine grid. 1: fine image invalid; 2: coarse image invalid; 3: both invalid; 0: "
                    "both valid."
                ),
            ),
        ]

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        return [
            QgsProcessingOutputNumber("FINE_HIDDEN", self.tr("Fine pixels masked by the quality layer (percent)")),
            QgsProcessingOutputNumber("COARSE_HIDDEN", self.tr("Coarse pixels masked by the quality layer (percent)")),
            QgsProcessingOutputNumber("FINE_VALID", self.tr("Valid fine pixels (percent)")),
            QgsProcessingOutputNumber("COARSE_VALID", self.tr("Valid coarse pixels (percent)")),
            QgsProcessingOutputNumber("BOTH_VALID", self.tr("Fine pixels valid in both images (percent)")),
            QgsProcessingOutputNumber("MEASURED_RATIO", self.tr("Measured resolution ratio (coarse / fine)")),
            QgsProcessingOutputString("SUMMARY", self.tr("Summary")),
        ]

    def read(self, values: dict[str, Any], context: QgsProcessingContext) -> None:
        reader = PairReader(self, values, context)
        crs = self.parameterAsCrs(values, "CRS", context)
        self._wanted = Preparation(
            fine=reader.choice("FINE", "Fine image"),
            coarse=reader.choice("COARSE", "Coarse image"),
            bands=reader.text("BANDS"),
            match=reader.word("MATCH"),
            flags=QualityChoice(reader.text("MASK_VALUES"), reader.flag("SNOW"), reader.flag("WATER")),
            resampling=reader.word("RESAMPLING"),
            extent=reader.word("EXTENT"),
            crs=crs.toWkt() if crs.isValid() else "",
            coarse_grid=reader.word("COARSE_GRID"),
            ratio=int(reader.number("RATIO")),
            scale=reader.text("SCALE") or "auto",
            unit=reader.word("UNIT"),
        )
        matched = plan_pair(self._wanted)
        for key in ("FINE_OUT", "COARSE_OUT", "MASK_OUT"):
            path = output_path(values.get(key))
            if path:
                check_output(path, matched.sources)

    def work(self, values: dict[str, Any], context: QgsProcessingContext, run: Run) -> dict[str, Any]:
        if self._wanted is None:
            return {}
        fine, mask = (self.parameterAsOutputLayer(values, key, context) for key in ("FINE_OUT", "MASK_OUT"))
        coarse = self.destination(values, "COARSE_OUT", context)
        done = prepare(self._wanted, coarse, run, fine_output=fine or None, mask_output=mask or None)
        self._result = done
        paths = {"FINE_OUT": fine, "COARSE_OUT": coarse, "MASK_OUT": mask}
        return {
            **{key: path for key, path in paths.items() if path},
            "FINE_HIDDEN": done.fine_hidden,
            "COARSE_HIDDEN": done.coarse_hidden,
            "FINE_VALID": done.fine_valid,
            "COARSE_VALID": done.coarse_valid,
            "BOTH_VALID": done.both_valid,
            "MEASURED_RATIO": done.ratio,
            "SUMMARY": "\n".join(done.lines),
        }

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        done = self._result
        if done is None:
            return {}
        lines = history_lines(f"STFusion {version()}, {self.displayName()}. {' '.join(done.lines)}")
        for path, title, seen in (
            (done.fine, self.tr("Fine"), done.fine_date),
            (done.coarse, self.tr("Coarse"), done.coarse_date),
        ):
            if path is not None:
                name = f"{title}{f' {seen.isoformat()}' if seen else ''} {self.tr('prepared')}"
                load(context, str(path), name, CompositeStyler(seen, lines, None))
        if done.mask is not None:
            classes = {
                1: ("#e66101", self.tr("fine image invalid")),
                2: ("#5e3c99", self.tr("coarse image invalid")),
                3: ("#333333", self.tr("both invalid")),
            }
            load(context, str(done.mask), self.tr("Mask of the pair"), MaskStyler(done.coarse_date, lines, classes))
        return {}
