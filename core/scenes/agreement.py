"""Consistency of the images of a run: fine with coarse images of one date, and coarse images with each other.

Compares a few windows before the first block, so that a wrong scale, unit, band or location is reported with its image,
and not discovered in the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..errors import InputError
from ..products.quantity import REFLECTANCE, TEMPERATURE, UNKNOWN
from ..products.scale_choice import APART, close
from ..rasters.grid import Grid, Window
from ..run import Run
from .layers import Layer

if TYPE_CHECKING:
    from numpy.typing import NDArray

Read = tuple["NDArray[np.float32]", "NDArray[np.bool_]"]  # values (bands, rows, cols) and validity of a window

_ALONG = 3  # windows along each edge of the scene
_SMALLEST, _LARGEST = 64, 256  # edge of a window in fine pixels
_CELLS = 30  # minimum number of coarse pixel means for a correlation
_WORSE, _CLEAR = 0.2, 0.7  # minimum excess and minimum value of a correlation with another band for a warning
_ABSURD, _FAR = 10.0, 1.0  # means that differ by more than both, as factor and difference, are not of the same area


@dataclass(frozen=True)
class Member:
    """One image to check."""

    title: str
    layer: Layer


@dataclass(frozen=True)
class Agreement:
    """Properties of the scene for the checks.

    Attributes
    ----------
    grid : Grid
        Grid of the scene.
    ratio : float
        Resolution ratio: fine pixels along a coarse one.
    bands, coarse_bands : tuple of str
        Names of the fine bands and of the matched coarse bands.
    quantities : tuple of str
        Quantity of each band.
    typed : bool
        Whether the user stated the scale: differences are then reported, but raise no error.
    """

    grid: Grid
    ratio: float
    bands: tuple[str, ...]
    coarse_bands: tuple[str, ...]
    quantities: tuple[str, ...]
    typed: bool = False


def check_agreement(about: Agreement, pairs: Sequence[tuple[Member, Member]], target: Member | None, run: Run) -> None:
    """Compare fine with coarse images of one date, and coarse images with each other.

    Raises
    ------
    InputError
        If the means of a band differ so much that a prediction would be meaningless.
    Cancelled
    """
    cell = max(1, round(about.ratio)) if about.ratio > 1.5 else 8
    windows = _windows(about.grid, int(np.clip(4 * cell, _SMALLEST, _LARGEST)))
    coarse: list[tuple[Member, list[Read]]] = []
    for fine, partner in pairs:
        run.check()
        read = [(fine.layer.read(window), partner.layer.read(window)) for window in windows]
        coarse.append((partner, [other for _, other in read]))
        _compare_pair(about, fine, partner, read, cell, run)
    if target is not None:
        run.check()
        coarse.append((target, [target.layer.read(window) for window in windows]))
        _compare_coarse(about, coarse, run)


def compare_coarse(about: Agreement, known: Member, target: Member, run: Run) -> None:
    """Compare the coarse image of another target date with one of the pairs."""
    windows = _windows(about.grid, _SMALLEST)
    _compare_coarse(about, [(one, [one.layer.read(window) for window in windows]) for one in (known, target)], run)


def _windows(grid: Grid, edge: int) -> list[Window]:
    rows, cols = max(grid.rows - edge, 0), max(grid.cols - edge, 0)
    places = np.linspace(0, 1, _ALONG)
    windows = [
        Window(int(v * rows), int(u * cols), min(edge, grid.rows), min(edge, grid.cols)) for v in places for u in places
    ]
    return list(dict.fromkeys(windows))


def _compare_pair(
    about: Agreement, fine: Member, coarse: Member, read: Sequence[tuple[Read, Read]], cell: int, run: Run
) -> None:
    both = [known & other for (_, known), (_, other) in read]
    if not any(valid.any() for valid in both):
        return
    first, second = (
        np.concatenate([pair[side][0][:, valid] for pair, valid in zip(read, both)], axis=1) for side in (0, 1)
    )
    for band, name in enumerate(about.bands):
        one, other = float(first[band].mean(dtype=np.float64)), float(second[band].mean(dtype=np.float64))
        if _agree(about.quantities[band], one, other, first[band]):
            continue
        values = {
            "fine": fine.title, "coarse": coarse.title, "band": name, "other": about.coarse_bands[band],
            "first": _shown(about.quantities[band], one), "second": _shown(about.quantities[band], other),
        }  # fmt: skip
        if not about.typed and _nonsense(about.quantities[band], one, other):
            raise InputError(
                "{fine} and {coarse} do not show the same area in the same unit: the mean of band {band} is "
                "{first}, that of {other} is {second}. Check images, bands and scale factor; to continue, set "
                "the scale factor of both sensors.",
                **values,
            )
        run.warn(
            "{fine} and {coarse} may not show the same area in the same unit: the mean of band {band} is "
            "{first}, that of {other} is {second}. Check bands, dates and the scale factor.",
            **values,
        )
    _compare_bands(about, fine, coarse, read, both, cell, run)


def _agree(quantity: str, one: float, other: float, values: NDArray[np.float32]) -> bool:
    if close(one, other):
        return True
    if quantity in (REFLECTANCE, TEMPERATURE):
        return False
    low, high = np.percentile(values, (5, 95))
    return abs(one - other) <= max(APART, 0.5 * float(high - low))


def _nonsense(quantity: str, one: float, other: float) -> bool:
    if quantity not in (REFLECTANCE, TEMPERATURE, UNKNOWN):
        return False
    low, high = sorted((abs(one), abs(other)))
    return high > _ABSURD * low and high - low > _FAR


def _shown(quantity: str, mean: float) -> str:
    return f"{100 * mean:.1f} K" if quantity == TEMPERATURE else f"{mean:.4g}"


def _compare_bands(
    about: Agreement,
    fine: Member,
    coarse: Member,
    read: Sequence[tuple[Read, Read]],
    both: Sequence[NDArray[np.bool_]],
    cell: int,
    run: Run,
) -> None:
    """Warn if a fine band correlates clearly better with another coarse band than with the matched one."""
    if len(about.bands) < 2:
        return
    first = np.concatenate([_cells(one, valid, cell) for ((one, _), _), valid in zip(read, both)], axis=1)
    second = np.concatenate([_cells(other, valid, cell) for (_, (other, _)), valid in zip(read, both)], axis=1)
    if first.shape[1] < _CELLS:
        return
    with np.errstate(invalid="ignore", divide="ignore"):
        table = np.corrcoef(first, second)[: len(first), len(first) :]
    for band, name in enumerate(about.bands):
        row = np.nan_to_num(table[band], nan=-1.0)
        best = int(row.argmax())
        if row[best] > _CLEAR and row[best] - row[band] > _WORSE:
            run.warn(
                "Band {band} of {fine} correlates with band {best} of {coarse} ({high:.2f}) better than with "
                "{own}, its matched band ({low:.2f}). Check the order of the bands; if it is wrong, set Coarse "
                "band for each fine band.",
                band=name,
                fine=fine.title,
                best=about.coarse_bands[best],
                coarse=coarse.title,
                high=float(row[best]),
                own=about.coarse_bands[band],
                low=float(row[band]),
            )


def _cells(values: NDArray[np.float32], valid: NDArray[np.bool_], cell: int) -> NDArray[np.float64]:
    """Returns means over squares of pixels, at least half of them valid, shape (bands, cells)."""
    rows, cols = (size // cell * cell for size in valid.shape)
    if not rows or not cols:
        return np.zeros((len(values), 0))

    def sums(array: NDArray[np.generic]) -> NDArray[np.float64]:
        part = array[..., :rows, :cols].astype(np.float64)
        return part.reshape(*part.shape[:-2], rows // cell, cell, cols // cell, cell).sum(axis=(-3, -1))

    count = sums(valid)
    enough = count >= 0.5 * cell * cell
    total = sums(np.where(valid, values, 0))
    found: NDArray[np.float64] = (total / np.maximum(count, 1))[:, enough]
    return found


def _compare_coarse(about: Agreement, coarse: Sequence[tuple[Member, Sequence[Read]]], run: Run) -> None:
    """Warn if coarse images of one sensor have different value ranges."""
    target, at_target = coarse[-1]
    for member, read in coarse[:-1]:
        both = [known & other for (_, known), (_, other) in zip(read, at_target)]
        if not any(valid.any() for valid in both):
            continue
        first, second = (
            np.concatenate([values[:, valid] for (values, _), valid in zip(images, both)], axis=1)
            for images in (read, at_target)
        )
        for band, name in enumerate(about.coarse_bands):
            one, other = float(first[band].mean(dtype=np.float64)), float(second[band].mean(dtype=np.float64))
            quantity = about.quantities[band]
            # Season and snow change reflectance, so twice the tolerance between two sensors is used.
            if quantity in (REFLECTANCE, TEMPERATURE, UNKNOWN) and not close(one / 2, other / 2):
                run.warn(
                    "{first} and {second} have different ranges: the mean of band {band} is {one} and {other}. "
                    "Check whether both have the same scale factor.",
                    first=member.title,
                    second=target.title,
                    band=name,
                    one=_shown(quantity, one),
                    other=_shown(quantity, other),
                )
                break
