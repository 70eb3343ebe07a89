"""Weights from other sources: bands in another order, invalid options and shapes."""

from __future__ import annotations

import json
import shutil
import struct
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("safetensors")

from method_tester import QUIET, simulated  # noqa: E402
from small_networks import NETWORKS, SMALL, most_pairs, small_weights  # noqa: E402
from stfusion.core.errors import InputError  # noqa: E402
from stfusion.core.fusion.method import checked_options  # noqa: E402
from stfusion.core.fusion.predict import predict_array  # noqa: E402
from stfusion.core.run import WARNING, Run  # noqa: E402
from stfusion.models import delineators  # noqa: E402

pytestmark = pytest.mark.usefixtures("one_thread")

BANDS = ("blue", "green", "red", "nir")
ORDER = [2, 0, 3, 1]


def changed(name: str, folder: Path, **facts) -> Path:
    """A copy of small weights with changes in STFusion's description."""
    path = Path(shutil.copy(small_weights(name), folder))
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + length])
    whole = {**json.loads(header["__metadata__"]["stfusion"]), **facts}
    text = json.dumps({**header, "__metadata__": {"stfusion": json.dumps(whole)}}).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data[8 + length :])
    return path


def predicted(name: str, weights: Path, names=BANDS, order=None, log=None, **options):
    """The prediction of the simulated scene, with bands in a given order and with names."""
    from dataclasses import replace

    method = NETWORKS[name]
    images = simulated(most_pairs(name))
    if order:
        images = images.changed(lambda array: array[order])
    scene = replace(images.scene(method), bands=tuple(names))
    given = checked_options(method, {**SMALL[name], "tile": 64, "weights": str(weights), **options})
    method.check(given, len(scene.bands))
    return predict_array(method, scene, given, Run(log=log or QUIET["log"]), device="cpu")


@pytest.mark.parametrize("name", ["stfnet", "edcstfn", "swinstfm", "most", "rcanfsdaf", "diffstf"])
def test_bands_in_another_order_give_the_same_prediction(tmp_path, name) -> None:
    """Networks per band, with joint and separate references, scene changes, the coarse grid, and samples with their
    spread.
    """
    weights = changed(name, tmp_path, bands=BANDS)
    own = predicted(name, weights)
    told: list[tuple[str, str]] = []
    other = predicted(
        name, weights, [BANDS[place] for place in ORDER], ORDER, lambda text, level: told.append((level, text))
    )
    np.testing.assert_allclose(other.values, own.values[ORDER], atol=2e-5)
    if NETWORKS[name].has_uncertainty(checked_options(NETWORKS[name], SMALL[name])):
        np.testing.assert_allclose(other.uncertainty, own.uncertainty[ORDER], atol=2e-5)
    assert any("red, blue, nir, green" in text and "blue, green, red, nir" in text for _, text in told)
    assert not any("were trained with the bands" in text for _, text in told)


def test_other_bands_are_a_warning_and_unnamed_ones_none(tmp_path) -> None:
    weights, told = changed("stfnet", tmp_path, bands=BANDS), []
    predicted("stfnet", weights, ("red", "nir", "swir1", "swir2"), log=lambda text, level: told.append((level, text)))
    warnings = [text for level, text in told if level == WARNING]
    assert len([text for text in warnings if "blue, green, red, nir" in text and "red, nir, swir1, swir2" in text]) == 1
    told.clear()
    predicted("stfnet", weights, [f"Band {number}" for number in range(1, 5)], log=lambda *said: told.append(said))
    assert not any("the bands" in text for text, _ in told)


@pytest.mark.parametrize(
    "structure",
    [{"width": 0}, {"width": 10**12}, {"width": 8.0}, {"width": "8"}, {"width": None}, {"width": True}, {"width": [8]},
     {"width": float("nan")}, {"width": {}}],
)  # fmt: skip
def test_a_structure_that_options_do_not_allow_is_refused_in_the_form(tmp_path, structure) -> None:
    weights = changed("edcstfn", tmp_path, structure=structure)
    with pytest.raises(InputError, match=r"state an option that edcstfn does not have: .*\.$"):
        NETWORKS["edcstfn"].check(checked_options(NETWORKS["edcstfn"], {"weights": str(weights)}), 4)


def test_a_form_that_is_none_is_refused(tmp_path) -> None:
    weights = changed("stfdiff", tmp_path, structure={"width": 8, "form": "my own", "times": 1000})
    with pytest.raises(InputError, match="my own"):
        NETWORKS["stfdiff"].check(checked_options(NETWORKS["stfdiff"], {"weights": str(weights)}), 4)


def test_memory_is_taken_only_for_what_the_file_holds(tmp_path, monkeypatch) -> None:
    """An allowed width that differs from the tensors in the file."""
    layers = []
    real = torch.nn.Conv2d.__init__

    def noted(self, *arguments, **how):
        real(self, *arguments, **how)
        layers.append(self.weight.device.type)

    monkeypatch.setattr(torch.nn.Conv2d, "__init__", noted)
    weights = changed("edcstfn", tmp_path, structure={"width": 512})
    with pytest.raises(InputError, match="should have the shape"):
        predicted("edcstfn", weights)
    assert layers and set(layers) == {"meta"}


def test_layers_that_cannot_be_built_are_a_sentence(tmp_path, monkeypatch) -> None:
    def build(shape, options):
        raise RuntimeError("no\nroom")

    monkeypatch.setattr(NETWORKS["edcstfn"], "build", build, raising=False)
    with pytest.raises(InputError, match=r"cannot be created \(RuntimeError: no room\)"):
        predicted("edcstfn", changed("edcstfn", tmp_path))


def test_weights_without_the_range_of_the_panchromatic_image_are_refused(tmp_path) -> None:
    with pytest.raises(InputError, match="range of the panchromatic image"):
        predicted("diffstsf", changed("diffstsf", tmp_path, pan=None))


def test_a_patch_of_a_pixel_makes_no_tiles_of_a_pixel(tmp_path) -> None:
    from stfusion.core.learning.learned import _default_tile
    from stfusion.core.learning.weights import read_card

    method = NETWORKS["mlffgan"]
    tiles = {
        patch: _default_tile(method.needs, read_card(changed("mlffgan", tmp_path, training={"patch": patch})))
        for patch in (1, -5, True, "x", 64)
    }
    assert tiles.pop(64) == 64 and set(tiles.values()) == {method.needs.tile}


def test_delineators_check_the_structure_too(tmp_path) -> None:
    network = delineators()["dstfnet"]
    weights = changed("edcstfn", tmp_path, network="dstfnet", structure={"width": -8, "series_bands": 4})
    with pytest.raises(InputError, match="does not have: "):
        network.checked(str(weights), 4, 4)
    weights = changed("edcstfn", tmp_path, network="dstfnet", structure={"width": 8, "series_bands": float("inf")})
    with pytest.raises(InputError, match="a series of inf"):
        network.checked(str(weights), 4, 4)
