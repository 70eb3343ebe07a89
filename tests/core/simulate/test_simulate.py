"""The simulated landscape: reproducible, physically plausible, and observed as by real sensors."""

from __future__ import annotations

import datetime
import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import ndimage

from stfusion.core.errors import InputError
from stfusion.core.simulate import BANDS, CHANGES, CLASS_NAMES, Scenario, Simulation, blur_to_coarse, simulate
from stfusion.core.simulate.phenology import cover_on, variety_index

SMALL = Scenario(rows=160, cols=160)
MAY, JUNE, AUGUST = SMALL.dates


@pytest.fixture(scope="module")
def unchanged() -> Simulation:
    """All bands, no land-cover change."""
    return simulate(replace(SMALL, rows=256, cols=256, bands=BANDS, change="none"))


def pure(simulation: Simulation, name: str) -> np.ndarray:
    """Pixels of a class whose eight neighbours are of the class as well."""
    inside = ndimage.binary_erosion(simulation.classes == CLASS_NAMES.index(name), np.ones((3, 3)))
    assert inside.any(), name
    return inside


def band(simulation: Simulation, date: datetime.date, name: str) -> np.ndarray:
    observation = next(one for one in simulation.observations if one.date == date)
    return observation.truth[simulation.scenario.bands.index(name)].astype(float)


def ndvi(simulation: Simulation, date: datetime.date, name: str) -> float:
    nir, red = band(simulation, date, "nir"), band(simulation, date, "red")
    return float(((nir - red) / (nir + red))[pure(simulation, name)].mean())


def images(simulation: Simulation) -> list[bytes]:
    return [
        *(part.tobytes() for one in simulation.observations for part in (one.truth, one.fine, one.coarse)),
        simulation.classes.tobytes(),
        simulation.changed.tobytes(),
    ]


@pytest.mark.parametrize("change", CHANGES)
def test_same_seed_same_bytes(change: str) -> None:
    scenario = replace(SMALL, rows=70, cols=90, change=change)
    assert images(simulate(scenario)) == images(simulate(scenario))


def test_another_seed_is_another_landscape() -> None:
    first, second = simulate(SMALL), simulate(replace(SMALL, seed=8))
    assert (first.classes != second.classes).mean() > 0.4
    assert np.abs(first.observations[0].truth - second.observations[0].truth).mean() > 0.02


def test_a_band_and_a_day_do_not_depend_on_the_others() -> None:
    whole = simulate(SMALL)
    part = simulate(replace(SMALL, bands=("nir", "blue"), dates=(MAY, JUNE)))
    assert np.array_equal(whole.observations[1].fine[2], part.observations[1].fine[0])
    assert np.array_equal(whole.observations[1].coarse[2], part.observations[1].coarse[0])


@pytest.mark.parametrize(
    ("rows", "cols", "ratio"), [(64, 64, 16), (96, 130, 16), (77, 50, 7), (160, 33, 30), (16, 16, 1)]
)
def test_any_size(rows: int, cols: int, ratio: int) -> None:
    result = simulate(replace(SMALL, rows=rows, cols=cols, ratio=ratio))
    assert result.classes.shape == result.changed.shape == (rows, cols)
    assert result.classes.dtype == np.uint8
    assert result.changed.dtype == bool
    assert [one.date for one in result.observations] == [MAY, JUNE, AUGUST]
    for one in result.observations:
        assert one.truth.shape == one.fine.shape == (4, rows, cols)
        assert one.coarse.shape == (4, math.ceil(rows / ratio), math.ceil(cols / ratio))
        for image in (one.truth, one.fine, one.coarse):
            assert image.dtype == np.float32
            assert np.isfinite(image).all()
            assert image.min() >= 0.0
            assert image.max() <= 0.8


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("rows", "cols"), [(64, 64), (96, 130)])
def test_small_scenes_hold_several_classes(rows: int, cols: int, seed: int) -> None:
    shares = np.bincount(simulate(Scenario(rows=rows, cols=cols, seed=seed)).classes.ravel()) / (rows * cols)
    assert (shares > 0.01).sum() >= 7
    assert shares.max() < 0.6
    for name in ("water", "deciduous forest", "evergreen forest", "winter crop", "summer crop", "built-up"):
        assert shares[CLASS_NAMES.index(name)] > 0.003, name


