"""Samples of a coarse and a fine image for shift estimation: a limited number of patches across the scene."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..numerics.psf import USUAL_WIDTH, gaussian
from ..products.stack import Part
from ..rasters.common_area import covered, places_on
from ..rasters.grid import Grid, Window
from ..run import Run
from .shift import Patch

if TYPE_CHECKING:
    from numpy.typing import NDArray

Read = Callable[[Window], Part]

_EDGE = 40  # edge length of a patch in coarse pixels
_ALONG = 5  # maximum number of patches along each edge of the scene
_SUB = 8  # pixels of the blurred fine image along a coarse one; more add no information
_REACH = 1.5  # radius of the point-spread function in coarse pixels
_WHOLE = 0.95  # fraction of the point-spread function that must lie on valid pixels
_LEAST_VALID = 0.3  # minimum fraction of valid coarse pixels of a patch


@dataclass(frozen=True)
class Images:
    """Both images with their grids.

    Attributes
    ----------
    fine, coarse : callable(Window) -> Part
        Read a window of the image's own grid.
    fine_grid, coarse_grid : Grid
    ratio : float
        Resolution ratio: fine pixels along a pixel of the coarse sensor.
    step : int
        Pixels of the coarse image between samples; more than 1 if it was resampled to the fine grid before.
    """

    fine: Read
    coarse: Read
    fine_grid: Grid
    coarse_grid: Grid
    ratio: float
    step: int = 1


def patches_of(images: Images, largest: float, run: Run) -> list[Patch]:
    """Patches with enough valid pixels, spread over the common area of both; at most 25 of 40 x 40 coarse pixels.

    Parameters
    ----------
    images : Images
    largest : float
        Maximum shift in coarse pixels.
    """
    area = covered(images.coarse_grid, images.fine_grid)
    windows = list(_windows(area, _EDGE * images.step))
    found = []
    for number, window in enumerate(windows):
        run.check()
        patch = _patch(images, window, largest)
        if patch is not None:
            found.append(patch)
        run.progress((number + 1) / len(windows))
    return found


def _windows(area: Window, edge: int) -> list[Window]:
    """Returns windows of equal size, evenly spaced, without overlap."""
    rows, cols = min(edge, area.rows), min(edge, area.cols)
    if area.empty:
        return []
    starts = []
    for start, length, size in ((area.row, area.rows, rows), (area.col, area.cols, cols)):
        count = min(_ALONG, length // size)
        room = length - size
        starts.append([start + (room * k // (count - 1) if count > 1 else room // 2) for k in range(count)])
    return [Window(row, col, rows, cols) for row in starts[0] for col in starts[1]]


def _patch(images: Images, window: Window, largest: float) -> Patch | None:
    step = images.step
    coarse = images.coarse(window)
    # Means, also if pixels were only repeated: a single pixel could lie anywhere within the coarse pixel.
    values = _sums(coarse.values, step) / step**2
    valid = _sums(coarse.valid[None].astype(np.float32), step)[0] == step**2
    if valid.size == 0 or valid.mean() < _LEAST_VALID:
        return None
    rows = window.row + (np.arange(valid.shape[0]) + 0.5) * step
    cols = window.col + (np.arange(valid.shape[1]) + 0.5) * step
    row, col = places_on(images.coarse_grid, images.fine_grid, rows[:, None], cols[None, :])
    if not (np.isfinite(row).all() and np.isfinite(col).all()):
        return None
    jacobian = step * jacobian_at(images.coarse_grid, images.fine_grid, float(rows.mean()), float(cols.mean()))
    margin = (largest + _REACH) * images.ratio + 2 * images.ratio / _SUB + 2
    top, left = math.floor(row.min() - margin), math.floor(col.min() - margin)
    seen = Window(top, left, math.ceil(row.max() + margin) - top, math.ceil(col.max() + margin) - left)
    part = images.fine(seen)
    if not part.valid.any():
        return None
    together = max(1, int(images.ratio // _SUB))
    blurred, usable = _blurred(part, images.ratio, together)
    return Patch(
        coarse=values.astype(np.float64),
        valid=valid,
        blurred=blurred,
        usable=usable,
        row=(row - seen.row) / together - 0.5,
        col=(col - seen.col) / together - 0.5,
        jacobian=jacobian / together,
    )


def jacobian_at(grid: Grid, other: Grid, row: float, col: float) -> NDArray[np.float64]:
    """Returns (rows, cols) of another grid for one pixel down and one right in this one, columns of a 2 x 2 matrix."""
    down, right = places_on(grid, other, [row, row + 1, row], [col, col, col + 1])
    return np.array([[down[1] - down[0], down[2] - down[0]], [right[1] - right[0], right[2] - right[0]]])


def _blurred(part: Part, ratio: float, together: int) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Blur means of `together` x `together` fine pixels by the default Gaussian; also returns which are usable."""
    from scipy.ndimage import correlate1d

    weight = _sums(part.valid[None].astype(np.float32), together)
    values = _sums(part.values * part.valid, together)
    pixel = ratio / together
    reach = math.ceil(_REACH * pixel)
    distance = np.arange(-reach, reach + 1) / pixel
    kernel = gaussian(USUAL_WIDTH["gaussian"], _REACH).weights(distance, pixel)
    kernel[np.abs(distance) > _REACH] = 0
    kernel /= kernel.sum()

    def blur(planes: NDArray[np.float32]) -> Any:
        for axis in (1, 2):
            planes = correlate1d(planes, kernel, axis=axis, mode="constant")
        return planes

    whole = blur(weight)
    blurred = blur(values) / np.maximum(whole, 1e-6)
    return np.asarray(blurred, np.float32), np.asarray(whole[0] >= _WHOLE * together**2)


def _sums(planes: NDArray[np.float32], together: int) -> NDArray[np.float32]:
    """Sums over squares of pixels; incomplete squares at the lower and right edge are left out."""
    bands, rows, cols = planes.shape
    rows, cols = rows // together, cols // together
    squares = planes[:, : rows * together, : cols * together].reshape(bands, rows, together, cols, together)
    return np.asarray(squares.sum(axis=(2, 4)), np.float32)
