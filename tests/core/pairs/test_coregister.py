"""Known shifts are estimated and corrected; unreliable ones are reported."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import rasterio

from stfusion.core.errors import Cancelled, InputError
from stfusion.core.pairs.coregister import METHODS, Coregistration, coregister
from stfusion.core.products.product import ImageChoice
from stfusion.core.simulate import Scenario, blur_to_coarse, simulate

PIXEL, CORNER = 30, (480000, 5400000)


@pytest.fixture(scope="module")
def scene():
    """A simulated scene of 60 x 60 coarse pixels for ratio 16, seen by both sensors with noise and calibration."""
    seen = simulate(Scenario(rows=960, cols=960, ratio=16, change="none"))
    return seen, seen.observations[0]


@pytest.fixture
def wanted(write_raster, scene):
    """Writes the coarse image moved by (x, y) metres, and returns the options of the coregistration."""
    seen, observation = scene

    def make(coarse, ratio, x=0.0, y=0.0, fine=None, names=seen.scenario.bands, **more):
        fine = observation.fine if fine is None else fine
        first = write_raster("fine_20240504.tif", fine.astype(np.float32), nodata=-9999, names=seen.scenario.bands)
        size = PIXEL * ratio
        second = write_raster(
            "coarse_20240504.tif",
            np.where(np.isfinite(coarse), coarse, -9999).astype(np.float32),
            transform=(size, 0, CORNER[0] + x, 0, -size, CORNER[1] + y),
            nodata=-9999,
            names=names,
        )
        return Coregistration(
            ImageChoice((str(first),), "Fine image"), ImageChoice((str(second),), "Coarse image"), **more
        )

    return make


def errors(found, x, y) -> tuple[float, float]:
    """Error of the estimated shift in fine pixels."""
    return found.cols + x / PIXEL, found.rows - y / PIXEL


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("ratio", [8, 16])
@pytest.mark.parametrize("seed", range(3))
def test_a_shift_of_up_to_a_coarse_pixel_is_found_to_a_tenth_of_a_fine_one(
    scene, wanted, tmp_path, method, ratio, seed
) -> None:
    seen, observation = scene
    coarse = observation.coarse
    if ratio == 8:
        rng = np.random.default_rng(seed)
        coarse = blur_to_coarse(observation.truth, 8) * 1.04 + 0.01
        coarse = coarse + rng.normal(0, 0.002, coarse.shape)
    x, y = np.random.default_rng([seed, ratio]).uniform(-1, 1, 2) * ratio * PIXEL
    found = coregister(wanted(coarse, ratio, x, y, method=method), tmp_path / "out.tif")
    assert np.abs(errors(found, x, y)).max() < 0.1
    assert found.confidence > 0.9 and found.applied
    assert found.x == pytest.approx(-x, abs=0.1 * PIXEL) and found.y == pytest.approx(-y, abs=0.1 * PIXEL)
    with rasterio.open(tmp_path / "out.tif") as file:
        assert file.transform.c == pytest.approx(CORNER[0], abs=3) and file.transform.f == pytest.approx(
            CORNER[1], abs=3
        )


@pytest.mark.parametrize("method", METHODS)
def test_a_shift_inside_the_image_is_found(scene, wanted, method) -> None:
    """The coarse image is computed from the fine image three rows below and five columns right of its stated position."""
    truth = scene[1].truth
    coarse = blur_to_coarse(truth[:, 3:, 5:], 16)[:, :-1, :-1]
    found = coregister(wanted(coarse, 16, method=method, apply="measure only"))
    assert (found.cols, found.rows) == (pytest.approx(5, abs=0.1), pytest.approx(3, abs=0.1))
    assert found.output is None and not found.applied


def test_pixels_stay_as_they_are_when_only_the_georeference_moves(scene, wanted, tmp_path) -> None:
    job = wanted(scene[1].coarse, 16, 200, -100)
    coregister(job, tmp_path / "out.tif")
    with rasterio.open(job.coarse.sources[0]) as before, rasterio.open(tmp_path / "out.tif") as after:
        np.testing.assert_array_equal(after.read(), before.read())
        assert (after.nodata, after.descriptions, after.dtypes) == (before.nodata, before.descriptions, before.dtypes)
        assert after.tags()["STFUSION_TOOL"] == "coregister" and after.tags()["ACQUISITION_DATE"] == "2024-05-04"


def test_resampling_keeps_the_grid(scene, wanted, tmp_path) -> None:
    job = wanted(scene[1].coarse, 16, 240, -120, apply="resample")
    coregister(job, tmp_path / "out.tif")
    with rasterio.open(job.coarse.sources[0]) as before, rasterio.open(tmp_path / "out.tif") as after:
        assert after.transform == before.transform and after.shape == before.shape
        moved, stored = after.read(masked=True), before.read()
    # The image observed on the correct grid.
    right = blur_to_coarse(np.roll(scene[1].truth, (-4, -8), axis=(1, 2)), 16)
    inner = (slice(None), slice(3, -3), slice(3, -3))
    assert np.abs(moved[inner] - right[inner]).mean() < 0.6 * np.abs(stored[inner] - right[inner]).mean()


@pytest.mark.parametrize("method", METHODS)
def test_gain_offset_haze_gaps_and_other_bands_do_not_matter(scene, wanted, write_raster, method) -> None:
    truth, fine = scene[1].truth, scene[1].fine.copy()
    coarse = blur_to_coarse(truth, 16) * 1.3 + 0.05
    coarse += np.linspace(0, 0.1, coarse.shape[2])
    coarse[:, 5:12, 10:22] = np.nan
    cloud = np.zeros((960, 960), np.uint8)
    cloud[500:700, 300:600] = 1
    fine[:, 500:700, 300:600] = 0.8
    job = wanted(
        coarse[[2]], 16, 100, 140, fine, names=("something",), method=method, bands="3:1", apply="measure only"
    )
    mask = write_raster("mask.tif", cloud)
    job = replace(job, fine=replace(job.fine, quality=str(mask), kind="values"))
    found = coregister(job)
    assert np.abs(errors(found, 100, 140)).max() < 0.2 and found.confidence > 0.8
    blind = coregister(replace(job, fine=replace(job.fine, quality="")))
    assert blind.confidence < found.confidence


def test_what_has_nothing_in_common_is_left_where_it_is(scene, wanted, tmp_path, listener) -> None:
    other = simulate(Scenario(rows=480, cols=480, ratio=16, seed=99)).observations[0].coarse
    job = wanted(other, 16, 200, 0)
    found = coregister(job, tmp_path / "out.tif", listener.run)
    assert found.confidence < 0.2 and not found.applied
    assert any("uncertain" in text for text in listener.warnings)
    with rasterio.open(job.coarse.sources[0]) as before, rasterio.open(tmp_path / "out.tif") as after:
        assert after.transform == before.transform
    assert coregister(replace(job, least=0.0), tmp_path / "out.tif").applied


def test_a_shift_beyond_the_search_is_not_trusted(scene, wanted, listener) -> None:
    job = wanted(scene[1].coarse, 16, 3 * 480, 0, apply="measure only")
    found = coregister(job, run=listener.run)
    assert found.confidence < 0.3 and listener.warnings
    wide = coregister(replace(job, largest=4.0))
    assert wide.confidence > 0.9 and np.abs(errors(wide, 3 * 480, 0)).max() < 0.1


@pytest.mark.parametrize("method", METHODS)
def test_an_image_enlarged_before_needs_its_ratio(scene, wanted, listener, method) -> None:
    enlarged = scene[1].coarse.repeat(16, axis=1).repeat(16, axis=2)
    job = wanted(enlarged, 1, 70, -50, method=method, apply="measure only")
    found = coregister(replace(job, ratio=16.0), run=listener.run)
    assert np.abs(errors(found, 70, -50)).max() < 0.5 and not listener.warnings
    assert "resolution ratio 16.00" in listener.text


def test_another_reference_system(scene, wanted, write_raster, tmp_path) -> None:
    """A sinusoidal coarse image, computed directly, moved by metres of its own system."""
    from rasterio.warp import Resampling, calculate_default_transform, reproject

    job = wanted(scene[1].coarse, 16, apply="measure only")
    crs = rasterio.crs.CRS.from_string("+proj=sinu +lon_0=0 +R=6371007.181 +units=m +no_defs")
    with rasterio.open(job.fine.sources[0]) as file:
        transform, cols, rows = calculate_default_transform(file.crs, crs, 960, 960, *file.bounds, resolution=463.3127)
        small = transform * rasterio.Affine.scale(1 / 16)
        warped = np.full((4, rows * 16, cols * 16), np.nan, np.float32)
        place = {"src_transform": file.transform, "src_crs": file.crs, "src_nodata": file.nodata}
        reproject(
            file.read(),
            warped,
            dst_transform=small,
            dst_crs=crs,
            dst_nodata=np.nan,
            resampling=Resampling.cubic,
            **place,
        )
    coarse = blur_to_coarse(warped, 16)
    moved = rasterio.Affine.translation(200, -100) * transform
    path = write_raster(
        "MOD09GA_20240504.tif",
        np.where(np.isfinite(coarse), coarse, -9999).astype(np.float32),
        transform=tuple(moved)[:6],
        crs=crs,
        nodata=-9999,
        names=scene[0].scenario.bands,
    )
    found = coregister(replace(job, coarse=ImageChoice((str(path),), "Coarse image")))
    assert (found.x, found.y) == (pytest.approx(-200, abs=4), pytest.approx(100, abs=4)) and found.confidence > 0.9


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"method": "guess"}, "Method is 'guess'"),
        ({"apply": "warp"}, "Apply is 'warp'"),
        ({"largest": 0.0}, "Maximum shift is 0"),
        ({"largest": 20.0}, "not more than 8"),
        ({"bands": "7"}, "band 7"),
        ({"bands": "thermal"}, "'thermal'"),
    ],
)
def test_bad_wishes_are_answered(scene, wanted, tmp_path, change, words) -> None:
    with pytest.raises(InputError, match=words) as error:
        coregister(wanted(scene[1].coarse, 16, **change), tmp_path / "out.tif")
    assert str(error.value).endswith(".") and not (tmp_path / "out.tif").exists()


def test_bad_images_are_answered(scene, wanted, tmp_path, listener) -> None:
    job = wanted(scene[1].coarse, 16)
    swapped = replace(job, fine=job.coarse, coarse=job.fine)
    with pytest.raises(InputError, match="swapped"):
        coregister(swapped, tmp_path / "out.tif")
    with pytest.raises(InputError, match="one of the inputs"):
        coregister(job, job.coarse.sources[0])
    with pytest.raises(InputError, match="output is missing"):
        coregister(job)
    with pytest.raises(InputError, match="do not overlap"):
        coregister(wanted(scene[1].coarse, 16, 1e6), tmp_path / "out.tif")
    with pytest.raises(InputError, match="have only"):
        coregister(wanted(np.full((4, 60, 60), np.nan), 16), tmp_path / "out.tif")
    listener.stop = True
    with pytest.raises(Cancelled):
        coregister(wanted(scene[1].coarse, 16), tmp_path / "out.tif", listener.run)
    assert not list(tmp_path.glob("*out*"))


def test_a_real_pair_of_modis_and_landsat(data_folder) -> None:
    """Both methods agree that MODIS is shifted by a quarter of its pixel to the south-east."""
    folder = data_folder / "ndvi_2015"
    fine = ImageChoice((str(folder / "fine_landsat8_ndvi_20151014.tif"),), "Fine image")
    coarse = ImageChoice((str(folder / "coarse_modis_ndvi_16day_20151016.tif"),), "Coarse image")
    for method in METHODS:
        found = coregister(Coregistration(fine, coarse, method, apply="measure only"))
        assert -1.8 < found.cols < -0.3 and -4 < found.rows < -1.5 and found.confidence > 0.4


def test_the_place_of_a_simulated_real_scene_is_right(data_folder) -> None:
    folder = data_folder / "peru_landsat"
    fine = ImageChoice((str(folder / "fine_landsat_composite_20000701.tif"),), "Fine image")
    coarse = ImageChoice((str(folder / "coarse_simulated_psf_20000701.tif"),), "Coarse image")
    for method in METHODS:
        found = coregister(Coregistration(fine, coarse, method, apply="measure only"))
        assert max(abs(found.cols), abs(found.rows)) < 0.05 and found.confidence > 0.95


def test_progress_never_falls_and_steps_are_named(scene, wanted, tmp_path, listener) -> None:
    coregister(wanted(scene[1].coarse, 16), tmp_path / "out.tif", listener.run)
    assert listener.shares == sorted(listener.shares) and listener.shares[-1] == pytest.approx(1)
    assert listener.stages == [
        "Reading samples",
        "Finding the shift",
        "Searching",
        "Refining",
        "Looking at parts",
        "Writing",
    ]
