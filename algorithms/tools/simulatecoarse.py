"""Simulate coarse image: Processing algorithm of `core.pairs.simulate_coarse`."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ...core.fusion.fuse import check_output
from ...core.numerics.psf import GAUSSIAN, USUAL_WIDTH, WIDEST
from ...core.pairs.simulate_coarse import LARGEST_RATIO, CoarseSensor, band_numbers, simulate_coarse
from ...core.rasters.raster import describe
from ...core.rasters.source import name_of
from ...core.run import Run
from ...core.runtime.version import version
from ...core.scenes.dating import with_date
from ..forms.pairform import PairReader
from ..forms.rasters import Chosen
from ..forms.reading import output_path
from ..forms.widgets import advanced, choice, day, described, raster, real, whole
from ..results.layers import ResultStyler, history_lines, load
from ..tool import Tool


class SimulateCoarseAlgorithm(Tool):
    """Simulates a coarse image from a fine one, as observed by a coarse sensor."""

    def __init__(self) -> None:
        super().__init__()
        self._source = ""
        self._sensor: CoarseSensor | None = None
        self._day: Any = None
        self._doubts: list[str] = []
        self._look: Chosen | None = None
        self._made: list[str] = []

    def name(self) -> str:
        return "simulatecoarse"

    def displayName(self) -> str:
        return self.tr("Simulate coarse image")

    def tags(self) -> list[str]:
        return [
            "degrade",
            "aggregate",
            "upscale",
            "point spread function",
            "PSF",
            "MTF",
            "blur",
            "noise",
            "sensor simulation",
            "synthetic",
            "MODIS",
            "Wald protocol",
        ]

    def shortDescription(self) -> str:
        return self.tr(
            "Simulates a coarse image from a fine image: point-spread function, coarse pixels, gain, offset and noise."
        )

    def shortHelpString(self) -> str:
        return "\n".join(
            (
                self.tr(
                    "Simulates the image of a coarse sensor from a fine image, to test a fusion method with known "
                    "truth: blurred with a point-spread function at the centre of each coarse pixel, sampled, with "
                    "gain, offset and noise."
                ),
                self.tr(
                    "Outputs: the coarse image with its date, starting at the corner of the fine image, with the "
                    "data type, scale factor and nodata value of the fine image; and, optionally, the same image "
                    "with its pixels repeated on the fine grid."
                ),
                self.tr(
                    "Nodata: weights are renormalized at the border and over valid pixels. A coarse pixel is nodata "
                    "if less than half of its weight is valid; other pixels are not affected by gaps."
                ),
                self.tr(
                    "Point-spread functions: gaussian (standard deviation 0.5 coarse pixel, full width at half "
                    "maximum 1.18 coarse pixels, truncated at three standard deviations), box (unweighted mean), "
                    "modis (triangle of two pixels along scan, which is along image rows, and box of one pixel along "
                    "track)."
                ),
                self.tr(
                    "Noise: depends on the position of a pixel and the seed only. The same settings give the same "
                    "image on every computer and with every block size."
                ),
                self.tr(
                    "Limits: one point-spread function for the whole image; pixels of real sensors become larger and "
                    "shift off nadir."
                ),
            )
        )

    def form(self) -> list[QgsProcessingParameterDefinition]:
        return [
            raster("FINE", self.tr("Fine image"), self.tr("Raster used as truth.")),
            described(
                whole("RATIO", self.tr("Resolution ratio (coarse / fine)"), 16, 2, LARGEST_RATIO),
                self.tr(
                    "16 corresponds to Landsat (30 m) with VIIRS or MODIS (about 480 m), 30 to Sentinel-2 (10 m) "
                    "with Sentinel-3 (300 m)."
                ),
            ),
            described(
                choice("PSF", self.tr("Point-spread function"), tuple(USUAL_WIDTH), GAUSSIAN),
                self.tr("Spatial response of the coarse sensor; see the description of the algorithm."),
            ),
            described(
                real("NOISE", self.tr("Noise (reflectance)"), 0.0, 0.0),
                self.tr("Standard deviation in reflectance or kelvin; 0.002 is typical of VIIRS and MODIS."),
            ),
            described(
                QgsProcessingParameterRasterDestination("OUTPUT", self.tr("Coarse image")),
                self.tr("GeoTIFF with the data type and scale factor of the fine image."),
            ),
            *(advanced(parameter) for parameter in self._advanced()),
        ]

    def _advanced(self) -> list[QgsProcessingParameterDefinition]:
        return [
            described(
                real(
                    "WIDTH",
                    self.tr("Width of the point-spread function (coarse pixels, 0 = automatic)"),
                    0.0,
                    0.0,
                    WIDEST,
                ),
                self.tr(
                    "Standard deviation of the Gaussian, side length of the box, or base of the triangle. 0 = "
                    "automatic: 0.5, 1 or 2."
                ),
            ),
            described(
                real("GAIN", self.tr("Gain"), 1.0, 1e-6),
                self.tr("The coarse values are gain x truth + offset."),
            ),
            described(
                real("OFFSET", self.tr("Offset (reflectance)"), 0.0),
                self.tr("Added to every pixel, in reflectance or kelvin."),
            ),
            described(
                whole("SEED", self.tr("Seed of the noise"), 1, 0, 2**31 - 1),
                self.tr("Each number gives different noise; the same number always gives the same noise."),
            ),
            described(
                QgsProcessingParameterString("BANDS", self.tr("Bands"), "", False, True),
                self.tr("Band numbers to keep, such as 1 2 4. Empty: all bands."),
            ),
            described(
                QgsProcessingParameterString("SCALE", self.tr("Scale factor"), "auto", False, True),
                self.tr(
                    "Factor from stored values to reflectance or kelvin, optionally with an offset. It converts "
                    "noise and offset to stored values. auto: detect from the data."
                ),
            ),
            day(
                "DATE", self.tr("Date"), self.tr("Empty: the date is detected from the layer, file tags or file name.")
            ),
            described(
                QgsProcessingParameterRasterDestination(
                    "OUTPUT_FINE", self.tr("Coarse image on the fine grid"), None, True, False
                ),
                self.tr("GeoTIFF with every coarse pixel repeated on the fine grid."),
            ),
        ]

    def read(self, values: dict[str, Any], context: QgsProcessingContext) -> None:
        reader = PairReader(self, values, context)
        fine = reader.needed("FINE")
        image = reader.image(fine, "Fine image", reader.day("DATE"), None)
        info = describe(image.source)
        image, self._doubts = with_date(image, info.tags)
        self._source, self._day = image.source, image.date
        self._sensor = CoarseSensor(
            ratio=int(reader.number("RATIO")),
            psf=reader.word("PSF"),
            width=reader.number("WIDTH"),
            noise=reader.number("NOISE"),
            gain=reader.number("GAIN"),
            offset=reader.number("OFFSET"),
            seed=int(reader.number("SEED")),
            bands=band_numbers(reader.text("BANDS")),
            scale=reader.text("SCALE") or "auto",
        )
        self._sensor.check(info)
        for key in ("OUTPUT", "OUTPUT_FINE"):
            path = output_path(values.get(key))
            if path:
                check_output(path, [image.source])
        # A renderer refers to band numbers; if bands are left out, it would show other bands.
        self._look = None if self._sensor.bands else fine

    def work(self, values: dict[str, Any], context: QgsProcessingContext, run: Run) -> dict[str, Any]:
        if self._sensor is None:
            return {}
        for text in self._doubts:
            run.warn(text)
        output = self.destination(values, "OUTPUT", context)
        fine = self.parameterAsOutputLayer(values, "OUTPUT_FINE", context)
        simulate_coarse(self._source, output, self._sensor, run, on_fine_grid=fine or None, day=self._day)
        self._made = [output, *([fine] if fine else [])]
        return {"OUTPUT": output, **({"OUTPUT_FINE": fine} if fine else {})}

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        lines = history_lines(f"STFusion {version()}, {self.displayName()} of {name_of(self._source)}: {self._sensor}.")
        titles = self.tr("Coarse, simulated"), self.tr("Coarse on the fine grid, simulated")
        shown = any(context.willLoadLayerOnCompletion(path) for path in self._made)
        renderer = self._look.renderer() if shown and self._look is not None else None
        for path, title in zip(self._made, titles):
            name = f"{title}{f' {self._day.isoformat()}' if self._day else ''}"
            load(context, path, name, ResultStyler(self._day, lines, renderer))
        return {}

    def packages(self) -> tuple[str, ...]:
        return (*super().packages(), "scipy")
