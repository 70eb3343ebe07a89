"""Linear unmixing of a coarse change into changes of land-cover classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Minimum share of a class in a coarse pixel for the pixel to be used for the class.
LEAST_SHARE = 0.01


def class_changes(
    shares: NDArray[np.float64],
    change: NDArray[np.float64],
    usable: NDArray[np.bool_],
    purest: int,
    outliers: float,
) -> NDArray[np.float64]:
    """Returns the change of each class, by bounded least squares over the purest coarse pixels of every class.

    Zhu et al. (2016), equation 7 and the authors' program: the `purest` pixels with the largest share of a class are
    used, except those whose change is an outlier among them, in each band.

    Parameters
    ----------
    shares : ndarray, shape (classes, coarse rows, coarse cols)
        Share of each class in each coarse pixel, adding up to one.
    change : ndarray, shape (bands, coarse rows, coarse cols)
        Coarse change, physical units.
    usable : ndarray of bool, shape (coarse rows, coarse cols)
    purest : int
    outliers : float
        Fraction left out at either end.

    Returns
    -------
    ndarray, shape (classes, bands)
        The mean change for a class without a usable pixel; 0 if no pixel is usable.
    """
    parts, moved = shares[:, usable].T, change[:, usable]
    classes, bands = len(shares), len(change)
    if not len(parts):
        return np.zeros((classes, bands))
    result = np.repeat(moved.mean(axis=1)[None], classes, axis=0)
    chosen = [_purest(parts[:, one], purest) for one in range(classes)]
    seen = [one for one in range(classes) if len(chosen[one])]
    for band in range(bands):
        rows = np.concatenate([_without_outliers(chosen[one], moved[band], outliers) for one in seen])
        result[seen, band] = _bounded(parts[rows][:, seen], moved[band][rows], moved[band])
    return result


def _purest(share: NDArray[np.float64], most: int) -> NDArray[np.intp]:
    order = np.argsort(-share, kind="stable")[:most]
    return order[share[order] > LEAST_SHARE]


def _without_outliers(rows: NDArray[np.intp], change: NDArray[np.float64], outliers: float) -> NDArray[np.intp]:
    """Returns the rows whose change lies between two order statistics, without interpolation."""
    values = np.sort(change[rows])
    low, high = (values[min(int(share * len(rows)), len(rows) - 1)] for share in (outliers, 1 - outliers))
    return rows[(change[rows] >= low) & (change[rows] <= high)]


def _bounded(
    parts: NDArray[np.float64], moved: NDArray[np.float64], everything: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Least squares without intercept, bounded by the observed range of changes plus one standard deviation."""
    from scipy.optimize import lsq_linear

    slack = everything.std(ddof=1) if len(everything) > 1 else 0.0
    low, high = everything.min() - slack - 1e-9, everything.max() + slack + 1e-9
    return np.asarray(lsq_linear(parts, moved, bounds=(low, high)).x)
