"""The help page of an algorithm, made from its declaration, so that page, form and command line cannot differ."""

from __future__ import annotations

from html import escape

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
)

_STYLE = (
    "body{font:15px/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em;color:#222}"
    "h1{color:#3f7d4e}table{border-collapse:collapse;width:100%}td,th{border:1px solid #ccc;padding:.3em .6em;"
    "text-align:left;vertical-align:top}th{background:#f3f6f0}code,pre{background:#f3f3f3;padding:.1em .3em}"
    "pre{padding:.8em;overflow:auto}.key{font-family:monospace;white-space:nowrap}"
)


def help_page(algorithm: QgsProcessingAlgorithm) -> str:
    """A whole HTML page that needs nothing from the network."""
    paragraphs = "".join(_paragraph(text) for text in algorithm.shortHelpString().split("\n"))
    form = algorithm.parameterDefinitions()
    advanced = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    simple = [parameter for parameter in form if not parameter.flags() & advanced]
    rest = [parameter for parameter in form if parameter.flags() & advanced]
    title = escape(algorithm.displayName())
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title} - STFusion</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n<p>{escape(algorithm.shortDescription())}</p>\n"
        f"{paragraphs}\n<h2>Parameters</h2>\n{_table(simple)}\n"
        + (f"<h2>Advanced parameters</h2>\n{_table(rest)}\n" if rest else "")
        + f"<h2>On the command line</h2>\n<pre>{escape(_command(algorithm, simple))}</pre>\n</body></html>\n"
    )


def _paragraph(text: str) -> str:
    head, colon, rest = text.partition(": ")
    if colon and len(head) < 30:
        return f"<p><b>{escape(head)}:</b> {escape(rest)}</p>\n"
    return f"<p>{escape(text)}</p>\n"


def _table(form: list[QgsProcessingParameterDefinition]) -> str:
    rows = "".join(
        f'<tr><td>{escape(parameter.description())}<br><span class="key">{parameter.name()}</span></td>'
        f"<td>{escape(parameter.help())}{_choices(parameter)}</td><td>{escape(_default(parameter))}</td></tr>\n"
        for parameter in form
    )
    return f"<table><tr><th>Parameter</th><th>What it does</th><th>Default</th></tr>\n{rows}</table>"


def _choices(parameter: QgsProcessingParameterDefinition) -> str:
    if not isinstance(parameter, QgsProcessingParameterEnum):
        return ""
    return f"<br>One of: <code>{escape(', '.join(parameter.options()))}</code>"


def _default(parameter: QgsProcessingParameterDefinition) -> str:
    value = parameter.defaultValue()
    if isinstance(parameter, QgsProcessingParameterBoolean):
        return "yes" if value else "no"
    if value is None or value == "":
        return "optional" if parameter.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional else "required"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _command(algorithm: QgsProcessingAlgorithm, form: list[QgsProcessingParameterDefinition]) -> str:
    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    needed = [parameter for parameter in form if not parameter.flags() & optional]
    words = [f"{parameter.name()}={_example(parameter)}" for parameter in needed]
    return f"qgis_process run stfusion:{algorithm.name()} -- \\\n    " + " \\\n    ".join(words)


def _example(parameter: QgsProcessingParameterDefinition) -> str:
    if parameter.type() == "folderDestination":
        return "sample"
    if parameter.type() in ("raster", "rasterDestination"):
        return _EXAMPLES.get(parameter.name(), f"{parameter.name().rpartition(':')[2].lower()}.tif")
    return str(parameter.defaultValue())


_EXAMPLES = {
    "FINE_1": "fine_20240504.tif",
    "COARSE_1": "coarse_20240504.tif",
    "FINE_2": "fine_20240808.tif",
    "COARSE_2": "coarse_20240808.tif",
    "COARSE_TARGET": "coarse_20240621.tif",
    "PREDICTION": "predicted_20240621.tif",
    "REFERENCE": "fine_20240621.tif",
    "OUTPUT": "predicted_20240621.tif",
}
