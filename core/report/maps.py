"""Maps in figures: images side by side with a common stretch, and maps of errors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..accuracy.results import error_limit
from ..products.composites import colour_bands
from ..rasters.grid import Grid
from ..runtime.dependencies import require
from ..words import tr
from .figures import AMOUNT, DIFFERENCE, MOST_PANELS, NORMAL, PURPOSE, SMALL, TEXT, WIDTH, figure

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NOTHING = "#e4e4e4"  # pixels that were not compared
_TITLE, _BAR = 0.2, 0.72  # height in inches of the title above a map, and of a colour bar with its label


@dataclass(frozen=True)
class MapPlacement:
    """Placement of a thumbnail: the image's grid, and the number of its pixels along one thumbnail pixel."""

    grid: Grid
    step: int

    @property
    def metric(self) -> bool:
        """Whether map units are metres."""
        crs = self.grid.crs.upper()
        return crs.startswith(("PROJCS", "PROJCRS")) and ("METRE" in crs or "METER" in crs)


@dataclass(frozen=True)
class Composite:
    """Bands shown as red, green and blue (or one as grey), and their stretch."""

    bands: tuple[int, ...]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    words: str

    def image(self, values: NDArray[np.float32]) -> NDArray[np.float64]:
        """Returns colours 0 to 1, shape (rows, cols, 3), of an image (bands, rows, cols)."""
        chosen = values[list(self.bands)].astype(np.float64)
        span = np.where(self.high > self.low, self.high - self.low, 1.0)
        shown = np.clip((chosen - self.low[:, None, None]) / span[:, None, None], 0, 1)
        known = np.isfinite(chosen).all(axis=0)
        shown = np.moveaxis(np.broadcast_to(shown, (3, *shown.shape[1:])), 0, -1).copy()
        shown[~known] = int(_NOTHING[1:3], 16) / 255
        return np.asarray(shown, np.float64)


def composite(names: Sequence[str], reference: NDArray[np.float32]) -> Composite:
    """Selects bands by their names, and stretches them from the 2nd to the 98th percentile of the reference."""
    bands = colour_bands(names)
    low, high = np.zeros(len(bands)), np.ones(len(bands))
    for place, band in enumerate(bands):
        known = reference[band][np.isfinite(reference[band])]
        if len(known):
            low[place], high[place] = np.percentile(known, (2, 98))
    if len(bands) == 1:
        return Composite(bands, low, high, tr("{band}, grey", band=names[bands[0]]))
    shown = ", ".join(f"{names[band]}" for band in bands)
    return Composite(bands, low, high, tr("{bands} as red, green, blue", bands=shown))


def side_by_side(
    images: Sequence[tuple[str, NDArray[np.float32]]], error: NDArray[np.float32], colours: Composite, title: str,
    unit: str, placement: MapPlacement,
) -> Any:  # fmt: skip
    """Draws images (title, values (bands, rows, cols)) with a common stretch, and an error map (rows, cols)."""
    count = len(images) + 1
    height = _row_height(error.shape, count)
    made = figure(WIDTH, height + _BAR)
    grid = made.add_gridspec(2, count, height_ratios=(height, 0.13))
    places = [made.add_subplot(grid[0, number]) for number in range(count)]
    for number, (axes, (name, values)) in enumerate(zip(places, images)):
        _show(axes, colours.image(values), name)
        if number == 0:
            scale_bar(axes, error.shape, placement)
    picture = show_error(places[-1], error, title, error_limit([error]))
    add_bar(made, picture, made.add_subplot(grid[1, -1]), f"Prediction - reference ({unit})")
    return made


