"""DiffSTSF and its panchromatic inputs: one image per pair, from files to a prediction on its grid."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("rasterio")
pytest.importorskip("torch")
pytest.importorskip("safetensors")

from method_tester import QUIET  # noqa: E402
from small_networks import rmse, small  # noqa: E402
from stfusion.core.errors import InputError  # noqa: E402
from stfusion.core.fusion.fuse import fuse  # noqa: E402
from stfusion.core.fusion.method import checked_options  # noqa: E402
from stfusion.core.fusion.predict import predict_array  # noqa: E402
from stfusion.core.learning.diffusion import NOISE  # noqa: E402
from stfusion.core.learning.needs import Shape  # noqa: E402
from stfusion.core.learning.plan import Training  # noqa: E402
from stfusion.core.learning.series_training import TrainingSeries, train_on_series  # noqa: E402
from stfusion.core.learning.stages import LINEAR, Schedule, rate_factor  # noqa: E402
from stfusion.core.learning.weights import read_card  # noqa: E402
from stfusion.core.rasters.raster import RasterReader, RasterWriter, describe  # noqa: E402
from stfusion.core.run import Run  # noqa: E402
from stfusion.core.runtime.device import Device  # noqa: E402
from stfusion.core.scenes.inputs import Inputs, open_scene, plan  # noqa: E402
from stfusion.core.scenes.pairing import Image  # noqa: E402
from stfusion.core.simulate import Scenario, simulate  # noqa: E402
from stfusion.core.simulate.sample import Sample, write_sample  # noqa: E402

pytestmark = pytest.mark.usefixtures("one_thread")

SCENARIO = Scenario(rows=128, cols=120, ratio=8, pan=4, pixel=2.0, change="none")
FIRST, MIDDLE, LAST = SCENARIO.dates


@pytest.fixture(scope="module")
def gaofen(tmp_path_factory) -> Sample:
    """Panchromatic, multispectral and wide-field images of three dates."""
    return write_sample(simulate(SCENARIO), tmp_path_factory.mktemp("gaofen"))


def image(path: Path, role: str, slot: int | None = 1) -> Image:
    return Image(str(path), role, slot=slot)


def inputs(sample: Sample) -> Inputs:
    return Inputs(
        (image(sample.fine[FIRST], "Fine image 1"),),
        (image(sample.coarse[FIRST], "Coarse image 1"),),
        image(sample.coarse[MIDDLE], "Coarse image of the target date", None),
        pan=(image(sample.pan[FIRST], "Panchromatic image 1"),),
    )


def series(sample: Sample) -> TrainingSeries:
    listed = ([image(path, path.stem, None) for path in files.values()] for files in (sample.fine, sample.coarse))
    return TrainingSeries(*map(tuple, listed), pan=tuple(image(path, path.stem, None) for path in sample.pan.values()))


def values(path: Path) -> np.ndarray:
    reader = RasterReader(describe(str(path)))
    try:
        return reader.read(reader.info.grid.window, range(1, reader.info.bands + 1))[0]
    finally:
        reader.close()


def test_the_simulated_sensors_see_one_landscape() -> None:
    seen = simulate(SCENARIO).observations[0]
    assert seen.pan.shape == (1, 128, 120) and seen.fine.shape == (4, 32, 30) and seen.coarse.shape == (4, 16, 15)
    blocks = seen.truth.reshape(4, 32, 4, 30, 4).mean(axis=(2, 4))
    assert np.abs(seen.fine - blocks).mean() < 0.01
    # The panchromatic band covers visible and near infrared, and has the sharpest edges.
    mixed = seen.truth[:3].mean(axis=0)
    assert np.corrcoef(seen.pan[0].ravel(), mixed.ravel())[0, 1] > 0.8
    plain = simulate(replace(SCENARIO, pan=0)).observations[0]
    np.testing.assert_array_equal(plain.truth, seen.truth)
    assert plain.pan is None


def test_the_scene_has_the_grid_of_the_panchromatic_image(gaofen) -> None:
    scene = open_scene(inputs(gaofen), Run(**QUIET))
    try:
        assert (scene.grid.rows, scene.grid.cols) == (128, 120) and round(scene.ratio) == 8
        (pair,) = scene.pairs
        truth = simulate(SCENARIO).observations[0].truth
        plain, sharp = pair.fine.read(scene.grid.window)[0], pair.wanted.read(scene.grid.window)[0]
        assert rmse(sharp, truth) < 0.85 * rmse(plain, truth), "sharpening brings detail that is there"
        part = scene.grid.window.grown(-30)
        np.testing.assert_allclose(pair.wanted.read(part)[0], sharp[:, 30:-30, 30:-30], atol=1e-6)
        assert "Panchromatic image 1" in scene.inputs
    finally:
        scene.close()


def test_what_the_panchromatic_image_does_not_show_is_not_predicted(gaofen, tmp_path) -> None:
    pan = values(gaofen.pan[FIRST])
    pan[:, 40:50, 60:70] = -9999
    given = replace(inputs(gaofen), pan=(_written(tmp_path / "holed_20240504.tif", gaofen.pan[FIRST], pan),))
    scene = open_scene(given, Run(**QUIET))
    try:
        valid = scene.read(scene.grid.window).valid[0]
    finally:
        scene.close()
    assert not valid[40:50, 60:70].any() and valid[:35].all()


def test_trained_on_a_series_it_predicts_on_the_panchromatic_grid(gaofen, tmp_path) -> None:
    method, given = small("diffstsf")
    training = Training(epochs=2, batch=4, patch=32, samples=8)
    options = checked_options(method, {**given, "steps": 4})
    held = replace(series(gaofen), test=str(MIDDLE))
    told: list[str] = []
    result = train_on_series(
        method,
        held,
        options,
        training,
        tmp_path / "net.safetensors",
        Device("cpu", 1),
        Run(log=lambda t, _: told.append(t)),
    )
    card = read_card(result.weights)
    assert card.pan is not None and len(card.pan.lowest) == 1 and card.shape == Shape(4, 8)
    (score,) = result.scores
    assert np.isfinite(score.network).all() and score.guesses["DC"].mean() < score.guesses["F0"].mean()
    assert any("Ratio of fine and panchromatic pixel size: 4.00" in text for text in told)
    scene = open_scene(inputs(gaofen), Run(**QUIET))
    wish = checked_options(method, {**given, "weights": str(result.weights), "draws": 2})
    try:
        done = fuse(
            method, scene, wish, tmp_path / "out.tif", Run(**QUIET), uncertainty=tmp_path / "spread.tif", device="cpu"
        )
    finally:
        scene.close()
    found, info = values(done.output), describe(str(done.output))
    assert info.grid == describe(str(gaofen.pan[FIRST])).grid and info.dtype == "int16" and found.shape == (4, 128, 120)
    assert done.predicted == 1 and values(done.uncertainty).min() >= 0


def test_the_process_is_the_authors() -> None:
    method, _ = small("diffstsf")
    process = method.process(method.Options())
    assert (process.steps, process.target, process.learned_variance) == (1000, NOISE, True)
    assert process.times(method.Options().steps, ancestral=True)[:3] == [996, 992, 988]
    network = method.build(Shape(4, 8), method.Options())["generator"]
    assert sum(parameter.numel() for parameter in network.parameters()) == 27_788_684
    falling = [rate_factor(Schedule(LINEAR, 0.0), epoch, 4, []) for epoch in range(5)]
    assert falling == [1, 0.75, 0.5, 0.25, 0]


def test_bad_panchromatic_images_give_one_sentence(gaofen, tmp_path) -> None:
    given = inputs(gaofen)
    fine = gaofen.fine[FIRST]
    far = _written(tmp_path / "far_20240504.tif", gaofen.pan[FIRST], values(gaofen.pan[FIRST]), shift=1e6)
    one = _written(tmp_path / "one_20240504.tif", gaofen.coarse[FIRST], values(gaofen.coarse[FIRST])[:1])
    for pan, sentence in (
        (image(fine, "Panchromatic image 1"), "has 4 bands, but a panchromatic image has one"),
        (one, r"larger pixels than Fine image 1 \(2.0 times\)"),
        (far, "do not overlap"),
    ):
        with pytest.raises(InputError, match=sentence):
            plan(replace(given, pan=(pan,)))
    late = plan(replace(given, pan=(image(gaofen.pan[LAST], "Panchromatic image 1"),)))
    assert any("is of 2024-08-08, but Fine image 1 is of 2024-05-04" in text for text in late.warnings)


def test_without_panchromatic_images_one_sentence_says_so(gaofen, tmp_path) -> None:
    method, given = small("diffstsf")
    options = checked_options(method, given)
    with pytest.raises(InputError, match="requires a panchromatic image of the same date"):
        train_on_series(
            method, replace(series(gaofen), pan=()), options, Training(), tmp_path / "n.safetensors", Device("cpu", 1),
            Run(**QUIET),
        )  # fmt: skip
    scene = open_scene(replace(inputs(gaofen), pan=()), Run(**QUIET))
    try:
        with pytest.raises(InputError, match="DiffSTSF requires a panchromatic image for each pair"):
            predict_array(method, scene, options, Run(**QUIET), device="cpu")
    finally:
        scene.close()


def _written(path: Path, like: Path, array: np.ndarray, shift: float = 0.0) -> Image:
    info = describe(str(like))
    a, b, c, d, e, f = info.grid.transform
    grid = replace(info.grid, transform=(a, b, c + shift, d, e, f))
    with RasterWriter(path, grid, info.names[: len(array)], info.dtype, info.nodata, dict(info.tags)) as file:
        file.write(grid.window, array.astype(info.dtype))
    return Image(str(path), "Panchromatic image 1", slot=1)
