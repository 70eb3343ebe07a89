"""Simple guesses: their formulas and pairs, the two-sided one on a real scene, and the verdict in words."""

from __future__ import annotations

import math
import re
from datetime import date

import numpy as np
import pytest
from support import ROOT

import scenes
from stfusion.core.fusion.guesses import (
    COARSE_CHANGE,
    FINE_UNCHANGED,
    GUESSES,
    TWO_SIDED,
    both_sides,
    nearest,
    scene_guesses,
    simple_guesses,
    verdict,
)

DAYS = [date(2024, 5, day) for day in (1, 6, 20, 30)]


def made(seed: int, hole: int) -> tuple[np.ndarray, np.ndarray]:
    """An image of two bands with a hole, as values and validity."""
    values = np.random.default_rng(seed).random((2, 4, 5)).astype(np.float32)
    valid = np.ones((4, 5), bool)
    valid[hole // 5, hole % 5] = False
    return values, valid


def test_formulas_and_where_they_are_valid() -> None:
    fine_1, coarse_1, fine_3, coarse_3, target = (made(seed, seed) for seed in range(5))
    found = simple_guesses(target, (fine_1, coarse_1), ((fine_1, coarse_1), (fine_3, coarse_3)))
    assert tuple(found) == GUESSES
    np.testing.assert_allclose(found["DC"][0], fine_1[0] + target[0] - coarse_1[0], rtol=1e-5)
    mean = (fine_1[0] + (target[0] - coarse_1[0]) + fine_3[0] + (target[0] - coarse_3[0])) / 2
    np.testing.assert_allclose(found["DC2"][0], mean, rtol=1e-5)
    missing = {name: sorted(np.flatnonzero(~valid)) for name, (_, valid) in found.items()}
    assert missing == {"F0": [0], "CP": [4], "DC": [0, 1, 4], "DC2": [0, 1, 2, 3, 4]}
    assert list(simple_guesses(target, None)) == ["CP"] and list(simple_guesses(None, (fine_1, None))) == ["F0"]
    assert list(simple_guesses(target, (fine_1, coarse_1))) == ["F0", "CP", "DC"]


@pytest.mark.parametrize(
    ("days", "target", "near", "sides"),
    [
        (DAYS, date(2024, 5, 10), 1, (1, 2)),
        (DAYS[::-1], date(2024, 5, 10), 2, (2, 1)),
        (DAYS[:2], date(2024, 5, 10), 1, None),
        (DAYS[2:], date(2024, 5, 10), 0, None),
        (DAYS[:1], date(2024, 5, 10), 0, None),
        ((DAYS[0], DAYS[2]), date(2024, 5, 1), 0, None),  # a pair of the date itself is on no side
        ((DAYS[0], None), date(2024, 5, 10), 0, None),
        (DAYS, None, 0, None),
    ],
)
def test_pairs_of_a_guess(days, target, near, sides) -> None:
    assert nearest(days, target) == near and both_sides(days, target) == sides


@pytest.mark.parametrize(
    ("rmse", "words", "gain"),
    [
        (0.7, "30 % better than the best simple guess (two-sided coarse change)", 30),
        (0.98, "2 % better than", 2),
        (0.995, "As good as the best simple guess (two-sided coarse change)", 0.5),
        (1.0, "As good as", 0),
        (1.005, "As good as", -0.5),
        (1.12, "12 % worse than the best simple guess (two-sided coarse change)", -12),
        (3.0, "200 % worse than", -200),
    ],
)
def test_verdict_in_words(rmse, words, gain) -> None:
    found = verdict(rmse, {FINE_UNCHANGED: 2.0, COARSE_CHANGE: 1.5, TWO_SIDED: 1.0, "CP": math.nan})
    assert found.words.startswith(words) and found.gain == pytest.approx(gain) and found.best == TWO_SIDED
    assert found.worse == (gain < -1)


def test_verdict_without_numbers_and_beside_a_perfect_guess() -> None:
    assert verdict(1.0, {}).words == "" and verdict(math.nan, {"F0": 1.0}).words == "" and not verdict(1.0, {}).worse
    assert verdict(0.0, {"F0": 0.0}).words.startswith("As good as")
    assert (
        verdict(0.1, {"F0": 0.0}).words == "Worse than the best simple guess (fine image unchanged), which has no error"
    )


def test_the_page_of_accuracies_has_the_guesses_as_plain_numpy_computes_them(data_folder) -> None:
    """Peru, 2000 from 1995 and 2005; also the statements of the page on the methods."""
    folder = data_folder / "peru_landsat"
    fine = {year: read(folder / f"fine_landsat_composite_{year}0701.tif") for year in (1995, 2000, 2005)}
    scene = scenes.open_scene(scenes.CASES["peru_landsat, two pairs"].inputs(data_folder))
    try:
        block = scene.read(scene.grid.window)
        guesses = scene_guesses(scene, scene.grid.window)
    finally:
        scene.close()
    scale = scene.storage.scale.factor
    before, after, target = (image / scale for image in (*block.coarse, block.target))
    plain = {
        "F0": fine[2005],  # a day nearer than 1995
        "CP": target,
        "DC": fine[2005] + (target - after),
        "DC2": (fine[1995] + (target - before) + fine[2005] + (target - after)) / 2,
    }
    usable = np.all([image.all(axis=0) for image in fine.values()], axis=0) & block.valid.all(axis=0)
    usable &= block.target_valid
    page = (ROOT / "resources" / "accuracy.md").read_text(encoding="utf-8")
    for name, values in plain.items():
        errors = np.sqrt(np.square(values - fine[2000])[:, usable].mean(axis=1))
        found, valid = guesses[name]
        assert valid[usable].all()
        np.testing.assert_allclose(found[:, usable] / scale, values[:, usable], atol=1e-3)
        numbers = [*(f"{error:.1f}" for error in errors), f"{errors.mean():.1f}"]
        assert re.search(rf"^\| [^|]*\({name}\)[^|]* \| {' . '.join(map(re.escape, numbers))} \|$", page, re.M), (
            name,
            numbers,
        )


def read(path) -> np.ndarray:
    import rasterio

    with rasterio.open(path) as file:
        return file.read().astype(float)
