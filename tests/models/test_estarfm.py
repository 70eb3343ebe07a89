"""ESTARFM compared with its author's programs, and special cases."""

from __future__ import annotations

import numpy as np
import pytest

import scenes
from golden import Golden, apart, rmse, run
from method_tester import simulated
from stfusion.core.errors import InputError
from stfusion.core.scenes.scene import array_scene
from stfusion.models import methods

ESTARFM = methods()["estarfm"]
AUTHORS = {"thresholds": "authors' program"}
TWO_PAIRS = ("s1_real_twopair", "s3_synth_twopair", "s4_synth_nodata")


@pytest.mark.parametrize("name", TWO_PAIRS)
def test_equals_the_authors_program(golden_folder, name) -> None:
    golden = Golden(golden_folder / name)
    difference = apart(run(ESTARFM, golden.scene(2), **AUTHORS), golden.read("ref_estarfm_zhu_py"))
    assert np.mean(difference <= 1) >= 0.999


@pytest.mark.parametrize("name", TWO_PAIRS)
def test_fast_variant_equals_the_authors_program(golden_folder, name) -> None:
    golden = Golden(golden_folder / name)
    prediction = run(ESTARFM, golden.scene(2), most_similar=20, **AUTHORS)
    assert np.mean(apart(prediction, golden.read("ref_estarfm_fast_zhu_py")) <= 1) >= 0.999


def test_thresholds_of_valid_pixels_are_better_where_pixels_are_missing(golden_folder) -> None:
    golden = Golden(golden_folder / "s4_synth_nodata")
    ours, theirs = run(ESTARFM, golden.scene(2)), run(ESTARFM, golden.scene(2), **AUTHORS)
    assert (rmse(ours.values, golden.truth, ours.valid) < rmse(theirs.values, golden.truth, theirs.valid)).all()


def test_missing_pixels_stay_missing(golden_folder) -> None:
    golden = Golden(golden_folder / "s4_synth_nodata")
    names = ("fine_t1", "fine_t3", "coarse_t1", "coarse_t2", "coarse_t3")
    expected = np.all([np.isfinite(golden.read(name)).all(axis=0) for name in names], axis=0)
    np.testing.assert_array_equal(run(ESTARFM, golden.scene(2)).valid, expected)


@pytest.mark.parametrize("name", ["peru_landsat, two pairs", "slovenia_s2, two pairs", "ndvi_2015, two pairs"])
def test_beats_the_unchanged_image_on_real_scenes(data_folder, name) -> None:
    assert scenes.score(scenes.CASES[name], data_folder, ESTARFM, {"window": 31}).ratios[0] < 1


def test_needs_two_pairs() -> None:
    images = simulated(1, 40, 40)
    with pytest.raises(InputError, match="requires 2 pairs"):
        run(ESTARFM, array_scene(images.pairs, images.target))


def test_steady_change_is_scaled_by_the_coefficient() -> None:
    """Fine values that change twice as much as coarse ones: after half of the time, half of the fine change."""
    rng = np.random.default_rng(3)
    coarse = np.repeat(rng.uniform(0.1, 0.3, (2, 1, 12)), 12, axis=1)
    pairs = [(2 * coarse - 0.1, coarse), (2 * (coarse + 0.1) - 0.1, coarse + 0.1)]
    prediction = run(ESTARFM, array_scene(pairs, coarse + 0.05), window=25, classes=1)
    np.testing.assert_allclose(prediction.values, 2 * (coarse + 0.05) - 0.1, atol=0.002)


@pytest.mark.parametrize("text", ["1 0", "low high", "0.5"])
def test_bad_range_is_refused(text) -> None:
    images = simulated(2, 40, 40)
    with pytest.raises(InputError, match="Range of values"):
        run(ESTARFM, array_scene(images.pairs, images.target), value_range=text)


def test_range_is_kept() -> None:
    images = simulated(2, 40, 40)
    values = run(ESTARFM, array_scene(images.pairs, images.target), window=9, value_range="0.05 0.3").values
    free = run(ESTARFM, array_scene(images.pairs, images.target), window=9).values
    assert (values != free).any()
    np.testing.assert_array_equal(values[(free > 0.05) & (free < 0.3)], free[(free > 0.05) & (free < 0.3)])
