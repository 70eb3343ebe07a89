"""SPSTFM with one and two pairs: the base tester, accuracy on the golden scenes, and its options."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
import pytest

from method_tester import MethodTester, simulated
from stfusion.core.errors import Cancelled, InputError
from stfusion.core.fusion.method import checked_options
from stfusion.core.fusion.predict import predict_array
from stfusion.core.run import Run
from stfusion.core.runtime.device import Device
from stfusion.core.runtime.workers import Workers
from stfusion.core.scenes.scene import array_scene
from stfusion.models.classical.spstfm import Spstfm

SPSTFM = Spstfm()
QUICK = {"patch": 5, "overlap": 4, "atoms": 24, "samples": 1000, "iterations": 2}

CHECKS = [name for name in dir(MethodTester) if name.startswith("check_") and name != "check_cuda"]


@dataclass
class Tester(MethodTester):
    """The base tester with one or two pairs."""

    __test__ = False
    count: int = 1

    @property
    def pairs(self) -> int:
        return self.count

    def check_flips(self) -> None:
        """A mirrored scene has other samples and another lattice: predictions are similar and equally accurate."""
        images = simulated(self.pairs)
        straight = self.predict(images).values
        for flip in (lambda a: a[:, ::-1], lambda a: a[:, :, ::-1], lambda a: a.transpose(0, 2, 1)):
            flipped = self.predict(images.changed(lambda a, flip=flip: np.ascontiguousarray(flip(a)))).values
            assert np.sqrt(np.square(flipped - flip(straight)).mean()) < 0.006
            errors = [
                _rmse(values, truth) for values, truth in ((flipped, flip(images.truth)), (straight, images.truth))
            ]
            np.testing.assert_allclose(*errors, rtol=0.1)


@pytest.mark.parametrize("pairs", [1, 2])
@pytest.mark.parametrize("check", CHECKS)
def test_base(check, pairs) -> None:
    getattr(Tester(SPSTFM, QUICK, count=pairs), check)()


def _read(folder, name):
    rasterio = pytest.importorskip("rasterio")
    with rasterio.open(folder / f"{name}.tif") as dataset:
        return dataset.read().astype(np.float64) / 10000


def _predict(pairs, target, ratio=8, **options):
    quiet = Run(log=lambda text, level: None)
    return predict_array(SPSTFM, array_scene(pairs, target, ratio=ratio), checked_options(SPSTFM, options), quiet,
                         device="cpu")  # fmt: skip


def _rmse(values, truth):
    return np.sqrt(np.square(values - truth).mean(axis=(1, 2))) * 10000


@pytest.mark.parametrize("name, ratio", [("s1_real_twopair", 16), ("s3_synth_twopair", 8)])
def test_two_pairs_are_not_worse_than_the_port_in_any_band(golden_folder, name, ratio) -> None:
    folder = golden_folder / name
    pairs = [(_read(folder, f"fine_t{n}"), _read(folder, f"coarse_t{n}")) for n in (1, 3)]
    truth = _read(folder, "truth_fine_t2")
    ours = _rmse(_predict(pairs, _read(folder, "coarse_t2"), ratio).values, truth)
    port = _rmse(_read(folder, "ref_spstfm_stf_fixed"), truth)
    assert (ours <= port).all(), (ours, port)


@pytest.mark.parametrize("name, ratio", [("s1_real_twopair", 16), ("s2_real_onepair", 16), ("s3_synth_twopair", 8)])
def test_one_pair_beats_the_unchanged_image_and_the_coarse_change(golden_folder, name, ratio) -> None:
    folder = golden_folder / name
    fine, coarse, target = (_read(folder, file) for file in ("fine_t1", "coarse_t1", "coarse_t2"))
    truth = _read(folder, "truth_fine_t2")
    ours = _rmse(_predict([(fine, coarse)], target, ratio).values, truth).mean()
    assert ours < _rmse(fine, truth).mean()
    assert ours < _rmse(fine + target - coarse, truth).mean()


def test_nodata_of_the_golden_scene(golden_folder) -> None:
    folder = golden_folder / "s4_synth_nodata"
    names = ("fine_t1", "coarse_t1", "fine_t3", "coarse_t3", "coarse_t2")
    images = {name: np.where(_read(folder, name) < -0.9, np.nan, _read(folder, name)) for name in names}
    pairs = [(images[f"fine_t{n}"], images[f"coarse_t{n}"]) for n in (1, 3)]
    prediction = _predict(pairs, images["coarse_t2"])
    known = np.all([np.isfinite(image).all(axis=0) for image in images.values()], axis=0)
    assert 0 < known.mean() < 1
    np.testing.assert_array_equal(prediction.valid, known)
    truth = _read(folder, "truth_fine_t2")
    error = prediction.values - truth
    assert np.sqrt(np.square(error[:, known]).mean()) < 0.03


def test_two_pairs_are_better_than_one() -> None:
    images = simulated(2)
    one, two = (_rmse(_predict(images.pairs[:n], images.target, **QUICK).values, images.truth) for n in (1, 2))
    assert two.mean() < one.mean()


def test_coarse_change_equal_to_that_between_the_pairs_gives_the_second_image() -> None:
    """Without change since the second pair, only its fine image is used."""
    images = simulated(2)
    prediction = _predict(images.pairs, images.pairs[1][1], **QUICK)
    np.testing.assert_allclose(prediction.values, images.pairs[1][0], atol=1e-6)
    np.testing.assert_allclose(prediction.uncertainty, 0, atol=1e-6)


def test_no_change_between_the_pairs_leaves_the_coarse_change() -> None:
    """No dictionary can be trained; the coarse change itself is used."""
    images = simulated(1)
    (pair,) = images.pairs
    prediction = _predict([pair, pair], images.target, value_range="-1 2", **QUICK)
    np.testing.assert_allclose(prediction.values, pair[0] + images.target - pair[1], atol=1e-6)


@pytest.mark.parametrize("pairs", [1, 2])
@pytest.mark.parametrize(
    "options",
    [
        {"coder": "l1 minimisation"},
        {"sample_choice": "variance"},
        {"seed": 7},
        {"nonzeros": 1},
        {"damping": 1.0},
        {"shrink": 50.0},
        {"overlap": 1},
    ],
    ids=str,
)
def test_every_option_does_something_and_keeps_the_rules(options, pairs) -> None:
    tester = Tester(SPSTFM, {**QUICK, **options}, count=pairs)
    images = simulated(pairs)
    changed, default = tester.predict(images), Tester(SPSTFM, QUICK, count=pairs).predict(images)
    assert np.abs(changed.values - default.values).max() > 1e-4
    assert np.isfinite(changed.values).all()
    cut = tester.predict(images, block_size=37, threads=2)
    np.testing.assert_array_equal(cut.values, changed.values)


@pytest.mark.parametrize(
    "options, pairs",
    [({"largest_ratio": 1.0}, 1), ({"ratio": 16}, 1), ({"normalisation": "deviation"}, 2), ({"delta": 0.0}, 2)],
    ids=str,
)
def test_options_of_one_form(options, pairs) -> None:
    images = simulated(pairs)
    default = _predict(images.pairs, images.target, **QUICK)
    assert np.abs(_predict(images.pairs, images.target, **{**QUICK, **options}).values - default.values).max() > 1e-4


@pytest.mark.parametrize("pairs", [1, 2])
def test_values_stay_in_the_range(pairs) -> None:
    images = simulated(pairs)
    values = _predict(images.pairs, images.target, value_range="0.1 0.2", **QUICK).values
    assert values.min() >= np.float32(0.1) and values.max() <= np.float32(0.2)


def test_negative_values_and_zeros_are_no_trouble() -> None:
    """An index such as NDVI, with a mean of about zero: ratios and normalised differences must stay bounded."""
    for pairs in (1, 2):
        images = simulated(pairs).changed(lambda a: (a - a.mean()).astype(np.float32))
        values = _predict(images.pairs, images.target, **QUICK).values
        assert np.isfinite(values).all() and np.abs(values - images.truth).mean() < 0.05


@pytest.mark.parametrize("pairs", [1, 2])
@pytest.mark.parametrize("size", [(33, 40), (35, 18)])
def test_patches_larger_than_the_image(pairs, size) -> None:
    images = simulated(pairs, 80, 72).changed(lambda a: np.ascontiguousarray(a[:, : size[0], : size[1]]))
    options = {**QUICK, "patch": 31, "overlap": 20}
    whole = _predict(images.pairs, images.target, **options)
    assert whole.valid.all() and np.isfinite(whole.values).all()


@pytest.mark.parametrize("pairs", [1, 2])
def test_cancel_while_training(pairs) -> None:
    asked: list[float] = []

    def progress(share: float) -> None:
        if share > 0.04 and not asked:
            asked.append(time.perf_counter())

    images = simulated(pairs, 120, 120)
    with pytest.raises(Cancelled):
        Tester(SPSTFM, {"samples": 5000, "coder": "l1 minimisation"}, count=pairs).predict(
            images, Run(progress, lambda: bool(asked), log=lambda text, level: None)
        )
    assert time.perf_counter() - asked[0] < 2


def test_overlap_must_be_smaller_than_the_patch() -> None:
    images = simulated(1, 40, 40)
    with pytest.raises(InputError, match="it must be smaller"):
        _predict(images.pairs, images.target, patch=5, overlap=5)


@dataclass(frozen=True)
class TorchDevice(Device):
    """The code path of a CUDA device, with torch operations on the CPU."""

    cuda = True


@pytest.mark.parametrize("coder", ["orthogonal matching pursuit", "l1 minimisation"])
@pytest.mark.parametrize("pairs", [1, 2])
def test_codes_by_torch_operations_give_the_same_image(pairs, coder) -> None:
    pytest.importorskip("torch")
    images, options = simulated(pairs), checked_options(SPSTFM, {**QUICK, "atoms": 12, "iterations": 1, "coder": coder})
    scene = array_scene(images.pairs, images.target, ratio=8)
    state = SPSTFM.fit(scene, options, Run(log=lambda text, level: None))
    block = scene.read(scene.grid.window, SPSTFM.halo(scene, options))
    found = []
    for device in (Device("cpu", 1), TorchDevice("cpu", 1)):
        with Workers(device) as workers:
            found.append(SPSTFM.predict(block, state, options, workers))
    assert found[0].valid.any()
    np.testing.assert_allclose(found[1].values, found[0].values, atol=1e-6)
    np.testing.assert_allclose(found[1].uncertainty, found[0].uncertainty, atol=1e-6)