def test_spectra_of_water_leaves_and_soil(unchanged: Simulation) -> None:
    def spectrum(name: str, date: datetime.date) -> dict[str, float]:
        return {each: float(band(unchanged, date, each)[pure(unchanged, name)].mean()) for each in BANDS}

    water = spectrum("water", JUNE)
    assert water["green"] > water["red"] > water["nir"] > water["swir1"] > water["swir2"]
    assert water["nir"] < 0.06
    for name in ("summer crop", "deciduous forest", "evergreen forest", "grassland", "alfalfa"):
        leaf = spectrum(name, AUGUST)
        assert leaf["blue"] < leaf["green"] > leaf["red"], name
        assert leaf["nir"] > leaf["swir1"] > leaf["swir2"] > leaf["red"], name
        assert leaf["nir"] > 0.18, name
    bare = spectrum("summer crop", MAY)
    assert bare["blue"] < bare["green"] < bare["red"] < bare["nir"]
    assert bare["swir1"] > 0.8 * bare["nir"]
    assert spectrum("evergreen forest", JUNE)["nir"] < 0.75 * spectrum("deciduous forest", JUNE)["nir"]


def test_crops_follow_their_calendar_and_spruce_stays_green(unchanged: Simulation) -> None:
    winter = [ndvi(unchanged, day, "winter crop") for day in (MAY, JUNE, AUGUST)]
    assert winter[0] > 0.7
    assert winter[0] - winter[2] > 0.35
    summer = [ndvi(unchanged, day, "summer crop") for day in (MAY, JUNE, AUGUST)]
    assert summer[0] < 0.35
    assert summer[2] - summer[0] > 0.4
    evergreen = [ndvi(unchanged, day, "evergreen forest") for day in (MAY, JUNE, AUGUST)]
    assert min(evergreen) > 0.7
    assert max(evergreen) - min(evergreen) < 0.05


def test_the_season_of_a_summer_crop_rises_once_and_falls_once() -> None:
    days = tuple(datetime.date(2023, 1, 15) + datetime.timedelta(days=24 * step) for step in range(15))
    result = simulate(replace(SMALL, dates=days, change="none", bands=("red", "nir")))
    course = np.array([ndvi(result, day, "summer crop") for day in days])
    top = int(course.argmax())
    assert 6 <= days[top].month <= 9
    assert (np.diff(course[: top + 1]) > -0.03).all()
    assert (np.diff(course[top:]) < 0.03).all()
    assert course[top] - max(course[0], course[-1]) > 0.4


def cover_through_the_year(name: str) -> tuple[np.ndarray, np.ndarray]:
    variety, delay = np.array([variety_index(name)], np.uint8), np.zeros(1, np.float32)
    covers = [cover_on(day, variety, delay) for day in range(1, 366)]
    return np.array([one.green[0] for one in covers]), np.array([one.dry[0] for one in covers])


def test_wheat_ripens_is_harvested_and_sown_again() -> None:
    green, dry = cover_through_the_year("winter wheat")
    assert 120 < green.argmax() < 165
    assert dry[203] > 0.6, "ripe straw before the harvest"
    assert dry[210] < 0.7 * dry[203], "stubble after it"
    assert green[210:270].max() < 0.1
    assert green[340] > 0.2, "next year's wheat"
    assert (green + dry <= 1.0).all()


def test_maize_is_gone_after_its_harvest() -> None:
    green, _ = cover_through_the_year("maize")
    assert green[265] > 0.2
    assert green[280] < 0.05


