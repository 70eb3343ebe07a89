"""The two sizes of every network: as published, and small."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("safetensors")

from method_tester import QUIET, simulated  # noqa: E402
from small_networks import NETWORKS  # noqa: E402
from stfusion.core.fusion.method import checked_options  # noqa: E402
from stfusion.core.fusion.predict import predict_array  # noqa: E402
from stfusion.core.learning import size as sizes  # noqa: E402
from stfusion.core.learning.needs import Shape  # noqa: E402
from stfusion.core.learning.weights import read_card  # noqa: E402
from stfusion.core.run import Run  # noqa: E402

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.mark.parametrize("name", NETWORKS)
def test_the_small_size_has_fewer_parameters_and_learns_from_small_patches(name: str) -> None:
    method = NETWORKS[name]
    small, source = (checked_options(method, {"size": size}) for size in (sizes.SMALL, sizes.SOURCE))
    method.check(small, 4)
    shape = Shape(4, method.needs_of(source).ratio or 8, 0)
    counts = [
        sum(one.numel() for network in method.build(shape, options).values() for one in network.parameters())
        for options in (small, source)
    ]
    assert counts[0] < counts[1] if method.small.layers else counts[0] == counts[1]
    trained, usual = (method.training_defaults(options.size) for options in (small, source))
    assert (trained.batch, trained.patch, trained.rate) == (method.small.batch, method.small.patch, method.small.rate)
    assert trained.epochs == usual.epochs and usual == method.defaults
    assert method.stages(shape, small, trained.patch)


def test_networks_that_are_small_already_say_so() -> None:
    assert {name for name, method in NETWORKS.items() if not method.shrinks} == {"stfnet", "sttfn"}


def test_the_small_size_leaves_what_the_user_set() -> None:
    method = NETWORKS["mustfn"]
    options = checked_options(method, {"size": sizes.SMALL, "gate": 10})
    assert (options.gate, options.head) == (10, method.small.layers["head"])
    assert checked_options(method, {"gate": 10}).head == checked_options(method, {}).head


def test_weights_keep_the_size_they_were_trained_with(tmp_path) -> None:
    method, path = NETWORKS["edcstfn"], tmp_path / "small.safetensors"
    images = simulated(2, 96, 96)
    first = {"size": sizes.SMALL, "epochs": 1, "save_weights": str(path)}
    values = [
        predict_array(method, images.scene(method), checked_options(method, given), Run(**QUIET), device="cpu").values
        for given in (first, {"weights": str(path)})
    ]
    np.testing.assert_array_equal(values[0], values[1])
    assert read_card(str(path)).training["patch"] == method.small.patch
