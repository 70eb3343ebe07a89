"""The coarse grid of methods that compute on it: selection, filling, enlargement, and real MODIS geometry."""

from __future__ import annotations

import dataclasses
from datetime import date

import numpy as np
import pytest
import rasterio
from rasterio.warp import Resampling, reproject

from stfusion.core.errors import InputError
from stfusion.core.fusion.fuse import fuse
from stfusion.core.rasters.grid import Grid, Window
from stfusion.core.rasters.nested import Nested, nest
from stfusion.core.rasters.resample import cubic, filled
from stfusion.core.run import Run
from stfusion.core.scenes.inputs import Inputs, open_scene
from stfusion.core.scenes.layers import ArrayLayer, CoarseArrayLayer, mean_on
from stfusion.core.scenes.pairing import Image
from stfusion.core.simulate import Scenario, simulate
from stfusion.core.simulate.sample import write_sample
from stfusion.models import methods

QUIET = Run(log=lambda text, level: None)
SINUSOIDAL = "+proj=sinu +lon_0=0 +x_0=0 +y_0=0 +R=6371007.181 +units=m +no_defs"
MODIS_PIXEL = 463.3127


def _grid(rows: int, cols: int, pixel: float = 30.0, left: float = 480000.0, top: float = 5400000.0) -> Grid:
    return Grid(rows, cols, (pixel, 0.0, left, 0.0, -pixel, top))


def test_coarse_pixels_of_whole_fine_ones_are_kept() -> None:
    """A coarse image that starts outside the fine one, by whole fine pixels."""
    fine = _grid(100, 120)
    coarse = _grid(30, 30, 480.0, 480000.0 - 5 * 30, 5400000.0 + 7 * 30)
    nested = nest(fine, coarse, 16.0, 0, QUIET)
    assert (nested.ratio, nested.row, nested.col) == (16, -7, -5)
    assert (nested.grid.rows, nested.grid.cols) == (7, 8)
    assert coarse.offset_of(nested.grid) == (0, 0)


def test_other_coarse_pixels_are_laid_anew_and_the_log_tells() -> None:
    lines: list[str] = []
    nested = nest(_grid(100, 120), _grid(9, 9, 463.3), 15.44, 0, Run(log=lambda text, level: lines.append(text)))
    assert (nested.ratio, nested.row, nested.col) == (15, 0, 0)
    assert (nested.grid.rows, nested.grid.cols) == (7, 8)
    assert "resolution ratio 15" in lines[-1] and "15.44" in lines[-1]


def test_enlarged_images_get_the_usual_ratio_with_a_warning() -> None:
    warnings: list[str] = []
    log = Run(log=lambda text, level: warnings.append(text) if level == "warning" else None)
    assert nest(_grid(100, 120), _grid(100, 120), 1.0, 0, log).ratio == 16
    assert "Set the ratio" in warnings[0]
    assert nest(_grid(100, 120), _grid(100, 120), 1.0, 10, log).ratio == 10
    assert len(warnings) == 1


def test_a_coarse_pixel_as_large_as_the_image_is_refused() -> None:
    with pytest.raises(InputError, match="does not fit into"):
        nest(_grid(40, 40), None, 32.0, 0, QUIET)


def test_cells_and_places() -> None:
    nested = nest(_grid(40, 40), _grid(9, 9, 240.0, 480000.0 - 60), 8.0, 0, QUIET)
    assert nested.col == -2
    rows, cols = nested.cells_of(Window(0, 0, 10, 10))
    assert list(rows) == [0] * 8 + [1] * 2
    assert list(cols) == [0] * 6 + [1] * 4
    places = nested.places_of(Window(0, 0, 8, 8))
    assert places[0][0] == pytest.approx(0.5 / 8 - 0.5) and places[1][0] == pytest.approx(2.5 / 8 - 0.5)


def test_means_leave_out_invalid_pixels_and_what_lies_outside() -> None:
    values = np.arange(10 * 12, dtype=float).reshape(1, 10, 12)
    values[0, 0, :3] = np.nan
    values[0, 4:8, 4:8] = np.nan
    fine = _grid(10, 12)
    nested = Nested(fine, fine.coarser(4), 4)
    means, valid = mean_on(ArrayLayer(values), nested)
    assert valid.tolist() == [[True, True, True], [True, False, True], [True, True, True]]
    for row, col in np.argwhere(valid):
        cell = values[0, row * 4 : row * 4 + 4, col * 4 : col * 4 + 4]
        assert means[0, row, col] == pytest.approx(np.nanmean(cell))


def test_coarse_layer_repeats_its_pixels() -> None:
    fine = _grid(10, 12)
    nested = Nested(fine, fine.coarser(4), 4)
    values = np.arange(9, dtype=float).reshape(1, 3, 3)
    read, valid = CoarseArrayLayer(values, nested).read(Window(-1, -1, 12, 14))
    assert valid[1:11, 1:13].all() and valid.sum() == 120
    np.testing.assert_array_equal(read[0, 1:11, 1:13], np.kron(values[0], np.ones((4, 4)))[:10, :12])


