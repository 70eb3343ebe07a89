"""Help page *Which method?*: a short guide to choose a method, and a table of all methods from their declarations."""

from __future__ import annotations

from html import escape

from qgis.core import QgsProcessingAlgorithm

from ...core.fusion.method import Method, MethodInfo
from ...models import methods
from .helpshell import shell

# How a method handles land-cover change between the dates; for networks it depends on their training.
_CHANGE = {
    "starfm": "not predicted",
    "estarfm": "only gradual change",
    "fsdaf": "yes, in areas of at least a coarse pixel",
    "fitfc": "only seasonal change, also strong",
    "spstfm": "yes, with two pairs",
    "auto": "as the selected methods",
}

_WAYS = (
    ("One pair, no land-cover change", ("starfm", "fitfc")),
    ("One pair, strong seasonal change", ("fitfc",)),
    ("One pair, land-cover change: flood, fire, construction", ("fsdaf",)),
    ("Two pairs, one before and one after the date", ("estarfm", "spstfm")),
    ("Two pairs, and some minutes to train a network", ("stfnet",)),
    ("A series of ten or more dates for training, or weights", ("edcstfn", "ganstfm")),
    ("Such a series, and a computer without CUDA (size small)", ("stfdcnn", "mlknet", "stmstfnet")),
    ("The fine image is old, or has no coarse image of its date", ("ganstfm",)),
    ("The uncertainty is required", ("stfdiff", "starfm")),
    ("A panchromatic image of a third sensor with smaller pixels", ("diffstsf",)),
    ("Not sure: test methods on the known images", ("auto", "compare")),
    ("Many dates, folders full of images, gaps to fill", ("fuseseries",)),
)


def which_page(algorithms: list[QgsProcessingAlgorithm]) -> str:
    """Returns the page for the algorithms of the provider."""
    names = {algorithm.name(): algorithm.displayName() for algorithm in algorithms}
    known = methods()
    ways = "".join(
        f"<tr><td>{escape(case)}</td><td>{', '.join(_link(one, names) for one in chosen if one in names)}</td></tr>\n"
        for case, chosen in _WAYS
        if any(one in names for one in chosen)
    )
    groups = dict.fromkeys(method.info.group for method in known.values())
    table = "".join(
        f'<tr><th colspan="6">{escape(group)}</th></tr>\n'
        + "".join(_row(method, names) for method in known.values() if method.info.group == group)
        for group in groups
    )
    others = "".join(
        f"<tr><td>{_link(algorithm.name(), names)}</td><td>{escape(algorithm.shortDescription())}</td></tr>\n"
        for algorithm in algorithms
        if algorithm.name() not in known
    )
    return shell(
        "Which method?",
        "<h1>Which method?</h1>\n"
        "<p>A pair is a fine and a coarse image of one date. The choice depends on the number of pairs, on land-cover change "
        "between their dates and the target date, and on the training data. If in doubt, compare methods with "
        f"{_link('compare', names)} on a date with a known fine image: the ranking differs between landscapes.</p>\n"
        f"<table><tr><th>You have</th><th>Start with</th></tr>\n{ways}</table>\n"
        "<h2>All methods</h2>\n<p>Data: training data that the method requires. GPU: whether a CUDA device is used. No "
        "method requires one; without a CUDA device, train networks with size small.</p>\n"
        "<table><tr><th>Method</th><th>Pairs</th><th>Land-cover change</th><th>Data</th>"
        f"<th>GPU</th><th>Use it when</th></tr>\n{table}</table>\n"
        f"<h2>Tools and ready-made models</h2>\n<table>{others}</table>\n",
    )


def _link(name: str, names: dict[str, str]) -> str:
    return f'<a href="{name}.html">{escape(names.get(name, name))}</a>'


def _row(method: Method, names: dict[str, str]) -> str:
    info = method.info
    cells = (pairs(info), change(info), data(info), gpu(info), info.choose)
    return f"<tr><td>{_link(info.id, names)}</td>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>\n"


def pairs(info: MethodInfo) -> str:
    least, most = info.pairs
    return f"{least}" if most == least else f"{least} or more" if most is None else f"{least} to {most}"


def change(info: MethodInfo) -> str:
    return _CHANGE.get(info.id) or ("depends on the training" if info.learned else "see its page")


def data(info: MethodInfo) -> str:
    if not info.learned:
        return "none"
    return (
        "two pairs of the scene, or weights"
        if info.pairs[0] > 1
        else "a series or weights, otherwise two pairs of the scene"
    )


def gpu(info: MethodInfo) -> str:
    if not info.cuda:
        return "not used"
    return "recommended" if info.learned else "optional"
