"""Layers, masks and blocks: the inputs of a method."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from stfusion.core.errors import InputError
from stfusion.core.products.scaling import Scale
from stfusion.core.rasters.align import AlignedReader
from stfusion.core.rasters.grid import Window
from stfusion.core.rasters.raster import RasterReader, describe
from stfusion.core.scenes.layers import ArrayLayer, RasterLayer
from stfusion.core.scenes.scene import Scene, array_scene

RANDOM = np.random.default_rng(4)
AS_STORED = Scale(1.0)


def raster_layer(path, masks=(), scale=AS_STORED, bands=None) -> RasterLayer:
    info = describe(path)
    readers = [AlignedReader(RasterReader(describe(mask)), info.grid, (1,), "nearest", raw=True) for mask in masks]
    bands = bands or range(1, info.bands + 1)
    return RasterLayer(AlignedReader(RasterReader(info), info.grid, bands, "bilinear"), scale, readers)


def read_all(layer: RasterLayer, rows: int, cols: int):
    values, valid = layer.read(Window(0, 0, rows, cols))
    layer.close()
    return values, valid


def test_an_array_layer_gives_windows_and_nothing_beyond() -> None:
    values = RANDOM.random((2, 5, 6))
    layer = ArrayLayer(values)
    found, valid = layer.read(Window(-2, 3, 5, 6))
    assert found.dtype == np.float32 and valid.shape == (5, 6)
    expected = np.zeros((2, 5, 6))
    expected[:, 2:, :3] = values[:, :3, 3:]
    np.testing.assert_allclose(found, expected, rtol=1e-6)
    np.testing.assert_array_equal(valid, expected[0] > 0)
    assert not layer.read(Window(50, 50, 2, 2))[1].any()


def test_a_pixel_without_a_number_in_one_band_is_invalid_in_all() -> None:
    values = np.ones((2, 3, 3))
    values[1, 0, 0], values[0, 2, 2] = np.nan, np.inf
    found, valid = ArrayLayer(values, np.eye(3) < 2).read(Window(0, 0, 3, 3))
    assert np.argwhere(~valid).tolist() == [[0, 0], [2, 2]]
    assert not found[:, ~valid].any()
    _, valid = ArrayLayer(values, np.eye(3) == 0).read(Window(0, 0, 3, 3))
    np.testing.assert_array_equal(valid, np.eye(3) == 0)


def test_a_raster_layer_is_scaled_and_valid_where_all_bands_are(write_raster) -> None:
    stored = np.full((2, 3, 3), 2000, "int16")
    stored[0, 1, 1] = -9999
    values, valid = read_all(
        raster_layer(write_raster("a.tif", stored, nodata=-9999), scale=Scale(0.0001, -0.05)), 3, 3
    )
    assert np.argwhere(~valid).tolist() == [[1, 1]]
    np.testing.assert_allclose(values[:, valid], 0.15, rtol=1e-5)
    assert not values[:, ~valid].any()  # the offset must not change invalid pixels


def test_a_band_that_is_not_used_hides_nothing(write_raster) -> None:
    stored = np.ones((2, 3, 3), "int16")
    stored[0, 1, 1] = -9999
    _, valid = read_all(raster_layer(write_raster("a.tif", stored, nodata=-9999), bands=(2,)), 3, 3)
    assert valid.all()


def test_a_mask_hides_where_it_is_not_zero(write_raster) -> None:
    path = write_raster("a.tif", np.ones((2, 3)))
    mask = write_raster("mask.tif", np.array([[0, 1, 255], [-1, 0, 7]], "int16"))
    values, valid = read_all(raster_layer(path, [mask]), 2, 3)
    assert valid.tolist() == [[True, False, False], [False, True, False]]
    np.testing.assert_array_equal(values[0], valid)


@pytest.mark.parametrize(("nodata", "hidden"), [(0, False), (255, True)])
def test_the_nodata_value_of_a_mask_counts_as_its_value(write_raster, nodata, hidden) -> None:
    path = write_raster("a.tif", np.ones((2, 2)))
    mask = write_raster("mask.tif", np.full((2, 2), nodata, "uint8"), nodata=nodata)
    _, valid = read_all(raster_layer(path, [mask]), 2, 2)
    assert (valid == (not hidden)).all()


def test_a_mask_that_is_no_number_hides(write_raster) -> None:
    path = write_raster("a.tif", np.ones((1, 3)))
    mask = write_raster("mask.tif", np.array([[0, np.nan, 1]], "float32"), nodata=np.nan)
    _, valid = read_all(raster_layer(path, [mask]), 1, 3)
    assert valid.tolist() == [[True, False, False]]


@pytest.mark.parametrize(("size", "cells"), [(30, 1), (60, 2)])
def test_outside_its_extent_a_mask_hides_nothing(write_raster, size, cells) -> None:
    path = write_raster("a.tif", np.ones((6, 6)))
    mask = write_raster("mask.tif", np.ones((1, 1), "uint8"), transform=(size, 0, 480060, 0, -size, 5399940), nodata=0)
    _, valid = read_all(raster_layer(path, [mask]), 6, 6)
    expected = np.ones((6, 6), bool)
    expected[2 : 2 + cells, 2 : 2 + cells] = False
    np.testing.assert_array_equal(valid, expected)


def test_masks_add_up(write_raster) -> None:
    path = write_raster("a.tif", np.ones((1, 3)))
    masks = [write_raster(f"mask{n}.tif", np.eye(1, 3, n, dtype="uint8")) for n in (0, 2)]
    _, valid = read_all(raster_layer(path, masks), 1, 3)
    assert valid.tolist() == [[False, True, False]]


def scene(rows: int = 20, cols: int = 17) -> Scene:
    images = [RANDOM.random((2, rows, cols)) for _ in range(5)]
    images[0][0, 3, 4] = images[1][1, 5, 6] = images[4][0, 8, 9] = np.nan
    return array_scene([(images[0], images[1]), (images[2], images[3])], images[4], names=("red", "nir"))


def test_a_block_holds_its_window_and_the_halo_around() -> None:
    made = scene()
    whole = made.read(made.grid.window)
    block = made.read(Window(4, 5, 6, 7), 3)
    assert block.fine.shape == (2, 2, 12, 13) and block.target.shape == (2, 12, 13)
    np.testing.assert_array_equal(block.fine, whole.fine[..., 1:13, 2:15])
    np.testing.assert_array_equal(block.valid, whole.valid[..., 1:13, 2:15])
    np.testing.assert_array_equal(block.target[(..., *block.inner)], whole.target[:, 4:10, 5:12])


def test_outside_the_scene_a_block_is_invalid() -> None:
    made = scene()
    block = made.read(made.grid.window, 4)
    outside = np.ones((28, 25), bool)
    outside[block.inner] = False
    assert not block.valid[:, outside].any() and not block.target_valid[outside].any()
    for values in (block.fine, block.coarse, block.target):
        assert not values[..., outside].any()


def test_a_pair_is_valid_where_both_images_are() -> None:
    made = scene()
    block = made.read(made.grid.window)
    assert np.argwhere(~block.valid).tolist() == [[0, 3, 4], [0, 5, 6]]
    assert np.argwhere(~block.target_valid).tolist() == [[8, 9]]


@pytest.mark.parametrize("window", [Window(2, 3, 9, 4), Window(2, 3, 4, 9), Window(0, 0, 2, 2), Window(5, 5, 3, 2)])
def test_halves_are_what_would_have_been_read(window) -> None:
    made = scene()
    halves = made.read(window, 3).halves()
    assert sum(half.window.rows * half.window.cols for half in halves) == window.rows * window.cols
    assert halves[0].window.intersection(halves[1].window).empty
    for half in halves:
        assert half.window.intersection(window) == half.window
        read = made.read(half.window, 3)
        for name in ("fine", "coarse", "valid", "target", "target_valid"):
            np.testing.assert_array_equal(getattr(half, name), getattr(read, name))


def test_arrays_of_different_shapes_are_refused() -> None:
    with pytest.raises(InputError, match="Shapes differ"):
        array_scene([(np.ones((1, 4, 4)), np.ones((1, 4, 5)))], np.ones((1, 4, 4)))


def test_a_scene_of_arrays_knows_its_dates_and_bands() -> None:
    day = date(2004, 11, 26)
    arrays = np.ones((2, 4, 4))
    made = array_scene([(arrays, arrays)], arrays, dates=[day], target_date=date(2004, 12, 28), ratio=8)
    assert made.pairs[0].date == day and made.target_date == date(2004, 12, 28)
    assert made.bands == ("Band 1", "Band 2") and made.ratio == 8
    assert len(list(made.layers())) == 3


def test_the_history_names_files_without_their_folders() -> None:
    arrays = np.ones((1, 4, 4))
    made = array_scene([(arrays, arrays)], arrays)
    made = Scene(made.grid, made.bands, made.pairs, made.target, inputs={"Fine image 1": "/home/me/secret/a.tif"})
    assert made.history() == {"Fine image 1": "a.tif"}
    assert made.sources == ("/home/me/secret/a.tif",)


def test_facts_about_the_pairs_are_found_once_for_all_target_dates() -> None:
    pair = (np.ones((1, 4, 4)), np.ones((1, 4, 4)))
    scene = array_scene([pair], np.ones((1, 4, 4)))
    asked = []

    def find() -> str:
        asked.append(1)
        return f"answer {len(asked)}"

    later = replace(scene, target=scene.target, target_date=date(2024, 1, 1))
    assert [one.pair_fact("a", find) for one in (scene, later)] == ["answer 1", "answer 1"]
    assert later.pair_fact("b", find) == "answer 2"  # another key
    other = replace(scene, pairs=array_scene([pair], np.ones((1, 4, 4))).pairs)
    assert other.pair_fact("a", find) == "answer 3"  # other pairs, though equal ones


def test_blocks_of_pairs_show_nothing_of_the_target_date() -> None:
    scene = array_scene([(np.ones((2, 5, 4)), np.ones((2, 5, 4)))], np.full((2, 5, 4), 7.0))
    block = scene.read_pairs(Window(1, 1, 3, 2), 1)
    assert block.target.shape == (2, 5, 4) and not block.target.any() and not block.target_valid.any()
    np.testing.assert_array_equal(block.fine, scene.read(Window(1, 1, 3, 2), 1).fine)


@pytest.mark.parametrize(("fine", "coarse"), [(False, False), (False, True), (True, False)])
def test_blocks_without_values_tell_the_same_validity_and_hold_nothing(fine, coarse) -> None:
    random = np.random.default_rng(6)
    images = random.random((5, 2, 9, 8))
    images[random.random(images.shape) < 0.1] = np.nan
    scene = array_scene([(images[0], images[1]), (images[2], images[3])], images[4])
    whole, bare = scene.read(Window(2, 1, 6, 5), 2), scene.read(Window(2, 1, 6, 5), 2, fine=fine, coarse=coarse)
    for name in ("valid", "known", "target_valid"):
        np.testing.assert_array_equal(getattr(bare, name), getattr(whole, name))
    assert 0 < whole.valid.mean() < 1
    for name, wanted in (("fine", fine), ("coarse", coarse), ("target", coarse)):
        found = getattr(bare, name)
        assert found.shape == getattr(whole, name).shape
        if wanted:
            np.testing.assert_array_equal(found, getattr(whole, name))
        else:
            assert not found.any() and set(found.strides) == {0}


def test_history_has_names_without_folders_settings_and_secrets() -> None:
    from dataclasses import replace

    given = {
        "Fine image 1": "/data/fine_20040520.tif|option:NUM_THREADS=2|stfusion:crs=EPSG:32633",
        "Coarse image 1": "/vsicurl/https://user:SECRET@host/d/coarse.tif?sig=SECRET",
    }
    scene = replace(Scene(None, (), (), None), inputs=given)
    assert scene.history() == {"Fine image 1": "fine_20040520.tif", "Coarse image 1": "coarse.tif"}
    assert scene.sources == tuple(given.values())
