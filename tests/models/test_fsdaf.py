"""FSDAF compared with its author's programs, and special cases."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

import scenes
from golden import Golden, apart, rmse, run
from method_tester import simulated
from stfusion.core.errors import InputError
from stfusion.core.scenes.layers import ArrayLayer
from stfusion.core.scenes.scene import array_scene
from stfusion.models import methods

FSDAF = methods()["fsdaf"]


@pytest.mark.parametrize("name", ["s2_real_onepair", "s3_synth_twopair"])
def test_equals_the_authors_program_with_its_classes(golden_folder, name) -> None:
    golden = Golden(golden_folder / name)
    difference = apart(run(FSDAF, golden.scene(1, classes=True)), golden.read("ref_fsdaf_preclass_zhu_idl"))
    assert (np.sqrt(np.square(difference).mean(axis=1)) <= 5).all()


@pytest.mark.parametrize("name", ["s1_real_twopair", "s2_real_onepair", "s3_synth_twopair", "s4_synth_nodata"])
def test_own_classes_are_as_accurate_as_the_authors(golden_folder, name) -> None:
    golden = Golden(golden_folder / name)
    ours = run(FSDAF, golden.scene(1))
    theirs = golden.read("ref_fsdaf_isodata_zhu_py")
    assert (rmse(ours.values, golden.truth, ours.valid) <= 1.03 * rmse(theirs, golden.truth, ours.valid)).all()


def test_k_means_is_close_to_isodata(golden_folder) -> None:
    golden = Golden(golden_folder / "s3_synth_twopair")
    by_means = rmse(run(FSDAF, golden.scene(1), classification="k-means").values, golden.truth)
    assert (by_means < 1.1 * rmse(run(FSDAF, golden.scene(1)).values, golden.truth)).all()


@pytest.mark.parametrize("name", ["gwydir_flood", "peru_landsat", "slovenia_s2", "ndvi_2015"])
def test_beats_the_unchanged_image_on_real_scenes(data_folder, name) -> None:
    assert scenes.score(scenes.CASES[name], data_folder, FSDAF).ratios[0] < 1


@pytest.mark.parametrize(("rows", "cols"), [(81, 75), (64, 90), (100, 64)])
def test_sizes_that_are_no_multiple_of_the_ratio(rows, cols) -> None:
    images = simulated(1, rows, cols)
    prediction = run(FSDAF, images.scene(), window=9, ratio=8)
    assert prediction.valid.all() and np.isfinite(prediction.values).all()
    edge = np.abs(prediction.values - images.truth)[:, :, -4:].mean()
    assert edge < 2 * np.abs(prediction.values - images.truth).mean()


def test_dark_pixels_do_not_blow_up() -> None:
    """Water is near or below zero in infrared; its relative differences must not dominate."""
    images = simulated(1)
    fine = images.pairs[0][0].copy()
    fine[:, 20:40, 20:40] = np.random.default_rng(1).normal(0, 0.002, (len(fine), 20, 20))
    values = run(FSDAF, array_scene([(fine, images.pairs[0][1])], images.target, ratio=8), window=9).values
    assert np.isfinite(values).all() and np.abs(values[:, 20:40, 20:40]).max() < 0.6


def test_class_map_decides() -> None:
    images = simulated(1)
    scene = images.scene()
    halves = np.ones((1, *images.target.shape[1:]))
    halves[:, :, 36:] = 7
    given = dataclasses.replace(scene, classes=ArrayLayer(halves))
    mapped, own = run(FSDAF, given, window=9, ratio=8), run(FSDAF, scene, window=9, ratio=8)
    assert np.abs(mapped.values - own.values).max() > 1e-3


def test_pixels_outside_the_class_map_are_a_class_too() -> None:
    images = simulated(1)
    part = np.full((1, *images.target.shape[1:]), np.nan)
    part[:, :, 36:] = 7
    prediction = run(FSDAF, dataclasses.replace(images.scene(), classes=ArrayLayer(part)), window=9, ratio=8)
    assert prediction.valid.all()


def test_an_image_is_no_class_map() -> None:
    images = simulated(1)
    scene = dataclasses.replace(images.scene(), classes=ArrayLayer(images.truth[:1]))
    with pytest.raises(InputError, match="class map has more than 30 different values"):
        run(FSDAF, scene, window=9, ratio=8)


def test_coarse_pixel_larger_than_the_image_is_refused() -> None:
    images = simulated(1, 40, 40)
    with pytest.raises(InputError, match="does not fit into"):
        run(FSDAF, images.scene(), ratio=30)


def test_fewest_classes_above_most_are_refused() -> None:
    with pytest.raises(InputError, match="Minimum number of classes is 8 and Maximum number of classes is 3"):
        run(FSDAF, simulated(1, 40, 40).scene(), least_classes=8, most_classes=3, ratio=8)


def test_adding_to_the_coarse_change_adds_to_the_prediction() -> None:
    images = simulated(1)
    brighter = array_scene(images.pairs, images.target + 0.05, ratio=8)
    difference = run(FSDAF, brighter, window=9).values - run(FSDAF, images.scene(), window=9, ratio=8).values
    assert np.median(difference) == pytest.approx(0.05, abs=0.003)


@pytest.mark.parametrize("classification", ["isodata", "k-means"])
@pytest.mark.parametrize("places", [[(17, 21)], [(17, 21), (17, 22)], [(3, 3), (30, 40)]])
@pytest.mark.parametrize("bands", [1, 3])
def test_a_pixel_or_two_are_enough(classification, places, bands) -> None:
    """One pixel has no principal axis. The coarse pixels are mostly unknown, so that no change is known."""
    import warnings

    from stfusion.core.fusion.predict import predict_array
    from stfusion.core.run import Run
    from stfusion.core.scenes.scene import array_scene
    from stfusion.models import methods

    base = 0.2 + 0.2 * np.random.default_rng(1).random((bands, 48, 48))
    fine = np.full_like(base, np.nan)
    for row, col in places:
        fine[:, row, col] = base[:, row, col]
    coarse = base.reshape(bands, 6, 8, 6, 8).mean(axis=(2, 4)).repeat(8, 1).repeat(8, 2)
    options = methods()["fsdaf"].Options(window=11, classification=classification)
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        scene = array_scene([(fine, coarse)], coarse + 0.05, ratio=8)
        found = predict_array(methods()["fsdaf"], scene, options, Run(log=lambda text, level: None), device="cpu")
    assert sorted(zip(*np.nonzero(found.valid))) == places
    for row, col in places:
        np.testing.assert_allclose(found.values[:, row, col], base[:, row, col], atol=1e-5)