def test_alfalfa_is_cut_four_times_and_grows_back() -> None:
    green, _ = cover_through_the_year("alfalfa")
    cuts = np.flatnonzero(np.diff(green) < -0.3)
    assert len(cuts) == 4
    assert all(green[cut + 25] > 0.7 for cut in cuts)


def test_fields_are_patches_and_differ_from_each_other(unchanged: Simulation) -> None:
    nir = band(unchanged, MAY, "nir")
    beside = np.corrcoef(nir[:, 1:].ravel(), nir[:, :-1].ravel())[0, 1]
    apart = np.corrcoef(nir[:, 40:].ravel(), nir[:, :-40].ravel())[0, 1]
    assert beside > 0.85
    assert apart < 0.3
    crops = pure(unchanged, "winter crop")
    inside = ndimage.generic_gradient_magnitude(nir, ndimage.sobel)[crops]
    assert np.median(inside) > 0.003


@pytest.mark.parametrize("seed", [7, 11])
@pytest.mark.parametrize("change", ["flood", "clearcut", "town"])
def test_a_change_alters_the_truth_where_the_mask_says_and_not_before(change: str, seed: int) -> None:
    scenario = replace(SMALL, rows=240, cols=200, seed=seed)
    with_change, without = simulate(replace(scenario, change=change)), simulate(replace(scenario, change="none"))
    changed = with_change.changed
    assert 0.01 < changed.mean() < 0.2
    assert not without.changed.any()
    before, after, later = (
        np.abs(a.truth - b.truth).max(axis=0) for a, b in zip(with_change.observations, without.observations)
    )
    assert before.max() == 0.0
    assert np.quantile(after[changed], 0.1) > 0.03
    assert later[changed].mean() > 0.02
    far = ~ndimage.binary_dilation(changed, iterations=12)
    assert after[far].max() < 0.01 if change != "flood" else np.median(after[far]) < 0.001
    coarse = np.abs(with_change.observations[1].coarse - without.observations[1].coarse).max(axis=0)
    assert (coarse > 0.05).sum() >= 3


def test_a_flood_turns_land_to_water_and_drains() -> None:
    flood = simulate(SMALL)
    land = flood.changed & np.isin(flood.classes, [CLASS_NAMES.index(n) for n in ("winter crop", "grassland")])
    wet, dry = (ndimage.binary_erosion(land) & (band(flood, day, "swir1") < 0.06) for day in (JUNE, AUGUST))
    assert wet.sum() > 0.5 * ndimage.binary_erosion(land).sum()
    assert dry.sum() < 0.3 * wet.sum()


def test_one_date_has_no_change() -> None:
    assert not simulate(replace(SMALL, dates=(JUNE,))).changed.any()


def test_fine_noise_has_the_stated_spread() -> None:
    one = simulate(replace(SMALL, fine_noise=0.004)).observations[0]
    assert np.std(one.fine - one.truth) == pytest.approx(0.004, rel=0.05)
    silent = simulate(replace(SMALL, fine_noise=0.0)).observations[0]
    assert np.array_equal(silent.fine, silent.truth)


def test_without_noise_and_calibration_the_coarse_image_is_the_blurred_truth() -> None:
    ideal = simulate(replace(SMALL, coarse_noise=0.0, gain=0.0, offset=0.0))
    for one in ideal.observations:
        assert np.array_equal(one.coarse, blur_to_coarse(one.truth, ideal.scenario.ratio))


def test_each_band_has_its_own_gain_and_offset_on_all_dates() -> None:
    skewed = simulate(replace(SMALL, coarse_noise=0.0, gain=0.1, offset=0.01))
    fits = []
    for one in skewed.observations:
        ideal = blur_to_coarse(one.truth, skewed.scenario.ratio)
        fits.append([np.polyfit(x.ravel(), y.ravel(), 1) for x, y in zip(ideal, one.coarse)])
    gains, offsets = np.moveaxis(np.array(fits), 2, 0)
    assert np.ptp(gains, axis=0).max() < 1e-3
    assert (np.abs(gains - 1) <= 0.1).all()
    assert (np.abs(offsets) <= 0.0101).all()
    assert np.ptp(gains[0]) > 0.01


