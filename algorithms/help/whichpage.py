"""Help page *Which method?*: a short guide to choose a method, and a table of all methods from their declarations."""

from __future__ import annotations

from html import escape

from qgis.core import QgsProcessingAlgorithm

from ...core.fusion.method import Method, MethodInfo
from ...models import methods
from .helpshell import shell

# How a method handles land-cover change between the dates; for networks it depends on their training.
_CHANGE = {
    "starfm": "kept as it was",
    "estarfm": "only if it changes steadily",
    "fsdaf": "yes, in areas of a coarse pixel and more",
    "fitfc": "strong seasons, not new covers",
    "spstfm": "yes, with two pairs",
    "auto": "as the best that it finds",
}

_WAYS = (
    ("One pair, land cover stays what it is", ("starfm", "fitfc")),
    ("One pair, strong change with the season", ("fitfc",)),
    ("One pair, land cover changes: flood, fire, building", ("fsdaf",)),
    ("Two pairs, one before and one after the date", ("estarfm", "spstfm")),
    ("Two pairs and some minutes for a network", ("stfnet",)),
    ("A series of ten dates and more to learn from, or weights", ("edcstfn", "ganstfm")),
    ("Such a series, and a computer without CUDA: size small", ("stfdcnn", "mlknet", "stmstfnet")),
    ("The fine image is old, or without a coarse partner", ("ganstfm",)),
    ("The uncertainty matters as much as the value", ("stfdiff", "starfm")),
    ("A panchromatic image of a third, finest sensor", ("diffstsf",)),
    ("You do not know: let the known images decide", ("auto", "compare")),
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
        "<p>A pair is a fine and a coarse image of one date. Count your pairs, ask whether land cover changes between their "
        "dates and the target date, and see how much there is to learn from. When in doubt, run two methods by "
        f"{_link('compare', names)} on a date that you know: the order differs from land to land.</p>\n"
        f"<table><tr><th>You have</th><th>Begin with</th></tr>\n{ways}</table>\n"
        "<h2>All methods</h2>\n<p>Data: what a method must see before it can predict. GPU: whether a CUDA device is used; "
        "no method needs one; without one, train networks with their size small.</p>\n"
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
    return _CHANGE.get(info.id) or ("as its training showed it" if info.learned else "see its page")


def data(info: MethodInfo) -> str:
    if not info.learned:
        return "the scene alone"
    return (
        "two pairs of the scene, or weights"
        if info.pairs[0] > 1
        else "a series or weights; else two pairs of the scene"
    )


def gpu(info: MethodInfo) -> str:
    if not info.cuda:
        return "not used"
    return "advised" if info.learned else "used, not needed"
