"""Coarse bands without a matching fine band: read from files and used by MUSTFN only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

rasterio = pytest.importorskip("rasterio")
pytest.importorskip("torch")
pytest.importorskip("safetensors")

from method_tester import DAYS, QUIET, simulated  # noqa: E402
from small_networks import NETWORKS, small  # noqa: E402
from stfusion.core.compare.plan import Wanted, plan_comparison  # noqa: E402
from stfusion.core.errors import InputError  # noqa: E402
from stfusion.core.fusion.fuse import fuse  # noqa: E402
from stfusion.core.fusion.method import checked_options  # noqa: E402
from stfusion.core.fusion.predict import predict_array  # noqa: E402
from stfusion.core.learning.needs import Shape  # noqa: E402
from stfusion.core.learning.normalise import Normalisation  # noqa: E402
from stfusion.core.learning.plan import Training  # noqa: E402
from stfusion.core.learning.series_training import TrainingSeries, train_on_series  # noqa: E402
from stfusion.core.learning.state import network_arrays  # noqa: E402
from stfusion.core.learning.weights import read_card, write_weights  # noqa: E402
from stfusion.core.run import Run  # noqa: E402
from stfusion.core.runtime.device import Device  # noqa: E402
from stfusion.core.scenes.inputs import Inputs, open_scene, plan  # noqa: E402
from stfusion.core.scenes.pairing import Image  # noqa: E402
from stfusion.core.scenes.scene import Scene, array_scene  # noqa: E402
from stfusion.core.series.plan import Request  # noqa: E402
from stfusion.core.series.predictor import SeriesSettings  # noqa: E402
from stfusion.core.series.run import fuse_series  # noqa: E402
from stfusion.core.simulate import Scenario, simulate  # noqa: E402
from stfusion.core.simulate.sample import write_sample  # noqa: E402
from stfusion.models import methods  # noqa: E402

pytestmark = pytest.mark.usefixtures("one_thread")

CPU, METHOD = Device("cpu", 1), NETWORKS["mustfn"]
QUICK = {**small("mustfn")[1], "epochs": 1, "batch": 2, "patch": 16}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Three bands of the fine sensor; the coarse one has the short-wave infrared and a temperature in kelvin as well."""
    place = tmp_path_factory.mktemp("bands")
    sample = write_sample(simulate(Scenario(rows=48, cols=56, ratio=8)), place)
    for path in sample.fine.values():
        rewrite(path, lambda stored: stored[:3])
    for path in sample.coarse.values():
        rewrite(path, lambda stored: np.concatenate([stored, 310 - stored[3:] // 200]), "lst")
    return place


def rewrite(path: Path, change, more: str = "", to: Path | None = None) -> Path:
    with rasterio.open(path) as file:
        profile, stored, names, tags = file.profile, change(file.read()), file.descriptions, file.tags()
    with rasterio.open(to or path, "w", **{**profile, "count": len(stored)}) as file:
        file.write(stored)
        file.update_tags(**tags)
        for band, name in enumerate([*names, more][: len(stored)] if more else names[: len(stored)], 1):
            file.set_band_description(band, name)
    return to or path


def images(folder: Path, kind: str) -> list[Image]:
    found = sorted(folder.glob(f"sample_{kind}_*.tif"))
    return [Image(str(path), f"{kind.title()} image {number}") for number, path in enumerate(found, 1)]


def inputs(folder: Path, rest: bool = True) -> Inputs:
    fine, coarse = images(folder, "fine"), images(folder, "coarse")
    target = replace(coarse[1], role="Coarse image of the target date")
    return Inputs((fine[0], fine[2]), (coarse[0], coarse[2]), target, rest=rest)


@pytest.fixture(scope="module")
def weights(folder, tmp_path_factory) -> Path:
    options = checked_options(METHOD, small("mustfn")[1])
    training = Training(epochs=1, batch=2, patch=16, samples=4)
    lesson = TrainingSeries(tuple(images(folder, "fine")), tuple(images(folder, "coarse")), test=str(DAYS[1]))
    output = tmp_path_factory.mktemp("weights") / "net.safetensors"
    result = train_on_series(METHOD, lesson, options, training, output, CPU, Run(**QUIET))
    assert len(result.scores) == 1 and np.isfinite(result.scores[0].network).all()
    return result.weights


def fused(scene: Scene, name: str, output: Path, **given) -> np.ndarray:
    try:
        options = checked_options(methods()[name], given)
        assert fuse(methods()[name], scene, options, output, Run(**QUIET), device="cpu").predicted > 0.9
    finally:
        scene.close()
    with rasterio.open(output) as file:
        return file.read()


def scene_of_arrays(change=lambda rest: rest) -> Scene:
    seen = simulated(2, 48, 48)
    rests = [change(np.stack([coarse[3], 2.9 + coarse[2]])) for _, coarse in seen.pairs]
    pairs = [(fine[:3], coarse[:3]) for fine, coarse in seen.pairs]
    target = change(np.stack([seen.target[3], 2.9 + seen.target[2]]))
    return array_scene(
        pairs, seen.target[:3], dates=DAYS[::2], target_date=DAYS[1], ratio=8, rests=rests, target_rest=target
    )


def test_the_network_has_the_published_size_for_seven_coarse_bands() -> None:
    """Without the second convolution of the coarse images, which the authors' program declares and never uses."""

    def parameters(shape: Shape) -> int:
        return sum(one.numel() for one in METHOD.build(shape, METHOD.Options())["generator"].parameters())

    unused = 21 * 21 * 9 + 2 * 21
    assert parameters(Shape(6, 16, 1)) == 8_660_730 - unused
    assert parameters(Shape(6, 16)) == 7_259_268


def test_from_arrays_the_further_bands_reach_the_network(tmp_path) -> None:
    kept = str(tmp_path / "kept.safetensors")
    first = predict_array(
        METHOD, scene_of_arrays(), checked_options(METHOD, {**QUICK, "save_weights": kept}), Run(**QUIET), device="cpu"
    )
    card, options = read_card(kept), checked_options(METHOD, {**QUICK, "weights": kept})
    assert card.shape == Shape(3, 8, 2) and card.rest is not None and len(card.normalisation.lowest) == 3
    assert card.rest.lowest[0] < 1 < 2.9 < card.rest.highest[1] < 4
    np.testing.assert_array_equal(
        predict_array(METHOD, scene_of_arrays(), options, Run(**QUIET), device="cpu").values, first.values
    )

    def holed(rest: np.ndarray) -> np.ndarray:
        rest = rest.copy()
        rest[1, :24] = np.nan
        return rest

    other = predict_array(METHOD, scene_of_arrays(holed), options, Run(**QUIET), device="cpu")
    assert other.valid.all() and np.isfinite(other.values).all(), "their gaps take no pixel away"
    assert np.abs(other.values - first.values).max() > 1e-4, "and what they show counts"


def test_further_bands_of_files_have_scales_of_their_own(folder) -> None:
    told: list[str] = []
    scene = open_scene(inputs(folder), Run(log=lambda text, level: told.append(text)))
    try:
        assert plan(inputs(folder)).rest_bands == (4, 5) and scene.rest == ("swir1", "lst")
        rest, valid = scene.target_rest.read(scene.grid.window)
        assert rest.shape == (2, 48, 56) and valid.all()
        assert 0 < rest[0].mean() < 0.6 and 2.5 < rest[1].mean() < 3.3
        assert any("swir1 x 0.0001" in text and "lst x 0.01 (kelvin)" in text for text in told)
        assert all(pair.rest is not None for pair in scene.pairs)
    finally:
        scene.close()


def test_trained_on_a_series_it_predicts_files(folder, weights, tmp_path) -> None:
    assert read_card(weights).shape == Shape(3, 8, 2)
    scene = open_scene(inputs(folder), Run(**QUIET))
    assert fused(scene, "mustfn", tmp_path / "out.tif", weights=str(weights)).shape == (3, 48, 56)


def test_weights_of_other_bands_are_refused(folder, weights, tmp_path) -> None:
    plain, options = tmp_path / "plain.safetensors", METHOD.Options(**small("mustfn")[1])
    card = METHOD.card(Shape(3, 8), ("a", "b", "c"), Normalisation((0.0,) * 3, (1.0,) * 3), options, {}, [])
    write_weights(plain, card, network_arrays(METHOD.build(card.shape, options)))
    for given, rest, path in (
        ({}, True, str(plain)),
        ({"other_bands": False}, False, str(weights)),
    ):
        scene = open_scene(inputs(folder, rest), Run(**QUIET))
        with pytest.raises(InputError, match="coarse bands that are not matched with a fine band, but") as caught:
            fused(scene, "mustfn", tmp_path / "no.tif", weights=path, **given)
        assert str(caught.value).endswith(".") and "\n" not in str(caught.value)
    scene = open_scene(inputs(folder, rest=False), Run(**QUIET))
    fused(scene, "mustfn", tmp_path / "plain.tif", weights=str(plain), other_bands=False)


def test_a_dead_further_band_is_told_and_nobody_else_cares(folder, tmp_path) -> None:
    def dead(stored: np.ndarray) -> np.ndarray:
        return np.concatenate([stored[:4], np.full_like(stored[:1], -9999)])

    def only_matched(stored: np.ndarray) -> np.ndarray:
        return stored[:3]

    found = []
    for name, change in (("dead", dead), ("few", only_matched)):
        place = tmp_path / name
        place.mkdir()
        for path in folder.glob("sample_*.tif"):
            rewrite(path, change if "coarse" in path.name else lambda stored: stored, to=place / path.name)
        scene = open_scene(inputs(place, rest=methods()["stfnet"].reads_rest(None)), Run(**QUIET))
        assert scene.rest == () and scene.target_rest is None and plan(inputs(place, rest=False)).rest_bands == ()
        found.append(fused(scene, "starfm", place / "out.tif", window=9))
    np.testing.assert_array_equal(*found)
    with pytest.raises(
        InputError, match="Band 5 of sample_coarse_20240621.tif cannot be used in addition to .* set OTHER_BANDS"
    ):
        open_scene(inputs(tmp_path / "dead"), Run(**QUIET))
    assert plan(inputs(tmp_path / "few")).rest_bands == ()


def test_series_and_compare_give_them_too(folder, weights, tmp_path) -> None:
    options = checked_options(METHOD, {"weights": str(weights)})
    fine, coarse = tuple(images(folder, "fine")), tuple(images(folder, "coarse"))

    def gap(stored: np.ndarray) -> np.ndarray:
        stored[:, :20] = -9999
        return stored

    holed = rewrite(Path(fine[1].source), gap, to=tmp_path / "holed_20240621.tif")
    given = Request((fine[0], fine[2], Image(str(holed), "Fine image 2")), coarse)
    done = fuse_series(METHOD, given, SeriesSettings(options), tmp_path, Run(**QUIET))
    assert len(done.files) == 3 and not done.failed
    with rasterio.open(done.files[DAYS[1]]) as file, rasterio.open(holed) as seen:
        made, observed = file.read(), seen.read()
    scene = open_scene(inputs(folder), Run(**QUIET))
    alone = fused(scene, "mustfn", tmp_path / "one.tif", weights=str(weights))
    np.testing.assert_array_equal(made[:, :20], alone[:, :20])
    np.testing.assert_array_equal(made[:, 20:], observed[:, 20:])
    wanted = Wanted(replace(inputs(folder), rest=False), fine[1], ("mustfn", "starfm"), f"mustfn: WEIGHTS={weights}")
    entries = {entry.method.info.id: entry.inputs[0].rest for entry in plan_comparison(wanted, methods()).entries}
    assert entries == {"mustfn": True, "starfm": False}
