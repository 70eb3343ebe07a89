"""Import product: products as delivered become dated GeoTIFFs, loaded as one group."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputFile,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
)

from ...core.errors import InputError
from ...core.imports.assembling import Target
from ...core.imports.importing import FAILED, MANIFEST, REUSED, WRITTEN, ImportRequest, ImportResult, import_products
from ...core.imports.products import AUTO, CHOICES, products_named
from ...core.imports.selecting import AUTO as ANY_CONTENT
from ...core.imports.selecting import CONTENTS, Selection
from ...core.products.quality import FLAGS
from ...core.products.scaling import parse_scale
from ...core.rasters.grid import Grid
from ...core.rasters.raster import describe
from ...core.rasters.text_files import HTML, check_file, written
from ...core.report.imports import import_report
from ...core.run import Run
from ..forms.datedform import make_folder, words, yes_no
from ..forms.reading import FormReader, chosen_words, output_path
from ..forms.widgets import advanced, choice, day, described, raster, real, shown
from ..results.serieslayers import load_series, load_when_done, renderer_of
from ..tool import Tool

_KEPT = ("cloud", "shadow", "cirrus", "snow")


class ImportProductAlgorithm(Tool):
    """Imports products from files, archives and folders."""

    def __init__(self) -> None:
        super().__init__()
        self._request: ImportRequest | None = None
        self._result: ImportResult | None = None

    def name(self) -> str:
        return "importproduct"

    def displayName(self) -> str:
        return self.tr("Import product")

    def tags(self) -> list[str]:
        names = (
            "Landsat,Sentinel-2,Sentinel-3,VIIRS,MODIS,HLS,SAFE,SEN3,HDF,NetCDF,GRIB,tar,zip,MTL,QA_PIXEL,SCL,cloud mask,"
            "mosaic,download,open,AppEEARS,Earth Engine,ERA5,OISST,GHRSST,GOCI,IMERG,TRMM,VNP09GA,MOD09GA,L2SP,SYN"
        )
        return names.split(",")

    def shortDescription(self) -> str:
        return self.tr(
            "Converts products as delivered (Landsat, Sentinel, VIIRS, MODIS, ...) to dated GeoTIFFs for fusion."
        )

    def shortHelpString(self) -> str:
        return "\n".join(
            (
                self.tr(
                    "Converts products as delivered to images that are ready for fusion: one GeoTIFF per product and date, "
                    "with bands in order of wavelength, in one unit, with clouds and fill as nodata, and with the date."
                ),
                self.tr(
                    "Inputs: a file, an archive (.tar, .zip) or a folder. Folders are searched with their subfolders, and may "
                    "contain many products. Products are recognized by their file names; the help page lists them."
                ),
                self.tr(
                    "Outputs: reflectance x 10000 as 16-bit integers, temperature in hundredths of a kelvin, other quantities "
                    "in their unit; import.json with what was detected; and, optionally, a report. The layers are loaded as "
                    "one group per product for the Temporal Controller."
                ),
                self.tr(
                    "Dates: tiles and overlapping scenes of one date are mosaicked. A composite has the date of the middle of "
                    "its period. Files with several times give one image per date: the mean, or the sum of accumulated "
                    "quantities."
                ),
                self.tr(
                    "Repeated runs: existing results are kept if they were imported from the same files with the same options. "
                    "Products that cannot be read are reported and skipped."
                ),
                self.tr(
                    "Limits: products are read with the GDAL drivers of this QGIS; missing drivers are reported. Level-1 "
                    "products are imported with a warning, because they are not corrected for the atmosphere."
                ),
            )
        )

    def form(self) -> list[QgsProcessingParameterDefinition]:
        file = QgsProcessingParameterFile.Behavior.File
        folder = QgsProcessingParameterFile.Behavior.Folder
        flags = QgsProcessingParameterEnum(
            "MASK", self.tr("Mask"), list(FLAGS), True, list(_KEPT), True, True
        )  # fmt: skip
        return [
            shown(described(QgsProcessingParameterFile("INPUT", self.tr("File or archive"), file, "", None, True), self.tr(
                "A product file (.hdf, .h5, .nc, ...), an archive (.tar, .zip) or a metadata file (MTL, MTD). Alternatively, set "
                "a folder."
            ))),
            shown(described(QgsProcessingParameterFile("INPUT_FOLDER", self.tr("Folder of products"), folder, "", None, True),
                            self.tr("A product folder (.SAFE, .SEN3, ...) or a folder that contains products or archives."))),
            described(choice("PRODUCT", self.tr("Product"), CHOICES, AUTO), self.tr(
                "auto: all products that are detected by their file names. Otherwise only this product; CF: any NetCDF, HDF5 or "
                "GRIB file with axes."
            )),
            described(flags, self.tr(
                "Pixels to set to nodata, as far as the quality layer of the product detects them. Fill is always set to "
                "nodata."
            )),
            shown(described(QgsProcessingParameterExtent("EXTENT", self.tr("Extent"), None, True), self.tr(
                "Area to import, in any coordinate reference system. Empty: the whole product."
            ))),
            *self._choices(),
            *self._grid(),
            advanced(described(QgsProcessingParameterFileDestination(
                "REPORT", self.tr("Import report"), self.tr("HTML files (*.html)"), None, True, False
            ), self.tr("One HTML page that lists what was detected in each product."))),
            described(QgsProcessingParameterFolderDestination("FOLDER", self.tr("Folder for the images")), self.tr(
                "Folder for one GeoTIFF per product and date, such as VNP09GA_20230502.tif, and import.json."
            )),
        ]  # fmt: skip

    def _choices(self) -> list[QgsProcessingParameterDefinition]:
        return [
            advanced(described(choice("CONTENT", self.tr("Quantity"), CONTENTS, ANY_CONTENT), self.tr(
                "auto: reflectance, or the main quantity of the product. One image contains one quantity; import Landsat "
                "surface temperature with temperature."
            ))),
            advanced(words("BANDS", self.tr("Bands"), "", self.tr(
                "Names of bands or layers to import, such as green red nir, SR_B4, or the variables of a NetCDF file; separate "
                "names that contain spaces by commas. Empty: all bands with the pixel size."
            ))),
            advanced(yes_no("COARSER", self.tr("Include bands with larger pixels"), False, self.tr(
                "Also imports bands with larger pixels than the others, such as the 20 m bands of Sentinel-2 and the M bands "
                "of VIIRS. Their pixels are repeated, not sharpened."
            ))),
            advanced(words("SCALE", self.tr("Scale factor"), "auto", self.tr(
                "auto: from the product and its metadata. Otherwise the factor to reflectance or kelvin, optionally with an "
                "offset, such as 0.0001-0.1."
            ))),
            advanced(day("START", self.tr("First date"), self.tr("Earlier dates are ignored."))),
            advanced(day("END", self.tr("Last date"), self.tr("Later dates are ignored."))),
            advanced(words("HOUR", self.tr("Hour (UTC)"), "", self.tr(
                "For files with several times of a date: imports only the time nearest to this hour, such as 2.5 for 02:30. "
                "Empty: all times."
            ))),
        ]  # fmt: skip

    def _grid(self) -> list[QgsProcessingParameterDefinition]:
        return [
            advanced(described(real("PIXEL_SIZE", self.tr("Pixel size (map units, 0 = as delivered)"), 0, 0), self.tr(
                "For products with several pixel sizes, selects the bands: 10, 20 or 60 for Sentinel-2, 500 or 1000 for VIIRS. "
                "Other sizes resample the image."
            ))),
            advanced(described(QgsProcessingParameterCrs("CRS", self.tr("Coordinate reference system"), None, True), self.tr(
                "Empty: that of the product; for swaths (Sentinel-3, GOCI-II), the UTM zone of the centre."
            ))),
            raster("GRID", self.tr("Raster with the grid"), self.tr(
                "The results have the grid of this raster. It replaces pixel size and coordinate reference system."
            ), optional=True),
            advanced(yes_no("QUALITY", self.tr("Write quality layers"), False, self.tr(
                "Writes the quality layer of each image, as stored, to the subfolder quality."
            ))),
            advanced(yes_no("REDO", self.tr("Overwrite existing results"), False, self.tr(
                "Also imports dates that have results from the same files and options."
            ))),
        ]  # fmt: skip

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        return [
            QgsProcessingOutputMultipleLayers("LAYERS", self.tr("Imported images")),
            QgsProcessingOutputFile("MANIFEST", self.tr("List of images (import.json)")),
            QgsProcessingOutputNumber("COUNT", self.tr("Number of images")),
            QgsProcessingOutputNumber("WRITTEN", self.tr("Number of images written")),
            QgsProcessingOutputNumber("REUSED", self.tr("Number of images reused from an earlier run")),
            QgsProcessingOutputNumber("FAILED", self.tr("Number of failed images")),
        ]

    def read(self, values: dict[str, Any], context: QgsProcessingContext) -> None:
        reader = FormReader(self, values, context)
        places = tuple(filter(None, (reader.text("INPUT"), reader.text("INPUT_FOLDER"))))
        if not places:
            raise InputError(self.tr("There is no product; choose a file, an archive or a folder."))
        for place in places:
            if not Path(place).exists():
                raise InputError(self.tr("{} does not exist; choose another file or folder.").format(place))
        folder = self.parameterAsString(values, "FOLDER", context)
        for place in places:
            if folder and Path(place).is_dir() and _same(folder, place):
                raise InputError(
                    self.tr("The results would be written among the products; choose another output folder.")
                )
        report = self._report(values, context)
        if report:
            check_file(report, HTML, "report")
        grid = reader.source("GRID")
        scale = reader.text("SCALE")
        self._request = ImportRequest(
            places=places,
            rows=products_named(reader.word("PRODUCT")),
            selection=Selection(
                content=reader.word("CONTENT"),
                bands=_names(reader.text("BANDS")),
                pixel=self.parameterAsDouble(values, "PIXEL_SIZE", context),
                coarser=reader.flag("COARSER"),
                flags=tuple(chosen_words(self, {"MASK": list(_KEPT), **values}, "MASK", context)),
                scale=parse_scale(scale or "auto")[0],
            ),
            target=Target(
                extent=self._extent(values, context),
                grid=describe(grid).grid if grid is not None else None,
                crs=self._crs(values, context),
                pixel=self.parameterAsDouble(values, "PIXEL_SIZE", context),
            ),
            first=reader.day("START"),
            last=reader.day("END"),
            hour=_hour(
                reader.text("HOUR"), self.tr("Hour (UTC) is '{}'; enter a number from 0 to below 24, such as 2.5.")
            ),
            quality=reader.flag("QUALITY"),
            redo=reader.flag("REDO"),
        )

    def _report(self, values: dict[str, Any], context: QgsProcessingContext) -> str:
        return str(self.parameterAsFileOutput(values, "REPORT", context)) if output_path(values.get("REPORT")) else ""

    def _extent(self, values: dict[str, Any], context: QgsProcessingContext) -> Grid | None:
        area = self.parameterAsExtent(values, "EXTENT", context)
        if area.isNull() or area.isEmpty():
            return None
        crs = self.parameterAsExtentCrs(values, "EXTENT", context)
        if not crs.isValid():
            raise InputError(
                self.tr("The extent has no coordinate reference system; choose it again from the map or a layer.")
            )
        place = (area.width(), 0.0, area.xMinimum(), 0.0, -area.height(), area.yMaximum())
        return Grid(1, 1, place, crs.toWkt())

    def _crs(self, values: dict[str, Any], context: QgsProcessingContext) -> str:
        crs = self.parameterAsCrs(values, "CRS", context)
        return str(crs.toWkt()) if crs.isValid() else ""

    def work(self, values: dict[str, Any], context: QgsProcessingContext, run: Run) -> dict[str, Any]:
        if self._request is None:
            raise InputError(self.tr("{} was not prepared; this is an internal error.").format(self.displayName()))
        folder = self.destination(values, "FOLDER", context)
        make_folder(folder)
        report = self._report(values, context)
        self._result = import_products(self._request, Path(folder), run)
        if report:
            with written(report) as file:
                file.write(import_report(self._result))
        files = [str(path) for path in self._result.files.values()]
        load_when_done(context, files)
        results: dict[str, Any] = {
            "FOLDER": folder,
            "LAYERS": files,
            "MANIFEST": str(Path(folder) / MANIFEST),
            "COUNT": len(files),
            "WRITTEN": self._result.count(WRITTEN),
            "REUSED": self._result.count(REUSED),
            "FAILED": self._result.count(FAILED) + len(self._result.problems),
        }
        return {**results, "REPORT": report} if report else results

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        if self._result is not None:
            by_product: dict[str, dict[date, Path]] = {}
            for (product, taken), path in self._result.files.items():
                by_product.setdefault(product, {})[taken] = path
            for product, files in by_product.items():
                loaded = any(context.willLoadLayerOnCompletion(str(path)) for path in files.values())
                look = renderer_of(str(next(iter(files.values())))) if loaded else None
                load_series(context, files, product, product, look, len(by_product) == 1 and len(files) > 1)
        return {}


def _same(first: str, second: str) -> bool:
    return Path(first).resolve() == Path(second).resolve()


def _names(text: str) -> tuple[str, ...]:
    """Returns the names that a user typed: separated by commas or semicolons, else by spaces."""
    parts = text.replace(";", ",").split(",") if "," in text or ";" in text else text.split()
    return tuple(filter(None, map(str.strip, parts)))


def _hour(text: str, problem: str) -> float | None:
    if not text:
        return None
    clock = text.replace(":", " ").split()
    try:
        hour = float(clock[0]) + (float(clock[1]) / 60 if len(clock) > 1 else 0.0)
    except ValueError:
        raise InputError(problem.format(text)) from None
    if not 0 <= hour < 24:
        raise InputError(problem.format(text))
    return hour
