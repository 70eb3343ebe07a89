"""Training labels of fields: extent, boundary and distance, from numbered fields or from a raster with these bands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAMES = ("extent", "boundary", "distance")
_STEPS = 10000  # stored distance = distance * STEPS, as in the authors' labels


def label_bands(fields: NDArray[np.integer[Any]]) -> NDArray[np.float32]:
    """Returns extent, boundary and distance of numbered fields.

    Parameters
    ----------
    fields : ndarray of int, shape (rows, cols)
        A number above 0 on the pixels of each field, 0 elsewhere.

    Returns
    -------
    ndarray of float32, shape (3, rows, cols)
        1 within fields; 1 where two fields, or a field and other land, meet, and one pixel around; distance to the edge
        of the field divided by the maximum in the field, 0 to 1. Cai et al. (2023), with boundaries dilated by 3 x 3 as
        in their program.
    """
    from scipy import ndimage

    within = fields > 0
    edge = np.zeros(fields.shape, bool)
    for axis in (0, 1):
        apart = np.diff(fields, axis=axis) != 0
        first, second = (
            tuple(slice(*ends) if one == axis else slice(None) for one in (0, 1)) for ends in ((0, -1), (1, None))
        )
        edge[first] |= apart
        edge[second] |= apart
    boundary = ndimage.binary_dilation(edge, np.ones((3, 3)))
    inner = ndimage.distance_transform_edt(np.pad(within & ~edge, 1, mode="edge"))[1:-1, 1:-1]
    most = np.asarray(ndimage.maximum(inner, fields, np.arange(int(fields.max(initial=0)) + 1)))
    distance = np.where(within, inner / np.maximum(most[fields], 1e-6), 0)
    return np.stack([within, boundary, np.clip(distance, 0, 1)]).astype(np.float32)


def given_bands(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Returns extent, boundary and distance from a raster of three bands, with distance from 0 to 1 or to 10000."""
    found = values.copy()
    found[:2] = found[:2] > 0.5
    if found[2].max(initial=0) > 1.5:
        found[2] /= _STEPS
    return np.clip(found, 0, 1)


def overlap_of(found: NDArray[np.bool_], truth: NDArray[np.bool_], valid: NDArray[np.bool_]) -> float:
    """Returns intersection over union; 1 if both are empty."""
    union = ((found | truth) & valid).sum()
    return float((found & truth & valid).sum() / union) if union else 1.0
