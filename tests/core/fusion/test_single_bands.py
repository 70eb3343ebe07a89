"""Gaps of one band: methods that work band by band keep the others, and every run reports the band with gaps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio

from stfusion.core.fusion.fuse import fuse
from stfusion.core.fusion.method import checked_options
from stfusion.core.fusion.predict import predict_array
from stfusion.core.run import Run
from stfusion.core.scenes.inputs import Inputs, open_scene
from stfusion.core.scenes.pairing import Image
from stfusion.core.scenes.scene import array_scene
from stfusion.core.scenes.single_bands import single_bands
from stfusion.models.classical.spstfm import Spstfm
from stfusion.models.classical.starfm import Starfm

EDGE, RATIO = 64, 8
NAMES = ("green", "red", "nir")
OWN = (Starfm(), {"window": 15, "similar_bands": "own"})
METHODS = {
    "starfm, own": OWN,
    "spstfm": (Spstfm(), {"samples": 150, "atoms": 24, "iterations": 2, "ratio": RATIO}),
}
GAPS = {
    "fine": lambda bands: bands[0].__setitem__((slice(5, 12), slice(None)), -9999),
    "coarse": lambda bands: bands[1].__setitem__((slice(None, None, 3), slice(None)), -9999),
    "target": lambda bands: bands[2].__setitem__((slice(2, 5), slice(3, 6)), -9999),
    "target, the whole band": lambda bands: bands[1].__setitem__(..., -9999),
}
PLACES = {"fine": 0, "coarse": 1, "target": 2, "target, the whole band": 2}


def fields(day: int) -> np.ndarray:
    random = np.random.default_rng(7)
    kinds = np.kron(random.integers(0, 4, (16, 16)), np.ones((4, 4), int))
    levels = np.array([[800, 600, 900, 400], [700, 1400, 1000, 300], [4200, 2200, 3000, 250]])
    change = np.array([[100, 300, -100, 0], [200, -300, 100, 0], [-900, 800, 300, 0]])
    return np.rint((levels + day * change)[:, kinds] + random.normal(0, 30, (3, EDGE, EDGE)))


def means(values: np.ndarray) -> np.ndarray:
    cells = EDGE // RATIO
    return values.reshape(len(values), cells, RATIO, cells, RATIO).mean((2, 4))


@pytest.fixture
def images(write_raster, tmp_path):
    """Writes the pair and the target, after `damage` has changed the stored values of one of them."""

    def written(folder: str, place: int | None = None, damage=None) -> Inputs:
        made = []
        (tmp_path / folder).mkdir()
        for number, (name, values) in enumerate(
            [("fine_20240504", fields(0)), ("coarse_20240504", means(fields(0))), ("coarse_20240621", means(fields(1)))]
        ):
            values = np.rint(values).astype("int16")
            if number == place:
                damage(values)
            pixel = RATIO * 30 if number else 30
            path = write_raster(f"{folder}/{name}.tif", values, names=NAMES, nodata=-9999,
                                transform=(pixel, 0, 480000, 0, -pixel, 5400000))  # fmt: skip
            role = ("Fine image 1", "Coarse image 1", "Coarse image of the target date")[number]
            made.append(Image(str(path), role, None, 1 if number < 2 else None))
        return Inputs(fine=(made[0],), coarse=(made[1],), target=made[2], resampling="nearest")

    return written


def predicted(inputs: Inputs, method, values: dict, output: Path, **how) -> tuple[np.ndarray, list[str]]:
    told: list[str] = []
    run = Run(log=lambda text, level: told.append(text))
    scene = open_scene(inputs, run)
    try:
        fuse(method, scene, checked_options(method, values), output, run, threads=2, **how)
    finally:
        scene.close()
    with rasterio.open(output) as file:
        return file.read(masked=True), told


@pytest.mark.parametrize("name", METHODS)
def test_bands_predicted_by_themselves_are_those_predicted_together(name) -> None:
    method, values = METHODS[name]
    options = checked_options(method, values)
    assert method.band_by_band(options)
    first, later = fields(0) / 1e4, fields(1) / 1e4
    wide = [np.kron(means(one), np.ones((RATIO, RATIO))) for one in (first, later)]
    scene = array_scene([(first, wide[0])], wide[1], ratio=RATIO)
    together = predict_array(method, scene, options).values
    for band, alone in enumerate(single_bands(scene)):
        assert np.array_equal(predict_array(method, alone, options).values[0], together[band]), band


@pytest.mark.parametrize("where", GAPS)
@pytest.mark.parametrize("name", METHODS)
def test_gaps_of_one_band_stay_its_own(images, tmp_path, name, where) -> None:
    method, values = METHODS[name]
    whole, told = predicted(images("whole"), method, values, tmp_path / "whole.tif")
    assert not any("Bands have different gaps" in text for text in told)
    damaged, told = predicted(images("gaps", PLACES[where], GAPS[where]), method, values, tmp_path / "gaps.tif")
    assert any("Bands have different gaps" in text for text in told)
    band = {"fine": 0, "coarse": 1, "target": 2, "target, the whole band": 1}[where]
    others = [one for one in range(3) if one != band]
    assert not np.ma.getmaskarray(damaged[others]).any()
    assert np.array_equal(damaged[others].data, whole[others].data)
    assert np.ma.getmaskarray(damaged[band]).any(), "the gap itself is not filled with anything"


def test_the_share_that_is_told_is_the_mean_over_the_bands(images, tmp_path) -> None:
    method, values = OWN
    _, told = predicted(images("gaps", PLACES["coarse"], GAPS["coarse"]), method, values, tmp_path / "made.tif")
    assert any("Predicted 87.5% of the pixels" in text for text in told), told  # of one band of three 3 rows of 8


def test_uncertainty_has_the_gaps_of_its_band(images, tmp_path) -> None:
    method, values = OWN
    inputs = images("gaps", PLACES["target"], GAPS["target"])
    made, _ = predicted(
        inputs, method, values, tmp_path / "made.tif", uncertainty=tmp_path / "spread.tif", block_size=32
    )
    with rasterio.open(tmp_path / "spread.tif") as file:
        spread = file.read(masked=True)
    assert np.array_equal(np.ma.getmaskarray(spread[:3]), np.ma.getmaskarray(made))


@pytest.mark.parametrize("where", GAPS)
def test_methods_that_compare_bands_leave_the_pixel_out_and_name_the_band(images, tmp_path, where) -> None:
    method, values = Starfm(), {"window": 15}
    made, told = predicted(images("gaps", PLACES[where], GAPS[where]), method, values, tmp_path / "made.tif")
    hidden = np.ma.getmaskarray(made)
    assert (hidden == hidden[0]).all() and hidden.any()
    name = {"fine": "green", "coarse": "red", "target": "nir", "target, the whole band": "red"}[where]
    share = {"fine": "11%", "coarse": "38%", "target": "14%", "target, the whole band": "100%"}[where]
    assert any(name in text and share in text and "has no value" in text for text in told), told
