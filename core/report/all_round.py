"""The all-round diagram as a figure: half discs with sectors, and the predictions as points."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..accuracy.allround import CLASSES, Panel, Point, Sector, ad_class
from ..accuracy.allround import panel as panel_of
from ..accuracy.results import Accuracy
from ..fusion.guesses import COARSE_IMAGE, FINE_UNCHANGED
from ..runtime.dependencies import require
from ..words import later, tr
from .figures import GREY, MOST_PANELS, NORMAL, PURPOSE, SMALL, TEXT, WIDTH, figure

# From blue (too low) over white to red (too high).
_COLOURS = ("#2166ac", "#92c5de", "#f7f7f7", "#f4a582", "#b2182b")
_FAIR, _GOOD = "#eef3f8", "#cfe3d4"
_MARKERS = "oDPXhp*<>8dH"
_GUESSES = "^sv<"
_EDGES = (-0.9, -0.6, -0.3, 0.0, 0.3, 0.6, 0.9)
_MOST_BANDS = MOST_PANELS


def all_round(main: Panel, others: Sequence[Panel] = (), labels: bool = True) -> Any:
    """Draws the diagram of all bands, large, with those of single bands, small, below it.

    Parameters
    ----------
    main : Panel
    others : sequence of Panel
        Their points have the same names as those in `main`.
    labels : bool
        Whether names are drawn beside the points of the large diagram; the legend always shows them.
    """
    others = others[:_MOST_BANDS]
    # Four per row where three would leave few in the last row.
    cols = 4 if len(others) in (4, 7, 8) else 3
    rows = math.ceil(len(others) / cols)
    heights = [3.9, *([7.0 / cols * 0.8 + 0.1] * rows), 1.0]
    made = figure(WIDTH, sum(heights))
    grid = made.add_gridspec(rows + 2, cols, height_ratios=heights)
    shapes = _shapes(main.points)
    axes = made.add_subplot(grid[0, :])
    _half_disc(axes, main, shapes, 90)
    if labels:
        _name_points(axes, main)
    for number, panel in enumerate(others):
        _half_disc(made.add_subplot(grid[1 + number // cols, number % cols]), panel, shapes, 38, small=True)
    _key(made.add_subplot(grid[rows + 1, :]), main, shapes)
    return made


def _shapes(points: Sequence[Point]) -> dict[str, str]:
    methods = [point.name for point in points if not point.guess]
    guesses = [point.name for point in points if point.guess]
    return {
        **{name: _MARKERS[place % len(_MARKERS)] for place, name in enumerate(methods)},
        **{name: _GUESSES[place % len(_GUESSES)] for place, name in enumerate(guesses)},
    }


def _radius(panel: Panel) -> float:
    radii = [point.rmse for point in panel.points if point.drawn]
    radii += [sector.radius for sector in (panel.fair, panel.good) if sector is not None]
    return max(radii, default=0.01) * 1.12 or 0.01


def _half_disc(axes: Any, panel: Panel, shapes: dict[str, str], size: float, small: bool = False) -> None:
    radius = _radius(panel)
    axes.set_aspect("equal")
    axes.set_axis_off()
    axes.set_xlim(-1.12 * radius, 1.12 * radius)
    axes.set_ylim(-0.2 * radius, 1.16 * radius)
    for sector, colour in ((panel.fair, _FAIR), (panel.good, _GOOD)):
        if sector is not None and not sector.empty:
            _draw_sector(axes, sector, colour)
    steps = [step for step in _steps(radius, 3 if small else 5) if 0 < step < radius]
    arc = np.linspace(0, math.pi, 181)
    for step in steps:
        axes.plot(step * np.cos(arc), step * np.sin(arc), color="#c4c4c4", linewidth=0.6, zorder=1.5)
    axes.plot(radius * np.cos(arc), radius * np.sin(arc), color="#666666", linewidth=0.9, zorder=2)
    axes.plot((-radius, radius), (0, 0), color="#666666", linewidth=0.9, zorder=2)
    for edge in (-0.6, 0.0, 0.6) if small else _EDGES:
        x, y = edge, math.sqrt(1 - edge * edge)
        axes.plot((0, radius * x), (0, radius * y), color="#c4c4c4", linewidth=0.9 if edge == 0 else 0.6, zorder=1.5)
        axes.text(
            1.03 * radius * x, 1.03 * radius * y, f"{edge:+.1f}" if edge else "0", fontsize=SMALL - small, color="#444444",
            ha="center" if edge == 0 else "left" if edge > 0 else "right", va="bottom", zorder=3.5,
            bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"},
        )  # fmt: skip
    for step in (0.0, *steps):
        for side in (-1, 1) if step else (1,):
            axes.text(
                side * step, -0.03 * radius, f"{step:g}", ha="center", va="top", fontsize=SMALL - small, color="#444444"
            )
    axes.text(
        0, -0.125 * radius if not small else -0.17 * radius, "RMSE (reflectance)", ha="center", va="top",
        fontsize=SMALL - small, color=TEXT,
    )  # fmt: skip
    axes.set_title(panel.title, fontsize=NORMAL - small, color=TEXT, loc="left", fontweight="bold")
    if not small:
        for x, ha, words in ((-1.15, "right", "smoothed"), (1.15, "left", "over-sharp")):
            axes.text(x * radius, -0.03 * radius, words, ha=ha, va="top", fontsize=SMALL, color=GREY, style="italic")
        axes.text(0.12 * radius, 1.115 * radius, "Edge", ha="left", va="center", fontsize=SMALL, color=TEXT)
    # Drawn in reverse order, so that the first is on top: its marker is the smallest, and those below remain visible.
    for point in reversed(panel.points):
        if point.drawn:
            x, y = point.place
            axes.scatter(
                [x], [y], s=size, marker=shapes[point.name], color=_COLOURS[ad_class(point.ad)], edgecolor="black",
                linewidth=0.8, zorder=4,
            )  # fmt: skip


def _draw_sector(axes: Any, sector: Sector, colour: str) -> None:
    start, stop = (math.acos(min(max(edge, -1.0), 1.0)) for edge in (sector.high, sector.low))
    angles = np.linspace(start, stop, 90)
    x, y = sector.radius * np.cos(angles), sector.radius * np.sin(angles)
    axes.fill(np.append(x, 0), np.append(y, 0), facecolor=colour, edgecolor="#9fb3a4", linewidth=0.7, zorder=1)


def _name_points(axes: Any, panel: Panel) -> None:
    """Draw names in a column on each side, connected to their points, so that they never overlap."""
    radius = _radius(panel)
    axes.set_xlim(-2.1 * radius, 2.1 * radius)
    for side in (-1, 1):
        points = [point for point in panel.points if point.drawn and (point.place[0] <= 0) == (side < 0)]
        points.sort(key=lambda point: point.place[1])
        heights = _apart([point.place[1] for point in points], 0.095 * radius, 0.06 * radius, 1.08 * radius)
        for point, height in zip(points, heights):
            x, y = point.place
            axes.plot(
                (x, side * 1.28 * radius, side * 1.32 * radius),
                (y, height, height),
                color="#8a8a8a",
                linewidth=0.6,
                zorder=3,
            )
            axes.text(
                side * 1.34 * radius, height, point.name, ha="right" if side < 0 else "left", va="center",
                fontsize=SMALL + 0.5, color=GREY if point.guess else TEXT, fontweight="normal" if point.guess else "bold",
            )  # fmt: skip


def _apart(wanted: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Returns ascending heights near the requested ones, at least `least` apart, within `low` to `high` if possible."""
    if not wanted:
        return []
    least = min(least, (high - low) / max(len(wanted) - 1, 1))
    found: list[float] = []
    for height in wanted:
        found.append(max(height, low, found[-1] + least if found else low))
    # Heights above the limit are moved down, and move those below them.
    limit = high
    for place in range(len(found) - 1, -1, -1):
        found[place] = min(found[place], limit)
        limit = found[place] - least
    return found


