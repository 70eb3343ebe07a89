"""Point-spread functions of coarse sensors: the weight of each fine pixel in a coarse one.

All are products of one function along rows and one along columns, so that a blur consists of two sparse products.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..words import later, tr

GAUSSIAN, BOX, TRIANGLE = "gaussian", "box", "triangle"
MODIS = "modis"

# Default width of each function, in coarse pixels: standard deviation, edge length, base.
USUAL_WIDTH = {GAUSSIAN: 0.5, BOX: 1.0, MODIS: 2.0}
_GAUSSIAN_REACH = 3.0  # standard deviations; 0.3 % of the weight lies beyond
WIDEST = 5.0  # coarse pixels; a wider function mixes too many pixels and takes long


@dataclass(frozen=True)
class Profile:
    """A point-spread function along one axis; lengths in coarse pixels.

    Attributes
    ----------
    kind : str
        `GAUSSIAN`, `BOX` or `TRIANGLE`.
    width : float
        Standard deviation of the Gaussian, edge length of the box, base of the triangle.
    reach : float
        Distance at which it is cut off.
    """

    kind: str
    width: float
    reach: float

    def weights(self, distance: NDArray[np.float64], ratio: float) -> NDArray[np.float64]:
        """Returns the weights of fine pixels at these distances between centres; `ratio` is the resolution ratio."""
        if self.kind == GAUSSIAN:
            return np.asarray(np.exp(-0.5 * (distance / self.width) ** 2))
        half = self.width / 2
        if self.kind == TRIANGLE:
            return np.maximum(1 - np.abs(distance) / half, 0)
        # The fraction of the fine pixel inside the box, so that any edge length is represented exactly.
        fine = 0.5 / ratio
        inside = np.minimum(distance + fine, half) - np.maximum(distance - fine, -half)
        return np.asarray(np.clip(inside / (2 * fine), 0, 1))


@dataclass(frozen=True)
class Psf:
    """A point-spread function: along rows (down the image) and along columns (across it)."""

    down: Profile
    across: Profile
    form: str
    sizes: tuple[float, ...]

    @property
    def text(self) -> str:
        """Description in English, for the tags of files."""
        return self.form.format(*self.sizes)

    @property
    def title(self) -> str:
        """Description in the user's language."""
        return tr(self.form).format(*self.sizes)

    def halo(self, ratio: int) -> int:
        """Returns how many fine pixels beyond the coarse pixel it can reach."""
        return int(np.ceil(max(self.down.reach, self.across.reach) * ratio)) + 1


def gaussian(sigma: float, reach: float) -> Profile:
    """Returns a Gaussian with the given standard deviation, cut off at the distance `reach`."""
    return Profile(GAUSSIAN, sigma, reach)


def make_psf(kind: str, width: float = 0.0) -> Psf:
    """Returns the point-spread function with a given name.

    Parameters
    ----------
    kind : str
        ``"gaussian"``, ``"box"``, or ``"modis"``: a triangle along the scan, which runs across the image, and a box of
        one coarse pixel along the track.
    width : float
        Coarse pixels: standard deviation, edge length or base of the triangle; 0 uses the default.

    Raises
    ------
    InputError
        If there is no such function or the width is out of range.
    """
    if kind not in USUAL_WIDTH:
        raise InputError(
            "Point-spread function '{kind}' is not available; choose one of: {choices}.",
            kind=kind,
            choices=", ".join(USUAL_WIDTH),
        )
    if not (np.isfinite(width) and 0 <= width <= WIDEST):
        raise InputError(
            "The width of the point-spread function is {width:g}; enter coarse pixels up to {widest:g}, or 0 for "
            "automatic.",
            width=width,
            widest=WIDEST,
        )
    width = width or USUAL_WIDTH[kind]
    if kind == GAUSSIAN:
        # Below half a pixel the cut-off could leave a coarse pixel without any fine one.
        reach = max(_GAUSSIAN_REACH * width, 0.5)
        both = gaussian(width, reach)
        return Psf(
            both, both, later("Gaussian sigma={:g} coarse pixel, truncated at {:g} coarse pixels"), (width, reach)
        )
    half = max(width / 2, 0.5)
    if kind == BOX:
        both = Profile(BOX, width, half + 0.5)  # a pixel whose centre lies outside may still overlap the box
        return Psf(both, both, later("box of {:g} coarse pixels"), (width,))
    text = later("triangle of {:g} coarse pixels along scan (columns), box of 1 along track (rows)")
    return Psf(Profile(BOX, 1.0, 1.0), Profile(TRIANGLE, width, half), text, (width,))


def axis_weights(profile: Profile, ratio: int, size: int, cells: range, seen_from: int = 0, seen: int = 0) -> Any:
    """Returns weights along one axis.

    Parameters
    ----------
    profile : Profile
    ratio : int
        Resolution ratio; coarse pixel 0 begins at fine pixel 0.
    size : int
        Fine pixels of the whole image; pixels outside it have no weight.
    cells : range
        Coarse pixels to compute.
    seen_from, seen : int
        First available fine pixel and number of available ones; 0 means all.

    Returns
    -------
    scipy.sparse.csr_matrix, shape (len(cells), seen)
        Its rows sum to 1. They do not depend on which cells are computed together.
    """
    from scipy import sparse

    count = len(cells)
    reach = int(np.ceil(profile.reach * ratio)) + 1
    middle = (np.arange(cells.start, cells.stop) + 0.5) * ratio
    fine = np.floor(middle)[:, None].astype(np.int64) + np.arange(-reach, reach + 1)
    distance = (fine + 0.5 - middle[:, None]) / ratio
    near = (np.abs(distance) <= profile.reach) & (fine >= 0) & (fine < size)
    weight = np.where(near, profile.weights(distance, ratio), 0.0)
    # A very narrow function may underflow to 0; then the nearest pixels get equal weights.
    weight = np.where(weight.sum(axis=1, keepdims=True) > 0, weight, near)
    weight /= weight.sum(axis=1, keepdims=True)
    row = np.broadcast_to(np.arange(count)[:, None], fine.shape)
    return sparse.csr_matrix((weight[near], (row[near], fine[near] - seen_from)), shape=(count, seen or size))


def blurred(plane: NDArray[Any], valid: NDArray[np.bool_], down: Any, across: Any, whole: bool) -> NDArray[np.float32]:
    """Blur one plane.

    Parameters
    ----------
    plane : ndarray, shape (rows, cols)
    valid : ndarray of bool, the same shape
    down, across : csr_matrix
        From `axis_weights`.
    whole : bool
        Treat every pixel as valid. Otherwise weights are renormalized over valid pixels; if all are valid, the results
        differ only by rounding.

    Returns
    -------
    ndarray of float32, shape (coarse rows, coarse cols)
        NaN where less than half of the weight is valid.
    """
    filled = plane if whole else np.where(valid, plane, 0.0)
    total = (across @ (down @ filled).T).T
    if whole:
        return np.asarray(total, dtype=np.float32)
    weight = (across @ (down @ valid.astype(np.float64)).T).T
    enough = weight >= 0.5 - 1e-9
    return np.asarray(np.where(enough, total / np.where(enough, weight, 1.0), np.nan), dtype=np.float32)
