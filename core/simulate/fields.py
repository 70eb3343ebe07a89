"""Numbered fields of a simulated landscape: reference data for field delineation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .layout import Layout, class_index

_FIELDS = ("grassland", "winter crop", "summer crop", "alfalfa", "fallow", "bare soil")
_SMALLEST = 16  # minimum size in pixels; smaller pieces are slivers beside roads


def number_fields(layout: Layout) -> NDArray[np.int32]:
    """Returns numbers from 1 on the pixels of each field, 0 elsewhere, (rows, cols).

    The farmed pixels of a parcel that are not covered by a road or track form a field; a parcel cut by a road forms
    two.
    """
    from scipy import ndimage

    farmed = np.isin(layout.classes, [class_index(name) for name in _FIELDS]) & (layout.tracks < 0.5)
    labels = np.where(farmed, layout.parcels.labels + 1, 0)
    found = np.zeros(labels.shape, np.int32)
    count = 0
    for number, place in enumerate(ndimage.find_objects(labels), 1):
        if place is None:
            continue
        pieces, most = ndimage.label(labels[place] == number)
        sizes = np.bincount(pieces.ravel(), minlength=most + 1)
        for piece in np.flatnonzero(sizes[1:] >= _SMALLEST) + 1:
            count += 1
            found[place][pieces == piece] = count
    return found