def test_cubic_keeps_a_plane_inside_and_does_not_depend_on_the_window() -> None:
    fine = _grid(64, 64)
    nested = Nested(fine, fine.coarser(8), 8)
    rows, cols = np.mgrid[:8, :8]
    plane = (2.0 * rows + 3.0 * cols)[None]
    whole = cubic(plane, nested, fine.window)
    places = nested.places_of(fine.window)
    expected = 2 * places[0][:, None] + 3 * places[1][None]
    np.testing.assert_allclose(whole[0, 16:48, 16:48], expected[16:48, 16:48], atol=1e-5)
    np.testing.assert_array_equal(cubic(plane, nested, Window(13, 7, 21, 30)), whole[:, 13:34, 7:37])


def test_gaps_take_the_nearest_value() -> None:
    values = np.array([[[1.0, 9.0, 5.0]]])
    np.testing.assert_array_equal(filled(values, np.array([[True, False, True]]))[0, 0], [1, 1, 5])
    np.testing.assert_array_equal(filled(values, np.zeros((1, 3), bool)), values)


@pytest.fixture(scope="module")
def modis(tmp_path_factory):
    """A sample scene whose coarse images lie on MODIS' sinusoidal grid, 463.3 m."""
    folder = tmp_path_factory.mktemp("modis")
    simulation = simulate(Scenario(rows=300, cols=280, coarse_noise=0.0, gain=0.0, offset=0.0, change="none"))
    sample = write_sample(simulation, folder)
    days = sorted(sample.fine)
    coarse = {}
    for day, seen in zip(days, simulation.observations):
        with rasterio.open(sample.fine[day]) as dataset:
            bounds = rasterio.warp.transform_bounds(dataset.crs, SINUSOIDAL, *dataset.bounds)
            transform, crs = dataset.transform, dataset.crs
        left, top = (
            (np.floor(bounds[0] / MODIS_PIXEL) - 1) * MODIS_PIXEL,
            (np.ceil(bounds[3] / MODIS_PIXEL) + 1) * MODIS_PIXEL,
        )
        size = int((bounds[2] - left) / MODIS_PIXEL) + 3, int((top - bounds[1]) / MODIS_PIXEL) + 3
        grid = rasterio.Affine(MODIS_PIXEL, 0, left, 0, -MODIS_PIXEL, top)
        values = np.full((4, size[1], size[0]), np.nan, np.float32)
        reproject(
            seen.truth, values, src_transform=transform, src_crs=crs, dst_transform=grid, dst_crs=SINUSOIDAL,
            src_nodata=np.nan, dst_nodata=np.nan, resampling=Resampling.average,
        )  # fmt: skip
        path = folder / f"MOD09GA.A{day:%Y%j}.h18v04.tif"
        stored = np.where(np.isfinite(values), np.rint(values * 10000), -28672).astype(np.int16)
        with rasterio.open(
            path, "w", driver="GTiff", height=size[1], width=size[0], count=4, dtype="int16", crs=SINUSOIDAL,
            transform=grid, nodata=-28672,
        ) as dataset:  # fmt: skip
            dataset.write(stored)
        coarse[day] = path
    return dataclasses.replace(sample, coarse=coarse)


@pytest.mark.parametrize("name", ["fsdaf", "fitfc", "starfm"])
def test_real_modis_geometry(modis, tmp_path, name) -> None:
    """30 m UTM with 463.3 m sinusoidal pixels: the ratio is chosen and logged, and the prediction is good."""
    days = sorted(modis.fine)
    inputs = Inputs(
        fine=(Image(str(modis.fine[days[0]]), "Fine image 1", None, 1),),
        coarse=(Image(str(modis.coarse[days[0]]), "Coarse image 1", None, 1),),
        target=Image(str(modis.coarse[days[1]]), "Coarse image of the target date"),
    )
    lines: list[str] = []
    run = Run(log=lambda text, level: lines.append(text))
    scene = open_scene(inputs, run)
    method = methods()[name]
    options = method.Options(**({"window": 21} if name == "starfm" else {}))
    result = fuse(method, scene, options, tmp_path / "out.tif", run, device="cpu")
    assert scene.target_date == date(2024, 6, 21)
    assert result.predicted > 0.99
    if method.info.coarse == "coarse grid":
        assert any("resolution ratio 15" in line and "ratio: 15.4" in line for line in lines)
    with rasterio.open(tmp_path / "out.tif") as made, rasterio.open(modis.truth[days[1]]) as truth:
        known = made.read(1) != made.nodata
        errors = [np.square((made.read() - truth.read().astype(float))[:, known]).mean()]
        with rasterio.open(modis.fine[days[0]]) as before:
            errors.append(np.square((before.read() - truth.read().astype(float))[:, known]).mean())
    scene.close()
    assert errors[0] < 0.8 * errors[1]
