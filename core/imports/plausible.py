"""Checks that a scale leads to values that are possible: the unit that a file states may be wrong.

The GRIB driver of GDAL, for example, states degrees Celsius for values that it returns in kelvin.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..products.quantity import REFLECTANCE, TEMPERATURE
from ..products.scaling import Scale
from ..rasters.grid import Grid, Window
from ..run import Run
from ..words import later, tr
from .planes import Plane

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

_ZERO = 273.15
_KELVIN = (150.0, 400.0)
_BRIGHT = 2.0  # no surface reflects more, not even snow in the sun
_EDGE, _ALONG = 48, 4  # windows that are sampled, and their number along each side


def plausible(
    scale: Scale, content: str, plane: Plane, known: Callable[[NDArray[np.generic]], NDArray[np.bool_]], label: str,
    run: Run | None,
) -> Scale:  # fmt: skip
    """Returns the scale, corrected where values are kelvin or degrees Celsius in spite of the unit that the file states.

    Parameters
    ----------
    scale : Scale
    content : str
    plane : Plane
    known : callable
        Returns where stored values are measurements.
    label : str
        Of the band, for messages.
    run : Run, optional
        Receives a warning if the scale is changed or the values are not possible.
    """
    if content not in (TEMPERATURE, REFLECTANCE):
        return scale
    stored = _sample(plane, known)
    if stored.size == 0:
        return scale
    typical = float(np.median(stored)) * scale.factor + scale.offset
    if content == REFLECTANCE:
        if not -0.5 <= typical <= _BRIGHT and run is not None:
            run.warn("{label}: a typical value is {value:.3g}, which is not a reflectance; check the scale factor.",
                     label=label, value=typical)  # fmt: skip
        return scale
    if _KELVIN[0] <= typical <= _KELVIN[1]:
        return scale
    for shift, reason in ((-_ZERO, later("the values are kelvin")), (_ZERO, later("the values are degrees Celsius"))):
        if _KELVIN[0] <= typical + shift <= _KELVIN[1]:
            if run is not None:
                run.warn(
                    "{label}: the unit stated in the file is not correct; {reason}.", label=label, reason=tr(reason)
                )
            return replace(scale, offset=scale.offset + shift, reason=reason)
    if run is not None:
        run.warn("{label}: a typical value is {value:.4g} K, which is not a temperature; check the scale factor.",
                 label=label, value=typical)  # fmt: skip
    return scale


def _sample(plane: Plane, known: Callable[[NDArray[np.generic]], NDArray[np.bool_]]) -> NDArray[np.float64]:
    parts = []
    for window in _windows(plane.grid):
        stored = plane.read(window)
        parts.append(stored[known(stored)].astype(np.float64))
    return np.concatenate(parts) if parts else np.zeros(0)


def _windows(grid: Grid) -> list[Window]:
    rows, cols = (
        sorted({round(max(size - _EDGE, 0) * step / (_ALONG - 1)) for step in range(_ALONG)})
        for size in (grid.rows, grid.cols)
    )
    return [Window(row, col, min(_EDGE, grid.rows), min(_EDGE, grid.cols)) for row in rows for col in cols]
