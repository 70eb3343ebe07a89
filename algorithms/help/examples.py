"""Example command lines for every algorithm, with a suitable value for each parameter."""

from __future__ import annotations

import re

from qgis.core import QgsProcessingAlgorithm, QgsProcessingParameterDefinition, QgsProcessingParameterFile

from ..forms.widgets import visible

# Types whose value is a path: shown even if optional, because without them nothing would be read or written.
_PATHS = ("raster", "multilayer", "file", "rasterDestination", "fileDestination", "folderDestination", "vector", "sink")

_RASTERS = {
    "FINE_1": "fine_20240504.tif",
    "COARSE_1": "coarse_20240504.tif",
    "PAN_1": "pan_20240504.tif",
    "FINE_2": "fine_20240808.tif",
    "COARSE_2": "coarse_20240808.tif",
    "FINE": "fine_20240504.tif",
    "COARSE": "coarse_20240504.tif",
    "COARSE_TARGET": "coarse_20240621.tif",
    "PREDICTION": "predicted_20240621.tif",
    "REFERENCE": "fine_20240621.tif",
    "TRUTH": "fine_20240621.tif",
    "OUTPUT": "predicted_20240621.tif",
}
_OUTPUTS = {
    "prepare": {"FINE_OUT": "prepared_fine_20240504.tif", "COARSE_OUT": "prepared_coarse_20240504.tif"},
    "coregister": {"OUTPUT": "coregistered_coarse_20240504.tif"},
    "simulatecoarse": {"OUTPUT": "simulated_coarse_20240504.tif"},
    "dstfnet": {"OUTPUT": "fields.tif"},
}
_LISTS = {
    "FINE": ("fine_20240504.tif", "fine_20240808.tif"),
    "COARSE": ("coarse_20240504.tif", "coarse_20240808.tif"),
}
_FOLDERS = {"FINE_FOLDER": "fine", "COARSE_FOLDER": "coarse"}


def command(algorithm: QgsProcessingAlgorithm) -> str:
    """Returns a call of qgis_process that can be used after the file names are changed."""
    return f"qgis_process run stfusion:{algorithm.name()} -- \\\n    " + " \\\n    ".join(words(algorithm))


def words(algorithm: QgsProcessingAlgorithm) -> list[str]:
    """Returns ``KEY=value`` for required parameters and every basic parameter with a path; a list repeats its key."""
    return [
        f"{parameter.name()}={_quoted(value)}"
        for parameter in visible(algorithm.parameterDefinitions())
        if _needed(parameter, algorithm)
        for value in example(algorithm.name(), parameter)
        if value
    ]


def _needed(parameter: QgsProcessingParameterDefinition, algorithm: QgsProcessingAlgorithm) -> bool:
    if parameter.type() == "multilayer":
        # The folder parameter is used instead, because it is shorter.
        return algorithm.parameterDefinition(f"{parameter.name()}_FOLDER") is None
    optional = parameter.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional
    return parameter.type() in _PATHS or not (optional or parameter.type() == "number")


def example(algorithm: str, parameter: QgsProcessingParameterDefinition) -> tuple[str, ...]:
    """Returns example values of a parameter: a folder, a file with the suffix of its type, a raster, or the default."""
    name, kind = parameter.name(), parameter.type()
    plain = name.rpartition(":")[2].lower()
    if kind == "multilayer":
        return _LISTS.get(name, (f"{plain}_1.tif", f"{plain}_2.tif"))
    if kind == "folderDestination" or _is_folder(parameter):
        return (_FOLDERS.get(name, "sample" if algorithm == "sampledata" else "results"),)
    if kind in ("file", "fileDestination"):
        ending = re.search(r"\*(\.\w+)", _filter(parameter))
        # Weights are named after their network.
        stem = {"train": "edcstfn"}.get(algorithm, algorithm) if plain == "weights" else plain
        return (stem + (ending[1] if ending else ".txt"),)
    if kind in ("raster", "rasterDestination"):
        return (_OUTPUTS.get(algorithm, {}).get(name) or _RASTERS.get(plain.upper(), f"{plain}.tif"),)
    if kind == "sink":
        return (f"{plain}.gpkg",)
    value = parameter.defaultValue()
    return ("" if value is None else f"{value:g}" if isinstance(value, float) else str(value),)


def _is_folder(parameter: QgsProcessingParameterDefinition) -> bool:
    folder = QgsProcessingParameterFile.Behavior.Folder
    return isinstance(parameter, QgsProcessingParameterFile) and parameter.behavior() == folder


def _filter(parameter: QgsProcessingParameterDefinition) -> str:
    return str(parameter.fileFilter())


def _quoted(value: str) -> str:
    return value if re.fullmatch(r"[\w./:=+-]+", value) else f'"{value}"'
