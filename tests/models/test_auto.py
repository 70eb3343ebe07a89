"""Auto compared with the best single method in hindsight, and its selection of methods."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

import scenes
from golden import Golden, rmse, run
from method_tester import DAYS, simulated
from stfusion.core.errors import InputError
from stfusion.core.fusion.method import checked_options
from stfusion.core.fusion.predict import predict_array
from stfusion.core.run import Run
from stfusion.core.scenes.scene import array_scene
from stfusion.models import methods

AUTO = methods()["auto"]
SINGLE = {name: method for name, method in methods().items() if name != "auto" and not method.info.learned}
GOLDEN = (("s1_real_twopair", 1), ("s1_real_twopair", 2), ("s2_real_onepair", 1), ("s3_synth_twopair", 1),
          ("s3_synth_twopair", 2), ("s4_synth_nodata", 1), ("s4_synth_nodata", 2))  # fmt: skip
REAL = ("kranj", "kranj, two pairs", "slovenia_s2", "slovenia_s2, two pairs")


def test_as_accurate_as_the_best_method_with_hindsight(golden_folder, data_folder) -> None:
    """Mean over scenes of the RMSE relative to the best method of each scene. Large scenes are tested by
    tests/scenes.py.
    """
    ratios = []
    for name, pairs in GOLDEN:
        golden = Golden(golden_folder / name)
        scene, truth = golden.scene(pairs), golden.truth
        ours = run(AUTO, scene)
        others = [run(method, scene) for method in SINGLE.values() if not method.pairs_complaint(pairs)]
        known = np.all([ours.valid, *(one.valid for one in others)], axis=0)
        best = min(rmse(one.values, truth, known).mean() for one in others)
        ratios.append(rmse(ours.values, truth, known).mean() / best)
    for name in REAL:
        case = scenes.CASES[name]
        pairs = len(case.pairs)
        singles = [one for one in SINGLE.values() if not one.pairs_complaint(pairs)]
        ours, *others = (score.method.mean() for score in scenes.scores(case, data_folder, [AUTO, *singles]))
        ratios.append(ours / min(others))
    assert np.mean(ratios) <= 1.03


def test_log_tells_errors_and_weights() -> None:
    lines: list[str] = []
    images = simulated(1)
    options = checked_options(AUTO, {"ratio": 8})
    predict_array(AUTO, images.scene(), options, Run(log=lambda text, level: lines.append(text)), device="cpu")
    text = "\n".join(lines)
    assert "Errors compared with the coarse change" in text
    for title in ("STARFM", "FSDAF", "Fit-FC"):
        assert f"{title}: 0." in text and "%" in text
    assert "ESTARFM" not in text  # it needs two pairs


def test_best_method_is_one_of_them() -> None:
    images = simulated(1)
    best = run(AUTO, images.scene(), combine="best method", ratio=8)
    singles = [
        run(SINGLE[name], images.scene(), **({"ratio": 8} if name != "starfm" else {}))
        for name in ("starfm", "fsdaf", "fitfc")
    ]
    assert any(np.allclose(best.values, single.values, atol=1e-6) for single in singles)
    assert (best.uncertainty < 1e-6).all()


def test_chosen_methods_only() -> None:
    images = simulated(1)
    chosen = run(AUTO, images.scene(), methods="starfm", ratio=8)
    np.testing.assert_allclose(chosen.values, run(SINGLE["starfm"], images.scene()).values, atol=1e-6)


def test_unknown_method_is_refused() -> None:
    with pytest.raises(InputError, match="Unknown classical method magic"):
        run(AUTO, simulated(1, 40, 40).scene(), methods="magic")


def test_methods_that_fit_no_pairs_are_refused() -> None:
    with pytest.raises(InputError, match="None of the methods"):
        run(AUTO, simulated(1, 40, 40).scene(), methods="estarfm")


def test_three_pairs_are_tried_on_images_held_out() -> None:
    images = simulated(2)
    third = (images.truth + 0.02).astype(np.float32), images.target + 0.02
    scene = array_scene(
        (images.pairs[0], third, images.pairs[1]), images.target,
        dates=(DAYS[0], DAYS[1].replace(day=25), DAYS[2]), target_date=DAYS[1], ratio=8,
    )  # fmt: skip
    lines: list[str] = []
    options = checked_options(AUTO, {"methods": "starfm estarfm"})
    prediction = predict_array(AUTO, scene, options, Run(log=lambda text, level: lines.append(text)), device="cpu")
    assert any("Errors compared with the fine images of the pairs" in line for line in lines)
    assert prediction.valid.all()


def test_simple_guesses_are_reported_beside_the_best_method_on_the_pair_left_out() -> None:
    """Of three pairs only the middle one has others on both sides; it is used to compare the guesses, including the
    two-sided one.
    """
    images = simulated(2)
    third = (images.truth + 0.02).astype(np.float32), images.target + 0.02
    pairs, days = (images.pairs[0], third, images.pairs[1]), (DAYS[0], DAYS[1].replace(day=25), DAYS[2])
    scene = array_scene(pairs, images.target, dates=days, target_date=DAYS[1], ratio=8)
    lines: list[str] = []
    log = Run(log=lambda text, level: lines.append(text))
    predict_array(AUTO, scene, checked_options(AUTO, {"methods": "starfm estarfm"}), log, device="cpu")
    (line,) = (line for line in lines if "simple guesses on the same pixels" in line)
    (fine_1, coarse_1), (truth, target), (fine_3, coarse_3) = pairs
    plain = {
        "F0": fine_1 if days[1] - days[0] <= days[2] - days[1] else fine_3,
        "CP": target,
        "DC2": (fine_1 + (target - coarse_1) + fine_3 + (target - coarse_3)) / 2,
    }
    for name, values in plain.items():
        error = np.sqrt(np.square(values - truth).mean(axis=(1, 2))).mean()
        assert f"({name}) {error:.4f}" in line, (name, error, line)
    assert any("the best simple guess (" in text and text.startswith(("STARFM: ", "ESTARFM: ")) for text in lines)
    # With all pairs on one side it is not available.
    lines.clear()
    later_on = array_scene(pairs[:2], images.target, dates=days[:2], target_date=DAYS[1], ratio=8)
    predict_array(AUTO, later_on, checked_options(AUTO, {"methods": "starfm"}), log, device="cpu")
    assert not any("DC2" in text for text in lines)


def test_a_method_that_cannot_work_is_left_out_with_its_reason() -> None:
    """A coarse pixel of half the image: methods on the coarse grid raise an error, and STARFM is used."""
    images = simulated(1, 40, 40)
    warnings: list[str] = []
    scene = dataclasses.replace(images.scene(), ratio=32.0)
    options = checked_options(AUTO, {})
    log = Run(log=lambda text, level: warnings.append(text) if level == "warning" else None)
    prediction = predict_array(AUTO, scene, options, log, device="cpu")
    assert any("FSDAF is skipped" in text for text in warnings)
    assert prediction.valid.all()
