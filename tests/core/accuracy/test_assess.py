"""Assessment: metrics equal torchmetrics, loops and hand calculations; rasters of any size equal whole arrays."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from stfusion.core.accuracy import metrics
from stfusion.core.accuracy.allround import FAIR, GOOD, OUTSIDE, Point, ad_class, panel
from stfusion.core.accuracy.assess import assess
from stfusion.core.accuracy.plan import AssessInputs, plan_assessment
from stfusion.core.accuracy.results import MEASURES
from stfusion.core.errors import Cancelled, InputError
from stfusion.core.fusion.guesses import COARSE_CHANGE, COARSE_IMAGE, FINE_UNCHANGED, TWO_SIDED
from stfusion.core.report.assessment import assess_to_files
from stfusion.core.scenes.pairing import Image


def images(bands: int = 3, rows: int = 61, cols: int = 47, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """A reference of patches, edges and noise, and a prediction that resembles it."""
    rng = np.random.default_rng(seed)
    fields = rng.random((bands, rows // 8 + 1, cols // 8 + 1)).repeat(8, 1).repeat(8, 2)[:, :rows, :cols]
    reference = 0.05 + 0.3 * fields + rng.normal(0, 0.01, (bands, rows, cols))
    return 0.9 * reference + 0.02 + rng.normal(0, 0.015, reference.shape), reference


# --- metrics


def test_equal_to_torchmetrics() -> None:
    torch = pytest.importorskip("torch")
    functional = pytest.importorskip("torchmetrics.functional.image")
    prediction, reference = images()
    first, second = (torch.from_numpy(image)[None] for image in (prediction, reference))
    ranges = np.ptp(reference, axis=(1, 2))
    for band, extent in enumerate(ranges):
        one, two = first[:, band : band + 1], second[:, band : band + 1]
        _, full = functional.structural_similarity_index_measure(
            one, two, data_range=float(extent), return_full_image=True
        )  # fmt: skip
        # Its mean includes windows over a mirrored border; those that lie in the image are compared.
        assert metrics.ssim(prediction, reference)[band] == pytest.approx(float(full[..., 5:-5, 5:-5].mean()), rel=1e-6)
        ratio = functional.peak_signal_noise_ratio(one, two, data_range=float(extent))
        assert metrics.psnr(prediction, reference)[band] == pytest.approx(float(ratio), rel=1e-6)
    angle = math.degrees(float(functional.spectral_angle_mapper(first, second)))
    assert metrics.sam(prediction, reference) == pytest.approx(angle, rel=1e-6)
    relative = float(functional.error_relative_global_dimensionless_synthesis(first, second, ratio=16.0))
    assert metrics.ergas(prediction, reference, factor=1 / 16) == pytest.approx(relative, rel=1e-6)


def test_hand_calculations() -> None:
    reference = np.array([[[1.0, 2.0], [3.0, 4.0]]])
    prediction = np.array([[[2.0, 2.0], [3.0, 1.0]]])
    # Errors 1, 0, 0, -3; the reference deviates by -1.5, -0.5, 0.5, 1.5 from 2.5; the prediction has the mean 2.
    assert metrics.mae(prediction, reference) == pytest.approx([1.0])
    assert metrics.r_squared(prediction, reference) == pytest.approx([1 - 10 / 5])
    assert metrics.psnr(prediction, reference) == pytest.approx([20 * math.log10(3 / math.sqrt(2.5))])
    assert metrics.ergas(prediction, reference, factor=0.5) == pytest.approx(50 * math.sqrt(2.5) / 2.5)
    covariance, variances = (0 * -1.5 + 0 * -0.5 + 1 * 0.5 - 1 * 1.5) / 4, (2 + 5) / 4
    assert metrics.uiqi(prediction, reference) == pytest.approx([4 * covariance * 2 * 2.5 / (variances * (4 + 6.25))])
    spectra = np.array([[[1.0, 3.0]], [[0.0, 3.0]]]), np.array([[[0.0, 1.0]], [[2.0, 1.0]]])
    assert metrics.sam(*spectra) == pytest.approx((90 + 0) / 2)


def test_uiqi_of_windows_by_loops() -> None:
    prediction, reference = (image[0] for image in images(1, 19, 21))
    found = []
    for row in range(12):
        for col in range(14):
            x, y = (image[row : row + 8, col : col + 8] for image in (prediction, reference))
            product = ((x - x.mean()) * (y - y.mean())).mean()
            found.append(
                4 * product * x.mean() * y.mean() / ((x.var() + y.var()) * (x.mean() ** 2 + y.mean() ** 2))
            )  # fmt: skip
    assert metrics.uiqi_local(prediction[None], reference[None]) == pytest.approx([np.mean(found)], rel=1e-9)


def roberts(image: np.ndarray, row: int, col: int) -> float:
    """The operator of a pixel with its right and lower neighbours."""
    across = abs(image[row, col] - image[row + 1, col + 1])
    return float(across + abs(image[row, col + 1] - image[row + 1, col]))


def test_edge_by_loops() -> None:
    prediction, reference = (image[0] for image in images(1, 23, 27))
    # Pixels whose two by two neighbourhood lies in the image without its border.
    places = [(row, col) for row in range(1, 22) for col in range(1, 26)]
    seen, true = (np.array([roberts(image, *place) for place in places]) for image in (prediction, reference))
    strong = true >= np.quantile(true, 0.9, method="higher")
    expected = ((seen - true) / (np.abs(seen + true) + 1e-5))[strong].mean()
    assert metrics.edge(prediction[None], reference[None]) == pytest.approx([expected], abs=1e-6)


def test_lbp_by_loops() -> None:
    prediction, reference = (image[0] for image in images(1, 21, 18))

    def pattern(image: np.ndarray, row: int, col: int) -> float:
        around = ((-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1))
        bits = "".join(str(int(image[row + y, col + x] > image[row, col] + 0.005)) for y, x in around)
        return int(bits, 2) / 255

    found = []
    for row in range(1, 20):
        for col in range(1, 17):
            seen, true = pattern(prediction, row, col), pattern(reference, row, col)
            found.append((seen - true) / (abs(seen + true) + 1e-5))
    assert metrics.lbp(prediction[None], reference[None]) == pytest.approx([np.mean(found)], abs=1e-9)


def test_smoothing_and_noise_show_in_edge_and_texture() -> None:
    from scipy.ndimage import uniform_filter

    _, reference = images()
    smooth = uniform_filter(reference, (0, 3, 3))
    noisy = reference + np.random.default_rng(0).normal(0, 0.2, reference.shape)
    assert (metrics.edge(smooth, reference) < -0.1).all() and (metrics.edge(noisy, reference) > 0.05).all()
    assert (metrics.lbp(smooth, reference) < 0).all()
    assert metrics.edge(reference, reference) == pytest.approx([0, 0, 0])


# --- the published example of the diagram


def test_published_example_lies_where_the_paper_shows_it() -> None:
    """CIA, 2001-11-25: the numbers of Zhu et al. (2022)."""
    table = {
        "Fit-FC": (0, 0.030, -0.48, -0.133), "FSDAF": (0, 0.030, -0.477, -0.104), "LMGM": (0, 0.044, -0.186, 0.029),
        "STARFM": (0, 0.034, -0.595, -0.451), "far": (0, 0.07, -0.2, 0), "blurred": (0, 0.03, -0.95, 0),
    }  # fmt: skip
    points = tuple(Point(name, *numbers) for name, numbers in table.items())
    unchanged, coarse = Point("F0", 0.003, 0.068, -0.326, 0.010), Point("CP", 0, 0.037, -0.912, -0.610)
    made = panel("all", points, unchanged, coarse, Point("ASF", 0, 0.037, 0.323, 0.259))
    said = {point.name: made.verdict(point) for point in points}
    # Good reaches from Edge(F0) = -0.326 on; the classical methods are smoother than that, and LMGM less accurate than CP.
    assert said == {
        "Fit-FC": FAIR, "FSDAF": FAIR, "LMGM": FAIR, "STARFM": FAIR, "far": OUTSIDE, "blurred": OUTSIDE,
    }  # fmt: skip
    assert made.verdict(Point("sharp", 0, 0.03, -0.1, 0)) == GOOD
    assert [ad_class(ad) for ad in (-0.01, -0.0015, -0.001, 0, 0.001, 0.0011, 0.003)] == [0, 1, 2, 2, 2, 3, 4]


# --- rasters


@pytest.fixture
def scene(write_raster):
    """Prediction and reference as int16 rasters with holes, and their values and validity."""
    arrays = [np.rint(image * 10000).astype(np.int16) for image in images(3, 130, 117)]
    arrays[0][0, 20:35, 50:60], arrays[1][:, 90:, :9] = -1, -1
    paths = [
        str(write_raster(f"{name}.tif", values, nodata=-1, names=("green", "red", "nir")))
        for name, values in zip(("prediction_20240621", "reference_20240621"), arrays)
    ]
    return paths, arrays, (arrays[0] != -1) & (arrays[1] != -1)


def planned(paths, **more):
    prediction, reference = (Image(path, role) for path, role in zip(paths, ("The prediction", "The reference")))
    return plan_assessment(AssessInputs(prediction, reference, scale="0.0001", **more))


def test_rasters_equal_whole_arrays(scene) -> None:
    paths, arrays, valid = scene
    found = assess(planned(paths)).accuracy
    physical = [array * 1e-4 for array in arrays]
    for measure in MEASURES:
        function = {"r2": metrics.r_squared}.get(measure.key) or getattr(metrics, measure.key)
        wanted = function(*physical, valid)
        np.testing.assert_allclose(getattr(found, measure.key), wanted, rtol=1e-9, atol=1e-12, err_msg=measure.key)
    assert found.sam == pytest.approx(metrics.sam(*physical, valid), rel=1e-9)
    assert found.ergas(0.1) == pytest.approx(metrics.ergas(*physical, valid, factor=0.1), rel=1e-9)
    assert found.pixels.tolist() == valid.sum(axis=(1, 2)).tolist()


@pytest.mark.parametrize("size", [17, 64, 1000])
def test_numbers_and_pictures_do_not_depend_on_the_blocks(scene, size) -> None:
    paths, *_ = scene
    first, second = (assess(planned(paths), block_size=edge).accuracy for edge in (50, size))
    for field in dataclasses.fields(first):
        one, two = getattr(first, field.name), getattr(second, field.name)
        if isinstance(one, np.ndarray):
            np.testing.assert_allclose(one, two, rtol=1e-10, atol=1e-13, err_msg=field.name)
    for field in dataclasses.fields(first.pictures):
        one, two = getattr(first.pictures, field.name), getattr(second.pictures, field.name)
        np.testing.assert_allclose(one, two, rtol=1e-6, err_msg=field.name)
    assert first.pictures.errors.sum(axis=1) == pytest.approx(first.pixels, rel=0.01)


def test_scales_may_differ_and_units_are_those_of_the_reference(scene, write_raster) -> None:
    paths, arrays, valid = scene
    real = np.where(arrays[0] == -1, np.nan, arrays[0] * 1e-4).astype(np.float32)
    other = str(write_raster("reflectance.tif", real, nodata=np.nan, names=("green", "red", "nir")))
    inputs = AssessInputs(Image(other, "The prediction"), Image(paths[1], "The reference"))
    found, plain = assess(plan_assessment(inputs)), assess(planned(paths))
    for key in ("rmse", "bias", "edge", "ssim"):
        np.testing.assert_allclose(found.stored(found.accuracy, key), plain.stored(plain.accuracy, key), rtol=1e-3)
    assert found.unit == plain.unit == "reflectance x 10000"


def test_a_reference_on_another_grid_is_resampled_with_a_warning(scene, write_raster, listener) -> None:
    paths, arrays, _ = scene
    # Quarter pixels whose means are the reference's own values.
    finer = arrays[1].repeat(2, 1).repeat(2, 2)
    other = str(write_raster("fine.tif", finer, nodata=-1, transform=(15, 0, 480000, 0, -15, 5400000)))
    found = assess(planned((paths[0], other)), listener.run)
    assert any("the reference is resampled" in text for text in listener.warnings)
    plain = assess(planned(paths))
    np.testing.assert_allclose(found.accuracy.rmse, plain.accuracy.rmse, rtol=1e-4)


def test_mask_hides_pixels_and_what_is_left_is_compared(scene, write_raster) -> None:
    paths, arrays, valid = scene
    hidden = np.zeros(valid.shape[1:], np.uint8)
    hidden[30:70] = 3
    mask = str(write_raster("mask.tif", hidden))
    found = assess(planned(paths, mask=mask)).accuracy
    wanted = metrics.rmse(arrays[0] * 1e-4, arrays[1] * 1e-4, valid & (hidden == 0))
    np.testing.assert_allclose(found.rmse, wanted, rtol=1e-9)
    with pytest.raises(InputError, match="no pixel to compare"):
        assess(planned(paths, mask=str(write_raster("all.tif", np.ones_like(hidden)))))


def test_naive_predictions_and_the_factor_of_ergas(scene, write_raster) -> None:
    paths, arrays, _ = scene
    means = arrays[1][:, :128, :112].reshape(3, 16, 8, 14, 8).mean(axis=(2, 4))
    coarse = str(
        write_raster("coarse_20240621.tif", means, dtype=np.int16, transform=(240, 0, 480000, 0, -240, 5400000))
    )
    found = assess(planned(paths, fine_1=Image(paths[0], "Fine"), coarse_target=Image(coarse, "Coarse")))
    np.testing.assert_allclose(found.guesses[FINE_UNCHANGED].rmse, found.accuracy.rmse)
    assert (found.guesses[COARSE_IMAGE].edge < -0.3).all()  # an enlarged coarse image has weak edges
    assert found.ergas_factor == pytest.approx(1 / 8)


@pytest.fixture
def pairs(write_raster):
    """A pair before and a pair after 2024-06-21, their coarse images of other type and scale, and holes; with the arrays."""
    _, truth = images(3, 128, 112)
    rng = np.random.default_rng(8)
    arrays, found = {"truth": truth}, {}
    for day, change in (("20240501", -0.08), ("20240621", 0.0), ("20240801", 0.05)):
        slope = change * np.linspace(0, 1, 112)
        fine = truth + slope + rng.normal(0, 0.01, truth.shape)
        coarse = (truth + slope).reshape(3, 16, 8, 14, 8).mean(axis=(2, 4))
        arrays[day] = np.rint(fine * 10000), coarse.astype(np.float32)
        arrays[day][0][:, :5, 7:20] = -1
        names = {"names": ("green", "red", "nir")}
        found[day] = (
            str(write_raster(f"fine_{day}.tif", arrays[day][0], dtype=np.int16, nodata=-1, **names)),
            str(write_raster(f"coarse_{day}.tif", arrays[day][1], transform=(240, 0, 480000, 0, -240, 5400000), **names)),
        )  # fmt: skip
    reference = str(write_raster("truth_20240621.tif", np.rint(truth * 10000), dtype=np.int16, nodata=-1))
    return reference, found, arrays


def guess_inputs(pairs, first: str, second: str = "", target: bool = True, prediction: str = "") -> AssessInputs:
    reference, found, _ = pairs
    roles = {"fine_1": (first, 0), "coarse_1": (first, 1), "fine_2": (second, 0), "coarse_2": (second, 1)}
    given = {role: Image(found[day][place], role) for role, (day, place) in roles.items() if day}
    if target:
        given["coarse_target"] = Image(found["20240621"][1], "Coarse image of the target date")
    made = Image(prediction or found["20240621"][0], "The prediction")
    return AssessInputs(made, Image(reference, "The reference"), **given)


def enlarged(pairs, day: str) -> np.ndarray:
    """The coarse image on the fine grid, by GDAL's own bilinear warp."""
    import rasterio
    from rasterio.warp import Resampling, reproject

    with rasterio.open(pairs[1][day][1]) as coarse, rasterio.open(pairs[0]) as fine:
        found = np.zeros((3, fine.height, fine.width), np.float32)
        reproject(
            coarse.read(), found, src_transform=coarse.transform, src_crs=coarse.crs, dst_transform=fine.transform,
            dst_crs=fine.crs, resampling=Resampling.bilinear,
        )  # fmt: skip
    return found


