"""Coregister: Processing algorithm of `core.pairs.coregister`."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ...core.fusion.fuse import check_output
from ...core.pairs.coregister import (
    APPLY,
    CORRELATION,
    METHODS,
    WIDEST,
    Coregistration,
    FoundShift,
    coregister,
    plan_coregistration,
)
from ...core.products.product import ImageChoice
from ...core.products.quality import ANY
from ...core.rasters.align import RESAMPLINGS
from ...core.rasters.source import shown
from ...core.run import Run
from ...core.runtime.version import version
from ..forms.pairform import PairReader
from ..forms.rasters import Chosen
from ..forms.reading import output_path
from ..forms.widgets import advanced, choice, described, raster, real
from ..results.layers import ResultStyler, history_lines, load
from ..tool import Tool


class CoregisterAlgorithm(Tool):
    """Estimates the shift between a coarse and a fine image, and corrects it."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Coregistration | None = None
        self._found: FoundShift | None = None
        self._look: Chosen | None = None

    def name(self) -> str:
        return "coregister"

    def displayName(self) -> str:
        return self.tr("Coregister")

    def tags(self) -> list[str]:
        return [
            "coregistration",
            "co-registration",
            "registration",
            "shift",
            "misregistration",
            "geolocation",
            "phase correlation",
            "sub-pixel",
            "offset",
            "align",
            "MODIS",
            "Landsat",
            "Sentinel-3",
        ]

    def shortDescription(self) -> str:
        return self.tr("Estimates and corrects the sub-pixel shift of a coarse image relative to a fine image.")

    def shortHelpString(self) -> str:
        return "\n".join(
            (
                self.tr(
                    "Gridded coarse images can be misregistered by up to half a coarse pixel, which is many fine "
                    "pixels and reduces the accuracy of a fusion. This tool estimates the shift relative to a fine "
                    "image of about the same date and shifts the coarse image."
                ),
                self.tr(
                    "Algorithm: the fine image is blurred with the point-spread function of a coarse sensor "
                    "(Gaussian, sigma 0.5 coarse pixel) and interpolated at the positions of the coarse pixels. "
                    "correlation searches for the shift with the highest correlation; phase uses the phases of the "
                    "spectra (Kuglin and Hines 1975). Gain, offset and haze of a sensor have no effect. In simulated "
                    "scenes, shifts of up to a coarse pixel are estimated with an accuracy of 0.1 fine pixel."
                ),
                self.tr(
                    "Large scenes: a maximum of 25 patches of 40 x 40 coarse pixels, distributed over the scene, are "
                    "compared, so that time and memory do not grow with the scene. One shift is estimated for the "
                    "whole scene, without rotation."
                ),
                self.tr(
                    "Outputs: the coarse image with all its bands, with corrected position and unchanged values, or "
                    "resampled to its original grid; the shift in map units of the coarse image and in fine pixels, "
                    "to the right and down; and a confidence."
                ),
                self.tr(
                    "Confidence: the correlation at the shift, multiplied by the share of parts of the scene whose "
                    "own best shift agrees within a quarter of a coarse pixel. Below the minimum confidence, the "
                    "image is written without a correction, with a warning."
                ),
                self.tr(
                    "Limits: changes between both images and unmasked clouds reduce the confidence. For a coarse "
                    "image that was already resampled to smaller pixels, set the resolution ratio."
                ),
            )
        )

    def form(self) -> list[QgsProcessingParameterDefinition]:
        return [
            raster(
                "FINE", self.tr("Fine image"), self.tr("Reference raster with the correct position; it is not changed.")
            ),
            raster("COARSE", self.tr("Coarse image"), self.tr("Raster to shift; any grid, CRS and band order.")),
            described(
                choice("METHOD", self.tr("Method"), METHODS, CORRELATION),
                self.tr("correlation is more accurate; phase is faster and less affected by gradual changes."),
            ),
            described(
                real("MAX_SHIFT", self.tr("Maximum shift (coarse pixels)"), 2.0, 0.1, WIDEST),
                self.tr("Maximum search distance in each direction."),
            ),
            described(
                choice("APPLY", self.tr("Apply"), APPLY, APPLY[0]),
                self.tr(
                    "georeference shifts the image without changing its pixels. resample keeps its grid. measure "
                    "only writes no image."
                ),
            ),
            described(
                QgsProcessingParameterRasterDestination("OUTPUT", self.tr("Shifted coarse image"), None, True, True),
                self.tr("GeoTIFF; not required for measure only."),
            ),
            *(advanced(parameter) for parameter in self._advanced()),
        ]

    def _advanced(self) -> list[QgsProcessingParameterDefinition]:
        return [
            described(
                QgsProcessingParameterString("BAND", self.tr("Band"), "", False, True),
                self.tr(
                    "Bands to compare: a name such as nir, a number, or pairs of fine and coarse band numbers such "
                    "as 4:2. Empty: all bands that match by name, wavelength or order."
                ),
            ),
            raster(
                "FINE_QA",
                self.tr("Mask or quality layer of the fine image"),
                self.tr("Quality layer, recognized by its name, or a mask that is not 0 for pixels to exclude."),
                optional=True,
            ),
            raster(
                "COARSE_QA",
                self.tr("Mask or quality layer of the coarse image"),
                self.tr(
                    "As for the fine image. It only affects which pixels are compared; the output pixels are not "
                    "masked."
                ),
                optional=True,
            ),
            described(
                real("RATIO", self.tr("Resolution ratio (coarse / fine)"), 0.0, 0.0, 512.0),
                self.tr("Resolution ratio of the coarse sensor. 0 = automatic: from the size of the coarse pixels."),
            ),
            described(
                real("MIN_CONFIDENCE", self.tr("Minimum confidence"), 0.3, 0.0, 1.0),
                self.tr("Below this value the image is not shifted, and a warning is logged. 0 = always shift."),
            ),
            described(
                choice("RESAMPLING", self.tr("Resampling"), RESAMPLINGS, "cubic"),
                self.tr("Only used if the image is resampled to its original grid."),
            ),
        ]

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        return [
            QgsProcessingOutputNumber("SHIFT_X", self.tr("Shift in x (map units of the coarse image)")),
            QgsProcessingOutputNumber("SHIFT_Y", self.tr("Shift in y (map units of the coarse image)")),
            QgsProcessingOutputNumber("SHIFT_COLS", self.tr("Shift to the right (fine pixels)")),
            QgsProcessingOutputNumber("SHIFT_ROWS", self.tr("Shift down (fine pixels)")),
            QgsProcessingOutputNumber("CONFIDENCE", self.tr("Confidence (0 to 1)")),
            QgsProcessingOutputNumber("CORRELATION", self.tr("Correlation at the shift")),
            QgsProcessingOutputNumber("APPLIED", self.tr("1 if the shift was applied, else 0")),
        ]

    def read(self, values: dict[str, Any], context: QgsProcessingContext) -> None:
        reader = PairReader(self, values, context)
        self._wanted = Coregistration(
            fine=self._image(reader, "FINE", "Fine image"),
            coarse=self._image(reader, "COARSE", "Coarse image"),
            method=reader.word("METHOD"),
            bands=reader.text("BAND"),
            largest=reader.number("MAX_SHIFT"),
            ratio=reader.number("RATIO"),
            apply=reader.word("APPLY"),
            least=reader.number("MIN_CONFIDENCE"),
            resampling=reader.word("RESAMPLING"),
        )
        meeting = plan_coregistration(self._wanted)
        path = output_path(values.get("OUTPUT"))
        if path and self._wanted.writes:
            check_output(path, meeting.sources)
        self._look = reader.needed("COARSE")

    @staticmethod
    def _image(reader: PairReader, key: str, role: str) -> ImageChoice:
        return reader.choice(key, role, kind=ANY) if reader.plain_mask(f"{key}_QA") else reader.choice(key, role)

    def work(self, values: dict[str, Any], context: QgsProcessingContext, run: Run) -> dict[str, Any]:
        if self._wanted is None:
            return {}
        output = self.destination(values, "OUTPUT", context) if self._wanted.writes else None
        self._found = found = coregister(self._wanted, output, run)
        return {
            **({"OUTPUT": output} if output else {}),
            "SHIFT_X": found.x,
            "SHIFT_Y": found.y,
            "SHIFT_COLS": found.cols,
            "SHIFT_ROWS": found.rows,
            "CONFIDENCE": found.confidence,
            "CORRELATION": found.correlation,
            "APPLIED": int(found.applied),
        }

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        found = self._found
        if found is None or found.output is None or self._wanted is None:
            return {}
        moved = self.tr("shifted by {}, {} map units").format(f"{found.x:.6g}", f"{found.y:.6g}")
        done = moved if found.applied else self.tr("not shifted, low confidence")
        fine, coarse = (shown(image.sources[0]) for image in (self._wanted.fine, self._wanted.coarse))
        lines = history_lines(
            f"STFusion {version()}, {self.displayName()} by {self._wanted.method}: {coarse} against {fine}, {done}; "
            f"confidence {found.confidence:.2f}."
        )
        name = f"{self.tr('Coarse')}{f' {found.date.isoformat()}' if found.date else ''} {self.tr('coregistered')}"
        wanted = context.willLoadLayerOnCompletion(str(found.output)) and self._look is not None
        renderer = self._look.renderer() if wanted else None
        load(context, str(found.output), name, ResultStyler(found.date, lines, renderer))
        return {}

    def packages(self) -> tuple[str, ...]:
        return (*super().packages(), "scipy")
