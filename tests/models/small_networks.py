"""Small forms of the networks, fast enough for tests on a CPU; published sizes are tested by their parameter counts."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from method_tester import QUIET, Images, MethodTester, simulated
from stfusion.core.fusion.method import Prediction, checked_options
from stfusion.core.fusion.predict import predict_array
from stfusion.core.learning.learned import LearnedMethod
from stfusion.core.run import Run
from stfusion.models import methods

# Options for small networks that can still be trained within seconds.
SMALL: dict[str, dict[str, Any]] = {
    "stfnet": {"width": 16},
    "edcstfn": {"width": 8},
    "stfdcnn": {"width": 16, "factor": 4},
    "dcstfn": {"width": 8, "ratio": 8},
    "cafe": {"width": 8},
    "swinstfm": {"width": 16, "attention": 2},
    "ganstfm": {"width": 4},
    "mlffgan": {"width": 4},
    "stfmlp": {"width": 12, "edge": 16},
    "stfdiff": {"width": 8, "steps": 3},
    "stf3dcnn": {"width": 8},
    "sttfn": {"width": 8},
    "mcdnet": {"width": 16},
    "most": {"width": 16, "blocks": 2, "ratio": 8},
    "mustfn": {"gate": 8, "head": 8},
    "densestf": {"edge": 16, "modules": 1, "inner": 4, "growth": 2},
    "stfegfa": {"width": 8},
    "hcnnet": {"width": 8},
    "macnn": {"width": 16},
    "ecpwstfn": {"width": 8},
    "mlknet": {"width": 8},
    "rcanfsdaf": {"width": 8, "groups": 1, "blocks": 2, "ratio": 8, "window": 11},
    "ctstfm": {"width": 8},
    "msfusion": {"width": 4},
    "stmstfnet": {"width": 16, "attention": 2},
    "stinet": {"width": 8},
    "opgan": {"width": 8},
    "ssstfm": {"width": 4, "surroundings": 8},
    "hpltsgan": {"width": 4},
    "dcdganstf": {"width": 8},
    "diffstf": {"width": 32, "steps": 2},
    "diffstsf": {"width": 8, "steps": 2},
    "sdcs": {"width": 4, "atoms": 16},
}

NETWORKS = {name: method for name, method in methods().items() if method.info.learned}

_folder = tempfile.TemporaryDirectory(prefix="stfusion-weights-")


def most_pairs(name: str) -> int:
    """Two pairs, for networks that need them."""
    return min(2, NETWORKS[name].info.pairs[1] or 2)


@cache
def small_weights(name: str, bands: int = 4) -> str:
    """Weights of a small network trained on the simulated scene for one epoch; computed once for all tests."""
    path = str(Path(_folder.name) / f"{name}{bands}.safetensors")
    images = simulated(most_pairs(name)).changed(lambda array: array[:bands])
    options = {**SMALL[name], "epochs": 1, "batch": 4, "patch": 64, "save_weights": path}
    method = NETWORKS[name]
    predict_array(method, images.scene(method), checked_options(method, options), Run(**QUIET), device="cpu")
    return path


@dataclass
class NetworkTester(MethodTester):
    """The base tester on a small network with weights.

    Properties that follow from formulas of a method are at best learned by a network: no coarse change gives no fine
    change, bands can be reordered, a mirrored scene gives the mirrored prediction, it outperforms copying.
    """

    __test__ = False

    @property
    def pairs(self) -> int:
        return 2 if self.method.info.pairs[0] > 1 else 1

    def predict(self, images: Images, run: Run | None = None, **how: Any) -> Prediction:
        given = {**self.options, "weights": small_weights(self.method.info.id, len(images.target))}
        return MethodTester.predict(replace(self, options=given), images, run, **how)


def network_tester(name: str) -> NetworkTester:
    """A small network with weights, on tiles that are smaller than the tester's scenes."""
    return NetworkTester(NETWORKS[name], {**SMALL[name], "tile": 64, "weights": small_weights(name)})


def small(name: str) -> tuple[LearnedMethod, dict[str, Any]]:
    """A network and its small options."""
    method = NETWORKS[name]
    assert isinstance(method, LearnedMethod)
    return method, SMALL[name]


def rmse(values: np.ndarray, truth: np.ndarray) -> float:
    return float(np.sqrt(np.square(values - truth).mean()))
