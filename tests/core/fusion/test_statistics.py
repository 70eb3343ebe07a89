"""Statistics of a whole scene: their values, and that the scene is never held in memory."""

from __future__ import annotations

import weakref
from dataclasses import replace

import numpy as np
import pytest

from stfusion.core.fusion.statistics import pair_statistics, scene_statistics
from stfusion.core.rasters.grid import Grid, Window
from stfusion.core.run import Run
from stfusion.core.scenes.scene import Pair, Scene

QUIET = Run(log=lambda text, level: None)


class Counted:
    """A layer that counts its returned arrays that are still in memory."""

    held: int = 0
    most: int = 0

    def __init__(self, bands: int = 2) -> None:
        self._bands = bands

    def read(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        values = np.full((self._bands, window.rows, window.cols), window.row + window.col, np.float32)
        self.held += 1
        self.most = max(self.most, self.held)
        weakref.finalize(values, self._freed)
        return values, np.ones((window.rows, window.cols), bool)

    def _freed(self) -> None:
        self.held -= 1


@pytest.fixture
def scene() -> Scene:
    edge = 512 * 12
    grid = Grid(edge, edge, (30.0, 0.0, 0.0, 0.0, -30.0, 0.0))
    return Scene(grid, ("Red", "NIR"), (Pair(Counted(), Counted()),), Counted())


def test_ranges_are_those_of_all_windows_and_few_of_them_are_held(scene) -> None:
    found = scene_statistics(scene, QUIET)
    assert found.low.tolist() == [0, 0] and found.high.tolist() == [2 * 512 * 11] * 2
    for layer in (scene.pairs[0].fine, scene.pairs[0].coarse, scene.target):
        assert layer.most <= 12, "of 144 windows"


def test_statistics_of_the_pairs_do_not_read_the_target(scene) -> None:
    pair_statistics(replace(scene, target=None), QUIET)