def test_the_two_sided_guess_equals_plain_numpy_and_the_verdict_is_over_shared_pixels(pairs, listener) -> None:
    found = assess(plan_assessment(guess_inputs(pairs, "20240501", "20240801")), listener.run)
    arrays = pairs[2]
    target = enlarged(pairs, "20240621")
    fine = {day: arrays[day][0] * 1e-4 for day in ("20240501", "20240621", "20240801")}
    changed = {day: fine[day] + (target - enlarged(pairs, day)) for day in ("20240501", "20240801")}
    truth = np.rint(arrays["truth"] * 10000) * 1e-4
    valid = np.all([arrays[day][0] != -1 for day in fine], axis=0)
    plain = {
        FINE_UNCHANGED: fine["20240801"],  # 41 days, the other 51
        COARSE_IMAGE: target,
        COARSE_CHANGE: changed["20240801"],
        TWO_SIDED: (changed["20240501"] + changed["20240801"]) / 2,
    }
    assert list(found.guesses) == list(plain)
    for name, values in plain.items():
        np.testing.assert_allclose(found.guesses[name].shared_rmse, metrics.rmse(values, truth, valid), rtol=2e-4)
    own = metrics.rmse(fine["20240621"], truth, valid)
    np.testing.assert_allclose(found.accuracy.shared_rmse, own, rtol=1e-6)
    best = min(metrics.rmse(values, truth, valid).mean() for values in plain.values())
    assert found.verdict.gain == pytest.approx(100 * (1 - own.mean() / best), abs=0.1)
    assert found.verdict.best == TWO_SIDED and found.verdict_line in listener.text
    assert found.verdict_line.endswith("than the best simple guess (two-sided coarse change).")
    assert found.unit == "reflectance x 10000"