def _key(axes: Any, panel: Panel, shapes: dict[str, str]) -> None:
    lines = require("matplotlib.lines", PURPOSE)
    patches = require("matplotlib.patches", PURPOSE)
    axes.set_axis_off()

    def mark(shape: str, colour: str) -> Any:
        return lines.Line2D(
            [], [], linestyle="none", marker=shape, markersize=6.5, markerfacecolor=colour, markeredgecolor="black",
            markeredgewidth=0.8,
        )  # fmt: skip

    classes = [mark("o", colour) for colour in _COLOURS]
    first = axes.legend(
        classes, CLASSES, title="Average difference (reflectance)", loc="upper center", ncol=5, fontsize=SMALL,
        title_fontsize=SMALL, frameon=False, handletextpad=0.2, columnspacing=1.4, bbox_to_anchor=(0.5, 0.92), borderaxespad=0,
    )  # fmt: skip
    axes.add_artist(first)
    drawn = [point for point in panel.points if point.drawn]
    handles = [mark(shapes[point.name], "white") for point in drawn]
    names = [point.name for point in drawn]
    if panel.fair is not None:
        handles += [patches.Patch(facecolor=colour, edgecolor="#9fb3a4") for colour in (_GOOD, _FAIR)]
        names += ["good", "fair"]
    if not names:  # no metric is defined, for example if all valid pixels are isolated
        return
    axes.legend(
        handles, names, loc="upper center", ncol=min(len(names), 8), fontsize=SMALL, frameon=False, handletextpad=0.3,
        columnspacing=1.4, bbox_to_anchor=(0.5, 0.28), borderaxespad=0,
    )  # fmt: skip