def error_maps(errors: Sequence[NDArray[np.float32]], names: Sequence[str], unit: str, placement: MapPlacement) -> Any:
    """Draws the error map of each band with a common colour range."""
    shown = min(len(names), MOST_PANELS)
    cols = min(3, shown)
    rows = math.ceil(shown / cols)
    height = _row_height(errors[0].shape, cols)
    made = figure(WIDTH, rows * height + _BAR)
    grid = made.add_gridspec(rows + 1, cols, height_ratios=(*([height] * rows), 0.13))
    places = [made.add_subplot(grid[number // cols, number % cols]) for number in range(shown)]
    limit, picture = error_limit(errors[:shown]), None
    for axes, error, name in zip(places, errors, names):
        picture = show_error(axes, error, name, limit)
    scale_bar(places[0], errors[0].shape, placement)
    add_bar(made, picture, made.add_subplot(grid[rows, :]), f"Prediction - reference ({unit})")
    return made


def method_maps(
    reference: tuple[str, NDArray[np.float32]], methods: Sequence[tuple[str, NDArray[np.float32], NDArray[np.float32]]],
    colours: Composite, unit: str, placement: MapPlacement,
) -> Any:  # fmt: skip
    """Draws the reference, and each method's prediction above its error, with common stretch and colour range.

    Parameters
    ----------
    reference : (title, values)
        Values of shape (bands, rows, cols).
    methods : sequence of (title, values, error)
        The error is that of one band, shape (rows, cols).
    """
    cols = min(4, 1 + len(methods))
    blocks = math.ceil((1 + len(methods)) / cols)
    height = _row_height(reference[1].shape[1:], cols)
    made = figure(WIDTH, 2 * blocks * height + _BAR)
    grid = made.add_gridspec(2 * blocks + 1, cols, height_ratios=(*([height] * 2 * blocks), 0.13))
    axes = made.add_subplot(grid[0, 0])
    show_image(axes, colours, reference[1], reference[0])
    scale_bar(axes, reference[1].shape[1:], placement)
    limit, picture = error_limit([error for *_, error in methods]), None
    for place, (title, values, error) in enumerate(methods, 1):
        block, col = divmod(place, cols)
        show_image(made.add_subplot(grid[2 * block, col]), colours, values, title)
        picture = show_error(made.add_subplot(grid[2 * block + 1, col]), error, f"{title}, error", limit)
    add_bar(made, picture, made.add_subplot(grid[2 * blocks, :]), f"Prediction - reference ({unit})")
    return made


def show_image(axes: Any, colours: Composite, values: NDArray[np.float32], title: str) -> None:
    _show(axes, colours.image(values), title)


def show_error(axes: Any, error: NDArray[np.float32], title: str, limit: float) -> Any:
    """Draws differences from blue (prediction too low) over white to red (too high)."""
    axes.set_facecolor(_NOTHING)
    picture = axes.imshow(error, cmap=DIFFERENCE, vmin=-limit, vmax=limit, interpolation="nearest")
    _frame(axes, title)
    return picture


def show_probability(axes: Any, values: NDArray[np.float32], title: str) -> None:
    """Draws values from 0 to 1."""
    axes.set_facecolor(_NOTHING)
    axes.imshow(values, cmap=AMOUNT, vmin=0, vmax=1, interpolation="nearest")
    _frame(axes, title)


def add_bar(made: Any, picture: Any, place: Any, label: str) -> None:
    """Draws a horizontal colour bar in the axes `place`."""
    bar = made.colorbar(picture, cax=place, orientation="horizontal", extend="both")
    bar.set_label(label, fontsize=NORMAL, color=TEXT)
    bar.ax.tick_params(labelsize=SMALL)
    bar.locator = require("matplotlib.ticker", PURPOSE).MaxNLocator(5)
    bar.update_ticks()


def scale_bar(axes: Any, shape: tuple[int, ...], placement: MapPlacement) -> None:
    """Draws a scale bar of about a quarter of the map's width, in the lower left corner: in m or km, else in pixels."""
    rows, cols = shape
    width = cols * placement.step * (placement.grid.pixel if placement.metric else 1)
    length = _round_length(width / 4)
    pixels = length / width * cols
    if not placement.metric:
        words = f"{length:g} pixels"
    else:
        words = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
    effects = require("matplotlib.patheffects", PURPOSE)
    x, y, thick = 0.05 * cols, rows - 0.06 * rows, max(rows, cols) / 100
    axes.fill_between([x, x + pixels], y - thick / 2, y + thick / 2, color="white", edgecolor="black", linewidth=0.8)
    axes.text(
        x + pixels / 2, y - thick, words, ha="center", va="bottom", fontsize=SMALL, color="white", fontweight="bold",
        path_effects=[effects.withStroke(linewidth=2, foreground="black")],
    )  # fmt: skip


def _show(axes: Any, colours: NDArray[np.float64], title: str) -> None:
    axes.imshow(colours, interpolation="nearest")
    _frame(axes, title)


def _frame(axes: Any, title: str) -> None:
    axes.set_title(title, fontsize=NORMAL, color=TEXT, loc="left", fontweight="bold")
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_color("#999999")
        spine.set_linewidth(0.6)


def _row_height(shape: tuple[int, ...], cols: int) -> float:
    """Returns the height in inches of a row of `cols` maps that share the width."""
    rows, across = shape
    return min(WIDTH / cols * rows / across, 7.0) + _TITLE


def _round_length(length: float) -> float:
    power = 10 ** math.floor(math.log10(max(length, 1e-9)))
    return float(max(step * power for step in (1, 2, 5) if step * power <= length * 1.0001))
