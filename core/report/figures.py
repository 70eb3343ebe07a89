"""Figures as matplotlib objects, without pyplot, which would need a display, and without global settings.

matplotlib is imported inside functions, so that loading the plugin does not load it. Colours are distinguishable for
colour-blind readers: cividis for amounts, blue to red for differences, and the Okabe-Ito palette for categories.
"""

from __future__ import annotations

import io
import math
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..run import Run
from ..runtime.dependencies import require
from ..words import later
from .page import number

if TYPE_CHECKING:
    from numpy.typing import NDArray

PURPOSE = later("Drawing a report")
DPI = 150
WIDTH = 10.0  # inches

AMOUNT, DIFFERENCE = "cividis", "RdBu_r"
BLUE, ORANGE, GREEN, VERMILION, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#777777"
TEXT = "#222222"
SMALL, NORMAL = 8, 9.5

# Maximum number of bands shown in figures, because more would fill a page each; tables include all bands.
MOST_PANELS = 12


def figure(width: float, height: float) -> Any:
    """Returns an empty figure, size in inches, with automatic layout of labels."""
    return require("matplotlib.figure", PURPOSE).Figure(
        figsize=(width, height), layout="constrained", facecolor="white"
    )


def panels(count: int, height: float, most: int = 3) -> tuple[Any, list[Any]]:
    """Returns a figure with `count` axes, at most `most` in a row, each row `height` inches high."""
    cols = min(most, max(count, 1))
    # Four panels look better as two rows of two than as three and one.
    if count == 4 and most == 3:
        cols = 2
    rows = math.ceil(count / cols)
    made = figure(WIDTH * max(cols, 1.5) / most if cols < most else WIDTH, height * rows)
    made.get_layout_engine().set(h_pad=0.09)  # a gap that shows which panel a title belongs to
    grid = made.add_gridspec(rows, cols)
    return made, [made.add_subplot(grid[number // cols, number % cols]) for number in range(count)]


def png_of(made: Any, dpi: int = DPI) -> bytes:
    """Draws a figure and returns it as PNG."""
    require("matplotlib.backends.backend_agg", PURPOSE).FigureCanvasAgg(made)
    buffer = io.BytesIO()
    made.savefig(buffer, format="png", dpi=dpi)
    return buffer.getvalue()


def drawn(made: Any, run: Run) -> bytes:
    """As `png_of`, in a separate thread, so that a cancel need not wait for a large figure. Raises `Cancelled`."""
    found: list[bytes | BaseException] = []

    def draw() -> None:
        try:
            found.append(png_of(made))
        except BaseException as error:  # raised again below
            found.append(error)

    run.check()
    pen = threading.Thread(target=draw, name="figure", daemon=True)
    pen.start()
    while pen.is_alive():
        pen.join(0.05)
        run.check()
    if isinstance(found[0], BaseException):
        raise found[0]
    return found[0]


def speed_and_accuracy(
    seconds: Sequence[float],
    errors: Sequence[float],
    names: Sequence[str],
    unit: str,
    guess: tuple[str, float] | None = None,
) -> Any:
    """Plots RMSE and time of methods, and the RMSE of a simple guess (title, RMSE) as a dashed line."""
    made = figure(WIDTH, 3.6)
    axes = made.add_subplot()
    axes.scatter(seconds, errors, s=55, color=BLUE, edgecolor="black", linewidth=0.7, zorder=3)
    middle = (min(seconds) * max(seconds)) ** 0.5
    for x, y, name in zip(seconds, errors, names):
        left = x > middle
        axes.annotate(
            name, (x, y), (-7 if left else 7, 0), textcoords="offset points", ha="right" if left else "left", va="center",
            fontsize=NORMAL, color=TEXT,
        )  # fmt: skip
    if guess is not None:
        title, rmse = guess
        axes.axhline(rmse, color=GREY, linewidth=1.2, linestyle=(0, (5, 3)), zorder=2)
        axes.annotate(
            title, (0.01, rmse), xycoords=("axes fraction", "data"), xytext=(0, 3), textcoords="offset points",
            fontsize=SMALL, color=GREY,
        )  # fmt: skip
    if min(seconds) > 0 and max(seconds) > 5 * min(seconds):
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(require("matplotlib.ticker", PURPOSE).FormatStrFormatter("%g"))
        axes.xaxis.set_minor_formatter(require("matplotlib.ticker", PURPOSE).NullFormatter())
    axes.margins(0.12, 0.15)
    axes.grid(color="#e6e6e6", linewidth=0.6)
    tidy(axes, "", "Time (s)", f"RMSE ({unit})")
    return made


def tidy(axes: Any, title: str = "", x: str = "", y: str = "") -> None:
    """Sets title, axis labels and a plain frame."""
    axes.set_title(title, fontsize=NORMAL + 0.5, color=TEXT, loc="left", fontweight="bold")
    axes.set_xlabel(x, fontsize=NORMAL, color=TEXT)
    axes.set_ylabel(y, fontsize=NORMAL, color=TEXT)
    axes.tick_params(labelsize=SMALL, colors="#444444")
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color("#999999")


def density_scatter(
    density: NDArray[np.int64], value_range: NDArray[np.float64], names: Sequence[str], texts: Sequence[str], unit: str
) -> Any:
    """Plots the density of pixels over reference and prediction, one panel for each band, with the 1:1 line.

    Parameters
    ----------
    density : ndarray, shape (bands, steps, steps)
        Number of pixels by prediction and reference.
    value_range : ndarray, shape (2, bands)
    names, texts : sequence of str
        Title of each panel, and text inside it.
    unit : str
    """
    colors = require("matplotlib.colors", PURPOSE)
    shown = min(len(names), MOST_PANELS)
    made, places = panels(shown, 3.35)
    scale = colors.LogNorm(1, max(int(density[:shown].max()), 10))
    picture = None
    for band, axes in enumerate(places):
        low, high = value_range[:, band]
        axes.set_facecolor("white")
        counts = np.where(density[band] > 0, density[band], np.nan)
        picture = axes.imshow(
            counts, origin="lower", extent=(low, high, low, high), cmap=AMOUNT, norm=scale, interpolation="nearest"
        )
        axes.plot((low, high), (low, high), color=VERMILION, linewidth=1.1, linestyle=(0, (5, 2)))
        _rounded_ticks(axes, 5)
        tidy(axes, names[band], f"Reference ({unit})", f"Prediction ({unit})")
        axes.text(
            0.04, 0.96, texts[band], transform=axes.transAxes, va="top", fontsize=SMALL, color=TEXT, linespacing=1.35,
            bbox={"boxstyle": "round,pad=0.3", "facecolor": "white", "edgecolor": "#cccccc", "alpha": 0.88},
        )  # fmt: skip
    bar = made.colorbar(picture, ax=places, shrink=0.75, pad=0.01, aspect=35)
    bar.set_label("Pixels", fontsize=NORMAL, color=TEXT)
    bar.ax.tick_params(labelsize=SMALL)
    return made


def error_histograms(
    counts: NDArray[np.int64], limits: NDArray[np.float64], biases: NDArray[np.float64], names: Sequence[str], unit: str
) -> Any:
    """Plots the percentage of pixels by error and the bias, a panel per band; `limits` are `Pictures.error_limit`."""
    shown = min(len(names), MOST_PANELS)
    made, places = panels(shown, 2.5)
    for band, axes in enumerate(places):
        edges = np.linspace(-limits[band], limits[band], counts.shape[1] + 1)
        share = 100 * counts[band] / max(int(counts[band].sum()), 1)
        axes.stairs(share, edges, fill=True, color="#9ecae1")
        axes.stairs(share, edges, color=BLUE, linewidth=0.9)
        axes.axvline(0, color="#444444", linewidth=0.9)
        axes.axvline(biases[band], color=VERMILION, linewidth=1.3, linestyle=(0, (5, 2)))
        axes.set_xlim(edges[0], edges[-1])
        axes.set_ylim(0, max(float(share.max()) * 1.22, 1e-9))
        said = f"bias {'+' if biases[band] > 0 else ''}{number(biases[band], 3)}"
        axes.text(
            0.03, 0.96, said, transform=axes.transAxes, va="top", fontsize=SMALL, color=VERMILION,
        )  # fmt: skip
        _rounded_ticks(axes, 5)
        tidy(axes, names[band], f"Prediction - reference ({unit})", "Pixels (%)")
    return made


def _rounded_ticks(axes: Any, count: int) -> None:
    ticker = require("matplotlib.ticker", PURPOSE)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(ticker.MaxNLocator(count, steps=(1, 2, 2.5, 5, 10)))
