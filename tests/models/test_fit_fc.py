"""Fit-FC compared with its author's program, and special cases."""

from __future__ import annotations

import numpy as np
import pytest

import scenes
from golden import STEPS, Golden, rmse, run
from method_tester import simulated
from stfusion.core.scenes.scene import array_scene
from stfusion.models import methods

FIT_FC = methods()["fitfc"]

# The program fits every window, does not clip values, and uses only red and near infrared for similarity.
AUTHORS = {"noise": 0.0, "value_range": "-9 9"}
BANDS = {"s1_real_twopair": "2 3", "s2_real_onepair": "2 3", "s3_synth_twopair": "3 4"}


@pytest.mark.parametrize("name", BANDS)
@pytest.mark.parametrize(("steps", "reference"), [("all", "W1"), ("regression only", "W1_RMonly")])
def test_equals_the_authors_program(golden_folder, name, steps, reference) -> None:
    golden = Golden(golden_folder / name)
    ours = run(FIT_FC, golden.scene(1, coarse_grid=True), steps=steps, similar_bands=BANDS[name], **AUTHORS)
    difference = np.abs(ours.values - golden.read(f"ref_fitfc_wang_octave_{reference}"))
    assert difference[:, 20:-20, 20:-20].max() * STEPS <= 0.5


@pytest.mark.parametrize("name", BANDS)
def test_defaults_are_not_worse_than_the_authors_program(golden_folder, name) -> None:
    golden = Golden(golden_folder / name)
    ours = rmse(run(FIT_FC, golden.scene(1, coarse_grid=True)).values, golden.truth)
    assert ours.mean() <= rmse(golden.read("ref_fitfc_wang_octave_W1"), golden.truth).mean()


@pytest.mark.parametrize("name", ["gwydir_flood", "peru_landsat", "slovenia_s2", "ndvi_2015"])
def test_beats_the_unchanged_image_on_real_scenes(data_folder, name) -> None:
    assert scenes.score(scenes.CASES[name], data_folder, FIT_FC).ratios[0] < 1


def test_a_constant_added_to_the_target_is_added_to_the_prediction() -> None:
    images = simulated(1)
    brighter = array_scene(images.pairs, images.target + 0.05, ratio=8)
    wide = {"window": 9, "value_range": "-9 9"}  # otherwise water is clipped at zero
    difference = run(FIT_FC, brighter, **wide).values - run(FIT_FC, images.scene(), **wide).values
    np.testing.assert_allclose(difference, 0.05, atol=1e-5)


def test_calm_windows_get_the_mean_change_and_no_wild_slope() -> None:
    """Coarse values that differ by less than the sensor's noise do not determine a slope."""
    rng = np.random.default_rng(2)
    fine = rng.uniform(0.1, 0.3, (1, 48, 48))
    coarse = 0.2 + rng.normal(0, 1e-4, (1, 48, 48))
    target = coarse + 0.05 + rng.normal(0, 1e-4, (1, 48, 48))
    scene = array_scene([(fine, coarse)], target, ratio=8)
    steady = run(FIT_FC, scene, window=3, steps="regression only").values
    wild = run(FIT_FC, scene, window=3, steps="regression only", noise=0.0, value_range="-9 9").values
    np.testing.assert_allclose(steady, fine + 0.05, atol=0.002)
    assert np.abs(wild - fine - 0.05).max() > 0.02