@pytest.mark.parametrize("size", [17, 1000])
def test_guesses_do_not_depend_on_the_blocks(pairs, size) -> None:
    first, second = (
        assess(plan_assessment(guess_inputs(pairs, "20240501", "20240801")), block_size=edge) for edge in (50, size)
    )
    for name, one in first.guesses.items():
        np.testing.assert_allclose(one.rmse, second.guesses[name].rmse, rtol=1e-6)
        assert one.pixels.tolist() == second.guesses[name].pixels.tolist()


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        (("20240501", ""), ["F0", "CP", "DC"]),
        (("20240501", "20240501"), ["F0", "CP", "DC"]),
        (("20240501", "20240801", False), ["F0"]),
        (("", ""), ["CP"]),
        (("", "", False), []),
    ],
)
def test_guesses_that_the_inputs_do_not_allow_are_absent(pairs, listener, wish, names) -> None:
    found = assess(plan_assessment(guess_inputs(pairs, *wish)), listener.run)
    assert list(found.guesses) == names
    if not names:
        assert "choose the fine image of a pair" in found.verdict_line and found.verdict_line in listener.text
        assert math.isnan(found.verdict.gain)


def test_worse_and_equal_predictions_are_said_to_be_so(pairs) -> None:
    """The fine image of a pair as prediction, compared with itself and with better guesses."""
    unchanged = pairs[1]["20240501"][0]
    found = assess(plan_assessment(guess_inputs(pairs, "20240501", "", False, unchanged)))
    assert found.verdict_line == "As good as the best simple guess (fine image unchanged)." and found.verdict.gain == 0
    found = assess(plan_assessment(guess_inputs(pairs, "20240501", "", True, unchanged)))
    assert "% worse than the best simple guess (coarse change)" in found.verdict_line and found.verdict.gain < -50