def _steps(radius: float, count: int) -> list[float]:
    ticker = require("matplotlib.ticker", PURPOSE)
    return [float(step) for step in ticker.MaxNLocator(count, steps=(1, 2, 2.5, 5, 10)).tick_values(0, radius)]


def points_of(name: str, accuracy: Accuracy, guess: bool = False) -> tuple[Point, list[Point]]:
    """Returns a prediction's points in the all-round diagram: for all bands, and for each band."""
    keys = ("bias", "rmse", "edge", "lbp")

    def point(values: Sequence[float]) -> Point:
        ad, rmse, edge, lbp = values
        return Point(name, ad, rmse, edge, lbp, guess)

    bands = range(len(accuracy.rmse))
    single = [point([float(getattr(accuracy, key)[band]) for key in keys]) for band in bands]
    return point([accuracy.overall(key) for key in keys]), single


def all_round_figure(
    methods: Mapping[str, Accuracy], guesses: Mapping[str, Accuracy], names: Sequence[str]
) -> tuple[Any, str]:
    """Returns the diagram of predictions and simple guesses, and a text with the sector of each prediction."""
    points = {name: points_of(name, one) for name, one in methods.items()}
    plain = {name: points_of(name, one, True) for name, one in guesses.items()}

    def guess_point(key: str, band: int | None) -> Point | None:
        if key not in plain:
            return None
        return plain[key][0] if band is None else plain[key][1][band]

    def one_panel(title: str, band: int | None) -> Any:
        others = [both for name, both in plain.items() if name not in (FINE_UNCHANGED, COARSE_IMAGE)]
        inside = tuple(whole if band is None else single[band] for whole, single in (*points.values(), *others))
        return panel_of(title, inside, guess_point(FINE_UNCHANGED, band), guess_point(COARSE_IMAGE, band))

    main = one_panel("All bands (mean)" if len(names) > 1 else names[0], None)
    others = [one_panel(name, band) for band, name in enumerate(names)] if len(names) > 1 else []
    said = [
        tr("{name} is {verdict}", name=tr(point.name), verdict=tr(verdict))
        for point, _ in points.values()
        if (verdict := main.verdict(point))
    ]
    return all_round(main, others), "; ".join(said)


DISC_WORDS = later(
    "All-round diagram of Zhu et al. (2022). Distance from the centre: RMSE. Angle: Edge; vertical: edges as strong as in the "
    "reference, left: smoothed, right: over-sharp or noisy. Colour: average difference."
)
SECTOR_WORDS = later(
    "The sectors are derived from the simple guesses F0 (fine image unchanged) and CP (enlarged coarse image). Their limit on "
    "the over-sharp side is the mirrored Edge of CP, with a maximum of 0.35."
)
