"""Fusion methods as Processing algorithms."""

from __future__ import annotations

import dataclasses
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

from ..core.errors import DependencyError, InputError
from ..core.fusion.fuse import Fused, check_output, fuse
from ..core.fusion.method import FIDELITIES, Method
from ..core.rasters.source import shown
from ..core.run import Run
from ..core.runtime.version import version
from ..core.scenes.inputs import Inputs, open_scene, plan
from .base import StFusionAlgorithm
from .compiling import compiled_beside
from .forms.forms import pair_numbers, parameters
from .forms.prefill import prefilled_dialog
from .forms.rasters import Chosen
from .forms.reading import InputReader, chosen_word, option_values, output_path, words_for_numbers
from .groups import ToolboxGroup, group_of_method
from .results.layers import PredictionStyler, UncertaintyStyler, history_lines, load
from .words import tr


class FusionAlgorithm(StFusionAlgorithm):
    """One fusion method. State is kept on the instance only, and Processing creates one for each run."""

    def __init__(self, method: Method) -> None:
        super().__init__()
        self._method = method
        self._inputs: Inputs | None = None
        self._options: Any = None
        self._look: Chosen | None = None
        self._result: Fused | None = None
        self._day: Any = None

    def createInstance(self) -> FusionAlgorithm:
        return type(self)(self._method)

    def name(self) -> str:
        return self._method.info.id

    def displayName(self) -> str:
        return self._method.info.title

    def toolbox_group(self) -> ToolboxGroup:
        return group_of_method(self.name(), self._method.info.learned)

    def tags(self) -> list[str]:
        info = self._method.info
        common = [
            "spatiotemporal fusion",
            "image fusion",
            "data fusion",
            "downscaling",
            "gap filling",
            "Landsat",
            "MODIS",
        ]
        return [info.id, info.title, str(info.year), info.group, *info.tags, *common, "Sentinel-2", "Sentinel-3"]

    def shortDescription(self) -> str:
        about = f"{tr(self._method.info.name)} ({self._method.info.year})"
        if self._method.lacks(self._method.Options(), 1):
            about += tr("; needs weights or two pairs")
        return about

    def shortHelpString(self) -> str:
        """Returns plain text in paragraphs: the dialog shows them as such, and the command line prints them."""
        info = self._method.info
        least, most = info.pairs
        if most is None:
            needs = tr("Inputs: {} or more pairs of fine and coarse images").format(least)
        elif most > least:
            needs = tr("Inputs: {} to {} pairs of fine and coarse images").format(least, most)
        elif most > 1:
            needs = tr("Inputs: {} pairs of fine and coarse images").format(least)
        else:
            needs = tr("Inputs: 1 pair of fine and coarse images")
        if info.takes_pan:
            needs += tr(" with a panchromatic image")
        inputs = tr(
            "each pair of one date, and the coarse image of the target date. Coarse images can have any grid, CRS, "
            "extent, band order and scale factor."
        )
        return "\n".join(
            (
                tr(info.summary),
                f"{needs}, {inputs}",
                tr(
                    "Outputs: the fine image of the target date, with the grid and data type of fine image 1, and "
                    "with its date for the Temporal Controller."
                )
                if not info.takes_pan
                else tr(
                    "Outputs: the fine image of the target date, with the grid of panchromatic image 1 and the data "
                    "type of fine image 1, and with its date for the Temporal Controller."
                ),
                tr("Use it when: {}").format(tr(info.choose)),
                tr("Use another method when: {}").format(tr(info.avoid)),
                tr("Source: {}. {}").format(tr(FIDELITIES[info.fidelity]), tr(info.departures)),
                tr("Reference: {}").format(info.citation),
            )
        )

    def createCustomParametersWidget(self, parent: Any = None) -> Any:
        """Returns the dialog with proposed map layers; called by the window, but not for batches, models and commands."""
        from qgis.utils import iface

        if iface is None:
            return None
        info = self._method.info
        definitions = self.parameterDefinitions()
        keys = [one.name() for one in definitions if one.type() == "raster"]
        return prefilled_dialog(self, keys, len(pair_numbers(info)), iface.mainWindow())

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        for parameter in parameters(self._method):
            self.addParameter(parameter)

    def checked(self, values: dict[str, Any], context: QgsProcessingContext) -> dict[str, Any]:
        try:
            options = option_values(self._method, self, values, context)
            inputs = InputReader(self._method, self, values, context).inputs(options)
            text = self._method.pairs_complaint(len(inputs.fine))
            if text:
                raise InputError(text)
            chosen_word(self, values, "DEVICE", context)
            made = plan(inputs)
            self._method.check(options, len(made.fine_bands))
            self._method.check_rest(options, len(made.rest_bands))
            text = self._method.lacks(options, len(made.pairs))
            if text:
                raise InputError(text)
            classes = [inputs.classes.source] if inputs.classes is not None else []
            for key in ("OUTPUT", "UNCERTAINTY"):
                path = output_path(values.get(key))
                if path:
                    check_output(path, (*made.infos.values(), *classes))
        except DependencyError:
            pass  # reported at the start of the run, where the log shows it
        return words_for_numbers(self, values, context)

    def read(self, values: dict[str, Any], context: QgsProcessingContext) -> None:
        self._options = option_values(self._method, self, values, context)
        reader = InputReader(self._method, self, values, context)
        self._inputs = reader.inputs(self._options)
        self._look = reader.raster("FINE_1")

    def work(self, values: dict[str, Any], context: QgsProcessingContext, run: Run) -> dict[str, Any]:
        if self._inputs is None:
            text = tr("{} was not prepared; this is an internal error.")
            raise QgsProcessingException(text.format(self.displayName()))
        output = self.destination(values, "OUTPUT", context)
        extra = self.parameterAsOutputLayer(values, "UNCERTAINTY", context) if self._method.info.uncertainty else ""
        scene = open_scene(self._inputs, run)
        try:
            with compiled_beside(self._method, len(self._inputs.fine)):
                self._result = fuse(
                    self._method,
                    scene,
                    self._options,
                    output,
                    run,
                    uncertainty=extra or None,
                    device=chosen_word(self, values, "DEVICE", context),
                    block_size=self.parameterAsInt(values, "BLOCK_SIZE", context),
                )
        finally:
            scene.close()
        self._day = scene.target_date
        if _leaves_bands_out(self._inputs):
            self._look = None  # it refers to bands that the result does not have
        results = {"OUTPUT": output}
        if extra:
            results["UNCERTAINTY"] = extra
        return results

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        if self._result is None or self._inputs is None:
            return {}
        day = f" {self._day.isoformat()}" if self._day else ""
        name = f"{self.displayName()}{day}"
        lines = history_lines(self._story(self._inputs, self._result.device))
        drawn = context.willLoadLayerOnCompletion(str(self._result.output)) and self._look is not None
        renderer = self._look.renderer() if drawn else None
        output, extra = str(self._result.output), str(self._result.uncertainty or "")
        load(context, output, name, PredictionStyler(self._day, lines, renderer, extra))
        if extra:
            title = tr("{} uncertainty, {}").format(name, self._result.bands[0])
            load(context, extra, title, UncertaintyStyler(self._day, lines, output, self._result.unit))
        return {}

    def _story(self, inputs: Inputs, device: str) -> str:
        """Returns a description of the run for the layer's history."""
        used = "; ".join(
            f"{image.role}: {shown(image.source)}"
            for image in (*inputs.fine, *inputs.pan, *inputs.coarse, inputs.target)
        )
        options = ", ".join(f"{key}={value}" for key, value in dataclasses.asdict(self._options).items())
        return f"STFusion {version()}, {self.displayName()} on {device}. {used}. Options: {options}."

    def packages(self) -> tuple[str, ...]:
        return (*super().packages(), *self._method.info.packages)


def _leaves_bands_out(inputs: Inputs) -> bool:
    return "0" in inputs.bands.replace(",", " ").replace(";", " ").split()
