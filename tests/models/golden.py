"""The golden scenes as scenes in memory, with the outputs of the authors' programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stfusion.core.fusion.method import Method, Prediction, checked_options
from stfusion.core.fusion.predict import predict_array
from stfusion.core.rasters.grid import Grid
from stfusion.core.rasters.nested import Nested
from stfusion.core.run import Run
from stfusion.core.scenes.layers import ArrayLayer, CoarseArrayLayer, Layer
from stfusion.core.scenes.scene import Pair, Scene

STEPS = 10000  # DN of reflectance 1
RATIOS = {"s1_real_twopair": 16, "s2_real_onepair": 16, "s3_synth_twopair": 8, "s4_synth_nodata": 8}
QUIET = Run(log=lambda text, level: None)


@dataclass(frozen=True)
class Golden:
    """One golden scene; arrays in reflectance, NaN where invalid."""

    folder: Path

    def read(self, name: str) -> np.ndarray:
        rasterio = pytest.importorskip("rasterio")
        with rasterio.open(self.folder / f"{name}.tif") as dataset:
            values = dataset.read().astype(np.float64)
        values[values == -9999] = np.nan
        return values / STEPS

    @property
    def truth(self) -> np.ndarray:
        return self.read("truth_fine_t2")

    def scene(self, pairs: int, coarse_grid: bool = False, classes: bool = False) -> Scene:
        """Pairs of t1, or t1 and t3; coarse images on the fine grid, or on their own."""
        ratio = RATIOS.get(self.folder.name, 16)
        fine = {day: self.read(f"fine_t{day}") for day in (1, 3)[:pairs]}
        bands, rows, cols = fine[1].shape
        grid = Grid(rows, cols, (1.0, 0.0, 0.0, 0.0, -1.0, 0.0))
        nested = Nested(grid, grid.coarser(ratio), ratio)

        def coarse(day: int) -> Layer:
            if coarse_grid:
                return CoarseArrayLayer(self.read(f"coarsegrid_t{day}"), nested)
            return ArrayLayer(self.read(f"coarse_t{day}"))

        return Scene(
            grid=grid,
            bands=tuple(f"Band {band + 1}" for band in range(bands)),
            pairs=tuple(Pair(ArrayLayer(values), coarse(day)) for day, values in fine.items()),
            target=coarse(2),
            ratio=ratio,
            classes=ArrayLayer(self.read("class_t1") * STEPS) if classes else None,
        )


def run(method: Method, scene: Scene, **options: Any) -> Prediction:
    return predict_array(method, scene, checked_options(method, options), QUIET, device="cpu")


def rmse(values: np.ndarray, truth: np.ndarray, where: np.ndarray | None = None) -> np.ndarray:
    """In DN, per band."""
    difference = (values - truth).reshape(len(values), -1) * STEPS
    if where is not None:
        difference = difference[:, where.ravel()]
    return np.sqrt(np.nanmean(np.square(difference), axis=1))


def apart(prediction: Prediction, reference: np.ndarray) -> np.ndarray:
    """Absolute differences in DN over the valid pixels, shape (bands, pixels)."""
    return np.abs(prediction.values - reference)[:, prediction.valid] * STEPS
