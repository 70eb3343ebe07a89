"""Cuts training samples out of the images and labels of a scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..learning.sample_dates import SampleDates
from ..learning.samples import Variation, turned
from ..rasters.grid import Window
from .scene import ParcelScene

if TYPE_CHECKING:
    from numpy.typing import NDArray


class ParcelCutter:
    """Cuts samples out of the images and labels of a scene.

    Parameters
    ----------
    scene : ParcelScene
    labels : ndarray of float32, shape (3, rows, cols)
    known : ndarray of bool, shape (rows, cols)
        Where labels are known.
    edge : int
        Edge length of a patch, fine pixels.
    """

    def __init__(self, scene: ParcelScene, labels: NDArray[np.float32], known: NDArray[np.bool_], edge: int) -> None:
        self._scene, self._labels, self._known, self._edge = scene, labels, known, edge

    def sample(
        self, draw: SampleDates, place: tuple[int, int], variation: Variation | None, chance: np.random.Generator
    ) -> dict[str, NDArray[np.float32]]:
        window = Window(*place, self._edge, self._edge)
        found = self._scene.read(window)
        at = (slice(place[0], place[0] + self._edge), slice(place[1], place[1] + self._edge))
        sample = {
            "fine": found["fine"],
            "series": found["series"],
            "labels": self._labels[(slice(None), *at)],
            "mask": found["known"] * self._known[at],
        }
        return turned(sample, int(chance.integers(8))) if variation is not None and variation.turn else sample
