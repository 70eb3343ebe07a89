"""Prediction of only the gaps in the fine image of the target date."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from ..fusion.method import Method, Prediction
from ..fusion.predict import whole_layer
from ..run import Run
from ..runtime.device import Device
from ..runtime.workers import Workers
from ..scenes.layers import Layer, each_band
from ..scenes.scene import Block, Scene


class ObservedOnly(Method):
    """Replaces a method that has too few pairs for a date: predicts nothing, so that only observed pixels are kept."""

    def __init__(self, method: Method) -> None:
        self.info, self.Options = replace(method.info, pairs=(1, None)), method.Options  # type: ignore[misc]

    def halo(self, scene: Scene, options: Any) -> int:
        return 0

    def predict(self, block: Block, state: Any, options: Any, workers: Workers) -> Prediction:
        return Prediction(np.zeros_like(block.target), np.zeros_like(block.target_valid))


class Observed(Method):
    """Wraps a method: keeps the observed pixels of the target date, in each band, and predicts the others.

    Parameters
    ----------
    method : Method
    fine : Layer
        The fine image of the target date.
    """

    def __init__(self, method: Method, fine: Layer) -> None:
        self._method, self._fine = method, fine
        self.info, self.Options = method.info, method.Options  # type: ignore[misc]

    def check(self, options: Any, bands: int) -> None:
        self._method.check(options, bands)

    def check_rest(self, options: Any, rest: int) -> None:
        self._method.check_rest(options, rest)

    def halo(self, scene: Scene, options: Any) -> int:
        return self._method.halo(scene, options)

    def fit_share(self, options: Any) -> float:
        return self._method.fit_share(options)

    def fit_on(self, device: Device, scene: Scene, options: Any, run: Run) -> Any:
        looking, fitting = run.steps(Looking_for_gaps=1, Computing_scene_statistics=9)
        if all(valid.all() for *_, valid in whole_layer(self._fine, scene.grid, looking)):
            return None  # nothing to predict
        return self._method.fit_on(device, scene, options, fitting)

    def predict(self, block: Block, state: Any, options: Any, workers: Workers) -> Prediction:
        seen, known = each_band(self._fine, block.window)
        if known.all():
            return Prediction(seen, known.all(axis=0), np.zeros_like(seen), np.zeros_like(seen))
        found = self._method.predict(block, state, options, workers)
        nothing = np.float32(0)
        values = np.where(
            found.valid, found.values, np.float32(np.nan)
        )  # a band may be observed where none is predicted
        return replace(
            found,
            values=np.where(known, seen, values),
            valid=found.valid | known.any(axis=0),
            uncertainty=None if found.uncertainty is None else np.where(known, nothing, found.uncertainty),
            candidates=None if found.candidates is None else np.where(known, nothing, found.candidates),
        )
