"""Help page of an algorithm, generated from its declaration so that it always matches form and command line."""

from __future__ import annotations

from html import escape

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
)

from ...core.fusion.method import Method
from ...core.imports.catalogue import DATA_SET_HEAD, PRODUCT_HEAD, data_set_rows, product_rows
from ...core.learning.learned import LearnedMethod
from ...models import delineators, methods
from .advice import ADVICE
from .examples import command
from .helpshell import PICTURES, figure, shell

_USE, _AVOID, _LIMITS = "Use it when: ", "Use another method when: ", "Limits: "


def help_page(algorithm: QgsProcessingAlgorithm) -> str:
    """Returns a complete HTML page without external resources."""
    texts = [text for text in algorithm.shortHelpString().split("\n") if not text.startswith((_USE, _AVOID, _LIMITS))]
    form = algorithm.parameterDefinitions()
    advanced = QgsProcessingParameterDefinition.Flag.FlagAdvanced
    simple = [parameter for parameter in form if not parameter.flags() & advanced]
    rest = [parameter for parameter in form if parameter.flags() & advanced]
    title = escape(algorithm.displayName())
    return shell(
        title,
        f"<h1>{title}</h1>\n<p>{escape(algorithm.shortDescription())}</p>\n"
        f"{''.join(_paragraph(text) for text in texts)}\n{_picture(algorithm.name())}{_advice(algorithm)}"
        f"{_catalogue(algorithm.name())}<h2>Parameters</h2>\n{_table(simple)}\n"
        + (f"<h2>Advanced parameters</h2>\n{_table(rest)}\n" if rest else "")
        + f"<h2>On the command line</h2>\n<pre>{escape(command(algorithm))}</pre>\n",
    )


def _catalogue(name: str) -> str:
    """Returns the table of products or data sets of the tools that read them."""
    tables = {
        "importproduct": ("Products", PRODUCT_HEAD, product_rows),
        "dataset": ("Data sets", DATA_SET_HEAD, data_set_rows),
    }
    if name not in tables:
        return ""
    title, head, rows = tables[name]
    columns = "".join(f"<th>{escape(word.capitalize())}</th>" for word in head)
    lines = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows())
    return f"<h2>{title}</h2>\n<table><tr>{columns}</tr>\n{lines}</table>\n"


def _picture(name: str) -> str:
    file = f"method-{name}.png"
    if not (PICTURES / file).is_file():
        return ""
    scene = "The sample scene: fine image of the pair, coarse image of the target date, and the truth."
    result = "Prediction with default options, and its difference from the truth; blue: too low, red: too high."
    return figure("scene.png", scene) + figure(file, result)


def _advice(algorithm: QgsProcessingAlgorithm) -> str:
    texts = algorithm.shortHelpString().split("\n")
    found = {head: text[len(head) :] for text in texts for head in (_USE, _AVOID, _LIMITS) if text.startswith(head)}
    if algorithm.name() in ADVICE:
        advice = ADVICE[algorithm.name()]
        found.setdefault(_USE, advice.use)
        found.setdefault(_AVOID, advice.avoid)
    limits = [found[_LIMITS]] if _LIMITS in found else []
    if algorithm.name() in methods():
        limits += method_limits(methods()[algorithm.name()])
    if algorithm.name() in delineators():
        limits.append(f"SIZE=small sets {delineators()[algorithm.name()].small.words}.")
    sections = (("When to use it", [found.get(_USE)]), ("When not to use it", [found.get(_AVOID)]), ("Limits", limits))
    return "".join(
        f"<h2>{head}</h2>\n{_list([text for text in lines if text])}\n" for head, lines in sections if any(lines)
    )


def method_limits(method: Method) -> list[str]:
    """Returns the limits of a method according to its declaration."""
    info = method.info
    least, most = info.pairs
    limits = []
    if info.takes_pan:
        limits.append(
            f"The maximum number of pairs is {most}, each with a panchromatic image. It is not available in Fuse series and "
            "Compare methods, which have no input for panchromatic images."
        )
    elif most is not None:
        limits.append(
            f"The maximum number of pairs is {most}; Fuse series selects the pair{'s' if most > 1 else ''} for each date."
        )
    if info.takes_rest:
        limits.append(
            "Coarse bands without a matching fine band are also used; weights are then only valid for images with the same "
            "number of these bands. Set OTHER_BANDS to ignore them."
        )
    if least > 1:
        limits.append("The target date must be between the pairs. EXTRAPOLATE allows other dates, with lower accuracy.")
    if info.learned:
        limits.append(
            "Weights of another region, season or sensor can be less accurate than a method that needs no training. Check this "
            "with Compare methods on a date with a known fine image."
        )
    if isinstance(method, LearnedMethod):
        limits.append(training_limit(method))
    if not info.uncertainty:
        limits.append("It does not estimate the uncertainty of the prediction.")
    return [
        *limits,
        "Changes that neither the fine images nor the coarse image of the target date show cannot be predicted.",
    ]


def training_limit(network: LearnedMethod) -> str:
    """Returns advice for training it with and without a CUDA device."""
    if not network.shrinks:
        return "A CUDA device is recommended, but the network is small enough for a CPU at its published size."
    return (
        f"A CUDA device is recommended. On a CPU, train the network with SIZE=small, which sets {network.small.words}."
    )


def _list(texts: list[str]) -> str:
    if len(texts) == 1:
        return f"<p>{escape(texts[0])}</p>"
    return "<ul>" + "".join(f"<li>{escape(text)}</li>\n" for text in texts) + "</ul>"


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
    return f"<table><tr><th>Parameter</th><th>Description</th><th>Default</th></tr>\n{rows}</table>"


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
