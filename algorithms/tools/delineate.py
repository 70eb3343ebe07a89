"""Processing algorithms of networks that delineate fields: probabilities as a raster, outlines as polygons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDistanceArea,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterDestination,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...core.errors import Cancelled, InputError
from ...core.fusion.fuse import check_output
from ...core.fusion.method import FIDELITIES
from ...core.learning.options import WEIGHTS_FILES
from ...core.parcels.delineate import delineate
from ...core.parcels.delineator import Delineator
from ...core.parcels.polygons import Outlines, Parcel, outline
from ...core.parcels.scene import ParcelInputs, open_parcels, plan_parcels
from ...core.rasters.input_files import check_not_input
from ...core.run import Run
from ...core.runtime.device import CHOICES as DEVICES
from ...core.runtime.device import choose_device
from ...core.scenes.pairing import Image
from ..forms.datedform import dated_folder, dated_rasters, words
from ..forms.parcelform import ParcelReader
from ..forms.reading import chosen_word, output_path
from ..forms.widgets import advanced, choice, described, raster, real, whole
from ..groups import OTHER, ToolboxGroup
from ..results.layers import ResultStyler, history_lines, load
from ..tool import Tool
from ..words import tr

_FIELDS = "MultiPolygon?field=parcel:integer&field=area:double&field=probability:double"


class DelineateAlgorithm(Tool):
    """Processing algorithm of one network that delineates fields."""

    def __init__(self, network: Delineator) -> None:
        super().__init__()
        self._network = network
        self._inputs: ParcelInputs | None = None
        self._weights = ""
        self._output = ""

    def createInstance(self) -> DelineateAlgorithm:
        return type(self)(self._network)

    def name(self) -> str:
        return self._network.info.id

    def displayName(self) -> str:
        return self._network.info.title

    def toolbox_group(self) -> ToolboxGroup:
        return OTHER

    def tags(self) -> list[str]:
        info = self._network.info
        return [info.id, info.title, str(info.year), info.group, *info.tags]

    def shortDescription(self) -> str:
        return f"{tr(self._network.info.name)} ({self._network.info.year})"

    def shortHelpString(self) -> str:
        info = self._network.info
        return "\n".join(
            (
                tr(info.summary),
                self.tr(
                    "Inputs: a very fine image (1 to 3 m) of a date on which field boundaries are visible, dated "
                    "images of a coarser sensor over the season, with pixels about 8 times as wide, and weights from "
                    "Train network. Any grid, CRS and scale factor."
                ),
                self.tr(
                    "Outputs: a raster of three bands from 0 to 1: field probability, boundary probability, and the "
                    "distance to the field boundary divided by its maximum in the field; and, optionally, the field "
                    "parcels as polygons with area and mean probability."
                ),
                tr("Use it when: {}").format(tr(info.choose)),
                tr("Use another method when: {}").format(tr(info.avoid)),
                self.tr(
                    "Limits: weights are only valid for fields similar to the training fields; other regions or "
                    "sensors require other weights. A CUDA device is recommended; on a CPU, train the network with "
                    "size small."
                ),
                tr("Source: {}. {}").format(tr(FIDELITIES[info.fidelity]), tr(info.departures)),
                tr("Reference: {}").format(info.citation),
            )
        )

    def form(self) -> list[QgsProcessingParameterDefinition]:
        weights = QgsProcessingParameterFile("WEIGHTS", self.tr("Weights"), fileFilter=WEIGHTS_FILES)
        outlines = QgsProcessingParameterFeatureSink(
            "PARCELS", self.tr("Field parcels"), QgsProcessing.SourceType.TypeVectorPolygon, None, True, False
        )
        return [
            raster("FINE", self.tr("Very fine image"), self.tr(
                "Image with visible field boundaries and with the bands that the weights were trained with. The "
                "result has its grid."
            )),
            dated_folder("COARSE_FOLDER", self.tr("Folder of the series"), self.tr(
                "Folder of the dated images of the coarser sensor. All rasters are used unless a file name pattern "
                "is set."
            ), shown=True),
            described(weights, self.tr("Weights file written by Train network for this network and these bands.")),
            described(QgsProcessingParameterRasterDestination("OUTPUT", self.tr("Probabilities")), self.tr(
                "GeoTIFF with three bands from 0 to 1 on the grid of the very fine image: extent, boundary and "
                "distance."
            )),
            described(outlines, self.tr(
                "One polygon per field with number, area in square metres and mean probability; GeoPackage is "
                "recommended. Empty: no polygons are created."
            )),
            dated_rasters("COARSE", self.tr("Images of the series"), self.tr(
                "Images of the coarser sensor, in addition to the folder or instead of it."
            )),
            advanced(words("COARSE_PATTERN", self.tr("File name pattern of the series"), "*", self.tr(
                "Files in the folder that belong to the series, such as S2*.tif."
            ))),
            *self._details(),
        ]  # fmt: skip

    def _details(self) -> list[QgsProcessingParameterDefinition]:
        return [
            advanced(described(real("EXTENT", self.tr("Minimum field probability"), 0.5, 0.0, 1.0), self.tr(
                "Minimum extent probability of a pixel in a polygon."
            ))),
            advanced(described(real("BOUNDARY", self.tr("Minimum boundary probability"), 0.5, 0.0, 1.0), self.tr(
                "Fields are grown from the pixels below this value. Smaller values separate more fields, but lose "
                "narrow ones."
            ))),
            advanced(described(whole("SMALLEST", self.tr("Minimum field size (pixels)"), 50, 1, 100000000), self.tr(
                "Smaller fields get no polygon."
            ))),
            advanced(words("SCALE", self.tr("Scale factor of the series"), "auto", self.tr(
                "auto: detect from the data. Otherwise the factor to reflectance, such as 0.0001. The very fine "
                "image is stretched by its own values."
            ))),
            advanced(described(whole("TILE", self.tr("Tile size (fine pixels, 0 = as published)"), 0, 0, 8192), self.tr(
                "Side length of the tiles. Neighbouring tiles overlap and are blended. Larger tiles need more memory."
            ))),
            advanced(described(choice("DEVICE", self.tr("Device"), DEVICES, "auto"), self.tr(
                "auto: CUDA if available, otherwise CPU. cuda: never falls back to the CPU."
            ))),
        ]  # fmt: skip

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        return [QgsProcessingOutputNumber("PARCEL_COUNT", self.tr("Number of field parcels"))]

    def packages(self) -> tuple[str, ...]:
        return (*super().packages(), *self._network.info.packages)

    def read(self, values: dict[str, Any], context: QgsProcessingContext) -> None:
        reader = _Reader(self, values, context)
        self._inputs = reader.inputs()
        made = plan_parcels(self._inputs)
        self._weights = self.parameterAsFile(values, "WEIGHTS", context)
        self._network.checked(self._weights, made.fine.bands, made.series[0].bands)
        sources = [self._inputs.fine.source, *(image.source for image in self._inputs.series), self._weights]
        path = output_path(values.get("OUTPUT"))
        if path:
            check_output(path, sources)
        parcels = output_path(values.get("PARCELS"))
        if parcels:
            check_not_input(parcels.partition("|")[0], sources)

    def work(self, values: dict[str, Any], context: QgsProcessingContext, run: Run) -> dict[str, Any]:
        if self._inputs is None:
            raise InputError(self.tr("{} was not prepared; this is an internal error.").format(self.displayName()))
        wanted = bool(values.get("PARCELS"))
        finding, drawing = run.steps(Probabilities=9, Polygons=2 if wanted else 0.01)
        device = choose_device(chosen_word(self, values, "DEVICE", context), run)
        options = self._network.Options(tile=self.parameterAsInt(values, "TILE", context))  # type: ignore[call-arg]
        output = self.destination(values, "OUTPUT", context)
        scene = open_parcels(self._inputs, finding)
        try:
            done = delineate(self._network, scene, options, self._weights, output, device, finding)
            crs = QgsCoordinateReferenceSystem.fromWkt(scene.grid.crs)
        finally:
            scene.close()
        self._output = str(done.output)
        results: dict[str, Any] = {"OUTPUT": output}
        if wanted:
            try:
                results |= self._outlines(values, context, crs, drawing)
            except Cancelled:
                Path(self._output).unlink(missing_ok=True)  # a cancelled run leaves no output
                self._output = ""
                raise
        drawing.progress(1)
        return results

    def _outlines(
        self, values: dict[str, Any], context: QgsProcessingContext, crs: QgsCoordinateReferenceSystem, run: Run
    ) -> dict[str, Any]:
        """Writes the polygons to the sink chosen by the user."""
        how = Outlines(
            self.parameterAsDouble(values, "EXTENT", context),
            self.parameterAsDouble(values, "BOUNDARY", context),
            self.parameterAsInt(values, "SMALLEST", context),
        )
        # Completed before the sink is opened, so that a cancel leaves no partial output.
        parcels = list(outline(self._output, how, run))
        # Read from a memory layer, because the names of field types differ in Qt 6.
        fields = QgsVectorLayer(_FIELDS, "parcels", "memory").fields()
        sink, target = self.parameterAsSink(
            values,
            "PARCELS",
            context,
            fields,
            QgsWkbTypes.Type.MultiPolygon,
            crs,
            QgsFeatureSink.SinkFlag.RegeneratePrimaryKey,
        )
        if sink is None:
            raise InputError(
                self.tr("Field parcels: the polygons cannot be written; choose another file, such as parcels.gpkg.")
            )
        measure = QgsDistanceArea()
        measure.setSourceCrs(crs, context.transformContext())
        measure.setEllipsoid(crs.ellipsoidAcronym() or "NONE")
        for number, parcel in enumerate(parcels, 1):
            sink.addFeature(_feature(parcel, fields, number, measure), QgsFeatureSink.Flag.FastInsert)
        del sink  # flushes the sink
        return {"PARCELS": target, "PARCEL_COUNT": len(parcels)}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        if self._output:
            lines = history_lines(f"STFusion, {self.displayName()}")
            load(context, self._output, self.displayName(), ResultStyler(None, lines, None, role="parcels"))
        return {}


class _Reader(ParcelReader):
    """Reads the very fine image from a single parameter instead of a list."""

    def only_image(self) -> Image:
        found = self.raster("FINE")
        if found is None:
            raise InputError(tr("The very fine image is missing; choose a raster with visible field boundaries."))
        return self.image(found, "Very fine image", None, None)


def _feature(parcel: Parcel, fields: QgsFields, number: int, measure: QgsDistanceArea) -> QgsFeature:
    rings = [[QgsPointXY(*place[:2]) for place in ring] for ring in parcel.geometry["coordinates"]]
    geometry = QgsGeometry.fromPolygonXY(rings)
    if not geometry.isGeosValid():
        geometry = geometry.makeValid()  # for a ring that touches itself at a corner
    geometry.convertToMultiType()
    feature = QgsFeature(fields)
    feature.setGeometry(geometry)
    feature.setAttributes([number, measure.measureArea(geometry), parcel.probability])
    return feature
