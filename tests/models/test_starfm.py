"""STARFM: options, special cases, and accuracy compared with ports on the golden scenes and on real imagery."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

import scenes
from method_tester import MethodTester, simulated
from stfusion.core.errors import InputError
from stfusion.core.fusion.method import checked_options
from stfusion.core.fusion.predict import predict_array
from stfusion.core.run import Run
from stfusion.core.scenes.scene import array_scene
from stfusion.models import methods

STARFM = methods()["starfm"]

# Scene, number of pairs, and the outputs of the two ports with as many pairs.
GOLDEN = {
    "s1, one pair": ("s1_real_twopair", 1, ("starfm_custarfm_1pair", "starfm_starfm4py")),
    "s1, two pairs": ("s1_real_twopair", 2, ("starfm_custarfm_2pair",)),
    "s2": ("s2_real_onepair", 1, ("starfm_custarfm_1pair",)),
    "s3, one pair": ("s3_synth_twopair", 1, ("starfm_custarfm_1pair", "starfm_starfm4py")),
    "s3, two pairs": ("s3_synth_twopair", 2, ("starfm_custarfm_2pair",)),
    "s5, first": ("s5_starfm4py_test1", 1, ("starfm_starfm4py",)),
    "s5, second": ("s5_starfm4py_test2", 1, ("starfm_starfm4py",)),
}


def _predict(pairs, target, **options):
    scene = array_scene(pairs, target)
    quiet = Run(log=lambda text, level: None)
    return predict_array(STARFM, scene, checked_options(STARFM, options), quiet, device="cpu")


def _rmse(values, truth):
    return np.sqrt(np.square(values - truth).mean(axis=(1, 2)))


@pytest.mark.parametrize("name", GOLDEN)
def test_not_worse_than_the_better_port(golden_folder, name) -> None:
    """RMSE over all bands with the default options, in stored DN."""
    rasterio = pytest.importorskip("rasterio")
    folder, count, ports = GOLDEN[name]

    def read(file):
        with rasterio.open(golden_folder / folder / f"{file}.tif") as dataset:
            return dataset.read().astype(np.float64) / 10000

    pairs = [(read(f"fine_t{n}"), read(f"coarse_t{n}")) for n in (1, 3)[:count]]
    truth = read("truth_fine_t2")
    ours = _rmse(_predict(pairs, read("coarse_t2")).values, truth).mean()
    best = min(_rmse(read(f"ref_{port}"), truth).mean() for port in ports)
    assert round(ours * 10000) <= round(best * 10000)


@cache
def score(name: str, data_folder: Path) -> scenes.Score:
    """Score of a real scene; computed once."""
    return scenes.score(scenes.CASES[name], data_folder, STARFM)


@pytest.mark.parametrize("name", scenes.CASES)
def test_beats_the_unchanged_image_on_real_scenes(data_folder, name) -> None:
    found = score(name, data_folder)
    assert found.pixels > 1000
    # In Kranj little changes in sixteen days; differences between MODIS images are larger than those on the ground.
    assert found.ratios[0] < (1.1 if name == "kranj" else 1)
    # STARFM must never be worse than adding the bilinear coarse change by more than a tenth.
    assert found.ratios[1] < 1.1


def test_two_pairs_are_better_than_one_on_real_scenes(data_folder) -> None:
    for name in ("peru_landsat", "slovenia_s2", "ndvi_2015"):
        one, two = (score(key, data_folder) for key in (name, f"{name}, two pairs"))
        assert np.mean(two.method) < np.mean(one.method), name


def test_flat_land_takes_the_coarse_change() -> None:
    fine = np.full((1, 20, 20), 0.2, np.float32)
    prediction = _predict([(fine, fine + 0.05)], fine + 0.12, window=5)
    np.testing.assert_allclose(prediction.values, 0.27, atol=1e-6)
    np.testing.assert_allclose(prediction.uncertainty, 0, atol=1e-3)


def test_number_of_similar_pixels_is_that_of_the_truncated_window() -> None:
    fine = np.full((1, 9, 9), 0.2, np.float32)
    count = _predict([(fine, fine + 0.05)], fine + 0.12, window=5).candidates[0]
    assert count[4, 4] == 25 and count[0, 0] == 9 and count[0, 4] == 15


def test_uncertainty_is_the_spread_of_the_candidates() -> None:
    """Three pixels in a row, equally close and equally weighted at the ends: 0.2, 0.3 and 0.4 are predicted."""
    fine = np.full((1, 1, 3), 0.3, np.float32)
    coarse = np.full((1, 1, 3), 0.25, np.float32)
    target = coarse + np.array([-0.1, 0, 0.1], np.float32)
    prediction = _predict([(fine, coarse)], target, window=3, copy_unchanged=False)
    end = 1 / (1 + 1 / 1.5)  # weight of a neighbour at distance 1, A = half of the window; the centre has weight 1
    assert prediction.values[0, 0, 1] == pytest.approx(0.3, abs=1e-6)
    assert prediction.uncertainty[0, 0, 1] == pytest.approx(np.sqrt(2 * end * 0.1**2 / (1 + 2 * end)), rel=1e-3)


def test_copies_where_a_difference_is_zero() -> None:
    images = simulated(1)
    fine, coarse = images.pairs[0]
    target = images.target.copy()
    target[:, 5, 5] = coarse[:, 5, 5]
    fine = fine.copy()
    fine[:, 9, 9] = coarse[:, 9, 9]
    on = _predict([(fine, coarse)], target, window=9)
    off = _predict([(fine, coarse)], target, window=9, copy_unchanged=False)
    np.testing.assert_array_equal(on.values[:, 5, 5], fine[:, 5, 5])
    np.testing.assert_array_equal(on.values[:, 9, 9], target[:, 9, 9])
    assert not np.array_equal(off.values[:, 5, 5], fine[:, 5, 5])


def test_second_pair_fills_what_the_first_lacks() -> None:
    images = simulated(2)
    fine = images.pairs[0][0].copy()
    fine[:, 30:50, 20:40] = np.nan
    prediction = _predict([(fine, images.pairs[0][1]), images.pairs[1]], images.target, window=9)
    assert prediction.valid.all()
    alone = _predict([images.pairs[1]], images.target, window=9, temporal_weight="on")
    np.testing.assert_allclose(prediction.values[:, 40, 30], alone.values[:, 40, 30], atol=1e-6)


def test_many_pairs() -> None:
    images = simulated(2)
    extra = tuple((fine + 0.01, coarse + 0.01) for fine, coarse in images.pairs)
    assert _predict((*images.pairs, *extra), images.target, window=9).valid.all()


@pytest.mark.parametrize(
    "options",
    [
        {"candidates": "both tests"},
        {"deviation": "window"},
        {"logarithm": True},
        {"temporal_weight": "on"},
        {"similar_bands": "own"},
        {"similar_bands": "2 3"},
        {"distance": 2.0},
        {"classes": 40},
        {"fine_uncertainty": 0.0, "coarse_uncertainty": 0.0, "candidates": "both tests"},
    ],
    ids=str,
)
def test_every_option_does_something_and_keeps_the_rules(options) -> None:
    tester = MethodTester(STARFM, {"window": 9, **options})
    images = simulated(1)
    changed, default = tester.predict(images), MethodTester(STARFM, {"window": 9}).predict(images)
    assert np.abs(changed.values - default.values).max() > 1e-4
    tester.check_blocks()
    tester.check_nodata()


def test_no_candidate_at_all_leaves_the_centre() -> None:
    """With zero uncertainty, strict tests reject even the centre: the result is fine value plus coarse change."""
    images = simulated(1, 40, 40)
    fine, coarse = images.pairs[0]
    prediction = _predict(
        [(fine, coarse)], images.target, window=3, classes=1000, similar_bands="own", candidates="both tests",
        fine_uncertainty=0.0, coarse_uncertainty=0.0,
    )  # fmt: skip
    lonely = (prediction.candidates == 0) & (np.abs(fine - coarse) > 1e-4) & (np.abs(coarse - images.target) > 1e-4)
    assert lonely.any()
    np.testing.assert_allclose(prediction.values[lonely], (fine + images.target - coarse)[lonely], atol=1e-6)


@pytest.mark.parametrize("text", ["0", "5", "red", "", "1 2 9"])
def test_bad_similarity_bands_are_refused(text) -> None:
    images = simulated(1, 32, 32)
    with pytest.raises(InputError, match="Bands used for similarity"):
        _predict(images.pairs, images.target, window=3, similar_bands=text)