def test_a_mask_of_a_pair_and_a_coarse_image_alone(pairs, write_raster) -> None:
    hidden = np.zeros((128, 112), np.uint8)
    hidden[60:] = 1
    inputs = guess_inputs(pairs, "20240501")
    masked = dataclasses.replace(inputs.fine_1, mask=str(write_raster("cloud.tif", hidden)))
    found = assess(plan_assessment(dataclasses.replace(inputs, fine_1=masked)))
    whole = int((pairs[2]["20240621"][0][0] != -1).sum())
    assert found.accuracy.pixels[0] == whole, "guesses do not restrict the prediction"
    assert found.guesses["F0"].pixels[0] == found.accuracy.shared_pixels[0] == whole - 68 * 112
    with pytest.raises(InputError, match="has no fine image"):
        plan_assessment(dataclasses.replace(inputs, fine_1=None))


def test_constant_images_and_one_band_are_told(write_raster, listener) -> None:
    flat = np.full((20, 20), 1000, np.int16)
    varied = flat + np.arange(20, dtype=np.int16)
    paths = [str(write_raster(f"{name}.tif", values)) for name, values in (("prediction", varied), ("reference", flat))]
    found = assess(planned(paths), listener.run)
    assert found.accuracy.rmse[0] == pytest.approx(np.sqrt(np.square(np.arange(20)).mean()) * 1e-4)
    assert np.isnan(
        [found.accuracy.r2[0], found.accuracy.correlation[0], found.accuracy.ssim[0], found.accuracy.sam]
    ).all()
    assert any("constant" in text for text in found.notes) and any("SAM" in text for text in found.notes)


def test_cancel_and_errors_leave_no_file(scene, tmp_path, listener) -> None:
    paths, *_ = scene
    names = {"error": str(tmp_path / "e.tif"), "table": str(tmp_path / "t.csv"), "report": str(tmp_path / "r.html")}
    before = set(tmp_path.iterdir())
    listener.stop = True
    with pytest.raises(Cancelled):
        assess_to_files(planned(paths), listener.run, **names)
    assert set(tmp_path.iterdir()) == before


def test_progress_rises_to_the_end_with_names_of_stages(scene, tmp_path, listener) -> None:
    paths, *_ = scene
    assess_to_files(planned(paths), listener.run, report=str(tmp_path / "r.html"))
    assert listener.shares == sorted(listener.shares) and listener.shares[-1] == pytest.approx(1)
    for stage in ("Comparing the images", "Writing the report"):
        assert stage in listener.stages
