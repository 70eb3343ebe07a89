"""Estimates the shift between a coarse and a fine image from samples of both.

The fine image is blurred by the point-spread function of a coarse sensor and interpolated at the positions of the
coarse pixels plus a shift. At the true shift it matches the coarse image, including its aliasing, so neither method
below is biased towards whole pixels.

Shifts are in coarse pixels, (rows, cols): how far the content of the coarse image lies too far up and left.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..run import Run

if TYPE_CHECKING:
    from numpy.typing import NDArray

Shift = tuple[float, float]

_STEP = 0.25  # step of the initial search in coarse pixels; half the width of the blur
_NEAR = 0.6  # search distance of the refinement around the initial shift, in coarse pixels
_SEARCHED = 9  # number of patches used for the initial search
LEAST = 25  # minimum number of coarse pixels of a patch or of a part of it
_SHARE = 0.3  # fraction of a patch that must be usable at a shift for its correlation to count
_ROUNDS = 12
_SETTLED = 1e-4  # coarse pixels
_LOWPASS = 0.25  # standard deviation in cycles per coarse pixel; higher frequencies are aliasing and noise


@dataclass
class Patch:
    """A sample area of the scene.

    Attributes
    ----------
    coarse : ndarray of float64, shape (bands, rows, cols)
        Coarse values.
    valid : ndarray of bool, shape (rows, cols)
    blurred : ndarray of float32, shape (bands, fine rows, fine cols)
        The fine image blurred as by a coarse sensor, at fine pixels or at means of a few of them.
    usable : ndarray of bool, shape (fine rows, fine cols)
    row, col : ndarray, shape (rows, cols)
        Positions of the coarse pixels in `blurred`, counted from the centre of its first pixel.
    jacobian : ndarray, shape (2, 2)
        Change of (row, col) in `blurred` for one coarse pixel down and one right.
    """

    coarse: NDArray[np.float64]
    valid: NDArray[np.bool_]
    blurred: NDArray[np.float32]
    usable: NDArray[np.bool_]
    row: NDArray[np.float64]
    col: NDArray[np.float64]
    jacobian: NDArray[np.float64]

    def __post_init__(self) -> None:
        self._spline: list[NDArray[np.float64]] = []

    def places(self, shift: Shift) -> NDArray[np.float64]:
        """Returns the positions in `blurred` of the coarse pixels after a shift, shape (2, rows, cols)."""
        down, right = self.jacobian @ np.asarray(shift)
        return np.stack([self.row + down, self.col + right])

    def usable_at(self, shift: Shift, around: float = 0.0) -> NDArray[np.bool_]:
        """Coarse pixels that are valid and lie on usable fine pixels, at this shift and all within `around` of it."""
        usable = self.usable
        if around:
            from scipy.ndimage import minimum_filter

            reach = int(np.ceil(around * np.abs(self.jacobian).sum(axis=1).max()))
            usable = minimum_filter(usable, 2 * reach + 1, mode="constant", cval=0)
        row, col = np.rint(self.places(shift)).astype(np.int64)
        rows, cols = usable.shape
        inside = (row >= 0) & (row < rows) & (col >= 0) & (col < cols)
        return np.asarray(
            self.valid & inside & usable[np.clip(row, 0, rows - 1), np.clip(col, 0, cols - 1)], dtype=bool
        )

    def seen(self, shift: Shift, where: NDArray[np.bool_], smooth: bool) -> NDArray[np.float64]:
        """Blurred fine image at coarse pixels in `where`, (bands, pixels): cubic splines if `smooth`, else linear."""
        from scipy.ndimage import map_coordinates, spline_filter

        at = self.places(shift)[:, where]
        if not smooth:
            return np.stack([map_coordinates(plane, at, order=1, output=np.float64) for plane in self.blurred])
        if not self._spline:
            self._spline = [spline_filter(plane, order=3, output=np.float64) for plane in self.blurred]
        return np.stack([map_coordinates(plane, at, order=3, prefilter=False) for plane in self._spline])

    def parts(self) -> list[Patch]:
        """Returns its four quarters, or itself if they would be too small."""
        rows, cols = self.valid.shape
        if min(rows, cols) ** 2 < 4 * LEAST:
            return [self]
        found = []
        for down in (slice(0, rows // 2), slice(rows // 2, rows)):
            for right in (slice(0, cols // 2), slice(cols // 2, cols)):
                at = (down, right)
                part = Patch(
                    self.coarse[(slice(None), *at)], self.valid[at], self.blurred, self.usable,
                    self.row[at], self.col[at], self.jacobian,
                )  # fmt: skip
                part._spline = self._spline
                found.append(part)
        return found


def correlation(patches: Sequence[Patch], masks: Sequence[NDArray[np.bool_]], shift: Shift, smooth: bool) -> float:
    """Correlation of the coarse and the shifted fine image over pixels in `masks`.

    It is pooled over patches, each relative to its own means, and averaged over bands: it is independent of gain and
    offset of a sensor, and of haze that varies over the scene.

    Returns
    -------
    float
        -1 to 1; -1 if there are no usable values.
    """
    bands = patches[0].coarse.shape[0]
    sums = np.zeros((3, bands))
    for patch, mask in zip(patches, masks):
        if np.count_nonzero(mask) < 3:
            continue
        first, second = patch.coarse[:, mask], patch.seen(shift, mask, smooth)
        first = first - first.mean(axis=1, keepdims=True)
        second = second - second.mean(axis=1, keepdims=True)
        sums += np.stack([(first * second).sum(axis=1), (first**2).sum(axis=1), (second**2).sum(axis=1)])
    power = np.sqrt(sums[1] * sums[2])
    known = power > 1e-12
    return float((sums[0, known] / power[known]).mean()) if known.any() else -1.0


def best_start(patches: Sequence[Patch], largest: float, run: Run) -> Shift:
    """Returns the shift of the highest correlation on a grid of shifts up to `largest` coarse pixels."""
    chosen = list(patches)[:: max(1, math.ceil(len(patches) / _SEARCHED))]
    steps = np.arange(-math.ceil(largest / _STEP), math.ceil(largest / _STEP) + 1) * _STEP
    tried = [(float(down), float(right)) for down in steps for right in steps if max(abs(down), abs(right)) <= largest]
    most = sum(np.count_nonzero(patch.usable_at((0.0, 0.0))) for patch in chosen)
    best, found = -2.0, (0.0, 0.0)
    for number, shift in enumerate(tried):
        run.check()
        masks = [patch.usable_at(shift) for patch in chosen]
        if sum(map(np.count_nonzero, masks)) >= _SHARE * most:
            value = correlation(chosen, masks, shift, smooth=False)
            if value > best:
                best, found = value, shift
        run.progress((number + 1) / len(tried))
    return found


def refined(patches: Sequence[Patch], start: Shift, run: Run) -> tuple[Shift, float]:
    """Returns the shift of the highest correlation near `start`, and that correlation."""
    run.progress(0.01)
    masks = [patch.usable_at(start, _NEAR) for patch in patches]
    if sum(map(np.count_nonzero, masks)) < LEAST:
        masks = [patch.usable_at(start) for patch in patches]

    def cost(offset: NDArray[np.float64]) -> float:
        run.check()
        far = float(np.abs(offset).max()) - _NEAR
        if far > 0:
            return 1 + far
        return -correlation(patches, masks, (start[0] + offset[0], start[1] + offset[1]), smooth=True)

    offset, lowest = _minimum(cost, _STEP / 2)
    return (start[0] + offset[0], start[1] + offset[1]), -lowest


def by_phase(patches: Sequence[Patch], largest: float, run: Run) -> Shift:
    """Estimates the shift by phase correlation (Kuglin & Hines 1975), with sub-pixel accuracy.

    The cross-power spectra of all patches and bands are added, normalized to unit magnitude and damped at high
    frequencies; the shift is the one with the highest sum of the resulting spectrum. The fine image is then
    interpolated at that shift and the remaining shift is estimated, until it vanishes.
    """
    shift: Shift = (0.0, 0.0)
    for number in range(_ROUNDS):
        run.check()
        spectrum = _cross_spectrum(patches, shift)
        if spectrum is None:
            break
        rest = _peak(spectrum, largest if number == 0 else _NEAR)
        shift = _within((shift[0] + rest[0], shift[1] + rest[1]), largest)
        run.progress((number + 1) / _ROUNDS)
        if max(map(abs, rest)) < _SETTLED:
            break
    run.progress(1)
    return shift


def _within(shift: Shift, largest: float) -> Shift:
    return min(max(shift[0], -largest), largest), min(max(shift[1], -largest), largest)


def _cross_spectrum(patches: Sequence[Patch], shift: Shift) -> NDArray[np.complex128] | None:
    from scipy.fft import fft2

    total: Any = None
    for patch in patches:
        mask = patch.usable_at(shift)
        if np.count_nonzero(mask) < max(LEAST, _SHARE * mask.size):
            continue
        rows, cols = mask.shape
        taper = mask * np.hanning(rows + 2)[1:-1, None] * np.hanning(cols + 2)[None, 1:-1]
        planes = np.zeros((2, *patch.coarse.shape))
        planes[0][:, mask] = patch.coarse[:, mask]
        planes[1][:, mask] = patch.seen(shift, mask, smooth=True)
        planes -= (planes * taper).sum(axis=(2, 3), keepdims=True) / taper.sum()
        planes *= taper
        first, second = fft2(planes)
        power = np.sqrt((planes[0] ** 2).sum(axis=(1, 2)) * (planes[1] ** 2).sum(axis=(1, 2)))
        cross = first * second.conj() / np.maximum(power, 1e-12)[:, None, None]
        total = cross.sum(axis=0) if total is None else total + cross.sum(axis=0)
    return total


def _peak(spectrum: NDArray[np.complex128], largest: float) -> Shift:
    """Returns the shift with the highest sum of the cross-power spectrum, normalized to unit magnitude and damped."""
    rows, cols = spectrum.shape
    down, right = np.fft.fftfreq(rows, 1.0)[:, None], np.fft.fftfreq(cols, 1.0)[None, :]
    damped = np.exp(-(down**2 + right**2) / (2 * _LOWPASS**2))
    damped[0, 0] = 0
    phase = spectrum / np.maximum(np.abs(spectrum), 1e-300) * damped

    def cost(offset: NDArray[np.float64]) -> float:
        turn_down = np.exp(-2j * np.pi * down * offset[0])
        turn_right = np.exp(-2j * np.pi * right * offset[1])
        return -float((phase * turn_down * turn_right).real.sum())

    steps = np.arange(-math.ceil(2 * largest), math.ceil(2 * largest) + 1) / 2
    tried = [np.array([a, b]) for a in steps for b in steps if max(abs(a), abs(b)) <= largest]
    start = min(tried, key=cost)
    offset, _ = _minimum(lambda rest: cost(start + rest), 0.25)
    return _within((float(start[0] + offset[0]), float(start[1] + offset[1])), largest)


def _minimum(cost: Callable[[NDArray[np.float64]], float], size: float) -> tuple[Shift, float]:
    """Returns the minimum of a smooth function of two variables near 0: its position and value."""
    from scipy.optimize import minimize

    simplex = np.array([[0.0, 0.0], [size, 0.0], [0.0, size]])
    options = {"xatol": _SETTLED, "fatol": 1e-12, "initial_simplex": simplex, "maxiter": 200}
    found = minimize(cost, simplex[0], method="Nelder-Mead", options=options)
    return (float(found.x[0]), float(found.x[1])), float(found.fun)
