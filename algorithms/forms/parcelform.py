"""Form reader for networks that delineate fields: the very fine image, the series and drawn fields."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterDefinition,
)

from ...core.errors import InputError
from ...core.learning.series_training import validation_share
from ...core.parcels.scene import ParcelInputs, plan_parcels
from ...core.parcels.training import ParcelTrainingData
from ...core.scenes.class_map import ClassMap
from ...core.scenes.pairing import Image
from ..words import tr
from .datedform import DatedReader
from .widgets import MapLayerParameter, described


class ParcelReader(DatedReader):
    """Reads a form with a very fine image in FINE, a series in COARSE, and drawn fields in LABELS."""

    def inputs(self) -> ParcelInputs:
        """Returns the very fine image and the series. Raises `InputError`."""
        return ParcelInputs(self.only_image(), self.several("COARSE", "series"), self.text("SCALE") or "auto")

    def training_data(self) -> ParcelTrainingData:
        """Returns the training data, checked without reading pixels. Raises `InputError`."""
        inputs = self.inputs()
        plan_parcels(inputs)
        return ParcelTrainingData(inputs, self.labels(), validation_share(self.text("VALIDATION")))

    def labels(self) -> ClassMap:
        """Returns the drawn fields. Raises `InputError` if there are none or the layer has no polygons or raster."""
        found = self.classes("LABELS", "", self.only_image().source, tr("Drawn fields"))
        if found is None:
            raise InputError(
                tr(
                    "Drawn fields are missing; this network requires them for training. Choose polygons or a label "
                    "raster."
                )
            )
        return found

    def only_image(self) -> Image:
        """Returns the very fine image. Raises `InputError` if there is not exactly one."""
        found = self.several("FINE", "very fine")
        if len(found) != 1:
            raise InputError(
                tr(
                    "There are {} very fine images, but this network uses one; choose one image, or set a file name "
                    "pattern that matches one file."
                ).format(len(found))
            )
        return found[0]


def drawn_fields() -> QgsProcessingParameterDefinition:
    """Returns the parameter for the training fields."""
    kinds = [QgsProcessing.SourceType.TypeRaster, QgsProcessing.SourceType.TypeVectorPolygon]
    return described(
        MapLayerParameter("LABELS", tr("Drawn fields"), None, True, kinds),
        tr(
            "For networks that delineate fields (dstfnet): polygons, a raster with a positive number for each field, "
            "or a raster of extent, boundary and distance. Ignored by other networks."
        ),
    )