def test_blur_of_a_constant_is_the_constant() -> None:
    assert np.allclose(blur_to_coarse(np.full((2, 37, 50), 0.3, np.float32), 16), 0.3, atol=1e-6)


def test_blur_keeps_the_mean() -> None:
    image = ndimage.gaussian_filter(np.random.default_rng(1).random((160, 160)), 3)
    assert blur_to_coarse(image, 8).mean() == pytest.approx(image.mean(), rel=5e-3)


def brute_force(image: np.ndarray, ratio: int, sigma: float, radius: float) -> np.ndarray:
    rows, cols = image.shape
    out = np.full((math.ceil(rows / ratio), math.ceil(cols / ratio)), np.nan)
    for i, j in np.ndindex(out.shape):
        total = weights = possible = 0.0
        for r, c in np.ndindex(rows, cols):
            y, x = (r + 0.5) / ratio - (i + 0.5), (c + 0.5) / ratio - (j + 0.5)
            if max(abs(y), abs(x)) > radius:
                continue
            weight = math.exp(-(x * x + y * y) / (2 * sigma**2))
            possible += weight
            if not math.isnan(image[r, c]):
                total, weights = total + weight * image[r, c], weights + weight
        if weights >= 0.5 * possible:
            out[i, j] = total / weights
    return out


@pytest.mark.parametrize(("ratio", "sigma", "radius"), [(4, 0.5, 1.5), (5, 0.5, 1.5), (3, 0.8, 1.0), (1, 0.5, 1.5)])
def test_blur_equals_the_definition(ratio: int, sigma: float, radius: float) -> None:
    rng = np.random.default_rng(2)
    image = rng.random((13, 18))
    image[rng.random(image.shape) < 0.1] = np.nan
    image[:6, 9:] = np.nan
    expected = brute_force(image, ratio, sigma, radius)
    assert np.isnan(expected).any()
    np.testing.assert_allclose(blur_to_coarse(image, ratio, sigma, radius), expected, rtol=1e-5)


def test_blur_takes_planes_one_by_one() -> None:
    image = np.random.default_rng(3).random((2, 3, 20, 24))
    whole = blur_to_coarse(image, 8)
    assert whole.shape == (2, 3, 3, 3)
    assert np.array_equal(whole[1, 2], blur_to_coarse(image[1, 2], 8))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"rows": 8}, "rows is 8"),
        ({"cols": 64.5}, "cols is 64.5"),
        ({"ratio": 0}, "ratio is 0"),
        ({"seed": -1}, "seed is -1"),
        ({"bands": ()}, "at least one"),
        ({"bands": ("red", "red")}, "only once"),
        ({"bands": ("red", "thermal")}, "thermal"),
        ({"dates": ()}, "at least one date"),
        ({"dates": (JUNE, MAY)}, "ascending order"),
        ({"change": "fire"}, "fire"),
        ({"pixel": 0.0}, "pixel is 0"),
        ({"fine_noise": -0.1}, "fine_noise is -0.1"),
        ({"gain": float("nan")}, "gain is nan"),
    ],
)
def test_bad_scenarios_are_refused_with_a_reason(wrong: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=told):
        simulate(replace(SMALL, **wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("image", "options"),
    [
        (np.zeros(5), {"ratio": 2}),
        (np.zeros((0, 4)), {"ratio": 2}),
        (np.zeros((4, 4)), {"ratio": 0}),
        (np.zeros((4, 4)), {"ratio": 2, "sigma": 0.0}),
        (np.zeros((4, 4)), {"ratio": 2, "radius": 0.3}),
    ],
)
def test_bad_blurs_are_refused(image: np.ndarray, options: dict[str, float]) -> None:
    with pytest.raises(InputError):
        blur_to_coarse(image, **options)  # type: ignore[arg-type]
